//! The keys an editor may write, as a declared table, and the reading of front matter against it.
//!
//! One table per kind of file drives everything that has to know the keys. Every key that is
//! unknown, repeated, missing or of the wrong shape is reported, never the first only; a value
//! that has the wrong shape is then left out, so that whoever asks for a key gets a good one.

use super::dates::{self, Period};
use super::node::{Node, Value, Word};
use crate::diagnostics::{Fix, Problems, rules};
use crate::text::{Slug, Span, nearest};
use jiff::civil::Date;

/// A key of the table.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether every file of the kind must have it.
    pub required: bool,
    /// A line to write, for messages.
    pub example: &'static str,
    /// What it is for, for forms and for completion.
    pub help: &'static str,
}

/// A key of a table in one line: its name, its shape, `required` where it must be there, a line to
/// write, and what it is for.
macro_rules! key {
    ($name:literal, $shape:expr, required, $example:literal, $help:literal) => {
        $crate::markup::keys::Key {
            name: $name,
            shape: $shape,
            required: true,
            example: $example,
            help: $help,
        }
    };
    ($name:literal, $shape:expr, $example:literal, $help:literal) => {
        $crate::markup::keys::Key {
            name: $name,
            shape: $shape,
            required: false,
            example: $example,
            help: $help,
        }
    };
}
pub(crate) use key;

/// What a value looks like.
#[derive(Debug)]
pub enum Shape {
    /// A text of at least one character.
    Text,
    /// A text of so many characters at least and at most.
    Sentence(usize, usize),
    /// A day, `2026-11-22`.
    Date,
    /// A length of time, `18 months` or `3 years`.
    Period,
    /// A year of four digits.
    Year,
    /// Small letters, digits, hyphens.
    Id,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An `https:` or `http:` address.
    Url,
    /// A list of one shape.
    List(&'static Shape),
    /// Keys with values of a table of their own.
    Map(&'static [Key]),
    /// Any keys, each with a text.
    Texts,
    /// `true` or `false`, `yes` or `no`.
    YesNo,
    /// Anything here; whoever asks for it reads it further, and expects this.
    Further(&'static Shape),
    /// Any names, each with keys of a table.
    Named(&'static [Key]),
    /// A rule of a self-check.
    Rule,
    /// Any names of questions, each with its answer or a list of them.
    Answers,
}

/// What was read from front matter: known keys with good values.
#[derive(Clone, Debug)]
pub struct Fields {
    span: Span,
    /// Every known key that was typed, whatever its value.
    typed: Vec<(&'static str, Span)>,
    entries: Vec<(&'static str, Span, Node)>,
}

/// A text value with its place.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text, without white space around it.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

impl Fields {
    /// No key at all, at a place.
    #[must_use]
    pub const fn none(span: Span) -> Self {
        Self {
            span,
            typed: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Reads a tree against a table, and reports what does not fit.
    #[must_use]
    pub fn read(problems: &mut Problems, node: &Node, keys: &'static [Key]) -> Self {
        Self::read_all(problems, node, &[keys])
    }

    /// Reads a tree against several tables at once.
    #[must_use]
    pub fn read_all(problems: &mut Problems, node: &Node, tables: &[&'static [Key]]) -> Self {
        let keys: Vec<&'static Key> = tables.iter().flat_map(|keys| keys.iter()).collect();
        let mut fields = Self::none(node.span);
        let Value::Map(entries) = &node.value else {
            return fields;
        };
        let mut seen: Vec<(&str, Span)> = Vec::new();
        for (word, value) in entries {
            if let Some((_, first)) = seen.iter().find(|(name, _)| *name == word.text) {
                let first = problems.place(*first).labelled("it is already here");
                problems
                    .add(
                        &rules::REPEATED_KEY,
                        word.span,
                        format!("the key {} is written twice", word.text),
                    )
                    .help("keep one of the two")
                    .related(first);
                continue;
            }
            seen.push((&word.text, word.span));
            match keys.iter().find(|key| key.name == word.text) {
                None => unknown_key(problems, word, &keys),
                Some(key) if !key.required && is_left_empty(problems, &key.shape, value) => {}
                Some(key) => {
                    fields.typed.push((key.name, word.span));
                    if check(problems, key, &key.shape, value) {
                        fields.entries.push((key.name, word.span, value.clone()));
                    }
                }
            }
        }
        for key in keys.iter().filter(|key| key.required) {
            if !seen.iter().any(|(name, _)| *name == key.name) {
                let at = Span::new(node.span.start, node.span.start);
                problems
                    .add(
                        &rules::MISSING_KEY,
                        at,
                        format!("the key {} is missing", key.name),
                    )
                    .help(format!("add    {}", key.example));
            }
        }
        fields
    }

    fn entry(&self, name: &str) -> Option<&(&'static str, Span, Node)> {
        self.entries.iter().find(|(key, ..)| *key == name)
    }

    /// Where the keys stand.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Whether there is no key at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a key's name stands, when it was typed, even with a value that is no good.
    #[must_use]
    pub fn key_span(&self, name: &str) -> Option<Span> {
        self.typed
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, span)| *span)
    }

    /// Whether a key has a value that can be used.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// A value as it was typed, to be read further.
    #[must_use]
    pub fn node(&self, name: &str) -> Option<&Node> {
        self.entry(name).map(|(_, _, node)| node)
    }

    /// Whether the same keys have the same values as in other fields, but for some keys that may
    /// say something else.
    #[must_use]
    pub fn say_as(&self, other: &Self, but: &[&str]) -> bool {
        let others = |fields: &Self| {
            let keys = fields.entries.iter().map(|(key, ..)| *key);
            keys.filter(|key| !but.contains(key)).count()
        };
        let mut entries = self.entries.iter().filter(|(key, ..)| !but.contains(key));
        others(self) == others(other)
            && entries.all(|(key, _, node)| {
                let there = other.node(key);
                there.is_some_and(|there| node.value.says_as(&there.value))
            })
    }

    /// Whether a key says `true` or `yes`.
    #[must_use]
    pub fn says_yes(&self, name: &str) -> bool {
        self.text(name)
            .is_some_and(|text| matches!(text.text, "true" | "yes"))
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<Text<'_>> {
        as_text(&self.entry(name)?.2)
    }

    /// A day.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<(Date, Span)> {
        let text = self.text(name)?;
        dates::parse(text.text).ok().map(|date| (date, text.span))
    }

    /// A length of time.
    #[must_use]
    pub fn period(&self, name: &str) -> Option<Period> {
        Period::parse(self.text(name)?.text)
    }

    /// A list of texts; empty when the key is not there.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<Text<'_>> {
        self.nodes(name).iter().filter_map(as_text).collect()
    }

    /// A list of lists of texts; empty when the key is not there.
    #[must_use]
    pub fn lists(&self, name: &str) -> Vec<Vec<Text<'_>>> {
        self.nodes(name)
            .iter()
            .map(|node| match &node.value {
                Value::List(items) => items.iter().filter_map(as_text).collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    /// Keys with values of their own, read against their table.
    #[must_use]
    pub fn map(&self, name: &str, keys: &'static [Key]) -> Option<Self> {
        self.entry(name).map(|(_, _, node)| Self::known(node, keys))
    }

    /// A list of keys with values, each read against the table.
    #[must_use]
    pub fn maps(&self, name: &str, keys: &'static [Key]) -> Vec<Self> {
        self.nodes(name)
            .iter()
            .map(|node| Self::known(node, keys))
            .collect()
    }

    /// The pairs of a value of shape [`Shape::Texts`].
    #[must_use]
    pub fn pairs(&self, name: &str) -> Vec<(&Word, Text<'_>)> {
        match self.entry(name).map(|(_, _, node)| &node.value) {
            Some(Value::Map(entries)) => entries
                .iter()
                .filter_map(|(word, node)| Some((word, as_text(node)?)))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn nodes(&self, name: &str) -> &[Node] {
        match self.entry(name).map(|(_, _, node)| &node.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Takes the keys of a map whose problems were reported when the map around it was read.
    fn known(node: &Node, keys: &'static [Key]) -> Self {
        let mut fields = Self::none(node.span);
        if let Value::Map(entries) = &node.value {
            for (word, value) in entries {
                if let Some(key) = keys.iter().find(|key| key.name == word.text)
                    && complaint(&key.shape, value).is_none()
                {
                    fields.entries.push((key.name, word.span, value.clone()));
                }
            }
        }
        fields
    }
}

fn as_text(node: &Node) -> Option<Text<'_>> {
    match &node.value {
        Value::Text(text) => Some(Text {
            text: text.trim(),
            span: node.span,
        }),
        _ => None,
    }
}

fn unknown_key(problems: &mut Problems, word: &Word, keys: &[&'static Key]) {
    let help = match nearest(&word.text, keys.iter().map(|key| key.name)) {
        Some(near) => format!("did you mean {near}?"),
        None if word.text == "draft" => {
            "write    status: draft    or    status: published".to_owned()
        }
        None => {
            let names: Vec<_> = keys.iter().map(|key| key.name).collect();
            format!("the keys are {}", names.join(", "))
        }
    };
    problems
        .add(
            &rules::UNKNOWN_KEY,
            word.span,
            format!("there is no key {}", word.text),
        )
        .help(help);
}

/// Reports a value that does not fit its shape; true when something of it can be used. A list or
/// map with a bad part is kept for its good parts, so that one slip brings one message.
fn check(problems: &mut Problems, key: &'static Key, shape: &'static Shape, node: &Node) -> bool {
    match (shape, &node.value) {
        (Shape::List(inner), Value::List(items)) => {
            for item in items {
                check(problems, key, inner, item);
            }
            true
        }
        (Shape::Map(keys), Value::Map(_)) => {
            let _ = Fields::read(problems, node, keys);
            true
        }
        _ => match complaint(shape, node) {
            None => true,
            Some((rule, message, help)) => {
                let help = help.unwrap_or_else(|| format!("write    {}", key.example));
                let fix = date_fix(problems, key, shape, node);
                problems
                    .add(rule, node.span, format!("{}: {message}", key.name))
                    .help(help)
                    .fix = fix;
                false
            }
        },
    }
}

/// Writes a day in our form when only one can be meant.
fn date_fix(problems: &Problems, key: &Key, shape: &Shape, node: &Node) -> Option<Fix> {
    let (Shape::Date, Value::Text(typed)) = (shape, &node.value) else {
        return None;
    };
    let typed = typed.trim();
    let date = dates::parse(typed).err()?.only?;
    // Only the day itself: quotes around it stay.
    let at = node.span.start + problems.file().slice(node.span).find(typed)?;
    let title = format!("write {} as {date}", key.name);
    let span = Span::new(at, at + typed.len());
    Some(Fix::new(title, span, date.to_string()))
}

/// Whether a value is what forms and other tools write for a field that nobody filled in: `""`,
/// `null`, or keys of which each is that. A key that may be left out counts as left out then. A key
/// with nothing at all after its colon does not: a person forgot something there.
fn is_left_empty(problems: &Problems, shape: &'static Shape, node: &Node) -> bool {
    match (&node.value, shape) {
        (Value::Text(text), _) => {
            let typed = problems.file().slice(node.span);
            matches!(typed, "null" | "~")
                || (text.trim().is_empty() && typed.starts_with(['"', '\'']))
        }
        (Value::Map(entries), Shape::Map(keys)) => entries.iter().all(|(word, value)| {
            keys.iter()
                .find(|key| key.name == word.text)
                .is_some_and(|key| is_left_empty(problems, &key.shape, value))
        }),
        _ => false,
    }
}

type Complaint = (&'static crate::diagnostics::Rule, String, Option<String>);

/// What is wrong with a value of a shape that is no list or map of keys; `None` when it is good.
fn complaint(shape: &'static Shape, node: &Node) -> Option<Complaint> {
    if matches!(
        shape,
        Shape::Further(_) | Shape::Named(_) | Shape::Rule | Shape::Answers
    ) {
        return None;
    }
    let text = match (&node.value, shape) {
        (
            Value::Text(text),
            Shape::Text
            | Shape::Sentence(..)
            | Shape::Date
            | Shape::Period
            | Shape::Year
            | Shape::Id
            | Shape::Choice(_)
            | Shape::Url
            | Shape::YesNo,
        ) => text.trim(),
        (Value::List(_), Shape::List(_)) | (Value::Map(_), Shape::Map(_)) => return None,
        (Value::Map(entries), Shape::Texts) => {
            return entries
                .iter()
                .find(|(_, value)| !matches!(&value.value, Value::Text(text) if !text.trim().is_empty()))
                .map(|(word, _)| (&rules::WRONG_SHAPE, format!("{} needs a text", word.text), None));
        }
        _ => {
            let wanted = match shape {
                Shape::List(_) => "a list",
                Shape::Map(_) | Shape::Texts => "keys with values",
                _ => "a single text",
            };
            let message = format!(
                "this should be {wanted}, but it is {}",
                node.shape_in_words()
            );
            return Some((&rules::WRONG_SHAPE, message, None));
        }
    };
    if text.is_empty() {
        return Some((
            &rules::WRONG_SHAPE,
            "there is nothing after the colon".to_owned(),
            None,
        ));
    }
    let wrong = |message: String| Some((&rules::WRONG_SHAPE, message, None));
    match shape {
        Shape::Sentence(least, most) => {
            let length = text.chars().count();
            if length < *least || length > *most {
                let message =
                    format!("this is {length} characters long; it should be {least} to {most}");
                let help = if length < *least {
                    "say in one or two sentences what a reader will learn".to_owned()
                } else {
                    "keep the one or two sentences that matter most".to_owned()
                };
                return Some((&rules::TEXT_LENGTH, message, Some(help)));
            }
            None
        }
        Shape::Date => dates::parse(text)
            .err()
            .map(|wrong| (&rules::DATE, wrong.message, Some(wrong.help))),
        Shape::Period if Period::parse(text).is_none() => {
            wrong(format!("\"{text}\" is not a length of time"))
        }
        Shape::Year if !(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())) => {
            wrong(format!("\"{text}\" is not a year of four digits"))
        }
        Shape::Id if Slug::parse(text).is_none() => {
            let help = Slug::from_words(text).map(|slug| format!("write    {slug}"));
            Some((
                &rules::WRONG_SHAPE,
                format!("\"{text}\" may have small letters, digits and single hyphens only"),
                help,
            ))
        }
        Shape::Choice(words) if !words.contains(&text) => {
            let help = match nearest(text, words.iter().copied()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!("write one of: {}", words.join(", ")),
            };
            Some((
                &rules::CHOICE,
                format!("\"{text}\" is not one of the words"),
                Some(help),
            ))
        }
        Shape::YesNo if !matches!(text, "true" | "false" | "yes" | "no") => {
            wrong(format!("\"{text}\" is neither true nor false"))
        }
        Shape::Url if !(text.starts_with("https://") || text.starts_with("http://")) => {
            wrong(format!("\"{text}\" is not a web address"))
        }
        _ => None,
    }
}
