//! Front matter becomes a [`SelfCheck`], or problems that say what to write instead.
//!
//! The names of outcomes come first, then the `questions` with their steps, the `measures`, the
//! `rules` of the `outcomes` and of what is added to them, and the `examples` last: each may name
//! what came before.

mod examples;
mod measures;
mod outcomes;
mod questions;
mod rules;

use super::SelfCheck;
use super::proof::Places;
use crate::diagnostics::{Diagnostic, Problems, Rule, rules as told};
use crate::markup::keys::{Fields, Key};
use crate::markup::node::{Node, Value};
use crate::text::Span;

/// The most bytes a form may have, so that it stays well below the limit of a request.
const LARGEST_FORM: usize = 12 * 1024;

/// Reads a check. `None` when so much is missing that nothing can be proved of it; every problem is
/// reported either way.
pub fn read(problems: &mut Problems, fields: &Fields) -> Option<(SelfCheck, Places)> {
    let text = |name| fields.text(name).map(|text| text.text.to_owned());
    let mut reader = Reader {
        problems,
        check: SelfCheck {
            intended_use: text("intended_use").unwrap_or_default(),
            about: text("about").unwrap_or_default(),
            steps: Vec::new(),
            questions: Vec::new(),
            measures: Vec::new(),
            outcomes: Vec::new(),
            advice: Vec::new(),
            findings: Vec::new(),
            findings_shown: 3,
            no_finding: None,
            scale: None,
            worse_upwards: Vec::new(),
            examples: Vec::new(),
        },
        places: Places {
            whole: fields.key_span("outcomes").unwrap_or(fields.span()),
            questions: Vec::new(),
            choices: Vec::new(),
            outcomes: Vec::new(),
            advice: Vec::new(),
            findings: Vec::new(),
        },
        flags: Vec::new(),
        names: question_names(fields),
    };
    let before = reader.problems.count();
    // What rules name must be known before the rules are read.
    reader.outcome_names(fields);
    reader.steps(fields);
    reader.clashing_ids();
    reader.measures(fields);
    reader.outcome_rules(fields);
    reader.red_flags();
    reader.advice(fields);
    reader.findings(fields);
    reader.scale(fields);
    reader.worse_upwards(fields);
    reader.examples(fields);
    let size = reader.check.largest_form();
    if size > LARGEST_FORM {
        let whole = reader.places.whole;
        reader
            .problems
            .add(
                &told::CHECK_FORM_SIZE,
                whole,
                format!("the form can become {size} bytes long; {LARGEST_FORM} is the most"),
            )
            .help("use shorter ids, or fewer choices");
    }
    let complete = reader.problems.count() == before && !fields.is_empty();
    complete.then_some((reader.check, reader.places))
}

struct Reader<'a> {
    problems: &'a mut Problems,
    check: SelfCheck,
    places: Places,
    /// The red flags as typed: question, outcome, place.
    flags: Vec<(usize, String, Span)>,
    /// The names of all questions, those of later steps too.
    names: Vec<String>,
}

/// The names of all questions, read quietly: what is wrong with them is told when they are read.
fn question_names(fields: &Fields) -> Vec<String> {
    let items = |node: Option<&Node>| match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let under = |node: &Node, key: &str| match &node.value {
        Value::Map(entries) => entries
            .iter()
            .find(|(word, _)| word.text == key)
            .map(|(_, value)| value.clone()),
        _ => None,
    };
    items(fields.node("steps"))
        .iter()
        .flat_map(|step| items(under(step, "questions").as_ref()))
        .filter_map(|question| match under(&question, "id")?.value {
            Value::Text(id) => Some(id),
            _ => None,
        })
        .collect()
}

impl Reader<'_> {
    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.problems.add(rule, span, message)
    }

    /// The items of a key that holds a list of keys with values, each read against its table.
    pub(super) fn items(
        &mut self,
        fields: &Fields,
        name: &'static str,
        keys: &'static [Key],
    ) -> Vec<Fields> {
        let Some(node) = fields.node(name) else {
            return Vec::new();
        };
        let Value::List(items) = &node.value else {
            self.add(
                &told::CHECK_SHAPE,
                node.span,
                format!(
                    "{name}: this should be a list, but it is {}",
                    node.shape_in_words()
                ),
            )
            .help("begin each item on a line of its own with    - ");
            return Vec::new();
        };
        let mut read = Vec::new();
        for item in items {
            if matches!(item.value, Value::Map(_)) {
                read.push(Fields::read(self.problems, item, keys));
            } else {
                self.add(
                    &told::CHECK_SHAPE,
                    item.span,
                    format!(
                        "{name}: each item should be keys with values, but this is {}",
                        item.shape_in_words()
                    ),
                )
                .help(format!("write, for example,    {}", keys[0].example));
            }
        }
        read
    }
}
