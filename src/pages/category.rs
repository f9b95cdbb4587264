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
}

impl<'a> CategoryPage<'a> {
    pub(super) fn build(library: &'a Library, category: &'a Category, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: category.title.clone(),
            description: &category.summary,
            address: Some(&category.address),
            trail: category.trail.clone(),
        };
        Self {
            layout: Layout::build(library, shell, head),
            categories: lists::categories(library, category),
            articles: lists::articles(library, &category.articles),
            category,
        }
    }
}
