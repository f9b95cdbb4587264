//! Stylesheet and icons, by logical name, built into the program and named after what is in them;
//! and, apart from these, what the preview adds to a page.
//!
//! The stylesheet is the files of `static/css`, one after the other; the order does the work of
//! `@layer`, which phones before 2022 do not know. A file whose name carries its fingerprint can be
//! kept by a browser for ever: a change makes another name.

use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The sign of the site as inline SVG; it takes the colour of the words beside it.
pub const SIGN: &str = include_str!("../static/mark.svg");

/// The parts of the stylesheet, in the order in which they overrule each other.
const SHEETS: &[&str] = &[
    include_str!("../static/css/tokens.css"),
    include_str!("../static/css/base.css"),
    include_str!("../static/css/layout.css"),
    include_str!("../static/css/trail.css"),
    include_str!("../static/css/section.css"),
    include_str!("../static/css/care_card.css"),
    include_str!("../static/css/facts.css"),
    include_str!("../static/css/contents.css"),
    include_str!("../static/css/evidence.css"),
    include_str!("../static/css/note.css"),
    include_str!("../static/css/figure.css"),
    include_str!("../static/css/steps.css"),
    include_str!("../static/css/table.css"),
    include_str!("../static/css/sources.css"),
    include_str!("../static/css/review.css"),
    include_str!("../static/css/article_list.css"),
    include_str!("../static/css/category_list.css"),
    include_str!("../static/css/letters.css"),
    include_str!("../static/css/form.css"),
    include_str!("../static/css/search.css"),
    include_str!("../static/css/result.css"),
    include_str!("../static/css/scale.css"),
    include_str!("../static/css/flow.css"),
    include_str!("../static/css/print.css"),
];

static STYLESHEET: LazyLock<String> = LazyLock::new(|| joined(SHEETS));

static ASSETS: LazyLock<[Asset; 3]> = LazyLock::new(|| {
    [
        Asset::fingerprinted("site.css", "text/css; charset=utf-8", STYLESHEET.as_bytes()),
        Asset::fingerprinted(
            "favicon.svg",
            "image/svg+xml; charset=utf-8",
            include_bytes!("../static/favicon.svg"),
        ),
        Asset {
            name: "favicon.ico",
            path: "/favicon.ico".to_owned(),
            content_type: "image/x-icon",
            bytes: include_bytes!("../static/favicon.ico"),
            immutable: false,
        },
    ]
});

static PREVIEW: LazyLock<[Asset; 2]> = LazyLock::new(|| {
    let file = |name, content_type, bytes| Asset::in_folder("/.preview", name, content_type, bytes);
    [
        file(
            "preview.css",
            "text/css; charset=utf-8",
            include_bytes!("../static/preview/preview.css"),
        ),
        file(
            "preview.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../static/preview/preview.js"),
        ),
    ]
});

/// A file that pages need.
#[derive(Debug)]
pub struct Asset {
    /// What it is called here: `site.css`.
    pub name: &'static str,
    /// Where it is served: `/static/site.0123456789.css`.
    pub path: String,
    /// The media type.
    pub content_type: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// Whether its path carries its fingerprint, so that the file at this path never changes.
    pub immutable: bool,
}

impl Asset {
    fn fingerprinted(name: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        Self::in_folder("/static", name, content_type, bytes)
    }

    fn in_folder(
        folder: &str,
        name: &'static str,
        content_type: &'static str,
        bytes: &'static [u8],
    ) -> Self {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("{folder}/{stem}.{}.{ending}", fingerprint(bytes));
        Self {
            name,
            path,
            content_type,
            bytes,
            immutable: true,
        }
    }
}

/// Every asset of the site that readers read.
#[must_use]
pub fn all() -> &'static [Asset] {
    &*ASSETS
}

/// The assets of the preview, which readers never get.
#[must_use]
pub fn of_preview() -> &'static [Asset] {
    &*PREVIEW
}

/// The stylesheet of the preview's bar.
#[must_use]
pub fn preview_stylesheet() -> &'static Asset {
    &PREVIEW[0]
}

/// The one script of this project: it keeps an open page of the preview as its file is.
#[must_use]
pub fn preview_script() -> &'static Asset {
    &PREVIEW[1]
}

/// The asset that is served at a path.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// The stylesheet.
#[must_use]
pub fn stylesheet() -> &'static Asset {
    &ASSETS[0]
}

/// The icon of the site as a drawing.
#[must_use]
pub fn icon() -> &'static Asset {
    &ASSETS[1]
}

/// The icon for browsers that ask for `/favicon.ico`.
#[must_use]
pub fn old_icon() -> &'static Asset {
    &ASSETS[2]
}

/// The first ten hexadecimal digits of the SHA-256 of some bytes.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Sheets as one, without comments, indentation and empty lines.
///
/// Our sheets hold no comment sign inside a string, so that nothing else needs to be understood.
fn joined(sheets: &[&str]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        let mut kept = String::with_capacity(sheet.len());
        let mut rest = *sheet;
        while let Some((before, after)) = rest.split_once("/*") {
            kept.push_str(before);
            rest = after.split_once("*/").map_or("", |(_, after)| after);
        }
        kept.push_str(rest);
        for line in kept.lines().map(str::trim).filter(|line| !line.is_empty()) {
            out.push_str(line);
            // A selector list goes on in the next line, and so does a block; only a line without
            // either sign at its end needs the line break to stay apart from the next.
            if !line.ends_with(['{', '}', ';', ',']) {
                out.push('\n');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_do_not_reach_readers() {
        let sheet = "/* why */\na,\nb {\n  color: red; /* so */\n}\n\n@media print {\n  a {\n    margin: 0\n  }\n}\n";
        assert_eq!(
            joined(&[sheet]),
            "a,b {color: red;}@media print {a {margin: 0\n}}"
        );
    }

    #[test]
    fn an_asset_is_found_by_its_path_only() {
        for asset in all() {
            assert_eq!(find(&asset.path).map(|found| found.name), Some(asset.name));
        }
        assert!(find("site.css").is_none());
        assert!(find("/static/site.css").is_none());
    }

    #[test]
    fn the_name_of_the_stylesheet_tells_what_is_in_it() {
        let sheet = stylesheet();
        assert_eq!(
            sheet.path,
            format!("/static/site.{}.css", fingerprint(sheet.bytes))
        );
        assert!(sheet.immutable);
    }

    #[test]
    fn the_stylesheet_is_small() {
        assert!(
            stylesheet().bytes.len() <= 34 * 1024,
            "{} bytes",
            stylesheet().bytes.len()
        );
    }
}
