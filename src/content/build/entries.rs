//! What stands at each address of a library.

use super::Builder;
use super::moved::Moved;
use super::seen::Seen;
use crate::content::address::{Address, Crumb};
use crate::content::category::Category;
use crate::content::library::{Absent, Entry};
use crate::content::parsed::ParsedFile;
use crate::content::picture::PictureFile;
use crate::content::shelf::{address_of, folder_of};
use crate::diagnostics::{Diagnostic, rules};
use std::collections::{BTreeSet, HashMap};

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
        for (index, file) in self.shelf.files.iter().enumerate() {
            let entry = match self.seen[index] {
                Seen::Nothing => continue,
                Seen::Visible => match places[index] {
                    Some(article) => Entry::Article(article),
                    None => continue,
                },
                Seen::Correcting => Entry::BeingCorrected(self.absent(file, categories)),
                Seen::Withdrawn => Entry::Withdrawn(self.absent(file, categories)),
            };
            entries.insert(address_of(&file.path).to_string(), entry);
        }
        entries
    }

    fn absent(&self, file: &ParsedFile, categories: &[Category]) -> Absent {
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
        }
    }

    pub(super) fn move_pages(&mut self, entries: &mut HashMap<String, Entry>) {
        let mut moved = Moved::default();
        for (index, file) in self.shelf.files.iter().enumerate() {
            let address = address_of(&file.path);
            let real = |old: &str| entries.contains_key(old);
            self.problems
                .extend(moved.add(index, file, &address, &real));
        }
        for (old, index) in moved.iter() {
            if self.seen[index] != Seen::Nothing {
                let to = address_of(&self.shelf.files[index].path);
                entries.insert(old.to_owned(), Entry::Moved(to));
            }
        }
    }

    /// The pictures that visible pages show; no other is public.
    pub(super) fn pictures(&self, entries: &mut HashMap<String, Entry>) -> Vec<PictureFile> {
        let mut pictures = Vec::new();
        for path in self.shown.borrow().iter() {
            if let Some(drawing) = self.shelf.drawings.get(path) {
                let address = Address::of_path(path);
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

    /// Warns of pictures that no file uses, unless the file they belong to could not be read.
    pub(super) fn stray_pictures(&mut self) {
        let mut used = BTreeSet::new();
        let mut unread = BTreeSet::new();
        for file in &self.shelf.files {
            if file.body.is_none() {
                unread.insert(file.path.trim_end_matches(".md").to_owned());
            }
            let keys = ["mark", "image"]
                .into_iter()
                .filter_map(|key| file.fields.text(key));
            let typed = file
                .outline
                .pictures
                .iter()
                .map(|picture| picture.destination.as_str());
            for destination in typed.chain(keys.map(|text| text.text)) {
                used.extend(
                    self.shelf
                        .drawing(&file.path, destination)
                        .map(|(path, _)| path),
                );
            }
        }
        for path in self.shelf.drawings.keys() {
            if !used.contains(path) && !unread.contains(folder_of(path)) {
                let place = self.shelf.place_of(path);
                let mut problem =
                    Diagnostic::new(&rules::FILE_STRAY, place, "no article shows this picture");
                problem.help("show it with ![what it shows](path), or delete it");
                self.problems.push(problem);
            }
        }
    }
}
