//! The preview in a real browser: pages that follow what is saved, and the bar, the problems and the
//! report as they are seen.

use crate::browser::{Browser, Theme, assert_none, browser};
use crate::driver::{BASE, TestSite, repository};
use crate::every_page::{CUT, RUN_AXE, WIDTHS, sideways};
use crate::kinds::{BACK_CHECK, SEND_A_FORM};
use crate::live_folder::LiveFolder;
use crate::validity::validate;
use serde_json::{Value, json};
use std::fs;

/// The last visible state of the connection.
const STATE: &str = "return document.getElementById('preview-state').textContent;";
/// The words of the page.
const WORDS: &str = "return document.querySelector('main').innerText;";

fn good() -> &'static str {
    BASE[3].1
}

/// The good article with other words.
fn with(words: &str) -> String {
    good().replace("Words of the first section.", words)
}

fn draft() -> String {
    good().replace("status: published", "status: draft")
}

/// An article with long lines, several mistakes, and a warning.
fn broken() -> String {
    let long = "This sentence is much longer than any line of an excerpt can be, and it has [a link to nothing](nowhere-at-all.md) in the middle of itself, so that both of its ends are cut off where they are no help.";
    good()
        .replace("summary:", "sumary:")
        .replace("Words of the first section.", long)
        .replace("Words of the second section.", "AReallyLongWordThatNobodyCanBreakAnywhereBecauseItHasNoSpaceInItAtAllAndGoesOn<b>on</b>")
}

#[track_caller]
fn open(browser: &Browser, folder: &LiveFolder, path: &str) {
    browser.open(&folder.site.url(path));
    watching(browser);
}

/// Waits until the page listens.
#[track_caller]
fn watching(browser: &Browser) {
    browser.wait_until("the connection", |browser| {
        browser.run(STATE, &[]) == json!("Watching for changes")
    });
}

#[track_caller]
fn shows(browser: &Browser, words: &str) {
    browser.wait_until(words, |browser| {
        browser
            .run(WORDS, &[])
            .as_str()
            .is_some_and(|page| page.contains(words))
    });
}

fn panels(browser: &Browser) -> Value {
    browser.run(
        "return document.querySelectorAll('.preview-panel details[open]').length;",
        &[],
    )
}

#[test]
fn an_open_page_shows_what_is_saved_and_stays_where_it_was_scrolled_to() {
    let folder = LiveFolder::of(&[]);
    let browser = browser();
    browser.size(320, 500);
    open(&browser, &folder, "/sleep/good");
    browser.run("window.scrollTo(0, 400);", &[]);
    let scrolled = browser.run("return Math.round(scrollY);", &[]);
    for words in ["New words.", "Newer words."] {
        folder.write("sleep/good.md", &with(words));
        shows(&browser, words);
        watching(&browser);
    }
    browser.wait_until("the same place", |browser| {
        browser.run("return Math.round(scrollY);", &[]) == scrolled
    });
    assert_ne!(scrolled, json!(0));
    assert_none(&browser.complaints());
    assert_eq!(browser.cookies(), [""; 0]);
}

#[test]
fn a_mistake_is_laid_over_the_page_and_goes_away_when_it_is_mended() {
    let folder = LiveFolder::of(&[]);
    let browser = browser();
    open(&browser, &folder, "/sleep/good");
    folder.write("sleep/good.md", &broken());
    browser.wait_until("the problems", |browser| panels(browser) == json!(1));
    shows(&browser, "Words of the first section.");
    let bar = browser.run("return document.getElementById('preview').innerText;", &[]);
    assert!(
        bar.as_str()
            .unwrap()
            .contains("Readers keep the last good version"),
        "{bar}"
    );
    watching(&browser);
    folder.write("sleep/good.md", &with("All is well."));
    shows(&browser, "All is well.");
    assert_eq!(panels(&browser), json!(0));
    assert_none(&browser.complaints());
}

#[test]
fn the_browser_goes_to_the_page_that_changed_unless_it_is_told_to_stay() {
    let folder = LiveFolder::of(&[("sleep/other.md", good())]);
    let browser = browser();
    let other = folder.site.url("/sleep/other");
    open(&browser, &folder, "/sleep/good");
    folder.write("sleep/other.md", &with("Other words."));
    shows(&browser, "Other words.");
    assert_eq!(browser.address(), other);

    watching(&browser);
    browser.run(
        "document.querySelector('#preview-follow input').click();",
        &[],
    );
    let boxed = "return document.querySelector('#preview-follow input').checked;";
    for words in ["Good words.", "Better words."] {
        let before = browser.run(
            "return document.getElementById('preview').dataset.seen;",
            &[],
        );
        folder.write("sleep/good.md", &with(words));
        browser.wait_until("the next edition", |browser| {
            browser.run(
                "return document.getElementById('preview').dataset.seen;",
                &[],
            ) != before
        });
        watching(&browser);
        assert_eq!(browser.address(), other, "{words}");
        assert_eq!(
            browser.run(boxed, &[]),
            json!(false),
            "it stays after each change"
        );
    }
    browser.run(
        "document.querySelector('#preview-follow input').click();",
        &[],
    );
    folder.write("sleep/good.md", &with("Best words."));
    shows(&browser, "Best words.");
    assert_eq!(browser.address(), folder.site.url("/sleep/good"));

    // The report is a list to work through: it stays open, and is kept right.
    folder.write("sleep/other.md", &broken());
    browser.wait_until("the problems", |browser| panels(browser) == json!(1));
    open(&browser, &folder, "/.preview/problems");
    folder.write("sleep/other.md", good());
    shows(&browser, "There are no problems in any file.");
    assert_none(&browser.complaints());
}

#[test]
fn a_page_that_nobody_looks_at_listens_only_when_it_is_looked_at_again() {
    const LOOK: &str = r"
        Object.defineProperty(document, 'hidden', { configurable: true, value: arguments[0] });
        document.dispatchEvent(new Event('visibilitychange'));
    ";
    let folder = LiveFolder::of(&[("sleep/other.md", good())]);
    let browser = browser();
    open(&browser, &folder, "/sleep/good");
    browser.run(LOOK, &[json!(true)]);
    folder.write("sleep/other.md", &with("Other words."));
    folder.wait_for("/sleep/other", |reply| {
        reply.text().contains("Other words.")
    });
    assert_eq!(browser.address(), folder.site.url("/sleep/good"));
    browser.run(LOOK, &[json!(false)]);
    shows(&browser, "Other words.");
    assert_none(&browser.complaints());
}

#[test]
fn a_page_says_when_the_preview_has_ended() {
    let folder = LiveFolder::of(&[]);
    let browser = browser();
    open(&browser, &folder, "/");
    drop(folder);
    browser.wait_until("the loss", |browser| {
        browser.run(STATE, &[]) == json!("Lost the preview: start it again")
    });
}

#[test]
fn a_form_that_was_sent_back_is_not_sent_again() {
    let folder = LiveFolder::copy_of(&repository("articles"));
    let browser = browser();
    open(&browser, &folder, "/");
    let address = folder.site.url(BACK_CHECK);
    let writing = "application/x-www-form-urlencoded";
    browser.run(SEND_A_FORM, &[json!(address), json!(writing), json!([])]);
    watching(&browser);
    assert!(browser.title().starts_with("Error: "));
    let file = format!("{}.md", BACK_CHECK.trim_start_matches('/'));
    let text = fs::read_to_string(folder.path(&file)).unwrap();
    folder.write(&file, &text.replacen("\ntitle: ", "\ntitle: Newly ", 1));
    browser.wait_until("the blank form", |browser| {
        browser.title().starts_with("Newly ")
    });
    assert_eq!(browser.address(), address);
}

/// The pages of the preview that look different.
const LOOKS: [(&str, &str); 7] = [
    ("public", "/sleep/good"),
    ("draft", "/sleep/draft"),
    ("broken", "/sleep/broken"),
    ("warned", "/sleep/warned"),
    ("category", "/sleep"),
    ("report", "/.preview/problems"),
    ("nothing", "/sleep/nothing"),
];

fn site() -> TestSite {
    TestSite::of(&[
        ("sleep/draft.md", &draft()),
        ("sleep/broken.md", &broken()),
        ("sleep/warned.md", &good().replace("[^good-2020]", "")),
    ])
    .preview()
}

#[test]
fn the_bar_the_problems_and_the_report_are_for_everybody() {
    let axe = fs::read_to_string(repository("tests/tools/node_modules/axe-core/axe.min.js"))
        .expect("`npm ci` in tests/tools installs axe");
    let site = site().start();
    let browser = browser();
    let mut problems = Vec::new();
    for (name, path) in LOOKS {
        browser.open(&site.url(path));
        watching(&browser);
        browser.run(
            "document.querySelectorAll('details').forEach((one) => { one.open = true; });",
            &[],
        );
        browser.run(&axe, &[]);
        for theme in Theme::BOTH {
            browser.theme(theme);
            for width in WIDTHS {
                browser.size(width, 900);
                let result = browser.run_and_wait(RUN_AXE, &[]);
                assert!(result["checked"].as_u64().is_some_and(|rules| rules > 10));
                let broken = result["problems"].as_array().unwrap().iter();
                let told = broken
                    .map(|one| one.to_string())
                    .chain(sideways(&browser, width));
                let cut = browser.list(CUT, &[json!("")]);
                problems.extend(
                    told.chain(cut)
                        .map(|one| format!("{name} at {width}: {one}")),
                );
            }
        }
        browser.size(1280, 900);
        browser.theme(Theme::Light);
        // Where something else refuses a request, the console says so of the page itself.
        let said = browser.complaints();
        problems.extend(said.into_iter().filter(|said| !said.contains("status of")));
    }
    assert_none(&problems);
}

#[test]
fn nothing_of_the_preview_is_printed() {
    let site = site().start();
    let browser = browser();
    browser.open(&site.url("/sleep/broken"));
    browser.paper(Theme::Light);
    let seen = "return [...document.querySelectorAll('.preview-bar, .preview-panel')].map((one) => String(one.checkVisibility()));";
    assert_eq!(browser.list(seen, &[]), ["false", "false"]);
}

#[test]
fn the_validator_finds_nothing_wrong_with_the_preview() {
    let folder = tempfile::tempdir().unwrap();
    let site = site().start();
    for (name, path) in LOOKS {
        fs::write(
            folder.path().join(name).with_extension("html"),
            site.get(path).body,
        )
        .unwrap();
    }
    let empty = TestSite::bare(&[]).preview().start();
    fs::write(folder.path().join("empty.html"), empty.get("/").body).unwrap();
    assert_eq!(validate(folder.path(), "--skip-non-html"), "");
    let folder = repository("static/preview");
    assert_eq!(validate(&folder, "--skip-non-css"), "");
}
