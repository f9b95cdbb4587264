//! The search: what it finds, what it says, and what it never tells.

use crate::driver::{Reply, Running, TestSite, repository};
use std::collections::BTreeMap;

/// A search as the table of known items has it.
struct Known {
    typed: String,
    expected: String,
    kind: String,
}

fn table() -> Vec<Known> {
    let text = std::fs::read_to_string(repository("tests/fixtures/searches.tsv")).unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let table = lines.map(|line| {
        let [typed, expected, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("what is typed, the address and the kind, with tabs between them: {line}");
        };
        Known {
            typed: typed.to_owned(),
            expected: expected.to_owned(),
            kind: kind.to_owned(),
        }
    });
    table.collect()
}

fn search(site: &Running, typed: &str) -> Reply {
    let words: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    site.get(&format!("/search?q={words}"))
}

/// The addresses that were found, in their order.
fn found(reply: &Reply) -> Vec<String> {
    let page = reply.html();
    let selector = scraper::Selector::parse(".hit-list h3 a").unwrap();
    let links = page.select(&selector);
    links
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

#[test]
fn what_readers_look_for_comes_first() {
    let site = TestSite::real().start();
    let mut ranks: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut missed = Vec::new();
    let table = table();
    assert!(table.len() >= 60);
    for known in &table {
        let found = found(&search(&site, &known.typed).expect(200));
        let place = found.iter().position(|address| *address == known.expected);
        if place != Some(0) {
            missed.push(format!(
                "{} ({}): {place:?} {:?}",
                known.typed,
                known.kind,
                found.first()
            ));
        }
        let rank = place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        ranks.entry(known.kind.clone()).or_default().push(rank);
    }
    let mean = |ranks: &[f64]| ranks.iter().sum::<f64>() / ranks.len() as f64;
    for (kind, ranks) in &ranks {
        println!("{kind:>10}: {:.3} over {}", mean(ranks), ranks.len());
    }
    let all: Vec<f64> = ranks.into_values().flatten().collect();
    println!("{:>10}: {:.3} over {}", "all", mean(&all), all.len());
    println!("not first:\n{}", missed.join("\n"));
    assert!(mean(&all) >= 0.9);
}
