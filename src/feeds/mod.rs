//! The same library for machines: feed readers, search engines, and programs that read words.
//!
//! [`atom`] has what is new, [`sitemap`] every page, [`robots`] what may be read, and [`words`] the
//! words alone. An address that others keep must be absolute, so most of it needs the site's origin.

pub mod atom;
pub mod robots;
pub mod sitemap;
pub mod words;

/// Text without the characters that no XML document may hold (XML 1.0, section 2.2); the templates
/// escape all others.
fn well_formed(xml: String) -> String {
    let allowed = |sign: char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if xml.chars().all(allowed) {
        return xml;
    }
    xml.chars().filter(|sign| allowed(*sign)).collect()
}
