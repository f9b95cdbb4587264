//! The preview: what whoever writes sees beside the page, and how an open page learns of a change.
//! And that readers get none of it.

use crate::driver::{BASE, Reply, Running, TestSite};
use crate::live_folder::LiveFolder;
use health_preservation::assets;
use scraper::{Html, Selector};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

fn good() -> &'static str {
    BASE[3].1
}

fn draft() -> String {
    good().replace("status: published", "status: draft")
}

/// An article that cannot be read, with two mistakes and a warning.
fn broken() -> String {
    good().replace("summary:", "sumary:").replace(
        "Words of the first section.",
        "See [there](nowhere.md). Click [here](good.md).",
    )
}

/// The text of the first element, as a browser would show it.
#[track_caller]
fn text(page: &Html, selector: &str) -> String {
    let found = page.select(&Selector::parse(selector).unwrap()).next();
    let found = found.unwrap_or_else(|| panic!("there is no {selector} in {}", page.html()));
    let words = found.text().collect::<String>();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).unwrap()).count()
}

fn standing(site: &Running, path: &str) -> String {
    text(&site.get(path).html(), ".preview-standing")
}

/// The name of the edition that a page shows.
#[track_caller]
fn seen(reply: &Reply) -> String {
    let page = reply.html();
    let bar = page.select(&Selector::parse("#preview").unwrap()).next();
    let bar = bar.expect("a bar").value();
    bar.attr("data-seen").expect("an edition").to_owned()
}

/// A stream of news.
struct Stream(BufReader<TcpStream>);

impl Stream {
    #[track_caller]
    fn open(site: &Running, query: &str) -> Self {
        let mut stream = TcpStream::connect(site.address()).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            stream,
            "GET /.preview/events{query} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        let mut stream = Self(BufReader::new(stream));
        stream.line_with("retry: ");
        stream
    }

    /// The next line that begins so; an empty one when the stream has ended.
    #[track_caller]
    fn line_with(&mut self, begin: &str) -> String {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return String::new();
            }
            if let Some(rest) = line.strip_prefix(begin) {
                return rest.trim_end().to_owned();
            }
        }
    }

    #[track_caller]
    fn news(&mut self) -> serde_json::Value {
        serde_json::from_str(&self.line_with("data: ")).expect("news")
    }
}

#[test]
fn the_bar_says_what_readers_see_of_a_page() {
    let later = good().replace(
        "published: 2026-01-01",
        "published: 2026-12-24\npublish_from: 2026-12-24",
    );
    let gone = good().replace("status: published", "status: withdrawn");
    let site = TestSite::of(&[
        ("sleep/draft.md", &draft()),
        ("sleep/later.md", &later),
        ("sleep/gone.md", &gone),
        ("sleep/broken.md", &broken()),
        (
            "sleep/broken-draft.md",
            &broken().replace("status: published", "status: draft"),
        ),
        ("new/_index.md", BASE[2].1),
        ("new/draft.md", &draft()),
    ])
    .preview()
    .start();
    for (path, words) in [
        ("/", "Preview · Readers see this page"),
        ("/sleep/good", "Preview · Readers see this page"),
        ("/sleep", "Preview · Readers see this page"),
        (
            "/sleep/draft",
            "Preview · Draft: readers cannot see this page",
        ),
        ("/sleep/later", "Preview · Published from 24 December 2026"),
        (
            "/sleep/gone",
            "Preview · Withdrawn: readers see that it was taken down",
        ),
        (
            "/sleep/broken",
            "Preview · Readers see that this page is being corrected",
        ),
        (
            "/sleep/broken-draft",
            "Preview · Draft: readers cannot see this page",
        ),
        (
            "/new",
            "Preview · Readers cannot see this page: nothing in it is published",
        ),
        ("/nowhere", "Preview · There is no page at this address"),
        ("/.preview/problems", "Preview · All problems"),
    ] {
        assert_eq!(standing(&site, path), words, "{path}");
    }
}

#[test]
fn readers_get_nothing_of_the_preview() {
    let files = [
        ("sleep/draft.md", &*draft()),
        ("sleep/broken.md", &*broken()),
    ];
    let site = TestSite::of(&files).start();
    let preview = TestSite::of(&files).preview().start();
    for asset in assets::of_preview() {
        preview.get(&asset.path).expect(200);
        site.get(&asset.path).expect(404);
    }
    for path in [
        "/.preview/problems",
        "/.preview/events",
        "/.preview",
        "/.preview/",
    ] {
        site.get(path).expect(404);
    }
    preview.get("/sleep/draft").expect(200);
    site.get("/sleep/draft").expect(404);
    for path in [
        "/",
        "/sleep",
        "/sleep/good",
        "/sleep/broken",
        "/sleep/draft",
        "/about",
        "/nowhere",
    ] {
        let reply = site.get(path);
        let html = reply.text();
        assert!(
            !html.contains("<script") && !html.contains("preview"),
            "{path}: {html}"
        );
        let policy = reply.header("content-security-policy").unwrap();
        assert!(
            !policy.contains("script-src") && !policy.contains("connect-src"),
            "{policy}"
        );
    }
}

/// Asks for a target by a name, as a browser does that was led here by it.
fn ask(site: &Running, method: &str, target: &str, host: &str) -> Reply {
    let request =
        format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    Reply::parse(&site.raw(request.as_bytes()))
}

#[test]
fn the_preview_answers_to_every_name_that_is_of_this_machine_alone() {
    let site = TestSite::of(&[("sleep/draft.md", &draft())])
        .preview()
        .start();
    for host in [
        "localhost",
        "localhost:8081",
        "LocalHost:8081",
        "health.localhost",
        "my.health.localhost:80",
        "127.0.0.1",
        "127.0.0.1:8081",
        "127.1.2.3:65535",
        "[::1]",
        "[::1]:8081",
    ] {
        ask(&site, "GET", "/sleep/draft", host).expect(200);
    }
    ask(&site, "GET", "http://localhost/sleep/draft", "localhost").expect(200);
}

#[test]
fn a_page_of_another_site_that_leads_its_own_name_here_learns_nothing_of_a_draft() {
    let site = TestSite::of(&[("sleep/draft.md", &draft())])
        .preview()
        .start();
    let paths = [
        "/",
        "/sleep/draft",
        "/sleep/draft.md",
        "/nowhere",
        "/search?q=good",
        "/.preview/problems",
        "/.preview/links/sleep/draft",
        "/.preview/events",
        &assets::preview_script().path,
    ];
    let refused = |reply: Reply, shown: &str| {
        let reply = reply.expect(421);
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{shown}");
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8"),
            "{shown}"
        );
        reply
    };
    let page = refused(ask(&site, "GET", "/", "evil.example"), "/");
    assert!(!page.text().contains("Sleep") && !page.text().contains("Test"));
    let instead = text(&page.html(), "p:last-of-type");
    let here = format!("http://{}", site.address());
    assert_eq!(
        instead,
        format!("Write {here} in place of the address you came by.")
    );
    assert_eq!(count(&page.html(), &format!("a[href='{here}/']")), 1);
    for path in paths {
        let reply = refused(ask(&site, "GET", path, "evil.example:8081"), path);
        assert!(reply.body == page.body, "{path}: {}", reply.text());
        let reply = refused(ask(&site, "HEAD", path, "evil.example"), path);
        assert!(reply.body.is_empty(), "{path}");
        refused(ask(&site, "POST", path, "evil.example"), path);
    }
    for host in [
        "",
        "h",
        "localhost.evil.example",
        "evil-localhost",
        "localhost.",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "0.0.0.0",
        "10.0.0.1:8081",
        "192.168.1.2",
        "[::]",
        "[::2]:8081",
        "[::ffff:10.0.0.1]",
        "not a name",
        "localhost, evil.example",
    ] {
        refused(ask(&site, "GET", "/sleep/draft", host), host);
    }
    // A target with a name of its own, and a request that names nobody.
    for request in [
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /sleep/draft HTTP/1.0\r\n\r\n",
    ] {
        refused(Reply::parse(&site.raw(request.as_bytes())), request);
    }
}

#[test]
fn the_site_of_readers_answers_to_any_name() {
    let site = TestSite::of(&[]).start();
    for host in ["health.example", "evil.example:8080", "10.0.0.1", "h"] {
        ask(&site, "GET", "/sleep/good", host).expect(200);
    }
}

#[test]
fn nothing_of_the_preview_is_kept_by_a_browser() {
    let line = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"></svg>";
    let pictured = good()
        .replace(
            "Words of the second section.",
            "![A line](pictured/line.svg)",
        )
        .replace(
            "published: 2026-01-01",
            "published: 2026-01-01\nmoved_from: [/sleep/old]",
        );
    let site = TestSite::of(&[
        ("sleep/pictured.md", &pictured),
        ("sleep/pictured/line.svg", line),
    ])
    .preview()
    .start();
    for (path, caching) in [
        ("/", "no-store"),
        ("/sleep/good", "no-store"),
        ("/nowhere", "no-store"),
        ("/sleep/old", "no-store"),
        ("/Sleep", "no-store"),
        ("/.preview/problems", "no-store"),
        ("/sleep/pictured/line.svg", "no-cache"),
        (
            &assets::preview_script().path,
            "public, max-age=31536000, immutable",
        ),
    ] {
        let reply = site.get(path);
        assert_eq!(reply.header("cache-control"), Some(caching), "{path}");
    }
    // A page that is not kept has no tag to ask by.
    let reply = site.request("GET", "/sleep/good", &[("if-none-match", "*")]);
    assert_eq!(reply.expect(200).header("etag"), None);
}

#[test]
fn the_preview_runs_its_own_script_and_no_other() {
    let site = TestSite::of(&[]).preview().start();
    for path in ["/sleep/good", "/nowhere", "/.preview/problems"] {
        let reply = site.get(path);
        let policy = reply.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ] {
            assert!(
                policy.split("; ").any(|one| one == part),
                "{part}: {policy}"
            );
        }
        let page = reply.html();
        assert_eq!(count(&page, "script"), 1, "{path}");
        let script = &assets::preview_script().path;
        assert_eq!(
            count(&page, &format!("script[src=\"{script}\"][defer]")),
            1,
            "{path}"
        );
    }
    assert!(assets::preview_script().bytes.len() < 3 * 1024);
    let reply = site.get(&assets::preview_script().path);
    assert_eq!(
        reply.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn a_page_lists_the_problems_of_its_file_with_their_lines() {
    let site = TestSite::of(&[("sleep/broken.md", &broken())])
        .preview()
        .start();
    let page = site.get("/sleep/broken").expect(503).html();
    assert_eq!(
        text(&page, ".preview-count"),
        "3 problems here, 3 in all files"
    );
    assert_eq!(count(&page, ".preview-panel details[open]"), 1);
    assert_eq!(
        text(&page, ".preview-panel summary"),
        "3 errors on this page"
    );
    assert_eq!(count(&page, ".preview-panel .problem"), 3);
    let marked: Vec<String> = page
        .select(&Selector::parse(".preview-panel mark").unwrap())
        .map(|mark| mark.text().collect())
        .collect();
    assert!(marked.iter().any(|mark| mark == "sumary"), "{marked:?}");
    assert!(text(&page, ".problem-help").starts_with("What to do: "));
    assert!(text(&page, "main").contains("cannot be shown until the first problem is mended"));
    // Another page has its own problems only.
    let page = site.get("/sleep/good").html();
    assert_eq!(
        text(&page, ".preview-count"),
        "No problems here, 3 in all files"
    );
    assert_eq!(count(&page, ".preview-panel"), 0);
}

#[test]
fn warnings_wait_folded() {
    let never_cited = good().replace("[^good-2020]", "");
    let site = TestSite::of(&[("sleep/warned.md", &never_cited)])
        .preview()
        .start();
    let page = site.get("/sleep/warned").expect(200).html();
    assert_eq!(count(&page, ".preview-panel .wrap > details"), 1);
    assert_eq!(count(&page, ".preview-panel .wrap > details[open]"), 0);
    assert_eq!(count(&page, ".preview-below"), 0);
    assert_eq!(text(&page, ".problem-kind"), "Warning:");
}

#[test]
fn what_an_editor_typed_is_shown_as_text() {
    let evil = good().replace(
        "Words of the first section.",
        "<script>alert(1)</script> <b>x</b>",
    );
    let site = TestSite::of(&[("sleep/evil.md", &evil)]).preview().start();
    for path in ["/sleep/evil", "/.preview/problems"] {
        let page = site.get(path).html();
        assert!(text(&page, ".problem-lines").contains("<script>"), "{path}");
        assert_eq!(count(&page, "script"), 1, "{path}");
        assert_eq!(count(&page, ".problem-lines b"), 0, "{path}");
    }
}

#[test]
fn a_category_and_the_home_page_have_the_problems_of_their_own_files() {
    let site = TestSite::of(&[
        ("_index.md", &BASE[0].1.replace("language:", "langage:")),
        ("sleep/_index.md", &BASE[2].1.replace("summary:", "sumary:")),
    ])
    .preview()
    .start();
    for (path, word) in [("/", "langage"), ("/sleep", "sumary")] {
        let page = site.get(path).expect(200).html();
        assert!(text(&page, ".preview-panel").contains(word), "{path}");
        assert!(!text(&page, "h1").is_empty());
    }
}

#[test]
fn a_file_whose_name_can_be_no_address_is_told_of_where_it_would_stand() {
    let site = TestSite::of(&[("sleep/Why Sleep.md", good())])
        .preview()
        .start();
    let page = site.get("/sleep/Why%20Sleep").expect(404).html();
    assert!(text(&page, ".preview-panel").contains("cannot be part of an address"));
    assert_eq!(
        text(&page, ".preview-below"),
        "There is no page here until the first problem is mended."
    );
}

#[test]
fn the_report_lists_every_problem_file_by_file() {
    let never_cited = good().replace("[^good-2020]", "");
    let site = TestSite::of(&[
        ("about-warned.md", &never_cited),
        ("sleep/broken.md", &broken()),
        ("sleep/stray.txt", "x"),
    ])
    .preview()
    .start();
    let page = site.get("/.preview/problems").expect(200).html();
    let files: Vec<String> = page
        .select(&Selector::parse(".problem-file h2").unwrap())
        .map(|file| file.text().collect::<String>())
        .collect();
    assert_eq!(
        files,
        [
            "articles/sleep/broken.md",
            "articles/about-warned.md",
            "articles/sleep/stray.txt"
        ],
        "files with errors come first"
    );
    assert_eq!(count(&page, "h2 a[href='/sleep/broken']"), 1);
    assert_eq!(count(&page, "h2 a"), 2, "what has no page has no link");
    assert_eq!(count(&page, ".problem"), 5);
    assert_eq!(text(&page, ".preview-count"), "5 problems in all files");
    assert_eq!(count(&page, ".preview-follow"), 0, "the report stays open");
    assert_eq!(count(&page, ".preview-panel"), 0);

    let site = TestSite::of(&[]).preview().start();
    let page = site.get("/.preview/problems").expect(200).html();
    assert!(text(&page, "main").contains("There are no problems"));
}

#[test]
fn drafts_stand_in_lists_with_a_word() {
    let site = TestSite::of(&[("sleep/draft.md", &draft())])
        .preview()
        .start();
    for path in ["/", "/sleep"] {
        assert_eq!(
            text(&site.get(path).html(), ".preview-tag"),
            "Draft",
            "{path}"
        );
    }
    let page = site.get("/sleep/good").html();
    assert_eq!(text(&page, ".related .preview-tag"), "Draft");
    assert_eq!(
        count(&site.get("/sleep/draft").html(), ".related .preview-tag"),
        0
    );
}

#[test]
fn an_empty_folder_says_how_to_begin() {
    let folder = LiveFolder::bare(&[]);
    let page = folder.site.get("/").expect(200).html();
    assert!(text(&page, "main").contains("Write the first article"));
    assert!(text(&page, ".preview-panel").contains("_index.md"));
    for (path, words) in BASE {
        folder.write(path, words);
    }
    folder.wait_for("/", |reply| {
        reply.text().contains("Why is this article good?")
    });
}

#[test]
fn a_broken_file_is_laid_over_its_last_good_version() {
    let folder = LiveFolder::of(&[]);
    folder.write("sleep/good.md", &broken());
    let reply = folder.wait_for("/sleep/good", |reply| reply.text().contains("sumary"));
    let page = reply.expect(200).html();
    assert_eq!(
        text(&page, ".preview-standing"),
        "Preview · Readers keep the last good version of this page"
    );
    assert!(text(&page, ".preview-below").starts_with("Below is the last good version"));
    assert!(text(&page, ".problem-note").contains("readers still see the version before"));
    assert!(text(&page, "main").contains("Words of the first section."));
    folder.write(
        "sleep/good.md",
        &good().replace("Words of the first", "New words of the first"),
    );
    let reply = folder.wait_for("/sleep/good", |reply| reply.text().contains("New words"));
    assert_eq!(count(&reply.html(), ".preview-panel"), 0);
}

#[test]
fn a_deleted_page_is_gone_at_once_however_few_there_are() {
    let folder = LiveFolder::of(&[]);
    folder.delete("sleep/good.md");
    folder.delete("about.md");
    folder.wait_for("/sleep/good", |reply| reply.status == 404);
}

#[test]
fn an_open_page_is_told_of_each_change_and_where_it_is() {
    let folder = LiveFolder::of(&[("sleep/other.md", good())]);
    let page = folder.site.get("/sleep/good");
    let mut stream = Stream::open(&folder.site, &format!("?seen={}", seen(&page)));
    folder.write("sleep/other.md", &good().replace("Words", "Other words"));
    assert_eq!(stream.news()["page"], "/sleep/other");
    // It is there before it is told.
    let page = folder.site.get("/sleep/other");
    assert!(page.text().contains("Other words"));
    folder.write("sleep/other.md", &broken());
    assert_eq!(stream.news()["page"], "/sleep/other", "a broken page too");
    folder.write("sleep/Bad Name.md", good());
    assert_eq!(
        stream.news()["page"],
        "/sleep/Bad%20Name",
        "where its problems are"
    );
    folder.write("sleep/_index.md", &BASE[2].1.replace("Words", "New words"));
    assert_eq!(stream.news()["page"], serde_json::Value::Null);
    folder.delete("sleep/other.md");
    assert_eq!(stream.news()["page"], serde_json::Value::Null);
}

#[test]
fn a_page_that_missed_a_change_is_told_at_once() {
    let folder = LiveFolder::of(&[]);
    let before = seen(&folder.site.get("/sleep/good"));
    folder.write("sleep/good.md", &good().replace("Words", "New words"));
    let after = folder.wait_for("/sleep/good", |reply| reply.text().contains("New words"));
    assert_ne!(before, seen(&after));
    let mut late = Stream::open(&folder.site, &format!("?seen={before}"));
    assert_eq!(late.news()["page"], "/sleep/good");
    // A page of another run of the program, and one that does not say what it shows.
    for query in ["?seen=1-0", "?seen=", ""] {
        let mut stream = Stream::open(&folder.site, query);
        assert_eq!(stream.news()["page"], "/sleep/good", "{query}");
    }
}

#[test]
fn a_page_that_has_seen_everything_hears_only_that_the_preview_is_there() {
    let site = TestSite::of(&[]).preview().start();
    let seen = seen(&site.get("/"));
    let mut stream = Stream::open(&site, &format!("?seen={seen}"));
    // The first sign of life; news would have come before it.
    let mut line = String::new();
    while !line.starts_with(':') {
        line.clear();
        stream.0.read_line(&mut line).unwrap();
        assert!(!line.starts_with("data:"), "{line}");
    }
}

#[test]
fn a_stream_has_its_own_headers_and_ends_with_the_server() {
    let site = TestSite::of(&[]).preview().start();
    let head = site.request("HEAD", "/.preview/events", &[]).expect(200);
    assert_eq!(head.header("content-type"), Some("text/event-stream"));
    assert_eq!(head.header("cache-control"), Some("no-store"));
    site.send("POST", "/.preview/events", &[], b"x").expect(405);
    let mut stream = Stream::open(&site, "");
    stream.news();
    let begun = std::time::Instant::now();
    drop(site);
    assert!(
        begun.elapsed() < Duration::from_secs(4),
        "{:?}",
        begun.elapsed()
    );
    let mut rest = String::new();
    while matches!(stream.0.read_line(&mut rest), Ok(1..)) {}
}

#[test]
fn every_asset_of_the_preview_is_asked_for_at_its_own_place() {
    for asset in assets::of_preview() {
        assert!(
            asset.path.starts_with("/.preview/preview."),
            "{}",
            asset.path
        );
        assert!(
            assets::find(&asset.path).is_none(),
            "it is none of the site's"
        );
    }
}
