//! Every rule of the format, with an example of breaking it and the exact words an editor reads.
//!
//! A fixture in `tests/fixtures/rules/<group>/<name>.txt` holds files that are put beside the base
//! site of [`driver`], and what is said about them:
//!
//! ```text
//! === at 2026-11-22T10:00:00Z        the clock, where it matters
//! === sleep/broken.md                a file, up to the next ===
//! === without sleep/_index.md        a file of the base site is taken away
//! === latin-1 sleep/broken.md        a file saved in that encoding
//! === long sleep/broken.md           a file over the size limit
//! === link-out sleep/broken.md       a link to a file outside the folder
//! === says                           what the terminal shows, at the end
//! ```
//!
//! `BLESS=1 cargo test --test suite rules` writes the messages anew; read them as an editor would.

use crate::driver::{self, TestSite};
use health_preservation::content::Contents;
use health_preservation::diagnostics::rules;
use health_preservation::disk;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A fixture, read.
pub struct Fixture {
    /// The rule it is an example of.
    pub rule: String,
    /// Where it is.
    pub file: PathBuf,
    /// The Markdown files in it, with their texts.
    pub texts: Vec<(String, String)>,
    pub site: TestSite,
    says: String,
}

/// Every fixture, in the order of their names.
pub fn all() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    let root = driver::repository("tests/fixtures/rules");
    for group in entries(&root) {
        for file in entries(&group) {
            fixtures.push(read(&root, &file));
        }
    }
    fixtures
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read(root: &Path, file: &Path) -> Fixture {
    let text = std::fs::read_to_string(file).unwrap();
    let name = file.strip_prefix(root).unwrap().with_extension("");
    // A second example of a rule ends in a number.
    let name = name.to_str().unwrap();
    let rule = match name.rsplit_once('-') {
        Some((rule, number)) if number.parse::<u8>().is_ok() => rule,
        _ => name,
    };
    let mut fixture = Fixture {
        rule: rule.to_owned(),
        file: file.to_owned(),
        texts: Vec::new(),
        site: TestSite::of(&[]),
        says: String::new(),
    };
    let text = text
        .strip_prefix("=== ")
        .unwrap_or_else(|| panic!("{} begins with ===", file.display()));
    for section in text.split("\n=== ") {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        let body = format!("{body}\n");
        let (first, path) = head.split_once(' ').unwrap_or((head, ""));
        let site = fixture.site.clone();
        fixture.site = match first {
            "says" => {
                fixture.says = body.trim_end().to_owned();
                site
            }
            "at" => site.at(path),
            "without" => site.without(path),
            "latin-1" => {
                let bytes: Vec<u8> = body
                    .chars()
                    .map(|letter| u8::try_from(letter).unwrap())
                    .collect();
                fixture.texts.push((path.to_owned(), body));
                site.file(path, as_on_disk(&bytes, false))
            }
            "long" => {
                let long = body.repeat(256 * 1024 / body.len() + 1);
                fixture.texts.push((path.to_owned(), body));
                site.file(path, as_on_disk(long.as_bytes(), false))
            }
            "link-out" => site.file(path, as_on_disk(body.as_bytes(), true)),
            _ => {
                if head.ends_with(".md") {
                    fixture.texts.push((head.to_owned(), body.clone()));
                }
                let one = TestSite::bare(&[(head, &body)]);
                site.file(head, one.sources().files[0].contents.clone())
            }
        };
    }
    fixture
}

/// What reading a file of these bytes from a disk gives; of a link that leaves the folder, if so.
fn as_on_disk(bytes: &[u8], outside: bool) -> Contents {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("articles");
    std::fs::create_dir(&folder).unwrap();
    if outside {
        std::fs::write(outer.path().join("a.md"), bytes).unwrap();
        std::os::unix::fs::symlink("../a.md", folder.join("a.md")).unwrap();
    } else {
        std::fs::write(folder.join("a.md"), bytes).unwrap();
    }
    disk::read_sources(&folder)
        .unwrap()
        .files
        .remove(0)
        .contents
}

#[test]
fn the_base_site_has_no_problems() {
    assert_eq!(TestSite::of(&[]).problems(), []);
}

#[test]
fn every_rule_has_an_example_and_every_example_a_rule() {
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.id.to_owned()).collect();
    let examples: BTreeSet<String> = all().into_iter().map(|fixture| fixture.rule).collect();
    let difference: Vec<&String> = rules.symmetric_difference(&examples).collect();
    assert!(difference.is_empty(), "{difference:?}");
    assert_eq!(rules.len(), rules::ALL.len(), "two rules have one id");
}

#[test]
fn every_broken_rule_is_told_in_the_words_of_its_example() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for fixture in all() {
        let problems = fixture.site.problems();
        let shown = fixture.file.display();
        if !problems.iter().any(|(rule, _)| *rule == fixture.rule) {
            wrong.push(format!("{shown} does not break {}", fixture.rule));
        }
        let rendered: Vec<String> = problems.into_iter().map(|(_, rendered)| rendered).collect();
        let says = rendered.join("\n\n");
        let without_space_at_line_ends: Vec<&str> = says.lines().map(str::trim_end).collect();
        let says = without_space_at_line_ends.join("\n");
        if bless {
            let text = std::fs::read_to_string(&fixture.file).unwrap();
            let files = text.split("\n=== says").next().unwrap().trim_end();
            std::fs::write(&fixture.file, format!("{files}\n=== says\n{says}\n")).unwrap();
        } else if says != fixture.says {
            let same = says
                .lines()
                .zip(fixture.says.lines())
                .take_while(|(now, then)| now == then);
            let line = same.count();
            let at = |text: &str| text.lines().nth(line).unwrap_or("nothing more").to_owned();
            wrong.push(format!(
                "{shown}: line {} of what it says is\n    {}\nand not\n    {}",
                line + 1,
                at(&says),
                at(&fixture.says)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_message_says_where_and_what_to_write() {
    for fixture in all() {
        for (rule, rendered) in fixture.site.problems() {
            let shown = fixture.file.display();
            assert!(
                rendered.contains("\nhelp: "),
                "{shown}: {rule} has no help:\n{rendered}"
            );
            assert!(
                rendered.contains("--> articles/"),
                "{shown}: {rule} has no place:\n{rendered}"
            );
            assert!(
                !rendered.contains("\u{1b}"),
                "{shown}: {rule} has colours in it"
            );
        }
    }
}
