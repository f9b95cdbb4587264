//! Which articles have the words that a reader looks for.
//!
//! First those with all words, each in any of its forms or by a synonym. When these are few, those
//! with some of the words follow. Words that nothing has are first read as what was probably meant.

use super::index::{SearchError, Searchable};
use super::query::{Query, Term as Typed};
use super::sets::Name;
use super::tongue::Stems;
use crate::content::{Article, Entry, Library};
use std::collections::HashSet;
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query as EngineQuery,
    TermQuery,
};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, TantivyDocument, Term};

/// The most articles that are found: twenty pages of ten. Nobody reads further.
pub const MOST: usize = 200;
/// With fewer articles than this that have all words, those with some of them are shown too.
const FEW: usize = 3;
/// How many articles with some of the words are shown.
const SOME: usize = 10;
/// How many of the best are looked at again by what they are called.
const LOOKED_AT: usize = 60;
/// What a synonym counts, where the word itself counts 1.
const SYNONYM: f32 = 0.7;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles with all words, the best first, by their places in the library.
    pub all: Vec<usize>,
    /// Whether there are more than [`MOST`] of them.
    pub more: bool,
    /// When `all` are few: the best of those with some of the words.
    pub some: Vec<usize>,
    /// What was looked for in the place of what was typed.
    pub mended: Option<Query>,
    /// When little was found: what may have been meant by words that few articles have.
    pub suggested: Option<Query>,
    /// Whether not all words were looked for, because they are too many.
    pub left_out: bool,
    pub(super) meanings: Vec<Meaning>,
}

/// What one word of a query, or some that belong together, can be called.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// As it was typed, as stems.
    pub(super) typed: Vec<String>,
    /// For words in quotes: where each stands, counted from the first of the phrase.
    pub(super) places: Option<Vec<usize>>,
    /// Other names for it, as stems.
    pub(super) others: Vec<Vec<String>>,
}

impl Searchable {
    /// Finds the articles of the library that it was made for. With `as_typed`, what is misspelt
    /// stays so.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn find(
        &self,
        library: &Library,
        query: &Query,
        as_typed: bool,
    ) -> Result<Found, SearchError> {
        let mut stems = self.tongue.stems();
        let mut short = query.to_the_point(&mut stems);
        let mut found = Found {
            left_out: short.left_out(),
            ..Found::default()
        };
        if !as_typed && let Some(mended) = self.mended(&short, &mut stems) {
            short = mended.to_the_point(&mut stems);
            found.mended = Some(mended);
        }
        found.meanings = self.meanings(&short, &mut stems);
        if found.meanings.is_empty() {
            return Ok(found);
        }
        let strict = self.all_of(&found.meanings);
        let mut all = self.best(library, &found.meanings, &*strict, MOST + 1, &mut stems)?;
        found.more = all.len() > MOST;
        all.truncate(MOST);
        // Who asks for exact words and gets them wants no others.
        let exact = !all.is_empty() && found.meanings.iter().any(|one| one.places.is_some());
        let many = found.meanings.len() > 1 || found.meanings[0].typed.len() > 1;
        if all.len() < FEW && many && !exact {
            let loose = self.some_of(&found.meanings);
            let some = self.best(library, &found.meanings, &loose, SOME + FEW, &mut stems)?;
            found.some = some
                .into_iter()
                .filter(|place| !all.contains(place))
                .collect();
            found.some.truncate(SOME);
        }
        if all.len() < FEW && !as_typed && found.mended.is_none() {
            found.suggested = self.suggested(&short, &mut stems);
        }
        found.all = all;
        Ok(found)
    }

    /// What the words of a query can mean.
    fn meanings(&self, query: &Query, stems: &mut Stems) -> Vec<Meaning> {
        let mut meanings = Vec::new();
        let mut plain: Vec<String> = Vec::new();
        for term in query.terms() {
            if is_one_word(term) {
                plain.extend(term.words.iter().map(|word| stems.of(&word.folded)));
                continue;
            }
            self.add_plain(&mut plain, &mut meanings);
            meanings.push(in_quotes(term, stems));
        }
        self.add_plain(&mut plain, &mut meanings);
        meanings
    }

    /// Adds what a row of plain words can mean.
    fn add_plain(&self, plain: &mut Vec<String>, meanings: &mut Vec<Meaning>) {
        let stems: Vec<&str> = plain.iter().map(String::as_str).collect();
        let mut at = 0;
        while at < stems.len() {
            let (length, names) = self.sets.at(&stems[at..]).unwrap_or((1, Vec::new()));
            let typed: Vec<String> = plain[at..at + length].to_vec();
            let mut others: Vec<Vec<String>> = Vec::new();
            for Name { all, telling } in names {
                if *telling != typed && *all != typed && !others.contains(all) {
                    others.push(all.clone());
                }
            }
            meanings.push(Meaning {
                typed,
                places: None,
                others,
            });
            at += length;
        }
        plain.clear();
    }

    /// The query for articles with all meanings.
    fn all_of(&self, meanings: &[Meaning]) -> Box<dyn EngineQuery> {
        let mut each: Vec<Box<dyn EngineQuery>> = meanings
            .iter()
            .map(|meaning| self.meaning(meaning))
            .collect();
        match (each.len(), each.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                each.extend(last);
                Box::new(BooleanQuery::intersection(each))
            }
        }
    }

    fn meaning(&self, meaning: &Meaning) -> Box<dyn EngineQuery> {
        let typed = match &meaning.places {
            Some(places) => self.in_places(&meaning.typed, places),
            None => self.together(&meaning.typed),
        };
        if meaning.others.is_empty() {
            return typed;
        }
        let others = meaning.others.iter().map(|other| -> Box<dyn EngineQuery> {
            Box::new(BoostQuery::new(self.phrase(other), SYNONYM))
        });
        let names = std::iter::once(typed).chain(others).collect();
        Box::new(DisjunctionMaxQuery::new(names))
    }

    /// Stems anywhere in an article.
    fn together(&self, stems: &[String]) -> Box<dyn EngineQuery> {
        if let [only] = stems {
            return Box::new(self.stem(only));
        }
        let each = stems
            .iter()
            .map(|stem| -> Box<dyn EngineQuery> { Box::new(self.stem(stem)) });
        Box::new(BooleanQuery::intersection(each.collect()))
    }

    /// Stems one after the other.
    fn phrase(&self, stems: &[String]) -> Box<dyn EngineQuery> {
        self.in_places(stems, &(0..stems.len()).collect::<Vec<_>>())
    }

    /// Stems at these places of a phrase.
    fn in_places(&self, stems: &[String], places: &[usize]) -> Box<dyn EngineQuery> {
        if let [only] = stems {
            return Box::new(self.stem(only));
        }
        let terms = places
            .iter()
            .copied()
            .zip(stems.iter().map(|stem| self.term(stem)));
        Box::new(PhraseQuery::new_with_offset(terms.collect()))
    }

    /// The query for articles with any of the words. It is made of nothing but single stems, for
    /// which the engine can leave out most of long lists.
    fn some_of(&self, meanings: &[Meaning]) -> BooleanQuery {
        let mut stems: Vec<&String> = Vec::new();
        for meaning in meanings {
            let single = meaning.others.iter().filter(|other| other.len() == 1);
            for stem in meaning.typed.iter().chain(single.flatten()) {
                if !stems.contains(&stem) {
                    stems.push(stem);
                }
            }
        }
        let each = stems
            .into_iter()
            .map(|stem| -> (Occur, Box<dyn EngineQuery>) {
                (Occur::Should, Box::new(self.stem(stem)))
            });
        BooleanQuery::new(each.collect())
    }

    fn stem(&self, stem: &str) -> TermQuery {
        TermQuery::new(self.term(stem), IndexRecordOption::WithFreqs)
    }

    fn term(&self, stem: &str) -> Term {
        Term::from_field_text(self.fields.words, stem)
    }

    /// The best articles for a query of the engine, by their places in the library.
    fn best(
        &self,
        library: &Library,
        meanings: &[Meaning],
        query: &dyn EngineQuery,
        most: usize,
        stems: &mut Stems,
    ) -> Result<Vec<usize>, SearchError> {
        let hits = self.searcher.search(
            query,
            &TopDocs::with_limit(most.max(LOOKED_AT)).order_by_score(),
        )?;
        let highest = hits
            .first()
            .map_or(1.0, |(score, _)| score.max(f32::MIN_POSITIVE));
        let mut ranked: Vec<(f32, usize)> = Vec::with_capacity(hits.len());
        for (number, (score, at)) in hits.into_iter().enumerate() {
            let Some(place) = self.place(library, at)? else {
                continue;
            };
            let called = if number < LOOKED_AT {
                called(&library.articles()[place], meanings, stems)
            } else {
                0.0
            };
            ranked.push((score / highest + called, place));
        }
        // Addresses make the order the same whatever the engine's own numbers are.
        let address = |place: usize| library.articles()[place].address().as_str();
        ranked.sort_by(|one, other| {
            other
                .0
                .total_cmp(&one.0)
                .then_with(|| address(one.1).cmp(address(other.1)))
        });
        ranked.truncate(most);
        Ok(ranked.into_iter().map(|(_, place)| place).collect())
    }

    /// The place in the library of a document.
    fn place(&self, library: &Library, at: DocAddress) -> Result<Option<usize>, SearchError> {
        let document: TantivyDocument = self.searcher.doc(at)?;
        let address = document.get_first(self.fields.address);
        let entry = address
            .and_then(|address| address.as_str())
            .and_then(|address| library.entry(address));
        Ok(match entry {
            Some(Entry::Article(place)) => Some(*place),
            _ => None,
        })
    }
}

/// How well what an article is called fits a query, from 0 to 1: its title, or another name for it.
fn called(article: &Article, meanings: &[Meaning], stems: &mut Stems) -> f32 {
    let names =
        std::iter::once(article.title()).chain(article.also_known_as().iter().map(String::as_str));
    let mut best = 0.0_f32;
    for name in names {
        let name = Name::of(name, stems)
            .map(|name| name.telling)
            .unwrap_or_default();
        let words: HashSet<&String> = name.iter().collect();
        let has = |stems: &Vec<String>| stems.iter().all(|stem| words.contains(stem));
        let mut fitting = 0.0;
        let mut used: HashSet<&String> = HashSet::new();
        for meaning in meanings {
            if has(&meaning.typed) {
                fitting += 1.0;
                used.extend(&meaning.typed);
            } else if let Some(other) = meaning.others.iter().find(|other| has(other)) {
                fitting += SYNONYM;
                used.extend(other);
            }
        }
        let covered = fitting / meanings.len() as f32;
        let exact = used.len() as f32 / words.len().max(1) as f32;
        best = best.max(covered * covered * (0.6 + 0.4 * exact));
    }
    best
}

/// What words in quotes mean. Words that say nothing only keep their places free: to follow each "of
/// the" through every article would take longer than all the rest. A phrase of nothing else is read
/// as single words.
fn in_quotes(term: &Typed, stems: &mut Stems) -> Meaning {
    let first = term.words.first().map_or(0, |word| word.place);
    let (mut typed, mut places) = (Vec::new(), Vec::new());
    for word in &term.words {
        if !stems.says_nothing(&word.folded) {
            typed.push(stems.of(&word.folded));
            places.push(word.place - first);
        }
    }
    let places = Some(places).filter(|places| !places.is_empty());
    if places.is_none() {
        typed = term
            .words
            .iter()
            .map(|word| stems.of(&word.folded))
            .collect();
    }
    Meaning {
        typed,
        places,
        others: Vec::new(),
    }
}

/// Whether a term is a word without quotes, or a single one in them.
const fn is_one_word(term: &Typed) -> bool {
    !term.quoted || term.words.len() == 1
}
