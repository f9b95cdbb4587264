//! Problems as SARIF 2.1.0, the OASIS standard that code hosts and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use super::region::{Region, excerpt};
use super::rules::ALL;
use super::{Diagnostic, Explanation, Fix, Place, Rule, explanation};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Described>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: &'static str,
    short_description: Text<'static>,
    full_description: Text<'static>,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

/// SARIF's "result": one problem.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Help,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Mend<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact,
    region: Stretch<'a>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Stretch<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mend<'a> {
    description: Text<'a>,
    artifact_changes: [Changed<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Changed<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Stretch<'a>,
    inserted_content: Text<'a>,
}

/// All problems as one log.
///
/// # Panics
/// Never: the log has nothing in it that JSON cannot say.
#[must_use]
pub fn render_sarif(problems: &[&Diagnostic]) -> String {
    let mut seen = HashMap::new();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "Health Preservation",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: ALL.iter().map(|rule| described(rule)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: problems.iter().map(|one| outcome(one, &mut seen)).collect(),
        }],
    };
    serde_json::to_string_pretty(&log).expect("texts and numbers are JSON")
}

fn described(rule: &'static Rule) -> Described {
    let explained = explanation(rule);
    Described {
        id: rule.id,
        short_description: Text { text: rule.about() },
        full_description: Text {
            text: explained.as_ref().map_or(rule.about(), |one| one.why),
        },
        help: Help {
            text: explained
                .as_ref()
                .map_or_else(|| rule.about().to_owned(), |one| with_examples(one, "", "")),
            // Four signs, because an example may have three of its own.
            markdown: explained
                .as_ref()
                .map(|one| with_examples(one, "````markdown\n", "````\n")),
        },
        default_configuration: Configuration {
            level: rule.grade.word(),
        },
    }
}

fn with_examples(explained: &Explanation, before: &str, after: &str) -> String {
    let mut out = format!("{}\n", explained.why);
    let wrong = explained.wrong.iter().map(|one| ("Wrong", one));
    let right = explained.right.iter().map(|one| ("Right", one));
    for (word, example) in wrong.chain(right) {
        let file = example
            .file
            .map_or(String::new(), |file| format!(", {file}"));
        let note = example
            .note
            .map_or(String::new(), |note| format!(" ({note})"));
        let _ = write!(
            out,
            "\n{word}{file}{note}:\n\n{before}{}{after}",
            example.text
        );
    }
    out
}

fn outcome<'a>(diagnostic: &'a Diagnostic, seen: &mut HashMap<String, usize>) -> Outcome<'a> {
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    if let Some(note) = &diagnostic.note {
        let _ = write!(message, "\nnote: {note}");
    }
    Outcome {
        rule_id: diagnostic.rule.id,
        rule_index: ALL.iter().position(|rule| rule.id == diagnostic.rule.id),
        level: diagnostic.rule.grade.word(),
        message: Help {
            text: message,
            markdown: None,
        },
        locations: [location(&diagnostic.place)],
        related_locations: diagnostic.related.iter().map(location).collect(),
        partial_fingerprints: Fingerprints {
            primary_location_line_hash: fingerprint(diagnostic, seen),
        },
        fixes: diagnostic
            .fix
            .as_ref()
            .map(|fix| [mend(&diagnostic.place, fix)]),
    }
}

fn location(place: &Place) -> Location<'_> {
    let excerpt = Some(excerpt(place)).filter(|line| !line.is_empty());
    let message = Some(place.label.as_str()).filter(|label| !label.is_empty());
    Location {
        physical_location: Physical {
            artifact_location: artifact(place),
            region: Stretch {
                snippet: excerpt.map(|text| Text { text }),
                ..Region::marked(place).into()
            },
        },
        message: message.map(|text| Text { text }),
    }
}

fn mend<'a>(place: &Place, fix: &'a Fix) -> Mend<'a> {
    Mend {
        description: Text { text: &fix.title },
        artifact_changes: [Changed {
            artifact_location: artifact(place),
            replacements: fix
                .edits
                .iter()
                .map(|(span, text)| Replacement {
                    deleted_region: Region::of(&place.file, *span).into(),
                    inserted_content: Text { text },
                })
                .collect(),
        }],
    }
}

/// A path as a relative reference of RFC 3986.
fn artifact(place: &Place) -> Artifact {
    let mut uri = String::new();
    for byte in place.file.path().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    Artifact { uri }
}

/// What a host knows a problem by when the lines above it change: its rule, file and line of text,
/// and which of several it is.
fn fingerprint(diagnostic: &Diagnostic, seen: &mut HashMap<String, usize>) -> String {
    let mut hash = Sha256::new();
    for part in [
        diagnostic.rule.id,
        diagnostic.place.file.path(),
        excerpt(&diagnostic.place).trim(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let mut name = String::new();
    for byte in &hash.finalize()[..8] {
        let _ = write!(name, "{byte:02x}");
    }
    let times = seen.entry(name.clone()).or_insert(0);
    *times += 1;
    format!("{name}:{times}")
}

impl From<Region> for Stretch<'_> {
    fn from(Region { start, end }: Region) -> Self {
        Self {
            start_line: start.line.get(),
            start_column: start.column.get(),
            end_line: end.line.get(),
            end_column: end.column.get(),
            snippet: None,
        }
    }
}
