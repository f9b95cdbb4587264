//! The files of the articles' folder as they were read: the one input of a library;
//! and what changes of them later.

use bytes::Bytes;
use std::collections::HashSet;

/// Every file of the articles' folder.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// What editors call the folder, put before every path that is shown.
    pub folder: String,
    /// The files, in any order.
    pub files: Vec<SourceEntry>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SourceEntry {
    /// Path below the folder, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub contents: Contents,
}

/// What was found where a file should be.
#[derive(Clone, Debug)]
pub enum Contents {
    /// A Markdown file.
    Text(String),
    /// A Markdown file that is not UTF-8 from a byte on; what can be read stands in for it.
    NotUtf8 {
        /// The text with signs of replacement.
        readable: String,
        /// The first byte that is not UTF-8.
        at: usize,
    },
    /// A Markdown file over the limit, and its beginning.
    TooLarge {
        /// Its first bytes.
        beginning: String,
        /// Its size in bytes.
        size: u64,
        /// The most a file may have.
        most: u64,
    },
    /// A picture.
    Picture(Bytes),
    /// A file that cannot or may not be read, with the reason.
    Refused(String),
    /// A file that is no Markdown and no picture.
    Stray,
}

/// What changed in the articles' folder since it was last read.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Files that are new or have changed.
    pub files: Vec<SourceEntry>,
    /// Paths of files that are there no more.
    pub gone: Vec<String>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.gone.is_empty()
    }

    /// These changes and those that came after them, as one.
    #[must_use]
    pub fn and_then(mut self, later: &Self) -> Self {
        let newer: HashSet<&str> = later
            .files
            .iter()
            .map(|file| file.path.as_str())
            .chain(later.gone.iter().map(String::as_str))
            .collect();
        self.files
            .retain(|file| !newer.contains(file.path.as_str()));
        self.gone.retain(|path| !newer.contains(path.as_str()));
        self.files.extend(later.files.iter().cloned());
        self.gone.extend(later.gone.iter().cloned());
        self
    }
}

impl Sources {
    /// Sources from paths and texts, as tests write them.
    #[must_use]
    pub fn of_texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self {
            folder: "articles".to_owned(),
            files: files
                .into_iter()
                .map(|(path, text)| SourceEntry {
                    path: path.to_owned(),
                    contents: Contents::Text(text.to_owned()),
                })
                .collect(),
        }
    }
}
