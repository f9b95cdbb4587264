//! Every lint held to its own examples.

use super::*;
use crate::markup::markdown;
use crate::text::{SourceFile, Span};
use std::sync::Arc;

/// What all lints say of a body: the rule and the marked words of each problem, in file order.
fn told(body: &str) -> Vec<(&'static str, String)> {
    let file = Arc::new(SourceFile::new("articles/example.md", body));
    let mut problems = Problems::new(&file);
    let whole = Span::new(0, body.len());
    let (_, prose) = markdown::parse_with_prose(&mut problems, whole, &["s"]);
    check(&prose, true, |_| false, &mut problems);
    let mut found = problems.into_found();
    found.sort_by_key(|problem| problem.place.span);
    for problem in &found {
        assert!(problem.help.is_some(), "{problem:?}");
    }
    found
        .iter()
        .map(|problem| (problem.rule.id, file.slice(problem.place.span).to_owned()))
        .collect()
}

#[test]
fn every_lint_finds_its_bad_example_and_no_lint_anything_else() {
    for lint in LINTS {
        let marks: Vec<_> = lint
            .marks
            .iter()
            .map(|words| (lint.rule.id, (*words).to_owned()))
            .collect();
        assert_eq!(told(lint.bad), marks, "{}", lint.bad);
    }
}

#[test]
fn every_good_example_is_clean() {
    for lint in LINTS {
        assert_eq!(told(lint.good), [], "{}", lint.good);
    }
}

#[test]
fn a_mark_stands_on_the_typed_words_whatever_markup_is_around_them() {
    let body = "> [!NOTE]\n> It's “so” -- a *Miracle* &amp; a\n> superfood…\n\n\
                | Pill | Dose |\n|---|---|\n| **Mir&#97;cle** | `400` µg[^s] |\n";
    assert_eq!(
        told(body),
        [
            ("prose/wording", "Miracle".to_owned()),
            ("prose/wording", "superfood".to_owned()),
            ("prose/wording", "Mir&#97;cle".to_owned()),
            ("prose/wording", "µg".to_owned()),
        ]
    );
}

#[test]
fn code_comments_and_quotations_are_not_judged() {
    let body = "Words.\n\n```\nA miracle cures BMI.\n```\n\n<!-- a miracle -->\n\n\
                > He said that a miracle cures BMI.\n";
    assert_eq!(told(body), []);
}

#[test]
fn what_a_file_allows_itself_is_not_told() {
    let file = Arc::new(SourceFile::new(
        "articles/a.md",
        "A miracle for your BMI.\n",
    ));
    let mut problems = Problems::new(&file);
    let whole = Span::new(0, file.text().len());
    let (_, prose) = markdown::parse_with_prose(&mut problems, whole, &[]);
    check(
        &prose,
        true,
        |rule| rule.id == "prose/wording",
        &mut problems,
    );
    let found = problems.into_found();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule.id, "prose/abbreviation");
}
