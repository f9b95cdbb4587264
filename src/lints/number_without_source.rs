//! Shares and doses in a section that cites nothing.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;
use std::ops::Range;

/// What makes a number a share or a dose. The longer come before those they begin with.
const UNITS: [&str; 10] = [
    "%",
    "per cent",
    "percent",
    "micrograms",
    "microgram",
    "milligrams",
    "milligram",
    "mcg",
    "mg",
    "µg",
];

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_NUMBER_WITHOUT_SOURCE,
    why: "A share or a dose is a claim that somebody counted. Readers should be able to see who, \
          in the section where they read it.",
    bad: "About 1 in 5 snore.[^s]\n\n## 1. On your back\n\nIt stops in 12.5% of sleepers, and in \
          30 % of the tired.\n\n## 2. Medicine\n\nTake 400 mg.\n",
    marks: &["12.5%", "400 mg"],
    good: "It stops in 12% of sleepers.[^s]\n\n## 1. On your back\n\nOf 30 people 12 stopped. \
           Cotton of 100% is not the answer.\n\n## 2. Medicine\n\n> [!NOTE]\n> Take 400 mg.\n\n\
           - as the trial did[^s]\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    if !reading.can_cite {
        return;
    }
    let own_words = |kind| !matches!(kind, Kind::Title | Kind::Asked | Kind::Quote);
    let passages = reading.prose.passages();
    for section in passages.chunk_by(|a, b| a.section == b.section) {
        if section.iter().any(|passage| passage.cites) {
            continue;
        }
        let number = section
            .iter()
            .filter(|passage| own_words(passage.kind))
            .find_map(|passage| {
                let found = first_number(reading.of(passage))?;
                Some(passage.words.start + found.start..passage.words.start + found.end)
            });
        if let Some(number) = number {
            let words = reading.words(number.clone());
            problems
                .add(
                    &rules::PROSE_NUMBER_WITHOUT_SOURCE,
                    reading.span(number),
                    format!("\"{words}\" stands in a section that cites no source"),
                )
                .help("write    [^id]    with the id of the source, where the text rests on it");
        }
    }
}

/// The first number with a unit. All of a thing, 100%, is seldom a count.
fn first_number(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len()
            && (bytes[at].is_ascii_digit()
                || (matches!(bytes[at], b'.' | b',')
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)))
        {
            at += 1;
        }
        let rest = &text[at..];
        let unit = rest
            .strip_prefix([' ', '\u{a0}', '\u{202f}'])
            .unwrap_or(rest);
        let found = UNITS.iter().find(|one| {
            unit.strip_prefix(**one)
                .is_some_and(|after| **one == "%" || !after.starts_with(char::is_alphanumeric))
        });
        if let Some(found) = found
            && !(&text[start..at] == "100" && *found == "%")
        {
            return Some(start..at + (rest.len() - unit.len()) + found.len());
        }
    }
    None
}
