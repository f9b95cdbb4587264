//! Self-checks in a browser without script: filled in with the keyboard alone, sent back, gone back
//! to, on an old phone, and on paper.

use crate::browser::{Browser, Theme, assert_none, browser};
use crate::driver::repository;
use crate::every_page::{CUT, RUN_AXE, WIDTHS, sideways};
use crate::keyboard::{assert_at, assert_in_the_window, follow, tab, tab_to};
use crate::kinds::{ACTIVE_CHECK, BACK_CHECK, SEED, Sites, WAIST_CHECK};
use crate::old_phones::{DRESS, understood};
use crate::paper::{dots_of, page_with, pages_of};
use health_preservation::assets;
use serde_json::{Value, json};
use std::fs;
use thirtyfour::prelude::*;

/// The title of the check of back pain.
const BACK_TITLE: &str = "Check your back pain after running";

/// One answer to each question of the check of back pain, by step, that leads to looking after
/// oneself with two findings.
const WELL: [&[(&str, &str)]; 4] = [
    &[("nerves", "none"), ("sudden", "none")],
    &[
        ("health", "none"),
        ("pain", "none"),
        ("signs", "none"),
        ("down-leg", "no"),
    ],
    &[
        ("age", "age-20"),
        ("before", "no"),
        ("you", "none"),
        ("weeks", "under-four"),
        ("going", "easing"),
        ("daily", "copes"),
        ("worst", "easy"),
        ("settled", "settled"),
    ],
    &[
        ("hurts", "none"),
        ("longest", "much"),
        ("change", "none"),
        ("warming", "moves"),
        ("style", "none"),
        ("exercises", "no-strength"),
    ],
];

/// The ids of the steps that are shown.
const STEPS_SHOWN: &str = "return [...document.querySelectorAll('.step')].filter((step) => step.checkVisibility()).map((step) => step.id);";

/// The ids of what is ticked.
const TICKED: &str =
    "return [...document.querySelectorAll('form input:checked')].map((input) => input.id);";

/// The words of what a selector finds and the reader sees.
const SEEN: &str = r"
return [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility())
    .map((element) => element.textContent.replace(/\s+/g, ' ').trim());
";

/// Presses Tab until a control of the question has the focus, then ticks the choice.
#[track_caller]
fn answer(browser: &Browser, question: &str, choice: &str) {
    let id = format!("{question}-{choice}");
    // Tab goes into a group of radio buttons once, and to every box to tick.
    let many = browser.run(
        "return document.getElementById(arguments[0]).type === 'checkbox';",
        &[json!(id)],
    );
    tab_to(browser, &id, |focused| {
        focused["id"] == json!(id) || (many == json!(false) && focused["name"] == json!(question))
    });
    browser.press(Key::Space);
    for _ in 0..20 {
        if focused_id(browser) == id {
            break;
        }
        browser.press(Key::Down);
    }
    let ticked = browser.list(TICKED, &[]);
    assert!(ticked.contains(&id), "{id} is not among {ticked:?}");
}

#[track_caller]
fn focused_id(browser: &Browser) -> String {
    let id = browser.run("return document.activeElement.id;", &[]);
    id.as_str().unwrap().to_owned()
}

/// Fills in the check of back pain, from its first step to its last, with the keyboard.
#[track_caller]
fn fill_in_well(browser: &Browser, address: &str) {
    for (place, answers) in WELL.iter().enumerate() {
        let number = place + 1;
        assert_eq!(browser.list(STEPS_SHOWN, &[]), [format!("step-{number}")]);
        for (question, choice) in *answers {
            answer(browser, question, choice);
        }
        if number < WELL.len() {
            follow(browser, "Continue");
            let next = format!("step-{}", number + 1);
            assert_at(browser, &format!("{address}#{next}"));
            assert_in_the_window(browser, &next);
        }
    }
}

/// The methods of the requests for pages since they were last asked for.
#[track_caller]
fn methods(browser: &Browser) -> Vec<String> {
    let requests = browser.heard("Network.requestWillBeSent");
    let pages = requests
        .iter()
        .filter(|request| request["type"] == "Document");
    pages
        .map(|request| request["request"]["method"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_warning_sign_tells_at_once_what_to_do_and_asks_nobody() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    browser.open(&sites.real.url("/"));
    follow(&browser, "Fitness coach");
    follow(&browser, BACK_TITLE);
    let check = sites.real.url(BACK_CHECK);
    assert_at(&browser, &check);
    assert_eq!(browser.list(STEPS_SHOWN, &[]), ["step-1"]);

    browser.requests();
    let at_once = [json!(".at-once .care")];
    assert_eq!(browser.list(SEEN, &at_once), [""; 0]);
    answer(&browser, "nerves", "saddle");
    let seen = browser.list(SEEN, &at_once);
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(seen[0].starts_with("Call 999"), "{seen:?}");
    assert!(seen[0].contains("Do not drive yourself."), "{seen:?}");
    let call = browser.list(
        "return [...document.querySelectorAll('#q-nerves + .at-once a[href^=\"tel:\"]')].map((link) => link.href);",
        &[],
    );
    assert_eq!(call, ["tel:999"]);
    browser.press(Key::Space);
    assert_eq!(
        browser.list(SEEN, &at_once),
        [""; 0],
        "a tick that is taken back says nothing"
    );
    browser.press(Key::Space);
    assert_eq!(
        browser.requests(),
        [""; 0],
        "a tick is nobody's business yet"
    );
    assert_at(&browser, &check);

    // Of two buttons with these words the first one stands at the sign.
    follow(&browser, "Show me what to do now");
    assert_at(&browser, &format!("{check}/result/emergency"));
    let asked = browser.heard("Network.requestWillBeSentExtraInfo");
    // Our pages tell nobody where they are, and the browser still says that the form is ours.
    let own = asked.iter().any(|request| {
        request["headers"]["Sec-Fetch-Site"] == "same-origin"
            && request["headers"]["Origin"] == "null"
            && request["headers"].get("Referer").is_none()
    });
    assert!(own, "{asked:#?}");

    let heading = browser.list(SEEN, &[json!("h1")]);
    assert_eq!(heading, ["Emergency: Call 999 or go to A&E now"]);
    // Nothing to read elsewhere, nothing but the help.
    let links = browser.list(
        "return [...document.querySelectorAll('main a')].map((link) => link.getAttribute('href'));",
        &[],
    );
    let elsewhere: Vec<_> = links
        .iter()
        .filter(|link| !link.starts_with("tel:") && *link != BACK_CHECK)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    follow(&browser, "Start again");
    assert_at(&browser, &check);
    assert_eq!(browser.list(TICKED, &[]), [""; 0]);
}

#[test]
fn enter_in_any_field_asks_for_the_result() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    let check = sites.real.url(BACK_CHECK);
    browser.open(&check);
    answer(&browser, "sudden", "chest");
    browser.press(Key::Enter);
    assert_at(&browser, &format!("{check}/result/emergency"));

    // From a later step too, where the first button is hidden.
    browser.open(&format!("{check}#step-2"));
    answer(&browser, "health", "fever");
    browser.press(Key::Enter);
    assert_at(&browser, &check);
    assert!(browser.title().starts_with("Error: "));
}

#[test]
fn the_whole_check_leads_by_keyboard_to_the_article_and_back_with_its_ticks() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    let check = sites.real.url(BACK_CHECK);
    browser.open(&sites.real.url("/"));
    follow(&browser, "Fitness coach");
    follow(&browser, BACK_TITLE);
    browser.requests();
    fill_in_well(&browser, &check);
    assert_eq!(browser.requests(), [""; 0], "nothing leaves before the end");
    let ticked = browser.list(TICKED, &[]);
    assert_eq!(ticked.len(), 20);

    // To look again at what was said, step by step, and forward again.
    follow(&browser, "Back to step 3");
    assert_at(&browser, &format!("{check}#step-3"));
    follow(&browser, "Continue");
    assert_eq!(browser.list(TICKED, &[]), ticked);

    follow(&browser, "Show my result");
    let result = format!("{check}/result/look-after-yourself/too-much-likely/strength-possible");
    assert_at(&browser, &result);
    assert_eq!(methods(&browser), ["POST", "GET"]);
    assert_eq!(
        browser.list(SEEN, &[json!(".findings h3")]),
        [
            "Likely: Running too far or too hard",
            "Possible: A weak core"
        ]
    );

    // A refresh asks for the result again, and asks the reader nothing.
    browser.refresh();
    assert_at(&browser, &result);
    assert_eq!(methods(&browser), ["GET"]);

    tab_to(&browser, "the first finding", |focused| {
        focused["target"] == json!(format!("{SEED}#running-too-far-or-too-hard"))
    });
    browser.press(Key::Enter);
    assert_at(
        &browser,
        &sites
            .real
            .url(&format!("{SEED}#running-too-far-or-too-hard")),
    );
    assert_in_the_window(&browser, "running-too-far-or-too-hard");

    browser.back();
    assert_at(&browser, &result);
    assert_eq!(browser.list(SEEN, &[json!(".findings h3")]).len(), 2);
    browser.back();
    assert_at(&browser, &format!("{check}#step-4"));
    assert_eq!(browser.list(STEPS_SHOWN, &[]), ["step-4"]);
    assert_eq!(browser.list(TICKED, &[]), ticked, "the ticks are kept");
    browser.forward();
    assert_at(&browser, &result);
    let again = methods(&browser);
    assert!(!again.contains(&"POST".to_owned()), "{again:?}");
}

#[test]
fn a_form_sent_back_has_the_focus_on_what_is_wrong_and_leads_there() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    let check = sites.real.url(BACK_CHECK);
    for width in [320, 1280] {
        browser.size(width, 900);
        browser.open(&check);
        answer(&browser, "nerves", "none");
        follow(&browser, "Continue");
        answer(&browser, "pain", "none");
        answer(&browser, "pain", "unsure");
        // Sent from an address that ends in a fragment, which must not take the focus away.
        browser.press(Key::Enter);
        assert_at(&browser, &check);
        assert!(
            browser.title().starts_with("Error: "),
            "{}",
            browser.title()
        );
        let focused = browser.run(
            "return [document.activeElement.className, scrollY, document.activeElement.getBoundingClientRect().top];",
            &[],
        );
        assert_eq!(focused[0], json!("error-summary"));
        assert!(
            focused[2].as_f64().unwrap() < 900.0,
            "the summary cannot be seen: {focused}"
        );
        assert_eq!(
            browser.list(STEPS_SHOWN, &[]),
            ["step-1", "step-2", "step-3", "step-4"]
        );
        let ticked = browser.list(TICKED, &[]);
        assert_eq!(ticked, ["nerves-none", "pain-none", "pain-unsure"]);

        // The same words above and at the question.
        let above = browser.list(SEEN, &[json!(".error-summary a")]);
        let below = browser.list(SEEN, &[json!(".error")]);
        let below: Vec<_> = below
            .iter()
            .map(|error| error.trim_start_matches("Error: "))
            .collect();
        assert_eq!(above, below);

        let first = tab(&browser);
        assert_eq!(first["target"], json!("#sudden-chest"));
        browser.press(Key::Enter);
        assert_eq!(focused_id(&browser), "sudden-chest");
        // The question itself, not its first box alone.
        assert_in_the_window(&browser, "q-sudden");
        browser.press(Key::Space);
        assert!(
            browser
                .list(TICKED, &[])
                .contains(&"sudden-chest".to_owned()),
            "the control takes keys"
        );
        browser.press(Key::Enter);
        assert_at(&browser, &format!("{check}/result/emergency"));
    }
}

#[test]
fn every_link_of_a_form_sent_back_leads_to_a_control() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    for path in [BACK_CHECK, WAIST_CHECK, ACTIVE_CHECK] {
        browser.open(&sites.real.url(path));
        browser.run("document.querySelector('main form').submit();", &[]);
        browser.wait_until("the form is sent back", |browser| {
            browser.title().starts_with("Error: ")
        });
        let lost = browser.list(
            r"
            return [...document.querySelectorAll('.error-summary a')].map((link) => link.hash.slice(1))
                .filter((id) => !document.getElementById(id)?.matches('form input'));
            ",
            &[],
        );
        assert_none(&lost);
    }
}

#[test]
fn numbers_and_what_is_asked_for_them_follow_the_answers() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[]);
    browser.no_script();
    let check = sites.real.url(WAIST_CHECK);
    let asked = [json!(".step fieldset")];
    browser.open(&check);
    answer(&browser, "age", "age-18");
    answer(&browser, "not-suited", "none");
    answer(&browser, "units", "metric");
    follow(&browser, "Continue");
    assert_eq!(browser.list(SEEN, &asked).len(), 2, "a waist and a height");
    tab_to(&browser, "the waist", |focused| {
        focused["name"] == json!("waist")
    });
    "80,5".chars().for_each(|sign| browser.type_in(sign));
    tab(&browser);
    "161".chars().for_each(|sign| browser.type_in(sign));
    browser.press(Key::Enter);
    assert_at(&browser, &format!("{check}/result/increased"));
    let band = browser.list(SEEN, &[json!(".scale [aria-current]")]);
    assert_eq!(band.len(), 1, "{band:?}");
    assert!(
        band[0].contains("Increased risk") && band[0].contains("Your result is in this band"),
        "{band:?}"
    );
    let page = browser.run("return document.documentElement.outerHTML;", &[]);
    for number in ["80,5", "80.5", "161"] {
        assert!(
            !page.as_str().unwrap().contains(number),
            "{number} is on the page of the result"
        );
    }

    browser.back();
    assert_at(&browser, &format!("{check}#step-2"));
    let kept = browser.list(
        "return ['waist', 'height'].map((name) => document.querySelector(`[name=${name}]`).value);",
        &[],
    );
    assert_eq!(kept, ["80,5", "161"], "the numbers are kept");

    // Whom the check is not for is asked for no number.
    browser.open(&sites.real.url(ACTIVE_CHECK));
    answer(&browser, "age", "under-18");
    follow(&browser, "Continue");
    assert_eq!(browser.list(SEEN, &asked), [""; 0]);
    let skipped = browser.list(SEEN, &[json!(".skipped")]);
    assert_eq!(skipped.len(), 1, "{skipped:?}");
    follow(&browser, "Continue");
    follow(&browser, "Show my result");
    assert_at(
        &browser,
        &sites
            .real
            .url(&format!("{ACTIVE_CHECK}/result/not-for-you")),
    );
}

#[test]
fn every_step_is_sound_at_every_width_and_in_both_themes() {
    let sites = Sites::start();
    let browser = browser();
    let axe = fs::read_to_string(repository("tests/tools/node_modules/axe-core/axe.min.js"))
        .expect("`npm ci` in tests/tools installs axe");
    let mut problems = Vec::new();
    for (path, steps) in [(BACK_CHECK, 4), (WAIST_CHECK, 2), (ACTIVE_CHECK, 3)] {
        browser.open(&sites.real.url(path));
        browser.run(&axe, &[]);
        // The signs ticked, so that their words show, and every question that waits is there.
        browser.run(
            r"
            document.querySelectorAll('input.flag').forEach((flag) => { flag.checked = true; });
            for (const id of ['age-age-65', 'not-suited-none', 'units-metric']) {
                const tick = document.getElementById(id);
                if (tick) tick.checked = true;
            }
            ",
            &[],
        );
        for step in 1..=steps {
            browser.run(
                "location.hash = arguments[0];",
                &[json!(format!("step-{step}"))],
            );
            assert_eq!(browser.list(STEPS_SHOWN, &[]), [format!("step-{step}")]);
            for theme in Theme::BOTH {
                browser.theme(theme);
                for width in WIDTHS {
                    browser.size(width, 900);
                    let result = browser.run_and_wait(RUN_AXE, &[]);
                    assert!(result["checked"].as_u64() > Some(10), "{result}");
                    let broken = result["problems"].as_array().unwrap().iter();
                    let mut found: Vec<_> = broken
                        .map(|problem| problem.as_str().unwrap().to_owned())
                        .collect();
                    found.extend(sideways(&browser, width));
                    found.extend(browser.list(CUT, &[Value::Null]));
                    problems.extend(found.into_iter().map(|problem| {
                        format!("{path}, step {step}, {width}, {}: {problem}", theme.word())
                    }));
                }
            }
        }
    }
    assert_none(&problems);
}

/// Whether every control can be used: seen, tall enough to touch, and with words beside it.
const UNUSABLE: &str = r"
return [...document.querySelectorAll('main form input')].flatMap((input) => {
    const box = input.getBoundingClientRect();
    const label = input.labels[0];
    const row = label ? label.getBoundingClientRect() : box;
    const seen = input.checkVisibility() && label?.checkVisibility() && box.width >= 20 && box.left >= 0 && box.right <= innerWidth;
    const apart = input.type === 'text' || row.height >= 40;
    return seen && apart ? [] : [`${input.id}: ${box.width} by ${box.height}, its row ${row.height}`];
});
";

#[test]
fn a_phone_that_knows_no_has_shows_every_step_and_every_step_works() {
    let sheet = understood(std::str::from_utf8(assets::stylesheet().bytes).unwrap());
    assert!(!sheet.contains(":has("), "the phone knows :has()");
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[("prefers-color-scheme", "light")]);
    browser.no_script();
    let check = sites.real.url(BACK_CHECK);
    let every = ["step-1", "step-2", "step-3", "step-4"];
    for width in [320, 1280] {
        browser.size(width, 900);
        browser.open(&check);
        browser.run(DRESS, &[json!(sheet)]);
        assert_eq!(browser.list(STEPS_SHOWN, &[]), every);
        let mut problems = browser.list(UNUSABLE, &[]);
        problems.extend(browser.list(CUT, &[Value::Null]));
        problems.extend(sideways(&browser, width));
        assert_none(&problems);
        let shown = browser.list(SEEN, &[json!(".at-once .care, .skipped")]);
        assert_eq!(shown, [""; 0], "nothing is said that no tick has asked for");

        follow(&browser, "Continue");
        assert_at(&browser, &format!("{check}#step-2"));
        assert_in_the_window(&browser, "step-2");
        assert_eq!(browser.list(STEPS_SHOWN, &[]), every);

        // From the top again; every answer, by keyboard, down one long page.
        browser.open(&format!("{}?again", sites.real.url("/")));
        browser.open(&check);
        browser.run(DRESS, &[json!(sheet)]);
        for (question, choice) in WELL.iter().copied().flatten() {
            answer(&browser, question, choice);
        }
        browser.press(Key::Enter);
        assert_at(
            &browser,
            &format!("{check}/result/look-after-yourself/too-much-likely/strength-possible"),
        );

        // A sign leads to the emergency by the server alone.
        browser.open(&check);
        browser.run(DRESS, &[json!(sheet)]);
        answer(&browser, "nerves", "bladder");
        follow(&browser, "Show me what to do now");
        assert_at(&browser, &format!("{check}/result/emergency"));
    }
}

#[test]
fn a_question_that_waits_says_so_where_the_style_sheet_cannot() {
    let sheet = understood(std::str::from_utf8(assets::stylesheet().bytes).unwrap());
    let sites = Sites::start();
    let browser = browser();
    browser.no_script();
    browser.open(&sites.real.url(WAIST_CHECK));
    browser.run(DRESS, &[json!(sheet)]);
    let shown = browser.list(SEEN, &[json!(".step fieldset")]);
    assert_eq!(shown.len(), 8, "{shown:?}");
    let says = browser.list(SEEN, &[json!(".only-if")]);
    assert!(says.len() >= 6, "{says:?}");
    assert!(
        says.iter().all(|line| line.starts_with("Only if")),
        "{says:?}"
    );
    // And nothing that is shown in vain is asked for.
    answer(&browser, "age", "under-18");
    answer(&browser, "not-suited", "none");
    answer(&browser, "units", "metric");
    browser.press(Key::Enter);
    assert_at(
        &browser,
        &sites.real.url(&format!("{WAIST_CHECK}/result/not-for-you")),
    );
}

/// Text as it is compared with a print: without blanks and hyphens, which lines break at.
fn dense(text: &str) -> String {
    let kept = text
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '-');
    kept.collect()
}

/// Prints what is open, keeps it for people to look at, and gives the words of its pages.
#[track_caller]
fn printed(browser: &Browser, name: &str) -> Vec<String> {
    let folder = repository("tests/output");
    fs::create_dir_all(&folder).unwrap();
    let pdf = folder.join(name);
    fs::write(&pdf, browser.print()).unwrap();
    for dots in dots_of(&pdf) {
        let light = dots.iter().filter(|dot| **dot > 200).count();
        assert!(
            light * 10 > dots.len() * 7,
            "{name} is not on white paper: {light} of {} dots",
            dots.len()
        );
    }
    pages_of(&pdf)
}

/// What of the words of a page is not in its print.
#[track_caller]
fn not_printed(browser: &Browser, pages: &[String], selector: &str) -> Vec<String> {
    let all = dense(&pages.concat());
    let texts = browser.list(
        r"
        return [...document.querySelectorAll(arguments[0])].map((element) => {
            const words = element.cloneNode(true);
            words.querySelectorAll('.hidden').forEach((heard) => heard.remove());
            return words.textContent;
        });
        ",
        &[json!(selector)],
    );
    assert!(!texts.is_empty(), "there is no {selector}");
    texts
        .into_iter()
        .filter(|text| !all.contains(&dense(text)))
        .map(|text| format!("this is not printed: {text}"))
        .collect()
}

#[test]
fn the_blank_check_prints_with_every_box_signs_first_and_rules_last() {
    let sites = Sites::start();
    let browser = browser();
    browser.theme(Theme::Dark);
    browser.open(&sites.real.url(&format!("{BACK_CHECK}/paper")));
    let pages = printed(&browser, "paper.pdf");
    assert_none(&not_printed(
        &browser,
        &pages,
        "h1, .paper h2, .paper h3, .boxes li, .paper-flag, .care li, .care-heading, #rules h3, #what-to-do h3",
    ));
    let boxes = browser.run("return document.querySelectorAll('.boxes li').length;", &[]);
    // Every choice of every question is a box.
    browser.open(&sites.real.url(BACK_CHECK));
    let choices = browser.run(
        "return document.querySelectorAll('main form input').length;",
        &[],
    );
    assert_eq!(boxes, choices);

    let all = dense(&pages.concat());
    let at = |words: &str| {
        all.find(&dense(words))
            .unwrap_or_else(|| panic!("{words:?} is not printed: {pages:#?}"))
    };
    let order = [
        "Do not fill this in. Call 999 now, or go to A&E, if you have back pain and:",
        "Feeling, legs and toilet: do you have any of these now",
        "Your pain: do any of these fit?",
        "How old are you?",
        "How often do you do strength exercises",
        "Go down the results from the top",
        "What your result says",
        "This does not rule out illness.",
    ]
    .map(at);
    assert!(order.is_sorted(), "{order:?}");
    for words in ["Menu", "Fill it in here instead", "Skip to main content"] {
        assert!(!all.contains(&dense(words)), "{words:?} is printed");
    }
    // The emergency list whole on the first page.
    let first = "Do not fill this in. Call 999";
    assert_eq!(page_with(&pages, first), 0);
    assert!(pages[0].contains("Do not drive yourself."), "{}", pages[0]);
}

#[test]
fn a_check_that_is_printed_as_it_is_has_every_step() {
    let sites = Sites::start();
    let browser = browser();
    browser.open(&sites.real.url(&format!("{BACK_CHECK}#step-2")));
    let pages = printed(&browser, "self-check.pdf");
    assert_none(&not_printed(
        &browser,
        &pages,
        "legend, .choice label, .step h2",
    ));
    let all = pages.join(" ");
    for words in ["Show my result", "Continue", "Show me what to do now"] {
        assert!(!all.contains(words), "{words:?} is printed");
    }
}

#[test]
fn results_print_with_all_that_a_reader_needs() {
    let sites = Sites::start();
    let browser = browser();
    browser.theme(Theme::Dark);
    let result = "result/look-after-yourself/too-much-likely/strength-possible";
    browser.open(&sites.real.url(&format!("{BACK_CHECK}/{result}")));
    let pages = printed(&browser, "result.pdf");
    let mut problems = not_printed(
        &browser,
        &pages,
        "h1, .result-rest h2, .findings a, .findings p, #when-to-worry li, .unchecked",
    );
    let all = pages.join(" ");
    for words in [
        "Likely",
        "Possible",
        "What to do today",
        "When to come back or worry",
        "Why you see this",
        "This does not rule out illness. If anything changes, start again.",
    ] {
        if !all.contains(words) {
            problems.push(format!("this is not printed: {words}"));
        }
    }
    for words in ["Start again", "Menu", "Skip to main content"] {
        if all.contains(words) {
            problems.push(format!("this is printed: {words}"));
        }
    }

    browser.open(&sites.real.url(&format!("{BACK_CHECK}/result/emergency")));
    let pages = printed(&browser, "emergency.pdf");
    problems.extend(not_printed(&browser, &pages, "h1, .result li"));
    if page_with(&pages, "Call 999 or go to A&E now") != 0 {
        problems.push("the number to call is not on the first page".to_owned());
    }

    browser.open(&sites.real.url(&format!("{WAIST_CHECK}/result/increased")));
    let pages = printed(&browser, "scale.pdf");
    problems.extend(not_printed(
        &browser,
        &pages,
        ".scale-label, .scale-here, .scale-mark",
    ));
    assert_none(&problems);
}

#[test]
fn in_colours_of_the_machine_a_tick_and_a_result_still_show() {
    let sites = Sites::start();
    let browser = browser();
    browser.prefer(&[("forced-colors", "active")]);
    browser.open(&sites.real.url(BACK_CHECK));
    let blank = shot_of(&browser, "nerves-saddle");
    browser.run(
        "document.getElementById('nerves-saddle').checked = true;",
        &[],
    );
    let ticked = shot_of(&browser, "nerves-saddle");
    assert_ne!(blank, ticked, "a tick cannot be seen");

    for (result, least) in [("emergency", 8.0), ("today", 6.0), ("see-someone", 4.0)] {
        browser.open(&sites.real.url(&format!("{BACK_CHECK}/result/{result}")));
        let edge = browser.run(
            "const style = getComputedStyle(document.querySelector('.result')); return [style.borderLeftStyle, parseFloat(style.borderLeftWidth), style.borderLeftColor, getComputedStyle(document.body).backgroundColor];",
            &[],
        );
        assert_eq!(edge[0], json!("solid"), "{result}");
        assert!(edge[1].as_f64() >= Some(least), "{result}: {edge}");
        assert_ne!(edge[2], edge[3], "{result}");
    }
    browser.open(&sites.real.url(&format!("{WAIST_CHECK}/result/increased")));
    let seen = browser.list(SEEN, &[json!(".scale-here")]);
    assert_eq!(seen, ["Your result is in this band"]);
}

/// A picture of the control, with nothing focused.
#[track_caller]
fn shot_of(browser: &Browser, id: &str) -> Vec<u8> {
    browser.run(
        "document.activeElement.blur(); document.getElementById(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' });",
        &[json!(id)],
    );
    browser.picture()
}
