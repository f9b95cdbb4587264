//! `links`: what leads to a page and to each of its sections.

use super::folder::Folder;
use super::terminal::write_out;
use super::words::counted;
use crate::content::Shelf;
use crate::content::uses::{Anchor, LinksTo, Use, links_to};
use crate::text::nearest;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::fmt::Write as _;
use std::process::ExitCode;

/// Of what, and how it is told.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  health-preservation links articles/sleep/why-do-you-snore.md
  health-preservation links articles/sleep/why-do-you-snore.md#what-to-do
Look before you rename a heading or take a section away. When you rename one that others use, keep
its old id:    ## New words {#new was=old}")]
pub(super) struct Options {
    /// The file, and a section of it if only that one matters: FILE.md#section
    path: String,
    /// How it is told
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
}

/// Tells it.
///
/// # Errors
/// When the folder cannot be read, or the file or section is not there.
pub(super) fn run(options: &Options) -> Result<ExitCode, String> {
    let folder = &options.folder;
    let (typed, section) = match options.path.split_once('#') {
        Some((path, section)) => (path, Some(section)),
        None => (options.path.as_str(), None),
    };
    let path = folder.path_below(typed)?;
    let shelf = Shelf::build(&folder.read()?);
    let mut links = links_to(&shelf, &path).ok_or_else(|| {
        let near = shelf.near_file(&path).map_or_else(String::new, |near| {
            format!("; did you mean {}?", folder.shown(&near))
        });
        format!("{}: there is no such file{near}", folder.shown(&path))
    })?;
    if let Some(section) = section {
        narrow(&mut links, section, &folder.shown(&path))?;
    }
    let shown = |one: &Use| place(one, folder);
    let text = match options.format {
        Format::Table => table(&links, section.is_some(), &folder.shown(&path), &shown),
        Format::Json => to_json(&links, folder),
    };
    write_out(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Leaves only what is about one section, named by its id or by one it had before.
fn narrow(links: &mut LinksTo, section: &str, shown: &str) -> Result<(), String> {
    let has = |anchor: &Anchor| anchor.id == section || anchor.was.iter().any(|was| was == section);
    let known = links.anchors.iter().find(|anchor| has(anchor));
    let id = known
        .map_or(section, |anchor| anchor.id.as_str())
        .to_owned();
    let asked_for = |one: &Use| one.section.as_deref() == Some(id.as_str());
    // A section that is gone may still be led to.
    if known.is_none() && !links.uses.iter().any(asked_for) {
        let ids = || links.anchors.iter().map(|anchor| anchor.id.as_str());
        let meant = nearest(section, ids()).map_or_else(
            || match ids().collect::<Vec<_>>()[..] {
                [] => "it has none".to_owned(),
                ref all => format!("its sections are #{}", all.join(", #")),
            },
            |near| format!("did you mean #{near}?"),
        );
        return Err(format!("{shown} has no section #{section}; {meant}"));
    }
    links.anchors.retain(|anchor| anchor.id == id);
    links.uses.retain(asked_for);
    Ok(())
}

/// A file and line, as it is typed from where the command runs.
fn place(one: &Use, folder: &Folder) -> String {
    format!("{}:{}", file(one, folder), one.place.position().line)
}

fn file(one: &Use, folder: &Folder) -> String {
    folder.shown(one.place.path_below())
}

fn table(links: &LinksTo, narrowed: bool, shown: &str, place: &dyn Fn(&Use) -> String) -> String {
    let mut text = format!("{shown}\n");
    let lines = |uses: &[&Use], text: &mut String| {
        for one in uses {
            let old = match one.how.word() {
                word if word.starts_with("old") => format!("  {}", one.typed),
                _ => String::new(),
            };
            let _ = writeln!(text, "    {:<11}  {}{old}", one.how.word(), place(one));
        }
    };
    let of = |section: Option<&str>| -> Vec<&Use> {
        let uses = links.uses.iter();
        uses.filter(|one| !one.gone && one.section.as_deref() == section)
            .collect()
    };
    let page = of(None);
    if !page.is_empty() {
        text.push_str("\n  the page\n");
        lines(&page, &mut text);
    }
    let mut free = Vec::new();
    for anchor in &links.anchors {
        let uses = of(Some(&anchor.id));
        if uses.is_empty() {
            free.push(format!("#{}", anchor.id));
            continue;
        }
        let _ = writeln!(text, "\n  #{}  {}", anchor.id, anchor.words);
        lines(&uses, &mut text);
    }
    let gone: Vec<&Use> = links.uses.iter().filter(|one| one.gone).collect();
    if !gone.is_empty() {
        text.push_str("\n  sections that are not there\n");
        for one in &gone {
            let id = one.section.as_deref().unwrap_or_default();
            let _ = writeln!(text, "    {:<11}  {}  #{id}", one.how.word(), place(one));
        }
    }
    if !free.is_empty() {
        let _ = writeln!(text, "\n  nothing leads to {}", free.join(", "));
    }
    if !narrowed {
        let _ = writeln!(text, "\n{}", counted(links.uses.len(), "place"));
    }
    text
}

fn to_json(links: &LinksTo, folder: &Folder) -> String {
    let uses: Vec<serde_json::Value> = links
        .uses
        .iter()
        .map(|one| {
            let position = one.place.position();
            json!({
                "section": one.section,
                "gone": one.gone,
                "how": one.how.word(),
                "file": file(one, folder),
                "line": position.line,
                "column": position.column,
                "typed": one.typed,
            })
        })
        .collect();
    let sections: Vec<serde_json::Value> = links
        .anchors
        .iter()
        .map(|anchor| json!({"id": anchor.id, "was": anchor.was, "words": anchor.words}))
        .collect();
    format!("{:#}\n", json!({"sections": sections, "uses": uses}))
}
