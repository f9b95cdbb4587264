//! What every kind of page owes its reader, at every width and in both themes.

use crate::browser::{Browser, Theme, assert_none, browser};
use crate::driver::repository;
use crate::kinds::{KINDS, Kind, SEED, Sites};
use health_preservation::assets;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;

/// A small phone (and a desk screen at 400 %), a tablet, a desk screen.
pub const WIDTHS: [u32; 3] = [320, 768, 1280];

/// Runs axe with the rules of WCAG 2.2 AA and its advice, and calls back with the broken ones.
pub const RUN_AXE: &str = r"
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
    (results) => done({
        checked: results.passes.length,
        problems: results.violations.flatMap((broken) => broken.nodes.map(
            (node) => `${broken.id}: ${node.target} ${node.failureSummary.replace(/\s+/g, ' ')}`)),
    }),
    (error) => done({ checked: 0, problems: [String(error)] }));
";

/// How wide the window is inside, and how wide what is in it.
const EXTENT: &str =
    "return [innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth];";

/// Every element with what is in it, and where it stands.
const LAID_OUT: &str = r"
return [...document.querySelectorAll('*')].map((element) => {
    const box = element.getBoundingClientRect();
    const attributes = [...element.attributes].map((attribute) => `${attribute.name}=${attribute.value}`);
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
    return [element.tagName, attributes, text, box.x, box.y, box.width, box.height].join(' ');
});
";

/// Puts the rules of its argument after the page's own, then tells of text that a reader cannot see
/// whole: beyond the edge of the window, cut off by its box, or under other text. What is only for
/// readers who listen, and boxes that scroll, are left out.
pub const CUT: &str = r"
if (arguments[0]) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(arguments[0]);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
const problems = [];
const spared = '.hidden, .skip, .table, .flow';
const lines = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility() || parent.closest(spared)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
        if (box.width < 1) continue;
        const text = node.data.trim().slice(0, 40);
        if (box.left < -0.5 || box.right > innerWidth + 0.5) {
            problems.push(`beyond the edge, from ${box.left} to ${box.right}: ${text}`);
        }
        // Letters do not fill the height of their line.
        const middle = box.top + box.height / 2;
        lines.push({ text, node, left: box.left + 1, right: box.right - 1, top: middle - box.height / 4, bottom: middle + box.height / 4 });
    }
}
lines.sort((one, other) => one.top - other.top);
lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
        if (other.top >= one.bottom) break;
        if (one.node !== other.node && one.left < other.right && other.left < one.right) {
            problems.push(`one over the other: ${one.text} and ${other.text}`);
        }
    }
});
for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(spared) || !element.textContent.trim() || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
    if ((cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        || (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1)) {
        problems.push(`cut off by its box: ${element.textContent.trim().slice(0, 40)}`);
    }
}
return problems;
";

/// The text spacing that readers may set (WCAG 2.2, criterion 1.4.12).
const WIDER: &str = "* { line-height: 1.5 !important; letter-spacing: .12em !important; \
                     word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";

/// Has every picture load, and tells of those that do not, or whose stated size has another shape.
const PICTURES: &str = r"
const done = arguments[arguments.length - 1];
const pictures = [...document.images];
pictures.forEach((picture) => { picture.loading = 'eager'; });
Promise.allSettled(pictures.map((picture) => picture.decode())).then((results) => {
    const problems = pictures.flatMap((picture, index) => {
        const problems = [];
        const [width, height] = ['width', 'height'].map((name) => Number(picture.getAttribute(name)));
        const shape = picture.naturalWidth / picture.naturalHeight;
        const box = picture.getBoundingClientRect();
        if (results[index].status !== 'fulfilled') problems.push('it does not arrive');
        if (!(Math.abs(width / height / shape - 1) < 0.02)) problems.push(`it is stated to be ${width} by ${height}`);
        if (box.width && !(Math.abs(box.width / box.height / shape - 1) < 0.02)) {
            problems.push(`it is shown ${box.width} by ${box.height}`);
        }
        return problems.map((problem) => `${picture.getAttribute('src')}: ${problem}`);
    });
    done({ seen: pictures.length, problems });
});
";

/// What changes over time, but for the properties that may.
const MOVING: &str = r"
return [...document.querySelectorAll('*')].flatMap((element) => {
    const style = getComputedStyle(element);
    const lasts = (durations) => durations.split(',').some((duration) => parseFloat(duration) > 0);
    const changing = lasts(style.transitionDuration) && style.transitionProperty.split(', ').some(
        (property) => !arguments[0].includes(property));
    const moving = changing || (style.animationName !== 'none' && lasts(style.animationDuration));
    return moving ? [`${element.outerHTML.slice(0, 60)}: ${style.transition} ${style.animation}`] : [];
});
";

/// Opens each kind of page, looks at it with `look`, and gathers what that says, with the page's
/// name before it.
#[track_caller]
fn on_every_page(mut look: impl FnMut(&Browser, &Sites, &Kind) -> Vec<String>) {
    let sites = Sites::start();
    let browser = browser();
    let mut problems = Vec::new();
    for kind in KINDS {
        browser.complaints();
        browser.requests();
        kind.open(&browser, &sites);
        let found = look(&browser, &sites, kind);
        problems.extend(
            found
                .into_iter()
                .map(|problem| format!("{}: {problem}", kind.name)),
        );
    }
    assert_none(&problems);
}

#[test]
fn every_page_passes_axe_at_every_width_and_in_both_themes() {
    let axe = repository("tests/tools/node_modules/axe-core/axe.min.js");
    let axe = fs::read_to_string(&axe).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; `npm ci` in tests/tools installs it",
            axe.display()
        )
    });
    on_every_page(|browser, _, _| {
        browser.run(&axe, &[]);
        let mut problems = Vec::new();
        for theme in Theme::BOTH {
            browser.theme(theme);
            for width in WIDTHS {
                browser.size(width, 900);
                let result = browser.run_and_wait(RUN_AXE, &[]);
                if result["checked"].as_u64().is_none_or(|rules| rules < 10) {
                    problems.push(format!(
                        "at {width} {}: axe has checked next to nothing",
                        theme.word()
                    ));
                }
                let broken = result["problems"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|problem| problem.as_str().unwrap());
                problems
                    .extend(broken.map(|broken| format!("at {width} {}: {broken}", theme.word())));
            }
        }
        browser.size(1280, 900);
        problems
    });
}

/// Whether the page is wider than the window.
#[track_caller]
pub fn sideways(browser: &Browser, width: u32) -> Option<String> {
    let extent = browser.run(EXTENT, &[]);
    let widest = extent
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .max();
    let fits = extent[0] == json!(width) && widest == Some(u64::from(width));
    (!fits).then(|| format!("at {width}: the window, the page and its body are {extent} wide"))
}

#[test]
fn no_page_scrolls_sideways() {
    on_every_page(|browser, _, _| {
        let mut problems = Vec::new();
        for width in WIDTHS {
            browser.size(width, 900);
            problems.extend(sideways(browser, width));
        }
        browser.size(1280, 900);
        problems
    });
}

#[test]
fn every_page_has_one_first_heading_one_main_and_a_title_of_its_own() {
    let mut titles = HashMap::new();
    on_every_page(|browser, sites, kind| {
        let mut problems = Vec::new();
        for once in ["h1", "main", "head > title", "meta[name=description]"] {
            let count = browser.run(
                "return document.querySelectorAll(arguments[0]).length;",
                &[json!(once)],
            );
            if count != json!(1) {
                problems.push(format!("{once} is there {count} times"));
            }
        }
        let title = browser.title();
        let heading = browser.run(
            r"
            const heading = document.querySelector('h1').cloneNode(true);
            heading.querySelectorAll('.hidden').forEach((words) => words.remove());
            return heading.textContent.trim();
            ",
            &[],
        );
        // Only a form that was sent back says so before its heading.
        let sent_back = matches!(kind.status, 400 | 422);
        let named = match title.strip_prefix("Error: ") {
            Some(rest) if sent_back => rest,
            _ if sent_back => "",
            _ => &title,
        };
        if !named.starts_with(heading.as_str().unwrap()) {
            problems.push(format!(
                "the title {title:?} does not begin with the heading {heading}"
            ));
        }
        if let Some(other) = titles.insert((kind.origin(sites), title.clone()), kind.name) {
            problems.push(format!("it has the title of {other}: {title}"));
        }
        problems
    });
}

#[test]
fn no_page_asks_another_site_for_anything() {
    on_every_page(|browser, sites, kind| {
        // Down to the end, for what comes only when it is seen.
        browser.run(
            "window.scrollTo(0, document.documentElement.scrollHeight);",
            &[],
        );
        let ours = kind.origin(sites);
        let asked = browser.requests();
        // Without this the test would pass if the browser told nothing.
        let mut problems = Vec::new();
        if !asked.iter().any(|address| address.ends_with(".css")) {
            problems.push(format!("it asked for no style sheet: {asked:?}"));
        }
        let foreign = asked
            .iter()
            .filter(|address| !address.starts_with(&ours) && *address != "about:blank");
        problems.extend(foreign.map(|address| format!("it asked for {address}")));
        problems
    });
}

#[test]
fn an_article_is_readable_after_two_requests() {
    let sites = Sites::start();
    let browser = browser();
    browser.requests();
    browser.open(&sites.real.url(SEED));
    let asked = browser.requests();
    // Pictures and icons come when the words are there already.
    let words = asked
        .iter()
        .filter(|address| !address.ends_with(".svg") && !address.ends_with(".ico"));
    let words: Vec<_> = words.collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert_eq!(*words[0], sites.real.url(SEED));
    assert_eq!(*words[1], sites.real.url(&assets::stylesheet().path));
}

#[test]
fn no_page_keeps_anything_in_the_browser() {
    on_every_page(|browser, _, _| {
        let mut kept = browser.cookies();
        kept.extend(browser.list(
            "return [...Object.keys(localStorage), ...Object.keys(sessionStorage)];",
            &[],
        ));
        kept
    });
}

#[test]
fn no_page_makes_the_console_complain() {
    on_every_page(|browser, _, kind| {
        let complaints = browser.complaints();
        // The browser tells of every status that is an error; nothing else may be said.
        let own = format!("the server responded with a status of {} ", kind.status);
        let (expected, other): (Vec<_>, Vec<_>) = complaints
            .into_iter()
            .partition(|complaint| kind.status >= 400 && complaint.contains(&own));
        let mut problems = other;
        if kind.status >= 400 && expected.len() != 1 {
            problems.push(format!(
                "the browser told {} times of its status",
                expected.len()
            ));
        }
        problems
    });
}

#[test]
fn every_page_is_the_same_without_script() {
    on_every_page(|browser, sites, kind| {
        let with = browser.list(LAID_OUT, &[]);
        browser.cdp(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": true }),
        );
        kind.open(browser, sites);
        let without = browser.list(LAID_OUT, &[]);
        browser.cdp(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": false }),
        );
        let changed = with
            .iter()
            .zip(&without)
            .filter(|(with, without)| with != without);
        let mut problems: Vec<_> = changed
            .map(|(with, without)| format!("{with}\n    without script: {without}"))
            .collect();
        if with.len() != without.len() {
            problems.push(format!(
                "{} elements, without script {}",
                with.len(),
                without.len()
            ));
        }
        problems
    });
}

#[test]
fn nothing_is_cut_at_400_percent() {
    on_every_page(|browser, _, _| {
        browser.size(320, 256);
        let problems = browser.list(CUT, &[Value::Null]);
        browser.size(1280, 900);
        problems
    });
}

#[test]
fn nothing_is_cut_when_readers_set_wider_text() {
    on_every_page(|browser, _, _| {
        let mut problems = Vec::new();
        for width in WIDTHS {
            browser.size(width, 900);
            let found = browser.list(CUT, &[json!(WIDER)]);
            problems.extend(
                found
                    .into_iter()
                    .map(|problem| format!("at {width}: {problem}")),
            );
            problems.extend(sideways(browser, width));
        }
        browser.size(1280, 900);
        problems
    });
}

#[test]
fn nothing_is_cut_when_readers_set_letters_twice_as_large() {
    on_every_page(|browser, _, _| {
        let mut problems = browser.list(CUT, &[json!("html { font-size: 200%; }")]);
        problems.extend(sideways(browser, 1280));
        problems
    });
}

#[test]
fn every_picture_arrives_and_keeps_its_shape() {
    let mut seen = 0;
    on_every_page(|browser, _, _| {
        let result = browser.run_and_wait(PICTURES, &[]);
        seen += result["seen"].as_u64().unwrap();
        serde_json::from_value(result["problems"].clone()).unwrap()
    });
    assert!(seen > 10, "only {seen} pictures were looked at");
}

#[test]
fn nothing_moves_for_readers_who_do_not_want_it() {
    on_every_page(|browser, _, _| {
        browser.prefer(&[]);
        let reduced = browser.list(MOVING, &[json!([])]);
        browser.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "media": "", "features": [] }),
        );
        // For the others only colours change over time.
        let usual = browser.list(MOVING, &[json!(["color", "background-color"])]);
        let told = reduced
            .into_iter()
            .map(|what| format!("although nothing should move: {what}"));
        told.chain(usual).collect()
    });
}
