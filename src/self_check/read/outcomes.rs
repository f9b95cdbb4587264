//! Outcomes, and what is added to a result: advice, findings, a scale.

use super::Reader;
use crate::diagnostics::{Problems, rules};
use crate::markup::keys::Fields;
use crate::markup::node::Value;
use crate::self_check::keys::{
    ADVICE_KEYS, BAND_KEYS, FINDING_KEYS, FINDINGS_KEYS, OUTCOME_KEYS, SCALE_KEYS,
};
use crate::self_check::{Advice, Band, CareLevel, Finding, Outcome, QuestionKind, Scale};
use crate::text::{Span, nearest};

impl Reader<'_> {
    pub(super) fn outcome_names(&mut self, fields: &Fields) {
        // Read quietly here: the rules are read, and everything reported, once the questions are known.
        let Some(Value::List(items)) = fields.node("outcomes").map(|node| &node.value) else {
            return;
        };
        for item in items {
            let mut quiet = Problems::new(self.problems.file());
            let keys = Fields::read(&mut quiet, item, OUTCOME_KEYS);
            let id = keys
                .text("id")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            let care = keys
                .text("care")
                .and_then(|text| CareLevel::parse(text.text))
                .unwrap_or(CareLevel::Soon);
            self.places
                .outcomes
                .push(keys.text("id").map_or(keys.span(), |text| text.span));
            self.check.outcomes.push(Outcome {
                id,
                care,
                when: None,
            });
        }
    }

    pub(super) fn outcome_rules(&mut self, fields: &Fields) {
        let items = self.items(fields, "outcomes", OUTCOME_KEYS);
        let last = items.len().saturating_sub(1);
        for (index, keys) in items.iter().enumerate() {
            let Some(id) = keys.text("id") else {
                continue;
            };
            if self.check.outcomes[..index]
                .iter()
                .any(|earlier| earlier.id == id.text)
            {
                self.add(
                    &rules::CHECK_ID,
                    id.span,
                    format!("two outcomes are called {}", id.text),
                )
                .help("give one of them another id");
            }
            self.check_order(index, id.span);
            let otherwise = keys.says_yes("otherwise");
            let when = keys.node("when").cloned();
            match (&when, otherwise) {
                (Some(_), true) => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        format!("the outcome {} has both when: and otherwise:", id.text),
                    )
                    .help("take one of the two away");
                }
                (None, false) => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        format!("the outcome {} does not say when it fits", id.text),
                    )
                    .help(
                        "add    when: question.choice    or, for the last one,    otherwise: true",
                    );
                }
                (None, true) if index < last => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        "otherwise: true can stand at the last outcome only",
                    )
                    .help("move this outcome to the end: no outcome after it could ever fit");
                }
                _ => {}
            }
            let rule = when.and_then(|node| self.rule(&node, 1, usize::MAX));
            if let Some(outcome) = self.check.outcomes.get_mut(index) {
                outcome.when = rule;
            }
        }
    }

    /// No outcome stands above a more urgent one: the first that fits wins. Where not-for-you stands
    /// among those that can wait is for the editor to say.
    pub(super) fn check_order(&mut self, index: usize, span: Span) {
        let Some((own, earlier)) =
            self.check.outcomes[..=index.min(self.check.outcomes.len() - 1)].split_last()
        else {
            return;
        };
        let above = earlier.iter().find(|above| {
            let comparable = own.care.is_pressing()
                || (own.care != CareLevel::NotForYou && above.care != CareLevel::NotForYou);
            comparable && own.care < above.care
        });
        if let Some(above) = above {
            let message = format!(
                "{} is more urgent than {}, which stands before it",
                own.id, above.id
            );
            self.add(&rules::CHECK_SHAPE, span, message)
                .help("outcomes stand from most to least urgent, because the first that fits wins");
        }
    }

    pub(super) fn outcome(&mut self, name: &str, span: Span) -> Option<usize> {
        let found = self.check.outcome_named(name);
        if found.is_none() {
            let names: Vec<String> = self
                .check
                .outcomes
                .iter()
                .map(|outcome| outcome.id.clone())
                .collect();
            let help = nearest(name, names.iter().map(String::as_str)).map_or_else(
                || format!("the outcomes are {}", names.join(", ")),
                |near| format!("did you mean {near}?"),
            );
            self.add(
                &rules::CHECK_NAME,
                span,
                format!("there is no outcome {name}"),
            )
            .help(help);
        }
        found
    }

    pub(super) fn red_flags(&mut self) {
        for (question, name, span) in std::mem::take(&mut self.flags) {
            self.check.questions[question].red_flag = self.outcome(&name, span);
        }
    }

    pub(super) fn advice(&mut self, fields: &Fields) {
        for keys in self.items(fields, "advice", ADVICE_KEYS) {
            let (Some(id), Some(node)) = (keys.text("id"), keys.node("when").cloned()) else {
                continue;
            };
            let when = self.rule(&node, 1, usize::MAX);
            let with = keys
                .texts("with")
                .iter()
                .filter_map(|name| self.outcome(name.text, name.span))
                .collect();
            self.places.advice.push(id.span);
            if let Some(when) = when {
                self.check.advice.push(Advice {
                    id: id.text.to_owned(),
                    when,
                    with,
                });
            }
        }
    }

    pub(super) fn findings(&mut self, fields: &Fields) {
        let Some(keys) = fields.map("findings", FINDINGS_KEYS) else {
            return;
        };
        if let Some(show) = keys.text("show") {
            match show.text.parse::<usize>() {
                Ok(count) if (1..=9).contains(&count) => self.check.findings_shown = count,
                _ => {
                    self.add(
                        &rules::CHECK_NUMBER,
                        show.span,
                        "show: is a whole number from 1 to 9",
                    )
                    .help("write    show: 3");
                }
            }
        }
        self.check.no_finding = keys.text("none").map(|text| text.text.to_owned());
        for finding in keys.maps("list", FINDING_KEYS) {
            let Some(id) = finding.text("id") else {
                continue;
            };
            let rule = |reader: &mut Self, name| {
                finding
                    .node(name)
                    .cloned()
                    .and_then(|node| reader.rule(&node, 1, usize::MAX))
            };
            let likely = rule(self, "likely");
            let possible = rule(self, "possible");
            if !finding.has("likely") && !finding.has("possible") {
                self.add(
                    &rules::CHECK_SHAPE,
                    id.span,
                    format!("the finding {} does not say when it fits", id.text),
                )
                .help("add    likely:    or    possible:    with a rule");
            }
            let text = |name| {
                finding
                    .text(name)
                    .map(|text| text.text.to_owned())
                    .unwrap_or_default()
            };
            self.places.findings.push(id.span);
            self.check.findings.push(Finding {
                id: id.text.to_owned(),
                section: text("section"),
                likely,
                possible,
                because: text("because"),
            });
        }
        self.repeated_parts();
    }

    /// Advice and findings share one space: both are parts of a result's address.
    pub(super) fn repeated_parts(&mut self) {
        let names: Vec<(String, Span)> = self
            .check
            .advice
            .iter()
            .zip(&self.places.advice)
            .map(|(advice, span)| (advice.id.clone(), *span))
            .chain(
                self.check
                    .findings
                    .iter()
                    .zip(&self.places.findings)
                    .map(|(finding, span)| (finding.id.clone(), *span)),
            )
            .collect();
        for (index, (name, span)) in names.iter().enumerate() {
            if names[..index].iter().any(|(earlier, _)| earlier == name) {
                self.add(
                    &rules::CHECK_ID,
                    *span,
                    format!("two pieces of advice or findings are called {name}"),
                )
                .help("give one of them another id");
            }
        }
    }

    pub(super) fn scale(&mut self, fields: &Fields) {
        let Some(keys) = fields.map("scale", SCALE_KEYS) else {
            return;
        };
        let mut bands = Vec::new();
        for band in keys.maps("bands", BAND_KEYS) {
            let Some(name) = band.text("outcome") else {
                continue;
            };
            if let Some(outcome) = self.outcome(name.text, name.span) {
                let text = |key| band.text(key).map(|text| text.text.to_owned());
                bands.push(Band {
                    outcome,
                    label: text("label").unwrap_or_default(),
                    to: text("to"),
                });
            }
        }
        if bands.len() < 2 {
            self.add(
                &rules::CHECK_SHAPE,
                keys.span(),
                "a scale needs at least two bands",
            )
            .help("write one band for each outcome on it, from low to high");
        }
        let title = keys
            .text("title")
            .map(|text| text.text.to_owned())
            .unwrap_or_default();
        self.check.scale = Some(Scale { title, bands });
    }

    pub(super) fn worse_upwards(&mut self, fields: &Fields) {
        for name in fields.texts("worse_upwards") {
            let Some(question) = self.check.question_named(name.text) else {
                self.unknown_question(name.text, name.span);
                continue;
            };
            if matches!(self.check.questions[question].kind, QuestionKind::One(_)) {
                self.check.worse_upwards.push(question);
            } else {
                self.add(
                    &rules::CHECK_SHAPE,
                    name.span,
                    format!("the answers of {} have no order", name.text),
                )
                .help("only questions with choose: one, whose choices stand from best to worst");
            }
        }
    }
}
