//! Why each rule is there: every rule has its words, each wrong example breaks it, and each right
//! one breaks nothing.
//!
//! An example that is no whole file is put into a frame: its keys take the place of the frame's keys,
//! its words come after the frame's words. A line that ends in "# and so on, to 60" or
//! "<!-- and so on, to 60 -->" stands for sixty such lines with the numbers from 1.

use crate::driver::{self, TestSite};
use health_preservation::diagnostics::{Example, Rule, explanation, rules};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const ARTICLE: &str = "\
---
title: Why can you not sleep?
summary: An article that an example is put into, so that it is a whole one for the reader.
status: published
published: 2026-01-01
sources:
  - {id: s, title: A source, publisher: A publisher, year: 2020}
---
The answer in two sentences.[^s]
";

const CHECK: &str = "\
---
kind: self-check
title: A small check
summary: A self-check that an example is put into, so that it is a whole one for the reader.
status: published
published: 2026-01-01
intended_use: For tests. Not a diagnosis.
about: good.md
sources:
  - {id: s, title: A source, publisher: A publisher, year: 2020}
steps:
  - title: Signs
    questions:
      - {id: signs, ask: Any of these?, choose: many, red_flag: now, choices: {chest: Pain in your chest, arm: Pain in your arm}}
      - {id: pain, ask: How bad is it?, choose: one, choices: {mild: Mild, bad: Bad}}
outcomes:
  - {id: now, care: emergency, when: [signs.ticked, signs.unsure]}
  - {id: soon, care: soon, when: pain.bad}
  - {id: at-home, care: self-care, otherwise: true}
examples:
  - {answers: {signs: [chest]}, expect: now}
---
Words.[^s]

## Call now {#now}

Do this.

## See someone {#soon}

Do this.

## At home {#at-home}

Do this.

## When to worry {#when-to-worry}

Do this.
";

/// The problems of the site with these examples in it.
#[track_caller]
fn problems(rule: &Rule, examples: &[Example]) -> Vec<(&'static str, String)> {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("articles");
    for (path, text) in driver::BASE {
        put(&folder.join(path), text.as_bytes());
    }
    let group = rule.id.split('/').next().unwrap();
    for example in examples {
        let usual = if group == "check" {
            "sleep/check.md"
        } else {
            "sleep/example.md"
        };
        let path = example.file.unwrap_or(usual);
        let text = whole(group, path, example);
        let file = folder.join(path);
        match example.note {
            Some("saved as Latin-1") => {
                let bytes: Vec<u8> = text
                    .chars()
                    .map(|letter| u8::try_from(letter).unwrap())
                    .collect();
                put(&file, &bytes);
            }
            Some("a link to a file outside the folder") => {
                put(&outer.path().join("elsewhere.md"), text.as_bytes());
                std::os::unix::fs::symlink(outer.path().join("elsewhere.md"), file).unwrap();
            }
            Some("saved as UTF-8" | "no front matter") | None => put(&file, text.as_bytes()),
            Some(note) => panic!("{}: what is \"{note}\"?", rule.id),
        }
    }
    TestSite::folder(&folder).problems()
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The whole file of an example.
fn whole(group: &str, path: &str, example: &Example) -> String {
    let text = and_so_on(example.text);
    let as_it_is = !path.ends_with(".md")
        || text.starts_with("---\n")
        || example.note == Some("no front matter");
    if as_it_is {
        return text;
    }
    let base = |path: &str| {
        driver::BASE
            .iter()
            .find(|(name, _)| *name == path)
            .unwrap()
            .1
    };
    let frame = match path {
        "_index.md" => base("_index.md"),
        _ if path.ends_with("/_index.md") => base("sleep/_index.md"),
        _ if group == "check" => CHECK,
        _ => ARTICLE,
    };
    let (keys, words) = match text.split_once("\n---\n") {
        Some((keys, words)) => (format!("{keys}\n"), words.to_owned()),
        None if begins_with_a_key(&text) => (text, String::new()),
        None => (String::new(), text),
    };
    let (_, rest) = frame.split_once("---\n").unwrap();
    let (frame_keys, frame_words) = rest.split_once("\n---\n").unwrap();
    let frame_keys = format!("{frame_keys}\n");
    let mut out = String::from("---\n");
    let own = blocks(&keys);
    for block in blocks(&frame_keys) {
        if !own.iter().any(|one| key(one) == key(block)) {
            out.push_str(block);
        }
    }
    out.push_str(&keys);
    // The frame cites its own source; an example with sources of its own cites them itself.
    let frame_words = if own.iter().any(|one| key(one) == "sources") {
        frame_words.replace("[^s]", "")
    } else {
        frame_words.to_owned()
    };
    let _ = write!(out, "---\n{frame_words}\n{words}");
    out
}

fn begins_with_a_key(text: &str) -> bool {
    let name = text.split(':').next().unwrap();
    name.len() < text.trim_end().len()
        && name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

/// Keys of the first level, each with the lines below it.
fn blocks(keys: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = keys
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .filter(|(_, line)| !line.starts_with([' ', '\t', '-']))
        .map(|(start, _)| start)
        .collect();
    starts.push(keys.len());
    starts.windows(2).map(|two| &keys[two[0]..two[1]]).collect()
}

fn key(block: &str) -> &str {
    block.split(':').next().unwrap()
}

/// Writes out what an example only begins.
fn and_so_on(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let Some((start, rest)) = line
            .split_once("  # and so on, to ")
            .or_else(|| line.split_once(" <!-- and so on, to "))
        else {
            out.push_str(line);
            continue;
        };
        let last: usize = rest.trim_end().trim_end_matches(" -->").parse().unwrap();
        for number in 1..=last {
            let _ = writeln!(out, "{}", start.replace('1', &number.to_string()));
        }
    }
    out
}

#[test]
fn every_rule_is_explained_with_a_wrong_and_a_right_example() {
    for rule in rules::ALL {
        let explained = explanation(rule).unwrap_or_else(|| panic!("{} has no words", rule.id));
        let shown = format!("{}: {explained:?}", rule.id);
        assert!(explained.why.len() > 60, "{shown}");
        assert!(!explained.why.contains("```"), "{shown}");
        assert!(!explained.wrong.is_empty(), "{shown}");
        assert!(!explained.right.is_empty(), "{shown}");
        for example in explained.wrong.iter().chain(&explained.right) {
            assert!(!example.text.trim().is_empty(), "{shown}");
            assert!(example.text.ends_with('\n'), "{shown}");
        }
    }
}

#[test]
fn every_wrong_example_breaks_its_rule_and_every_right_one_breaks_none() {
    let mut wrong = Vec::new();
    for rule in rules::ALL {
        let Some(explained) = explanation(rule) else {
            continue;
        };
        let found = problems(rule, &explained.wrong);
        if !found.iter().any(|(id, _)| *id == rule.id) {
            wrong.push(format!(
                "the wrong example of {} breaks {found:#?}",
                rule.id
            ));
        }
        let found = problems(rule, &explained.right);
        if let Some((id, rendered)) = found.first() {
            wrong.push(format!(
                "the right example of {} breaks {id}:\n{rendered}",
                rule.id
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_explanation_is_about_a_rule() {
    let folder = driver::repository("src/diagnostics/explained");
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let group = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines() {
            let Some(id) = line
                .strip_prefix("## ")
                .filter(|id| id.starts_with(&format!("{group}/")))
            else {
                continue;
            };
            assert!(
                Rule::of(id).is_some(),
                "{}: there is no rule {id}",
                path.display()
            );
            found += 1;
        }
    }
    assert!(found > 0);
}
