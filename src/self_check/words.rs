//! Rules in plain words: for readers ("why you see this"), for reviewers, for clinicians who sign.

use super::condition::{Atom, Comparison, Condition, Named};
use super::{QuestionKind, SelfCheck};

/// A rule in words: a line, or a head with lines below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// One thing.
    Line(String),
    /// Several things, with how they go together.
    Group(String, Vec<Words>),
}

/// A rule in words.
#[must_use]
pub fn of(check: &SelfCheck, rule: &Condition) -> Words {
    let group = |head: &str, parts: &[Condition]| {
        Words::Group(
            head.to_owned(),
            parts.iter().map(|part| of(check, part)).collect(),
        )
    };
    match rule {
        Condition::Is(atom) => Words::Line(atom_in_words(check, atom)),
        Condition::Any(parts) | Condition::All(parts) if parts.len() == 1 => of(check, &parts[0]),
        Condition::Any(parts) => group("any of these", parts),
        Condition::All(parts) => group("all of these", parts),
        Condition::NoneOf(parts) => group("none of these", parts),
        Condition::AtLeast(count, parts) => group(&format!("at least {count} of these"), parts),
    }
}

fn atom_in_words(check: &SelfCheck, atom: &Atom) -> String {
    let ask = |question: &usize| {
        check.questions[*question]
            .ask
            .trim_end_matches(':')
            .to_owned()
    };
    match atom {
        Atom::Choice(question, choice) => {
            let asked = &check.questions[*question];
            let label = &asked.choices()[*choice].label;
            match asked.kind {
                QuestionKind::Many(_) => format!("you ticked “{label}”"),
                _ => format!("you answered “{label}” to “{}”", ask(question)),
            }
        }
        Atom::Ticked(question) => format!("you ticked anything at “{}”", ask(question)),
        Atom::None(question) => format!("you ticked none at “{}”", ask(question)),
        Atom::Unsure(question) => format!("you were not sure about “{}”", ask(question)),
        Atom::Compare {
            named,
            comparison,
            value,
            ..
        } => {
            let (name, unit) = match named {
                Named::Measure(index) => {
                    let measure = &check.measures[*index];
                    (measure.id.replace('-', " "), measure.unit.as_str())
                }
                Named::Question(index) => {
                    let asked = &check.questions[*index];
                    (
                        asked.id.replace('-', " "),
                        asked.number().map_or("", |shape| shape.unit.as_str()),
                    )
                }
            };
            let compared = match comparison {
                Comparison::AtLeast => "is at least",
                Comparison::MoreThan => "is more than",
                Comparison::LessThan => "is less than",
                Comparison::AtMost => "is at most",
            };
            let unit = if unit.is_empty() {
                String::new()
            } else {
                format!(" {unit}")
            };
            format!("your {name} {compared} {value}{unit}")
        }
    }
}
