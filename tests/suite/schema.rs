//! `schema`: it knows every key, is right about every file of this repository, and what the tools
//! that use it write is read back.
//!
//! `tests/fixtures/cms` holds one article as the libraries of those tools write it: Decap CMS by the
//! `toFile` of its own `yaml`, Sveltia CMS by `yaml` 2 (plain, and with its setting for quotes),
//! Front Matter CMS by `js-yaml`. Fields that nobody filled in are empty in them.

use crate::driver::{TestSite, repository};
use crate::program::{self, Desk};
use health_preservation::content::kinds::{ARTICLE, CATEGORY, FileKind, KINDS, PAGE, SELF_CHECK};
use health_preservation::markup::keys::{Key, Shape};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The schema that the program prints, judged by the standard for schemas first.
#[track_caller]
fn schema(arguments: &[&str]) -> Validator {
    let said = program::run(
        &repository("."),
        &[&["schema", "json"] as &[&str], arguments].concat(),
    )
    .done();
    let schema: Value = serde_json::from_str(&said).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
    jsonschema::draft202012::new(&schema).unwrap_or_else(|error| panic!("{error}"))
}

fn front_matter(text: &str) -> Value {
    let yaml = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap()
        .0;
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

/// The real files, with their texts.
fn real() -> Vec<(String, String)> {
    let files = TestSite::real().sources().files.clone();
    files
        .into_iter()
        .filter(|file| file.path.ends_with(".md"))
        .map(|file| {
            let text = std::fs::read_to_string(repository("articles").join(&file.path)).unwrap();
            (file.path, text)
        })
        .collect()
}

fn kind_of(path: &str, text: &str) -> &'static FileKind {
    if path == "_index.md" {
        KINDS[4]
    } else if path.ends_with("/_index.md") {
        &CATEGORY
    } else if text.contains("\nkind: self-check\n") {
        &SELF_CHECK
    } else if text.contains("\nkind: page\n") {
        &PAGE
    } else {
        &ARTICLE
    }
}

#[test]
fn every_file_of_this_repository_fits_the_schema_of_its_kind() {
    let pages = schema(&[]);
    for kind in KINDS {
        let validator = schema(&[kind.name]);
        let mut seen = 0;
        for (path, text) in real() {
            let value = front_matter(&text);
            let fits = validator.validate(&value);
            if kind_of(&path, &text).name == kind.name {
                seen += 1;
                fits.unwrap_or_else(|error| panic!("{path}: {}: {error}", error.instance_path()));
                if kind.published {
                    pages.validate(&value).unwrap_or_else(|error| {
                        panic!("{path}: {}: {error}", error.instance_path())
                    });
                }
            } else {
                assert!(fits.is_err(), "{path} is no {}", kind.name);
            }
        }
        assert!(seen > 0, "{}", kind.name);
    }
}

#[test]
fn what_is_begun_by_new_fits_the_schema() {
    let desk = Desk::of(&[]);
    desk.run(&["new", "article", "sleep", "Why?"]).done();
    desk.run(&["new", "self-check", "sleep", "Check", "--about", "good.md"])
        .done();
    desk.run(&["new", "page", "Page"]).done();
    let pages = schema(&[]);
    for path in ["sleep/why.md", "sleep/check.md", "page.md"] {
        let value = front_matter(&desk.read(path));
        pages
            .validate(&value)
            .unwrap_or_else(|error| panic!("{path}: {}: {error}", error.instance_path()));
    }
}

#[test]
fn a_schema_refuses_what_the_site_refuses() {
    let good = front_matter(crate::driver::BASE[3].1);
    let validator = schema(&["article"]);
    assert!(validator.is_valid(&good));
    for (pointer, value) in [
        ("/title", json!("")),
        ("/title", json!(["a", "list"])),
        ("/summary", json!("too short")),
        ("/summary", json!("x".repeat(201))),
        ("/status", json!("publishd")),
        ("/published", json!("22.11.2026")),
        ("/published", json!("2026-13-01")),
        ("/topics", json!("sleep")),
        ("/sources", json!([])),
        ("/sources/0/year", json!("last year")),
        ("/sources/0/id", json!("Not An Id")),
        ("/sources/0/url", json!("www.example.org")),
        ("/sources/0", json!({"id": "a", "title": "A title"})),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(pointer).unwrap() = value.clone();
        assert!(!validator.is_valid(&broken), "{pointer}: {value}");
    }
    for (key, value) in [
        ("titel", json!("Why?")),
        ("review_every", json!("soon")),
        ("reviewed_by", json!({"name": "A name"})),
        ("steps", json!([])),
    ] {
        let mut broken = good.clone();
        broken[key] = value;
        assert!(!validator.is_valid(&broken), "{key}");
    }
    let mut draft = good.clone();
    draft.as_object_mut().unwrap().remove("published");
    assert!(!validator.is_valid(&draft));
    draft["status"] = json!("draft");
    assert!(validator.is_valid(&draft));
}

#[test]
fn the_schema_of_a_self_check_knows_its_rules() {
    let (_, text) = real()
        .into_iter()
        .find(|(path, _)| path.ends_with("check-your-back-pain-after-running.md"))
        .unwrap();
    let good = front_matter(&text);
    let validator = schema(&["self-check"]);
    assert!(validator.is_valid(&good));
    for (pointer, value) in [
        ("/kind", json!("article")),
        ("/outcomes/0/care", json!("now")),
        ("/outcomes/0/when", json!({"some": ["a.b"]})),
        ("/outcomes/0/when", json!({"any": "a.b"})),
        ("/outcomes/0/when", json!({"at_least": 2})),
        ("/outcomes/0/when", json!("not a rule")),
        ("/steps/0/questions/0/choices", json!(["a", "b"])),
        ("/steps/0/questions/0/choose", json!("some")),
        ("/findings/list/0/section", json!("")),
        ("/examples/0/answers", json!("none")),
    ] {
        let mut broken = good.clone();
        *broken.pointer_mut(pointer).unwrap() = value.clone();
        assert!(!validator.is_valid(&broken), "{pointer}: {value}");
    }
}

/// Every name in a table and in the tables inside it.
fn names(keys: &mut dyn Iterator<Item = &'static Key>, found: &mut BTreeSet<&'static str>) {
    for key in keys {
        assert!(!key.help.is_empty(), "{} says what it is for", key.name);
        assert!(!key.help.ends_with('.'), "{}: the stop is added", key.name);
        found.insert(key.name);
        inner(&key.shape, found);
    }
}

fn inner(shape: &'static Shape, found: &mut BTreeSet<&'static str>) {
    match shape {
        Shape::Map(keys) => names(&mut keys.iter(), found),
        Shape::List(one) | Shape::Further(one) => inner(one, found),
        _ => {}
    }
}

/// Every `name:` of a form's fields, at any depth.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(name)) = entries.get("name") {
                found.insert(name.clone());
            }
            entries.values().for_each(|value| fields(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn the_forms_of_decap_and_sveltia_know_every_key() {
    for tool in ["decap", "sveltia"] {
        let said = program::run(&repository("."), &["schema", tool]).done();
        let config: Value = serde_saphyr::from_str(&said).unwrap();
        for name in ["backend", "media_folder", "collections"] {
            assert!(config.get(name).is_some(), "{name}");
        }
        let mut found = BTreeSet::new();
        fields(&config, &mut found);
        let mut keys = BTreeSet::new();
        for kind in KINDS {
            names(&mut kind.keys(), &mut keys);
        }
        for key in keys {
            assert!(found.contains(key), "{tool}: {key}");
        }
        let collections = config["collections"].as_array().unwrap();
        let mut seen = BTreeSet::new();
        for collection in collections {
            let name = collection["name"].as_str().unwrap();
            assert!(seen.insert(name), "two collections are called {name}");
            if let Some(folder) = collection["folder"].as_str() {
                assert!(repository(folder).is_dir(), "{folder}");
                assert_eq!(collection["format"], "yaml-frontmatter");
            } else {
                for file in collection["files"].as_array().unwrap() {
                    assert!(repository(file["file"].as_str().unwrap()).is_file());
                }
            }
        }
        let article = collections
            .iter()
            .find(|one| one["name"] == "sleep-article")
            .unwrap();
        let field = |name: &str| {
            let fields = article["fields"].as_array().unwrap();
            fields.iter().find(|one| one["name"] == name).unwrap()
        };
        assert_eq!(article["create"], true);
        assert_eq!(field("published")["widget"], "datetime");
        assert_eq!(field("published")["format"], "YYYY-MM-DD");
        assert_eq!(field("status")["default"], "draft");
        assert_eq!(field("sources")["fields"][0]["name"], "id");
        assert_eq!(field("topics")["field"]["widget"], "string");
        assert_eq!(field("kind")["default"], "article");
        let texts = if tool == "sveltia" {
            "keyvalue"
        } else {
            "hidden"
        };
        assert_eq!(field("allow")["widget"], texts);
        assert_eq!(field("title")["required"], true);
        assert_eq!(field("updated")["required"], false);
    }
}

#[test]
fn the_form_of_front_matter_cms_knows_every_key_of_an_article() {
    let said = program::run(&repository("."), &["schema", "front-matter-cms"]).done();
    let settings: Value = serde_json::from_str(&said).unwrap();
    let kind = &settings["frontMatter.taxonomy.contentTypes"][0];
    let names: BTreeSet<&str> = kind["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    let keys: BTreeSet<&str> = ARTICLE
        .keys()
        .map(|key| key.name)
        .filter(|name| *name != "kind")
        .collect();
    assert_eq!(names, keys);
    assert_eq!(kind["clearEmpty"], true);
    assert_eq!(kind["pageBundle"], false);
}

#[test]
fn what_forms_write_is_read_back() {
    for name in ["decap", "sveltia", "sveltia-quoted", "front-matter-cms"] {
        let text =
            std::fs::read_to_string(repository("tests/fixtures/cms").join(format!("{name}.md")))
                .unwrap();
        for text in [
            text.clone(),
            text.replace('\n', "\r\n"),
            format!("\u{feff}{}", text.trim_end()),
        ] {
            let site = TestSite::of(&[("sleep/waking.md", &text)]);
            assert_eq!(site.problems(), [], "{name}");
            let site = site.start();
            let page = site.get("/sleep/waking");
            assert_eq!(page.status, 200, "{name}");
            let words = page.text();
            for part in [
                "Sleep: why do you wake at",
                "its second half, which is rather long so that a tool folds it over two lines or more",
                "keep the room dark, and the clock out of sight of the bed, whatever else you change",
                "No doctor or nurse has reviewed this article",
                "22 November 2026",
            ] {
                assert!(words.contains(part), "{name}: {part}");
            }
            assert!(!words.contains("Updated"), "{name}");
            assert_eq!(site.get("/sleep/the-old-name").status, 301, "{name}");
        }
    }
}

#[test]
fn an_empty_field_counts_as_left_out_but_a_forgotten_value_does_not() {
    let article = |line: &str| {
        let text = crate::driver::BASE[3]
            .1
            .replace("topics: [sleep]\n", &format!("{line}\n"));
        let site = TestSite::of(&[("sleep/good.md", &text)]);
        let problems: Vec<&str> = site.problems().iter().map(|(rule, _)| *rule).collect();
        problems
    };
    for left_out in [
        "updated: ''",
        "updated: \"\"",
        "updated: null",
        "updated: ~",
        "topics: []",
        "reviewed_by: {name: '', role: ''}\nreviewed: ''",
        "reviewed_by: {}",
        "publish_from: ''",
        "withdraw_on: ''",
    ] {
        assert!(article(left_out).is_empty(), "{left_out}");
    }
    for forgotten in [
        "updated:",
        "publish_from:",
        "withdraw_on: # when?",
        "reviewed_by:\n  name:\n  role:",
        "topics: ['']",
        "reviewed_by: {name: '', role: nurse}",
        "title: ''",
    ] {
        assert!(!article(forgotten).is_empty(), "{forgotten}");
    }
}

#[test]
fn a_status_that_is_empty_publishes_nothing() {
    for status in ["status: ''", "status: null", "status: ~"] {
        let text = crate::driver::BASE[3]
            .1
            .replace("status: published", status);
        let site = TestSite::of(&[("sleep/good.md", &text)]).start();
        assert_eq!(site.get("/sleep/good").status, 404, "{status}");
    }
}
