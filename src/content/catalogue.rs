//! What stands on a shelf, for those who write: the categories, the files, the sections.

use super::parsed::Kind;
use super::paths::{folder_of, title_of_folder};
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

    /// What the category of a folder is called.
    #[must_use]
    pub fn title_of(&self, folder: &str) -> String {
        let index = self.categories.get(folder).copied().flatten();
        index
            .and_then(|index| self.files[index].file.fields.text("title"))
            .map_or_else(|| title_of_folder(folder), |title| title.text.to_owned())
    }

    /// Whether a self-check stands in a folder.
    #[must_use]
    pub fn has_self_check(&self, folder: &str) -> bool {
        self.files
            .iter()
            .map(|shelved| &shelved.file)
            .any(|file| file.kind == Kind::SelfCheck && folder_of(&file.path) == folder)
    }

    /// Whether a Markdown file stands at a path.
    #[must_use]
    pub fn has_file(&self, path: &str) -> bool {
        self.file_at(path).is_some()
    }

    /// The path of a file that may have been meant.
    #[must_use]
    pub fn near_file(&self, path: &str) -> Option<String> {
        // Seen from the top, a path is typed as it is.
        self.nearest_path("_index.md", path, false)
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
