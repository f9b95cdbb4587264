//! House style: which files are judged, what a file may allow itself, and that a warning withholds
//! nothing. What each lint says is in `tests/fixtures/rules`.

use crate::checks;
use crate::driver::{self, TestSite};

/// The base article with these words in place of its last ones, and a line of front matter.
fn article(front_matter: &str, words: &str) -> String {
    let (_, good) = driver::BASE[3];
    good.replace(
        "topics: [sleep]\n",
        &format!("topics: [sleep]\n{front_matter}"),
    )
    .replace("Words of the second section.\n", words)
}

/// The rules that are told of a site with one file, in their order.
fn told(path: &str, text: &str) -> Vec<&'static str> {
    let problems = TestSite::of(&[(path, text)]).problems();
    problems.into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn every_kind_of_file_with_words_is_judged() {
    let category = "---\ntitle: Sleep\nsummary: Articles about sleep, of which there is at least a good one to read here.\n---\nSleep is a miracle.\n";
    let (_, home) = driver::BASE[0];
    let (_, page) = driver::BASE[1];
    let home = home.replace("Words of the home page.", "Our words are a miracle.");
    let page = page.replace("With care.", "It is a miracle.");
    for (path, text) in [
        ("_index.md", home.as_str()),
        ("about.md", &page),
        ("sleep/_index.md", category),
        ("sleep/miracle.md", &article("", "Sleep is a miracle.\n")),
        (
            "sleep/draft.md",
            &article("", "Sleep is a miracle.\n").replace("published\n", "draft\n"),
        ),
    ] {
        assert_eq!(told(path, text), ["prose/wording"], "{path}");
    }
}

#[test]
fn what_a_self_check_asks_is_judged_and_its_choices_may_be_long() {
    let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty and one two three four five";
    let text = checks::check(
        &format!(
            "\
steps:
  - title: First
    questions:
      - id: gate
        ask: Do you suffer from a bad BMI?
        hint: \"Tick: {long} six.\"
        choose: many
        choices: {{pain: {long} six, other: Body mass index (BMI) of 35 or more}}
outcomes:
  - {{id: soon, care: soon, when: [gate.pain, gate.other]}}
  - {{id: at-home, care: self-care, otherwise: true}}
examples:
  - {{answers: {{gate: [pain]}}, expect: soon}}
"
        ),
        &["soon", "at-home", "when-to-worry"],
    );
    let site = TestSite::of(&[("sleep/check.md", &text)]);
    let problems = site.problems();
    let rules: Vec<_> = problems.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(
        rules,
        ["prose/wording", "prose/long-sentence"],
        "{problems:?}"
    );
    assert!(problems[0].1.contains("^^^^^^^^^^^\n"), "{}", problems[0].1);
    assert!(
        problems[1].1.contains("this sentence has 28 words"),
        "{}",
        problems[1].1
    );
}

#[test]
fn a_page_that_has_no_sources_is_not_asked_for_one() {
    let (_, page) = driver::BASE[1];
    let page = page.replace("With care.", "We have read 80% of it.");
    assert_eq!(told("about.md", &page), [""; 0]);
}

#[test]
fn a_broken_file_is_told_its_errors_before_its_style() {
    let words = "Sleep is a miracle.\n\n<br> Very much so.\n";
    assert_eq!(
        told("sleep/broken.md", &article("", words)),
        ["text/raw-html"]
    );
}

#[test]
fn a_file_can_allow_itself_a_warning_and_has_as_many_of_it_as_it_likes() {
    let words = "Sleep is a miracle.\n\n".repeat(60);
    let allowed = article(
        "allow:\n  prose/wording: the word is what the article is about\n",
        &words,
    );
    assert_eq!(told("sleep/miracle.md", &allowed), [""; 0]);
    let rules = told("sleep/miracle.md", &article("", &words));
    assert_eq!(rules.len(), 51);
    assert_eq!(rules[0], "file/many-warnings");
}

#[test]
fn a_warning_withholds_nothing() {
    let site = TestSite::of(&[("sleep/miracle.md", &article("", "Sleep is a miracle.\n"))]).start();
    let reply = site.get("/sleep/miracle").expect(200);
    assert!(reply.text().contains("Sleep is a miracle."));
}
