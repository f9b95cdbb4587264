//! What the machine says of files while they are written. It may say nothing, or too little: a hint
//! only makes things quicker, or tells that a program is not done yet.

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a hint is kept that no look has needed.
const KEPT: Duration = Duration::from_secs(60);

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
            // Another name is given to a file that is whole.
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => true,
            // Only Linux says when a file is closed.
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
                !cfg!(target_os = "linux")
            }
            EventKind::Modify(_) | EventKind::Any | EventKind::Other => return true,
        };
        let last = Instant::now();
        for path in &event.paths {
            self.0.insert(path.clone(), Hint { last, closed });
        }
        true
    }

    pub(super) fn of(&self, path: &Path) -> Option<Hint> {
        self.0.get(path).copied()
    }

    pub(super) fn forget(&mut self, path: &Path) {
        self.0.remove(path);
    }

    pub(super) fn forget_old(&mut self, now: Instant) {
        self.0
            .retain(|_, hint| now.duration_since(hint.last) < KEPT);
    }
}
