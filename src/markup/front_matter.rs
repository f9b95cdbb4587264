//! Where the front matter of a file ends and its body begins, and the slips of the pen that YAML
//! would answer with a riddle.
//!
//! The block stands between a first line `---` and the next line that is `---`.

use super::node::{self, Node, Value};
use super::scalar::quoted;
use super::slips::{key_and_value, quote_end};
use crate::diagnostics::{Fix, Problems, rules};
use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// A file taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    /// The YAML, without the fences.
    pub yaml: Span,
    /// Everything after the closing fence.
    pub body: Span,
}

/// The most bytes an article's front matter may have.
pub const LONGEST: usize = 8 * 1024;
/// The most bytes a self-check's front matter may have, which holds its questions and rules.
pub const LONGEST_CHECK: usize = 64 * 1024;

/// Takes a file apart. `None`, with the reason among the problems, when it has no front matter.
pub fn split(problems: &mut Problems) -> Option<Split> {
    let file = std::sync::Arc::clone(problems.file());
    let text = file.text();
    let Some(first) = fence(text, 0) else {
        problems
            .add(&rules::FRONT_MATTER_MISSING, file.line_at(0), "the file must begin with its front matter")
            .help("write, as the very first lines:\n---\ntitle: Why can you not sleep?\nsummary: …\n---");
        return None;
    };
    if let Some(at) = closing_fence(text, first) {
        let yaml = Span::new(first, at);
        let length = yaml.end - yaml.start;
        let check = file
            .slice(yaml)
            .lines()
            .any(|line| line.trim_end() == "kind: self-check");
        let longest = if check { LONGEST_CHECK } else { LONGEST };
        if length > longest {
            problems
                .add(
                    &rules::YAML_SIZE,
                    Span::new(first, first),
                    format!("the front matter is {length} bytes long; {longest} is the most"),
                )
                .help("move words into the body");
            return None;
        }
        let body = fence(text, at).unwrap_or(text.len());
        return Some(Split {
            yaml,
            body: Span::new(body, text.len()),
        });
    }
    problems
        .add(
            &rules::FRONT_MATTER_UNCLOSED,
            Span::new(0, 3),
            "the front matter is opened here and never closed",
        )
        .help("put a line --- after the last key");
    None
}

/// The start of the line after a fence, when the line at `at` is one.
fn fence(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let end = rest.find('\n').unwrap_or(rest.len());
    (rest[..end].trim_end() == "---").then(|| at + (end + 1).min(rest.len()))
}

/// Reads the front matter as a tree, or tells what is in the way.
pub fn parse(problems: &mut Problems, yaml: Span) -> Option<Node> {
    let slips = slips_of_the_pen(problems, yaml);
    if slips {
        return None;
    }
    node::parse(problems, yaml)
}

/// Reports what is easily mistyped and hard to understand from YAML's own words: every such line,
/// not the first one only. Says whether there was one.
fn slips_of_the_pen(problems: &mut Problems, yaml: Span) -> bool {
    let file = std::sync::Arc::clone(problems.file());
    let mut found = false;
    let mut offset = yaml.start;
    let mut block: Option<usize> = None;
    let mut open: Option<(char, usize)> = None;
    for line in file.slice(yaml).split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let indent = line.len() - line.trim_start().len();
        if line.trim().is_empty() {
            continue;
        }
        // Tools fold a long text in quotes over several lines.
        if let Some((sign, parent)) = open {
            if indent > parent {
                if line.trim_end().ends_with(sign) {
                    open = None;
                }
                continue;
            }
            open = None;
        }
        if let Some(parent) = block {
            if indent > parent {
                continue;
            }
            block = None;
        }
        let Some((key, value, at)) = key_and_value(line) else {
            continue;
        };
        if matches!(value.as_bytes(), [b'|' | b'>', ..]) {
            block = Some(indent);
            continue;
        }
        let value_span = Span::new(start + at, start + at + value.len());
        let in_quotes = quoted(value);
        let help = format!("write    {key}: {in_quotes}");
        // What goes on in the next line cannot be put in quotes here.
        let rest = &file.text()[offset..yaml.end];
        let whole = !goes_on(line, key, rest);
        let quote = || {
            let title = format!("put the {key} in quotes");
            whole.then(|| Fix::new(title, value_span, in_quotes.clone()))
        };
        match value.chars().next() {
            Some(sign @ ('"' | '\'')) if quote_end(value).is_none() => {
                open = Some((sign, indent));
            }
            // Other keys may be left empty, with a comment.
            Some('#') if !value.starts_with("# ") && matches!(key, "title" | "summary") => {
                problems
                    .add(
                        &rules::CUT_OFF,
                        value_span,
                        format!("this {key} is cut off here: YAML drops what follows \" #\""),
                    )
                    .help(help)
                    .fix = quote();
                found = true;
            }
            Some('"' | '\'' | '[' | '{' | '#' | '&' | '*' | '!') | None => {
                found |= comma_in_braces(problems, value, value_span);
            }
            Some(sign @ ('“' | '”' | '„' | '«' | '‘' | '’')) => {
                let words = value.trim_matches(|c| "“”„«»‘’".contains(c));
                let fix = between_curly_quotes(value)
                    .filter(|_| whole)
                    .map(|words| Fix::new("put straight quotes", value_span, quoted(words)));
                problems
                    .add(
                        &rules::CURLY_QUOTES,
                        value_span,
                        format!("{sign} is a typographer's quote, which YAML takes for a letter"),
                    )
                    .help(format!("write    {key}: \"{words}\""))
                    .fix = fix;
                found = true;
            }
            Some(_) => {
                if let Some(colon) = value
                    .find(": ")
                    .or_else(|| value.ends_with(':').then(|| value.len() - 1))
                {
                    let problem = problems.add(
                        &rules::UNQUOTED_COLON,
                        Span::new(value_span.start + colon, value_span.start + colon + 1),
                        format!("this {key} has a colon in it and must be in quotes"),
                    );
                    problem.help(help);
                    // Of a text with both slips nobody knows where it ends.
                    problem.fix = quote().filter(|_| !value.contains(" #"));
                    problem.place.label = "YAML reads this as a second key".to_owned();
                    found = true;
                } else if let Some(hash) = value.find(" #")
                    && is_cut_off(key, &value[..hash])
                {
                    problems
                        .add(
                            &rules::CUT_OFF,
                            Span::new(value_span.start + hash + 1, value_span.end),
                            format!("this {key} is cut off here: YAML drops what follows \" #\""),
                        )
                        .help(help)
                        .fix = quote();
                    found = true;
                }
            }
        }
    }
    found
}

/// Whether the value of a line goes on in the next one, which is then further to the right than its
/// key.
fn goes_on(line: &str, key: &str, rest: &str) -> bool {
    let column = line.find(key).unwrap_or(0);
    rest.lines()
        .find(|next| !next.trim().is_empty())
        .is_some_and(|next| next.len() - next.trim_start().len() > column)
}

/// The words of a text that stands in one pair of curly quotes and has no others in it.
fn between_curly_quotes(value: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('‘', '’')];
    pairs
        .iter()
        .find_map(|(open, close)| value.strip_prefix(*open)?.strip_suffix(*close))
        .filter(|words| !words.contains(|c| "“”„«»‘".contains(c)) && !words.trim().is_empty())
}

/// Whether a " #" cuts a text off. After one word it is a comment, and so it is after more than one
/// space, which nobody types within a text.
fn is_cut_off(key: &str, before: &str) -> bool {
    !before.ends_with(' ') && (key == "title" || before.contains(' '))
}

/// `{id: x, title: One, two}`: the comma ends the title. True when a part of the braces is no
/// `key: value`.
fn comma_in_braces(problems: &mut Problems, value: &str, span: Span) -> bool {
    let Some(inside) = value
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return false;
    };
    if inside.contains(['"', '\'', '{', '[']) {
        return false;
    }
    let mut at = span.start + 1;
    let mut earlier = false;
    for part in inside.split(',') {
        if earlier && !part.trim().is_empty() && !part.contains(':') {
            problems
                .add(
                    &rules::COMMA_IN_BRACES,
                    Span::new(at - 1, at),
                    "the comma in this text ends it, because the text stands in { }",
                )
                .help("put the text in \"quotes\", or give each key a line of its own");
            return true;
        }
        earlier = true;
        at += part.len() + 1;
    }
    false
}

/// The text of a file with keys written anew: in their places where they are there, and otherwise
/// below the first of `after` that is. Everything else stays as it was typed. `None` when the front
/// matter cannot be read.
#[must_use]
pub fn with_keys(
    file: &Arc<SourceFile>,
    keys: &[(&str, String)],
    after: &[&str],
) -> Option<String> {
    let mut problems = Problems::new(file);
    let split = split(&mut problems)?;
    let Value::Map(entries) = parse(&mut problems, split.yaml)?.value else {
        return None;
    };
    let text = file.text();
    let place = |name: &str| {
        let (word, value) = entries.iter().find(|(word, _)| word.text == name)?;
        Some(Span::new(word.span.start, value.span.end))
    };
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    // New lines go below the last of these keys that is there, or below the first of `after`.
    let last = keys.iter().filter_map(|(name, _)| place(name)).max();
    let below = last.or_else(|| after.iter().find_map(|name| place(name)));
    let new_at = below.map_or(split.yaml.end, |span| line_end(span.end));
    let ending = if text[..split.yaml.start].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut new = String::new();
    for (name, value) in keys {
        match place(name) {
            Some(span) => edits.push((span, format!("{name}: {value}"))),
            None => {
                new.push_str(&format!("{name}: {value}{ending}"));
            }
        }
    }
    edits.push((Span::new(new_at, new_at), new));
    edits.sort_by_key(|(span, _)| *span);
    let mut written = String::with_capacity(text.len() + 200);
    let mut from = 0;
    for (span, words) in edits {
        written.push_str(&text[from..span.start]);
        written.push_str(&words);
        from = span.end;
    }
    written.push_str(&text[from..]);
    Some(written)
}

/// The status a file asks for, found by looking at its lines only, so that it is found however
/// broken the rest is: the value of the lines that begin with `status:`. Where they differ it is
/// the first that is not `published`, because a page must be easy to take down. A line in the words
/// below the front matter counts only when no fence says where the front matter ends.
#[must_use]
pub fn plain_status(file: &SourceFile) -> Option<&str> {
    let text = file.text();
    let lines = match fence(text, 0).and_then(|first| Some(first..closing_fence(text, first)?)) {
        Some(front_matter) => &text[front_matter],
        None => text,
    };
    let mut statuses = lines.lines().filter_map(|line| {
        let value = line.strip_prefix("status:")?;
        let value = value.split(" #").next().unwrap_or_default().trim();
        Some(value.trim_matches(['"', '\'']))
    });
    let first = statuses.next()?;
    if first == "published" {
        statuses
            .find(|status| *status != "published")
            .or(Some(first))
    } else {
        Some(first)
    }
}

/// Where the line of the closing fence begins.
fn closing_fence(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while at < text.len() {
        if fence(text, at).is_some() {
            return Some(at);
        }
        at = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    }
    None
}
