//! What is known while one body is read, and how its events are walked.
//!
//! `markdown` walks the top level, `headings`, `cards` and `inline` each add what they know.

use super::document::{Call, Document, Surroundings};
use crate::diagnostics::Problems;
use crate::text::Span;
use pulldown_cmark::{Event, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// An event and the bytes of the body it came from.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Walks the events of one body.
pub(super) struct Reader<'a> {
    pub(super) problems: &'a mut Problems,
    /// Where the body begins in the file.
    pub(super) base: usize,
    pub(super) text: &'a str,
    pub(super) sources: &'a [&'a str],
    pub(super) around: &'a dyn Surroundings,
    pub(super) document: Document,
    pub(super) headings: Headings,
    /// Prose that waits for the next block of another kind.
    pub(super) prose: String,
    /// The numbers named since a card began.
    pub(super) calls: Vec<Call>,
    /// How many tables there were.
    pub(super) tables: usize,
}

/// What is known of the headings so far.
#[derive(Debug, Default)]
pub(super) struct Headings {
    pub(super) level: usize,
    /// Whether the last one has a mistake, so that it is none.
    pub(super) unread: bool,
    pub(super) ids: HashMap<String, Span>,
    /// How far the numbers went that were offered to those with the same id.
    pub(super) offered: HashMap<String, usize>,
}

impl Reader<'_> {
    /// The place in the file of a range of the body.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::from(range.clone())
            .shifted(self.base)
            .trimmed(self.problems.file().text())
    }
}

/// The index after the element that begins at `at`.
pub(super) fn element_end(events: &[Spanned<'_>], at: usize) -> usize {
    let mut depth = 0usize;
    for (offset, (event, _)) in events[at..].iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + offset + 1;
        }
    }
    events.len()
}

/// The beginning of a quote's words, without its marks. Quotes can stand in each other as often as
/// a line has room, so no more than the beginning is looked at.
pub(super) fn quoted(text: &str, range: &Range<usize>) -> String {
    let typed: String = text[range.clone()].chars().take(40).collect();
    typed.trim_start_matches(['>', ' ']).to_owned()
}

/// The words of some events, without markup.
pub(super) fn plain_text(events: &[Spanned<'_>]) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text.trim().to_owned()
}
