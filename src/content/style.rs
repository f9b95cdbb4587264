//! House style: what of a file the lints are given.

use super::parsed::Kind;
use crate::diagnostics::Problems;
use crate::lints;
use crate::markup::keys::Fields;
use crate::markup::node::{Node, Value};
use crate::markup::prose::{self, Prose};
use std::sync::Arc;

/// Judges the words of a file: its body, its title and summary, and what a self-check asks.
pub(super) fn check(problems: &mut Problems, kind: Kind, fields: &Fields, mut prose: Prose) {
    let file = Arc::clone(problems.file());
    for name in ["title", "summary"] {
        if let Some(text) = fields.text(name) {
            prose.add(prose::Kind::Title, text.text, &file, text.span);
        }
    }
    if kind == Kind::SelfCheck
        && let Some(steps) = fields.node("steps")
    {
        asked(steps, &mut |node, text| {
            prose.add(prose::Kind::Asked, text, &file, node.span);
        });
    }
    let can_cite = matches!(kind, Kind::Article | Kind::SelfCheck);
    let allowed = fields.pairs("allow");
    let is_allowed = |id: &str| allowed.iter().any(|(rule, _)| rule.text == id);
    lints::check(&prose, can_cite, |rule| is_allowed(rule.id), problems);
}

/// Goes through what the questions of some steps ask, and their hints.
fn asked(node: &Node, each: &mut impl FnMut(&Node, &str)) {
    match &node.value {
        Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| asked(item, each)),
        Value::Map(entries) => {
            for (key, value) in entries {
                match (key.text.as_str(), &value.value) {
                    ("ask" | "hint", Value::Text(text)) => each(value, text.trim()),
                    // Labels are read as a list, so they may be as long as they need.
                    ("choices", _) => {}
                    _ => asked(value, each),
                }
            }
        }
    }
}
