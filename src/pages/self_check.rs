//! The page of a self-check: one document with one form, served whole.

use super::Shell;
use super::asked::{self, AskedStep};
use super::cited::{self, NumberedSource};
use super::layout::{Head, Layout};
use super::opening;
use super::passage::html_of;
use crate::content::{Article, Check, Library};
use crate::markup::document::{Block, Card, Html};
use crate::self_check::Filled;
use askama::Template;

/// What the check is, and its form: blank, or with what has to be put right.
#[derive(Debug, Template)]
#[template(path = "pages/self_check.html", whitespace = "minimize")]
pub(super) struct SelfCheckPage<'a> {
    layout: Layout<'a>,
    article: &'a Article,
    intended_use: &'a str,
    /// The article it is about.
    about: Option<&'a Article>,
    minutes: usize,
    opening: Vec<&'a Block>,
    cards: Vec<&'a Card>,
    steps: Vec<AskedStep<'a>>,
    refused: bool,
    mistakes: Vec<ShownMistake>,
    sources: Vec<NumberedSource<'a>>,
}

/// What has to be put right, as a link to it.
#[derive(Debug)]
pub struct ShownMistake {
    /// The first control of the question.
    pub control: String,
    /// How to put it right.
    pub words: String,
}

impl<'a> SelfCheckPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        article: &'a Article,
        check: &'a Check,
        filled: Option<&'a Filled>,
        shell: &Shell<'_>,
    ) -> Self {
        let refused = filled.is_some();
        let head = Head {
            title: article.title().to_owned(),
            description: article.summary(),
            address: (!refused).then(|| article.address().as_str()),
            trail: article.trail().to_vec(),
            refused,
        };
        let (opening, cards) = opening::split(article.document());
        let asks = &*check.proved.check;
        let steps = asked::steps(article, asks, filled);
        let questions = steps.iter().flat_map(|step| &step.questions);
        let mistakes = questions
            .filter_map(|asked| {
                Some(ShownMistake {
                    control: asked.controls.first()?.id.clone(),
                    words: asked.error.clone()?,
                })
            })
            .collect();
        let document = article.document();
        let lead = document.lead.as_ref().map(Html::as_str);
        let shown: Vec<&str> = document
            .opening
            .iter()
            .flat_map(html_of)
            .chain(lead)
            .collect();
        Self {
            layout: Layout::build(library, shell, head),
            article,
            intended_use: &asks.intended_use,
            about: check.about.and_then(|place| library.articles().get(place)),
            minutes: asked::minutes(asks),
            opening,
            cards,
            sources: cited::shown(article, &shown),
            steps,
            refused,
            mistakes,
        }
    }
}
