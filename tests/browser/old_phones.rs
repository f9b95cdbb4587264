//! A phone from before 2018: it drops every rule and every line of the style sheet that it does not
//! know. What is left must still be a page with its cards and meters.

use crate::browser::{Browser, assert_none, browser};
use crate::every_page::CUT;
use crate::kinds::{SEED, Sites};
use health_preservation::assets;
use serde_json::{Value, json};

/// Blocks that such a phone drops whole.
const NEW_RULES: [&str; 5] = [
    "@layer",
    "@supports",
    "@container",
    "@starting-style",
    "@property",
];
/// Selectors that make it drop their rule.
const NEW_SELECTORS: [&str; 5] = [":has(", ":is(", ":where(", ":focus-visible", "&"];
/// Values that make it drop their line.
const NEW_VALUES: [&str; 9] = [
    "max(",
    "min(",
    "clamp(",
    "env(",
    "light-dark(",
    "color-mix(",
    "anywhere",
    "pretty",
    "balance",
];
/// Properties that make it drop their line.
const NEW_PROPERTIES: [&str; 10] = [
    "gap",
    "row-gap",
    "inset",
    "aspect-ratio",
    "accent-color",
    "hanging-punctuation",
    "text-wrap",
    "text-decoration-thickness",
    "text-underline-offset",
    "scroll-margin-top",
];

/// A style sheet as such a phone understands it.
pub fn understood(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some(open) = rest.find('{') {
        // Statements such as `@layer a, b;` stand before the rule.
        let before = rest[..open].rfind(';').map_or(0, |at| at + 1);
        let prelude = rest[before..open].trim();
        let close = end_of_block(&rest[open..]) + open;
        let block = &rest[open + 1..close];
        if prelude.starts_with("@media") {
            kept.push_str(&format!("{prelude}{{{}}}", understood(block)));
        } else if !NEW_RULES.iter().any(|rule| prelude.starts_with(rule))
            && !NEW_SELECTORS.iter().any(|sign| prelude.contains(sign))
        {
            kept.push_str(&format!("{prelude}{{{}}}\n", understood_lines(block)));
        }
        rest = &rest[close + 1..];
    }
    kept
}

/// The declarations of a rule; rules within it are unknown.
fn understood_lines(block: &str) -> String {
    let mut flat = String::new();
    let mut rest = block;
    while let Some(open) = rest.find('{') {
        flat.push_str(&rest[..rest[..open].rfind(';').map_or(0, |at| at + 1)]);
        rest = &rest[open + end_of_block(&rest[open..]) + 1..];
    }
    flat.push_str(rest);
    let known = flat.split(';').filter(|line| {
        let Some((property, value)) = line.split_once(':') else {
            return false;
        };
        let property = property.trim();
        !NEW_PROPERTIES.contains(&property)
            && !property.contains("-inline")
            && !property.contains("-block")
            && !NEW_VALUES.iter().any(|new| value.contains(new))
    });
    known.map(|line| format!("{line};")).collect()
}

/// Where the block ends that a text begins with.
fn end_of_block(text: &str) -> usize {
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("a block is not closed: {text}");
}

#[test]
fn such_a_phone_drops_what_it_does_not_know() {
    let sheet = "@layer a, b;@layer a{p{color:red}}p{margin:1px;margin:max(1px,2px);a{color:blue}gap:2px;top:0}\
                 @media (min-width:1em){p:has(a){color:red}ul{padding-inline:1px;color:green}}";
    let kept = understood(sheet).replace('\n', "");
    assert_eq!(
        kept,
        "p{margin:1px;top:0;}@media (min-width:1em){ul{color:green;}}"
    );
}

/// Puts a style sheet in the place of the page's own.
pub const DRESS: &str = r"
document.querySelector('link[rel=stylesheet]').remove();
const sheet = new CSSStyleSheet();
sheet.replaceSync(arguments[0]);
document.adoptedStyleSheets = [sheet];
";

/// What a property of the first element that a selector finds comes to.
#[track_caller]
fn style(browser: &Browser, selector: &str, property: &str) -> String {
    let value = browser.run(
        "return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1]);",
        &[json!(selector), json!(property)],
    );
    value
        .as_str()
        .unwrap_or_else(|| panic!("{selector} {property}: {value}"))
        .to_owned()
}

/// What must look the same on such a phone.
const LOOKS: [(&str, &str); 13] = [
    ("body", "background-color"),
    ("body", "color"),
    ("body", "font-family"),
    ("body", "margin"),
    (".care-emergency", "border-left"),
    (".care-emergency", "background-color"),
    (".care-urgent", "border-left"),
    (".care-non-urgent", "border-left"),
    (".care-non-urgent", "padding"),
    (".evidence", "margin-bottom"),
    (".evidence svg", "color"),
    (".evidence", "color"),
    (".hidden", "position"),
];

/// How each of them looks.
#[track_caller]
fn looks(browser: &Browser) -> Vec<(String, String)> {
    let look = |(selector, property): &(&str, &str)| {
        (
            format!("{property} of {selector}"),
            style(browser, selector, property),
        )
    };
    LOOKS.iter().map(look).collect()
}

#[test]
fn an_article_still_has_its_cards_meters_and_measure_on_an_old_phone() {
    let sheet = std::str::from_utf8(assets::stylesheet().bytes).unwrap();
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[("prefers-color-scheme", "light")]);
    for (width, size) in [(320, "16px"), (1280, "19px")] {
        browser.size(width, 900);
        browser.open(&sites.real.url(SEED));
        let styled = looks(&browser);
        browser.run(
            "document.querySelector('link[rel=stylesheet]').disabled = true;",
            &[],
        );
        let bare = looks(&browser);
        browser.run(DRESS, &[json!(understood(sheet))]);
        let old = looks(&browser);
        for (((what, styled), (_, bare)), (_, old)) in styled.iter().zip(&bare).zip(&old) {
            assert_ne!(
                styled, bare,
                "{what} at {width}: the style sheet does nothing about it"
            );
            assert_eq!(styled, old, "{what} at {width}");
        }
        assert_eq!(style(&browser, "body", "font-size"), size);
        // Room beside the text, and lines that are not too long.
        let lines = browser.run(
            r"
            const boxes = [...document.querySelectorAll('main p')].map((line) => line.getBoundingClientRect());
            return [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.width))];
            ",
            &[],
        );
        assert!(
            lines[0].as_f64().unwrap() >= 16.0,
            "the text stands at the edge: {lines}"
        );
        assert!(
            lines[1].as_f64().unwrap() <= 43.0 * 19.0,
            "the lines are too long: {lines}"
        );
        let extent = browser.run(
            "return [innerWidth, document.documentElement.scrollWidth];",
            &[],
        );
        assert_eq!(extent, json!([width, width]), "the page scrolls sideways");
        assert_none(&browser.list(CUT, &[Value::Null]));
    }
}
