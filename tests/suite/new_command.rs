//! `new`: what it makes is a draft in order, cannot be published by accident, and replaces nothing.

use crate::driver::{TestSite, repository};
use crate::program::{self, Desk};
use std::fs;

/// The problems of a desk's files, as editors read them.
fn problems(desk: &Desk) -> Vec<(&'static str, String)> {
    TestSite::folder(&desk.path().join("articles")).problems()
}

const SHINS: &str = "Why do your shins hurt?";

/// A desk with one of everything that can be begun.
fn begun() -> Desk {
    let desk = Desk::of(&[]);
    desk.run(&["new", "category", "running", "Running"]).done();
    desk.run(&["new", "article", "running", SHINS]).done();
    desk.run(&["new", "self-check", "running", "Check your shins"])
        .done();
    desk.run(&["new", "page", "Who we are"]).done();
    desk
}

const BEGUN: [&str; 4] = [
    "running/_index.md",
    "running/why-do-your-shins-hurt.md",
    "running/check-your-shins.md",
    "who-we-are.md",
];

#[test]
fn what_is_begun_has_no_problem_and_is_not_public() {
    let desk = begun();
    assert_eq!(problems(&desk), []);
    let site = TestSite::folder(&desk.path().join("articles")).start();
    for path in BEGUN {
        let address = path.trim_end_matches(".md").trim_end_matches("/_index");
        assert_eq!(site.get(&format!("/{address}")).status, 404, "{path}");
    }
    assert!(!site.get("/").text().contains("Running"));
}

#[test]
fn what_is_begun_is_checked_without_a_warning_too() {
    let said = begun().run(&["check", "--deny", "warnings"]).done();
    assert!(said.contains("no problems"), "{said}");
}

#[test]
fn what_is_begun_can_be_named_from_wherever_the_command_runs() {
    let desk = begun();
    let begin = |from: &str, folder: &str, category: &str, name: &str| {
        let from = desk.path().join(from);
        let arguments = ["new", "article", category, SHINS, "--name", name];
        program::run(&from, &[&arguments[..], &["--articles", folder]].concat()).done();
        desk.read(&format!("running/{name}.md"));
    };
    begin("", "articles", "running", "one");
    begin("", "articles", "articles/running/", "two");
    begin("", "./articles", "./articles/running", "three");
    begin("articles", ".", "running", "four");
    begin("articles/running", "..", ".", "five");
    begin("articles/sleep", "..", "../running", "six");
    begin("articles/sleep", "..", "running", "seven");
    let whole = desk.path().join("articles");
    let whole = whole.to_str().unwrap();
    begin("", "articles", &format!("{whole}/running"), "eight");
    begin("articles", whole, "running", "nine");
}

#[test]
fn what_is_begun_cannot_be_published_with_words_still_to_be_written() {
    let desk = begun();
    for path in BEGUN {
        let text = desk.read(path);
        let published = text
            .replace("status: draft", "status: published")
            .replace("# published: ", "published: ");
        desk.write(path, &published);
    }
    let told = problems(&desk);
    for path in BEGUN {
        let file = format!("--> articles/{path}");
        let left = told
            .iter()
            .filter(|(rule, said)| *rule == "text/placeholder" && said.contains(&file));
        assert!(left.count() > 0, "{path}");
    }
    assert!(told.iter().all(|(rule, _)| *rule == "text/placeholder"));
    let site = TestSite::folder(&desk.path().join("articles"))
        .at("2099-01-01T00:00:00Z")
        .start();
    for path in BEGUN {
        let address = path.trim_end_matches(".md").trim_end_matches("/_index");
        let page = site.get(&format!("/{address}"));
        assert!(!page.text().contains("TO WRITE"), "{path}");
    }
    assert!(!site.get("/").text().contains("TO WRITE"));
}

#[test]
fn a_new_article_in_whose_places_words_were_written_is_published_as_it_is() {
    let desk = begun();
    let words = "Words of forty signs or a few more of them";
    for path in BEGUN {
        let written = desk
            .read(path)
            .replace("TO WRITE:", &format!("{words}."))
            .replace("status: draft", "status: published")
            .replace("# published: ", "published: ");
        desk.write(path, &written);
    }
    assert_eq!(problems(&desk), []);
    let site = TestSite::folder(&desk.path().join("articles"))
        .at("2099-01-01T00:00:00Z")
        .start();
    let article = site.get("/running/why-do-your-shins-hurt");
    assert_eq!(article.status, 200);
    assert!(article.text().contains(SHINS));
    assert_eq!(site.get("/running/check-your-shins").status, 200);
    assert_eq!(site.get("/who-we-are").status, 200);
}

#[test]
fn a_new_file_says_where_it_is_and_what_comes_next() {
    let desk = Desk::of(&[]);
    let said = desk
        .run(&["new", "article", "articles/sleep/", SHINS])
        .done();
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "articles/sleep/why-do-your-shins-hurt.md");
    assert!(said.contains("/sleep/why-do-your-shins-hurt"), "{said}");
    assert!(said.contains("TO WRITE:"), "{said}");
    assert!(said.contains("health-preservation preview\n"), "{said}");
    assert!(
        said.contains("health-preservation check articles/sleep/why-do-your-shins-hurt.md\n"),
        "{said}"
    );
    let text = desk.read("sleep/why-do-your-shins-hurt.md");
    assert!(
        text.contains("\ntitle: Why do your shins hurt?\n"),
        "{text}"
    );
    assert!(text.contains("\nstatus: draft\n"), "{text}");
}

#[test]
fn a_title_of_any_signs_is_read_back_as_it_was_typed() {
    for title in [
        "Sleep: \"why\" can't you?",
        "Is 5 a day #1?",
        "Schläfst du gut – oder nicht?",
        "{{title}} <<today>>",
        "[x] & *y* !z",
        "no",
        "睡眠: 為何?",
    ] {
        let desk = Desk::of(&[]);
        desk.run(&["new", "page", title, "--name", "a-page"]).done();
        let published = desk
            .read("a-page.md")
            .replace("TO WRITE:", "Words of forty signs or a few more of them.")
            .replace("status: draft", "status: published")
            .replace("# published: ", "published: ");
        desk.write("a-page.md", &published);
        assert_eq!(problems(&desk), [], "{title}");
        let site = TestSite::folder(&desk.path().join("articles"))
            .at("2099-01-01T00:00:00Z")
            .start();
        let page = scraper::Html::parse_document(site.get("/a-page").text());
        let heading = scraper::Selector::parse("h1").unwrap();
        let words: String = page.select(&heading).next().unwrap().text().collect();
        assert_eq!(words.trim(), title);
    }
}

#[test]
fn nothing_is_replaced_and_nothing_is_made_where_it_cannot_stand() {
    let desk = Desk::of(&[(
        "sleep/second.md",
        &crate::driver::BASE[3].1.replace("good?", "too?"),
    )]);
    std::os::unix::fs::symlink(std::env::temp_dir(), desk.path().join("articles/out")).unwrap();
    let before = desk.files();
    for (arguments, why) in [
        (
            &["new", "article", "sleep", "Good"] as &[&str],
            "articles/sleep/good.md is there already",
        ),
        (&["new", "category", "sleep", "Sleep"], "is there already"),
        (
            &["new", "article", "slep", SHINS],
            "there is no category slep; did you mean sleep?",
        ),
        (
            &["new", "article", "running", SHINS],
            "new category running",
        ),
        (
            &["new", "article", "../elsewhere", SHINS],
            "is not in the folder",
        ),
        (&["new", "article", "/etc", SHINS], "is not in the folder"),
        (&["new", "article", "sleep", "???"], "--name"),
        (&["new", "article", "sleep", "  "], "the title is empty"),
        (&["new", "article", "sleep", "a\nb"], "one line"),
        (
            &["new", "article", "sleep", SHINS, "--name", "Why Shins"],
            "write    --name why-shins",
        ),
        (
            &["new", "article", "sleep", "Rules"],
            "the site uses the address part rules itself",
        ),
        (&["new", "page", "Search"], "the address part search"),
        (&["new", "page", "Sleep"], "would have the same address"),
        (&["new", "category", "Heart", "Heart"], "write    heart"),
        (&["new", "category", "a/b", "B"], "there is no category a"),
        (&["new", "category", "out", "Out"], "a link"),
        (
            &["new", "self-check", "sleep", "Check your sleep"],
            "--about sleep/good.md\n  --about sleep/second.md",
        ),
        (
            &["new", "self-check", "sleep", "Check", "--about", "goood.md"],
            "there is no such article; write a path such as sleep/good.md",
        ),
    ] {
        let said = desk.run(arguments).refused();
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert_eq!(desk.files(), before, "{arguments:?}");
    }
}

#[test]
fn a_new_self_check_leads_to_a_section_of_the_article_it_is_about() {
    let desk = Desk::of(&[]);
    for (name, about) in [
        ("one", "articles/sleep/good.md"),
        ("two", "good.md"),
        ("three", "sleep/good.md"),
    ] {
        desk.run(&[
            "new",
            "self-check",
            "sleep",
            "Check your sleep",
            "--about",
            about,
            "--name",
            name,
        ])
        .done();
        let text = desk.read(&format!("sleep/{name}.md"));
        assert!(text.contains("\nabout: good.md\n"), "{text}");
        assert!(text.contains("section: first\n"), "{text}");
    }
    assert_eq!(problems(&desk), []);
}

#[test]
fn an_article_can_be_begun_in_the_articles_of_this_repository() {
    let copy = tempfile::tempdir().unwrap();
    let articles = copy.path().join("articles");
    for file in TestSite::real().sources().files.clone() {
        let path = articles.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(repository("articles").join(&file.path), path).unwrap();
    }
    let before = TestSite::folder(&articles).at("2099-01-01T00:00:00Z");
    program::run(copy.path(), &["new", "article", "fitness-coach", SHINS]).done();
    program::run(
        copy.path(),
        &[
            "new",
            "self-check",
            "fitness-coach",
            "Check your knees",
            "--about",
            "articles/fitness-coach/why-do-your-knees-hurt-when-you-run.md",
        ],
    )
    .done();
    let after = TestSite::folder(&articles).at("2099-01-01T00:00:00Z");
    assert_eq!(after.problems(), before.problems());
    assert_eq!(
        after.sources().files.len(),
        before.sources().files.len() + 2
    );
}
