//! What the site remembers of a reader: nothing. Words that a request carries are looked for in
//! everything that is kept.

use crate::driver::TestSite;
use health_preservation::telemetry::Level;
use std::collections::BTreeSet;

/// A word that only a request can bring.
const WORD: &str = "zephyrcanary";

fn lines(log: &str) -> Vec<serde_json::Map<String, serde_json::Value>> {
    log.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

#[test]
fn no_word_of_a_request_is_logged() {
    let site = TestSite::of(&[]).start();
    let canaries = [
        ("referer", format!("https://{WORD}.example/{WORD}")),
        ("user-agent", format!("{WORD}/1.0")),
        ("cookie", format!("{WORD}={WORD}")),
        ("x-forwarded-for", WORD.to_owned()),
        ("forwarded", format!("for={WORD}")),
        ("authorization", format!("Basic {WORD}")),
        ("accept-language", WORD.to_owned()),
        ("accept-encoding", WORD.to_owned()),
        ("if-none-match", format!("\"{WORD}\"")),
        ("host", format!("{WORD}.example")),
        (WORD, WORD.to_owned()),
    ];
    let headers: Vec<(&str, &str)> = canaries
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    for path in [
        format!("/{WORD}"),
        format!("/sleep/{WORD}"),
        format!("/sleep/good?{WORD}={WORD}"),
        format!("/?q={WORD}"),
        format!("/static/{WORD}.css"),
        format!("/Sleep?{WORD}"),
        format!("/sleep/good/{WORD}/../{WORD}"),
        format!("/%7a{WORD}"),
        format!("/{}", WORD.repeat(300)),
    ] {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE"] {
            site.send(
                method,
                &path,
                &headers,
                if method == "POST" {
                    WORD.as_bytes()
                } else {
                    b""
                },
            );
        }
    }
    site.raw(
        format!(
            "{} / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            WORD.to_uppercase()
        )
        .as_bytes(),
    );
    site.raw(
        format!(
            "GET http://{WORD}.example/{WORD} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
        )
        .as_bytes(),
    );
    site.clock().fail_once();
    site.request("GET", &format!("/{WORD}"), &headers);
    let log = site.logged();
    assert_eq!(log.lines().count(), 9 * 5 + 3, "every request is logged");
    assert!(!log.to_lowercase().contains(WORD), "{log}");
    // Nor who asked, nor what was read.
    for kept in ["127.0.0.1", "good", "sleep", "?", "%"] {
        assert!(!log.contains(kept), "{kept} is in the log:\n{log}");
    }
}

#[test]
fn a_log_line_has_these_fields_and_no_others() {
    let site = TestSite::of(&[]).start();
    site.get("/sleep/good");
    site.get("/nowhere");
    site.request("BREW", "/", &[]);
    let lines = lines(&site.logged());
    assert_eq!(lines.len(), 3);
    for line in &lines {
        let fields: Vec<&str> = line
            .keys()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        assert_eq!(
            fields,
            ["bytes", "method", "microseconds", "route", "status", "time"]
        );
        let time = line["time"].as_str().unwrap();
        assert!(
            time.parse::<jiff::Timestamp>().is_ok() && time.ends_with('Z'),
            "{time}"
        );
        assert!(line["bytes"].is_u64() && line["microseconds"].is_u64() && line["status"].is_u64());
    }
    assert_eq!(lines[0]["status"], 200);
    assert_eq!(lines[0]["bytes"], site.get("/sleep/good").body.len());
    assert_eq!(lines[1]["status"], 404);
    assert_eq!(lines[2]["method"], "other");
}

#[test]
fn the_route_is_a_pattern_out_of_a_closed_set() {
    let (_, good) = crate::driver::BASE[3];
    let line = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"></svg>";
    let pictured = good.replace(
        "Words of the second section.",
        "![A line](pictured/line.svg)",
    );
    let site = TestSite::of(&[
        (
            "sleep/gone.md",
            &good.replace("status: published", "status: withdrawn"),
        ),
        ("sleep/broken.md", &format!("{good}\n<b>x</b>\n")),
        ("sleep/pictured.md", &pictured),
        ("sleep/pictured/line.svg", line),
    ])
    .origin("https://health.example")
    .start();
    let css = health_preservation::assets::stylesheet().path.clone();
    let long = format!("/{}", "a".repeat(3000));
    for (path, route) in [
        ("/", "/"),
        ("/sleep", "/{category}"),
        ("/sleep/good", "/{category}/{article}"),
        ("/about", "/{page}"),
        ("/a-z", "/a-z"),
        ("/topics", "/topics"),
        ("/topics/sleep", "/topics/{topic}"),
        ("/topics/nothing", "unmatched"),
        ("/sleep/good.md", "/{category}/{article}.md"),
        ("/feed.xml", "/{category}/feed.xml"),
        ("/sleep/feed.xml", "/{category}/feed.xml"),
        ("/sitemap.xml", "/sitemap.xml"),
        ("/robots.txt", "/robots.txt"),
        ("/llms.txt", "/llms.txt"),
        ("/static/cards/site.png", "/static/cards/{category}"),
        ("/sleep/pictured/line.svg", "/{category}/{picture}"),
        (&css, "/static/{file}"),
        ("/favicon.ico", "/static/{file}"),
        ("/Sleep", "moved"),
        ("/sleep/gone", "withdrawn"),
        ("/sleep/broken", "being-corrected"),
        ("/nowhere", "unmatched"),
        (&long, "unmatched"),
    ] {
        site.get(path);
        let lines = lines(&site.logged());
        assert_eq!(lines.last().unwrap()["route"], route, "{path}");
    }
    site.clock().fail_once();
    site.get("/sleep/good");
    assert_eq!(lines(&site.logged()).last().unwrap()["route"], "failed");
}

#[test]
fn at_the_level_of_errors_only_our_failures_are_logged_and_off_is_off() {
    let requests = |level| {
        let site = TestSite::of(&[]).log(level).start();
        site.get("/");
        site.get("/nowhere");
        site.clock().fail_once();
        site.get("/");
        lines(&site.logged())
            .iter()
            .map(|line| line["status"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(requests(Level::Requests), [200, 404, 500]);
    assert_eq!(requests(Level::Errors), [500]);
    assert_eq!(requests(Level::Off), [0; 0]);
}

#[test]
fn no_page_repeats_a_word_of_its_request() {
    let site = TestSite::of(&[]).start();
    for path in [
        format!("/{WORD}"),
        format!("/?{WORD}"),
        format!("/sleep/good?q={WORD}"),
        format!("/{WORD}/%3Cscript%3E"),
    ] {
        for method in ["GET", "POST"] {
            let reply = site.send(method, &path, &[("referer", WORD), ("cookie", WORD)], b"");
            assert!(!reply.text().contains(WORD), "{method} {path}");
            assert!(
                !reply.headers.iter().any(|(_, value)| value.contains(WORD)),
                "{method} {path}"
            );
        }
    }
}

#[test]
fn pages_are_the_same_for_every_reader() {
    let site = TestSite::real().start();
    for path in ["/", "/sleep", "/nowhere"] {
        let plain = site.get(path);
        let other = site.request(
            "GET",
            path,
            &[
                ("user-agent", "Another browser"),
                ("accept-language", "de"),
                ("cookie", "a=b"),
                ("dnt", "1"),
                ("sec-gpc", "1"),
                ("save-data", "on"),
                ("sec-ch-ua-mobile", "?1"),
                ("range", "bytes=0-10"),
            ],
        );
        assert_eq!(plain.status, other.status, "{path}");
        assert!(plain.body == other.body, "{path}");
    }
}
