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
    /// A path below the folder, typed as one below it or with the folder itself in front, as a shell
    /// completes it. It may name something that is not there.
    ///
    /// # Errors
    /// When it leads out of the folder, or to nothing in it.
    pub(super) fn path_below(&self, typed: &str) -> Result<String, String> {
        let outside = || format!("{typed} is not in the folder with the articles, which is {self}");
        let path = Path::new(typed);
        let inside = match path.strip_prefix(&self.articles) {
            Ok(inside) => inside.to_owned(),
            Err(_) => {
                let whole = std::path::absolute(&self.articles).map_err(|_| outside())?;
                let given = std::path::absolute(path).map_err(|_| outside())?;
                match given.strip_prefix(&whole) {
                    Ok(inside) => inside.to_owned(),
                    Err(_) if path.is_relative() => path.to_owned(),
                    Err(_) => return Err(outside()),
                }
            }
        };
        let mut parts = Vec::new();
        for part in inside.components() {
            match part {
                Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
                Component::CurDir => {}
                _ => return Err(outside()),
            }
        }
        if parts.is_empty() {
            return Err(format!(
                "{typed} is the folder with the articles itself; name something in it"
            ));
        }
        Ok(parts.join("/"))
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
