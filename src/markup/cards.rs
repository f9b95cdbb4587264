//! Care cards and notes: quotes that begin with a marker.
//!
//! The level comes from a closed set, so that a colour is never chosen freely: `[!CAUTION]` is an
//! emergency, `[!WARNING]` means help today, `[!IMPORTANT]` means see someone soon.

use super::document::{Block, Card, Care, Html, Note};
use super::reader::{Reader, Spanned, element_end, plain_text, quoted};
use crate::diagnostics::rules;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// The markers, as typed between `[!` and `]`.
pub(super) const MARKERS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

impl Reader<'_> {
    /// A quote at the top level.
    pub(super) fn quote(&mut self, element: &[Spanned<'_>]) {
        let (Event::Start(Tag::BlockQuote(kind)), range) = &element[0] else {
            return;
        };
        let inner = &element[1..element.len() - 1];
        match kind {
            Some(BlockQuoteKind::Note) => self.note(inner, false),
            Some(BlockQuoteKind::Tip) => self.note(inner, true),
            Some(BlockQuoteKind::Important) => self.card(element, Care::NonUrgent),
            Some(BlockQuoteKind::Warning) => self.card(element, Care::Urgent),
            Some(BlockQuoteKind::Caution) => self.card(element, Care::Emergency),
            None => {
                let typed = quoted(self.text, range);
                if is_marker(&typed) {
                    let span = self.span(range);
                    self.unknown_marker(span, &typed);
                } else {
                    let html = self.prose_html(element);
                    self.block(Block::Prose(Html::new(html)));
                }
            }
        }
    }

    fn note(&mut self, inner: &[Spanned<'_>], tip: bool) {
        let body = Html::new(self.prose_html(inner));
        self.block(Block::Note(Note { tip, body }));
    }

    fn card(&mut self, element: &[Spanned<'_>], care: Care) {
        let inner = &element[1..element.len() - 1];
        let span = self.span(&element[0].1);
        let Some((heading, rest)) = opening_line(inner) else {
            let (meaning, example) = match care {
                Care::NonUrgent => (
                    "[!IMPORTANT] makes a card for seeing someone soon",
                    "**Book a visit with a doctor if:**",
                ),
                Care::Urgent => (
                    "[!WARNING] makes a card for help today; for \"beware\" use [!NOTE]",
                    "**Call [111](tel:urgent) today if:**",
                ),
                Care::Emergency => (
                    "[!CAUTION] makes a card for emergencies; for \"beware\" use [!NOTE]",
                    "**Call [999](tel:emergency) now if:**",
                ),
            };
            self.problems
                .add(&rules::CARD_OPENING, span, "a care card must open with a bold line that ends in \"if:\", \"and:\" or \":\"")
                .help(format!("{meaning}. Its first line is, for example,\n> {example}"));
            return;
        };
        if rest.is_empty() {
            self.problems
                .add(
                    &rules::CARD_EMPTY,
                    span,
                    "this card has nothing in it below its opening line",
                )
                .help("put > in front of every line of the card, of its list and of the empty lines in between");
        }
        if care == Care::Emergency {
            self.nothing_but_calls(inner);
        }
        self.calls.clear();
        let heading = Html::new(self.prose_html(heading));
        let body = Html::new(self.prose_html(rest));
        let calls = std::mem::take(&mut self.calls);
        let in_opening = self.document.sections.is_empty();
        self.block(Block::Card(Card {
            care,
            heading,
            body,
            calls,
            in_opening,
        }));
    }

    /// Someone in an emergency must act, not read: no link but a number to call, no reference.
    fn nothing_but_calls(&mut self, inner: &[Spanned<'_>]) {
        for (event, range) in inner {
            let span = self.span(range);
            match event {
                Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("tel:") => {
                    self.problems
                        .add(
                            &rules::CARD_LINK,
                            span,
                            "an emergency card has no link but numbers to call",
                        )
                        .help("take the link away, or put it into the text below the card");
                }
                Event::FootnoteReference(label) => {
                    self.problems
                        .add(
                            &rules::CARD_LINK,
                            span,
                            "an emergency card has no references",
                        )
                        .help(format!("cite [^{label}] in the text below the card"));
                }
                _ => {}
            }
        }
    }
}

/// Whether a text begins like a card or a note: `[!` and anything, or a marker's word in brackets that
/// are no link.
pub(super) fn is_marker(typed: &str) -> bool {
    if typed.starts_with("[!") {
        return true;
    }
    let Some((word, after)) = typed
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    else {
        return false;
    };
    let word = word.trim_matches([' ', '!']).to_uppercase();
    MARKERS.contains(&word.as_str()) && !after.starts_with(['(', '[', ':'])
}

/// The events of the bold opening line, and those after it.
fn opening_line<'a, 'b>(
    inner: &'a [Spanned<'b>],
) -> Option<(&'a [Spanned<'b>], &'a [Spanned<'b>])> {
    if !matches!(inner.first()?.0, Event::Start(Tag::Paragraph)) {
        return None;
    }
    if !matches!(inner.get(1)?.0, Event::Start(Tag::Strong)) {
        return None;
    }
    let strong_end = element_end(inner, 1);
    if !matches!(inner.get(strong_end)?.0, Event::End(TagEnd::Paragraph)) {
        return None;
    }
    let heading = &inner[2..strong_end - 1];
    plain_text(heading)
        .ends_with(':')
        .then(|| (heading, &inner[strong_end + 1..]))
}
