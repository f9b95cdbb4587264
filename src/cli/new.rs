//! `new`: begins an article, a self-check, a category or a page as a draft in the style of the site.

use super::folder::Folder;
use super::terminal::write_out;
use super::words::{category_meant, in_words};
use crate::content::{Contents, Library, Shelf, SourceEntry, Sources, relative};
use crate::diagnostics::{Style, render_human};
use crate::disk;
use crate::scaffold::{self, PLACEHOLDER};
use crate::site::Clock;
use crate::text::{Slug, nearest};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::io;
use std::process::ExitCode;

/// What is begun.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  health-preservation new category heart \"Heart and blood pressure\"
  health-preservation new article heart \"Why does your heart skip a beat?\"
  health-preservation new self-check heart \"Check your heartbeat\"
  health-preservation new page \"Who writes these articles\"
Each makes one file and tells its name. Nothing that is there already is touched, and no reader sees
a page before its file says    status: published    and nothing in it is still to be written.")]
pub(super) struct Options {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// Begins an article: lead, cards, causes, what to do, when to see someone
    #[command(after_help = "\
Example:
  health-preservation new article fitness-coach \"Why do your shins hurt?\"
makes articles/fitness-coach/why-do-your-shins-hurt.md, a draft that no reader sees.")]
    Article {
        #[command(flatten)]
        place: Place,
        #[command(flatten)]
        folder: Folder,
    },
    /// Begins a self-check: questions, rules and results that are safe as they stand
    #[command(after_help = "\
Example:
  health-preservation new self-check fitness-coach \"Check your shin pain\" \\
      --about articles/fitness-coach/why-do-your-shins-hurt.md")]
    SelfCheck {
        #[command(flatten)]
        place: Place,
        /// The article it is about; may be left out where its folder has only one
        #[arg(long, value_name = "FILE")]
        about: Option<String>,
        #[command(flatten)]
        folder: Folder,
    },
    /// Begins a category: its folder, and the file that says what it is called
    #[command(after_help = "\
Example:
  health-preservation new category heart \"Heart and blood pressure\"
makes articles/heart/_index.md. Readers see the category once something in it is published.")]
    Category {
        /// The folder to make, below the folder with the articles: heart, or fitness-coach/running
        #[arg(value_name = "FOLDER")]
        path: String,
        /// What the category is called
        title: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Begins a page of prose, such as one about the people who write
    #[command(after_help = "\
Example:
  health-preservation new page \"Who writes these articles\"
makes articles/who-writes-these-articles.md.")]
    Page {
        /// What the page is called
        title: String,
        /// The name of the file, when it should not be made of the title
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        folder: Folder,
    },
}

/// Where a file goes and what it is called.
#[derive(Args, Debug)]
struct Place {
    /// The folder of its category, such as fitness-coach
    #[arg(value_name = "FOLDER")]
    category: String,
    /// Its title: the question a reader asks, in quotes
    title: String,
    /// The name of the file, when it should not be made of the title
    #[arg(long)]
    name: Option<String>,
}

/// Makes the file and says what to do next.
///
/// # Errors
/// When the folder cannot be read, the category is not there, the file is there already or could
/// not be part of the site, or cannot be written. Nothing is written then.
pub(super) fn run(options: &Options, clock: &dyn Clock) -> Result<ExitCode, String> {
    let (Kind::Article { folder, .. }
    | Kind::SelfCheck { folder, .. }
    | Kind::Category { folder, .. }
    | Kind::Page { folder, .. }) = &options.kind;
    let desk = Desk::open(folder, clock)?;
    match &options.kind {
        Kind::Article { place, .. } => {
            let path = desk.path_of(place)?;
            desk.make(&path, scaffold::article(titled(&place.title)?, desk.today))
        }
        Kind::SelfCheck { place, about, .. } => {
            let path = desk.path_of(place)?;
            let article = desk.about(&path, about.as_deref())?;
            let sections = desk.shelf.sections_of(&article).unwrap_or_default();
            let section = sections
                .iter()
                .find(|section| section.numbered)
                .or(sections.first());
            let text = scaffold::self_check(
                titled(&place.title)?,
                &relative(&path, &article),
                section.map(|section| section.id.as_str()),
                desk.today,
            );
            desk.make(&path, text)
        }
        Kind::Category { path, title, .. } => desk.make_category(path, titled(title)?),
        Kind::Page { title, name, .. } => {
            let path = format!("{}.md", name_of(titled(title)?, name.as_deref())?);
            desk.make(&path, scaffold::page(title, desk.today))
        }
    }
}

/// The site as it is, for putting something new beside it.
struct Desk<'a> {
    folder: &'a Folder,
    sources: Sources,
    shelf: Shelf,
    today: Date,
    clock: &'a dyn Clock,
}

impl<'a> Desk<'a> {
    fn open(folder: &'a Folder, clock: &'a dyn Clock) -> Result<Self, String> {
        let sources = folder.read()?;
        let shelf = Shelf::build(&sources);
        let now = clock.now();
        let (library, _) = Library::build(&shelf, now);
        let today = now.to_zoned(library.site().time_zone.clone()).date();
        Ok(Self {
            folder,
            sources,
            shelf,
            today,
            clock,
        })
    }

    /// The path of a new file in a category that is there.
    fn path_of(&self, place: &Place) -> Result<String, String> {
        let category = self.folder.path_below(&place.category)?;
        if !self.shelf.folders().any(|folder| folder == category) {
            return Err(self.no_category(&category));
        }
        let name = name_of(titled(&place.title)?, place.name.as_deref())?;
        Ok(format!("{category}/{name}.md"))
    }

    fn no_category(&self, category: &str) -> String {
        let meant = category_meant(category, &self.shelf);
        format!(
            "there is no category {category}; {meant}\nto make it, run    health-preservation new category {category} \"Its name\""
        )
    }

    /// The path of the article that a self-check is about.
    fn about(&self, check: &str, typed: Option<&str>) -> Result<String, String> {
        let category = check.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near: Vec<&str> = self.shelf.articles_in(category).collect();
        let Some(typed) = typed else {
            return match near[..] {
                [only] => Ok(only.to_owned()),
                [] => Err(format!(
                    "a self-check is about an article, and {category} has none yet: say which one by    --about FILE"
                )),
                _ => Err(format!(
                    "a self-check is about an article: say which one by --about, such as\n  --about {}",
                    near.join("\n  --about ")
                )),
            };
        };
        // As a path from the top, as the shell completes it, or as the name beside the check.
        let path = self.folder.path_below(typed)?;
        let beside = format!("{category}/{path}");
        [path, beside]
            .into_iter()
            .find(|path| self.shelf.sections_of(path).is_some())
            .ok_or_else(|| {
                let meant = nearest(typed, near.iter().copied())
                    .or_else(|| near.first().copied())
                    .map_or_else(String::new, |near| format!("; write a path such as {near}"));
                format!("--about {typed}: there is no such article{meant}")
            })
    }

    fn make_category(&self, typed: &str, title: &str) -> Result<ExitCode, String> {
        let category = self.folder.path_below(typed)?;
        if let Some((above, _)) = category.rsplit_once('/')
            && !self.shelf.folders().any(|folder| folder == above)
        {
            return Err(self.no_category(above));
        }
        for part in category.split('/') {
            if Slug::parse(part).is_none() {
                let slug = Slug::from_words(part)
                    .map_or_else(String::new, |slug| format!("; write    {slug}"));
                return Err(format!(
                    "the folder's name {part} would be part of an address: small letters, digits and single hyphens only{slug}"
                ));
            }
        }
        self.make(
            &format!("{category}/_index.md"),
            scaffold::category(title, self.today),
        )
    }

    /// Tries the new file on the site as it is, writes it, and says what comes next.
    fn make(&self, path: &str, text: String) -> Result<ExitCode, String> {
        let shown = self.folder.shown(path);
        if self.shelf.has_file(path) {
            return Err(format!(
                "{shown} is there already; nothing was written. Choose another name by    --name"
            ));
        }
        self.try_on(path, &text)?;
        disk::create(&self.folder.articles, path, &text).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("{shown} is there already; nothing was written")
            }
            _ => format!("{shown} cannot be written: {}", in_words(&error)),
        })?;
        write_out(&next_steps(path, &shown))?;
        Ok(ExitCode::SUCCESS)
    }

    /// Refuses a file that would have a mistake in it from the start, such as a name that the site
    /// uses itself.
    fn try_on(&self, path: &str, text: &str) -> Result<(), String> {
        let mut sources = self.sources.clone();
        sources.files.push(SourceEntry {
            path: path.to_owned(),
            contents: Contents::Text(text.to_owned()),
        });
        let file = format!("{}/{path}", sources.folder);
        let (_, report) = Library::build(&Shelf::build(&sources), self.clock.now());
        let wrong = report
            .problems()
            .iter()
            .find(|problem| problem.is_error() && problem.place.file.path() == file);
        wrong.map_or(Ok(()), |problem| {
            Err(format!(
                "nothing was written, because the new file would have a mistake in it:\n{}",
                render_human(problem, Style::Plain)
            ))
        })
    }
}

/// What was made, and what to do with it.
fn next_steps(path: &str, shown: &str) -> String {
    if let Some(category) = path.strip_suffix("/_index.md") {
        return format!(
            "\
{shown}
  Readers see the category once something in it is published.
  Its address will be /{category}
  Write where it says {PLACEHOLDER}, then begin an article in it:
  health-preservation new article {category} \"The question of a reader?\"
"
        );
    }
    let address = path.trim_end_matches(".md");
    format!(
        "\
{shown}
  A draft that no reader sees. Its address will be /{address}
  Write where it says {PLACEHOLDER}; nothing is published before that.
  To see it as you write:            health-preservation preview
  To be told what is wrong with it:  health-preservation check {shown}
"
    )
}

/// A title that can stand in a line of front matter.
fn titled(title: &str) -> Result<&str, String> {
    let title = title.trim();
    if title.is_empty() {
        return Err("the title is empty; write it in quotes".to_owned());
    }
    if title.chars().any(char::is_control) {
        return Err("the title must be one line of text".to_owned());
    }
    Ok(title)
}

/// The name of a file, without its ending.
fn name_of(title: &str, typed: Option<&str>) -> Result<Slug, String> {
    match typed {
        None => Slug::from_words(title).ok_or_else(|| {
            "no file name can be made of this title; give one by    --name".to_owned()
        }),
        Some(name) => {
            let name = name.trim_end_matches(".md");
            Slug::parse(name).ok_or_else(|| {
                let slug = Slug::from_words(name)
                    .map_or_else(String::new, |slug| format!("; write    --name {slug}"));
                format!("--name {name}: small letters, digits and single hyphens only{slug}")
            })
        }
    }
}
