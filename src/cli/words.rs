//! Words that several commands say.

use std::io;
use std::net::SocketAddr;

/// A count with its noun: "1 error", "2 errors".
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The reason for a failure of the machine, for an editor or an operator.
pub(super) fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "that is not permitted".to_owned(),
        io::ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
        _ => error.to_string(),
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
