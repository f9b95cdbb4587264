//! Which file stands at which address, and what a link or a picture in one file leads to.
//!
//! A shelf never changes; [`Shelf::next`] makes the next one of it and of what changed on disk.
//! Files that did not change are shared, so that a save costs the file that was saved.

use super::address::Address;
use super::parsed::{Kind, ParsedFile};
use super::paths::{folder_of, joined, relative, title_of_folder};
use super::picture::{self, Media};
use super::site;
use super::sources::{Changes, Contents, SourceEntry, Sources};
use super::standing::{Moment, Standing, Status};
use crate::diagnostics::{Diagnostic, Place, rules};
use crate::text::{SourceFile, Span, nearest};
use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A picture that was read.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    pub(super) media: Media,
    pub(super) bytes: Bytes,
    /// Width and height; `None` when they cannot be read.
    pub(super) size: Option<(u32, u32)>,
}

/// A file in its place.
#[derive(Clone, Debug)]
pub(super) struct Shelved {
    /// As it is now.
    pub(super) file: Arc<ParsedFile>,
    /// As it was when it was last without a mistake, when it has changed since.
    pub(super) good: Option<Arc<ParsedFile>>,
    /// Whether a version since the good one asked that readers see nothing of it: what was taken
    /// down does not come back by a mistake.
    pub(super) taken_down: bool,
    /// Whether it would share its address with another file.
    pub(super) clashes: bool,
}

impl Shelved {
    /// Whether it is a page of its own with an address.
    pub(super) fn is_page(&self) -> bool {
        self.file.addressable && !self.clashes && self.file.kind.is_page_of_its_own()
    }

    /// The version that counts of a file that has no status of its own.
    pub(super) fn counts(&self) -> &Arc<ParsedFile> {
        match &self.good {
            Some(good) if self.file.broken => good,
            _ => &self.file,
        }
    }

    /// Puts the next version in place; the one before stays if it had no mistake.
    fn replace(&mut self, next: ParsedFile, moment: &mut Moment) {
        let before = std::mem::replace(&mut self.file, Arc::new(next));
        if before.is_sound() && before.asks.told_too_early(moment).is_empty() {
            self.good = Some(before);
            self.taken_down = false;
        }
        let asks = &self.file.asks;
        self.taken_down |= match asks.standing(moment) {
            Standing::Published => false,
            Standing::Withdrawn => true,
            // What waits for its day was not taken down.
            Standing::Hidden => asks.status != Status::Published,
        };
    }
}

/// All files, each read on its own and put in its place; a library is built from it for an instant.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: String,
    /// In the order of their paths.
    pub(super) files: Arc<Vec<Shelved>>,
    pub(super) drawings: Arc<BTreeMap<String, Drawing>>,
    strays: Arc<BTreeMap<String, Arc<Diagnostic>>>,
    by_path: Arc<HashMap<String, usize>>,
    /// Every folder that is a category, with its `_index.md` where there is one; the root is "".
    pub(super) categories: Arc<BTreeMap<String, Option<usize>>>,
    /// Problems with places: addresses and missing category files.
    of_places: Vec<Arc<Diagnostic>>,
}

/// What a destination in a file leads to.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// A file, and the fragment when there is one.
    File {
        index: usize,
        fragment: Option<&'a str>,
    },
    /// A path that names no file.
    Nothing { path: String },
    /// A path out of the folder.
    Outside,
    /// An address of the site in place of a path.
    SiteAddress,
}

/// One file of the folder, read.
enum Item {
    File(Box<ParsedFile>),
    Drawing(Drawing),
    Stray(Diagnostic),
}

/// Where a path stands among files, or would stand.
fn position(files: &[Shelved], path: &str) -> Result<usize, usize> {
    files.binary_search_by(|shelved| shelved.file.path.as_str().cmp(path))
}

impl Shelf {
    /// Reads every file and puts it in its place.
    #[must_use]
    pub fn build(sources: &Sources) -> Self {
        Self::build_counting(sources, &AtomicUsize::new(0))
    }

    /// The same, counting the files that are read, for whoever watches from another thread.
    #[must_use]
    pub fn build_counting(sources: &Sources, count: &AtomicUsize) -> Self {
        let empty = Self {
            folder: sources.folder.clone(),
            files: Arc::default(),
            drawings: Arc::default(),
            strays: Arc::default(),
            by_path: Arc::default(),
            categories: Arc::default(),
            of_places: Vec::new(),
        };
        empty.put(&sources.files, &[], None, count)
    }

    /// The shelf after some files have changed at an instant.
    ///
    /// Of a file that now has a mistake, the last version without one is kept beside it.
    #[must_use]
    pub fn next(&self, changes: &Changes, now: Timestamp) -> Self {
        self.put(
            &changes.files,
            &changes.gone,
            Some(now),
            &AtomicUsize::new(0),
        )
    }

    fn put(
        &self,
        changed: &[SourceEntry],
        gone: &[String],
        now: Option<Timestamp>,
        count: &AtomicUsize,
    ) -> Self {
        let read: Vec<(&String, Item)> = changed
            .par_iter()
            .map(|entry| {
                let item = read(&self.folder, entry, now);
                count.fetch_add(1, Ordering::Relaxed);
                (&entry.path, item)
            })
            .collect();
        let mut shelf = self.clone();
        let mut files = Vec::clone(&self.files);
        let mut moment = self.moment(now.unwrap_or(Timestamp::UNIX_EPOCH));
        let mut other_places = !gone.is_empty();
        if other_places {
            let gone: HashSet<&str> = gone.iter().map(String::as_str).collect();
            gone.iter().for_each(|path| shelf.forget(path));
            files.retain(|shelved| !gone.contains(shelved.file.path.as_str()));
        }
        let mut added = Vec::new();
        for (path, item) in read {
            shelf.forget(path);
            match item {
                Item::File(file) => match position(&files, path) {
                    Ok(at) => {
                        let before = &files[at];
                        other_places |= before.clashes
                            || before.file.addressable != file.addressable
                            || before.file.kind != file.kind;
                        files[at].replace(*file, &mut moment);
                    }
                    Err(_) => added.push(Shelved {
                        file: Arc::new(*file),
                        good: None,
                        taken_down: false,
                        clashes: false,
                    }),
                },
                Item::Drawing(drawing) => {
                    Arc::make_mut(&mut shelf.drawings).insert(path.clone(), drawing);
                }
                Item::Stray(problem) => {
                    Arc::make_mut(&mut shelf.strays).insert(path.clone(), Arc::new(problem));
                }
            }
        }
        if other_places || !added.is_empty() || shelf.categories.is_empty() {
            files.extend(added);
            files.sort_by(|a, b| a.file.path.cmp(&b.file.path));
            shelf.find_places(&files);
            shelf.of_places.clear();
            shelf.check_addresses(&mut files);
            shelf.check_categories();
        }
        shelf.files = Arc::new(files);
        shelf
    }

    /// An instant in the time zone that the site's file names.
    pub(super) fn moment(&self, now: Timestamp) -> Moment {
        let zone = self
            .file_at("_index.md")
            .and_then(|index| site::zone(&self.files[index].counts().fields));
        Moment::new(now, zone.unwrap_or(TimeZone::UTC))
    }

    /// Whether the same files and pictures stand in the same places as on another shelf.
    pub(super) fn has_places_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.by_path, &other.by_path)
            && Arc::ptr_eq(&self.drawings, &other.drawings)
            && Arc::ptr_eq(&self.strays, &other.strays)
    }

    /// What is wrong with the places of files, whatever is in them.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Arc<Diagnostic>> {
        self.strays.values().chain(&self.of_places)
    }

    /// Forgets what stood at a path and was no Markdown file.
    fn forget(&mut self, path: &str) {
        if self.drawings.contains_key(path) {
            Arc::make_mut(&mut self.drawings).remove(path);
        }
        if self.strays.contains_key(path) {
            Arc::make_mut(&mut self.strays).remove(path);
        }
    }

    /// Notes which file is where, and which folders are categories.
    fn find_places(&mut self, files: &[Shelved]) {
        let mut by_path = HashMap::with_capacity(files.len());
        let mut categories = BTreeMap::from([(String::new(), None)]);
        for (index, shelved) in files.iter().enumerate() {
            let file = &shelved.file;
            by_path.insert(file.path.clone(), index);
            if !file.addressable {
                continue;
            }
            let mut folder = folder_of(&file.path);
            if matches!(file.kind, Kind::Site | Kind::Category) {
                categories.insert(folder.to_owned(), Some(index));
            }
            loop {
                if !categories.contains_key(folder) {
                    categories.insert(folder.to_owned(), None);
                }
                if folder.is_empty() {
                    break;
                }
                folder = folder_of(folder);
            }
        }
        self.by_path = Arc::new(by_path);
        self.categories = Arc::new(categories);
    }

    /// A page beside a folder of the same name would share its address.
    fn check_addresses(&mut self, files: &mut [Shelved]) {
        for shelved in files {
            let file = &shelved.file;
            let stem = file.path.trim_end_matches(".md");
            let category = self.categories.get(stem).filter(|_| !stem.is_empty());
            shelved.clashes = category.is_some();
            let Some(category) = category else {
                continue;
            };
            let other = match category {
                Some(_) => format!("{}/{stem}/_index.md", self.folder),
                None => format!("{}/{stem}/", self.folder),
            };
            let place = Place::new(&file.file, Span::new(0, 0));
            let mut problem = Diagnostic::new(
                &rules::FILE_SAME_ADDRESS,
                place,
                format!(
                    "{} and {other} would have the same address /{stem}",
                    file.file.path()
                ),
            );
            problem.help("rename this file, or move its words into the folder's _index.md");
            self.of_places.push(Arc::new(problem));
        }
    }

    /// Every folder with Markdown in it is a category, and says what it is called.
    fn check_categories(&mut self) {
        let missing: Vec<String> = self
            .categories
            .iter()
            .filter(|(_, index)| index.is_none())
            .map(|(folder, _)| folder.clone())
            .collect();
        for folder in missing {
            let path = if folder.is_empty() {
                "_index.md".to_owned()
            } else {
                format!("{folder}/_index.md")
            };
            let help = if folder.is_empty() {
                "make it, with:\n---\ntitle: The name of the site\nsummary: What the site is for, in one or two sentences.\n---\nand the keys the next messages ask for".to_owned()
            } else {
                format!(
                    "make it, with:\n---\ntitle: {}\nsummary: What readers find here, in one or two sentences.\n---",
                    title_of_folder(&folder)
                )
            };
            let mut problem = Diagnostic::new(
                &rules::NO_CATEGORY,
                self.place_of(&path),
                "this file is missing: every folder with articles needs one that says what it is called",
            );
            problem.help(help);
            self.of_places.push(Arc::new(problem));
        }
    }

    /// The addresses of the files that hold a page, whether it is to be seen or not. A file that may
    /// not be read, or has nothing in it, holds none.
    pub fn pages(&self) -> impl Iterator<Item = &Address> {
        let files = self.files.iter().map(|shelved| &shelved.file);
        let pages = files.filter(|file| file.kind.is_page_of_its_own());
        pages
            .filter(|file| !file.file.text().trim().is_empty())
            .map(|file| &file.address)
    }

    /// A place for a path that has no text.
    pub(super) fn place_of(&self, path: &str) -> Place {
        place_of(&self.folder, path)
    }

    /// The file at a path.
    pub(super) fn file_at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Whether a text is that of a file as it is now.
    pub(super) fn has_text(&self, text: &Arc<SourceFile>) -> bool {
        let path = text.path().strip_prefix(&self.folder);
        path.and_then(|path| self.file_at(path.strip_prefix('/')?))
            .is_some_and(|index| Arc::ptr_eq(&self.files[index].file.file, text))
    }

    /// What a link typed in the file `from` leads to.
    pub(super) fn look_up<'a>(&self, from: &str, destination: &'a str) -> Found<'a> {
        let (path, fragment) = match destination.split_once('#') {
            Some((path, fragment)) => {
                (path, Some(fragment).filter(|fragment| !fragment.is_empty()))
            }
            None => (destination, None),
        };
        if path.starts_with('/') {
            return Found::SiteAddress;
        }
        let path = if path.is_empty() {
            from.to_owned()
        } else {
            match joined(from, path) {
                Some(path) => path,
                None => return Found::Outside,
            }
        };
        match self.file_at(&path) {
            Some(index) => Found::File { index, fragment },
            None => Found::Nothing { path },
        }
    }

    /// The drawing at a relative path, and its path below the articles' folder.
    pub(super) fn drawing(&self, from: &str, destination: &str) -> Option<(String, &Drawing)> {
        let path = joined(from, destination)?;
        let drawing = self.drawings.get(&path)?;
        Some((path, drawing))
    }

    /// The path that is nearest to one that names nothing, as it would be typed in `from`.
    pub(super) fn nearest_path(&self, from: &str, path: &str, pictures: bool) -> Option<String> {
        let path = path.trim_start_matches('/');
        let name = path.rsplit('/').next().unwrap_or(path);
        let paths: Vec<&str> = if pictures {
            self.drawings.keys().map(String::as_str).collect()
        } else {
            self.files
                .iter()
                .map(|shelved| shelved.file.path.as_str())
                .collect()
        };
        let by_name = || {
            let names = paths.iter().filter_map(|path| path.rsplit('/').next());
            let near = nearest(name, names.filter(|name| *name != "_index.md"))?;
            paths
                .iter()
                .copied()
                .find(|path| path.rsplit('/').next() == Some(near))
        };
        let folder_index = || {
            let index = format!("{}/_index.md", path.trim_end_matches('/'));
            paths.iter().copied().find(|known| *known == index)
        };
        let with_ending = || {
            let file = format!("{path}.md");
            paths.iter().copied().find(|known| *known == file)
        };
        let found = with_ending()
            .or_else(folder_index)
            .or_else(by_name)
            .or_else(|| nearest(path, paths.iter().copied()))?;
        Some(relative(from, found))
    }
}

/// Reads one file by itself.
fn read(folder: &str, entry: &SourceEntry, now: Option<Timestamp>) -> Item {
    if let Some(file) = ParsedFile::parse(folder, entry, now) {
        return Item::File(Box::new(file));
    }
    if let (Contents::Picture(bytes), Some(media)) = (&entry.contents, Media::of_name(&entry.path))
    {
        return Item::Drawing(Drawing {
            media,
            bytes: bytes.clone(),
            size: picture::size(media, bytes),
        });
    }
    let reason = match &entry.contents {
        Contents::Refused(reason) => format!("this file cannot be read: {reason}"),
        _ => "this file is no Markdown file and no picture".to_owned(),
    };
    let place = place_of(folder, &entry.path);
    let mut problem = Diagnostic::new(&rules::FILE_STRAY, place, reason);
    problem.help("move it out of the articles' folder");
    Item::Stray(problem)
}

/// A place for a path that has no text.
fn place_of(folder: &str, path: &str) -> Place {
    let file = Arc::new(SourceFile::of_folder(folder, path, ""));
    Place::new(&file, Span::new(0, 0))
}
