//! The days on which reviews are due, as a calendar (RFC 5545).

use super::list::Row;
use crate::content::review::State;
use jiff::{Timestamp, ToSpan};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The longest a line may be, in octets without its end (section 3.1).
const LONGEST: usize = 75;

/// A calendar with one whole day for each page whose next review has a day.
pub(super) fn of(rows: &[Row], articles: &str, now: Timestamp) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Health Preservation//Reviews//EN");
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("NAME", "Reviews");
    line("X-WR-CALNAME", "Reviews");
    let stamp = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    for row in rows {
        let page = &row.page;
        let Some(due) = page.due else {
            continue;
        };
        let mut words = format!("{articles}/{}", page.path);
        if let (Some(on), Some((name, role))) = (page.on, &page.by) {
            let _ = write!(words, "\nLast reviewed {on} by {name}, {role}");
        }
        if page.state == State::Changed {
            words.push_str("\nThe words have changed since then.");
        }
        line("BEGIN", "VEVENT");
        line("UID", &uid(&page.path));
        line("DTSTAMP", &stamp);
        line("DTSTART;VALUE=DATE", &day(due));
        // The end is the day after, which is not part of it (section 3.6.1).
        line("DTEND;VALUE=DATE", &day(due.saturating_add(1.day())));
        line("SUMMARY", &escaped(&format!("Review: {}", page.title)));
        line("DESCRIPTION", &escaped(&words));
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    text
}

fn day(day: jiff::civil::Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// The same for a page in every calendar, so that a later one moves its day and adds none.
fn uid(path: &str) -> String {
    let mut uid = String::from("review-");
    for byte in &Sha256::digest(path)[..12] {
        let _ = write!(uid, "{byte:02x}");
    }
    uid.push_str("@health-preservation");
    uid
}

/// A text of section 3.3.11.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(sign);
            }
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// Writes a line, broken between characters where it is too long; each further line begins with a
/// space, which counts.
fn fold(text: &mut String, line: &str) {
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LONGEST {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(sign);
        length += sign.len_utf8();
    }
    text.push_str("\r\n");
}
