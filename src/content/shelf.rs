//! Which file stands at which address, and what a link or a picture in one file leads to.

use super::address::Address;
use super::parsed::{Kind, ParsedFile};
use super::picture::{self, Media};
use super::sources::{Contents, Sources};
use crate::diagnostics::{Diagnostic, Place, rules};
use crate::text::{Slug, SourceFile, Span, nearest};
use bytes::Bytes;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// First parts of addresses that the site uses itself.
pub(super) const RESERVED_FIRST: [&str; 12] = [
    "search",
    "a-z",
    "topics",
    "self-checks",
    "static",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "favicon.ico",
    "opensearch.xml",
    "llms.txt",
    ".well-known",
];
/// Last parts of addresses that the site uses itself.
const RESERVED_LAST: [&str; 3] = ["result", "paper", "rules"];

/// A picture that was read.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    pub(super) media: Media,
    pub(super) bytes: Bytes,
    /// Width and height; `None` when they cannot be read.
    pub(super) size: Option<(u32, u32)>,
}

/// All files, each read on its own and put in its place; a library is built from it for an instant.
#[derive(Debug)]
pub struct Shelf {
    folder: String,
    pub(super) files: Vec<ParsedFile>,
    by_path: HashMap<String, usize>,
    /// Every folder that is a category, with its `_index.md` where there is one; the root is "".
    pub(super) categories: BTreeMap<String, Option<usize>>,
    pub(super) drawings: BTreeMap<String, Drawing>,
    /// Problems with places: names, addresses, missing category files.
    pub(super) problems: Vec<Diagnostic>,
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

impl Shelf {
    /// Reads every file and puts it in its place.
    #[must_use]
    pub fn build(sources: &Sources) -> Self {
        Self::build_counting(sources, &AtomicUsize::new(0))
    }

    /// The same, counting the files that are read, for whoever watches from another thread.
    #[must_use]
    pub fn build_counting(sources: &Sources, read: &AtomicUsize) -> Self {
        let mut entries: Vec<_> = sources.files.iter().collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        let mut shelf = Self {
            folder: sources.folder.clone(),
            files: Vec::new(),
            by_path: HashMap::new(),
            categories: BTreeMap::from([(String::new(), None)]),
            drawings: BTreeMap::new(),
            problems: Vec::new(),
        };
        for entry in entries {
            read.fetch_add(1, Ordering::Relaxed);
            if let Some(mut parsed) = ParsedFile::parse(&sources.folder, entry) {
                let named = check_name(&mut parsed);
                shelf.by_path.insert(parsed.path.clone(), shelf.files.len());
                if named {
                    shelf.add_categories(&parsed, shelf.files.len());
                }
                shelf.files.push(parsed);
            } else if let (Contents::Picture(bytes), Some(media)) =
                (&entry.contents, Media::of_name(&entry.path))
            {
                let size = picture::size(media, bytes);
                shelf.drawings.insert(
                    entry.path.clone(),
                    Drawing {
                        media,
                        bytes: bytes.clone(),
                        size,
                    },
                );
            } else {
                let reason = match &entry.contents {
                    Contents::Refused(reason) => format!("this file cannot be read: {reason}"),
                    _ => "this file is no Markdown file and no picture".to_owned(),
                };
                let mut problem =
                    Diagnostic::new(&rules::FILE_STRAY, shelf.place_of(&entry.path), reason);
                problem.help("move it out of the articles' folder");
                shelf.problems.push(problem);
            }
        }
        shelf.check_addresses();
        shelf.check_categories();
        shelf
    }

    /// Notes that the folders above a file are categories.
    fn add_categories(&mut self, parsed: &ParsedFile, index: usize) {
        let mut folder = parsed
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        if matches!(parsed.kind, Kind::Site | Kind::Category) {
            self.categories.insert(folder.to_owned(), Some(index));
        }
        loop {
            self.categories.entry(folder.to_owned()).or_insert(None);
            match folder.rsplit_once('/') {
                Some((above, _)) => folder = above,
                None if folder.is_empty() => break,
                None => folder = "",
            }
        }
    }

    /// A page beside a folder of the same name would share its address.
    fn check_addresses(&mut self) {
        for file in &mut self.files {
            let stem = file.path.trim_end_matches(".md");
            let Some(category) = self.categories.get(stem).filter(|_| !stem.is_empty()) else {
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
            file.problems.push(problem);
            file.broken = true;
            file.addressable = false;
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
            self.problems.push(problem);
        }
    }

    /// A place for a path that has no text.
    pub(super) fn place_of(&self, path: &str) -> Place {
        let file = Arc::new(SourceFile::new(format!("{}/{path}", self.folder), ""));
        Place::new(&file, Span::new(0, 0))
    }

    /// The file at a path.
    pub(super) fn file_at(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
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
            self.files.iter().map(|file| file.path.as_str()).collect()
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

/// The address of a file.
pub(super) fn address_of(path: &str) -> Address {
    let stem = path.trim_end_matches(".md");
    match stem.strip_suffix("_index") {
        Some("") => Address::home(),
        Some(folder) => Address::of_path(folder.trim_end_matches('/')),
        None => Address::of_path(stem),
    }
}

/// A folder's name as a title, for a folder that has none: `fitness-coach` is "Fitness coach".
pub(super) fn title_of_folder(folder: &str) -> String {
    let name = folder
        .rsplit('/')
        .next()
        .unwrap_or(folder)
        .replace('-', " ");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A relative path seen from a file; `None` when it leaves the folder.
fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The folder a path is in; "" for the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way from one file to another, as a link is typed.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1]
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = vec![".."; from.len() - 1 - shared];
    [up, to[shared..].to_vec()].concat().join("/")
}

/// Reports a name that cannot be part of an address; true when it can.
fn check_name(parsed: &mut ParsedFile) -> bool {
    let stem = parsed.path.trim_end_matches(".md").to_owned();
    let parts: Vec<&str> = stem.split('/').filter(|part| *part != "_index").collect();
    let place = Place::new(&parsed.file, Span::new(0, 0));
    let mut wrong = None;
    for part in &parts {
        if RESERVED_FIRST.contains(part) && Some(part) == parts.first() {
            continue;
        }
        if Slug::parse(part).is_none() {
            let mut problem = Diagnostic::new(
                &rules::FILE_NAME,
                place.clone(),
                format!(
                    "the name {part} cannot be part of an address: small letters, digits and single hyphens only"
                ),
            );
            if let Some(slug) = Slug::from_words(part) {
                problem.help(format!("rename it to    {slug}"));
            }
            wrong = Some(problem);
        }
    }
    let taken = parts
        .first()
        .filter(|part| RESERVED_FIRST.contains(part))
        .or_else(|| parts.last().filter(|part| RESERVED_LAST.contains(part)));
    if let Some(part) = taken {
        let mut problem = Diagnostic::new(
            &rules::FILE_RESERVED,
            place,
            format!("the site uses the address part {part} itself"),
        );
        problem.help("give the file or folder another name");
        wrong = Some(problem);
    }
    match wrong {
        Some(problem) => {
            parsed.problems.push(problem);
            parsed.broken = true;
            parsed.addressable = false;
            false
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_stays_in_the_folder() {
        assert_eq!(
            joined("sleep/a.md", "../food/b.md").as_deref(),
            Some("food/b.md")
        );
        assert_eq!(
            joined("sleep/a.md", "./b.md").as_deref(),
            Some("sleep/b.md")
        );
        assert_eq!(joined("sleep/a.md", "../../etc/passwd"), None);
        assert_eq!(relative("sleep/a.md", "food/b.md"), "../food/b.md");
        assert_eq!(relative("sleep/a.md", "sleep/b.md"), "b.md");
        assert_eq!(relative("about.md", "sleep/b.md"), "sleep/b.md");
    }

    #[test]
    fn an_address_is_the_path() {
        assert_eq!(address_of("_index.md").as_str(), "/");
        assert_eq!(address_of("sleep/_index.md").as_str(), "/sleep");
        assert_eq!(address_of("sleep/why.md").as_str(), "/sleep/why");
        assert_eq!(title_of_folder("a/fitness-coach"), "Fitness coach");
    }
}
