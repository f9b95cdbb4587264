//! The search: what it finds, what it says, and what it never tells.

use crate::driver::{Reply, Running, TestSite, repository};
use health_preservation::content::{Changes, Contents, Shelf, SourceEntry};
use health_preservation::search::Query;
use health_preservation::site::{Clock, Edition, LiveSite, SystemClock};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A search as the table of known items has it.
struct Known {
    typed: String,
    expected: String,
    kind: String,
}

fn table() -> Vec<Known> {
    let text = std::fs::read_to_string(repository("tests/fixtures/searches.tsv")).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let table = lines.map(|line| {
        let [typed, expected, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("what is typed, the address and the kind, with tabs between them: {line}");
        };
        Known {
            typed: typed.to_owned(),
            expected: expected.to_owned(),
            kind: kind.to_owned(),
        }
    });
    table.collect()
}

fn search(site: &Running, typed: &str) -> Reply {
    let words: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    site.get(&format!("/search?q={words}"))
}

/// The addresses that were found, in their order.
fn found(reply: &Reply) -> Vec<String> {
    let page = reply.html();
    let selector = scraper::Selector::parse(".hit-list h3 a").unwrap();
    let links = page.select(&selector);
    links
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

#[test]
fn what_readers_look_for_comes_first() {
    let site = TestSite::real().start();
    let mut ranks: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut missed = Vec::new();
    let table = table();
    assert!(table.len() >= 60);
    for known in &table {
        let found = found(&search(&site, &known.typed).expect(200));
        let place = found.iter().position(|address| *address == known.expected);
        if place != Some(0) {
            missed.push(format!(
                "{} ({}): {place:?} {:?}",
                known.typed,
                known.kind,
                found.first()
            ));
        }
        let rank = place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        ranks.entry(known.kind.clone()).or_default().push(rank);
    }
    let mean = |ranks: &[f64]| ranks.iter().sum::<f64>() / ranks.len() as f64;
    for (kind, ranks) in &ranks {
        println!("{kind:>10}: {:.3} over {}", mean(ranks), ranks.len());
    }
    let all: Vec<f64> = ranks.into_values().flatten().collect();
    println!("{:>10}: {:.3} over {}", "all", mean(&all), all.len());
    println!("not first:\n{}", missed.join("\n"));
    assert!(mean(&all) >= 0.9);
}

/// The base article with another title and other last words.
fn article(title: &str, words: &str) -> String {
    let (_, good) = crate::driver::BASE[3];
    good.replace("Why is this article good?", title)
        .replace("Words of the second section.", words)
}

/// The base site with lists of words for search.
fn site_file(lists: &str) -> String {
    let (_, site) = crate::driver::BASE[0];
    site.replace("emergency:\n", &format!("{lists}\nemergency:\n"))
}

fn title(reply: &Reply) -> String {
    words_of(reply, "title")
}

fn words_of(reply: &Reply, selector: &str) -> String {
    let selector = scraper::Selector::parse(selector).unwrap();
    let page = reply.html();
    let words = page.select(&selector).flat_map(|one| one.text());
    let words: String = words.collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_misspelt_search_finds_the_article_and_can_be_made_as_typed() {
    let site = TestSite::real().start();
    let reply = search(&site, "backake after joging").expect(200);
    assert_eq!(
        found(&reply)[0],
        "/fitness-coach/why-does-long-distance-running-hurt-your-back"
    );
    assert!(words_of(&reply, "main").contains("Showing results for backache after jogging."));
    assert!(title(&reply).contains(" results for backache after jogging – "));
    let link = "/search?q=backake+after+joging&as=typed";
    assert!(
        reply.text().contains(&link.replace('&', "&#38;")),
        "{}",
        reply.text()
    );
    let typed = site.get(link).expect(200);
    assert_eq!(found(&typed), [""; 0]);
    assert!(title(&typed).starts_with("No results for backake after joging"));
}

#[test]
fn only_what_readers_can_open_is_found() {
    let draft = article("A zephyrdraft", "").replace("status: published", "status: draft");
    let later = article("A zephyrlater", "").replace(
        "published: 2026-01-01",
        "published: 2026-01-01\npublish_from: 2026-12-24",
    );
    let gone = article("A zephyrgone", "").replace(
        "status: published",
        "status: withdrawn\nwithdrawn_because: It was wrong.",
    );
    let ends = article("A zephyrends", "").replace(
        "published: 2026-01-01",
        "published: 2026-01-01\nwithdraw_on: 2026-12-24",
    );
    let broken = article("A zephyrbroken", "<br>");
    let site = TestSite::of(&[
        ("sleep/draft.md", &draft),
        ("sleep/later.md", &later),
        ("sleep/gone.md", &gone),
        ("sleep/ends.md", &ends),
        ("sleep/broken.md", &broken),
    ])
    .start();
    // Misspelt, too: what is not public is not what anybody meant.
    for typed in [
        "zephyrdraft",
        "zephyrlater",
        "zephyrgone",
        "zephyrbroken",
        "zephyrdrafd",
        "zephyrgon",
    ] {
        let reply = search(&site, typed).expect(200);
        assert_eq!(found(&reply), [""; 0], "{typed}");
        assert!(
            title(&reply).starts_with(&format!("No results for {typed}")),
            "{typed}"
        );
    }
    assert_eq!(found(&search(&site, "zephyrends")), ["/sleep/ends"]);
    site.clock().set("2026-12-24T00:00:00Z");
    assert_eq!(found(&search(&site, "zephyrlater")), ["/sleep/later"]);
    assert_eq!(found(&search(&site, "zephyrends")), [""; 0]);
    assert_eq!(found(&search(&site, "zephyrend")), [""; 0]);
}

#[test]
fn an_edition_is_searched_as_it_is_whatever_came_after() {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let first = article("First zephyr", "Breezes.");
    let site = TestSite::of(&[("sleep/wind.md", &first)]);
    let live = LiveSite::new(Shelf::build(site.sources()), clock);
    live.keep_searchable().unwrap();
    let old = live.edition();
    let change = |text: &str| Changes {
        files: vec![SourceEntry {
            path: "sleep/wind.md".to_owned(),
            contents: Contents::Text(text.to_owned()),
        }],
        gone: Vec::new(),
    };
    let find = |edition: &Edition, typed: &str| {
        let query = Query::parse(typed).unwrap();
        let searchable = edition.searchable().expect("it was made ready");
        let found = searchable.find(edition.library(), &query, true).unwrap();
        found.all.len()
    };
    for round in 0..30 {
        let text = article("Next zephyr", &format!("Gale number{round}."));
        live.take_in(&change(&text));
        let new = live.edition();
        for (typed, before, after) in [
            ("zephyr", 1, 1),
            ("breeze", 1, 0),
            ("gale", 0, 1),
            (&format!("number{round}"), 0, 1),
            (&format!("number{}", round + 1), 0, 0),
        ] {
            assert_eq!(find(&old, typed), before, "{typed}, round {round}");
            assert_eq!(find(&new, typed), after, "{typed}, round {round}");
        }
    }
    live.take_in(&Changes {
        files: Vec::new(),
        gone: vec!["sleep/wind.md".to_owned()],
    });
    assert_eq!(find(&live.edition(), "zephyr"), 0);
    assert_eq!(find(&live.edition(), "good"), 1);
    assert_eq!(find(&old, "zephyr"), 1);
}

#[test]
fn words_in_quotes_stand_one_after_the_other() {
    let site = TestSite::of(&[
        (
            "sleep/one.md",
            &article("One", "The quick brown zephyr sleeps."),
        ),
        (
            "sleep/two.md",
            &article("Two", "The zephyr is brown, and quick."),
        ),
    ])
    .start();
    let sorted = |typed: &str| {
        let mut found = found(&search(&site, typed));
        found.sort();
        found
    };
    assert_eq!(sorted("brown zephyr"), ["/sleep/one", "/sleep/two"]);
    for typed in ["\"brown zephyr\"", "“brown zephyr”", "«Brown Zephyrs»"] {
        assert_eq!(found(&search(&site, typed))[0], "/sleep/one", "{typed}");
        assert!(
            title(&search(&site, typed)).starts_with("1 result for"),
            "{typed}"
        );
    }
    // Words that say nothing keep their places.
    assert_eq!(found(&search(&site, "\"zephyr is brown\"")), ["/sleep/two"]);
    assert!(found(&search(&site, "\"the is\"")).contains(&"/sleep/two".to_owned()));
    // Nothing has the phrase, so its words are looked for one by one, and the page says so.
    let reply = search(&site, "\"zephyr quick\"");
    assert!(words_of(&reply, "h2").contains("With some of your words"));
    assert_eq!(found(&reply).len(), 2);
}

#[test]
fn accents_and_forms_of_letters_make_no_difference() {
    let site = TestSite::of(&[(
        "sleep/cafe.md",
        &article("A Café für Zoë", "Œdema, naïve and “isn’t”."),
    )])
    .start();
    for typed in [
        "cafe",
        "CAFÉ",
        "cafe\u{301}",
        "ｃａｆé",
        "fur zoe",
        "oedema",
        "naive",
        "isnt",
        "isn't",
        "isn’t",
        "ca\u{202e}fe",
    ] {
        assert_eq!(found(&search(&site, typed)), ["/sleep/cafe"], "{typed}");
    }
}

#[test]
fn a_result_shows_the_words_and_the_section_they_stand_in() {
    let words = "Zephyrs blow \\<softly\\> & \"well\" at night.";
    let site = TestSite::of(&[("sleep/wind.md", &article("Of wind", words))]).start();
    let reply = search(&site, "zephyr <softly>").expect(200);
    let html = reply.html();
    let all = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        html.select(&selector).map(|one| one.html()).collect()
    };
    assert_eq!(all("mark"), ["<mark>Zephyrs</mark>", "<mark>softly</mark>"]);
    assert!(
        reply
            .text()
            .contains("&#60;<mark>softly</mark>&#62; &#38; "),
        "{}",
        reply.text()
    );
    assert_eq!(
        all(".hit-list .small a"),
        ["<a href=\"/sleep/wind#second\">Second things</a>"]
    );
    assert_eq!(all("softly"), [""; 0]);
}

#[test]
fn what_was_typed_is_shown_and_does_nothing() {
    let site = TestSite::of(&[]).start();
    for typed in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus=alert(1) autofocus '",
        "{{7*7}} {% x %} ${x}",
        "title:(good OR *) AND -x^2~3 /a.*/ [a TO z]",
        "a\0b\u{202e}c\u{1b}[31m",
        "good%00%0d%0aSet-Cookie:x",
    ] {
        let reply = search(&site, typed).expect(200);
        let html = reply.html();
        for selector in [
            "script",
            "img:not(.mark)",
            "[onfocus]",
            "[onerror]",
            "[autofocus]",
        ] {
            let selector = scraper::Selector::parse(selector).unwrap();
            assert_eq!(html.select(&selector).count(), 0, "{typed}");
        }
        let unseen = |sign: char| sign.is_control() && sign != '\n' || sign == '\u{202e}';
        assert!(!reply.text().contains(unseen), "{typed}");
        assert!(reply.header("set-cookie").is_none());
    }
    // A wildcard, a field or an operator finds no more than its letters.
    for typed in [
        "*",
        "go*",
        "g?od",
        "title:*",
        "NOT zephyr",
        "/.*/",
        "good~",
        "zeph OR yr",
    ] {
        let reply = search(&site, typed).expect(200);
        assert!(found(&reply).len() <= 1, "{typed}");
    }
    assert_eq!(found(&search(&site, "go*")), [""; 0]);
}

#[test]
fn a_search_is_kept_nowhere() {
    const WORD: &str = "zephyrcanary";
    let site = TestSite::real().start();
    for path in [
        format!("/search?q={WORD}"),
        format!("/search?q=back+pain+{WORD}&page=2&{WORD}={WORD}"),
        format!("/search?q={}", WORD.repeat(20)),
        format!("/search?{WORD}"),
        format!("/search/?q={WORD}"),
    ] {
        for method in ["GET", "HEAD", "POST"] {
            let headers = [("accept-encoding", "br, gzip"), ("if-none-match", "*")];
            let reply = site.request(method, &path, &headers);
            let is_search = path.starts_with("/search?");
            if method != "POST" && is_search {
                assert!(matches!(reply.status, 200 | 400), "{method} {path}");
                assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
                assert_eq!(reply.header("x-robots-tag"), Some("noindex"), "{path}");
                // The length of packed words would tell what they are.
                assert_eq!(reply.header("content-encoding"), None, "{path}");
                assert_eq!(reply.header("etag"), None, "{path}");
            }
            if method == "POST" && is_search {
                assert_eq!(reply.status, 405);
                assert_eq!(reply.header("allow"), Some("GET, HEAD"));
            }
            if !is_search && method == "GET" {
                assert_eq!(reply.status, 301);
                assert_eq!(reply.header("location"), Some("/search"));
            }
        }
    }
    let log = site.logged();
    assert!(log.contains("\"/search\""));
    assert!(!log.contains(WORD) && !log.contains("back"), "{log}");
}

#[test]
fn nothing_typed_and_too_much_typed_are_answered_with_help() {
    let site = TestSite::real().start();
    for path in ["/search", "/search?q=", "/search?q=+%20%00", "/search?x=1"] {
        let reply = site.get(path).expect(200);
        assert!(title(&reply).starts_with("Search – "), "{path}");
        assert!(reply.text().contains("href=\"/sleep\""), "{path}");
        assert!(words_of(&reply, "main").contains("We keep nothing of what you look for"));
    }
    let reply = site.get("/search?q=%F0%9F%8F%83").expect(200);
    assert!(words_of(&reply, "main").contains("There is no word in “🏃” that we could look for."));
    let typed = |length: usize| "sleep ".repeat(length / 6) + &"x".repeat(length % 6);
    assert_eq!(search(&site, &typed(199)).status, 200);
    assert_eq!(search(&site, &typed(200)).status, 200);
    let reply = search(&site, &typed(203)).expect(400);
    assert!(title(&reply).starts_with("Error: That is too long to search for"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert!(words_of(&reply, "main").contains("at most 200 characters"));
    let most = "pain sleep back knee salt fibre mood tired";
    assert!(!words_of(&search(&site, most), "main").contains("left out"));
    let over = search(&site, &format!("{most} screen")).expect(200);
    assert!(words_of(&over, "main").contains("at most 8 words at a time"));
    let none = search(&site, "qqqqq wwwww").expect(200);
    assert!(
        words_of(&none, "main")
            .contains("If you are worried about how you feel, do not search on. Call NHS 111")
    );
    assert!(none.text().contains("href=\"/sleep\""));
}

#[test]
fn urgent_searches_are_answered_by_how_to_get_help_first() {
    let site = TestSite::real().start();
    let cards = |typed: &str| {
        let words = words_of(&search(&site, typed), ".care-heading");
        let emergency = words.contains("If this is happening now, call 999");
        let crisis = words.contains("You do not have to face this alone");
        (emergency, crisis)
    };
    for typed in [
        "chest pain",
        "chest pains when running",
        "pain in my chest",
        "chst pain",
        "cant pee",
        "can't wee",
        "cannot urinate",
        "I cannot breath",
        "numbness between my legs",
        "both my legs are weak",
        "stroke",
        "overdosed",
        "Heart Attacks",
        "unconcious",
    ] {
        assert_eq!(cards(typed), (true, false), "{typed}");
    }
    for typed in [
        "suicide",
        "suicidal",
        "suicidal thoughts",
        "sucide",
        "i want to die",
        "self harm",
        "self-harming",
        "killing myself",
        "selfharm",
    ] {
        assert_eq!(cards(typed), (false, true), "{typed}");
    }
    assert_eq!(cards("suicide by overdose"), (true, true));
    for typed in [
        "back pain",
        "how to die cut",
        "chest",
        "legs weak core",
        "kill time",
        "diet",
        "breathe",
    ] {
        assert_eq!(cards(typed), (false, false), "{typed}");
    }
    let reply = search(&site, "chest pain");
    let text = reply.text();
    assert!(text.find("care-emergency").unwrap() < text.find("id=\"search-words\"").unwrap());
    assert!(text.contains("href=\"tel:999\""));
}

#[test]
fn more_results_than_a_page_holds_are_paged() {
    let articles: Vec<(String, String)> = (0..215)
        .map(|number| {
            let words = "zephyr ".repeat(1 + number % 3);
            (
                format!("sleep/wind-{number}.md"),
                article(&format!("Wind {number}"), &words),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = articles
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = TestSite::of(&files).start();
    let mut seen = std::collections::BTreeSet::new();
    for page in 1..=20 {
        let reply = site
            .get(&format!("/search?q=zephyr&page={page}"))
            .expect(200);
        let found = found(&reply);
        assert_eq!(found.len(), 10);
        seen.extend(found);
        let heading = words_of(&reply, "h1");
        assert_eq!(heading, "More than 200 results for zephyr");
        let text = reply.text();
        assert_eq!(text.contains("rel=\"prev\""), page > 1);
        assert_eq!(text.contains("rel=\"next\""), page < 20);
        assert_eq!(
            title(&reply).contains(&format!(", page {page} of 20")),
            page > 1
        );
    }
    assert_eq!(seen.len(), 200);
    for (page, shown) in [
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("21", 20),
        ("99999999999999999999", 1),
    ] {
        let reply = site
            .get(&format!("/search?q=zephyr&page={page}"))
            .expect(200);
        assert!(
            words_of(&reply, ".pager").contains(&format!("Page {shown} of 20")),
            "{page}"
        );
    }
    let few = site.get("/search?q=%22wind+7%22&page=3").expect(200);
    assert_eq!(found(&few), ["/sleep/wind-7"]);
    assert!(title(&few).starts_with("1 result for \"wind 7\" – "));
}

#[test]
fn the_site_can_use_words_for_each_other() {
    let lists = "synonyms:\n  - [zephyr, light wind]\n  - [gale, storm]";
    let site = TestSite::of(&[
        ("_index.md", &site_file(lists)),
        ("sleep/one.md", &article("One", "A light wind.")),
        ("sleep/two.md", &article("Two", "Zephyrs.")),
        (
            "sleep/three.md",
            &article("Three", "The light went out, and wind came in."),
        ),
        ("sleep/four.md", &article("Four", "Many storms.")),
    ])
    .start();
    let sorted = |typed: &str| {
        let mut found = found(&search(&site, typed));
        found.sort();
        found
    };
    assert_eq!(sorted("zephyr"), ["/sleep/one", "/sleep/two"]);
    assert_eq!(
        sorted("light winds"),
        ["/sleep/one", "/sleep/three", "/sleep/two"]
    );
    assert_eq!(sorted("gale"), ["/sleep/four"]);
    assert_eq!(
        sorted("gael"),
        ["/sleep/four"],
        "a word of the list only, misspelt"
    );
}

#[test]
fn a_rare_word_is_taken_at_its_word_and_another_is_suggested() {
    let common: Vec<(String, String)> = (0..8)
        .map(|number| {
            (
                format!("sleep/c{number}.md"),
                article("C", "Snoring still."),
            )
        })
        .collect();
    let mut files: Vec<(&str, &str)> = common
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let rare = article("R", "Storing a house.");
    files.push(("sleep/rare.md", &rare));
    let site = TestSite::of(&files).start();
    let reply = search(&site, "storing").expect(200);
    assert_eq!(found(&reply), ["/sleep/rare"]);
    assert!(words_of(&reply, "main").contains("Did you mean snoring?"));
    assert!(reply.text().contains("href=\"/search?q=snoring\""));
}

#[test]
fn every_page_has_one_search_box_and_browsers_are_told_of_it() {
    let site = TestSite::real().origin("https://health.example").start();
    for path in [
        "/",
        "/sleep",
        "/sleep/why-do-you-wake-up-tired",
        "/nowhere",
        "/search",
        "/search?q=x",
    ] {
        let page = site.get(path).html();
        let count = |selector: &str| {
            let selector = scraper::Selector::parse(selector).unwrap();
            page.select(&selector).count()
        };
        assert_eq!(
            count("form[role=search][action='/search'][method=get]"),
            1,
            "{path}"
        );
        assert_eq!(count("label[for=search-words]"), 1, "{path}");
        assert_eq!(
            count("#search-words[name=q][autocomplete=off][maxlength='200']"),
            1,
            "{path}"
        );
        assert_eq!(
            count("link[rel=search][href='/opensearch.xml']"),
            1,
            "{path}"
        );
        assert_eq!(count("h1"), 1, "{path}");
    }
    let reply = site.get("/opensearch.xml").expect(200);
    assert_eq!(
        reply.header("content-type"),
        Some("application/opensearchdescription+xml; charset=utf-8")
    );
    assert!(
        reply
            .text()
            .contains("template=\"https://health.example/search?q={searchTerms}\"")
    );
    let nameless = TestSite::of(&[]).start();
    nameless.get("/opensearch.xml").expect(404);
    assert!(!nameless.get("/").text().contains("rel=\"search\""));
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most
    }
}

#[test]
fn whatever_is_typed_gets_an_answer() {
    let site = TestSite::real().start();
    let parts = [
        "back",
        "pain",
        "sleeep",
        "the",
        "\"",
        "“",
        "”",
        "«",
        " ",
        "  ",
        "\0",
        "\u{202e}",
        "🏃",
        "👩‍👩‍👧",
        "*",
        "?",
        "~2",
        "AND",
        "NOT",
        "(",
        ")",
        "[a TO b]",
        ":",
        "/.*/",
        "\\",
        "\u{301}",
        "ß",
        "İ",
        "睡眠",
        "\u{fdfa}",
        "\u{ffff}",
        "é",
        "'",
        "’",
        "-",
        "%",
        "<",
        "&",
        "0",
        "99999999999",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "ﬃ",
        "\t",
        "\r\n",
        "x\u{ad}y",
    ];
    let mut dice = Dice(7);
    for _ in 0..200 {
        let mut typed = String::new();
        for _ in 0..dice.below(14) {
            typed.push_str(parts[dice.below(parts.len())]);
            if dice.below(2) == 0 {
                typed.push(' ');
            }
        }
        let reply = search(&site, &typed);
        assert!(
            matches!(reply.status, 200 | 400),
            "{typed:?}: {}",
            reply.status
        );
    }
    // Bytes that are no text.
    for query in [
        "q=%ff%fe",
        "q=%",
        "q=%zz&q=a",
        "q=a&q=b",
        "&&&",
        "q",
        "=x",
        "page=1",
        "q=a&page=",
    ] {
        site.get(&format!("/search?{query}")).expect(200);
    }
}
