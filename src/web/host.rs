//! The names by which the preview may be asked.
//!
//! A page of another site can make its own name lead to this machine (DNS rebinding). The browser
//! then takes our replies for those of that site and lets the page read them, drafts too. But it
//! says in `Host` by which name it came (RFC 9110, section 7.2), so a name that does not lead here
//! wherever it is asked for gets nothing.

use super::reply::Reply;
use crate::pages;
use actix_web::HttpRequest;
use actix_web::http::uri::Authority;
use actix_web::http::{StatusCode, header};
use bytes::Bytes;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a request names this machine by names that always lead to it.
pub(super) fn is_this_machine(request: &HttpRequest) -> bool {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| Authority::try_from(host.as_bytes()).ok());
    // A target may bring a name of its own (RFC 9112, section 3.2.2).
    let target = request.uri().authority();
    host.is_some_and(|host| is_loopback(host.host()))
        && target.is_none_or(|target| is_loopback(target.host()))
}

/// The reply to all others. It holds nothing of the site.
pub(super) fn refusal(request: &HttpRequest) -> Reply {
    let address = request.app_config().local_addr();
    let page = pages::misdirected(address).unwrap_or_default();
    Reply::problem(
        StatusCode::MISDIRECTED_REQUEST,
        "misdirected",
        Bytes::from(page),
    )
}

/// Whether a name is an address of this machine alone, or one that no name server is asked for
/// (RFC 6761, section 6.3).
fn is_loopback(name: &str) -> bool {
    if let Some(address) = name.strip_prefix('[') {
        let address = address.strip_suffix(']').map(str::parse::<Ipv6Addr>);
        return address.is_some_and(|address| address == Ok(Ipv6Addr::LOCALHOST));
    }
    if let Ok(address) = name.parse::<Ipv4Addr>() {
        return address.is_loopback();
    }
    let last = name.rsplit('.').next();
    last.is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
}
