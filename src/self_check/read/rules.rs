//! Rules, from their closed set of words.

use super::Reader;
use crate::diagnostics::rules;
use crate::markup::node::{Node, Value};
use crate::self_check::Decimal;
use crate::self_check::condition::{Atom, Comparison, Condition, Linear, Measure, Named};
use crate::text::Span;

/// How deep rules may stand in each other.
const DEEPEST: usize = 4;

impl Reader<'_> {
    /// Reads a rule over the questions before `limit`.
    pub(super) fn rule(&mut self, node: &Node, depth: usize, limit: usize) -> Option<Condition> {
        if depth > DEEPEST {
            self.add(
                &rules::CHECK_RULE,
                node.span,
                format!("rules stand more than {DEEPEST} deep in each other"),
            )
            .help("write the same with fewer lists in lists");
            return None;
        }
        match &node.value {
            Value::Text(text) => self.atom(text.trim(), node.span, limit).map(Condition::Is),
            Value::List(items) => self
                .parts(items, depth, limit, node.span)
                .map(Condition::Any),
            Value::Map(entries) => {
                let names: Vec<&str> = entries.iter().map(|(word, _)| word.text.as_str()).collect();
                match (&names[..], &entries[..]) {
                    (["any"], [(_, parts)]) => self.listed(parts, depth, limit).map(Condition::Any),
                    (["all"], [(_, parts)]) => self.listed(parts, depth, limit).map(Condition::All),
                    (["none_of"], [(_, parts)]) => {
                        self.listed(parts, depth, limit).map(Condition::NoneOf)
                    }
                    (["at_least", "of"], [(_, count), (_, parts)])
                    | (["of", "at_least"], [(_, parts), (_, count)]) => {
                        self.at_least(count, parts, depth, limit)
                    }
                    _ => {
                        self.add(
                            &rules::CHECK_RULE,
                            node.span,
                            format!("{} is no rule", names.join(", ")),
                        )
                        .help("the words are any, all, none_of and at_least with of");
                        None
                    }
                }
            }
        }
    }

    pub(super) fn at_least(
        &mut self,
        count: &Node,
        parts: &Node,
        depth: usize,
        limit: usize,
    ) -> Option<Condition> {
        let wanted = match &count.value {
            Value::Text(text) => text.trim().parse::<usize>().ok().filter(|count| *count > 0),
            _ => None,
        };
        let parts = self.listed(parts, depth, limit)?;
        match wanted {
            Some(wanted) if wanted <= parts.len() => Some(Condition::AtLeast(wanted, parts)),
            _ => {
                let most = parts.len();
                self.add(
                    &rules::CHECK_RULE,
                    count.span,
                    format!("at_least needs a whole number from 1 to {most}"),
                )
                .help("write    {at_least: 2, of: [change.fast, change.rest, change.worn]}");
                None
            }
        }
    }

    pub(super) fn listed(
        &mut self,
        node: &Node,
        depth: usize,
        limit: usize,
    ) -> Option<Vec<Condition>> {
        match &node.value {
            Value::List(items) => self.parts(items, depth, limit, node.span),
            _ => {
                self.add(
                    &rules::CHECK_RULE,
                    node.span,
                    "a list of rules should stand here",
                )
                .help("write    [one.rule, another.rule]");
                None
            }
        }
    }

    pub(super) fn parts(
        &mut self,
        items: &[Node],
        depth: usize,
        limit: usize,
        span: Span,
    ) -> Option<Vec<Condition>> {
        if items.is_empty() {
            self.add(&rules::CHECK_RULE, span, "this list of rules is empty")
                .help("write a rule, or take the key away");
            return None;
        }
        let read: Vec<_> = items
            .iter()
            .map(|item| self.rule(item, depth + 1, limit))
            .collect();
        read.into_iter().collect()
    }

    pub(super) fn atom(&mut self, text: &str, span: Span, limit: usize) -> Option<Atom> {
        let atom = match Comparison::SIGNS
            .iter()
            .find(|(sign, _)| text.contains(sign))
        {
            Some((sign, comparison)) => self.comparison(text, sign, *comparison, span)?,
            None => self.answer(text, span)?,
        };
        let ahead = Condition::Is(atom.clone())
            .questions()
            .into_iter()
            .find(|question| *question >= limit);
        if let Some(question) = ahead {
            let id = self.check.questions[question].id.clone();
            self.add(
                &rules::CHECK_AHEAD,
                span,
                format!("show_if looks at {id}, which is not in an earlier step"),
            )
            .help("move that question into an earlier step, or this one into a later step");
            return None;
        }
        Some(atom)
    }

    pub(super) fn comparison(
        &mut self,
        text: &str,
        sign: &str,
        comparison: Comparison,
        span: Span,
    ) -> Option<Atom> {
        let (name, value) = text.split_once(sign)?;
        let (name, value) = (name.trim(), value.trim());
        let Some(value) = Decimal::parse(value) else {
            self.add(&rules::CHECK_NUMBER, span, format!("{value} is no number"))
                .help(format!("write    {name} {sign} 12.5"));
            return None;
        };
        if let Some(index) = self
            .check
            .measures
            .iter()
            .position(|measure| measure.id == name)
        {
            let measure = self.check.measures[index].measure.clone();
            return Some(Atom::Compare {
                measure,
                named: Named::Measure(index),
                comparison,
                value,
            });
        }
        let question = self.number_question(name, span)?;
        let sum = Linear {
            numbers: vec![(question, Decimal::whole(1))],
            points: Vec::new(),
        };
        Some(Atom::Compare {
            measure: Measure::Sum(sum),
            named: Named::Question(question),
            comparison,
            value,
        })
    }

    pub(super) fn answer(&mut self, text: &str, span: Span) -> Option<Atom> {
        let Some((name, what)) = text.split_once('.') else {
            self.add(&rules::CHECK_RULE, span, format!("{text} is no rule"))
                .help("write    question.choice, question.ticked, question.none, question.unsure    or    measure >= 12.5");
            return None;
        };
        let Some(question) = self.check.question_named(name) else {
            self.unknown_question(name, span);
            return None;
        };
        let asked = &self.check.questions[question];
        let missing = match what {
            "ticked" => return Some(Atom::Ticked(question)),
            "none" if asked.none_label.is_some() => return Some(Atom::None(question)),
            "unsure" if asked.unsure_label.is_some() => return Some(Atom::Unsure(question)),
            "none" => "only a question with choose: many has none",
            "unsure" => "add    unsure: true    to the question",
            _ => {
                let (question, choice) = self.choice(name, what, span)?;
                return Some(Atom::Choice(question, choice));
            }
        };
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("the question {name} has no {what}"),
        )
        .help(missing);
        None
    }
}
