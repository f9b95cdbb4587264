//! What every page shares: its head, the header, the trail and the footer.

use super::Shell;
use super::machines::{self, Machines};
use super::preview::Bar;
use crate::assets;
use crate::content::{Address, Article, Crumb, Entry, Library, Site};
use crate::urls;

/// Where the page about us stands, when there is one.
const ABOUT: &str = "/about";
/// Where the self-checks are listed, when there are any.
pub(super) const SELF_CHECKS: &str = "/self-checks";
/// The most categories that the header shows one by one.
const MOST_CATEGORIES: usize = 6;
/// What the page about us may say, and the heading that says it.
const ABOUT_PARTS: [(&str, &str); 3] = [
    ("How we write", "how-we-write"),
    ("How we review", HOW_WE_REVIEW),
    (NOT_STORED, "what-we-do-not-store"),
];
const NOT_STORED: &str = "What we do not store";
const HOW_WE_REVIEW: &str = "how-we-review";

/// What the base template needs.
#[derive(Debug)]
pub struct Layout<'a> {
    /// What the whole site shares.
    pub site: &'a Site,
    /// The language of the page.
    pub language: &'a str,
    /// The title in the head.
    pub title: String,
    /// What the page is about, for search engines.
    pub description: &'a str,
    /// The page's one absolute address.
    pub canonical: Option<String>,
    /// Where browsers read how the site is searched, when it has an origin.
    pub open_search: Option<&'static str>,
    /// Whether the header has a search box; a page that has its own needs none there.
    pub search_box: bool,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// Where the stylesheet is.
    pub stylesheet: &'static str,
    /// Where the icon is.
    pub icon: &'static str,
    /// Where the icon for older browsers is.
    pub old_icon: &'static str,
    /// The sign of the site, as inline SVG of ours.
    pub sign: &'static str,
    /// The links in the header.
    pub menu: Vec<MenuLink<'a>>,
    /// The way to the page.
    pub trail: Vec<Crumb>,
    /// What the page is called, as the last step of the trail.
    pub here: String,
    /// The links in the footer.
    pub about: Vec<AboutLink>,
    /// Where it says how we review, when it does.
    pub how_we_review: Option<String>,
    /// What the head tells machines, where there is anything absolute to tell.
    pub machines: Option<Machines>,
    /// What the preview adds; `None` on the site that readers read.
    pub preview: Option<Bar>,
}

/// A link in the header.
#[derive(Debug)]
pub struct MenuLink<'a> {
    /// What it says.
    pub words: &'a str,
    /// Where it leads.
    pub address: &'a str,
    /// `page` on the page it leads to, `true` on those below it.
    pub current: Option<&'static str>,
}

/// A link in the footer.
#[derive(Debug)]
pub struct AboutLink {
    /// What it says.
    pub words: &'static str,
    /// Where it leads.
    pub address: String,
}

/// What sets one page's head and trail apart from another's.
pub(super) struct Head<'a> {
    /// What the page is called.
    pub(super) title: String,
    /// What it is about.
    pub(super) description: &'a str,
    /// Where it is; `None` for a page that stands wherever it is needed, which no search engine
    /// should keep.
    pub(super) address: Option<&'a str>,
    /// The way to it.
    pub(super) trail: Vec<Crumb>,
    /// Whether it is a form with something to be put right, which its title says first.
    pub(super) refused: bool,
}

impl<'a> Layout<'a> {
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>, head: Head<'a>) -> Self {
        let site = library.site();
        let about = about(library);
        let canonical = head
            .address
            .and_then(|address| Some(format!("{}{address}", shell.origin?)));
        let title = if head.trail.is_empty() {
            head.title.clone()
        } else {
            let error = if head.refused { "Error: " } else { "" };
            format!("{error}{} – {}", head.title, site.short_title)
        };
        Self {
            machines: head.address.and_then(|address| {
                machines::of(library, shell, address, &head.title, &head.trail)
            }),
            site,
            language: &site.language,
            title,
            description: head.description,
            canonical,
            open_search: shell.origin.map(|_| urls::OPEN_SEARCH),
            search_box: true,
            noindex: head.address.is_none(),
            stylesheet: &assets::stylesheet().path,
            icon: &assets::icon().path,
            old_icon: &assets::old_icon().path,
            sign: assets::SIGN,
            menu: menu(library, head.address, &head.trail),
            preview: shell
                .preview
                .map(|preview| Bar::build(library, preview, head.refused)),
            trail: head.trail,
            here: head.title,
            how_we_review: about
                .filter(|page| has(page, HOW_WE_REVIEW))
                .map(|_| part(HOW_WE_REVIEW)),
            about: about.map(about_links).unwrap_or_default(),
        }
    }
}

impl Layout<'_> {
    /// Where it says what we do not store, when it does.
    pub(super) fn what_we_do_not_store(&self) -> Option<&str> {
        let link = self.about.iter().find(|link| link.words == NOT_STORED);
        link.map(|link| link.address.as_str())
    }
}

/// The step of the trail that is the home page.
pub(super) fn home_crumb(library: &Library) -> Crumb {
    Crumb {
        title: library.site().short_title.clone(),
        address: Address::home(),
    }
}

fn menu<'a>(library: &'a Library, here: Option<&str>, trail: &[Crumb]) -> Vec<MenuLink<'a>> {
    let home = library.home();
    let link = |words, address| MenuLink {
        words,
        address,
        current: (here == Some(address)).then_some("page"),
    };
    let self_checks = super::lists::has_checks(library).then(|| link("Self-checks", SELF_CHECKS));
    if home.categories.len() > MOST_CATEGORIES {
        // The home page lists them; what articles call topics is another list.
        return std::iter::once(link("All categories", "/"))
            .chain(self_checks)
            .chain([link("A to Z", urls::A_TO_Z)])
            .collect();
    }
    home.categories
        .iter()
        .filter_map(|index| library.categories().get(*index))
        .map(|category| MenuLink {
            words: &category.title,
            address: category.address.as_str(),
            current: if here == Some(category.address.as_str()) {
                Some("page")
            } else if trail.iter().any(|crumb| crumb.address == category.address) {
                Some("true")
            } else {
                None
            },
        })
        .chain(self_checks)
        .chain([link("A to Z", urls::A_TO_Z)])
        .collect()
}

/// The page about us, when there is one.
fn about(library: &Library) -> Option<&Article> {
    match library.entry(ABOUT)? {
        Entry::Article(index) => library.articles().get(*index).filter(|page| page.is_page()),
        _ => None,
    }
}

fn about_links(page: &Article) -> Vec<AboutLink> {
    let first = AboutLink {
        words: "About us",
        address: ABOUT.to_owned(),
    };
    let parts = ABOUT_PARTS
        .iter()
        .filter(|(_, id)| has(page, id))
        .map(|(words, id)| AboutLink {
            words,
            address: part(id),
        });
    std::iter::once(first).chain(parts).collect()
}

/// Whether a page has a heading with this id.
fn has(page: &Article, id: &str) -> bool {
    page.document()
        .anchors
        .iter()
        .any(|(anchor, _)| anchor == id)
}

fn part(id: &str) -> String {
    format!("{ABOUT}#{id}")
}
