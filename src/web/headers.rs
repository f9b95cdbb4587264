//! The headers of each kind of reply, as policies with their reasons.

use super::kind::Kind;
use crate::content::Media;
use actix_web::http::header::{self, HeaderName, HeaderValue};

type Header = (HeaderName, HeaderValue);

const fn named(name: &'static str, value: &'static str) -> Header {
    (
        HeaderName::from_static(name),
        HeaderValue::from_static(value),
    )
}

/// On every reply: the type is what we say it is, and no other site learns where a reader was.
const ALWAYS: [Header; 2] = [
    named("x-content-type-options", "nosniff"),
    named("referrer-policy", "no-referrer"),
];

/// On every page, errors too. Nothing may load or run but our own styles and pictures; no script at
/// all; forms go to us; nobody may frame a page; and the browser's powers we do not use are closed.
const PAGE: [Header; 5] = [
    named(
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    named("cross-origin-opener-policy", "same-origin"),
    named("cross-origin-embedder-policy", "require-corp"),
    named("x-frame-options", "DENY"),
    named(
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()",
    ),
];

/// A drawing opened on its own is a document: it may use its own styles and nothing else.
const DRAWING: Header = named(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
);

/// A page may be a minute old, and ten more while a new one is fetched.
const SOON: HeaderValue =
    HeaderValue::from_static("public, max-age=60, stale-while-revalidate=600");
/// A name with a fingerprint never changes its content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A picture keeps its name when it changes.
const MINUTES: HeaderValue = HeaderValue::from_static("public, max-age=300");
/// Nothing personal is in a blank self-check, but it must never be an old one.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("no-cache");
/// An error may be over at the next try.
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// Two years, as preload lists ask for; sent only when the operator's origin is https.
pub(super) const HSTS: Header = named(
    "strict-transport-security",
    "max-age=63072000; includeSubDomains",
);

/// The headers of a kind of reply.
pub(super) fn of(kind: Kind) -> Vec<Header> {
    let mut headers = ALWAYS.to_vec();
    let (resources, caching, content_type) = match kind {
        Kind::Page => ("same-origin", SOON, Some("text/html; charset=utf-8")),
        Kind::Form => ("same-origin", ASK_FIRST, Some("text/html; charset=utf-8")),
        Kind::Problem | Kind::Private => ("same-origin", NEVER, Some("text/html; charset=utf-8")),
        Kind::Redirect => ("same-origin", SOON, None),
        Kind::Asset(content_type) => ("same-origin", FOR_EVER, Some(content_type)),
        // Feed readers and other sites show these.
        Kind::Icon(content_type) => ("cross-origin", MINUTES, Some(content_type)),
        Kind::Description(content_type) => ("same-origin", MINUTES, Some(content_type)),
        Kind::Picture(media) => ("cross-origin", MINUTES, Some(media.content_type())),
    };
    headers.push(named("cross-origin-resource-policy", resources));
    headers.push((header::CACHE_CONTROL, caching));
    if let Some(content_type) = content_type {
        headers.push((header::CONTENT_TYPE, HeaderValue::from_static(content_type)));
    }
    match kind {
        Kind::Page | Kind::Form | Kind::Problem | Kind::Redirect => headers.extend(PAGE),
        Kind::Private => {
            headers.extend(PAGE);
            headers.push(named("x-robots-tag", "noindex"));
        }
        Kind::Picture(Media::Svg) => headers.push(DRAWING),
        Kind::Asset(content_type) | Kind::Icon(content_type)
            if content_type.starts_with("image/svg") =>
        {
            headers.push(DRAWING);
        }
        _ => {}
    }
    headers
}
