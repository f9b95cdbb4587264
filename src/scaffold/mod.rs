//! What a new file begins as: the style of the site with every place to write marked.
//!
//! The texts stand beside this file as an editor will see them, with `<<name>>` for what is filled
//! in. Each is a draft without a mistake, and cannot be published while a mark of
//! [`PLACEHOLDER`] is left in it.

use crate::markup::scalar::scalar;
use jiff::civil::Date;

/// Stands before everything that is still to be written.
pub use crate::content::placeholder::PLACEHOLDER;

const ARTICLE: &str = include_str!("article.md");
const SELF_CHECK: &str = include_str!("self-check.md");
const CATEGORY: &str = include_str!("category.md");
const PAGE: &str = include_str!("page.md");
// The parts of a self-check that need a section of the article it is about.
const QUESTION: &str = include_str!("self-check-question.txt");
const FINDINGS: &str = include_str!("self-check-findings.txt");
const NO_FINDING: &str = include_str!("self-check-no-finding.txt");

/// A new article.
#[must_use]
pub fn article(title: &str, today: Date) -> String {
    fill(ARTICLE, title, today)
}

/// A new page of prose.
#[must_use]
pub fn page(title: &str, today: Date) -> String {
    fill(PAGE, title, today)
}

/// The `_index.md` of a new category.
#[must_use]
pub fn category(title: &str, today: Date) -> String {
    fill(CATEGORY, title, today)
}

/// A new self-check about the article at a path, as typed from its file on. `section` is one of
/// that article's sections; without one the check begins without findings.
#[must_use]
pub fn self_check(title: &str, about: &str, section: Option<&str>, today: Date) -> String {
    let (question, findings, no_finding) = match section {
        Some(section) => (
            QUESTION,
            FINDINGS.replace("<<section>>", section),
            NO_FINDING,
        ),
        None => ("\n", String::new(), ""),
    };
    let text = SELF_CHECK
        .replace("<<question>>", question)
        .replace("<<findings>>", &findings)
        .replace("<<no-finding>>", no_finding)
        .replace("<<about>>", &scalar(about));
    fill(&text, title, today)
}

/// The title comes last, so that nothing in it is taken for a place to fill.
fn fill(text: &str, title: &str, today: Date) -> String {
    text.replace("<<today>>", &today.to_string())
        .replace("<<year>>", &format!("{:04}", today.year()))
        .replace("<<title>>", &scalar(title))
}
