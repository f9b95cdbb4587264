//! What the site makes of its articles by itself: lists, feeds, maps, words and cards.

use super::answer::Answer;
use super::kind::Kind;
use super::reply::{PNG, Reply};
use crate::content::{Article, Category, Entry};
use crate::feeds::{atom, robots, sitemap, words};
use crate::pages::{self, Problem};
use crate::urls;
use actix_web::http::StatusCode;
use bytes::Bytes;

const ATOM: &str = "application/atom+xml; charset=utf-8";
const XML: &str = "application/xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// What an address asks for. That it has the right form does not mean that it is there.
enum Wanted<'a> {
    AToZ,
    Letter(&'a str),
    Topics,
    Topic(&'a str),
    Robots,
    Llms,
    Card(String),
    Markdown(&'a Article),
    Feed(&'a Category, &'a str),
    Sitemap(&'a str),
    SitemapPart(usize, &'a str),
}

impl Wanted<'_> {
    /// What it is, and the pattern of its route.
    const fn kind(&self) -> (Kind, &'static str) {
        match self {
            Self::AToZ => (Kind::Page, urls::A_TO_Z),
            Self::Letter(_) => (Kind::Page, "/a-z/{letter}"),
            Self::Topics => (Kind::Page, urls::TOPICS),
            Self::Topic(_) => (Kind::Page, "/topics/{topic}"),
            Self::Robots => (Kind::Machine(TEXT), urls::ROBOTS),
            Self::Llms => (Kind::Machine(TEXT), urls::LLMS),
            Self::Card(_) => (Kind::Machine(PNG), "/static/cards/{category}"),
            Self::Markdown(_) => (Kind::Machine(MARKDOWN), "/{category}/{article}.md"),
            Self::Feed(..) => (Kind::Machine(ATOM), "/{category}/feed.xml"),
            Self::Sitemap(_) => (Kind::Machine(XML), urls::SITEMAP),
            Self::SitemapPart(..) => (Kind::Machine(XML), "/sitemap-{number}.xml"),
        }
    }
}

impl Answer<'_> {
    /// The reply with what is made at an address; `None` when nothing is.
    pub(super) fn made(&self, path: &str) -> Option<Reply> {
        let wanted = self.wanted(path)?;
        let (kind, route) = wanted.kind();
        let made = self.edition.made(path, || {
            let made = self.make(&wanted)?;
            Some(made.map(Bytes::from))
        });
        Some(match made? {
            Ok(body) => Reply::ok(kind, route, body),
            Err(_) => self.problem(StatusCode::INTERNAL_SERVER_ERROR, route, Problem::Failed),
        })
    }

    fn wanted<'b>(&'b self, path: &'b str) -> Option<Wanted<'b>> {
        let library = self.library();
        match path {
            urls::A_TO_Z => return Some(Wanted::AToZ),
            urls::TOPICS => return Some(Wanted::Topics),
            urls::ROBOTS => return Some(Wanted::Robots),
            urls::LLMS => return Some(Wanted::Llms),
            urls::SITEMAP => return self.shell.origin.map(Wanted::Sitemap),
            _ => {}
        }
        if let Some(letter) = below(path, urls::A_TO_Z) {
            return self.has_list(path).then_some(Wanted::Letter(letter));
        }
        if let Some(topic) = below(path, urls::TOPICS) {
            return Some(Wanted::Topic(topic));
        }
        if let Some(category) = urls::category_of_card(path) {
            return Some(Wanted::Card(category));
        }
        if let Some(address) = path.strip_suffix(urls::MARKDOWN) {
            return self.article(address).map(Wanted::Markdown);
        }
        // What is left needs absolute addresses.
        let origin = self.shell.origin?;
        if let Some(address) = path.strip_suffix(urls::FEED) {
            let address = if address.is_empty() { "/" } else { address };
            let Entry::Category(index) = library.entry(address)? else {
                return None;
            };
            let category = library.categories().get(*index)?;
            return Some(Wanted::Feed(category, origin));
        }
        let number = urls::number_of_sitemap_part(path)?;
        self.has_list(path)
            .then_some(Wanted::SitemapPart(number, origin))
    }

    /// Whether a list of those that depend on how many articles there are stands at an address.
    fn has_list(&self, path: &str) -> bool {
        let library = self.library();
        self.edition.has_list(path, || {
            let mut lists = pages::lists(library);
            lists.extend(sitemap::parts(library));
            lists
        })
    }

    /// Makes it; `None` when there is nothing of it.
    fn make(&self, wanted: &Wanted<'_>) -> Option<Result<Vec<u8>, askama::Error>> {
        let (library, shell, origin) = (self.library(), &self.shell, self.shell.origin);
        let text = match wanted {
            Wanted::AToZ => pages::a_to_z(library, shell),
            Wanted::Letter(letter) => pages::letter(library, letter, shell)?,
            Wanted::Topics => pages::topics(library, shell),
            Wanted::Topic(topic) => pages::topic(library, topic, shell)?,
            Wanted::Robots => Ok(robots::robots(origin)),
            Wanted::Llms => Ok(words::llms(library, origin)),
            Wanted::Card(category) => return pages::card(library, category).map(Ok),
            Wanted::Markdown(article) => Ok(words::markdown(library, article, origin)?),
            Wanted::Feed(category, origin) => atom::feed(library, category, origin),
            Wanted::Sitemap(origin) => sitemap::map(library, origin),
            Wanted::SitemapPart(number, origin) => sitemap::part(library, origin, *number)?,
        };
        Some(text.map(String::into_bytes))
    }
}

/// What follows an address and a slash, when it is one part.
fn below<'a>(path: &'a str, address: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(address)?.strip_prefix('/')?;
    (!rest.is_empty() && !rest.contains('/')).then_some(rest)
}
