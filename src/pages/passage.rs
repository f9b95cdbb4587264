//! Parts of a section on another page than the one they were written for: a result shows the first
//! part of a section in its card, the rest below it.
//!
//! What is cut here is HTML that `markup` made. In it every `<` of an editor's words is escaped, so
//! a heading's tag is a heading wherever it stands.

use crate::markup::document::{Block, Html, Section};
use std::borrow::Cow;
use std::fmt;

/// HTML that `markup` made, or a part of it between two of its blocks.
#[derive(Clone, Debug)]
pub struct Part<'a>(Cow<'a, str>);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Part<'_> {}

impl askama::FastWritable for Part<'_> {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(&self.0)?;
        Ok(())
    }
}

impl<'a> From<&'a Html> for Part<'a> {
    fn from(html: &'a Html) -> Self {
        Self(Cow::Borrowed(html.as_str()))
    }
}

/// A block, or a part of one.
#[derive(Clone, Debug)]
pub enum Piece<'a> {
    /// A block as it was written.
    Block(&'a Block),
    /// A part of its paragraphs, lists and headings.
    Part(Part<'a>),
}

/// A section in two: what stands before its first smaller heading, and the rest.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    /// What stands before the first smaller heading.
    pub head: Vec<Piece<'a>>,
    /// What stands from there on.
    pub rest: Vec<Piece<'a>>,
}

impl<'a> Passage<'a> {
    /// Parts a section.
    pub(super) fn of(section: &'a Section) -> Self {
        let mut passage = Self::default();
        for block in &section.blocks {
            if !passage.rest.is_empty() {
                passage.rest.push(Piece::Block(block));
                continue;
            }
            match block {
                Block::Prose(html) => match html.as_str().find("<h3") {
                    Some(at) => {
                        let (head, rest) = html.as_str().split_at(at);
                        passage.head.push(Piece::Part(Part(Cow::Borrowed(head))));
                        passage.rest.push(Piece::Part(Part(Cow::Borrowed(rest))));
                    }
                    None => passage.head.push(Piece::Block(block)),
                },
                other => passage.head.push(Piece::Block(other)),
            }
        }
        passage
    }

    /// The same with the headings of the rest one level up: under the `h1` of a result the headings
    /// of the third level are of the second.
    pub(super) fn promoted(mut self) -> Self {
        for piece in &mut self.rest {
            let html = match piece {
                Piece::Part(part) => part.0.as_ref(),
                Piece::Block(Block::Prose(html)) => html.as_str(),
                Piece::Block(_) => continue,
            };
            *piece = Piece::Part(Part(Cow::Owned(one_level_up(html))));
        }
        self
    }
}

/// HTML with its headings of the third and fourth level one level up.
fn one_level_up(html: &str) -> String {
    html.replace("<h3", "<h2")
        .replace("</h3>", "</h2>")
        .replace("<h4", "<h3")
        .replace("</h4>", "</h3>")
}

/// Every piece of HTML in a block, for what has to be looked up in it.
pub(super) fn html_of(block: &Block) -> Vec<&str> {
    match block {
        Block::Prose(html) | Block::Steps { html, .. } => vec![html.as_str()],
        Block::Card(card) => vec![card.heading.as_str(), card.body.as_str()],
        Block::Note(note) => vec![note.body.as_str()],
        Block::Figure(_) => Vec::new(),
    }
}

impl Piece<'_> {
    /// Every piece of HTML in it.
    pub(super) fn html(&self) -> Vec<&str> {
        match self {
            Self::Block(block) => html_of(block),
            Self::Part(part) => vec![part.0.as_ref()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_goes_one_level_up_with_its_id() {
        let html = "<h3 id=\"a\">A</h3>\n<p>x &lt;h3</p>\n<h4 id=\"b\">B</h4>";
        assert_eq!(
            one_level_up(html),
            "<h2 id=\"a\">A</h2>\n<p>x &lt;h3</p>\n<h3 id=\"b\">B</h3>"
        );
    }
}
