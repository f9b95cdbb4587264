//! Rules in plain words: for readers ("why you see this"), for reviewers, for clinicians who sign.

use super::condition::{Atom, Comparison, Condition, Linear, Measure, Named};
use super::{CareLevel, Decimal, Example, QuestionKind, SelfCheck};

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

/// What a group's head says of its parts: one of them *is* true, several *are*.
#[must_use]
pub fn verb(head: &str) -> &'static str {
    if head.starts_with("all") || head.starts_with("at least") {
        "are true"
    } else {
        "is true"
    }
}

/// The rule of a question without that of its step, which stands at the head of the step.
#[must_use]
pub fn own_rule(check: &SelfCheck, question: usize, step: usize) -> Option<&Condition> {
    let rule = check.questions[question].show_if.as_ref()?;
    let Some(of_step) = &check.steps[step].show_if else {
        return Some(rule);
    };
    match rule {
        _ if of(check, rule) == of(check, of_step) => None,
        // A step's rule and a question's own are joined in this order.
        Condition::All(parts) => parts.last(),
        other => Some(other),
    }
}

/// The answers of an example that are not the plainest ones ("none", "no" or the first choice):
/// question and words.
#[must_use]
pub fn example_answers<'a>(check: &'a SelfCheck, example: &Example) -> Vec<(&'a str, String)> {
    let answers = check
        .questions
        .iter()
        .enumerate()
        .filter_map(|(place, question)| {
            let given = example.answers.to(place);
            let plain = if question.is_many() {
                given.none && given.ticks.is_empty() && !given.unsure
            } else {
                let plainest: usize = matches!(question.kind, QuestionKind::YesNo(_)).into();
                given.ticks == [plainest] && !given.unsure
            };
            if plain || given.is_empty() {
                return None;
            }
            let number = given.number.zip(question.number()).map(|(units, shape)| {
                format!("{} {}", Decimal::new(units, shape.decimals), shape.unit)
            });
            let ticks = given
                .ticks
                .iter()
                .map(|choice| question.choices()[*choice].label.clone());
            let none = question.none_label.clone().filter(|_| given.none);
            let unsure = question.unsure_label.clone().filter(|_| given.unsure);
            let words: Vec<String> = number
                .into_iter()
                .chain(ticks)
                .chain(none)
                .chain(unsure)
                .collect();
            Some((question.id.as_str(), words.join("; ")))
        });
    answers.collect()
}

/// How a measure is worked out.
#[must_use]
pub fn measure(check: &SelfCheck, measure: &Measure) -> String {
    match measure {
        Measure::Sum(sum) => self::sum(check, sum),
        Measure::Ratio(above, below) => {
            format!("{}, divided by {}", sum(check, above), sum(check, below))
        }
    }
}

fn sum(check: &SelfCheck, sum: &Linear) -> String {
    let numbers = sum.numbers.iter().map(|(question, weight)| {
        let name = check.questions[*question].id.replace('-', " ");
        match weight.to_string().as_str() {
            "1" => name,
            times => format!("{times} × {name}"),
        }
    });
    let points = sum.points.iter().map(|(question, choice, points)| {
        let label = &check.questions[*question].choices()[*choice].label;
        format!("{points} for “{label}”")
    });
    numbers.chain(points).collect::<Vec<_>>().join(" + ")
}

/// How soon, for a table.
#[must_use]
pub const fn how_soon(care: CareLevel) -> &'static str {
    match care {
        CareLevel::Emergency => "Emergency: now",
        CareLevel::Urgent => "Urgent: today",
        CareLevel::Soon => "Soon: book a visit",
        CareLevel::SelfCare => "Self-care",
        CareLevel::NotForYou => "Not for this reader",
    }
}

/// So many sets of answers.
#[must_use]
pub fn sets(count: &str) -> String {
    if count == "1" {
        return "1 set of answers".to_owned();
    }
    format!("{} sets of answers", grouped(count))
}

/// A count with its noun: "1 error", "2,000 errors".
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(&count.to_string()))
}

/// A whole number with its digits in groups of three: 1,234,567.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        for (digits, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567", "1,234,567"),
        ] {
            assert_eq!(grouped(digits), shown);
        }
    }
}
