//! Paragraphs of too many sentences.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;

/// The most sentences of a paragraph.
const MOST: usize = 4;

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_LONG_PARAGRAPH,
    why: "On a phone a long paragraph is a wall of words, and readers skip it.",
    bad: "Walk first. Then jog. Then run. Rest after it. Eat something.\n",
    marks: &["Eat something."],
    good: "Walk first. Then jog. Then run. Rest after it.\n\nEat something.\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    for passage in reading.sentences.chunk_by(|a, b| a.passage == b.passage) {
        let Some(fifth) = passage.get(MOST) else {
            continue;
        };
        let kind = reading.prose.passages()[fifth.passage].kind;
        if matches!(kind, Kind::Paragraph | Kind::Item | Kind::Note) {
            problems
                .add(
                    &rules::PROSE_LONG_PARAGRAPH,
                    reading.span(fifth.words.clone()),
                    format!(
                        "this paragraph has {} sentences; {MOST} are the most",
                        passage.len()
                    ),
                )
                .help("begin a new paragraph here or earlier, where the thought changes");
        }
    }
}
