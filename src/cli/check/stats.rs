//! `check --stats`: how the words of each page read, in numbers that gate nothing.

use super::super::words::counted;
use super::super::wrapped::{cut, wrapped};
use crate::content::Figures;
use crate::lints::statistics::{LongSentence, Statistics};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What the numbers are, and what they are not.
const ABOUT: &str = "\
How the words read, the hardest page first. The grade is the school year, counted as in the United \
States, in which the words can be read: add 5 for an age. It is worked out of the lengths of \
sentences and words (Flesch and Kincaid), so it helps to compare pages and is not exact. It gates \
nothing: no page has to reach a grade.";

/// Puts the hardest first; pages without numbers come last.
fn sorted(mut pages: Vec<Figures>) -> Vec<Figures> {
    let grade = |page: &Figures| page.statistics.as_ref().map(|of| of.grade);
    pages.sort_by(|a, b| match (grade(a), grade(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    pages
}

/// For people.
pub(super) fn human(pages: Vec<Figures>) -> String {
    let mut out = wrapped("", ABOUT);
    let pages = sorted(pages);
    for page in &pages {
        let Some(statistics) = &page.statistics else {
            continue;
        };
        let status = match page.status.as_str() {
            "published" => String::new(),
            status => format!(" ({status})"),
        };
        let _ = write!(out, "\n{}{status}\n{}", page.file, figures(statistics));
    }
    let broken: Vec<_> = pages
        .iter()
        .filter(|page| page.statistics.is_none())
        .collect();
    if !broken.is_empty() {
        let _ = writeln!(
            out,
            "\nNot counted, because there is an error in it; check tells which:"
        );
        for page in broken {
            let _ = writeln!(out, "  {}", page.file);
        }
    }
    out
}

/// The line of numbers, and the longest sentences.
fn figures(of: &Statistics) -> String {
    let words = counted(of.words, "word");
    let sentences = counted(of.sentences, "sentence");
    let mut out = format!(
        "  grade {:4.1}   {words:>11}   {sentences:>13}   {:4.1} words a sentence\n",
        of.grade, of.words_per_sentence
    );
    let line = |one: &LongSentence| one.position.line.to_string();
    let width = of.longest.iter().map(|one| line(one).len()).max();
    for one in &of.longest {
        let lead = format!(
            "  line {:>width$}: {:>8}: ",
            line(one),
            counted(one.words, "word"),
            width = width.unwrap_or(0)
        );
        out.push_str(&cut(&lead, &one.text));
    }
    out
}

/// For programs: numbers to one decimal, as they are told to people.
pub(super) fn to_json(pages: Vec<Figures>) -> String {
    let pages: Vec<Value> = sorted(pages)
        .into_iter()
        .map(|page| {
            let mut told = json!({"file": page.file, "status": page.status, "counted": false});
            if let Some(of) = page.statistics {
                told["counted"] = true.into();
                told["grade"] = one_decimal(of.grade);
                told["words"] = of.words.into();
                told["sentences"] = of.sentences.into();
                told["words_per_sentence"] = one_decimal(of.words_per_sentence);
                told["longest"] = of.longest.iter().map(long).collect();
            }
            told
        })
        .collect();
    format!(
        "{:#}\n",
        json!({"version": 1, "about": ABOUT, "pages": pages})
    )
}

fn long(one: &LongSentence) -> Value {
    json!({
        "words": one.words,
        "line": one.position.line,
        "column": one.position.column,
        "text": one.text,
    })
}

fn one_decimal(number: f64) -> Value {
    ((number * 10.0).round() / 10.0).into()
}
