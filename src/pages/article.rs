//! The page of an article.

use super::Shell;
use super::layout::{Head, Layout};
use super::lists::{self, ListedArticle};
use super::opening;
use crate::content::{Article, Library, Source};
use crate::markup::document::{Block, Card};
use askama::Template;

/// An article: when to get help, the text, its sources, who reviewed it, what to read next.
#[derive(Debug, Template)]
#[template(path = "pages/article.html", whitespace = "minimize")]
pub(super) struct ArticlePage<'a> {
    layout: Layout<'a>,
    article: &'a Article,
    /// What stands before the care cards.
    opening: Vec<&'a Block>,
    cards: Vec<&'a Card>,
    sources: Vec<NumberedSource<'a>>,
    related: Vec<ListedArticle<'a>>,
}

/// A source under the number that the text cites it by.
#[derive(Debug)]
pub(super) struct NumberedSource<'a> {
    number: usize,
    source: &'a Source,
    /// What ends its title: nothing after a question.
    stop: &'static str,
    /// How often the text cites it; each place has a link back.
    uses: usize,
}

impl<'a> ArticlePage<'a> {
    pub(super) fn build(library: &'a Library, article: &'a Article, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: article.title().to_owned(),
            description: article.summary(),
            address: Some(article.address()),
            trail: article.trail().to_vec(),
        };
        let (opening, cards) = opening::split(article.document());
        Self {
            layout: Layout::build(library, shell, head),
            opening,
            cards,
            sources: numbered(article),
            related: lists::articles_with_categories(library, article.related()),
            article,
        }
    }
}

/// The sources in the order in which the text cites them, then those it does not cite.
fn numbered(article: &Article) -> Vec<NumberedSource<'_>> {
    let cited = &article.document().citations;
    let uncited = (0..article.sources().len())
        .filter(|place| cited.iter().all(|citation| citation.source != *place))
        .map(|place| (place, 0));
    cited
        .iter()
        .map(|citation| (citation.source, citation.uses))
        .chain(uncited)
        .filter_map(|(place, uses)| Some((article.sources().get(place)?, uses)))
        .zip(1..)
        .map(|((source, uses), number)| NumberedSource {
            number,
            source,
            stop: stop(&source.title),
            uses,
        })
        .collect()
}

/// A full stop, unless the title brings its own end.
fn stop(title: &str) -> &'static str {
    if title.ends_with(['?', '!', '.']) {
        ""
    } else {
        "."
    }
}
