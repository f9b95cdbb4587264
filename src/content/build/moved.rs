//! Old addresses of pages, which redirect for ever.

use crate::content::parsed::ParsedFile;
use crate::content::paths::RESERVED_FIRST;
use crate::diagnostics::{Diagnostic, Place, Problems, rules};
use std::collections::HashMap;

/// Which page each old address leads to, by the page's place in the list of files.
#[derive(Debug, Default)]
pub(super) struct Moved {
    to: HashMap<String, (usize, Place)>,
}

impl Moved {
    /// Takes the old addresses of a file. `real` says whether an address is one of a page.
    pub(super) fn add(
        &mut self,
        index: usize,
        file: &ParsedFile,
        real: &dyn Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        if !file.fields.has("moved_from") {
            return Vec::new();
        }
        let mut problems = Problems::new(&file.file);
        for old in file.fields.texts("moved_from") {
            if !is_address(old.text) {
                problems
                    .add(
                        &rules::MOVED_SHAPE,
                        old.span,
                        format!("{} is no address of this site", old.text),
                    )
                    .help(
                        "write it from the first slash on, such as    /fitness-coach/the-old-name",
                    );
            } else if old.text == file.address.as_str() {
                problems
                    .add(
                        &rules::MOVED_REAL,
                        old.span,
                        "this is the page's own address: it would lead to itself for ever",
                    )
                    .help("take this line away");
            } else if real(old.text) {
                problems
                    .add(
                        &rules::MOVED_REAL,
                        old.span,
                        format!("{} is the address of a page that is there", old.text),
                    )
                    .help("take this line away, or move that page first; readers get that page");
            } else if let Some((_, first)) = self.to.get(old.text) {
                let first = first.clone().labelled("it is already here");
                problems
                    .add(
                        &rules::MOVED_TWICE,
                        old.span,
                        format!("two pages say that they were at {}", old.text),
                    )
                    .help("keep the line in the page that readers should get")
                    .related(first);
            } else {
                let place = problems.place(old.span);
                self.to.insert(old.text.to_owned(), (index, place));
            }
        }
        problems.into_found()
    }

    /// The old addresses and the pages they lead to.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.to
            .iter()
            .map(|(old, (index, _))| (old.as_str(), *index))
    }
}

/// Whether a text has the form of a path of the site (RFC 3986, section 3.3), without query and
/// fragment.
fn is_address(text: &str) -> bool {
    text.len() > 1
        && text.len() <= 200
        && text.starts_with('/')
        && !text.starts_with("//")
        && !text.ends_with('/')
        && !is_reserved(text)
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:@".contains(&b))
}

/// Whether the site uses an address itself.
fn is_reserved(text: &str) -> bool {
    let first = text[1..].split('/').next().unwrap_or_default();
    RESERVED_FIRST.contains(&first)
}
