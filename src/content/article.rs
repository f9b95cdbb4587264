//! Articles, and pages of prose: complete when they exist.

use super::address::{Address, Trail};
use super::article_keys::{CHANGE_KEYS, REVIEWER_KEYS, SOURCE_KEYS};
use super::likeness::Likeness;
use super::words::{Reading, Words};
use crate::markup::dates::Period;
use crate::markup::document::{Document, Heading, Picture};
use crate::markup::keys::Fields;
use crate::markup::prose::Prose;
use crate::self_check::Proved;
use jiff::civil::Date;
use std::sync::Arc;

/// A published article or page of prose.
#[derive(Clone, Debug)]
pub struct Article {
    pub(super) address: Address,
    pub(super) place: usize,
    pub(super) page: bool,
    pub(super) facts: Arc<Facts>,
    pub(super) published: Date,
    pub(super) review: Option<Review>,
    pub(super) words: Words,
    pub(super) trail: Arc<Trail>,
    pub(super) check: Option<Check>,
    pub(super) checks: Vec<usize>,
    pub(super) image: Option<Picture>,
    pub(super) not_public: Option<NotPublic>,
}

/// What the keys of an article's file say. It is read once and shared by all editions.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) title: String,
    /// The title as lists are ordered by it.
    pub(super) sorted_by: String,
    pub(super) summary: String,
    pub(super) published: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) changes: Vec<Change>,
    pub(super) sources: Vec<Source>,
    pub(super) authors: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) also_known_as: Vec<String>,
    /// What it is compared by with other articles.
    pub(super) likeness: Likeness,
}

impl Facts {
    /// The facts of the file at a path that has at least a title and a summary.
    pub(super) fn of(path: &str, fields: &Fields, outline: &Document) -> Option<Self> {
        let text = |key| fields.text(key).map(|text| text.text.to_owned());
        let texts = |key| {
            let texts = fields.texts(key);
            texts.iter().map(|text| text.text.to_owned()).collect()
        };
        let title = text("title")?;
        let mut facts = Self {
            sorted_by: title.to_lowercase(),
            title,
            summary: text("summary")?,
            published: fields.date("published").map(|(date, _)| date),
            updated: fields.date("updated").map(|(date, _)| date),
            changes: changes(fields),
            sources: sources(fields),
            authors: texts("authors"),
            topics: texts("topics"),
            also_known_as: texts("also_known_as"),
            likeness: Likeness::default(),
        };
        facts.likeness = Likeness::of(path, &facts, outline);
        Some(facts)
    }
}

/// Why readers cannot open a page that editors see in the preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPublic {
    /// It does not say that it is published.
    Draft,
    /// It is published from a day on.
    From(Date),
    /// It is a self-check that no clinician has reviewed, and the site hides those.
    Unreviewed,
}

/// What makes a page a self-check.
#[derive(Clone, Debug)]
pub struct Check {
    /// The questionnaire and its proof.
    pub proved: Arc<Proved>,
    /// The article it is about, when readers can open that.
    pub about: Option<usize>,
}

/// A source the article rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// The year.
    pub year: String,
    /// Where it can be read.
    pub url: Option<String>,
}

impl Source {
    /// What ends the title in a list of sources: a full stop, unless the title brings its own end.
    #[must_use]
    pub fn stop(&self) -> &'static str {
        if self.title.ends_with(['?', '!', '.']) {
            ""
        } else {
            "."
        }
    }
}

/// What a reader should know changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub on: Date,
    /// What.
    pub what: String,
}

/// A review by a clinician.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Who.
    pub name: String,
    /// As what.
    pub role: String,
    /// When.
    pub on: Date,
    /// When the next one is due.
    pub due: Date,
    /// Whether that day has come.
    pub overdue: bool,
    /// Whether the words are others than those that were reviewed.
    pub changed: bool,
}

impl Article {
    /// Where it is.
    #[must_use]
    pub const fn address(&self) -> &Address {
        &self.address
    }
    /// Whether it is a page of prose, without sources, review and evidence.
    #[must_use]
    pub const fn is_page(&self) -> bool {
        self.page
    }
    /// The reader's question.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.facts.title
    }
    /// What a reader will learn, in a sentence or two.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.facts.summary
    }
    /// The day it was first published.
    #[must_use]
    pub const fn published(&self) -> Date {
        self.published
    }
    /// The day its words last changed, when they did.
    #[must_use]
    pub fn updated(&self) -> Option<Date> {
        self.facts.updated
    }
    /// What changed, the latest first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.facts.changes
    }
    /// Its sources, in the order of the file.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.facts.sources
    }
    /// Who wrote it.
    #[must_use]
    pub fn authors(&self) -> &[String] {
        &self.facts.authors
    }
    /// Its review; `None` when no clinician has reviewed it.
    #[must_use]
    pub const fn review(&self) -> Option<&Review> {
        self.review.as_ref()
    }
    /// What it is about.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        &self.facts.topics
    }
    /// What readers may call it.
    #[must_use]
    pub fn also_known_as(&self) -> &[String] {
        &self.facts.also_known_as
    }
    /// Its words.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.words.document()
    }
    /// Its plain words, passage by passage; they are read anew at each call.
    #[must_use]
    pub fn prose(&self) -> Prose {
        self.words.prose()
    }
    /// Its words as plain Markdown, with the sources as footnotes. `absolute` makes an address of
    /// the site what a link to it from outside is.
    #[must_use]
    pub fn markdown(&self, absolute: &dyn Fn(&str) -> String) -> String {
        self.words.markdown(absolute)
    }
    /// The day of the latest change that a reader should know of, or of its publication.
    #[must_use]
    pub fn changed_on(&self) -> Date {
        let told = self.facts.changes.first().map(|change| change.on);
        let updated = self.facts.updated.max(told);
        updated.map_or(self.published, |updated| updated.max(self.published))
    }
    /// The headings of its sections, without laying its words out.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.words.headings()
    }
    /// The reading of its file that it was made of, to know whether it is still the same.
    #[must_use]
    pub fn reading(&self) -> Reading {
        self.words.reading()
    }
    /// The way to it.
    #[must_use]
    pub fn trail(&self) -> &[super::Crumb] {
        &self.trail
    }
    /// The questionnaire, when it is a self-check.
    #[must_use]
    pub const fn check(&self) -> Option<&Check> {
        self.check.as_ref()
    }
    /// The self-checks about it.
    #[must_use]
    pub fn checks(&self) -> &[usize] {
        &self.checks
    }
    /// The picture that stands for it elsewhere, when it names one that can be shown.
    #[must_use]
    pub const fn image(&self) -> Option<&Picture> {
        self.image.as_ref()
    }
    /// Why readers cannot open it; `None` when they can.
    #[must_use]
    pub const fn not_public(&self) -> Option<NotPublic> {
        self.not_public
    }
    /// How many minutes it takes to read at 200 words a minute; at least one.
    #[must_use]
    pub fn minutes(&self) -> usize {
        self.words.count().div_ceil(200).max(1)
    }
}

/// The sources a file names.
pub(super) fn sources(fields: &Fields) -> Vec<Source> {
    let text = |keys: &Fields, name| keys.text(name).map(|text| text.text.to_owned());
    fields
        .maps("sources", SOURCE_KEYS)
        .iter()
        .map(|keys| Source {
            title: text(keys, "title").unwrap_or_default(),
            publisher: text(keys, "publisher").unwrap_or_default(),
            year: text(keys, "year").unwrap_or_default(),
            url: text(keys, "url"),
        })
        .collect()
}

/// The changes a file names, the latest first.
fn changes(fields: &Fields) -> Vec<Change> {
    let mut changes: Vec<_> = fields
        .maps("changes", CHANGE_KEYS)
        .iter()
        .filter_map(|keys| {
            Some(Change {
                on: keys.date("on")?.0,
                what: keys.text("what")?.text.to_owned(),
            })
        })
        .collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.on));
    changes
}

/// The review a file names, seen on a day.
pub(super) fn review(
    fields: &Fields,
    every: impl FnOnce() -> Period,
    today: Date,
    changed: bool,
) -> Option<Review> {
    let (on, _) = fields.date("reviewed")?;
    let by = fields.map("reviewed_by", REVIEWER_KEYS)?;
    let due = fields
        .period("review_every")
        .unwrap_or_else(every)
        .after(on);
    Some(Review {
        name: by.text("name")?.text.to_owned(),
        role: by.text("role")?.text.to_owned(),
        on,
        due,
        overdue: due <= today,
        changed,
    })
}
