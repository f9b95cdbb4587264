//! What a reader sees: one struct for each page, beside its template in `templates/pages`.
//!
//! Given a library and what stands at an address, this room makes the whole page. It knows nothing
//! of HTTP and opens no file. [`layout`] holds what all pages share; [`lists`] what several list.

mod layout;

mod a_to_z;
mod alone;
mod article;
mod asked;
mod card;
mod category;
mod cited;
mod correcting;
mod flow;
mod gone;
mod home;
mod leads;
mod lists;
mod machines;
mod misdirected;
mod opening;
mod paper;
mod passage;
mod preview;
mod problem;
mod problem_list;
mod prose;
mod report;
mod result;
mod rule;
mod rules;
mod scale;
mod search;
mod self_check;
mod self_checks;
mod topics;
mod words;

pub use preview::{LEADS, Preview, REPORT};
pub use problem::Problem;
pub use search::Search;

use crate::content::{Article, Check, Entry, Library};
use crate::diagnostics::Report;
use crate::markup::document::Html;
use crate::self_check::{CheckResult, Filled};
use crate::urls;
use askama::Template;
use std::fmt;
use std::net::SocketAddr;

/// What a page needs to know of the server around it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shell<'a> {
    /// The site's origin without a slash at its end, for the one canonical address of a page.
    pub origin: Option<&'a str>,
    /// What the preview adds to the page; `None` on the site that readers read.
    pub preview: Option<Preview<'a>>,
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

/// Renders an article's words without a page around them, for those who show them elsewhere; of a
/// self-check only what it is, because it cannot be filled in there.
///
/// # Errors
/// As [`render`].
pub fn words_alone(library: &Library, article: &Article) -> Result<String, askama::Error> {
    alone::WordsAlone::build(library, article).render()
}

/// Renders what leads to the page at an address; `None` when no file has it.
///
/// # Errors
/// As [`render`].
#[must_use]
pub fn leads(
    library: &Library,
    address: &str,
    shell: &Shell<'_>,
) -> Option<Result<String, askama::Error>> {
    let links = library.links_to(address)?;
    Some(leads::LeadsPage::build(library, address, links, shell).render())
}

/// Renders the names of all articles from A to Z.
///
/// # Errors
/// As [`render`].
pub fn a_to_z(library: &Library, shell: &Shell<'_>) -> Result<String, askama::Error> {
    a_to_z::AToZPage::build(library, shell).render()
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

/// Renders the names that begin with a letter; `None` when it has no page of its own.
///
/// # Errors
/// As [`render`].
#[must_use]
pub fn letter(
    library: &Library,
    letter: &str,
    shell: &Shell<'_>,
) -> Option<Result<String, askama::Error>> {
    let address = urls::letter(letter);
    let about = a_to_z::about(letter)?;
    let page = a_to_z::AToZPage::of_letter(library, letter, &address, &about, shell)?;
    Some(page.render())
}

/// Renders all topics.
///
/// # Errors
/// As [`render`].
pub fn topics(library: &Library, shell: &Shell<'_>) -> Result<String, askama::Error> {
    topics::TopicsPage::build(library, shell).render()
}

/// Renders everything about a topic; `None` when no article is.
///
/// # Errors
/// As [`render`].
#[must_use]
pub fn topic(
    library: &Library,
    slug: &str,
    shell: &Shell<'_>,
) -> Option<Result<String, askama::Error>> {
    let topics = library.topics();
    let at = topics.binary_search_by(|topic| topic.slug.as_str().cmp(slug));
    let topic = &topics[at.ok()?];
    let address = urls::topic(&topic.slug);
    let about = topics::about(topic);
    Some(topics::TopicPage::build(library, topic, &address, &about, shell).render())
}

/// The card that other sites show for the pages of a category, as PNG; of the home page it is that
/// of the site. `None` where there is none.
#[must_use]
pub fn card(library: &Library, address: &str) -> Option<Vec<u8>> {
    let Entry::Category(index) = library.entry(address)? else {
        return None;
    };
    let category = library.categories().get(*index)?;
    if *index == 0 {
        return card::png(None);
    }
    let mark = category
        .mark
        .as_ref()
        .filter(|_| machines::has_card(category))?;
    let Entry::Picture(picture) = library.entry(&mark.address)? else {
        return None;
    };
    let drawing = std::str::from_utf8(&library.picture(*picture)?.bytes).ok()?;
    card::png(Some(drawing)).or_else(|| card::png(None))
}

/// The addresses of the lists that every library has: A to Z and topics, with their pages.
#[must_use]
pub fn lists(library: &Library) -> Vec<String> {
    let letters = a_to_z::letters_of(library);
    let topics = library.topics().iter();
    [urls::A_TO_Z.to_owned(), urls::TOPICS.to_owned()]
        .into_iter()
        .chain(letters.iter().map(|id| urls::letter(id)))
        .chain(topics.map(|topic| urls::topic(&topic.slug)))
        .collect()
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

/// Renders where the preview is, for whoever asks it by another name.
///
/// # Errors
/// As [`render`].
pub fn misdirected(address: SocketAddr) -> Result<String, askama::Error> {
    misdirected::MisdirectedPage { address }.render()
}

/// Renders the list of every problem, for the preview.
///
/// # Errors
/// As [`render`].
pub fn report(
    library: &Library,
    report: &Report,
    shell: &Shell<'_>,
) -> Result<String, askama::Error> {
    report::ReportPage::build(library, report, shell).render()
}

/// What `markup` made is HTML already, with everything typed by an editor escaped in it.
impl askama::filters::HtmlSafe for Html {}

impl askama::FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(self.as_str())?;
        Ok(())
    }
}
