//! The categories of a library: the folders, their pages, and what they list.

use super::order;
use super::{Around, Builder};
use crate::content::address::{Address, Crumb, Trail};
use crate::content::articles::Articles;
use crate::content::category::Category;
use crate::content::paths::{folder_of, title_of_folder};
use crate::content::placeholder;
use crate::content::site::Site;
use std::collections::HashMap;
use std::sync::Arc;

impl Builder<'_> {
    /// The categories without what is in them. A category's page is a list that the site makes, so
    /// it is there even when its own file has a mistake: what could be read of it is used.
    pub(super) fn categories(&self, site: &Site, around: &Arc<Around>) -> Vec<Category> {
        let mut categories: Vec<Category> = Vec::new();
        for (folder, index) in self.folders() {
            let file = index.map(|index| &self.shown[index]);
            let text = |key| {
                let text = file?.fields.text(key)?.text;
                (!placeholder::is_in(text)).then(|| text.to_owned())
            };
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
            let words = index
                .filter(|index| !placeholder::is_in(self.shown[*index].file.text()))
                .map(|index| self.words(index, around));
            let mark = index.and_then(|index| self.mark(index, "mark", around));
            categories.push(Category {
                address: if home {
                    Address::home()
                } else {
                    Address::of_path(folder)
                },
                title: title.unwrap_or_else(|| title_of_folder(folder)),
                summary: summary.unwrap_or_default(),
                mark,
                words: words.unwrap_or_default(),
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
        articles: &Articles,
        places: &[Option<usize>],
    ) {
        let mut own_of: HashMap<&str, Vec<usize>> = HashMap::new();
        let shelf = self.shelf;
        for (shelved, article) in shelf.files.iter().zip(places) {
            if let Some(article) = article.filter(|article| !articles[*article].page) {
                own_of
                    .entry(folder_of(&shelved.file.path))
                    .or_default()
                    .push(article);
            }
        }
        self.check_orders();
        let folders = self.folders();
        let mut children_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (child, (folder, _)) in folders.iter().enumerate().skip(1) {
            children_of
                .entry(folder_of(folder))
                .or_default()
                .push(child);
        }
        let small: Vec<String> = categories
            .iter()
            .map(|category| category.title.to_lowercase())
            .collect();
        for (place, (folder, index)) in folders.iter().enumerate() {
            let mut children = children_of.remove(folder).unwrap_or_default();
            let mut own = own_of.remove(folder).unwrap_or_default();
            let wanted = order::wanted(index.map(|index| &*self.shown[index]));
            order::sort(
                &mut children,
                &wanted,
                |child| categories[child].address.last_part(),
                |child| &small[child],
            );
            order::sort_articles(&mut own, &wanted, articles);
            categories[place].categories = children;
            categories[place].articles = own;
        }
    }

    /// Reports what stands in an `order` and is nothing of its folder.
    fn check_orders(&mut self) {
        let shelf = self.shelf;
        let mut names: HashMap<&str, Vec<&str>> = HashMap::new();
        let files = shelf
            .files
            .iter()
            .map(|shelved| shelved.file.path.trim_end_matches(".md"));
        let folders = shelf.categories.keys().map(String::as_str);
        for path in files.chain(folders).filter(|path| !path.is_empty()) {
            let name = path.rsplit('/').next().unwrap_or(path);
            if name != "_index" {
                names.entry(folder_of(path)).or_default().push(name);
            }
        }
        for (folder, index) in shelf.categories.iter() {
            if let Some(index) = index {
                let names = names.get(folder.as_str()).map_or(&[][..], Vec::as_slice);
                let found = order::check(&shelf.files[*index].file, names);
                self.tell(found);
            }
        }
    }
}

/// The way to a folder's page, its own step not included.
fn trail_to(folder: &str, categories: &[Category], site: &Site) -> Trail {
    if folder.is_empty() {
        return Vec::new();
    }
    trail_with(folder_of(folder), categories, site)
}

/// The way to what stands in each category.
pub(super) struct Trails {
    of_folder: HashMap<String, Arc<Trail>>,
    home: Arc<Trail>,
}

impl Trails {
    pub(super) fn of(categories: &[Category], site: &Site) -> Self {
        let folder =
            |category: &Category| category.address.as_str().trim_start_matches('/').to_owned();
        Self {
            of_folder: categories
                .iter()
                .map(|category| {
                    let folder = folder(category);
                    let trail = trail_with(&folder, categories, site);
                    (folder, Arc::new(trail))
                })
                .collect(),
            home: Arc::new(trail_with("", categories, site)),
        }
    }

    /// The way to what stands in a folder.
    pub(super) fn to(&self, folder: &str) -> Arc<Trail> {
        Arc::clone(self.of_folder.get(folder).unwrap_or(&self.home))
    }
}

/// The way to something in a folder: the folders' pages from the home page on.
fn trail_with(folder: &str, categories: &[Category], site: &Site) -> Trail {
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
