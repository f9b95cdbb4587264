//! The address of the site as the world knows it, the addresses of what the site makes of its articles
//! by itself, and paths as they stand in an address. No article can have one of these: their first
//! parts are reserved.

use crate::text::Slug;
use std::fmt;
use std::fmt::Write as _;

/// Articles by their names.
pub const A_TO_Z: &str = "/a-z";
/// What articles are about.
pub const TOPICS: &str = "/topics";
/// What is new, for feed readers; at the end of a category's address it is that of the category.
pub const FEED: &str = "/feed.xml";
/// Every page, for search engines.
pub const SITEMAP: &str = "/sitemap.xml";
/// What search engines may read.
pub const ROBOTS: &str = "/robots.txt";
/// What is here, for programs that read words.
pub const LLMS: &str = "/llms.txt";
/// What an article's address ends in at its words as Markdown.
pub const MARKDOWN: &str = ".md";

/// Whether an address is one of the lists that the site makes by itself.
#[must_use]
pub fn is_made(address: &str) -> bool {
    [A_TO_Z, TOPICS, SEARCH].iter().any(|list| {
        let rest = address.strip_prefix(list);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The articles whose names begin with a letter.
#[must_use]
pub fn letter(letter: &str) -> String {
    format!("{A_TO_Z}/{letter}")
}

/// The articles about a topic.
#[must_use]
pub fn topic(slug: &Slug) -> String {
    format!("{TOPICS}/{slug}")
}

/// The feed of a category, or of the site for the home page.
#[must_use]
pub fn feed(category: &str) -> String {
    format!("{}{FEED}", category.trim_end_matches('/'))
}

/// A part of a map of the site that is too large for one file. It stands at the top, because a map
/// may only name addresses below its own folder (sitemaps.org, "Sitemap file location").
#[must_use]
pub fn sitemap_part(number: usize) -> String {
    format!("/sitemap-{number}.xml")
}

/// The number of the part of the map at an address.
#[must_use]
pub fn number_of_sitemap_part(address: &str) -> Option<usize> {
    let number = address.strip_prefix("/sitemap-")?.strip_suffix(".xml")?;
    let read = number.parse().ok()?;
    (sitemap_part(read) == address).then_some(read)
}

/// The card that other sites show for the pages of a category.
#[must_use]
pub fn card(category: &str) -> String {
    match category.trim_start_matches('/') {
        "" => "/static/cards/site.png".to_owned(),
        path => format!("/static/cards/of/{path}.png"),
    }
}

/// The address of the category whose card stands at an address.
#[must_use]
pub fn category_of_card(address: &str) -> Option<String> {
    let name = address
        .strip_prefix("/static/cards/")?
        .strip_suffix(".png")?;
    match name {
        "site" => Some("/".to_owned()),
        _ => Some(format!("/{}", name.strip_prefix("of/")?)),
    }
}

/// Where the site is searched.
pub const SEARCH: &str = "/search";
/// Where browsers read how the site is searched.
pub const OPEN_SEARCH: &str = "/opensearch.xml";
/// What a reader looks for, among the parts of a search's address.
pub const WORDS: &str = "q";
/// Which page of the results.
pub const PAGE: &str = "page";
/// That the words are to be taken as they are typed.
pub const AS_TYPED: &str = "as";

/// The address of a search.
#[must_use]
pub fn search(words: &str, as_typed: bool, page: usize) -> String {
    let beginning = format!("{SEARCH}?");
    let length = beginning.len();
    let mut parts = form_urlencoded::Serializer::for_suffix(beginning, length);
    parts.append_pair(WORDS, words);
    if as_typed {
        parts.append_pair(AS_TYPED, "typed");
    }
    if page > 1 {
        parts.append_pair(PAGE, &page.to_string());
    }
    parts.finish()
}

/// The address of the site as the world knows it, such as `https://health.example.org`: scheme,
/// host and port, nothing else (RFC 6454, section 6.2). Absolute addresses are made of this alone,
/// never of what a request claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicOrigin(String);

impl PublicOrigin {
    /// Reads an origin.
    ///
    /// # Errors
    /// When the text has a path, a query, a user, a sign that no host has, or another scheme than
    /// https and http.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let host = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .ok_or("it must begin with https:// or http://")?;
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
            _ => (host, None),
        };
        let bracketed = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .is_some_and(|inner| inner.parse::<std::net::Ipv6Addr>().is_ok());
        let named = !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
        if !(bracketed || named) {
            return Err(
                "after the scheme comes the name of the host in small letters, with no path"
                    .to_owned(),
            );
        }
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err("after the colon comes the number of a port".to_owned());
        }
        Ok(Self(text.to_owned()))
    }

    /// The origin, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether readers come by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A path as it stands in an address (RFC 3986, section 2): whatever is no letter, digit, slash or one
/// of `-._~` is written as its bytes.
#[must_use]
pub fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The path that stands in an address; `None` when its bytes are no text.
#[must_use]
pub fn decoded(path: &str) -> Option<String> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = path.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_as_an_address() {
        assert_eq!(encoded("/sleep/why-1"), "/sleep/why-1");
        assert_eq!(encoded("/Schlaf/Was ist?"), "/Schlaf/Was%20ist%3F");
        assert_eq!(encoded("/sleep/ä"), "/sleep/%C3%A4");
        for path in ["/sleep/why-1", "/Schlaf/Was ist?", "/sleep/ä%"] {
            assert_eq!(decoded(&encoded(path)).as_deref(), Some(path));
        }
        assert_eq!(decoded("/%FF"), None);
        assert_eq!(decoded("/100%").as_deref(), Some("/100%"));
    }

    #[test]
    fn an_address_of_a_search_holds_any_words() {
        assert_eq!(search("a & b", false, 1), "/search?q=a+%26+b");
        assert_eq!(search("é", true, 2), "/search?q=%C3%A9&as=typed&page=2");
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_only() {
        for good in [
            "https://health.example.org",
            "http://127.0.0.1:8080",
            "http://[::1]:80",
            "https://a.example/",
        ] {
            assert!(PublicOrigin::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "health.example.org",
            "ftp://a",
            "https://",
            "https://a/b",
            "https://u@a",
            "https://a:port",
            "https://a?x",
            "https://A",
        ] {
            assert!(PublicOrigin::parse(bad).is_err(), "{bad}");
        }
    }
}
