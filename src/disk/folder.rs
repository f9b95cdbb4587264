//! The articles' folder over time: which files have changed since they were last read.
//!
//! The truth is a look at names and stamps. A change is taken in when its file has come to rest:
//! nobody sees half of what an editor's program is still writing.

use super::hints::Hints;
use super::read::{self, Found, Root, name_of, root_of};
use super::stamp::Stamp;
use crate::content::{Changes, SourceEntry, Sources};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// How long a file that somebody opened for writing and has not closed may take between two
/// writes.
const OPEN: Duration = Duration::from_secs(5);
/// How long a change has to stand still in any case: as long as the machine may take to tell of the
/// next one, and longer than a step of the clock that files are stamped by.
const JUST: Duration = Duration::from_millis(20);
/// How long a change has to stand still of which nobody gave a hint, as on a network's disk.
const UNHINTED: Duration = Duration::from_secs(1);
/// How long a file has to be gone. Some programs save by deleting and writing anew.
const GONE: Duration = Duration::from_millis(400);

/// The articles' folder, and what is known of the files in it.
#[derive(Debug)]
pub struct Folder {
    given: PathBuf,
    root: Root,
    known: HashMap<String, Stamp>,
    unsettled: HashMap<String, Unsettled>,
}

/// A change that has not come to rest.
#[derive(Debug)]
struct Unsettled {
    /// What the file looks like now; `None` when it is gone.
    stamp: Option<Stamp>,
    since: Instant,
}

/// What a look at the folder found.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// What has changed and come to rest.
    pub(super) changes: Changes,
    /// When to look again for what has not.
    pub(super) again: Option<Instant>,
}

impl Folder {
    /// Reads every file of a folder.
    ///
    /// # Errors
    /// When the folder itself is missing, is no folder, or may not be read.
    pub fn open(folder: &Path) -> io::Result<(Self, Sources)> {
        let root = root_of(folder)?;
        let started = SystemTime::now();
        let walk = read::walk(&root.path);
        // A file that was just being written is known to look otherwise, so the next look takes it in.
        let read: Vec<(SourceEntry, Option<Stamp>)> = walk
            .files
            .par_iter()
            .filter_map(|found| match found.read(&root.path) {
                Some(entry) => {
                    let rests = found.stamp.rests_for(JUST, started);
                    Some((entry, rests.then(|| found.stamp.clone())))
                }
                None => Some((found.anew()?.read_or_refuse(&root.path), None)),
            })
            .collect();
        let known = read
            .iter()
            .map(|(entry, stamp)| {
                let stamp = stamp.clone();
                let other = || Stamp::Silent("it was just being written".to_owned());
                (entry.path.clone(), stamp.unwrap_or_else(other))
            })
            .collect();
        let files = read.into_iter().map(|(entry, _)| entry).collect();
        let sources = Sources {
            folder: name_of(folder, &root.path),
            files,
        };
        let folder = Self {
            given: folder.to_path_buf(),
            root,
            known,
            unsettled: HashMap::new(),
        };
        Ok((folder, sources))
    }

    /// The real path of the folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root.path
    }

    /// Where it is, and which folder it is.
    pub(super) const fn place(&self) -> &Root {
        &self.root
    }

    /// Takes in at once what was saved to files that are known, by hints alone. It may miss anything;
    /// a look has to follow.
    pub(super) fn glance(&mut self, hints: &Mutex<Hints>) -> Changes {
        let (now, started) = (Instant::now(), SystemTime::now());
        let mut changes = Changes::default();
        let saved = lock(hints).closed();
        for at in saved {
            let Some(found) = Found::known_at(&self.root.path, &at) else {
                continue;
            };
            let known = self.known.get(&found.path);
            if known.is_none_or(|stamp| *stamp == found.stamp)
                || !found.stamp.rests_for(JUST, started)
            {
                continue;
            }
            if let Some(entry) = found.read(&self.root.path) {
                lock(hints).forget(&at, now);
                self.unsettled.remove(&found.path);
                self.known.insert(found.path, found.stamp);
                changes.files.push(entry);
            }
        }
        changes
    }

    /// Looks for what has changed.
    ///
    /// # Errors
    /// When the folder itself cannot be read just now; what is known stays as it is.
    pub(super) fn look(&mut self, hints: &Mutex<Hints>) -> io::Result<Look> {
        self.root = root_of(&self.given)?;
        let (now, started) = (Instant::now(), SystemTime::now());
        let walk = read::walk(&self.root.path);
        // Only for a moment at a time: what is said meanwhile has to be heard.
        let mut heard = lock(hints);
        let mut look = Look::default();
        let mut there: HashSet<String> = HashSet::with_capacity(walk.files.len());
        let mut rested = Vec::new();
        for found in walk.files {
            if self.known.get(&found.path) == Some(&found.stamp) {
                self.unsettled.remove(&found.path);
                heard.forget(&found.at, now);
                there.insert(found.path);
                continue;
            }
            if matches!(found.stamp, Stamp::Silent(_)) {
                there.insert(found.path);
                look.later(now + UNHINTED);
                continue;
            }
            let since = self.since(&found.path, Some(&found.stamp), now);
            let due = match heard.of(&found.at) {
                Some(hint) if !hint.closed => hint.last + OPEN,
                Some(_) if found.stamp.rests_for(JUST, started) => now,
                Some(_) => since + JUST,
                None => since + UNHINTED,
            };
            there.insert(found.path.clone());
            if due > now {
                look.later(due);
            } else {
                rested.push(found);
            }
        }
        drop(heard);
        let root = &self.root.path;
        let read: Vec<(Found, Option<SourceEntry>)> = rested
            .into_par_iter()
            .map(|found| {
                let entry = found.read(root);
                (found, entry)
            })
            .collect();
        let mut heard = lock(hints);
        for (found, entry) in read {
            let Some(entry) = entry else {
                look.later(now + UNHINTED);
                continue;
            };
            heard.forget(&found.at, now);
            self.unsettled.remove(&found.path);
            self.known.insert(found.path, found.stamp);
            look.changes.files.push(entry);
        }
        heard.forget_old(now);
        drop(heard);
        self.find_gone(&there, &walk.unseen, now, &mut look);
        Ok(look)
    }

    /// Finds files that are there no more. Of a folder that cannot be looked into nothing is gone.
    fn find_gone(
        &mut self,
        there: &HashSet<String>,
        unseen: &[String],
        now: Instant,
        look: &mut Look,
    ) {
        let hidden = |path: &str| {
            unseen.iter().any(|folder| {
                path.strip_prefix(folder.as_str())
                    .is_some_and(|rest| rest.starts_with('/'))
            })
        };
        let gone: Vec<String> = self
            .known
            .keys()
            .filter(|path| !there.contains(*path) && !hidden(path))
            .cloned()
            .collect();
        for path in gone {
            let due = self.since(&path, None, now) + GONE;
            if due > now {
                look.later(due);
                continue;
            }
            self.known.remove(&path);
            self.unsettled.remove(&path);
            look.changes.gone.push(path);
        }
        self.unsettled
            .retain(|path, _| there.contains(path) || self.known.contains_key(path));
    }

    /// Since when a path has looked as it does.
    fn since(&mut self, path: &str, stamp: Option<&Stamp>, now: Instant) -> Instant {
        match self.unsettled.get_mut(path) {
            Some(unsettled) if unsettled.stamp.as_ref() == stamp => unsettled.since,
            _ => {
                let unsettled = Unsettled {
                    stamp: stamp.cloned(),
                    since: now,
                };
                self.unsettled.insert(path.to_owned(), unsettled);
                now
            }
        }
    }
}

fn lock(hints: &Mutex<Hints>) -> MutexGuard<'_, Hints> {
    hints.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Look {
    fn later(&mut self, due: Instant) {
        self.again = Some(self.again.map_or(due, |again| again.min(due)));
    }
}
