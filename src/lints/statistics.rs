//! How a file reads, in numbers: reported, and never a gate.

use super::Reading;
use crate::markup::prose::{Kind, Prose};
use crate::text::{Position, SourceFile};

/// How many of the longest sentences are named.
const NAMED: usize = 3;

/// How a file reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// Words in sentences: of paragraphs, lists, cards, notes and captions.
    pub words: usize,
    /// Sentences; an item of a list is one at least.
    pub sentences: usize,
    /// Words of a sentence, on average; 0 where there is none.
    pub words_per_sentence: f64,
    /// The school year, counted as in the United States, in which the words can be read, by the
    /// formula of Flesch and Kincaid. Add 5 for an age. Syllables are guessed from the letters of
    /// English, so it is good for comparing articles and not to the decimal.
    pub grade: f64,
    /// The longest sentences, the longest first.
    pub longest: Vec<LongSentence>,
}

/// One of the longest sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongSentence {
    /// How many words it has.
    pub words: usize,
    /// Where it begins.
    pub position: Position,
    /// The sentence, without markup.
    pub text: String,
}

/// Counts the words that were read of a file.
#[must_use]
#[allow(clippy::cast_precision_loss)] // A file has at most 256 KiB.
pub fn of(prose: &Prose, file: &SourceFile) -> Statistics {
    let reading = Reading::new(prose, true);
    let mut counted: Vec<_> = reading
        .sentences
        .iter()
        .filter(|sentence| {
            let kind = prose.passages()[sentence.passage].kind;
            !matches!(
                kind,
                Kind::Title | Kind::Asked | Kind::Heading(_) | Kind::Cell
            )
        })
        .map(|sentence| (reading.count(sentence), sentence))
        .filter(|(words, _)| *words > 0)
        .collect();
    let sentences = counted.len();
    let words: usize = counted.iter().map(|(words, _)| words).sum();
    let syllables: usize = counted
        .iter()
        .flat_map(|(_, sentence)| reading.words(sentence.words.clone()).split_whitespace())
        .map(syllables)
        .sum();
    let (words_per_sentence, grade) = if sentences == 0 {
        (0.0, 0.0)
    } else {
        let each = words as f64 / sentences as f64;
        let grade = 0.39 * each + 11.8 * (syllables as f64 / words as f64) - 15.59;
        (each, grade)
    };
    counted.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
    let longest = counted
        .into_iter()
        .take(NAMED)
        .map(|(words, sentence)| LongSentence {
            words,
            position: file.position(reading.span(sentence.words.clone()).start),
            text: reading.words(sentence.words.clone()).to_owned(),
        });
    Statistics {
        words,
        sentences,
        words_per_sentence,
        grade,
        longest: longest.collect(),
    }
}

/// The syllables of a word. `textstat` counts groups of vowels and knows that an `e` at the end is
/// silent; that it also is in "walked" and "makes" is said here.
fn syllables(word: &str) -> usize {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    let lower = word.to_lowercase();
    let after = |stem: &str, ends: &[&str]| {
        let vowel = stem.ends_with(['a', 'e', 'i', 'o', 'u']);
        vowel || stem.len() < 3 || ends.iter().any(|end| stem.ends_with(end))
    };
    let spoken = if let Some(stem) = lower.strip_suffix("ed") {
        after(stem, &["t", "d", "dr"])
    } else if let Some(stem) = lower.strip_suffix("es") {
        after(stem, &["s", "x", "z", "ch", "sh", "c", "g"])
    } else {
        true
    };
    let length = lower.len() - usize::from(!spoken);
    textstat::syllables(&lower[..length])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Problems;
    use crate::markup::markdown;
    use crate::text::Span;
    use std::sync::Arc;

    fn statistics(text: &str) -> Statistics {
        let file = Arc::new(SourceFile::new("articles/a.md", text));
        let mut problems = Problems::new(&file);
        let (_, prose) = markdown::parse_with_prose(&mut problems, Span::new(0, text.len()), &[]);
        of(&prose, &file)
    }

    #[test]
    fn words_and_sentences_are_counted_and_the_longest_is_named_with_its_place() {
        let text = "Walk now. Rest *for an hour* after it.\n\n## A heading of its own\n\n- one item\n- and another of them\n";
        let counted = statistics(text);
        assert_eq!((counted.words, counted.sentences), (14, 4));
        assert!((counted.words_per_sentence - 3.5).abs() < 1e-9);
        let longest: Vec<_> = counted
            .longest
            .iter()
            .map(|one| (one.words, one.position.to_string(), one.text.as_str()))
            .collect();
        assert_eq!(
            longest,
            [
                (6, "1:11".to_owned(), "Rest for an hour after it."),
                (4, "6:3".to_owned(), "and another of them"),
                (2, "1:1".to_owned(), "Walk now."),
            ]
        );
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // Published worked example of the formula: 6 words, 6 syllables, one sentence.
        let plain = statistics("The cat sat on the mat.");
        assert!((plain.grade - -1.45).abs() < 0.01, "{}", plain.grade);
        let hard = statistics(
            "Musculoskeletal rehabilitation necessitates individualised physiotherapeutic \
             interventions.",
        );
        assert!(hard.grade > 20.0, "{}", hard.grade);
        assert!(statistics("").grade.abs() < f64::EPSILON);
    }

    #[test]
    fn syllables_are_those_that_are_spoken() {
        for (word, count) in [
            ("walked", 1),
            ("rested", 2),
            ("makes", 1),
            ("exercises", 4),
            ("tables", 2),
            ("studied", 2),
            ("hundred", 2),
            ("shoes", 1),
            ("muscle", 2),
            ("water.", 2),
            ("12", 1),
            ("yes", 1),
            ("red", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
