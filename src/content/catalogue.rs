//! What stands on a shelf, for those who write: the categories, the files, the sections.

use super::parsed::Kind;
use super::paths::folder_of;
use super::shelf::Shelf;

/// A section that links can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionName {
    /// Its id.
    pub id: String,
    /// Its words.
    pub words: String,
    /// Whether it is numbered, as the causes of an article are.
    pub numbered: bool,
}

impl Shelf {
    /// The folders of the categories, drafts and all, in the order of their names. The top is not
    /// among them.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.categories
            .keys()
            .map(String::as_str)
            .filter(|folder| !folder.is_empty())
    }

    /// Whether a Markdown file stands at a path.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.file_at(path).is_some()
    }

    /// The paths of the articles in a folder, drafts and all.
    pub fn articles_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .iter()
            .map(|shelved| &*shelved.file)
            .filter(move |file| file.kind == Kind::Article && folder_of(&file.path) == folder)
            .map(|file| file.path.as_str())
    }

    /// The sections of the article at a path; `None` when no article stands there.
    #[must_use]
    pub fn sections_of(&self, path: &str) -> Option<Vec<SectionName>> {
        let file = &self.files[self.file_at(path)?].file;
        if file.kind != Kind::Article {
            return None;
        }
        let sections = file.outline.sections.iter().map(|section| SectionName {
            id: section.heading.id.clone(),
            words: section.heading.text.clone(),
            numbered: section.heading.number.is_some(),
        });
        Some(sections.collect())
    }
}
