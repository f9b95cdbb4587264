//! The home page.

use super::Shell;
use super::layout::{Head, Layout};
use super::lists::{self, ListedArticle, ListedCategory};
use crate::content::{Category, Library};
use askama::Template;

/// How many articles are shown as new.
const NEWEST: usize = 5;

/// What the site is, its categories, and what is new.
#[derive(Debug, Template)]
#[template(path = "pages/home.html", whitespace = "minimize")]
pub(super) struct HomePage<'a> {
    layout: Layout<'a>,
    home: &'a Category,
    categories: Vec<ListedCategory<'a>>,
    /// Articles that stand in no category.
    articles: Vec<ListedArticle<'a>>,
    newest: Vec<ListedArticle<'a>>,
    self_checks: Vec<ListedArticle<'a>>,
}

impl<'a> HomePage<'a> {
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>) -> Self {
        let home = library.home();
        let head = Head {
            title: home.title.clone(),
            description: &home.summary,
            address: Some(home.address.as_str()),
            trail: Vec::new(),
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            categories: lists::categories(library, home),
            articles: lists::articles(library, &home.articles),
            newest: lists::newest(library, NEWEST),
            self_checks: lists::checks(library),
            home,
        }
    }
}
