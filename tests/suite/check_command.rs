//! `check`, as an editor or a robot runs it: what it says, in which form, and how it ends.

use crate::command_line::{base, program};
use crate::driver;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program said, and its exit code.
struct Said {
    code: Option<i32>,
    out: String,
    errors: String,
}

#[track_caller]
fn run(command: &mut Command) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    Said {
        code: status.code(),
        out: String::from_utf8(stdout).unwrap(),
        errors: String::from_utf8(stderr).unwrap(),
    }
}

fn check(folder: &Path, more: &[&str]) -> Command {
    let mut command = program();
    command
        .args(["check", "--articles", folder.to_str().unwrap()])
        .args(more);
    command
}

/// Puts a file into a folder, with the folders around it.
fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The base site's article with a key that does not exist.
fn with_an_error() -> String {
    let (_, good) = driver::BASE[3];
    good.replace("topics:", "topic:")
}

/// The base site's article with a source that it never cites.
fn with_a_warning() -> String {
    let (_, good) = driver::BASE[3];
    good.replace("[^good-2020]", "").replace(
        "The answer in two sentences.",
        "The answer in two sentences, and another.",
    )
}

#[test]
fn a_folder_without_problems_ends_with_0_and_one_line() {
    let folder = base();
    let said = run(&mut check(folder.path(), &[]));
    assert_eq!(said.out, "1 article: no problems.\n");
    assert_eq!((said.code, said.errors.as_str()), (Some(0), ""));
}

#[test]
fn an_error_ends_with_1_and_says_what_readers_get() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    let said = run(&mut check(folder.path(), &[]));
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(
        said.out
            .contains("error[front-matter/unknown-key]: there is no key topic"),
        "{}",
        said.out
    );
    assert_eq!(
        said.out.lines().last().unwrap(),
        "1 article: 1 error. Until it is put right, readers get the last good version of 1 page, or none."
    );
    assert!(!said.out.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn warnings_alone_end_with_0_unless_they_are_denied() {
    let folder = base();
    put(folder.path(), "sleep/warned.md", &with_a_warning());
    let said = run(&mut check(folder.path(), &[]));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.errors);
    assert_eq!(said.out.lines().last().unwrap(), "2 articles: 1 warning.");
    let said = run(&mut check(folder.path(), &["--deny", "warnings"]));
    assert_eq!(said.code, Some(1), "{}", said.errors);
}

#[test]
fn every_problem_of_every_file_is_told_in_one_run() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    put(folder.path(), "sleep/worse.md", "No front matter.\n");
    put(
        folder.path(),
        "sleep/worst.md",
        &with_an_error().replace("summary:", "sumary:"),
    );
    let said = run(&mut check(folder.path(), &[]));
    for words in [
        "no key topic",
        "must begin",
        "no key sumary",
        "summary is missing",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert_eq!(said.out.matches("no key topic").count(), 2, "{}", said.out);
}

#[test]
fn only_the_files_that_are_named_are_told_of_and_the_others_are_counted() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    put(folder.path(), "food/broken.md", &with_an_error());
    let food = folder.path().join("food");
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    for path in [food.to_str().unwrap(), "food", &format!("{name}/food")] {
        let said = run(&mut check(folder.path(), &[path]));
        assert_eq!(said.code, Some(1), "{}", said.errors);
        assert!(said.out.contains("food/broken.md"), "{}", said.out);
        assert!(!said.out.contains("sleep/broken.md"), "{}", said.out);
        // The folder's own file, which is missing, belongs to it.
        assert!(said.out.contains("food/_index.md"), "{}", said.out);
        assert!(
            said.out
                .contains("2 errors. Not shown: 1 problem of other files."),
            "{}",
            said.out
        );
    }
    let said = run(&mut check(folder.path(), &["about.md"]));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.errors);
    let said = run(check(folder.path(), &[]).current_dir(food).arg("broken.md"));
    assert!(said.out.contains(": 1 error. Not shown: 2"), "{}", said.out);
}

#[test]
fn a_problem_of_another_file_that_points_here_is_told_here() {
    let folder = base();
    let moved = driver::BASE[3]
        .1
        .replace("status:", "moved_from: [/old]\nstatus:");
    put(folder.path(), "sleep/first.md", &moved);
    put(folder.path(), "sleep/second.md", &moved);
    for path in ["sleep/first.md", "sleep/second.md"] {
        let said = run(&mut check(folder.path(), &[path]));
        assert_eq!(said.code, Some(1), "{}{}", said.out, said.errors);
        assert!(said.out.contains("error[moved-from/twice]"), "{}", said.out);
    }
}

#[test]
fn what_cannot_be_run_ends_with_2_and_one_line() {
    let folder = base();
    let missing = folder.path().join("nowhere");
    for mut command in [
        check(&missing, &[]),
        check(folder.path(), &["sleep/nothing.md"]),
        check(folder.path(), &["/etc/passwd"]),
        check(folder.path(), &["--deny", "errors"]),
    ] {
        let said = run(&mut command);
        assert_eq!(said.code, Some(2), "{}", said.out);
        assert!(said.errors.starts_with("error: "), "{}", said.errors);
        assert_eq!(said.out, "");
    }
}

#[test]
fn the_sets_of_answers_of_each_self_check_are_told_when_nothing_is_wrong() {
    let said = run(&mut check(&driver::repository("articles"), &[]));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.errors);
    let told: Vec<&str> = said
        .out
        .lines()
        .filter(|line| line.contains("sets of answers, each leads to one outcome"))
        .collect();
    assert_eq!(told.len(), 3, "{}", said.out);
    assert!(
        told[0].starts_with("articles/everyday-health/check-how-active-you-are.md: "),
        "{}",
        said.out
    );
    assert!(said.out.contains("  Emergency: now"), "{}", said.out);
}

#[test]
fn colours_are_for_a_terminal_whose_user_wants_them() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    let line = format!(
        "{} check --articles {}",
        env!("CARGO_BIN_EXE_health-preservation"),
        folder.path().display()
    );
    // `script` runs a line in a terminal of its own.
    let in_a_terminal = |settings: &[(&str, &str)]| {
        let mut command = Command::new("script");
        command
            .args(["-qec", &line, "/dev/null"])
            .env_remove("NO_COLOR")
            .env("TERM", "xterm")
            .envs(settings.iter().copied())
            .stdin(Stdio::null());
        let said = run(&mut command);
        assert_eq!(said.code, Some(1), "{}", said.out);
        assert!(said.out.contains("unknown-key"), "{}", said.out);
        said.out.contains("\u{1b}[")
    };
    assert!(in_a_terminal(&[]), "colours in a terminal");
    assert!(
        in_a_terminal(&[("NO_COLOR", "")]),
        "an empty NO_COLOR says nothing"
    );
    assert!(!in_a_terminal(&[("NO_COLOR", "1")]), "NO_COLOR");
    assert!(
        !in_a_terminal(&[("TERM", "dumb")]),
        "a terminal without colours"
    );
}

#[test]
fn whoever_stops_reading_early_gets_no_complaint() {
    let folder = base();
    for number in 0..200 {
        put(
            folder.path(),
            &format!("sleep/broken-{number}.md"),
            &with_an_error(),
        );
    }
    let mut child = check(folder.path(), &[]).spawn().unwrap();
    drop(child.stdout.take());
    let Output { stderr, status, .. } = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn no_command_complains_when_nobody_reads_what_it_says() {
    let folder = base();
    let articles = folder.path().to_str().unwrap();
    for arguments in [
        &["links", "sleep/good.md", "--articles", articles] as &[&str],
        &["review", "--articles", articles],
        &["new", "article", "sleep", "Why?", "--articles", articles],
        &["check", "--stats", "--articles", articles],
        &["schema", "json"],
        &["completions", "bash"],
    ] {
        let mut child = program().args(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let Output { stderr, status, .. } = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&stderr), "", "{arguments:?}");
        assert_eq!(status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn the_help_teaches() {
    let said = run(program().args(["check", "--help"]));
    assert_eq!(said.code, Some(0));
    for words in [
        "Examples:",
        "--deny",
        "Exit code: 0 nothing to mend",
        "PATH",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
}

#[test]
fn every_format_is_for_its_reader_and_ends_alike() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    let told = |format: &str| {
        let said = run(&mut check(folder.path(), &["--format", format]));
        assert_eq!((said.code, said.errors.as_str()), (Some(1), ""), "{format}");
        said.out
    };
    assert!(told("human").starts_with("error[front-matter/unknown-key]"));
    assert!(told("github").starts_with("::error file="));
    let document: serde_json::Value = serde_json::from_str(&told("json")).unwrap();
    assert_eq!(document["summary"]["errors"], 1);
    assert_eq!(document["summary"]["withheld"], 1);
    assert_eq!(document["problems"][0]["help"], "did you mean topics?");
    let log: serde_json::Value = serde_json::from_str(&told("sarif")).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let said = run(&mut check(folder.path(), &["--format", "xml"]));
    assert_eq!(said.code, Some(2));
    assert!(
        said.errors.contains("human, json, github, sarif"),
        "{}",
        said.errors
    );
}

#[test]
fn the_paths_of_problems_lead_to_the_files_from_where_it_was_started() {
    let outer = tempfile::tempdir().unwrap();
    for (path, text) in driver::BASE {
        put(outer.path(), &format!("site/articles/{path}"), text);
    }
    put(
        outer.path(),
        "site/articles/sleep/broken.md",
        &with_an_error(),
    );
    for folder in ["site/articles", "./site/articles/"] {
        let mut command = program();
        command
            .current_dir(outer.path())
            .args(["check", "--format", "github", "--articles", folder])
            .arg("site/articles/sleep");
        let said = run(&mut command);
        assert!(
            said.out
                .starts_with("::error file=site/articles/sleep/broken.md,"),
            "{}{}",
            said.out,
            said.errors
        );
    }
}

#[test]
fn a_rule_is_explained_with_a_wrong_and_a_right_example() {
    let said = run(program().args(["check", "--explain", "front-matter/unquoted-colon"]));
    assert_eq!((said.code, said.errors.as_str()), (Some(0), ""));
    for words in [
        "front-matter/unquoted-colon (error)\n",
        "\nWrong:\n    title: Sleep: why can you not?\n",
        "\nRight:\n    title: \"Sleep: why can you not?\"\n",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert!(
        said.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        said.out
    );
    let said = run(program().args(["check", "--explain", "link/unpublished"]));
    assert!(
        said.out.contains("\nWrong, sleep/draft.md:\n"),
        "{}",
        said.out
    );
}

#[test]
fn without_a_name_every_rule_is_listed_with_its_grade() {
    let said = run(program().args(["check", "--explain"]));
    assert_eq!(said.code, Some(0), "{}", said.errors);
    for rule in health_preservation::diagnostics::rules::ALL {
        let line = said
            .out
            .lines()
            .find(|line| line.starts_with(&format!("{} ", rule.id)));
        let line = line.unwrap_or_else(|| panic!("{}: {}", rule.id, said.out));
        assert!(line.contains(&format!(" {} ", rule.grade.word())), "{line}");
    }
}

#[test]
fn a_rule_that_does_not_exist_is_answered_with_the_nearest() {
    for (typed, near) in [
        ("link/mising-file", "link/missing-file"),
        ("unquoted-colon", "front-matter/unquoted-colon"),
        ("text/html", "text/raw-html"),
        ("colon", "front-matter/unquoted-colon"),
    ] {
        let said = run(program().args(["check", "--explain", typed]));
        assert_eq!(said.code, Some(2), "{}", said.out);
        assert!(
            said.errors.contains(&format!("did you mean {near}?")),
            "{}",
            said.errors
        );
    }
    let said = run(program().args(["check", "--explain", "zzzzzzzz"]));
    assert!(
        said.errors.contains("--explain alone lists them all"),
        "{}",
        said.errors
    );
}

/// The base site with an article whose title wants quotes.
fn with_an_edit_to_make() -> (tempfile::TempDir, std::path::PathBuf, String) {
    let folder = base();
    let (_, good) = driver::BASE[3];
    let text = good.replace("title: Why is", "title: Sleep: why is");
    put(folder.path(), "sleep/broken.md", &text);
    let file = folder.path().join("sleep/broken.md");
    (folder, file, text)
}

#[test]
fn an_edit_is_shown_and_not_made_where_nobody_can_agree() {
    let (folder, file, text) = with_an_edit_to_make();
    let said = run(&mut check(folder.path(), &["--fix"]));
    assert_eq!(
        (said.code, said.errors.as_str()),
        (Some(1), ""),
        "{}",
        said.out
    );
    for words in [
        "sleep/broken.md: put the title in quotes\n",
        "\n-title: Sleep: why is this article good?\n+title: \"Sleep: why is this article good?\"\n",
        "1 edit in 1 file can be made. To make them, add --yes.\n",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn an_edit_is_made_with_yes_and_the_rest_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, file, text) = with_an_edit_to_make();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let said = run(&mut check(folder.path(), &["--fix", "--yes"]));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.errors);
    assert!(
        said.out.contains("1 edit in 1 file: made.\n"),
        "{}",
        said.out
    );
    assert!(
        said.out.ends_with("2 articles: no problems.\n"),
        "{}",
        said.out
    );
    let quoted = text.replace(
        "Sleep: why is this article good?",
        "\"Sleep: why is this article good?\"",
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), quoted);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    let left: Vec<_> = fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, [""; 0], "nothing is left behind");
    let said = run(&mut check(folder.path(), &["--fix", "--yes"]));
    assert_eq!(said.out, "2 articles: no problems.\n");
}

#[test]
fn on_a_terminal_it_asks_and_only_yes_is_yes() {
    for (answer, made) in [("y", true), ("n", false), ("", false), ("what", false)] {
        let (folder, file, text) = with_an_edit_to_make();
        let line = format!(
            "{} check --fix --articles {}",
            env!("CARGO_BIN_EXE_health-preservation"),
            folder.path().display()
        );
        let mut child = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env("TERM", "xterm")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut typing = child.stdin.take().unwrap();
        std::io::Write::write_all(&mut typing, format!("{answer}\n").as_bytes()).unwrap();
        drop(typing);
        let said = child.wait_with_output().unwrap();
        let out = String::from_utf8(said.stdout).unwrap();
        assert!(out.contains("make them? [y/N]"), "{out}");
        assert_eq!(
            fs::read_to_string(&file).unwrap() != text,
            made,
            "{answer}: {out}"
        );
        assert_eq!(
            said.status.code(),
            Some(i32::from(!made)),
            "{answer}: {out}"
        );
    }
}

#[test]
fn only_the_files_that_are_named_are_edited() {
    let (folder, file, text) = with_an_edit_to_make();
    let said = run(&mut check(folder.path(), &["--fix", "--yes", "about.md"]));
    assert!(!said.out.contains("made"), "{}", said.out);
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn a_file_that_changed_or_may_not_be_written_is_not_replaced() {
    use health_preservation::disk::replace;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "old").unwrap();
    let reason = replace(folder.path(), "a.md", "older", "new")
        .unwrap_err()
        .to_string();
    assert!(reason.contains("changed meanwhile"), "{reason}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let reason = replace(folder.path(), "a.md", "old", "new")
        .unwrap_err()
        .to_string();
    assert!(reason.contains("write-protected"), "{reason}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    let link = folder.path().join("link.md");
    symlink("a.md", &link).unwrap();
    replace(folder.path(), "link.md", "old", "new").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(replace(folder.path(), "b.md", "", "new").is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn whoever_asks_for_one_file_is_told_of_no_other_self_check() {
    let articles = driver::repository("articles");
    let said = run(&mut check(&articles, &["sleep"]));
    assert!(!said.out.contains("sets of answers"), "{}", said.out);
    let said = run(&mut check(
        &articles,
        &["everyday-health/check-how-active-you-are.md"],
    ));
    assert_eq!(
        said.out.matches("sets of answers").count(),
        1,
        "{}",
        said.out
    );
}

#[test]
fn the_rules_of_a_self_check_are_printed_for_a_clinician_to_sign() {
    let articles = driver::repository("articles");
    let path = "fitness-coach/check-your-back-pain-after-running.md";
    let said = run(&mut check(&articles, &["--table", path]));
    assert_eq!((said.code, said.errors.as_str()), (Some(0), ""));
    assert!(
        said.out.lines().all(|line| line.chars().count() <= 80),
        "a line is too wide: {}",
        said.out
    );
    let words: Vec<&str> = said.out.split_whitespace().collect();
    let words = words.join(" ");
    let file = articles.join(path);
    let text = fs::read_to_string(&file).unwrap();
    // Everything an editor typed as a label is on the sheet, whole.
    let mut labels = 0;
    for line in text.lines() {
        let Some((key, value)) = line.trim().trim_start_matches("- ").split_once(": ") else {
            continue;
        };
        if !matches!(key, "ask" | "title" | "because" | "intended_use") {
            continue;
        }
        let value = value.trim_matches('"');
        assert!(words.contains(value), "{value}");
        labels += 1;
    }
    assert!(labels > 20, "{labels}");
    for part in [
        "RED FLAG: any tick leads at least to",
        "each leads to exactly one result",
        "When any of these is true:",
        "When no other result fits.",
        "Added to: see-someone.",
        "Likely when",
        "I have read the questions",
        "Name ____",
        "Role ____",
        "Date ____",
        "Signature ____",
    ] {
        assert!(words.contains(part), "{part}: {}", said.out);
    }
}

#[test]
fn every_self_check_has_its_sheet_and_a_draft_has_one_too() {
    let said = run(&mut check(&driver::repository("articles"), &["--table"]));
    assert_eq!(
        said.out.matches("\nSIGNATURE\n").count(),
        3,
        "{}",
        said.errors
    );
    assert_eq!(said.out.matches('\u{c}').count(), 2);
    let folder = base();
    let fixture = crate::rules::all()
        .into_iter()
        .find(|fixture| fixture.rule == "check/pointless-choice")
        .unwrap();
    let text = &fixture.texts[0].1;
    let draft = text.replace("status: published", "status: draft");
    put(folder.path(), "sleep/check.md", &draft);
    let said = run(&mut check(folder.path(), &["--table", "sleep/check.md"]));
    assert_eq!(said.code, Some(0), "{}", said.errors);
    assert!(said.out.contains("/sleep/check.md (draft)"), "{}", said.out);
}

#[test]
fn what_is_no_self_check_has_no_sheet() {
    let folder = base();
    for more in [&["--table"][..], &["--table", "sleep/good.md"]] {
        let said = run(&mut check(folder.path(), more));
        assert_eq!(said.code, Some(2), "{}", said.out);
        assert!(
            said.errors.contains("there is no self-check"),
            "{}",
            said.errors
        );
    }
}

#[test]
fn a_long_reading_says_how_far_it_is_on_a_terminal_only() {
    let folder = base();
    let (_, good) = driver::BASE[3];
    let long = format!(
        "{good}\n{}",
        "Some more words of this article.\n\n".repeat(1_500)
    );
    for number in 0..300 {
        put(folder.path(), &format!("sleep/good-{number}.md"), &long);
    }
    let said = run(&mut check(folder.path(), &[]));
    assert_eq!((said.code, said.errors.as_str()), (Some(0), ""));
    let line = format!(
        "{} check --articles {}",
        env!("CARGO_BIN_EXE_health-preservation"),
        folder.path().display()
    );
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    let said = run(&mut command);
    assert!(said.out.contains("\rReading … "), "{}", said.out);
    assert!(said.out.contains(" of 304"), "{}", said.out);
    let (_, last) = said.out.trim_end().rsplit_once('\r').unwrap();
    assert_eq!(last, "301 articles: no problems.");
}

#[test]
fn a_file_gives_no_orders_to_the_terminal() {
    let folder = base();
    let (_, good) = driver::BASE[3];
    let text = good.replace("title: Why", "title: \u{1b}[31mRed: \u{7}why");
    put(folder.path(), "sleep/red.md", &text);
    for more in [&[][..], &["--fix"]] {
        let said = run(&mut check(folder.path(), more));
        assert_eq!(said.code, Some(1), "{}", said.errors);
        let orders = said
            .out
            .chars()
            .find(|sign| sign.is_control() && *sign != '\n');
        assert_eq!(orders, None, "{}", said.out);
    }
}

#[test]
fn what_only_its_writer_can_mend_is_said_to_be_so() {
    let folder = base();
    put(folder.path(), "sleep/broken.md", &with_an_error());
    let said = run(&mut check(folder.path(), &["--fix", "--yes"]));
    assert_eq!(said.code, Some(1), "{}", said.errors);
    assert!(
        said.out
            .starts_with("None of the problems below can be mended without"),
        "{}",
        said.out
    );
    assert!(said.out.contains("no key topic"), "{}", said.out);
}

#[test]
fn a_file_with_a_byte_order_mark_and_line_ends_of_windows_keeps_them() {
    let (folder, file, text) = with_an_edit_to_make();
    fs::write(&file, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    let said = run(&mut check(folder.path(), &["--fix", "--yes"]));
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.errors);
    let now = fs::read_to_string(&file).unwrap();
    assert!(
        now.starts_with("\u{feff}---\r\ntitle: \"Sleep: why is this article good?\"\r\n"),
        "{now}"
    );
    assert_eq!(now.matches('\n').count(), now.matches("\r\n").count());
}
