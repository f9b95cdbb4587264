//! The whole, at one instant: what is published, what was withdrawn, what moved where.

use super::address::{Address, Trail};
use super::article::{Article, NotPublic};
use super::articles::Articles;
use super::build::{Around, Basis, Builder, Near, reworded};
use super::category::Category;
use super::picture::PictureFile;
use super::shelf::Shelf;
use super::site::Site;
use super::topics::{self, Topic};
use super::uses::LinksTo;
use crate::diagnostics::Report;
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The list of self-checks.
pub const SELF_CHECKS: &str = "/self-checks";
/// What follows a self-check's address at its paper form.
pub const PAPER: &str = "/paper";
/// What follows a self-check's address at its rules.
pub const RULES: &str = "/rules";
/// What follows a self-check's address at its results.
pub const RESULT: &str = "/result/";

/// Everything readers can get, at one instant. What is the same in the library before is shared.
#[derive(Clone, Debug)]
pub struct Library {
    pub(super) site: Arc<Site>,
    pub(super) categories: Arc<Vec<Category>>,
    pub(super) articles: Articles,
    pub(super) checks: Arc<Vec<usize>>,
    pub(super) pictures: Arc<Vec<PictureFile>>,
    pub(super) entries: Arc<HashMap<String, Entry>>,
    /// What the editor chose to be read next, by the place of the article.
    pub(super) chosen: Arc<HashMap<usize, Vec<usize>>>,
    pub(super) near: Arc<OnceLock<Near>>,
    pub(super) topics: Arc<OnceLock<Vec<Topic>>>,
    /// Whether no topic is nearly another one.
    pub(super) no_near_topics: bool,
    pub(super) around: Arc<Around>,
    pub(super) basis: Basis,
    pub(super) until: Option<Timestamp>,
}

/// For whom a library is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone: only what is published.
    Readers,
    /// Those who write: drafts and what is to be published later, too.
    Editors,
}

/// What stands at an address.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A category; the first is the home page.
    Category(usize),
    /// An article or a page of prose.
    Article(usize),
    /// A picture.
    Picture(usize),
    /// A page that is somewhere else now.
    Moved(Address),
    /// A page that was withdrawn.
    Withdrawn(Absent),
    /// A page that is being put right.
    BeingCorrected(Absent),
}

/// A page that readers cannot get.
#[derive(Clone, Debug)]
pub struct Absent {
    /// What it is called, where that could be read.
    pub title: Option<String>,
    /// Why it was withdrawn, where the editor says so.
    pub because: Option<String>,
    /// The way to it.
    pub trail: Trail,
    /// Why readers cannot even learn that it is there; `None` when they can.
    pub not_public: Option<NotPublic>,
}

impl Library {
    /// Builds the library of a shelf as it is at an instant, with every problem of every file.
    ///
    /// A broken file never keeps another one out. Nothing is public that does not say so.
    #[must_use]
    pub fn build(shelf: &Shelf, now: Timestamp) -> (Self, Report) {
        Self::build_for(Audience::Readers, shelf, now, None)
    }

    /// Builds the library for an audience. With the library before and its report, only what may
    /// have changed is looked after again.
    #[must_use]
    pub fn build_for(
        audience: Audience,
        shelf: &Shelf,
        now: Timestamp,
        before: Option<(&Self, &Report)>,
    ) -> (Self, Report) {
        before
            .and_then(|before| reworded(before, audience, shelf, now))
            .unwrap_or_else(|| {
                let before = before.map(|(library, _)| library);
                Builder::new(audience, shelf, now).build(before)
            })
    }

    /// What the whole site shares.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The home page: the category above all others.
    #[must_use]
    pub fn home(&self) -> &Category {
        &self.categories[0]
    }

    /// Every category; the first is the home page.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Every published article and page of prose.
    #[must_use]
    pub const fn articles(&self) -> &Articles {
        &self.articles
    }

    /// A picture.
    #[must_use]
    pub fn picture(&self, index: usize) -> Option<&PictureFile> {
        self.pictures.get(index)
    }

    /// What stands at an address.
    #[must_use]
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        self.entries.get(address)
    }

    /// Every address with what stands there.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries
            .iter()
            .map(|(address, entry)| (address.as_str(), entry))
    }

    /// The self-checks, by their place among the articles.
    pub fn checks(&self) -> impl Iterator<Item = usize> {
        self.checks.iter().copied()
    }

    /// What the articles are about, in the order of the alphabet.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        self.topics.get_or_init(|| topics::of(&self.articles))
    }

    /// The articles to read after one, by their places.
    #[must_use]
    pub fn related(&self, article: &Article) -> Vec<usize> {
        let chosen = self
            .chosen
            .get(&article.place)
            .map_or(&[][..], Vec::as_slice);
        let near = self.near.get_or_init(|| Near::of(&self.articles));
        near.related(article.place, chosen)
    }

    /// Everything that leads to the file whose page stands at an address, and the file's path;
    /// `None` when there is no such file.
    #[must_use]
    pub fn links_to(&self, address: &str) -> Option<(String, LinksTo)> {
        self.basis.links_to(address)
    }

    /// The addresses that come with self-checks: their list, and the paper form and the rules of
    /// each.
    #[must_use]
    pub fn parts_of_checks(&self) -> Vec<String> {
        let mut parts = Vec::new();
        for index in self.checks() {
            let address = self.articles[index].address();
            parts.extend([format!("{address}{PAPER}"), format!("{address}{RULES}")]);
        }
        if !parts.is_empty() {
            parts.push(SELF_CHECKS.to_owned());
        }
        parts
    }

    /// Whether an address is one of those that come with self-checks.
    #[must_use]
    pub fn is_part_of_check(&self, address: &str) -> bool {
        if address == SELF_CHECKS {
            return !self.checks.is_empty();
        }
        let page = address
            .strip_suffix(PAPER)
            .or_else(|| address.strip_suffix(RULES));
        match page.and_then(|page| self.entry(page)) {
            Some(Entry::Article(index)) => self.articles[*index].check().is_some(),
            _ => false,
        }
    }

    /// The next instant at which anything changes by date; before it the library is current.
    #[must_use]
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }
}
