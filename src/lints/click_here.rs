//! Links whose words do not say where they lead.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;
use std::ops::Range;

/// Words that say nothing when they are all a link has.
const EMPTY: [&str; 11] = [
    "here",
    "this",
    "this link",
    "this page",
    "this article",
    "link",
    "more",
    "read more",
    "learn more",
    "find out more",
    "more information",
];

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_CLICK_HERE,
    why: "Many people who listen to a page go through its links one by one, without the words \
          around them. Not everybody clicks, either.",
    bad: "For warming up click here. About sleep: [read more](sleep.md).\n",
    marks: &["click here", "read more"],
    good: "See [how to warm up](warm-up.md). [Sleep](sleep.md) helps more than you may think, and \
           we can say more here.\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    let links = reading.prose.links().iter().map(|link| link.words.clone());
    let empty = links.filter(|link| is_empty(reading, link));
    let passages = reading.prose.passages().iter();
    let typed = passages
        .filter(|passage| passage.kind != Kind::Quote)
        .flat_map(|passage| {
            let found = click_here(reading.of(passage));
            found.map(|at| passage.words.start + at..passage.words.start + at + CLICK_HERE.len())
        });
    for words in empty.chain(typed) {
        problems
            .add(
                &rules::PROSE_CLICK_HERE,
                reading.span(words.clone()),
                format!(
                    "\"{}\" does not say where the link leads",
                    reading.words(words)
                ),
            )
            .help("make the link of words that do, such as    see [how to warm up](warm-up.md)");
    }
}

const CLICK_HERE: &str = "click here";

/// Whether a link has no words that say anything. In "click here" both words are marked anyway.
fn is_empty(reading: &Reading<'_>, link: &Range<usize>) -> bool {
    let words = reading
        .words(link.clone())
        .trim_end_matches(['.', '…', ' ']);
    EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(words))
        && !reading.words(0..link.start).ends_with("lick ")
}

/// Where a text says "click here".
fn click_here(text: &str) -> impl Iterator<Item = usize> {
    // What both forms, "click" and "Click", have.
    text.match_indices("lick here").filter_map(|(at, found)| {
        let rest = &text[at + found.len()..];
        let whole = text[..at].ends_with(['c', 'C']) && !rest.starts_with(char::is_alphanumeric);
        whole.then(|| at - 1)
    })
}
