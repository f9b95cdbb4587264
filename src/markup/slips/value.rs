//! Values that YAML cannot read: something stands after their end, or they begin with a sign that
//! means something else.

use super::flow;
use super::line::key_and_value;
use super::quotes::{in_quotes, quote_end};
use super::{Line, Slip};

/// The slip in the value of a line.
pub(super) fn slip(line: &Line<'_>, at: usize) -> Option<Slip> {
    let (offset, value) = line.value()?;
    let from = line.start + offset;
    let slip = match value.chars().next()? {
        sign @ ('"' | '\'') => {
            let end = quote_end(value)?;
            bad_escape(&value[..end]).or_else(|| after_quotes(line, value, end, sign))
        }
        '[' | '{' => match flow::walk(value, at.saturating_sub(from)) {
            Ok(end) => after_brackets(line, value, end?),
            Err(slip) => Some(slip),
        },
        '-' if value.starts_with("- ") => Some(Slip::new(
            0..1,
            "the - of a list cannot stand in the line of its key",
            format!(
                "{}    or, if it is a text, {}",
                line.with(&format!("[{}]", value[1..].trim())),
                line.with(&in_quotes(value))
            ),
        )),
        sign if at >= from && cannot_begin(sign, value) => Some(Slip::new(
            0..sign.len_utf8(),
            format!("a text that begins with {sign} must be in quotes"),
            line.with(&in_quotes(value)),
        )),
        _ => None,
    };
    Some(slip?.shifted(from))
}

/// Whether a text cannot begin with a sign, because YAML has another use for it.
fn cannot_begin(sign: char, value: &str) -> bool {
    match sign {
        '@' | '`' | '%' | ',' | ']' | '}' | '|' | '>' | '&' | '!' => true,
        '?' => value.starts_with("? "),
        _ => false,
    }
}

/// What stands after a value that has ended, and where. A comment may.
fn rest_after(value: &str, end: usize) -> Option<(usize, &str)> {
    let rest = value[end..].trim_start();
    let comment = rest.starts_with('#') && !value[end..].starts_with('#');
    (!rest.is_empty() && !comment).then(|| (value.len() - rest.len(), rest))
}

fn after_quotes(line: &Line<'_>, value: &str, end: usize, quote: char) -> Option<Slip> {
    let (at, rest) = rest_after(value, end)?;
    let help = if rest == "," {
        "take it away".to_owned()
    } else if rest.starts_with(',') {
        format!(
            "a list stands between [ and ]: {}",
            line.with(&format!("[{value}]"))
        )
    } else {
        let whole = value[1..].strip_suffix(quote).unwrap_or(value);
        line.with(&in_quotes(whole))
    };
    Some(Slip::new(
        at..value.len(),
        format!("the text ended at its second {quote}, and this stands after it"),
        help,
    ))
}

fn after_brackets(line: &Line<'_>, value: &str, end: usize) -> Option<Slip> {
    let (at, rest) = rest_after(value, end)?;
    let is_list = value.starts_with('[');
    let message = if is_list {
        "what stands between [ and ] is a list, and this stands after it"
    } else {
        "what stands between { and } belongs together, and this stands after it"
    };
    let more = rest.trim_matches(|sign| " ,;[]{}".contains(sign));
    let help = if more.is_empty() {
        "take it away".to_owned()
    } else if key_and_value(more).is_some() {
        let next = rest.trim_start_matches([',', ';', ' ']);
        format!("give each key a line of its own: write    {next}    below this line")
    } else if is_list && !more.contains(['[', ']']) {
        let items = value[1..end - 1].trim().trim_end_matches([',', ' ']);
        let comma = if items.is_empty() { "" } else { ", " };
        format!(
            "if it belongs to the list, {}    and if all of it is one text, {}",
            line.with(&format!("[{items}{comma}{more}]")),
            line.with(&in_quotes(value))
        )
    } else {
        format!(
            "take it away, or if all of it is one text, {}",
            line.with(&in_quotes(value))
        )
    };
    Some(Slip::new(at..value.len(), message, help))
}

/// A \ between double quotes that makes no sign together with what follows it (YAML 1.2.2, section
/// 5.7).
fn bad_escape(text: &str) -> Option<Slip> {
    if !text.starts_with('"') {
        return None;
    }
    let mut rest = text.char_indices();
    while let Some((at, sign)) = rest.next() {
        if sign != '\\' {
            continue;
        }
        let (_, next) = rest.next()?;
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            next if "0abtnvfre \"/\\N_LP\t".contains(next) => continue,
            _ => usize::MAX,
        };
        let is_number = text.get(at + 2..at.saturating_add(2).saturating_add(digits));
        if !is_number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_hexdigit())) {
            return Some(Slip::new(
                at..at + 1,
                "between double quotes a \\ makes another sign of the letter after it",
                "write \\\\ in place of \\",
            ));
        }
    }
    None
}
