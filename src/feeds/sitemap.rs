//! Every page with the day it last changed, for search engines (sitemaps.org).

use super::well_formed;
use crate::content::{Article, Library, library};
use crate::pages;
use askama::Template;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most addresses of one file (sitemaps.org, "Using Sitemap index files").
const MOST: usize = 50_000;

#[derive(Debug, Template)]
#[template(path = "feeds/sitemap.xml")]
struct Map<'a> {
    origin: &'a str,
    pages: Vec<(String, Option<Date>)>,
}

#[derive(Debug, Template)]
#[template(path = "feeds/sitemap_index.xml")]
struct Index<'a> {
    origin: &'a str,
    parts: Vec<(String, Option<Date>)>,
}

/// The map of the site, or the list of its parts when it has more than 50,000 pages.
///
/// # Errors
/// When the template does, which ours do only when the memory for it is refused.
pub fn map(library: &Library, origin: &str) -> Result<String, askama::Error> {
    let pages = pages_of(library);
    if pages.len() <= MOST {
        return Map { origin, pages }.render().map(well_formed);
    }
    let parts = pages
        .chunks(MOST)
        .zip(1..)
        .map(|(part, number)| {
            let latest = part.iter().filter_map(|(_, changed)| *changed).max();
            (crate::urls::sitemap_part(number), latest)
        })
        .collect();
    Index { origin, parts }.render().map(well_formed)
}

/// A part of the map, from 1; `None` when there is none of that number.
///
/// # Errors
/// As [`map`].
#[must_use]
pub fn part(
    library: &Library,
    origin: &str,
    number: usize,
) -> Option<Result<String, askama::Error>> {
    let pages = pages_of(library);
    if pages.len() <= MOST {
        return None;
    }
    let part = pages.chunks(MOST).nth(number.checked_sub(1)?)?;
    let pages = part.to_vec();
    Some(Map { origin, pages }.render().map(well_formed))
}

/// Every page that a search engine may keep, by address, with the day it last changed.
fn pages_of(library: &Library) -> Vec<(String, Option<Date>)> {
    let mut found = BTreeMap::new();
    let open = |article: &&Article| article.not_public().is_none();
    let changed = |places: &[usize]| {
        let articles = places
            .iter()
            .filter_map(|place| library.articles().get(*place));
        articles.map(Article::changed_on).max()
    };
    for article in library.articles().iter().filter(open) {
        found.insert(article.address().to_string(), Some(article.changed_on()));
    }
    for category in library.categories().iter().skip(1) {
        let below = changed(&category.articles);
        found.insert(category.address.to_string(), below);
    }
    let newest = library.articles().iter().filter(open);
    let newest = newest.map(Article::changed_on).max();
    found.insert("/".to_owned(), newest);
    for list in pages::lists(library) {
        found.insert(list, None);
    }
    for topic in library.topics() {
        found.insert(crate::urls::topic(&topic.slug), changed(&topic.articles));
    }
    let checks: Vec<usize> = library.checks().collect();
    if !checks.is_empty() {
        found.insert(library::SELF_CHECKS.to_owned(), changed(&checks));
    }
    found.into_iter().collect()
}
