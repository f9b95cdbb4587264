//! The edits of one file that are safe to make without asking what was meant.
//!
//! An edit is made on trial, and kept only when the file read again shows that its problem is gone
//! and no other came. So two edits never meet, whatever they touch: each is of the text as it then
//! is.

use super::library::Library;
use super::shelf::Shelf;
use super::sources::Sources;
use crate::diagnostics::{Diagnostic, Fix, Rule, rules};
use crate::text::SourceFile;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A file after its safe edits.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// What was done, in order: "put the title in quotes".
    pub done: Vec<String>,
}

/// The most edits of one file that are tried; each reads it once.
const MOST: usize = 100;

/// Rules that hide everything else that is wrong with a file until they are kept.
const HIDING: [&Rule; 3] = [
    &rules::UNQUOTED_COLON,
    &rules::CUT_OFF,
    &rules::CURLY_QUOTES,
];

/// Makes every edit of a file that is safe. `None` when there is none.
#[must_use]
pub fn mend(path: &str, text: &str, now: Timestamp) -> Option<Mended> {
    let mark = if text.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let mut mended = Mended {
        text: text[mark.len()..].to_owned(),
        done: Vec::new(),
    };
    let mut refused = Vec::new();
    let mut problems = read(path, &mended.text, now);
    while mended.done.len() + refused.len() < MOST {
        let next = problems.iter().find_map(|problem| {
            let fix = problem.fix.clone()?;
            (!refused.contains(&fix)).then_some((problem.rule, fix))
        });
        let Some((rule, fix)) = next else {
            break;
        };
        let after = fix
            .applied(&mended.text)
            .map(|text| (read(path, &text, now), text));
        match after {
            Some((after, text)) if is_better(&mended.text, &problems, &after, rule, &fix) => {
                mended.text = text;
                mended.done.push(fix.title);
                problems = after;
            }
            _ => refused.push(fix),
        }
    }
    if mended.done.is_empty() {
        return None;
    }
    mended.text.insert_str(0, mark);
    Some(mended)
}

/// The problems of the file alone. What is missing around it is the same before and after.
fn read(path: &str, text: &str, now: Timestamp) -> Vec<Diagnostic> {
    let sources = Sources::of_texts([(path, text)]);
    let shelf = Shelf::build(&sources);
    let (_, report) = Library::build(&shelf, now);
    let shown = format!("{}/{path}", sources.folder);
    let mut problems = Vec::new();
    for problem in report.problems() {
        let problem: &Diagnostic = problem;
        if problem.place.file.path() == shown {
            problems.push(problem.clone());
        }
    }
    problems
}

/// Whether an edit took its problem away and brought no other.
fn is_better(
    text: &str,
    before: &[Diagnostic],
    after: &[Diagnostic],
    rule: &'static Rule,
    fix: &Fix,
) -> bool {
    let count = |problems: &[Diagnostic]| {
        let mut counts = BTreeMap::new();
        for problem in problems {
            *counts.entry(problem.rule.id).or_insert(0_usize) += 1;
        }
        counts
    };
    let (then, now) = (count(before), count(after));
    let of = |counts: &BTreeMap<&str, usize>, id: &str| counts.get(id).copied().unwrap_or(0);
    if of(&now, rule.id) >= of(&then, rule.id) {
        return false;
    }
    if HIDING.iter().any(|hiding| hiding.id == rule.id) {
        // Now more is read of the file, and its other problems show. None may be in these lines.
        let lines = lines(text, fix);
        return !after
            .iter()
            .any(|problem| lines.contains(&problem.place.position().line.get()));
    }
    now.iter().all(|(id, count)| *count <= of(&then, id))
}

/// The lines that an edit touches. It puts no line in and takes none out.
fn lines(text: &str, fix: &Fix) -> RangeInclusive<usize> {
    let file = SourceFile::new("", text);
    let line = |offset| file.position(offset).line.get();
    let starts = fix.edits.iter().map(|(span, _)| line(span.start));
    let ends = fix.edits.iter().map(|(span, _)| line(span.end));
    starts.min().unwrap_or(1)..=ends.max().unwrap_or(0)
}
