//! Measures: sums, points and ratios.

use super::Reader;
use crate::diagnostics::rules;
use crate::markup::keys::{Fields, Text};
use crate::markup::node::Value;
use crate::self_check::condition::{Linear, Measure};
use crate::self_check::keys::MEASURE_KEYS;
use crate::self_check::{Decimal, NamedMeasure};
use crate::text::{Span, nearest};

impl Reader<'_> {
    pub(super) fn measures(&mut self, fields: &Fields) {
        let Some(node) = fields.node("measures").cloned() else {
            return;
        };
        let Value::Map(entries) = &node.value else {
            self.add(
                &rules::CHECK_SHAPE,
                node.span,
                "measures: this should be names with what they measure",
            )
            .help(
                "write    activity: {sum: {moderate: 1, vigorous: 2}, unit: minutes}    below it",
            );
            return;
        };
        for (word, value) in entries {
            self.check_id(
                &Text {
                    text: &word.text,
                    span: word.span,
                },
                true,
            );
            let keys = Fields::read(self.problems, value, MEASURE_KEYS);
            let measure = match (keys.has("sum"), keys.text("divide"), keys.text("by")) {
                (true, None, None) => self.sum(&keys).map(Measure::Sum),
                (false, Some(above), Some(below)) => {
                    let above = self.term(&above);
                    let divisor = self.term(&below);
                    if divisor.as_ref().is_some_and(|sum| !self.is_positive(sum)) {
                        self.add(
                            &rules::CHECK_NUMBER,
                            below.span,
                            format!(
                                "{} can be nothing, and nothing can be divided by nothing",
                                below.text
                            ),
                        )
                        .help("let its numbers begin above 0, and none of them be optional");
                    }
                    above
                        .zip(divisor)
                        .map(|(above, below)| Measure::Ratio(above, below))
                }
                _ => {
                    self.add(&rules::CHECK_SHAPE, value.span, format!("the measure {} is neither a sum nor a ratio", word.text))
                        .help("write    {sum: {moderate: 1, vigorous: 2}, unit: minutes}    or    {divide: waist, by: height}");
                    None
                }
            };
            let unit = keys
                .text("unit")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            if let Some(measure) = measure {
                self.check.measures.push(NamedMeasure {
                    id: word.text.clone(),
                    measure,
                    unit,
                });
            }
        }
    }

    pub(super) fn sum(&mut self, keys: &Fields) -> Option<Linear> {
        let mut sum = Linear::default();
        let mut good = true;
        for (word, weight) in keys.pairs("sum") {
            let Some(weight_value) = Decimal::parse(weight.text) else {
                self.add(
                    &rules::CHECK_NUMBER,
                    weight.span,
                    format!("{} is no number", weight.text),
                )
                .help("write a number such as 1, 2 or 0.5");
                good = false;
                continue;
            };
            if let Some((question, choice)) = word.text.split_once('.') {
                match self.choice(question, choice, word.span) {
                    Some((question, choice)) => sum.points.push((question, choice, weight_value)),
                    None => good = false,
                }
            } else {
                match self.number_question(&word.text, word.span) {
                    Some(question) => sum.numbers.push((question, weight_value)),
                    None => good = false,
                }
            }
        }
        good.then_some(sum)
    }

    /// A number question or a sum, as a part of a ratio.
    pub(super) fn term(&mut self, name: &Text<'_>) -> Option<Linear> {
        if let Some(known) = self
            .check
            .measures
            .iter()
            .find(|measure| measure.id == name.text)
        {
            if let Measure::Sum(sum) = &known.measure {
                return Some(sum.clone());
            }
            self.add(
                &rules::CHECK_NAME,
                name.span,
                format!("{} is a ratio itself", name.text),
            )
            .help("divide a number question or a sum");
            return None;
        }
        let question = self.number_question(name.text, name.span)?;
        Some(Linear {
            numbers: vec![(question, Decimal::whole(1))],
            points: Vec::new(),
        })
    }

    /// Whether a sum is greater than nothing whatever is answered.
    pub(super) fn is_positive(&self, sum: &Linear) -> bool {
        let grows = |weight: &Decimal| weight.is_positive();
        let shape = |question: usize| self.check.questions[question].number();
        !sum.numbers.is_empty()
            && sum.points.is_empty()
            && sum.numbers.iter().all(|(question, weight)| {
                grows(weight)
                    && !self.check.questions[*question].optional
                    && shape(*question).is_some_and(|shape| shape.from >= Decimal::whole(0))
            })
            && sum
                .numbers
                .iter()
                .any(|(question, _)| shape(*question).is_some_and(|shape| shape.from.is_positive()))
    }

    pub(super) fn number_question(&mut self, name: &str, span: Span) -> Option<usize> {
        let found = self.check.question_named(name);
        if let Some(question) = found
            && self.check.questions[question].number().is_some()
        {
            return found;
        }
        if found.is_some() {
            self.add(
                &rules::CHECK_NAME,
                span,
                format!("{name} is no number question"),
            )
            .help(format!(
                "give points to its choices, such as    {name}.choice: 1"
            ));
        } else {
            self.unknown_question(name, span);
        }
        None
    }

    pub(super) fn unknown_question(&mut self, name: &str, span: Span) {
        if self.names.iter().any(|later| later == name) {
            self.add(
                &rules::CHECK_AHEAD,
                span,
                format!("{name} is asked later, and show_if looks at earlier steps only"),
            )
            .help("move that question into an earlier step, or this one into a later step");
            return;
        }
        let known: Vec<String> = self
            .check
            .questions
            .iter()
            .map(|question| question.id.clone())
            .chain(self.check.measures.iter().map(|measure| measure.id.clone()))
            .collect();
        let help = nearest(name, known.iter().map(String::as_str)).map_or_else(
            || format!("the questions and measures are {}", known.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("there is no question or measure {name}"),
        )
        .help(help);
    }

    pub(super) fn choice(
        &mut self,
        question: &str,
        choice: &str,
        span: Span,
    ) -> Option<(usize, usize)> {
        let Some(index) = self.check.question_named(question) else {
            self.unknown_question(question, span);
            return None;
        };
        let choices = self.check.questions[index].choices();
        if let Some(found) = choices.iter().position(|known| known.id == choice) {
            return Some((index, found));
        }
        let names: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
        let help = nearest(choice, names.iter().map(String::as_str)).map_or_else(
            || format!("its choices are {}", names.join(", ")),
            |near| format!("did you mean {question}.{near}?"),
        );
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("the question {question} has no choice {choice}"),
        )
        .help(help);
        None
    }
}
