//! The search: what was found, or how to find it.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use super::lists::{self, ListedCategory};
use crate::content::{Library, Site};
use crate::search::{Found, Hit, MOST, Query, Urgent};
use crate::urls;
use askama::Template;

/// What a page of a search tells of.
#[derive(Debug)]
pub enum Search<'a> {
    /// No word was typed.
    Nothing {
        /// What was.
        typed: &'a str,
    },
    /// More was typed than is searched for.
    TooLong,
    /// The words were looked for.
    Done {
        /// What was typed.
        query: &'a Query,
        /// What was found.
        found: &'a Found,
        /// The articles with all words, of this page of the results.
        hits: Vec<Hit<'a>>,
        /// The articles with some of the words.
        some: Vec<Hit<'a>>,
        /// Which help to show first.
        urgent: Urgent,
        /// Whether the words were taken as they were typed.
        as_typed: bool,
        /// Which page of the results it is, from 1.
        page: usize,
        /// How many pages there are.
        pages: usize,
    },
}

/// A page of a search.
#[derive(Debug, Template)]
#[template(path = "pages/search.html", whitespace = "minimize")]
pub(super) struct SearchPage<'a> {
    layout: Layout<'a>,
    heading: String,
    search: Search<'a>,
    /// Where nothing was found or looked for: what else there is.
    categories: Vec<ListedCategory<'a>>,
}

impl<'a> SearchPage<'a> {
    pub(super) fn build(library: &'a Library, search: Search<'a>, shell: &Shell<'_>) -> Self {
        let heading = heading(&search);
        let title = match search {
            Search::Done {
                page: page @ 2..,
                pages,
                ..
            } => format!("{heading}, page {page} of {pages}"),
            _ => heading.clone(),
        };
        let head = Head {
            title,
            description: "Search our articles and self-checks in your own words. We keep nothing of what you look for.",
            address: None,
            trail: vec![home_crumb(library)],
            refused: matches!(search, Search::TooLong),
        };
        let mut layout = Layout::build(library, shell, head);
        // The trail says where the page is; what was typed stands in the heading.
        layout.here = "Search".to_owned();
        layout.search_box = false;
        let found_any = matches!(&search, Search::Done { hits, some, .. } if !hits.is_empty() || !some.is_empty());
        let categories = if found_any {
            Vec::new()
        } else {
            lists::named_categories(library)
        };
        Self {
            layout,
            heading,
            search,
            categories,
        }
    }

    fn typed(&self) -> &str {
        match &self.search {
            Search::Nothing { typed } => typed,
            Search::TooLong => "",
            Search::Done { query, .. } => query.text(),
        }
    }
}

/// What the page is called.
fn heading(search: &Search<'_>) -> String {
    match search {
        Search::Nothing { .. } => "Search".to_owned(),
        Search::TooLong => "That is too long to search for".to_owned(),
        Search::Done { query, found, .. } => {
            let count = found.all.len() + found.some.len();
            let words = found.mended.as_ref().unwrap_or(query).text();
            match count {
                _ if found.more => format!("More than {MOST} results for {words}"),
                0 => format!("No results for {words}"),
                1 => format!("1 result for {words}"),
                _ => format!("{count} results for {words}"),
            }
        }
    }
}

/// How browsers can search the site (OpenSearch 1.1).
#[derive(Debug, Template)]
#[template(path = "feeds/opensearch.xml", whitespace = "minimize")]
pub(super) struct OpenSearch<'a> {
    site: &'a Site,
    /// OpenSearch allows a short name of at most 16 characters.
    short_name: String,
    origin: &'a str,
}

impl<'a> OpenSearch<'a> {
    pub(super) fn build(library: &'a Library, shell: &Shell<'a>) -> Option<Self> {
        let site = library.site();
        let name = site.short_title.chars().take(16).collect::<String>();
        Some(Self {
            site,
            short_name: name.trim().to_owned(),
            origin: shell.origin?,
        })
    }
}
