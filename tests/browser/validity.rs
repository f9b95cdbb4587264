//! The HTML of every kind of page, the style sheet and the drawings, as the validator of the W3C's
//! pages sees them: no error and no warning.

use crate::browser::program;
use crate::driver::repository;
use crate::kinds::{KINDS, Sites};
use health_preservation::assets;
use std::fs;
use std::process::Command;

/// Runs the validator over a folder and gives what it says, one message a line.
#[track_caller]
pub fn validate(folder: &std::path::Path, what: &str) -> String {
    let jar = repository("tests/tools/node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(
        jar.is_file(),
        "{} is not there; `npm ci` in tests/tools installs it",
        jar.display()
    );
    let output = Command::new(program(&["java"]))
        .args(["-Xss4m", "-jar"])
        .arg(jar)
        .args([
            "--Werror",
            "--stdout",
            "--exit-zero-always",
            "--format",
            "gnu",
            what,
        ])
        .arg(folder)
        .output()
        .expect("java runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the validator does not run: {said}"
    );
    String::from_utf8_lossy(&output.stdout).replace(&*folder.to_string_lossy(), "")
}

#[test]
fn the_validator_finds_nothing_wrong_with_any_page() {
    let folder = tempfile::tempdir().unwrap();
    let sites = Sites::start();
    for kind in KINDS {
        fs::write(
            folder.path().join(kind.name).with_extension("html"),
            kind.reply(&sites).body,
        )
        .unwrap();
    }
    let said = validate(folder.path(), "--skip-non-html");
    assert_eq!(said, "");
}

#[test]
fn the_validator_finds_nothing_wrong_with_the_style_sheet() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("site.css"), assets::stylesheet().bytes).unwrap();
    let said = validate(folder.path(), "--skip-non-css");
    assert_eq!(said, "");
}

#[test]
fn the_validator_finds_nothing_wrong_with_any_drawing() {
    for folder in ["articles", "static"] {
        let said = validate(&repository(folder), "--skip-non-svg");
        assert_eq!(said, "", "in {folder}");
    }
}

#[test]
fn the_validator_sees_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    let bad = [
        (
            "bad.html",
            "<!DOCTYPE html><html lang=en><title>A</title><p id=a><p id=a>",
        ),
        ("bad.css", "p { colour: red }"),
        (
            "bad.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><paragraph/></svg>",
        ),
    ];
    for (name, text) in bad {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for (kind, mistake) in [
        ("--skip-non-html", "Duplicate ID"),
        ("--skip-non-css", "colour"),
        ("--skip-non-svg", "paragraph"),
    ] {
        let said = validate(folder.path(), kind);
        assert!(said.contains(mistake), "{kind}: {said}");
    }
}
