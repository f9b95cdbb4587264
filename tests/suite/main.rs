//! The tests of the whole, through the front door: over HTTP, by the program, or by the words that
//! editors read. Modules mirror what they try.

#![allow(clippy::unwrap_used, missing_docs)]

mod addresses;
mod checks;
mod colours;
mod command_line;
mod crawl;
mod driver;
mod harm;
mod privacy;
mod proof;
mod replies;
mod rules;
mod search;
mod style;
mod time;
mod words;
