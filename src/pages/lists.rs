//! What pages list: articles and categories with the few facts that help to choose.

use super::asked;
use crate::content::{Address, Article, Category, Library, NotPublic};
use crate::markup::document::Picture;
use jiff::civil::Date;
use std::cmp::Reverse;

/// How many articles stand under a category in a list of categories.
const FIRST_ARTICLES: usize = 3;

/// An article in a list.
#[derive(Debug)]
pub(super) struct ListedArticle<'a> {
    pub(super) title: &'a str,
    pub(super) address: &'a Address,
    pub(super) summary: &'a str,
    pub(super) minutes: usize,
    /// Whether it is a self-check, which takes its minutes to fill in.
    pub(super) self_check: bool,
    /// Whether the date is that of the first or of the latest words.
    pub(super) dated: &'static str,
    pub(super) on: Date,
    /// The category it is in, where the list holds several.
    pub(super) category: Option<&'a str>,
    /// Why readers do not have it in this list; only in the preview.
    pub(super) hidden: Option<&'static str>,
}

impl<'a> ListedArticle<'a> {
    fn of(article: &'a Article) -> Self {
        let (dated, on) = match article.updated() {
            Some(updated) => ("Updated", updated),
            None => ("Published", article.published()),
        };
        Self {
            title: article.title(),
            address: article.address(),
            summary: article.summary(),
            minutes: minutes(article),
            self_check: article.check().is_some(),
            dated,
            on,
            category: None,
            hidden: hidden(article),
        }
    }

    fn with_category(article: &'a Article) -> Self {
        // The first step of the trail is the home page, which is no category to name.
        let category = article.trail().get(1..).and_then(|steps| steps.last());
        Self {
            category: category.map(|crumb| crumb.title.as_str()),
            ..Self::of(article)
        }
    }
}

/// How many minutes an article takes to read, or a self-check to fill in.
pub(super) fn minutes(article: &Article) -> usize {
    match article.check() {
        Some(check) => asked::minutes(&check.proved.check),
        None => article.minutes(),
    }
}

/// A word for why readers cannot open an article.
pub(super) fn hidden(article: &Article) -> Option<&'static str> {
    article.not_public().map(|why| match why {
        NotPublic::Draft => "Draft",
        NotPublic::From(_) => "Scheduled",
        NotPublic::Unreviewed => "Hidden",
    })
}

/// Whether readers can open any self-check.
pub(super) fn has_checks(library: &Library) -> bool {
    library.checks().next().is_some()
}

/// Every self-check, with its category.
pub(super) fn checks(library: &Library) -> Vec<ListedArticle<'_>> {
    let places: Vec<usize> = library.checks().collect();
    articles_with_categories(library, &places)
}

/// The articles at these places of the library, as they come.
pub(super) fn articles<'a>(library: &'a Library, places: &[usize]) -> Vec<ListedArticle<'a>> {
    places
        .iter()
        .filter_map(|place| library.articles().get(*place))
        .map(ListedArticle::of)
        .collect()
}

/// The articles at these places of the library, each with its category.
pub(super) fn articles_with_categories<'a>(
    library: &'a Library,
    places: &[usize],
) -> Vec<ListedArticle<'a>> {
    places
        .iter()
        .filter_map(|place| library.articles().get(*place))
        .map(ListedArticle::with_category)
        .collect()
}

/// The articles (self-checks have their own list) that are new or were changed last, the latest first; of one day in the order of
/// their addresses, so that a list never depends on the order of files on a disk.
pub(super) fn newest(library: &Library, most: usize) -> Vec<ListedArticle<'_>> {
    let mut articles: Vec<&Article> = library
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.check().is_none())
        .collect();
    articles.sort_by_key(|article| {
        (
            Reverse(article.updated().unwrap_or_else(|| article.published())),
            article.address(),
        )
    });
    articles.truncate(most);
    articles
        .into_iter()
        .map(ListedArticle::with_category)
        .collect()
}

/// A category in a list.
#[derive(Debug)]
pub(super) struct ListedCategory<'a> {
    pub(super) title: &'a str,
    pub(super) address: &'a Address,
    pub(super) summary: &'a str,
    pub(super) mark: Option<&'a Picture>,
    pub(super) articles: Vec<NamedArticle<'a>>,
}

/// An article that is only named.
#[derive(Debug)]
pub(super) struct NamedArticle<'a> {
    pub(super) article: &'a Article,
    /// Why readers do not have it in this list; only in the preview.
    pub(super) hidden: Option<&'static str>,
}

/// The categories right inside another, each with its first articles.
pub(super) fn categories<'a>(library: &'a Library, inside: &Category) -> Vec<ListedCategory<'a>> {
    listed(library, inside, FIRST_ARTICLES)
}

/// The categories of the site, without articles: for a page that has something else to say.
pub(super) fn named_categories(library: &Library) -> Vec<ListedCategory<'_>> {
    listed(library, library.home(), 0)
}

fn listed<'a>(library: &'a Library, inside: &Category, most: usize) -> Vec<ListedCategory<'a>> {
    inside
        .categories
        .iter()
        .filter_map(|place| library.categories().get(*place))
        .map(|category| ListedCategory {
            title: &category.title,
            address: &category.address,
            summary: &category.summary,
            mark: category.mark.as_ref(),
            articles: category
                .articles
                .iter()
                .take(most)
                .filter_map(|place| library.articles().get(*place))
                .map(|article| NamedArticle {
                    article,
                    hidden: hidden(article),
                })
                .collect(),
        })
        .collect()
}
