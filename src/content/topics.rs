//! What articles are about, in the editors' words, each with its articles.

use super::articles::Articles;
use crate::text::Slug;
use std::collections::BTreeMap;

/// A topic: what several articles say they are about.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its part of an address. Topics that differ only in capitals or signs are one.
    pub slug: Slug,
    /// The words that most articles use for it.
    pub words: String,
    /// The articles and self-checks about it, by their places in the library.
    pub articles: Vec<usize>,
}

/// The topics of some articles in the order of their slugs.
pub(super) fn of(articles: &Articles) -> Vec<Topic> {
    let mut found: BTreeMap<Slug, (BTreeMap<&str, usize>, Vec<usize>)> = BTreeMap::new();
    for (place, article) in articles.iter().enumerate() {
        for words in article.topics() {
            let Some(slug) = Slug::from_words(words) else {
                continue;
            };
            let (spellings, places) = found.entry(slug).or_default();
            *spellings.entry(words).or_default() += 1;
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let topics = found.into_iter();
    topics
        .filter_map(|(slug, (spellings, articles))| {
            // Of two that are used as often it is the first in the alphabet, so that it never
            // changes by itself.
            let words = spellings.into_iter().rev().max_by_key(|(_, uses)| *uses)?;
            Some(Topic {
                slug,
                words: words.0.to_owned(),
                articles,
            })
        })
        .collect()
}
