//! Numbers to call that are typed as they are, in a card.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;

/// The numbers that people call in one country and not in another.
const NUMBERS: [&str; 4] = ["999", "111", "112", "911"];

/// What can be counted after a number.
const COUNTED: [&str; 22] = [
    "%",
    "°",
    "°C",
    "mg",
    "g",
    "kg",
    "ml",
    "mm",
    "cm",
    "m",
    "km",
    "kcal",
    "metres",
    "minutes",
    "hours",
    "days",
    "weeks",
    "people",
    "steps",
    "times",
    "grams",
    "micrograms",
];

/// What a number is compared with stands after these.
const COMPARED: [&str; 7] = ["over", "under", "above", "below", "than", "least", "most"];

pub(super) const LINT: Lint = Lint {
    rule: &rules::CARD_BARE_NUMBER,
    why: "A number that works in one country fails in another. The site puts its own words and \
          number where tel:emergency, tel:urgent or tel:crisis stands, and says what to call \
          elsewhere.",
    bad: "> [!WARNING]\n> **Call 111 today if:**\n>\n> - it is worse, or 999 if you cannot breathe\n",
    marks: &["111", "999"],
    good: "Call 999.\n\n\
           > [!WARNING]\n\
           > **Call [111](tel:urgent) today if:**\n\
           >\n\
           > - your temperature was over 38 for 111 hours, at 1,111 metres\n\
           > - or call [999](tel:emergency)\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    for passage in reading.prose.passages() {
        if !matches!(passage.kind, Kind::Card(_)) {
            continue;
        }
        let text = reading.of(passage);
        for number in NUMBERS {
            for (at, _) in text.match_indices(number) {
                let words = passage.words.start + at..passage.words.start + at + number.len();
                let called = is_called(reading, words.start);
                if called || counts(&text[..at], &text[at + number.len()..]) {
                    continue;
                }
                let call = if number == "111" {
                    "urgent"
                } else {
                    "emergency"
                };
                problems
                    .add(
                        &rules::CARD_BARE_NUMBER,
                        reading.span(words),
                        format!("{number} is not the number to call in every country"),
                    )
                    .help(format!(
                        "write    [{number}](tel:{call})    and the site puts the right words there"
                    ));
            }
        }
    }
}

/// Whether the site puts its own number in the place of one.
fn is_called(reading: &Reading<'_>, at: usize) -> bool {
    let links = reading.prose.links();
    let after = links.partition_point(|link| link.words.start <= at);
    let link = after.checked_sub(1).and_then(|before| links.get(before));
    link.is_some_and(|link| link.call && at < link.words.end)
}

/// Whether a number counts something, or is part of a longer one.
fn counts(before: &str, after: &str) -> bool {
    let joined_before = before.trim_end_matches([' ', '-', '.', ',', '/']);
    let near = |text: &str, most: usize| text.len() <= most;
    let longer = (joined_before.ends_with(|sign: char| sign.is_ascii_digit())
        && near(&before[joined_before.len()..], 1))
        || before.ends_with(char::is_alphanumeric);
    let joined_after = after.trim_start_matches([' ', '-', '.', ',', '/']);
    let goes_on = joined_after.starts_with(|sign: char| sign.is_ascii_digit())
        && near(&after[..after.len() - joined_after.len()], 1);
    let unit = after.trim_start();
    let word = unit
        .split(|sign: char| !sign.is_alphanumeric() && sign != '%' && sign != '°')
        .next()
        .unwrap_or_default();
    let compared = before
        .trim_end()
        .rsplit(' ')
        .next()
        .is_some_and(|last| COMPARED.contains(&last));
    longer
        || goes_on
        || compared
        || after.starts_with(char::is_alphanumeric)
        || COUNTED.contains(&word)
}
