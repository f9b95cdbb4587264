//! What a set of answers leads to. The proof speaks of this function; tests hold the two together.

use super::SelfCheck;
use super::answers::Answers;
use super::condition::{Atom, Condition, Linear, Measure};

/// How well a finding fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It fits the answers well.
    Likely,
    /// It is worth a look.
    Possible,
}

impl Level {
    /// The word in addresses and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// An outcome, by its place in the check.
pub type Outcome = usize;

/// What a set of answers leads to. It says nothing of the answers but this.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Result {
    /// The outcome.
    pub outcome: Outcome,
    /// The advice added, by its place in the check.
    pub advice: Vec<usize>,
    /// The findings shown, by their place in the check.
    pub findings: Vec<(usize, Level)>,
}

impl SelfCheck {
    /// What answers lead to. They are taken as they are, partial and contradictory ones too, with
    /// hidden ones already taken away. `None` when no outcome fits, which the proof rules out.
    #[must_use]
    pub fn result(&self, answers: &Answers) -> Option<Result> {
        let fits =
            |rule: &Option<Condition>| rule.as_ref().is_none_or(|rule| rule.holds(self, answers));
        let outcome = self
            .outcomes
            .iter()
            .position(|outcome| fits(&outcome.when))?;
        let advice = (0..self.advice.len())
            .filter(|index| {
                let advice = &self.advice[*index];
                advice.with.contains(&outcome) && advice.when.holds(self, answers)
            })
            .collect();
        let findings = if self.outcomes[outcome].care.has_findings() {
            self.findings
                .iter()
                .enumerate()
                .filter_map(|(index, finding)| {
                    let holds = |rule: &Option<Condition>| {
                        rule.as_ref().is_some_and(|rule| rule.holds(self, answers))
                    };
                    if holds(&finding.likely) {
                        Some((index, Level::Likely))
                    } else if holds(&finding.possible) {
                        Some((index, Level::Possible))
                    } else {
                        None
                    }
                })
                .take(self.findings_shown)
                .collect()
        } else {
            Vec::new()
        };
        Some(Result {
            outcome,
            advice,
            findings,
        })
    }
}

impl Condition {
    /// Whether a rule fits answers.
    #[must_use]
    pub fn holds(&self, check: &SelfCheck, answers: &Answers) -> bool {
        let part = |part: &Self| part.holds(check, answers);
        match self {
            Self::Is(atom) => atom.holds(check, answers),
            Self::Any(parts) => parts.iter().any(part),
            Self::All(parts) => parts.iter().all(part),
            Self::NoneOf(parts) => !parts.iter().any(part),
            Self::AtLeast(count, parts) => parts.iter().filter(|one| part(one)).count() >= *count,
        }
    }
}

impl Atom {
    fn holds(&self, check: &SelfCheck, answers: &Answers) -> bool {
        match self {
            Self::Choice(question, choice) => answers.to(*question).ticks.contains(choice),
            Self::Ticked(question) => !answers.to(*question).ticks.is_empty(),
            Self::None(question) => {
                let given = answers.to(*question);
                given.none && given.ticks.is_empty() && !given.unsure
            }
            Self::Unsure(question) => answers.to(*question).unsure,
            Self::Compare {
                measure,
                comparison,
                value,
                ..
            } => {
                let compared = match measure {
                    Measure::Sum(sum) => sum.scaled(check, answers).and_then(|(sum, places)| {
                        let all = places.max(value.places());
                        Some(sum.checked_mul(ten_to(all - places)?)? - value.at(all)?)
                    }),
                    Measure::Ratio(above, below) => ratio(check, answers, above, below, *value),
                };
                compared.is_some_and(|difference| comparison.holds(difference))
            }
        }
    }
}

/// The sign of `above / below - value`, without dividing: `above - value × below`, for `below`
/// greater than nothing.
fn ratio(
    check: &SelfCheck,
    answers: &Answers,
    above: &Linear,
    below: &Linear,
    value: super::Decimal,
) -> Option<i128> {
    let (above, above_places) = above.scaled(check, answers)?;
    let (below, below_places) = below.scaled(check, answers)?;
    if below <= 0 {
        return None;
    }
    let product = below.checked_mul(value.at(value.places())?)?;
    let product_places = below_places + value.places();
    let all = above_places.max(product_places);
    let above = above.checked_mul(ten_to(all - above_places)?)?;
    let product = product.checked_mul(ten_to(all - product_places)?)?;
    above.checked_sub(product)
}

/// Ten to a power.
pub(super) fn ten_to(power: u32) -> Option<i128> {
    10i128.checked_pow(power)
}

impl Linear {
    /// How many digits after the point its value has at most.
    pub(super) fn places(&self, check: &SelfCheck) -> u32 {
        let numbers = self.numbers.iter().map(|(question, weight)| {
            weight.places()
                + check.questions[*question]
                    .number()
                    .map_or(0, |shape| shape.decimals)
        });
        let points = self.points.iter().map(|(.., points)| points.places());
        numbers.chain(points).max().unwrap_or(0)
    }

    /// Its value in units of its last digit, and how many digits that is. `None` when a number that
    /// must be there is not: a comparison with it is then false, whatever it asks.
    fn scaled(&self, check: &SelfCheck, answers: &Answers) -> Option<(i128, u32)> {
        let places = self.places(check);
        let mut sum: i128 = 0;
        for (question, weight) in &self.numbers {
            let asked = &check.questions[*question];
            let decimals = asked.number().map_or(0, |shape| shape.decimals);
            match answers.to(*question).number {
                Some(number) => {
                    sum = sum.checked_add(
                        i128::from(number).checked_mul(weight.at(places - decimals)?)?,
                    )?;
                }
                None if asked.optional => {}
                None => return None,
            }
        }
        for (question, choice, points) in &self.points {
            if answers.to(*question).ticks.contains(choice) {
                sum = sum.checked_add(points.at(places)?)?;
            }
        }
        Some((sum, places))
    }
}
