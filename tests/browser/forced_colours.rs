//! A reader who has the machine choose all colours still sees what is urgent, how sure we are, and
//! where the keyboard is.

use crate::browser::{Browser, assert_none, browser};
use crate::kinds::{RICH_PAGE, Sites};
use serde_json::json;
use thirtyfour::prelude::*;

/// Of each element that a selector finds, what sets it apart from the page around it.
const EDGES: &str = r"
const ground = getComputedStyle(document.body).backgroundColor;
return [...document.querySelectorAll(arguments[0])].flatMap((element) => {
    const style = getComputedStyle(element);
    const problems = [];
    if (style.borderLeftStyle !== 'solid') problems.push(`its edge is ${style.borderLeftStyle}`);
    if (parseFloat(style.borderLeftWidth) < arguments[1]) problems.push(`its edge is ${style.borderLeftWidth} wide`);
    if (style.borderLeftColor === ground) problems.push('its edge has the colour of the page');
    return problems.map((problem) => `${element.className}: ${problem}`);
});
";

/// Of each meter, whether its marks can be seen, and the filled ones be told from the others.
const METERS: &str = r"
const ground = getComputedStyle(document.body).backgroundColor;
return [...document.querySelectorAll('.evidence')].flatMap((meter) => {
    const marks = [...meter.querySelectorAll('svg path')].map((mark) => getComputedStyle(mark));
    const problems = [];
    if (marks.length !== 4) problems.push(`it has ${marks.length} marks`);
    if (marks.some((mark) => mark.stroke === 'none' || mark.stroke === ground)) problems.push('a mark has no outline');
    const filled = marks.filter((mark) => mark.fill !== 'none' && mark.fill !== ground).length;
    const word = meter.className.replace(/.*evidence-/, '');
    if (filled !== { strong: 4, fair: 3, weak: 2, custom: 1 }[word]) problems.push(`it has ${filled} filled marks`);
    return problems.map((problem) => `${meter.className}: ${problem}`);
});
";

/// How often a selector finds something.
#[track_caller]
fn count(browser: &Browser, selector: &str) -> u64 {
    browser
        .run(
            "return document.querySelectorAll(arguments[0]).length;",
            &[json!(selector)],
        )
        .as_u64()
        .unwrap()
}

#[test]
fn care_cards_and_meters_show_in_colours_of_the_machine() {
    let sites = Sites::start();
    let browser = browser();
    for scheme in ["light", "dark"] {
        browser.prefer(&[
            ("forced-colors", "active"),
            ("prefers-color-scheme", scheme),
        ]);
        browser.open(&sites.odd.url(RICH_PAGE));
        assert_eq!(
            browser.run("return matchMedia('(forced-colors: active)').matches;", &[]),
            json!(true)
        );
        assert_eq!(count(&browser, ".evidence"), 4);
        let mut problems = browser.list(METERS, &[]);
        for (card, width) in [
            (".care-emergency", 8),
            (".care-urgent", 6),
            (".care-non-urgent", 4),
        ] {
            assert!(count(&browser, card) > 0, "there is no {card}");
            problems.extend(browser.list(EDGES, &[json!(card), json!(width)]));
        }
        assert_none(&problems);
    }
}

#[test]
fn the_focus_shows_in_colours_of_the_machine() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[("forced-colors", "active")]);
    browser.open(&sites.odd.url(RICH_PAGE));
    let mut problems = Vec::new();
    for _ in 0..60 {
        browser.press(Key::Tab);
        problems.extend(browser.list(
            r"
            const element = document.activeElement;
            if (element === document.body) return [];
            const style = getComputedStyle(element);
            const ground = getComputedStyle(document.body).backgroundColor;
            const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                && style.outlineColor !== ground && style.outlineColor !== 'rgba(0, 0, 0, 0)';
            return seen ? [] : [`${element.outerHTML}: ${style.outline}`];
            ",
            &[],
        ));
    }
    assert_none(&problems);
}
