//! An article on paper.

use crate::browser::{Theme, browser, program};
use crate::driver::repository;
use crate::kinds::{RICH_PAGE, SEED, Sites};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The words of each page of a PDF, each with single blanks between them.
#[track_caller]
pub fn pages_of(pdf: &Path) -> Vec<String> {
    let output = Command::new(program(&["pdftotext"]))
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).expect("pdftotext writes UTF-8");
    // It ends each page with a form feed.
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages
        .map(|page| page.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The page that holds some words, and no other does.
#[track_caller]
pub fn page_with(pages: &[String], words: &str) -> usize {
    let found: Vec<_> = (0..pages.len())
        .filter(|page| pages[*page].contains(words))
        .collect();
    assert_eq!(
        found.len(),
        1,
        "{words:?} is on the pages {found:?} of {}: {pages:#?}",
        pages.len()
    );
    found[0]
}

/// The grey of each dot of each page, from 0 (black) to 255 (white).
#[track_caller]
pub fn dots_of(pdf: &Path) -> Vec<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let done = Command::new(program(&["pdftoppm"]))
        .args(["-gray", "-r", "40"])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .status()
        .expect("pdftoppm runs");
    assert!(done.success());
    let pages = fs::read_dir(folder.path()).unwrap();
    // A PGM of one byte a dot, after a head of three lines.
    let dots = |file: Vec<u8>| {
        file.splitn(4, |byte| *byte == b'\n')
            .nth(3)
            .unwrap()
            .to_vec()
    };
    pages
        .map(|page| dots(fs::read(page.unwrap().path()).unwrap()))
        .collect()
}

#[test]
fn an_article_prints_with_its_cards_whole_its_sources_and_no_menus() {
    let sites = Sites::start();
    // People can look at it there.
    let folder = repository("tests/output");
    fs::create_dir_all(&folder).unwrap();
    let pdf = folder.join("article.pdf");
    let browser = browser();
    // Who reads in the dark prints on white paper all the same.
    browser.theme(Theme::Dark);
    browser.open(&sites.real.url(SEED));
    fs::write(&pdf, browser.print()).unwrap();
    for dots in dots_of(&pdf) {
        let light = dots.iter().filter(|dot| **dot > 200).count();
        assert!(
            light * 10 > dots.len() * 7,
            "the paper is not white: {light} of {} dots",
            dots.len()
        );
        assert!(
            dots.iter().min() < Some(&110),
            "nothing on the page is dark"
        );
    }
    let pages = pages_of(&pdf);
    assert!(pages.len() > 2, "this is no article: {pages:?}");

    // Each card from its first to its last words on one page.
    let card = page_with(&pages, "go to A&E, if you have back pain and");
    assert_eq!(
        card,
        page_with(&pages, "Do not drive yourself."),
        "the emergency card is split"
    );
    let card = page_with(&pages, "ask for an urgent doctor’s appointment today");
    assert_eq!(
        card,
        page_with(&pages, "It means that someone should check."),
        "the urgent card is split"
    );

    let all = pages.join(" ");
    for (what, words) in [
        ("the trail", "Back to Fitness coach"),
        ("the menu", "Menu"),
        ("the categories", "Everyday health Nutrition"),
        ("the contents", "On this page"),
        ("the skip link", "Skip to main content"),
        ("ways back to the text", "Back to text"),
        ("related articles", "Related articles"),
    ] {
        assert!(
            !all.contains(words),
            "{what} is printed: {words:?} in {pages:#?}"
        );
    }
    assert!(
        all.contains("Why does long-distance running hurt your back?"),
        "{pages:#?}"
    );
    assert!(
        all.contains("How much running is too much? Identifying high-risk running sessions"),
        "{pages:#?}"
    );
    // An address on paper is what a reader can type; it may be broken at the end of a line.
    assert!(
        all.replace(' ', "")
            .contains("https://www.nhs.uk/conditions/back-pain/"),
        "{pages:#?}"
    );
    assert!(
        all.contains("No doctor or nurse has reviewed this article yet"),
        "{pages:#?}"
    );
}

#[test]
fn on_paper_the_edges_of_care_cards_are_black_and_grow_with_the_hurry() {
    let sites = Sites::start();
    let browser = browser();
    for theme in Theme::BOTH {
        browser.paper(theme);
        browser.open(&sites.odd.url(RICH_PAGE));
        for (card, edge) in [
            (".care-non-urgent", "4px solid rgb(0, 0, 0)"),
            (".care-urgent", "6px solid rgb(0, 0, 0)"),
            (".care-emergency", "8px solid rgb(0, 0, 0)"),
        ] {
            let edges = browser.list(
                "return [...document.querySelectorAll(arguments[0])].map((card) => getComputedStyle(card).borderLeft);",
                &[json!(card)],
            );
            assert!(!edges.is_empty(), "there is no {card}");
            assert!(edges.iter().all(|one| one == edge), "{card}: {edges:?}");
        }
    }
}
