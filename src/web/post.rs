//! The body of a posted form: read within its limits, or refused with the reason.

use actix_web::{HttpRequest, rt, web};
use bytes::Bytes;
use std::time::Duration;

/// How a form is logged.
pub(super) const ROUTE: &str = "/{self-check}";
/// The most bytes a form may have; the largest that a check can make is well below.
const LARGEST: usize = 16 * 1024;
/// How long a browser may take to send it.
const DEADLINE: Duration = Duration::from_secs(5);
/// Why a body was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Sent by a page of another site.
    Foreign,
    /// Not a form.
    NoForm,
    /// Too long.
    TooLarge,
    /// Too slow.
    TooSlow,
    /// Broken off.
    Broken,
}

/// Reads the body of a form.
pub(super) async fn read(request: &HttpRequest, payload: web::Payload) -> Result<Bytes, Refusal> {
    let asked = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    // `Origin` cannot tell: under our `no-referrer` browsers send `null` with our own form.
    if matches!(asked("sec-fetch-site"), Some("cross-site" | "same-site")) {
        return Err(Refusal::Foreign);
    }
    let media = asked("content-type").and_then(|value| value.split(';').next());
    if !media.is_some_and(|media| {
        media
            .trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    }) {
        return Err(Refusal::NoForm);
    }
    match rt::time::timeout(DEADLINE, payload.to_bytes_limited(LARGEST)).await {
        Err(_) => Err(Refusal::TooSlow),
        Ok(Err(_)) => Err(Refusal::TooLarge),
        Ok(Ok(Err(_))) => Err(Refusal::Broken),
        Ok(Ok(Ok(bytes))) => Ok(bytes),
    }
}
