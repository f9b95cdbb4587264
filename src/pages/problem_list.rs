//! Problems as an editor reads them on a page: what is wrong, the lines with the marked stretch, and
//! what to write instead.

use crate::diagnostics::{Diagnostic, Explanation, Place, Report, Rule, explanation};
use crate::self_check::words::counted;
use crate::text::Position;
use std::sync::Arc;

/// The most letters that are shown of a line before the mark, of the mark, and after it. A paragraph
/// is often one long line.
const BEFORE: usize = 60;
const MARKED: usize = 300;
const AFTER: usize = 100;
/// The most lines that are shown of a mark.
const LINES: usize = 4;

/// How many problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
}

impl Count {
    pub(super) fn of(problems: &[Arc<Diagnostic>]) -> Self {
        let errors = problems.iter().filter(|problem| problem.is_error()).count();
        Self {
            errors,
            warnings: problems.len() - errors,
        }
    }

    pub(super) const fn of_all(report: &Report) -> Self {
        Self {
            errors: report.errors(),
            warnings: report.warnings(),
        }
    }

    pub(super) const fn total(self) -> usize {
        self.errors + self.warnings
    }

    /// "1 error and 2 warnings".
    pub(super) fn words(self) -> String {
        let (errors, warnings) = (
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
        );
        match (self.errors, self.warnings) {
            (_, 0) => errors,
            (0, _) => warnings,
            _ => format!("{errors} and {warnings}"),
        }
    }
}

/// A problem as it is shown.
#[derive(Debug)]
pub struct ShownProblem {
    /// Whether it is an error; if not, a warning.
    pub error: bool,
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: ShownPlace,
    /// What to write instead; empty where nothing can be said.
    pub help: Vec<Piece>,
    /// What it means for readers.
    pub note: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<ShownPlace>,
    /// Why the rule is there, with examples.
    pub explained: Option<Explanation>,
}

/// A part of what an editor is told to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub words: String,
    /// Whether they are to be typed like this.
    pub typed: bool,
}

/// A place with its lines.
#[derive(Debug)]
pub struct ShownPlace {
    /// The file.
    pub path: String,
    /// Where in the file; `None` where all of it is meant.
    pub position: Option<Position>,
    /// The lines of the marked stretch.
    pub lines: Vec<ShownLine>,
    /// A few words at the mark; may be empty.
    pub label: String,
}

/// A line with its marked stretch.
#[derive(Debug, PartialEq, Eq)]
pub struct ShownLine {
    /// Its number.
    pub number: usize,
    /// What stands before the mark.
    pub before: String,
    /// What is marked; may be empty.
    pub marked: String,
    /// What stands after it.
    pub after: String,
}

impl ShownProblem {
    pub(super) fn list(problems: &[Arc<Diagnostic>]) -> Vec<Self> {
        problems.iter().map(|problem| Self::of(problem)).collect()
    }

    fn of(problem: &Diagnostic) -> Self {
        Self {
            error: problem.is_error(),
            rule: problem.rule,
            message: problem.message.clone(),
            place: ShownPlace::of(&problem.place),
            help: problem.help.as_deref().map_or_else(Vec::new, pieces),
            note: problem.note.clone(),
            related: problem.related.iter().map(ShownPlace::of).collect(),
            explained: explanation(problem.rule),
        }
    }
}

impl ShownPlace {
    fn of(place: &Place) -> Self {
        let whole = place.span.end == 0;
        Self {
            path: place.file.path().to_owned(),
            position: (!whole).then(|| place.position()),
            lines: if whole { Vec::new() } else { lines(place) },
            label: place.label.clone(),
        }
    }
}

/// What to write stands apart from what is said of it by four spaces on each side.
fn pieces(help: &str) -> Vec<Piece> {
    if help.contains('\n') {
        return vec![Piece {
            words: help.to_owned(),
            typed: false,
        }];
    }
    let mut typed = false;
    let mut pieces = Vec::new();
    for words in help.split("    ") {
        if !words.is_empty() {
            let words = words.to_owned();
            pieces.push(Piece { words, typed });
        }
        typed = !typed;
    }
    pieces
}

/// The lines of a marked stretch.
fn lines(place: &Place) -> Vec<ShownLine> {
    let file = &place.file;
    let text = file.text();
    let mut number = place.position().line.get();
    let mut at = place.span.start;
    let mut lines = Vec::new();
    loop {
        let line = file.line_at(at);
        let start = place.span.start.clamp(line.start, line.end);
        let end = place.span.end.clamp(start, line.end);
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        lines.push(ShownLine {
            number,
            before: last(part(line.start, start), BEFORE),
            marked: first(part(start, end), MARKED),
            after: first(part(end, line.end), AFTER),
        });
        let Some(next) = text.get(line.end..).and_then(|rest| rest.find('\n')) else {
            break;
        };
        at = line.end + next + 1;
        number += 1;
        if at >= place.span.end || lines.len() == LINES {
            break;
        }
    }
    lines
}

/// The beginning of a text, cut after so many letters.
fn first(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The end of a text, cut before so many letters.
fn last(text: &str, most: usize) -> String {
    match text.char_indices().rev().nth(most) {
        Some((at, letter)) => format!("…{}", &text[at + letter.len_utf8()..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceFile, Span};

    fn shown(text: &str, marked: &str) -> Vec<ShownLine> {
        let file = Arc::new(SourceFile::new("articles/a.md", text));
        let start = text.find(marked).unwrap();
        lines(&Place::new(&file, Span::new(start, start + marked.len())))
    }

    #[test]
    fn the_marked_stretch_stands_apart_in_its_line() {
        let line = ShownLine {
            number: 2,
            before: "übel ".to_owned(),
            marked: "wörd".to_owned(),
            after: " after".to_owned(),
        };
        assert_eq!(shown("one\nübel wörd after\nthree", "wörd"), [line]);
    }

    #[test]
    fn a_stretch_of_several_lines_is_marked_in_each_of_the_first_ones() {
        let lines = shown("a\nb c\nd\ne f", "c\nd\ne");
        let marked: Vec<_> = lines
            .iter()
            .map(|line| (line.number, line.marked.as_str()))
            .collect();
        assert_eq!(marked, [(2, "c"), (3, "d"), (4, "e")]);
        let long = "x\n".repeat(20);
        assert_eq!(shown(&long, &long).len(), LINES);
    }

    #[test]
    fn what_to_type_stands_apart_in_what_to_do() {
        let piece = |words: &str, typed| Piece {
            words: words.to_owned(),
            typed,
        };
        let (words, typed) = (|text| piece(text, false), |text| piece(text, true));
        assert_eq!(
            pieces("add    sources:    with    - id: a    and more"),
            [
                words("add"),
                typed("sources:"),
                words("with"),
                typed("- id: a"),
                words("and more")
            ]
        );
        assert_eq!(pieces("give it a name"), [words("give it a name")]);
        assert_eq!(pieces("make:\n    x: 1"), [words("make:\n    x: 1")]);
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        let text = format!("{}mark{}", "ä".repeat(500), "ö".repeat(500));
        let lines = shown(&text, "mark");
        assert_eq!(lines[0].before, format!("…{}", "ä".repeat(BEFORE)));
        assert_eq!(lines[0].marked, "mark");
        assert_eq!(lines[0].after, format!("{}…", "ö".repeat(AFTER)));
    }
}
