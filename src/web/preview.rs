//! What the preview has at addresses of its own: news for open pages, and the report of problems. On
//! the site that readers read nothing stands there.

use super::answer::Answer;
use super::kind::Kind;
use super::reply::Reply;
use crate::pages::{self, Problem};
use crate::site::{Body, Edition};
use actix_web::http::StatusCode;
use bytes::Bytes;
use jiff::Timestamp;
use std::sync::Arc;

/// Where open pages wait for news.
const EVENTS: &str = "/.preview/events";

/// The pattern of the lists of what leads to a page.
const LEADS: &str = "/.preview/links/{page}";

/// One run of the preview. A page that was open while the preview was started again is not taken
/// for one that has seen everything.
#[derive(Debug)]
pub(super) struct Run(String);

impl Run {
    /// A run that begins now.
    pub(super) fn begin() -> Self {
        Self(Timestamp::now().as_microsecond().to_string())
    }

    /// The name of an edition in this run, by which a page says what it shows.
    pub(super) fn seen(&self, edition: &Edition) -> String {
        format!("{}-{}", self.0, edition.number())
    }
}

impl Answer<'_> {
    /// The preview's own addresses; `None` for any other, and always where this is no preview.
    pub(super) fn of_preview(&self, path: &str) -> Option<Reply> {
        let preview = self.shell.preview?;
        match path {
            EVENTS => Some(Reply {
                status: StatusCode::OK,
                kind: Kind::Events,
                route: EVENTS,
                body: None,
                more: Vec::new(),
            }),
            pages::REPORT => {
                let page = pages::report(self.library(), preview.report, &self.shell);
                let Ok(page) = page else {
                    let status = StatusCode::INTERNAL_SERVER_ERROR;
                    return Some(self.problem(status, pages::REPORT, Problem::Failed));
                };
                let body = Arc::new(Body::new(Bytes::from(page)));
                Some(Reply::ok(Kind::Page, pages::REPORT, body))
            }
            _ => self.leads(path.strip_prefix(pages::LEADS)?),
        }
    }

    /// The list of what leads to the page at an address.
    fn leads(&self, address: &str) -> Option<Reply> {
        let page = pages::leads(self.library(), address, &self.shell)?;
        let Ok(page) = page else {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return Some(self.problem(status, LEADS, Problem::Failed));
        };
        let body = Arc::new(Body::new(Bytes::from(page)));
        Some(Reply::ok(Kind::Page, LEADS, body))
    }
}
