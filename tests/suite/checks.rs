//! Self-checks over HTTP: a form goes in, the address of a result comes out, and nothing of the
//! answers stays anywhere.

use crate::driver::{Reply, Running, TestSite};
use crate::proof::Dice;
use health_preservation::content::{Contents, Library, Shelf};
use health_preservation::self_check::{Answers, Decimal, Level, Proof, QuestionKind, SelfCheck};
use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const BACK: &str = "/fitness-coach/check-your-back-pain-after-running";
const WAIST: &str = "/everyday-health/check-your-waist-to-height-ratio";

/// A check of this repository.
struct Real {
    address: String,
    check: Arc<SelfCheck>,
    proof: Arc<Proof>,
}

fn real_checks() -> Vec<Real> {
    let site = TestSite::real();
    let (library, _) = Library::build(&Shelf::build(site.sources()), site.now());
    library
        .checks()
        .map(|index| {
            let article = &library.articles()[index];
            let proved = &article.check().unwrap().proved;
            Real {
                address: article.address().to_string(),
                check: Arc::clone(&proved.check),
                proof: Arc::clone(&proved.proof),
            }
        })
        .collect()
}

fn real(address: &str) -> Real {
    let found = real_checks().into_iter().find(|one| one.address == address);
    found.unwrap_or_else(|| panic!("{address} is no check"))
}

/// The fields of a form as a browser sends them.
fn form_of(check: &SelfCheck, answers: &Answers) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (index, question) in check.questions.iter().enumerate() {
        let given = answers.to(index);
        for tick in &given.ticks {
            form.append_pair(&question.id, &question.choices()[*tick].id);
        }
        if given.none {
            form.append_pair(&question.id, "none");
        }
        if given.unsure {
            form.append_pair(&question.id, "unsure");
        }
        if let Some(shape) = question.number() {
            let typed = given
                .number
                .map(|number| Decimal::new(number, shape.decimals).to_string());
            form.append_pair(&question.id, &typed.unwrap_or_default());
        }
    }
    form.finish()
}

#[track_caller]
fn post(site: &Running, address: &str, form: &str) -> Reply {
    site.send("POST", address, &[FORM], form.as_bytes())
}

/// Follows the reply to a good form to the result.
#[track_caller]
fn follow(site: &Running, reply: &Reply) -> (String, Reply) {
    assert_eq!(reply.status, 303, "{}", reply.text());
    let to = reply.header("location").unwrap().to_owned();
    let result = site.get(&to);
    assert_eq!(result.status, 200, "{to}");
    (to, result)
}

/// An example's fields with some of them changed: those of the names given are taken away first.
fn changed(form: &str, without: &[&str], with: &[(&str, &str)]) -> String {
    let mut changed = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(form.as_bytes()) {
        if !without.contains(&name.as_ref()) {
            changed.append_pair(&name, &value);
        }
    }
    for (name, value) in with {
        changed.append_pair(name, value);
    }
    changed.finish()
}

/// The form of an example that leads to an outcome.
fn example(real: &Real, outcome: &str) -> String {
    let found = real
        .check
        .examples
        .iter()
        .find(|example| real.check.outcomes[example.expect].id == outcome);
    form_of(&real.check, &found.unwrap().answers)
}

#[test]
fn every_example_of_every_check_leads_over_http_where_it_says() {
    let site = TestSite::real().start();
    let reals = real_checks();
    assert_eq!(reals.len(), 3);
    for real in &reals {
        for (number, example) in real.check.examples.iter().enumerate() {
            let shown = format!("{}, example {}", real.address, number + 1);
            let form = form_of(&real.check, &example.answers);
            let (to, page) = follow(&site, &post(&site, &real.address, &form));
            let path = to
                .strip_prefix(&format!("{}/result/", real.address))
                .unwrap_or_else(|| panic!("{shown}: {to}"));
            let result = real.check.result_at(path).unwrap();
            assert_eq!(result.outcome, example.expect, "{shown}: {to}");
            if let Some(findings) = &example.findings {
                assert_eq!(&real.check.finding_names(&result), findings, "{shown}");
            }
            if let Some(advice) = &example.advice {
                assert_eq!(&real.check.advice_names(&result), advice, "{shown}");
            }
            let words = page.text();
            let html = page.html();
            let heading = scraper::Selector::parse("h1").unwrap();
            assert_eq!(html.select(&heading).count(), 1, "{shown}");
            for advice in &result.advice {
                let id = format!("id=\"{}\"", real.check.advice[*advice].id);
                assert!(words.contains(&id), "{shown}: {id} is not shown");
            }
            let level = scraper::Selector::parse(".findings .level").unwrap();
            let levels: Vec<String> = html
                .select(&level)
                .map(|one| one.text().collect::<String>().to_lowercase())
                .collect();
            let expected: Vec<&str> = result.findings.iter().map(|(_, one)| one.word()).collect();
            assert_eq!(levels, expected, "{shown}");
        }
    }
}

#[test]
fn an_address_of_a_result_is_made_of_names_of_results_only() {
    let site = TestSite::real().start();
    for real in real_checks() {
        let words: BTreeSet<String> = real
            .check
            .outcomes
            .iter()
            .map(|one| one.id.clone())
            .chain(real.check.advice.iter().map(|one| one.id.clone()))
            .chain(real.check.findings.iter().flat_map(|one| {
                [Level::Likely, Level::Possible].map(|level| format!("{}-{}", one.id, level.word()))
            }))
            .collect();
        for example in &real.check.examples {
            let reply = post(
                &site,
                &real.address,
                &form_of(&real.check, &example.answers),
            );
            let to = reply.header("location").unwrap();
            let parts = to
                .strip_prefix(&format!("{}/result/", real.address))
                .unwrap();
            assert!(parts.split('/').all(|part| words.contains(part)), "{to}");
            assert!(!to.contains(['?', '#', '%']), "{to}");
            assert_eq!(reply.text().trim(), "", "{to}");
        }
    }
}

/// The controls that are ticked, or hold a number, on a page, as they would be sent again.
fn kept(reply: &Reply) -> BTreeSet<(String, String)> {
    let page = reply.html();
    let input = scraper::Selector::parse("form input").unwrap();
    page.select(&input)
        .filter(|one| {
            one.attr("checked").is_some()
                || one
                    .attr("value")
                    .is_some_and(|_| !matches!(one.attr("type"), Some("radio" | "checkbox")))
        })
        .map(|one| {
            (
                one.attr("name").unwrap_or_default().to_owned(),
                one.attr("value").unwrap_or("on").to_owned(),
            )
        })
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

#[track_caller]
fn refused(site: &Running, address: &str, form: &str, about: &[&str]) -> Reply {
    let reply = post(site, address, form).expect(422);
    assert!(reply.text().contains("<title>Error: "), "{form}");
    let page = reply.html();
    let link = scraper::Selector::parse(".error-summary a").unwrap();
    let wrong: Vec<String> = page
        .select(&link)
        .map(|one| one.attr("href").unwrap().trim_start_matches('#').to_owned())
        .collect();
    for control in &wrong {
        let selector = scraper::Selector::parse(&format!("form [id=\"{control}\"]")).unwrap();
        assert_eq!(
            page.select(&selector).count(),
            1,
            "#{control} is no control"
        );
    }
    assert_eq!(wrong.len(), about.len(), "{wrong:?} for {about:?}");
    for (control, question) in wrong.iter().zip(about) {
        assert!(
            control.starts_with(&format!("{question}-")),
            "{wrong:?} for {about:?}"
        );
    }
    reply
}

#[test]
fn each_kind_of_mistake_sends_the_form_back_with_what_was_answered() {
    let site = TestSite::real().start();
    let waist = real(WAIST);
    let good = example(&waist, "healthy");
    for (without, with, about) in [
        (&["age"][..], &[][..], "age"),
        (&["age"], &[("age", "age-18"), ("age", "age-65")], "age"),
        (&["age"], &[("age", "age-17")], "age"),
        (
            &["not-suited"],
            &[("not-suited", "none"), ("not-suited", "pregnant")],
            "not-suited",
        ),
        (&["waist"], &[("waist", "eighty")], "waist"),
        (&["waist"], &[("waist", "80.55")], "waist"),
        (&["waist"], &[("waist", "39.9")], "waist"),
        (&["waist"], &[("waist", "200.1")], "waist"),
        (&["waist"], &[("waist", "-80")], "waist"),
        (&["waist"], &[("waist", "")], "waist"),
        (&["waist"], &[], "waist"),
        (&["waist"], &[("waist", "80"), ("waist", "81")], "waist"),
    ] {
        let form = changed(&good, without, with);
        let reply = refused(&site, WAIST, &form, &[about]);
        let kept = kept(&reply);
        for (name, value) in form_urlencoded::parse(form.as_bytes()) {
            let pair = (name.to_string(), value.to_string());
            if name != about && !value.is_empty() {
                assert!(kept.contains(&pair), "{pair:?} is lost: {kept:?}");
            }
        }
    }
    // What was typed is shown again as it was typed, and is words only.
    let form = changed(&good, &["waist"], &[("waist", "<b>\"eighty\"")]);
    let reply = refused(&site, WAIST, &form, &["waist"]);
    assert!(kept(&reply).contains(&("waist".to_owned(), "<b>\"eighty\"".to_owned())));
    assert!(!reply.text().contains("<b>\""));
    // Two mistakes are told in the order of the questions.
    let form = changed(&good, &["age", "height"], &[("height", "1")]);
    refused(
        &site,
        WAIST,
        &changed(&form, &["not-suited"], &[]),
        &["age", "not-suited"],
    );
}

#[test]
fn numbers_are_read_as_people_type_them() {
    let site = TestSite::real().start();
    let good = example(&real(WAIST), "healthy");
    for typed in ["80,5", "80.5", " 80.5 ", "80", "80.", "080"] {
        let form = changed(
            &good,
            &["waist", "height"],
            &[("waist", typed), ("height", "163")],
        );
        let (to, _) = follow(&site, &post(&site, WAIST, &form));
        assert_eq!(to, format!("{WAIST}/result/healthy"), "{typed}");
    }
}

#[test]
fn unknown_fields_are_ignored_and_a_field_sent_twice_counts_once() {
    let site = TestSite::real().start();
    let good = example(&real(WAIST), "healthy");
    let (expected, _) = follow(&site, &post(&site, WAIST, &good));
    for form in [
        format!("{good}&{good}"),
        format!("{good}&_charset_=utf-8&submit=&=&&x=%ff%00"),
        format!("nobody=knows&{good}"),
    ] {
        assert_eq!(
            follow(&site, &post(&site, WAIST, &form)).0,
            expected,
            "{form}"
        );
    }
}

#[test]
fn a_red_flag_beats_everything_that_is_empty_or_mistaken() {
    let site = TestSite::real().start();
    let back = real(BACK);
    let whole = example(&back, "look-after-yourself");
    let emergency = format!("{BACK}/result/emergency");
    for form in [
        "nerves=saddle".to_owned(),
        "nerves=saddle&nerves=none".to_owned(),
        "nerves=saddle&nerves=none&nerves=unsure".to_owned(),
        "nerves=saddle&age=under-16&age=20-to-49&pain=made-up".to_owned(),
        changed(
            &whole,
            &["nerves", "age"],
            &[("nerves", "saddle"), ("age", "made-up")],
        ),
        changed(
            &whole,
            &["nerves"],
            &[("nerves", "none"), ("nerves", "saddle")],
        ),
    ] {
        let (to, page) = follow(&site, &post(&site, BACK, &form));
        assert_eq!(to, emergency, "{form}");
        assert!(page.text().contains("href=\"tel:999\""), "{form}");
    }
    // Every tick of every red flag of every check, alone.
    for real in real_checks() {
        for question in &real.check.questions {
            let Some(flag) = question.red_flag else {
                continue;
            };
            for choice in question.choices() {
                let reply = post(
                    &site,
                    &real.address,
                    &format!("{}={}", question.id, choice.id),
                );
                // A flag that is not of the first outcome may have to ask for what is more urgent.
                if flag == 0 {
                    let (to, _) = follow(&site, &reply);
                    let first = &real.check.outcomes[0].id;
                    assert_eq!(
                        to,
                        format!("{}/result/{first}", real.address),
                        "{}",
                        choice.id
                    );
                } else {
                    assert!(matches!(reply.status, 303 | 422), "{}", choice.id);
                }
            }
        }
    }
}

#[test]
fn an_urgent_result_comes_while_later_questions_are_empty() {
    let site = TestSite::real().start();
    let back = real(BACK);
    let mut early = 0;
    for example in &back.check.examples {
        let outcome = &back.check.outcomes[example.expect];
        if outcome.care.word() != "urgent" {
            continue;
        }
        // The last step is left empty.
        let last = back.check.steps.last().unwrap();
        let empty: Vec<&str> = (last.first..last.first + last.count)
            .map(|index| back.check.questions[index].id.as_str())
            .collect();
        let form = changed(&form_of(&back.check, &example.answers), &empty, &[]);
        let (to, _) = follow(&site, &post(&site, BACK, &form));
        let path = to.strip_prefix(&format!("{BACK}/result/")).unwrap();
        let result = back.check.result_at(path).unwrap();
        assert_eq!(result.outcome, example.expect, "{form}");
        early += 1;
    }
    assert!(early > 0);
}

#[test]
fn a_red_flag_beats_a_choice_that_is_no_longer_offered() {
    // The editor took a choice away while the reader had the form open.
    let site = TestSite::real().start();
    let reply = post(&site, BACK, "nerves=saddle&nerves=taken-away");
    assert_eq!(reply.status, 303);
    assert_eq!(
        reply.header("location"),
        Some(&*format!("{BACK}/result/emergency"))
    );
}

/// A small check with this front matter in its middle.
pub fn check(questions_and_rules: &str, sections: &[&str]) -> String {
    let mut text = format!(
        "---\nkind: self-check\ntitle: A small check\nsummary: A small check that is there so that one thing of the format can be tried out.\nstatus: published\npublished: 2026-01-01\nintended_use: For tests. Not a diagnosis.\nabout: good.md\nsources:\n  - {{id: one, title: One, publisher: One, year: 2020}}\n{questions_and_rules}---\nA small check.[^one]\n"
    );
    for id in sections {
        text.push_str(&format!("\n## Words for {id} {{#{id}}}\n\nDo this.\n"));
    }
    text
}

const GATED: &str = "\
steps:
  - title: First
    questions:
      - id: gate
        ask: What hurts?
        choose: many
        choices: {pain: A pain}
      - id: other
        ask: Is there something else?
        choose: yes-no
  - title: Second
    show_if: gate.pain
    questions:
      - id: detail
        ask: How does it hurt?
        choose: many
        red_flag: now
        choices: {worst: At its worst}
outcomes:
  - {id: now, care: emergency, when: [detail.ticked]}
  - {id: today, care: urgent, when: [detail.unsure, other.yes, other.unsure]}
  - {id: at-home, care: self-care, otherwise: true}
advice:
  - {id: rest, when: {none_of: [gate.pain]}, with: [now, today]}
examples:
  - {answers: {gate: [pain], detail: [worst]}, expect: now}
";

#[test]
fn a_red_flag_behind_a_mistaken_gate_has_a_page() {
    let text = check(GATED, &["now", "today", "at-home", "rest", "when-to-worry"]);
    let site = TestSite::of(&[("sleep/gated.md", &text)]);
    let said = site.problems();
    assert!(
        !said.iter().any(|(rule, _)| rule.starts_with("check/")),
        "{said:#?}"
    );
    let site = site.start();
    let reply = post(
        &site,
        "/sleep/gated",
        "gate=none&gate=pain&other=no&detail=worst",
    );
    // Either the emergency, or its words on the form; never an address without a page.
    if reply.status == 422 {
        assert!(reply.text().contains("class=\"at-once\""));
        return;
    }
    let (to, _) = follow(&site, &reply);
    assert!(to.starts_with("/sleep/gated/result/now"), "{to}");
}

/// A set of answers by lot, some of them missing or contradictory.
fn by_lot(dice: &mut Dice, check: &SelfCheck) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    // Most readers tick few things, and few results need many.
    let ticks = [2, 10, 30][dice.roll(3)];
    let skips = [0, 0, 5][dice.roll(3)];
    for question in &check.questions {
        if dice.chance(skips) {
            continue;
        }
        let id = &question.id;
        match &question.kind {
            QuestionKind::Many(choices) => {
                let mut any = false;
                for choice in choices {
                    if dice.chance(ticks) {
                        form.append_pair(id, &choice.id);
                        any = true;
                    }
                }
                if question.unsure_label.is_some() && dice.chance(ticks / 2) {
                    form.append_pair(id, "unsure");
                    any = true;
                }
                if !any || dice.chance(1) {
                    form.append_pair(id, "none");
                }
            }
            QuestionKind::One(choices) | QuestionKind::YesNo(choices) => {
                let sides = choices.len() + usize::from(question.unsure_label.is_some());
                let at = dice.roll(sides);
                form.append_pair(id, choices.get(at).map_or("unsure", |choice| &choice.id));
            }
            QuestionKind::Number(shape) => {
                let least = shape.from.at(shape.decimals).unwrap();
                let span = shape.to.at(shape.decimals).unwrap() - least;
                let span = usize::try_from(span).unwrap();
                let units = least + i128::try_from(dice.roll(span + 1)).unwrap();
                let units = i64::try_from(units).unwrap();
                form.append_pair(id, &Decimal::new(units, shape.decimals).to_string());
            }
        }
    }
    form.finish()
}

#[test]
fn every_result_that_a_form_leads_to_has_a_page_and_all_look_alike_from_outside() {
    let site = TestSite::real().start();
    let mut dice = Dice(7);
    for real in real_checks() {
        let mut lengths = BTreeSet::new();
        let mut redirects = BTreeSet::new();
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut refused = 0;
        for _ in 0..700 {
            let form = by_lot(&mut dice, &real.check);
            let reply = post(&site, &real.address, &form);
            if reply.status == 422 {
                refused += 1;
                continue;
            }
            assert_eq!(reply.status, 303, "{form}");
            let to = reply.header("location").unwrap().to_owned();
            let head: usize = reply
                .headers
                .iter()
                .map(|(name, value)| name.len() + value.len())
                .sum();
            redirects.insert((to.len() + reply.body.len(), head + reply.body.len()));
            if seen.insert(to.clone(), 1).is_none() {
                let page = site.get(&to);
                assert_eq!(page.status, 200, "{to} from {form}");
                lengths.insert(page.body.len());
            }
        }
        assert!(refused < 500, "{}: {refused} were refused", real.address);
        assert_eq!(lengths.len(), 1, "{}: {lengths:?}", real.address);
        let wires: BTreeSet<usize> = redirects
            .iter()
            .map(|(to_and_body, _)| *to_and_body)
            .collect();
        assert_eq!(wires.len(), 1, "{}: {redirects:?}", real.address);
        // The length of the body is told in its own header, whose digits count too.
        assert_eq!(
            redirects.len(),
            1,
            "{}: heads differ: {redirects:?}",
            real.address
        );
        println!(
            "{}: {} results, {refused} refused",
            real.address,
            seen.len()
        );
    }
}

#[test]
fn an_address_of_a_result_that_cannot_happen_is_not_found() {
    let site = TestSite::real().start();
    let back = real(BACK);
    let mut dice = Dice(8);
    let two = back
        .check
        .examples
        .iter()
        .filter_map(|example| back.check.result(&example.answers))
        .find(|result| result.findings.len() > 1)
        .unwrap();
    let good = back.check.result_path(&two);
    site.get(&format!("{BACK}/result/{good}")).expect(200);
    let parts: Vec<&str> = good.split('/').collect();
    let mut turned = parts.clone();
    let last = turned.len() - 1;
    turned.swap(last, last - 1);
    let mut wrong = vec![
        turned.join("/"),
        format!("{good}/{}", parts[last]),
        format!("{}/{}/{}", parts[0], parts[last], parts[last]),
        format!("emergency/{}", parts[last]),
        format!("emergency/{}", back.check.advice[0].id),
        "nothing".to_owned(),
        String::new(),
        "/emergency".to_owned(),
        "emergency/".to_owned(),
        "emergency/emergency".to_owned(),
        format!("{}-likely-likely", back.check.findings[0].id),
        parts[last].to_owned(),
    ];
    // Of outcomes, advice and findings by lot: what the proof says cannot happen has no page.
    for _ in 0..300 {
        let mut path = back.check.outcomes[dice.roll(back.check.outcomes.len())]
            .id
            .clone();
        for advice in &back.check.advice {
            if dice.chance(15) {
                path.push_str(&format!("/{}", advice.id));
            }
        }
        for finding in &back.check.findings {
            if dice.chance(35) {
                let level = ["likely", "possible"][dice.roll(2)];
                path.push_str(&format!("/{}-{level}", finding.id));
            }
        }
        let can = back
            .check
            .result_at(&path)
            .is_some_and(|result| back.proof.can_happen(&back.check, &result));
        if can {
            site.get(&format!("{BACK}/result/{path}")).expect(200);
        } else {
            wrong.push(path);
        }
    }
    for path in wrong {
        let reply = site.get(&format!("{BACK}/result/{path}"));
        assert_eq!(reply.status, 404, "{path}");
    }
    site.get(&format!("{BACK}/result")).expect(404);
    site.get("/about/result/emergency").expect(404);
}

#[track_caller]
fn is_private(reply: &Reply, what: &str) {
    assert_eq!(reply.header("cache-control"), Some("no-store"), "{what}");
    assert!(
        reply
            .header("x-robots-tag")
            .is_some_and(|tag| tag.contains("noindex")),
        "{what}"
    );
    for absent in [
        "etag",
        "last-modified",
        "content-encoding",
        "set-cookie",
        "refresh",
    ] {
        assert_eq!(reply.header(absent), None, "{what}: {absent}");
    }
    assert_eq!(
        reply.header("referrer-policy"),
        Some("no-referrer"),
        "{what}"
    );
}

#[test]
fn replies_to_answers_are_kept_nowhere_and_not_packed() {
    let site = TestSite::real().start();
    let packed = [FORM, ("accept-encoding", "gzip, br")];
    let good = example(&real(WAIST), "healthy");
    let redirect = site
        .send("POST", WAIST, &packed, good.as_bytes())
        .expect(303);
    is_private(&redirect, "303");
    let to = redirect.header("location").unwrap();
    let result = site.request("GET", to, &packed[1..]).expect(200);
    is_private(&result, "result");
    let again = [("if-none-match", "*"), ("range", "bytes=0-9"), packed[1]];
    assert_eq!(
        site.request("GET", to, &again).expect(200).body,
        result.body
    );
    is_private(
        &site.send("POST", WAIST, &packed, b"age=age-18").expect(422),
        "422",
    );
    let document = site.request("GET", WAIST, &packed[1..]).expect(200);
    assert_ne!(
        document.header("content-encoding"),
        None,
        "the blank form may be packed"
    );
    let blank = site.get(WAIST).expect(200);
    assert_eq!(kept(&blank), BTreeSet::new());
}

#[test]
fn the_body_of_a_form_has_a_size_a_sender_and_a_type() {
    let site = TestSite::real().start();
    let good = example(&real(WAIST), "healthy");
    let of_length = |length: usize| format!("{good}&x={}", "a".repeat(length - good.len() - 3));
    for (length, status) in [(16 * 1024 - 1, 303), (16 * 1024, 303), (16 * 1024 + 1, 413)] {
        let form = of_length(length);
        assert_eq!(form.len(), length);
        post(&site, WAIST, &form).expect(status);
    }
    for (from, status) in [
        (Some("cross-site"), 403),
        (Some("same-site"), 403),
        (Some("same-origin"), 303),
        (Some("none"), 303),
        (None, 303),
    ] {
        let mut headers = vec![FORM];
        headers.extend(from.map(|from| ("sec-fetch-site", from)));
        let reply = site.send("POST", WAIST, &headers, good.as_bytes());
        assert_eq!(reply.status, status, "{from:?}");
    }
    for (media, status) in [
        ("application/x-www-form-urlencoded; charset=utf-8", 303),
        ("Application/X-WWW-Form-URLencoded", 303),
        ("multipart/form-data; boundary=x", 415),
        ("application/json", 415),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded2", 415),
    ] {
        let reply = site.send("POST", WAIST, &[("content-type", media)], good.as_bytes());
        assert_eq!(reply.status, status, "{media}");
    }
    assert_eq!(site.send("POST", WAIST, &[], good.as_bytes()).status, 415);
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let site = TestSite::real().start();
    let mut stream = TcpStream::connect(site.address()).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(15)))
        .unwrap();
    let head = format!(
        "POST {WAIST} HTTP/1.1\r\nHost: h\r\nContent-Type: {}\r\nContent-Length: 100\r\n\r\nage=",
        FORM.1
    );
    let begun = Instant::now();
    stream.write_all(head.as_bytes()).unwrap();
    let mut received = Vec::new();
    let _ = stream.read_to_end(&mut received);
    let took = begun.elapsed();
    Reply::parse(&received).expect(408);
    assert!(
        took > Duration::from_secs(4) && took < Duration::from_secs(9),
        "{took:?}"
    );
}

#[test]
fn results_take_head_and_get_and_nothing_else() {
    let site = TestSite::real().start();
    let address = format!("{BACK}/result/emergency");
    let get = site.get(&address).expect(200);
    let head = site.request("HEAD", &address, &[]).expect(200);
    assert_eq!(head.body, b"");
    assert_eq!(head.header("content-length"), get.header("content-length"));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let reply = site.send(method, &address, &[FORM], b"nerves=saddle");
        assert_eq!(reply.status, 405, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD"), "{method}");
    }
    let put = site
        .send("PUT", BACK, &[FORM], b"nerves=saddle")
        .expect(405);
    assert_eq!(put.header("allow"), Some("GET, HEAD, POST"));
    for part in ["/paper", "/rules"] {
        site.get(&format!("{BACK}{part}")).expect(200);
        site.send("POST", &format!("{BACK}{part}"), &[FORM], b"nerves=saddle")
            .expect(405);
    }
    // What is no check takes no form.
    site.send("POST", "/about", &[FORM], b"nerves=saddle")
        .expect(405);
}

/// The texts of this repository's files with some words replaced in one of them.
fn real_with(path: &str, from: &str, to: &str) -> TestSite {
    let site = TestSite::real();
    let file = site
        .sources()
        .files
        .iter()
        .filter(|file| file.path.ends_with(path))
        .min_by_key(|file| file.path.len())
        .unwrap();
    let Contents::Text(text) = &file.contents else {
        panic!("{path} is no text");
    };
    assert!(text.contains(from), "{path} has no {from}");
    let (path, text) = (file.path.clone(), text.replacen(from, to, 1));
    site.file(&path, Contents::Text(text))
}

#[test]
fn unreviewed_checks_can_be_hidden() {
    let site = real_with(
        "_index.md",
        "unreviewed_checks: show",
        "unreviewed_checks: hide",
    );
    let site = site.start();
    for real in real_checks() {
        for path in ["", "/paper", "/rules", "/result/emergency"] {
            let reply = site.get(&format!("{}{path}", real.address));
            assert_eq!(reply.status, 404, "{}{path}", real.address);
        }
        let form = form_of(&real.check, &real.check.examples[0].answers);
        assert_eq!(post(&site, &real.address, &form).status, 404);
        let home = site.get("/").unpacked();
        assert!(!String::from_utf8_lossy(&home).contains(&real.address));
    }
}

#[test]
fn a_withdrawn_check_takes_no_forms() {
    let file = "check-your-back-pain-after-running.md";
    let site = real_with(file, "status: published", "status: withdrawn").start();
    site.get(BACK).expect(410);
    let reply = post(&site, BACK, "nerves=saddle");
    assert!(matches!(reply.status, 405 | 410), "{}", reply.status);
    for path in ["/paper", "/rules", "/result/emergency"] {
        let reply = site.get(&format!("{BACK}{path}"));
        assert!(
            matches!(reply.status, 404 | 410),
            "{path}: {}",
            reply.status
        );
    }
}

/// Eight questions with points, as scores of questionnaires are made.
fn points_score() -> String {
    let mut rules = String::from("steps:\n  - title: The last two weeks\n    questions:\n");
    let mut sum = Vec::new();
    for index in 0..8 {
        rules.push_str(&format!(
            "      - id: q{index}\n        ask: How often, number {index}?\n        choose: one\n        choices:\n          not: Not at all\n          some: Several days\n          more: More than half the days\n          most: Nearly every day\n"
        ));
        sum.push(format!(
            "q{index}.some: 1, q{index}.more: 2, q{index}.most: 3"
        ));
    }
    rules.push_str(&format!(
        "measures:\n  score: {{sum: {{{}}}}}\noutcomes:\n  - {{id: high, care: urgent, when: score >= 20}}\n  - {{id: middle, care: soon, when: score >= 10}}\n  - {{id: low, care: self-care, when: score >= 5}}\n  - {{id: least, care: self-care, otherwise: true}}\nworse_upwards: [{}]\nexamples:\n  - {{answers: {{}}, expect: least}}\n  - {{answers: {{q0: most, q1: most, q2: most}}, expect: low}}\n",
        sum.join(", "),
        (0..8).map(|index| format!("q{index}")).collect::<Vec<_>>().join(", ")
    ));
    check(&rules, &["high", "middle", "low", "least"])
}

#[track_caller]
fn no_problems_of_checks(site: &TestSite) {
    let said = site.problems();
    assert!(
        !said.iter().any(|(rule, _)| rule.starts_with("check/")),
        "{said:#?}"
    );
}

#[test]
fn a_score_of_eight_questions_is_proved_and_leads_to_its_ranges() {
    let site = TestSite::of(&[("sleep/score.md", &points_score())]);
    no_problems_of_checks(&site);
    let site = site.start();
    for (points, outcome) in [
        (0, "least"),
        (4, "least"),
        (5, "low"),
        (9, "low"),
        (10, "middle"),
        (19, "middle"),
        (20, "high"),
        (24, "high"),
    ] {
        let mut left = points;
        let mut form = Vec::new();
        for index in 0..8 {
            let own = left.min(3);
            left -= own;
            form.push(format!("q{index}={}", ["not", "some", "more", "most"][own]));
        }
        let (to, _) = follow(&site, &post(&site, "/sleep/score", &form.join("&")));
        assert_eq!(
            to,
            format!("/sleep/score/result/{outcome}"),
            "{points} points"
        );
    }
    // Twenty points are enough, whatever the last question would add.
    let form: Vec<String> = (0..7).map(|index| format!("q{index}=most")).collect();
    let (to, _) = follow(&site, &post(&site, "/sleep/score", &form.join("&")));
    assert_eq!(to, "/sleep/score/result/high");
}

const FOUR_STEPS: &str = "\
steps:
  - title: One
    questions:
      - {id: first, ask: Are you ill?, choose: yes-no}
  - title: Two
    show_if: first.yes
    questions:
      - {id: second, ask: For how long?, choose: one, choices: {days: Days, weeks: Weeks}}
  - title: Three
    show_if: second.weeks
    questions:
      - {id: third, ask: How warm are you?, number: {from: 35, to: 42, decimals: 1, unit: °C}}
  - title: Four
    show_if: third >= 38.5
    questions:
      - {id: fourth, ask: Is any of these true?, choose: many, red_flag: now, choices: {neck: A stiff neck}}
outcomes:
  - {id: now, care: emergency, when: [fourth.ticked, fourth.unsure]}
  - {id: soon, care: soon, when: [third >= 38.5, second.weeks, first.unsure]}
  - {id: rest, care: self-care, when: second.days}
  - {id: well, care: self-care, otherwise: true}
advice:
  - {id: warm, when: third >= 38, with: [soon]}
examples:
  - {answers: {}, expect: well}
  - {answers: {first: yes, second: weeks, third: \"39\", fourth: [neck]}, expect: now}
";

#[test]
fn a_check_of_four_steps_asks_only_what_earlier_answers_call_for() {
    let text = check(
        FOUR_STEPS,
        &["now", "soon", "rest", "well", "warm", "when-to-worry"],
    );
    let site = TestSite::of(&[("sleep/steps.md", &text)]);
    no_problems_of_checks(&site);
    let site = site.start();
    for (form, to) in [
        ("first=no", "well"),
        ("first=unsure", "soon"),
        ("first=yes&second=days", "rest"),
        ("first=yes&second=weeks&third=37,9", "soon"),
        ("first=yes&second=weeks&third=38.4", "soon/warm"),
        ("first=yes&second=weeks&third=38.5&fourth=none", "soon/warm"),
        ("first=yes&second=weeks&third=38.5&fourth=neck", "now"),
        // What is not shown is not answered, whatever is sent.
        ("first=no&second=weeks&third=40&fourth=neck", "well"),
        ("first=yes&second=days&third=40&fourth=neck", "rest"),
        ("first=yes&second=weeks&third=38.4&fourth=neck", "soon/warm"),
    ] {
        let reply = post(&site, "/sleep/steps", form);
        assert_eq!(
            follow(&site, &reply).0,
            format!("/sleep/steps/result/{to}"),
            "{form}"
        );
    }
    for (form, about) in [
        ("", "first"),
        ("first=yes", "second"),
        ("first=yes&second=weeks", "third"),
        ("first=yes&second=weeks&third=39", "fourth"),
        ("first=yes&second=weeks&third=hot&fourth=neck", "third"),
    ] {
        refused(&site, "/sleep/steps", form, &[about]);
    }
}

/// Reads a check in a thread and gives up after a while.
#[track_caller]
fn judged_in_time(name: &str, text: String) -> Vec<(&'static str, String)> {
    let (told, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = told.send(TestSite::of(&[("sleep/bomb.md", &text)]).problems());
    });
    // Far more than it should take, on a slow machine and without optimisation.
    heard
        .recv_timeout(Duration::from_secs(30))
        .unwrap_or_else(|_| panic!("{name} is still being proved"))
}

#[test]
fn a_check_that_is_a_bomb_is_proved_or_refused_and_never_hangs() {
    let outcomes = |when: &str| {
        format!(
            "outcomes:\n  - {{id: high, care: soon, when: {when}}}\n  - {{id: low, care: self-care, otherwise: true}}\nexamples:\n  - {{answers: {{}}, expect: low}}\n"
        )
    };
    let many = |count: usize| {
        let choices: String = (0..count)
            .map(|one| format!("          c{one}: C{one}\n"))
            .collect();
        format!(
            "steps:\n  - title: One\n    questions:\n      - id: q\n        ask: Which?\n        choose: many\n        choices:\n{choices}"
        )
    };
    let atoms =
        |count: usize| -> Vec<String> { (0..count).map(|one| format!("q.c{one}")).collect() };
    let powers = |count: usize| -> String {
        let sum: Vec<String> = (0..count)
            .map(|one| {
                format!(
                    "q.c{one}: {}",
                    7_919u64.pow(2) * (one as u64 + 3) % 999_999_937
                )
            })
            .collect();
        format!("measures:\n  m: {{sum: {{{}}}}}\n", sum.join(", "))
    };
    let numbers = "steps:\n  - title: One\n    questions:\n      - {id: a, ask: A?, number: {from: 0, to: 999999999, decimals: 3, unit: m}}\n      - {id: b, ask: B?, number: {from: 1, to: 999999999, decimals: 3, unit: m}}\n      - {id: c, ask: C?, number: {from: 1, to: 999999999, decimals: 3, unit: m}}\nmeasures:\n  s: {sum: {b: 7.123457, c: 13.987643}}\n  r: {divide: a, by: s}\n";
    let pairs: Vec<String> = (0..30)
        .map(|one| format!("{{all: [q.c{one}, q.c{}]}}", one + 30))
        .collect();
    for (name, rules) in [
        (
            "60 choices, 30 of them",
            many(60) + &outcomes(&format!("{{at_least: 30, of: [{}]}}", atoms(60).join(", "))),
        ),
        (
            "60 choices in pairs",
            many(60) + &outcomes(&format!("[{}]", pairs.join(", "))),
        ),
        (
            "60 odd weights",
            many(60)
                + &powers(60)
                + &outcomes("m > 15000000000").replace("m > 15000000000", "m > 999999999"),
        ),
        (
            "390 choices, half of them",
            many(390)
                + &outcomes(&format!(
                    "{{at_least: 195, of: [{}]}}",
                    atoms(390).join(", ")
                )),
        ),
        ("500 choices", many(500) + &outcomes("q.ticked")),
        (
            "huge numbers",
            numbers.to_owned()
                + &outcomes("[r >= 0.333333, {all: [r < 0.111111, s > 123456.789]}]")
                    .replace("{answers: {}", "{answers: {a: \"0\", b: \"1\", c: \"1\"}"),
        ),
        (
            "a number too wide",
            numbers
                .replace("decimals: 3", "decimals: 0")
                .replace("from: 0, to: 999999999", "from: -999999999, to: 999999999")
                + &outcomes("r >= 0.3")
                    .replace("{answers: {}", "{answers: {a: \"0\", b: \"1\", c: \"1\"}"),
        ),
    ] {
        let begun = Instant::now();
        let said = judged_in_time(name, check(&rules, &["high", "low"]));
        let rules: BTreeSet<&str> = said
            .iter()
            .map(|(rule, _)| *rule)
            .filter(|rule| rule.starts_with("check/"))
            .collect();
        println!("{name}: {:?}, {rules:?}", begun.elapsed());
        assert!(
            rules.is_empty()
                || rules.iter().all(|rule| matches!(
                    *rule,
                    "check/too-large"
                        | "check/form-too-large"
                        | "check/example"
                        | "check/never-happens"
                )),
            "{name}: {said:#?}"
        );
    }
}

#[test]
fn no_word_of_an_answer_is_kept_out_of_thousands_of_posts() {
    let site = TestSite::real().start();
    let mut dice = Dice(10);
    let reals = real_checks();
    let mut replies = 0;
    let oversized = "x".repeat(17 * 1024);
    for number in 0..10_000 {
        let word = format!("zephyrcanary{number}q");
        let real = &reals[dice.roll(reals.len())];
        let form = by_lot(&mut dice, &real.check);
        let body = match number % 5 {
            0 => format!("{form}&{word}={word}"),
            1 => format!("{}={word}&{form}", real.check.questions[0].id),
            2 => form_urlencoded::byte_serialize(word.as_bytes()).collect(),
            3 => format!("{word}=%ff%{word}&{form}&&=={word}"),
            _ if number % 100 == 4 => format!("{word}={oversized}"),
            _ => format!("{form}&{word}[]={word}"),
        };
        // A tenth of them break off.
        let length = if number % 10 == 9 {
            body.len() + 50
        } else {
            body.len()
        };
        let request = format!(
            "POST {} HTTP/1.1\r\nHost: {word}.example\r\nUser-Agent: {word}\r\nReferer: https://{word}.example/\r\nCookie: {word}={word}\r\nX-{word}: {word}\r\nContent-Type: {}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}",
            real.address, FORM.1
        );
        let mut stream = TcpStream::connect(site.address()).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let _ = stream.write_all(request.as_bytes());
        if number % 10 == 9 {
            continue;
        }
        let mut received = Vec::new();
        let _ = stream.read_to_end(&mut received);
        let reply = Reply::parse(&received);
        assert!(
            matches!(reply.status, 303 | 413 | 422),
            "{}: {body}",
            reply.status
        );
        replies += 1;
        for (name, value) in &reply.headers {
            assert!(!value.contains("zephyrcanary"), "{name}: {value}");
        }
        // Only a field for a number shows again what was typed, to the same reader, once.
        if reply.text().contains("zephyrcanary") {
            let page = reply.html();
            let all = scraper::Selector::parse("[href], [action], [src]").unwrap();
            for one in page.select(&all) {
                for name in ["href", "action", "src"] {
                    assert!(!one.attr(name).unwrap_or_default().contains("zephyrcanary"));
                }
            }
        }
    }
    let log = site.logged();
    assert!(log.lines().count() >= replies, "every request is logged");
    assert!(!log.contains("zephyrcanary"));
    for real in &reals {
        assert!(!log.contains(&real.address));
        assert!(!log.contains("result/"));
    }
}
