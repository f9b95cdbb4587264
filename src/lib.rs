//! The Health Preservation Learning Network: health articles written in Markdown, served as a
//! website.
//!
//! Data flows one way: `disk` reads the files, `content` builds the library of them (with `markup`
//! for the words, `lints` for how they read and `diagnostics` for what is wrong), `site` keeps it as one edition, `pages` lays
//! it out and `feeds` gives it to machines, `web` serves it, `cli` connects them. A room uses only rooms below it.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod assets;
pub mod cli;
pub mod content;
pub mod diagnostics;
pub mod disk;
pub mod feeds;
pub mod lints;
pub mod markup;
pub mod pages;
pub mod scaffold;
pub mod schema;
pub mod search;
pub mod self_check;
pub mod site;
pub mod telemetry;
pub mod text;
pub mod urls;
pub mod web;
