//! Categories: the folders.

use super::address::{Address, Trail};
use crate::markup::document::{Document, Picture};
use crate::markup::keys::{Key, Shape};

/// The keys of a category's `_index.md`.
pub(super) const CATEGORY_KEYS: &[Key] = &[
    Key {
        name: "title",
        shape: Shape::Text,
        required: true,
        example: "title: Fitness coach",
    },
    Key {
        name: "summary",
        shape: Shape::Sentence(50, 200),
        required: true,
        example: "summary: What readers find here, in one or two sentences.",
    },
    Key {
        name: "order",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "order: [why-do-your-knees-hurt-when-you-run]",
    },
    Key {
        name: "mark",
        shape: Shape::Text,
        required: false,
        example: "mark: mark.svg",
    },
    Key {
        name: "review_every",
        shape: Shape::Period,
        required: false,
        example: "review_every: 18 months",
    },
    Key {
        name: "allow",
        shape: Shape::Texts,
        required: false,
        example: "allow:    with a rule and a reason below it",
    },
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
    /// Its own words.
    pub document: Document,
    /// The way to it.
    pub trail: Trail,
    /// The categories in it, in the order they are shown.
    pub categories: Vec<usize>,
    /// The articles in it, in the order they are shown.
    pub articles: Vec<usize>,
}
