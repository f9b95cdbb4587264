//! Searches that are first answered by how to get help: those with `urgent_words` or
//! `crisis_words` of the site in them.
//!
//! It is better to show the card once too often than once too seldom, so other endings, synonyms
//! and typing errors fit too, and the words may stand in any order.

use super::Searchable;
use super::query::Query;
use super::sets::Name;
use super::tongue::Stems;
use super::vocabulary::errors;
use super::words;
use crate::content::Site;

/// Which help to show first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Urgent {
    /// The help of an emergency.
    pub emergency: bool,
    /// The help for people in a crisis.
    pub crisis: bool,
}

/// The words that ask for it.
#[derive(Debug)]
pub(super) struct UrgentWords {
    emergency: Vec<Vec<Asked>>,
    crisis: Vec<Vec<Asked>>,
}

/// A word of the site's list.
#[derive(Debug)]
struct Asked {
    written: String,
    stem: String,
    /// Stems that mean the same, by the site's synonyms.
    same: Vec<String>,
}

impl UrgentWords {
    pub(super) fn of(site: &Site, stems: &mut Stems) -> Self {
        let sets: Vec<Vec<Name>> = site
            .synonyms
            .iter()
            .map(|set| {
                set.iter()
                    .filter_map(|text| Name::of(text, stems))
                    .collect()
            })
            .collect();
        let mut read = |texts: &[String]| -> Vec<Vec<Asked>> {
            let texts = texts.iter().map(|text| asked(text, &sets, stems));
            texts.filter(|words| !words.is_empty()).collect()
        };
        Self {
            emergency: read(&site.urgent_words),
            crisis: read(&site.crisis_words),
        }
    }
}

fn asked(text: &str, sets: &[Vec<Name>], stems: &mut Stems) -> Vec<Asked> {
    let all = words::folded(text);
    let telling: Vec<&String> = all
        .iter()
        .filter(|word| !stems.says_nothing(word))
        .collect();
    let telling = if telling.is_empty() {
        all.iter().collect()
    } else {
        telling
    };
    let read = telling.into_iter().map(|word| {
        let stem = stems.of(word);
        let same = sets
            .iter()
            .filter(|set| set.iter().any(|name| name.all == [stem.as_str()]))
            .flatten()
            .filter(|name| name.all.len() == 1)
            .map(|name| name.all[0].clone())
            .collect();
        Asked {
            written: word.clone(),
            stem,
            same,
        }
    });
    read.collect()
}

impl Searchable {
    /// Which help a search is first answered by.
    #[must_use]
    pub fn urgent(&self, query: &Query) -> Urgent {
        let mut stems = self.tongue.stems();
        let typed: Vec<Typed> = query
            .terms()
            .iter()
            .flat_map(|term| &term.words)
            .map(|word| {
                let stem = stems.of(&word.folded);
                Typed {
                    known: self.knows(&word.folded, &stem),
                    written: word.folded.clone(),
                    stem,
                }
            })
            .collect();
        let asks = |list: &[Vec<Asked>]| {
            list.iter().any(|words| {
                words
                    .iter()
                    .all(|word| typed.iter().any(|typed| typed.fits(word)))
                    || typed.iter().any(|typed| typed.is_all(words))
            })
        };
        Urgent {
            emergency: asks(&self.urgent.emergency),
            crisis: asks(&self.urgent.crisis),
        }
    }
}

struct Typed {
    written: String,
    stem: String,
    /// Whether it is a word, and so no typing error.
    known: bool,
}

impl Typed {
    /// Whether it is all of some words, typed as one.
    fn is_all(&self, asked: &[Asked]) -> bool {
        let together: String = asked.iter().map(|word| word.written.as_str()).collect();
        asked.len() > 1
            && (self.written == together || !self.known && nearly(&self.written, &together))
    }

    fn fits(&self, asked: &Asked) -> bool {
        if self.stem == asked.stem || asked.same.contains(&self.stem) {
            return true;
        }
        !self.known && (nearly(&self.written, &asked.written) || nearly(&self.stem, &asked.stem))
    }
}

fn nearly(one: &str, other: &str) -> bool {
    let (length, wanted) = (one.chars().count(), other.chars().count());
    let most = errors(length, wanted);
    most > 0 && length.abs_diff(wanted) <= most && strsim::osa_distance(one, other) <= most
}
