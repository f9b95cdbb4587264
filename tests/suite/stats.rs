//! `check --stats`: how the words read, in numbers that gate nothing.

use crate::driver::BASE;
use crate::program::Desk;

const LONG: &str =
    "Individualised rehabilitation necessitates comprehensive physiotherapeutic interventions";

/// A desk with an easy draft and a hard article.
fn desk() -> Desk {
    let (_, good) = BASE[3];
    let words = |text: &str| good.replace("Words of the second section.", text);
    Desk::of(&[
        (
            "sleep/easy.md",
            &words("Go to bed. Sleep. Get up.").replace("status: published", "status: draft"),
        ),
        ("sleep/hard.md", &words(&format!("{LONG} {LONG} {LONG}."))),
    ])
}

#[test]
fn the_hardest_page_comes_first_with_its_longest_sentences_and_their_lines() {
    let desk = desk();
    let said = desk.run(&["check", "--stats"]).done();
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["It gates nothing", "add 5 for an age"] {
        assert!(words.contains(told), "{said}");
    }
    let at = |path: &str| said.find(&format!("\n{path}")).unwrap_or(usize::MAX);
    let (hard, easy) = (
        at("articles/sleep/hard.md\n"),
        at("articles/sleep/easy.md (draft)\n"),
    );
    assert!(hard < easy && easy < usize::MAX, "{said}");
    let text = desk.read("sleep/hard.md");
    let line = 1 + text.lines().position(|line| line.contains(LONG)).unwrap();
    assert!(
        said.contains(&format!("line {line}: 18 words: Individualised")),
        "{said}"
    );
    assert!(
        said.lines().all(|line| line.chars().count() <= 80),
        "{said}"
    );
}

#[test]
fn only_the_files_that_are_named_are_counted_and_a_broken_one_is_named() {
    let desk = desk();
    desk.write("sleep/broken.md", &BASE[3].1.replace("topics:", "topic:"));
    let said = desk
        .run(&["check", "--stats", "articles/sleep/easy.md"])
        .done();
    assert!(
        said.contains("sleep/easy.md") && !said.contains("hard.md"),
        "{said}"
    );
    let said = desk.run(&["check", "--stats"]).done();
    assert!(said.contains("\nNot counted"), "{said}");
    assert!(said.contains("\n  articles/sleep/broken.md\n"), "{said}");
}

#[test]
fn scripts_get_the_same_numbers() {
    let desk = desk();
    let said = desk.run(&["check", "--stats", "--format", "json"]).done();
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    let pages = told["pages"].as_array().unwrap();
    assert_eq!(pages[0]["file"], "articles/sleep/hard.md");
    assert_eq!(pages[0]["status"], "published");
    assert_eq!(pages[0]["longest"][0]["words"], 18);
    assert!(
        pages[0]["longest"][0]["text"]
            .as_str()
            .unwrap()
            .starts_with(LONG)
    );
    assert!(pages[0]["grade"].as_f64().unwrap() > pages[1]["grade"].as_f64().unwrap());
    assert!(pages.len() >= 4, "{said}");
    let said = desk
        .run(&["check", "--stats", "--format", "sarif"])
        .refused();
    assert!(said.contains("--format json"), "{said}");
    desk.run(&["check", "--stats", "--fix"]).refused();
}

#[test]
fn an_article_of_any_words_has_its_numbers_and_gives_no_orders_to_the_terminal() {
    let (_, good) = BASE[3];
    let desk = Desk::of(&[
        (
            "sleep/list.md",
            &good.replace(
                "Words of the second section.",
                "- \u{1b}[31mone\u{1b}[0m\n- 二",
            ),
        ),
        (
            "sleep/long.md",
            &good.replace("Words of the second section.", &"x".repeat(9_000)),
        ),
    ]);
    let said = desk.run(&["check", "--stats"]).done();
    assert!(!said.contains('\u{1b}'), "{said:?}");
    assert!(!said.contains("NaN") && !said.contains("inf"), "{said}");
}
