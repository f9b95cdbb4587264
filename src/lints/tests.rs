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

/// Sentences that a careful writer may well write, and that look like mistakes to a careless rule.
#[test]
fn what_only_looks_like_a_mistake_is_left_alone() {
    for body in [
        "Nobody has found a treatment that cures it, and it isn’t a miracle.\n",
        "Beware of so-called “miracle” pills. Your muscles suffer a little, and that is normal.\n",
        "Covid-19 and COVID-19 are one illness. Take a CT or MRI scan, or ask A&E.\n",
        "HIGH blood pressure is common. It is called high when it stays so.\n\nHOW LONG?\n",
        "WARNING LIGHTS mean nothing here. Read part IV, and wear UV glasses.\n",
        "Carbon dioxide (CO₂) and H₂O are not abbreviations. Nor is vitamin B12.\n",
        "The body mass index is often called BMI by doctors. A BMI over 30 is high.\n",
        "Low-density lipoprotein, LDL for short, is a fat. LDL moves it around.\n",
        "You can be 100% sure that 5% of nothing is nothing.[^s]\n",
        "Turn 90° left, run 10.5 km, and drink 300 ml or 0.3 l at 38.5 °C.\n",
        "See the list here: click hereabouts. [Here is how to sleep](sleep.md).\n",
        "Dr. J. Smith said so at 3 p.m. on a Sunday, i.e. Easter. It was No. 7.\n",
        "## Why does 1 in 3 sleep badly?\n\nWords.\n\n## 24 hours without sleep\n\nWords.\n",
        "> [!WARNING]\n> **Ring 0808 999 1111 or 116 111 if:**\n>\n> - your pulse is over 112 a minute\n",
    ] {
        assert_eq!(told(body), [], "{body}");
    }
}

/// Nothing an editor can type takes long to judge: each piece here is what one lint looks at most.
#[test]
fn a_file_made_of_nothing_but_mistakes_is_judged_in_a_moment() {
    let distinct: String = (0..10_000u32)
        .map(|number| {
            let letter = |at: u32| char::from(b'A' + u8::try_from(number / at % 26).unwrap());
            format!("an A{}{}{} ", letter(676), letter(26), letter(1))
        })
        .collect();
    for piece in [
        "A miracle cures it. ",
        "miracle ",
        "‘miracle ",
        "ABC DEf GHI ",
        &distinct,
        "12% ",
        "e.g. ",
        "“no ",
        "[here](x) ",
        "click here ",
        "> [!CAUTION]\n> **Call 999:**\n\n",
        "> 999 [999](tel:emergency) ",
        "> ",
        "- ",
        "## 7. A\n\n",
        "…",
        "a. ",
        "1.1.1.",
    ] {
        let body = piece.repeat(64 * 1024 / piece.len());
        let started = std::time::Instant::now();
        let _ = told(&format!("> [!CAUTION]\n> **Call now:**\n>\n{body}"));
        let _ = told(&body);
        let took = started.elapsed();
        assert!(took.as_secs() < 5, "{piece:?} took {took:?}");
    }
}
