//! The edition that readers get now, and the change to the next at the right instant.

use super::clock::Clock;
use super::edition::Edition;
use crate::content::Shelf;
use arc_swap::ArcSwap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long before its instant the next edition is built, so that no reader waits for it.
const AHEAD: Duration = Duration::from_secs(30);

/// The site as it is now.
pub struct LiveSite {
    shelf: Shelf,
    clock: Arc<dyn Clock>,
    edition: ArcSwap<Edition>,
    /// The next edition, once it is built.
    next: Mutex<Option<Arc<Edition>>>,
}

impl std::fmt::Debug for LiveSite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveSite").finish_non_exhaustive()
    }
}

impl LiveSite {
    /// The site of a shelf, by a clock.
    #[must_use]
    pub fn new(shelf: Shelf, clock: Arc<dyn Clock>) -> Self {
        let edition = ArcSwap::from_pointee(Edition::build(&shelf, clock.now()));
        Self {
            shelf,
            clock,
            edition,
            next: Mutex::new(None),
        }
    }

    /// The edition that holds now. One whose time has passed is never given out.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        let now = self.clock.now();
        let edition = self.edition.load_full();
        if edition.holds_at(now) {
            return edition;
        }
        // One request makes the change; the others wait for it here and then find it done.
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let edition = self.edition.load_full();
        if edition.holds_at(now) {
            return edition;
        }
        let edition = match next.take() {
            Some(prepared) if prepared.holds_at(now) => prepared,
            _ => Arc::new(Edition::build(&self.shelf, now)),
        };
        self.edition.store(Arc::clone(&edition));
        edition
    }

    /// Builds the next edition when its instant is near. To be called every few seconds.
    pub fn prepare(&self) {
        let current = self.edition();
        let Some(until) = current.library().until() else {
            return;
        };
        let near = self
            .clock
            .now()
            .saturating_add(AHEAD)
            .is_ok_and(|soon| soon >= until);
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if near && next.is_none() {
            *next = Some(Arc::new(Edition::build(&self.shelf, until)));
        }
    }
}
