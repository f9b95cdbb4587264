//! The promises of a check, one function each. A broken one is reported at its place in the file,
//! with one set of answers that shows it.

use super::TooLarge;
use super::regions::Regions;
use super::space::Space;
use super::witness::in_words;
use crate::diagnostics::{Problems, Rule, rules};
use crate::self_check::{Answers, Level, QuestionKind, SelfCheck};
use crate::text::Span;
use biodivine_lib_bdd::{Bdd, BddVariable};
use std::collections::HashSet;

/// Where the parts of a check stand in its file.
#[derive(Clone, Debug)]
pub struct Places {
    /// The check as a whole.
    pub whole: Span,
    /// Each question.
    pub questions: Vec<Span>,
    /// Each choice of each question.
    pub choices: Vec<Vec<Span>>,
    /// Each outcome.
    pub outcomes: Vec<Span>,
    /// Each piece of advice.
    pub advice: Vec<Span>,
    /// Each finding.
    pub findings: Vec<Span>,
}

/// Holds a check to its promises.
pub(super) fn check(
    check: &SelfCheck,
    space: &Space,
    regions: &Regions,
    places: &Places,
    problems: &mut Problems,
) -> Result<(), TooLarge> {
    let mut claims = Claims {
        check,
        space,
        regions,
        places,
        problems,
    };
    claims.every_set_has_an_outcome()?;
    claims.everything_can_happen()?;
    claims.every_question_matters()?;
    claims.red_flags_reach_their_outcome()?;
    claims.more_flags_never_lower()?;
    claims.unsure_never_lowers()?;
    claims.worse_never_lowers()?;
    claims.examples_hold();
    Ok(())
}

/// Some variables with their values.
type Setting = Vec<(BddVariable, bool)>;

/// One thing that a result can show, as the sets that show it.
struct Part {
    region: Bdd,
    /// The variables it depends on.
    support: HashSet<BddVariable>,
}

impl Part {
    fn of(region: Bdd) -> Self {
        let support = region.support_set();
        Self { region, support }
    }

    fn looks_at(&self, variables: &[BddVariable]) -> bool {
        variables
            .iter()
            .any(|variable| self.support.contains(variable))
    }
}

struct Claims<'a> {
    check: &'a SelfCheck,
    space: &'a Space,
    regions: &'a Regions,
    places: &'a Places,
    problems: &'a mut Problems,
}

impl Claims<'_> {
    /// Reports a region that should be empty, with one set of answers out of it.
    fn empty(
        &mut self,
        region: &Bdd,
        rule: &'static Rule,
        span: Span,
        message: impl FnOnce(&Self, &Answers) -> String,
        help: &str,
    ) -> Result<(), TooLarge> {
        let plain = self.space.and(region, &self.regions.plain)?;
        // With nothing hidden set the words are shortest; but a set may need something hidden.
        let shown = if plain.is_false() { region } else { &plain };
        if let Some(answers) = self.space.example(self.check, shown) {
            let message = message(self, &answers);
            self.problems.add(rule, span, message).help(help);
        }
        Ok(())
    }

    /// The outcome's name for a set of answers.
    fn outcome_of(&self, answers: &Answers) -> &str {
        let mut plain = answers.clone();
        plain.drop_hidden(self.check);
        self.check.result(&plain).map_or("no outcome", |result| {
            self.check.outcomes[result.outcome].id.as_str()
        })
    }

    fn every_set_has_an_outcome(&mut self) -> Result<(), TooLarge> {
        let covered = self
            .regions
            .at_least
            .last()
            .cloned()
            .unwrap_or_else(|| self.space.never());
        let uncovered = self.space.without(&self.regions.domain, &covered)?;
        self.empty(
            &uncovered,
            &rules::CHECK_NO_OUTCOME,
            self.places.whole,
            |claims, answers| {
                format!(
                    "readers who {} reach no outcome",
                    in_words(claims.check, answers)
                )
            },
            "give the last outcome    otherwise: true",
        )
    }

    fn everything_can_happen(&mut self) -> Result<(), TooLarge> {
        for (index, region) in self.regions.outcomes.iter().enumerate() {
            if self.space.and(region, &self.regions.valid)?.is_false() {
                let id = &self.check.outcomes[index].id;
                self.problems
                    .add(&rules::CHECK_UNREACHABLE, self.places.outcomes[index], format!("no answers lead to the outcome {id}"))
                    .help("an earlier outcome takes all of its answers, or its rule contradicts itself; change one, or take it away");
            }
        }
        for (index, advice) in self.check.advice.iter().enumerate() {
            let mut with = self.space.never();
            for outcome in &advice.with {
                with = self.space.or(&with, &self.regions.outcomes[*outcome])?;
            }
            let added = self.space.and(&self.regions.advice[index], &with)?;
            if self.space.and(&added, &self.regions.valid)?.is_false() {
                self.problems
                    .add(&rules::CHECK_UNREACHABLE, self.places.advice[index], format!("no answers lead to the advice {}", advice.id))
                    .help("no result of the outcomes it goes with fits its rule; change the rule or with:");
            }
        }
        self.findings_can_happen()
    }

    fn findings_can_happen(&mut self) -> Result<(), TooLarge> {
        for (index, finding) in self.check.findings.iter().enumerate() {
            for (level, given) in [
                (Level::Likely, &finding.likely),
                (Level::Possible, &finding.possible),
            ] {
                if given.is_none() {
                    continue;
                }
                let shown = self.shown_finding(index, level)?;
                if self.space.and(&shown, &self.regions.valid)?.is_false() {
                    self.problems
                        .add(
                            &rules::CHECK_UNREACHABLE,
                            self.places.findings[index],
                            format!("the finding {} is never shown as {}", finding.id, level.word()),
                        )
                        .help("with the outcomes soon and self-care no answers fit its rule, or earlier findings take every place");
                }
            }
        }
        Ok(())
    }

    /// The sets that show a finding at a level.
    fn shown_finding(&self, index: usize, level: Level) -> Result<Bdd, TooLarge> {
        let space = self.space;
        let regions = self.regions;
        // places[n]: at least n earlier findings hold.
        let most = self.check.findings_shown;
        let mut taken = vec![space.never(); most + 1];
        taken[0] = space.always();
        for earlier in 0..index {
            let holds = space.or(&regions.likely[earlier], &regions.possible[earlier])?;
            for n in (1..=most).rev() {
                let more = space.and(&taken[n - 1], &holds)?;
                taken[n] = space.or(&taken[n], &more)?;
            }
        }
        let fits = match level {
            Level::Likely => &regions.likely[index],
            Level::Possible => &regions.possible[index],
        };
        let mut with = space.never();
        for (outcome, region) in self.check.outcomes.iter().zip(&regions.outcomes) {
            if outcome.care.has_findings() {
                with = space.or(&with, region)?;
            }
        }
        let free = space.without(fits, &taken[most])?;
        space.and(&free, &with)
    }

    /// Everything that a result is made of, each as the sets that show it.
    fn parts_of_a_result(&self) -> Result<Vec<Part>, TooLarge> {
        let space = self.space;
        let regions = self.regions;
        let mut parts = regions.outcomes.clone();
        for (index, advice) in self.check.advice.iter().enumerate() {
            for outcome in &advice.with {
                parts.push(space.and(&regions.advice[index], &regions.outcomes[*outcome])?);
            }
        }
        for index in 0..self.check.findings.len() {
            for level in [Level::Likely, Level::Possible] {
                parts.push(self.shown_finding(index, level)?);
            }
        }
        let mut parts: Vec<Part> = parts.into_iter().map(Part::of).collect();
        // The small ones first: they answer most questions, and cost least.
        parts.sort_by_key(|part| part.region.size());
        Ok(parts)
    }

    /// A question that changes no result wastes a reader's time and looks as if it mattered.
    fn every_question_matters(&mut self) -> Result<(), TooLarge> {
        let parts = self.parts_of_a_result()?;
        for index in 0..self.check.questions.len() {
            if !self.changes_between_two(index, &parts)? && !self.changes(index, &parts)? {
                self.problems
                    .add(
                        &rules::CHECK_POINTLESS,
                        self.places.questions[index],
                        format!(
                            "the question {} never changes the result",
                            self.check.questions[index].id
                        ),
                    )
                    .help("use it in a rule, or take it away");
                continue;
            }
            if self.check.questions[index].is_many() {
                self.every_choice_matters(index, &parts)?;
            }
        }
        Ok(())
    }

    /// Whether two valid sets that differ in one question alone have different results.
    fn changes(&self, index: usize, parts: &[Part]) -> Result<bool, TooLarge> {
        let space = self.space;
        let valid = &self.regions.valid_with_hidden;
        let variables: Vec<BddVariable> = space.of[index].all().collect();
        for part in parts.iter().filter(|part| part.looks_at(&variables)) {
            let with = space.for_some(&space.and(valid, &part.region)?, &variables)?;
            let without = space.for_some(&space.without(valid, &part.region)?, &variables)?;
            if !space.and(&with, &without)?.is_false() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The same for two neighbouring answers only: far cheaper, and enough for nearly every question
    /// that matters.
    fn changes_between_two(&self, index: usize, parts: &[Part]) -> Result<bool, TooLarge> {
        let space = self.space;
        let valid = &self.regions.valid_with_hidden;
        for (one, other) in self.neighbours(index) {
            let both = space.and(&valid.restrict(&one), &valid.restrict(&other))?;
            if both.is_false() {
                continue;
            }
            let variables: Vec<BddVariable> = one.iter().map(|(variable, _)| *variable).collect();
            for part in parts.iter().filter(|part| part.looks_at(&variables)) {
                let (here, there) = (part.region.restrict(&one), part.region.restrict(&other));
                let differ = space.differ(&here, &there)?;
                if !space.and(&both, &differ)?.is_false() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Pairs of answers to a question: one choice and the next, none and one choice, two numbers
    /// that differ in a bit.
    fn neighbours(&self, index: usize) -> Vec<(Setting, Setting)> {
        let variables = &self.space.of[index];
        let only = |one: BddVariable| -> Setting {
            variables.all().map(|other| (other, other == one)).collect()
        };
        match self.check.questions[index].kind {
            QuestionKind::Number(_) => variables
                .bits
                .iter()
                .map(|(bit, _)| (vec![(*bit, false)], vec![(*bit, true)]))
                .collect(),
            QuestionKind::Many(_) => {
                let calm = variables.none;
                let others = variables.choices.iter().copied().chain(variables.unsure);
                others
                    .filter_map(|other| Some((only(calm?), only(other))))
                    .collect()
            }
            QuestionKind::One(_) | QuestionKind::YesNo(_) => {
                let all: Vec<BddVariable> = variables.all().collect();
                all.windows(2)
                    .map(|pair| (only(pair[0]), only(pair[1])))
                    .collect()
            }
        }
    }

    fn every_choice_matters(&mut self, index: usize, parts: &[Part]) -> Result<(), TooLarge> {
        for (choice, variable) in self.space.of[index].choices.iter().enumerate() {
            let mut matters = false;
            for part in parts.iter().filter(|part| part.looks_at(&[*variable])) {
                let region = &part.region;
                let (off, on) = (
                    region.var_restrict(*variable, false),
                    region.var_restrict(*variable, true),
                );
                let differ = self.space.differ(&off, &on)?;
                if !self.space.and(&differ, &self.regions.domain)?.is_false() {
                    matters = true;
                    break;
                }
            }
            if !matters {
                let question = &self.check.questions[index];
                self.problems
                    .add(
                        &rules::CHECK_POINTLESS_CHOICE,
                        self.places.choices[index][choice],
                        format!(
                            "the choice {}.{} never changes the result",
                            question.id,
                            question.choices()[choice].id
                        ),
                    )
                    .help("use it in a rule, or take it away");
            }
        }
        Ok(())
    }

    fn red_flags_reach_their_outcome(&mut self) -> Result<(), TooLarge> {
        for (index, question) in self.check.questions.iter().enumerate() {
            let Some(flag) = question.red_flag else {
                continue;
            };
            let ticked = self
                .space
                .any(self.space.of[index].choices.iter().copied())?;
            let ticked = self.space.and(&ticked, &self.regions.shown[index])?;
            let ticked = self.space.and(&ticked, &self.regions.domain)?;
            let missed = self.space.without(&ticked, &self.regions.at_least[flag])?;
            let wanted = self.check.outcomes[flag].id.clone();
            self.empty(
                &missed,
                &rules::CHECK_RED_FLAG,
                self.places.questions[index],
                |claims, answers| {
                    format!(
                        "readers who {} get {}, but a red flag must lead to {wanted} at least",
                        in_words(claims.check, answers),
                        claims.outcome_of(answers)
                    )
                },
                &format!(
                    "add    {}.ticked    to the rule of {wanted} or of an outcome above it",
                    question.id
                ),
            )?;
        }
        Ok(())
    }

    /// One more red flag never lowers the urgency.
    fn more_flags_never_lower(&mut self) -> Result<(), TooLarge> {
        for (index, question) in self.check.questions.iter().enumerate() {
            if question.red_flag.is_none() {
                continue;
            }
            for (choice, variable) in self.space.of[index].choices.clone().into_iter().enumerate() {
                let less = [(variable, false)];
                let more = [(variable, true)];
                let label = &question.choices()[choice].label;
                self.never_lowers(
                    &less,
                    &more,
                    &rules::CHECK_FLAG_LOWERS,
                    self.places.choices[index][choice],
                    &format!("tick \"{label}\" too"),
                )?;
            }
        }
        Ok(())
    }

    /// "Not sure" in place of "none" or "no" never lowers the urgency.
    fn unsure_never_lowers(&mut self) -> Result<(), TooLarge> {
        for (index, question) in self.check.questions.iter().enumerate() {
            let variables = self.space.of[index].clone();
            let calm = match &question.kind {
                QuestionKind::Many(_) => variables.none,
                QuestionKind::YesNo(_) => variables.choices.get(1).copied(),
                _ => None,
            };
            if let (Some(calm), Some(unsure)) = (calm, variables.unsure) {
                let only = |one: BddVariable| -> Vec<_> {
                    variables.all().map(|other| (other, other == one)).collect()
                };
                self.never_lowers(
                    &only(calm),
                    &only(unsure),
                    &rules::CHECK_UNSURE_LOWERS,
                    self.places.questions[index],
                    &format!("answer \"not sure\" to {} instead", question.id),
                )?;
            }
        }
        Ok(())
    }

    /// A worse answer never lowers the urgency, where the editor says which answers are worse.
    fn worse_never_lowers(&mut self) -> Result<(), TooLarge> {
        for &index in &self.check.worse_upwards {
            let variables = self.space.of[index].clone();
            let only = |one: BddVariable| -> Vec<_> {
                variables.all().map(|other| (other, other == one)).collect()
            };
            for (choice, pair) in variables.choices.windows(2).enumerate() {
                let question = &self.check.questions[index];
                let label = &question.choices()[choice + 1].label;
                self.never_lowers(
                    &only(pair[0]),
                    &only(pair[1]),
                    &rules::CHECK_WORSE_LOWERS,
                    self.places.choices[index][choice + 1],
                    &format!("answer \"{label}\" to {} instead", question.id),
                )?;
            }
        }
        Ok(())
    }

    /// Reports sets whose urgency falls when some variables change from `before` to `after`.
    fn never_lowers(
        &mut self,
        before: &[(BddVariable, bool)],
        after: &[(BddVariable, bool)],
        rule: &'static Rule,
        span: Span,
        change: &str,
    ) -> Result<(), TooLarge> {
        let space = self.space;
        for region in &self.regions.at_least {
            if !before
                .iter()
                .any(|(variable, _)| region.support_set_contains(variable))
            {
                continue;
            }
            let lost = space.without(&region.restrict(before), &region.restrict(after))?;
            if lost.is_false() {
                continue;
            }
            let domain = &self.regions.domain;
            let both = space.and(&domain.restrict(before), &domain.restrict(after))?;
            let lost = space.and(&lost, &both)?;
            let lost = space.and(
                &lost,
                &before
                    .iter()
                    .try_fold(space.always(), |all, (variable, value)| {
                        let is = space.is(*variable);
                        space.and(&all, &if *value { is } else { is.not() })
                    })?,
            )?;
            if lost.is_false() {
                continue;
            }
            return self.empty(
                &lost,
                rule,
                span,
                |claims, answers| {
                    let changed = claims.changed(answers, after);
                    format!(
                        "readers who {} get {}; if they {change} they get {}, which is less urgent",
                        in_words(claims.check, answers),
                        claims.outcome_of(answers),
                        claims.outcome_of(&changed)
                    )
                },
                "let the rule of the more urgent outcome fit the second set too; often a none_of, or an outcome above it, is in the way",
            );
        }
        Ok(())
    }

    /// Answers with some variables set otherwise.
    fn changed(&self, answers: &Answers, after: &[(BddVariable, bool)]) -> Answers {
        let mut changed = answers.clone();
        for (index, variables) in self.space.of.iter().enumerate() {
            let value = |variable: BddVariable| {
                after
                    .iter()
                    .find(|(other, _)| *other == variable)
                    .map(|(_, value)| *value)
            };
            let mut given = changed.to(index).clone();
            for (choice, variable) in variables.choices.iter().enumerate() {
                if let Some(on) = value(*variable) {
                    given.ticks.retain(|tick| *tick != choice);
                    if on {
                        given.ticks.push(choice);
                    }
                }
            }
            given.none = variables.none.and_then(value).unwrap_or(given.none);
            given.unsure = variables.unsure.and_then(value).unwrap_or(given.unsure);
            given.ticks.sort_unstable();
            changed.set(index, given);
        }
        changed
    }

    fn examples_hold(&mut self) {
        for example in &self.check.examples {
            let Some(result) = self.check.result(&example.answers) else {
                continue;
            };
            let wanted = &self.check.outcomes[example.expect].id;
            let reached = &self.check.outcomes[result.outcome].id;
            let findings = self.check.finding_names(&result);
            let advice = self.check.advice_names(&result);
            let message = if wanted != reached {
                format!("these answers lead to {reached}, not to {wanted}")
            } else if example
                .findings
                .as_ref()
                .is_some_and(|wanted| *wanted != findings)
            {
                format!(
                    "these answers lead to the findings [{}]",
                    findings.join(", ")
                )
            } else if example
                .advice
                .as_ref()
                .is_some_and(|wanted| *wanted != advice)
            {
                format!("these answers lead to the advice [{}]", advice.join(", "))
            } else {
                continue;
            };
            self.problems
                .add(&rules::CHECK_EXAMPLE, example.span, message)
                .help("change the rules, or what the example expects");
        }
    }
}
