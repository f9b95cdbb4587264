//! The section and the words of an article that fit a search best.

use super::find::Found;
use super::index::{Searchable, is_read};
use super::tongue::Stems;
use super::words;
use crate::content::{Article, Library};
use crate::markup::prose::{Kind, Prose};
use std::collections::HashMap;
use std::ops::Range;

/// How many characters of an article are shown, about.
const LENGTH: usize = 200;
/// How many characters before the first word that fits.
const BEFORE: usize = 60;

/// An article that was found, as a list of results shows it.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its title.
    pub title: Vec<Piece>,
    /// The words of it that fit best.
    pub words: Vec<Piece>,
    /// The section they stand in: its id and its heading.
    pub section: Option<(&'a str, &'a str)>,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub marked: bool,
}

impl Searchable {
    /// Shows articles that were found.
    #[must_use]
    pub fn show<'a>(&self, library: &'a Library, found: &Found, places: &[usize]) -> Vec<Hit<'a>> {
        let looked_for = found.stems();
        let mut finder = Finder {
            beginnings: looked_for
                .keys()
                .filter_map(|stem| stem.chars().next())
                .collect(),
            looked_for,
            stems: self.tongue.stems(),
        };
        let articles = places
            .iter()
            .filter_map(|place| library.articles().get(*place));
        articles.map(|article| finder.hit(article)).collect()
    }
}

/// Finds the words of one search in texts.
struct Finder<'a> {
    looked_for: HashMap<&'a str, usize>,
    /// The first letters of what is looked for: endings never change the beginning of a word.
    beginnings: Vec<char>,
    stems: Stems,
}

/// A word that was looked for, in a text.
#[derive(Clone)]
struct Match {
    range: Range<usize>,
    meaning: usize,
}

impl Finder<'_> {
    fn hit<'a>(&mut self, article: &'a Article) -> Hit<'a> {
        let prose = article.prose();
        let (section, passage) = self.best(article, &prose);
        let words = match passage {
            Some(range) => self.excerpt(&prose.text()[range]),
            None => self.marked(article.summary(), 0..article.summary().len()),
        };
        let heading = section
            .checked_sub(1)
            .and_then(|at| article.headings().nth(at));
        Hit {
            title: self.marked(article.title(), 0..article.title().len()),
            article,
            words,
            section: heading
                .filter(|_| article.check().is_none())
                .map(|heading| (heading.id.as_str(), heading.text.as_str())),
        }
    }

    /// The section that has most of what is looked for, and its best passage.
    fn best(&mut self, article: &Article, prose: &Prose) -> (usize, Option<Range<usize>>) {
        let mut sections: Vec<Section> = Vec::new();
        for passage in prose.passages().iter().filter(|one| is_read(article, one)) {
            let matches = self.matches(&prose.text()[passage.words.clone()]);
            if matches.is_empty() {
                continue;
            }
            let mut meanings: Vec<usize> = matches.iter().map(|one| one.meaning).collect();
            meanings.sort_unstable();
            meanings.dedup();
            if sections
                .last()
                .is_none_or(|section| section.number != passage.section)
            {
                sections.push(Section {
                    number: passage.section,
                    ..Section::default()
                });
            }
            let Some(section) = sections.last_mut() else {
                continue;
            };
            let count = meanings.len();
            section.meanings.extend(meanings);
            if matches!(passage.kind, Kind::Heading(_)) {
                section.in_heading += count;
            } else if count > section.count {
                section.count = count;
                section.passage = Some(passage.words.clone());
            }
        }
        let best = sections.into_iter().rev().max_by_key(Section::rank);
        best.map_or((0, None), |section| (section.number, section.passage))
    }

    /// The words in a text that are looked for.
    fn matches(&mut self, text: &str) -> Vec<Match> {
        let mut found = Vec::new();
        for word in words::words(text) {
            if !word
                .folded
                .chars()
                .next()
                .is_some_and(|first| self.beginnings.contains(&first))
            {
                continue;
            }
            let stem = self.stems.of(&word.folded);
            if let Some(meaning) = self.looked_for.get(stem.as_str()) {
                found.push(Match {
                    range: word.range,
                    meaning: *meaning,
                });
            }
        }
        found
    }

    /// The part of a passage around what is looked for.
    fn excerpt(&mut self, passage: &str) -> Vec<Piece> {
        let first = self
            .matches(passage)
            .first()
            .map_or(0, |one| one.range.start);
        let before = passage[..first].chars().count().saturating_sub(BEFORE);
        let start = if before < BEFORE / 2 {
            0
        } else {
            word_at(passage, before)
        };
        let end = passage[start..]
            .char_indices()
            .nth(LENGTH)
            .map_or(passage.len(), |(at, _)| word_end(passage, start + at));
        let mut pieces = self.marked(passage, start..end);
        if start > 0
            && let Some(piece) = pieces.first_mut()
        {
            if piece.marked {
                pieces.insert(
                    0,
                    Piece {
                        text: "… ".to_owned(),
                        marked: false,
                    },
                );
            } else {
                piece.text.insert_str(0, "… ");
            }
        }
        if end < passage.len() {
            match pieces.last_mut() {
                Some(piece) if !piece.marked => piece.text.push_str(" …"),
                _ => pieces.push(Piece {
                    text: " …".to_owned(),
                    marked: false,
                }),
            }
        }
        pieces
    }

    /// A stretch of a text with what is looked for marked in it.
    fn marked(&mut self, text: &str, stretch: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = stretch.start;
        let mut add = |range: Range<usize>, marked| {
            if !range.is_empty() {
                pieces.push(Piece {
                    text: text[range].to_owned(),
                    marked,
                });
            }
        };
        for Match { range, .. } in self.matches(text) {
            if range.start < at || range.end > stretch.end {
                continue;
            }
            add(at..range.start, false);
            at = range.end;
            add(range, true);
        }
        add(at..stretch.end, false);
        pieces
    }
}

/// What of a search stands in a section.
#[derive(Default)]
struct Section {
    number: usize,
    meanings: std::collections::BTreeSet<usize>,
    in_heading: usize,
    /// How many meanings its best passage has.
    count: usize,
    passage: Option<Range<usize>>,
}

impl Section {
    /// The most different words first; then a heading that has them; then a passage that has many
    /// of them together.
    fn rank(&self) -> (usize, usize, usize) {
        (self.meanings.len(), self.in_heading, self.count)
    }
}

/// Where the word begins that holds the character of this number.
fn word_at(text: &str, number: usize) -> usize {
    let at = text
        .char_indices()
        .nth(number)
        .map_or(text.len(), |(at, _)| at);
    text[..at].rfind(' ').map_or(0, |space| space + 1)
}

/// Where the word ends that stands at this byte.
fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(' ').map_or(text.len(), |space| at + space)
}
