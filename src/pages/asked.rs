//! The questions of a check as a form asks them.
//!
//! A question with a `show_if` is there for every browser. Where its rule is choices only, the
//! stylesheet follows it with a fixed set of classes: each *clause* ("one of these is ticked") has
//! a number, `on-3` marks the controls in it, and `if-3` what is shown only while one of them is
//! ticked. A question with several clauses has several such classes and needs all of them. Where
//! the browser or the rule does not allow that, the question says in words when it is to be
//! answered. The server alone decides.

use super::passage::{Passage, Piece};
use super::rule::Rule;
use crate::content::Article;
use crate::markup::document::{Html, Section};
use crate::self_check::words;
use crate::self_check::{Atom, CareLevel, Condition, Filled, Given, Question, SelfCheck};

/// The words of a check that are read in a minute, with a thought for each answer.
const WORDS_A_MINUTE: usize = 130;
/// How many clauses the stylesheet knows.
const CLAUSES: usize = 8;

/// How many minutes a check truly takes: every question, hint and label in it, read by the clock.
pub(super) fn minutes(check: &SelfCheck) -> usize {
    let count = |text: &str| text.split_whitespace().count();
    let optional = |text: &Option<String>| text.as_deref().map_or(0, count);
    let words: usize = check
        .questions
        .iter()
        .map(|question| {
            let labels: usize = question.choices().iter().map(|one| count(&one.label)).sum();
            count(&question.ask)
                + optional(&question.hint)
                + labels
                + optional(&question.none_label)
                + optional(&question.unsure_label)
        })
        .sum();
    words.div_ceil(WORDS_A_MINUTE).max(1)
}

/// A step of the form.
#[derive(Debug)]
pub struct AskedStep<'a> {
    /// Its place, from 1.
    pub number: usize,
    /// Its heading.
    pub title: &'a str,
    /// When it is to be filled in, where that is not always.
    pub only_if: Option<OnlyIf>,
    /// The classes of the line that stands there while nothing is asked.
    pub skipped: Option<String>,
    /// Its questions.
    pub questions: Vec<AskedQuestion<'a>>,
}

/// When a step or a question is to be answered.
#[derive(Debug)]
pub struct OnlyIf {
    /// The rule in words.
    pub rule: Rule,
    /// Whether the stylesheet follows the rule, so that the words are not needed.
    pub followed: bool,
}

/// A question with what is filled in.
#[derive(Debug)]
pub struct AskedQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its classes.
    pub classes: String,
    /// The ids of what describes it.
    pub described: Option<String>,
    /// When it is to be answered, where the step does not say so already.
    pub only_if: Option<OnlyIf>,
    /// What has to be put right.
    pub error: Option<String>,
    /// Its choices; for a number its one field.
    pub controls: Vec<Control<'a>>,
    /// "None", and "not sure".
    pub none: Option<Control<'a>>,
    /// "Not sure".
    pub unsure: Option<Control<'a>>,
    /// The number as it was typed.
    pub typed: &'a str,
    /// What to do at once when a warning sign is ticked.
    pub at_once: Option<AtOnce<'a>>,
}

/// A box to tick, or the field of a number.
#[derive(Debug)]
pub struct Control<'a> {
    /// Its id.
    pub id: String,
    /// What is sent.
    pub value: &'a str,
    /// What the reader reads.
    pub label: &'a str,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Its classes.
    pub classes: String,
}

/// The most urgent outcome in short.
#[derive(Clone, Debug)]
pub struct AtOnce<'a> {
    /// How soon.
    pub care: CareLevel,
    /// What to do.
    pub heading: &'a Html,
    /// How.
    pub words: Vec<Piece<'a>>,
    /// Whether the heading holds the number to call.
    pub has_call: bool,
}

/// A thing to tick, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tick {
    Choice(usize, usize),
    None(usize),
    Unsure(usize),
}

/// One of these is ticked.
type Clause = Vec<Tick>;

/// The section of a document that an outcome, a piece of advice or a finding names.
pub(super) fn section<'a>(article: &'a Article, id: &str) -> Option<&'a Section> {
    article.document().sections.iter().find(|section| {
        section.heading.id == id || section.heading.old_ids.iter().any(|old| old == id)
    })
}

/// The steps of a check, blank or filled in.
pub(super) fn steps<'a>(
    article: &'a Article,
    check: &'a SelfCheck,
    filled: Option<&'a Filled>,
) -> Vec<AskedStep<'a>> {
    let known = known_clauses(check);
    let at_once = at_once(article, check);
    check
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| {
            let follows = step
                .show_if
                .as_ref()
                .and_then(|rule| numbers(check, &known, rule));
            AskedStep {
                number: place + 1,
                title: &step.title,
                only_if: step.show_if.as_ref().map(|rule| OnlyIf {
                    rule: Rule::of("Only if", check, rule),
                    followed: follows.is_some(),
                }),
                skipped: follows.map(|numbers| classes("skip", &numbers)),
                questions: (step.first..step.first + step.count)
                    .map(|question| ask(check, filled, &known, at_once.as_ref(), question, place))
                    .collect(),
            }
        })
        .collect()
}

fn ask<'a>(
    check: &'a SelfCheck,
    filled: Option<&'a Filled>,
    known: &[Clause],
    at_once: Option<&AtOnce<'a>>,
    place: usize,
    step: usize,
) -> AskedQuestion<'a> {
    let question = &check.questions[place];
    let given = filled.map(|filled| filled.answers.to(place));
    let error = filled
        .and_then(|filled| filled.mistake(place))
        .map(|mistake| mistake.in_words(check, place));
    let follows = question
        .show_if
        .as_ref()
        .and_then(|rule| numbers(check, known, rule));
    let mut names = vec!["question".to_owned()];
    if error.is_some() {
        names.push("question-wrong".to_owned());
    } else if let Some(numbers) = &follows {
        // What has to be put right is never hidden.
        names.push(classes("if", numbers));
    }
    let flag = question.red_flag.is_some();
    let control = |value: &'a str, label: &'a str, tick: Tick| {
        let on = known
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.contains(&tick));
        let mut names: Vec<String> = on.map(|(number, _)| format!("on-{}", number + 1)).collect();
        if flag && matches!(tick, Tick::Choice(..)) {
            names.insert(0, "flag".to_owned());
        }
        Control {
            id: format!("{}-{value}", question.id),
            value,
            label,
            ticked: given.is_some_and(|given| is_ticked(given, tick)),
            classes: names.join(" "),
        }
    };
    let controls = if question.number().is_some() {
        vec![control("number", "", Tick::Choice(place, usize::MAX))]
    } else {
        question
            .choices()
            .iter()
            .enumerate()
            .map(|(choice, one)| control(&one.id, &one.label, Tick::Choice(place, choice)))
            .collect()
    };
    let of = |label: &'a Option<String>, value, tick| {
        label.as_deref().map(|label| control(value, label, tick))
    };
    AskedQuestion {
        classes: names.join(" "),
        described: described(question, error.is_some()),
        only_if: words::own_rule(check, place, step).map(|rule| OnlyIf {
            rule: Rule::of("Only if", check, rule),
            followed: follows.is_some(),
        }),
        error,
        controls,
        none: of(&question.none_label, "none", Tick::None(place)),
        unsure: of(&question.unsure_label, "unsure", Tick::Unsure(place)),
        typed: filled
            .and_then(|filled| filled.typed.get(place))
            .map_or("", String::as_str),
        at_once: at_once.filter(|_| question.red_flag == Some(0)).cloned(),
        question,
    }
}

fn is_ticked(given: &Given, tick: Tick) -> bool {
    match tick {
        Tick::Choice(_, choice) => given.ticks.contains(&choice),
        Tick::None(_) => given.none,
        Tick::Unsure(_) => given.unsure,
    }
}

/// The ids of a question's hint, unit and error, as far as it has them.
fn described(question: &Question, wrong: bool) -> Option<String> {
    let parts = [
        ("hint", question.hint.is_some()),
        ("unit", question.number().is_some()),
        ("error", wrong),
    ];
    let ids: Vec<String> = parts
        .iter()
        .filter(|(_, has)| *has)
        .map(|(part, _)| format!("{part}-{}", question.id))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The most urgent outcome in short, when a warning sign can lead to it.
fn at_once<'a>(article: &'a Article, check: &SelfCheck) -> Option<AtOnce<'a>> {
    let first = check
        .outcomes
        .first()
        .filter(|outcome| outcome.care.is_pressing())?;
    let section = section(article, &first.id)?;
    let mut words = Passage::of(section).head;
    // It stands below several questions, and an id stands once on a page.
    if words
        .iter()
        .flat_map(Piece::html)
        .any(|html| html.contains(" id=\""))
    {
        words.clear();
    }
    Some(AtOnce {
        care: first.care,
        heading: &section.heading.html,
        words,
        has_call: section.heading.html.as_str().contains("href=\"tel:"),
    })
}

/// Every clause of every rule, each once, as many as the stylesheet knows.
fn known_clauses(check: &SelfCheck) -> Vec<Clause> {
    let of_steps = check.steps.iter().filter_map(|step| step.show_if.as_ref());
    let of_questions = check
        .questions
        .iter()
        .filter_map(|one| one.show_if.as_ref());
    let mut known: Vec<Clause> = Vec::new();
    for clause in of_steps
        .chain(of_questions)
        .filter_map(|rule| clauses(check, rule))
        .flatten()
    {
        if known.len() < CLAUSES && !known.contains(&clause) {
            known.push(clause);
        }
    }
    known
}

/// The numbers of a rule's clauses; `None` when the stylesheet cannot follow the rule.
fn numbers(check: &SelfCheck, known: &[Clause], rule: &Condition) -> Option<Vec<usize>> {
    let number = |clause: Clause| known.iter().position(|one| *one == clause).map(|at| at + 1);
    clauses(check, rule)?.into_iter().map(number).collect()
}

/// A rule as clauses that must all be true; `None` when it is more than choices.
fn clauses(check: &SelfCheck, rule: &Condition) -> Option<Vec<Clause>> {
    let one = |tick| Some(vec![vec![tick]]);
    match rule {
        Condition::Is(Atom::Choice(question, choice)) => one(Tick::Choice(*question, *choice)),
        Condition::Is(Atom::None(question)) => one(Tick::None(*question)),
        Condition::Is(Atom::Unsure(question)) => one(Tick::Unsure(*question)),
        Condition::Is(Atom::Ticked(question)) => {
            let choices = 0..check.questions[*question].choices().len();
            Some(vec![
                choices
                    .map(|choice| Tick::Choice(*question, choice))
                    .collect(),
            ])
        }
        Condition::Is(Atom::Compare { .. }) | Condition::NoneOf(_) | Condition::AtLeast(..) => None,
        Condition::All(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(|part| clauses(check, part)).collect();
            Some(parts?.concat())
        }
        Condition::Any(parts) => {
            let mut any = Clause::new();
            for part in parts {
                match clauses(check, part)?.as_slice() {
                    [clause] => any.extend(clause),
                    _ => return None,
                }
            }
            any.sort_unstable();
            any.dedup();
            Some(vec![any])
        }
    }
}

fn classes(prefix: &str, numbers: &[usize]) -> String {
    let names: Vec<String> = numbers
        .iter()
        .map(|number| format!("{prefix}-{number}"))
        .collect();
    names.join(" ")
}
