//! The tests of the whole, through the front door: over HTTP, by the program, or by the words that
//! editors read. Modules mirror what they try.

#![allow(clippy::unwrap_used, missing_docs)]

mod addresses;
mod check_command;
mod checks;
mod colours;
mod command_line;
mod crawl;
mod driver;
mod explained;
mod faults;
mod feeds;
mod fixes;
mod formats;
mod harm;
mod links_command;
mod lists;
mod live_folder;
mod machines;
mod new_command;
mod preview;
mod privacy;
mod program;
mod proof;
mod random_saves;
mod reload;
mod replies;
mod review;
mod rules;
mod saves;
mod schema;
mod search;
mod slips;
mod stats;
mod style;
mod time;
mod watched;
mod words;
