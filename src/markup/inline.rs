//! Prose: events become HTML, with links, pictures and references put in.
//!
//! Nothing an editor types reaches a reader as HTML: raw HTML is refused, the schemes of links are
//! a closed set, and every attribute written here is escaped.

use super::document::{Call, Citation, Picture, Reference, Target};
use super::reader::{Reader, Spanned, element_end, plain_text, quoted};
use crate::diagnostics::rules;
use crate::text::{Span, nearest};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_href, escape_html};
use std::fmt::Write as _;

/// The schemes a link may have.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// What a link becomes.
enum Link {
    To(String),
    Call(String, String),
    Words,
}

impl Reader<'_> {
    /// Makes HTML of events that may stand in prose, and reports those that may not.
    pub(super) fn prose_html(&mut self, events: &[Spanned<'_>]) -> String {
        self.left_as_typed(events);
        let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
        let mut shown: Vec<bool> = Vec::new();
        let mut columns: Vec<Alignment> = Vec::new();
        let mut column = 0;
        let mut heading_row = false;
        let mut at = 0;
        while at < events.len() {
            let (event, range) = &events[at];
            let span = self.span(range);
            at += 1;
            match event {
                Event::Start(Tag::Link {
                    link_type,
                    dest_url,
                    ..
                }) => match self.link(*link_type, dest_url, span) {
                    Link::To(href) => {
                        shown.push(true);
                        out.push(Event::Html(
                            format!("<a href=\"{}\">", href_escaped(&href)).into(),
                        ));
                    }
                    Link::Call(href, words) => {
                        let href = href_escaped(&href);
                        let words = html_escaped(&words);
                        out.push(Event::Html(
                            format!("<a class=\"call\" href=\"{href}\">{words}</a>").into(),
                        ));
                        at = element_end(events, at - 1);
                    }
                    Link::Words => shown.push(false),
                },
                Event::End(TagEnd::Link) => {
                    if shown.pop() == Some(true) {
                        out.push(Event::Html("</a>".into()));
                    }
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let end = element_end(events, at - 1);
                    let alt = self.alt(&events[at..end - 1], span);
                    if let Some(picture) = self.picture(dest_url, span) {
                        out.push(Event::Html(image(&picture, &alt).into()));
                    } else {
                        out.push(Event::Text(alt.into()));
                    }
                    at = end;
                }
                Event::FootnoteReference(label) => {
                    let html = self.cite(label, span);
                    out.push(Event::Html(html.into()));
                }
                Event::Html(raw) | Event::InlineHtml(raw) => self.raw_html(raw, span),
                Event::Start(Tag::HtmlBlock) => {
                    // A block comes line by line; a comment of several lines is one comment.
                    let end = element_end(events, at - 1);
                    let raw: String = events[at..end]
                        .iter()
                        .filter_map(|(event, _)| match event {
                            Event::Html(raw) => Some(raw.as_ref()),
                            _ => None,
                        })
                        .collect();
                    self.raw_html(&raw, span);
                    at = end;
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    self.unclosed_code(range);
                    out.push(event.clone());
                }
                Event::Start(Tag::BlockQuote(kind)) => {
                    let typed = quoted(self.text, range);
                    if kind.is_some() || typed.starts_with("[!") {
                        self.problems
                            .add(
                                &rules::CARD_PLACE,
                                span,
                                "a card or note cannot stand inside a list or another card",
                            )
                            .help("move it out, with no spaces before its >");
                    }
                    out.push(Event::Start(Tag::BlockQuote(None)));
                }
                Event::End(TagEnd::BlockQuote(_)) => out.push(Event::End(TagEnd::BlockQuote(None))),
                Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)) => {
                    if matches!(event, Event::Start(_)) {
                        self.problems
                            .add(
                                &rules::HEADING_LEVEL,
                                span,
                                "a heading cannot stand inside a list, a card or a quote",
                            )
                            .help("move it out, or write it as **bold words**");
                    }
                }
                Event::Start(Tag::Table(alignments)) => {
                    columns.clone_from(alignments);
                    let label = html_escaped(&self.table_label());
                    out.push(Event::Html(
                        format!("<div class=\"table\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\"><table>").into(),
                    ));
                }
                Event::End(TagEnd::Table) => {
                    out.push(Event::Html("</tbody></table></div>\n".into()))
                }
                Event::Start(Tag::TableHead) => {
                    (heading_row, column) = (true, 0);
                    out.push(Event::Html("<thead><tr>".into()));
                }
                Event::End(TagEnd::TableHead) => {
                    heading_row = false;
                    out.push(Event::Html("</tr></thead><tbody>".into()));
                }
                Event::Start(Tag::TableRow) => {
                    column = 0;
                    out.push(Event::Html("<tr>".into()));
                }
                Event::End(TagEnd::TableRow) => out.push(Event::Html("</tr>".into())),
                Event::Start(Tag::TableCell) => {
                    let class = match columns.get(column) {
                        Some(Alignment::Right) => " class=\"right\"",
                        Some(Alignment::Center) => " class=\"centre\"",
                        _ => "",
                    };
                    let open = if heading_row {
                        format!("<th scope=\"col\"{class}>")
                    } else {
                        format!("<td{class}>")
                    };
                    column += 1;
                    out.push(Event::Html(open.into()));
                }
                Event::End(TagEnd::TableCell) => {
                    out.push(Event::Html(
                        if heading_row { "</th>" } else { "</td>" }.into(),
                    ));
                }
                Event::Text(words) => {
                    self.document.words += words.split_whitespace().count();
                    out.push(event.clone());
                }
                _ => out.push(event.clone()),
            }
        }
        let mut text = String::new();
        html::push_html(&mut text, out.into_iter());
        text
    }

    /// What the scrolling box of a table is called, different for each.
    fn table_label(&mut self) -> String {
        self.tables += 1;
        let section = self.document.sections.last();
        let about =
            section.map_or_else(String::new, |section| format!(": {}", section.heading.text));
        format!("Table {}{about}", self.tables)
    }

    /// Code that is opened and never closed swallows the rest of the file.
    fn unclosed_code(&mut self, range: &std::ops::Range<usize>) {
        let code = &self.text[range.clone()];
        let fence = if code.starts_with('~') { "~~~" } else { "```" };
        let last = code.trim_end().lines().last().unwrap_or_default();
        if code.trim_end().lines().count() < 2
            || !last.trim_start_matches(['>', ' ']).starts_with(fence)
        {
            let span = self.problems.file().line_at(self.base + range.start);
            self.problems
                .add(
                    &rules::CODE_UNCLOSED,
                    span,
                    "code is opened here and never closed, so all that follows is code",
                )
                .help(format!("put a line {fence} where it ends"));
        }
    }

    /// Reports what was meant as a reference or a link and is neither, so that readers would see
    /// its signs. Markdown hands a text over in pieces, so neighbours are put together first.
    fn left_as_typed(&mut self, events: &[Spanned<'_>]) {
        let mut run: Option<std::ops::Range<usize>> = None;
        let mut code = 0;
        for (event, range) in events.iter().chain(std::iter::once(&(Event::Rule, 0..0))) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code += 1,
                Event::End(TagEnd::CodeBlock) => code -= 1,
                _ => {}
            }
            if matches!(event, Event::Text(_)) && code == 0 {
                let from = run.map_or(range.start, |run| run.start);
                run = Some(from..range.end);
            } else if let Some(run) = run.take() {
                self.left_in(&run);
            }
        }
    }

    /// The same for one stretch of text.
    fn left_in(&mut self, run: &std::ops::Range<usize>) {
        let typed = &self.text[run.clone()];
        // One sign is found much faster than two, and almost no text has it.
        let references = typed.contains('[').then(|| typed.match_indices("[^"));
        for (at, _) in references.into_iter().flatten() {
            let span = self.mark(run.start + at, ']');
            self.problems
                .add(
                    &rules::REFERENCE_UNDEFINED,
                    span,
                    "this reference cannot be read",
                )
                .help("write    [^id]    with the id of a source, without spaces");
        }
        let links = typed.contains(']').then(|| typed.match_indices("]("));
        for (at, _) in links.into_iter().flatten() {
            let span = self.mark(run.start + at, ')');
            self.problems
                .add(
                    &rules::LINK_UNREADABLE,
                    span,
                    "this link cannot be read, and readers would see its brackets",
                )
                .help("an address has no spaces: write    [words](tel:116123)    or    [words](the-file.md)");
        }
    }

    /// From a place of the body to the next closing sign of its line.
    fn mark(&self, at: usize, close: char) -> Span {
        let rest: String = self.text[at..]
            .chars()
            .take(100)
            .take_while(|sign| *sign != '\n')
            .collect();
        let length = rest
            .find(close)
            .map_or(rest.trim_end().len(), |end| end + 1);
        self.span(&(at..at + length))
    }

    fn link(&mut self, kind: LinkType, destination: &str, span: Span) -> Link {
        if kind == LinkType::Email {
            return Link::To(format!("mailto:{destination}"));
        }
        if destination.starts_with("//") {
            self.problems
                .add(&rules::LINK_SCHEME, span, "a link cannot begin with //")
                .help(format!("write    https:{destination}"));
            return Link::Words;
        }
        let Some((scheme, rest)) = scheme_of(destination) else {
            self.document.links.push(Reference {
                destination: destination.to_owned(),
                span,
            });
            return match self.around.link(destination) {
                Target::Address(address) => Link::To(address),
                Target::Words => Link::Words,
            };
        };
        if !SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
            self.problems
                .add(&rules::LINK_SCHEME, span, format!("a link cannot begin with {scheme}:"))
                .help("a link begins with https:, http:, mailto: or tel:, or is the path of a file such as ../sleep/why-cant-you-fall-asleep.md");
            return Link::Words;
        }
        if scheme != "tel" {
            return Link::To(destination.to_owned());
        }
        if let Some(call) = Call::parse(rest) {
            if !self.calls.contains(&call) {
                self.calls.push(call);
            }
            let (words, number) = self.around.call(call);
            self.document.words += words.split_whitespace().count();
            return Link::Call(format!("tel:{number}"), words);
        }
        if rest.is_empty()
            || !rest
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+-".contains(&b))
        {
            let help = match nearest(rest, Call::NAMES) {
                Some(near) => format!("did you mean    tel:{near}?"),
                None => "write    tel:emergency, tel:urgent, tel:crisis    or digits without spaces, such as    tel:116123".to_owned(),
            };
            let message = if rest.is_empty() {
                "there is no number after tel:".to_owned()
            } else {
                format!("{rest} is no number to call")
            };
            self.problems
                .add(&rules::LINK_TEL, span, message)
                .help(help);
            return Link::Words;
        }
        Link::To(destination.to_owned())
    }

    /// The words for those who do not see a picture; empty for decoration.
    pub(super) fn alt(&mut self, inner: &[Spanned<'_>], span: Span) -> String {
        for (event, _) in inner {
            if let Event::InlineHtml(raw) | Event::Html(raw) = event {
                self.raw_html(raw, span);
            }
        }
        let alt = plain_text(inner);
        if alt.is_empty() {
            self.problems
                .add(&rules::PICTURE_ALT, span, "this picture has no words for people who cannot see it")
                .help("write what it shows: ![A runner with head level](runner.svg), or ![decorative](line.svg)");
        }
        if alt == "decorative" {
            String::new()
        } else {
            alt
        }
    }

    pub(super) fn picture(&mut self, destination: &str, span: Span) -> Option<Picture> {
        if destination.starts_with("//") || scheme_of(destination).is_some() {
            self.problems
                .add(&rules::PICTURE_PATH, span, "a picture must be a file of ours, so that no reader's visit is told to another site")
                .help("put the file into the folder named like the article, and write its path");
            return None;
        }
        self.document.pictures.push(Reference {
            destination: destination.to_owned(),
            span,
        });
        self.around.picture(destination)
    }

    /// A numbered reference to a source, and its own place for the link back.
    fn cite(&mut self, label: &str, span: Span) -> String {
        let Some(source) = self.sources.iter().position(|id| *id == label) else {
            let help = match nearest(label, self.sources.iter().copied()) {
                Some(near) => format!("did you mean    [^{near}]?"),
                None => format!("put it under sources: with    id: {label}"),
            };
            self.problems
                .add(
                    &rules::REFERENCE_UNDEFINED,
                    span,
                    format!("there is no source with the id {label}"),
                )
                .help(help);
            return String::new();
        };
        let citations = &mut self.document.citations;
        let index = citations
            .iter()
            .position(|one| one.source == source)
            .unwrap_or_else(|| {
                citations.push(Citation { source, uses: 0 });
                citations.len() - 1
            });
        citations[index].uses += 1;
        let (number, uses) = (index + 1, citations[index].uses);
        format!(
            "<sup class=\"cite\"><a id=\"ref-{number}-{uses}\" href=\"#source-{number}\"><span class=\"hidden\">Source </span>{number}</a></sup>"
        )
    }

    fn raw_html(&mut self, raw: &str, span: Span) {
        let raw = raw.trim();
        if raw.is_empty() || (raw.starts_with("<!--") && raw.ends_with("-->")) {
            return;
        }
        if raw.starts_with("<!--") {
            let start = self.problems.file().line_at(span.start);
            self.problems
                .add(
                    &rules::RAW_HTML,
                    start,
                    "a comment is opened here and never closed, so all that follows is hidden",
                )
                .help("write    -->    at its end");
            return;
        }
        let tag: String = raw
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let help = match tag.to_ascii_lowercase().as_str() {
            "a" => "write a link as    [words](address)",
            "b" | "strong" => "write bold words as    **words**",
            "i" | "em" => "write stressed words as    *words*",
            "img" => "write a picture as    ![what it shows](path)",
            "br" => "start a new paragraph with an empty line",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write a heading as    ## Words",
            "ul" | "ol" | "li" => "write a list with    - words    on each line",
            "table" | "tr" | "td" | "th" => {
                "write a table with    | words | words |    on each line"
            }
            "sup" | "sub" => "write raised and lowered signs as themselves: m², H₂O",
            _ => "write it in Markdown; for a < sign as it is, put \\ in front of it",
        };
        self.problems
            .add(&rules::RAW_HTML, span, "raw HTML is not shown to readers")
            .help(help);
    }
}

/// The scheme of a destination and what follows its colon.
pub(super) fn scheme_of(destination: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = destination.split_once(':')?;
    let shaped = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    shaped.then_some((scheme, rest))
}

fn image(picture: &Picture, alt: &str) -> String {
    let mut html = String::new();
    let _ = write!(
        html,
        "<img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\">",
        href_escaped(&picture.address),
        html_escaped(alt),
        picture.width,
        picture.height
    );
    html
}

fn href_escaped(address: &str) -> String {
    let mut out = String::new();
    let _ = escape_href(pulldown_cmark_escape::FmtWriter(&mut out), address);
    out
}

fn html_escaped(text: &str) -> String {
    let mut out = String::new();
    let _ = escape_html(pulldown_cmark_escape::FmtWriter(&mut out), text);
    out
}
