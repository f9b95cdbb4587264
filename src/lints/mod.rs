//! House style: things in the words that we would rather not publish, as warnings.
//!
//! Each lint is a file of its own with a bad and a good example, which are its tests. A lint judges
//! the plain words of one file ([`crate::markup::prose`]) and nothing else; [`topic`] alone looks
//! across files, and is called when the library is built. [`statistics`] counts and gates nothing.
//!
//! An editor who sees ten wrong warnings stops reading them. So a lint that is not sure is silent.

pub mod statistics;
pub mod topic;

mod abbreviation;
mod bare_number;
mod click_here;
mod long_paragraph;
mod long_sentence;
mod number_order;
mod number_without_source;
mod reading;
mod sentences;
mod wording;

#[cfg(test)]
mod tests;

use crate::diagnostics::{Problems, Rule};
use crate::markup::prose::Prose;
use reading::Reading;

/// Something we would rather not publish.
#[derive(Debug)]
pub struct Lint {
    /// The rule it holds a file to.
    pub rule: &'static Rule,
    /// Why, in a sentence or two for editors.
    pub why: &'static str,
    /// Words that break it.
    pub bad: &'static str,
    /// The words of the bad example that are marked, one for each problem.
    pub marks: &'static [&'static str],
    /// The same words as we would publish them.
    pub good: &'static str,
    check: fn(&Reading<'_>, &mut Problems),
}

/// Every lint of one file. Of very many problems only the first are told, so the ones that matter
/// most come first.
pub const LINTS: [&Lint; 8] = [
    &bare_number::LINT,
    &wording::LINT,
    &number_without_source::LINT,
    &abbreviation::LINT,
    &click_here::LINT,
    &number_order::LINT,
    &long_paragraph::LINT,
    &long_sentence::LINT,
];

/// Judges the words of a file.
///
/// `can_cite` says whether its kind of file has sources; `allowed` whether the file allows itself
/// to break a rule.
pub fn check(
    prose: &Prose,
    can_cite: bool,
    allowed: impl Fn(&Rule) -> bool,
    problems: &mut Problems,
) {
    let reading = Reading::new(prose, can_cite);
    for lint in LINTS {
        if !allowed(lint.rule) {
            (lint.check)(&reading, problems);
        }
    }
}
