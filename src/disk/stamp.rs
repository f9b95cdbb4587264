//! What can be said of a file without opening it: if none of it has changed, neither has the file.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// What a file looked like. Stamps are compared for being the same, never for which is newer: a
/// file that is put back from a copy is older than the one it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    /// A file that may be opened.
    File {
        /// Device and number of the file, which change when another file takes its name.
        identity: (u64, u64),
        size: u64,
        modified: Option<SystemTime>,
        /// When anything about it last changed, which no tool can set back.
        changed: (i64, i64),
    },
    /// Something that cannot be opened, and why.
    Refused(String),
    /// Something of which the machine says nothing just now, and why: a disk of the network that
    /// does not answer, too many open files. It passes.
    Silent(String),
}

impl Stamp {
    /// Device and number, which are the same as long as it is the same file or folder.
    pub(super) fn identity(metadata: &Metadata) -> (u64, u64) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            (metadata.dev(), metadata.ino())
        }
        #[cfg(not(unix))]
        {
            let _ = metadata;
            (0, 0)
        }
    }

    pub(super) fn of(metadata: &Metadata) -> Self {
        let identity = Self::identity(metadata);
        #[cfg(unix)]
        let changed = {
            use std::os::unix::fs::MetadataExt;
            (metadata.ctime(), metadata.ctime_nsec())
        };
        #[cfg(not(unix))]
        let changed = (0, 0);
        Self::File {
            identity,
            size: metadata.len(),
            modified: metadata.modified().ok(),
            changed,
        }
    }

    /// Whether nothing has changed for this long before `then`.
    ///
    /// A clock of files goes in steps of some milliseconds, so a stamp from within the last step
    /// says nothing: a second change in the same step leaves no trace.
    pub(super) fn rests_for(&self, long: Duration, then: SystemTime) -> bool {
        match self {
            Self::File {
                changed, modified, ..
            } => {
                let changed = match changed {
                    (0, 0) => *modified,
                    (seconds, nanoseconds) => {
                        let seconds = u64::try_from(*seconds).unwrap_or_default();
                        let nanoseconds = u32::try_from(*nanoseconds).unwrap_or_default();
                        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
                    }
                };
                changed.is_some_and(|changed| {
                    then.duration_since(changed)
                        .is_ok_and(|rested| rested >= long)
                })
            }
            Self::Refused(_) => true,
            Self::Silent(_) => false,
        }
    }
}
