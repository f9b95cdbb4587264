//! Articles, and pages of prose: complete when they exist.

use super::address::{Address, Trail};
use crate::markup::dates::Period;
use crate::markup::document::Document;
use crate::markup::keys::{Fields, Key, Shape};
use crate::self_check::Proved;
use jiff::civil::Date;
use std::sync::Arc;

/// The words `status:` may have.
const STATUS: Shape = Shape::Choice(&["draft", "published", "withdrawn"]);
/// The words `kind:` may have.
const KIND: Shape = Shape::Choice(&["article", "page", "self-check"]);

/// The keys of a source.
pub(super) const SOURCE_KEYS: &[Key] = &[
    Key {
        name: "id",
        shape: Shape::Id,
        required: true,
        example: "id: wu-2021",
    },
    Key {
        name: "title",
        shape: Shape::Text,
        required: true,
        example: "title: \"The title of the paper\"",
    },
    Key {
        name: "publisher",
        shape: Shape::Text,
        required: true,
        example: "publisher: British Journal of Sports Medicine",
    },
    Key {
        name: "year",
        shape: Shape::Year,
        required: true,
        example: "year: 2025",
    },
    Key {
        name: "url",
        shape: Shape::Url,
        required: false,
        example: "url: https://www.nice.org.uk/guidance/ng59",
    },
];

/// The keys of a change.
pub(super) const CHANGE_KEYS: &[Key] = &[
    Key {
        name: "on",
        shape: Shape::Date,
        required: true,
        example: "on: 2026-11-22",
    },
    Key {
        name: "what",
        shape: Shape::Text,
        required: true,
        example: "what: What a reader should know changed.",
    },
];

/// The keys of a reviewer.
pub(super) const REVIEWER_KEYS: &[Key] = &[
    Key {
        name: "name",
        shape: Shape::Text,
        required: true,
        example: "name: the reviewer's name",
    },
    Key {
        name: "role",
        shape: Shape::Text,
        required: true,
        example: "role: physiotherapist",
    },
];

/// The keys of an article.
pub(super) const ARTICLE_KEYS: &[Key] = &[
    Key {
        name: "kind",
        shape: KIND,
        required: false,
        example: "kind: article",
    },
    Key {
        name: "title",
        shape: Shape::Text,
        required: true,
        example: "title: Why can you not sleep?",
    },
    Key {
        name: "summary",
        shape: Shape::Sentence(50, 200),
        required: true,
        example: "summary: What a reader will learn, in one or two sentences.",
    },
    Key {
        name: "status",
        shape: STATUS,
        required: false,
        example: "status: draft",
    },
    Key {
        name: "withdrawn_because",
        shape: Shape::Text,
        required: false,
        example: "withdrawn_because: New advice has replaced this article.",
    },
    Key {
        name: "published",
        shape: Shape::Date,
        required: false,
        example: "published: 2026-11-22",
    },
    Key {
        name: "updated",
        shape: Shape::Date,
        required: false,
        example: "updated: 2026-12-01",
    },
    Key {
        name: "publish_from",
        shape: Shape::Date,
        required: false,
        example: "publish_from: 2026-12-24",
    },
    Key {
        name: "withdraw_on",
        shape: Shape::Date,
        required: false,
        example: "withdraw_on: 2027-12-24",
    },
    Key {
        name: "changes",
        shape: Shape::List(&Shape::Map(CHANGE_KEYS)),
        required: false,
        example: "changes: [{on: 2026-12-01, what: New advice on shoes.}]",
    },
    Key {
        name: "sources",
        shape: Shape::List(&Shape::Map(SOURCE_KEYS)),
        required: false,
        example: "sources:    with    - id: wu-2021    and title, publisher, year below it",
    },
    Key {
        name: "authors",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "authors: [The name of the writer]",
    },
    Key {
        name: "reviewed",
        shape: Shape::Date,
        required: false,
        example: "reviewed: 2026-11-22",
    },
    Key {
        name: "reviewed_by",
        shape: Shape::Map(REVIEWER_KEYS),
        required: false,
        example: "reviewed_by: {name: the reviewer's name, role: physiotherapist}",
    },
    Key {
        name: "reviewed_words",
        shape: Shape::Text,
        required: false,
        example: "reviewed_words: written by the review command",
    },
    Key {
        name: "review_every",
        shape: Shape::Period,
        required: false,
        example: "review_every: 18 months",
    },
    Key {
        name: "topics",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "topics: [running, back pain]",
    },
    Key {
        name: "also_known_as",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "also_known_as: [lumbar pain]",
    },
    Key {
        name: "moved_from",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "moved_from: [/fitness-coach/the-old-name]",
    },
    Key {
        name: "related",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "related: [../sleep/why-cant-you-fall-asleep.md]",
    },
    Key {
        name: "image",
        shape: Shape::Text,
        required: false,
        example: "image: the-article/picture.png",
    },
    Key {
        name: "allow",
        shape: Shape::Texts,
        required: false,
        example: "allow:    with a rule and a reason below it",
    },
];

/// The keys of a page of prose: no sources, no review.
pub(super) const PAGE_KEYS: &[Key] = &[
    Key {
        name: "kind",
        shape: KIND,
        required: true,
        example: "kind: page",
    },
    Key {
        name: "title",
        shape: Shape::Text,
        required: true,
        example: "title: About us",
    },
    Key {
        name: "summary",
        shape: Shape::Sentence(50, 200),
        required: true,
        example: "summary: What a reader will learn, in one or two sentences.",
    },
    Key {
        name: "status",
        shape: STATUS,
        required: false,
        example: "status: draft",
    },
    Key {
        name: "withdrawn_because",
        shape: Shape::Text,
        required: false,
        example: "withdrawn_because: The page has moved into another.",
    },
    Key {
        name: "published",
        shape: Shape::Date,
        required: false,
        example: "published: 2026-11-22",
    },
    Key {
        name: "updated",
        shape: Shape::Date,
        required: false,
        example: "updated: 2026-12-01",
    },
    Key {
        name: "publish_from",
        shape: Shape::Date,
        required: false,
        example: "publish_from: 2026-12-24",
    },
    Key {
        name: "withdraw_on",
        shape: Shape::Date,
        required: false,
        example: "withdraw_on: 2027-12-24",
    },
    Key {
        name: "also_known_as",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "also_known_as: [contact]",
    },
    Key {
        name: "moved_from",
        shape: Shape::List(&Shape::Text),
        required: false,
        example: "moved_from: [/who-we-are]",
    },
    Key {
        name: "allow",
        shape: Shape::Texts,
        required: false,
        example: "allow:    with a rule and a reason below it",
    },
];

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
