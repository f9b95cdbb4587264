//! Sentences of too many words.

use super::sentences::most_words;
use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;

/// The most words of a sentence.
const MOST: usize = 25;

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_LONG_SENTENCE,
    why: "Past 25 words many readers lose the thread, most of all when they are ill or worried. \
          Care cards are spared, because they are read as lists.",
    bad: "Sleep well. Your back can ache after a long run when the run, which may be on rough \
          ground, asks more of your body than it is ready for that day.\n",
    marks: &[
        "Your back can ache after a long run when the run, which may be on rough ground, asks \
         more of your body than it is ready for that day.",
    ],
    good: "Sleep well. Your back can ache after a long run, most of all on rough ground. The run \
           then asks more of your body than it is ready for that day.\n\n\
           > [!CAUTION]\n\
           > **Call your emergency number now if:**\n\
           >\n\
           > - one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
           fifteen sixteen seventeen eighteen nineteen twenty and one two three four five six\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    for sentence in &reading.sentences {
        let kind = reading.prose.passages()[sentence.passage].kind;
        let spared = matches!(
            kind,
            Kind::Title | Kind::Heading(_) | Kind::Card(_) | Kind::Quote
        );
        let text = reading.words(sentence.words.clone());
        if spared || most_words(text) <= MOST {
            continue;
        }
        let count = reading.count(sentence);
        if count > MOST {
            problems
                .add(
                    &rules::PROSE_LONG_SENTENCE,
                    reading.span(sentence.words.clone()),
                    format!("this sentence has {count} words"),
                )
                .help(format!(
                    "make two of it, of {MOST} words at most, each saying one thing"
                ));
        }
    }
}
