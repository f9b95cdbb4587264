//! Typed numbers of headings that are out of order.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;

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

/// How far the headings of one level have counted.
#[derive(Clone, Copy, Default)]
struct Counted {
    last: u32,
    /// Whether a heading without a number came since, after which a new count may begin.
    paused: bool,
}

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    let mut levels = [Counted::default(); 7];
    for passage in reading.prose.passages() {
        let Kind::Heading(level) = passage.kind else {
            continue;
        };
        if let Some(below) = levels.get_mut(level + 1..) {
            below.fill(Counted::default());
        }
        let Some(counted) = levels.get_mut(level) else {
            continue;
        };
        let text = reading.of(passage);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let numbered = text[digits..].starts_with(". ");
        let (Ok(number), true) = (text[..digits].parse::<u32>(), numbered) else {
            counted.paused = true;
            continue;
        };
        let next = counted.last + 1;
        let begins_anew = number == 1 && counted.paused;
        if number != next && !begins_anew {
            let span = reading.span(passage.words.start..passage.words.start + digits + 1);
            problems
                .add(
                    &rules::HEADING_NUMBER_ORDER,
                    span,
                    format!("this heading has the number {number} where {next} comes next"),
                )
                .help(format!(
                    "write    {next}.    here, or put the sections in their order"
                ));
        }
        *counted = Counted {
            last: number,
            paused: false,
        };
    }
}
