//! `links`: what leads to a page and its sections; and what is told, at each place, of a heading
//! that was renamed.

use crate::driver::{BASE, TestSite};
use crate::program::Desk;
use serde_json::Value;

const OTHER: &str = "\
---
title: Why is this other article good?
summary: Another article without any mistake, which leads to the first one in every way there is.
status: published
published: 2026-01-01
related: [good.md]
sources:
  - id: good-2020
    title: A good source
    publisher: Journal of Good Sources
    year: 2020
---
The answer.[^good-2020] See [the whole](good.md) and [its first part](good.md#first).

See [it by its old name](good.md#the-first), too.
";

const CHECK: &str = "\
---
kind: self-check
title: Check your nights
summary: A few questions on how you sleep, whether you should see someone, and what to change first.
intended_use: For adults who sleep badly. Not a diagnosis.
about: ../sleep/good.md
status: draft
sources:
  - {id: s, title: A source, publisher: A publisher, year: 2020}
steps:
  - title: Your nights
    questions:
      - {id: bad, ask: Is it bad?, choose: yes-no}
      - {id: late, ask: Is it late?, choose: yes-no}
outcomes:
  - {id: see-someone, care: soon, when: [bad.yes, bad.unsure]}
  - {id: carry-on, care: self-care, otherwise: true}
findings:
  none: no-reason
  list:
    - {id: one, section: second, likely: late.yes, possible: late.unsure, because: It is the one.}
examples:
  - {answers: {bad: yes}, expect: see-someone}
---
What this is.[^s]

## See someone {#see-someone}

Soon.

## Carry on {#carry-on}

As you do.

## No reason {#no-reason}

None.
";

/// A desk on which everything leads to the good article.
fn desk() -> Desk {
    let good = BASE[3]
        .1
        .replace("{#first}", "{#first was=the-first}")
        .replace(
            "topics: [sleep]\n",
            "topics: [sleep]\nmoved_from: [/sleep/old]\n",
        )
        .replace(
            "Words of the second section.\n",
            "Words of the second section, after [the first](#first).\n\n## Third things {#third}\n\nWords.\n",
        );
    let category = BASE[2]
        .1
        .replace("title: Sleep\n", "title: Sleep\norder: [good]\n");
    let about = BASE[1]
        .1
        .replace("We write tests.", "We write [tests](sleep/good.md#second).");
    Desk::of(&[
        ("about.md", &about),
        ("sleep/_index.md", &category),
        ("sleep/good.md", &good),
        ("sleep/other.md", OTHER),
        ("heart/_index.md", &BASE[2].1.replace("Sleep", "Heart")),
        ("heart/check.md", CHECK),
    ])
}

#[test]
fn everything_that_leads_to_a_page_is_told_by_section() {
    let desk = desk();
    let said = desk.run(&["links", "articles/sleep/good.md"]).done();
    assert_eq!(
        said,
        "\
articles/sleep/good.md

  the page
    about        articles/heart/check.md:6
    order        articles/sleep/_index.md:3
    old address  articles/sleep/good.md:7  /sleep/old
    related      articles/sleep/other.md:6
    link         articles/sleep/other.md:13

  #first  First things
    old id       articles/sleep/good.md:24  the-first
    link         articles/sleep/good.md:32
    link         articles/sleep/other.md:13
    link         articles/sleep/other.md:15

  #second  Second things
    link         articles/about.md:8
    finding      articles/heart/check.md:21

  nothing leads to #third

11 places
"
    );
}

#[test]
fn one_section_can_be_asked_for_by_any_of_its_ids() {
    let desk = desk();
    let first = desk.run(&["links", "sleep/good.md#first"]).done();
    assert!(first.contains("#first  First things"), "{first}");
    assert!(
        !first.contains("second") && !first.contains("the page"),
        "{first}"
    );
    assert_eq!(
        desk.run(&["links", "sleep/good.md#the-first"]).done(),
        first
    );
    let third = desk.run(&["links", "sleep/good.md#third"]).done();
    assert!(third.contains("nothing leads to #third"), "{third}");
    let said = desk.run(&["links", "sleep/good.md#secnd"]).refused();
    assert!(said.contains("did you mean #second?"), "{said}");
    let said = desk.run(&["links", "sleep/goood.md"]).refused();
    assert!(
        said.contains("did you mean articles/sleep/good.md?"),
        "{said}"
    );
    let said = desk.run(&["links", "../good.md"]).refused();
    assert!(said.contains("is not in the folder"), "{said}");
}

#[test]
fn programs_get_the_same_with_line_and_column() {
    let desk = desk();
    let said = desk
        .run(&["links", "sleep/good.md", "--format", "json"])
        .done();
    let json: Value = serde_json::from_str(&said).unwrap();
    let uses = json["uses"].as_array().unwrap();
    assert_eq!(uses.len(), 11);
    let finding = uses.iter().find(|one| one["how"] == "finding").unwrap();
    assert_eq!(finding["section"], "second");
    assert_eq!(finding["file"], "articles/heart/check.md");
    assert_eq!(finding["line"], 21);
    assert_eq!(finding["column"], 26);
    assert_eq!(json["sections"][0]["was"][0], "the-first");
}

/// What is told of a desk's files, with the given rule.
fn told(desk: &Desk, rule: &str) -> Vec<String> {
    let site = TestSite::folder(&desk.path().join("articles"));
    let problems = site.problems().into_iter();
    problems
        .filter(|(found, _)| *found == rule)
        .map(|(_, said)| said)
        .collect()
}

#[test]
fn a_renamed_heading_is_told_at_each_place_with_the_line_that_mends_them_all() {
    let desk = desk();
    let good = desk.read("sleep/good.md");
    let renamed = good.replace("## Second things {#second}", "## What comes next");
    desk.write("sleep/good.md", &renamed);
    // Something leads to every other heading, so this is the one.
    let others = desk.read("sleep/other.md") + "\nSee [more](good.md#third).\n";
    desk.write("sleep/other.md", &others);
    let links = told(&desk, "link/missing-heading");
    let findings = told(&desk, "check/finding-section");
    assert_eq!((links.len(), findings.len()), (1, 1));
    for said in links.iter().chain(&findings) {
        assert!(said.contains("if the heading was renamed"), "{said}");
        assert!(said.contains("sleep/good.md"), "{said}");
        assert!(
            said.contains("## What comes next {#what-comes-next was=second}"),
            "{said}"
        );
        assert!(said.contains("articles/sleep/good.md:30"), "{said}");
    }
    assert!(
        findings[0].contains("articles/heart/check.md:21:26"),
        "{}",
        findings[0]
    );
    let gone = desk.run(&["links", "sleep/good.md"]).done();
    assert!(gone.contains("sections that are not there"), "{gone}");
    assert!(
        gone.contains("finding      articles/heart/check.md:21  #second"),
        "{gone}"
    );
    // The line, written as it is told, mends both.
    let mended = renamed.replace(
        "## What comes next",
        "## What comes next {#what-comes-next was=second}",
    );
    desk.write("sleep/good.md", &mended);
    assert_eq!(told(&desk, "link/missing-heading"), [""; 0]);
    assert_eq!(told(&desk, "check/finding-section"), [""; 0]);
}

#[test]
fn while_the_site_is_served_the_old_place_is_shown_too() {
    use health_preservation::content::{Changes, Contents, Library, Shelf, SourceEntry};
    use health_preservation::diagnostics::{Style, render_human};
    let desk = desk();
    let site = TestSite::folder(&desk.path().join("articles"));
    let shelf = Shelf::build(site.sources());
    // Two headings are new, nothing leads to either, and neither shares a word with the old one.
    let renamed = desk
        .read("sleep/good.md")
        .replace("## Second things {#second}", "## What comes next")
        .replace("## Third things {#third}", "## And at the end");
    let changes = Changes {
        files: vec![SourceEntry {
            path: "sleep/good.md".to_owned(),
            contents: Contents::Text(renamed),
        }],
        gone: Vec::new(),
    };
    let next = shelf.next(&changes, site.now());
    let (_, report) = Library::build(&next, site.now());
    let said: Vec<String> = report
        .problems()
        .iter()
        .filter(|problem| problem.rule.id == "link/missing-heading")
        .map(|problem| render_human(problem, Style::Plain))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].contains("## Second things {#second}"),
        "{}",
        said[0]
    );
    assert!(said[0].contains("it was here"), "{}", said[0]);
    assert!(
        said[0].contains("## What comes next {#what-comes-next was=second}"),
        "{}",
        said[0]
    );
}
