//! Edits that put a problem right and change nothing else.

use crate::text::Span;

/// An edit of one file, safe to be made without asking what was meant. Only what has one reading is
/// given one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "put the title in quotes".
    pub title: String,
    /// The stretches of the file and what comes in their place.
    pub edits: Vec<(Span, String)>,
}

impl Fix {
    /// A fix of one edit.
    #[must_use]
    pub fn new(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            edits: vec![(span, text.into())],
        }
    }
}
