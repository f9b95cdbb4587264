//! Rules in plain words, as HTML.

use crate::self_check::words::{self, Words};
use crate::self_check::{Condition, SelfCheck};
use askama::Template;

/// A rule with the words that lead to it: "You see this when any of these is true: …".
#[derive(Clone, Debug, Template)]
#[template(path = "components/rule.html", whitespace = "minimize")]
pub struct Rule {
    lead: &'static str,
    words: Words,
}

/// A part of a rule, as it stands in a list.
#[derive(Debug, Template)]
#[template(path = "components/rule_part.html", whitespace = "minimize")]
struct RulePart<'a> {
    words: &'a Words,
}

/// What its templates make is HTML.
impl askama::filters::HtmlSafe for Rule {}
impl askama::filters::HtmlSafe for RulePart<'_> {}

impl Rule {
    /// A rule with the words before it.
    pub(super) fn of(lead: &'static str, check: &SelfCheck, rule: &Condition) -> Self {
        Self {
            lead,
            words: words::of(check, rule),
        }
    }

    /// The parts of a group.
    fn parts(words: &[Words]) -> impl Iterator<Item = RulePart<'_>> {
        words.iter().map(|words| RulePart { words })
    }

    /// What a group's head says of its parts.
    fn verb(head: &str) -> &'static str {
        words::verb(head)
    }
}
