//! The reviewer's page of a self-check: everything it asks, and how it decides.

use super::Shell;
use super::asked::section;
use super::cited::{self, NumberedSource};
use super::flow::{self, Flow};
use super::layout::{Head, Layout};
use super::result::trail_below;
use super::rule::Rule;
use super::scale::{self, ShownScale};
use super::words::style;
use crate::content::{Article, Check, Library};
use crate::self_check::words::{example_answers, grouped, how_soon, measure, own_rule, sets};
use crate::self_check::{Example, Proof, Question, SelfCheck};
use askama::Template;

/// Every question, rule and outcome, with the number of answer sets, and the flow drawn.
#[derive(Debug, Template)]
#[template(path = "pages/check_rules.html", whitespace = "minimize")]
pub(super) struct RulesPage<'a> {
    layout: Layout<'a>,
    article: &'a Article,
    intended_use: &'a str,
    total: String,
    flow: Flow,
    decides: Decides<'a>,
    steps: Vec<ReviewedStep<'a>>,
    scale: Option<ShownScale<'a>>,
    worse_upwards: Vec<&'a Question>,
    examples: Vec<ReviewedExample<'a>>,
    sources: Vec<NumberedSource<'a>>,
}

/// How a check decides, in words.
#[derive(Debug)]
pub struct Decides<'a> {
    /// The outcomes, in order.
    pub outcomes: Vec<RuledOutcome<'a>>,
    /// The lines added.
    pub advice: Vec<RuledAdvice<'a>>,
    /// What may fit.
    pub findings: Vec<RuledFinding<'a>>,
    /// How many findings are shown at most.
    pub findings_shown: usize,
    /// What is measured, and how: name, sum, unit.
    pub measures: Vec<(String, String, &'a str)>,
}

/// An outcome with its rule.
#[derive(Debug)]
pub struct RuledOutcome<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// How soon it asks for help.
    pub how_soon: &'static str,
    /// The style of its care level.
    pub style: &'static str,
    /// How many sets of answers lead to it.
    pub sets: String,
    /// The same with the word.
    pub sets_of_answers: String,
    /// Its rule; `None` for what no other fits.
    pub rule: Option<Rule>,
}

/// A line that is added to a result.
#[derive(Debug)]
pub struct RuledAdvice<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// The names of the outcomes it is added to.
    pub with: Vec<&'a str>,
    /// Its rule.
    pub rule: Rule,
}

/// A finding with its rules.
#[derive(Debug)]
pub struct RuledFinding<'a> {
    /// Its name.
    pub id: &'a str,
    /// The heading of its section.
    pub title: &'a str,
    /// Why.
    pub because: &'a str,
    /// Its rules.
    pub rules: Vec<Rule>,
}

/// A step as a reviewer reads it.
#[derive(Debug)]
pub struct ReviewedStep<'a> {
    title: &'a str,
    rule: Option<Rule>,
    questions: Vec<ReviewedQuestion<'a>>,
}

/// A question as a reviewer reads it.
#[derive(Debug)]
pub struct ReviewedQuestion<'a> {
    question: &'a Question,
    rule: Option<Rule>,
    /// The outcome that any tick leads to at least.
    flag: Option<&'a str>,
}

/// An example as a reviewer reads it.
#[derive(Debug)]
pub struct ReviewedExample<'a> {
    /// The answers that are not the plainest ones: question and words.
    answers: Vec<(&'a str, String)>,
    outcome: &'a str,
    advice: Option<&'a [String]>,
    findings: Option<&'a [String]>,
}

impl<'a> RulesPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        article: &'a Article,
        check: &'a Check,
        shell: &Shell<'_>,
    ) -> Self {
        let asks = &*check.proved.check;
        let head = Head {
            title: format!("How this check decides: {}", article.title()),
            description: article.summary(),
            address: None,
            trail: trail_below(article),
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            article,
            intended_use: &asks.intended_use,
            total: sets(check.proved.proof.total()),
            flow: flow::drawn(article, check),
            decides: Decides::build(library, article, check),
            steps: (0..asks.steps.len())
                .map(|step| reviewed(asks, step))
                .collect(),
            scale: scale::shown(asks, None),
            worse_upwards: asks
                .worse_upwards
                .iter()
                .map(|place| &asks.questions[*place])
                .collect(),
            examples: asks
                .examples
                .iter()
                .map(|example| in_words(asks, example))
                .collect(),
            sources: cited::shown(article, &[]),
        }
    }
}

impl<'a> Decides<'a> {
    pub(super) fn build(library: &'a Library, article: &'a Article, check: &'a Check) -> Self {
        let asks = &*check.proved.check;
        let about = check.about.and_then(|place| library.articles().get(place));
        let title = |id: &'a str| heading(Some(article), id);
        Self {
            outcomes: outcomes(article, asks, &check.proved.proof),
            advice: asks
                .advice
                .iter()
                .map(|advice| RuledAdvice {
                    id: &advice.id,
                    title: title(&advice.id),
                    with: advice
                        .with
                        .iter()
                        .map(|place| asks.outcomes[*place].id.as_str())
                        .collect(),
                    rule: Rule::of("Added when", asks, &advice.when),
                })
                .collect(),
            findings: asks
                .findings
                .iter()
                .map(|finding| {
                    let likely = finding
                        .likely
                        .iter()
                        .map(|rule| Rule::of("Likely when", asks, rule));
                    let possible = finding
                        .possible
                        .iter()
                        .map(|rule| Rule::of("Possible when", asks, rule));
                    RuledFinding {
                        id: &finding.id,
                        title: heading(about, &finding.section),
                        because: &finding.because,
                        rules: likely.chain(possible).collect(),
                    }
                })
                .collect(),
            findings_shown: asks.findings_shown,
            measures: asks
                .measures
                .iter()
                .map(|one| {
                    (
                        one.id.replace('-', " "),
                        measure(asks, &one.measure),
                        one.unit.as_str(),
                    )
                })
                .collect(),
        }
    }
}

fn heading<'a>(article: Option<&'a Article>, id: &'a str) -> &'a str {
    article
        .and_then(|article| section(article, id))
        .map_or(id, |section| &section.heading.text)
}

fn outcomes<'a>(
    article: &'a Article,
    check: &'a SelfCheck,
    proof: &Proof,
) -> Vec<RuledOutcome<'a>> {
    let outcomes = check.outcomes.iter().enumerate();
    outcomes
        .map(|(place, outcome)| RuledOutcome {
            id: &outcome.id,
            title: heading(Some(article), &outcome.id),
            how_soon: how_soon(outcome.care),
            style: style(outcome.care),
            sets: grouped(proof.count(place)),
            sets_of_answers: sets(proof.count(place)),
            rule: outcome
                .when
                .as_ref()
                .map(|rule| Rule::of("When", check, rule)),
        })
        .collect()
}

fn reviewed(check: &SelfCheck, place: usize) -> ReviewedStep<'_> {
    let step = &check.steps[place];
    ReviewedStep {
        title: &step.title,
        rule: step
            .show_if
            .as_ref()
            .map(|rule| Rule::of("Shown when", check, rule)),
        questions: (step.first..step.first + step.count)
            .map(|question| ReviewedQuestion {
                question: &check.questions[question],
                rule: own_rule(check, question, place)
                    .map(|rule| Rule::of("Shown when", check, rule)),
                flag: check.questions[question]
                    .red_flag
                    .map(|outcome| check.outcomes[outcome].id.as_str()),
            })
            .collect(),
    }
}

/// Examples are the editor's, not a reader's, and may be shown.
fn in_words<'a>(check: &'a SelfCheck, example: &'a Example) -> ReviewedExample<'a> {
    ReviewedExample {
        answers: example_answers(check, example),
        outcome: &check.outcomes[example.expect].id,
        advice: example.advice.as_deref(),
        findings: example.findings.as_deref(),
    }
}
