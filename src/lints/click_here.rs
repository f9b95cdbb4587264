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
    let mut found: Vec<Range<usize>> = reading
        .prose
        .links()
        .iter()
        .map(|link| link.words.clone())
        .filter(|link| {
            let words = reading
                .words(link.clone())
                .trim_end_matches(['.', '…', ' ']);
            EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(words))
        })
        .collect();
    for passage in reading.prose.passages() {
        if passage.kind == Kind::Quote {
            continue;
        }
        let text = reading.of(passage);
        for (at, _) in text.match_indices("lick ") {
            let Some(rest) = text[at..].strip_prefix("lick here") else {
                continue;
            };
            let capital = text[..at].ends_with(['c', 'C']);
            if capital && !rest.starts_with(char::is_alphanumeric) {
                let start = passage.words.start + at - 1;
                let words = start..start + "click here".len();
                found.retain(|link| link.end <= words.start || link.start >= words.end);
                found.push(words);
            }
        }
    }
    for words in found {
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
