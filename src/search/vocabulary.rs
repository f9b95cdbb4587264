//! The words that a piece of the index holds, to compare a misspelt word with.
//!
//! All words are looked at for each one that is misspelt. That is fast because most are told apart
//! by the letters they have, as bits of one number, before their order is looked at.

use super::index::SearchError;
use std::collections::HashMap;
use tantivy::SegmentReader;
use tantivy::schema::Field;

/// Shorter words are near too many others.
const SHORTEST: usize = 4;
/// From this length of either word on, two errors are looked past.
const LONG: usize = 8;

/// Words with what can be said of them at a glance.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    text: String,
    words: Vec<Known>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    /// Where the word ends in the text; it begins where the one before ends.
    end: u32,
    /// In how many articles it is.
    articles: u32,
    letters: u64,
    length: u8,
}

/// A word that is nearly another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Near {
    pub(super) distance: usize,
    /// People seldom miss the first letter.
    other_beginning: bool,
    /// In how many articles it is, the most first.
    articles: std::cmp::Reverse<u32>,
    pub(super) word: String,
}

impl Vocabulary {
    /// The words of a piece of the index.
    pub(super) fn of(piece: &SegmentReader, written: Field) -> Result<Self, SearchError> {
        let index = piece.inverted_index(written)?;
        let mut terms = index.terms().stream()?;
        let mut all = Self::default();
        while terms.advance() {
            if let Ok(word) = std::str::from_utf8(terms.key()) {
                all.add(word, terms.value().doc_freq);
            }
        }
        all.text.shrink_to_fit();
        all.words.shrink_to_fit();
        Ok(all)
    }

    /// Words of which it is not known how often they are used.
    pub(super) fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut all = Self::default();
        for word in words {
            all.add(word, 1);
        }
        all
    }

    fn add(&mut self, word: &str, articles: u32) {
        let length = word.chars().count();
        if length < SHORTEST - 1 || !word.chars().all(char::is_alphabetic) {
            return;
        }
        self.text.push_str(word);
        // Both are small: a word has at most forty letters, and no vocabulary four gigabytes.
        let (Ok(end), Ok(length)) = (u32::try_from(self.text.len()), u8::try_from(length)) else {
            self.text.truncate(self.text.len() - word.len());
            return;
        };
        self.words.push(Known {
            end,
            articles,
            letters: letters(word),
            length,
        });
    }

    /// Collects the words that are nearly this one.
    pub(super) fn near(&self, word: &str, found: &mut HashMap<String, Near>) {
        let length = word.chars().count();
        if length < SHORTEST {
            return;
        }
        let typed = letters(word);
        let mut start = 0;
        for known in &self.words {
            let range = start..known.end as usize;
            start = range.end;
            let other = known.length as usize;
            let most = errors(length, other);
            // An error takes at most one letter away and brings at most one.
            if length.abs_diff(other) > most
                || (known.letters ^ typed).count_ones() as usize > 2 * most
            {
                continue;
            }
            let other = &self.text[range];
            let distance = strsim::osa_distance(word, other);
            if distance > most {
                continue;
            }
            let near = found.entry(other.to_owned()).or_insert_with(|| Near {
                distance,
                other_beginning: word.chars().next() != other.chars().next(),
                articles: std::cmp::Reverse(0),
                word: other.to_owned(),
            });
            near.articles.0 = near.articles.0.saturating_add(known.articles);
        }
    }
}

/// How many errors are looked past between words of these lengths.
pub(super) const fn errors(one: usize, other: usize) -> usize {
    if one < SHORTEST {
        0
    } else if one >= LONG || other >= LONG {
        2
    } else {
        1
    }
}

/// The letters of a word as bits; letters that are not Latin share some.
fn letters(word: &str) -> u64 {
    let bit = |letter: char| match letter {
        'a'..='z' => letter as u32 - 'a' as u32,
        _ => 26 + letter as u32 % 38,
    };
    word.chars().fold(0, |bits, letter| bits | 1 << bit(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(word: &str) -> Vec<String> {
        let known = ["backache", "back", "jogging", "headache", "schlaf", "run"];
        let vocabulary = Vocabulary::of_words(known.into_iter());
        let mut found = HashMap::new();
        vocabulary.near(word, &mut found);
        let mut found: Vec<_> = found.into_values().collect();
        found.sort();
        found.into_iter().map(|near| near.word).collect()
    }

    #[test]
    fn one_error_is_looked_past_and_two_in_a_long_word() {
        assert_eq!(near("joging"), ["jogging"]);
        assert_eq!(near("joggign"), ["jogging"]);
        assert_eq!(near("backake"), ["backache"]);
        assert_eq!(near("haedahce"), ["headache"]);
        assert_eq!(near("bakc"), ["back"]);
        assert_eq!(near("rn"), [""; 0]);
        assert_eq!(near("bkca"), [""; 0]);
    }
}
