//! What to read next: what the editor chose, then what shares most topics, then the neighbours.

use crate::content::address::Address;
use crate::content::article::Article;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The most that are shown.
const MOST: usize = 4;

/// Which articles share a topic, and which share a category. Topics and categories are numbers here,
/// because every article is compared with all that are near it.
#[derive(Clone, Debug)]
pub(in crate::content) struct Near {
    /// The topics of each article.
    topics: Vec<Vec<usize>>,
    /// The articles of each topic.
    by_topic: Vec<Vec<usize>>,
    /// The category of each article; none of a page.
    category: Vec<Option<usize>>,
    /// The articles of each category.
    by_category: Vec<Vec<usize>>,
}

impl Near {
    pub(in crate::content) fn of(articles: &[Article]) -> Self {
        let mut near = Self {
            topics: Vec::with_capacity(articles.len()),
            by_topic: Vec::new(),
            category: Vec::with_capacity(articles.len()),
            by_category: Vec::new(),
        };
        let mut topics: HashMap<&str, usize> = HashMap::new();
        let mut categories: HashMap<Option<&Address>, usize> = HashMap::new();
        for (index, article) in articles.iter().enumerate() {
            if article.page {
                near.topics.push(Vec::new());
                near.category.push(None);
                continue;
            }
            let mut own = Vec::with_capacity(article.topics().len());
            for topic in article.topics() {
                let number = topics.len();
                let number = *topics.entry(topic).or_insert(number);
                near.by_topic.resize_with(topics.len(), Vec::new);
                if !own.contains(&number) {
                    own.push(number);
                    near.by_topic[number].push(index);
                }
            }
            near.topics.push(own);
            let number = categories.len();
            let category = article.trail().last().map(|crumb| &crumb.address);
            let number = *categories.entry(category).or_insert(number);
            near.by_category.resize_with(categories.len(), Vec::new);
            near.by_category[number].push(index);
            near.category.push(Some(number));
        }
        near
    }

    /// The articles related to the one at `index`. `chosen` are the editor's, in order. Among equals
    /// it is the order of the addresses, so that it never changes by itself.
    pub(in crate::content) fn related(
        &self,
        articles: &[Article],
        index: usize,
        chosen: &[usize],
    ) -> Vec<usize> {
        let mut related: Vec<usize> = Vec::new();
        for &one in chosen {
            if one != index && !related.contains(&one) {
                related.push(one);
            }
        }
        related.truncate(MOST);
        let Some(category) = self.category[index] else {
            return related;
        };
        let mut nearness: HashMap<usize, u32> = HashMap::new();
        let shared = self.topics[index]
            .iter()
            .map(|topic| (&self.by_topic[*topic], 2));
        let neighbours = std::iter::once((&self.by_category[category], 1));
        for (others, worth) in shared.chain(neighbours) {
            for &other in others {
                *nearness.entry(other).or_default() += worth;
            }
        }
        let mut nearest: Vec<(Reverse<u32>, &Address, usize)> = Vec::with_capacity(MOST + 1);
        for (other, worth) in nearness {
            if other == index || related.contains(&other) {
                continue;
            }
            let key = (Reverse(worth), &articles[other].address, other);
            if nearest.len() < MOST || nearest.last().is_some_and(|last| key < *last) {
                nearest.push(key);
                nearest.sort_unstable();
                nearest.truncate(MOST);
            }
        }
        related.extend(nearest.into_iter().map(|(.., other)| other));
        related.truncate(MOST);
        related
    }
}
