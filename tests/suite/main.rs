//! The tests of the whole, through the front door: over HTTP, by the program, or by the words that
//! editors read. Modules mirror what they try.

#![allow(clippy::unwrap_used, missing_docs)]

mod addresses;
mod checks;
mod colours;
mod command_line;
mod crawl;
mod driver;
mod faults;
mod harm;
mod privacy;
mod proof;
mod reload;
mod replies;
mod rules;
mod saves;
mod style;
mod time;
mod watched;
mod words;
