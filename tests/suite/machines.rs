//! What machines are told: what a page is (JSON-LD), how other sites show a link to it (Open
//! Graph), the words alone, and what may be read.

use crate::driver::{BASE, Reply, Running, TestSite};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ORIGIN: &str = "https://health.example";

fn good(from: &str, to: &str) -> String {
    let (_, good) = BASE[3];
    assert!(good.contains(from), "{from}");
    good.replacen(from, to, 1)
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What the page says it is: the graph of its JSON-LD.
#[track_caller]
fn graph(reply: &Reply) -> Vec<Value> {
    let html = reply.html();
    let data = all(&html, "head script[type='application/ld+json']");
    assert_eq!(data.len(), 1);
    let text: String = data[0].text().collect();
    let data: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().expect("a graph").clone()
}

/// What stands in the head under a property or a name.
fn meta(reply: &Reply, name: &str) -> Option<String> {
    let html = reply.html();
    let found = all(
        &html,
        &format!("meta[property='{name}'], meta[name='{name}']"),
    );
    assert!(found.len() < 2, "{name} is there twice");
    found
        .first()
        .map(|meta| meta.attr("content").unwrap().to_owned())
}

#[test]
fn an_article_says_what_it_is_and_claims_nothing_that_is_not_so() {
    let site = TestSite::of(&[]).origin(ORIGIN).start();
    let graph = graph(&site.get("/sleep/good"));
    let url = "https://health.example/sleep/good";
    assert_eq!(
        graph,
        [
            json!({
                "@type": "MedicalWebPage",
                "@id": url,
                "url": url,
                "name": "Why is this article good?",
                "description": "An article without any mistake, with a source, a care card and two sections to link to.",
                "inLanguage": "en-GB",
                "isPartOf": {"@id": "https://health.example/#site"},
                "datePublished": "2026-01-01",
                "dateModified": "2026-01-01",
                "publisher": {"@type": "Organization", "name": "Test Learning Network", "url": "https://health.example/"},
                "keywords": ["sleep"],
                "citation": [{
                    "@type": "CreativeWork",
                    "name": "A good source",
                    "datePublished": "2020",
                    "publisher": {"@type": "Organization", "name": "Journal of Good Sources"},
                    "url": "https://journal.example/good",
                }],
            }),
            json!({
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Test Health", "item": "https://health.example/"},
                    {"@type": "ListItem", "position": 2, "name": "Sleep", "item": "https://health.example/sleep"},
                    {"@type": "ListItem", "position": 3, "name": "Why is this article good?", "item": url},
                ],
            }),
        ]
    );
}

#[test]
fn a_review_is_claimed_only_of_the_words_that_were_reviewed() {
    let review = "reviewed: 2026-03-01\nreviewed_by: {name: Sam Field, role: nurse}\n";
    let told = |lines: &str| {
        let text = good("topics:", &format!("{lines}topics:"));
        let site = TestSite::of(&[("sleep/good.md", &text)])
            .origin(ORIGIN)
            .start();
        let page = graph(&site.get("/sleep/good")).remove(0);
        let feed = site.get("/feed.xml").text().to_owned();
        let saved = site.get("/sleep/good.md").text().to_owned();
        (page, saved, feed)
    };
    let (page, saved, feed) = told(review);
    assert_eq!(page["lastReviewed"], "2026-03-01");
    assert_eq!(
        page["reviewedBy"],
        json!({"@type": "Person", "name": "Sam Field", "jobTitle": "nurse"})
    );
    assert!(
        saved.contains(" Last reviewed 1 March 2026 by Sam Field, nurse. Not medical advice."),
        "{saved}"
    );
    assert!(!feed.contains("has reviewed") && !feed.contains("changed since"));
    let (page, saved, feed) = told(&format!("{review}reviewed_words: w1-0123456789abcdef\n"));
    assert_eq!(
        (&page["lastReviewed"], &page["reviewedBy"]),
        (&Value::Null, &Value::Null)
    );
    assert!(
        saved.contains(
            " The words have been changed since then, and nobody has reviewed them as they are now."
        ),
        "{saved}"
    );
    assert!(
        feed.contains("The words have been changed since the review on"),
        "{feed}"
    );
    let (page, saved, feed) = told("");
    assert_eq!(
        (&page["lastReviewed"], &page["reviewedBy"]),
        (&Value::Null, &Value::Null)
    );
    assert!(
        saved.contains(" No doctor or nurse has reviewed this article yet."),
        "{saved}"
    );
    assert!(
        feed.contains("No doctor or nurse has reviewed this article yet."),
        "{feed}"
    );
    // A review that is overdue happened, and is said to be overdue.
    let (page, saved, _) = told(&format!("{review}review_every: 3 months\n"));
    assert_eq!(page["lastReviewed"], "2026-03-01");
    assert!(
        saved.contains(" Review overdue since 1 June 2026."),
        "{saved}"
    );
}

#[test]
fn authors_and_changes_are_told_where_there_are_any() {
    let lines =
        "authors: [Ann Author]\nchanges:\n  - {on: 2026-04-01, what: The *dose* was wrong.}\n";
    let text = good("topics:", &format!("{lines}topics:"));
    let site = TestSite::of(&[("sleep/good.md", &text)])
        .origin(ORIGIN)
        .start();
    let page = graph(&site.get("/sleep/good")).remove(0);
    assert_eq!(
        page["author"],
        json!([{"@type": "Person", "name": "Ann Author"}])
    );
    assert_eq!(page["dateModified"], "2026-04-01");
    let saved = site.get("/sleep/good.md").text().to_owned();
    assert!(
        saved.contains("Published 1 January 2026, changed 1 April 2026."),
        "{saved}"
    );
    assert!(
        saved.ends_with("\n## What changed\n\n- 1 April 2026: The \\*dose\\* was wrong.\n"),
        "{saved}"
    );
}

#[test]
fn the_home_page_is_a_site_that_can_be_searched_and_a_list_is_a_list() {
    let site = TestSite::of(&[]).origin(ORIGIN).start();
    let home = graph(&site.get("/"));
    assert_eq!(home.len(), 1);
    assert_eq!(home[0]["@type"], "WebSite");
    assert_eq!(home[0]["@id"], "https://health.example/#site");
    let action = &home[0]["potentialAction"];
    assert_eq!(action["@type"], "SearchAction");
    assert_eq!(
        action["target"]["urlTemplate"],
        "https://health.example/search?q={search_term_string}"
    );
    assert_eq!(action["query-input"], "required name=search_term_string");
    for (path, of_type, steps) in [
        ("/sleep", "CollectionPage", 2),
        ("/a-z", "CollectionPage", 2),
        ("/topics", "CollectionPage", 2),
        ("/topics/sleep", "CollectionPage", 3),
        ("/about", "WebPage", 2),
    ] {
        let graph = graph(&site.get(path));
        assert_eq!(graph[0]["@type"], of_type, "{path}");
        assert_eq!(graph[0]["url"], format!("{ORIGIN}{path}"));
        let way = graph[1]["itemListElement"].as_array().unwrap();
        assert_eq!(way.len(), steps, "{path}");
        for (step, position) in way.iter().zip(1..) {
            assert_eq!(step["position"], position, "{path}");
            let address = step["item"].as_str().unwrap();
            site.get(address.strip_prefix(ORIGIN).unwrap()).expect(200);
        }
    }
    // What tells of a problem is nothing to keep.
    for path in ["/nowhere", "/sleep/gone"] {
        assert!(!site.get(path).text().contains("ld+json"), "{path}");
    }
}

/// Width and height of a picture of the site.
#[track_caller]
fn size_of(site: &Running, address: &str) -> (usize, usize) {
    let reply = site
        .get(address.strip_prefix(ORIGIN).expect("an absolute address"))
        .expect(200);
    assert_eq!(reply.header("content-type"), Some("image/png"), "{address}");
    assert_eq!(
        imagesize::image_type(&reply.body).unwrap(),
        imagesize::ImageType::Png
    );
    let size = imagesize::blob_size(&reply.body).expect("a picture");
    (size.width, size.height)
}

#[test]
fn a_link_to_a_page_is_shown_with_its_title_and_a_picture_of_1200_by_630() {
    let site = TestSite::real().origin(ORIGIN).start();
    let mut pictures = BTreeSet::new();
    for path in [
        "/",
        "/sleep",
        "/fitness-coach",
        "/about",
        "/a-z",
        "/topics",
        "/self-checks",
        "/sleep/why-cant-you-fall-asleep",
        "/fitness-coach/check-your-back-pain-after-running",
    ] {
        let page = site.get(path).expect(200);
        let told = |name| meta(&page, name).unwrap_or_else(|| panic!("{path}: {name}"));
        assert_eq!(told("og:url"), format!("{ORIGIN}{path}"));
        assert_eq!(told("og:site_name"), "Health Preservation Learning Network");
        assert_eq!(Some(told("og:description")), meta(&page, "description"));
        let heading: String = all(&page.html(), "h1")[0].text().collect();
        assert_eq!(told("og:title"), heading.trim());
        let article = path.matches('/').count() == 2;
        assert_eq!(told("og:type"), if article { "article" } else { "website" });
        assert_eq!(told("twitter:card"), "summary_large_image");
        let picture = told("og:image");
        let size = size_of(&site, &picture);
        assert_eq!(size, (1200, 630), "{picture}");
        assert_eq!(
            (told("og:image:width"), told("og:image:height")),
            ("1200".to_owned(), "630".to_owned())
        );
        assert!(!told("og:image:alt").is_empty());
        pictures.insert(picture);
    }
    assert_eq!(
        pictures.len(),
        3,
        "of the site and of two categories: {pictures:?}"
    );
}

#[test]
fn a_picture_that_the_article_names_stands_for_it_unless_it_is_a_drawing() {
    const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><path d=\"M0 0h9v9z\"/></svg>";
    for (name, picture, size) in [
        ("dot.png", DOT, (1, 1)),
        ("line.svg", &drawing[..], (1200, 630)),
    ] {
        let text = good("topics:", &format!("image: good/{name}\ntopics:"));
        let site = TestSite::of(&[("sleep/good.md", &text)])
            .picture(&format!("sleep/good/{name}"), picture)
            .origin(ORIGIN);
        assert_eq!(site.problems(), [], "{name}");
        let site = site.start();
        let picture = meta(&site.get("/sleep/good"), "og:image").unwrap();
        assert_eq!(size_of(&site, &picture), size, "{picture}");
    }
}

#[test]
fn a_broken_or_hostile_drawing_of_a_category_gives_the_card_of_the_site() {
    for drawing in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\"><path d=\"M0 0h9v9z\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\"></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\"><g></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 48 48\"><image xlink:href=\"/etc/passwd\" width=\"9\" height=\"9\"/></svg>",
    ] {
        let (_, category) = BASE[2];
        let category = category.replacen("---\n", "---\nmark: mark.svg\n", 1);
        let site = TestSite::of(&[("sleep/_index.md", &category), ("sleep/mark.svg", drawing)])
            .origin(ORIGIN)
            .start();
        let picture = meta(&site.get("/sleep"), "og:image").unwrap();
        assert_eq!(size_of(&site, &picture), (1200, 630), "{drawing}");
    }
}

#[test]
fn without_an_origin_no_address_is_absolute_and_nothing_needs_one() {
    let site = TestSite::real().start();
    for path in [
        "/",
        "/sleep",
        "/about",
        "/a-z",
        "/topics",
        "/topics/sleep",
        "/self-checks",
        "/sleep/why-cant-you-fall-asleep",
        "/fitness-coach/check-your-back-pain-after-running",
    ] {
        let page = site.get(path).expect(200).html();
        for told in [
            "link[rel=canonical]",
            "link[rel=alternate]",
            "meta[property]",
            "script",
        ] {
            assert!(all(&page, told).is_empty(), "{path}: {told}");
        }
    }
    for path in [
        "/feed.xml",
        "/sleep/feed.xml",
        "/sitemap.xml",
        "/sitemap-1.xml",
    ] {
        site.get(path).expect(404);
    }
    let robots = site.get("/robots.txt").expect(200);
    assert_eq!(robots.text(), "User-agent: *\nDisallow: /search\n");
    let with = TestSite::real().origin(ORIGIN).start();
    assert_eq!(
        with.get("/robots.txt").text(),
        "User-agent: *\nDisallow: /search\n\nSitemap: https://health.example/sitemap.xml\n"
    );
    let (list, absolute) = (
        site.get("/llms.txt").expect(200),
        with.get("/llms.txt").expect(200),
    );
    assert!(!list.text().contains("://"), "{}", list.text());
    assert_eq!(list.text(), absolute.text().replace(ORIGIN, ""));
    let saved = site.get("/sleep/why-cant-you-fall-asleep.md").expect(200);
    assert!(!saved.text().contains("localhost") && !saved.text().contains("127.0.0.1"));
    assert!(
        saved.text().contains("](/"),
        "links lead to addresses of the site"
    );
}

#[test]
fn the_list_for_programs_names_every_article_and_every_address_in_it_answers() {
    let site = TestSite::real().origin(ORIGIN).start();
    let list = site.get("/llms.txt").expect(200);
    assert_eq!(
        list.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let mut lines = list.text().lines();
    assert_eq!(lines.next(), Some("# Health Preservation Learning Network"));
    assert!(list.text().contains("\n## Sleep\n\n- ["), "{}", list.text());
    let (mut markdown, mut pages) = (0, 0);
    for event in Parser::new(list.text()) {
        if let Event::Start(Tag::Link { dest_url, .. }) = event {
            let path = dest_url.strip_prefix(ORIGIN).expect("absolute");
            let reply = site.get(path).expect(200);
            if path.ends_with(".md") {
                markdown += 1;
                assert_eq!(
                    reply.header("content-type"),
                    Some("text/markdown; charset=utf-8")
                );
                let page = site.get(path.trim_end_matches(".md")).expect(200);
                let html = page.html();
                let link = all(&html, "link[rel=alternate][type='text/markdown']");
                assert_eq!(link[0].attr("href"), Some(path));
            } else {
                pages += 1;
            }
        }
    }
    assert_eq!((markdown, pages), (12 + 1, 3));
    // A self-check is no text to read.
    site.get("/fitness-coach/check-your-back-pain-after-running.md")
        .expect(404);
}

/// The words that a reader of a page reads, without white space, and without what stands around the
/// words of the article: its title, its facts, its sources, where a number is the right one.
fn words_of_page(html: &Html) -> String {
    fn walk(element: ElementRef<'_>, out: &mut String) {
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                out.push_str(text);
            }
            let Some(child) = ElementRef::wrap(child) else {
                continue;
            };
            let has = |class: &str| child.value().classes().any(|one| one == class);
            let around = [
                "title",
                "hidden",
                "care-where",
                "facts",
                "offer",
                "offer-line",
                "topics-of",
                "cite",
                "note-label",
                "contents",
            ];
            if around.iter().any(|class| has(class))
                || ["sources", "review", "related"]
                    .iter()
                    .any(|id| child.attr("id") == Some(id))
            {
                continue;
            }
            if has("evidence") {
                let level = child
                    .value()
                    .classes()
                    .find_map(|class| class.strip_prefix("evidence-"));
                let mut text = String::new();
                walk(child, &mut text);
                let (_, rest) = text.split_once("are we?").unwrap();
                let (_, reason) = rest.split_once('.').unwrap();
                out.push_str(&format!("How sure: {}. {reason}", level.unwrap()));
                continue;
            }
            walk(child, out);
        }
    }
    let mut out = String::new();
    walk(all(html, "main")[0], &mut out);
    out.retain(|sign| !sign.is_whitespace());
    out
}

/// The words of Markdown as a reader reads them, without white space.
fn words_of_markdown(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_GFM;
    let (mut out, mut in_picture, mut in_note) = (String::new(), false, false);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Image { title, .. }) => {
                in_picture = true;
                out.push_str(&title);
            }
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::Text(words) | Event::Code(words) if !in_picture && !in_note => {
                out.push_str(&words)
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            _ => {}
        }
    }
    out.retain(|sign| !sign.is_whitespace());
    out
}

#[test]
fn the_words_alone_are_the_words_of_the_page() {
    let site = TestSite::real().origin(ORIGIN).start();
    let list = site.get("/llms.txt");
    let mut tried = 0;
    for event in Parser::new(list.text()) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        let path = dest_url.strip_prefix(ORIGIN).unwrap().to_owned();
        let Some(address) = path.strip_suffix(".md") else {
            continue;
        };
        let saved = site.get(&path).expect(200);
        let (before, words) = saved
            .text()
            .split_once(" Not medical advice.")
            .expect("a head");
        let (_, words) = words.split_once("\n\n").unwrap();
        let html = site.get(address).html();
        let heading: String = all(&html, "h1")[0].text().collect();
        assert!(
            before
                .replace('\\', "")
                .starts_with(&format!("# {heading}\n")),
            "{before}"
        );
        assert!(
            before.contains(&format!(": {ORIGIN}{address}\\\nPublished ")),
            "{before}"
        );
        let (of_page, of_saved) = (words_of_page(&html), words_of_markdown(words));
        let differ = of_page
            .char_indices()
            .zip(of_saved.chars())
            .find(|((_, a), b)| a != b);
        assert!(
            of_page == of_saved,
            "{address} at {:?}: {} / {}",
            differ,
            differ.map_or("", |((at, _), _)| &of_page[at..]),
            of_saved
                .chars()
                .skip(differ.map_or(0, |((at, _), _)| of_page[..at].chars().count()))
                .take(200)
                .collect::<String>(),
        );
        assert!(of_page.len() > 1000);
        // Links lead out of the file, numbers are those of the site, no mark of ours is left.
        assert!(
            !saved.text().contains("tel:emergency") && !saved.text().contains("{#"),
            "{path}"
        );
        for event in Parser::new(words) {
            if let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event {
                let absolute = ["https://", "http://", "tel:", "mailto:"];
                assert!(
                    absolute.iter().any(|one| dest_url.starts_with(one)),
                    "{path}: {dest_url}"
                );
                if let Some(path) = dest_url.strip_prefix(ORIGIN) {
                    site.get(path.split('#').next().unwrap()).expect(200);
                }
            }
        }
        for source in all(&html, "#sources li a[href^=http]") {
            let url = source.attr("href").unwrap();
            assert!(saved.text().contains(&format!("<{url}>")), "{path}: {url}");
        }
        tried += 1;
    }
    assert_eq!(tried, 13);
}

#[test]
fn what_is_not_published_is_in_nothing_that_machines_get() {
    let hidden = |lines: &str| {
        good(
            "title: Why is this article good?",
            "title: Zephyr\nalso_known_as: [zephyr name]",
        )
        .replace("topics: [sleep]", "topics: [sleep, zephyr]")
        .replace("status: published\n", lines)
    };
    let linking = good(
        "topics:",
        "related: [draft.md, later.md, withdrawn.md]\ntopics:",
    )
    .replace(
        "Words of the first section.",
        "[A](draft.md), [b](later.md) and [c](withdrawn.md).",
    );
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\"><path d=\"M0 0h9v9z\"/></svg>";
    let category = "---\ntitle: Zephyr naps\nsummary: A category in which there is nothing that readers can open.\nmark: mark.svg\n---\n";
    let site = TestSite::of(&[
        ("sleep/good.md", &linking),
        ("sleep/draft.md", &hidden("status: draft\n")),
        ("sleep/none.md", &hidden("")),
        (
            "sleep/later.md",
            &hidden("status: published\npublish_from: 2026-11-23\n"),
        ),
        ("sleep/withdrawn.md", &hidden("status: withdrawn\n")),
        (
            "sleep/left.md",
            &hidden("status: published\nwithdraw_on: 2026-11-22\n"),
        ),
        (
            "sleep/broken.md",
            &format!("{}\n<b>x</b>\n", hidden("status: published\n")),
        ),
        ("naps/_index.md", category),
        ("naps/mark.svg", mark),
        ("naps/draft.md", &hidden("status: draft\n")),
    ])
    .origin(ORIGIN)
    .start();
    for path in [
        "/",
        "/sleep",
        "/sleep/good",
        "/a-z",
        "/topics",
        "/topics/sleep",
        "/feed.xml",
        "/sleep/feed.xml",
        "/sitemap.xml",
        "/llms.txt",
        "/robots.txt",
        "/sleep/good.md",
    ] {
        let reply = site.get(path).expect(200);
        let text = reply.text().to_lowercase();
        for word in [
            "zephyr",
            "/sleep/draft",
            "/sleep/none",
            "/sleep/later",
            "/sleep/withdrawn",
            "/sleep/left",
            "/sleep/broken",
            "/naps",
        ] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
    for path in [
        "/sleep/draft.md",
        "/sleep/none.md",
        "/sleep/later.md",
        "/sleep/withdrawn.md",
        "/sleep/left.md",
        "/sleep/broken.md",
        "/naps/draft.md",
        "/topics/zephyr",
        "/naps/feed.xml",
        "/static/cards/of/naps.png",
        "/static/cards/of/nowhere.png",
    ] {
        let reply = site.get(path).expect(404);
        assert!(!reply.text().contains("Zephyr"), "{path}");
    }
    // On its day it is everywhere.
    site.clock().set("2026-11-23T00:00:01Z");
    for path in [
        "/sleep",
        "/a-z",
        "/topics/zephyr",
        "/feed.xml",
        "/sitemap.xml",
        "/llms.txt",
    ] {
        let text = site.get(path).expect(200).text().to_owned();
        assert!(text.contains("/sleep/later"), "{path}");
    }
    site.get("/sleep/later.md").expect(200);
}

#[test]
fn everything_for_machines_may_be_read_by_others_and_is_kept_for_minutes() {
    let site = TestSite::of(&[]).origin(ORIGIN).start();
    for (path, of_type) in [
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sleep/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/llms.txt", "text/plain; charset=utf-8"),
        ("/sleep/good.md", "text/markdown; charset=utf-8"),
        ("/static/cards/site.png", "image/png"),
    ] {
        let get = site.get(path).expect(200);
        let packs = of_type != "image/png";
        let mut wanted = vec![
            ("cache-control", "public, max-age=300"),
            ("content-type", of_type),
            ("cross-origin-resource-policy", "cross-origin"),
            ("referrer-policy", "no-referrer"),
            (
                "strict-transport-security",
                "max-age=63072000; includeSubDomains",
            ),
            ("x-content-type-options", "nosniff"),
        ];
        if packs {
            wanted.push(("vary", "Accept-Encoding"));
        }
        wanted.sort_unstable();
        let mut headers: Vec<(&str, &str)> = get
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !["date", "content-length", "connection", "etag"].contains(name))
            .collect();
        headers.sort_unstable();
        assert_eq!(headers, wanted, "{path}");
        let head = site.request("HEAD", path, &[]).expect(200);
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(head.header("etag"), get.header("etag"), "{path}");
        assert_eq!(
            head.header("content-length"),
            get.header("content-length"),
            "{path}"
        );
        let tag = get.header("etag").unwrap();
        let known = site.request("GET", path, &[("if-none-match", tag)]);
        assert_eq!((known.status, known.body.len()), (304, 0), "{path}");
        for encoding in ["gzip", "br"] {
            let packed = site
                .request("GET", path, &[("accept-encoding", encoding)])
                .expect(200);
            assert_eq!(
                packed.header("content-encoding"),
                packs.then_some(encoding),
                "{path}"
            );
            assert_eq!(packed.unpacked(), get.body, "{path}");
        }
        assert_eq!(site.send("POST", path, &[], b"x").status, 405, "{path}");
    }
}

#[test]
fn the_head_leads_to_the_feeds_and_to_the_words() {
    let site = TestSite::of(&[]).origin(ORIGIN).start();
    let feeds = |path: &str| -> Vec<(String, String)> {
        let html = site.get(path).html();
        let links = all(
            &html,
            "head link[rel=alternate][type='application/atom+xml']",
        );
        let told = |link: &ElementRef<'_>, name| link.attr(name).unwrap().to_owned();
        links
            .iter()
            .map(|link| (told(link, "href"), told(link, "title")))
            .collect()
    };
    let of_site = ("/feed.xml".to_owned(), "Test Learning Network".to_owned());
    assert_eq!(feeds("/"), std::slice::from_ref(&of_site));
    assert_eq!(feeds("/sleep/good"), std::slice::from_ref(&of_site));
    assert_eq!(
        feeds("/sleep"),
        [
            of_site,
            (
                "/sleep/feed.xml".to_owned(),
                "Sleep – Test Health".to_owned()
            )
        ]
    );
    assert!(feeds("/nowhere").is_empty());
}
