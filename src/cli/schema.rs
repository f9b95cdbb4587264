//! `schema`: prints what front matter may hold, for other programs.

use super::folder::Folder;
use super::terminal::write_out;
use crate::content::Shelf;
use crate::content::kinds::KINDS;
use crate::schema::decap::{self, Tool};
use crate::schema::{self, front_matter_cms, json};
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// What is printed.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  health-preservation schema json self-check > self-check.schema.json
  health-preservation schema decap > admin/config.yml
  health-preservation schema sveltia > admin/config.yml
  health-preservation schema front-matter-cms > frontMatter.json
All are made of the keys that the site itself reads. Make them anew after a new version or category.")]
pub(super) struct Options {
    #[command(subcommand)]
    form: Form,
}

#[derive(Debug, Subcommand)]
enum Form {
    /// A JSON Schema of front matter, for editors that complete and check YAML
    #[command(after_help = "\
Examples:
  health-preservation schema json > article.schema.json
  health-preservation schema json category > category.schema.json")]
    Json {
        /// The kind of file; without one, whatever may stand in a category
        #[arg(value_parser = kinds())]
        kind: Option<String>,
    },
    /// The file config.yml of Decap CMS: forms in the browser
    #[command(after_help = "\
Example:
  health-preservation schema decap > admin/config.yml
A form lists the files that say    kind: article    or self-check, page. Rules of self-checks have no
field in it; they are kept as they are.")]
    Decap {
        #[command(flatten)]
        folder: Folder,
    },
    /// The file config.yml of Sveltia CMS: forms in the browser
    #[command(after_help = "\
Example:
  health-preservation schema sveltia > admin/config.yml")]
    Sveltia {
        #[command(flatten)]
        folder: Folder,
    },
    /// The file frontMatter.json of Front Matter CMS: forms in VS Code
    #[command(after_help = "\
Example:
  health-preservation schema front-matter-cms > frontMatter.json
The form is that of articles. Begin other files by the command new, and edit them in the text.")]
    FrontMatterCms {
        #[command(flatten)]
        folder: Folder,
    },
}

fn kinds() -> clap::builder::PossibleValuesParser {
    KINDS.map(|kind| kind.name).into()
}

/// Prints it.
///
/// # Errors
/// When the folder, whose categories get forms, cannot be read.
pub(super) fn run(options: &Options) -> Result<ExitCode, String> {
    let text = match &options.form {
        Form::Json { kind } => {
            let kind = kind
                .as_deref()
                .and_then(|name| KINDS.iter().find(|kind| kind.name == name));
            kind.map_or_else(json::of_pages, |kind| json::of_kind(kind))
                .to_json()
        }
        Form::Decap { folder } => config(folder, Tool::Decap)?,
        Form::Sveltia { folder } => config(folder, Tool::Sveltia)?,
        Form::FrontMatterCms { folder } => {
            let folders = folders(folder)?;
            front_matter_cms::settings(&in_repository(folder), &folders).to_json()
        }
    };
    write_out(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The categories, in the order of their names.
fn folders(folder: &Folder) -> Result<Vec<schema::Folder>, String> {
    let shelf = Shelf::build(&folder.read()?);
    let folders = shelf.folders().map(|path| schema::Folder {
        path: path.to_owned(),
        title: shelf.title_of(path),
        self_checks: shelf.has_self_check(path),
    });
    Ok(folders.collect())
}

fn config(folder: &Folder, tool: Tool) -> Result<String, String> {
    let folders = folders(folder)?;
    Ok(decap::config(&in_repository(folder), &folders, tool))
}

/// The folder as it stands in the repository: as typed, where that is a path from its top.
fn in_repository(folder: &Folder) -> String {
    let typed = folder.to_string();
    let typed = typed.trim_start_matches("./").trim_end_matches('/');
    let name = || typed.rsplit('/').next().unwrap_or(typed).to_owned();
    if typed.starts_with('/') || typed.split('/').any(|part| part == "..") {
        name()
    } else {
        typed.to_owned()
    }
}
