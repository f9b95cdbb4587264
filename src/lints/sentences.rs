//! Where sentences end, and how many words they have.
//!
//! Unicode's own rules end a sentence after "e.g." and "Dr.", and take longer than all the lints
//! together; editors would see both. So the full stops are looked at here.

use std::ops::Range;

/// Words with a full stop that is not the end of a sentence, in small letters.
const SHORTENED: [&str; 19] = [
    "al", "approx", "ca", "cf", "dr", "e.g", "eg", "fig", "i.e", "ie", "incl", "jr", "mr", "mrs",
    "ms", "prof", "sr", "st", "vs",
];

/// Words with a full stop that is not the end of a sentence when a number follows.
const BEFORE_NUMBERS: [&str; 6] = ["no", "nos", "p", "pp", "vol", "ch"];

/// The sentences of a passage, without white space around them.
pub(super) fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        from += leading_space(&text[from..]);
        if from >= text.len() {
            return None;
        }
        let end = sentence_end(text, from);
        let sentence = from..from + text[from..end].trim_end().len();
        from = end;
        Some(sentence)
    })
}

/// How many words a text has; signs that stand alone are none.
pub(super) fn count_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// The most words that a text can have, which is known at a glance: no blank is a letter, and every
/// blank of Unicode begins with a byte like these.
pub(super) fn most_words(text: &str) -> usize {
    let blanks = text.bytes().filter(|byte| *byte <= b' ' || *byte >= 0xc2);
    blanks.count() + 1
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Where the sentence that begins at `start` ends.
fn sentence_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let stop = at;
        // The last byte of the one sign for three full stops.
        let ellipsis = bytes[at] == 0xa6 && text[..=at].ends_with('…');
        at += 1;
        if !ellipsis && !matches!(bytes[stop], b'.' | b'!' | b'?') {
            continue;
        }
        let rest = text[at..].trim_start_matches(['.', '!', '?', '…']);
        let alone = rest.len() == text.len() - at;
        let rest = rest.trim_start_matches([')', ']', '"', '\'', '”', '’', '»']);
        at = text.len() - rest.len();
        let next = rest.trim_start();
        if next.is_empty() {
            return text.len();
        }
        if next.len() == rest.len() || next.starts_with(char::is_lowercase) {
            continue;
        }
        if bytes[stop] == b'.' && alone && is_shortened(&text[start..stop], next) {
            continue;
        }
        return at;
    }
    text.len()
}

/// Whether a full stop after these words belongs to the last of them, and not to the sentence.
fn is_shortened(before: &str, next: &str) -> bool {
    let (words, last) = before
        .rsplit_once(char::is_whitespace)
        .unwrap_or(("", before));
    let last = last.trim_start_matches(['(', '[', '"', '“', '‘', '\'']);
    let is_one_of = |list: &[&str]| list.iter().any(|one| one.eq_ignore_ascii_case(last));
    let number_follows = next.starts_with(|sign: char| sign.is_ascii_digit());
    if is_one_of(&SHORTENED) || (number_follows && is_one_of(&BEFORE_NUMBERS)) {
        return true;
    }
    // "1. Walk" at the beginning of a passage.
    if words.is_empty() && !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    // "U.S. guidance"
    let mut parts = last.split('.');
    if last.contains('.')
        && parts.all(|part| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        return true;
    }
    // "J. Smith", but "vitamin C. It"
    let before_last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.len() == 1
        && last != "I"
        && last.bytes().all(|byte| byte.is_ascii_uppercase())
        && (before_last.is_empty()
            || before_last.starts_with(char::is_uppercase)
            || next.as_bytes().get(1) == Some(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        split(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_with_its_full_stop_and_what_closes_it() {
        assert_eq!(
            sentences("It hurts.  Why? “Nobody knows.” (So far.) And then"),
            [
                "It hurts.",
                "Why?",
                "“Nobody knows.”",
                "(So far.)",
                "And then"
            ]
        );
        assert_eq!(
            sentences("Wait… Then go... On!"),
            ["Wait…", "Then go...", "On!"]
        );
        assert_eq!(sentences(" \n"), Vec::<&str>::new());
        assert_eq!(sentences("Übel. Ärzte? Öl…"), ["Übel.", "Ärzte?", "Öl…"]);
    }

    #[test]
    fn a_full_stop_inside_a_sentence_does_not_end_it() {
        for one in [
            "Take it with food, e.g. Greek yoghurt.",
            "Dr. Smith and J. R. Jones ran 10.5 km.",
            "Home vs. Clinic measurement, approx. 30 people.",
            "Guidance No. 5 of U.S. National Institutes.",
            "A study (Lee et al. 2019) asked “why?” and found nothing.",
            "1. Walk.",
            "See example.org for more.",
        ] {
            assert_eq!(sentences(one), [one]);
        }
        assert_eq!(
            sentences("Is it safe? No. Eat vitamin C. Begin with rule 1. Then rest."),
            [
                "Is it safe?",
                "No.",
                "Eat vitamin C.",
                "Begin with rule 1.",
                "Then rest."
            ]
        );
    }

    #[test]
    fn signs_that_stand_alone_are_no_words() {
        for (text, words) in [
            ("Ten – or 12 % – of well-known runners.", 6),
            ("Ein\u{a0}schöner\u{2003}Tag\u{3000}im\nMai", 5),
            ("", 0),
        ] {
            assert_eq!(count_words(text), words, "{text}");
            assert!(most_words(text) >= words, "{text}");
        }
    }
}
