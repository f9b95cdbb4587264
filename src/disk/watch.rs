//! Waiting for changes of the articles' folder.
//!
//! The machine's own watching is a hint: it sees nothing on many network disks, it overflows, and
//! it misses links that are swapped. So the folder is looked at every few seconds anyway.

use super::folder::Folder;
use super::hints::Hints;
use super::read::Root;
use crate::content::Changes;
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often to look.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long it has to be quiet after a hint.
    pub quiet: Duration,
    /// How often to look without any hint.
    pub every: Duration,
    /// Whether to take hints at all.
    pub hints: bool,
    /// Whether to take in what was saved by hints alone, before the whole folder is looked at.
    pub glance: bool,
}

impl Pace {
    /// For a site that readers read: a save is with them a moment later.
    pub const SERVING: Self = Self {
        quiet: Duration::from_millis(100),
        every: Duration::from_secs(2),
        hints: true,
        glance: false,
    };
    /// For a writer who waits for the page.
    pub const WRITING: Self = Self {
        quiet: Duration::from_millis(21),
        every: Duration::from_secs(1),
        hints: true,
        glance: true,
    };
}

/// Looks at a folder whenever it may have changed.
pub struct Watcher {
    folder: Folder,
    pace: Pace,
    hints: Arc<Mutex<Hints>>,
    wake: Receiver<Wake>,
    waker: Waker,
    machine: Option<(RecommendedWatcher, Root)>,
    again: Option<Instant>,
    /// Whether the folder could not be read the last time.
    away: bool,
}

/// Makes a [`Watcher`] look now, or stop.
#[derive(Clone, Debug)]
pub struct Waker(Sender<Wake>);

#[derive(Clone, Copy, Debug)]
enum Wake {
    Look,
    Stop,
}

impl Waker {
    /// Asks for a look at the folder.
    pub fn look(&self) {
        // Nobody looks any more when the site has stopped.
        let _ = self.0.send(Wake::Look);
    }

    /// Ends the watching.
    pub fn stop(&self) {
        let _ = self.0.send(Wake::Stop);
    }
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watcher")
            .field("folder", &self.folder.root())
            .finish_non_exhaustive()
    }
}

impl Watcher {
    /// Watches a folder.
    #[must_use]
    pub fn new(folder: Folder, pace: Pace) -> Self {
        let (sender, wake) = mpsc::channel();
        let mut watcher = Self {
            folder,
            pace,
            hints: Arc::default(),
            wake,
            waker: Waker(sender),
            machine: None,
            again: None,
            away: false,
        };
        watcher.ask_machine();
        watcher
    }

    /// A way to wake it.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Whether the machine gives hints.
    #[must_use]
    pub const fn has_hints(&self) -> bool {
        self.machine.is_some()
    }

    /// Asks the machine to tell of changes; where it cannot, looking has to do.
    fn ask_machine(&mut self) {
        if !self.pace.hints {
            return;
        }
        let (hints, waker) = (Arc::clone(&self.hints), self.waker.clone());
        let heard = move |event: notify::Result<notify::Event>| {
            let change = match event {
                Ok(event) => {
                    let mut hints = hints.lock().unwrap_or_else(PoisonError::into_inner);
                    hints.hear(&event)
                }
                // Something was lost, so anything may have changed.
                Err(_) => true,
            };
            if change {
                waker.look();
            }
        };
        // What was said of another folder is not believed of this one.
        *self.hints.lock().unwrap_or_else(PoisonError::into_inner) = Hints::default();
        let root = self.folder.place().clone();
        // What a link leads to outside the folder is not ours to watch, and may be the whole disk.
        let settings = Config::default().with_follow_symlinks(false);
        self.machine = RecommendedWatcher::new(heard, settings)
            .and_then(|mut machine| {
                machine.watch(&root.path, RecursiveMode::Recursive)?;
                Ok((machine, root))
            })
            .ok();
    }

    /// Lets a burst of changes pass, but not for ever.
    fn wait_for_quiet(&self) -> Option<()> {
        let end = Instant::now() + self.pace.quiet * 10;
        while Instant::now() < end {
            match self.wake.recv_timeout(self.pace.quiet) {
                Ok(Wake::Look) => {}
                Ok(Wake::Stop) => return None,
                Err(_) => break,
            }
        }
        Some(())
    }
}

/// Each step waits for a hint or for the time, looks, and gives what has changed; that may be
/// nothing, and an error when the folder cannot be read just now. It ends when it is told to stop.
impl Iterator for Watcher {
    type Item = io::Result<Changes>;

    fn next(&mut self) -> Option<Self::Item> {
        let started = Instant::now();
        let wait = self.again.map_or(self.pace.every, |again| {
            again
                .saturating_duration_since(started)
                .min(self.pace.every)
        });
        match self.wake.recv_timeout(wait) {
            Ok(Wake::Look) => {
                self.wait_for_quiet()?;
                if self.pace.glance {
                    let saved = self.folder.glance(&self.hints);
                    if !saved.is_empty() {
                        self.again = Some(started);
                        return Some(Ok(saved));
                    }
                }
            }
            Ok(Wake::Stop) => return None,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        let look = self.folder.look(&self.hints);
        match &look {
            Ok(look) => {
                self.again = look.again;
                // A link was swapped, or it is another folder of the same name.
                let root = self.folder.place();
                let elsewhere = |(_, watched): &(RecommendedWatcher, Root)| watched != root;
                if std::mem::take(&mut self.away) || self.machine.as_ref().is_some_and(elsewhere) {
                    self.ask_machine();
                }
            }
            Err(_) => {
                self.again = None;
                self.away = true;
            }
        }
        Some(look.map(|look| look.changes))
    }
}
