//! A self-check to be filled in on paper.

use super::Shell;
use super::asked::{self, section};
use super::cited::{self, NumberedSource};
use super::layout::{Head, Layout};
use super::opening;
use super::passage::{Passage, Piece, html_of};
use super::result::{WHEN_TO_WORRY, trail_below};
use super::rule::Rule;
use super::rules::Decides;
use super::words;
use crate::content::{Article, Check, Library};
use crate::markup::document::{Card, Section};
use crate::self_check::words::own_rule;
use crate::self_check::{Question, SelfCheck};
use askama::Template;

/// The blank check with boxes, red flags first, its rules at the end, and what each result says.
#[derive(Debug, Template)]
#[template(path = "pages/check_paper.html", whitespace = "minimize")]
pub(super) struct PaperPage<'a> {
    layout: Layout<'a>,
    article: &'a Article,
    intended_use: &'a str,
    minutes: usize,
    cards: Vec<&'a Card>,
    parts: Vec<PaperPart<'a>>,
    decides: Decides<'a>,
    says: Vec<PaperResult<'a>>,
    worry: Option<&'a Section>,
    sources: Vec<NumberedSource<'a>>,
}

/// Questions under one heading.
#[derive(Debug)]
pub struct PaperPart<'a> {
    title: &'a str,
    rule: Option<Rule>,
    questions: Vec<PaperQuestion<'a>>,
}

/// A question with empty boxes.
#[derive(Debug)]
pub struct PaperQuestion<'a> {
    question: &'a Question,
    rule: Option<Rule>,
    /// What to do when anything is ticked.
    flag: Option<&'a Section>,
    /// Whether no other result comes before that.
    first: bool,
}

/// What a result says, in short.
#[derive(Debug)]
pub struct PaperResult<'a> {
    urgency: &'static str,
    section: &'a Section,
    words: Vec<Piece<'a>>,
}

impl<'a> PaperPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        article: &'a Article,
        check: &'a Check,
        shell: &Shell<'_>,
    ) -> Self {
        let asks = &*check.proved.check;
        let head = Head {
            title: format!("{} (on paper)", article.title()),
            description: article.summary(),
            address: None,
            trail: trail_below(article),
            refused: false,
        };
        let says: Vec<PaperResult<'_>> = asks
            .outcomes
            .iter()
            .filter_map(|outcome| Some((outcome.care, section(article, &outcome.id)?)))
            .map(|(care, section)| PaperResult {
                urgency: words::urgency(care),
                section,
                words: Passage::of(section).head,
            })
            .collect();
        let worry = section(article, WHEN_TO_WORRY);
        let (_, cards) = opening::split(article.document());
        let shown: Vec<&str> = says
            .iter()
            .flat_map(|result| &result.words)
            .flat_map(Piece::html)
            .chain(
                worry
                    .iter()
                    .flat_map(|section| &section.blocks)
                    .flat_map(html_of),
            )
            .collect();
        let sources = cited::only_shown(article, &shown);
        Self {
            layout: Layout::build(library, shell, head),
            article,
            intended_use: &asks.intended_use,
            minutes: asked::minutes(asks),
            cards,
            parts: parts(article, asks),
            decides: Decides::build(library, article, check),
            says,
            worry,
            sources,
        }
    }
}

/// The questions: red flags first, in the order of their steps, then the others.
fn parts<'a>(article: &'a Article, check: &'a SelfCheck) -> Vec<PaperPart<'a>> {
    let part = |place: usize, flags: bool| {
        let step = &check.steps[place];
        let questions: Vec<PaperQuestion<'_>> = (step.first..step.first + step.count)
            .filter(|question| check.questions[*question].red_flag.is_some() == flags)
            .map(|question| {
                let asked = &check.questions[question];
                PaperQuestion {
                    question: asked,
                    rule: own_rule(check, question, place)
                        .map(|rule| Rule::of("Only if", check, rule)),
                    first: asked.red_flag == Some(0),
                    flag: asked
                        .red_flag
                        .and_then(|outcome| section(article, &check.outcomes[outcome].id)),
                }
            })
            .collect();
        (!questions.is_empty()).then(|| PaperPart {
            title: &step.title,
            rule: step
                .show_if
                .as_ref()
                .map(|rule| Rule::of("Only if", check, rule)),
            questions,
        })
    };
    let flags = (0..check.steps.len()).filter_map(|place| part(place, true));
    let others = (0..check.steps.len()).filter_map(|place| part(place, false));
    flags.chain(others).collect()
}
