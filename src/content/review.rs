//! Reviews: which words were reviewed, whether they are still the same, and what is due when.
//!
//! A review is of words, not of a file. So the mark that `review sign` leaves is made of what a
//! reviewer judges and of nothing else: the title, the summary, the sources and the words of the
//! body; of a self-check also what it is for, its questions, labels, numbers and rules. Not of its
//! status, its days, its topics, or how its lines are laid out.

use super::article_keys::{REVIEWER_KEYS, SOURCE_KEYS};
use super::parsed::{Kind, ParsedFile};
use super::paths::folder_of;
use super::shelf::Shelf;
use super::site;
use crate::diagnostics::{Problems, Report, rules};
use crate::markup::dates::{Period, in_words};
use crate::markup::front_matter::{self, plain_status};
use crate::markup::keys::Fields;
use crate::markup::node::{Node, Value};
use crate::markup::plain;
use crate::markup::scalar::scalar;
use crate::text::Span;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The way a mark is made. Another way gets another word, so that an old mark is never compared
/// with a new one.
const WAY: &str = "w1-";
/// How many bytes of the digest a mark has.
const LENGTH: usize = 8;

/// The keys of a self-check that decide what readers are told. Its examples decide nothing.
const JUDGED: [&str; 8] = [
    "about",
    "steps",
    "measures",
    "outcomes",
    "advice",
    "findings",
    "scale",
    "worse_upwards",
];

/// The mark of the words that a reviewer of a file judges.
pub(super) fn fingerprint(file: &ParsedFile) -> String {
    let mut words = Sha256::new();
    // Every part is led by its length, so that no word can move from one part to the next.
    let mut part = |name: &str, text: &str| {
        words.update(format!("{name} {} ", text.len()));
        words.update(text);
    };
    for name in ["title", "summary", "intended_use"] {
        let text = file.fields.text(name).map_or("", |text| text.text);
        part(name, &plain::collapsed(text));
    }
    for source in sources(file) {
        part("source", &source);
    }
    if file.kind == Kind::SelfCheck {
        for name in JUDGED {
            let mut text = String::new();
            if let Some(node) = file.fields.node(name) {
                write_node(node, false, &mut text);
            }
            part(name, &text);
        }
    }
    if let Some(body) = file.body {
        part("body", &plain::words(file.file.slice(body)));
    }
    let mut mark = WAY.to_owned();
    for byte in &words.finalize()[..LENGTH] {
        let _ = write!(mark, "{byte:02x}");
    }
    mark
}

/// The sources, in an order that does not depend on the file's.
fn sources(file: &ParsedFile) -> Vec<String> {
    let mut sources: Vec<String> = file
        .fields
        .maps("sources", SOURCE_KEYS)
        .iter()
        .map(|source| {
            let mut text = String::new();
            for key in SOURCE_KEYS {
                let value = source.text(key.name).map_or("", |text| text.text);
                let _ = writeln!(text, "{}: {}", key.name, plain::collapsed(value));
            }
            text
        })
        .collect();
    sources.sort();
    sources
}

/// A value of the front matter, the same for every way of typing it. The order of keys is no part
/// of it, but that of choices is: readers see it, and rules may speak of it.
fn write_node(node: &Node, in_order: bool, text: &mut String) {
    match &node.value {
        Value::Text(words) => {
            let words = plain::collapsed(words);
            let _ = write!(text, "{}:{words}", words.len());
        }
        Value::List(items) => {
            text.push('[');
            for item in items {
                write_node(item, false, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Map(entries) => {
            let mut entries: Vec<_> = entries
                .iter()
                .filter(|(_, value)| !matches!(&value.value, Value::Text(text) if text.trim().is_empty()))
                .collect();
            if !in_order {
                entries.sort_by(|(a, _), (b, _)| a.text.cmp(&b.text));
            }
            text.push('{');
            for (key, value) in entries {
                let _ = write!(text, "{}:{}=", key.text.len(), key.text);
                write_node(value, key.text == "choices", text);
                text.push(',');
            }
            text.push('}');
        }
    }
}

/// Whether a text can be a mark.
fn is_mark(text: &str) -> bool {
    text.strip_prefix(WAY).is_some_and(|digits| {
        digits.len() == LENGTH * 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether the words of a file are others than those that were reviewed; that is reported. A review
/// without a mark says nothing of its words.
pub(super) fn check(file: &ParsedFile, problems: &mut Problems) -> bool {
    let (Some((on, _)), Some(by), Some(mark)) = (
        file.fields.date("reviewed"),
        file.fields.map("reviewed_by", REVIEWER_KEYS),
        file.fields.text("reviewed_words"),
    ) else {
        return false;
    };
    let name = by.text("name").map_or("", |name| name.text);
    let what = if file.kind == Kind::SelfCheck {
        "words or rules"
    } else {
        "words"
    };
    let sign = format!("have it reviewed again; then {}", to_sign(file));
    if !is_mark(mark.text) {
        problems
            .add(
                &rules::REVIEW_MARK,
                mark.span,
                format!(
                    "\"{}\" is no mark of reviewed words, so nobody can tell which were reviewed; readers are told that they changed",
                    mark.text
                ),
            )
            .help(sign);
        return true;
    }
    if mark.text == fingerprint(file) {
        return false;
    }
    problems
        .add(
            &rules::REVIEW_CHANGED,
            mark.span,
            format!(
                "the {what} have changed since the review of {} by {name}; readers are told so",
                in_words(on)
            ),
        )
        .help(sign);
    true
}

/// What to run once a file has been reviewed.
fn to_sign(file: &ParsedFile) -> String {
    format!(
        "run    health-preservation review sign {} --by \"Name, role\"",
        file.file.path()
    )
}

/// Reports a review whose day has come.
pub(super) fn overdue(file: &ParsedFile, due: Date, problems: &mut Problems) {
    let at = file.fields.key_span("reviewed").unwrap_or(Span::new(0, 0));
    problems
        .add(
            &rules::REVIEW_OVERDUE,
            at,
            format!(
                "the next review was due on {}; readers are told so",
                in_words(due)
            ),
        )
        .help(format!("have it reviewed; then {}", to_sign(file)));
}

/// How long a review of a file holds, as its folder says, or the one above. `fields` gives the keys
/// of a category's file.
pub(super) fn every<'a>(
    shelf: &Shelf,
    path: &str,
    fields: impl Fn(usize) -> &'a Fields,
) -> Option<Period> {
    let mut folder = folder_of(path);
    while !folder.is_empty() {
        if let Some(Some(index)) = shelf.categories.get(folder)
            && let Some(period) = fields(*index).period("review_every")
        {
            return Some(period);
        }
        folder = folder_of(folder);
    }
    None
}

/// How it stands with the review of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has reviewed it.
    Never,
    /// Its words are others than those reviewed.
    Changed,
    /// The next review should have been.
    Overdue,
    /// The next review has a day.
    Reviewed,
}

/// A page that clinicians review: an article or a self-check that is published, or says that it is.
#[derive(Clone, Debug)]
pub struct Reviewable {
    /// The path of its file below the articles' folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The folder of its category.
    pub folder: String,
    /// Whether it is a self-check.
    pub self_check: bool,
    /// How it stands.
    pub state: State,
    /// The day of its review.
    pub on: Option<Date>,
    /// Who reviewed it: name and profession.
    pub by: Option<(String, String)>,
    /// The day of the next review.
    pub due: Option<Date>,
}

/// Why a review cannot be signed.
#[derive(Clone, Debug)]
pub enum CannotSign {
    /// No file stands at the path.
    NoFile,
    /// The file is no article and no self-check.
    NotReviewable,
    /// It has mistakes, which the report tells.
    Mistakes(Report),
}

/// Who reviewed a page, and when.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The reviewer's name.
    pub name: String,
    /// The reviewer's profession.
    pub role: String,
    /// The day of the review.
    pub on: Date,
}

impl Shelf {
    /// The day it is for the site at an instant.
    #[must_use]
    pub fn today(&self, now: Timestamp) -> Date {
        let site = self.file_at("_index.md");
        let zone = site.and_then(|index| site::zone(&self.files[index].file.fields));
        now.to_zoned(zone.unwrap_or(TimeZone::UTC)).date()
    }

    /// Every page that clinicians review, in the order of the paths, as it stands on a day.
    #[must_use]
    pub fn reviewable(&self, today: Date) -> Vec<Reviewable> {
        let fields = |index: usize| &self.files[index].file.fields;
        let of_site = self
            .file_at("_index.md")
            .and_then(|index| fields(index).period("review_every"))
            .unwrap_or(site::REVIEW_EVERY);
        self.files
            .iter()
            .map(|shelved| &shelved.file)
            .filter(|file| {
                matches!(file.kind, Kind::Article | Kind::SelfCheck)
                    && plain_status(&file.file) == Some("published")
            })
            .map(|file| {
                let every = every(self, &file.path, fields).unwrap_or(of_site);
                reviewable(file, every, today)
            })
            .collect()
    }

    /// The text of a file with a review signed in it: the three lines of it are written anew, and
    /// everything else stays as it was typed.
    ///
    /// # Errors
    /// When there is no such page, or it has mistakes: a review is of words that readers can get.
    pub fn signed(
        &self,
        path: &str,
        signature: &Signature,
        report: &Report,
    ) -> Result<String, CannotSign> {
        let index = self.file_at(path).ok_or(CannotSign::NoFile)?;
        let file = &self.files[index].file;
        let mistakes: Vec<_> = report
            .problems()
            .iter()
            .filter(|problem| problem.is_error() && problem.place.file.path() == file.file.path())
            .cloned()
            .collect();
        if !mistakes.is_empty() || file.broken {
            return Err(CannotSign::Mistakes(Report::new(mistakes)));
        }
        if !matches!(file.kind, Kind::Article | Kind::SelfCheck) {
            return Err(CannotSign::NotReviewable);
        }
        let by = format!(
            "{{name: {}, role: {}}}",
            scalar(&signature.name),
            scalar(&signature.role)
        );
        let lines = [
            ("reviewed", signature.on.to_string()),
            ("reviewed_by", by),
            ("reviewed_words", fingerprint(file)),
        ];
        front_matter::with_keys(&file.file, &lines, &["updated", "published", "status"])
            .ok_or_else(|| CannotSign::Mistakes(Report::new(Vec::new())))
    }
}

fn reviewable(file: &ParsedFile, every: Period, today: Date) -> Reviewable {
    let review = super::article::review(&file.fields, || every, today, file.words_changed);
    let state = match &review {
        None => State::Never,
        Some(review) if review.changed => State::Changed,
        Some(review) if review.overdue => State::Overdue,
        Some(_) => State::Reviewed,
    };
    let title = file.fields.text("title");
    Reviewable {
        path: file.path.clone(),
        title: title.map_or_else(|| file.path.clone(), |title| title.text.to_owned()),
        folder: folder_of(&file.path).to_owned(),
        self_check: file.kind == Kind::SelfCheck,
        state,
        on: review.as_ref().map(|review| review.on),
        due: review.as_ref().map(|review| review.due),
        by: review.map(|review| (review.name, review.role)),
    }
}
