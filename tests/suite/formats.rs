//! The forms in which problems are told: for people, scripts, GitHub and code hosts. All say the
//! same of every broken rule.

use crate::driver::{self, TestSite};
use crate::rules;
use health_preservation::diagnostics::{
    Diagnostic, Report, Style, Summary, render_github, render_human, render_json, render_sarif,
};
use serde_json::Value;

/// A rule, and where it is broken: file, line, column.
type Told = (String, String, u64, u64);

/// The problems of a report, one by one.
fn each(report: &Report) -> Vec<&Diagnostic> {
    let mut problems: Vec<&Diagnostic> = Vec::new();
    for problem in report.problems() {
        problems.push(problem);
    }
    problems
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn told_to_people(problem: &Diagnostic) -> Told {
    let rendered = render_human(problem, Style::Plain);
    let (_, rest) = rendered.split_once('[').unwrap();
    let rule = rest.split(']').next().unwrap().to_owned();
    let arrow = rendered
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("--> "));
    let mut place = arrow
        .unwrap_or_else(|| panic!("{rendered}"))
        .rsplitn(3, ':');
    let column = place.next().unwrap().parse().unwrap();
    let line = place.next().unwrap().parse().unwrap();
    (rule, place.next().unwrap().to_owned(), line, column)
}

fn told_to_scripts(problems: &[&Diagnostic]) -> Vec<Told> {
    let document: Value = serde_json::from_str(&render_json(problems, Summary::default())).unwrap();
    let list = document["problems"].as_array().unwrap();
    list.iter()
        .map(|one| {
            (
                text(&one["rule"]),
                text(&one["file"]),
                one["line"].as_u64().unwrap(),
                one["column"].as_u64().unwrap(),
            )
        })
        .collect()
}

/// Reads a workflow command as GitHub's runner does.
fn told_to_github(problem: &Diagnostic) -> Told {
    let line = render_github(problem);
    assert_eq!(line.lines().count(), 1, "{line}");
    let (head, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (_, properties) = head.split_once(' ').unwrap();
    let value = |name: &str| {
        let found = properties
            .split(',')
            .filter_map(|one| one.split_once('='))
            .find(|(key, _)| *key == name);
        let (_, value) = found.unwrap_or_else(|| panic!("{name}: {line}"));
        value
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%0A", "\n")
            .replace("%0D", "\r")
            .replace("%25", "%")
    };
    (
        value("title"),
        value("file"),
        value("line").parse().unwrap(),
        value("col").parse().unwrap(),
    )
}

fn told_to_code_hosts(log: &Value) -> Vec<Told> {
    let results = log["runs"][0]["results"].as_array().unwrap();
    results
        .iter()
        .map(|one| {
            let place = &one["locations"][0]["physicalLocation"];
            (
                text(&one["ruleId"]),
                unescaped(place["artifactLocation"]["uri"].as_str().unwrap()),
                place["region"]["startLine"].as_u64().unwrap(),
                place["region"]["startColumn"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn unescaped(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            let digits = std::str::from_utf8(&digits).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn sarif_schema() -> jsonschema::Validator {
    let schema = std::fs::read_to_string(driver::repository("tests/schemas/sarif-2.1.0.json"));
    let mut schema: Value = serde_json::from_str(&schema.unwrap()).unwrap();
    // The standard's own pattern for a language has a bracket too many, which our validator takes
    // for the mistake it is. We write no language.
    for part in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][part]["properties"]["language"];
        assert!(language["pattern"].take().is_string());
        *language = serde_json::json!({"type": "string"});
    }
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_format_tells_the_same_rules_and_places_of_every_broken_rule() {
    let schema = sarif_schema();
    for fixture in rules::all() {
        let report = fixture.site.report();
        let problems = each(&report);
        let shown = fixture.file.display();
        let people: Vec<Told> = problems.iter().map(|one| told_to_people(one)).collect();
        assert!(!people.is_empty(), "{shown}");
        assert_eq!(told_to_scripts(&problems), people, "{shown}: JSON");
        let github: Vec<Told> = problems.iter().map(|one| told_to_github(one)).collect();
        assert_eq!(github, people, "{shown}: GitHub");
        let log: Value = serde_json::from_str(&render_sarif(&problems)).unwrap();
        assert_eq!(told_to_code_hosts(&log), people, "{shown}: SARIF");
        let wrong: Vec<String> = schema
            .iter_errors(&log)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert_eq!(wrong, [""; 0], "{shown}: SARIF");
    }
}

#[test]
fn the_schema_of_sarif_refuses_what_is_none() {
    let mut log: Value = serde_json::from_str(&render_sarif(&[])).unwrap();
    assert!(sarif_schema().is_valid(&log));
    log["runs"][0]["tool"] = Value::Null;
    assert!(!sarif_schema().is_valid(&log));
}

#[test]
fn sarif_describes_every_rule_and_each_result_names_one() {
    let site = TestSite::of(&[("sleep/notes.docx", "x"), ("sleep/broken.md", "No keys.\n")]);
    let report = site.report();
    let log: Value = serde_json::from_str(&render_sarif(&each(&report))).unwrap();
    let run = &log["runs"][0];
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in described {
        for words in ["shortDescription", "fullDescription", "help"] {
            assert!(text(&rule[words]["text"]).contains('.'), "{rule}");
        }
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(described[index]["id"], result["ruleId"]);
        assert_eq!(
            described[index]["defaultConfiguration"]["level"],
            result["level"]
        );
    }
}

#[test]
fn a_code_host_knows_a_problem_again_when_lines_are_put_above_it() {
    let text_of = |lead: &str| {
        let (_, good) = driver::BASE[3];
        let twice = "[One](nowhere.md)\n\n[One](nowhere.md)\n";
        good.replace(
            "Words of the first",
            &format!("{lead}{twice}\nWords of the first"),
        )
    };
    let known = |lead: &str| -> Vec<String> {
        let report = TestSite::of(&[("sleep/good.md", &text_of(lead))]).report();
        let log: Value = serde_json::from_str(&render_sarif(&each(&report))).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results
            .iter()
            .map(|one| text(&one["partialFingerprints"]["primaryLocationLineHash"]))
            .collect()
    };
    let before = known("");
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(known("More words.\n\nAnd more.\n\n"), before);
}

#[test]
fn what_github_would_read_as_a_sign_of_its_own_is_escaped() {
    let (_, good) = driver::BASE[3];
    let title = good.replace("topics:", "100%,a:b:");
    let report = TestSite::of(&[("sleep/100%, or 1:2.md", &title)]).report();
    let lines: Vec<String> = each(&report).into_iter().map(render_github).collect();
    assert!(!lines.is_empty());
    for line in &lines {
        assert!(
            line.starts_with("::error file=articles/sleep/100%25%2C or 1%3A2.md,line="),
            "{line}"
        );
        assert!(line.contains("%0Ahelp: "), "{line}");
    }
}

#[test]
fn columns_count_characters_whatever_their_bytes() {
    let (_, good) = driver::BASE[3];
    let text = good.replace(
        "Words of the first section.",
        "Übel – 睡眠 [x](nowhere.md).",
    );
    let report = TestSite::of(&[("sleep/good.md", &text)]).report();
    let problems = each(&report);
    let document: Value =
        serde_json::from_str(&render_json(&problems, Summary::default())).unwrap();
    let problem = &document["problems"][0];
    assert_eq!(problem["column"], 11, "{problem}");
    assert_eq!(problem["excerpt"], "Übel – 睡眠 [x](nowhere.md).");
}
