//! What is wrong, where, and how to put it right.
//!
//! A [`Diagnostic`] is data. It knows the file it is about, so that a renderer needs nothing else;
//! renderers live side by side in this room. Which rules exist is in [`rules`].

mod explained;
mod fix;
mod github;
mod human;
mod json;
mod region;
pub mod rules;
mod sarif;

pub use explained::{Example, Explanation, explanation};
pub use fix::Fix;
pub use github::render_github;
pub use human::{Style, render_human};
pub use json::{Summary, render_json};
pub use rules::{Grade, Rule};
pub use sarif::render_sarif;

use crate::text::{Position, SourceFile, Span};
use std::cmp::Ordering;
use std::sync::Arc;

/// One problem in one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// What is wrong, in the editor's words.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to write instead.
    pub help: Option<String>,
    /// What it means for readers, where that is known.
    pub note: Option<String>,
    /// Other places that belong to it, such as the first of two files that share an address.
    pub related: Vec<Place>,
    /// The edit that puts it right, where there is only one that can be meant.
    pub fix: Option<Fix>,
}

/// A marked stretch of a file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The marked stretch; empty at 0 when the whole file is meant.
    pub span: Span,
    /// A few words at the mark; may be empty.
    pub label: String,
}

impl Place {
    /// A marked stretch without words at the mark.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>, span: Span) -> Self {
        Self {
            file: Arc::clone(file),
            span,
            label: String::new(),
        }
    }

    /// Puts words at the mark.
    #[must_use]
    pub fn labelled(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The path of its file below the articles' folder.
    #[must_use]
    pub fn path_below(&self) -> &str {
        self.file.path_below()
    }

    /// Line and column where the stretch begins.
    #[must_use]
    pub fn position(&self) -> Position {
        self.file.position(self.span.start)
    }
}

impl Diagnostic {
    /// A problem at a place, without help yet.
    #[must_use]
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            place,
            help: None,
            note: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Says what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Shows one more place that belongs to the problem.
    pub fn related(&mut self, place: Place) -> &mut Self {
        self.related.push(place);
        self
    }

    /// Says which edit puts it right.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Whether it fails `check`; a warning does not.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.rule.grade != Grade::Warning
    }
}

/// Every problem of one run, in the order of files and lines.
#[derive(Clone, Debug, Default)]
pub struct Report {
    problems: Vec<Arc<Diagnostic>>,
    /// How many are errors; counted once, because a large site can have ten thousands of warnings.
    errors: usize,
}

impl Report {
    /// A report of these problems, put in order of file and place.
    #[must_use]
    pub fn new(mut problems: Vec<Arc<Diagnostic>>) -> Self {
        problems.sort_by(|a, b| {
            let (a, b) = (&a.place, &b.place);
            // Most stand beside others of their file already.
            let files = if Arc::ptr_eq(&a.file, &b.file) {
                Ordering::Equal
            } else {
                a.file.path().cmp(b.file.path())
            };
            files.then(a.span.cmp(&b.span))
        });
        let errors = problems.iter().filter(|d| d.is_error()).count();
        Self { problems, errors }
    }

    /// The report with other problems of some files: each with its path below the articles'
    /// folder, in the order of the paths.
    #[must_use]
    pub fn with(&self, anew: Vec<(String, Vec<Arc<Diagnostic>>)>) -> Self {
        let mut problems = Vec::with_capacity(self.problems.len());
        let mut errors = self.errors;
        let mut rest = &self.problems[..];
        for (path, mut others) in anew {
            let start = rest.partition_point(|one| one.place.path_below() < path.as_str());
            let end = start + rest[start..].partition_point(|one| one.place.path_below() == path);
            others.sort_by_key(|one| one.place.span);
            errors += others.iter().filter(|one| one.is_error()).count();
            errors -= rest[start..end].iter().filter(|one| one.is_error()).count();
            problems.extend_from_slice(&rest[..start]);
            problems.append(&mut others);
            rest = &rest[end..];
        }
        problems.extend_from_slice(rest);
        Self { problems, errors }
    }

    /// The problems.
    #[must_use]
    pub fn problems(&self) -> &[Arc<Diagnostic>] {
        &self.problems
    }

    /// The problems of one file, by its path below the articles' folder.
    #[must_use]
    pub fn of_file(&self, path: &str) -> &[Arc<Diagnostic>] {
        // All files are in one folder, so that they stand in the order of their paths below it too.
        let start = self
            .problems
            .partition_point(|one| one.place.path_below() < path);
        let rest = &self.problems[start..];
        let end = rest.partition_point(|one| one.place.path_below() == path);
        &rest[..end]
    }

    /// How many are errors.
    #[must_use]
    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// How many are warnings.
    #[must_use]
    pub const fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }
}

/// The most problems of one file that are kept at a time; the rest are counted. A file can be made
/// of nothing but mistakes, and telling of each would hold up the start.
const MOST_OF_A_FILE: usize = 50;

/// Collects the problems of one file while it is read.
#[derive(Debug)]
pub struct Problems {
    file: Arc<SourceFile>,
    found: Vec<Diagnostic>,
    withhold: bool,
    /// Problems over the most, of which the latest is kept so that help can be added to it.
    more: usize,
    more_errors: bool,
    latest: Option<Diagnostic>,
}

impl Problems {
    /// An empty collection for one file.
    #[must_use]
    pub fn new(file: &Arc<SourceFile>) -> Self {
        Self {
            file: Arc::clone(file),
            found: Vec::new(),
            withhold: false,
            more: 0,
            more_errors: false,
            latest: None,
        }
    }

    /// The file the problems are about.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// A place in the file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    /// Adds a problem at a place of the file, and hands it back so that help can be added.
    pub fn add(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = self.place(span);
        self.push(Diagnostic::new(rule, place, message))
    }

    /// Adds a problem made elsewhere.
    pub fn push(&mut self, diagnostic: Diagnostic) -> &mut Diagnostic {
        self.withhold |= diagnostic.rule.grade == Grade::Withholding;
        if self.is_full() {
            self.more += 1;
            self.more_errors |= diagnostic.is_error();
            return self.latest.insert(diagnostic);
        }
        self.found.push(diagnostic);
        self.found.last_mut().expect("one was just pushed")
    }

    /// Whether further problems are only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.found.len() >= MOST_OF_A_FILE
    }

    /// Whether a problem was found that withholds the file.
    #[must_use]
    pub const fn withhold(&self) -> bool {
        self.withhold
    }

    /// How many problems there are so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.found.len() + self.more
    }

    /// The problems found.
    #[must_use]
    pub fn into_found(mut self) -> Vec<Diagnostic> {
        if self.more > 0 {
            let place = self.place(Span::new(0, 0));
            // Warnings fail no check, however many they are.
            let (rule, what) = if self.more_errors {
                (&rules::MANY_PROBLEMS, "problems")
            } else {
                (&rules::MANY_WARNINGS, "warnings")
            };
            let message = format!("there are {} more {what} in this file", self.more);
            let mut rest = Diagnostic::new(rule, place, message);
            rest.help("mend the first ones; the others are told then");
            self.found.push(rest);
        }
        self.found
    }
}
