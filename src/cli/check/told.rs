//! What a check found, for people: each problem in its line, and a closing line that says what it
//! means for readers.

use super::super::words::{count_articles, counted, what_was_read};
use super::chosen::{Chosen, Shown};
use crate::content::{Check, Entry, Library};
use crate::diagnostics::{Style, Summary, render_human};
use crate::self_check::words::{grouped, how_soon, sets};
use rayon::prelude::*;
use std::fmt::Write as _;

/// The whole text.
pub(super) fn human(
    library: &Library,
    folder: &str,
    chosen: &Chosen,
    shown: &Shown<'_>,
    style: Style,
) -> String {
    // Of a large tree there may be tens of thousands.
    let told: Vec<String> = shown
        .problems
        .par_iter()
        .map(|problem| format!("{}\n\n", render_human(problem, style)))
        .collect();
    let mut out = told.concat();
    if shown.problems.is_empty() && shown.elsewhere == 0 {
        for article in library.articles().iter() {
            let file = format!("{folder}{}.md", article.address());
            if let Some(check) = article.check()
                && chosen.has(&file)
            {
                out.push_str(&answer_sets(&file, check));
            }
        }
    }
    let _ = writeln!(out, "{}", closing(library, shown));
    out
}

/// How many sets of answers lead to each outcome of a self-check, the most urgent first.
fn answer_sets(file: &str, check: &Check) -> String {
    let (asks, proof) = (&check.proved.check, &check.proved.proof);
    let mut out = format!(
        "{file}: {}, each leads to one outcome\n",
        sets(proof.total())
    );
    let rows: Vec<_> = asks
        .outcomes
        .iter()
        .enumerate()
        .map(|(place, outcome)| {
            (
                grouped(proof.count(place)),
                outcome.id.as_str(),
                how_soon(outcome.care),
            )
        })
        .collect();
    let width = |of: fn(&(String, &str, &str)) -> usize| rows.iter().map(of).max().unwrap_or(0);
    let (digits, ids) = (width(|row| row.0.len()), width(|row| row.1.len()));
    for (count, id, soon) in &rows {
        let _ = writeln!(out, "  {count:>digits$}  {id:<ids$}  {soon}");
    }
    out.push('\n');
    out
}

/// "12 articles, 3 self-checks: 2 errors and 1 warning. …"
fn closing(library: &Library, shown: &Shown<'_>) -> String {
    let mut line = format!("{}: ", what_was_read(library));
    let (errors, warnings) = (
        counted(shown.errors(), "error"),
        counted(shown.warnings(), "warning"),
    );
    line.push_str(&match (shown.errors(), shown.warnings()) {
        (0, 0) => "no problems".to_owned(),
        (_, 0) => errors,
        (0, _) => warnings,
        _ => format!("{errors} and {warnings}"),
    });
    line.push('.');
    if shown.elsewhere > 0 {
        let others = counted(shown.elsewhere, "problem");
        let _ = write!(line, " Not shown: {others} of other files.");
    }
    match (shown.errors() + shown.elsewhere, withheld(library)) {
        (0, 0) => {}
        (_, 0) => line.push_str(" No page is withheld from readers."),
        (_, 1) => line.push_str(
            " Until it is put right, readers get the last good version of 1 page, or none.",
        ),
        (_, pages) => {
            let _ = write!(
                line,
                " Until they are put right, readers get the last good versions of {pages} pages, or none."
            );
        }
    }
    line
}

/// What a machine is told of the library beside the problems.
pub(super) fn summary(library: &Library) -> Summary {
    Summary {
        articles: count_articles(library),
        self_checks: library.checks().count(),
        withheld: withheld(library),
    }
}

/// How many pages are published and cannot be shown as they are.
fn withheld(library: &Library) -> usize {
    library
        .entries()
        .filter(|(_, entry)| matches!(entry, Entry::BeingCorrected(_)))
        .count()
}
