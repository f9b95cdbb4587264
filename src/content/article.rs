//! Articles, and pages of prose: complete when they exist.

use super::address::{Address, Trail};
use super::article_keys::{CHANGE_KEYS, REVIEWER_KEYS, SOURCE_KEYS};
use crate::markup::dates::Period;
use crate::markup::document::Document;
use crate::markup::keys::Fields;
use crate::self_check::Proved;
use jiff::civil::Date;
use std::sync::Arc;

/// A published article or page of prose.
#[derive(Clone, Debug)]
pub struct Article {
    pub(super) address: Address,
    pub(super) page: bool,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) published: Date,
    pub(super) updated: Option<Date>,
    pub(super) changes: Vec<Change>,
    pub(super) sources: Vec<Source>,
    pub(super) authors: Vec<String>,
    pub(super) review: Option<Review>,
    pub(super) topics: Vec<String>,
    pub(super) also_known_as: Vec<String>,
    pub(super) document: Document,
    pub(super) trail: Trail,
    pub(super) related: Vec<usize>,
    pub(super) check: Option<Check>,
    pub(super) checks: Vec<usize>,
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
        &self.title
    }
    /// What a reader will learn, in a sentence or two.
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.summary
    }
    /// The day it was first published.
    #[must_use]
    pub const fn published(&self) -> Date {
        self.published
    }
    /// The day its words last changed, when they did.
    #[must_use]
    pub const fn updated(&self) -> Option<Date> {
        self.updated
    }
    /// What changed, the latest first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
    /// Its sources, in the order of the file.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
    /// Who wrote it.
    #[must_use]
    pub fn authors(&self) -> &[String] {
        &self.authors
    }
    /// Its review; `None` when no clinician has reviewed it.
    #[must_use]
    pub const fn review(&self) -> Option<&Review> {
        self.review.as_ref()
    }
    /// What it is about.
    #[must_use]
    pub fn topics(&self) -> &[String] {
        &self.topics
    }
    /// What readers may call it.
    #[must_use]
    pub fn also_known_as(&self) -> &[String] {
        &self.also_known_as
    }
    /// Its words.
    #[must_use]
    pub const fn document(&self) -> &Document {
        &self.document
    }
    /// The way to it.
    #[must_use]
    pub fn trail(&self) -> &[super::Crumb] {
        &self.trail
    }
    /// The articles to read next.
    #[must_use]
    pub fn related(&self) -> &[usize] {
        &self.related
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
    /// How many minutes it takes to read at 200 words a minute; at least one.
    #[must_use]
    pub fn minutes(&self) -> usize {
        self.document.words.div_ceil(200).max(1)
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
pub(super) fn changes(fields: &Fields) -> Vec<Change> {
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
pub(super) fn review(fields: &Fields, every: Period, today: Date) -> Option<Review> {
    let (on, _) = fields.date("reviewed")?;
    let by = fields.map("reviewed_by", REVIEWER_KEYS)?;
    let due = fields.period("review_every").unwrap_or(every).after(on);
    Some(Review {
        name: by.text("name")?.text.to_owned(),
        role: by.text("role")?.text.to_owned(),
        on,
        due,
        overdue: due <= today,
    })
}
