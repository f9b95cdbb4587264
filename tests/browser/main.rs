//! The site in a real browser: what readers see, hear, press and print.
//!
//! Needs Chromium, Node's axe-core, the HTML validator with Java, and poppler. `tests/run` installs
//! them and runs this; `cargo test --test browser` runs it where they are there already. A tool that
//! is missing is a failure with its name, never a test left out.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../suite/driver.rs"]
mod driver;
#[path = "../suite/live_folder.rs"]
mod live_folder;

mod browser;
mod every_page;
mod forced_colours;
mod keyboard;
mod kinds;
mod old_phones;
mod paper;
mod pictures;
mod preview;
mod self_check;
mod validity;
