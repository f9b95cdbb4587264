//! Feeds and maps, read by programs that did not write them.

use crate::driver::{Running, TestSite};
use atom_syndication::Feed;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

const ORIGIN: &str = "https://health.example";

fn article(title: &str, lines: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: A summary that is long enough to stand in a feed and in a list.\nstatus: published\n{lines}sources:\n  - {{id: s, title: A source, publisher: A publisher, year: 2020}}\n---\nWords, and [the good one](../sleep/good.md#first).[^s]\n"
    )
}

fn category(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: A category that is there so that it has a feed of its own.\n---\nIts words.\n"
    )
}

/// Whether a sign may stand in an XML document (XML 1.0, section 2.2).
fn may_stand_in_xml(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

/// Reads XML as strictly as a program can: every element closed, every entity known, every sign
/// allowed. The text of each element, by the names of the elements it stands in.
fn xml(text: &str) -> Vec<(String, String)> {
    assert!(text.chars().all(may_stand_in_xml), "a sign that no XML has");
    let mut reader = Reader::from_str(text);
    let (mut path, mut open) = (Vec::new(), Vec::new());
    let mut found: Vec<(String, String)> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match event {
            Event::Start(element) => {
                attributes(&element);
                path.push(String::from_utf8(element.name().as_ref().to_vec()).unwrap());
                open.push(found.len());
                found.push((path.join("/"), String::new()));
            }
            Event::Empty(element) => attributes(&element),
            Event::End(_) => drop((path.pop(), open.pop())),
            Event::Text(words) => {
                if let Some(at) = open.last() {
                    found[*at].1.push_str(&words.decode().unwrap());
                }
            }
            Event::GeneralRef(entity) => {
                let sign = entity.resolve_char_ref().expect("a good number");
                let name = entity.decode().unwrap().into_owned();
                let words = sign
                    .map(String::from)
                    .or_else(|| resolve_predefined_entity(&name).map(str::to_owned));
                let words = words.unwrap_or_else(|| panic!("&{name}; is no entity of XML"));
                found[*open.last().unwrap()].1.push_str(&words);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "{path:?} is never closed");
    found
}

fn attributes(element: &quick_xml::events::BytesStart<'_>) {
    for attribute in element.attributes() {
        let attribute = attribute.expect("a good attribute");
        let value = std::str::from_utf8(&attribute.value).unwrap();
        quick_xml::escape::unescape(value).expect("known entities");
    }
}

#[track_caller]
fn feed(site: &Running, path: &str) -> Feed {
    let text = site.get(path).expect(200);
    xml(text.text());
    text.text().parse().expect("Atom")
}

fn titles(feed: &Feed) -> Vec<&str> {
    let entries = feed.entries().iter();
    entries.map(|entry| entry.title().value.as_str()).collect()
}

/// The addresses of a map with their days.
fn map(site: &Running, path: &str) -> BTreeMap<String, Option<String>> {
    let found = xml(site.get(path).expect(200).text());
    let mut pages = BTreeMap::new();
    let mut latest = String::new();
    for (element, text) in found {
        match element.as_str() {
            "urlset/url/loc" => {
                latest.clone_from(&text);
                assert!(pages.insert(text, None).is_none(), "an address twice");
            }
            "urlset/url/lastmod" => drop(pages.insert(latest.clone(), Some(text))),
            _ => {}
        }
    }
    pages
}

#[test]
fn the_feed_of_the_site_has_every_article_with_its_words_and_what_it_says_of_itself() {
    let site = TestSite::of(&[(
        "sleep/new.md",
        &article(
            "What is new?",
            "published: 2026-07-01\nauthors: [Ann Author, Bo Bard]\ntopics: [naps]\nchanges:\n  - {on: 2026-08-01, what: The dose was wrong.}\n",
        ),
    )])
    .origin(ORIGIN)
    .start();
    let reply = site.get("/feed.xml").expect(200);
    assert_eq!(
        reply.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let feed = feed(&site, "/feed.xml");
    assert_eq!(feed.title().value, "Test Learning Network");
    assert_eq!(feed.id(), "https://health.example/feed.xml");
    assert_eq!(feed.lang(), Some("en-GB"));
    let links: Vec<(&str, &str)> = feed
        .links()
        .iter()
        .map(|link| (link.rel.as_str(), link.href.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            ("self", "https://health.example/feed.xml"),
            ("alternate", "https://health.example/")
        ]
    );
    assert_eq!(titles(&feed), ["What is new?", "Why is this article good?"]);
    let new = &feed.entries()[0];
    assert_eq!(new.id(), "https://health.example/sleep/new");
    assert_eq!(new.links()[0].href, "https://health.example/sleep/new");
    let authors: Vec<&str> = new.authors().iter().map(|one| one.name.as_str()).collect();
    assert_eq!(authors, ["Ann Author", "Bo Bard"]);
    assert_eq!(new.categories()[0].term, "naps");
    assert!(new.summary().unwrap().value.starts_with("A summary that"));
    let content = new.content().unwrap();
    assert_eq!(content.content_type(), Some("html"));
    let words = content.value().unwrap();
    assert!(words.contains("1 August 2026"), "{words}");
    assert!(words.contains("The dose was wrong."), "{words}");
    assert!(
        words.contains("<a href=\"https://health.example/sleep/good#first\">the good one</a>"),
        "{words}"
    );
    assert!(words.contains("No doctor or nurse has reviewed"), "{words}");
    // A feed reader has no page around the words.
    for relative in ["href=\"/", "src=\"/", "href=\"#"] {
        assert!(!words.contains(relative), "{words}");
    }
}

#[test]
fn days_begin_in_the_time_zone_of_the_site() {
    let new = article(
        "What is new?",
        "published: 2026-07-01\nupdated: 2026-07-20\nchanges:\n  - {on: 2026-02-01, what: An older one.}\n  - {on: 2026-11-01, what: The dose was wrong.}\n",
    );
    for (zone, published, updated) in [
        (
            "Europe/London",
            "2026-07-01T00:00:00+01:00",
            "2026-11-01T00:00:00+00:00",
        ),
        (
            "Pacific/Auckland",
            "2026-07-01T00:00:00+12:00",
            "2026-11-01T00:00:00+13:00",
        ),
        (
            "America/St_Johns",
            "2026-07-01T00:00:00-02:30",
            "2026-11-01T00:00:00-02:30",
        ),
    ] {
        let (_, home) = crate::driver::BASE[0];
        let site = TestSite::of(&[
            ("_index.md", &home.replace("Europe/London", zone)),
            ("sleep/new.md", &new),
        ])
        .origin(ORIGIN)
        .start();
        let feed = feed(&site, "/feed.xml");
        let entry = &feed.entries()[0];
        assert_eq!(entry.published().unwrap().to_rfc3339(), published);
        assert_eq!(entry.updated().to_rfc3339(), updated);
        assert_eq!(feed.updated().to_rfc3339(), updated);
    }
}

#[test]
fn the_feed_of_a_category_has_what_is_in_it_and_below_it() {
    let published = "published: 2026-02-01\n";
    let site = TestSite::of(&[
        ("sleep/naps/_index.md", &category("Naps")),
        (
            "sleep/naps/short.md",
            &article("Short naps", published).replace("../sleep", ".."),
        ),
        ("sleepless/_index.md", &category("Sleepless")),
        ("sleepless/owls.md", &article("Owls", published)),
    ])
    .origin(ORIGIN)
    .start();
    assert_eq!(titles(&feed(&site, "/sleep/naps/feed.xml")), ["Short naps"]);
    assert_eq!(
        titles(&feed(&site, "/sleep/feed.xml")),
        ["Short naps", "Why is this article good?"]
    );
    let of_category = feed(&site, "/sleepless/feed.xml");
    assert_eq!(titles(&of_category), ["Owls"]);
    assert_eq!(of_category.title().value, "Sleepless – Test Health");
    assert_eq!(
        of_category.links()[1].href,
        "https://health.example/sleepless"
    );
    assert_eq!(titles(&feed(&site, "/feed.xml")).len(), 3);
    for nothing in [
        "/sleep/good/feed.xml",
        "/about/feed.xml",
        "/nowhere/feed.xml",
    ] {
        site.get(nothing).expect(404);
    }
}

#[test]
fn a_feed_has_the_fifty_that_changed_last() {
    let files: Vec<(String, String)> = (0..60)
        .map(|number| {
            let day = format!(
                "published: 2026-01-02\nupdated: 2026-0{}-{:02}\n",
                3 + number / 28,
                1 + number % 28
            );
            (
                format!("sleep/n{number}.md"),
                article(&format!("Number {number}"), &day),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = TestSite::of(&files).origin(ORIGIN).start();
    let feed = feed(&site, "/feed.xml");
    let wanted: Vec<String> = (10..60)
        .rev()
        .map(|number| format!("Number {number}"))
        .collect();
    assert_eq!(titles(&feed), wanted);
}

/// Titles that break what is written carelessly.
const NASTY: [&str; 25] = [
    "]]>",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--",
    "--> <![CDATA[",
    "a\u{fffe}b\u{ffff}c",
    "a\u{1}b\u{8}c\u{b}d\u{1f}e\u{7f}f",
    "👩‍⚕️ 🏃🏽 emoji",
    "مرحبا \u{202e}שלום\u{202c} right to left",
    "\"double\" 'single' `back`",
    "&amp; &lt; &#60; &#x3c; &nbsp; &unknown; &",
    "{{ title }} {% if true %} {# no #}",
    "\u{2028}line\u{2029}paragraph\u{85}next",
    "back\\slash \\u003c/script\\u003e",
    "javascript:alert(1)",
    "\" onmouseover=\"alert(1)",
    "*stars* _lines_ [brackets](https://evil.example) # hash",
    "%00 %0d%0a %s %n ${jndi:x}",
    "../../etc/passwd",
    "\u{200b}\u{feff}\u{200e}zero width",
    "日本語の題名 – Ünïcödé",
    "a\u{301}\u{302}\u{303}\u{304} combining",
    "1. A list, 2) another - and + more",
    "'; DROP TABLE articles; --",
    "long",
];

/// A text as YAML writes it in double quotes, with nothing in it that YAML could stumble over.
fn quoted(text: &str) -> String {
    let signs = text.chars().map(|sign| match sign {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        ' '..='~' => sign.to_string(),
        _ => format!("\\U{:08x}", u32::from(sign)),
    });
    format!("\"{}\"", signs.collect::<String>())
}

/// The words of a text that every format can hold.
fn kept(text: &str) -> String {
    text.chars()
        .filter(|sign| may_stand_in_xml(*sign) && !sign.is_control())
        .filter(|sign| !sign.is_whitespace())
        .collect()
}

#[test]
fn a_thousand_hostile_titles_break_nothing_and_run_nothing() {
    let title = |number: usize| match NASTY[number % NASTY.len()] {
        "long" => format!("{number} {}", "long ".repeat(1000)),
        nasty => format!("{nasty} {number}"),
    };
    let mut files: Vec<(String, String)> = (0..20)
        .map(|number| {
            (
                format!("c{number}/_index.md"),
                category(&quoted(&title(number))),
            )
        })
        .collect();
    for number in 0..1000 {
        let title = quoted(&title(number));
        let short = if title.len() < 300 {
            title.as_str()
        } else {
            "short"
        };
        let lines = format!(
            "published: 2026-02-01\ntopics: [{short}]\nauthors: [{short}]\nalso_known_as: [{short}]\nchanges:\n  - {{on: 2026-03-01, what: {short}}}\n"
        );
        files.push((
            format!("c{}/n{number}.md", number % 20),
            article(&title, &lines),
        ));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = TestSite::of(&files).origin(ORIGIN);
    let withheld: BTreeSet<(&str, String)> = site
        .problems()
        .into_iter()
        .filter(|(_, message)| message.starts_with("error"))
        .collect();
    assert_eq!(withheld, BTreeSet::new());
    let site = site.start();
    let mut found = BTreeSet::new();
    for number in 0..20 {
        let of_category = feed(&site, &format!("/c{number}/feed.xml"));
        assert_eq!(of_category.entries().len(), 50);
        for entry in of_category.entries() {
            found.insert(kept(&entry.title().value));
            let html = scraper::Html::parse_fragment(entry.content().unwrap().value().unwrap());
            runs_nothing(&html, entry.id());
        }
    }
    let wanted: BTreeSet<String> = (0..1000).map(|number| kept(&title(number))).collect();
    assert_eq!(found.len(), 1000);
    assert!(
        found == wanted,
        "{:?}",
        found
            .symmetric_difference(&wanted)
            .take(9)
            .collect::<Vec<_>>()
    );
    let pages = map(&site, "/sitemap.xml");
    assert!(pages.len() > 2000, "{}", pages.len());
    feed(&site, "/feed.xml");
    for (at, address) in pages.keys().enumerate() {
        let path = address.strip_prefix(ORIGIN).unwrap();
        // Of the articles every kind of title is looked at, and some of each kind.
        let number: Option<usize> = path
            .rsplit_once("/n")
            .and_then(|(_, number)| number.parse().ok());
        if number.is_some_and(|number| number >= 50)
            || (path.starts_with("/topics/") && at % 20 != 0)
        {
            continue;
        }
        let page = site.get(path).expect(200).html();
        let told = runs_nothing(&page, path);
        if let Some(number) = number {
            assert_eq!(told.len(), 1, "{path}");
            let name = told[0]["@graph"][0]["name"].as_str().unwrap();
            assert_eq!(kept(name), kept(&title(number)), "{path}");
            let heading = page
                .select(&scraper::Selector::parse("h1").unwrap())
                .next()
                .unwrap();
            let heading: String = heading.text().collect();
            assert_eq!(kept(&heading), kept(&title(number)), "{path}");
            let saved = site.get(&format!("{path}.md")).expect(200);
            let line = saved.text().lines().next().unwrap();
            let mut rendered = String::new();
            pulldown_cmark::html::push_html(&mut rendered, pulldown_cmark::Parser::new(line));
            let rendered = scraper::Html::parse_fragment(&rendered);
            runs_nothing(&rendered, path);
            let heading: String = rendered.root_element().text().collect();
            assert_eq!(kept(&heading), kept(&title(number)), "{path}.md");
        }
    }
}

/// Checks that nothing in a page can run, and hands back the data in it.
#[track_caller]
fn runs_nothing(html: &scraper::Html, shown: &str) -> Vec<serde_json::Value> {
    let mut told = Vec::new();
    for element in html.tree.nodes().filter_map(scraper::ElementRef::wrap) {
        let name = element.value().name();
        if name == "script" {
            assert_eq!(element.attr("type"), Some("application/ld+json"), "{shown}");
            let text: String = element.text().collect();
            told.push(serde_json::from_str(&text).expect("JSON"));
        }
        assert!(
            !["style", "iframe", "object", "embed", "base"].contains(&name),
            "{shown}: <{name}>"
        );
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on"), "{shown}: {attribute}");
            assert!(
                !value.trim().to_lowercase().starts_with("javascript:")
                    || !matches!(attribute, "href" | "src" | "action" | "formaction"),
                "{shown}: {value}"
            );
        }
    }
    told
}

#[test]
fn the_map_has_every_page_with_the_day_it_last_changed() {
    let site = TestSite::of(&[
        (
            "sleep/new.md",
            &article("What is new?", "published: 2026-02-01\nupdated: 2026-05-01\ntopics: [naps]\nchanges:\n  - {on: 2026-06-01, what: The dose was wrong.}\n"),
        ),
        ("sleep/naps/_index.md", &category("Naps")),
        ("sleep/naps/short.md", &article("Short", "published: 2026-03-01\n").replace("../sleep", "..")),
    ])
    .origin(ORIGIN)
    .start();
    let day = |day: &str| Some(day.to_owned());
    let wanted = [
        ("/", day("2026-06-01")),
        ("/a-z", None),
        ("/about", day("2026-01-01")),
        ("/sleep", day("2026-06-01")),
        ("/sleep/good", day("2026-01-01")),
        ("/sleep/naps", day("2026-03-01")),
        ("/sleep/naps/short", day("2026-03-01")),
        ("/sleep/new", day("2026-06-01")),
        ("/topics", None),
        ("/topics/naps", day("2026-06-01")),
        ("/topics/sleep", day("2026-01-01")),
    ];
    let wanted = wanted.map(|(path, day)| (format!("{ORIGIN}{path}"), day));
    assert_eq!(map(&site, "/sitemap.xml"), BTreeMap::from(wanted));
    for none in [
        "/sitemap-1.xml",
        "/sitemap-0.xml",
        "/sitemap-01.xml",
        "/sitemap-.xml",
    ] {
        site.get(none).expect(404);
    }
}

#[test]
fn every_address_in_the_map_and_the_feeds_of_our_site_answers() {
    let site = TestSite::real().origin(ORIGIN).start();
    let pages = map(&site, "/sitemap.xml");
    assert!(pages.len() > 40, "{}", pages.len());
    let mut feeds = vec!["/feed.xml".to_owned()];
    for address in pages.keys() {
        let path = address.strip_prefix(ORIGIN).unwrap();
        let page = site.get(path).expect(200).html();
        let canonical = scraper::Selector::parse("link[rel=canonical]").unwrap();
        let canonical = page.select(&canonical).next().expect("a canonical address");
        assert_eq!(canonical.attr("href"), Some(address.as_str()));
        let feed = format!("{}/feed.xml", path.trim_end_matches('/'));
        if site.get(&feed).status == 200 {
            feeds.push(feed);
        }
    }
    assert!(feeds.len() >= 1 + 1 + 5, "{feeds:?}");
    let mut asked = BTreeSet::new();
    for path in feeds {
        for entry in feed(&site, &path).entries() {
            assert!(pages.contains_key(entry.id()), "{}", entry.id());
            let html = scraper::Html::parse_fragment(entry.content().unwrap().value().unwrap());
            for element in html.tree.nodes().filter_map(scraper::ElementRef::wrap) {
                for name in ["href", "src"] {
                    let Some(target) = element.attr(name) else {
                        continue;
                    };
                    assert!(
                        ["https://", "http://", "tel:", "mailto:"]
                            .iter()
                            .any(|scheme| target.starts_with(scheme)),
                        "{target}"
                    );
                    if let Some(path) = target.strip_prefix(ORIGIN) {
                        let path = path.split('#').next().unwrap();
                        if asked.insert(path.to_owned()) {
                            site.get(path).expect(200);
                        }
                    }
                }
            }
        }
    }
    assert!(asked.len() > 10, "{}", asked.len());
}
