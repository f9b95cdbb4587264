//! What to read next: what the editor chose, then what shares most topics, then the neighbours.

use crate::content::address::Address;
use crate::content::article::Article;
use std::collections::{BTreeSet, HashMap};

/// The most that are shown.
const MOST: usize = 4;

/// Which articles share a topic, and which share a category.
#[derive(Debug)]
pub(super) struct Near {
    by_topic: HashMap<String, Vec<usize>>,
    by_category: HashMap<Option<Address>, Vec<usize>>,
}

impl Near {
    pub(super) fn of(articles: &[Article]) -> Self {
        let mut near = Self {
            by_topic: HashMap::new(),
            by_category: HashMap::new(),
        };
        for (index, article) in articles
            .iter()
            .enumerate()
            .filter(|(_, article)| !article.page)
        {
            for topic in &article.topics {
                near.by_topic.entry(topic.clone()).or_default().push(index);
            }
            near.by_category
                .entry(category_of(article))
                .or_default()
                .push(index);
        }
        near
    }

    /// The articles related to the one at `index`. `chosen` are the editor's, in order.
    pub(super) fn related(
        &self,
        articles: &[Article],
        index: usize,
        chosen: &[usize],
    ) -> Vec<usize> {
        let this = &articles[index];
        let mut related: Vec<usize> = Vec::new();
        for &one in chosen {
            if one != index && !related.contains(&one) {
                related.push(one);
            }
        }
        if this.page {
            return related;
        }
        let same_category = self
            .by_category
            .get(&category_of(this))
            .into_iter()
            .flatten();
        let same_topic = this
            .topics
            .iter()
            .filter_map(|topic| self.by_topic.get(topic))
            .flatten();
        let others: BTreeSet<usize> = same_topic
            .chain(same_category)
            .copied()
            .filter(|other| *other != index && !related.contains(other))
            .collect();
        let mut others: Vec<usize> = others.into_iter().collect();
        others.sort_by_cached_key(|other| {
            let article = &articles[*other];
            let shared = article
                .topics
                .iter()
                .filter(|topic| this.topics.contains(topic))
                .count();
            let neighbour = category_of(article) == category_of(this);
            (
                std::cmp::Reverse((shared, neighbour)),
                article.address.clone(),
            )
        });
        related.extend(others);
        related.truncate(MOST);
        related
    }
}

fn category_of(article: &Article) -> Option<Address> {
    article.trail.last().map(|crumb| crumb.address.clone())
}
