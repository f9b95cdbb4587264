//! The list of self-checks.

use super::Shell;
use super::layout::{Head, Layout, SELF_CHECKS, home_crumb};
use super::lists::{self, ListedArticle};
use crate::content::Library;
use askama::Template;

/// Every self-check with what it is about.
#[derive(Debug, Template)]
#[template(path = "pages/self_checks.html", whitespace = "minimize")]
pub(super) struct SelfChecksPage<'a> {
    layout: Layout<'a>,
    self_checks: Vec<ListedArticle<'a>>,
}

impl<'a> SelfChecksPage<'a> {
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: "Self-checks".to_owned(),
            description: "A few questions each, an answer at once: what kind of help to look for, and what to read. We keep nothing you tell us.",
            address: Some(SELF_CHECKS),
            trail: vec![home_crumb(library)],
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            self_checks: lists::checks(library),
        }
    }
}
