//! The keys of articles and of pages of prose.

use crate::markup::keys::{Key, Shape, key};

/// The words `kind:` may have.
const KIND: Shape = Shape::Choice(&["article", "page", "self-check"]);

/// The keys of a source.
pub(super) const SOURCE_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: wu-2021"),
    key!(
        "title",
        Shape::Text,
        required,
        "title: \"The title of the paper\""
    ),
    key!(
        "publisher",
        Shape::Text,
        required,
        "publisher: British Journal of Sports Medicine"
    ),
    key!("year", Shape::Year, required, "year: 2025"),
    key!(
        "url",
        Shape::Url,
        "url: https://www.nice.org.uk/guidance/ng59"
    ),
];

/// The keys of a change.
pub(super) const CHANGE_KEYS: &[Key] = &[
    key!("on", Shape::Date, required, "on: 2026-11-22"),
    key!(
        "what",
        Shape::Text,
        required,
        "what: What a reader should know changed."
    ),
];

/// The keys of a reviewer.
pub(super) const REVIEWER_KEYS: &[Key] = &[
    key!("name", Shape::Text, required, "name: the reviewer's name"),
    key!("role", Shape::Text, required, "role: physiotherapist"),
];

// What articles and pages of prose have in common.
const SUMMARY: Key = key!(
    "summary",
    Shape::Sentence(50, 200),
    required,
    "summary: What a reader will learn, in one or two sentences."
);
const STATUS: Key = key!(
    "status",
    Shape::Choice(&["draft", "published", "withdrawn"]),
    "status: draft"
);
const PUBLISHED: Key = key!("published", Shape::Date, "published: 2026-11-22");
const UPDATED: Key = key!("updated", Shape::Date, "updated: 2026-12-01");
const PUBLISH_FROM: Key = key!("publish_from", Shape::Date, "publish_from: 2026-12-24");
const WITHDRAW_ON: Key = key!("withdraw_on", Shape::Date, "withdraw_on: 2027-12-24");
const ALLOW: Key = key!(
    "allow",
    Shape::Texts,
    "allow:    with a rule and a reason below it"
);

/// The keys of an article.
pub(super) const ARTICLE_KEYS: &[Key] = &[
    key!("kind", KIND, "kind: article"),
    key!(
        "title",
        Shape::Text,
        required,
        "title: Why can you not sleep?"
    ),
    SUMMARY,
    STATUS,
    key!(
        "withdrawn_because",
        Shape::Text,
        "withdrawn_because: New advice has replaced this article."
    ),
    PUBLISHED,
    UPDATED,
    PUBLISH_FROM,
    WITHDRAW_ON,
    key!(
        "changes",
        Shape::List(&Shape::Map(CHANGE_KEYS)),
        "changes: [{on: 2026-12-01, what: New advice on shoes.}]"
    ),
    key!(
        "sources",
        Shape::List(&Shape::Map(SOURCE_KEYS)),
        "sources:    with    - id: wu-2021    and title, publisher, year below it"
    ),
    key!(
        "authors",
        Shape::List(&Shape::Text),
        "authors: [The name of the writer]"
    ),
    key!("reviewed", Shape::Date, "reviewed: 2026-11-22"),
    key!(
        "reviewed_by",
        Shape::Map(REVIEWER_KEYS),
        "reviewed_by: {name: the reviewer's name, role: physiotherapist}"
    ),
    key!(
        "reviewed_words",
        Shape::Text,
        "reviewed_words: written by the review command"
    ),
    key!("review_every", Shape::Period, "review_every: 18 months"),
    key!(
        "topics",
        Shape::List(&Shape::Text),
        "topics: [running, back pain]"
    ),
    key!(
        "also_known_as",
        Shape::List(&Shape::Text),
        "also_known_as: [lumbar pain]"
    ),
    key!(
        "moved_from",
        Shape::List(&Shape::Text),
        "moved_from: [/fitness-coach/the-old-name]"
    ),
    key!(
        "related",
        Shape::List(&Shape::Text),
        "related: [../sleep/why-cant-you-fall-asleep.md]"
    ),
    key!("image", Shape::Text, "image: the-article/picture.png"),
    ALLOW,
];

/// The keys of a page of prose: no sources, no review.
pub(super) const PAGE_KEYS: &[Key] = &[
    key!("kind", KIND, required, "kind: page"),
    key!("title", Shape::Text, required, "title: About us"),
    SUMMARY,
    STATUS,
    key!(
        "withdrawn_because",
        Shape::Text,
        "withdrawn_because: The page has moved into another."
    ),
    PUBLISHED,
    UPDATED,
    PUBLISH_FROM,
    WITHDRAW_ON,
    key!(
        "also_known_as",
        Shape::List(&Shape::Text),
        "also_known_as: [contact]"
    ),
    key!(
        "moved_from",
        Shape::List(&Shape::Text),
        "moved_from: [/who-we-are]"
    ),
    ALLOW,
];
