//! Texts in quotes: where they end, and which never do.

use super::{Line, Slip};
use crate::diagnostics::rules;
use crate::markup::scalar::quoted;

/// Where a text in quotes ends, when it does in this line.
pub(in crate::markup) fn quote_end(value: &str) -> Option<usize> {
    let quote = value.chars().next()?;
    let mut signs = value.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if quote == '"' => {
                signs.next();
            }
            // Two of them are one in the text.
            '\'' if quote == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') => {
                signs.next();
            }
            sign if sign == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The first quote at the beginning of a key or value that its own line does not close.
pub(super) fn unclosed_quote(yaml: &str) -> Option<Slip> {
    let mut start = 0;
    for text in yaml.split_inclusive('\n') {
        let line = Line::at(yaml, start)?;
        let (at, value) = line.value().unwrap_or((line.column, line.words()));
        if value.starts_with(['"', '\'']) && quote_end(value).is_none() {
            let slip = unclosed(start + at);
            let help = format!("{}; inside \"…\" write \\\" for a quote", slip.help);
            return Some(Slip { help, ..slip });
        }
        start += text.len();
    }
    None
}

/// A quote at a place that nothing closes.
pub(super) fn unclosed(at: usize) -> Slip {
    Slip {
        rule: &rules::YAML_QUOTE,
        ..Slip::new(
            at..at + 1,
            "this quote is opened here and never closed",
            "put the same quote at the end of the text",
        )
    }
}

/// A text between quotes that need no other signs in it, where there are such.
pub(super) fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        quoted(text)
    }
}
