//! The setting that every command shares: the folder with the articles.

use super::words::in_words;
use crate::content::Sources;
use crate::disk;
use clap::Args;
use std::fmt;
use std::path::PathBuf;

/// The folder with the articles.
#[derive(Args, Clone, Debug)]
pub(super) struct Folder {
    /// The folder with the articles
    #[arg(
        long,
        env = "HEALTH_PRESERVATION_ARTICLES",
        default_value = "articles",
        value_name = "FOLDER"
    )]
    pub(super) articles: PathBuf,
}

impl Folder {
    /// Reads every file of it.
    ///
    /// # Errors
    /// When the folder itself cannot be read: one line that names the setting and the reason.
    pub(super) fn read(&self) -> Result<Sources, String> {
        self.open().map(|(_, sources)| sources)
    }

    /// Reads every file of it, and remembers what they look like, so that changes can be found.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(super) fn open(&self) -> Result<(disk::Folder, Sources), String> {
        disk::Folder::open(&self.articles).map_err(|error| {
            format!(
                "--articles {self}: the folder cannot be read: {}",
                in_words(&error)
            )
        })
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.articles.display().fmt(f)
    }
}
