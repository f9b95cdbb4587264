//! When a result may be shown: as soon as it is certain, and never before.
//!
//! A red flag beats a mistake. An outcome that asks for help now or today is shown even when later
//! questions are empty or mistaken, if no answers to them could lead to a more urgent one; if some
//! could, only those questions are asked. Any other outcome waits for every answer.

use super::answers::{Answers, Given};
use super::evaluate::Result;
use super::{Proof, SelfCheck};

/// What becomes of the answers that were sent.
#[derive(Debug)]
pub enum Admission {
    /// They lead to a result.
    Result(Result),
    /// These questions have to be answered, or put right, first.
    Ask(Vec<usize>),
}

/// Decides what becomes of answers. `mistaken` are the questions whose answers could not be read;
/// they count as open, like those that are shown and were left out.
#[must_use]
pub fn admit(check: &SelfCheck, proof: &Proof, answers: &Answers, mistaken: &[usize]) -> Admission {
    let mut answers = answers.clone();
    answers.drop_hidden(check);
    let open: Vec<usize> = (0..check.questions.len())
        .filter(|question| {
            let asked = &check.questions[*question];
            let left_out = answers.to(*question).is_empty() && !asked.optional;
            answers.shows(check, *question)
                && (mistaken.contains(question)
                    || left_out
                    || answers.contradicts(check, *question))
        })
        .collect();
    let answers = certain(check, answers, &open);
    let Some(result) = check.result(&answers) else {
        return Admission::Ask(open);
    };
    if open.is_empty() {
        return Admission::Result(result);
    }
    if !check.outcomes[result.outcome].care.is_pressing() {
        return Admission::Ask(open);
    }
    let hidden_yet = (0..check.questions.len()).filter(|question| !answers.shows(check, *question));
    let unknown: Vec<usize> = open.iter().copied().chain(hidden_yet).collect();
    let asked = proof.could_be_more_urgent(check, &answers, &unknown, result.outcome);
    if asked.is_empty() {
        return Admission::Result(result);
    }
    let asked: Vec<usize> = asked
        .into_iter()
        .filter(|question| open.contains(question))
        .collect();
    Admission::Ask(if asked.is_empty() { open } else { asked })
}

/// The answers that a result may be made of. What is mistaken says nothing for certain and is taken
/// away, and with it what only it showed. But a red flag beats a mistake: where one is ticked, the
/// ticks that led to it stay, however they are contradicted.
fn certain(check: &SelfCheck, mut answers: Answers, open: &[usize]) -> Answers {
    let empty = |answers: &mut Answers, keep: &dyn Fn(usize) -> bool| {
        for question in open.iter().filter(|question| !keep(**question)) {
            answers.set(*question, Given::default());
        }
        answers.drop_hidden(check);
    };
    let mut with_ticks = answers.clone();
    empty(&mut with_ticks, &|question| {
        check.questions[question].is_many()
    });
    let flagged = (0..check.questions.len()).any(|question| {
        check.questions[question].red_flag.is_some() && !with_ticks.to(question).ticks.is_empty()
    });
    if flagged {
        return with_ticks;
    }
    empty(&mut answers, &|_| false);
    answers
}
