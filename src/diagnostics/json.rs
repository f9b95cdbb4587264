//! Problems as one JSON document, for programs of our editors and for scripts.

use super::region::{Region, excerpt};
use super::{Diagnostic, Grade, Place};
use rayon::prelude::*;
use serde::Serialize;

/// What was read besides the problems.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Summary {
    /// How many articles readers can open.
    pub articles: usize,
    /// How many self-checks they can.
    pub self_checks: usize,
    /// How many pages are withheld from them.
    pub withheld: usize,
}

/// The version of the document; it changes when a field goes away or means something else.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Counts,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Counts {
    #[serde(flatten)]
    read: Summary,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    rule: &'a str,
    level: &'static str,
    /// Whether readers do not get the file as it is.
    withholds: bool,
    message: &'a str,
    #[serde(flatten)]
    place: Marked<'a>,
    help: Option<&'a str>,
    note: Option<&'a str>,
    related: Vec<Marked<'a>>,
    fix: Option<Mend<'a>>,
}

#[derive(Serialize)]
struct Marked<'a> {
    file: &'a str,
    #[serde(flatten)]
    stretch: Stretch,
    excerpt: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct Stretch {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Mend<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    stretch: Stretch,
    text: &'a str,
}

/// All problems as one document. Lines and columns count from 1, columns in characters; an end is
/// the character after the last one.
///
/// # Panics
/// Never: the document has nothing in it that JSON cannot say.
#[must_use]
pub fn render_json(problems: &[&Diagnostic], read: Summary) -> String {
    let errors = problems.iter().filter(|one| one.is_error()).count();
    let document = Document {
        version: VERSION,
        summary: Counts {
            read,
            errors,
            warnings: problems.len() - errors,
        },
        // Lines and columns of tens of thousands take a while to count.
        problems: problems.par_iter().map(|one| problem(one)).collect(),
    };
    serde_json::to_string_pretty(&document).expect("texts and numbers are JSON")
}

fn problem(diagnostic: &Diagnostic) -> Problem<'_> {
    Problem {
        rule: diagnostic.rule.id,
        level: diagnostic.rule.grade.word(),
        withholds: diagnostic.rule.grade == Grade::Withholding,
        message: &diagnostic.message,
        place: marked(&diagnostic.place),
        help: diagnostic.help.as_deref(),
        note: diagnostic.note.as_deref(),
        related: diagnostic.related.iter().map(marked).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| Mend {
            title: &fix.title,
            edits: fix
                .edits
                .iter()
                .map(|(span, text)| Edit {
                    stretch: Region::of(&diagnostic.place.file, *span).into(),
                    text,
                })
                .collect(),
        }),
    }
}

fn marked(place: &Place) -> Marked<'_> {
    Marked {
        file: place.file.path(),
        stretch: Region::marked(place).into(),
        excerpt: excerpt(place),
        label: &place.label,
    }
}

impl From<Region> for Stretch {
    fn from(Region { start, end }: Region) -> Self {
        Self {
            line: start.line.get(),
            column: start.column.get(),
            end_line: end.line.get(),
            end_column: end.column.get(),
        }
    }
}
