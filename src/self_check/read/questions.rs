//! The steps and their questions.

use super::Reader;
use crate::diagnostics::rules;
use crate::markup::keys::{Fields, Text};
use crate::self_check::condition::Condition;
use crate::self_check::keys::{NUMBER_KEYS, QUESTION_KEYS, STEP_KEYS};
use crate::self_check::{Choice, Decimal, NumberShape, Question, QuestionKind, Step};
use crate::text::{Slug, Span};
use std::collections::HashSet;

/// Names that a choice may not have, because rules use them or YAML takes them for something else.
const RESERVED: [&str; 9] = [
    "any", "all", "none", "ticked", "unsure", "yes", "no", "on", "off",
];

impl Reader<'_> {
    pub(super) fn steps(&mut self, fields: &Fields) {
        let steps = self.items(fields, "steps", STEP_KEYS);
        if steps.is_empty() && fields.has("steps") {
            let span = self.places.whole;
            self.add(&rules::CHECK_SHAPE, span, "a check needs at least one step")
                .help("write    steps:    with    - title: …    below it");
        }
        for step in &steps {
            let first = self.check.questions.len();
            let show_if = step
                .node("show_if")
                .cloned()
                .and_then(|node| self.rule(&node, 1, first));
            for question in self.items(step, "questions", QUESTION_KEYS) {
                self.question(&question, show_if.as_ref(), first);
            }
            let title = step
                .text("title")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            let count = self.check.questions.len() - first;
            if count == 0 {
                self.add(
                    &rules::CHECK_SHAPE,
                    step.span(),
                    "a step needs at least one question",
                )
                .help("write    questions:    with    - id: …    below it");
            }
            self.check.steps.push(Step {
                title,
                show_if,
                first,
                count,
            });
        }
    }

    /// The page makes an id of each question with each choice; two must never be the same.
    pub(super) fn clashing_ids(&mut self) {
        let mut seen: HashSet<String> = (1..=self.check.steps.len())
            .map(|step| format!("step-{step}"))
            .collect();
        for index in 0..self.check.questions.len() {
            let question = &self.check.questions[index];
            let choices = question.choices().iter().map(|choice| choice.id.as_str());
            let built_in = question
                .none_label
                .iter()
                .map(|_| "none")
                .chain(question.unsure_label.iter().map(|_| "unsure"));
            let names: Vec<String> = choices
                .chain(built_in)
                .map(|choice| format!("{}-{choice}", question.id))
                .collect();
            for name in names {
                if !seen.insert(name.clone()) {
                    let span = self.places.questions[index];
                    self.add(
                        &rules::CHECK_ID,
                        span,
                        format!(
                            "the ids of two questions and their choices come to the same, {name}"
                        ),
                    )
                    .help("give the question another id");
                }
            }
        }
    }

    pub(super) fn question(
        &mut self,
        fields: &Fields,
        of_step: Option<&Condition>,
        first_of_step: usize,
    ) {
        let text = |name| fields.text(name).map(|text| text.text.to_owned());
        let Some(id) = fields.text("id") else {
            return;
        };
        self.check_id(&id, false);
        let (kind, choice_places) = self.kind(fields, &id);
        let many = matches!(kind, QuestionKind::Many(_));
        let yes_no = matches!(kind, QuestionKind::YesNo(_));
        let flag = fields.text("red_flag");
        let unsure = flag.is_some() || yes_no || fields.says_yes("unsure");
        if let Some(flag) = flag {
            if !many {
                self.add(
                    &rules::CHECK_SHAPE,
                    flag.span,
                    "only a question with choose: many can be a red flag",
                )
                .help("write    choose: many    with the warning signs as its choices");
            }
            self.flags
                .push((self.check.questions.len(), flag.text.to_owned(), flag.span));
        }
        let own = fields
            .node("show_if")
            .cloned()
            .and_then(|node| self.rule(&node, 1, first_of_step));
        let show_if = match (of_step.cloned(), own) {
            (Some(step), Some(own)) => Some(Condition::All(vec![step, own])),
            (step, own) => step.or(own),
        };
        let number = matches!(kind, QuestionKind::Number(_));
        self.places.questions.push(id.span);
        self.places.choices.push(choice_places);
        self.check.questions.push(Question {
            id: id.text.to_owned(),
            ask: text("ask").unwrap_or_default(),
            hint: text("hint"),
            kind,
            red_flag: None,
            optional: fields.says_yes("optional"),
            show_if,
            none_label: many
                .then(|| text("none_label").unwrap_or_else(|| "No, none of these".to_owned())),
            unsure_label: (unsure && !number)
                .then(|| text("unsure_label").unwrap_or_else(|| "I am not sure".to_owned())),
        });
    }

    pub(super) fn kind(&mut self, fields: &Fields, id: &Text<'_>) -> (QuestionKind, Vec<Span>) {
        let choose = fields.text("choose");
        if let Some(shape) = fields.map("number", NUMBER_KEYS) {
            if let Some(choose) = choose {
                self.add(
                    &rules::CHECK_SHAPE,
                    choose.span,
                    "a question has either choose: or number:, not both",
                )
                .help("take one of the two away");
            }
            return (QuestionKind::Number(self.number(&shape)), Vec::new());
        }
        let Some(choose) = choose else {
            self.add(
                &rules::CHECK_SHAPE,
                id.span,
                format!("the question {} does not say how it is answered", id.text),
            )
            .help(
                "add    choose: one    or many, yes-no, or    number: {from: 0, to: 100, unit: cm}",
            );
            return (QuestionKind::One(Vec::new()), Vec::new());
        };
        if choose.text == "yes-no" {
            if let Some(span) = fields.key_span("choices") {
                self.add(
                    &rules::CHECK_SHAPE,
                    span,
                    "a yes-no question has its choices already",
                )
                .help("take choices: away, or write    choose: one");
            }
            let label = |name, otherwise: &str| {
                fields
                    .text(name)
                    .map_or(otherwise, |text| text.text)
                    .to_owned()
            };
            let choices = vec![
                Choice {
                    id: "yes".to_owned(),
                    label: label("yes_label", "Yes"),
                },
                Choice {
                    id: "no".to_owned(),
                    label: label("no_label", "No"),
                },
            ];
            return (QuestionKind::YesNo(choices), vec![choose.span, choose.span]);
        }
        let mut choices: Vec<Choice> = Vec::new();
        let mut places = Vec::new();
        for (word, label) in fields.pairs("choices") {
            let id = Text {
                text: &word.text,
                span: word.span,
            };
            self.check_choice(&id, &choices);
            choices.push(Choice {
                id: word.text.clone(),
                label: label.text.to_owned(),
            });
            places.push(word.span);
        }
        if choices.is_empty() {
            self.add(
                &rules::CHECK_SHAPE,
                choose.span,
                format!("the question {} has no choices", id.text),
            )
            .help("add    choices:    with one    id: text    on each line below it");
        }
        match choose.text {
            "many" => (QuestionKind::Many(choices), places),
            _ => (QuestionKind::One(choices), places),
        }
    }

    pub(super) fn check_choice(&mut self, id: &Text<'_>, earlier: &[Choice]) {
        if RESERVED.contains(&id.text) {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("a choice cannot be called {}: rules use the word", id.text),
            )
            .help(format!("write    {}-one    or another word", id.text));
        } else if !is_id(id.text) {
            self.bad_id(id);
        } else if earlier.iter().any(|choice| choice.id == id.text) {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("two choices of this question are called {}", id.text),
            )
            .help("give one of them another id");
        }
    }

    /// Checks the name of a question or a measure, which share one space.
    pub(super) fn check_id(&mut self, id: &Text<'_>, measure: bool) {
        let taken = self
            .check
            .questions
            .iter()
            .any(|question| question.id == id.text)
            || (measure
                && self
                    .check
                    .measures
                    .iter()
                    .any(|measure| measure.id == id.text));
        if taken {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("two questions or measures are called {}", id.text),
            )
            .help("give one of them another id");
        } else if !is_id(id.text) {
            self.bad_id(id);
        }
    }

    pub(super) fn bad_id(&mut self, id: &Text<'_>) {
        let help = Slug::from_words(id.text).map_or_else(
            || "write small letters".to_owned(),
            |slug| format!("write    {slug}"),
        );
        self.add(
            &rules::CHECK_ID,
            id.span,
            format!(
                "the id {} may have small letters, digits and hyphens only, a letter first",
                id.text
            ),
        )
        .help(help);
    }

    pub(super) fn number(&mut self, fields: &Fields) -> NumberShape {
        let decimals = fields
            .text("decimals")
            .and_then(|text| text.text.parse().ok())
            .unwrap_or(0);
        let from = self.decimal(fields, "from", decimals);
        let to = self.decimal(fields, "to", decimals);
        if let (Some(least), Some(most)) = (from, to)
            && most <= least
        {
            self.add(
                &rules::CHECK_NUMBER,
                fields.span(),
                format!("{most} is not more than {least}"),
            )
            .help("write the least number after from: and the most after to:");
        }
        NumberShape {
            from: from.unwrap_or(Decimal::whole(0)),
            to: to.unwrap_or(Decimal::whole(1)),
            decimals,
            unit: fields
                .text("unit")
                .map(|text| text.text.to_owned())
                .unwrap_or_default(),
        }
    }

    pub(super) fn decimal(
        &mut self,
        fields: &Fields,
        name: &str,
        decimals: u32,
    ) -> Option<Decimal> {
        let text = fields.text(name)?;
        let number = Decimal::parse(text.text).filter(|number| number.at(decimals).is_some());
        if number.is_none() {
            self.add(&rules::CHECK_NUMBER, text.span, format!("{} is no number with at most {decimals} digits after the point", text.text))
                .help("write a number such as 40 or 12.5, and    decimals:    for the digits after the point");
        }
        number
    }
}

fn is_id(text: &str) -> bool {
    Slug::parse(text).is_some() && text.starts_with(|sign: char| sign.is_ascii_lowercase())
}
