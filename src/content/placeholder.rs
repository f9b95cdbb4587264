//! Words that are still to be written, which no reader may see.
//!
//! New files are made with marks for them. A draft may have them; a page that readers can open may
//! not.

use crate::diagnostics::{Problems, rules};
use crate::text::Span;

/// Stands before everything that is still to be written. Signs that no honest text has.
pub const PLACEHOLDER: &str = "TO WRITE:";

/// Whether anything is still to be written in a text.
pub(super) fn is_in(text: &str) -> bool {
    text.contains(PLACEHOLDER)
}

/// Reports every place in a public file that is still to be written.
pub(super) fn check(problems: &mut Problems) {
    let file = std::sync::Arc::clone(problems.file());
    for (at, _) in file.text().match_indices(PLACEHOLDER) {
        let line = file.line_at(at);
        let rest = file.slice(Span::new(at, line.end));
        let words = rest.split(['"', '*', '{']).next().unwrap_or(rest);
        let words = words.trim_end();
        problems
            .add(
                &rules::PLACEHOLDER,
                Span::new(at, at + words.len()),
                "this is still to be written, and readers could open the page",
            )
            .help(format!(
                "write the words in place of {PLACEHOLDER} and what follows, or take the part away"
            ));
    }
}
