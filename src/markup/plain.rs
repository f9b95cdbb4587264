//! The words of a body as a person judges them, without how they are laid out.
//!
//! Two bodies that read the same give the same words here: where lines end, which sign makes a list,
//! and the ids of headings are no words. What a reader or a reviewer would notice is: every word and
//! number, which source stands behind a sentence, how urgent a card is, which number a link calls,
//! what a picture is said to show.

use super::markdown::{definitions, dialect};
use pulldown_cmark::{BlockQuoteKind, Event, Parser, Tag, TagEnd};

/// The words of a body, each followed by one space.
#[must_use]
pub fn words(body: &str) -> String {
    let definitions = definitions(body);
    let before = definitions.len();
    let text = definitions + body;
    let mut words = String::with_capacity(body.len());
    for (event, range) in Parser::new_ext(&text, dialect()).into_offset_iter() {
        if range.start < before {
            continue;
        }
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::FootnoteReference(id) => {
                words.push_str(" [^");
                words.push_str(&id);
                words.push_str("] ");
            }
            Event::Start(Tag::BlockQuote(kind)) => words.push_str(marker(kind)),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("tel:") => {
                words.push_str(&dest_url);
                words.push(' ');
            }
            Event::Start(Tag::Image { title, .. }) => {
                words.push_str(&title);
                words.push(' ');
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Item | Tag::Paragraph | Tag::Heading { .. })
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_)
                | TagEnd::Image,
            ) => words.push(' '),
            _ => {}
        }
    }
    collapsed(&words)
}

/// How urgent a card is, as it is typed.
const fn marker(kind: Option<BlockQuoteKind>) -> &'static str {
    match kind {
        None => "",
        Some(BlockQuoteKind::Note) => " [!NOTE] ",
        Some(BlockQuoteKind::Tip) => " [!TIP] ",
        Some(BlockQuoteKind::Important) => " [!IMPORTANT] ",
        Some(BlockQuoteKind::Warning) => " [!WARNING] ",
        Some(BlockQuoteKind::Caution) => " [!CAUTION] ",
    }
}

/// A text with one space wherever it has white space.
#[must_use]
pub fn collapsed(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        collapsed.push_str(word);
        collapsed.push(' ');
    }
    collapsed
}
