//! What a day brings: pages that appear, disappear and grow old at 00:00 of the site's own time.

use crate::driver::{Running, TestSite};

/// An article with these further lines in its front matter, published since January.
fn article(lines: &str) -> String {
    format!(
        "---\ntitle: Why does the day matter?\nsummary: An article that depends on the day on which somebody opens its page.\nstatus: published\npublished: 2026-01-01\n{lines}sources:\n  - {{id: s, title: A source, publisher: A publisher, year: 2020}}\n---\nZephyr words.[^s]\n"
    )
}

/// Tries a page just before, at and just after an instant, by clocks set there at the start, and by
/// one clock moved while the site is running, there and back.
#[track_caller]
fn turns(lines: &str, instants: [&str; 3], statuses: [u16; 3]) {
    let text = article(lines);
    let site = TestSite::of(&[("sleep/day.md", &text)]);
    for (instant, status) in instants.iter().zip(statuses) {
        assert_eq!(
            site.clone().at(instant).start().get("/sleep/day").status,
            status,
            "{instant}"
        );
    }
    let running = site.at(instants[0]).start();
    for (instant, status) in instants.iter().zip(statuses) {
        running.clock().set(instant);
        let reply = running.get("/sleep/day");
        assert_eq!(reply.status, status, "moved to {instant}");
        let listed = running.get("/sleep").text().contains("/sleep/day");
        assert_eq!(listed, status == 200, "the list at {instant}");
        assert_eq!(
            running.get("/").text().contains("/sleep/day"),
            status == 200,
            "home at {instant}"
        );
    }
}

#[test]
fn a_page_appears_at_midnight_of_its_day_in_winter() {
    turns(
        "publish_from: 2026-12-24\n",
        [
            "2026-12-23T23:59:59.999Z",
            "2026-12-24T00:00:00Z",
            "2026-12-24T00:00:00.001Z",
        ],
        [404, 200, 200],
    );
}

#[test]
fn a_page_appears_at_midnight_of_its_day_in_summer_time() {
    turns(
        "publish_from: 2026-07-01\n",
        [
            "2026-06-30T22:59:59.999Z",
            "2026-06-30T23:00:00Z",
            "2026-06-30T23:00:00.001Z",
        ],
        [404, 200, 200],
    );
}

#[test]
fn a_page_appears_at_midnight_of_the_day_on_which_the_clocks_change() {
    // On 29 March 2026 the clocks of London go forward at 01:00; the day begins in winter time.
    turns(
        "publish_from: 2026-03-29\n",
        [
            "2026-03-28T23:59:59Z",
            "2026-03-29T00:00:00Z",
            "2026-03-29T01:00:00Z",
        ],
        [404, 200, 200],
    );
    // The day after begins in summer time.
    turns(
        "publish_from: 2026-03-30\n",
        [
            "2026-03-29T22:59:59Z",
            "2026-03-29T23:00:00Z",
            "2026-03-30T00:00:00Z",
        ],
        [404, 200, 200],
    );
}

#[test]
fn without_a_time_zone_the_day_is_that_of_utc() {
    let (_, index) = crate::driver::BASE[0];
    let index = index.replace("time_zone: Europe/London\n", "");
    let text = article("publish_from: 2026-07-01\n");
    let site = TestSite::of(&[("_index.md", &index), ("sleep/day.md", &text)]);
    assert_eq!(
        site.clone()
            .at("2026-06-30T23:59:59Z")
            .start()
            .get("/sleep/day")
            .status,
        404
    );
    assert_eq!(
        site.at("2026-07-01T00:00:00Z")
            .start()
            .get("/sleep/day")
            .status,
        200
    );
}

#[test]
fn a_zone_ahead_of_utc_comes_first() {
    let (_, index) = crate::driver::BASE[0];
    let index = index.replace("Europe/London", "Pacific/Auckland");
    let text = article("publish_from: 2026-07-01\n");
    let site = TestSite::of(&[("_index.md", &index), ("sleep/day.md", &text)]);
    assert_eq!(
        site.clone()
            .at("2026-06-30T11:59:59Z")
            .start()
            .get("/sleep/day")
            .status,
        404
    );
    assert_eq!(
        site.at("2026-06-30T12:00:00Z")
            .start()
            .get("/sleep/day")
            .status,
        200
    );
}

#[test]
fn a_page_is_withdrawn_at_midnight_of_its_day() {
    turns(
        "withdraw_on: 2026-07-01\n",
        [
            "2026-06-30T22:59:59.999Z",
            "2026-06-30T23:00:00Z",
            "2026-07-02T00:00:00Z",
        ],
        [200, 410, 410],
    );
}

#[test]
fn a_page_may_come_and_go() {
    turns(
        "publish_from: 2026-12-24\nwithdraw_on: 2026-12-27\n",
        [
            "2026-12-23T23:59:59Z",
            "2026-12-24T00:00:00Z",
            "2026-12-27T00:00:00Z",
        ],
        [404, 200, 410],
    );
}

#[test]
fn a_page_published_in_the_future_by_mistake_is_withheld_until_then() {
    let text = article("").replace("published: 2026-01-01", "published: 2026-12-24");
    let site = TestSite::of(&[("sleep/day.md", &text)])
        .at("2026-12-23T23:59:59Z")
        .start();
    let reply = site.get("/sleep/day").expect(503);
    assert!(!reply.text().contains("Zephyr"));
    assert!(!site.get("/sleep").text().contains("/sleep/day"));
    site.clock().set("2026-12-24T00:00:00Z");
    site.get("/sleep/day").expect(200);
}

#[test]
fn a_published_date_may_be_in_the_future_with_publish_from() {
    let text = article("publish_from: 2026-12-24\n")
        .replace("published: 2026-01-01", "published: 2026-12-24");
    let site = TestSite::of(&[("sleep/day.md", &text)]);
    assert_eq!(site.clone().at("2026-12-23T12:00:00Z").problems(), []);
    let site = site.at("2026-12-23T23:59:59Z").start();
    site.get("/sleep/day").expect(404);
    site.clock().set("2026-12-24T00:00:00Z");
    site.get("/sleep/day").expect(200);
}

const REVIEWED: &str = "reviewed: 2024-02-29\nreviewed_by: {name: Sam Field, role: physiotherapist}\nreview_every: 2 years\n";

#[track_caller]
fn review_words(site: &Running) -> String {
    let page = site.get("/sleep/day").expect(200).html();
    let review = scraper::Selector::parse("#review").unwrap();
    let words: String = page
        .select(&review)
        .next()
        .expect("a review part")
        .text()
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_review_falls_due_at_midnight_and_the_page_says_so_at_once() {
    let text = article(REVIEWED);
    let site = TestSite::of(&[("sleep/day.md", &text)])
        .at("2026-02-27T23:59:59Z")
        .start();
    let words = review_words(&site);
    assert!(
        words.contains("Next review due28 February 2026")
            || words.contains("Next review due 28 February 2026"),
        "{words}"
    );
    assert!(!words.contains("overdue"), "{words}");
    site.clock().set("2026-02-28T00:00:00Z");
    let words = review_words(&site);
    assert!(
        words.contains("Review overdue since 28 February 2026"),
        "{words}"
    );
    assert!(!words.contains("Next review due"), "{words}");
}

#[test]
fn how_long_a_review_holds_is_said_by_the_article_then_the_folder_then_the_site() {
    let (_, index) = crate::driver::BASE[0];
    let (_, category) = crate::driver::BASE[2];
    let index = index.replace("contact:", "review_every: 5 years\ncontact:");
    let folder = category.replace("title: Sleep\n", "title: Sleep\nreview_every: 18 months\n");
    let due = |index: &str, category: &str, lines: &str| {
        let lines =
            format!("reviewed: 2026-01-15\nreviewed_by: {{name: Sam Field, role: nurse}}\n{lines}");
        let text = article(&lines);
        let files = [
            ("_index.md", index),
            ("sleep/_index.md", category),
            ("sleep/day.md", text.as_str()),
        ];
        review_words(&TestSite::of(&files).start())
    };
    assert!(due(&index, &folder, "review_every: 1 year\n").contains("15 January 2027"));
    assert!(due(&index, &folder, "").contains("15 July 2027"));
    assert!(due(&index, category, "").contains("15 January 2031"));
    let (_, plain) = crate::driver::BASE[0];
    assert!(due(plain, category, "").contains("15 January 2029"));
}

#[test]
fn a_reader_never_gets_a_page_of_the_edition_before() {
    let text = article("withdraw_on: 2026-12-24\n");
    let site = TestSite::of(&[("sleep/day.md", &text)])
        .at("2026-12-23T23:59:59Z")
        .start();
    let before = site.get("/sleep/day").expect(200);
    let tag = before.header("etag").expect("a tag").to_owned();
    site.clock().set("2026-12-24T00:00:00Z");
    // Not even as 304 to a browser that has the old page.
    let after = site.request("GET", "/sleep/day", &[("if-none-match", &tag)]);
    assert_eq!(after.status, 410);
    assert!(!after.text().contains("Zephyr"));
}

#[test]
fn many_readers_at_midnight_all_get_the_new_edition() {
    let text = article("withdraw_on: 2026-12-24\n");
    let site = TestSite::of(&[("sleep/day.md", &text)])
        .at("2026-12-23T23:59:59Z")
        .start();
    site.get("/sleep/day").expect(200);
    site.clock().set("2026-12-24T00:00:00Z");
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| site.get("/sleep/day").status))
            .collect();
        for one in asking {
            assert_eq!(one.join().unwrap(), 410);
        }
    });
}
