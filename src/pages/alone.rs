//! The words of an article without a page around them.

use super::cited::{self, NumberedSource};
use super::opening;
use crate::content::{Article, Library, Site};
use crate::markup::document::{Block, Card};
use askama::Template;

/// An article's words, its sources, and what changed.
#[derive(Debug, Template)]
#[template(path = "pages/alone.html", whitespace = "minimize")]
pub(super) struct WordsAlone<'a> {
    article: &'a Article,
    site: &'a Site,
    opening: Vec<&'a Block>,
    cards: Vec<&'a Card>,
    sources: Vec<NumberedSource<'a>>,
}

impl<'a> WordsAlone<'a> {
    pub(super) fn build(library: &'a Library, article: &'a Article) -> Self {
        let (opening, cards) = opening::split(article.document());
        Self {
            site: library.site(),
            opening,
            cards,
            sources: cited::numbered(article),
            article,
        }
    }
}
