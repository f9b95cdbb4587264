//! What needs a review, as a table, CSV, JSON or a calendar.

use super::calendar;
use crate::cli::folder::Folder;
use crate::cli::terminal::write_out;
use crate::cli::words::{category_meant, counted};
use crate::content::Shelf;
use crate::content::review::{Reviewable, State};
use crate::site::Clock;
use clap::{Args, ValueEnum};
use jiff::ToSpan;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::process::ExitCode;

/// How far ahead a list looks unless it is told.
const AHEAD: i64 = 90;

/// What is listed, and how.
#[derive(Args, Debug)]
pub(super) struct Wanted {
    /// How far to look ahead: 90d, 12w, 6m or 1y [default: 90d; a calendar has every day]
    #[arg(long, value_name = "TIME", value_parser = days)]
    due: Option<i64>,
    /// One category only, with those in it
    #[arg(long, value_name = "FOLDER")]
    category: Option<String>,
    /// How it is told
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For spreadsheets (RFC 4180)
    Csv,
    /// For programs
    Json,
    /// For calendars (RFC 5545)
    Ical,
}

/// Reads a length of time in days; a month counts 31 and a year 366, so that nothing is missed.
fn days(text: &str) -> Result<i64, String> {
    let wrong = || "write a length of time such as 90d, 12w, 6m or 1y".to_owned();
    let at = text
        .find(|sign: char| !sign.is_ascii_digit())
        .unwrap_or(text.len());
    let count: i64 = text[..at].parse().map_err(|_| wrong())?;
    let unit = match &text[at..] {
        "" | "d" => 1,
        "w" => 7,
        "m" => 31,
        "y" => 366,
        _ => return Err(wrong()),
    };
    let days = count.checked_mul(unit).ok_or_else(wrong)?;
    (days <= 36_600).then_some(days).ok_or_else(wrong)
}

/// A page with what a list says of it.
pub(super) struct Row {
    pub(super) page: Reviewable,
    pub(super) word: &'static str,
}

pub(super) fn run(
    options: &Wanted,
    folder: &Folder,
    clock: &dyn Clock,
) -> Result<ExitCode, String> {
    let shelf = Shelf::build(&folder.read()?);
    let now = clock.now();
    let today = shelf.today(now);
    let category = options
        .category
        .as_deref()
        .map(|typed| category(typed, folder, &shelf))
        .transpose()?;
    let ahead = match (options.due, options.format) {
        (Some(days), _) => Some(days),
        (None, Format::Ical) => None,
        (None, _) => Some(AHEAD),
    };
    let until = ahead.map(|days| today.saturating_add(days.days()));
    let all = shelf.reviewable(today);
    let inside = |page: &Reviewable| {
        category.as_deref().is_none_or(|category| {
            page.folder == category
                || page
                    .folder
                    .strip_prefix(category)
                    .is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let mut rows: Vec<Row> = all
        .into_iter()
        .filter(inside)
        .filter_map(|page| {
            let due = page
                .due
                .is_some_and(|due| until.is_none_or(|until| due <= until));
            let word = match page.state {
                State::Never => "never reviewed",
                State::Changed => "changed",
                State::Overdue => "overdue",
                State::Reviewed if due => "due",
                State::Reviewed => return None,
            };
            Some(Row { page, word })
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &Row| (row.page.folder.clone(), row.page.state, row.page.due);
        key(a).cmp(&key(b))
    });
    let text = match options.format {
        Format::Table => table(&rows, &shelf, folder, until),
        Format::Csv => csv(&rows, &shelf, folder)?,
        Format::Json => json(&rows, &shelf, folder),
        Format::Ical => calendar::of(&rows, &folder.to_string(), now),
    };
    write_out(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The folder of a category that is there.
fn category(typed: &str, folder: &Folder, shelf: &Shelf) -> Result<String, String> {
    let path = folder.path_below(typed)?;
    if shelf.folders().any(|folder| folder == path) {
        return Ok(path);
    }
    Err(format!(
        "--category {typed}: there is no such category; {}",
        category_meant(&path, shelf)
    ))
}

fn table(rows: &[Row], shelf: &Shelf, folder: &Folder, until: Option<Date>) -> String {
    let mut text = String::new();
    let mut category = None;
    for row in rows {
        let page = &row.page;
        if category != Some(&page.folder) {
            if category.is_some() {
                text.push('\n');
            }
            category = Some(&page.folder);
            let _ = writeln!(text, "{}", title(page, shelf));
        }
        let _ = writeln!(text, "  {:<14}  {}", row.word, folder.shown(&page.path));
        if let (Some(on), Some((name, role)), Some(due)) = (page.on, &page.by, page.due) {
            let _ = writeln!(
                text,
                "  {:<14}  reviewed {on} by {name}, {role}; next due {due}",
                ""
            );
        }
    }
    let count = |state: State, word: &str| {
        let count = rows.iter().filter(|row| row.page.state == state).count();
        (count > 0).then(|| format!("{count} {word}"))
    };
    let parts: Vec<String> = [
        count(State::Never, "never reviewed"),
        count(State::Changed, "changed since the review"),
        count(State::Overdue, "overdue"),
        count(State::Reviewed, "due soon"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        let until = until.map_or_else(String::new, |until| format!(" until {until}"));
        return format!("No published page needs a review{until}.\n");
    }
    let _ = writeln!(
        text,
        "\n{}: {}",
        counted(rows.len(), "page"),
        parts.join(", ")
    );
    text
}

/// What the category of a page is called.
fn title(page: &Reviewable, shelf: &Shelf) -> String {
    shelf.title_of(&page.folder)
}

const COLUMNS: [&str; 9] = [
    "category", "file", "title", "kind", "state", "reviewed", "name", "role", "due",
];

fn cells(row: &Row, shelf: &Shelf, folder: &Folder) -> [String; 9] {
    let page = &row.page;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let (name, role) = page.by.clone().unwrap_or_default();
    let kind = if page.self_check {
        "self-check"
    } else {
        "article"
    };
    [
        title(page, shelf),
        folder.shown(&page.path),
        page.title.clone(),
        kind.to_owned(),
        row.word.to_owned(),
        day(page.on),
        name,
        role,
        day(page.due),
    ]
}

fn csv(rows: &[Row], shelf: &Shelf, folder: &Folder) -> Result<String, String> {
    let failed = |error: String| format!("the table cannot be written: {error}");
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer
        .write_record(COLUMNS)
        .map_err(|error| failed(error.to_string()))?;
    for row in rows {
        // A spreadsheet would take a cell that begins with one of these for a formula.
        let cells = cells(row, shelf, folder).map(|cell| {
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                format!("'{cell}")
            } else {
                cell
            }
        });
        writer
            .write_record(cells)
            .map_err(|error| failed(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}

fn json(rows: &[Row], shelf: &Shelf, folder: &Folder) -> String {
    let rows: Vec<serde_json::Value> = rows
        .iter()
        .map(|row| {
            COLUMNS
                .iter()
                .zip(cells(row, shelf, folder))
                .map(|(column, cell)| {
                    let value = if cell.is_empty() {
                        serde_json::Value::Null
                    } else {
                        cell.into()
                    };
                    ((*column).to_owned(), value)
                })
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
        .collect();
    format!("{:#}\n", serde_json::Value::from(rows))
}
