//! The page for whoever asks the preview by a name that is not of this machine alone.
//!
//! Whoever that is may be a stranger, so nothing of the site is on it.

use askama::Template;
use std::net::SocketAddr;

/// Where the preview is.
#[derive(Debug, Template)]
#[template(path = "pages/misdirected.html", whitespace = "minimize")]
pub(super) struct MisdirectedPage {
    pub(super) address: SocketAddr,
}
