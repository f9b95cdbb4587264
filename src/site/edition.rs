//! Everything published at an instant, with what was rendered of it.

use super::body::{Body, Encoding};
use crate::content::{Audience, Entry, Library, Shelf};
use crate::diagnostics::Report;
use crate::search::{SearchError, SearchIndex, Searchable};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// A library with its rendered pages. It never changes; the next one replaces it whole.
#[derive(Debug)]
pub struct Edition {
    number: u64,
    library: Library,
    report: Report,
    rendered: HashMap<String, Slot>,
    /// Lists, feeds and pictures that the site makes by itself, by address.
    made: RwLock<HashMap<String, Arc<Body>>>,
    searchable: OnceLock<Searchable>,
}

/// The place of a page's bytes.
#[derive(Debug, Default)]
struct Slot {
    body: OnceLock<Arc<Body>>,
    /// The bytes that the edition before had there.
    before: Option<Arc<Body>>,
}

impl Edition {
    /// The edition of a shelf for an instant.
    ///
    /// Pages are rendered anew. Where that gives the bytes of the edition before, its packed bytes
    /// are kept, because packing is what costs.
    #[must_use]
    pub fn build(audience: Audience, shelf: &Shelf, now: Timestamp, before: Option<&Self>) -> Self {
        let (library, report) = Library::build_for(audience, shelf, now, before.map(Self::library));
        let slot = |address: &str| Slot {
            body: OnceLock::new(),
            before: before.and_then(|edition| edition.latest(address)),
        };
        let rendered = library
            .entries()
            .filter(|(_, entry)| !matches!(entry, Entry::Moved(_)))
            .map(|(address, _)| address.to_owned())
            .chain(library.parts_of_checks())
            .map(|address| {
                let slot = slot(&address);
                (address, slot)
            })
            .collect();
        Self {
            number: 0,
            library,
            report,
            rendered,
            made: RwLock::default(),
            searchable: OnceLock::new(),
        }
    }

    /// The same edition under a number of its own.
    pub(super) fn numbered(self, number: u64) -> Self {
        Self { number, ..self }
    }

    /// The number that tells it apart from every other edition of the site.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The bytes that were last rendered for an address.
    fn latest(&self, address: &str) -> Option<Arc<Body>> {
        let slot = self.rendered.get(address)?;
        slot.body.get().or(slot.before.as_ref()).cloned()
    }

    /// What is published.
    #[must_use]
    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// What is wrong.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// What finds its articles by their words; `None` until that is made ready.
    #[must_use]
    pub fn searchable(&self) -> Option<&Searchable> {
        self.searchable.get()
    }

    /// Makes what finds its articles, from the index that the editions share.
    pub(super) fn make_searchable(&self, index: &mut SearchIndex) -> Result<(), SearchError> {
        if self.searchable.get().is_none() {
            let searchable = index.bring_up_to(&self.library)?;
            // Only who holds the index gets here, so that it is not there yet.
            let _ = self.searchable.set(searchable);
        }
        Ok(())
    }

    /// Whether it still holds at an instant.
    #[must_use]
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.library.until().is_none_or(|until| now < until)
    }

    /// The body of the page at an address, rendered by `render` the first time it is asked for.
    /// `None` when nothing that has a body stands there.
    ///
    /// # Errors
    /// When `render` does; nothing is kept then.
    pub fn body<E>(
        &self,
        address: &str,
        render: impl FnOnce() -> Result<bytes::Bytes, E>,
    ) -> Result<Option<Arc<Body>>, E> {
        let Some(slot) = self.rendered.get(address) else {
            return Ok(None);
        };
        if let Some(body) = slot.body.get() {
            return Ok(Some(Arc::clone(body)));
        }
        let bytes = render()?;
        let body = match &slot.before {
            Some(before) if before.bytes(Encoding::Identity) == bytes => Arc::clone(before),
            _ => Arc::new(Body::new(bytes)),
        };
        Ok(Some(Arc::clone(slot.body.get_or_init(|| body))))
    }

    /// The body of something that the site makes by itself, made by `make` the first time it is
    /// asked for. `make` gives nothing when nothing stands at the address, so that only addresses
    /// that exist are kept.
    ///
    /// # Errors
    /// When `make` does; nothing is kept then.
    pub fn made<E>(
        &self,
        address: &str,
        make: impl FnOnce() -> Option<Result<bytes::Bytes, E>>,
    ) -> Option<Result<Arc<Body>, E>> {
        let known = self.made.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = known.get(address) {
            return Some(Ok(Arc::clone(body)));
        }
        drop(known);
        let bytes = match make()? {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(error)),
        };
        let body = Arc::new(Body::new(bytes));
        let mut known = self.made.write().unwrap_or_else(PoisonError::into_inner);
        Some(Ok(Arc::clone(
            known.entry(address.to_owned()).or_insert(body),
        )))
    }
}
