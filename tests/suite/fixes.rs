//! The edits that `check --fix` makes: each takes its problem away, brings no other, and changes
//! nothing else of what readers get.

use crate::driver::{self, TestSite};
use crate::rules;
use health_preservation::content::mend;
use health_preservation::diagnostics::Report;
use std::collections::{BTreeMap, BTreeSet};

/// The rules of a report with how often each is broken.
fn counts(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for problem in report.problems() {
        *counts.entry(problem.rule.id).or_insert(0) += 1;
    }
    counts
}

/// The rules of the problems that come with an edit.
fn with_a_fix(report: &Report) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for problem in report.problems() {
        if problem.fix.is_some() {
            rules.push(problem.rule.id);
        }
    }
    rules
}

/// A file of the base site's category, mended.
#[track_caller]
fn mended(text: &str) -> Option<String> {
    mend("sleep/broken.md", text, TestSite::of(&[]).now()).map(|mended| mended.text)
}

/// An article with these keys and words.
fn article(keys: &str, words: &str) -> String {
    format!(
        "---\n{keys}summary: An article with one mistake, which is there to see what an editor is told.\n\
         status: published\nsources:\n  - id: s\n    title: A source\n    publisher: A publisher\n    \
         year: 2020\n---\nWords.[^s]\n{words}"
    )
}

/// The lines of a text without what an edit may add or change: quotes, ids, and the order of the
/// parts of a date.
fn letters(line: &str) -> String {
    let words = line.split(" {#").next().unwrap();
    words
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

#[test]
fn every_edit_takes_its_problem_away_and_brings_no_other() {
    let mut rules_with_edits = BTreeSet::new();
    for fixture in rules::all() {
        let before = fixture.site.report();
        let fixable = with_a_fix(&before);
        if fixable.is_empty() {
            continue;
        }
        let shown = fixture.file.display();
        rules_with_edits.extend(fixable);
        let mut site = fixture.site.clone();
        for (path, text) in &fixture.texts {
            let Some(mended) = mend(path, text, fixture.site.now()) else {
                continue;
            };
            let again = mend(path, &mended.text, fixture.site.now());
            assert!(again.is_none(), "{shown}: a second time does more");
            let contents = TestSite::bare(&[(path, &mended.text)]);
            site = site.file(path, contents.sources().files[0].contents.clone());
            let lines = |text: &str| text.lines().map(letters).collect::<Vec<_>>();
            assert_eq!(lines(text), lines(&mended.text), "{shown}");
        }
        let after = site.report();
        assert_eq!(with_a_fix(&after), [""; 0], "{shown}");
        let (then, now) = (counts(&before), counts(&after));
        assert!(!now.contains_key(fixture.rule.as_str()), "{shown}: {now:?}");
        for (rule, count) in &now {
            assert!(
                then.get(rule).is_some_and(|before| before >= count),
                "{shown}: {rule} is new"
            );
        }
    }
    let expected = [
        "front-matter/curly-quotes",
        "front-matter/cut-off",
        "front-matter/date",
        "front-matter/unquoted-colon",
        "heading/number-order",
        "heading/repeated",
    ];
    assert_eq!(rules_with_edits.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_text_is_put_in_quotes_as_it_was_typed() {
    for (typed, written) in [
        ("Sleep: why?", r#""Sleep: why?""#),
        (r#"Sleep: "why" \ not?"#, r#""Sleep: \"why\" \\ not?""#),
        ("The #1 wish", r#""The #1 wish""#),
        ("“Sleep”", r#""Sleep""#),
        ("“Say \"hm\"”", r#""Say \"hm\"""#),
        ("„Schlaf“", r#""Schlaf""#),
        ("‘It’s sleep’", r#""It’s sleep""#),
    ] {
        let before = article(&format!("title: {typed}\npublished: 2026-01-01\n"), "");
        let after = article(&format!("title: {written}\npublished: 2026-01-01\n"), "");
        assert_eq!(mended(&before).as_deref(), Some(after.as_str()), "{typed}");
    }
}

#[test]
fn what_can_be_meant_in_two_ways_is_left_alone() {
    for keys in [
        "title: “Sleep” and “rest”\npublished: 2026-01-01\n",
        "title: “Sleep is good\npublished: 2026-01-01\n",
        "title: Sleep: why # a note\npublished: 2026-01-01\n",
        "title: Sleep well # a note:\npublished: 2026-01-01\n",
        "title: Sleep: why\n  can you not?\npublished: 2026-01-01\n",
        "title: A title\npublished: 03/04/2026\n",
        "title: A title\npublished: 2026-02-30\n",
        "title: A title\npublished: last Monday\n",
        // Quotes would make a text of what should be keys.
        "title: A title\npublished: 2026-01-01\nreviewed_by: name: Sam\n",
        // The day is the only one that can be meant, and it is in the future.
        "title: A title\npublished: 31/12/2998\n",
    ] {
        assert_eq!(mended(&article(keys, "")), None, "{keys}");
    }
}

#[test]
fn a_day_is_written_in_our_form_and_keeps_its_quotes() {
    for (typed, written) in [
        ("31/12/2025", "2025-12-31"),
        ("\"31/12/2025\"", "\"2025-12-31\""),
        ("'5.5.2025'", "'2025-05-05'"),
        ("22 November 2025", "2025-11-22"),
        ("2025/1/5", "2025-01-05"),
    ] {
        let before = article(&format!("title: A title\npublished: {typed}\n"), "");
        let after = article(&format!("title: A title\npublished: {written}\n"), "");
        assert_eq!(mended(&before).as_deref(), Some(after.as_str()), "{typed}");
    }
}

#[test]
fn headings_with_one_id_get_free_ones_and_links_lead_where_they_did() {
    let keys = "title: A title\npublished: 2026-01-01\n";
    let before = article(
        keys,
        "\nSee [below](#rest).\n\n## Rest\n\nA.\n\n## Rest\n\nB.\n\n## Rest-3\n\nC.\n\n## 2. Rest\n\nD.\n",
    );
    let after = mended(&before).unwrap();
    assert!(after.contains("## Rest\n\nA."), "{after}");
    assert!(after.contains("## Rest {#rest-2}\n\nB."), "{after}");
    assert!(after.contains("## Rest-3\n\nC."), "{after}");
    assert!(!after.contains("rest-3}"), "{after}");
    // An id that somebody typed was chosen; whoever typed it twice has to choose again.
    for words in [
        "\n## A {#x}\n\nA.\n\n## B {#x}\n\nB.\n",
        "\n## A {#x}\n\nA.\n\n## B {#y was=x}\n\nB.\n",
        "\n## Rest\n\nA.\n\n## Rest ##\n\nB.\n",
        "\n## Rest\n\nA.\n\nRest\n----\n\nB.\n",
    ] {
        assert_eq!(mended(&article(keys, words)), None, "{words}");
    }
}

/// An article with headings of these numbers, each with its words.
fn numbered(numbers: &[&str], words: &str) -> String {
    let sections: String = numbers
        .iter()
        .enumerate()
        .map(|(place, number)| format!("\n## {number} Noise {{#noise-{place}}}\n\nA.\n"))
        .collect();
    article(
        "title: A title\npublished: 2026-01-01\n",
        &format!("{words}\n{sections}"),
    )
}

#[test]
fn numbers_of_headings_are_counted_anew_where_their_order_is_right() {
    for (typed, right) in [
        (
            &["1.", "3.", "4.", "9."] as &[&str],
            &["1.", "2.", "3.", "4."] as &[&str],
        ),
        (&["1.", "2.", "2.", "3."], &["1.", "2.", "3.", "4."]),
        (&["2.", "3."], &["1.", "2."]),
        (&["9.", "10.", "12."], &["1.", "2.", "3."]),
    ] {
        let headings = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with("## "));
            lines
                .map(|line| line.split(' ').nth(1).unwrap().to_owned())
                .collect()
        };
        let before = numbered(typed, "");
        let after = mended(&before).unwrap();
        assert_eq!(headings(&before), typed);
        assert_eq!(headings(&after), right);
    }
    // Two counts of one file, each by itself.
    let before = numbered(&["1.", "3."], "")
        + "\n## What to do\n\nA.\n\n### 1. Walk\n\nA.\n\n### 4. Rest\n\nA.\n";
    let after = mended(&before).unwrap();
    assert!(after.contains("\n## 2. Noise {#noise-1}\n"), "{after}");
    assert!(after.contains("\n### 2. Rest\n"), "{after}");
}

#[test]
fn numbers_of_headings_stay_where_a_section_may_have_been_moved_or_is_spoken_of() {
    for (numbers, words) in [
        (&["1.", "3.", "2."] as &[&str], ""),
        (&["3.", "1.", "2."], ""),
        (&["1.", "3."], "\nCause 3 has the best evidence.\n"),
        (&["1.", "3."], "\nLook at reasons 1 and 3 first.\n"),
    ] {
        let before = numbered(numbers, words);
        assert_eq!(mended(&before), None, "{numbers:?} {words}");
    }
    // A number of something else is none of a section.
    let before = numbered(&["1.", "3."], "\nWalk for 3 days.\n");
    assert!(mended(&before).unwrap().contains("\nWalk for 3 days.\n"));
}

#[test]
fn several_edits_of_one_file_are_made_one_after_the_other() {
    let before = article(
        "title: Sleep: why?\npublished: 31/12/2025\nupdated: 1 Jan 2026\n",
        "\n## Rest\n\nA.\n\n## Rest\n\nB.\n",
    );
    let mended = mend("sleep/broken.md", &before, TestSite::of(&[]).now()).unwrap();
    assert_eq!(mended.done.len(), 4, "{:?}", mended.done);
    let site = TestSite::of(&[("sleep/broken.md", &mended.text)]);
    assert_eq!(site.problems(), []);
}

#[test]
fn line_ends_and_a_byte_order_mark_stay_as_they_are() {
    let unix = article(
        "title: Sleep: why?\npublished: 31/12/2025\n",
        "\n## Rest\n\nA.\n\n## Rest\n\nB.\n",
    );
    let plain = mended(&unix).unwrap();
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(mended(&windows(&unix)).unwrap(), windows(&plain));
}

#[test]
fn the_real_articles_and_the_base_site_need_no_edit() {
    for site in [TestSite::of(&[]), TestSite::real()] {
        assert_eq!(with_a_fix(&site.report()), [""; 0]);
    }
    assert_eq!(mended(driver::BASE[3].1), None);
}

#[test]
fn a_file_of_nothing_but_repeated_headings_holds_nothing_up() {
    let begun = std::time::Instant::now();
    let words = "\n## Rest\n\nA.\n".repeat(2_000);
    let _ = mended(&article("title: A title\npublished: 2026-01-01\n", &words));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn a_text_cut_off_anywhere_is_mended_or_left_alone() {
    for fixture in rules::all() {
        for (path, text) in &fixture.texts {
            if text.len() > 4_000 {
                continue;
            }
            for cut in (0..text.len())
                .step_by(41)
                .filter(|cut| text.is_char_boundary(*cut))
            {
                let text = &text[..cut];
                let Some(mended) = mend(path, text, fixture.site.now()) else {
                    continue;
                };
                let lines = |text: &str| text.lines().map(letters).collect::<Vec<_>>();
                assert_eq!(
                    lines(text),
                    lines(&mended.text),
                    "{}",
                    fixture.file.display()
                );
            }
        }
    }
}
