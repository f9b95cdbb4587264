//! Lists between `[` and `]` and keys between `{` and `}`: what is wrong in them, and which are
//! never closed.

use super::quotes::{self, quote_end};
use super::{Line, Slip};

/// What to do with a text that cannot stand here as it is.
const QUOTE: &str = "put the text in \"quotes\"";

/// Walks a list or braces at the beginning of a value to their end. `None` when they do not end in
/// it. `stopped` is where the parser did.
///
/// # Errors
/// The first slip in them.
pub(super) fn walk(text: &str, stopped: usize) -> Result<Option<usize>, Slip> {
    // Each open bracket, with whether the part it is at has had its colon.
    let mut open: Vec<(char, bool)> = Vec::new();
    let mut before = ',';
    let mut next = 0;
    for (at, sign) in text.char_indices() {
        if at < next || sign.is_whitespace() {
            continue;
        }
        let here = at..at + sign.len_utf8();
        let begins = matches!(before, '[' | '{' | ',' | ':');
        let mut now = sign;
        match sign {
            '"' | '\'' if begins => {
                next = at + quote_end(&text[at..]).ok_or_else(|| quotes::unclosed(at))?;
                let rest = text[next..].trim_start();
                if let Some(more) = rest.chars().next()
                    && !matches!(more, ',' | ']' | '}' | ':')
                {
                    let at = text.len() - rest.len();
                    return Err(Slip::new(
                        at..at + more.len_utf8(),
                        format!("the text ended at its second {sign}, and more stands after it"),
                        "put all of the text between the two quotes, or a comma between two texts",
                    ));
                }
            }
            '[' | '{' if begins => open.push((sign, false)),
            '[' | '{' => {
                return Err(Slip::new(
                    here,
                    format!("a text with {sign} in it must be in quotes here"),
                    QUOTE,
                ));
            }
            ']' | '}' => {
                let (opened, _) = open.pop().unwrap_or((sign, false));
                let wanted = closing(opened);
                if wanted != sign && opened != sign {
                    return Err(Slip::new(
                        here,
                        format!("what {opened} has opened is closed by {sign}"),
                        format!("write {wanted} in place of {sign}"),
                    ));
                }
                if open.is_empty() {
                    return Ok(Some(at + 1));
                }
            }
            ',' if matches!(before, '[' | '{' | ',') => {
                return Err(Slip::new(
                    here,
                    "there is nothing in front of this comma",
                    "take the comma away",
                ));
            }
            ',' => {
                if let Some((_, colon)) = open.last_mut() {
                    *colon = false;
                }
            }
            ':' if text[at + 1..].starts_with(' ') => {
                if let Some((bracket, colon)) = open.last_mut()
                    && std::mem::replace(colon, true)
                    && *bracket == '{'
                {
                    return Err(Slip::new(
                        here,
                        "a text with a colon in it must be in quotes",
                        QUOTE,
                    ));
                }
            }
            '#' if text[..at].ends_with(char::is_whitespace) => {
                next = text[at..].find('\n').map_or(text.len(), |end| at + end);
                continue;
            }
            '@' | '`' | '%' | '#' if begins && at == stopped => {
                return Err(Slip::new(
                    here,
                    format!("a text that begins with {sign} must be in quotes"),
                    QUOTE,
                ));
            }
            // A colon within a word.
            _ => now = 'x',
        }
        before = now;
    }
    Ok(None)
}

/// The last list or braces that are opened before `at` and never closed, or what is wrong in them.
pub(super) fn unclosed(yaml: &str, at: usize) -> Option<Slip> {
    let (opened, bracket) = open_at(yaml, at)?;
    let line = Line::at(yaml, opened)?;
    let end = line.start + line.text.len();
    match walk(yaml.get(opened..end)?, at.saturating_sub(opened)) {
        Ok(Some(_)) => return None,
        Ok(None) => {}
        Err(slip) => return Some(slip.shifted(opened)),
    }
    // It may be closed in a line further down.
    match walk(&yaml[opened..], usize::MAX).map_err(|slip| slip.shifted(opened)) {
        Ok(Some(_)) => return None,
        Err(slip) if slip.place.start <= at => return Some(slip),
        Ok(None) | Err(_) => {}
    }
    if let Some(note) = yaml[opened..end].find(" #") {
        let note = opened + note + 1;
        return Some(Slip::new(
            note..end,
            format!(
                "YAML drops what follows \" #\", and so the {bracket} before it is never closed"
            ),
            "take the # away, or put the text with it in \"quotes\"",
        ));
    }
    Some(Slip::new(
        opened..opened + 1,
        format!("{bracket} is opened here and never closed"),
        format!("put {} at the end", closing(bracket)),
    ))
}

/// The last bracket that is open at a place, as a value or in another one.
fn open_at(yaml: &str, end: usize) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut before = '\n';
    let mut next = 0;
    for (at, sign) in yaml.get(..end)?.char_indices() {
        if at < next || sign == ' ' {
            continue;
        }
        let begins = matches!(before, '[' | '{' | ',' | ':' | '-');
        match sign {
            '"' | '\'' if begins => next = quote_end(&yaml[at..]).map_or(at, |length| at + length),
            '#' if at == 0 || yaml[..at].ends_with([' ', '\n']) => {
                next = yaml[at..].find('\n').map_or(end, |length| at + length);
                continue;
            }
            '[' | '{' if begins => open.push((at, sign)),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
        before = match sign {
            // These begin a value only with a space behind them.
            ':' | '-' if !yaml[at + 1..].starts_with([' ', '\n']) => 'x',
            ',' if open.is_empty() => 'x',
            sign => sign,
        };
    }
    open.last().copied()
}

const fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}
