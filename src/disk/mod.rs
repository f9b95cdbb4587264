//! The only room that opens files: reads the articles' folder safely, watches it, and writes what a
//! command was asked to write.

mod folder;
mod hints;
mod read;
mod stamp;
mod watch;
mod within;
mod write;

pub use folder::Folder;
pub use watch::{Pace, Waker, Watcher};
pub use within::{Within, path_within};
pub use write::{create, replace};

use crate::content::Sources;
use std::io;
use std::path::Path;

/// Reads every file of a folder.
///
/// # Errors
/// When the folder itself is missing, is no folder, or may not be read.
pub fn read_sources(folder: &Path) -> io::Result<Sources> {
    Folder::open(folder).map(|(_, sources)| sources)
}
