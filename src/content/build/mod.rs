//! Builds a library of a shelf for an instant: the steps in their order, and what they share.
//!
//! `reworded` makes the library of the one before where that is enough, by its `basis`. Otherwise
//! `seen` decides what readers see of each file; `links` says what a link becomes; `categories`,
//! `articles` and `entries` make what the library holds; `order`, `related`, `moved` and `topics`
//! are the judgements they need.

mod articles;
mod basis;
mod categories;
mod entries;
mod links;
mod moved;
mod order;
mod related;
mod reworded;
mod seen;
mod topics;

pub(super) use basis::Basis;
pub(super) use links::Around;
pub(super) use related::Near;
pub(super) use reworded::reworded;

use crate::content::article::NotPublic;
use crate::content::articles::Articles;
use crate::content::library::{Audience, Library};
use crate::content::parsed::ParsedFile;
use crate::content::shelf::Shelf;
use crate::content::site::Site;
use crate::content::standing::Moment;
use crate::content::uses::UsedIds;
use crate::content::words::Words;
use crate::diagnostics::{Diagnostic, Grade, Report};
use crate::markup::document::{Picture, Surroundings};
use crate::markup::keys::Fields;
use crate::text::Span;
use jiff::Timestamp;
use seen::Seen;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// A library while it is built.
///
/// What is kept for each file stands at the file's place on the shelf.
pub(super) struct Builder<'a> {
    audience: Audience,
    shelf: &'a Shelf,
    moment: Moment,
    /// What the audience sees.
    seen: Arc<Vec<Seen>>,
    /// What readers see.
    public: Arc<Vec<Seen>>,
    /// The version that is seen.
    shown: Arc<Vec<Arc<ParsedFile>>>,
    not_public: Vec<Option<NotPublic>>,
    /// What to say of a mistake in a file of which a version before it is seen.
    notes: HashMap<usize, String>,
    /// Mistakes of files that time alone makes and mends.
    in_future: HashMap<usize, Vec<Diagnostic>>,
    /// The folders with a page in them that the audience knows of.
    alive: BTreeSet<String>,
    problems: Vec<Arc<Diagnostic>>,
    /// What leads to which heading; made when a heading is missing.
    used: OnceLock<UsedIds>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(audience: Audience, shelf: &'a Shelf, now: Timestamp) -> Self {
        Self {
            audience,
            shelf,
            moment: shelf.moment(now),
            seen: Arc::default(),
            public: Arc::default(),
            shown: Arc::default(),
            not_public: Vec::with_capacity(shelf.files.len()),
            notes: HashMap::new(),
            in_future: HashMap::new(),
            alive: BTreeSet::new(),
            problems: shelf.problems().cloned().collect(),
            used: OnceLock::new(),
        }
    }

    /// Builds it. What the library before knows of files that are the same is not found again.
    pub(super) fn build(mut self, before: Option<&Library>) -> (Library, Report) {
        self.decide_what_is_seen();
        let basis = before.map(|library| &library.basis);
        let (shelf, used) = (self.shelf, &self.used);
        let of_links = links::check_all(shelf, &self.public, &self.shown, used, basis);
        self.tell_of_files(&of_links);
        let site = self.site();
        let around = Arc::new(Around::new(shelf, &self.seen, &self.shown, &site));
        let mut categories = self.categories(&site, &around);
        let (mut articles, places) = self.articles(&site, &categories, &around);
        let chosen = self.chosen(&places);
        self.join_checks(&mut articles, &places);
        let articles = Articles::of(articles);
        self.fill(&mut categories, &articles, &places);
        let mut entries = self.entries(&categories, &places);
        self.move_pages(&mut entries);
        let pictures = self.pictures(&around, &mut entries);
        let checks: Vec<usize> = (0..articles.len())
            .filter(|place| articles[*place].check.is_some())
            .collect();
        let no_near_topics = self.near_topics(before);
        // What is near to what is found anew only when it may be something else.
        let holds = |library: &&Library| {
            let near = library.near.get();
            near.is_some_and(|near| near.holds_for(&articles))
        };
        let near = before
            .filter(holds)
            .map(|library| Arc::clone(&library.near));
        let library = Library {
            site: Arc::new(site),
            categories: Arc::new(categories),
            articles,
            checks: Arc::new(checks),
            pictures: Arc::new(pictures),
            entries: Arc::new(entries),
            chosen: Arc::new(chosen),
            near: near.unwrap_or_default(),
            topics: Arc::default(),
            no_near_topics,
            around,
            until: self.moment.until(),
            basis: Basis {
                audience: self.audience,
                shelf: shelf.clone(),
                since: self.moment.now,
                today: self.moment.today,
                seen: self.seen.clone(),
                public: self.public.clone(),
                shown: self.shown.clone(),
                of_links: Arc::new(of_links),
            },
        };
        (library, self.report())
    }

    /// Collects the problems that files have by themselves and those of their links.
    fn tell_of_files(&mut self, of_links: &[Vec<Arc<Diagnostic>>]) {
        let shelf = self.shelf;
        for (index, of_links) in of_links.iter().enumerate() {
            let file = &shelf.files[index].file;
            let mut note = self.notes.get(&index);
            let in_future = self.in_future.remove(&index).unwrap_or_default();
            let own = file.problems.iter().cloned();
            for problem in own.chain(in_future.into_iter().map(Arc::new)) {
                // One message of a file is enough to say it.
                let told = match note {
                    Some(words) if problem.rule.grade == Grade::Withholding => {
                        let mut told = (*problem).clone();
                        told.note = Some(words.clone());
                        note = None;
                        Arc::new(told)
                    }
                    _ => problem,
                };
                self.problems.push(told);
            }
            self.problems.extend(of_links.iter().cloned());
        }
    }

    /// Adds problems found while building.
    fn tell(&mut self, found: Vec<Diagnostic>) {
        self.problems.extend(found.into_iter().map(Arc::new));
    }

    fn site(&self) -> Site {
        match self.shelf.file_at("_index.md") {
            Some(index) => Site::build(&self.shown[index].fields),
            None => Site::build(&Fields::none(Span::new(0, 0))),
        }
    }

    /// The words of a file for the audience.
    fn words(&self, index: usize, around: &Arc<Around>) -> Words {
        Words::new(&self.shown[index], around)
    }

    /// The picture that a key of the front matter names.
    fn mark(&self, index: usize, key: &str, around: &Around) -> Option<Picture> {
        let file = &self.shown[index];
        let typed = file.fields.text(key)?;
        around.from(&file.path).picture(typed.text)
    }

    /// The folders of the categories that the audience knows of, with their `_index.md`.
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
        let files = self.shelf.files.iter().map(|shelved| &shelved.file);
        let allowing: HashMap<&str, &ParsedFile> = files
            .filter(|file| file.fields.has("allow"))
            .map(|file| (file.path.as_str(), file.as_ref()))
            .collect();
        if allowing.is_empty() {
            return Report::new(self.problems);
        }
        let kept = self.problems.into_iter().filter(|problem| {
            let file = allowing.get(problem.place.path_below());
            !file.is_some_and(|file| file.allows(problem.rule))
        });
        Report::new(kept.collect())
    }
}
