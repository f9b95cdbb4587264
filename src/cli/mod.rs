//! The command line: reads the settings, connects the rooms, says what happened, exits.

mod folder;
mod preview;
mod reload;
mod serve;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Health articles written in Markdown, served as a website.
#[derive(Debug, Parser)]
#[command(
    name = "health-preservation",
    version,
    args_conflicts_with_subcommands = true
)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Options,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the articles; this is what happens without a command, too.
    Serve(serve::Options),
    /// Shows the articles to whoever writes them, drafts too, and follows what is saved.
    Preview(preview::Options),
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
    };
    match outcome {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("error: {reason}");
            ExitCode::from(2)
        }
    }
}
