//! From a request to a reply: look up, write.
//!
//! The request's path is a key into the edition's map and nothing else; no path on disk is ever
//! made of it.

use super::kind::Kind;
use super::post::Refusal;
use super::reply::Reply;
use super::state::State;
use crate::content::{Article, Entry, Library, library};
use crate::pages::{self, Preview, Problem, Shell};
use crate::site::Edition;
use crate::urls::{self, PublicOrigin};
use actix_web::http::{Method, StatusCode, header};
use bytes::Bytes;
use std::sync::Arc;

/// The most bytes the path and query of a request may have.
pub(super) const LONGEST_ADDRESS: usize = 2048;

/// What was asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    pub(super) query: &'a str,
    /// Bytes of path and query together.
    pub(super) length: usize,
}

/// Whether a request is a form that a self-check takes, whose body is then to be read.
pub(super) fn takes_form(state: &State, asked: Asked<'_>) -> bool {
    if *asked.method != Method::POST || asked.length > LONGEST_ADDRESS {
        return false;
    }
    let edition = state.live.edition();
    let answer = Answer {
        state,
        edition: &edition,
        shell: Shell::default(),
    };
    answer
        .article(asked.path)
        .is_some_and(|article| article.check().is_some())
}

/// Answers a request by the edition of the moment. `form` is the body of a form, where one was read.
pub(super) fn answer(
    state: &State,
    asked: Asked<'_>,
    form: Option<Result<Bytes, Refusal>>,
) -> Reply {
    let edition = state.live.edition();
    let seen = state.preview.as_ref().map(|run| run.seen(&edition));
    let answer = Answer {
        state,
        edition: &edition,
        shell: Shell {
            origin: state.origin.as_ref().map(PublicOrigin::as_str),
            preview: seen.as_deref().map(|seen| Preview {
                report: edition.report(),
                seen,
                path: asked.path,
            }),
        },
    };
    if asked.length > LONGEST_ADDRESS {
        return answer.problem(
            StatusCode::URI_TOO_LONG,
            "unmatched",
            Problem::AddressTooLong,
        );
    }
    if let (Some(form), Some(article)) = (form, answer.article(asked.path)) {
        return answer.form(article, form);
    }
    let reading = matches!(*asked.method, Method::GET | Method::HEAD);
    let reply = if asked.path == urls::SEARCH {
        answer.search(asked.query)
    } else {
        answer.find(asked.path)
    };
    if !reading && reply.status != StatusCode::NOT_FOUND {
        return answer
            .problem(
                StatusCode::METHOD_NOT_ALLOWED,
                reply.route,
                Problem::MethodNotAllowed,
            )
            .with(
                header::ALLOW,
                if reply.kind == Kind::Form {
                    "GET, HEAD, POST"
                } else {
                    "GET, HEAD"
                },
            );
    }
    reply
}

/// The page for when not even the page for failures can be made.
const LAST_RESORT: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Something went wrong</title></head>\
<body><main><h1>Something went wrong</h1><p>The mistake is ours. Please try again in a few minutes.</p>\
<p>If this is an emergency, call your local emergency number now.</p></main></body></html>";

/// The reply to a request during which our own code failed.
pub(super) fn failed(state: &State, asked: Asked<'_>) -> Reply {
    let page = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let edition = state.live.edition();
        let seen = state.preview.as_ref().map(|run| run.seen(&edition));
        let shell = Shell {
            origin: None,
            preview: seen.as_deref().map(|seen| Preview {
                report: edition.report(),
                seen,
                path: asked.path,
            }),
        };
        pages::problem(edition.library(), Problem::Failed, &shell).ok()
    }));
    let page = page
        .ok()
        .flatten()
        .unwrap_or_else(|| LAST_RESORT.to_owned());
    Reply::problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        "failed",
        Bytes::from(page),
    )
}

pub(super) struct Answer<'a> {
    pub(super) state: &'a State,
    pub(super) edition: &'a Arc<Edition>,
    pub(super) shell: Shell<'a>,
}

impl Answer<'_> {
    pub(super) fn library(&self) -> &Library {
        self.edition.library()
    }

    fn find(&self, path: &str) -> Reply {
        if let Some(entry) = self.library().entry(path) {
            return self.entry(path, entry);
        }
        if let Some((asset, body)) = self.state.asset(path) {
            let kind = if asset.immutable {
                Kind::Asset(asset.content_type)
            } else {
                Kind::Icon(asset.content_type)
            };
            return Reply::ok(kind, "/static/{file}", body);
        }
        if let Some(reply) = self.part_of_a_check(path).or_else(|| self.of_preview(path)) {
            return reply;
        }
        if let Some(reply) = self.made(path) {
            return reply;
        }
        if path == urls::OPEN_SEARCH
            && let Some(reply) = self.open_search()
        {
            return reply;
        }
        // One form of each address: small letters, no slash at the end.
        let form = path.trim_end_matches('/').to_ascii_lowercase();
        let form = if form.is_empty() { "/" } else { form.as_str() };
        match self.library().entry(form) {
            Some(Entry::Moved(to)) => Reply::moved("moved", to.as_str()),
            None if form == urls::SEARCH => Reply::moved("moved", form),
            None if form != path && self.made(form).is_some() => Reply::moved("moved", form),
            Some(Entry::Picture(_)) | None => {
                self.problem(StatusCode::NOT_FOUND, "unmatched", Problem::NotFound)
            }
            Some(_) => Reply::moved("moved", form),
        }
    }

    /// The list of self-checks, and a check's results, paper form and rules.
    fn part_of_a_check(&self, path: &str) -> Option<Reply> {
        let (library, shell) = (self.library(), &self.shell);
        let page = |route, render: &dyn Fn() -> Result<String, askama::Error>| {
            let reply = match self.edition.body(path, || render().map(Bytes::from)) {
                Ok(Some(body)) => Reply::ok(Kind::Page, route, body),
                Ok(None) => return None,
                Err(_) => self.problem(StatusCode::INTERNAL_SERVER_ERROR, route, Problem::Failed),
            };
            Some(reply)
        };
        if path == library::SELF_CHECKS {
            return page("/self-checks", &|| pages::self_checks(library, shell));
        }
        if let Some((address, result)) = path.split_once(library::RESULT) {
            return self.result(self.article(address)?, result);
        }
        if let Some(article) = path
            .strip_suffix(library::PAPER)
            .and_then(|address| self.article(address))
        {
            return page("/{self-check}/paper", &|| {
                pages::check_paper(library, article, shell)
            });
        }
        let article = self.article(path.strip_suffix(library::RULES)?)?;
        page("/{self-check}/rules", &|| {
            pages::check_rules(library, article, shell)
        })
    }

    /// The article at an address.
    pub(super) fn article(&self, address: &str) -> Option<&Article> {
        match self.library().entry(address)? {
            Entry::Article(index) => self.library().articles().get(*index),
            _ => None,
        }
    }

    fn entry(&self, path: &str, entry: &Entry) -> Reply {
        let route = route_of(self.library(), entry);
        let library = self.library();
        let page = |kind| {
            let render = || pages::render(library, entry, &self.shell).map(Bytes::from);
            match self.edition.body(path, render) {
                Ok(Some(body)) => Reply::ok(kind, route, body),
                Ok(None) | Err(_) => {
                    self.problem(StatusCode::INTERNAL_SERVER_ERROR, route, Problem::Failed)
                }
            }
        };
        match entry {
            Entry::Article(_) if route == super::post::ROUTE => page(Kind::Form),
            Entry::Category(_) | Entry::Article(_) => page(Kind::Page),
            Entry::Moved(to) => Reply::moved("moved", to.as_str()),
            Entry::Withdrawn(_) => Reply {
                status: StatusCode::GONE,
                ..page(Kind::Problem)
            },
            Entry::BeingCorrected(_) => Reply {
                status: StatusCode::SERVICE_UNAVAILABLE,
                ..page(Kind::Problem)
            }
            .with(header::RETRY_AFTER, "600"),
            Entry::Picture(index) => {
                let picture = library.picture(*index);
                let body = picture.and_then(|picture| {
                    let bytes = || Ok::<_, std::convert::Infallible>(picture.bytes.clone());
                    let Ok(body) = self.edition.body(path, bytes);
                    body.map(|body| Reply::ok(Kind::Picture(picture.media), route, body))
                });
                body.unwrap_or_else(|| {
                    self.problem(StatusCode::NOT_FOUND, route, Problem::NotFound)
                })
            }
        }
    }

    pub(super) fn problem(
        &self,
        status: StatusCode,
        route: &'static str,
        problem: Problem,
    ) -> Reply {
        let page = pages::problem(self.library(), problem, &self.shell).unwrap_or_default();
        Reply::problem(status, route, Bytes::from(page))
    }
}

/// The pattern by which a request is logged, so that the log does not say what was read.
fn route_of(library: &Library, entry: &Entry) -> &'static str {
    match entry {
        Entry::Category(0) => "/",
        Entry::Category(_) => "/{category}",
        Entry::Article(index) => match library.articles().get(*index) {
            Some(article) if article.is_page() => "/{page}",
            Some(article) if article.check().is_some() => super::post::ROUTE,
            _ => "/{category}/{article}",
        },
        Entry::Picture(_) => "/{category}/{picture}",
        Entry::Moved(_) => "moved",
        Entry::Withdrawn(_) => "withdrawn",
        Entry::BeingCorrected(_) => "being-corrected",
    }
}
