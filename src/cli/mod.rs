//! The command line: reads the settings, connects the rooms, says what happened, exits.

mod check;
mod completions;
mod folder;
mod links;
mod new;
mod preview;
mod progress;
mod reload;
mod review;
mod schema;
mod serve;
mod terminal;
mod words;
mod wrapped;

use crate::site::SystemClock;
use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// How to begin, in a few lines.
const HELP: &str = "\
How to begin:
  health-preservation new article sleep \"Why do you snore?\"   begins a draft; fill in where it says TO WRITE
  health-preservation preview                                 shows drafts in the browser, as you write
  health-preservation check                                   what is wrong, where, and what to write instead
  status: published                                           in the file makes it public
  health-preservation                                         serves the articles on http://127.0.0.1:8080
  health-preservation review                                  what a clinician should look at, and sign
Each command shows examples with --help, such as    health-preservation new --help";

/// Health articles written in Markdown, served as a website.
#[derive(Debug, Parser)]
#[command(
    name = "health-preservation",
    version,
    args_conflicts_with_subcommands = true,
    after_help = HELP
)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the articles; without a command, this is what happens
    Serve(serve::Options),
    /// Shows the articles to whoever writes them, drafts too, and follows what is saved
    Preview(preview::Options),
    /// Tells everything that is wrong with the articles, and what to write instead
    Check(check::Options),
    /// Begins an article, a self-check, a category or a page
    New(new::Options),
    /// Tells what leads to a page and to each of its sections
    Links(links::Options),
    /// Tells which pages a clinician should review, and signs reviews
    Review(review::Options),
    /// Prints what front matter may hold, for editors with completion and forms
    Schema(schema::Options),
    /// Prints what a shell needs to complete these commands
    Completions(completions::Options),
}

/// Runs the command that was typed. The exit code is 0 when it did what it should, and 2 when it
/// could not begin; a command that finds something to tell of may say so by another code.
#[must_use]
pub fn run() -> ExitCode {
    let typed = CommandLine::parse();
    let outcome = match typed.command {
        None => serve::run(&typed.serve),
        Some(Command::Serve(options)) => serve::run(&options),
        Some(Command::Preview(options)) => preview::run(&options),
        Some(Command::Check(options)) => check::run(&options),
        Some(Command::New(options)) => new::run(&options, &SystemClock),
        Some(Command::Links(options)) => links::run(&options),
        Some(Command::Review(options)) => review::run(&options, &SystemClock),
        Some(Command::Schema(options)) => schema::run(&options),
        Some(Command::Completions(options)) => {
            completions::run(&options, &mut CommandLine::command())
        }
    };
    match outcome {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::from(2)
        }
    }
}
