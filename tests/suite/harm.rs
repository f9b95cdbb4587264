//! A mistake harms its own file and nothing else, and taking a page down works whatever is wrong
//! with it.

use crate::driver::{BASE, Running, TestSite};
use crate::rules::{self, Fixture};
use health_preservation::content::Contents;
use health_preservation::diagnostics::rules::{ALL, Grade};

/// The pages of the base site, a category's list among them, and an address where nothing stands.
const PAGES: [&str; 5] = ["/", "/sleep", "/sleep/good", "/about", "/sleep/nothing"];

fn grade(fixture: &Fixture) -> Grade {
    ALL.iter()
        .find(|rule| rule.id == fixture.rule)
        .unwrap()
        .grade
}

/// The page that a fixture's file would be; none for a file that is about a folder or the site.
fn page_of(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".md")?;
    (!stem.ends_with("_index")).then(|| format!("/{stem}"))
}

/// Whether a rule is about the name of a file, or its being there at all, so that it has no page.
fn without_address(rule: &str) -> bool {
    [
        "file/name",
        "file/reserved-name",
        "file/same-address",
        "file/refused",
    ]
    .contains(&rule)
}

fn replaces_a_base_file(fixture: &Fixture) -> bool {
    fixture
        .texts
        .iter()
        .any(|(path, _)| BASE.iter().any(|(base, _)| base == path))
        || !BASE.iter().all(|(base, _)| {
            fixture
                .site
                .sources()
                .files
                .iter()
                .any(|file| file.path == *base)
        })
}

/// The site of a fixture with a change made to the words of one file.
fn changed(fixture: &Fixture, path: &str, change: impl Fn(&str) -> String) -> TestSite {
    let entry = fixture
        .site
        .sources()
        .files
        .iter()
        .find(|file| file.path == path)
        .unwrap();
    let contents = match entry.contents.clone() {
        Contents::Text(text) => Contents::Text(change(&text)),
        Contents::NotUtf8 { readable, at } => Contents::NotUtf8 {
            readable: change(&readable),
            at,
        },
        Contents::TooLarge {
            beginning,
            size,
            most,
        } => Contents::TooLarge {
            beginning: change(&beginning),
            size,
            most,
        },
        other => other,
    };
    fixture.site.clone().file(path, contents)
}

/// A text with another line in place of each `status:` line.
fn with_status(text: &str, line: &str) -> String {
    let lines = text
        .lines()
        .filter_map(|one| match one.starts_with("status:") {
            true => (!line.is_empty()).then_some(line),
            false => Some(one),
        });
    lines.map(|one| format!("{one}\n")).collect()
}

#[track_caller]
fn same_pages(site: &Running, without: &Running, shown: &str) {
    for page in PAGES {
        let (with, without) = (site.get(page), without.get(page));
        assert_eq!(with.status, without.status, "{shown}: {page}");
        assert!(
            with.body == without.body,
            "{shown}: {page} is not what it was:\n{}",
            with.text()
        );
    }
}

#[test]
fn a_withheld_file_changes_no_other_page() {
    let without = TestSite::of(&[]).start();
    for fixture in rules::all() {
        if grade(&fixture) == Grade::Withholding && !replaces_a_base_file(&fixture) {
            same_pages(
                &fixture.site.start(),
                &without,
                &fixture.file.display().to_string(),
            );
        }
    }
}

#[test]
fn all_mistakes_at_once_change_no_other_page() {
    let mut site = TestSite::of(&[]);
    for (number, fixture) in rules::all().into_iter().enumerate() {
        if grade(&fixture) == Grade::Withholding && !replaces_a_base_file(&fixture) {
            for file in &fixture.site.sources().files {
                if file.path == "sleep/broken.md" {
                    site = site.file(&format!("sleep/broken-{number}.md"), file.contents.clone());
                }
            }
        }
    }
    assert!(site.problems().len() > 60, "the mistakes are there");
    same_pages(&site.start(), &TestSite::of(&[]).start(), "all of them");
}

#[test]
fn a_mistake_between_files_withholds_no_page() {
    for fixture in rules::all() {
        if grade(&fixture) == Grade::Withholding {
            continue;
        }
        let site = fixture.site.start();
        for page in ["/", "/sleep", "/sleep/good", "/about"] {
            assert_eq!(
                site.get(page).status,
                200,
                "{}: {page}",
                fixture.file.display()
            );
        }
        for (path, text) in &fixture.texts {
            if let Some(page) = page_of(path).filter(|_| text.contains("status: published")) {
                assert_eq!(
                    site.get(&page).status,
                    200,
                    "{}: {page}",
                    fixture.file.display()
                );
            }
        }
    }
}

#[test]
fn a_mistake_in_the_file_of_a_category_or_of_the_site_closes_no_page() {
    for fixture in rules::all() {
        if !replaces_a_base_file(&fixture) {
            continue;
        }
        let site = fixture.site.start();
        for page in ["/", "/sleep", "/sleep/good", "/about"] {
            assert_eq!(
                site.get(page).status,
                200,
                "{}: {page}",
                fixture.file.display()
            );
        }
    }
}

#[test]
fn a_withheld_page_keeps_its_address_and_shows_none_of_its_words() {
    for fixture in rules::all() {
        if grade(&fixture) != Grade::Withholding || without_address(&fixture.rule) {
            continue;
        }
        for (path, text) in &fixture.texts {
            let Some(page) = page_of(path) else { continue };
            // A file without words must stay without.
            let words = if fixture.rule == "text/no-words" {
                ""
            } else {
                "\nZephyr words of the file.\n"
            };
            let site = changed(&fixture, path, |text| format!("{text}{words}")).start();
            let reply = site.get(&page);
            let shown = fixture.file.display();
            if text.contains("withdraw_on: ") {
                assert_eq!(reply.status, 410, "{shown}");
            } else if text.lines().any(|line| line == "status: published") {
                assert_eq!(reply.status, 503, "{shown}");
                assert_eq!(reply.header("retry-after"), Some("600"), "{shown}");
            } else {
                assert_eq!(reply.status, 404, "{shown}");
            }
            for word in [
                "Zephyr",
                "Words with a source",
                "which is there to see",
                "journal.example",
            ] {
                assert!(
                    !reply.text().contains(word),
                    "{shown} shows {word:?}:\n{}",
                    reply.text()
                );
            }
        }
    }
}

#[test]
fn a_file_without_an_address_shows_none_of_its_words() {
    let rules = rules::all();
    for fixture in rules
        .iter()
        .filter(|fixture| without_address(&fixture.rule))
    {
        let site = fixture.site.start();
        let paths = fixture
            .site
            .sources()
            .files
            .iter()
            .filter_map(|file| page_of(&file.path));
        for page in paths.filter(|page| page != "/about" && page != "/sleep/good") {
            let page = page.replace(' ', "%20").replace('?', "%3F");
            let reply = site.get(&page);
            assert!(
                !reply.text().contains("A broken article"),
                "{}: {page}",
                fixture.file.display()
            );
        }
    }
}

#[test]
fn withdrawing_works_whatever_else_is_wrong() {
    for fixture in rules::all() {
        if without_address(&fixture.rule) {
            continue;
        }
        for (path, text) in &fixture.texts {
            let asks_for_a_status = text.lines().any(|line| line.starts_with("status:"));
            let Some(page) = page_of(path).filter(|_| asks_for_a_status) else {
                continue;
            };
            let site = changed(&fixture, path, |text| {
                with_status(text, "status: withdrawn")
            })
            .start();
            let reply = site.get(&page);
            assert_eq!(reply.status, 410, "{}", fixture.file.display());
            assert!(
                !reply.text().contains("Words with a source"),
                "{}",
                fixture.file.display()
            );
        }
    }
}

#[test]
fn a_draft_is_nowhere_whatever_else_is_wrong() {
    for fixture in rules::all() {
        for (path, _) in &fixture.texts {
            let Some(page) = page_of(path).filter(|_| fixture.rule != "file/same-address") else {
                continue;
            };
            for line in ["status: draft", ""] {
                let site = changed(&fixture, path, |text| with_status(text, line)).start();
                let page = page.replace(' ', "%20").replace('?', "%3F");
                assert_eq!(
                    site.get(&page).status,
                    404,
                    "{} with {line:?}",
                    fixture.file.display()
                );
            }
        }
    }
}

#[test]
fn a_status_in_the_words_publishes_nothing() {
    let draft = "---\ntitle: How to write an article\nsummary: A draft whose words show what the front matter of an article looks like.\npublished: 2026-01-01\nsources:\n  - {id: s, title: A source, publisher: A publisher, year: 2020}\n---\nWrite this line:[^s]\n\n```\nstatus: published\n```\n";
    let site = TestSite::of(&[("sleep/how-to.md", draft)]).start();
    assert_eq!(site.get("/sleep/how-to").status, 404);
    let indented = draft.replace(
        "published: 2026-01-01",
        "status: draft\npublished: 2026-01-01",
    );
    let site = TestSite::of(&[("sleep/how-to.md", &indented)]).start();
    assert_eq!(site.get("/sleep/how-to").status, 404);
}

#[test]
fn two_statuses_are_the_safer_one() {
    let twice = |lines: &str| {
        let (_, text) = BASE[3];
        let text = text.replace("status: published", lines);
        TestSite::of(&[("sleep/twice.md", &text)])
            .start()
            .get("/sleep/twice")
            .status
    };
    assert_eq!(twice("status: published\nstatus: withdrawn"), 410);
    assert_eq!(twice("status: withdrawn\nstatus: published"), 410);
    assert_eq!(twice("status: published\nstatus: draft"), 404);
    assert_eq!(twice("status: draft\nstatus: published"), 404);
}

#[test]
fn a_status_in_another_form_publishes_nothing() {
    for status in [
        "Status: published",
        "status: Published",
        "status: published!",
        "status: publish",
        "  status: published",
        "# status: published",
        "status: [published]",
    ] {
        let (_, text) = BASE[3];
        let text = text.replace("status: published", status);
        let site = TestSite::of(&[("sleep/odd.md", &text)]).start();
        assert_eq!(site.get("/sleep/odd").status, 404, "{status:?}");
    }
    // These say clearly what was meant, and are mistakes all the same.
    for status in ["status:published", "status: published\nstatus: published"] {
        let (_, text) = BASE[3];
        let text = text.replace("status: published", status);
        let site = TestSite::of(&[("sleep/odd.md", &text)]).start();
        assert_eq!(site.get("/sleep/odd").status, 503, "{status:?}");
    }
}

#[test]
fn a_status_in_quotes_or_with_a_comment_is_a_status() {
    for status in [
        "status: \"published\"",
        "status: 'published'",
        "status:   published  ",
        "status: published # since May",
    ] {
        let (_, text) = BASE[3];
        let text = text.replace("status: published", status);
        let site = TestSite::of(&[("sleep/quoted.md", &text)]).start();
        assert_eq!(site.get("/sleep/quoted").status, 200, "{status:?}");
    }
}
