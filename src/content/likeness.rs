//! What an article is compared by with others, when readers are told what to read next: its words,
//! its topics, and the articles it links to, each as a number.
//!
//! It is read once with its file, because of a large site every article is compared.

use super::article::Facts;
use super::paths::{address_of, joined};
use crate::markup::document::Document;
use crate::text::Slug;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// Shorter words say little in any language.
const SHORTEST: usize = 3;

/// A word, a topic or an address as a number. The same text gives the same number in every run.
pub(super) type Mark = u64;

/// What is kept for each mark.
pub(super) type ByMark<T> = HashMap<Mark, T, BuildHasherDefault<Marks>>;

/// Takes marks as they are: to mix what is mixed already is most of the work of comparing.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks(Mark);

impl Hasher for Marks {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, mark: Mark) {
        self.0 = mark;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What an article is compared by. Each list is in order and has nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// The words of its names: title and also known as.
    pub(super) names: Vec<Mark>,
    /// The other words of its summary and its headings.
    pub(super) words: Vec<Mark>,
    /// Its topics.
    pub(super) topics: Vec<Mark>,
    /// The addresses of the pages that it links to.
    pub(super) leads_to: Vec<Mark>,
}

impl Likeness {
    /// What the file at a path is compared by.
    pub(super) fn of(path: &str, facts: &Facts, outline: &Document) -> Self {
        let also = facts.also_known_as.iter().map(String::as_str);
        let names = in_order(also.chain([facts.title.as_str()]).flat_map(words_of));
        let headings = outline.sections.iter();
        let headings = headings.map(|section| section.heading.text.as_str());
        let words = headings
            .chain([facts.summary.as_str()])
            .flat_map(words_of)
            .filter(|word| names.binary_search(word).is_err());
        let topics = facts.topics.iter();
        let topics = topics.filter_map(|topic| Some(mark(Slug::from_words(topic)?.as_str())));
        let leads_to = outline.links.iter().filter_map(|link| {
            let (file, _) = link
                .destination
                .split_once('#')
                .unwrap_or((&link.destination, ""));
            let file = file.ends_with(".md").then_some(file)?;
            Some(mark(address_of(&joined(path, file)?).as_str()))
        });
        Self {
            words: in_order(words),
            names,
            topics: in_order(topics),
            leads_to: in_order(leads_to),
        }
    }
}

/// A text as a number.
pub(super) fn mark(text: &str) -> Mark {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn in_order(marks: impl Iterator<Item = Mark>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = marks.collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// The words of a text. One and many of a thing are one word, as far as an s at the end tells.
fn words_of(text: &str) -> impl Iterator<Item = Mark> {
    text.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| {
            let word = word.to_lowercase();
            mark(word.strip_suffix('s').unwrap_or(&word))
        })
}
