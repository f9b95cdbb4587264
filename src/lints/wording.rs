//! Words that blame readers, promise too much, or can be misread.

use super::{Lint, Reading};
use crate::diagnostics::{Problems, rules};
use crate::markup::prose::Kind;
use aho_corasick::{AhoCorasick, Input};
use std::sync::LazyLock;

/// What is wrong with some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// They make a person of an illness, or a fault of it.
    Blames,
    /// They promise more than anyone can. To say that something is *not* so is no promise.
    Promises,
    /// They can be read in two ways.
    Misread,
}

/// Words to avoid, in their forms, and the help that tells what to write instead.
struct Wording {
    fault: Fault,
    forms: &'static [&'static str],
    instead: &'static str,
}

const fn blames(forms: &'static [&'static str], instead: &'static str) -> Wording {
    Wording {
        fault: Fault::Blames,
        forms,
        instead,
    }
}

const fn promises(forms: &'static [&'static str], instead: &'static str) -> Wording {
    Wording {
        fault: Fault::Promises,
        forms,
        instead,
    }
}

const fn misread(forms: &'static [&'static str], instead: &'static str) -> Wording {
    Wording {
        fault: Fault::Misread,
        forms,
        instead,
    }
}

/// The words, in small letters. A form is a whole word or several.
const WORDINGS: &[Wording] = &[
    blames(
        &[
            "suffer from",
            "suffers from",
            "suffered from",
            "suffering from",
        ],
        "write    have    or    live with",
    ),
    blames(
        &[
            "suffer a stroke",
            "suffers a stroke",
            "suffered a stroke",
            "suffer a heart attack",
            "suffers a heart attack",
            "suffered a heart attack",
        ],
        "write    have    or    had",
    ),
    blames(
        &["sufferer", "sufferers"],
        "write    people who have it    or    people with",
    ),
    blames(
        &["victim of", "victims of", "stroke victim", "stroke victims"],
        "write    people who had it",
    ),
    blames(
        &[
            "commit suicide",
            "commits suicide",
            "committed suicide",
            "committing suicide",
            "successful suicide",
        ],
        "write    die by suicide    or    end their own life",
    ),
    blames(
        &["failed suicide", "unsuccessful suicide"],
        "write    tried to end their own life",
    ),
    blames(
        &[
            "failed treatment",
            "fails treatment",
            "failed the treatment",
            "failed therapy",
            "failed to respond",
        ],
        "write    the treatment did not work for them",
    ),
    blames(
        &[
            "obese people",
            "obese person",
            "obese patients",
            "the obese",
        ],
        "write    people with obesity",
    ),
    blames(&["diabetics"], "write    people with diabetes"),
    blames(&["asthmatics"], "write    people with asthma"),
    blames(&["epileptics"], "write    people with epilepsy"),
    blames(&["schizophrenics"], "write    people with schizophrenia"),
    blames(
        &["addicts", "drug abuser", "drug abusers"],
        "write    people who are addicted    or    people who use drugs",
    ),
    blames(
        &["the mentally ill"],
        "write    people with a mental illness",
    ),
    blames(
        &["the elderly"],
        "write    older people    or the age you mean",
    ),
    blames(
        &[
            "wheelchair-bound",
            "wheelchair bound",
            "confined to a wheelchair",
        ],
        "write    people who use a wheelchair",
    ),
    blames(
        &["complain of", "complains of", "complained of"],
        "write    have    or    say that they have",
    ),
    blames(
        &["non-compliant", "noncompliant"],
        "say what they did not take or do, and why",
    ),
    promises(
        &["miracle", "miracles"],
        "say what it does, and how sure anyone can be of it",
    ),
    promises(
        &["cures", "cure-all"],
        "write    may help with    or say what the studies found",
    ),
    promises(
        &[
            "wonder drug",
            "wonder cure",
            "magic bullet",
            "superfood",
            "superfoods",
        ],
        "say what it does, and how sure anyone can be of it",
    ),
    promises(
        &[
            "always safe",
            "completely safe",
            "totally safe",
            "perfectly safe",
            "100% safe",
            "risk-free",
            "has no side effects",
            "no side effects whatsoever",
        ],
        "say who it is safe for, and what can go wrong",
    ),
    promises(
        &[
            "always works",
            "works for everyone",
            "works for everybody",
            "100% effective",
        ],
        "say for how many people it works",
    ),
    promises(
        &["is guaranteed", "guaranteed to", "are guaranteed"],
        "write    may    or say for how many people it works",
    ),
    promises(
        &[
            "scientifically proven",
            "clinically proven",
            "medically proven",
        ],
        "say what was studied and what was found, with its source",
    ),
    promises(
        &["boosts your immune system", "boost your immune system"],
        "say what was counted, such as fewer colds",
    ),
    misread(
        &["bi-weekly", "biweekly"],
        "write    twice a week    or    every two weeks",
    ),
    misread(
        &["bi-monthly", "bimonthly"],
        "write    twice a month    or    every two months",
    ),
    misread(
        &["µg", "\u{3bc}g", "mcg"],
        "write    micrograms    which nobody takes for mg",
    ),
];

/// Finds where a form may stand, in small letters or large.
static ANY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let forms = WORDINGS.iter().flat_map(|wording| wording.forms);
    // It errs only when there are millions of them.
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(forms)
        .ok()
});

pub(super) const LINT: Lint = Lint {
    rule: &rules::PROSE_WORDING,
    why: "Nobody is their illness, and no illness is a fault. No honest text promises a cure. And \
          a dose must not be open to two readings.",
    bad: "If you suffer from migraine, this Miracle cures it. Take 400µg bi-weekly.[^s] It is 100% \
          safe for obese people.\n",
    marks: &[
        "suffer from",
        "Miracle",
        "cures",
        "µg",
        "bi-weekly",
        "100% safe",
        "obese people",
    ],
    good: "If you have migraine, no treatment cures it, and there is no miracle. Take 400 \
           micrograms twice a week.[^s] So-called \"superfoods\" may help people with obesity. The \
           surfer from Miracleton cured ham.\n",
    check,
};

fn check(reading: &Reading<'_>, problems: &mut Problems) {
    for passage in reading.prose.passages() {
        if passage.kind == Kind::Quote {
            continue;
        }
        let text = reading.of(passage);
        let mut from = 0;
        while let Some((at, form, wording)) = next(text, from) {
            from = at + form.len();
            let words = passage.words.start + at..passage.words.start + from;
            if in_quotes(text, at, from)
                || (wording.fault == Fault::Promises && is_denied(reading, words.start))
            {
                continue;
            }
            let typed = reading.words(words.clone());
            let message = match wording.fault {
                Fault::Blames => format!("\"{typed}\" can sound as if people were to blame"),
                Fault::Promises => format!("\"{typed}\" promises more than anyone can"),
                Fault::Misread => format!("\"{typed}\" can be misread"),
            };
            problems
                .add(&rules::PROSE_WORDING, reading.span(words), message)
                .help(wording.instead);
        }
    }
}

/// The next words of the list at or after a place of the text.
fn next(text: &str, mut from: usize) -> Option<(usize, &'static str, &'static Wording)> {
    let bytes = text.as_bytes();
    let any = ANY.as_ref()?;
    while let Some(found) = any.find(Input::new(text).range(from..)) {
        let at = found.start();
        if begins_word(bytes, at) {
            for wording in WORDINGS {
                if let Some(form) = wording.forms.iter().find(|form| stands_at(bytes, at, form)) {
                    return Some((at, form, wording));
                }
            }
        }
        from = at + 1;
    }
    None
}

/// Whether a word or a number begins at a place. A unit begins right after its number.
fn begins_word(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
    match bytes[at] {
        b'0'..=b'9' => !before.is_ascii_digit() && !matches!(before, b'.' | b','),
        here if here.is_ascii_alphabetic() => !before.is_ascii_alphabetic(),
        // The first byte of the two signs for micro.
        here => matches!(here, 0xc2 | 0xce),
    }
}

/// Whether a form stands at a place, in any letters, and the word ends with it.
fn stands_at(bytes: &[u8], at: usize, form: &str) -> bool {
    let end = at + form.len();
    bytes
        .get(at..end)
        .is_some_and(|words| words.eq_ignore_ascii_case(form.as_bytes()))
        && !bytes
            .get(end)
            .is_some_and(|after| after.is_ascii_alphanumeric() || *after >= 0xc3 && *after < 0xe0)
}

/// How many characters around some words are looked at, so that no sentence is too long to judge.
const NEAR: usize = 200;

/// Whether words stand in quotes: somebody else's, or so-called.
fn in_quotes(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(['"', '“', '‘', '«', '„'])
        && text[end..]
            .chars()
            .take(NEAR)
            .any(|sign| matches!(sign, '"' | '”' | '“' | '’' | '»'))
}

/// Whether a "no" or "not" stands before a place in its sentence.
fn is_denied(reading: &Reading<'_>, at: usize) -> bool {
    const DENIALS: [&str; 10] = [
        "no", "not", "never", "nothing", "nobody", "none", "neither", "nor", "cannot", "without",
    ];
    let Some(sentence) = reading.sentence_at(at) else {
        return false;
    };
    let before = reading.words(sentence.words.start..at);
    let near = before.char_indices().rev().take(NEAR).last();
    before[near.map_or(0, |(from, _)| from)..]
        .split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '\'' | '’'))
        .any(|word| {
            DENIALS.iter().any(|one| one.eq_ignore_ascii_case(word))
                || word.ends_with("n't")
                || word.ends_with("n’t")
        })
}
