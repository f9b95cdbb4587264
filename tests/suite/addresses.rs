//! Which address answers what: the folders are the addresses, each page has one of them, and what is
//! not published is nowhere.

use crate::driver::{BASE, Reply, TestSite};

const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><title>A line</title></svg>";

/// An article of this title, with lines of front matter and words.
fn article(title: &str, lines: &str, words: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: An article that is there to be found or not to be found at its address.\n{lines}sources:\n  - {{id: s, title: A source, publisher: A publisher, year: 2020}}\n---\n{words}[^s]\n"
    )
}

const PUBLISHED: &str = "status: published\npublished: 2026-01-01\n";

fn category(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: A category that is there to be found or not to be found at its address.\n---\nIts words.\n"
    )
}

fn h1(reply: &Reply) -> String {
    let html = reply.html();
    let heading = scraper::Selector::parse("h1").unwrap();
    html.select(&heading).next().expect("a h1").text().collect()
}

fn trail(reply: &Reply) -> Vec<(String, Option<String>)> {
    let html = reply.html();
    let steps = scraper::Selector::parse(".trail ol > li").unwrap();
    let link = scraper::Selector::parse("a").unwrap();
    html.select(&steps)
        .map(|step| {
            let words = step.text().collect::<String>().trim().to_owned();
            let href = step
                .select(&link)
                .next()
                .and_then(|a| a.attr("href"))
                .map(str::to_owned);
            (words, href)
        })
        .collect()
}

#[test]
fn each_kind_of_page_stands_at_its_path() {
    let site = TestSite::of(&[
        ("sleep/naps/_index.md", &category("Naps")),
        (
            "sleep/naps/one.md",
            &article("Why nap?", PUBLISHED, "Naps help."),
        ),
    ])
    .start();
    for (path, title) in [
        ("/", "Test Learning Network"),
        ("/sleep", "Sleep"),
        ("/sleep/good", "Why is this article good?"),
        ("/sleep/naps", "Naps"),
        ("/sleep/naps/one", "Why nap?"),
        ("/about", "About this test site"),
    ] {
        assert_eq!(h1(&site.get(path).expect(200)), title, "{path}");
    }
}

#[test]
fn the_trail_is_the_path() {
    let site = TestSite::of(&[
        ("sleep/naps/_index.md", &category("Naps")),
        (
            "sleep/naps/one.md",
            &article("Why nap?", PUBLISHED, "Naps help."),
        ),
    ])
    .start();
    let step = |words: &str, href: Option<&str>| (words.to_owned(), href.map(str::to_owned));
    assert_eq!(
        trail(&site.get("/sleep/naps/one")),
        [
            step("Test Health", Some("/")),
            step("Sleep", Some("/sleep")),
            step("Naps", Some("/sleep/naps")),
            step("Why nap?", None),
        ]
    );
    assert_eq!(
        trail(&site.get("/about")),
        [
            step("Test Health", Some("/")),
            step("About this test site", None)
        ]
    );
    assert_eq!(trail(&site.get("/")), []);
}

#[test]
fn another_form_of_an_address_leads_to_the_one_form() {
    let site = TestSite::of(&[]).start();
    for (typed, form) in [
        ("/sleep/", "/sleep"),
        ("/sleep//", "/sleep"),
        ("/Sleep", "/sleep"),
        ("/SLEEP/GOOD/", "/sleep/good"),
        ("/sleep/Good?from=here", "/sleep/good"),
        ("/About", "/about"),
        ("//", "/"),
    ] {
        let reply = site.raw_get(typed.as_bytes(), "");
        assert_eq!(
            (reply.status, reply.header("location")),
            (301, Some(form)),
            "{typed}"
        );
        assert!(reply.body.is_empty(), "{typed}");
        assert_eq!(site.get(form).status, 200);
    }
}

#[test]
fn a_redirect_never_leaves_the_site() {
    let site = TestSite::of(&[]).start();
    for target in [
        "//evil.example/",
        "//evil.example/sleep",
        "/\\evil.example/",
        "///evil.example//",
        "/%2F/evil.example/",
        "//sleep",
        "/.//evil.example",
    ] {
        let reply = site.raw_get(target.as_bytes(), "");
        assert_eq!(
            (reply.status, reply.header("location")),
            (404, None),
            "{target}"
        );
    }
}

#[test]
fn an_old_address_leads_to_the_page() {
    let text = article(
        "Moved",
        &format!("{PUBLISHED}moved_from: [/old/place, /old/%C3%A4-b_c.html]\n"),
        "Here.",
    );
    let site = TestSite::of(&[("sleep/moved.md", &text)]).start();
    for old in [
        "/old/place",
        "/old/%C3%A4-b_c.html",
        "/Old/Place/",
        "/old/place?x=1",
    ] {
        let reply = site.get(old);
        assert_eq!(
            (reply.status, reply.header("location")),
            (301, Some("/sleep/moved")),
            "{old}"
        );
    }
}

#[test]
fn an_old_address_of_a_page_that_is_no_more_leads_to_what_is_said_about_it() {
    for (status, expected) in [("withdrawn", Some(301)), ("draft", None)] {
        let lines = format!("status: {status}\npublished: 2026-01-01\nmoved_from: [/old/place]\n");
        let site = TestSite::of(&[("sleep/moved.md", &article("Moved", &lines, "Here."))]).start();
        assert_eq!(
            site.get("/old/place").status,
            expected.unwrap_or(404),
            "{status}"
        );
    }
}

#[test]
fn an_old_address_never_takes_the_place_of_a_page() {
    let text = article(
        "Moved",
        &format!("{PUBLISHED}moved_from: [/sleep/good, /sleep, /about, /sleep/moved]\n"),
        "Here.",
    );
    let site = TestSite::of(&[("sleep/moved.md", &text)]).start();
    for page in ["/sleep/good", "/sleep", "/about", "/sleep/moved"] {
        assert_eq!(site.get(page).status, 200, "{page}");
    }
}

#[test]
fn an_old_address_never_takes_the_place_of_a_file_of_the_site() {
    let css = health_preservation::assets::stylesheet().path.clone();
    let lines = format!("{PUBLISHED}moved_from: [/favicon.ico, {css}]\n");
    let site = TestSite::of(&[("sleep/moved.md", &article("Moved", &lines, "Here."))]).start();
    assert_eq!(site.get("/favicon.ico").status, 200);
    assert_eq!(site.get(&css).status, 200);
}

#[test]
fn a_withdrawn_page_says_so_and_why_and_where_to_get_help() {
    let lines = "status: withdrawn\npublished: 2026-01-01\nwithdrawn_because: New advice <has> replaced it.\n";
    let site = TestSite::of(&[(
        "sleep/gone.md",
        &article("Why is it gone?", lines, "Zephyr words."),
    )])
    .start();
    let reply = site.get("/sleep/gone").expect(410);
    let text = reply.text();
    assert!(
        text.contains("New advice &#60;has&#62; replaced it.")
            || text.contains("New advice &lt;has&gt; replaced it.")
    );
    assert!(text.contains("href=\"tel:999\""), "where to get help");
    assert!(text.contains("noindex"), "search engines forget it");
    assert!(!text.contains("Zephyr"));
    assert_eq!(trail(&reply).len(), 3);
    for list in ["/", "/sleep", "/sleep/good"] {
        let text = site.get(list).expect(200);
        assert!(!text.text().contains("Why is it gone?"), "{list}");
    }
}

#[test]
fn what_is_not_published_is_nowhere() {
    let linking = article(
        "Who links?",
        &format!("{PUBLISHED}topics: [zeal]\nrelated: [draft.md, later.md]\n"),
        "See [the words](draft.md), [later](later.md#part) and [itself](who.md).",
    );
    let draft = article(
        "Zephyr draft",
        "status: draft\npublished: 2026-01-01\ntopics: [zeal]\n",
        "Zephyr words.",
    );
    let no_status = article(
        "Zephyr nothing",
        "published: 2026-01-01\ntopics: [zeal]\n",
        "Zephyr words.",
    );
    let later = article(
        "Zephyr later",
        &format!("{PUBLISHED}publish_from: 2027-01-01\ntopics: [zeal]\n"),
        "Zephyr.\n\n## Part\n\nZephyr words.",
    );
    let site = TestSite::of(&[
        ("sleep/who.md", &linking),
        ("sleep/draft.md", &draft),
        ("sleep/nothing.md", &no_status),
        ("sleep/later.md", &later),
    ])
    .start();
    for page in ["/sleep/draft", "/sleep/nothing", "/sleep/later"] {
        let reply = site.get(page).expect(404);
        assert!(!reply.text().contains("Zephyr"), "{page}");
        // It looks like any address where nothing ever stood.
        assert_eq!(reply.body, site.get("/sleep/never-was").body, "{page}");
    }
    for page in [
        "/",
        "/sleep",
        "/sleep/good",
        "/sleep/who",
        "/about",
        "/nowhere",
    ] {
        let reply = site.get(page);
        assert!(!reply.text().contains("Zephyr"), "{page}");
        for address in ["/sleep/draft", "/sleep/nothing", "/sleep/later"] {
            assert!(!reply.text().contains(address), "{page} names {address}");
        }
    }
    let who = site.get("/sleep/who");
    assert!(
        who.text()
            .contains("See the words, later and <a href=\"/sleep/who\">itself</a>."),
        "{}",
        who.text()
    );
}

#[test]
fn a_picture_of_a_draft_is_not_served() {
    let words = "Words.\n\n![A line](pictured/line.svg)\n\nMore.";
    let draft = article("A draft", "status: draft\npublished: 2026-01-01\n", words);
    let files = |text| {
        TestSite::of(&[
            ("sleep/pictured.md", text),
            ("sleep/pictured/line.svg", DRAWING),
        ])
    };
    let site = files(&draft).start();
    site.get("/sleep/pictured/line.svg").expect(404);
    let published = article("A draft", PUBLISHED, words);
    let site = files(&published).start();
    assert_eq!(
        site.get("/sleep/pictured/line.svg").expect(200).text(),
        DRAWING
    );
    // The folder of pictures is no page.
    site.get("/sleep/pictured/").expect(301);
    let withdrawn = article(
        "A draft",
        "status: withdrawn\npublished: 2026-01-01\n",
        words,
    );
    files(&withdrawn)
        .start()
        .get("/sleep/pictured/line.svg")
        .expect(404);
    let broken = article("A draft", PUBLISHED, &format!("{words}\n\n<b>broken</b>"));
    files(&broken)
        .start()
        .get("/sleep/pictured/line.svg")
        .expect(404);
}

#[test]
fn a_picture_that_no_page_shows_is_not_served() {
    let site = TestSite::of(&[("sleep/stray.svg", DRAWING), ("sleep/notes.txt", "Zephyr")]).start();
    site.get("/sleep/stray.svg").expect(404);
    site.get("/sleep/notes.txt").expect(404);
    // The words are there as Markdown; the file is not.
    let saved = site.get("/sleep/good.md").expect(200);
    assert!(!saved.text().contains("status:"), "{}", saved.text());
    site.get("/_index.md").expect(404);
}

#[test]
fn a_picture_has_one_address_only() {
    let text = article(
        "Pictured",
        PUBLISHED,
        "Words.\n\n![A line](pictured/Line.svg)\n\nMore.",
    );
    let site = TestSite::of(&[
        ("sleep/pictured.md", &text),
        ("sleep/pictured/Line.svg", DRAWING),
    ])
    .start();
    site.get("/sleep/pictured/Line.svg").expect(200);
    site.get("/sleep/pictured/line.svg").expect(404);
    site.get("/sleep/pictured/Line.svg/").expect(404);
}

#[test]
fn a_category_without_a_page_is_not_there() {
    let draft = article("A draft", "status: draft\n", "Words.");
    let link = article("Who links?", PUBLISHED, "See [food](../food/_index.md).");
    let with_mark = category("Zephyr food").replace("title:", "mark: mark.svg\ntitle:");
    let site = TestSite::of(&[
        ("food/_index.md", &with_mark),
        ("food/mark.svg", DRAWING),
        ("food/draft.md", &draft),
        ("food/fish/_index.md", &category("Zephyr fish")),
        ("sleep/who.md", &link),
    ])
    .start();
    for page in [
        "/food",
        "/food/",
        "/food/draft",
        "/food/fish",
        "/food/mark.svg",
    ] {
        assert_eq!(site.get(page).status, 404, "{page}");
    }
    for page in ["/", "/sleep", "/nowhere", "/sleep/who"] {
        let reply = site.get(page);
        assert!(!reply.text().contains("Zephyr"), "{page}");
        assert!(!reply.text().contains("\"/food"), "{page} links to it");
    }
}

#[test]
fn a_category_lives_by_what_is_in_the_categories_in_it() {
    let site = TestSite::of(&[
        ("food/_index.md", &category("Food")),
        ("food/fish/_index.md", &category("Fish")),
        (
            "food/fish/one.md",
            &article("Why fish?", PUBLISHED, "Fish."),
        ),
    ])
    .start();
    assert!(
        site.get("/food")
            .expect(200)
            .text()
            .contains("href=\"/food/fish\"")
    );
    assert!(site.get("/").text().contains("href=\"/food\""));
}

#[test]
fn a_category_shows_what_is_in_it_in_its_order() {
    let (_, index) = BASE[2];
    let index = index.replace("title: Sleep\n", "title: Sleep\norder: [zzz, naps, good]\n");
    let site = TestSite::of(&[
        ("sleep/_index.md", &index),
        ("sleep/aaa.md", &article("Aaa", PUBLISHED, "A.")),
        ("sleep/bbb.md", &article("bbb", PUBLISHED, "B.")),
        ("sleep/zzz.md", &article("Zzz", PUBLISHED, "Z.")),
        ("sleep/naps/_index.md", &category("Naps")),
        (
            "sleep/naps/one.md",
            &article("Why nap?", PUBLISHED, "Naps."),
        ),
    ])
    .start();
    let reply = site.get("/sleep").expect(200);
    let html = reply.html();
    let link = scraper::Selector::parse(".article-list a").unwrap();
    let order: Vec<&str> = html.select(&link).filter_map(|a| a.attr("href")).collect();
    assert_eq!(
        order,
        ["/sleep/zzz", "/sleep/good", "/sleep/aaa", "/sleep/bbb"]
    );
}

#[test]
fn an_address_the_site_needs_itself_is_never_an_article() {
    for reserved in ["search", "topics", "a-z", "self-checks", "static"] {
        let site = TestSite::of(&[
            (&format!("{reserved}/_index.md"), &category("Zephyr")),
            (
                &format!("{reserved}/one.md"),
                &article("Zephyr one", PUBLISHED, "Words."),
            ),
            (
                &format!("{reserved}.md"),
                &article("Zephyr page", PUBLISHED, "Words."),
            ),
        ])
        .start();
        let own = ["topics", "a-z", "search"].contains(&reserved);
        let reply = site
            .get(&format!("/{reserved}"))
            .expect(if own { 200 } else { 404 });
        assert!(!reply.text().contains("Zephyr"), "{reserved}");
        site.get(&format!("/{reserved}/one")).expect(404);
        assert!(!site.get("/").text().contains("Zephyr"), "{reserved}");
    }
    for reserved in ["result", "paper", "rules"] {
        let path = format!("sleep/{reserved}.md");
        let site = TestSite::of(&[(&path, &article("Zephyr", PUBLISHED, "Words."))]).start();
        site.get(&format!("/sleep/{reserved}")).expect(404);
    }
}

#[test]
fn nothing_outside_the_map_is_reachable() {
    let site = TestSite::real().start();
    for target in [
        "/../Cargo.toml",
        "/sleep/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2e%2e%2fCargo.toml",
        "/..%2f..%2fetc/passwd",
        "/sleep/%00",
        "/%00",
        "/sleep%00.md",
        "/etc/passwd",
        "/sleep/..",
        "/./sleep",
        "/sleep/.",
        "/static/",
        "/static/site.css",
        "/static/../sleep",
        "/.git/config",
        "/sleep/_index",
        "/_index",
        "/sleep/_index.md",
        "/sleep.md",
        "/%",
        "/%zz",
        "/sleep;a=b",
        "/sleep%2fwhy-cant-you-fall-asleep",
        "/\u{1f600}",
        "/*",
    ] {
        let reply = site.raw_get(target.as_bytes(), "");
        assert!(
            [400, 404].contains(&reply.status),
            "{target}: {}",
            reply.status
        );
        let text = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(
            !text.contains("root:") && !text.contains("[package]"),
            "{target}"
        );
    }
}
