//! Times what a save costs in a large site: looking at the folder is left out, which depends on the
//! disk. `cargo bench --bench save -- FOLDER`, by default the articles of this repository.

#![allow(clippy::unwrap_used, missing_docs)]

use health_preservation::content::{Audience, Changes, Contents, Shelf};
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
        .rfind(|file| matches!(&file.contents, Contents::Text(text) if text.contains("status: published")))
        .unwrap()
        .clone();
    for (what, from, to) in [
        ("words", "\n## ", "\n\nOnce more.\n\n## "),
        ("title", "title: ", "title: Once# more "),
    ] {
        let (mut shelves, mut editions, mut near) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            if let Contents::Text(text) = &mut file.contents {
                *text = text.replacen(from, &to.replace('#', &round.to_string()), 1);
            }
            let changes = Changes {
                files: vec![file.clone()],
                gone: Vec::new(),
            };
            shelves.push(time(|| shelf = shelf.next(&changes, now)));
            editions.push(time(|| {
                edition = Edition::build(Audience::Readers, &shelf, now, Some(&edition));
            }));
            let library = edition.library();
            near.push(time(|| {
                std::hint::black_box(library.related(&library.articles()[0]));
            }));
        }
        println!("a save of another {what}:");
        tell("next shelf", shelves);
        tell("next edition", editions);
        tell("what is near", near);
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let (median, worst) = (times[ROUNDS / 2], times[ROUNDS - 1]);
    println!("{what:>14}: median {median:.2?}, worst {worst:.2?}");
}
