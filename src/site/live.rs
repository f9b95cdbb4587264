//! The edition that readers get now, and the change to the next: when its instant comes, and when
//! files change.

use super::clock::Clock;
use super::edition::Edition;
use crate::content::{Address, Audience, Changes, Entry, Shelf};
use crate::search::{SearchError, SearchIndex};
use arc_swap::ArcSwap;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long before its instant the next edition is built, so that no reader waits for it.
const AHEAD: Duration = Duration::from_secs(30);
/// How long an edition waits that would lose the files of more than half of the pages.
const DOUBT: SignedDuration = SignedDuration::from_secs(30);

/// The site as it is now.
pub struct LiveSite {
    audience: Audience,
    clock: Arc<dyn Clock>,
    edition: ArcSwap<Edition>,
    /// The shelf of the edition, and the next edition once it is built.
    next: Mutex<Next>,
    /// Held while files that changed are taken in, so that no change is lost to another.
    taking_in: Mutex<Option<Doubted>>,
    /// How many editions were built after the first.
    built: AtomicU64,
    news: watch::Sender<News>,
    /// The words of all editions, one after the other.
    index: Mutex<SearchIndex>,
    /// Whether an edition is made searchable before readers get it.
    searchable_ahead: AtomicBool,
}

/// What the next edition is made of.
struct Next {
    shelf: Arc<Shelf>,
    edition: Option<Arc<Edition>>,
}

/// Changes that lose so much that it may be a folder that was not there for a moment.
struct Doubted {
    /// All of them, so that a file that comes back comes back to what was known of it.
    changes: Changes,
    shelf: Arc<Shelf>,
    since: Timestamp,
}

/// That there is another edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// The number of the edition; another one for each, and not always the next one.
    pub number: u64,
    /// The paths of the files that changed, below the articles' folder.
    pub changed: Vec<String>,
}

/// What became of changes.
#[derive(Clone, Debug)]
pub enum TakenIn {
    /// They are in this edition, which readers get from now on.
    Published(Arc<Edition>),
    /// The files of more than half of the pages are gone: the edition before goes on until that has
    /// lasted.
    Doubted {
        /// How many pages still have a file.
        left: usize,
        /// How many there are.
        of: usize,
    },
    /// There was nothing to take in.
    Nothing,
}

impl std::fmt::Debug for LiveSite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveSite").finish_non_exhaustive()
    }
}

impl LiveSite {
    /// The site of a shelf for its readers, by a clock.
    #[must_use]
    pub fn new(shelf: Shelf, clock: Arc<dyn Clock>) -> Self {
        Self::for_audience(Audience::Readers, shelf, clock)
    }

    /// The site of a shelf for an audience, by a clock.
    #[must_use]
    pub fn for_audience(audience: Audience, shelf: Shelf, clock: Arc<dyn Clock>) -> Self {
        let edition = Edition::build(audience, &shelf, clock.now(), None);
        Self {
            audience,
            clock,
            edition: ArcSwap::from_pointee(edition),
            next: Mutex::new(Next {
                shelf: Arc::new(shelf),
                edition: None,
            }),
            taking_in: Mutex::new(None),
            built: AtomicU64::new(0),
            news: watch::Sender::default(),
            index: Mutex::default(),
            searchable_ahead: AtomicBool::new(false),
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
        let mut next = self.lock_next();
        let edition = self.edition.load_full();
        if edition.holds_at(now) {
            return edition;
        }
        let following = match next.edition.take() {
            Some(prepared) if prepared.holds_at(now) => prepared,
            _ => Arc::new(self.build(&next.shelf, now, &edition)),
        };
        self.publish(&following, Vec::new());
        following
    }

    /// Builds the next edition when its instant is near. To be called every few seconds.
    pub fn prepare(&self) {
        // Whatever is due is published first.
        drop(self.edition());
        let mut next = self.lock_next();
        // Under the lock, so that it is the edition of this very shelf.
        let current = self.edition.load_full();
        let Some(until) = current.library().until() else {
            return;
        };
        let near = self
            .clock
            .now()
            .saturating_add(AHEAD)
            .is_ok_and(|soon| soon >= until);
        if near && next.edition.is_none() {
            let prepared = self.build(&next.shelf, until, &current);
            self.make_searchable_ahead(&prepared);
            next.edition = Some(Arc::new(prepared));
        }
    }

    /// Takes files that changed into the next edition, and publishes it.
    ///
    /// An edition that would lose the files of more than half of the pages, as when a folder is not
    /// mounted for a moment, waits until that has lasted half a minute; for this it is to be called
    /// every few seconds, with no changes too. A page whose file is there and asks not to be seen is
    /// not lost, however many there are, and a single page may go at once.
    pub fn take_in(&self, changes: &Changes) -> TakenIn {
        let mut doubted = self
            .taking_in
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if changes.is_empty() && doubted.is_none() {
            return TakenIn::Nothing;
        }
        let now = self.clock.now();
        let before = self.edition();
        let waiting = doubted.take();
        let since = waiting.as_ref().map_or(now, |waiting| waiting.since);
        let (changes, shelf) = match waiting {
            Some(waiting) if changes.is_empty() => (Cow::Owned(waiting.changes), waiting.shelf),
            waiting => {
                let changes = match waiting {
                    Some(waiting) => Cow::Owned(waiting.changes.and_then(changes)),
                    None => Cow::Borrowed(changes),
                };
                let base = Arc::clone(&self.lock_next().shelf);
                let shelf = base.next(&changes, now);
                (changes, Arc::new(shelf))
            }
        };
        let edition = Arc::new(self.build(&shelf, now, &before));
        // Editors see what they did at once.
        if self.audience == Audience::Readers
            && now.duration_since(since) < DOUBT
            && let Some((left, of)) = doubtful(&before, &edition, &shelf)
        {
            *doubted = Some(Doubted {
                changes: changes.into_owned(),
                shelf,
                since,
            });
            return TakenIn::Doubted { left, of };
        }
        // Before the lock, so that no reader waits for it.
        self.make_searchable_ahead(&edition);
        let mut next = self.lock_next();
        next.shelf = shelf;
        next.edition = None;
        let files = changes.files.iter().map(|file| file.path.clone());
        self.publish(
            &edition,
            files.chain(changes.gone.iter().cloned()).collect(),
        );
        TakenIn::Published(edition)
    }

    /// Makes an edition searchable, unless it is. The first takes a while, the next ones only take
    /// in what changed; an edition that nobody searches needs none of it.
    ///
    /// # Errors
    /// When the search engine fails.
    pub fn make_searchable(&self, edition: &Edition) -> Result<(), SearchError> {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        edition.make_searchable(&mut index)
    }

    /// Makes the edition of now searchable, and from then on each before readers get it, so that
    /// none of them waits. Until the first is done, which takes long in a large site, no edition
    /// waits for it: a page that is taken down goes at once.
    ///
    /// # Errors
    /// As [`Self::make_searchable`].
    pub fn keep_searchable(&self) -> Result<(), SearchError> {
        self.make_searchable(&self.edition())?;
        self.searchable_ahead.store(true, Ordering::Relaxed);
        // Another edition may have come meanwhile.
        self.make_searchable(&self.edition())
    }

    fn make_searchable_ahead(&self, edition: &Edition) {
        if self.searchable_ahead.load(Ordering::Relaxed) {
            // Where it fails, it is tried again at the first search, which can say so.
            let _ = self.make_searchable(edition);
        }
    }

    /// Tells of every edition to come.
    #[must_use]
    pub fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    fn build(&self, shelf: &Shelf, now: Timestamp, before: &Edition) -> Edition {
        let number = self.built.fetch_add(1, Ordering::Relaxed) + 1;
        Edition::build(self.audience, shelf, now, Some(before)).numbered(number)
    }

    fn publish(&self, edition: &Arc<Edition>, changed: Vec<String>) {
        self.make_searchable_ahead(edition);
        self.edition.store(Arc::clone(edition));
        self.news.send_modify(|news| {
            news.number = edition.number();
            news.changed = changed;
        });
    }

    fn lock_next(&self) -> MutexGuard<'_, Next> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many pages would be left of how many, where more than half would be lost.
fn doubtful(before: &Edition, after: &Edition, shelf: &Shelf) -> Option<(usize, usize)> {
    let pages = |edition: &Edition| {
        let entries = edition.library().entries();
        entries.filter(|(_, entry)| is_page(entry)).count()
    };
    let of = pages(before);
    let loses_most = |left: usize| {
        let lost = of.saturating_sub(left);
        lost > 1 && left < lost
    };
    if !loses_most(pages(after)) {
        return None;
    }
    // Those that only ask not to be seen are there.
    let was_or_is = |address: &&Address| {
        let editions = [before, after];
        let entries = editions.map(|edition| edition.library().entry(address.as_str()));
        entries.iter().flatten().any(|entry| is_page(entry))
    };
    let left = shelf.pages().filter(was_or_is).count();
    loses_most(left).then_some((left, of))
}

/// Whether readers know what stands there as a page.
const fn is_page(entry: &Entry) -> bool {
    matches!(
        entry,
        Entry::Article(_) | Entry::Withdrawn(_) | Entry::BeingCorrected(_)
    )
}
