//! `check --fix`: the edits that are safe, shown as a diff first, and made when they are wanted.

use super::super::folder::Folder;
use super::super::terminal::write_out;
use super::super::words::{counted, in_words};
use super::chosen::Shown;
use crate::content::{Contents, Mended, Sources, mend};
use crate::diagnostics::Style;
use crate::disk;
use jiff::Timestamp;
use similar::TextDiff;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, IsTerminal as _};

/// A file with its edits.
pub(super) struct Edited {
    /// Its path below the articles' folder.
    path: String,
    before: String,
    mended: Mended,
}

/// What became of the edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// They were made.
    Made,
    /// They were only shown.
    Shown,
}

/// The edits of the files that problems are told of.
pub(super) fn edits(sources: &Sources, shown: &Shown<'_>, now: Timestamp) -> Vec<Edited> {
    let files: BTreeSet<&str> = shown
        .problems
        .iter()
        .filter(|problem| problem.fix.is_some())
        .map(|problem| problem.place.file.path())
        .collect();
    let mut edits = Vec::new();
    for entry in &sources.files {
        let Contents::Text(before) = &entry.contents else {
            continue;
        };
        if files.contains(format!("{}/{}", sources.folder, entry.path).as_str())
            && let Some(mended) = mend(&entry.path, before, now)
        {
            edits.push(Edited {
                path: entry.path.clone(),
                before: before.clone(),
                mended,
            });
        }
    }
    edits
}

/// Shows the edits, and makes them: at once with `yes`, after a question on a terminal.
///
/// # Errors
/// When a file cannot be written: one line. Files that were written before it stay written.
pub(super) fn offer(
    folder: &Folder,
    name: &str,
    edits: &[Edited],
    yes: bool,
    style: Style,
) -> Result<Outcome, String> {
    let mut text = String::new();
    for edited in edits {
        text.push_str(&diff(name, edited, style));
    }
    write_out(&text)?;
    let count = edits.iter().map(|one| one.mended.done.len()).sum();
    let told = format!(
        "{} in {}",
        counted(count, "edit"),
        counted(edits.len(), "file")
    );
    if !yes {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            write_out(&format!("{told} can be made. To make them, add --yes.\n"))?;
            return Ok(Outcome::Shown);
        }
        write_out(&format!("{told}: make them? [y/N] "))?;
        let mut answer = String::new();
        // No answer is no.
        let _ = io::stdin().lock().read_line(&mut answer);
        if !matches!(answer.trim().to_lowercase().as_str(), "y" | "yes") {
            write_out("Nothing was changed.\n")?;
            return Ok(Outcome::Shown);
        }
    }
    for edited in edits {
        disk::replace(
            &folder.articles,
            &edited.path,
            &edited.before,
            &edited.mended.text,
        )
        .map_err(|error| {
            let reason = in_words(&error);
            format!("{name}/{} was not edited: {reason}", edited.path)
        })?;
    }
    write_out(&format!("{told}: made.\n\n"))?;
    Ok(Outcome::Made)
}

/// The edits of a file as a unified diff, below what they do.
fn diff(name: &str, edited: &Edited, style: Style) -> String {
    let path = format!("{name}/{}", edited.path);
    let mut out = String::new();
    for done in &edited.mended.done {
        let _ = writeln!(out, "{path}: {done}");
    }
    let compared = TextDiff::from_lines(edited.before.as_str(), edited.mended.text.as_str());
    let unified = compared
        .unified_diff()
        .context_radius(2)
        .header(&format!("a/{path}"), &format!("b/{path}"))
        .to_string();
    for line in unified.lines() {
        let colour = match (style, line.as_bytes().first()) {
            (Style::Coloured, Some(b'+')) => Some("32"),
            (Style::Coloured, Some(b'-')) => Some("31"),
            (Style::Coloured, Some(b'@')) => Some("36"),
            _ => None,
        };
        // Whatever a file holds, it gives no orders to the terminal.
        let line = line.replace(|letter: char| letter.is_control() && letter != '\t', "");
        let _ = match colour {
            Some(colour) => writeln!(out, "\u{1b}[{colour}m{line}\u{1b}[0m"),
            None => writeln!(out, "{line}"),
        };
    }
    out.push('\n');
    out
}
