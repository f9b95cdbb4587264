//! A page of prose, such as the one about us.

use super::Shell;
use super::layout::{Head, Layout};
use super::opening;
use crate::content::{Article, Library};
use crate::markup::document::{Block, Card};
use askama::Template;

/// A page of prose: no sources, no review.
#[derive(Debug, Template)]
#[template(path = "pages/prose.html", whitespace = "minimize")]
pub(super) struct ProsePage<'a> {
    layout: Layout<'a>,
    page: &'a Article,
    /// What stands before the care cards.
    opening: Vec<&'a Block>,
    cards: Vec<&'a Card>,
}

impl<'a> ProsePage<'a> {
    pub(super) fn build(library: &'a Library, page: &'a Article, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: page.title().to_owned(),
            description: page.summary(),
            address: Some(page.address().as_str()),
            trail: page.trail().to_vec(),
            refused: false,
        };
        let (opening, cards) = opening::split(page.document());
        Self {
            layout: Layout::build(library, shell, head),
            page,
            opening,
            cards,
        }
    }
}
