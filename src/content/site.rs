//! The site itself: what `articles/_index.md` says.

use crate::markup::dates::Period;
use crate::markup::document::Call;
use crate::markup::keys::{Fields, Key, Shape, Text, key};
use jiff::tz::TimeZone;

/// The keys of a number to call.
const CALL_KEYS: &[Key] = &[
    key!(
        "words",
        Shape::Text,
        required,
        "words: NHS 111",
        "The words that stand in a sentence for it"
    ),
    key!(
        "number",
        Shape::Text,
        required,
        "number: \"111\"",
        "The digits to call"
    ),
    key!(
        "country",
        Shape::Text,
        required,
        "country: England, Scotland and Wales",
        "Where it is the right number"
    ),
    key!(
        "elsewhere",
        Shape::Text,
        required,
        "elsewhere: call your local emergency number, such as 112, 911 or 000",
        "What to do in other countries"
    ),
];

/// The keys of `articles/_index.md`.
pub(super) const SITE_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: Health Preservation Learning Network",
        "The full name of the site"
    ),
    key!(
        "short_title",
        Shape::Text,
        "short_title: Health Preservation",
        "Its name as the first step of the trail"
    ),
    key!(
        "summary",
        Shape::Sentence(50, 200),
        required,
        "summary: What this site is, in one or two sentences.",
        "What the site is, in one or two sentences"
    ),
    key!(
        "language",
        Shape::Text,
        "language: en-GB",
        "The language of the pages"
    ),
    key!(
        "time_zone",
        Shape::Text,
        "time_zone: Europe/London",
        "The zone whose days count for dates"
    ),
    key!(
        "contact",
        Shape::Text,
        required,
        "contact: mistakes@example.org",
        "Where readers report a mistake"
    ),
    key!(
        "review_every",
        Shape::Period,
        "review_every: 3 years",
        "How long a review holds when nothing else is said"
    ),
    key!(
        "order",
        Shape::List(&Shape::Text),
        "order: [fitness-coach, sleep]",
        "The names of folders that come first"
    ),
    key!(
        "emergency",
        Shape::Map(CALL_KEYS),
        required,
        "emergency:    with the keys words, number, country and elsewhere below it",
        "The number for emergencies"
    ),
    key!(
        "urgent",
        Shape::Map(CALL_KEYS),
        required,
        "urgent:    with the keys words, number, country and elsewhere below it",
        "The number for help today"
    ),
    key!(
        "crisis",
        Shape::Map(CALL_KEYS),
        required,
        "crisis:    with the keys words, number, country and elsewhere below it",
        "The number for people in crisis"
    ),
    key!(
        "urgent_words",
        Shape::List(&Shape::Text),
        "urgent_words: [chest pain, cannot breathe]",
        "Words in a search that bring up the emergency card"
    ),
    key!(
        "crisis_words",
        Shape::List(&Shape::Text),
        "crisis_words: [suicide, self-harm]",
        "Words in a search that bring up the card for people in crisis"
    ),
    key!(
        "synonyms",
        Shape::List(&Shape::List(&Shape::Text)),
        "synonyms: [[backache, back pain]]",
        "Sets of words that readers use for each other"
    ),
    key!(
        "unreviewed_checks",
        Shape::Choice(&["show", "hide"]),
        "unreviewed_checks: show",
        "Whether readers see self-checks that no clinician has reviewed"
    ),
    key!(
        "allow",
        Shape::Texts,
        "allow:    with a rule and a reason below it",
        "Warnings that are right here, each with the reason"
    ),
];

/// How long a review holds when nothing is said anywhere.
pub(super) const REVIEW_EVERY: Period = Period::years(3);

/// What the whole site shares.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its full name.
    pub title: String,
    /// Its name as the first step of the trail.
    pub short_title: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// The language of the pages (BCP 47).
    pub language: String,
    /// The zone whose days count for dates.
    pub time_zone: TimeZone,
    /// The address for reports of mistakes, when the file names one.
    pub contact: Option<String>,
    /// How long a review holds when nothing else is said.
    pub review_every: Period,
    /// The number for emergencies.
    pub emergency: CallNumber,
    /// The number for help today.
    pub urgent: CallNumber,
    /// The number for people in crisis.
    pub crisis: CallNumber,
    /// Searches that are first answered by how to get help in an emergency.
    pub urgent_words: Vec<String>,
    /// Searches that are first answered by how to get help in a crisis.
    pub crisis_words: Vec<String>,
    /// Sets of words that readers use for each other.
    pub synonyms: Vec<Vec<String>>,
}

/// A number to call, and where it is the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallNumber {
    /// The words that stand in a sentence for it, such as "NHS 111".
    pub words: String,
    /// The digits.
    pub number: String,
    /// The country it is for; empty when it is not tied to one.
    pub country: String,
    /// What to do elsewhere.
    pub elsewhere: String,
}

impl Site {
    /// The site as its file says, and what a site is without a readable file where it does not: a
    /// page must never fail for a slip in this one file.
    pub(super) fn build(fields: &Fields) -> Self {
        let text = |name, otherwise: &str| {
            fields
                .text(name)
                .map_or(otherwise, |text| text.text)
                .to_owned()
        };
        let title = text("title", "Health Preservation Learning Network");
        let short_title = text("short_title", &title);
        Self {
            short_title,
            title,
            summary: text(
                "summary",
                "Health articles in plain words, with their sources.",
            ),
            language: text("language", "en"),
            time_zone: zone(fields).unwrap_or(TimeZone::UTC),
            contact: fields.text("contact").map(|text| text.text.to_owned()),
            review_every: fields.period("review_every").unwrap_or(REVIEW_EVERY),
            emergency: call(fields, "emergency"),
            urgent: call(fields, "urgent"),
            crisis: call(fields, "crisis"),
            urgent_words: texts(fields.texts("urgent_words")),
            crisis_words: texts(fields.texts("crisis_words")),
            synonyms: fields.lists("synonyms").into_iter().map(texts).collect(),
        }
    }

    /// The number of a call.
    #[must_use]
    pub const fn number(&self, call: Call) -> &CallNumber {
        match call {
            Call::Emergency => &self.emergency,
            Call::Urgent => &self.urgent,
            Call::Crisis => &self.crisis,
        }
    }
}

fn texts(typed: Vec<Text<'_>>) -> Vec<String> {
    typed.iter().map(|text| text.text.to_owned()).collect()
}

/// The time zone, when it is set and known.
pub(super) fn zone(fields: &Fields) -> Option<TimeZone> {
    TimeZone::get(fields.text("time_zone")?.text).ok()
}

/// A number as the file says; where it does not, words that are true everywhere. 112 is the number
/// that mobile phones take for an emergency whatever the country (ETSI TS 122 101, section 10.1).
fn call(fields: &Fields, name: &str) -> CallNumber {
    let given = fields.map(name, CALL_KEYS).and_then(|keys| {
        let text = |key| Some(keys.text(key)?.text.to_owned());
        Some(CallNumber {
            words: text("words")?,
            number: text("number")?,
            country: text("country")?,
            elsewhere: text("elsewhere")?,
        })
    });
    given.unwrap_or_else(|| CallNumber {
        words: "your local emergency number".to_owned(),
        number: "112".to_owned(),
        country: String::new(),
        elsewhere: "call your local emergency number, such as 112, 911 or 000".to_owned(),
    })
}
