//! The search: words in the address, a page of what was found.
//!
//! Words are treated like answers: the reply is kept nowhere, sent unpacked, found by no search
//! engine, and the log knows only that there was a search.

use super::answer::Answer;
use super::checks::private;
use super::kind::Kind;
use super::reply::Reply;
use super::state::State;
use crate::pages::{self, Problem, Search};
use crate::search::{MOST, Query};
use crate::site::Body;
use crate::urls;
use actix_web::http::StatusCode;
use actix_web::web;
use bytes::Bytes;
use std::sync::Arc;

/// How many articles a page of results shows.
const ON_A_PAGE: usize = 10;

/// Makes the edition of now searchable where it is not, off the workers.
pub(super) async fn make_ready(state: &State) {
    let edition = state.live.edition();
    if edition.searchable().is_none() {
        let live = Arc::clone(&state.live);
        // Where this fails, the search says so.
        let _ = web::block(move || live.make_searchable(&edition)).await;
    }
}

/// What the address of a search says.
#[derive(Default)]
struct Wanted {
    words: String,
    as_typed: bool,
    page: usize,
}

impl Wanted {
    /// Reads the first of each part; what is not known is nothing to us.
    fn read(query: &str) -> Self {
        let mut wanted = Self::default();
        let mut words = None;
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match name.as_ref() {
                urls::WORDS => words = words.or(Some(value.into_owned())),
                urls::AS_TYPED => wanted.as_typed = true,
                // A number of a page that is none is that of the first.
                urls::PAGE => wanted.page = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        wanted.words = words.unwrap_or_default();
        wanted.page = wanted.page.clamp(1, MOST / ON_A_PAGE);
        wanted
    }
}

impl Answer<'_> {
    /// The page of a search.
    pub(super) fn search(&self, query: &str) -> Reply {
        let wanted = Wanted::read(query);
        let Ok(query) = Query::parse(&wanted.words) else {
            return Reply {
                status: StatusCode::BAD_REQUEST,
                ..self.search_page(Search::TooLong)
            };
        };
        if query.is_empty() {
            return self.search_page(Search::Nothing {
                typed: query.text(),
            });
        }
        let (library, live) = (self.library(), &self.state.live);
        // Nearly always it is ready; not when another edition was published a moment ago.
        let ready =
            self.edition.searchable().is_some() || live.make_searchable(self.edition).is_ok();
        let searchable = self.edition.searchable().filter(|_| ready);
        let found = searchable.and_then(|searchable| {
            let found = searchable.find(library, &query, wanted.as_typed).ok()?;
            Some((searchable, found))
        });
        let Some((searchable, found)) = found else {
            return self.problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                urls::SEARCH,
                Problem::Failed,
            );
        };
        let pages = found.all.len().div_ceil(ON_A_PAGE).max(1);
        let page = wanted.page.min(pages);
        let places = found
            .all
            .iter()
            .skip((page - 1) * ON_A_PAGE)
            .take(ON_A_PAGE);
        let places: Vec<usize> = places.copied().collect();
        self.search_page(Search::Done {
            urgent: searchable.urgent(&query),
            hits: searchable.show(library, &found, &places),
            some: searchable.show(library, &found, &found.some),
            as_typed: wanted.as_typed,
            query: &query,
            found: &found,
            page,
            pages,
        })
    }

    fn search_page(&self, search: Search<'_>) -> Reply {
        match pages::search(self.library(), search, &self.shell) {
            Ok(page) => private(urls::SEARCH, Bytes::from(page)),
            Err(_) => self.problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                urls::SEARCH,
                Problem::Failed,
            ),
        }
    }

    /// How browsers can search the site.
    pub(super) fn open_search(&self) -> Option<Reply> {
        let page = pages::open_search(self.library(), &self.shell)?.ok()?;
        let body = Arc::new(Body::new(Bytes::from(page)));
        let kind = Kind::Machine("application/opensearchdescription+xml; charset=utf-8");
        Some(Reply::ok(kind, urls::OPEN_SEARCH, body))
    }
}
