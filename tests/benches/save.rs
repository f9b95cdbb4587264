//! Times what a save costs in a large site: looking at the folder is left out, which depends on the
//! disk. `cargo bench --bench save -- FOLDER`, by default the articles of this repository.

#![allow(clippy::unwrap_used, missing_docs)]

use health_preservation::content::{Audience, Changes, Contents, Library, Shelf};
use health_preservation::disk::Folder;
use health_preservation::site::Edition;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 21;

fn main() {
    let named = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    let folder =
        named.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/articles").to_owned());
    let now = jiff::Timestamp::now();
    let start = Instant::now();
    let (_, sources) = Folder::open(Path::new(&folder)).unwrap();
    println!(
        "{:>8} files read in {:.1?}",
        sources.files.len(),
        start.elapsed()
    );
    let start = Instant::now();
    let mut shelf = Shelf::build(&sources);
    println!("parsed in {:.1?}", start.elapsed());
    let start = Instant::now();
    let mut edition = Edition::build(Audience::Readers, &shelf, now, None);
    println!("first edition in {:.1?}", start.elapsed());
    let mut file = sources
        .files
        .iter()
        .rfind(|file| matches!(&file.contents, Contents::Text(text) if text.contains("kind: ") || !file.path.ends_with("_index.md")))
        .unwrap()
        .clone();
    let (mut shelves, mut libraries, mut editions) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        if let Contents::Text(text) = &mut file.contents {
            text.push_str(&format!("\nRound {round}.\n"));
        }
        let changes = Changes {
            files: vec![file.clone()],
            gone: Vec::new(),
        };
        let start = Instant::now();
        shelf = shelf.next(&changes, now);
        shelves.push(start.elapsed());
        let start = Instant::now();
        let library = Library::build(&shelf, now);
        libraries.push(start.elapsed());
        drop(library);
        let start = Instant::now();
        edition = Edition::build(Audience::Readers, &shelf, now, Some(&edition));
        editions.push(start.elapsed());
    }
    for (what, times) in [
        ("next shelf", &mut shelves),
        ("library alone", &mut libraries),
        ("next edition", &mut editions),
    ] {
        times.sort();
        let at = |part: usize| -> Duration { times[part] };
        println!(
            "{what:>14}: median {:.2?}, worst {:.2?}",
            at(ROUNDS / 2),
            at(ROUNDS - 1)
        );
    }
}
