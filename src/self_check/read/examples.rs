//! Examples: sets of answers with what they must lead to.

use super::Reader;
use crate::diagnostics::rules;
use crate::markup::keys::Fields;
use crate::markup::node::{Node, Value};
use crate::self_check::answers::{Answers, Given};
use crate::self_check::keys::EXAMPLE_KEYS;
use crate::self_check::{Example, QuestionKind};
use crate::text::Span;

impl Reader<'_> {
    pub(super) fn examples(&mut self, fields: &Fields) {
        let items = self.items(fields, "examples", EXAMPLE_KEYS);
        let none = items.is_empty();
        for keys in items {
            let Some(expect) = keys.text("expect") else {
                continue;
            };
            let expected = self.outcome(expect.text, expect.span);
            let answers = self.example_answers(&keys);
            let texts = |name| {
                keys.has(name).then(|| {
                    keys.texts(name)
                        .iter()
                        .map(|text| text.text.to_owned())
                        .collect()
                })
            };
            if let (Some(answers), Some(expected)) = (answers, expected) {
                self.check.examples.push(Example {
                    answers,
                    expect: expected,
                    findings: texts("findings"),
                    advice: texts("advice"),
                    span: keys.span(),
                });
            }
        }
        if none && fields.has("examples") {
            let span = fields.key_span("examples").unwrap_or(self.places.whole);
            self.add(
                &rules::CHECK_SHAPE,
                span,
                "a check needs at least one example",
            )
            .help("write    - {answers: {nerves: [saddle]}, expect: emergency}    below it");
        }
    }

    /// The answers of an example. What is left out is "none", "no" or the first choice.
    pub(super) fn example_answers(&mut self, keys: &Fields) -> Option<Answers> {
        let node = keys.node("answers")?.clone();
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Text(text) if text.is_empty() => Vec::new(),
            _ => {
                self.add(
                    &rules::CHECK_SHAPE,
                    node.span,
                    "answers: this should be questions with their answers",
                )
                .help("write    answers: {nerves: [saddle], age: adult}");
                return None;
            }
        };
        let mut answers = Answers::none(&self.check);
        let mut named = Vec::new();
        let mut good = true;
        for (word, value) in &entries {
            match self.check.question_named(&word.text) {
                None => {
                    self.unknown_question(&word.text, word.span);
                    good = false;
                }
                Some(question) => match self.example_answer(question, value) {
                    Some(given) => {
                        named.push(question);
                        answers.set(question, given);
                    }
                    None => good = false,
                },
            }
        }
        for (index, question) in self.check.questions.iter().enumerate() {
            if !named.contains(&index) {
                answers.set(
                    index,
                    match question.kind {
                        QuestionKind::Many(_) => Given {
                            none: true,
                            ..Given::default()
                        },
                        QuestionKind::One(_) => Given {
                            ticks: vec![0],
                            ..Given::default()
                        },
                        QuestionKind::YesNo(_) => Given {
                            ticks: vec![1],
                            ..Given::default()
                        },
                        QuestionKind::Number(_) => Given::default(),
                    },
                );
            }
        }
        answers.drop_hidden(&self.check);
        if good {
            let missing = (0..self.check.questions.len()).find(|index| {
                let asked = &self.check.questions[*index];
                !asked.optional
                    && answers.to(*index).is_empty()
                    && answers.shows(&self.check, *index)
            });
            if let Some(missing) = missing {
                let id = self.check.questions[missing].id.clone();
                self.add(
                    &rules::CHECK_EXAMPLE,
                    keys.span(),
                    format!("this example does not answer {id}"),
                )
                .help(format!("add    {id}: 80    with a number in its range"));
                good = false;
            }
        }
        good.then_some(answers)
    }

    pub(super) fn example_answer(&mut self, question: usize, value: &Node) -> Option<Given> {
        let words: Vec<(String, Span)> = match &value.value {
            Value::Text(text) => vec![(text.trim().to_owned(), value.span)],
            Value::List(items) => items
                .iter()
                .filter_map(|item| match &item.value {
                    Value::Text(text) => Some((text.trim().to_owned(), item.span)),
                    _ => None,
                })
                .collect(),
            Value::Map(_) => Vec::new(),
        };
        let asked = self.check.questions[question].clone();
        if let Some(shape) = asked.number() {
            let number = words.first().and_then(|(word, _)| shape.read(word).ok());
            if number.is_none() {
                self.add(
                    &rules::CHECK_EXAMPLE,
                    value.span,
                    format!(
                        "{} takes a number from {} to {}",
                        asked.id, shape.from, shape.to
                    ),
                )
                .help("write the number in quotes, such as \"80.5\"");
            }
            return number.map(|number| Given {
                number: Some(number),
                ..Given::default()
            });
        }
        let mut given = Given::default();
        for (word, span) in &words {
            match word.as_str() {
                "none" if asked.none_label.is_some() => given.none = true,
                "unsure" if asked.unsure_label.is_some() => given.unsure = true,
                _ => given.ticks.push(self.choice(&asked.id, word, *span)?.1),
            }
        }
        given.ticks.sort_unstable();
        given.ticks.dedup();
        if words.is_empty() || (!asked.is_many() && words.len() > 1) {
            self.add(
                &rules::CHECK_EXAMPLE,
                value.span,
                format!(
                    "{} takes {} answer",
                    asked.id,
                    if asked.is_many() {
                        "at least one"
                    } else {
                        "one"
                    }
                ),
            )
            .help("write one of its choices");
            return None;
        }
        Some(given)
    }
}
