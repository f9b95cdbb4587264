//! The page of a category.

use super::Shell;
use super::layout::{Head, Layout};
use super::lists::{self, ListedArticle, ListedCategory};
use crate::content::{Category, Library};
use askama::Template;

/// What a category is about, and what is in it.
#[derive(Debug, Template)]
#[template(path = "pages/category.html", whitespace = "minimize")]
pub(super) struct CategoryPage<'a> {
    layout: Layout<'a>,
    category: &'a Category,
    categories: Vec<ListedCategory<'a>>,
    articles: Vec<ListedArticle<'a>>,
    /// Whether any of the articles is a self-check.
    has_checks: bool,
}

impl<'a> CategoryPage<'a> {
    pub(super) fn build(library: &'a Library, category: &'a Category, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: category.title.clone(),
            description: &category.summary,
            address: Some(category.address.as_str()),
            trail: category.trail.clone(),
            refused: false,
        };
        let articles = lists::articles(library, &category.articles);
        Self {
            layout: Layout::build(library, shell, head),
            categories: lists::categories(library, category),
            has_checks: articles.iter().any(|article| article.self_check),
            articles,
            category,
        }
    }
}
