//! What stands at each address of a library.

use super::moved::Moved;
use super::seen::Seen;
use super::{Around, Builder};
use crate::content::address::{Address, Crumb};
use crate::content::category::Category;
use crate::content::library::{Absent, Entry};
use crate::content::parsed::ParsedFile;
use crate::content::paths::folder_of;
use crate::content::picture::PictureFile;
use crate::diagnostics::{Diagnostic, rules};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

impl Builder<'_> {
    pub(super) fn entries(
        &self,
        categories: &[Category],
        places: &[Option<usize>],
    ) -> HashMap<String, Entry> {
        let mut entries = HashMap::new();
        for (index, category) in categories.iter().enumerate() {
            entries.insert(category.address.to_string(), Entry::Category(index));
        }
        for (index, shelved) in self.shelf.files.iter().enumerate() {
            if !shelved.is_page() {
                continue;
            }
            let file = &self.shown[index];
            let entry = match self.seen[index] {
                Seen::Nothing => continue,
                Seen::Visible => match places[index] {
                    Some(article) => Entry::Article(article),
                    None => continue,
                },
                Seen::Correcting => Entry::BeingCorrected(self.absent(index, categories)),
                Seen::Withdrawn => Entry::Withdrawn(self.absent(index, categories)),
            };
            entries.insert(file.address.to_string(), entry);
        }
        entries
    }

    fn absent(&self, index: usize, categories: &[Category]) -> Absent {
        let file = &self.shown[index];
        let text = |key| file.fields.text(key).map(|text| text.text.to_owned());
        let folder = folder_of(&file.path);
        let home = Crumb {
            title: categories[0].title.clone(),
            address: Address::home(),
        };
        let trail = categories
            .iter()
            .find(|category| category.address == Address::of_path(folder))
            .map(|category| {
                let here = Crumb {
                    title: category.title.clone(),
                    address: category.address.clone(),
                };
                [category.trail.clone(), vec![here]].concat()
            });
        let first = categories
            .iter()
            .find_map(|category| category.trail.first().cloned())
            .unwrap_or(home);
        Absent {
            title: text("title"),
            because: text("withdrawn_because"),
            trail: trail.unwrap_or_else(|| vec![first]),
            not_public: self.not_public[index],
        }
    }

    pub(super) fn move_pages(&mut self, entries: &mut HashMap<String, Entry>) {
        let mut moved = Moved::default();
        for index in 0..self.shelf.files.len() {
            let real = |old: &str| entries.contains_key(old);
            let found = moved.add(index, &self.shown[index], &real);
            self.tell(found);
        }
        for (old, index) in moved.iter() {
            if self.seen[index] != Seen::Nothing {
                let to = self.shown[index].address.clone();
                entries.insert(old.to_owned(), Entry::Moved(to));
            }
        }
    }

    /// The pictures that visible pages show; no other is public. Warns of those that no file uses,
    /// unless the file they belong to could not be read.
    pub(super) fn pictures(
        &mut self,
        around: &Around,
        entries: &mut HashMap<String, Entry>,
    ) -> Vec<PictureFile> {
        let mut shown = BTreeSet::new();
        let mut used = BTreeSet::new();
        let mut unread = BTreeSet::new();
        let shelf = self.shelf;
        for (index, shelved) in shelf.files.iter().enumerate() {
            if shelved.file.body.is_none() {
                unread.insert(shelved.file.path.trim_end_matches(".md"));
            }
            for file in [&shelved.file, &self.shown[index]] {
                let from = around.from(&file.path);
                let visible =
                    self.seen[index] == Seen::Visible && Arc::ptr_eq(file, &self.shown[index]);
                for destination in pictures_of(file) {
                    if visible {
                        shown.extend(from.shown_picture(destination));
                    }
                    used.extend(shelf.drawing(&file.path, destination).map(|(path, _)| path));
                }
                if Arc::ptr_eq(&shelved.file, &self.shown[index]) {
                    break;
                }
            }
        }
        for path in shelf.drawings.keys() {
            if !used.contains(path) && !unread.contains(folder_of(path)) {
                let place = shelf.place_of(path);
                let mut problem =
                    Diagnostic::new(&rules::FILE_STRAY, place, "no article shows this picture");
                problem.help("show it with ![what it shows](path), or delete it");
                self.problems.push(Arc::new(problem));
            }
        }
        let mut pictures = Vec::with_capacity(shown.len());
        for path in shown {
            if let Some(drawing) = shelf.drawings.get(&path) {
                let address = Address::of_path(&path);
                entries.insert(address.to_string(), Entry::Picture(pictures.len()));
                pictures.push(PictureFile {
                    address,
                    media: drawing.media,
                    bytes: drawing.bytes.clone(),
                });
            }
        }
        pictures
    }
}

/// The pictures that a file names, as typed.
fn pictures_of(file: &ParsedFile) -> impl Iterator<Item = &str> {
    let keys = ["mark", "image"]
        .into_iter()
        .filter_map(|key| file.fields.text(key));
    let typed = file.outline.pictures.iter();
    typed
        .map(|picture| picture.destination.as_str())
        .chain(keys.map(|text| text.text))
}
