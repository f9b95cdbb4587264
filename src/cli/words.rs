//! Words that several commands say.

pub(super) use crate::self_check::words::counted;

use crate::content::{Library, Shelf};
use crate::text::nearest;
use std::io;
use std::net::SocketAddr;

/// The reason for a failure of the machine, for an editor or an operator.
pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "that is not permitted".to_owned(),
        io::ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
        _ => error.to_string(),
    }
}

/// Which category was meant by a name that none has: "did you mean sleep?"
pub(super) fn category_meant(typed: &str, shelf: &Shelf) -> String {
    let folders: Vec<&str> = shelf.folders().collect();
    match nearest(typed, folders.iter().copied()) {
        Some(near) => format!("did you mean {near}?"),
        None if folders.is_empty() => "there is none yet".to_owned(),
        None => format!("the categories are {}", folders.join(", ")),
    }
}

/// How many articles readers can open; pages of prose and self-checks are not among them.
pub(super) fn count_articles(library: &Library) -> usize {
    library
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.check().is_none())
        .count()
}

/// What readers can open: "12 articles, 3 self-checks".
pub(super) fn what_was_read(library: &Library) -> String {
    let articles = counted(count_articles(library), "article");
    match library.checks().count() {
        0 => articles,
        checks => format!("{articles}, {}", counted(checks, "self-check")),
    }
}

/// The reason why a server cannot listen where it was told to.
pub(super) fn not_bound(error: &io::Error, listen: SocketAddr) -> String {
    if error.kind() != io::ErrorKind::AddrInUse {
        return in_words(error);
    }
    let mut other = listen;
    other.set_port(listen.port().checked_add(1).unwrap_or(8080));
    format!("another program listens there already; choose another port, such as --listen {other}")
}
