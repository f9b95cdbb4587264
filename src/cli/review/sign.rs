//! Signs a review in a file.

use crate::cli::folder::Folder;
use crate::cli::words::in_words;
use crate::content::review::{CannotSign, Signature};
use crate::content::{Contents, Library, Shelf, Sources};
use crate::diagnostics::{Report, Style, render_human};
use crate::disk;
use crate::markup::dates;
use crate::site::Clock;
use clap::Args;
use jiff::civil::Date;
use std::process::ExitCode;

/// What is signed, and by whom.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  health-preservation review sign articles/sleep/why-do-you-snore.md --by \"Dr A. Name, sleep physician\"
writes three lines into the front matter: reviewed, reviewed_by and reviewed_words. When the words
change later, editors are warned and readers are told. Sign only what a clinician has really read.")]
pub(super) struct Options {
    /// The article or self-check
    path: String,
    /// Who reviewed it: the name, a comma, and the profession
    #[arg(long, value_name = "NAME, ROLE")]
    by: String,
    /// The day of the review; today when it is left out
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    folder: Folder,
}

pub(super) fn run(options: &Options, clock: &dyn Clock) -> Result<ExitCode, String> {
    let folder = &options.folder;
    let path = folder.path_below(&options.path)?;
    let shown = folder.shown(&path);
    let sources = folder.read()?;
    let shelf = Shelf::build(&sources);
    let today = shelf.today(clock.now());
    let (name, role) = reviewer(&options.by)?;
    let signature = Signature {
        name,
        role,
        on: day(options.on.as_deref(), today)?,
    };
    let (_, report) = Library::build(&shelf, clock.now());
    let signed = shelf
        .signed(&path, &signature, &report)
        .map_err(|why| refusal(&why, &shown))?;
    let before = text_of(&sources, &path)
        .ok_or_else(|| format!("{shown}: there is no Markdown file; nothing was signed"))?;
    // The mark at the beginning that some programs write is no part of a file's text.
    let mark = if before.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    let after = format!("{mark}{signed}");
    disk::replace(&folder.articles, &path, before, &after)
        .map_err(|error| format!("{shown} was not signed: {}", in_words(&error)))?;
    let Signature { name, role, on } = &signature;
    println!("{shown}");
    println!("  reviewed {on} by {name}, {role}");
    println!("  When its words change, editors are warned and readers are told.");
    Ok(ExitCode::SUCCESS)
}

fn text_of<'a>(sources: &'a Sources, path: &str) -> Option<&'a str> {
    let file = sources.files.iter().find(|file| file.path == path)?;
    match &file.contents {
        Contents::Text(text) => Some(text),
        _ => None,
    }
}

/// The name and the profession.
fn reviewer(by: &str) -> Result<(String, String), String> {
    let (name, role) = by.split_once(',').unwrap_or((by, ""));
    let (name, role) = (name.trim(), role.trim());
    if name.is_empty() || role.is_empty() || by.chars().any(char::is_control) {
        return Err(format!(
            "--by {by}: write the name, a comma and the profession, such as    --by \"Sam Field, physiotherapist\""
        ));
    }
    Ok((name.to_owned(), role.to_owned()))
}

fn day(typed: Option<&str>, today: Date) -> Result<Date, String> {
    let Some(typed) = typed else {
        return Ok(today);
    };
    let day =
        dates::parse(typed).map_err(|wrong| format!("--on: {}; {}", wrong.message, wrong.help))?;
    if day > today {
        return Err(format!("--on {day}: that day is in the future"));
    }
    Ok(day)
}

fn refusal(why: &CannotSign, shown: &str) -> String {
    match why {
        CannotSign::NoFile => {
            format!("{shown}: there is no such file; nothing was signed")
        }
        CannotSign::NotReviewable => {
            format!("{shown}: only an article or a self-check can be reviewed; nothing was signed")
        }
        CannotSign::Mistakes(report) => mistakes(report, shown),
    }
}

fn mistakes(report: &Report, shown: &str) -> String {
    let told: Vec<String> = report
        .problems()
        .iter()
        .map(|one| render_human(one, Style::Plain))
        .collect();
    format!(
        "{shown} has mistakes, so nothing was signed; put them right first\n{}",
        told.join("\n\n")
    )
}
