//! What can be said of a file without opening it: if none of it has changed, neither has the file.

use std::fs::Metadata;
use std::time::SystemTime;

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
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let (identity, changed) = {
            use std::os::unix::fs::MetadataExt;
            (
                (metadata.dev(), metadata.ino()),
                (metadata.ctime(), metadata.ctime_nsec()),
            )
        };
        #[cfg(not(unix))]
        let (identity, changed) = ((0, 0), (0, 0));
        Self::File {
            identity,
            size: metadata.len(),
            modified: metadata.modified().ok(),
            changed,
        }
    }
}
