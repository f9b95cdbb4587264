//! The words of one file as the lints look at them: passages, and the sentences in them.

use super::sentences;
use crate::markup::prose::{Passage, Prose};
use crate::text::Span;
use std::ops::Range;

/// What a lint is given.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// The words.
    pub(super) prose: &'a Prose,
    /// Whether its kind of file has sources.
    pub(super) can_cite: bool,
    /// The sentences of all passages, in their order.
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence of a passage.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Which of the passages it stands in.
    pub(super) passage: usize,
    /// Where its words are in [`Prose::text`].
    pub(super) words: Range<usize>,
}

impl<'a> Reading<'a> {
    /// Splits the passages into sentences.
    pub(super) fn new(prose: &'a Prose, can_cite: bool) -> Self {
        let mut all = Vec::with_capacity(prose.passages().len() * 2);
        for (passage, one) in prose.passages().iter().enumerate() {
            let text = &prose.text()[one.words.clone()];
            all.extend(sentences::split(text).map(|found| Sentence {
                passage,
                words: one.words.start + found.start..one.words.start + found.end,
            }));
        }
        Self {
            prose,
            can_cite,
            sentences: all,
        }
    }

    /// The words of a stretch of the text.
    pub(super) fn words(&self, range: Range<usize>) -> &'a str {
        &self.prose.text()[range]
    }

    /// The words of a passage.
    pub(super) fn of(&self, passage: &Passage) -> &'a str {
        self.words(passage.words.clone())
    }

    /// How many words a sentence has.
    pub(super) fn count(&self, sentence: &Sentence) -> usize {
        sentences::count_words(self.words(sentence.words.clone()))
    }

    /// Where some words stand in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.prose.span(range)
    }

    /// The sentence that holds a place of the text.
    pub(super) fn sentence_at(&self, at: usize) -> Option<&Sentence> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.words.start <= at);
        self.sentences.get(after.checked_sub(1)?)
    }
}
