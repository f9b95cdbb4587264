//! Saves of all kinds, one after the other, into the real articles: a library made of the one before
//! is the library that would be made of nothing, with the same report, pages and links.

use crate::driver::{BASE, TestSite};
use health_preservation::content::review::Signature;
use health_preservation::content::{
    Audience, Changes, Contents, Entry, Library, Shelf, SourceEntry,
};
use health_preservation::diagnostics::{Report, Style, render_human};
use health_preservation::pages::{self, Shell};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many saves there are, for each audience.
const SAVES: usize = 100;
/// After how many of them every page is compared, and not only the one that was saved.
const ALL_PAGES: usize = 25;

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }

    /// One of the lines that fit; the last when none does.
    fn line(&mut self, lines: &[String], fits: impl Fn(&str) -> bool) -> usize {
        let fitting: Vec<usize> = (0..lines.len()).filter(|at| fits(&lines[*at])).collect();
        let last = lines.len() - 1;
        fitting
            .get(self.below(fitting.len()))
            .copied()
            .unwrap_or(last)
    }
}

/// A text with one thing in it changed as an editor may change it, rightly or not.
fn edited(text: &str, paths: &[String], dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.push(String::new());
    let is_prose = |line: &str| line.len() > 60 && line.starts_with(char::is_alphabetic);
    let is_heading = |line: &str| line.starts_with("## ");
    let other = &paths[dice.below(paths.len())];
    let up = ["", "../"][dice.below(2)];
    match dice.below(22) {
        // Words alone, which most saves are.
        0..=4 => {
            let at = dice.line(&lines, is_prose);
            lines[at].push_str(" It helps 40% of people. Click here.");
        }
        5 => {
            let at = dice.line(&lines, is_prose);
            let anchor = ["", "#what-to-do", "#another-1", "#nowhere"][dice.below(4)];
            lines[at] = format!("See [this]({up}{other}{anchor}). {}", lines[at]);
        }
        6 | 15 => {
            let at = dice.line(&lines, is_heading);
            lines[at] = format!("## Another heading {{#another-{}}}", dice.below(3));
        }
        7 => {
            let at = dice.line(&lines, is_heading);
            lines.insert(at + 1, "\n### A smaller heading {#smaller}\n".to_owned());
        }
        8 => {
            let at = dice.line(&lines, is_heading);
            lines.truncate(at);
        }
        9 => {
            let at = dice.line(&lines, |line| line.starts_with("title: "));
            lines[at] = format!("title: Why is number {} not enough?", dice.below(5));
        }
        10 => {
            let at = dice.line(&lines, |line| line.starts_with("status: "));
            lines[at] = format!(
                "status: {}",
                ["draft", "published", "withdrawn"][dice.below(3)]
            );
        }
        11 => {
            let at = dice.line(&lines, |line| line.starts_with("topics: "));
            lines[at] = format!(
                "topics: [{}]",
                ["runing", "sleep", "back pains"][dice.below(3)]
            );
        }
        12 => {
            let at = dice.line(&lines, |line| line.starts_with("status: "));
            let line = [
                "publish_from: 2027-01-01",
                "updated: 2027-02-01",
                "moved_from: [/the-old-name]",
                "related: [nowhere.md]",
                "image: nowhere.svg",
                "unknown: key",
                "allow: {prose/number-without-source: it has to be}",
            ];
            lines.insert(at, line[dice.below(line.len())].to_owned());
        }
        13 | 17 => {
            let at = dice.line(&lines, is_prose);
            let picture = ["line.svg", "../sleep/line.svg"][dice.below(2)];
            lines[at].push_str(&format!("\n\n![A line]({picture})\n"));
        }
        14 => {
            let at = dice.line(&lines, |line| line.contains(": "));
            lines[at].push('"');
        }
        18 => {
            let at = dice.line(&lines, |line| line.starts_with("summary: "));
            lines[at].push_str(" And a few words more.");
        }
        19 => {
            let at = dice.line(&lines, |line| line.starts_with("title: "));
            lines[at] = lines[at].replace("title: ", ["title: And ", "title: A"][dice.below(2)]);
        }
        20 => {
            let at = dice.line(&lines, |line| line.starts_with("status: "));
            lines.insert(at, format!("updated: 2026-11-2{}", dice.below(5)));
        }
        16 => {
            let at = dice.line(&lines, is_prose);
            lines[at].push_str("[^nobody]");
        }
        _ => {
            let at = dice.below(lines.len());
            lines.remove(at);
        }
    }
    lines.join("\n") + "\n"
}

fn told(report: &Report) -> String {
    let problems = report.problems().iter();
    let counts = format!("{} {}\n", report.errors(), report.warnings());
    problems.fold(counts, |told, one| told + &render_human(one, Style::Plain))
}

/// The page at an address, with what is near it.
fn page(library: &Library, entry: &Entry) -> String {
    let near = match entry {
        Entry::Article(place) => library.related(&library.articles()[*place]),
        _ => Vec::new(),
    };
    let page = pages::render(library, entry, &Shell::default());
    format!("{near:?}{}", page.unwrap_or_else(|_| format!("{entry:?}")))
}

fn addresses(library: &Library) -> BTreeSet<&str> {
    library.entries().map(|(address, _)| address).collect()
}

fn every_page(library: &Library) -> BTreeMap<&str, String> {
    let entries: Vec<_> = library.entries().collect();
    let pages = entries.into_par_iter();
    let pages: Vec<_> = pages
        .map(|(address, entry)| (address, page(library, entry)))
        .collect();
    pages.into_iter().collect()
}

fn texts(site: &TestSite) -> BTreeMap<String, String> {
    let files = site.sources().files.iter();
    let texts = files.filter_map(|file| match &file.contents {
        Contents::Text(text) => Some((file.path.clone(), text.clone())),
        _ => None,
    });
    texts.collect()
}

/// The real articles with more between them: each leads to a heading of the next ones, some are
/// reviewed, long ago too, and some say of others what is wrong.
fn site() -> TestSite {
    let line = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#;
    let mut site = TestSite::real().picture("sleep/line.svg", line);
    let all = texts(&site);
    let pages: Vec<_> = all
        .iter()
        .filter(|(path, text)| !path.ends_with("_index.md") && !text.contains("kind: "))
        .collect();
    for (number, (path, text)) in pages.iter().enumerate() {
        let mut text = text.replacen("status: ", &format!("{}status: ", told_of(number)), 1);
        let up = "../".repeat(path.matches('/').count());
        for step in [1, 2] {
            let (other, words) = pages[(number + step) % pages.len()];
            let id = words
                .split("{#")
                .nth(step)
                .and_then(|rest| rest.split('}').next());
            let id = id.map(|id| format!("#{id}")).unwrap_or_default();
            text.push_str(&format!("\nRead [more]({up}{other}{id}).\n"));
        }
        site = site.file(path, Contents::Text(text));
    }
    for (number, (path, _)) in pages.iter().enumerate() {
        let shelf = Shelf::build(site.sources());
        let report = Library::build(&shelf, site.now()).1;
        let signature = Signature {
            name: "Sam Field".to_owned(),
            role: "physiotherapist".to_owned(),
            on: ["2026-10-01", "2021-10-01", "2026-11-01"][number % 3]
                .parse()
                .unwrap(),
        };
        if number % 2 == 0
            && let Ok(signed) = shelf.signed(path, &signature, &report)
        {
            site = site.file(path, Contents::Text(signed));
        }
    }
    site
}

/// Lines of the front matter that make the site tell of a file.
fn told_of(number: usize) -> &'static str {
    match number % 4 {
        0 => "moved_from: [/the-old-name]\n",
        1 => "image: nowhere.svg\n",
        2 => "allow:\n  prose/click-here: it has to be\n",
        _ => "",
    }
}

fn one_save_after_the_other(audience: Audience) {
    let mut dice = Dice(7);
    let site = site();
    let now = site.now();
    let mut files = texts(&site);
    let good = files.clone();
    let paths: Vec<String> = files.keys().cloned().collect();
    let mut shelf = Shelf::build(site.sources());
    let (mut library, mut report) = Library::build_for(audience, &shelf, now, None);
    for round in 0..SAVES {
        let path = &paths[dice.below(paths.len())];
        let next = match dice.below(8) {
            0 => good[path].clone(),
            1..=4 => edited(&good[path], &paths, &mut dice),
            _ => edited(&files[path], &paths, &mut dice),
        };
        files.insert(path.clone(), next.clone());
        let gone = path != "_index.md" && dice.below(20) == 0;
        let changes = Changes {
            files: if gone {
                Vec::new()
            } else {
                vec![SourceEntry {
                    path: path.clone(),
                    contents: Contents::Text(next.clone()),
                }]
            },
            gone: if gone { vec![path.clone()] } else { Vec::new() },
        };
        shelf = shelf.next(&changes, now);
        (library, report) = Library::build_for(audience, &shelf, now, Some((&library, &report)));
        let (alone, report_alone) = Library::build_for(audience, &shelf, now, None);
        let what = format!("save {round}: {path}, gone: {gone}\n{next}");
        assert_eq!(told(&report), told(&report_alone), "{what}");
        let address = format!("/{}", path.trim_end_matches(".md"));
        let (category, _) = address.rsplit_once('/').unwrap_or_default();
        let category = if category.is_empty() { "/" } else { category };
        let pages = |library: &Library| {
            let entries = [&address, category].map(|address| library.entry(address));
            entries.map(|entry| entry.map(|entry| page(library, entry)))
        };
        assert_eq!(pages(&library), pages(&alone), "{what}");
        // What leads there is shown with it, and shows where it leads.
        let leading = |library: &Library| {
            let (_, links) = library.links_to(&address)?;
            let places = links.uses.iter().map(|one| one.place.path_below());
            let pages =
                places.filter_map(|path| library.entry(&format!("/{}", path.strip_suffix(".md")?)));
            let pages: Vec<String> = pages.map(|entry| page(library, entry)).collect();
            Some((format!("{:?}", links.anchors), pages))
        };
        assert_eq!(leading(&library), leading(&alone), "{what}");
        assert_eq!(addresses(&library), addresses(&alone), "{what}");
        if round % ALL_PAGES == 0 {
            assert_eq!(every_page(&library), every_page(&alone), "{what}");
        }
    }
    assert_eq!(
        every_page(&library),
        every_page(&Library::build_for(audience, &shelf, now, None).0)
    );
}

#[test]
fn readers_get_after_every_save_what_all_files_read_anew_would_give() {
    one_save_after_the_other(Audience::Readers);
}

#[test]
fn editors_get_after_every_save_what_all_files_read_anew_would_give() {
    one_save_after_the_other(Audience::Editors);
}

#[test]
fn a_title_is_in_order_and_problems_stand_in_their_lines_after_each_save() {
    let article = |more: &str| BASE[3].1.replace("topics: [sleep]\n", more);
    let overdue = "reviewed: 2020-01-01\nreviewed_by: {name: Sam Field, role: nurse}\n";
    let site = TestSite::of(&[
        ("sleep/a.md", &article("")),
        ("sleep/b.md", &article("moved_from: [/the-old-name]\n")),
        ("sleep/c.md", &article("moved_from: [/the-old-name]\n")),
        ("sleep/overdue.md", &article(overdue)),
        ("sleep/scheduled.md", &article("updated: 2027-01-01\n")),
        (
            "sleep/withdrawn.md",
            &BASE[3].1.replace("status: published", "status: withdrawn"),
        ),
    ]);
    let mut files = texts(&site);
    let now = site.now();
    let mut shelf = Shelf::build(site.sources());
    let (mut library, mut report) = Library::build_for(Audience::Readers, &shelf, now, None);
    for (path, from, to) in [
        ("sleep/a.md", "title: Why", "title: Zzz, why"),
        ("sleep/good.md", "title: Why", "title: Zzz, why"),
        ("sleep/c.md", "title: Why", "title: Zzz, why"),
        ("sleep/a.md", "title: Zzz, why", "title: Aaa, why"),
        ("sleep/b.md", "summary: ", "authors: [Sam Field]\nsummary: "),
        (
            "sleep/overdue.md",
            "title: Why",
            "authors: [Sam Field]\ntitle: Why",
        ),
        (
            "sleep/scheduled.md",
            "updated: 2027-01-01",
            "updated: 2026-01-01",
        ),
        (
            "sleep/scheduled.md",
            "updated: 2026-01-01",
            "updated: 2027-01-01",
        ),
        (
            "sleep/withdrawn.md",
            "title: Why",
            "title: Another question, why",
        ),
        ("sleep/good.md", "good-2020", "better-2020"),
        ("sleep/good.md", "title: Zzz, why", "title: Aaa, why"),
    ] {
        let text = files[path].replace(from, to);
        assert_ne!(text, files[path], "{path}: {from}");
        files.insert(path.to_owned(), text.clone());
        let changes = Changes {
            files: vec![SourceEntry {
                path: path.to_owned(),
                contents: Contents::Text(text),
            }],
            gone: Vec::new(),
        };
        shelf = shelf.next(&changes, now);
        let before = Some((&library, &report));
        (library, report) = Library::build_for(Audience::Readers, &shelf, now, before);
        let (alone, report_alone) = Library::build_for(Audience::Readers, &shelf, now, None);
        assert_eq!(told(&report), told(&report_alone), "{path}: {to}");
        assert_eq!(every_page(&library), every_page(&alone), "{path}: {to}");
    }
}

#[test]
fn a_save_of_its_own_words_makes_no_other_page_anew() {
    let site = TestSite::real();
    let shelf = Shelf::build(site.sources());
    let (library, report) = Library::build_for(Audience::Readers, &shelf, site.now(), None);
    let path = "fitness-coach/why-does-long-distance-running-hurt-your-back.md";
    let file = site.sources().files.iter().find(|file| file.path == path);
    let Some(Contents::Text(text)) = file.map(|file| &file.contents) else {
        panic!("there is no {path}");
    };
    for (from, to, shared) in [
        ("\n## ", "\nWords more.\n\n## ", true),
        ("\ntitle: ", "\ntitle: Once more, ", true),
        ("\nsummary: ", "\nsummary: Another one. ", true),
        ("\ntopics: [", "\ntopics: [rain, ", false),
        ("status: published", "status: draft", false),
    ] {
        let changes = Changes {
            files: vec![SourceEntry {
                path: path.to_owned(),
                contents: Contents::Text(text.replacen(from, to, 1)),
            }],
            gone: Vec::new(),
        };
        let next = shelf.next(&changes, site.now());
        let before = Some((&library, &report));
        let (next, _) = Library::build_for(Audience::Readers, &next, site.now(), before);
        let place = |library: &Library| match library.entry("/sleep/why-cant-you-fall-asleep") {
            Some(Entry::Article(place)) => std::ptr::from_ref(&library.articles()[*place]),
            other => panic!("{other:?}"),
        };
        assert_eq!(place(&next) == place(&library), shared, "{to}");
    }
}
