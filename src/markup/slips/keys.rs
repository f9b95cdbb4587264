//! Lines without a key, dashes without a space, and lines that begin too far left or right.

use super::quotes::in_quotes;
use super::{Line, Slip};

/// The slip in front of the value of a line, or in the line above it: that a first line has no key
/// is only noticed at the colon of the second.
pub(super) fn slip(yaml: &str, line: &Line<'_>, at: usize) -> Option<Slip> {
    let key = line.key();
    if at > line.start + line.column + key.map_or(0, str::len) {
        return another_sign(line);
    }
    let above = line.above(yaml);
    above
        .and_then(|above| other_space(&above))
        .or_else(|| other_space(line))
        .or_else(|| no_space_after_dash(above.as_ref()?))
        .or_else(|| no_space_after_dash(line))
        .or_else(|| {
            let above = above.filter(|above| key.is_some() && above.column == line.column)?;
            no_key(&above, above.above(yaml).as_ref())
        })
        .or_else(|| {
            if line.has_dash() {
                dash(yaml, line)
            } else {
                None
            }
        })
        .or_else(|| no_key(line, above.as_ref()))
        .or_else(|| indent(yaml, line))
}

/// A line that begins with spaces from a word processor.
fn other_space(line: &Line<'_>) -> Option<Slip> {
    let (at, sign) = line.text[..line.indent]
        .char_indices()
        .find(|(_, sign)| !matches!(sign, ' ' | '\t'))?;
    let at = line.start + at;
    Some(Slip::new(
        at..at + sign.len_utf8(),
        "this is another space than that of the space bar",
        "delete the spaces in front of the line, and type them again",
    ))
}

/// `-id: s`
fn no_space_after_dash(line: &Line<'_>) -> Option<Slip> {
    let rest = line.text[line.indent..].strip_prefix('-')?;
    let at = line.start + line.indent;
    (!rest.is_empty() && !rest.starts_with([' ', '-'])).then(|| {
        Slip::new(
            at..at + 1,
            "there is no space after this -",
            format!("write    - {rest}"),
        )
    })
}

/// A line that should have a key and has none.
fn no_key(line: &Line<'_>, above: Option<&Line<'_>>) -> Option<Slip> {
    let words = line.words();
    if line.key().is_some() || words.is_empty() || words.starts_with(['"', '\'', '[', '{', '-']) {
        return None;
    }
    let at = line.start + line.column;
    if let Some(rest) = words.strip_prefix(['*', '•', '–', '—']) {
        let sign = &words[..words.len() - rest.len()];
        return Some(Slip::new(
            at..at + sign.len(),
            format!("a line of a list begins with -, and this one with {sign}"),
            format!("write    - {}", rest.trim_start()),
        ));
    }
    if words.starts_with("<!--") || words.starts_with("//") {
        let note = words.trim_matches(|sign| "<!-/> ".contains(sign));
        return Some(Slip::new(
            at..at + words.len(),
            "a note to yourself begins with # here",
            format!("write    # {note}"),
        ));
    }
    if let Some(slip) = another_sign(line) {
        return Some(slip);
    }
    let message = if words.contains(':') {
        "this line does not begin with a key"
    } else {
        "there is no colon in this line, so it is no key with a value"
    };
    Some(Slip::new(at..at, message, help_without_key(words, above)))
}

/// Another sign than a colon and a space behind what could be a key: `title:Why`, `title = Why`.
fn another_sign(line: &Line<'_>) -> Option<Slip> {
    let words = line.words();
    if line.key().is_some() {
        return None;
    }
    let at = line.start + line.column;
    let is_sign = |sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.'));
    let end = words.find(is_sign).unwrap_or(words.len());
    let (key, rest) = words.split_at(end);
    let after = rest.trim_start();
    for (sign, message) in [
        (":", "there is no space after this colon"),
        (
            "：",
            "this is another sign than the colon that a key ends in",
        ),
        ("=", "a key ends in a colon, and this one in ="),
        (";", "a key ends in a colon, and this one in ;"),
    ] {
        if let Some(value) = after.strip_prefix(sign)
            && !key.is_empty()
            && !value.starts_with("//")
        {
            let sign_at = at + words.len() - after.len();
            let message = match value.chars().next() {
                Some(space) if sign == ":" && space.is_whitespace() => {
                    "the space after this colon is another one than that of the space bar"
                }
                _ => message,
            };
            return Some(Slip::new(
                sign_at..sign_at + sign.len(),
                message,
                line.with(&format!("{key}: {}", value.trim_start())),
            ));
        }
    }
    None
}

/// What to write in place of words without a key, by the line above them.
fn help_without_key(words: &str, above: Option<&Line<'_>>) -> String {
    if words.starts_with("http://") || words.starts_with("https://") {
        return format!("write    url: {words}");
    }
    let first = words.split_whitespace().next().unwrap_or_default();
    let key = first.trim_matches(|sign: char| !sign.is_alphanumeric());
    let write = format!("write the key, a colon, a space and the value, such as    {key}: …");
    match above.and_then(|above| Some((above, above.value()?))) {
        Some((above, (_, ""))) if above.key().is_some() => {
            let key = above.text.trim_start();
            format!(
                "if it is the value of the line above, write    {key} {}",
                in_quotes(words)
            )
        }
        Some((above, _)) if above.has_dash() && above.key().is_none() => {
            format!("if it is one more of the list, write    - {words}")
        }
        Some((_, (_, value))) if value.starts_with(['|', '>']) => {
            "put two spaces in front of each line of the text".to_owned()
        }
        Some(_) => {
            format!("{write}    or, if the line above goes on here, put two spaces in front")
        }
        None => write,
    }
}

/// A dash that begins further left or right than the one above it, or below a text.
fn dash(yaml: &str, line: &Line<'_>) -> Option<Slip> {
    let at = line.start + line.indent;
    let mut above = line.above(yaml)?;
    if above.key().is_some() && !above.has_dash() && above.indent <= line.indent {
        return above.value().filter(|(_, value)| !value.is_empty()).map(|_| {
            Slip::new(
                at..at + 1,
                "this - begins a list, but the key above it has its value already",
                "if the text goes on here, take the - away and put two spaces in front; if it is a list, put each part of it below the key with a -",
            )
        });
    }
    while !above.has_dash() {
        above = above.above(yaml)?;
    }
    (above.indent != line.indent).then(|| {
        Slip::new(
            at..at + 1,
            format!(
                "this - begins {} in, and the one above it {}",
                spaces(line.indent),
                spaces(above.indent)
            ),
            "the lines of a list begin at the same place: put as many spaces in front of each -",
        )
    })
}

/// A key that begins further left or right than those it belongs to.
fn indent(yaml: &str, line: &Line<'_>) -> Option<Slip> {
    let above = line.above(yaml)?;
    if line.key().is_none() || line.has_dash() || above.column == line.column {
        return None;
    }
    if above.has_dash() && above.above(yaml).is_none() {
        let at = above.start + above.indent;
        return Some(Slip::new(
            at..at + 1,
            "with this - the keys would be a list, which they are not",
            "take the - away",
        ));
    }
    let at = line.start + line.indent;
    Some(Slip::new(
        at..at,
        format!(
            "this key begins {} in, and the one above it {}",
            spaces(line.column),
            spaces(above.column)
        ),
        "keys that belong together begin at the same place: put as many spaces in front of each",
    ))
}

fn spaces(count: usize) -> String {
    match count {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        count => format!("{count} spaces"),
    }
}
