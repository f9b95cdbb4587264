//! The site itself: what `articles/_index.md` says.

use crate::markup::dates::Period;
use crate::markup::document::Call;
use crate::markup::keys::{Fields, Key, Shape, Text, key};
use jiff::tz::TimeZone;

/// The keys of a number to call.
const CALL_KEYS: &[Key] = &[
    key!("words", Shape::Text, required, "words: NHS 111"),
    key!("number", Shape::Text, required, "number: \"111\""),
    key!(
        "country",
        Shape::Text,
        required,
        "country: England, Scotland and Wales"
    ),
    key!(
        "elsewhere",
        Shape::Text,
        required,
        "elsewhere: call your local emergency number, such as 112, 911 or 000"
    ),
];

/// The keys of `articles/_index.md`.
pub(super) const SITE_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: Health Preservation Learning Network"
    ),
    key!(
        "short_title",
        Shape::Text,
        "short_title: Health Preservation"
    ),
    key!(
        "summary",
        Shape::Sentence(50, 200),
        required,
        "summary: What this site is, in one or two sentences."
    ),
    key!("language", Shape::Text, "language: en-GB"),
    key!("time_zone", Shape::Text, "time_zone: Europe/London"),
    key!(
        "contact",
        Shape::Text,
        required,
        "contact: mistakes@example.org"
    ),
    key!("review_every", Shape::Period, "review_every: 3 years"),
    key!(
        "order",
        Shape::List(&Shape::Text),
        "order: [fitness-coach, sleep]"
    ),
    key!(
        "emergency",
        Shape::Map(CALL_KEYS),
        required,
        "emergency:    with the keys words, number, country and elsewhere below it"
    ),
    key!(
        "urgent",
        Shape::Map(CALL_KEYS),
        required,
        "urgent:    with the keys words, number, country and elsewhere below it"
    ),
    key!(
        "crisis",
        Shape::Map(CALL_KEYS),
        required,
        "crisis:    with the keys words, number, country and elsewhere below it"
    ),
    key!(
        "urgent_words",
        Shape::List(&Shape::Text),
        "urgent_words: [chest pain, cannot breathe]"
    ),
    key!(
        "crisis_words",
        Shape::List(&Shape::Text),
        "crisis_words: [suicide, self-harm]"
    ),
    key!(
        "synonyms",
        Shape::List(&Shape::List(&Shape::Text)),
        "synonyms: [[backache, back pain]]"
    ),
    key!(
        "unreviewed_checks",
        Shape::Choice(&["show", "hide"]),
        "unreviewed_checks: show"
    ),
    key!(
        "allow",
        Shape::Texts,
        "allow:    with a rule and a reason below it"
    ),
];

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
            review_every: fields.period("review_every").unwrap_or(Period::years(3)),
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
