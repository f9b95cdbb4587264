//! The setting that every command shares: the folder with the articles.

use super::words::in_words;
use crate::content::Sources;
use crate::disk;
use clap::Args;
use std::fmt;
use std::path::{Component, Path, PathBuf};

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
        let (folder, mut sources) = disk::Folder::open(&self.articles).map_err(|error| {
            format!(
                "--articles {self}: the folder cannot be read: {}",
                in_words(&error)
            )
        })?;
        if let Some(name) = self.as_typed() {
            sources.folder = name;
        }
        Ok((folder, sources))
    }

    /// The folder as it was typed, so that the paths of problems lead there from where the program
    /// was started: a terminal and a code host open them. `None` for a path from the root or
    /// upwards, of which the folder's own name says more.
    fn as_typed(&self) -> Option<String> {
        let mut names = Vec::new();
        for part in self.articles.components() {
            match part {
                Component::CurDir => {}
                Component::Normal(name) => names.push(name.to_str()?),
                _ => return None,
            }
        }
        (!names.is_empty()).then(|| names.join("/"))
    }
}

impl Folder {
    /// What a file or folder that was named is called below the folder: named from where the command
    /// runs, as a shell completes it, or from the folder on. It may name something that is not there.
    ///
    /// # Errors
    /// When it leads out of the folder, or is the folder itself.
    pub(super) fn path_below(&self, named: impl AsRef<Path>) -> Result<String, String> {
        let named = named.as_ref();
        let typed = named.display();
        match disk::path_within(&self.articles, named) {
            Some(within) if within.path.is_empty() => Err(format!(
                "{typed} is the folder with the articles itself; name something in it"
            )),
            Some(within) => Ok(within.path),
            None => Err(format!(
                "{typed} is not in the folder with the articles, which is {self}"
            )),
        }
    }

    /// A path below the folder, as it is typed from where the command runs.
    pub(super) fn shown(&self, path: &str) -> String {
        self.articles.join(path).display().to_string()
    }
}

impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.articles.display().fmt(f)
    }
}
