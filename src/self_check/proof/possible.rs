//! What some answers can still lead to, asked of the same diagrams while the site runs.

use super::Proof;
use super::space::Space;
use crate::self_check::evaluate::{Level, Result};
use crate::self_check::{Answers, SelfCheck};
use biodivine_lib_bdd::{Bdd, BddVariable};

impl Proof {
    /// Whether some answers lead to exactly this result. A pressing outcome is shown before every
    /// question is answered, so partial sets count for it; for the others only complete ones do.
    ///
    /// A diagram over the cap counts as no: such a result has no page.
    #[must_use]
    pub fn can_happen(&self, check: &SelfCheck, result: &Result) -> bool {
        self.region_of(check, result)
            .is_some_and(|region| !region.is_false())
    }

    fn region_of(&self, check: &SelfCheck, result: &Result) -> Option<Bdd> {
        let (space, regions) = (&self.space, &self.regions);
        let care = check.outcomes[result.outcome].care;
        let base = if care.is_pressing() {
            &regions.plain
        } else {
            &regions.valid
        };
        let mut region = space.and(&regions.outcomes[result.outcome], base).ok()?;
        for (index, advice) in check.advice.iter().enumerate() {
            let given = result.advice.contains(&index);
            if !advice.with.contains(&result.outcome) {
                if given {
                    return None;
                }
                continue;
            }
            let when = &regions.advice[index];
            region = if given {
                space.and(&region, when)
            } else {
                space.without(&region, when)
            }
            .ok()?;
        }
        if !care.has_findings() || result.findings.len() > check.findings_shown {
            return result.findings.is_empty().then_some(region);
        }
        let mut shown = 0;
        for index in 0..check.findings.len() {
            if shown == check.findings_shown {
                break;
            }
            region = match result
                .findings
                .iter()
                .find(|(finding, _)| *finding == index)
            {
                Some((_, level)) => {
                    shown += 1;
                    let fits = match level {
                        Level::Likely => &regions.likely[index],
                        Level::Possible => &regions.possible[index],
                    };
                    space.and(&region, fits)
                }
                None => {
                    let neither = space.without(&region, &regions.likely[index]).ok()?;
                    space.without(&neither, &regions.possible[index])
                }
            }
            .ok()?;
        }
        (shown == result.findings.len()).then_some(region)
    }

    /// The questions whose answers could still lead to something more urgent than an outcome, when
    /// those of `open` are not answered yet and the others are as given. Empty when the outcome is
    /// certain to be the most urgent one. Every open question counts when the diagram is over the
    /// cap, so that nothing is taken for certain that is not.
    #[must_use]
    pub fn could_be_more_urgent(
        &self,
        check: &SelfCheck,
        answers: &Answers,
        open: &[usize],
        than: usize,
    ) -> Vec<usize> {
        let Some(above) = than.checked_sub(1) else {
            return Vec::new();
        };
        let fixed = self.space.setting(check, answers, open);
        let region = &self.regions.at_least[above];
        let reachable = self.space.and(region, &self.regions.domain);
        if reachable.is_ok_and(|reachable| reachable.restrict(&fixed).is_false()) {
            return Vec::new();
        }
        let left = region.restrict(&fixed);
        let asked: Vec<usize> = open
            .iter()
            .filter(|question| {
                self.space.of[**question]
                    .all()
                    .any(|variable| left.support_set_contains(&variable))
            })
            .copied()
            .collect();
        if asked.is_empty() {
            open.to_vec()
        } else {
            asked
        }
    }
}

impl Space {
    /// The variables of all questions but the open ones, as answered.
    fn setting(
        &self,
        check: &SelfCheck,
        answers: &Answers,
        open: &[usize],
    ) -> Vec<(BddVariable, bool)> {
        let mut setting = Vec::new();
        for (index, variables) in self.of.iter().enumerate() {
            if open.contains(&index) {
                continue;
            }
            let given = answers.to(index);
            for (choice, variable) in variables.choices.iter().enumerate() {
                setting.push((*variable, given.ticks.contains(&choice)));
            }
            setting.extend(variables.none.map(|variable| (variable, given.none)));
            setting.extend(variables.unsure.map(|variable| (variable, given.unsure)));
            setting.extend(
                variables
                    .answered
                    .map(|variable| (variable, given.number.is_some())),
            );
            let least = check.questions[index]
                .number()
                .and_then(|shape| i64::try_from(shape.from.at(shape.decimals)?).ok())
                .unwrap_or(0);
            let above = given.number.map_or(0, |number| number - least);
            for (bit, worth) in &variables.bits {
                setting.push((*bit, above & worth != 0));
            }
        }
        setting
    }
}
