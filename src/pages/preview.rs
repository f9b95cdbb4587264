//! What the preview adds to every page: a bar that says what readers see of it and how many problems
//! there are, and the problems of the page's own file.

use super::problem_list::{Count, ShownProblem};
use crate::assets;
use crate::content::{Article, Category, Entry, Library, NotPublic, library};
use crate::diagnostics::{Diagnostic, Grade, Report};
use crate::self_check::words::{counted, grouped};
use crate::urls;
use jiff::civil::Date;
use std::sync::Arc;

/// Where every problem is listed.
pub const REPORT: &str = "/.preview/problems";

/// What leads to a page is listed at its address with this in front.
pub const LEADS: &str = "/.preview/links";

/// What a page of the preview needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Preview<'a> {
    /// What is wrong in the edition that the page is of.
    pub report: &'a Report,
    /// The name of that edition.
    pub seen: &'a str,
    /// The path that was asked for.
    pub path: &'a str,
}

/// The bar, and the problems of the page.
#[derive(Debug)]
pub struct Bar {
    /// The name of the edition that the page is of.
    pub(super) seen: String,
    /// The address of the file's page, where there is a file.
    pub(super) page: String,
    pub(super) standing: Standing,
    /// The problems of the page's file.
    pub(super) here: Count,
    /// The problems of all files.
    pub(super) all: Count,
    /// Where it is listed what leads to the page.
    pub(super) leads: Option<String>,
    /// Whether it is the report, which stays open while files change.
    pub(super) is_report: bool,
    /// Whether the page answers a form; loading it again would send that again.
    pub(super) posted: bool,
    pub(super) panel: Option<Panel>,
    pub(super) stylesheet: &'static str,
    pub(super) script: &'static str,
}

/// What readers see of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is for all readers.
    Public,
    /// Readers have it as it was before it was broken.
    LastGood,
    Draft,
    From(Date),
    /// A self-check that no clinician has reviewed, on a site that hides those.
    Unreviewed,
    /// A category without anything to read in it.
    Empty,
    Correcting,
    Withdrawn,
    /// Nothing stands there.
    Nothing,
    Report,
    /// What leads to a page.
    Leads,
}

/// The problems of the page's own file.
#[derive(Debug)]
pub(super) struct Panel {
    problems: Vec<ShownProblem>,
    pub(super) count: Count,
    /// What the page below is, where it is not what the file says now.
    pub(super) below: Option<&'static str>,
}

impl Bar {
    pub(super) fn build(library: &Library, preview: Preview<'_>, posted: bool) -> Self {
        let is_report = preview.path == REPORT;
        let is_leads = preview.path.starts_with(LEADS);
        let page = page_at(library, preview.path);
        let problems = if is_report || is_leads {
            Vec::new()
        } else {
            problems_at(preview.report, page)
        };
        let broken = problems
            .iter()
            .any(|problem| problem.rule.grade == Grade::Withholding);
        let standing = if is_report {
            Standing::Report
        } else if is_leads {
            Standing::Leads
        } else {
            standing(library, page, broken)
        };
        Self {
            seen: preview.seen.to_owned(),
            page: page.to_owned(),
            standing,
            here: Count::of(&problems),
            all: Count::of_all(preview.report),
            leads: (!is_report && !is_leads && is_of_file(library, page))
                .then(|| format!("{LEADS}{page}")),
            is_report,
            posted,
            panel: Panel::build(&problems, below(library, page, broken)),
            stylesheet: &assets::preview_stylesheet().path,
            script: &assets::preview_script().path,
        }
    }

    /// The number of problems, on this page and in all files.
    pub(super) fn count(&self) -> String {
        match (self.here.total(), self.all.total()) {
            (_, 0) => "No problems".to_owned(),
            (_, all) if self.is_report => format!("{} in all files", counted(all, "problem")),
            (0, all) => format!(
                "No problems here, {} in all files",
                grouped(&all.to_string())
            ),
            (here, all) => {
                let all = grouped(&all.to_string());
                format!("{} here, {all} in all files", counted(here, "problem"))
            }
        }
    }
}

impl Panel {
    fn build(problems: &[Arc<Diagnostic>], below: Option<&'static str>) -> Option<Self> {
        (!problems.is_empty()).then(|| Self {
            problems: ShownProblem::list(problems),
            count: Count::of(problems),
            below,
        })
    }

    pub(super) fn problems(&self) -> &[ShownProblem] {
        &self.problems
    }
}

impl Standing {
    /// The end of the bar's class, for its colour.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Public | Self::Report | Self::Leads => "public",
            Self::LastGood | Self::Correcting | Self::Nothing => "broken",
            Self::Draft | Self::From(_) | Self::Unreviewed | Self::Empty | Self::Withdrawn => {
                "hidden-page"
            }
        }
    }

    /// What the bar says.
    pub(super) fn words(self) -> String {
        let words = match self {
            Self::Public => "Readers see this page",
            Self::LastGood => "Readers keep the last good version of this page",
            Self::Draft => "Draft: readers cannot see this page",
            Self::From(day) => return format!("Published from {}", day.strftime("%-d %B %Y")),
            Self::Unreviewed => "Hidden: no clinician has reviewed this self-check",
            Self::Empty => "Readers cannot see this page: nothing in it is published",
            Self::Correcting => "Readers see that this page is being corrected",
            Self::Withdrawn => "Withdrawn: readers see that it was taken down",
            Self::Nothing => "There is no page at this address",
            Self::Report => "All problems",
            Self::Leads => "What leads to a page",
        };
        words.to_owned()
    }
}

/// The page that an address belongs to: its own, or that of the self-check that it is a part of.
fn page_at<'a>(library: &Library, path: &'a str) -> &'a str {
    if library.entry(path).is_some() {
        return path;
    }
    let of_a_result = path.split_once(library::RESULT).map(|(page, _)| page);
    let page = of_a_result
        .or_else(|| path.strip_suffix(library::PAPER))
        .or_else(|| path.strip_suffix(library::RULES));
    page.filter(|page| library.entry(page).is_some())
        .unwrap_or(path)
}

/// Whether a file stands behind the page at an address.
fn is_of_file(library: &Library, page: &str) -> bool {
    matches!(
        library.entry(page),
        Some(
            Entry::Article(_) | Entry::Category(_) | Entry::Withdrawn(_) | Entry::BeingCorrected(_)
        )
    )
}

/// The problems of the files that stand at an address, errors first. The name of a file may be one
/// that no page can have.
fn problems_at(report: &Report, page: &str) -> Vec<Arc<Diagnostic>> {
    let Some(path) = urls::decoded(page.trim_start_matches('/')) else {
        return Vec::new();
    };
    let index = match path.as_str() {
        "" => "_index.md".to_owned(),
        folder => format!("{folder}/_index.md"),
    };
    let files = [
        report.of_file(&format!("{path}.md")),
        report.of_file(&index),
    ];
    let mut problems = files.concat();
    problems.sort_by_key(|problem| !problem.is_error());
    problems
}

/// What readers see of the page at an address.
fn standing(library: &Library, page: &str, broken: bool) -> Standing {
    let hidden = |why: NotPublic| match why {
        NotPublic::Draft => Standing::Draft,
        NotPublic::From(day) => Standing::From(day),
        NotPublic::Unreviewed => Standing::Unreviewed,
    };
    match library.entry(page) {
        Some(Entry::Article(index)) => {
            match library.articles().get(*index).map(Article::not_public) {
                Some(Some(why)) => hidden(why),
                Some(None) if broken => Standing::LastGood,
                _ => Standing::Public,
            }
        }
        Some(Entry::Category(index)) => match library.categories().get(*index) {
            Some(category) if *index > 0 && !has_public_page(library, category) => Standing::Empty,
            _ => Standing::Public,
        },
        Some(Entry::Withdrawn(_)) => Standing::Withdrawn,
        Some(Entry::BeingCorrected(absent)) => {
            absent.not_public.map_or(Standing::Correcting, hidden)
        }
        None if page == library::SELF_CHECKS => {
            let mut checks = library.checks().map(|index| &library.articles()[index]);
            match checks.next() {
                Some(first)
                    if first.not_public().is_some()
                        && checks.all(|check| check.not_public().is_some()) =>
                {
                    Standing::Empty
                }
                Some(_) => Standing::Public,
                None => Standing::Nothing,
            }
        }
        None if urls::is_made(page) => Standing::Public,
        Some(Entry::Moved(_) | Entry::Picture(_)) | None => Standing::Nothing,
    }
}

/// Whether readers find any page below a category.
fn has_public_page(library: &Library, category: &Category) -> bool {
    let inside = format!("{}/", category.address);
    let mut entries = library.entries();
    entries.any(|(address, entry)| {
        address.starts_with(&inside)
            && match entry {
                Entry::Article(index) => library.articles()[*index].not_public().is_none(),
                Entry::Withdrawn(_) => true,
                Entry::BeingCorrected(absent) => absent.not_public.is_none(),
                Entry::Category(_) | Entry::Moved(_) | Entry::Picture(_) => false,
            }
    })
}

/// What the page below the problems is, where it is not what the file says now.
fn below(library: &Library, page: &str, broken: bool) -> Option<&'static str> {
    match library.entry(page) {
        None => Some("There is no page here until the first problem is mended."),
        Some(Entry::Article(_)) if broken => {
            Some("Below is the last good version of the page, without your latest changes.")
        }
        _ => None,
    }
}
