//! The kinds of reply there are; everything about caching and headers follows from them.

use crate::content::Media;

/// What a reply is, which decides its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page that may be kept for a while.
    Page,
    /// A self-check's blank form.
    Form,
    /// What a reader's answers or words led to: kept nowhere, found by no search, sent unpacked, because the
    /// packed length of a page tells of its words.
    Private,
    /// News for an open page of the preview, for as long as it is open.
    Events,
    /// A page that tells of a problem.
    Problem,
    /// The way to another address.
    Redirect,
    /// A file with a fingerprint in its name, of a media type.
    Asset(&'static str),
    /// An icon, of a media type.
    Icon(&'static str),
    /// Something made for machines, of a media type.
    Machine(&'static str),
    /// A picture of an article.
    Picture(Media),
}
