//! What is new, as an Atom feed (RFC 4287): of the site and of each category, with the full text.

use super::well_formed;
use crate::content::{Article, Category, Library};
use crate::pages;
use crate::urls;
use askama::Template;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::cmp::Reverse;

/// The most entries of a feed.
const MOST: usize = 50;

#[derive(Debug, Template)]
#[template(path = "feeds/atom.xml")]
struct Feed<'a> {
    title: String,
    summary: &'a str,
    site: &'a str,
    language: &'a str,
    origin: &'a str,
    /// The address of the feed.
    own: String,
    /// The address of what it is the feed of.
    of: &'a str,
    icon: &'static str,
    updated: String,
    entries: Vec<Entry<'a>>,
}

#[derive(Debug)]
struct Entry<'a> {
    article: &'a Article,
    published: String,
    updated: String,
    /// The words as HTML with absolute addresses.
    html: String,
}

/// The feed of a category, or of the whole site for the home page.
///
/// # Errors
/// When a template does, which ours do only when the memory for it is refused.
pub fn feed(library: &Library, category: &Category, origin: &str) -> Result<String, askama::Error> {
    let site = library.site();
    let home = std::ptr::eq(category, library.home());
    let below = format!("{}/", category.address.as_str().trim_end_matches('/'));
    let mut articles: Vec<&Article> = library
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.not_public().is_none())
        .filter(|article| article.address().as_str().starts_with(&below))
        .collect();
    articles.sort_by_key(|article| (Reverse(article.changed_on()), article.address()));
    articles.truncate(MOST);
    let instant = |day| instant(day, &site.time_zone);
    // A feed without entries has not changed since the beginning of time.
    let newest = articles.first().map(|article| article.changed_on());
    let entries = articles
        .into_iter()
        .map(|article| {
            let words = pages::words_alone(library, article)?;
            Ok(Entry {
                article,
                published: instant(article.published()),
                updated: instant(article.changed_on()),
                html: absolute(&words, origin, article.address().as_str()),
            })
        })
        .collect::<Result<Vec<_>, askama::Error>>()?;
    let feed = Feed {
        title: if home {
            site.title.clone()
        } else {
            format!("{} – {}", category.title, site.short_title)
        },
        summary: &category.summary,
        site: &site.title,
        language: &site.language,
        origin,
        own: urls::feed(category.address.as_str()),
        of: category.address.as_str(),
        icon: crate::assets::old_icon().path.as_str(),
        updated: instant(newest.unwrap_or(Date::constant(1970, 1, 1))),
        entries,
    };
    feed.render().map(well_formed)
}

/// The beginning of a day as feeds write it (RFC 3339).
pub(super) fn instant(day: Date, zone: &TimeZone) -> String {
    match day.to_zoned(zone.clone()) {
        Ok(start) => start.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => format!("{day}T00:00:00Z"),
    }
}

/// HTML of ours with the addresses of the site made absolute: a feed reader has no page around it.
/// Only our own templates and `markup` write attributes, always with double quotes; in the words of
/// an article a quote is written as an entity or stands in text, where a change to an address that
/// is only spelled out does no harm.
fn absolute(html: &str, origin: &str, page: &str) -> String {
    html.replace(" href=\"/", &format!(" href=\"{origin}/"))
        .replace(" src=\"/", &format!(" src=\"{origin}/"))
        .replace(" href=\"#", &format!(" href=\"{origin}{page}#"))
}
