//! The body of a file as Markdown for those who save it or read it by program: the words are the
//! editor's, and what only this site understands is put into plain Markdown.
//!
//! Links lead to addresses, numbers to call are those of the site, pictures are where they are
//! served; ids of headings and comments are left out.

use super::document::{Call, Surroundings, Target};
use super::inline::scheme_of;
use super::markdown::dialect;
use super::reader::element_end;
use pulldown_cmark::{Event, LinkType, Parser, Tag};
use std::ops::Range;

/// The body `text` as plain Markdown. `absolute` makes an address of the site what a link to it
/// from outside is.
#[must_use]
pub fn plain(text: &str, around: &dyn Surroundings, absolute: &dyn Fn(&str) -> String) -> String {
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, dialect())
        .into_offset_iter()
        .collect();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for (at, (event, range)) in events.iter().enumerate() {
        // What stands between the brackets stays and may have edits of its own.
        let between = || {
            let inner = &events[at + 1..element_end(&events, at) - 1];
            let start = inner.first().map_or(range.end, |(_, first)| first.start);
            let end = inner.last().map_or(start, |(_, last)| last.end);
            start..end.max(start)
        };
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) if !matches!(link_type, LinkType::Autolink | LinkType::Email) => {
                let inner = between();
                match led(dest_url, around, absolute) {
                    Led::As => {}
                    Led::To(address) => {
                        edits.push((range.start..inner.start, "[".to_owned()));
                        edits.push((inner.end..range.end, format!("]({address})")));
                    }
                    Led::Call(words, number) => {
                        edits.push((range.clone(), format!("[{words}](tel:{number})")));
                    }
                    Led::Nowhere => {
                        edits.push((range.start..inner.start, String::new()));
                        edits.push((inner.end..range.end, String::new()));
                    }
                }
            }
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                let inner = between();
                if let Some(picture) = around.picture(dest_url) {
                    let address = absolute(&picture.address);
                    edits.push((range.start..inner.start, "![".to_owned()));
                    // What to conclude from the picture is read below it.
                    let caption = match title.as_ref() {
                        "" => String::new(),
                        title => {
                            format!(" \"{}\"", title.replace('\\', "\\\\").replace('"', "\\\""))
                        }
                    };
                    edits.push((inner.end..range.end, format!("]({address}{caption})")));
                } else {
                    edits.push((range.start..inner.start, String::new()));
                    edits.push((inner.end..range.end, String::new()));
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                let typed = text[range.clone()].trim_end();
                if let Some(ids) = typed.rfind("{#").filter(|_| typed.ends_with('}')) {
                    let before = typed[..ids].trim_end().len();
                    edits.push((
                        range.start + before..range.start + typed.len(),
                        String::new(),
                    ));
                }
            }
            Event::Html(_) | Event::InlineHtml(_) => edits.push((range.clone(), String::new())),
            _ => {}
        }
    }
    applied(text, edits)
}

/// Words that are not Markdown, on one line, so that they are read as they are: a star stays a star.
#[must_use]
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for (at, sign) in words.char_indices() {
        // At the beginning of a line these would begin a list, a heading or a rule.
        let begins = at == 0 && matches!(sign, '-' | '+' | '=' | '|' | ':');
        let numbers = matches!(sign, '.' | ')')
            && at > 0
            && words[..at].bytes().all(|before| before.is_ascii_digit());
        let means = matches!(
            sign,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' | '{' | '}'
        );
        if begins || numbers || means {
            out.push('\\');
        }
        out.push(if sign.is_control() { ' ' } else { sign });
    }
    out
}

/// What becomes of a destination.
enum Led {
    /// It stays as it was typed.
    As,
    To(String),
    Call(String, String),
    Nowhere,
}

fn led(typed: &str, around: &dyn Surroundings, absolute: &dyn Fn(&str) -> String) -> Led {
    match scheme_of(typed) {
        Some(("tel", name)) => match Call::parse(name) {
            Some(call) => {
                let (words, number) = around.call(call);
                Led::Call(words, number)
            }
            None => Led::As,
        },
        Some(_) => Led::As,
        None => match around.link(typed) {
            Target::Address(address) => Led::To(absolute(&address)),
            Target::Words => Led::Nowhere,
        },
    }
}

/// A text with stretches of it put anew; of two that overlap the first is taken.
fn applied(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, put) in edits {
        if range.start < at {
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&put);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::document::Picture;

    struct Here;

    impl Surroundings for Here {
        fn link(&self, destination: &str) -> Target {
            match destination {
                "gone.md" => Target::Words,
                other => Target::Address(format!("/{}", other.trim_end_matches(".md"))),
            }
        }
        fn picture(&self, destination: &str) -> Option<Picture> {
            (destination != "gone.svg").then(|| Picture {
                address: format!("/{destination}"),
                width: 1,
                height: 1,
            })
        }
        fn call(&self, _: Call) -> (String, String) {
            ("NHS 111".to_owned(), "111".to_owned())
        }
    }

    fn saved(text: &str) -> String {
        plain(text, &Here, &|address| {
            format!("https://a.example{address}")
        })
    }

    #[test]
    fn words_that_are_no_markdown_stay_words() {
        for words in [
            "Why *not*?",
            "1. One",
            "- A list?",
            "# C #",
            "<script>alert(1)</script> &amp; ]]>",
            "[a](javascript:alert) ![b](c) [^s] `d` ~~e~~ _f_ {#g}",
            "---",
            "===",
            "| a | b |",
            "back\\slash",
            "100) and 2. 3)",
        ] {
            let mut read = String::new();
            let mut tags = 0;
            for event in Parser::new_ext(
                &escaped(words),
                dialect() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION,
            ) {
                match event {
                    Event::Text(text) => read.push_str(&text),
                    Event::Start(Tag::Paragraph) => {}
                    Event::Start(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Code(_) => {
                        tags += 1
                    }
                    _ => {}
                }
            }
            assert_eq!((read.as_str(), tags), (words, 0));
        }
        assert_eq!(escaped("a\nb\u{1}c"), "a b c");
    }

    #[test]
    fn what_only_this_site_understands_becomes_plain_markdown() {
        for (typed, wanted) in [
            (
                "See [the *other* one](b.md).",
                "See [the *other* one](https://a.example/b).",
            ),
            ("See [this](gone.md).", "See this."),
            (
                "Call [999](tel:urgent) now.",
                "Call [NHS 111](tel:111) now.",
            ),
            ("[us](mailto:a@b.example)", "[us](mailto:a@b.example)"),
            (
                "## 1. Too far {#too-far}\n\nWords.",
                "## 1. Too far\n\nWords.",
            ),
            (
                "![A runner](r.svg \"So it is.\")",
                "![A runner](https://a.example/r.svg \"So it is.\")",
            ),
            ("![A runner](gone.svg)", "A runner"),
            ("One.<!-- not yet --> Two.[^s]", "One. Two.[^s]"),
            (
                "> [!CAUTION]\n> **Call if:**\n>\n> - it hurts",
                "> [!CAUTION]\n> **Call if:**\n>\n> - it hurts",
            ),
        ] {
            assert_eq!(saved(typed), wanted, "{typed}");
        }
    }
}
