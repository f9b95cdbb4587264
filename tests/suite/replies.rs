//! Every header of every kind of reply, whole: what is not listed here must not be sent.

use crate::driver::{Reply, Running, TestSite};
use health_preservation::assets;

const CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; \
                   base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()";
const DRAWING_CSP: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const HTML: &str = "text/html; charset=utf-8";
const SOON: &str = "public, max-age=60, stale-while-revalidate=600";
const MINUTES: &str = "public, max-age=300";

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"><title>A line, a line, a line</title></svg>";
/// A PNG of one dot.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";

/// A site with a page for each kind of reply.
fn site() -> TestSite {
    let article = |status: &str, words: &str| {
        format!(
            "---\ntitle: An article\nsummary: An article that is there so that each kind of reply has an address.\nstatus: {status}\npublished: 2026-01-01\nmoved_from: [/old/{status}{}]\nsources:\n  - {{id: s, title: A source, publisher: A publisher, year: 2020}}\n---\n{words}[^s]\n",
            words.len()
        )
    };
    TestSite::of(&[
        (
            "sleep/pictured.md",
            &article(
                "published",
                "Words.\n\n![A line](pictured/line.svg)\n\n![A dot](pictured/dot.png)\n\nMore.",
            ),
        ),
        ("sleep/gone.md", &article("withdrawn", "Words.")),
        ("sleep/broken.md", &article("published", "<b>Words</b>.")),
        ("sleep/pictured/line.svg", DRAWING),
    ])
    .picture("sleep/pictured/dot.png", DOT)
}

/// The headers of a reply without those that say when it was made and how long it is.
fn headers(reply: &Reply) -> Vec<(&str, &str)> {
    let mut headers: Vec<(&str, &str)> = reply
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !["date", "content-length", "connection"].contains(name))
        .collect();
    headers.sort_unstable();
    headers
}

#[track_caller]
fn has_exactly(reply: &Reply, expected: &[(&str, &str)]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(headers(reply), expected);
}

/// The headers of a page, whatever it says.
fn page<'a>(caching: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut headers = vec![
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("content-security-policy", CSP),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("x-frame-options", "DENY"),
        ("permissions-policy", PERMISSIONS),
        ("cache-control", caching),
    ];
    headers.extend_from_slice(more);
    headers
}

fn tag(reply: &Reply) -> &str {
    reply.header("etag").expect("a tag")
}

#[test]
fn a_page_has_these_headers() {
    let site = site().start();
    for path in ["/", "/sleep", "/sleep/good", "/about"] {
        let reply = site.get(path).expect(200);
        has_exactly(
            &reply,
            &page(
                SOON,
                &[
                    ("content-type", HTML),
                    ("vary", "Accept-Encoding"),
                    ("etag", tag(&reply)),
                ],
            ),
        );
    }
}

#[test]
fn a_problem_has_the_headers_of_a_page_and_is_kept_by_nobody() {
    let site = site().start();
    let long = format!("/{}", "a".repeat(2048));
    let problem = |more: &[(&'static str, &'static str)]| {
        let more = [&[("content-type", HTML), ("vary", "Accept-Encoding")], more].concat();
        page("no-store", &more)
    };
    has_exactly(&site.get("/nowhere").expect(404), &problem(&[]));
    has_exactly(&site.get("/sleep/gone").expect(410), &problem(&[]));
    has_exactly(
        &site.get("/sleep/broken").expect(503),
        &problem(&[("retry-after", "600")]),
    );
    has_exactly(
        &site.send("POST", "/sleep/good", &[], b"a=b").expect(405),
        &problem(&[("allow", "GET, HEAD")]),
    );
    has_exactly(&site.get(&long).expect(414), &problem(&[]));
    site.clock().fail_once();
    has_exactly(&site.get("/sleep/good").expect(500), &problem(&[]));
}

#[test]
fn a_redirect_has_the_headers_of_a_page_and_no_body() {
    let site = site().start();
    let reply = site.get("/Sleep").expect(301);
    has_exactly(&reply, &page(SOON, &[("location", "/sleep")]));
    assert_eq!(reply.header("content-length"), Some("0"));
}

#[test]
fn an_asset_with_a_fingerprint_is_kept_for_ever() {
    let site = site().start();
    let always = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("vary", "Accept-Encoding"),
    ];
    let css = site.get(&assets::stylesheet().path).expect(200);
    let own = [
        ("content-type", "text/css; charset=utf-8"),
        ("etag", tag(&css)),
    ];
    has_exactly(&css, &[&always[..], &own].concat());
    let icon = site.get(&assets::icon().path).expect(200);
    let own = [
        ("content-type", "image/svg+xml; charset=utf-8"),
        ("content-security-policy", DRAWING_CSP),
        ("etag", tag(&icon)),
    ];
    has_exactly(&icon, &[&always[..], &own].concat());
}

#[test]
fn pictures_and_the_favicon_may_be_shown_by_others() {
    let site = site().start();
    let always = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("cache-control", MINUTES),
    ];
    let favicon = site.get("/favicon.ico").expect(200);
    has_exactly(
        &favicon,
        &[
            &always[..],
            &[("content-type", "image/x-icon"), ("etag", tag(&favicon))],
        ]
        .concat(),
    );
    let dot = site.get("/sleep/pictured/dot.png").expect(200);
    has_exactly(
        &dot,
        &[
            &always[..],
            &[("content-type", "image/png"), ("etag", tag(&dot))],
        ]
        .concat(),
    );
    assert_eq!(dot.body, DOT);
    let line = site.get("/sleep/pictured/line.svg").expect(200);
    let own = [
        ("content-type", "image/svg+xml; charset=utf-8"),
        ("content-security-policy", DRAWING_CSP),
        ("vary", "Accept-Encoding"),
        ("etag", tag(&line)),
    ];
    has_exactly(&line, &[&always[..], &own].concat());
}

#[test]
fn https_is_promised_only_when_the_origin_has_it() {
    let hsts = |origin: Option<&str>, path: &str| {
        let site = match origin {
            Some(origin) => site().origin(origin),
            None => site(),
        };
        site.start()
            .get(path)
            .header("strict-transport-security")
            .map(str::to_owned)
    };
    for path in ["/", "/nowhere", "/Sleep", "/favicon.ico", "/sleep/gone"] {
        assert!(
            hsts(Some("https://health.example"), path)
                .is_some_and(|value| value.starts_with("max-age=63072000")),
            "{path}"
        );
        assert_eq!(hsts(Some("http://health.example"), path), None, "{path}");
        assert_eq!(hsts(None, path), None, "{path}");
    }
}

#[test]
fn absolute_addresses_come_from_the_origin_alone() {
    let with = site().origin("https://health.example").start();
    let canonical = |reply: &Reply| {
        let link = scraper::Selector::parse("link[rel=canonical]").unwrap();
        reply
            .html()
            .select(&link)
            .next()
            .and_then(|link| link.attr("href"))
            .map(str::to_owned)
    };
    assert_eq!(
        canonical(&with.get("/")).as_deref(),
        Some("https://health.example/")
    );
    assert_eq!(
        canonical(&with.get("/sleep/good")).as_deref(),
        Some("https://health.example/sleep/good")
    );
    assert_eq!(canonical(&with.get("/nowhere")), None);
    assert_eq!(canonical(&site().start().get("/sleep/good")), None);
}

#[test]
fn what_a_request_claims_about_its_host_changes_nothing() {
    let site = site().start();
    let css = assets::stylesheet().path.clone();
    for path in [
        "/",
        "/sleep/good",
        "/nowhere",
        "/Sleep",
        "/sleep/gone",
        "/sleep/broken",
        &css,
        "/favicon.ico",
    ] {
        let plain = site.raw_get(path.as_bytes(), "");
        let hostile = format!(
            "GET {path} HTTP/1.1\r\nHost: zephyr.example\r\nForwarded: host=zephyr.example;proto=https\r\nX-Forwarded-Host: zephyr.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: zephyr\r\nX-Original-URL: /about\r\nX-Rewrite-URL: /about\r\nX-HTTP-Method-Override: DELETE\r\nConnection: close\r\n\r\n"
        );
        let bytes = site.raw(hostile.as_bytes());
        assert!(
            !String::from_utf8_lossy(&bytes).contains("zephyr"),
            "{path}"
        );
        let reply = Reply::parse(&bytes);
        assert_eq!(headers(&reply), headers(&plain), "{path}");
        assert!(reply.body == plain.body, "{path}");
    }
    let absolute = site.raw(b"GET http://zephyr.example/sleep HTTP/1.1\r\nHost: zephyr.example\r\nConnection: close\r\n\r\n");
    assert!(!String::from_utf8_lossy(&absolute).contains("zephyr"));
}

/// Every address with a body that is packed for the way.
fn packed_paths() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/",
        "/sleep",
        "/sleep/good",
        "/about",
        "/sleep/pictured/line.svg",
        "/a-z",
        "/topics",
        "/topics/sleep",
        "/sleep/good.md",
        "/llms.txt",
        "/robots.txt",
    ]
    .map(str::to_owned)
    .into();
    paths.push(assets::stylesheet().path.clone());
    paths.push(assets::icon().path.clone());
    paths
}

#[test]
fn each_encoding_unpacks_to_the_same_bytes_and_has_its_own_tag() {
    let site = site().start();
    let mut paths = packed_paths();
    paths.extend(["/nowhere", "/sleep/gone", "/sleep/broken"].map(str::to_owned));
    for path in paths {
        let plain = site.get(&path);
        assert_eq!(plain.header("content-encoding"), None, "{path}");
        let mut tags = vec![plain.header("etag").map(str::to_owned)];
        for name in ["gzip", "br"] {
            let packed = site.request("GET", &path, &[("accept-encoding", name)]);
            assert_eq!(packed.header("content-encoding"), Some(name), "{path}");
            assert!(packed.unpacked() == plain.body, "{path} in {name}");
            assert_eq!(
                packed.header("content-length"),
                Some(packed.body.len().to_string().as_str())
            );
            assert_eq!(packed.header("vary"), Some("Accept-Encoding"), "{path}");
            tags.push(packed.header("etag").map(str::to_owned));
        }
        if plain.status == 200 {
            tags.sort();
            tags.dedup();
            assert_eq!(tags.len(), 3, "{path}: {tags:?}");
            assert!(
                tags.iter().flatten().all(|tag| tag.starts_with('"')),
                "strong tags"
            );
        } else {
            assert_eq!(tags, [None, None, None], "{path}");
        }
    }
}

#[test]
fn pictures_of_dots_are_not_packed_again() {
    let site = site().start();
    for path in ["/sleep/pictured/dot.png", "/favicon.ico"] {
        let reply = site.request("GET", path, &[("accept-encoding", "br, gzip")]);
        assert_eq!(reply.header("content-encoding"), None, "{path}");
        assert_eq!(reply.header("vary"), None, "{path}");
    }
}

#[test]
fn the_browser_chooses_the_encoding() {
    let site = site().start();
    for (accepted, encoding) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("gzip, deflate", Some("gzip")),
        ("br;q=0.5, gzip;q=0.8", Some("gzip")),
        ("br;q=0, gzip;q=0.001", Some("gzip")),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("identity;q=1, br;q=0.9", None),
        ("*", Some("br")),
        ("*;q=0", None),
        ("deflate", None),
        ("", None),
        ("GZIP", Some("gzip")),
        ("br;q=nonsense", None),
        (";;;,,,=", None),
    ] {
        let reply = site
            .request("GET", "/sleep/good", &[("accept-encoding", accepted)])
            .expect(200);
        assert_eq!(reply.header("content-encoding"), encoding, "{accepted:?}");
    }
}

#[test]
fn a_browser_that_has_the_bytes_gets_304_in_the_same_encoding_only() {
    let site = site().start();
    for path in packed_paths() {
        let ask = |encoding: &str, tag: &str| {
            site.request(
                "GET",
                &path,
                &[("accept-encoding", encoding), ("if-none-match", tag)],
            )
        };
        let encodings = ["identity", "gzip", "br"];
        let full =
            encodings.map(|encoding| site.request("GET", &path, &[("accept-encoding", encoding)]));
        for (at, encoding) in encodings.iter().enumerate() {
            for (other, reply) in full.iter().enumerate() {
                let tag = reply.header("etag").unwrap();
                let again = ask(encoding, tag);
                if at == other {
                    assert_eq!(again.status, 304, "{path} in {encoding}");
                    assert!(again.body.is_empty());
                    assert_eq!(again.header("etag"), Some(tag));
                    for name in [
                        "cache-control",
                        "vary",
                        "content-security-policy",
                        "x-content-type-options",
                    ] {
                        assert_eq!(
                            again.header(name),
                            reply.header(name),
                            "{path}: {name} of a 304"
                        );
                    }
                    assert_eq!(ask(encoding, &format!("W/{tag}")).status, 304, "a weak tag");
                    assert_eq!(
                        ask(encoding, &format!("\"other\", {tag}")).status,
                        304,
                        "in a list"
                    );
                    assert_eq!(ask(encoding, "*").status, 304, "any");
                } else {
                    assert_eq!(
                        again.status, 200,
                        "{path} in {encoding} with the tag of {}",
                        encodings[other]
                    );
                }
            }
            assert_eq!(ask(encoding, "\"0123\"").status, 200);
            assert_eq!(
                ask(encoding, full[at].header("etag").unwrap().trim_matches('"')).status,
                200,
                "no tag at all"
            );
        }
    }
}

#[test]
fn a_problem_is_never_304() {
    let site = site().start();
    for (path, status) in [
        ("/nowhere", 404),
        ("/sleep/gone", 410),
        ("/sleep/broken", 503),
    ] {
        assert_eq!(
            site.request("GET", path, &[("if-none-match", "*")]).status,
            status
        );
    }
}

#[test]
fn a_tag_is_the_same_on_every_server_and_changes_with_the_words() {
    let (one, other) = (site().start(), site().start());
    let (_, text) = crate::driver::BASE[3];
    let text = text.replace("Words of the first section.", "Other words.");
    let changed = site()
        .file(
            "sleep/good.md",
            health_preservation::content::Contents::Text(text),
        )
        .start();
    assert_eq!(
        one.get("/sleep/good").header("etag"),
        other.get("/sleep/good").header("etag")
    );
    assert_ne!(
        one.get("/sleep/good").header("etag"),
        changed.get("/sleep/good").header("etag")
    );
    assert_eq!(
        one.get("/about").header("etag"),
        changed.get("/about").header("etag")
    );
}

#[test]
fn head_is_get_without_the_body() {
    let site = site().start();
    let long = format!("/{}", "a".repeat(2048));
    let mut paths = packed_paths();
    paths.extend(
        [
            "/nowhere",
            "/Sleep",
            "/sleep/gone",
            "/sleep/broken",
            "/favicon.ico",
            "/sleep/pictured/dot.png",
            &long,
        ]
        .map(str::to_owned),
    );
    for path in paths {
        for encoding in ["identity", "gzip", "br"] {
            let ask = |method| {
                let bytes = site.raw(format!("{method} {path} HTTP/1.1\r\nHost: h\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n").as_bytes());
                Reply::parse(&bytes)
            };
            let (get, head) = (ask("GET"), ask("HEAD"));
            assert!(head.body.is_empty(), "{path}");
            assert_eq!(head.status, get.status, "{path}");
            assert_eq!(headers(&head), headers(&get), "{path}");
            assert_eq!(
                head.header("content-length"),
                get.header("content-length"),
                "{path}"
            );
        }
        let tag = site.get(&path).header("etag").map(str::to_owned);
        if let Some(tag) = tag {
            assert_eq!(
                site.request("HEAD", &path, &[("if-none-match", &tag)])
                    .status,
                304,
                "{path}"
            );
        }
    }
}

#[test]
fn only_get_and_head_are_understood() {
    let site = site().start();
    let css = assets::stylesheet().path.clone();
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "PROPFIND", "get",
    ] {
        for path in [
            "/",
            "/sleep/good",
            "/about",
            &css,
            "/favicon.ico",
            "/Sleep",
            "/sleep/gone",
            "/sleep/broken",
        ] {
            let bytes = site.raw(format!("{method} {path} HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
            let reply = Reply::parse(&bytes);
            assert_eq!(
                (reply.status, reply.header("allow")),
                (405, Some("GET, HEAD")),
                "{method} {path}"
            );
        }
        let bytes = site.raw(format!("{method} /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(Reply::parse(&bytes).status, 404, "{method}");
    }
}

#[test]
fn an_address_of_2048_bytes_is_read_and_one_of_2049_is_not() {
    let site = site().start();
    let path = |length: usize| format!("/{}", "a".repeat(length - 1));
    assert_eq!(site.get(&path(2047)).status, 404);
    assert_eq!(site.get(&path(2048)).status, 404);
    assert_eq!(site.get(&path(2049)).status, 414);
    let query =
        |length: usize| format!("/sleep/good?{}", "a".repeat(length - "/sleep/good?".len()));
    assert_eq!(site.get(&query(2048)).status, 200);
    assert_eq!(site.get(&query(2049)).status, 414);
    assert_eq!(site.get(&path(16_000)).status, 414);
}

#[test]
fn our_own_failure_is_told_in_plain_words_and_over_at_once() {
    let site = site().start();
    site.clock().fail_once();
    let reply = site.get("/sleep/good").expect(500);
    let text = reply.text();
    assert!(text.contains("It is not your fault"), "{text}");
    assert!(text.contains("href=\"/sleep\""), "the ways on are there");
    for trace in ["panic", "clock", "src/", ".rs", "thread", "unwrap"] {
        assert!(!text.contains(trace), "the page says {trace:?}");
    }
    site.get("/sleep/good").expect(200);
}

#[test]
fn even_when_nothing_works_a_page_is_sent() {
    let site = site().start();
    site.clock().fail_always();
    for path in ["/", "/sleep/good", "/nowhere"] {
        let reply = site.get(path).expect(500);
        assert_eq!(reply.header("content-security-policy"), Some(CSP));
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert!(reply.text().contains("<h1>"), "{}", reply.text());
    }
    site.clock().heal();
    site.get("/sleep/good").expect(200);
}

#[test]
fn no_reply_says_what_serves_it_or_sets_a_cookie() {
    let site = site().start();
    for (method, path) in [
        ("GET", "/"),
        ("GET", "/nowhere"),
        ("POST", "/"),
        ("HEAD", "/Sleep"),
        ("GET", "/favicon.ico"),
        ("GET", "/sleep/broken"),
    ] {
        let reply = site.request(
            method,
            path,
            &[("cookie", "a=b"), ("origin", "https://zephyr.example")],
        );
        for name in [
            "server",
            "x-powered-by",
            "set-cookie",
            "via",
            "access-control-allow-origin",
            "last-modified",
            "accept-ch",
            "nel",
            "report-to",
            "refresh",
            "link",
        ] {
            assert_eq!(reply.header(name), None, "{method} {path}: {name}");
        }
    }
}

#[test]
fn a_body_that_nobody_asked_for_is_not_read_into_a_reply() {
    let site = site().start();
    let reply = site.send(
        "POST",
        "/sleep/good",
        &[("content-type", "text/html")],
        &[b'z'; 100_000],
    );
    assert_eq!(reply.status, 405);
    assert!(!reply.text().contains("zzzz"));
    site.get("/sleep/good").expect(200);
}

/// What no client sends by accident. The server may refuse as it likes; it may not fail, echo, or stop.
#[test]
fn malformed_requests_are_refused_and_the_next_reader_is_served() {
    let site = site().start();
    let requests: [&[u8]; 16] = [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /zephyr\r\n\r\n",
        b"GET /zephyr HTTP/9.9\r\n\r\n",
        b"GET zephyr HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        b"GET /zephyr HTTP/1.1\r\nHost: h\r\nBad Header: x\r\n\r\n",
        b"GET /zephyr HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        b"GET /zephyr HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /zephyr HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: zephyr\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nX: \0\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        b"CONNECT zephyr.example:443 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        b"GET /?\xc3\xa4 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        b"GET /zephyr HTTP/1.0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03zephyr",
    ];
    std::thread::scope(|scope| {
        for request in requests {
            let site: &Running = &site;
            scope.spawn(move || {
                let received = site.raw(request);
                let text = String::from_utf8_lossy(&received);
                let shown = String::from_utf8_lossy(request);
                assert!(!text.contains("zephyr"), "{shown:?}: {text}");
                assert!(
                    !text.to_ascii_lowercase().contains("\r\nserver:"),
                    "{shown:?}"
                );
                if text.starts_with("HTTP/") {
                    assert!(
                        !text.starts_with("HTTP/1.1 5") && !text.starts_with("HTTP/1.1 200"),
                        "{shown:?}: {text}"
                    );
                }
            });
        }
    });
    site.get("/sleep/good").expect(200);
}
