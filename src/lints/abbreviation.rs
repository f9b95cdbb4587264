//! Abbreviations that are never spelled out.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;
use std::ops::Range;

/// What every reader knows, and units.
const KNOWN: [&str; 60] = [
    "AD", "AI", "AIDS", "AM", "ASAP", "BBC", "BC", "CD", "CE", "COVID", "CT", "DIY", "DNA", "DVD",
    "EU", "FAQ", "FM", "GB", "GMT", "GP", "GPS", "HIV", "ID", "IQ", "IU", "IVF", "KB", "LED",
    "LGBT", "LGBTQ", "MB", "MP", "MRI", "NB", "NHS", "NI", "OK", "PC", "PDF", "PE", "PIN", "PM",
    "QR", "SIM", "SMS", "SOS", "SPF", "TV", "UAE", "UK", "UN", "UNICEF", "URL", "US", "USA", "USB",
    "UTC", "UV", "VAT", "WC",
];

/// Ordinary words that are sometimes shouted.
const SHOUTED: [&str; 34] = [
    "AFTER", "ALL", "ALWAYS", "AND", "ANY", "ARE", "AS", "AT", "BEFORE", "BOTH", "BUT", "CALL",
    "DO", "EVERY", "GO", "IF", "IN", "IS", "LESS", "MORE", "MUST", "NEVER", "NEW", "NO", "NOT",
    "NOW", "ON", "ONLY", "OR", "STOP", "TO", "WHY", "YES", "YOU",
];

/// How many abbreviations of a file are looked at; each costs a look at the whole file.
const MOST: usize = 60;

/// Short words that an abbreviation may leave out.
const LEFT_OUT: [&str; 9] = ["of", "for", "and", "the", "in", "on", "to", "with", "a"];

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_ABBREVIATION,
    why: "Somebody who does not know an abbreviation cannot look it up in the middle of a \
          sentence. Once in the file is enough.",
    bad: "Your BMI may be high. A BMI alone says little. Ask for an ECG, or two ECGs.\n",
    marks: &["BMI", "ECG"],
    good: "Your body mass index (BMI) may be high. Ask the NHS for an ECG (a tracing of your \
           heart). High-intensity interval training, or HIIT, can help.\n\nCOPD stands for a long \
           illness of the lungs. DO NOT stop. Text SHOUT to 85258.\n\n- vitamin B12, part III\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    let mut judged: Vec<&str> = Vec::new();
    for passage in reading.prose.passages() {
        if matches!(passage.kind, Kind::Title | Kind::Quote) {
            continue;
        }
        let text = reading.of(passage);
        // A heading or a line that is typed in capitals.
        if passage.kind != Kind::Cell && !text.contains(char::is_lowercase) {
            continue;
        }
        for found in capitals(text) {
            let word = &text[found.clone()];
            if judged.len() >= MOST {
                return;
            }
            if judged.contains(&word) || !is_unknown(word) || is_shouted(text, &found) {
                continue;
            }
            judged.push(word);
            let is_a_word = || is_typed_in_small_letters(reading.prose.text(), word);
            if is_explained(reading, word, problems.file().text()) || is_a_word() {
                continue;
            }
            let words = passage.words.start + found.start..passage.words.start + found.end;
            problems
                .add(
                    &rules::PROSE_ABBREVIATION,
                    reading.span(words),
                    format!("{word} is never spelled out in this file"),
                )
                .help(format!(
                    "write at its first use    the words it stands for ({word})"
                ));
        }
    }
}

/// The words of two to six capitals. An `s` that makes several of one is no part of it.
fn capitals(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80 || *byte == b'_';
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            at += 1;
            if !bytes[start].is_ascii_uppercase() || (start > 0 && in_word(&bytes[start - 1])) {
                continue;
            }
            while bytes.get(at).is_some_and(u8::is_ascii_uppercase) {
                at += 1;
            }
            let end = at;
            if bytes.get(at) == Some(&b's') {
                at += 1;
            }
            // A curly quote or a dash after it is no letter.
            let alone = text[at..]
                .chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric() && next != '_');
            if alone && (2..=6).contains(&(end - start)) {
                return Some(start..end);
            }
        }
        None
    })
}

/// Whether a word of capitals has to be spelled out.
fn is_unknown(word: &str) -> bool {
    let roman = word.bytes().all(|byte| b"IVX".contains(&byte));
    !roman && KNOWN.binary_search(&word).is_err() && SHOUTED.binary_search(&word).is_err()
}

/// Whether a word is only typed in capitals: beside another such word, or as a code to send.
fn is_shouted(text: &str, word: &Range<usize>) -> bool {
    let (before, after) = (&text[..word.start], &text[word.end..]);
    let neighbours = [
        before
            .strip_suffix(' ')
            .and_then(|rest| rest.rsplit(' ').next()),
        after
            .strip_prefix(' ')
            .and_then(|rest| rest.split([' ', '.', ',', '!', '?', ':']).next()),
    ];
    let code = before.strip_suffix(' ').is_some_and(|rest| {
        let last = rest.rsplit(' ').next().unwrap_or_default();
        last.eq_ignore_ascii_case("text") || last.eq_ignore_ascii_case("send")
    });
    code || neighbours.into_iter().flatten().any(|next| {
        next.len() > 1
            && next.bytes().all(|byte| byte.is_ascii_uppercase())
            && KNOWN.binary_search(&next).is_err()
    })
}

/// Whether a word also stands in the text in small letters, so that it is none made of initials.
fn is_typed_in_small_letters(text: &str, word: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric())
        .any(|one| one != word && one.eq_ignore_ascii_case(word))
}

/// Whether an abbreviation is spelled out: as "words (ABC)", as "ABC (words)", in a sentence with
/// the words whose first letters it has, or by saying what it stands for.
fn is_explained(reading: &Reading<'_>, word: &str, file: &str) -> bool {
    // The choices of a self-check are no passages, but they may spell it out.
    let by_brackets = [reading.prose.text(), file].into_iter().any(|text| {
        text.match_indices(word).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            let before = before.trim_end_matches(['*', '_', '“', '"']);
            let after = after.trim_start_matches(['s', '*', '_', '”', '"']);
            let in_brackets = before
                .strip_suffix('(')
                .or_else(|| before.strip_suffix("(the "))
                .or_else(|| before.strip_suffix("(or "))
                .is_some_and(|rest| rest.trim_end().ends_with(char::is_alphanumeric))
                && after.starts_with([')', ',', ';', ' ']);
            let brackets_follow = after.strip_prefix(" (").is_some_and(|rest| {
                let inside = rest.split(')').next().unwrap_or_default();
                inside.contains(' ')
                    && !inside.starts_with("see ")
                    && !inside.contains(|sign: char| sign.is_ascii_digit())
            });
            let told = ["stands for", "means", "is short for"]
                .iter()
                .any(|words| after.trim_start().starts_with(words));
            let named = ["called ", "known as ", "or the "]
                .iter()
                .any(|words| before.ends_with(words));
            in_brackets || brackets_follow || told || named
        })
    });
    by_brackets
        || reading.sentences.iter().any(|sentence| {
            let words = reading.words(sentence.words.clone());
            words.contains(word) && initials(words).contains(&word.to_ascii_lowercase())
        })
}

/// The first letters of the words that an abbreviation can be made of, in small letters.
fn initials(text: &str) -> String {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|part| part.contains(char::is_lowercase) && !LEFT_OUT.contains(part))
        .filter_map(|part| part.chars().next())
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_so_that_they_can_be_searched() {
        assert!(KNOWN.is_sorted() && SHOUTED.is_sorted());
    }
}
