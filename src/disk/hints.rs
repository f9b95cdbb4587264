//! What the machine says of files while they are written. It may say nothing, or too little: a hint
//! only makes things quicker, or tells that a program is not done yet.

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a hint is kept that no look has needed.
const KEPT: Duration = Duration::from_secs(60);

/// Up to how many files a person saves at once.
const FEW: usize = 16;

/// The latest that was said of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    /// When.
    pub(super) last: Instant,
    /// Whether whoever wrote to it is done.
    pub(super) closed: bool,
}

/// What was said of files.
#[derive(Debug, Default)]
pub(super) struct Hints(HashMap<PathBuf, Hint>);

impl Hints {
    /// Takes what the machine says; true when it may mean a change.
    pub(super) fn hear(&mut self, event: &Event) -> bool {
        let closed = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => return false,
            // Whatever is written there next is another file.
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => {
                for path in &event.paths {
                    self.0.remove(path);
                }
                return true;
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => {
                if let [from, to] = event.paths.as_slice() {
                    self.0.remove(from);
                    self.say(to, true);
                }
                return true;
            }
            // Another name is given to a file that is whole.
            EventKind::Modify(ModifyKind::Name(_)) => true,
            // Only Linux says when a file is closed.
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
                !cfg!(target_os = "linux")
            }
            EventKind::Modify(_) | EventKind::Any | EventKind::Other => {
                // Some of what was said is lost, so what is left may be out of date.
                if event.need_rescan() {
                    self.0.clear();
                }
                return true;
            }
        };
        for path in &event.paths {
            self.say(path, closed);
        }
        true
    }

    fn say(&mut self, path: &Path, closed: bool) {
        let last = Instant::now();
        self.0.insert(path.to_path_buf(), Hint { last, closed });
    }

    pub(super) fn of(&self, path: &Path) -> Option<Hint> {
        self.0.get(path).copied()
    }

    /// The files that somebody wrote and has closed, when there are few.
    pub(super) fn closed(&self) -> Vec<PathBuf> {
        if self.0.len() > FEW {
            return Vec::new();
        }
        let closed = self.0.iter().filter(|(_, hint)| hint.closed);
        closed.map(|(path, _)| path.clone()).collect()
    }

    /// Forgets what was said of a file until an instant.
    pub(super) fn forget(&mut self, path: &Path, until: Instant) {
        if self.0.get(path).is_some_and(|hint| hint.last <= until) {
            self.0.remove(path);
        }
    }

    pub(super) fn forget_old(&mut self, now: Instant) {
        self.0
            .retain(|_, hint| now.duration_since(hint.last) < KEPT);
    }
}
