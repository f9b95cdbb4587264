//! How long the proof of each real self-check takes: `cargo bench --bench proof`.
//!
//! It prints medians and judges nothing; machines differ and are noisy.

use health_preservation::content::{Library, Shelf};
use health_preservation::diagnostics::Problems;
use health_preservation::disk;
use health_preservation::self_check::proof::Places;
use health_preservation::self_check::{Proof, SelfCheck};
use health_preservation::text::{SourceFile, Span};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often each proof is made.
const ROUNDS: usize = 51;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let sources = disk::read_sources(&folder).expect("the articles can be read");
    let (library, _) = Library::build(&Shelf::build(&sources), jiff::Timestamp::now());
    let mut all = Duration::ZERO;
    for index in library.checks() {
        let article = &library.articles()[index];
        let proved = &article.check().expect("it is a self-check").proved;
        let median = median_of(&proved.check);
        all += median;
        println!(
            "{:>9.2?}  {:>25} sets of answers  {}",
            median,
            proved.proof.total(),
            article.address()
        );
    }
    println!("{all:>9.2?}  together");
}

fn median_of(check: &SelfCheck) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let mut problems = Problems::new(&Arc::new(SourceFile::new("", "")));
            let start = Instant::now();
            let proof = Proof::prove(check, &nowhere(check), &mut problems);
            let time = start.elapsed();
            assert!(proof.is_some(), "it is proved");
            time
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

/// Places for messages, which a check that is proved has none of.
fn nowhere(check: &SelfCheck) -> Places {
    let here = Span::new(0, 0);
    Places {
        whole: here,
        questions: vec![here; check.questions.len()],
        choices: check
            .questions
            .iter()
            .map(|question| vec![here; question.choices().len()])
            .collect(),
        outcomes: vec![here; check.outcomes.len()],
        advice: vec![here; check.advice.len()],
        findings: vec![here; check.findings.len()],
    }
}
