//! Times the search of a site: how long and how large its index is, and how long searches take, those
//! of the table of known items and 100,000 made of anything. `cargo bench --bench search -- FOLDER`,
//! by default the articles of this repository; a number after the folder is how many are made.
//!
//! It prints and judges nothing; machines differ and are noisy.

#![allow(clippy::unwrap_used, missing_docs)]

use health_preservation::content::{Changes, Contents, Library, Shelf};
use health_preservation::disk::Folder;
use health_preservation::search::{Query, SearchIndex, Searchable};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many articles a page of results shows.
const ON_A_PAGE: usize = 10;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"));
    let folder = named
        .next()
        .unwrap_or_else(|| root.join("articles").display().to_string());
    let made: usize = named
        .next()
        .map_or(100_000, |number| number.parse().unwrap());
    let now = jiff::Timestamp::now();
    let (_, sources) = Folder::open(Path::new(&folder)).unwrap();
    let mut shelf = Shelf::build(&sources);
    let (library, _) = Library::build(&shelf, now);
    println!(
        "{} articles, {} MB before the index",
        library.articles().len(),
        memory()
    );

    let before = memory();
    let start = Instant::now();
    let mut index = SearchIndex::default();
    let searchable = index.bring_up_to(&library).unwrap();
    println!(
        "index made in {:.1?}, {} MB more",
        start.elapsed(),
        memory().saturating_sub(before)
    );

    let table = std::fs::read_to_string(root.join("tests/fixtures/searches.tsv")).unwrap();
    let table: Vec<String> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect();
    // Once over, so that what is made once is made.
    time("table, first", &searchable, &library, table.clone());
    let often: Vec<String> = table
        .iter()
        .cycle()
        .take(table.len() * 20)
        .cloned()
        .collect();
    time("table", &searchable, &library, often);
    let words = words_of(&library);
    let mut dice = Dice(1);
    let fuzzed: Vec<String> = (0..made).map(|_| dice.query(&words)).collect();
    time("made of anything", &searchable, &library, fuzzed);
    let worst: Vec<String> = worst(&words);
    time("eight common words", &searchable, &library, worst);

    let mut file = sources
        .files
        .iter()
        .rfind(|file| {
            matches!(&file.contents, Contents::Text(_)) && !file.path.ends_with("_index.md")
        })
        .unwrap()
        .clone();
    let mut saves = Vec::new();
    for round in 0..50 {
        if let Contents::Text(text) = &mut file.contents {
            text.push_str(&format!("\nRound {round}.\n"));
        }
        let changes = Changes {
            files: vec![file.clone()],
            gone: Vec::new(),
        };
        shelf = shelf.next(&changes, now);
        let (library, _) = Library::build(&shelf, now);
        let start = Instant::now();
        index.bring_up_to(&library).unwrap();
        saves.push(start.elapsed());
    }
    tell("a save", saves, &[]);
    println!("{} MB at the end", memory());
}

/// Searches as the page of a search does, with the words shown of each article on it.
fn time(what: &str, searchable: &Searchable, library: &Library, typed: Vec<String>) {
    let mut times = Vec::with_capacity(typed.len());
    for typed in &typed {
        let start = Instant::now();
        if let Ok(query) = Query::parse(typed) {
            let found = searchable.find(library, &query, false).unwrap();
            let first = &found.all[..found.all.len().min(ON_A_PAGE)];
            std::hint::black_box(searchable.show(library, &found, first));
            std::hint::black_box(searchable.show(library, &found, &found.some));
            std::hint::black_box(searchable.urgent(&query));
        }
        times.push(start.elapsed());
    }
    tell(what, times, &typed);
}

fn tell(what: &str, times: Vec<Duration>, typed: &[String]) {
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by_key(|place| times[*place]);
    let at = |part: f64| times[order[((order.len() - 1) as f64 * part) as usize]];
    println!(
        "{what:>20}: {:>6}, p50 {:.2?}, p99 {:.2?}, worst {:.2?}",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
    if let Some(worst) = order.last().and_then(|place| typed.get(*place)) {
        println!("{:>20}  {worst:?}", "");
    }
}

/// Words of the articles, the commonest first.
fn words_of(library: &Library) -> Vec<String> {
    let mut counts = std::collections::HashMap::new();
    let articles = library.articles();
    for article in articles.iter().step_by((articles.len() / 500).max(1)) {
        let prose = article.prose();
        for word in prose.text().split(|letter: char| !letter.is_alphanumeric()) {
            if word.len() > 2 {
                *counts.entry(word.to_lowercase()).or_insert(0) += 1;
            }
        }
    }
    let mut words: Vec<(usize, String)> = counts
        .into_iter()
        .map(|(word, count)| (count, word))
        .collect();
    words.sort();
    words.into_iter().rev().map(|(_, word)| word).collect()
}

/// Eight of the commonest words, plain, in quotes, and with an error in each.
fn worst(words: &[String]) -> Vec<String> {
    let mut typed = Vec::new();
    for start in 0..100 {
        let eight: Vec<&str> = words
            .iter()
            .skip(start)
            .take(8)
            .map(String::as_str)
            .collect();
        typed.push(eight.join(" "));
        typed.push(format!("\"{}\"", eight.join(" ")));
        typed.push(format!(
            "\"{}\" \"{}\"",
            eight[..2].join(" "),
            eight[2..4].join(" ")
        ));
        typed.push(
            eight
                .iter()
                .map(|word| format!("{word}qz"))
                .collect::<Vec<_>>()
                .join(" "),
        );
        typed.push("abcdefghijklm ".repeat(8).replace('m', &format!("{start}")));
    }
    typed
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most
    }

    /// Something that somebody might type, or nobody would.
    fn query(&mut self, words: &[String]) -> String {
        let mut typed = String::new();
        for _ in 0..=self.below(9) {
            // Common words more often than rare ones.
            let most = if self.below(2) == 0 {
                words.len().min(200)
            } else {
                words.len()
            };
            let mut word: Vec<char> = words[self.below(most)].chars().collect();
            for _ in 0..self.below(3) {
                let at = self.below(word.len().max(1)).min(word.len());
                let letter = char::from_u32(self.below(0x250) as u32).unwrap_or('x');
                match self.below(4) {
                    0 if at < word.len() => word[at] = letter,
                    1 if at < word.len() => drop(word.remove(at)),
                    2 => word.insert(at, letter),
                    _ => word.push(char::from(b'a' + self.below(26) as u8)),
                }
            }
            if self.below(12) == 0 {
                typed.push('"');
            }
            typed.extend(word);
            if self.below(12) == 0 {
                typed.push('"');
            }
            typed.push(' ');
        }
        typed
    }
}

/// The memory of this process, in megabytes; 0 where the machine does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
