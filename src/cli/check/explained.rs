//! `check --explain`: why a rule is there, with a wrong and a right example.

use super::super::wrapped::wrapped;
use crate::diagnostics::rules::ALL;
use crate::diagnostics::{Example, Grade, Rule, explanation};
use crate::text::nearest;
use std::fmt::Write as _;

/// Every rule with its grade, or one with its reasons when it is named.
///
/// # Errors
/// When there is no rule of that name: one line, with the nearest.
pub(super) fn explain(named: &str) -> Result<String, String> {
    if named.is_empty() {
        return Ok(list());
    }
    match Rule::of(named) {
        Some(rule) => Ok(one(rule)),
        None => Err(format!(
            "--explain {named}: there is no such rule; {}",
            match meant(named) {
                Some(rule) => format!("did you mean {rule}?"),
                None => "--explain alone lists them all".to_owned(),
            }
        )),
    }
}

fn list() -> String {
    let width = ALL.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in ALL {
        let (id, grade) = (rule.id, rule.grade.word());
        out.push_str(&wrapped(
            &format!("{id:<width$}  {grade:<7}  "),
            rule.about(),
        ));
    }
    out.push_str("\n--explain and a name says why, with a wrong and a right example.\n");
    out
}

fn one(rule: &'static Rule) -> String {
    let mut out = format!("{} ({})\n{}\n", rule.id, rule.grade.word(), rule.about());
    if let Some(explanation) = explanation(rule) {
        for paragraph in explanation.why.split("\n\n") {
            let _ = write!(out, "\n{}", wrapped("", paragraph));
        }
        examples(&mut out, "Wrong", &explanation.wrong);
        examples(&mut out, "Right", &explanation.right);
    }
    let means = match rule.grade {
        Grade::Withholding => {
            "Until it is put right, readers get the last good version of the file, or none."
        }
        Grade::CrossFile => "It fails a check, but no page is withheld from readers.",
        Grade::Warning => {
            "It is a warning: a file may silence it with its name and a reason under allow:"
        }
    };
    let _ = write!(out, "\n{}", wrapped("", means));
    out
}

fn examples(out: &mut String, word: &str, examples: &[Example]) {
    for example in examples {
        let _ = write!(out, "\n{word}");
        if let Some(file) = example.file {
            let _ = write!(out, ", {file}");
        }
        if let Some(note) = example.note {
            let _ = write!(out, " ({note})");
        }
        out.push_str(":\n");
        for line in example.text.lines() {
            // No space at the end of an empty line.
            let _ = writeln!(out, "{}", format!("    {line}").trim_end());
        }
    }
}

/// The rule that a word may mean: by its second half, by a slip of the pen, or by a part of it.
fn meant(typed: &str) -> Option<&'static str> {
    let ids = || ALL.iter().map(|rule| rule.id);
    let last = |id: &'static str| id.rsplit('/').next().unwrap_or(id);
    let half = typed.rsplit('/').next().unwrap_or(typed);
    ids()
        .find(|id| last(id) == half)
        .or_else(|| nearest(typed, ids()))
        .or_else(|| {
            let near = nearest(half, ids().map(last))?;
            ids().find(|id| last(id) == near)
        })
        .or_else(|| ids().find(|id| half.len() > 2 && id.contains(half)))
}
