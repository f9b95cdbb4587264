//! How a text is written into front matter, so that it is read back as it was.

use std::fmt::Write as _;

/// A text as it is written between quotes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text as the value of a key: plain where every reader of YAML takes it for a text, in quotes
/// otherwise. It holds inside `{ }` and `[ ]` too.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(sign);
            }
            '\n' => quoted.push_str("\\n"),
            sign if sign.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(sign));
            }
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text can do without quotes. Words that other tools take for a number, a day, yes, no
/// or nothing cannot, though this site reads them as typed.
fn is_plain(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_alphabetic);
    let signs = text
        .chars()
        .all(|c| c.is_alphanumeric() || " -_./()?!'’–;".contains(c));
    let word = text.to_ascii_lowercase();
    begins
        && signs
        && text.trim() == text
        && !matches!(
            word.as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_only_where_it_must_be() {
        assert_eq!(scalar("Why do your shins hurt?"), "Why do your shins hurt?");
        assert_eq!(scalar("Sleep: why not?"), "\"Sleep: why not?\"");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("5 a day"), "\"5 a day\"");
        assert_eq!(scalar("So \"good\" \\ #1"), r#""So \"good\" \\ #1""#);
        assert_eq!(scalar("one, two"), "\"one, two\"");
        assert_eq!(scalar("a\u{7}b\nc"), r#""a\u0007b\nc""#);
    }
}
