//! Categories: the folders.

use super::address::{Address, Trail};
use super::words::Words;
use crate::markup::document::{Document, Picture};
use crate::markup::keys::{Key, Shape, key};

/// The keys of a category's `_index.md`.
pub(super) const CATEGORY_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: Fitness coach",
        "What the category is called"
    ),
    key!(
        "summary",
        Shape::Sentence(50, 200),
        required,
        "summary: What readers find here, in one or two sentences.",
        "What readers find in it, in one or two sentences"
    ),
    key!(
        "order",
        Shape::List(&Shape::Text),
        "order: [why-do-your-knees-hurt-when-you-run]",
        "The names of files and folders that come first, without .md"
    ),
    key!(
        "mark",
        Shape::Text,
        "mark: mark.svg",
        "A small drawing beside its name, as a path from this file"
    ),
    key!(
        "review_every",
        Shape::Period,
        "review_every: 18 months",
        "How long a review holds in it, when not as long as the site's"
    ),
    key!(
        "allow",
        Shape::Texts,
        "allow:    with a rule and a reason below it",
        "Warnings that are right here, each with the reason"
    ),
];

/// A category. The first of a library is the home page.
#[derive(Clone, Debug)]
pub struct Category {
    /// Where it is.
    pub address: Address,
    /// What it is called.
    pub title: String,
    /// What readers find in it.
    pub summary: String,
    /// Its drawing.
    pub mark: Option<Picture>,
    pub(super) words: Words,
    /// The way to it.
    pub trail: Trail,
    /// The categories in it, in the order they are shown.
    pub categories: Vec<usize>,
    /// The articles in it, in the order they are shown.
    pub articles: Vec<usize>,
}

impl Category {
    /// Its own words.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.words.document()
    }
}
