//! What the head of a page tells machines: what the page is (schema.org), how other sites show a
//! link to it (Open Graph), and where else its words are.
//!
//! Only what is true is told: a review only where there was one of these words. All of it needs
//! absolute addresses, so without the site's origin there is none.

use super::Shell;
use super::card;
use crate::content::{Article, Category, Entry, Library, Media};
use crate::urls;
use serde_json::{Map, Value, json};

/// What the head of a page tells machines.
#[derive(Debug)]
pub struct Machines {
    /// The feeds to follow.
    pub feeds: Vec<FeedLink>,
    /// Where the words are as Markdown.
    pub markdown: Option<String>,
    /// What the page is, as JSON-LD that can stand in HTML.
    pub is: String,
    /// `article` or `website`, as Open Graph calls it.
    pub kind: &'static str,
    /// The picture to show with a link to the page.
    pub picture: Picture,
}

/// A feed to follow.
#[derive(Debug)]
pub struct FeedLink {
    /// What it is of.
    pub title: String,
    /// Where it is.
    pub address: String,
}

/// A picture to show with a link.
#[derive(Debug)]
pub struct Picture {
    /// Where it is.
    pub url: String,
    /// What it shows.
    pub words: String,
    /// Width and height in pixels, where they are known here.
    pub size: Option<(u32, u32)>,
}

/// What is told of the page at an address of the library.
pub(super) fn of(
    library: &Library,
    shell: &Shell<'_>,
    address: &str,
    title: &str,
    trail: &[crate::content::Crumb],
) -> Option<Machines> {
    let origin = shell.origin?;
    let site = library.site();
    let home = library.home();
    let mut feeds = vec![FeedLink {
        title: site.title.clone(),
        address: urls::FEED.to_owned(),
    }];
    let mut graph = Vec::new();
    let mut kind = "website";
    let mut markdown = None;
    let mut picture = card_of(library, home, origin);
    match library.entry(address) {
        Some(Entry::Category(0)) => graph.push(site_itself(library, origin)),
        Some(Entry::Category(index)) => {
            if let Some(category) = library.categories().get(*index) {
                feeds.push(FeedLink {
                    title: format!("{} – {}", category.title, site.short_title),
                    address: urls::feed(address),
                });
                graph.push(page(library, origin, address, "CollectionPage", title));
                picture = card_of(library, category, origin);
            }
        }
        Some(Entry::Article(index)) => {
            if let Some(article) = library.articles().get(*index) {
                graph.push(article_itself(library, origin, article));
                if !article.is_page() {
                    kind = "article";
                }
                if article.check().is_none() {
                    markdown = Some(format!("{address}{}", urls::MARKDOWN));
                }
                picture = picture_of(library, article, origin);
            }
        }
        _ => graph.push(page(library, origin, address, "CollectionPage", title)),
    }
    if !trail.is_empty() {
        graph.push(breadcrumbs(origin, address, title, trail));
    }
    let is = json!({"@context": "https://schema.org", "@graph": graph});
    Some(Machines {
        feeds,
        markdown,
        // In a script element only `</` and `<!--` mean anything; both begin with this sign.
        is: is.to_string().replace('<', "\\u003c"),
        kind,
        picture,
    })
}

fn site_itself(library: &Library, origin: &str) -> Value {
    let site = library.site();
    json!({
        "@type": "WebSite",
        "@id": format!("{origin}/#site"),
        "url": format!("{origin}/"),
        "name": site.title,
        "alternateName": site.short_title,
        "description": site.summary,
        "inLanguage": site.language,
        "publisher": {"@type": "Organization", "name": site.title, "url": format!("{origin}/")},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": format!("{origin}/search?q={{search_term_string}}"),
            },
            "query-input": "required name=search_term_string",
        },
    })
}

fn page(library: &Library, origin: &str, address: &str, of_type: &str, title: &str) -> Value {
    json!({
        "@type": of_type,
        "@id": format!("{origin}{address}"),
        "url": format!("{origin}{address}"),
        "name": title,
        "inLanguage": library.site().language,
        "isPartOf": {"@id": format!("{origin}/#site")},
    })
}

/// An article with its dates, its sources, and its review where there was one.
fn article_itself(library: &Library, origin: &str, article: &Article) -> Value {
    let of_type = if article.is_page() {
        "WebPage"
    } else {
        "MedicalWebPage"
    };
    let address = article.address().as_str();
    let mut told = page(library, origin, address, of_type, article.title());
    let Some(told_of) = told.as_object_mut() else {
        return told;
    };
    let mut tell = |key: &str, value: Value| {
        told_of.insert(key.to_owned(), value);
    };
    tell("description", json!(article.summary()));
    tell("datePublished", json!(article.published().to_string()));
    tell("dateModified", json!(article.changed_on().to_string()));
    let site = library.site();
    tell(
        "publisher",
        json!({"@type": "Organization", "name": site.title, "url": format!("{origin}/")}),
    );
    if !article.authors().is_empty() {
        let people = article.authors().iter();
        let people: Vec<Value> = people
            .map(|name| json!({"@type": "Person", "name": name}))
            .collect();
        tell("author", json!(people));
    }
    if let Some(review) = article.review().filter(|review| !review.changed) {
        tell("lastReviewed", json!(review.on.to_string()));
        tell(
            "reviewedBy",
            json!({"@type": "Person", "name": review.name, "jobTitle": review.role}),
        );
    }
    if !article.topics().is_empty() {
        tell("keywords", json!(article.topics()));
    }
    if !article.sources().is_empty() {
        let sources = article.sources().iter().map(|source| {
            let mut work = Map::new();
            work.insert("@type".to_owned(), json!("CreativeWork"));
            work.insert("name".to_owned(), json!(source.title));
            work.insert("datePublished".to_owned(), json!(source.year));
            work.insert(
                "publisher".to_owned(),
                json!({"@type": "Organization", "name": source.publisher}),
            );
            if let Some(url) = &source.url {
                work.insert("url".to_owned(), json!(url));
            }
            Value::Object(work)
        });
        tell("citation", Value::Array(sources.collect()));
    }
    told
}

/// The way to the page, as the page shows it.
fn breadcrumbs(origin: &str, address: &str, title: &str, trail: &[crate::content::Crumb]) -> Value {
    let steps = trail
        .iter()
        .map(|crumb| (crumb.title.as_str(), crumb.address.as_str()))
        .chain([(title, address)]);
    let steps: Vec<Value> = steps
        .zip(1..)
        .map(|((name, address), position)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": format!("{origin}{address}"),
            })
        })
        .collect();
    json!({"@type": "BreadcrumbList", "itemListElement": steps})
}

/// The picture that the article names, when other sites take its kind; else its category's card.
fn picture_of(library: &Library, article: &Article, origin: &str) -> Picture {
    if let Some(picture) = article.image()
        && Media::of_name(&picture.address).is_some_and(|media| media != Media::Svg)
    {
        return Picture {
            url: format!("{origin}{}", picture.address),
            words: article.title().to_owned(),
            size: Some((picture.width, picture.height)),
        };
    }
    let above = article.trail().iter().rev();
    let category = above
        .filter_map(|crumb| match library.entry(crumb.address.as_str())? {
            Entry::Category(index) => library.categories().get(*index),
            _ => None,
        })
        .find(|category| has_card(category));
    card_of(library, category.unwrap_or(library.home()), origin)
}

/// Whether a category has a drawing that a card can be made of.
pub(super) fn has_card(category: &Category) -> bool {
    let mark = category.mark.as_ref();
    mark.is_some_and(|mark| Media::of_name(&mark.address) == Some(Media::Svg))
}

fn card_of(library: &Library, category: &Category, origin: &str) -> Picture {
    let with_card = if has_card(category) {
        category
    } else {
        library.home()
    };
    Picture {
        url: format!("{origin}{}", urls::card(with_card.address.as_str())),
        words: format!("The mark of {}", with_card.title),
        size: Some(card::SIZE),
    }
}
