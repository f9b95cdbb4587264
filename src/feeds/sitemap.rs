//! Every page with the day it last changed, for search engines (sitemaps.org).

use super::well_formed;
use crate::content::{Article, Library, library};
use crate::pages;
use askama::Template;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most addresses of one file (sitemaps.org, "Using Sitemap index files").
const MOST: usize = 50_000;

/// An address with the day it last changed.
type Page = (String, Option<Date>);

#[derive(Debug, Template)]
#[template(path = "feeds/sitemap.xml")]
struct Map<'a> {
    origin: &'a str,
    pages: Vec<Page>,
}

#[derive(Debug, Template)]
#[template(path = "feeds/sitemap_index.xml")]
struct Index<'a> {
    origin: &'a str,
    parts: Vec<Page>,
}

/// The map of the site, or the list of its parts when it has more than 50,000 pages.
///
/// # Errors
/// When the template does, which ours do only when the memory for it is refused.
pub fn map(library: &Library, origin: &str) -> Result<String, askama::Error> {
    map_of(pages_of(library), origin, MOST)
}

/// The addresses of the parts of the map; none where it is one file.
#[must_use]
pub fn parts(library: &Library) -> Vec<String> {
    // Most sites are so far from it that nobody need look at each page. Beside these there are only
    // the lists of letters and of self-checks, fewer than a hundred.
    let many = library.articles().len() + library.categories().len() + library.topics().len();
    if many + 100 < MOST {
        return Vec::new();
    }
    parts_of(pages_of(library).len(), MOST)
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
    part_of(&pages_of(library), origin, number, MOST)
}

fn map_of(pages: Vec<Page>, origin: &str, most: usize) -> Result<String, askama::Error> {
    if pages.len() <= most {
        return Map { origin, pages }.render().map(well_formed);
    }
    let parts = pages
        .chunks(most)
        .zip(1..)
        .map(|(part, number)| {
            let latest = part.iter().filter_map(|(_, changed)| *changed).max();
            (crate::urls::sitemap_part(number), latest)
        })
        .collect();
    Index { origin, parts }.render().map(well_formed)
}

fn parts_of(pages: usize, most: usize) -> Vec<String> {
    let parts = if pages > most {
        pages.div_ceil(most)
    } else {
        0
    };
    (1..=parts).map(crate::urls::sitemap_part).collect()
}

fn part_of(
    pages: &[Page],
    origin: &str,
    number: usize,
    most: usize,
) -> Option<Result<String, askama::Error>> {
    if pages.len() <= most {
        return None;
    }
    let part = pages.chunks(most).nth(number.checked_sub(1)?)?;
    let pages = part.to_vec();
    Some(Map { origin, pages }.render().map(well_formed))
}

/// Every page that a search engine may keep, by address, with the day it last changed.
fn pages_of(library: &Library) -> Vec<Page> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// So many pages, each changed on a day of its own.
    fn pages(count: usize) -> Vec<Page> {
        let first = Date::constant(2000, 1, 1);
        (0..count)
            .map(|number| {
                let day = first + jiff::Span::new().days(number as i64 % 9000);
                (format!("/a/{number:06}"), Some(day))
            })
            .collect()
    }

    fn locations(xml: &str) -> Vec<&str> {
        let parts = xml.split("<loc>").skip(1);
        parts
            .filter_map(|part| part.split("</loc>").next())
            .collect()
    }

    #[test]
    fn a_map_of_50_000_pages_is_one_file_and_one_more_makes_two() {
        let origin = "https://a.example";
        let whole = map_of(pages(50_000), origin, MOST).unwrap();
        assert!(whole.contains("<urlset"));
        assert_eq!(locations(&whole).len(), 50_000);
        assert!(part_of(&pages(50_000), origin, 1, MOST).is_none());
        let index = map_of(pages(50_001), origin, MOST).unwrap();
        assert!(index.contains("<sitemapindex"));
        assert_eq!(
            locations(&index),
            [
                "https://a.example/sitemap-1.xml",
                "https://a.example/sitemap-2.xml"
            ]
        );
        let all = pages(50_001);
        let part = |number| part_of(&all, origin, number, MOST);
        assert_eq!(locations(&part(1).unwrap().unwrap()).len(), 50_000);
        assert_eq!(
            locations(&part(2).unwrap().unwrap()),
            ["https://a.example/a/050000"]
        );
        assert!(part(0).is_none() && part(3).is_none());
        assert!(parts_of(50_000, MOST).is_empty());
        assert_eq!(parts_of(50_001, MOST).len(), 2);
        assert_eq!(parts_of(100_000, MOST).len(), 2);
        assert_eq!(parts_of(100_001, MOST)[2], "/sitemap-3.xml");
    }

    #[test]
    fn the_parts_hold_every_page_once_and_the_index_the_latest_day_of_each() {
        let all = pages(7);
        let index = map_of(all.clone(), "https://a.example", 3).unwrap();
        let days: Vec<&str> = index
            .split("<lastmod>")
            .skip(1)
            .map(|rest| &rest[..10])
            .collect();
        assert_eq!(days, ["2000-01-03", "2000-01-06", "2000-01-07"]);
        let mut found = Vec::new();
        for number in 1..=3 {
            let part = part_of(&all, "https://a.example", number, 3)
                .unwrap()
                .unwrap();
            found.extend(locations(&part).into_iter().map(str::to_owned));
        }
        let wanted = all
            .iter()
            .map(|(address, _)| format!("https://a.example{address}"));
        assert_eq!(found, wanted.collect::<Vec<_>>());
    }
}
