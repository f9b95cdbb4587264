//! A value of JSON or YAML whose keys keep their order, because people read what is printed.

use crate::markup::scalar::scalar;
use std::fmt::Write as _;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// True or false.
    Bool(bool),
    /// A list.
    List(Vec<Tree>),
    /// Keys with values.
    Map(Vec<(String, Tree)>),
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Tree {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<T: Into<Tree>> From<Vec<T>> for Tree {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// Keys with values, in the order typed.
pub(super) fn map<const N: usize>(entries: [(&str, Tree); N]) -> Tree {
    Tree::Map(
        entries
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Tree {
    /// Adds a key to a map; nothing else can have one.
    pub(super) fn with(mut self, key: &str, value: impl Into<Tree>) -> Self {
        if let Self::Map(entries) = &mut self {
            entries.push((key.to_owned(), value.into()));
        }
        self
    }

    /// Adds a key when there is a value.
    pub(super) fn with_some(self, key: &str, value: Option<impl Into<Tree>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// As JSON (RFC 8259), two spaces deeper at each level, with a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write_json(&mut text, 0);
        text.push('\n');
        text
    }

    fn write_json(&self, text: &mut String, depth: usize) {
        let line = |text: &mut String, depth: usize| {
            text.push('\n');
            text.push_str(&"  ".repeat(depth));
        };
        match self {
            Self::Text(words) => text.push_str(&quoted(words)),
            Self::Number(number) => {
                let _ = write!(text, "{number}");
            }
            Self::Bool(value) => {
                let _ = write!(text, "{value}");
            }
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    line(text, depth + 1);
                    item.write_json(text, depth + 1);
                }
                if !items.is_empty() {
                    line(text, depth);
                }
                text.push(']');
            }
            Self::Map(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    line(text, depth + 1);
                    let _ = write!(text, "{}: ", quoted(key));
                    value.write_json(text, depth + 1);
                }
                if !entries.is_empty() {
                    line(text, depth);
                }
                text.push('}');
            }
        }
    }

    /// As YAML in block style, with a line end.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut text = String::new();
        self.write_yaml(&mut text, 0);
        text
    }

    /// Writes the value where its first line begins.
    fn write_yaml(&self, text: &mut String, depth: usize) {
        match self {
            Self::List(items) if items.is_empty() => text.push_str("[]\n"),
            Self::Map(entries) if entries.is_empty() => text.push_str("{}\n"),
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        text.push_str(&"  ".repeat(depth));
                    }
                    text.push_str("- ");
                    item.write_yaml(text, depth + 1);
                }
            }
            Self::Map(entries) => {
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        text.push_str(&"  ".repeat(depth));
                    }
                    let _ = write!(text, "{}:", scalar(key));
                    let nested = match value {
                        Self::List(items) => !items.is_empty(),
                        Self::Map(entries) => !entries.is_empty(),
                        _ => false,
                    };
                    if nested {
                        text.push('\n');
                        text.push_str(&"  ".repeat(depth + 1));
                    } else {
                        text.push(' ');
                    }
                    value.write_yaml(text, depth + 1);
                }
            }
            Self::Text(words) => {
                let _ = writeln!(text, "{}", scalar(words));
            }
            Self::Number(number) => {
                let _ = writeln!(text, "{number}");
            }
            Self::Bool(value) => {
                let _ = writeln!(text, "{value}");
            }
        }
    }
}

/// A text of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_in_the_order_of_its_keys() {
        let tree = map([
            ("name", "one: two".into()),
            (
                "list",
                Tree::List(vec![map([("a", 1.into()), ("b", true.into())]), "x".into()]),
            ),
            ("none", Tree::List(Vec::new())),
        ]);
        assert_eq!(
            tree.to_yaml(),
            "name: \"one: two\"\nlist:\n  - a: 1\n    b: true\n  - x\nnone: []\n"
        );
        let value: serde_json::Value = serde_json::from_str(&tree.to_json()).unwrap();
        assert_eq!(value["list"][0]["b"], true);
    }
}
