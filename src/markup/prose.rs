//! The plain words of a file, passage by passage; each word knows where it stands in the file.
//!
//! Lints and reading statistics judge words, not HTML. So the events of a body are also read as
//! text here: without markup, without code, with the quotes a reader sees. How the words are
//! judged is not known here.

use super::document::{Call, Care};
use super::reader::{Spanned, element_end};
use crate::text::{SourceFile, Span};
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};
use std::ops::Range;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A title or a summary in the front matter.
    Title,
    /// What a self-check asks, or its hint.
    Asked,
    /// A heading of this level.
    Heading(usize),
    /// A *How sure* line.
    HowSure,
    /// A paragraph.
    Paragraph,
    /// An item of a list, or a paragraph in one.
    Item,
    /// A cell of a table.
    Cell,
    /// A paragraph or an item of a note or a tip.
    Note,
    /// A paragraph or an item of a care card.
    Card(Care),
    /// What to conclude from a picture.
    Caption,
    /// Somebody else's words.
    Quote,
}

/// A paragraph, an item, a heading or a cell.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: Kind,
    /// The section it stands in, from 1; 0 is what stands before the first.
    pub section: usize,
    /// Whether it cites a source.
    pub cites: bool,
    /// Where its words are in [`Prose::text`].
    pub words: Range<usize>,
}

/// The words of a link.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where its words are in [`Prose::text`].
    pub words: Range<usize>,
    /// Whether the site puts a number to call in their place.
    pub call: bool,
}

/// The plain words of a file.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    text: String,
    passages: Vec<Passage>,
    links: Vec<Link>,
    pieces: Vec<Piece>,
}

/// A stretch of the plain text and the stretch of the file that it came from. Where both have one
/// length they are the same, byte for byte.
#[derive(Clone, Copy, Debug)]
struct Piece {
    at: usize,
    length: usize,
    place: Span,
}

impl Prose {
    /// The words of all passages, with a line end after each.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The passages in the order of the file.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The links in the order of the file.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// The stretch of the file that some words of [`Self::text`] came from.
    #[must_use]
    pub fn span(&self, words: Range<usize>) -> Span {
        let first = self.piece(words.start);
        let last = self.piece(words.end.saturating_sub(1).max(words.start));
        let (Some(first), Some(last)) = (first, last) else {
            return Span::new(0, 0);
        };
        let start = if first.is_verbatim() {
            first.place.start + words.start.saturating_sub(first.at)
        } else {
            first.place.start
        };
        let end = if last.is_verbatim() {
            last.place.start + words.end.saturating_sub(last.at).min(last.length)
        } else {
            last.place.end
        };
        Span::new(start, end.max(start))
    }

    /// The piece at a place of the text, or the last one before it.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.at <= at);
        self.pieces.get(after.saturating_sub(1))
    }

    /// Adds a text of the front matter as a passage.
    pub fn add(&mut self, kind: Kind, text: &str, file: &SourceFile, span: Span) {
        self.open(kind, 0);
        self.push_found(text, file.slice(span), span.start);
        self.close();
    }

    fn open(&mut self, kind: Kind, section: usize) {
        self.passages.push(Passage {
            kind,
            section,
            cites: false,
            words: self.text.len()..self.text.len(),
        });
    }

    fn close(&mut self) {
        if let Some(passage) = self.passages.last_mut() {
            passage.words.end = self.text.len();
        }
        self.text.push('\n');
    }

    fn push(&mut self, words: &str, place: Span) {
        let piece = Piece {
            at: self.text.len(),
            length: words.len(),
            place,
        };
        self.text.push_str(words);
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim()
            && piece.is_verbatim()
            && last.at + last.length == piece.at
            && last.place.end == place.start
        {
            last.length += piece.length;
            last.place.end = place.end;
        } else {
            self.pieces.push(piece);
        }
    }

    /// Adds words that stand somewhere in a stretch of the file: as they are, or else in a form
    /// that only the whole stretch can stand for.
    fn push_found(&mut self, words: &str, typed: &str, start: usize) {
        // Most stand there as they are, and to find that out is cheap.
        let at = if words.len() == typed.len() {
            Some(0)
        } else {
            typed.find(words)
        };
        let place = at.map_or_else(
            || Span::new(start, start + typed.len()),
            |at| Span::new(start + at, start + at + words.len()),
        );
        self.push(words, place);
    }
}

impl Piece {
    const fn is_verbatim(&self) -> bool {
        self.place.end - self.place.start == self.length
    }
}

/// Reads the words of a body while its elements go by.
#[derive(Debug, Default)]
pub(super) struct Collector {
    pub(super) prose: Prose,
    section: usize,
    is_open: bool,
}

impl Collector {
    /// Takes one element of the top level of the body that stands at `base` in the file.
    pub(super) fn take(&mut self, element: &[Spanned<'_>], body: &str, base: usize) {
        let outer = outer_kind(element, body);
        let mut kinds = vec![outer];
        let mut links = Vec::new();
        let mut at = 0;
        while at < element.len() {
            let (event, range) = &element[at];
            let place = Span::from(range.clone()).shifted(base);
            at += 1;
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => {
                    self.close();
                    at = element_end(element, at - 1);
                }
                Event::Start(Tag::Image { title, .. }) => {
                    if !self.is_open && !title.trim().is_empty() {
                        self.open(Kind::Caption);
                        let typed = &body[range.clone()];
                        self.prose.push_found(title.trim(), typed, place.start);
                        self.close();
                    }
                    at = element_end(element, at - 1);
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let call = dest_url.strip_prefix("tel:").and_then(Call::parse);
                    links.push((self.prose.text.len(), call.is_some()));
                }
                Event::End(TagEnd::Link) => {
                    if let Some((start, call)) = links.pop() {
                        let words = start..self.prose.text.len();
                        self.prose.links.push(Link { words, call });
                    }
                }
                Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
                Event::Start(tag) => {
                    self.close();
                    if let Tag::Heading { level, .. } = tag
                        && *level as usize == 2
                    {
                        self.section += 1;
                    }
                    let around = *kinds.last().unwrap_or(&outer);
                    kinds.push(match (around, tag) {
                        (Kind::Paragraph, Tag::Item) => Kind::Item,
                        (Kind::Paragraph, Tag::TableCell) => Kind::Cell,
                        _ => around,
                    });
                }
                Event::End(_) => {
                    self.close();
                    kinds.pop();
                }
                Event::Text(words) | Event::Code(words) => {
                    self.open(*kinds.last().unwrap_or(&outer));
                    let typed = &body[range.clone()];
                    self.prose.push_found(words, typed, place.start);
                }
                Event::SoftBreak | Event::HardBreak if self.is_open => self.prose.push(" ", place),
                Event::FootnoteReference(_) => {
                    self.open(*kinds.last().unwrap_or(&outer));
                    if let Some(passage) = self.prose.passages.last_mut() {
                        passage.cites = true;
                    }
                }
                _ => {}
            }
        }
        self.close();
    }

    fn open(&mut self, kind: Kind) {
        if !self.is_open {
            self.prose.open(kind, self.section);
            self.is_open = true;
        }
    }

    fn close(&mut self) {
        if self.is_open {
            self.prose.close();
            self.is_open = false;
        }
    }
}

/// What the passages of an element of the top level are, unless it is a list or a table.
fn outer_kind(element: &[Spanned<'_>], body: &str) -> Kind {
    let (event, range) = &element[0];
    match event {
        Event::Start(Tag::Heading { level, .. }) => Kind::Heading(*level as usize),
        Event::Start(Tag::BlockQuote(kind)) => match kind {
            Some(BlockQuoteKind::Note | BlockQuoteKind::Tip) => Kind::Note,
            Some(BlockQuoteKind::Important) => Kind::Card(Care::NonUrgent),
            Some(BlockQuoteKind::Warning) => Kind::Card(Care::Urgent),
            Some(BlockQuoteKind::Caution) => Kind::Card(Care::Emergency),
            None => Kind::Quote,
        },
        Event::Start(Tag::Paragraph) if super::markdown::is_how_sure(&body[range.clone()]) => {
            Kind::HowSure
        }
        _ => Kind::Paragraph,
    }
}
