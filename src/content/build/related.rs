//! What to read next: what the editor chose, then what shares most topics, then the neighbours.

use crate::content::address::Address;
use crate::content::article::Article;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The most that are shown.
const MOST: usize = 4;

/// Which articles share a topic, and which share a category. Topics and categories are numbers here,
/// because every article is compared with all that are near it.
#[derive(Debug)]
pub(super) struct Near {
    /// The topics of each article.
    topics: Vec<Vec<usize>>,
    /// The articles of each topic.
    by_topic: Vec<Vec<usize>>,
    /// The category of each article; none of a page.
    category: Vec<Option<usize>>,
    /// The articles of each category.
    by_category: Vec<Vec<usize>>,
    /// How near each article is to the one that is looked at; all 0 in between.
    nearness: Vec<u32>,
}

impl Near {
    pub(super) fn of(articles: &[Article]) -> Self {
        let mut near = Self {
            topics: Vec::with_capacity(articles.len()),
            by_topic: Vec::new(),
            category: Vec::with_capacity(articles.len()),
            by_category: Vec::new(),
            nearness: vec![0; articles.len()],
        };
        let mut topics: HashMap<&str, usize> = HashMap::new();
        let mut categories: HashMap<Option<&Address>, usize> = HashMap::new();
        for (index, article) in articles.iter().enumerate() {
            if article.page {
                near.topics.push(Vec::new());
                near.category.push(None);
                continue;
            }
            let mut own = Vec::with_capacity(article.topics.len());
            for topic in &article.topics {
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
            let category = article.trail.last().map(|crumb| &crumb.address);
            let number = *categories.entry(category).or_insert(number);
            near.by_category.resize_with(categories.len(), Vec::new);
            near.by_category[number].push(index);
            near.category.push(Some(number));
        }
        near
    }

    /// The articles related to the one at `index`. `chosen` are the editor's, in order. Among equals
    /// it is the order of the addresses, so that it never changes by itself.
    pub(super) fn related(
        &mut self,
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
        let mut touched: Vec<usize> = Vec::new();
        let shared = self.topics[index]
            .iter()
            .map(|topic| (&self.by_topic[*topic], 2));
        let neighbours = std::iter::once((&self.by_category[category], 1));
        for (others, worth) in shared.chain(neighbours) {
            for &other in others {
                if self.nearness[other] == 0 {
                    touched.push(other);
                }
                self.nearness[other] += worth;
            }
        }
        let mut nearest: Vec<(Reverse<u32>, &Address, usize)> = Vec::with_capacity(MOST + 1);
        for &other in touched
            .iter()
            .filter(|other| **other != index && !related.contains(other))
        {
            let key = (
                Reverse(self.nearness[other]),
                &articles[other].address,
                other,
            );
            if nearest.len() < MOST || nearest.last().is_some_and(|last| key < *last) {
                nearest.push(key);
                nearest.sort_unstable();
                nearest.truncate(MOST);
            }
        }
        related.extend(nearest.into_iter().map(|(.., other)| other));
        related.truncate(MOST);
        for other in touched {
            self.nearness[other] = 0;
        }
        related
    }
}
