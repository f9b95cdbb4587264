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
type ByLetter<'a> = BTreeMap<Id, Vec<(String, Name<'a>)>>;

/// A letter as it stands in addresses. What is no letter comes after Z, as in the jump row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Id {
    Letter(char),
    Digit,
    Other,
}

impl Id {
    /// The letter under which a name stands, by the name as a slug.
    fn of(slug: &str) -> Self {
        match slug.chars().next() {
            Some('0'..='9') => Self::Digit,
            Some(letter) => Self::Letter(letter),
            None => Self::Other,
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let letters = ('a'..='z').map(Self::Letter);
        letters.chain([Self::Digit, Self::Other])
    }

    /// As it stands in addresses.
    fn word(&self) -> String {
        match self {
            Self::Letter(letter) => letter.to_string(),
            Self::Digit => "0-9".to_owned(),
            Self::Other => "other".to_owned(),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Letter(letter) => letter.to_uppercase().to_string(),
            Self::Digit => "0–9".to_owned(),
            Self::Other => "Other".to_owned(),
        }
    }

    fn anchor(&self) -> String {
        format!("letter-{}", self.word())
    }
}

/// What the page of a letter is about; `None` when no letter is called so.
pub(super) fn about(wanted: &str) -> Option<String> {
    let id = Id::all().find(|id| id.word() == wanted)?;
    Some(format!(
        "Our articles and self-checks by their names, from A to Z: those under {}.",
        id.shown()
    ))
}

impl<'a> AToZPage<'a> {
    /// The page of all letters.
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>) -> Self {
        let names = by_letter(library);
        let all: usize = names.values().map(Vec::len).sum();
        let split = all > MOST;
        let jumps = jumps(&names, |id| {
            if split {
                urls::letter(&id.word())
            } else {
                format!("#{}", id.anchor())
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
        wanted: &str,
        address: &'a str,
        about: &'a str,
        shell: &Shell<'_>,
    ) -> Option<Self> {
        let mut names = by_letter(library);
        let all: usize = names.values().map(Vec::len).sum();
        let id = names.keys().find(|id| id.word() == wanted)?.clone();
        if all <= MOST {
            return None;
        }
        let mut jumps = jumps(&names, |id| urls::letter(&id.word()));
        for jump in &mut jumps {
            if jump.to.as_deref() == Some(address) {
                jump.current = true;
            }
        }
        names.retain(|one, _| *one == id);
        let head = Head {
            title: format!("A to Z: {}", id.shown()),
            description: about,
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
        names.keys().map(Id::word).collect()
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
            let address = article.address();
            names.entry(Id::of(&order)).or_default().push((
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
            letter: id.shown(),
            id: id.anchor(),
            names: names.into_iter().map(|(_, name)| name).collect(),
        })
        .collect()
}

/// The jump row: every letter from A to Z, and what else there is.
fn jumps(names: &ByLetter<'_>, to: impl Fn(&Id) -> String) -> Vec<Jump> {
    Id::all()
        .filter(|id| matches!(id, Id::Letter(_)) || names.contains_key(id))
        .map(|id| Jump {
            letter: id.shown(),
            to: names.contains_key(&id).then(|| to(&id)),
            current: false,
        })
        .collect()
}
