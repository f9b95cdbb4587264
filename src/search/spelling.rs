//! What a reader probably meant by a word that nothing has.

use super::Searchable;
use super::query::Query;
use super::tongue::Stems;
use super::vocabulary::Near;
use std::collections::HashMap;
use std::ops::Range;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

/// How many of the nearest words are looked at: the first may stand only in what was taken down.
const CANDIDATES: usize = 5;
/// A word is only suggested for another one that is there when it is in so many times as many
/// articles.
const MUCH_MORE: u64 = 4;
/// The parts of words that were typed as one have at least so many letters.
const SHORTEST_PART: usize = 3;

impl Searchable {
    /// Whether a word stands in an article or in a set, in any form.
    pub(super) fn knows(&self, word: &str, stem: &str) -> bool {
        let term = Term::from_field_text(self.fields.words, stem);
        self.searcher.doc_freq(&term).is_ok_and(|count| count > 0)
            || self.sets.knows(stem)
            // Numbers have no spelling.
            || word.chars().any(|letter| letter.is_numeric())
    }

    /// The query with words that are known in the place of those that are not, where some are
    /// near enough; `None` when there is nothing to mend.
    pub(super) fn mended(&self, query: &Query, stems: &mut Stems) -> Option<Query> {
        let mut mended: Vec<(Range<usize>, String)> = Vec::new();
        for word in query.terms().iter().flat_map(|term| &term.words) {
            let stem = stems.of(&word.folded);
            if self.knows(&word.folded, &stem) {
                continue;
            }
            let meant = self
                .nearest(&word.folded, |_| true)
                .or_else(|| self.apart(&word.folded, stems));
            if let Some(meant) = meant {
                mended.push((word.range.clone(), meant));
            }
        }
        // Words stand in the order of the text, for terms do.
        (!mended.is_empty()).then(|| query.with(&mended))
    }

    /// The query with words that many articles have in the place of those that few have.
    pub(super) fn suggested(&self, query: &Query, stems: &mut Stems) -> Option<Query> {
        let mut meant: Vec<(Range<usize>, String)> = Vec::new();
        for word in query.terms().iter().flat_map(|term| &term.words) {
            let stem = stems.of(&word.folded);
            let few = self.count(&stem);
            // What nothing has was tried already.
            if few == 0 || self.sets.knows(&stem) {
                continue;
            }
            let more = |near: &Near| {
                let stem = stems.of(&near.word);
                near.distance == 1 && self.count(&stem) >= few.saturating_mul(MUCH_MORE)
            };
            if let Some(word_meant) = self.nearest(&word.folded, more) {
                meant.push((word.range.clone(), word_meant));
            }
        }
        (!meant.is_empty()).then(|| query.with(&meant))
    }

    /// The known word that is nearest, of those that fit.
    fn nearest(&self, word: &str, mut fits: impl FnMut(&Near) -> bool) -> Option<String> {
        let mut found = HashMap::new();
        self.sets.vocabulary().near(word, &mut found);
        for vocabulary in &self.vocabularies {
            vocabulary.near(word, &mut found);
        }
        let mut found: Vec<Near> = found.into_values().collect();
        found.retain(|near| fits(near));
        found.sort_unstable();
        found.truncate(CANDIDATES);
        let meant = found.into_iter().find(|near| self.is_open(&near.word));
        meant.map(|near| near.word)
    }

    /// Two known words that were typed as one.
    fn apart(&self, word: &str, stems: &mut Stems) -> Option<String> {
        let mut best = None;
        for (at, _) in word.char_indices().skip(SHORTEST_PART) {
            let (first, second) = word.split_at(at);
            if second.chars().count() < SHORTEST_PART {
                break;
            }
            let [one, other] = [first, second].map(|part| self.count(&stems.of(part)));
            let rarer = one.min(other);
            if rarer > 0 && best.as_ref().is_none_or(|(count, _)| rarer > *count) {
                best = Some((rarer, format!("{first} {second}")));
            }
        }
        best.map(|(_, parts)| parts)
    }

    /// How many articles have a stem.
    fn count(&self, stem: &str) -> u64 {
        let term = Term::from_field_text(self.fields.words, stem);
        self.searcher.doc_freq(&term).unwrap_or(0)
    }

    /// Whether a word as it is written stands in something that readers can open now; the
    /// vocabulary of a piece keeps the words of what was taken out of it. The words of sets stand
    /// in the file of the site, and are open.
    fn is_open(&self, word: &str) -> bool {
        let term = Term::from_field_text(self.fields.written, word);
        let mut anywhere = false;
        for piece in self.searcher.segment_readers() {
            let Ok(index) = piece.inverted_index(self.fields.written) else {
                continue;
            };
            let Ok(Some(mut postings)) = index.read_postings(&term, IndexRecordOption::Basic)
            else {
                continue;
            };
            anywhere = true;
            if !piece.has_deletes() && postings.doc_freq() > 0 {
                return true;
            }
            while postings.doc() != TERMINATED {
                if !piece.is_deleted(postings.doc()) {
                    return true;
                }
                postings.advance();
            }
        }
        !anywhere
    }
}
