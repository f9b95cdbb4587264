//! The address of the site as the world knows it, and the addresses of its search.

use std::fmt;

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

#[cfg(test)]
mod tests {
    use super::*;

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
