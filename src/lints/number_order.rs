//! Typed numbers of headings that are out of order.

use super::{Lint, Reading};
use crate::diagnostics::{Fix, Problems, rules};
use crate::markup::prose::Kind;
use std::collections::HashSet;
use std::ops::Range;

pub(super) const LINT: Lint = Lint {
    rule: &rules::HEADING_NUMBER_ORDER,
    why: "The number of a cause is typed, so that a link or a reader can name it. When a section \
          is moved or taken away, the numbers after it have to follow.",
    bad: "## 1. Noise\n\nWords.\n\n## 3. Light\n\nWords.\n\n## 4. Heat\n\nWords.\n",
    marks: &["3."],
    good: "## 1. Noise\n\nWords.\n\n### 1. At home\n\n### 2. Outside\n\n## Between\n\nWords.\n\n\
           ## 2. Light\n\nWords.\n\n### 1. At night\n\n## What to do\n\nWords.\n\n\
           ## 1. First steps\n\nWords.\n",
    check,
};

/// Words that stand beside a number where a text speaks of a section by it.
const NAMED_BY_NUMBER: [&str; 8] = [
    "cause", "causes", "reason", "reasons", "section", "sections", "number", "numbers",
];

/// A heading that begins with a number and a full stop.
#[derive(Clone, Debug)]
struct Numbered {
    number: u32,
    /// Where its digits are in the words.
    digits: Range<usize>,
}

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    for run in runs(reading) {
        let mut last = 0_u32;
        // One edit renumbers them all, so one problem brings it.
        let mut fix = renumbered(reading, &run);
        for Numbered { number, digits } in run {
            let next = last.saturating_add(1);
            last = number;
            if number == next {
                continue;
            }
            let problem = problems.add(
                &rules::HEADING_NUMBER_ORDER,
                reading.span(digits.start..digits.end + 1),
                format!("this heading has the number {number} where {next} comes next"),
            );
            problem.help(format!(
                "write    {next}.    here, or put the sections in their order"
            ));
            if let Some(fix) = fix.take() {
                problem.fix(fix);
            }
        }
    }
}

/// The numbered headings that count on from one another: of one level, below one heading. A new
/// count may begin with 1 after a heading without a number.
fn runs(reading: &Reading<'_>) -> Vec<Vec<Numbered>> {
    let mut runs: Vec<Vec<Numbered>> = Vec::new();
    // Of each level, which run is open, and whether a heading without a number came since.
    let mut levels = [(None, false); 7];
    for passage in reading.prose.passages() {
        let Kind::Heading(level) = passage.kind else {
            continue;
        };
        if let Some(below) = levels.get_mut(level + 1..) {
            below.fill((None, false));
        }
        let Some((open, paused)) = levels.get_mut(level) else {
            continue;
        };
        let text = reading.of(passage);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = text[digits..].starts_with(". ");
        let (Ok(number), true) = (text[..digits].parse::<u32>(), numbered) else {
            *paused = true;
            continue;
        };
        let begins_anew = number == 1 && *paused;
        *paused = false;
        let run = match *open {
            Some(run) if !begins_anew => run,
            _ => {
                runs.push(Vec::new());
                runs.len() - 1
            }
        };
        *open = Some(run);
        let start = passage.words.start;
        runs[run].push(Numbered {
            number,
            digits: start..start + digits,
        });
    }
    runs
}

/// Counts a run from 1, where that can only be meant: sections that were put in another order may
/// have to go back, and a text that speaks of "cause 4" would speak of another one.
fn renumbered(reading: &Reading<'_>, run: &[Numbered]) -> Option<Fix> {
    if !run.is_sorted_by_key(|one| one.number) {
        return None;
    }
    let moved = run.iter().zip(1..);
    let moved = moved.filter(|(one, right)| one.number != *right);
    let moved: HashSet<String> = moved.map(|(one, _)| one.number.to_string()).collect();
    if moved.is_empty() || names_one(reading, &moved) {
        return None;
    }
    let numbers: Vec<_> = run
        .iter()
        .map(|one| (reading.span(one.digits.clone()), one.number))
        .collect();
    Fix::renumbered(&numbers)
}

/// Whether a sentence speaks of a section by one of these numbers.
fn names_one(reading: &Reading<'_>, numbers: &HashSet<String>) -> bool {
    reading.sentences.iter().any(|sentence| {
        let kind = reading.prose.passages()[sentence.passage].kind;
        let words = reading.words(sentence.words.clone());
        let mut words = words
            .split(|sign: char| !sign.is_alphanumeric())
            .skip_while(|word| {
                !NAMED_BY_NUMBER
                    .iter()
                    .any(|name| name.eq_ignore_ascii_case(word))
            });
        !matches!(kind, Kind::Heading(_)) && words.any(|word| numbers.contains(word))
    })
}
