//! Which problems are asked for: all, or those of some files and folders.

use super::super::folder::Folder;
use crate::diagnostics::{Diagnostic, Report};
use crate::disk;
use std::path::Path;

/// The files and folders that are asked for.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Their paths as problems are told with; empty when everything is asked for.
    paths: Vec<String>,
}

/// The problems that are told.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    /// They.
    pub(super) problems: Vec<&'a Diagnostic>,
    /// How many there are in files that were not asked for.
    pub(super) elsewhere: usize,
}

impl Chosen {
    /// Finds the files and folders that were named.
    ///
    /// # Errors
    /// When one is not in the folder of articles: one line.
    pub(super) fn of(
        folder: &Folder,
        name: &str,
        named: &[impl AsRef<Path>],
    ) -> Result<Self, String> {
        let paths = named.iter().map(|path| {
            let path = path.as_ref();
            let within = disk::path_within(&folder.articles, path)
                .filter(|within| within.is_there)
                .ok_or_else(|| {
                    format!(
                        "{}: there is no such file or folder in {folder}",
                        path.display()
                    )
                })?;
            Ok(match within.path.as_str() {
                "" => name.to_owned(),
                within => format!("{name}/{within}"),
            })
        });
        let paths = paths.collect::<Result<_, String>>()?;
        Ok(Self { paths })
    }

    /// The problems of those files, and those of other files that point to them: a link to a
    /// heading that is gone is told where the link is.
    pub(super) fn among<'a>(&self, report: &'a Report) -> Shown<'a> {
        let mut shown = Shown {
            problems: Vec::new(),
            elsewhere: 0,
        };
        for problem in report.problems() {
            let mut places = std::iter::once(&problem.place).chain(&problem.related);
            if places.any(|place| self.has(place.file.path())) {
                shown.problems.push(problem);
            } else {
                shown.elsewhere += 1;
            }
        }
        shown
    }

    /// Whether a file is asked for.
    pub(super) fn has(&self, file: &str) -> bool {
        self.paths.is_empty()
            || self.paths.iter().any(|path| {
                file.strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
    }
}

impl Shown<'_> {
    /// How many are errors.
    pub(super) fn errors(&self) -> usize {
        self.problems.iter().filter(|one| one.is_error()).count()
    }

    /// How many are warnings.
    pub(super) fn warnings(&self) -> usize {
        self.problems.len() - self.errors()
    }
}
