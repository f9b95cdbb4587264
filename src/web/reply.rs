//! A reply, and the one place where it becomes a response.

use super::kind::Kind;
use super::{headers, negotiate};
use crate::content::Media;
use crate::site::{Body, Encoding};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use bytes::Bytes;
use std::sync::Arc;

/// A reply before it is packed for a browser.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) kind: Kind,
    /// The pattern of the route, for the log.
    pub(super) route: &'static str,
    pub(super) body: Option<Arc<Body>>,
    /// Headers that belong to this reply alone.
    pub(super) more: Vec<(header::HeaderName, header::HeaderValue)>,
}

impl Reply {
    /// A reply with a body and status 200.
    pub(super) const fn ok(kind: Kind, route: &'static str, body: Arc<Body>) -> Self {
        Self {
            status: StatusCode::OK,
            kind,
            route,
            body: Some(body),
            more: Vec::new(),
        }
    }

    /// A page that tells of a problem.
    pub(super) fn problem(status: StatusCode, route: &'static str, page: Bytes) -> Self {
        let body = Some(Arc::new(Body::new(page)));
        Self {
            status,
            kind: Kind::Problem,
            route,
            body,
            more: Vec::new(),
        }
    }

    /// A lasting redirect to an address of ours.
    pub(super) fn moved(route: &'static str, to: &str) -> Self {
        let location = header::HeaderValue::from_str(to)
            .ok()
            .map(|to| (header::LOCATION, to));
        Self {
            status: StatusCode::MOVED_PERMANENTLY,
            kind: Kind::Redirect,
            route,
            body: None,
            more: location.into_iter().collect(),
        }
    }

    /// Adds a header that belongs to this reply alone.
    pub(super) fn with(mut self, name: header::HeaderName, value: &'static str) -> Self {
        self.more
            .push((name, header::HeaderValue::from_static(value)));
        self
    }

    /// Whether it can be told by its tag that the browser has it already.
    fn can_be_known(&self) -> bool {
        self.status == StatusCode::OK && self.kind != Kind::Private
    }

    /// Whether packing makes it smaller; pictures of dots are packed already.
    fn is_text(&self) -> bool {
        match self.kind {
            Kind::Page | Kind::Form | Kind::Problem | Kind::Redirect | Kind::Description(_) => true,
            Kind::Private => false,
            Kind::Asset(content_type) | Kind::Icon(content_type) => {
                content_type.starts_with("text/") || content_type.starts_with("image/svg")
            }
            Kind::Picture(media) => media == Media::Svg,
        }
    }

    /// Makes the response. HEAD gets the headers of GET; a browser that has the bytes gets 304
    /// without them. Packing that is not done yet is done off the workers.
    pub(super) async fn into_response(self, request: &HttpRequest, https: bool) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        for header in headers::of(self.kind)
            .into_iter()
            .chain(self.more.iter().cloned())
        {
            response.insert_header(header);
        }
        if https {
            response.insert_header(headers::HSTS);
        }
        let Some(body) = &self.body else {
            return response.finish();
        };
        let asked = |name| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let encoding = if self.is_text() {
            response.insert_header((header::VARY, "Accept-Encoding"));
            negotiate::encoding(asked(header::ACCEPT_ENCODING))
        } else {
            Encoding::Identity
        };
        if self.can_be_known() {
            let etag = body.etag(encoding);
            if negotiate::has(asked(header::IF_NONE_MATCH), &etag) {
                response
                    .insert_header((header::ETAG, etag))
                    .status(StatusCode::NOT_MODIFIED);
                return response.finish();
            }
            response.insert_header((header::ETAG, etag));
        }
        let bytes = if body.is_ready(encoding) {
            body.bytes(encoding)
        } else {
            let body = Arc::clone(body);
            match web::block(move || body.bytes(encoding)).await {
                Ok(bytes) => bytes,
                Err(_) => return response.status(StatusCode::SERVICE_UNAVAILABLE).finish(),
            }
        };
        if encoding != Encoding::Identity {
            response.insert_header((header::CONTENT_ENCODING, encoding.name()));
        }
        // To HEAD the library sends the length of these bytes and not the bytes.
        response.body(bytes)
    }
}
