//! `review` and its signing: what is due, in every form; which changes of a file are changes of what
//! was reviewed; and what readers are told.

use crate::driver::{BASE, Running, TestSite, repository};
use crate::program::Desk;
use icalendar::Component;
use serde_json::Value;

const GOOD: &str = "sleep/good.md";
const SAM: &str = "Sam Field, physiotherapist";

/// A desk on which the good article is signed.
fn signed() -> Desk {
    let desk = Desk::of(&[]);
    desk.run(&["review", "sign", "articles/sleep/good.md", "--by", SAM])
        .done();
    desk
}

fn rules(desk: &Desk) -> Vec<&'static str> {
    let site = TestSite::folder(&desk.path().join("articles")).at("2099-01-01T00:00:00Z");
    let mut rules: Vec<&str> = site.problems().iter().map(|(rule, _)| *rule).collect();
    // A hundred years from now every review is overdue.
    rules.retain(|rule| *rule != "review/overdue");
    rules
}

fn served(desk: &Desk) -> Running {
    TestSite::folder(&desk.path().join("articles"))
        .at("2099-01-01T00:00:00Z")
        .start()
}

/// The page at an address, as it is served.
#[track_caller]
fn text_at(desk: &Desk, address: &str) -> String {
    served(desk).get(address).expect(200).text().to_owned()
}

#[test]
fn a_signature_is_three_lines_and_nothing_else_changes() {
    let before = BASE[3].1;
    let desk = signed();
    let after = desk.read(GOOD);
    let added: Vec<&str> = after
        .lines()
        .filter(|line| line.starts_with("reviewed"))
        .collect();
    assert_eq!(added.len(), 3, "{after}");
    assert!(added[0].starts_with("reviewed: 20"));
    assert_eq!(
        added[1],
        "reviewed_by: {name: Sam Field, role: physiotherapist}"
    );
    assert!(added[2].starts_with("reviewed_words: w1-"));
    let mut rest = after.clone();
    for line in &added {
        rest = rest.replace(&format!("{line}\n"), "");
    }
    assert_eq!(rest, before);
    assert_eq!(rules(&desk), [""; 0]);
    // Signed again by somebody else on another day, the lines are written over.
    desk.run(&[
        "review",
        "sign",
        "articles/sleep/good.md",
        "--by",
        "Dr \"Kim\" Lee: MD, sleep physician, Leeds",
        "--on",
        "2026-01-02",
    ])
    .done();
    let again = desk.read(GOOD);
    assert_eq!(
        again,
        after.replace(added[0], "reviewed: 2026-01-02").replace(
            added[1],
            r#"reviewed_by: {name: "Dr \"Kim\" Lee: MD", role: "sleep physician, Leeds"}"#
        )
    );
    assert_eq!(rules(&desk), [""; 0]);
}

#[test]
fn a_signature_keeps_how_a_file_is_typed() {
    let odd = BASE[3]
        .1
        .replace(
            "topics: [sleep]\n",
            "# A comment of the editor.\nreviewed_by:\n  name: \"Old Name\"\n  role: nurse\n\nreviewed:   '2025-01-01'   # by phone\ntopics:   [ sleep ]\nreview_every: 50 years\n",
        );
    for (name, text) in [
        ("unix", odd.clone()),
        ("windows", odd.replace('\n', "\r\n")),
        ("mark", format!("\u{feff}{odd}")),
        ("no end", odd.trim_end().to_owned()),
    ] {
        let desk = Desk::of(&[(GOOD, &text)]);
        desk.run(&[
            "review",
            "sign",
            "sleep/good.md",
            "--by",
            SAM,
            "--on",
            "2026-01-02",
        ])
        .done();
        let after = desk.read(GOOD);
        let mark = after
            .lines()
            .find_map(|line| line.strip_prefix("reviewed_words: "))
            .unwrap();
        let end = if name == "windows" { "\r\n" } else { "\n" };
        let block = format!("reviewed_by:{end}  name: \"Old Name\"{end}  role: nurse{end}");
        let expected = text
            .replace(
                &block,
                &format!("reviewed_by: {{name: Sam Field, role: physiotherapist}}{end}"),
            )
            .replace(
                "reviewed:   '2025-01-01'   # by phone",
                &format!("reviewed: 2026-01-02   # by phone{end}reviewed_words: {mark}"),
            );
        assert_eq!(after, expected, "{name}");
        assert_eq!(rules(&desk), [""; 0], "{name}");
    }
}

#[test]
fn nothing_is_signed_that_should_not_be() {
    let broken = BASE[3].1.replace("year: 2020", "year: last year");
    let desk = Desk::of(&[("sleep/broken.md", &broken)]);
    let before = desk.files();
    for (arguments, why) in [
        (&["sleep/none.md", "--by", SAM] as &[&str], "no such file"),
        (
            &["sleep/_index.md", "--by", SAM],
            "only an article or a self-check",
        ),
        (
            &["about.md", "--by", SAM],
            "only an article or a self-check",
        ),
        (&["sleep/broken.md", "--by", SAM], "has mistakes"),
        (
            &["sleep/good.md", "--by", "Sam Field"],
            "a comma and the profession",
        ),
        (
            &["sleep/good.md", "--by", ", nurse"],
            "a comma and the profession",
        ),
        (
            &["sleep/good.md", "--by", SAM, "--on", "2126-01-01"],
            "in the future",
        ),
        (
            &["sleep/good.md", "--by", SAM, "--on", "3/4/2026"],
            "2026-04-03",
        ),
        (&["../other.md", "--by", SAM], "is not in the folder"),
    ] {
        let said = desk
            .run(&[&["review", "sign"], arguments].concat())
            .refused();
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert_eq!(desk.files(), before, "{arguments:?}");
    }
}

/// What becomes of a signed file when one text in it is replaced.
#[track_caller]
fn after(desk: &Desk, path: &str, from: &str, to: &str) -> Vec<&'static str> {
    let text = desk.read(path);
    assert!(text.contains(from), "{from}");
    desk.write(path, &text.replacen(from, to, 1));
    let rules = rules(desk);
    desk.write(path, &text);
    rules
}

#[test]
fn a_changed_word_is_told_and_another_layout_is_none() {
    let desk = signed();
    for (from, to) in [
        (
            "Words of the first section.",
            "Other words of the first section.",
        ),
        ("One good trial.", "Two good trials."),
        ("How sure: fair", "How sure: weak"),
        ("[!CAUTION]", "[!WARNING]"),
        ("[999](tel:emergency)", "[999](tel:urgent)"),
        ("Why is this article good?", "Why is this article better?"),
        ("without any mistake", "without a mistake"),
        ("title: A good source", "title: Another source"),
        ("year: 2020", "year: 2021"),
        ("## Second things", "## Other things"),
        ("- cannot breathe", "- can breathe"),
        ("One good trial.[^good-2020]", "One good trial."),
    ] {
        assert_eq!(after(&desk, GOOD, from, to), ["review/changed"], "{from}");
    }
    for (from, to) in [
        (
            "The answer in two sentences. The good",
            "The answer\nin two   sentences.\nThe good",
        ),
        ("topics: [sleep]", "topics: [night]"),
        ("topics: [sleep]", "authors: [A Writer]"),
        (
            "published: 2026-01-01",
            "published: 2026-01-01\nupdated: 2026-02-01",
        ),
        (
            "title: Why is this article good?",
            "title: 'Why is this article good?'",
        ),
        (
            "summary: An article without any mistake, with",
            "summary: >-\n  An article without any mistake,\n  with",
        ),
        ("> - cannot breathe", "> * cannot breathe"),
        ("{#first}", "{#first-things}"),
        ("status: published", "status: draft"),
        (
            "    title: A good source\n    publisher: Journal of Good Sources\n",
            "    publisher: \"Journal of Good Sources\"\n    title: A good source\n",
        ),
        (
            "Words of the second section.\n",
            "<!-- a note -->\n\nWords of the **second** section.\n",
        ),
    ] {
        assert_eq!(after(&desk, GOOD, from, to), [""; 0], "{from}");
    }
}

const CHECK: &str = "fitness-coach/check-your-back-pain-after-running.md";

/// A desk with the articles of this repository, and a self-check of them signed.
fn repository_signed() -> Desk {
    let desk = Desk::of(&[]);
    std::fs::remove_dir_all(desk.path().join("articles")).unwrap();
    for file in &TestSite::real().sources().files {
        let path = desk.path().join("articles").join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::copy(repository("articles").join(&file.path), path).unwrap();
    }
    desk.run(&["review", "sign", CHECK, "--by", SAM]).done();
    desk
}

#[test]
fn a_changed_rule_label_or_number_of_a_self_check_is_told() {
    let desk = repository_signed();
    assert_eq!(rules(&desk), [""; 0]);
    let text = desk.read(CHECK);
    let line = |part: &str| {
        let line = text.lines().find(|line| line.contains(part));
        line.unwrap_or_else(|| panic!("{part}")).to_owned()
    };
    let label = line("saddle:");
    let told = after(&desk, CHECK, &label, &format!("{label} now"));
    assert!(told.contains(&"review/changed"), "{told:?}");
    let unsure = line("because:");
    let told = after(
        &desk,
        CHECK,
        &unsure,
        &unsure.replace("because: ", "because: Or "),
    );
    assert!(told.contains(&"review/changed"), "{told:?}");
    let intended = line("intended_use:");
    let told = after(&desk, CHECK, &intended, &format!("{intended} Never."));
    assert!(told.contains(&"review/changed"), "{told:?}");
    // The same rules, typed in another order of their keys.
    let question = text
        .lines()
        .find(|line| line.trim_start().starts_with("choose: many"))
        .unwrap();
    let told = after(
        &desk,
        CHECK,
        question,
        &question.replace("choose: many", "choose: \"many\""),
    );
    assert_eq!(told, [""; 0]);
}

/// A small self-check whose parts can be changed one by one without a mistake.
const SMALL: &str = "\
---
kind: self-check
title: Check your nights
summary: A few questions on how you sleep, whether you should see someone, and what to change first.
intended_use: For adults who sleep badly. Not a diagnosis.
about: good.md
status: published
published: 2026-01-01
sources:
  - id: good-2020
    title: A good source
    publisher: Journal of Good Sources
    year: 2020
steps:
  - title: Your nights
    questions:
      - id: nights
        ask: On how many nights a week do you sleep badly?
        number: {from: 0, to: 7, unit: nights}
      - id: pain
        ask: How bad is it?
        choose: one
        choices:
          little: A little
          much: Much
          very: Very much
outcomes:
  - {id: see-someone, care: soon, when: [nights >= 3, pain.very]}
  - {id: carry-on, care: self-care, otherwise: true}
findings:
  none: no-reason
  list:
    - {id: first, section: first, likely: pain.much, because: It is the first.}
examples:
  - {answers: {nights: \"4\"}, expect: see-someone}
---
What this is.[^good-2020]

## See someone {#see-someone}

Soon.

## Carry on {#carry-on}

As you do.

## No reason {#no-reason}

None.
";

#[test]
fn every_part_that_decides_is_part_of_the_review() {
    let path = "sleep/check.md";
    let desk = Desk::of(&[(path, SMALL)]);
    assert_eq!(rules(&desk), [""; 0]);
    desk.run(&["review", "sign", path, "--by", SAM]).done();
    assert_eq!(rules(&desk), [""; 0]);
    for (from, to) in [
        ("nights >= 3", "nights >= 2"),
        ("to: 7", "to: 6"),
        ("unit: nights", "unit: days"),
        ("care: soon", "care: urgent"),
        ("pain.very]", "pain.much]"),
        ("likely: pain.much", "possible: pain.much"),
        ("because: It is the first.", "because: It is the one."),
        ("A little", "Not much"),
        (
            "          little: A little\n          much: Much\n",
            "          much: Much\n          little: A little\n",
        ),
        ("ask: How bad is it?", "ask: How bad is it now?"),
        ("title: Your nights", "title: The nights"),
        ("section: first,", "section: second,"),
        ("As you do.", "As you did."),
    ] {
        let told = after(&desk, path, from, to);
        assert!(told.contains(&"review/changed"), "{from}: {told:?}");
    }
    for (from, to) in [
        (
            "{id: carry-on, care: self-care, otherwise: true}",
            "{otherwise: true, id: carry-on, care: \"self-care\"}",
        ),
        (
            "{from: 0, to: 7, unit: nights}",
            "{unit: nights, to: \"7\", from: 0}",
        ),
        ("nights: \"4\"", "nights: \"5\""),
        (
            "      - id: pain\n        ask: How bad is it?\n",
            "      - ask: 'How bad is it?'\n        hint: ''\n        id: pain\n",
        ),
    ] {
        assert_eq!(after(&desk, path, from, to), [""; 0], "{from}");
    }
}

#[test]
fn readers_are_told_that_words_were_changed_after_their_review() {
    let desk = signed();
    let page = text_at(&desk, "/sleep/good");
    assert!(
        page.contains("Reviewed by Sam Field, physiotherapist"),
        "{page}"
    );
    assert!(!page.contains("have been changed"));
    let text = desk.read(GOOD);
    desk.write(
        GOOD,
        &text.replace("Words of the first", "Other words of the first"),
    );
    let page = text_at(&desk, "/sleep/good");
    assert!(!page.contains("Reviewed by Sam Field"), "{page}");
    assert!(page.contains("Changed since its review"), "{page}");
    assert!(
        page.contains("nobody has reviewed them as they are now"),
        "{page}"
    );
}

#[test]
fn a_self_check_that_was_changed_after_its_review_counts_as_unreviewed() {
    let path = "sleep/check.md";
    let desk = Desk::of(&[(path, SMALL)]);
    desk.run(&["review", "sign", path, "--by", SAM]).done();
    assert!(
        served(&desk)
            .get("/sleep/check")
            .text()
            .contains("Checked by Sam Field")
    );
    let text = desk.read(path);
    desk.write(path, &text.replace("nights >= 3", "nights >= 2"));
    for address in ["/sleep/check", "/sleep/check/result/carry-on"] {
        let page = served(&desk).get(address);
        assert_eq!(page.status, 200, "{address}");
        let page = page.text();
        assert!(!page.contains("Checked by"), "{address}");
        assert!(
            page.contains("This tool has been changed since it was checked"),
            "{address}: {page}"
        );
    }
    let site = desk
        .read("_index.md")
        .replace("contact:", "unreviewed_checks: hide\ncontact:");
    desk.write("_index.md", &site);
    assert_eq!(served(&desk).get("/sleep/check").status, 404);
    desk.write(path, &text);
    assert_eq!(served(&desk).get("/sleep/check").status, 200);
}

/// A desk with a page in each state.
fn every_state() -> Desk {
    let article = |title: &str, lines: &str| {
        BASE[3]
            .1
            .replace("Why is this article good?", title)
            .replace("topics: [sleep]\n", lines)
    };
    let by = "reviewed_by: {name: \"O\\\"Neil; Kim\", role: \"nurse, Leeds\"}\n";
    let today = jiff::Zoned::now().date();
    let soon = today
        .saturating_sub(jiff::Span::new().years(3))
        .saturating_add(jiff::Span::new().days(20));
    Desk::of(&[
        (
            "sleep/overdue.md",
            &article(
                "\"Is this, or = that; overdue?\"",
                &format!("reviewed: 2020-01-15\n{by}"),
            ),
        ),
        (
            "sleep/due.md",
            &article("Is this due?", &format!("reviewed: {soon}\n{by}")),
        ),
        (
            "sleep/fine.md",
            &article(
                "\"=Is this fine, even though its title has so many words that a calendar has to fold the line – ‘more than once’?\"",
                &format!("reviewed: {today}\n{by}"),
            ),
        ),
        (
            "sleep/changed.md",
            &article(
                "Is this changed?",
                &format!("reviewed: {today}\n{by}reviewed_words: w1-0123456789abcdef\n"),
            ),
        ),
        (
            "sleep/draft.md",
            &article("Is this a draft?", "").replace("status: published", "status: draft"),
        ),
        (
            "heart/_index.md",
            "---\ntitle: Heart\nsummary: Articles about the heart, of which there is at least one to read here.\nreview_every: 1 year\n---\n",
        ),
        ("heart/never.md", &article("Is this new?", "")),
    ])
}

#[test]
fn a_table_tells_what_needs_a_review_by_category() {
    let desk = every_state();
    let said = desk.run(&["review"]).done();
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains("reviewed 20"))
        .collect();
    assert_eq!(
        lines,
        [
            "Heart",
            "  never reviewed  articles/heart/never.md",
            "",
            "Sleep",
            "  never reviewed  articles/sleep/good.md",
            "  changed         articles/sleep/changed.md",
            "  overdue         articles/sleep/overdue.md",
            "  due             articles/sleep/due.md",
            "",
            "5 pages: 2 never reviewed, 1 changed since the review, 1 overdue, 1 due soon",
        ]
    );
    let said = desk
        .run(&["review", "--due", "10d", "--category", "sleep"])
        .done();
    assert!(!said.contains("due.md\n  due"), "{said}");
    assert!(!said.contains("articles/sleep/due.md"), "{said}");
    assert!(!said.contains("Heart"), "{said}");
    assert!(
        desk.run(&["review", "--due", "4y"])
            .done()
            .contains("fine.md")
    );
    let said = desk.run(&["review", "--category", "slep"]).refused();
    assert!(said.contains("did you mean sleep?"), "{said}");
    let wrong = desk.run(&["review", "--due", "soon"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("90d"), "{}", wrong.err);
}

#[test]
fn csv_and_json_hold_the_same_rows() {
    let desk = every_state();
    let said = desk
        .run(&["review", "--format", "json", "--due", "4y"])
        .done();
    let json: Vec<Value> = serde_json::from_str(&said).unwrap();
    let said = desk
        .run(&["review", "--format", "csv", "--due", "4y"])
        .done();
    assert!(said.contains("\r\n") && !said.replace("\r\n", "").contains('\n'));
    let mut reader = csv::Reader::from_reader(said.as_bytes());
    let columns: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), json.len());
    assert_eq!(rows.len(), 6);
    for (row, object) in rows.iter().zip(&json) {
        for (column, cell) in columns.iter().zip(row) {
            let value = object[column].as_str().unwrap_or_default();
            // A spreadsheet must not take a title for a formula.
            assert_eq!(cell.trim_start_matches('\''), value, "{column}");
        }
    }
    assert!(said.contains("\"'=Is this fine,"), "{said}");
    let overdue = json.iter().find(|row| row["state"] == "overdue").unwrap();
    assert_eq!(overdue["title"], "Is this, or = that; overdue?");
    assert_eq!(overdue["name"], "O\"Neil; Kim");
    assert_eq!(overdue["role"], "nurse, Leeds");
    assert_eq!(overdue["reviewed"], "2020-01-15");
    assert_eq!(overdue["due"], "2023-01-15");
    let never = json
        .iter()
        .find(|row| row["file"] == "articles/heart/never.md");
    assert_eq!(never.unwrap()["due"], Value::Null);
}

#[test]
fn a_calendar_has_a_day_for_every_review_to_come() {
    let desk = every_state();
    let said = desk.run(&["review", "--format", "ical"]).done();
    for line in said.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    assert!(said.ends_with("END:VCALENDAR\r\n"));
    let calendar: icalendar::Calendar = said.parse().unwrap();
    let events: Vec<&icalendar::Event> = calendar
        .components
        .iter()
        .filter_map(|one| one.as_event())
        .collect();
    assert_eq!(events.len(), 4);
    let event = |part: &str| {
        *events
            .iter()
            .find(|event| event.get_summary().unwrap().contains(part))
            .unwrap()
    };
    let overdue = event("overdue");
    assert_eq!(
        overdue.get_summary(),
        Some("Review: Is this, or = that; overdue?")
    );
    assert_eq!(overdue.property_value("DTSTART"), Some("20230115"));
    assert_eq!(overdue.property_value("DTEND"), Some("20230116"));
    assert!(
        overdue
            .get_description()
            .unwrap()
            .ends_with("Last reviewed 2020-01-15 by O\"Neil; Kim, nurse, Leeds")
    );
    assert!(
        event("fine")
            .get_summary()
            .unwrap()
            .ends_with("‘more than once’?")
    );
    let uids = |text: &str| {
        let mut uids: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect();
        uids.sort();
        uids.dedup();
        uids
    };
    let before = uids(&said);
    assert_eq!(before.len(), 4);
    desk.run(&["review", "sign", "sleep/overdue.md", "--by", SAM])
        .done();
    let again = desk.run(&["review", "--format", "ical"]).done();
    assert_eq!(uids(&again), before, "a later calendar moves its days");
    assert!(!again.contains("20230115"));
}

#[test]
fn a_site_with_nothing_to_review_says_so() {
    let desk = signed();
    let said = desk.run(&["review"]).done();
    assert!(
        said.starts_with("No published page needs a review until 20"),
        "{said}"
    );
}
