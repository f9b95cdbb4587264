//! Every article by its names, from A to Z.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use crate::content::{Address, Article, Crumb, Library};
use crate::text::Slug;
use crate::urls;
use askama::Template;
use std::collections::BTreeMap;

/// The most names on one page; with more, each letter has its own.
const MOST: usize = 400;

/// The names, or with many of them the letters; or the names of one letter.
#[derive(Debug, Template)]
#[template(path = "pages/a_to_z.html", whitespace = "minimize")]
pub(super) struct AToZPage<'a> {
    layout: Layout<'a>,
    /// The jump row.
    jumps: Vec<Jump>,
    /// The names by letter; empty where each letter has its own page.
    letters: Vec<Letter<'a>>,
}

/// A letter in the jump row.
#[derive(Debug)]
pub struct Jump {
    letter: String,
    /// Where it leads; nowhere when no name begins with it, or on its own page.
    to: Option<String>,
    current: bool,
}

/// The names that begin with a letter.
#[derive(Debug)]
pub struct Letter<'a> {
    letter: String,
    id: String,
    names: Vec<Name<'a>>,
}

/// A name of an article: its title, or what else it is called.
#[derive(Debug)]
pub struct Name<'a> {
    name: &'a str,
    address: &'a Address,
    /// The title, when the name is another one.
    title: Option<&'a str>,
}

/// The names by the ids of their letters, each with what it is ordered by.
type ByLetter<'a> = BTreeMap<String, Vec<(String, Name<'a>)>>;

impl<'a> AToZPage<'a> {
    /// The page of all letters.
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>) -> Self {
        let names = by_letter(library);
        let all: usize = names.values().map(Vec::len).sum();
        let split = all > MOST;
        let jumps = jumps(&names, |id| {
            if split {
                urls::letter(id)
            } else {
                format!("#{}", anchor(id))
            }
        });
        let head = Head {
            title: "A to Z".to_owned(),
            description: "Every article and self-check by its names, from A to Z.",
            address: Some(urls::A_TO_Z),
            trail: vec![home_crumb(library)],
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            jumps,
            letters: if split { Vec::new() } else { letters(names) },
        }
    }

    /// Whether any letter has a name.
    fn has_names(&self) -> bool {
        self.jumps.iter().any(|jump| jump.to.is_some())
    }

    /// The page of one letter; `None` when there is none of it.
    pub(super) fn of_letter(
        library: &'a Library,
        wanted: &'a str,
        address: &'a str,
        shell: &Shell<'_>,
    ) -> Option<Self> {
        let mut names = by_letter(library);
        let all: usize = names.values().map(Vec::len).sum();
        if all <= MOST || !names.contains_key(wanted) {
            return None;
        }
        let mut jumps = jumps(&names, urls::letter);
        for jump in &mut jumps {
            if jump.to.as_deref() == Some(address) {
                jump.current = true;
            }
        }
        names.retain(|id, _| id == wanted);
        let head = Head {
            title: format!("A to Z: {}", shown(wanted)),
            description: "Articles and self-checks by their names.",
            address: Some(address),
            trail: vec![
                home_crumb(library),
                Crumb {
                    title: "A to Z".to_owned(),
                    address: Address::of_path(urls::A_TO_Z.trim_start_matches('/')),
                },
            ],
            refused: false,
        };
        Some(Self {
            layout: Layout::build(library, shell, head),
            jumps,
            letters: letters(names),
        })
    }
}

/// Every letter that has names, as it stands in addresses.
pub(super) fn letters_of(library: &Library) -> Vec<String> {
    let names = by_letter(library);
    let all: usize = names.values().map(Vec::len).sum();
    if all > MOST {
        names.into_keys().collect()
    } else {
        Vec::new()
    }
}

fn by_letter(library: &Library) -> ByLetter<'_> {
    let mut names = ByLetter::new();
    let listed = |article: &&Article| !article.is_page();
    for article in library.articles().iter().filter(listed) {
        let title = (article.title(), None);
        let others = article.also_known_as().iter();
        let others = others.map(|name| (name.as_str(), Some(article.title())));
        for (name, title) in std::iter::once(title).chain(others) {
            let order = Slug::from_words(name).map_or_else(String::new, |slug| slug.to_string());
            let id = match order.bytes().next() {
                Some(b'0'..=b'9') => "0-9".to_owned(),
                Some(letter) => char::from(letter).to_string(),
                None => "other".to_owned(),
            };
            let address = article.address();
            names.entry(id).or_default().push((
                order,
                Name {
                    name,
                    address,
                    title,
                },
            ));
        }
    }
    for of_letter in names.values_mut() {
        of_letter.sort_by(|(a, one), (b, other)| {
            (a, one.name, one.address).cmp(&(b, other.name, other.address))
        });
    }
    names
}

fn letters(names: ByLetter<'_>) -> Vec<Letter<'_>> {
    names
        .into_iter()
        .map(|(id, names)| Letter {
            letter: shown(&id),
            id: anchor(&id),
            names: names.into_iter().map(|(_, name)| name).collect(),
        })
        .collect()
}

/// The jump row: every letter from A to Z, and what else there is.
fn jumps(names: &ByLetter<'_>, to: impl Fn(&str) -> String) -> Vec<Jump> {
    let alphabet = ('a'..='z').map(String::from);
    let others = ["0-9", "other"].map(str::to_owned).into_iter();
    alphabet
        .chain(others.filter(|id| names.contains_key(id)))
        .map(|id| Jump {
            letter: shown(&id),
            to: names.contains_key(&id).then(|| to(&id)),
            current: false,
        })
        .collect()
}

fn shown(id: &str) -> String {
    match id {
        "0-9" => "0–9".to_owned(),
        "other" => "Other".to_owned(),
        letter => letter.to_uppercase(),
    }
}

fn anchor(id: &str) -> String {
    format!("letter-{id}")
}
