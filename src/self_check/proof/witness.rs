//! One set of answers that shows what is wrong, in the editor's words.

use super::space::Space;
use crate::self_check::answers::{Answers, Given};
use crate::self_check::{QuestionKind, SelfCheck};
use biodivine_lib_bdd::Bdd;

impl Space {
    /// The set of answers in a region that has the fewest ticks; `None` when there is none.
    pub(super) fn example(&self, check: &SelfCheck, region: &Bdd) -> Option<Answers> {
        let setting = region.most_negative_valuation()?;
        let mut answers = Answers::none(check);
        for (index, variables) in self.of.iter().enumerate() {
            let ticks = (0..variables.choices.len())
                .filter(|choice| setting.value(variables.choices[*choice]))
                .collect();
            let set =
                |variable: Option<_>| variable.is_some_and(|variable| setting.value(variable));
            let number = set(variables.answered).then(|| {
                let least = check.questions[index]
                    .number()
                    .and_then(|shape| i64::try_from(shape.from.at(shape.decimals)?).ok())
                    .unwrap_or(0);
                let above: i64 = variables
                    .bits
                    .iter()
                    .filter(|(bit, _)| setting.value(*bit))
                    .map(|(_, worth)| worth)
                    .sum();
                least + above
            });
            let given = Given {
                ticks,
                none: set(variables.none),
                unsure: set(variables.unsure),
                number,
            };
            answers.set(index, given);
        }
        Some(answers)
    }
}

/// "tick *Cancer* and answer *No* to *Does it …?*". Only the editor's own examples and witnesses of
/// the proof are ever put into words; a reader's answers never are.
pub(super) fn in_words(check: &SelfCheck, answers: &Answers) -> String {
    let mut parts = Vec::new();
    for (index, question) in check.questions.iter().enumerate() {
        let given = answers.to(index);
        let label = |choice: &usize| question.choices()[*choice].label.as_str();
        match &question.kind {
            QuestionKind::Many(_) => {
                parts.extend(
                    given
                        .ticks
                        .iter()
                        .map(|choice| format!("tick \"{}\"", label(choice))),
                );
                if given.none {
                    parts.push(format!(
                        "tick \"{}\" at {}",
                        question.none_label.as_deref().unwrap_or("none"),
                        question.id
                    ));
                }
                if given.unsure {
                    parts.push(format!(
                        "tick \"{}\" at {}",
                        question.unsure_label.as_deref().unwrap_or("not sure"),
                        question.id
                    ));
                }
            }
            QuestionKind::One(_) | QuestionKind::YesNo(_) => {
                parts.extend(
                    given
                        .ticks
                        .iter()
                        .map(|choice| format!("answer \"{}\" to {}", label(choice), question.id)),
                );
                if given.unsure {
                    parts.push(format!(
                        "answer \"{}\" to {}",
                        question.unsure_label.as_deref().unwrap_or("not sure"),
                        question.id
                    ));
                }
            }
            QuestionKind::Number(shape) => {
                if let Some(number) = given.number {
                    let number = crate::self_check::Decimal::new(number, shape.decimals);
                    parts.push(format!("answer {number} to {}", question.id));
                }
            }
        }
    }
    match parts.len() {
        0 => "answer nothing".to_owned(),
        1..=8 => parts.join(", "),
        more => format!("{}, and {} more answers", parts[..8].join(", "), more - 8),
    }
}
