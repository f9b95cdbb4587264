//! What a library was built of, to know what of it holds for the next one.

use super::seen::Seen;
use crate::content::library::Audience;
use crate::content::parsed::ParsedFile;
use crate::content::shelf::Shelf;
use crate::content::uses::{self, LinksTo};
use crate::diagnostics::Diagnostic;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// What a library was built of. What is kept for each file stands at the file's place on the shelf.
#[derive(Clone, Debug)]
pub(in crate::content) struct Basis {
    pub(super) audience: Audience,
    pub(super) shelf: Shelf,
    /// When it was built, and the site's day then.
    pub(super) since: Timestamp,
    pub(super) today: Date,
    /// What the audience sees.
    pub(super) seen: Arc<Vec<Seen>>,
    /// What readers see.
    pub(super) public: Arc<Vec<Seen>>,
    /// The version that is seen.
    pub(super) shown: Arc<Vec<Arc<ParsedFile>>>,
    /// What is wrong with its links and pictures.
    pub(super) of_links: Arc<Vec<Vec<Arc<Diagnostic>>>>,
}

impl Basis {
    /// Whether every file names the topics that it named before.
    pub(super) fn has_topics_of(&self, shelf: &Shelf) -> bool {
        let topics = |file: &ParsedFile| -> Vec<String> {
            let texts = file.fields.texts("topics");
            texts.iter().map(|topic| topic.text.to_owned()).collect()
        };
        let mut files = self.shelf.files.iter().zip(shelf.files.iter());
        self.shelf.has_places_of(shelf)
            && files.all(|(a, b)| {
                let (a, b) = (&a.file, &b.file);
                Arc::ptr_eq(a, b) || (a.broken == b.broken && topics(a) == topics(b))
            })
    }

    /// Whether a link typed in any file leads where it led before: the same files are there, seen
    /// by the same readers, with the same headings.
    pub(super) fn leads_as(
        &self,
        shelf: &Shelf,
        public: &[Seen],
        shown: &[Arc<ParsedFile>],
    ) -> bool {
        let same = |a: &Arc<ParsedFile>, b: &Arc<ParsedFile>| {
            Arc::ptr_eq(a, b) || (a.body.is_some() == b.body.is_some() && a.has_headings_of(b))
        };
        let mut files = self.shelf.files.iter().zip(shelf.files.iter());
        self.shelf.has_places_of(shelf)
            && *self.public == public
            && files.all(|(a, b)| same(&a.file, &b.file))
            && self.shown.iter().zip(shown).all(|(a, b)| same(a, b))
    }

    /// Everything that leads to the file whose page stands at an address, and the file's path.
    pub(in crate::content) fn links_to(&self, address: &str) -> Option<(String, LinksTo)> {
        let mut files = self.shelf.files.iter().map(|shelved| &shelved.file);
        let file = files.find(|file| file.address.as_str() == address)?;
        let links = uses::links_to(&self.shelf, &file.path)?;
        Some((file.file.path().to_owned(), links))
    }
}
