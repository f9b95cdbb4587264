//! The section and the words of an article that fit a search best.

use super::find::{Found, Meaning};
use super::index::{Searchable, is_read};
use super::tongue::Stems;
use super::words::{self, Word};
use crate::content::{Article, Library};
use crate::markup::prose::{Kind, Prose};
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

/// How many characters of an article are shown, about.
const LENGTH: usize = 200;
/// A passage that is shorter than this is shown with those after it.
const SHORT: usize = 80;
/// How many characters before the first word that fits.
const BEFORE: usize = 60;

/// An article that was found, as a list of results shows it.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The article.
    pub article: &'a Article,
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

impl Piece {
    fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            marked: false,
        }
    }

    /// Words between those that are marked, on one line.
    fn between(text: &str) -> Self {
        Self::plain(&text.replace('\n', " · "))
    }
}

impl Searchable {
    /// Shows articles that were found.
    #[must_use]
    pub fn show<'a>(&self, library: &'a Library, found: &Found, places: &[usize]) -> Vec<Hit<'a>> {
        let mut finder = Finder::new(&found.meanings, self.tongue.stems());
        let articles = places
            .iter()
            .filter_map(|place| library.articles().get(*place));
        articles.map(|article| finder.hit(article)).collect()
    }
}

/// Finds the words of one search in texts.
struct Finder<'a> {
    meanings: &'a [Meaning],
    wanted: HashSet<&'a str>,
    /// The first letters of what is looked for: endings never change the beginning of a word.
    beginnings: BTreeSet<char>,
    stems: Stems,
}

/// A word that was looked for, in a text.
struct Match<'a> {
    range: Range<usize>,
    stem: &'a str,
}

/// How well a text fits.
#[derive(Default)]
struct Fit<'a> {
    /// Which meanings are there, by any of their names.
    whole: BTreeSet<usize>,
    /// How many are there in part.
    part: usize,
    /// What to mark.
    marked: HashSet<&'a str>,
}

impl<'a> Finder<'a> {
    fn new(meanings: &'a [Meaning], stems: Stems) -> Self {
        let wanted: HashSet<&str> = meanings
            .iter()
            .flat_map(|meaning| meaning.typed.iter().chain(meaning.others.iter().flatten()))
            .map(String::as_str)
            .collect();
        Self {
            meanings,
            beginnings: wanted
                .iter()
                .filter_map(|stem| stem.chars().next())
                .collect(),
            wanted,
            stems,
        }
    }

    fn hit<'b>(&mut self, article: &'b Article) -> Hit<'b> {
        let prose = article.prose();
        let (section, passage) = self.best(article, &prose);
        let words = match passage {
            Some(passage) => self.excerpt(&prose.text()[with_next(&prose, passage)]),
            None => self.marked(article.summary(), 0..article.summary().len()),
        };
        let heading = section
            .checked_sub(1)
            .and_then(|at| article.headings().nth(at));
        Hit {
            article,
            words,
            section: heading
                .filter(|_| article.check().is_none())
                .map(|heading| (heading.id.as_str(), heading.text.as_str())),
        }
    }

    /// The section that has most of what is looked for, and the number of its best passage.
    fn best(&mut self, article: &Article, prose: &Prose) -> (usize, Option<usize>) {
        let mut sections: Vec<Section> = Vec::new();
        for (number, passage) in prose.passages().iter().enumerate() {
            if !is_read(article, passage) {
                continue;
            }
            let matches = self.matches(&prose.text()[passage.words.clone()]);
            if matches.is_empty() {
                continue;
            }
            let fit = self.fit(&matches);
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
            let count = (2 * fit.whole.len() + fit.part).max(1);
            section.meanings.extend(fit.whole);
            if matches!(passage.kind, Kind::Heading(_)) {
                section.heading += count;
            } else if count > section.count {
                section.count = count;
                section.passage = Some(number);
            }
        }
        // Of equals the last is taken, and the first is wanted.
        let best = sections.into_iter().rev().max_by_key(Section::rank);
        best.map_or((0, None), |section| (section.number, section.passage))
    }

    /// The words in a text that are looked for.
    fn matches(&mut self, text: &str) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let mut words = words::words(text);
        let mut word = Word::default();
        while words.read(&mut word) {
            let first = word.folded.chars().next();
            if !first.is_some_and(|first| self.beginnings.contains(&first)) {
                continue;
            }
            let stem = self.stems.of(&word.folded);
            if let Some(stem) = self.wanted.get(stem.as_str()) {
                found.push(Match {
                    range: word.range.clone(),
                    stem,
                });
            }
        }
        found
    }

    /// How well a text fits that has these words. Of a synonym of several words, such as "back
    /// pain", one alone says nothing; of what the reader typed it does.
    fn fit(&self, matches: &[Match<'a>]) -> Fit<'a> {
        let there: HashSet<&str> = matches.iter().map(|one| one.stem).collect();
        let has = |stem: &&'a String| there.contains(stem.as_str());
        let mut fit = Fit::default();
        for (number, meaning) in self.meanings.iter().enumerate() {
            let typed = meaning.typed.iter().filter(has).count();
            for name in std::iter::once(&meaning.typed).chain(&meaning.others) {
                if name.iter().all(|stem| has(&stem)) {
                    fit.whole.insert(number);
                    fit.marked.extend(name.iter().map(String::as_str));
                }
            }
            fit.marked
                .extend(meaning.typed.iter().filter(has).map(String::as_str));
            fit.part += usize::from(typed > 0 && !fit.whole.contains(&number));
        }
        fit
    }

    /// The part of a passage around what is looked for.
    fn excerpt(&mut self, passage: &str) -> Vec<Piece> {
        let matches = self.matches(passage);
        let fit = self.fit(&matches);
        let first = matches.iter().find(|one| fit.marked.contains(one.stem));
        let first = first.map_or(0, |one| one.range.start);
        let before = passage[..first].chars().count().saturating_sub(BEFORE);
        // A few words left out are not worth the sign for it.
        let start = if before < BEFORE / 2 {
            0
        } else {
            word_at(passage, before)
        };
        let end = passage[start..]
            .char_indices()
            .nth(LENGTH)
            .map_or(passage.len(), |(at, _)| word_end(passage, start + at));
        let mut pieces = Vec::new();
        if start > 0 {
            pieces.push(Piece::plain("… "));
        }
        pieces.extend(self.marked(passage, start..end));
        if end < passage.len() {
            pieces.push(Piece::plain(" …"));
        }
        pieces
    }

    /// A stretch of a text with what is looked for marked in it.
    fn marked(&mut self, text: &str, stretch: Range<usize>) -> Vec<Piece> {
        let matches = self.matches(text);
        let fit = self.fit(&matches);
        let mut pieces = Vec::new();
        let mut at = stretch.start;
        for Match { range, stem } in matches {
            if range.start < at || range.end > stretch.end || !fit.marked.contains(stem) {
                continue;
            }
            if at < range.start {
                pieces.push(Piece::between(&text[at..range.start]));
            }
            at = range.end;
            pieces.push(Piece {
                text: text[range].to_owned(),
                marked: true,
            });
        }
        if at < stretch.end {
            pieces.push(Piece::between(&text[at..stretch.end]));
        }
        pieces
    }
}

/// What of a search stands in a section.
#[derive(Default)]
struct Section {
    number: usize,
    meanings: BTreeSet<usize>,
    /// How well its heading fits.
    heading: usize,
    /// How well its best passage fits.
    count: usize,
    passage: Option<usize>,
}

impl Section {
    /// The most different words first; then those that stand together, in a passage or in the
    /// heading.
    fn rank(&self) -> (usize, usize) {
        (self.meanings.len(), 2 * self.count + self.heading)
    }
}

/// Where the words of a passage stand, with those of the ones after it while that is short: an item
/// of a list says little alone.
fn with_next(prose: &Prose, number: usize) -> Range<usize> {
    let all = prose.passages();
    let first = &all[number];
    let mut range = first.words.clone();
    for next in &all[number + 1..] {
        if range.len() >= SHORT || next.section != first.section || next.kind != first.kind {
            break;
        }
        range.end = next.words.end;
    }
    range
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
