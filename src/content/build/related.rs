//! What to read next: what the editor chose, then what is nearest by links, topics, words and place.
//!
//! Everything is counted in whole numbers, and among equals it is the order of the addresses, so
//! that the same articles give the same lists everywhere.

use crate::content::address::Address;
use crate::content::article::{Article, Facts};
use crate::content::articles::Articles;
use crate::content::likeness::{ByMark, Mark, mark};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

/// The most that are shown.
const MOST: usize = 4;

/// What a link from one to the other is worth, in either direction: an editor found one worth
/// reading with the other.
const LINK: u32 = 20;
/// What a shared topic is worth.
const TOPIC: u32 = 20;
/// What standing in the same category is worth.
const CATEGORY: u32 = 10;
/// What having all words in common is worth; sharing a few rare ones comes to some 10.
const WORDS: u32 = 60;
/// What a word is worth that only one article has; one that half of them have is worth nothing.
const RAREST: u32 = 16;
/// A word of a title says more than one of a heading.
const NAMING: u32 = 2;
/// A word that more articles have tells none of them apart, and looking through them takes long.
const MOST_WITH_A_WORD: usize = 400;

/// What is near to what. Topics, words and categories are numbers here, because every article is
/// compared with all that share something with it.
#[derive(Clone, Debug)]
pub(in crate::content) struct Near {
    /// What it was made of, to know whether it still holds.
    of: Vec<Compared>,
    /// The articles of each topic.
    by_topic: ByMark<Vec<usize>>,
    /// The articles of each category.
    by_category: HashMap<Address, Vec<usize>>,
    /// Where each link leads, and who links to each.
    links: Vec<Vec<usize>>,
    linked_from: Vec<Vec<usize>>,
    /// What each word that tells articles apart is worth, and which have it, in a name or elsewhere.
    by_word: ByMark<Word>,
    /// What all words of an article are worth.
    worth: Vec<u32>,
}

/// What of an article is looked at.
#[derive(Clone, Debug)]
struct Compared {
    address: Address,
    /// Pages are related to nothing.
    page: bool,
    category: Option<Address>,
    facts: Arc<Facts>,
}

impl Compared {
    fn of(article: &Article) -> Self {
        Self {
            address: article.address.clone(),
            page: article.page,
            category: category_of(article).cloned(),
            facts: Arc::clone(&article.facts),
        }
    }

    fn is_as(&self, article: &Article) -> bool {
        self.page == article.page
            && self.address == article.address
            && self.category.as_ref() == category_of(article)
            && (Arc::ptr_eq(&self.facts, &article.facts)
                || self.facts.likeness == article.facts.likeness)
    }
}

/// A word that several articles have.
#[derive(Clone, Debug, Default)]
struct Word {
    worth: u32,
    /// The articles, each with how much the word says there.
    articles: Vec<(usize, u32)>,
}

impl Near {
    pub(in crate::content) fn of(articles: &Articles) -> Self {
        let compared: Vec<Compared> = articles.iter().map(Compared::of).collect();
        let places: ByMark<usize> = listed(&compared)
            .map(|(place, one)| (mark(one.address.as_str()), place))
            .collect();
        let mut near = Self {
            by_topic: ByMark::default(),
            by_category: HashMap::new(),
            links: vec![Vec::new(); compared.len()],
            linked_from: vec![Vec::new(); compared.len()],
            by_word: ByMark::default(),
            worth: vec![0; compared.len()],
            of: Vec::new(),
        };
        for (place, one) in listed(&compared) {
            let likeness = &one.facts.likeness;
            for topic in &likeness.topics {
                near.by_topic.entry(*topic).or_default().push(place);
            }
            if let Some(category) = &one.category {
                let neighbours = near.by_category.entry(category.clone()).or_default();
                neighbours.push(place);
            }
            for to in likeness.leads_to.iter().filter_map(|to| places.get(to)) {
                near.links[place].push(*to);
                near.linked_from[*to].push(place);
            }
            for (word, says) in words_of(&one.facts) {
                let articles = &mut near.by_word.entry(word).or_default().articles;
                articles.push((place, says));
            }
        }
        near.weigh_words(listed(&compared).count());
        near.of = compared;
        near
    }

    /// Whether it holds for other articles too: nothing that it looks at is another thing.
    pub(in crate::content) fn holds_for(&self, articles: &Articles) -> bool {
        self.of.len() == articles.len()
            && self
                .of
                .iter()
                .zip(articles.iter())
                .all(|(one, other)| one.is_as(other))
    }

    /// Says what each word is worth among so many articles; those worth nothing are forgotten.
    fn weigh_words(&mut self, all: usize) {
        for word in self.by_word.values_mut() {
            word.worth = rarity(word.articles.len(), all);
            for (place, says) in &word.articles {
                self.worth[*place] += word.worth * says;
            }
        }
        self.by_word.retain(|_, word| {
            word.worth > 0 && (2..=MOST_WITH_A_WORD).contains(&word.articles.len())
        });
    }

    /// The articles related to the one at `index`. `chosen` are the editor's, in order.
    pub(in crate::content) fn related(&self, index: usize, chosen: &[usize]) -> Vec<usize> {
        let mut related: Vec<usize> = Vec::new();
        for &one in chosen {
            if one != index && !related.contains(&one) {
                related.push(one);
            }
        }
        related.truncate(MOST);
        let mut nearest: Vec<(Reverse<u32>, &Address, usize)> = Vec::with_capacity(MOST + 1);
        for (other, worth) in self.nearness(index) {
            if other == index || related.contains(&other) {
                continue;
            }
            let key = (Reverse(worth), &self.of[other].address, other);
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

    /// How near each article is that shares anything with the one at `index`.
    fn nearness(&self, index: usize) -> HashMap<usize, u32> {
        let mut nearness: HashMap<usize, u32> = HashMap::new();
        let one = &self.of[index];
        if one.page {
            return nearness;
        }
        let topics = one.facts.likeness.topics.iter();
        let shared = topics.filter_map(|topic| Some((self.by_topic.get(topic)?, TOPIC)));
        let category = one.category.as_ref();
        let neighbours = category.and_then(|category| self.by_category.get(category));
        let linked = [(&self.links[index], LINK), (&self.linked_from[index], LINK)];
        let groups = shared
            .chain(neighbours.map(|all| (all, CATEGORY)))
            .chain(linked);
        for (others, worth) in groups {
            for other in others {
                *nearness.entry(*other).or_default() += worth;
            }
        }
        for (other, shared) in self.shared_words(index) {
            // Of the words of both, the part that they share (the measure of Dice), so that long
            // articles are not near to everything.
            let both = self.worth[index] + self.worth[other];
            *nearness.entry(other).or_default() += WORDS * 2 * shared / both.max(1);
        }
        nearness
    }

    /// What the words are worth that other articles share with the one at `index`.
    fn shared_words(&self, index: usize) -> HashMap<usize, u32> {
        let mut shared: HashMap<usize, u32> = HashMap::new();
        for (word, says) in words_of(&self.of[index].facts) {
            let Some(word) = self.by_word.get(&word) else {
                continue;
            };
            for (other, says_there) in &word.articles {
                *shared.entry(*other).or_default() += word.worth * says.min(*says_there);
            }
        }
        shared
    }
}

/// The articles that are compared, with their places.
fn listed(compared: &[Compared]) -> impl Iterator<Item = (usize, &Compared)> {
    let all = compared.iter().enumerate();
    all.filter(|(_, one)| !one.page)
}

/// The category an article stands in.
fn category_of(article: &Article) -> Option<&Address> {
    article.trail.last().map(|crumb| &crumb.address)
}

/// The words of an article, each with how much it says.
fn words_of(facts: &Facts) -> impl Iterator<Item = (Mark, u32)> {
    let names = facts.likeness.names.iter().map(|word| (*word, NAMING));
    names.chain(facts.likeness.words.iter().map(|word| (*word, 1)))
}

/// What a word is worth that `with` of `all` articles have: by the logarithm, as searches weigh
/// words, but in whole numbers, which are the same on every machine.
fn rarity(with: usize, all: usize) -> u32 {
    // The fourth power gives quarters of a power of two. Half of a u128 holds it for any site.
    let log = |number: usize| (number.max(1) as u128).saturating_pow(4).ilog2();
    let most = log(all / 2);
    RAREST * most.saturating_sub(log(with)) / most.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_word_is_worth_more_and_one_of_every_second_article_nothing() {
        assert_eq!(rarity(1, 1000), RAREST);
        assert_eq!(rarity(500, 1000), 0);
        assert_eq!(rarity(1000, 1000), 0);
        assert!(rarity(2, 1000) > rarity(20, 1000));
        assert!(rarity(20, 1000) > rarity(200, 1000));
        assert_eq!(rarity(1, 1), 0);
        assert_eq!(rarity(0, 0), 0);
        assert_eq!(rarity(1, usize::MAX), RAREST);
    }
}
