//! `review`: which pages a clinician should look at, and the signing of a review.

mod calendar;
mod list;
mod sign;

use super::folder::Folder;
use crate::site::Clock;
use clap::{Args, Subcommand};
use std::process::ExitCode;

/// What to tell of reviews.
#[derive(Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  health-preservation review                                  what needs a review now or in 90 days
  health-preservation review --due 1y --category sleep
  health-preservation review --format csv > reviews.csv       for a spreadsheet
  health-preservation review --format ical > reviews.ics      every day on which a review is due
  health-preservation review sign articles/sleep/why-do-you-snore.md --by \"Dr A. Name, sleep physician\""
)]
pub(super) struct Options {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    list: list::Wanted,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Signs a review in a file: the day, the reviewer, and a mark of the words reviewed
    Sign(sign::Options),
}

/// Lists or signs.
///
/// # Errors
/// When the folder cannot be read, or a review cannot be signed.
pub(super) fn run(options: &Options, clock: &dyn Clock) -> Result<ExitCode, String> {
    match &options.action {
        None => list::run(&options.list, &options.folder, clock),
        Some(Action::Sign(sign)) => sign::run(sign, clock),
    }
}
