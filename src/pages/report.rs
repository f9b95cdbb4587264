//! The page of the preview that lists every problem of every file.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use super::problem_list::{Count, ShownProblem};
use crate::content::{Library, address_of};
use crate::diagnostics::{Diagnostic, Report};
use askama::Template;
use std::sync::Arc;

/// The most problems that are shown at once: enough work for a day, and still a page that opens.
const MOST: usize = 300;

/// Every problem, file by file.
#[derive(Debug, Template)]
#[template(path = "pages/report.html", whitespace = "minimize")]
pub(super) struct ReportPage<'a> {
    layout: Layout<'a>,
    count: Count,
    files: Vec<ReportedFile>,
    /// How many problems are not shown.
    more: usize,
}

/// The problems of a file.
#[derive(Debug)]
pub struct ReportedFile {
    path: String,
    /// Where its page is, when there is one.
    address: Option<String>,
    count: Count,
    problems: Vec<ShownProblem>,
}

impl<'a> ReportPage<'a> {
    pub(super) fn build(library: &'a Library, report: &Report, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: "Problems".to_owned(),
            description: "Every problem of every file, and what to write instead.",
            address: None,
            trail: vec![home_crumb(library)],
            refused: false,
        };
        let files = files(library, report);
        let shown: usize = files.iter().map(|file| file.problems.len()).sum();
        Self {
            layout: Layout::build(library, shell, head),
            count: Count::of_all(report),
            more: report.problems().len() - shown,
            files,
        }
    }
}

impl ReportedFile {
    fn problems(&self) -> &[ShownProblem] {
        &self.problems
    }
}

/// The first files with problems, those with errors before the others; in a file errors come first.
fn files(library: &Library, report: &Report) -> Vec<ReportedFile> {
    let path = |problem: &Arc<Diagnostic>| problem.place.file.path().to_owned();
    let mut files: Vec<&[Arc<Diagnostic>]> = report
        .problems()
        .chunk_by(|one, other| one.place.file.path() == other.place.file.path())
        .collect();
    files.sort_by_key(|problems| !problems.iter().any(|problem| problem.is_error()));
    let mut left = MOST;
    let mut shown = Vec::new();
    for problems in files {
        if left == 0 {
            break;
        }
        let count = Count::of(problems);
        let mut problems = problems.to_vec();
        problems.sort_by_key(|problem| !problem.is_error());
        problems.truncate(left);
        let Some(first) = problems.first() else {
            break;
        };
        left -= problems.len();
        let below = first.place.path_below();
        let address = address_of(below).to_string();
        let has_page = below.ends_with(".md") && library.entry(&address).is_some();
        shown.push(ReportedFile {
            path: path(first),
            address: has_page.then_some(address),
            count,
            problems: ShownProblem::list(&problems),
        });
    }
    shown
}
