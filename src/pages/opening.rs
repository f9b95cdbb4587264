//! The opening of a page: care cards stand together, after any other words before the first section.

use crate::markup::document::{Block, Card, Document};

/// The blocks before the first section that are no care cards, and the cards, each in their order.
pub(super) fn split(document: &Document) -> (Vec<&Block>, Vec<&Card>) {
    let mut words = Vec::new();
    let mut cards = Vec::new();
    for block in &document.opening {
        match block {
            Block::Card(card) => cards.push(card),
            other => words.push(other),
        }
    }
    (words, cards)
}
