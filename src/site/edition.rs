//! Everything published at an instant, with what was rendered of it.

use super::body::Body;
use crate::content::{Entry, Library, Shelf};
use crate::diagnostics::Report;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A library with its rendered pages. It never changes; the next one replaces it whole.
#[derive(Debug)]
pub struct Edition {
    library: Library,
    report: Report,
    rendered: HashMap<String, OnceLock<Arc<Body>>>,
}

impl Edition {
    /// The edition of a shelf for an instant.
    #[must_use]
    pub fn build(shelf: &Shelf, now: Timestamp) -> Self {
        let (library, report) = Library::build(shelf, now);
        let rendered = library
            .entries()
            .filter(|(_, entry)| !matches!(entry, Entry::Moved(_)))
            .map(|(address, _)| address.to_owned())
            .chain(library.parts_of_checks())
            .map(|address| (address, OnceLock::new()))
            .collect();
        Self {
            library,
            report,
            rendered,
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
        if let Some(body) = slot.get() {
            return Ok(Some(Arc::clone(body)));
        }
        let body = Arc::new(Body::new(render()?));
        Ok(Some(Arc::clone(slot.get_or_init(|| body))))
    }
}
