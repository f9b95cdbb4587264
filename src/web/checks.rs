//! A self-check's form, posted.
//!
//! Answers come in the body of a POST and live for one request. What they lead to is sent as a
//! redirect to the address of a result, which says nothing of them; what cannot be read is sent
//! back on the form itself. All replies are kept nowhere, and those to good forms of one check are
//! all of one length.

use super::answer::Answer;
use super::kind::Kind;
use super::post::{ROUTE, Refusal};
use super::reply::Reply;
use crate::content::{Article, library};
use crate::pages::{self, Problem};
use crate::self_check::{Filled, SelfCheck};
use crate::site::Body;
use actix_web::http::{StatusCode, header};
use bytes::Bytes;
use std::sync::Arc;

/// Results are as long as the next multiple of this.
const BUCKET: usize = 32 * 1024;

impl Answer<'_> {
    /// The reply to a form that was read, or why it was not.
    pub(super) fn form(&self, article: &Article, body: Result<Bytes, Refusal>) -> Reply {
        let Some(check) = article.check() else {
            return self.problem(StatusCode::NOT_FOUND, "unmatched", Problem::NotFound);
        };
        let body = match body {
            Ok(body) => body,
            Err(why) => return self.refusal(why),
        };
        let fields: Vec<_> = form_urlencoded::parse(&body).collect();
        let pairs = fields
            .iter()
            .map(|(name, value)| (name.as_ref(), value.as_ref()));
        let (check, proof) = (&check.proved.check, &check.proved.proof);
        match Filled::read(check, pairs).admit(check, proof) {
            Ok(result) => see_other(article, check, &check.result_path(&result)),
            Err(filled) => {
                let page = pages::self_check(self.library(), article, Some(&filled), &self.shell);
                let Ok(page) = page else {
                    return self.problem(StatusCode::INTERNAL_SERVER_ERROR, ROUTE, Problem::Failed);
                };
                Reply {
                    status: StatusCode::UNPROCESSABLE_ENTITY,
                    ..private(ROUTE, Bytes::from(page))
                }
            }
        }
    }

    fn refusal(&self, why: Refusal) -> Reply {
        let (status, problem) = match why {
            Refusal::Foreign => (StatusCode::FORBIDDEN, Problem::Refused),
            Refusal::NoForm => (StatusCode::UNSUPPORTED_MEDIA_TYPE, Problem::BadForm),
            Refusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Problem::TooLarge),
            Refusal::TooSlow => (StatusCode::REQUEST_TIMEOUT, Problem::Slow),
            Refusal::Broken => (StatusCode::BAD_REQUEST, Problem::BadForm),
        };
        let reply = self.problem(status, ROUTE, problem);
        // What is left of the body is not read, so the connection cannot go on.
        reply.with(header::CONNECTION, "close")
    }

    /// A result, when some answers lead to it.
    pub(super) fn result(&self, article: &Article, path: &str) -> Option<Reply> {
        let check = article.check()?;
        let (check, proof) = (&check.proved.check, &check.proved.proof);
        let result = check.result_at(path)?;
        if !proof.can_happen(check, &result) {
            return None;
        }
        let page = pages::check_result(self.library(), article, &result, &self.shell);
        let Ok(mut page) = page else {
            return Some(self.problem(
                StatusCode::INTERNAL_SERVER_ERROR,
                "/{self-check}/result",
                Problem::Failed,
            ));
        };
        let length = page.len().next_multiple_of(BUCKET);
        page.extend(std::iter::repeat_n('\n', length - page.len()));
        Some(private("/{self-check}/result", Bytes::from(page)))
    }
}

pub(super) fn private(route: &'static str, page: Bytes) -> Reply {
    Reply {
        status: StatusCode::OK,
        kind: Kind::Private,
        route,
        body: Some(Arc::new(Body::new(page))),
        more: Vec::new(),
    }
}

/// The way to a result. The address has the length it has; the body makes up for it.
fn see_other(article: &Article, check: &SelfCheck, path: &str) -> Reply {
    let to = format!("{}{}{path}", article.address(), library::RESULT);
    // A thousand more, so that the length of the body has four digits whatever the path.
    let padding = 1000 + check.longest_result_path().saturating_sub(path.len());
    let mut reply = private(ROUTE, Bytes::from("\n".repeat(padding)));
    reply.status = StatusCode::SEE_OTHER;
    if let Ok(location) = header::HeaderValue::from_str(&to) {
        reply.more.push((header::LOCATION, location));
    }
    reply
}
