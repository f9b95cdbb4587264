//! Faults saved into a running site: each is reported with its line, no other page changes by a
//! byte, readers keep the last good words of the page, and taking a page down works all the same.

use crate::driver::{BASE, TestSite};
use health_preservation::content::{Changes, Contents, Entry, SourceEntry};
use health_preservation::pages::{self, Shell};
use health_preservation::site::{Edition, LiveSite, TakenIn};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many files have each fault that withholds its words, and how many each of the others, which
/// make the report look for what was meant.
const EACH: usize = 25;
const EACH_BETWEEN: usize = 4;
/// How many files have none.
const GOOD: usize = 1000;
/// In how many folders they are.
const FOLDERS: usize = 20;

/// A mistake that an editor makes in an article.
struct Fault {
    /// The rule that it breaks.
    rule: &'static str,
    /// What is taken out of the article.
    takes: &'static str,
    /// What is put in its place.
    puts: &'static str,
    /// What the line begins with that the report names.
    line: &'static str,
}

/// How a file is saved.
#[derive(Clone, Copy)]
enum Saved {
    Text,
    /// With a letter that is not UTF-8 in its first heading.
    Latin1,
    /// Over the size limit.
    Long,
}

const fn fault(
    rule: &'static str,
    takes: &'static str,
    puts: &'static str,
    line: &'static str,
) -> Fault {
    Fault {
        rule,
        takes,
        puts,
        line,
    }
}

/// The sources of the article.
const SOURCES: &str = "sources:
  - id: good-2020
    title: A good source
    publisher: Journal of Good Sources
    year: 2020
";

/// The faults that withhold the words they are in.
#[rustfmt::skip]
const WITHHOLDING: &[Fault] = &[
    fault("front-matter/missing", "---\ntitle", "title", "title: Why"),
    fault("front-matter/unclosed", "---\nThe answer", "The answer", "---"),
    fault("front-matter/unquoted-colon", "title: Why", "title: Sleep: why", "title: Sleep"),
    fault("front-matter/cut-off", "title: Why does", "title: Why does the #1 thing, ", "title: Why"),
    fault("front-matter/comma-in-braces", "authors:", "reviewed: 2026-01-02\nreviewed_by: {name: Sam Field, MD, role: nurse}\nauthors:", "reviewed_by:"),
    fault("front-matter/curly-quotes", "title: Why", "title: “Why", "title: “"),
    fault("front-matter/tab", "authors: [Sam Field]", "authors:\n\t- Sam", "\t- Sam"),
    fault("front-matter/unclosed-quote", "title: Why", "title: \"Why", "title: \""),
    fault("front-matter/anchor", "authors: [Sam Field]", "authors: &these [Sam Field]", "authors:"),
    fault("front-matter/alias", "authors: [Sam Field]", "authors: *these", "authors:"),
    fault("front-matter/tag", "authors: [Sam Field]", "authors: !!seq [Sam Field]", "authors:"),
    fault("front-matter/merge-key", "authors:", "<<: {also_known_as: [another name]}\nauthors:", "<<:"),
    fault("front-matter/several-documents", "authors:", "--- more\nauthors:", "--- more"),
    fault("front-matter/unreadable", "authors: [Sam Field]", "authors: [Sam", "authors:"),
    fault("front-matter/unknown-key", "authors:", "author:", "author:"),
    fault("front-matter/unknown-key", "published:", "publised:", "publised:"),
    fault("front-matter/repeated-key", "authors:", "summary: Another summary of the same article, and which of the two is meant?\nauthors:", "summary: Another"),
    fault("front-matter/missing-key", "summary: ", "also_known_as: [another name]\n# ", "title:"),
    fault("front-matter/wrong-shape", "authors: [Sam Field]", "authors: Sam", "authors:"),
    fault("front-matter/wrong-shape", "year: 2020", "year: last year", "    year:"),
    fault("front-matter/text-length", "summary: ", "summary: Short.\n# ", "summary: Short."),
    fault("front-matter/unknown-word", "title:", "kind: artcle\ntitle:", "kind:"),
    fault("front-matter/date", "published: 2026-01-01", "published: 31/12/2025", "published:"),
    fault("front-matter/date", "published: 2026-01-01", "published: 2026-02-30", "published:"),
    fault("front-matter/date-order", "authors:", "updated: 2025-12-31\nauthors:", "updated:"),
    fault("front-matter/date-in-the-future", "published: 2026-01-01", "published: 2027-01-01", "published:"),
    fault("front-matter/date-in-the-future", "authors:", "updated: 2027-01-01\nauthors:", "updated:"),
    fault("front-matter/no-published-date", "published: 2026-01-01\n", "", "status:"),
    fault("front-matter/no-source", SOURCES, "", "status:"),
    fault("front-matter/half-a-review", "authors:", "reviewed: 2026-01-02\nauthors:", "reviewed:"),
    fault("front-matter/repeated-source", "sources:\n", "sources:\n  - {id: twice, title: A, publisher: B, year: 2019}\n  - {id: twice, title: C, publisher: D, year: 2018}\n", "  - {id: twice, title: C"),
    fault("front-matter/allow", "authors:", "allow:\n  text/raw-html: I like it\nauthors:", "  text/raw-html:"),
    fault("text/unclosed-code", "## Second", "```\n\n## Second", "```"),
    fault("text/raw-html", "Words of the second", "Words <b>of</b> the second", "Words <b>"),
    fault("heading/level", "## Second", "# Second", "# Second"),
    fault("heading/level", "## Second", "#### Second", "#### Second"),
    fault("heading/id", "{#second}", "{#sources}", "## Second"),
    fault("heading/id", "{#second}", "{#Second One}", "## Second"),
    fault("heading/repeated", "{#second}", "{#first}", "## Second"),
    fault("heading/attribute", "{#second}", "{.large}", "## Second"),
    fault("card/marker", "[!CAUTION]", "[!DANGER]", "> [!DANGER]"),
    fault("card/place", "Words of the second", "- An item\n\n  > [!NOTE]\n  > In a list.\n\nWords of the second", "  > [!NOTE]"),
    fault("card/opening-line", "> **Call your emergency number now if you:**\n>\n> - cannot", "> You cannot", "> [!CAUTION]"),
    fault("card/link", "> - cannot breathe", "> - cannot breathe, see [more](#first)", "> - cannot"),
    fault("how-sure/level", "How sure: fair", "How sure: faire", "How sure:"),
    fault("how-sure/place", "Words of the second section.", "First.\n\nHow sure: weak. One survey.", "How sure: weak"),
    fault("reference/undefined", "Words of the second", "Words[^nobody] of the second", "Words[^nobody]"),
    fault("reference/definition", "Words of the second", "[^good-2020]: A source.\n\nWords of the second", "[^good-2020]:"),
    fault("link/scheme", "Words of the second", "[Words](javascript:alert) of the second", "[Words]"),
    fault("link/number", "(tel:emergency)", "(tel:emergancy)", "> [999]"),
    fault("link/unreadable", "Words of the second", "See [words](my file.md) of the second", "See [words]"),
    fault("picture/no-words", "Words of the second", "![](line.svg)\n\nWords of the second", "![]"),
    fault("picture/other-site", "Words of the second", "![A line](https://pictures.example/line.svg)\n\nWords of the second", "![A line]"),
];

/// The faults between files, which withhold nothing.
#[rustfmt::skip]
const BETWEEN_FILES: &[Fault] = &[
    fault("link/missing-file", "Words of the second", "See [words](nowhere.md) of the second", "See [words]"),
    fault("link/missing-heading", "Words of the second", "See [words](#thrid) of the second", "See [words]"),
    fault("link/site-address", "Words of the second", "See [words](/folder-01/good-0001) of the second", "See [words]"),
    fault("picture/missing", "Words of the second", "![A line](line.svg)\n\nWords of the second", "![A line]"),
    fault("front-matter/related", "authors:", "related: [nowhere.md]\nauthors:", "related:"),
    fault("front-matter/mark", "authors:", "image: line.svg\nauthors:", "image:"),
    fault("moved-from/shape", "authors:", "moved_from: [the-old-name]\nauthors:", "moved_from:"),
    fault("moved-from/real-page", "authors:", "moved_from: [/about]\nauthors:", "moved_from:"),
];

/// An article without any fault, whose words are its own.
fn article(number: usize) -> String {
    format!(
        "---
title: Why does article {number} matter?
summary: Article number {number} of many, which has no mistake in it until a test makes one.
status: published
published: 2026-01-01
authors: [Sam Field]
sources:
  - id: good-2020
    title: A good source
    publisher: Journal of Good Sources
    year: 2020
---
The answer of article {number}. The good one.[^good-2020]

> [!CAUTION]
> **Call your emergency number now if you:**
>
> - cannot breathe
>
> [999](tel:emergency)

## First things {{#first}}

How sure: fair. One good trial.[^good-2020]

Words of the first section, and of [the second](#second).

## Second things {{#second}}

Words of the second section.
"
    )
}

impl Fault {
    /// The article with this fault.
    fn made_in(&self, article: &str) -> String {
        let broken = article.replacen(self.takes, self.puts, 1);
        assert_ne!(broken, article, "{}: {}", self.rule, self.takes);
        broken
    }

    /// The line, from 1 on, that the report names.
    #[track_caller]
    fn line_in(&self, broken: &str) -> usize {
        let at = broken
            .lines()
            .position(|line| line.starts_with(self.line))
            .unwrap_or_else(|| panic!("{}: no line begins with {}", self.rule, self.line));
        at + 1
    }
}

/// A file that is to be broken, and what will be said of it.
#[derive(Clone)]
struct Broken {
    path: String,
    entry: SourceEntry,
    rule: &'static str,
    line: usize,
    withheld: bool,
}

/// The path of a file; `kind` keeps the names apart.
fn path(kind: &str, number: usize) -> String {
    format!("folder-{:02}/{kind}-{number:04}.md", number % FOLDERS)
}

fn contents(text: String, saved: Saved) -> Contents {
    match saved {
        Saved::Text => Contents::Text(text),
        Saved::Latin1 => {
            let readable = text.replace("First things", "First th\u{fffd}ngs");
            let at = readable.find('\u{fffd}').unwrap();
            Contents::NotUtf8 { readable, at }
        }
        Saved::Long => Contents::TooLarge {
            beginning: text,
            size: 300_000,
            most: 262_144,
        },
    }
}

/// Every fault, in so many files.
fn every_fault(each: usize, between: usize) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut add = |rule, line, withheld, contents: &dyn Fn(usize) -> Contents| {
        for _ in 0..if withheld { each } else { between } {
            let number = broken.len();
            let path = path("broken", number);
            broken.push(Broken {
                entry: SourceEntry {
                    path: path.clone(),
                    contents: contents(number),
                },
                path,
                rule,
                line,
                withheld,
            });
        }
    };
    for (faults, withheld) in [(WITHHOLDING, true), (BETWEEN_FILES, false)] {
        for fault in faults {
            let made = |number| contents(fault.made_in(&article(number)), Saved::Text);
            let line = fault.line_in(&fault.made_in(&article(0)));
            add(fault.rule, line, withheld, &made);
        }
    }
    let heading = article(0).lines().position(|line| line.starts_with("## F"));
    let latin = |number| contents(article(number), Saved::Latin1);
    add("file/not-utf8", heading.unwrap() + 1, true, &latin);
    add("file/too-large", 1, true, &|number| {
        contents(article(number), Saved::Long)
    });
    let wordless = |number| {
        let text = article(number);
        let end = text.rfind("---\n").unwrap() + 4;
        Contents::Text(text[..end].to_owned())
    };
    let lines = article(0).lines().position(|line| line.starts_with("The "));
    add("text/no-words", lines.unwrap() + 1, true, &wordless);
    add("front-matter/too-large", 2, true, &|number| {
        let long = format!(
            "authors:\n{}",
            "  - an author who is one of many\n".repeat(300)
        );
        Contents::Text(article(number).replace("authors: [Sam Field]\n", &long))
    });
    broken
}

/// A site of so many good files, and those that are to be broken.
fn large_site(good: usize, broken: &[Broken]) -> TestSite {
    let mut texts: Vec<(String, String)> = Vec::new();
    for folder in 0..FOLDERS {
        texts.push((
            format!("folder-{folder:02}/_index.md"),
            format!(
                "---\ntitle: Folder {folder}\nsummary: The folder of this number, in which there are many files.\n---\nWords.\n"
            ),
        ));
    }
    texts.extend((0..good).map(|number| (path("good", number), article(10_000 + number))));
    let sound = broken.iter().enumerate();
    texts.extend(sound.map(|(number, one)| (one.path.clone(), article(number))));
    let files = BASE.iter().map(|(path, text)| (*path, *text));
    let files: Vec<(&str, &str)> = files
        .chain(
            texts
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        )
        .collect();
    TestSite::bare(&files)
}

/// The bytes of every page, as readers get them.
fn every_page(edition: &Edition) -> BTreeMap<String, bytes::Bytes> {
    let library = edition.library();
    let entries: Vec<(&str, &Entry)> = library.entries().collect();
    entries
        .into_par_iter()
        .filter(|(_, entry)| !matches!(entry, Entry::Picture(_) | Entry::Moved(_)))
        .map(|(address, entry)| {
            let render =
                || pages::render(library, entry, &Shell::default()).map(bytes::Bytes::from);
            let body = edition.body(address, render).unwrap().unwrap();
            let bytes = body.bytes(health_preservation::site::Encoding::Identity);
            (address.to_owned(), bytes)
        })
        .collect()
}

fn address(path: &str) -> String {
    format!("/{}", path.strip_suffix(".md").unwrap())
}

#[track_caller]
fn take_in(live: &LiveSite, files: Vec<SourceEntry>) -> Arc<Edition> {
    let changes = Changes {
        files,
        gone: Vec::new(),
    };
    match live.take_in(&changes) {
        TakenIn::Published(edition) => edition,
        other => panic!("it was not published: {other:?}"),
    }
}

#[test]
fn a_thousand_good_pages_stay_as_they_are_while_every_fault_is_saved_25_times() {
    let broken = every_fault(EACH, EACH_BETWEEN);
    let kinds: BTreeSet<&str> = broken.iter().map(|one| one.rule).collect();
    assert!(kinds.len() >= 40, "{}", kinds.len());
    let site = large_site(GOOD, &broken);
    let (live, _) = site.live();
    let edition = live.edition();
    assert_eq!(edition.report().problems().len(), 0, "the site is good");
    let before = every_page(&edition);
    drop(edition);

    let entries = broken.iter().map(|one| one.entry.clone()).collect();
    let edition = take_in(&live, entries);
    let told: BTreeSet<(&str, &str, usize)> = edition
        .report()
        .problems()
        .iter()
        .map(|problem| {
            let line = problem.place.position().line.get();
            (problem.place.file.path(), problem.rule.id, line)
        })
        .collect();
    for one in &broken {
        let path = format!("articles/{}", one.path);
        let of_file = told.iter().filter(|(file, ..)| *file == path);
        assert!(
            told.contains(&(path.as_str(), one.rule, one.line)),
            "{} of {path} in line {}: {:?}",
            one.rule,
            one.line,
            of_file.collect::<Vec<_>>()
        );
    }
    let named: BTreeSet<&str> = told.iter().map(|(path, ..)| *path).collect();
    assert_eq!(named.len(), broken.len(), "no other file is named");

    let after = every_page(&edition);
    // Of a fault between files readers get the new words.
    let new_words: BTreeSet<String> = broken
        .iter()
        .filter(|one| !one.withheld)
        .map(|one| address(&one.path))
        .collect();
    assert!(after.keys().eq(before.keys()), "the same pages are there");
    for (address, page) in &before {
        let same = after[address] == *page;
        assert!(same || new_words.contains(address), "{address} changed");
    }
    drop(edition);

    let mended = broken.iter().enumerate().map(|(number, one)| SourceEntry {
        path: one.path.clone(),
        contents: Contents::Text(article(number)),
    });
    let edition = take_in(&live, mended.collect());
    assert_eq!(edition.report().problems().len(), 0, "all is mended");
    assert!(every_page(&edition) == before, "all pages are as they were");
}

/// A text of contents with another line in place of `status: published`.
fn with_status(contents: &Contents, line: &str) -> Contents {
    let change = |text: &str| {
        assert!(text.contains("\nstatus: published\n") || text.starts_with("status: published\n"));
        text.replace("status: published\n", line)
    };
    match contents.clone() {
        Contents::Text(text) => Contents::Text(change(&text)),
        Contents::NotUtf8 { readable, .. } => {
            let readable = change(&readable);
            let at = readable.find('\u{fffd}').unwrap();
            Contents::NotUtf8 { readable, at }
        }
        Contents::TooLarge {
            beginning,
            size,
            most,
        } => Contents::TooLarge {
            beginning: change(&beginning),
            size,
            most,
        },
        other => other,
    }
}

/// Each way to take a page down, in a file with each fault, of which readers have the words that
/// were there before.
#[track_caller]
fn taken_down(line: &str, status: u16) {
    let broken = every_fault(1, 0);
    let site = large_site(2 * broken.len(), &broken);
    let (live, clock) = site.live();
    let running = site.serve(Arc::clone(&live), clock);
    let faults = || broken.iter().map(|one| one.entry.clone()).collect();
    let down = || {
        let entries = broken.iter().map(|one| SourceEntry {
            contents: with_status(&one.entry.contents, line),
            ..one.entry.clone()
        });
        entries.collect()
    };
    let statuses = |expected: &[u16], words: bool| {
        for (number, one) in broken.iter().enumerate() {
            let reply = running.get(&address(&one.path));
            let rule = one.rule;
            assert!(
                expected.contains(&reply.status),
                "{rule} with {line:?}: {}",
                reply.status
            );
            let own = format!("The answer of article {number}.");
            assert_eq!(reply.text().contains(&own), words, "{}", one.rule);
            let folder = one.path.split_once('/').unwrap().0;
            let list = running.get(&format!("/{folder}")).expect(200);
            let listed = list.text().contains(&format!("\"{}\"", address(&one.path)));
            assert_eq!(listed, words, "{} in its list", one.rule);
        }
    };
    take_in(&live, faults());
    statuses(&[200], true);
    take_in(&live, down());
    statuses(&[status], false);
    // And it does not come back with the fault, in words that were taken down. Some faults are none
    // in a page that is withdrawn, which is then the last good version.
    take_in(&live, faults());
    statuses(if status == 410 { &[503, 410] } else { &[503] }, false);
}

#[test]
fn withdrawing_takes_a_page_down_at_once_whatever_else_is_wrong_and_what_was_good_before() {
    taken_down("status: withdrawn\n", 410);
}

#[test]
fn a_draft_is_taken_down_at_once_whatever_else_is_wrong_and_what_was_good_before() {
    taken_down("status: draft\n", 404);
}

#[test]
fn a_status_line_that_is_gone_takes_a_page_down_at_once_whatever_was_good_before() {
    taken_down("", 404);
}
