//! Journeys with the keyboard alone: Tab, Enter, and nothing else.

use crate::browser::{Browser, Theme, browser};
use crate::kinds::{RICH_PAGE, SEED, Sites};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// How often Tab may be pressed in search of something.
const PATIENCE: usize = 120;

/// What has the focus: its words, whether its look says so, and whether it can be seen.
const FOCUSED: &str = r"
const element = document.activeElement;
const look = () => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor].join(' ');
};
const focused = look();
// A link over two lines has a box for each.
const box = element.getClientRects()[0];
const middle = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, box.top + Math.min(box.height, 20) / 2);
element.blur();
const usual = look();
element.focus({ preventScroll: true });
return {
    words: element.textContent.replace(/\s+/g, ' ').trim(),
    id: element.id,
    name: element.getAttribute('name'),
    target: element.getAttribute('href'),
    shown: focused !== usual,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && element.contains(middle),
    none: element === document.body,
};
";

/// How many places of the page the keyboard can go to.
const STOPS: &str = r"
return [...document.querySelectorAll('a[href], summary, [tabindex], button, input')]
    .filter((element) => element.checkVisibility()).length;
";

/// Presses Tab once and gives what has the focus then, which must show.
#[track_caller]
pub fn tab(browser: &Browser) -> Value {
    browser.press(Key::Tab);
    let focused = browser.run(FOCUSED, &[]);
    assert_eq!(focused["none"], json!(false), "Tab has left the page");
    assert_eq!(
        focused["shown"],
        json!(true),
        "nothing shows that this has the focus: {focused}"
    );
    assert_eq!(
        focused["seen"],
        json!(true),
        "this has the focus and cannot be seen: {focused}"
    );
    focused
}

/// Presses Tab until something has the focus.
#[track_caller]
pub fn tab_to(browser: &Browser, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
    let mut passed = Vec::new();
    for _ in 0..PATIENCE {
        let focused = tab(browser);
        if wanted(&focused) {
            return focused;
        }
        passed.push(focused["words"].as_str().unwrap().to_owned());
    }
    panic!("{what} was not among {passed:?}");
}

/// Presses Tab until the link with these words has the focus, then Enter.
#[track_caller]
pub fn follow(browser: &Browser, words: &str) {
    tab_to(browser, words, |focused| focused["words"] == json!(words));
    browser.press(Key::Enter);
}

#[track_caller]
pub fn assert_at(browser: &Browser, address: &str) {
    // A form that a key has sent takes a moment to arrive.
    browser.wait_until(address, |browser| browser.address() == address);
}

/// Where the top of the element with an id stands in the window.
#[track_caller]
pub fn assert_in_the_window(browser: &Browser, id: &str) {
    let at = browser.run(
        "const box = document.getElementById(arguments[0]).getBoundingClientRect(); return [box.top, innerHeight];",
        &[json!(id)],
    );
    let (top, height) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    assert!(
        top > -1.0 && top < height,
        "#{id} stands at {top} in a window of {height}"
    );
}

#[test]
fn a_reader_gets_from_the_home_page_to_a_source_and_back_by_keyboard() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    let site = &sites.real;
    browser.open(&site.url("/"));

    follow(&browser, "Fitness coach");
    assert_at(&browser, &site.url("/fitness-coach"));

    follow(&browser, "Why does long-distance running hurt your back?");
    assert_at(&browser, &site.url(SEED));

    let section = tab_to(&browser, "a section", |focused| {
        focused["target"] == json!("#not-warming-up")
    });
    assert!(
        section["words"]
            .as_str()
            .unwrap()
            .contains("Not warming up"),
        "{section}"
    );
    browser.press(Key::Enter);
    assert_at(&browser, &site.url(&format!("{SEED}#not-warming-up")));
    assert_in_the_window(&browser, "not-warming-up");

    // The next stop is within the section, not back at the top of the page.
    let reference = tab(&browser);
    let source = reference["target"].as_str().unwrap().to_owned();
    assert!(
        source.starts_with("#source-"),
        "a reference comes first in the section: {reference}"
    );
    browser.press(Key::Enter);
    assert_at(&browser, &site.url(&format!("{SEED}{source}")));
    assert_in_the_window(&browser, &source[1..]);

    let back = format!("#{}", reference["id"].as_str().unwrap());
    assert!(back.starts_with("#ref-"), "{reference}");
    tab_to(&browser, "the way back", |focused| {
        focused["target"] == json!(back)
    });
    browser.press(Key::Enter);
    assert_at(&browser, &site.url(&format!("{SEED}{back}")));
    assert_in_the_window(&browser, &back[1..]);
    let here = browser.run(FOCUSED, &[]);
    assert_eq!(
        here["id"], reference["id"],
        "the reader stands at the reference again"
    );
}

#[test]
fn the_skip_link_comes_first_and_leads_past_the_header() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.open(&sites.real.url("/fitness-coach"));

    let skip = tab(&browser);
    assert_eq!(skip["words"], json!("Skip to main content"));
    browser.press(Key::Enter);
    assert_at(&browser, &sites.real.url("/fitness-coach#main"));
    tab(&browser);
    let inside = browser.run(
        "return document.querySelector('main').contains(document.activeElement);",
        &[],
    );
    assert_eq!(
        inside,
        json!(true),
        "after the skip link comes the first link of the text"
    );
}

#[test]
fn the_menu_of_a_phone_opens_by_keyboard() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.size(320, 640);
    browser.open(&sites.real.url("/"));

    let closed = browser.run(
        "return document.querySelector('.menu li a').checkVisibility();",
        &[],
    );
    assert_eq!(closed, json!(false), "the menu is closed at first");
    follow(&browser, "Menu");
    let first = tab(&browser);
    assert_eq!(first["target"], json!("/fitness-coach"));
    browser.press(Key::Enter);
    assert_at(&browser, &sites.real.url("/fitness-coach"));
    // One way back in place of the trail.
    follow(&browser, "Back to Health Preservation");
    assert_at(&browser, &sites.real.url("/"));
}

#[test]
fn whatever_takes_the_focus_shows_it() {
    let sites = Sites::start();
    let browser = browser();
    for theme in Theme::BOTH {
        for width in [320, 1280] {
            browser.theme(theme);
            browser.size(width, 900);
            browser.open(&sites.odd.url(RICH_PAGE));
            let stops = browser.run(STOPS, &[]).as_u64().unwrap();
            assert!(
                stops > 20,
                "the page has only {stops} places for the keyboard"
            );
            for _ in 0..stops {
                tab(&browser);
            }
            browser.press(Key::Tab);
            let left = browser.run("return document.activeElement === document.body;", &[]);
            assert_eq!(
                left,
                json!(true),
                "there are more than {stops} places for the keyboard"
            );
        }
    }
}

#[test]
fn a_reader_who_cannot_spell_finds_the_first_article_by_typing() {
    let sites = Sites::start();
    let browser = browser();
    browser.theme(Theme::Light);
    browser.no_script();
    browser.size(1280, 900);
    browser.open(&sites.real.url("/"));
    tab_to(&browser, "the search box", |focused| {
        focused["name"] == json!("q")
    });
    "backake after joging"
        .chars()
        .for_each(|letter| browser.type_in(letter));
    browser.press(Key::Enter);
    browser.wait_until("the results come", |browser| {
        browser.address().contains("/search?q=")
    });
    let first = browser.list(
        "return [document.querySelector('main .hit-list a').getAttribute('href')];",
        &[],
    );
    assert_eq!(first, [SEED]);
    tab_to(&browser, "the first result", |focused| {
        focused["target"] == json!(SEED)
    });
    browser.press(Key::Enter);
    browser.wait_until("the article opens", |browser| {
        browser.address().ends_with(SEED)
    });
}
