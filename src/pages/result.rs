//! The page of a result. It is made of the result alone: nothing of the answers reaches it.

use super::Shell;
use super::asked::section;
use super::cited::{self, NumberedSource};
use super::layout::{Head, Layout};
use super::passage::{Passage, Piece, html_of};
use super::rule::Rule;
use super::scale::{self, ShownScale};
use super::words;
use crate::content::{Article, Check, Crumb, Library};
use crate::markup::document::Section;
use crate::self_check::evaluate::Level;
use crate::self_check::{CareLevel, CheckResult, SelfCheck};
use askama::Template;

/// The section that says when to come back, or to worry.
pub(super) const WHEN_TO_WORRY: &str = "when-to-worry";

/// What to do, when to worry, what may fit, and why.
#[derive(Debug, Template)]
#[template(path = "pages/check_result.html", whitespace = "minimize")]
pub(super) struct ResultPage<'a> {
    layout: Layout<'a>,
    article: &'a Article,
    /// Whether it is shown alone, the same for everybody.
    emergency: bool,
    /// Whether it asks for help today or now.
    pressing: bool,
    /// Whether no other is tried before it.
    first: bool,
    /// The style of its card.
    style: &'static str,
    /// What its heading begins with for readers who listen.
    urgency: &'static str,
    outcome: Option<&'a Section>,
    passage: Passage<'a>,
    advice: Vec<&'a Section>,
    worry: Option<&'a Section>,
    findings: Vec<ShownFinding<'a>>,
    /// What is said in place of findings.
    no_finding: Option<&'a Section>,
    about: Option<&'a Article>,
    scale: Option<ShownScale<'a>>,
    why: Option<Rule>,
    others: Vec<NamedRule<'a>>,
    sources: Vec<NumberedSource<'a>>,
}

/// A section of the article that may fit.
#[derive(Debug)]
pub struct ShownFinding<'a> {
    /// How well.
    pub level: Level,
    /// The same in words.
    pub level_words: &'static str,
    /// Its heading.
    pub title: &'a str,
    /// Where it is; `None` while readers cannot open the article.
    pub address: Option<String>,
    /// Why.
    pub because: &'a str,
}

/// A rule with what it shows.
#[derive(Debug)]
pub struct NamedRule<'a> {
    /// What is shown.
    pub title: &'a str,
    /// When.
    pub rule: Rule,
}

impl<'a> ResultPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        article: &'a Article,
        check: &'a Check,
        result: &CheckResult,
        shell: &Shell<'_>,
    ) -> Self {
        let asks = &*check.proved.check;
        let outcome = &asks.outcomes[result.outcome];
        let care = outcome.care;
        let alone = care == CareLevel::Emergency;
        let of_outcome = section(article, &outcome.id);
        let head = Head {
            title: of_outcome
                .map_or(outcome.id.as_str(), |one| &one.heading.text)
                .to_owned(),
            description: article.summary(),
            address: None,
            trail: trail_below(article),
            refused: false,
        };
        let about = check.about.and_then(|place| library.articles().get(place));
        let advice: Vec<(usize, &Section)> = result
            .advice
            .iter()
            .filter(|_| !alone)
            .filter_map(|place| Some((*place, section(article, &asks.advice[*place].id)?)))
            .collect();
        let findings = if alone {
            Vec::new()
        } else {
            findings(asks, about, result)
        };
        let mut page = Self {
            layout: Layout::build(library, shell, head),
            article,
            emergency: alone,
            pressing: care.is_pressing(),
            first: result.outcome == 0,
            style: words::style(care),
            urgency: words::urgency(care),
            outcome: of_outcome,
            passage: of_outcome.map(Passage::of).unwrap_or_default().promoted(),
            worry: section(article, WHEN_TO_WORRY).filter(|_| !alone),
            no_finding: asks
                .no_finding
                .as_deref()
                .filter(|_| findings.is_empty() && care.has_findings())
                .and_then(|id| section(article, id)),
            about,
            scale: scale::shown(asks, Some(result.outcome)),
            why: outcome
                .when
                .as_ref()
                .map(|rule| Rule::of("You see this because", asks, rule)),
            others: others(asks, result, &advice, &findings),
            advice: advice.into_iter().map(|(_, section)| section).collect(),
            findings,
            sources: Vec::new(),
        };
        page.sources = cited::only_shown(article, &page.html());
        page
    }

    /// Every piece of HTML that the page shows.
    fn html(&self) -> Vec<&str> {
        let pieces = self.passage.head.iter().chain(&self.passage.rest);
        let sections = self
            .advice
            .iter()
            .copied()
            .chain(self.worry)
            .chain(self.no_finding);
        let headings = sections.clone().chain(self.outcome);
        pieces
            .flat_map(Piece::html)
            .chain(
                sections
                    .flat_map(|section| &section.blocks)
                    .flat_map(html_of),
            )
            .chain(headings.map(|section| section.heading.html.as_str()))
            .collect()
    }
}

/// The way to a page below a check: the check is its last step.
pub(super) fn trail_below(article: &Article) -> Vec<Crumb> {
    let here = Crumb {
        title: article.title().to_owned(),
        address: article.address().clone(),
    };
    article.trail().iter().cloned().chain([here]).collect()
}

fn findings<'a>(
    check: &'a SelfCheck,
    about: Option<&'a Article>,
    result: &CheckResult,
) -> Vec<ShownFinding<'a>> {
    result
        .findings
        .iter()
        .map(|(place, level)| {
            let finding = &check.findings[*place];
            let target =
                about.and_then(|article| Some((article, section(article, &finding.section)?)));
            ShownFinding {
                level: *level,
                level_words: words::level(*level),
                title: target.map_or(finding.id.as_str(), |(_, section)| &section.heading.text),
                address: target.map(|(article, section)| {
                    format!("{}#{}", article.address(), section.heading.id)
                }),
                because: &finding.because,
            }
        })
        .collect()
}

/// Why the advice and the findings are shown.
fn others<'a>(
    check: &'a SelfCheck,
    result: &CheckResult,
    advice: &[(usize, &'a Section)],
    findings: &[ShownFinding<'a>],
) -> Vec<NamedRule<'a>> {
    let of_advice = advice.iter().map(|(place, section)| NamedRule {
        title: &section.heading.text,
        rule: Rule::of("You see this because", check, &check.advice[*place].when),
    });
    let of_findings = result
        .findings
        .iter()
        .zip(findings)
        .filter_map(|((place, level), shown)| {
            let finding = &check.findings[*place];
            let (rule, lead) = match level {
                Level::Likely => (&finding.likely, "It is likely because"),
                Level::Possible => (&finding.possible, "It is possible because"),
            };
            Some(NamedRule {
                title: shown.title,
                rule: Rule::of(lead, check, rule.as_ref()?),
            })
        });
    of_advice.chain(of_findings).collect()
}
