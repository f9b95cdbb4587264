//! The keys of articles and of pages of prose.

use crate::markup::keys::{Key, Shape};

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
