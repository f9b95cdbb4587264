//! Why front matter cannot be read from a place on, as an editor would say it.
//!
//! The parser's own words are riddles to whoever has never seen YAML. So the line where it gave up
//! is looked at anew: first the lists and braces that reach it ([`flow`]), then its value
//! ([`value`]), then what stands before that and how far in ([`keys`]).

mod flow;
mod keys;
mod line;
mod quotes;
mod value;

use crate::diagnostics::{Rule, rules};
use line::Line;
pub(super) use line::key_and_value;
pub(super) use quotes::quote_end;
use std::ops::Range;

/// What is wrong, where in the YAML, and what to write instead.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) rule: &'static Rule,
    pub(super) place: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

impl Slip {
    fn new(place: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            rule: &rules::YAML,
            place,
            message: message.into(),
            help: help.into(),
        }
    }

    /// The same further on.
    fn shifted(mut self, by: usize) -> Self {
        self.place = self.place.start + by..self.place.end + by;
        self
    }
}

/// The quote that is never closed, where the parser says that there is one.
pub(super) fn unclosed_quote(yaml: &str) -> Option<Slip> {
    quotes::unclosed_quote(yaml)
}

/// The slip by which YAML cannot be read from `at` on; `None` when it is none that we know.
pub(super) fn find(yaml: &str, at: usize) -> Option<Slip> {
    let line = Line::at(yaml, at)?;
    unseen(yaml)
        .or_else(|| flow::unclosed(yaml, at))
        .or_else(|| value::slip(&line, at))
        .or_else(|| keys::slip(yaml, &line, at))
        .or_else(|| tab(&line))
}

/// A tab anywhere in the line, where nothing else is wrong in it.
fn tab(line: &Line<'_>) -> Option<Slip> {
    let at = line.start + line.text.find('\t')?;
    Some(Slip {
        rule: &rules::YAML_TAB,
        ..Slip::new(
            at..at + 1,
            "there is a tab here; front matter is indented with spaces",
            "put two spaces in place of the tab",
        )
    })
}

/// A sign that no editor shows and YAML does not take.
fn unseen(yaml: &str) -> Option<Slip> {
    let unseen = |sign: char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{85}');
    let (at, sign) = yaml.char_indices().find(|(_, sign)| unseen(*sign))?;
    Some(Slip::new(
        at..at + sign.len_utf8(),
        "there is a sign here that cannot be seen",
        "delete the word it is in, and type it again",
    ))
}
