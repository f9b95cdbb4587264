//! `check`: every problem of every file in one run, for people and for machines.

mod chosen;
mod explained;
mod mended;
mod stats;
mod table;
mod told;

use super::folder::Folder;
use super::progress::with_progress;
use super::terminal::{style_for, write_out};
use crate::content::{Figures, Library, Shelf, Sources};
use crate::diagnostics::{Report, render_github, render_json, render_sarif};
use crate::site::{Clock as _, SystemClock};
use chosen::Chosen;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use mended::Outcome;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What is checked, and how it is told.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Options {
    #[command(flatten)]
    folder: Folder,
    /// Tell only of these files and folders; everything is read all the same
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How the problems are told
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// What to fail for besides errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Show the edits that are safe without asking what was meant, and make them when you agree
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// Agree to the edits of --fix
    #[arg(long, requires = "fix")]
    yes: bool,
    /// Print the rules of self-checks in plain words, for a clinician to sign: of one file, or of all
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["fix", "format", "paths"])]
    table: Option<Option<PathBuf>>,
    /// Tell how hard the words are to read, with the longest sentences; a number that gates nothing
    #[arg(long, conflicts_with_all = ["fix", "table", "deny"])]
    stats: bool,
    /// Say why a rule is there, with a wrong and a right example; without a name, list every rule
    #[arg(
        long,
        value_name = "RULE",
        num_args = 0..=1,
        default_missing_value = ""
    )]
    explain: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  health-preservation check                         every problem of every article
  health-preservation check articles/sleep          only those of one folder or file
  health-preservation check --deny warnings         fail for warnings too, as before a release
  health-preservation check --format github         beside the lines of a pull request
  health-preservation check --fix                   show what can be mended, and ask
  health-preservation check --explain link/scheme   why a rule is there
  health-preservation check --table articles/sleep/check-your-sleep.md
                                                    a self-check's rules, to be signed
  health-preservation check --stats articles/sleep  how hard the words are to read

Exit code: 0 nothing to mend, 1 problems, 2 it could not run.";

/// What to fail for besides errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings
    Warnings,
}

/// How problems are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each problem in its line, with what to write instead
    Human,
    /// One JSON document, for scripts
    Json,
    /// Workflow commands of GitHub, one a line
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// Checks, and tells what is wrong. The exit code is 1 when there is an error, or a warning where
/// those are denied.
///
/// # Errors
/// When the folder or a path cannot be read: one line.
pub(super) fn run(options: &Options) -> Result<ExitCode, String> {
    if let Some(rule) = &options.explain {
        write_out(&explained::explain(rule)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let now = SystemClock.now();
    let mut sources = options.folder.read()?;
    if let Some(file) = &options.table {
        let text = tables(&options.folder, &sources, file.as_deref())?;
        write_out(&text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = Chosen::of(&options.folder, &sources.folder, &options.paths)?;
    if options.stats {
        write_out(&statistics(&sources, &chosen, options.format)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (mut library, mut report) = read(&sources, now);
    let style = style_for(&io::stdout());
    if options.fix {
        let shown = chosen.among(&report);
        let edits = mended::edits(&sources, &shown, now);
        if edits.is_empty() {
            if !shown.problems.is_empty() {
                write_out(
                    "None of the problems below can be mended without knowing what you meant.\n\n",
                )?;
            }
        } else {
            match mended::offer(&options.folder, &sources.folder, &edits, options.yes, style)? {
                Outcome::Shown => return Ok(ExitCode::from(1)),
                Outcome::Made => {
                    sources = options.folder.read()?;
                    (library, report) = read(&sources, now);
                }
            }
        }
    }
    let shown = chosen.among(&report);
    let text = match options.format {
        Format::Human => told::human(&library, &sources.folder, &chosen, &shown, style),
        Format::Json => render_json(&shown.problems, told::summary(&library)) + "\n",
        Format::Github => {
            let lines = shown.problems.iter().map(|one| render_github(one) + "\n");
            lines.collect()
        }
        Format::Sarif => render_sarif(&shown.problems) + "\n",
    };
    write_out(&text)?;
    let denied = options.deny == Some(Deny::Warnings) && shown.warnings() > 0;
    let failed = shown.errors() > 0 || denied;
    // The program ends here. To take ten thousand articles apart first would hold it up.
    std::mem::forget((sources, library, report));
    Ok(ExitCode::from(u8::from(failed)))
}

/// The sheets of all self-checks, or of one file's.
fn tables(folder: &Folder, sources: &Sources, file: Option<&Path>) -> Result<String, String> {
    let chosen = Chosen::of(folder, &sources.folder, file.as_slice())?;
    let shelf = Shelf::build(sources);
    let sheets: Vec<String> = shelf
        .questionnaires()
        .iter()
        .filter(|one| chosen.has(&one.file))
        .map(table::sheet)
        .collect();
    if sheets.is_empty() {
        let place = file.unwrap_or(&folder.articles).display();
        return Err(format!(
            "--table {place}: there is no self-check there without errors; check tells of those"
        ));
    }
    // A page each, on a printer.
    Ok(sheets.join("\u{c}"))
}

/// How the words of the chosen files read.
fn statistics(sources: &Sources, chosen: &Chosen, format: Format) -> Result<String, String> {
    let told: fn(Vec<Figures>) -> String = match format {
        Format::Human => stats::human,
        Format::Json => stats::to_json,
        Format::Github | Format::Sarif => {
            return Err(
                "--stats is told for people or, with --format json, for scripts".to_owned(),
            );
        }
    };
    let shelf = with_progress(sources.files.len(), |read| {
        Shelf::build_counting(sources, read)
    });
    Ok(told(shelf.figures(|file| chosen.has(file))))
}

/// The library with every problem.
fn read(sources: &Sources, now: Timestamp) -> (Library, Report) {
    with_progress(sources.files.len(), |read| {
        Library::build(&Shelf::build_counting(sources, read), now)
    })
}
