//! Headings: their levels, their ids, the ids they had before.

use super::document::{Heading, Html};
use super::reader::{Reader, Spanned, plain_text};
use crate::diagnostics::{Fix, rules};
use crate::text::{Slug, Span};
use pulldown_cmark::{Event, Tag};
use std::fmt::Write as _;

/// Ids the page itself uses.
const PAGE_IDS: [&str; 6] = [
    "main",
    "sources",
    "related",
    "on-this-page",
    "get-help",
    "review",
];

impl Reader<'_> {
    /// Reads a heading. `None` when it has no place in a document; that is then reported.
    pub(super) fn read_heading(&mut self, element: &[Spanned<'_>]) -> Option<(usize, Heading)> {
        let (
            Event::Start(Tag::Heading {
                level,
                id,
                classes,
                attrs,
            }),
            range,
        ) = &element[0]
        else {
            return None;
        };
        let span = self.span(range);
        let level = *level as usize;
        if level == 1 {
            self.problems
                .add(
                    &rules::HEADING_LEVEL,
                    span,
                    "headings start at ##: the title is the only heading with one #",
                )
                .help("write ## in place of #");
            return None;
        }
        if level > 2 && level > self.headings.level + 1 {
            let (typed, wanted) = (
                "#".repeat(level),
                "#".repeat((self.headings.level + 1).max(2)),
            );
            self.problems
                .add(
                    &rules::HEADING_LEVEL,
                    span,
                    format!(
                        "a heading with {typed} cannot stand here: the level above it is missing"
                    ),
                )
                .help(format!("write {wanted} in place of {typed}"));
            return None;
        }
        self.headings.level = level;

        let inner = &element[1..element.len() - 1];
        let words = plain_text(inner);
        let (number, text) = split_number(&words);
        let text = text.to_owned();
        if text.is_empty() {
            self.problems
                .add(&rules::HEADING_ID, span, "this heading has no words")
                .help("write what the section says, or take the line away");
            return None;
        }
        let html = self.heading_html(inner, number.is_some());
        let old_ids = self.old_ids(classes.len(), attrs, span);
        let typed = id.is_some() || !attrs.is_empty() || !classes.is_empty();
        let id = match id {
            Some(id) => id.to_string(),
            None => Slug::from_words(&text).map_or_else(
                || format!("section-{}", self.headings.ids.len() + 1),
                |slug| slug.to_string(),
            ),
        };
        self.claim(&id, span, !typed);
        for one in &old_ids {
            self.claim(one, span, false);
        }
        Some((
            level,
            Heading {
                id,
                old_ids,
                number,
                html,
                text,
            },
        ))
    }

    fn heading_html(&mut self, inner: &[Spanned<'_>], numbered: bool) -> Html {
        let mut events = inner.to_vec();
        if numbered && let Some((Event::Text(first), _)) = events.first_mut() {
            *first = split_number(first).1.to_owned().into();
        }
        Html::new(self.prose_html(&events))
    }

    /// `{#new was=old}`; any other attribute would reach the page as it is, so it is refused.
    fn old_ids(
        &mut self,
        classes: usize,
        attrs: &[(
            pulldown_cmark::CowStr<'_>,
            Option<pulldown_cmark::CowStr<'_>>,
        )],
        span: Span,
    ) -> Vec<String> {
        let mut old = Vec::new();
        let mut refused = classes > 0;
        for (name, value) in attrs {
            match (name.as_ref(), value) {
                ("was", Some(id)) => old.push(id.to_string()),
                _ => refused = true,
            }
        }
        if refused {
            self.problems
                .add(&rules::HEADING_ATTRIBUTE, span, "only an id may stand in { } after a heading")
                .help("write    {#the-id}    or, after a change of id,    {#the-new-id was=the-old-id}");
        }
        old
    }

    /// Takes an id for a heading, or says who has it. An id that was made of the words can be
    /// replaced by one that is typed after them.
    fn claim(&mut self, id: &str, span: Span, of_words: bool) {
        if Slug::parse(id).is_none() {
            let help = Slug::from_words(id).map_or_else(
                || "write small letters, digits and hyphens".to_owned(),
                |slug| format!("write    {{#{slug}}}"),
            );
            self.problems
                .add(
                    &rules::HEADING_ID,
                    span,
                    format!("the id {id} may have small letters, digits and single hyphens only"),
                )
                .help(help);
        } else if PAGE_IDS.contains(&id) || id.starts_with("source-") || id.starts_with("ref-") {
            self.problems
                .add(
                    &rules::HEADING_ID,
                    span,
                    format!("the id {id} is used by the page itself"),
                )
                .help(format!("give it another one, such as    {{#{id}-section}}"));
        } else if let Some(first) = self.headings.ids.get(id) {
            let first = self.problems.place(*first).labelled("it is already here");
            let free = self.free_id(id);
            let fix = of_words.then(|| self.id_fix(&free, span)).flatten();
            let problem = self.problems.add(
                &rules::HEADING_REPEATED,
                span,
                format!("two headings have the id {id}"),
            );
            problem.help(format!(
                "give this one an id of its own, such as    {{#{free}}}"
            ));
            problem.related(first);
            problem.fix = fix;
        } else {
            self.headings.ids.insert(id.to_owned(), span);
            self.document.anchors.push((id.to_owned(), span));
        }
    }
}

impl Reader<'_> {
    /// The id with a number that no heading has yet, and that none was offered before. The text is
    /// not searched for those whose problem is only counted.
    fn free_id(&mut self, id: &str) -> String {
        if self.problems.is_full() {
            return format!("{id}-2");
        }
        let text = self.problems.file().text();
        let last = self.headings.offered.get(id).copied().unwrap_or(1);
        let number = (last + 1..)
            .find(|number| {
                let free = format!("{id}-{number}");
                !self.headings.ids.contains_key(&free) && !text.contains(&format!("#{free}"))
            })
            .expect("there is no end of numbers");
        self.headings.offered.insert(id.to_owned(), number);
        format!("{id}-{number}")
    }

    /// Types an id after the words of a heading; `None` where signs follow that it cannot follow.
    fn id_fix(&self, id: &str, span: Span) -> Option<Fix> {
        let line = self.problems.file().line_at(span.start);
        let words = self.problems.file().slice(line);
        let plain = words.starts_with('#') && !words.ends_with(['#', '}', '\\']);
        plain.then(|| {
            Fix::new(
                "give this heading an id of its own",
                Span::new(line.end, line.end),
                format!(" {{#{id}}}"),
            )
        })
    }
}

/// Takes `1. ` off the front of a heading.
fn split_number(words: &str) -> (Option<u32>, &str) {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    match (words[..digits].parse(), words[digits..].strip_prefix(". ")) {
        (Ok(number), Some(rest)) => (Some(number), rest.trim_start()),
        _ => (None, words),
    }
}

/// A heading below the level of sections, as HTML.
pub(super) fn small_heading(level: usize, heading: &Heading) -> String {
    let mut html = format!("<h{level} id=\"{}\">", heading.id);
    for old in &heading.old_ids {
        let _ = write!(html, "<span id=\"{old}\"></span>");
    }
    if let Some(number) = heading.number {
        let _ = write!(html, "{number}. ");
    }
    let _ = writeln!(html, "{}</h{level}>", heading.html);
    html
}
