//! The sets of words that readers use for each other, as `articles/_index.md` has them.

use super::tongue::Stems;
use super::vocabulary::Vocabulary;
use super::words;
use std::collections::HashMap;

/// Every set.
#[derive(Debug, Default)]
pub(super) struct Sets {
    sets: Vec<Vec<Name>>,
    /// Where the names are that begin with a stem.
    by_first: HashMap<String, Vec<(usize, usize)>>,
    vocabulary: Vocabulary,
}

/// One name of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its stems as they stand in a text.
    pub(super) all: Vec<String>,
    /// Its stems without words that say nothing, which are left out of queries too.
    pub(super) telling: Vec<String>,
}

impl Name {
    pub(super) fn of(text: &str, stems: &mut Stems) -> Option<Self> {
        let words = words::folded(text);
        let all: Vec<String> = words.iter().map(|word| stems.of(word)).collect();
        let mut telling = Vec::new();
        for (word, stem) in words.iter().zip(&all) {
            if !stems.says_nothing(word) {
                telling.push(stem.clone());
            }
        }
        if telling.is_empty() {
            telling.clone_from(&all);
        }
        (!all.is_empty()).then_some(Self { all, telling })
    }
}

impl Sets {
    pub(super) fn of(sets: &[Vec<String>], stems: &mut Stems) -> Self {
        let typed: Vec<String> = sets
            .iter()
            .flatten()
            .flat_map(|text| words::folded(text))
            .collect();
        let vocabulary = Vocabulary::of_words(typed.iter().map(String::as_str));
        let sets: Vec<Vec<Name>> = sets
            .iter()
            .map(|set| {
                set.iter()
                    .filter_map(|text| Name::of(text, stems))
                    .collect()
            })
            .collect();
        let mut by_first: HashMap<String, Vec<_>> = HashMap::new();
        for (set, names) in sets.iter().enumerate() {
            for (name, words) in names.iter().enumerate() {
                by_first
                    .entry(words.telling[0].clone())
                    .or_default()
                    .push((set, name));
            }
        }
        Self {
            sets,
            by_first,
            vocabulary,
        }
    }

    /// The words of all names, to compare a misspelt word with.
    pub(super) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Whether a stem stands in a name.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.by_first.contains_key(stem)
            || self
                .sets
                .iter()
                .flatten()
                .any(|name| name.all.iter().any(|one| one == stem))
    }

    /// The longest name that these stems begin with: how many stems it takes, and the other names
    /// of its sets.
    pub(super) fn at(&self, stems: &[&str]) -> Option<(usize, Vec<&Name>)> {
        let names = self.by_first.get(*stems.first()?)?;
        let fits = |set: usize, name: usize| {
            let name = &self.sets[set][name];
            let length = name.telling.len();
            (length <= stems.len() && name.telling.iter().zip(stems).all(|(a, b)| a == b))
                .then_some(length)
        };
        let longest = names
            .iter()
            .filter_map(|(set, name)| fits(*set, *name))
            .max()?;
        let mut others: Vec<&Name> = Vec::new();
        for (set, name) in names {
            if fits(*set, *name) != Some(longest) {
                continue;
            }
            for (place, other) in self.sets[*set].iter().enumerate() {
                if place != *name && !others.contains(&other) {
                    others.push(other);
                }
            }
        }
        Some((longest, others))
    }
}
