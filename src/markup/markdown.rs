//! The body of a file: Markdown events become a [`Document`].
//!
//! 1. `pulldown_cmark` gives the events with their places.
//! 2. The top level of the text is walked here: headings open sections, quotes with a marker become
//!    cards (`cards`), a picture alone on its line becomes a figure, a table gets its box.
//! 3. Everything else is prose, made in `inline`.

use super::document::Nowhere;
use super::document::{Block, Document, Evidence, Figure, HowSure, Html, Section, Surroundings};
use super::prose::{Collector, Prose};
use super::reader::{Headings, Reader, Spanned, element_end, plain_text};
use crate::diagnostics::{Problems, rules};
use crate::text::{SourceFile, Span, nearest};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Our dialect: CommonMark with tables, footnote references, alerts and heading ids.
pub(super) fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Reads the body that stands at `body` in the file of `problems`.
///
/// `sources` are the ids the text may cite. Every problem is reported; the document then holds what
/// could be read.
pub fn parse(
    problems: &mut Problems,
    body: Span,
    sources: &[&str],
    around: &dyn Surroundings,
) -> Document {
    let file = Arc::clone(problems.file());
    let text = Text::of(&file, body);
    document(problems, &text, &text.events(), sources, around)
}

/// Reads the body as it stands alone, and its plain words with it. They are as long as the body,
/// so whoever asks for them lets them go once they are judged.
pub fn parse_with_prose(
    problems: &mut Problems,
    body: Span,
    sources: &[&str],
) -> (Document, Prose) {
    let file = Arc::clone(problems.file());
    let text = Text::of(&file, body);
    let events = text.events();
    let document = document(problems, &text, &events, sources, &Nowhere);
    (document, plain_words(&text, &events))
}

/// The plain words of the body that stands at `body` in a file.
#[must_use]
pub fn prose(file: &SourceFile, body: Span) -> Prose {
    let text = Text::of(file, body);
    plain_words(&text, &text.events())
}

/// A body with what its parser needs in front of it.
struct Text {
    whole: String,
    /// Where the body begins in the whole text.
    before: usize,
    /// Where the body begins in its file.
    base: usize,
}

impl Text {
    fn of(file: &SourceFile, body: Span) -> Self {
        let definitions = definitions(file.slice(body));
        Self {
            before: definitions.len(),
            whole: definitions + file.slice(body),
            base: body.start,
        }
    }

    fn body(&self) -> &str {
        &self.whole[self.before..]
    }

    /// The events of the body, with their places in it.
    fn events(&self) -> Vec<Spanned<'_>> {
        let before = self.before;
        // Room for almost any text: to move events again and again costs more than to find them.
        let mut events = Vec::with_capacity(self.body().len() / 16);
        events.extend(
            Parser::new_ext(&self.whole, dialect())
                .into_offset_iter()
                .filter(|(_, range)| range.start >= before)
                .map(|(event, range)| (event, range.start - before..range.end - before)),
        );
        events
    }
}

fn document(
    problems: &mut Problems,
    text: &Text,
    events: &[Spanned<'_>],
    sources: &[&str],
    around: &dyn Surroundings,
) -> Document {
    let mut reader = Reader {
        problems,
        base: text.base,
        text: text.body(),
        sources,
        around,
        document: Document::default(),
        headings: Headings::default(),
        prose: String::new(),
        calls: Vec::new(),
        tables: 0,
    };
    reader.walk(events);
    reader.document
}

fn plain_words(text: &Text, events: &[Spanned<'_>]) -> Prose {
    let mut collector = Collector::default();
    let mut at = 0;
    while at < events.len() {
        let end = element_end(events, at);
        collector.take(&events[at..end], text.body(), text.base);
        at = end;
    }
    collector.prose
}

/// Whether a paragraph is a *How sure* line.
pub(super) fn is_how_sure(typed: &str) -> bool {
    typed
        .strip_prefix("How sure")
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// `[^id]` is a reference for `pulldown_cmark` only when it is defined, and plain text otherwise.
/// So each gets a definition in front of the text, where nothing left open in the text can swallow
/// it; whether it is a source is then ours to say. The line ends whatever a definition leaves open.
pub(super) fn definitions(body: &str) -> String {
    let mut labels = BTreeSet::new();
    let mut rest = body;
    while let Some(at) = rest.find("[^") {
        rest = &rest[at + 2..];
        // An id is short; looking further would cost a long line its square.
        let near = rest.as_bytes().iter().take(100);
        if let Some(end) = near.copied().position(|byte| byte == b']')
            && end > 0
            && !rest[..end].contains(char::is_whitespace)
        {
            labels.insert(&rest[..end]);
        }
    }
    let mut text = String::new();
    for label in labels {
        text.push_str("[^");
        text.push_str(label);
        text.push_str("]: .\n\n");
    }
    text.push_str("***\n\n");
    text
}

impl Reader<'_> {
    fn walk(&mut self, events: &[Spanned<'_>]) {
        let mut at = 0;
        while at < events.len() {
            let end = element_end(events, at);
            let element = &events[at..end];
            let (event, range) = &events[at];
            match event {
                Event::Start(Tag::Heading { .. }) => self.heading(element),
                Event::Start(Tag::BlockQuote(_)) => self.quote(element),
                Event::Start(Tag::Paragraph) => self.paragraph(element),
                Event::Start(Tag::List(Some(_))) => self.steps(element),
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let span = self.problems.file().line_at(self.base + range.start);
                    self.problems
                        .add(
                            &rules::REFERENCE_DEFINITION,
                            span,
                            "a source is described in the front matter, not in the text",
                        )
                        .help(format!("put it under sources: with    id: {label}"));
                }
                _ => {
                    let html = self.prose_html(element);
                    self.prose.push_str(&html);
                }
            }
            at = end;
        }
        self.flush();
    }

    /// Adds a block to the section that is open, after the prose that came before it.
    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.blocks().push(block);
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        match self.document.sections.last_mut() {
            Some(section) => &mut section.blocks,
            None => &mut self.document.opening,
        }
    }

    fn flush(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        if !prose.trim().is_empty() {
            self.blocks().push(Block::Prose(Html::new(prose)));
        }
    }

    /// Whether anything of the open section came yet.
    fn section_is_empty(&self) -> bool {
        self.prose.is_empty()
            && self
                .document
                .sections
                .last()
                .is_some_and(|section| section.blocks.is_empty() && section.how_sure.is_none())
    }

    fn heading(&mut self, element: &[Spanned<'_>]) {
        let read = self.read_heading(element);
        self.headings.unread = read.is_none();
        let Some((level, heading)) = read else {
            return;
        };
        if level == 2 {
            self.flush();
            self.document.sections.push(Section {
                heading,
                how_sure: None,
                blocks: Vec::new(),
            });
        } else {
            let html = super::headings::small_heading(level, &heading);
            self.prose.push_str(&html);
        }
    }

    fn paragraph(&mut self, element: &[Spanned<'_>]) {
        let range = &element[0].1;
        let typed = &self.text[range.clone()];
        if super::cards::is_marker(typed) {
            let span = self.span(range);
            self.unknown_marker(span, typed);
            return;
        }
        self.spaceless_heading(typed, range.start);
        if let Some(figure) = self.figure(element) {
            self.block(Block::Figure(figure));
            return;
        }
        if is_how_sure(typed) {
            self.how_sure(element);
            return;
        }
        if self.document.lead.is_none()
            && self.document.sections.is_empty()
            && self.document.opening.is_empty()
            && self.prose.is_empty()
        {
            let html = self.prose_html(&element[1..element.len() - 1]);
            self.document.lead = Some(Html::new(html));
            return;
        }
        let html = self.prose_html(element);
        self.prose.push_str(&html);
    }

    /// `##What to do` is no heading but words. Nobody means that.
    fn spaceless_heading(&mut self, typed: &str, start: usize) {
        let mut at = start;
        for line in typed.split_inclusive('\n') {
            let signs = line.trim_start().trim_end();
            let words = signs.trim_start_matches('#');
            let level = signs.len() - words.len();
            if (2..=6).contains(&level) && !words.is_empty() && !words.starts_with(' ') {
                let span = self.problems.file().line_at(self.base + at);
                self.headings.unread = true;
                self.problems
                    .add(
                        &rules::HEADING_SPACE,
                        span,
                        "a heading has a space after its # signs; readers would see the signs",
                    )
                    .help(format!("write    {} {words}", &signs[..level]));
            }
            at += line.len();
        }
    }

    /// A paragraph that is one picture and nothing else.
    fn figure(&mut self, element: &[Spanned<'_>]) -> Option<Figure> {
        let (
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            range,
        ) = element.get(1)?
        else {
            return None;
        };
        if element_end(element, 1) != element.len() - 1 {
            return None;
        }
        let span = self.span(range);
        let alt = self.alt(&element[2..element.len() - 2], span);
        let picture = self.picture(dest_url, span);
        let caption = Some(title.trim())
            .filter(|words| !words.is_empty())
            .map(str::to_owned);
        Some(Figure {
            picture,
            alt,
            caption,
        })
    }

    /// `How sure: weak. One survey …`
    fn how_sure(&mut self, element: &[Spanned<'_>]) {
        let span = self.problems.file().line_at(self.base + element[0].1.start);
        if !self.section_is_empty() {
            if self.headings.unread {
                // It may stand right below a heading that was told of already.
                return;
            }
            let help = if self.document.sections.is_empty() {
                "move it into the section it speaks of, right below its heading"
            } else {
                "move it right below the heading"
            };
            self.problems
                .add(
                    &rules::HOW_SURE_PLACE,
                    span,
                    "a How sure line must be the first paragraph of its section",
                )
                .help(help);
            return;
        }
        let typed = match element.get(1) {
            Some((Event::Text(first), _)) => first.to_string(),
            _ => String::new(),
        };
        let after = typed
            .split_once(':')
            .map_or("", |(_, after)| after)
            .trim_start();
        let (word, rest) = after.split_once('.').unwrap_or((after, ""));
        let Some(evidence) = Evidence::parse(word.trim()) else {
            self.unknown_level(element, span);
            return;
        };
        let mut events = element[1..element.len() - 1].to_vec();
        events[0].0 = Event::Text(rest.trim_start().to_owned().into());
        let html = self.prose_html(&events);
        if let Some(section) = self.document.sections.last_mut() {
            section.how_sure = Some(HowSure {
                evidence,
                html: Html::new(html.trim()),
            });
        }
    }

    fn unknown_level(&mut self, element: &[Spanned<'_>], span: Span) {
        let words = plain_text(element);
        let after = words
            .split_once(':')
            .map_or("", |(_, after)| after)
            .trim_start();
        let word = after.split(['.', ' ', ',']).next().unwrap_or_default();
        let (message, help) = if Evidence::parse(word).is_some() {
            (
                format!("after How sure: comes the word {word} as it is, and then a full stop"),
                format!(
                    "write    How sure: {word}.    and then why, without stars around the word"
                ),
            )
        } else {
            let help = nearest(word, Evidence::WORDS).map_or_else(
                || "write    How sure: strong.    or fair, weak, custom, and then why".to_owned(),
                |near| format!("did you mean    How sure: {near}."),
            );
            (format!("\"{word}\" does not say how sure we are"), help)
        };
        self.problems
            .add(&rules::HOW_SURE_LEVEL, span, message)
            .help(help);
    }

    fn steps(&mut self, element: &[Spanned<'_>]) {
        let html = Html::new(self.prose_html(element));
        let figure = if self.prose.is_empty() {
            match self.blocks().pop() {
                Some(Block::Figure(figure)) => Some(figure),
                Some(other) => {
                    self.blocks().push(other);
                    None
                }
                None => None,
            }
        } else {
            None
        };
        self.block(Block::Steps { figure, html });
    }

    /// Reports what looks like a card's marker and is none.
    pub(super) fn unknown_marker(&mut self, span: Span, typed: &str) {
        let word: String = typed
            .trim_start_matches(['[', '!', ' '])
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let word = word.to_uppercase();
        let known = super::cards::MARKERS;
        let help = if known.contains(&word.as_str()) {
            format!(
                "write    > [!{word}]    alone on its line, and the words on the lines below, each with > in front"
            )
        } else {
            nearest(&word, known).map_or_else(
                || "the markers are [!CAUTION] emergency, [!WARNING] urgent, [!IMPORTANT] non-urgent, [!NOTE] and [!TIP]".to_owned(),
                |near| format!("did you mean    > [!{near}]"),
            )
        };
        self.problems
            .add(
                &rules::CARD_MARKER,
                span,
                "this looks like the start of a card or a note, but it is not",
            )
            .help(help);
    }
}
