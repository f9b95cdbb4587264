//! Builds a library of a shelf for an instant: the steps in their order, and what they share.
//!
//! `seen` decides what readers see of each file; `links` says what a link becomes; `categories`,
//! `articles` and `entries` make what the library holds; `order`, `related`, `moved` and
//! `topics` are the judgements they need.

mod articles;
mod categories;
mod entries;
mod links;
mod moved;
mod order;
mod related;
mod seen;
mod topics;

use crate::content::library::Library;
use crate::content::parsed::ParsedFile;
use crate::content::shelf::Shelf;
use crate::content::site::{self, Site};
use crate::content::standing::Moment;
use crate::diagnostics::{Diagnostic, Grade, Report};
use crate::markup::document::{Document, Picture, Surroundings};
use crate::markup::keys::Fields;
use crate::text::Span;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use links::Around;
use seen::Seen;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A library while it is built.
pub(super) struct Builder<'a> {
    shelf: &'a Shelf,
    moment: Moment,
    seen: Vec<Seen>,
    /// The folders with a page in them that readers know of.
    alive: BTreeSet<String>,
    problems: Vec<Diagnostic>,
    shown: RefCell<BTreeSet<String>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(shelf: &'a Shelf, now: Timestamp) -> Self {
        let zone = shelf
            .file_at("_index.md")
            .and_then(|index| site::zone(&shelf.files[index].fields))
            .unwrap_or(TimeZone::UTC);
        Self {
            shelf,
            moment: Moment::new(now, zone),
            seen: Vec::new(),
            alive: BTreeSet::new(),
            problems: shelf.problems.clone(),
            shown: RefCell::default(),
        }
    }

    pub(super) fn build(mut self) -> (Library, Report) {
        self.decide_what_is_seen();
        for index in 0..self.shelf.files.len() {
            self.problems
                .extend(self.shelf.files[index].problems.iter().cloned());
            self.problems
                .extend(links::check(self.shelf, &self.seen, index));
        }
        let site = self.site();
        let mut categories = self.categories(&site);
        let (articles, places) = self.articles(&site, &categories);
        let mut articles = self.relate(articles, &places);
        self.join_checks(&mut articles, &places);
        self.fill(&mut categories, &articles, &places);
        let mut entries = self.entries(&categories, &places);
        self.move_pages(&mut entries);
        let pictures = self.pictures(&mut entries);
        self.stray_pictures();
        self.near_topics();
        let until = self.moment.until();
        let report = self.report();
        (
            Library {
                site,
                categories,
                articles,
                pictures,
                entries,
                until,
            },
            report,
        )
    }

    fn site(&self) -> Site {
        let Some(index) = self.shelf.file_at("_index.md") else {
            return Site::build(&Fields::none(Span::new(0, 0)), Document::default());
        };
        let file = &self.shelf.files[index];
        let bare = Site::build(&file.fields, Document::default());
        let document = self.words(file, &bare);
        Site { document, ..bare }
    }

    /// A file's words with its links and pictures as they are now; none when it is withheld.
    fn words(&self, file: &ParsedFile, site: &Site) -> Document {
        if file.broken {
            return Document::default();
        }
        file.render(&self.around(&file.path, site))
    }

    fn around<'b>(&'b self, from: &'b str, site: &'b Site) -> Around<'b> {
        Around {
            shelf: self.shelf,
            seen: &self.seen,
            site,
            from,
            shown: &self.shown,
        }
    }

    /// The picture that a key of the front matter names.
    fn mark(&self, file: &ParsedFile, key: &str, site: &Site) -> Option<Picture> {
        let typed = file.fields.text(key)?;
        self.around(&file.path, site).picture(typed.text)
    }

    /// The folders of the categories that readers know of, with their `_index.md`.
    fn folders(&self) -> Vec<(&'a str, Option<usize>)> {
        self.shelf
            .categories
            .iter()
            .filter(|(folder, _)| self.alive.contains(*folder))
            .map(|(folder, index)| (folder.as_str(), *index))
            .collect()
    }

    /// The problems, without the warnings that a file allows itself.
    fn report(self) -> Report {
        let allowed: BTreeSet<(String, String)> = self
            .shelf
            .files
            .iter()
            .flat_map(|file| {
                let path = file.file.path().to_owned();
                let pairs = file.fields.pairs("allow");
                pairs
                    .into_iter()
                    .map(move |(rule, _)| (path.clone(), rule.text.clone()))
            })
            .collect();
        let kept = self.problems.into_iter().filter(|problem| {
            let key = (
                problem.place.file.path().to_owned(),
                problem.rule.id.to_owned(),
            );
            problem.rule.grade != Grade::Warning || !allowed.contains(&key)
        });
        Report::new(kept.collect())
    }
}
