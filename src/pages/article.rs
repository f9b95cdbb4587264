//! The page of an article.

use super::Shell;
use super::cited::{self, NumberedSource};
use super::layout::{Head, Layout};
use super::lists::{self, ListedArticle};
use super::opening;
use super::topics::{self, TopicOf};
use crate::content::{Article, Library};
use crate::markup::document::{Block, Card, Section};
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
    offers: Vec<Offer<'a>>,
    sections: Vec<OfferingSection<'a>>,
    sources: Vec<NumberedSource<'a>>,
    topics: Vec<TopicOf<'a>>,
    related: Vec<ListedArticle<'a>>,
}

/// A section, and the self-checks that may point to it.
#[derive(Debug)]
pub struct OfferingSection<'a> {
    section: &'a Section,
    offers: Vec<Offer<'a>>,
}

/// A self-check about the article.
#[derive(Clone, Debug)]
pub struct Offer<'a> {
    /// The check.
    pub check: &'a Article,
    /// How many minutes it takes.
    pub minutes: usize,
}

impl<'a> ArticlePage<'a> {
    pub(super) fn build(library: &'a Library, article: &'a Article, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: article.title().to_owned(),
            description: article.summary(),
            address: Some(article.address().as_str()),
            trail: article.trail().to_vec(),
            refused: false,
        };
        let offers = offers(library, article);
        let (opening, cards) = opening::split(article.document());
        Self {
            layout: Layout::build(library, shell, head),
            opening,
            cards,
            sections: sections(article, &offers),
            offers,
            sources: cited::numbered(article),
            topics: topics::of(article),
            related: lists::articles_with_categories(library, &library.related(article)),
            article,
        }
    }
}

/// The self-checks about an article.
fn offers<'a>(library: &'a Library, article: &Article) -> Vec<Offer<'a>> {
    let checks = article.checks().iter();
    checks
        .filter_map(|place| library.articles().get(*place))
        .map(|check| Offer {
            check,
            minutes: lists::minutes(check),
        })
        .collect()
}

/// The sections, each with the checks that name it in a finding.
fn sections<'a>(article: &'a Article, offers: &[Offer<'a>]) -> Vec<OfferingSection<'a>> {
    let names = |offer: &Offer<'_>, section: &Section| {
        let heading = &section.heading;
        offer.check.check().is_some_and(|check| {
            let mut findings = check.proved.check.findings.iter();
            findings.any(|finding| {
                finding.section == heading.id || heading.old_ids.contains(&finding.section)
            })
        })
    };
    let sections = article.document().sections.iter();
    sections
        .map(|section| OfferingSection {
            section,
            offers: offers
                .iter()
                .filter(|offer| names(offer, section))
                .cloned()
                .collect(),
        })
        .collect()
}
