//! Front matter as a tree in which every key and value knows where it stands.
//!
//! YAML is read as events of its parser and never as the parser's idea of numbers, dates or yes
//! and no: a scalar is the text that was typed. What YAML offers beyond maps, lists and texts
//! (anchors, aliases, tags, merge keys, several documents) is refused, each with its own message.

use super::slips;
use crate::diagnostics::{Problems, rules};
use crate::text::Span;
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

/// A value of the front matter, and where it stands in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// The three shapes a value can have.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text, a number, a date or a word, as typed.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in the order typed; a repeated key is still there.
    Map(Vec<(Word, Node)>),
}

/// A text with its place.
#[derive(Clone, Debug)]
pub struct Word {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// What the node is, in an editor's words.
    #[must_use]
    pub fn shape_in_words(&self) -> &'static str {
        match &self.value {
            Value::Text(text) if text.is_empty() => "nothing",
            Value::Text(_) => "a single text",
            Value::List(_) => "a list",
            Value::Map(_) => "keys with values",
        }
    }
}

impl Value {
    /// Whether it says what another value says, wherever either stands.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::List(one), Self::List(other)) => {
                let mut pairs = one.iter().zip(other);
                one.len() == other.len() && pairs.all(|(a, b)| a.value.says_as(&b.value))
            }
            (Self::Map(one), Self::Map(other)) => {
                let mut pairs = one.iter().zip(other);
                one.len() == other.len()
                    && pairs.all(|(a, b)| a.0.text == b.0.text && a.1.value.says_as(&b.1.value))
            }
            _ => false,
        }
    }
}

/// How deep lists and keys may stand in each other.
const DEPTH: usize = 16;
/// How many values a front matter may have.
const NODES: usize = 4_000;

/// Reads the YAML that stands at `yaml` in the file of `problems`.
///
/// `None` when it cannot be read as keys with values; the reason is then among the problems.
pub fn parse(problems: &mut Problems, yaml: Span) -> Option<Node> {
    let file = std::sync::Arc::clone(problems.file());
    let text = file.slice(yaml);
    let mut options = granit_parser::Options::default();
    options.block_nesting_limit = DEPTH;
    options.flow_nesting_limit = DEPTH;
    options.emit_unresolved_aliases = true;
    options.emit_anchor_events = true;
    let mut builder = Builder {
        problems,
        base: yaml.start,
        open: Vec::new(),
        root: None,
        nodes: 0,
        documents: 0,
        refused: None,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let outcome = match event {
            Ok((event, span)) => builder.take(event, span.byte_range(), span.tag_span()),
            Err(error) => {
                builder.scan_error(&error, text);
                return None;
            }
        };
        outcome?;
    }
    let Builder { root, refused, .. } = builder;
    match root {
        Some(node) if refused.is_none() && matches!(node.value, Value::Map(_)) => Some(node),
        Some(node) if refused.is_none() => {
            problems
                .add(
                    &rules::YAML,
                    node.span,
                    format!(
                        "the front matter must be keys with values, but it is {}",
                        node.shape_in_words()
                    ),
                )
                .help("write one key a line, such as    title: Why can you not sleep?");
            None
        }
        Some(_) => None,
        None => Some(Node {
            span: Span::new(yaml.start, yaml.start),
            value: Value::Map(Vec::new()),
        }),
    }
}

/// A list or map that is not complete yet.
enum Open {
    List(usize, Vec<Node>),
    Map(usize, Vec<(Word, Node)>, Option<Word>),
}

struct Builder<'a> {
    problems: &'a mut Problems,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    nodes: usize,
    documents: usize,
    /// Where something was refused last.
    refused: Option<usize>,
}

impl Builder<'_> {
    /// Takes one event; `None` ends the reading, with the reason among the problems.
    fn take(
        &mut self,
        event: Event<'_>,
        range: Option<std::ops::Range<usize>>,
        tag: Option<granit_parser::Span>,
    ) -> Option<()> {
        let span = Span::from(range.unwrap_or_default()).shifted(self.base);
        if event.tag().is_some() {
            let at = tag
                .and_then(|tag| tag.byte_range())
                .map_or(span, |range| Span::from(range).shifted(self.base));
            self.refuse(
                &rules::YAML_TAG,
                at,
                "a word that starts with ! is a YAML tag, which is not part of our front matter",
            )
            .help("if the text itself starts with !, put it in quotes");
        }
        match event {
            Event::Anchor(..) => {
                self.refuse(
                    &rules::YAML_ANCHOR,
                    span,
                    "a word that starts with & is a YAML anchor, which is not part of our front matter",
                )
                .help("take it away and write the text out each time; if the text itself starts with &, put it in quotes");
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.refuse(
                        &rules::YAML_DOCUMENTS,
                        span,
                        "the front matter must be one block between two --- lines",
                    )
                    .help("take the extra --- line away");
                    return None;
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse(&rules::YAML_ALIAS, span, "a word that starts with * is a YAML alias, which is not part of our front matter")
                    .help("write the text out; if the text itself starts with *, put it in quotes");
                self.place(Node {
                    span,
                    value: Value::Text(String::new()),
                })?;
            }
            Event::Scalar(text, style, ..) => {
                let span = span.trimmed(self.problems.file().text());
                // A value that was left out comes as "~", which is YAML's word for nothing.
                let nothing = text == "~" && style == ScalarStyle::Plain;
                let text = if nothing {
                    String::new()
                } else {
                    text.into_owned()
                };
                self.place(Node {
                    span,
                    value: Value::Text(text),
                })?;
            }
            Event::SequenceStart(..) => self.open.push(Open::List(span.start, Vec::new())),
            Event::MappingStart(..) => self.open.push(Open::Map(span.start, Vec::new(), None)),
            Event::SequenceEnd | Event::MappingEnd => {
                let (start, value) = match self.open.pop()? {
                    Open::List(start, items) => (start, Value::List(items)),
                    Open::Map(start, entries, _) => (start, Value::Map(entries)),
                };
                let span =
                    Span::new(start, span.end.max(start)).trimmed(self.problems.file().text());
                self.place(Node { span, value })?;
            }
            _ => {}
        }
        Some(())
    }

    /// Puts a complete node where it belongs.
    fn place(&mut self, node: Node) -> Option<()> {
        self.nodes += 1;
        if self.nodes > NODES {
            self.refuse(
                &rules::YAML_SIZE,
                node.span,
                format!("the front matter has more than {NODES} values"),
            )
            .help("shorten it");
            return None;
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, waiting)) => match (waiting.take(), node.value) {
                (Some(key), value) => entries.push((
                    key,
                    Node {
                        span: node.span,
                        value,
                    },
                )),
                (None, Value::Text(text)) => {
                    let merge = text == "<<";
                    *waiting = Some(Word {
                        text,
                        span: node.span,
                    });
                    if merge {
                        self.refuse(
                            &rules::YAML_MERGE,
                            node.span,
                            "<< is a YAML merge key, which is not part of our front matter",
                        )
                        .help("write the keys out");
                    }
                }
                (None, _) => {
                    self.refuse(&rules::YAML, node.span, "a key must be a single word")
                        .help("write one key a line, such as    title: Why can you not sleep?");
                    return None;
                }
            },
        }
        Some(())
    }

    fn refuse(
        &mut self,
        rule: &'static crate::diagnostics::Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut crate::diagnostics::Diagnostic {
        self.refused = Some(span.start);
        self.problems.add(rule, span, message)
    }

    /// Turns the parser's complaint into a sentence for editors.
    fn scan_error(&mut self, error: &ScanError, text: &str) {
        let marker = error.marker();
        let at = marker.byte_offset().unwrap_or_else(|| {
            crate::text::SourceFile::new("", text).offset(marker.line(), marker.col())
        });
        let at = at.min(text.len());
        let span = Span::new(self.base + at, self.base + at);
        // What was refused in a line is the reason for what cannot be read after it.
        if self
            .refused
            .and_then(|refused| text.get(refused.checked_sub(self.base)?..at))
            .is_some_and(|between| !between.contains('\n'))
        {
            return;
        }
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                self.refuse(
                    &rules::YAML_SIZE,
                    span,
                    format!("keys and lists stand more than {DEPTH} deep in each other"),
                )
                .help("shorten it");
                return;
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart => {
                // Where it is noticed may be the end of the line before.
                let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
                let tab = text[at..]
                    .find('\t')
                    .filter(|_| !text[line..at].contains('\t'));
                let at = span.start + tab.unwrap_or_default();
                self.refuse(
                    &rules::YAML_TAB,
                    Span::new(at, at),
                    "there is a tab here; front matter is indented with spaces",
                )
                .help("put two spaces in place of the tab");
                return;
            }
            _ => {}
        }
        let quote = match error.kind() {
            ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar => slips::unclosed_quote(text),
            _ => None,
        };
        match quote.or_else(|| slips::find(text, at)) {
            Some(slip) => {
                let span = Span::from(slip.place).shifted(self.base);
                self.refuse(slip.rule, span, slip.message).help(slip.help)
            }
            None => self
                .refuse(&rules::YAML, span, "the front matter cannot be read from here on")
                .help("write one key a line, such as    title: Why can you not sleep?    and put a text with special signs in \"quotes\""),
        };
    }
}
