//! Why each rule is there, with an example of breaking it and one of keeping it.
//!
//! The words are Markdown, one file for each group of rules, so that a writer can read and mend
//! them: `## rule/id`, why in plain words, then blocks of code that open with `wrong` or `right`.
//! After that word may stand the path of the example's file and, in brackets, what is special about
//! it. An example is a whole file when it begins with `---`; otherwise it is the lines that matter:
//! keys of the front matter, words, or keys, a line `---`, and words. A test holds every example to
//! its word.

/// Why a rule is there, and examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Why, in plain words: paragraphs with an empty line between them.
    pub why: &'static str,
    /// What breaks it; several files where it takes several.
    pub wrong: Vec<Example>,
    /// What keeps it.
    pub right: Vec<Example>,
}

/// A file, or the lines of it that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its path below the articles' folder, where that matters.
    pub file: Option<&'static str>,
    /// What is special about the file.
    pub note: Option<&'static str>,
    /// The text.
    pub text: &'static str,
}

/// The files of explanations with the groups of rules they are about.
const GROUPS: &[(&str, &str)] = &[
    ("card", include_str!("card.md")),
    ("check", include_str!("check.md")),
    ("file", include_str!("file.md")),
    ("front-matter", include_str!("front-matter.md")),
    ("heading", include_str!("heading.md")),
    ("how-sure", include_str!("how-sure.md")),
    ("link", include_str!("link.md")),
    ("moved-from", include_str!("moved-from.md")),
    ("picture", include_str!("picture.md")),
    ("prose", include_str!("prose.md")),
    ("reference", include_str!("reference.md")),
    ("review", include_str!("review.md")),
    ("text", include_str!("text.md")),
    ("topics", include_str!("topics.md")),
];

/// The explanation of a rule.
#[must_use]
pub fn explanation(rule: &super::Rule) -> Option<Explanation> {
    let (group, _) = rule.id.split_once('/')?;
    let (_, text) = GROUPS.iter().find(|(name, _)| *name == group)?;
    let heading = format!("## {}\n", rule.id);
    let start = if text.starts_with(&heading) {
        heading.len()
    } else {
        text.find(&format!("\n{heading}"))? + 1 + heading.len()
    };
    Some(parse(&text[start..]))
}

/// Reads one explanation, up to the next heading that is not inside an example.
fn parse(text: &'static str) -> Explanation {
    let mut read = Explanation {
        why: "",
        wrong: Vec::new(),
        right: Vec::new(),
    };
    let mut why = None;
    let mut at = 0;
    while let Some(line) = line_at(text, at) {
        let start = at;
        at += line.len();
        if line.starts_with("## ") {
            at = start;
            break;
        }
        let fence = &line[..line.bytes().take_while(|byte| *byte == b'`').count()];
        if fence.len() < 3 {
            continue;
        }
        why.get_or_insert(start);
        let words = at;
        while let Some(line) = line_at(text, at) {
            at += line.len();
            if line.trim_end() == fence {
                break;
            }
        }
        let closing = fence.len() + 1;
        let example = example(
            &line[fence.len()..],
            &text[words..at - closing.min(at - words)],
        );
        if line[fence.len()..].starts_with("wrong") {
            read.wrong.push(example);
        } else {
            read.right.push(example);
        }
    }
    read.why = text[..why.unwrap_or(at)].trim();
    read
}

fn line_at(text: &'static str, at: usize) -> Option<&'static str> {
    text.get(at..)?.split_inclusive('\n').next()
}

/// An example from what follows its fence, such as `wrong sleep/a.md (saved as Latin-1)`.
fn example(head: &'static str, text: &'static str) -> Example {
    let rest = head.split_once(' ').map_or("", |(_, rest)| rest).trim();
    let (file, note) = match rest.split_once('(') {
        Some((file, note)) => (file.trim(), note.strip_suffix(')')),
        None => (rest, None),
    };
    Example {
        file: Some(file).filter(|file| !file.is_empty()),
        note,
        text,
    }
}
