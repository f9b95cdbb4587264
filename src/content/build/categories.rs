//! The categories of a library: the folders, their pages, and what they list.

use super::Builder;
use super::order;
use crate::content::address::{Address, Crumb, Trail};
use crate::content::article::Article;
use crate::content::category::Category;
use crate::content::shelf::{folder_of, title_of_folder};
use crate::content::site::Site;
use crate::markup::document::Document;
use std::collections::HashMap;

impl Builder<'_> {
    /// The categories without what is in them. A category's page is a list that the site makes, so
    /// it is there even when its own file has a mistake: what could be read of it is used.
    pub(super) fn categories(&self, site: &Site) -> Vec<Category> {
        let mut categories: Vec<Category> = Vec::new();
        for (folder, index) in self.folders() {
            let file = index.map(|index| &self.shelf.files[index]);
            let text = |key| Some(file?.fields.text(key)?.text.to_owned());
            let home = folder.is_empty();
            let title = if home {
                Some(site.title.clone())
            } else {
                text("title")
            };
            let summary = if home {
                Some(site.summary.clone())
            } else {
                text("summary")
            };
            let document = match file {
                _ if home => site.document.clone(),
                Some(file) => self.words(file, site),
                None => Document::default(),
            };
            let mark = file.and_then(|file| self.mark(file, "mark", site));
            categories.push(Category {
                address: if home {
                    Address::home()
                } else {
                    Address::of_path(folder)
                },
                title: title.unwrap_or_else(|| title_of_folder(folder)),
                summary: summary.unwrap_or_default(),
                mark,
                document,
                trail: trail_to(folder, &categories, site),
                categories: Vec::new(),
                articles: Vec::new(),
            });
        }
        categories
    }

    /// Puts articles and categories into their categories, in order.
    pub(super) fn fill(
        &mut self,
        categories: &mut [Category],
        articles: &[Article],
        places: &[Option<usize>],
    ) {
        let mut own_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (file, article) in self.shelf.files.iter().zip(places) {
            if let Some(article) = article.filter(|article| !articles[*article].page) {
                own_of
                    .entry(folder_of(&file.path))
                    .or_default()
                    .push(article);
            }
        }
        self.check_orders();
        let folders = self.folders();
        for (place, (folder, index)) in folders.iter().enumerate() {
            let mut children: Vec<usize> = (1..folders.len())
                .filter(|child| folder_of(folders[*child].0) == *folder)
                .collect();
            let mut own = own_of.remove(folder).unwrap_or_default();
            let wanted: Vec<String> = index.map_or_else(Vec::new, |index| {
                let order = self.shelf.files[index].fields.texts("order");
                order.iter().map(|text| text.text.to_owned()).collect()
            });
            order::sort(
                &mut children,
                &wanted,
                |child| categories[*child].address.last_part().to_owned(),
                |child| categories[*child].title.clone(),
            );
            order::sort(
                &mut own,
                &wanted,
                |article| articles[*article].address.last_part().to_owned(),
                |article| articles[*article].title.clone(),
            );
            categories[place].categories = children;
            categories[place].articles = own;
        }
    }

    /// Reports what stands in an `order` and is nothing of its folder.
    fn check_orders(&mut self) {
        let shelf = self.shelf;
        for (folder, index) in &shelf.categories {
            if let Some(index) = index {
                let found = order::check(&shelf.files[*index], &self.slugs_in(folder));
                self.problems.extend(found);
            }
        }
    }

    /// The names in a folder that `order` may hold.
    fn slugs_in(&self, folder: &str) -> Vec<&str> {
        let files = self
            .shelf
            .files
            .iter()
            .map(|file| file.path.trim_end_matches(".md"));
        let folders = self.shelf.categories.keys().map(String::as_str);
        files
            .chain(folders)
            .filter(|path| !path.is_empty() && folder_of(path) == folder)
            .map(|path| path.rsplit('/').next().unwrap_or(path))
            .filter(|name| *name != "_index")
            .collect()
    }
}

/// The way to a folder's page, its own step not included.
fn trail_to(folder: &str, categories: &[Category], site: &Site) -> Trail {
    if folder.is_empty() {
        return Vec::new();
    }
    trail_with(folder_of(folder), categories, site)
}

/// The way to something in a folder: the folders' pages from the home page on.
pub(super) fn trail_with(folder: &str, categories: &[Category], site: &Site) -> Trail {
    let mut trail = vec![Crumb {
        title: site.short_title.clone(),
        address: Address::home(),
    }];
    let mut path = String::new();
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part);
        let address = Address::of_path(&path);
        let title = categories
            .iter()
            .find(|category| category.address == address)
            .map_or_else(|| title_of_folder(&path), |category| category.title.clone());
        trail.push(Crumb { title, address });
    }
    trail
}
