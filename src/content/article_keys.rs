//! The keys of articles and of pages of prose.

use crate::markup::keys::{Key, Shape, key};

/// The words `kind:` may have.
const KIND: Shape = Shape::Choice(&["article", "page", "self-check"]);

/// The keys of a source.
pub(super) const SOURCE_KEYS: &[Key] = &[
    key!(
        "id",
        Shape::Id,
        required,
        "id: wu-2021",
        "The name by which the text cites it, as [^wu-2021]"
    ),
    key!(
        "title",
        Shape::Text,
        required,
        "title: \"The title of the paper\"",
        "The title of the paper or guideline"
    ),
    key!(
        "publisher",
        Shape::Text,
        required,
        "publisher: British Journal of Sports Medicine",
        "The journal or body that published it"
    ),
    key!(
        "year",
        Shape::Year,
        required,
        "year: 2025",
        "The year it was published"
    ),
    key!(
        "url",
        Shape::Url,
        "url: https://www.nice.org.uk/guidance/ng59",
        "Where a reader can read it"
    ),
];

/// The keys of a change.
pub(super) const CHANGE_KEYS: &[Key] = &[
    key!(
        "on",
        Shape::Date,
        required,
        "on: 2026-11-22",
        "The day of the change"
    ),
    key!(
        "what",
        Shape::Text,
        required,
        "what: What a reader should know changed.",
        "What a reader should know changed"
    ),
];

/// The keys of a reviewer.
pub(super) const REVIEWER_KEYS: &[Key] = &[
    key!(
        "name",
        Shape::Text,
        required,
        "name: the reviewer's name",
        "The reviewer's name"
    ),
    key!(
        "role",
        Shape::Text,
        required,
        "role: physiotherapist",
        "The reviewer's profession"
    ),
];

// What articles and pages of prose have in common.
const SUMMARY: Key = key!(
    "summary",
    Shape::Sentence(50, 200),
    required,
    "summary: What a reader will learn, in one or two sentences.",
    "What a reader will learn, in one or two sentences"
);
const STATUS: Key = key!(
    "status",
    Shape::Choice(&["draft", "published", "withdrawn"]),
    "status: draft",
    "Only what is published can be seen by readers"
);
const PUBLISHED: Key = key!(
    "published",
    Shape::Date,
    "published: 2026-11-22",
    "The day it was first published"
);
const UPDATED: Key = key!(
    "updated",
    Shape::Date,
    "updated: 2026-12-01",
    "The day its words last changed"
);
const PUBLISH_FROM: Key = key!(
    "publish_from",
    Shape::Date,
    "publish_from: 2026-12-24",
    "Readers see it from this day on"
);
const WITHDRAW_ON: Key = key!(
    "withdraw_on",
    Shape::Date,
    "withdraw_on: 2027-12-24",
    "Readers no longer see it from this day on"
);
const ALLOW: Key = key!(
    "allow",
    Shape::Texts,
    "allow:    with a rule and a reason below it",
    "Warnings that are right here, each with the reason"
);

/// The keys of an article.
pub(super) const ARTICLE_KEYS: &[Key] = &[
    key!(
        "kind",
        KIND,
        "kind: article",
        "What the file is; an article when it is left out"
    ),
    key!(
        "title",
        Shape::Text,
        required,
        "title: Why can you not sleep?",
        "The question a reader asks"
    ),
    SUMMARY,
    STATUS,
    key!(
        "withdrawn_because",
        Shape::Text,
        "withdrawn_because: New advice has replaced this article.",
        "Why it was withdrawn, for readers"
    ),
    PUBLISHED,
    UPDATED,
    PUBLISH_FROM,
    WITHDRAW_ON,
    key!(
        "changes",
        Shape::List(&Shape::Map(CHANGE_KEYS)),
        "changes: [{on: 2026-12-01, what: New advice on shoes.}]",
        "What a reader should know changed, and when"
    ),
    key!(
        "sources",
        Shape::List(&Shape::Map(SOURCE_KEYS)),
        "sources:    with    - id: wu-2021    and title, publisher, year below it",
        "What the text rests on"
    ),
    key!(
        "authors",
        Shape::List(&Shape::Text),
        "authors: [The name of the writer]",
        "Who wrote it"
    ),
    key!(
        "reviewed",
        Shape::Date,
        "reviewed: 2026-11-22",
        "The day a clinician reviewed it; written by the command review sign"
    ),
    key!(
        "reviewed_by",
        Shape::Map(REVIEWER_KEYS),
        "reviewed_by: {name: the reviewer's name, role: physiotherapist}",
        "Who reviewed it; written by the command review sign"
    ),
    key!(
        "reviewed_words",
        Shape::Text,
        "reviewed_words: written by the review command",
        "A mark of the words that were reviewed; written by the command review sign"
    ),
    key!(
        "review_every",
        Shape::Period,
        "review_every: 18 months",
        "How long a review holds, when not as long as the folder's"
    ),
    key!(
        "topics",
        Shape::List(&Shape::Text),
        "topics: [running, back pain]",
        "What it is about; articles that share a topic are shown together"
    ),
    key!(
        "also_known_as",
        Shape::List(&Shape::Text),
        "also_known_as: [lumbar pain]",
        "Other words readers look for"
    ),
    key!(
        "moved_from",
        Shape::List(&Shape::Text),
        "moved_from: [/fitness-coach/the-old-name]",
        "Addresses it had before, which still lead here"
    ),
    key!(
        "related",
        Shape::List(&Shape::Text),
        "related: [../sleep/why-cant-you-fall-asleep.md]",
        "What to read next, as paths from this file"
    ),
    key!(
        "image",
        Shape::Text,
        "image: the-article/picture.png",
        "A picture for links to it elsewhere, as a path from this file"
    ),
    ALLOW,
];

/// The keys of a page of prose: no sources, no review.
pub(super) const PAGE_KEYS: &[Key] = &[
    key!("kind", KIND, required, "kind: page", "What the file is"),
    key!(
        "title",
        Shape::Text,
        required,
        "title: About us",
        "What the page is called"
    ),
    SUMMARY,
    STATUS,
    key!(
        "withdrawn_because",
        Shape::Text,
        "withdrawn_because: The page has moved into another.",
        "Why it was withdrawn, for readers"
    ),
    PUBLISHED,
    UPDATED,
    PUBLISH_FROM,
    WITHDRAW_ON,
    key!(
        "also_known_as",
        Shape::List(&Shape::Text),
        "also_known_as: [contact]",
        "Other words readers look for"
    ),
    key!(
        "moved_from",
        Shape::List(&Shape::Text),
        "moved_from: [/who-we-are]",
        "Addresses it had before, which still lead here"
    ),
    ALLOW,
];
