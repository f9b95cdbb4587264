//! Everything published at an instant, with what was rendered of it.

use super::body::{Body, Encoding};
use crate::content::{Audience, Entry, Library, Shelf};
use crate::diagnostics::Report;
use crate::search::{SearchError, SearchIndex, Searchable};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// A library with its rendered pages. It never changes; the next one replaces it whole.
#[derive(Debug)]
pub struct Edition {
    number: u64,
    library: Library,
    report: Report,
    /// What was rendered, by address. Only what stands somewhere is kept, so that it is bounded.
    rendered: RwLock<HashMap<String, Arc<Body>>>,
    /// What the editions before had last rendered.
    before: HashMap<String, Arc<Body>>,
    searchable: OnceLock<Searchable>,
    /// The addresses of the lists that the site makes by itself, once one of them was asked for.
    lists: OnceLock<HashSet<String>>,
}

impl Edition {
    /// The edition of a shelf for an instant.
    ///
    /// Pages are rendered anew. Where that gives the bytes of the edition before, its packed bytes
    /// are kept, because packing is what costs.
    #[must_use]
    pub fn build(audience: Audience, shelf: &Shelf, now: Timestamp, before: Option<&Self>) -> Self {
        let then = before.map(|before| (&before.library, &before.report));
        let (library, report) = Library::build_for(audience, shelf, now, then);
        Self {
            number: 0,
            library,
            report,
            rendered: RwLock::default(),
            before: before.map(Self::latest).unwrap_or_default(),
            searchable: OnceLock::new(),
            lists: OnceLock::new(),
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

    /// What was last rendered for each address.
    fn latest(&self) -> HashMap<String, Arc<Body>> {
        let mut latest = self.before.clone();
        let rendered = self.rendered.read().unwrap_or_else(PoisonError::into_inner);
        for (address, body) in rendered.iter() {
            latest.insert(address.clone(), Arc::clone(body));
        }
        latest.retain(|address, _| rendered.contains_key(address) || self.stands(address));
        latest
    }

    /// Whether a page, a picture or a part of a self-check stands at an address.
    fn stands(&self, address: &str) -> bool {
        match self.library.entry(address) {
            Some(entry) => !matches!(entry, Entry::Moved(_)),
            None => self.library.is_part_of_check(address),
        }
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
        if !self.stands(address) {
            return Ok(None);
        }
        self.made(address, || Some(render())).transpose()
    }

    /// Whether one of the lists that the site makes by itself stands at an address. All their
    /// addresses are found by `find` the first time: that takes a look at every article, which is
    /// too much for each address that somebody makes up.
    pub fn has_list(&self, address: &str, find: impl FnOnce() -> Vec<String>) -> bool {
        let lists = self.lists.get_or_init(|| find().into_iter().collect());
        lists.contains(address)
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
        let rendered = self.rendered.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = rendered.get(address) {
            return Some(Ok(Arc::clone(body)));
        }
        drop(rendered);
        let bytes = match make()? {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(error)),
        };
        let body = match self.before.get(address) {
            Some(before) if before.bytes(Encoding::Identity) == bytes => Arc::clone(before),
            _ => Arc::new(Body::new(bytes)),
        };
        let mut rendered = self
            .rendered
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        Some(Ok(Arc::clone(
            rendered.entry(address.to_owned()).or_insert(body),
        )))
    }
}
