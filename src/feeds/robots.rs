//! What search engines may read (RFC 9309): everything but lists of search results, which have no
//! end.

use crate::urls;

/// The file; with the map of the site where the origin is known.
#[must_use]
pub fn robots(origin: Option<&str>) -> String {
    let map = origin.map_or_else(String::new, |origin| {
        format!("\nSitemap: {origin}{}\n", urls::SITEMAP)
    });
    format!("User-agent: *\nDisallow: /search\n{map}")
}
