//! What a reader sees: one struct for each page, beside its template in `templates/pages`.
//!
//! Given a library and what stands at an address, this room makes the whole page. It knows nothing
//! of HTTP and opens no file. [`layout`] holds what all pages share; [`lists`] what several list.

mod layout;

mod article;
mod asked;
mod category;
mod cited;
mod correcting;
mod flow;
mod gone;
mod home;
mod lists;
mod opening;
mod paper;
mod passage;
mod problem;
mod prose;
mod result;
mod rule;
mod rules;
mod scale;
mod search;
mod self_check;
mod self_checks;
mod words;

pub use problem::Problem;
pub use search::Search;

use crate::content::{Article, Check, Entry, Library};
use crate::markup::document::Html;
use crate::self_check::{CheckResult, Filled};
use askama::Template;
use std::fmt;

/// What a page needs to know of the server around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shell<'a> {
    /// The site's origin without a slash at its end, for the one canonical address of a page.
    pub origin: Option<&'a str>,
}

/// Renders what stands at an address.
///
/// A page that was withdrawn becomes the page that says so, and one that is being put right
/// likewise. What has moved and pictures are no pages; they give the page that finds nothing.
///
/// # Errors
/// When the template does, which our templates do only when the memory for the page is refused.
pub fn render(
    library: &Library,
    entry: &Entry,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    match entry {
        Entry::Category(0) => home::HomePage::build(library, shell).render(),
        Entry::Category(index) => match library.categories().get(*index) {
            Some(category) => category::CategoryPage::build(library, category, shell).render(),
            None => problem(library, Problem::NotFound, shell),
        },
        Entry::Article(index) => match library.articles().get(*index) {
            Some(check) if check.check().is_some() => self_check(library, check, None, shell),
            Some(page) if page.is_page() => prose::ProsePage::build(library, page, shell).render(),
            Some(article) => article::ArticlePage::build(library, article, shell).render(),
            None => problem(library, Problem::NotFound, shell),
        },
        Entry::Withdrawn(absent) => gone::GonePage::build(library, absent, shell).render(),
        Entry::BeingCorrected(absent) => {
            correcting::CorrectingPage::build(library, absent, shell).render()
        }
        Entry::Moved(_) | Entry::Picture(_) => problem(library, Problem::NotFound, shell),
    }
}

/// Renders a self-check: blank, or a form that was sent and has something to be put right.
///
/// # Errors
/// As [`render`].
pub fn self_check(
    library: &Library,
    article: &Article,
    filled: Option<&Filled>,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    checked(library, article, shell, |check| {
        self_check::SelfCheckPage::build(library, article, check, filled, shell).render()
    })
}

/// Renders what answers to a self-check lead to. Nothing on the page says what they were.
///
/// # Errors
/// As [`render`].
pub fn check_result(
    library: &Library,
    article: &Article,
    result: &CheckResult,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    checked(library, article, shell, |check| {
        result::ResultPage::build(library, article, check, result, shell).render()
    })
}

/// Renders a self-check to be filled in on paper.
///
/// # Errors
/// As [`render`].
pub fn check_paper(
    library: &Library,
    article: &Article,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    checked(library, article, shell, |check| {
        paper::PaperPage::build(library, article, check, shell).render()
    })
}

/// Renders everything a reviewer needs to know of a self-check.
///
/// # Errors
/// As [`render`].
pub fn check_rules(
    library: &Library,
    article: &Article,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    checked(library, article, shell, |check| {
        rules::RulesPage::build(library, article, check, shell).render()
    })
}

/// Renders the list of self-checks.
///
/// # Errors
/// As [`render`].
pub fn self_checks(library: &Library, shell: &Shell<'_>) -> Result<String, askama::Error> {
    self_checks::SelfChecksPage::build(library, shell).render()
}

/// Renders the page of a search.
///
/// # Errors
/// As [`render`].
pub fn search(
    library: &Library,
    search: Search<'_>,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    search::SearchPage::build(library, search, shell).render()
}

/// Renders how browsers can search the site; `None` where it has no origin.
///
/// # Errors
/// As [`render`].
#[must_use]
pub fn open_search(library: &Library, shell: &Shell<'_>) -> Option<Result<String, askama::Error>> {
    search::OpenSearch::build(library, shell).map(|description| description.render())
}

/// Renders a page of a self-check; of an article that is none, the page that finds nothing.
fn checked(
    library: &Library,
    article: &Article,
    shell: &Shell<'_>,
    page: impl FnOnce(&Check) -> Result<String, askama::Error>,
) -> Result<String, askama::Error> {
    match article.check() {
        Some(check) => page(check),
        None => problem(library, Problem::NotFound, shell),
    }
}

/// Renders the page for a request that cannot be answered as it was meant.
///
/// # Errors
/// As [`render`].
pub fn problem(
    library: &Library,
    problem: Problem,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    problem::ProblemPage::build(library, problem, shell).render()
}

/// What `markup` made is HTML already, with everything typed by an editor escaped in it.
impl askama::filters::HtmlSafe for Html {}

impl askama::FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(self.as_str())?;
        Ok(())
    }
}
