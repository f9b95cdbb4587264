//! The sets of answers that lead to each outcome, piece of advice and finding.

use super::TooLarge;
use super::linear::Weighted;
use super::space::{Space, Variables};
use crate::self_check::{Atom, Comparison, Condition, Measure, Question, QuestionKind, SelfCheck};
use biodivine_lib_bdd::Bdd;

/// The most questions that are shown on a condition and stand in one sum.
const MOST_CONDITIONAL: usize = 6;

/// The diagrams of a check. Each speaks of answers as they are typed, hidden ones too; a hidden one
/// has no effect on them.
#[derive(Clone, Debug)]
pub(super) struct Regions {
    /// When each question is shown.
    pub(super) shown: Vec<Bdd>,
    /// The settings that are answers, hidden ones included.
    pub(super) domain: Bdd,
    /// As the domain, with nothing hidden set: each set of answers once.
    pub(super) plain: Bdd,
    /// The sets a reader can send without a mistake, each once.
    pub(super) valid: Bdd,
    /// As valid, with hidden answers of any kind.
    pub(super) valid_with_hidden: Bdd,
    /// The sets that lead to each outcome.
    pub(super) outcomes: Vec<Bdd>,
    /// The sets that lead to each outcome or a more urgent one.
    pub(super) at_least: Vec<Bdd>,
    /// When each piece of advice is added, whatever the outcome.
    pub(super) advice: Vec<Bdd>,
    /// When each finding fits well, whatever the outcome.
    pub(super) likely: Vec<Bdd>,
    /// When each finding may fit and not more, whatever the outcome.
    pub(super) possible: Vec<Bdd>,
}

impl Regions {
    pub(super) fn build(check: &SelfCheck, space: &Space) -> Result<Self, TooLarge> {
        let mut shown: Vec<Bdd> = Vec::new();
        for question in &check.questions {
            let when = match &question.show_if {
                Some(rule) => Rules {
                    check,
                    space,
                    shown: &shown,
                }
                .of(rule)?,
                None => space.always(),
            };
            shown.push(when);
        }
        let rules = Rules {
            check,
            space,
            shown: &shown,
        };
        let mut domain = space.always();
        let mut plain = space.always();
        let mut complete = space.always();
        for (index, question) in check.questions.iter().enumerate() {
            let variables = &space.of[index];
            let any = space.any(variables.all())?;
            let own = domain_of(space, question, variables)?;
            domain = space.and(&domain, &own)?;
            // Question by question, so that what is never shown together never meets in a diagram.
            let hidden = space.or(&shown[index], &any.not())?;
            plain = space.and(&plain, &space.and(&own, &hidden)?)?;
            if !question.optional {
                complete = space.and(&complete, &space.or(&shown[index].not(), &any)?)?;
            }
            if question.is_many() && question.red_flag.is_none() {
                let none = space.any(variables.none)?;
                let ticked = space.any(variables.choices.iter().copied())?;
                let both = space.and(&none, &ticked)?;
                complete = space.without(&complete, &space.and(&both, &shown[index])?)?;
            }
        }
        let valid = space.and(&plain, &complete)?;
        let valid_with_hidden = space.and(&domain, &complete)?;

        let mut outcomes: Vec<Bdd> = Vec::new();
        let mut at_least: Vec<Bdd> = Vec::new();
        let mut earlier = space.never();
        for outcome in &check.outcomes {
            let fits = match &outcome.when {
                Some(rule) => rules.of(rule)?,
                None => space.always(),
            };
            outcomes.push(space.without(&fits, &earlier)?);
            earlier = space.or(&earlier, &fits)?;
            at_least.push(earlier.clone());
        }
        let optional = |rule: &Option<Condition>| match rule {
            Some(rule) => rules.of(rule),
            None => Ok(space.never()),
        };
        let mut likely = Vec::new();
        let mut possible = Vec::new();
        for finding in &check.findings {
            let well = optional(&finding.likely)?;
            possible.push(space.without(&optional(&finding.possible)?, &well)?);
            likely.push(well);
        }
        let advice = check
            .advice
            .iter()
            .map(|advice| rules.of(&advice.when))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            domain,
            plain,
            valid,
            valid_with_hidden,
            outcomes,
            at_least,
            advice,
            likely,
            possible,
            shown,
        })
    }
}

/// The settings that are answers to one question: at most one of one, a number in its range, no
/// bits without a number.
fn domain_of(space: &Space, question: &Question, variables: &Variables) -> Result<Bdd, TooLarge> {
    match &question.kind {
        QuestionKind::Many(_) => Ok(space.always()),
        QuestionKind::One(_) | QuestionKind::YesNo(_) => {
            let all: Vec<_> = variables.all().collect();
            Ok(space.at_most_one(&all))
        }
        QuestionKind::Number(shape) => {
            let answered = space.any(variables.answered)?;
            let bits = space.any(variables.bits.iter().map(|(bit, _)| *bit))?;
            let span = match (shape.to.at(shape.decimals), shape.from.at(shape.decimals)) {
                (Some(to), Some(from)) => to - from,
                _ => return Err(TooLarge),
            };
            let terms: Vec<_> = variables
                .bits
                .iter()
                .map(|(bit, worth)| (*bit, i128::from(*worth)))
                .collect();
            let in_range = super::linear::diagram(space, &terms, -span, Comparison::AtMost)?;
            let given = space.and(&answered, &in_range)?;
            let neither = space.or(&answered, &bits)?.not();
            space.or(&given, &neither)
        }
    }
}

/// Rules as diagrams.
struct Rules<'a> {
    check: &'a SelfCheck,
    space: &'a Space,
    shown: &'a [Bdd],
}

impl Rules<'_> {
    fn of(&self, rule: &Condition) -> Result<Bdd, TooLarge> {
        let space = self.space;
        match rule {
            Condition::Is(atom) => self.atom(atom),
            Condition::Any(parts) => parts
                .iter()
                .try_fold(space.never(), |any, part| space.or(&any, &self.of(part)?)),
            Condition::All(parts) => parts
                .iter()
                .try_fold(space.always(), |all, part| space.and(&all, &self.of(part)?)),
            Condition::NoneOf(parts) => parts.iter().try_fold(space.always(), |none, part| {
                space.without(&none, &self.of(part)?)
            }),
            Condition::AtLeast(count, parts) => {
                // reached[n]: at least n of the parts so far.
                let mut reached = vec![space.never(); count + 1];
                reached[0] = space.always();
                for part in parts {
                    let part = self.of(part)?;
                    for n in (1..=*count).rev() {
                        let more = space.and(&reached[n - 1], &part)?;
                        reached[n] = space.or(&reached[n], &more)?;
                    }
                }
                Ok(reached.swap_remove(*count))
            }
        }
    }

    fn atom(&self, atom: &Atom) -> Result<Bdd, TooLarge> {
        let space = self.space;
        let seen = |question: usize, what: Bdd| space.and(&what, &self.shown[question]);
        match atom {
            Atom::Choice(question, choice) => {
                let variables = &space.of[*question];
                let chosen = variables.choices[*choice];
                let alone = if self.check.questions[*question].is_many() {
                    space.is(chosen)
                } else {
                    // Of one, at most one is set. To say so here keeps apart what can never meet, so
                    // that the diagrams of a check with two systems of units stay small.
                    let others = space.any(variables.all().filter(|other| *other != chosen))?;
                    space.without(&space.is(chosen), &others)?
                };
                seen(*question, alone)
            }
            Atom::Ticked(question) => seen(
                *question,
                space.any(space.of[*question].choices.iter().copied())?,
            ),
            Atom::Unsure(question) => seen(*question, space.any(space.of[*question].unsure)?),
            Atom::None(question) => {
                let variables = &space.of[*question];
                let others =
                    space.any(variables.choices.iter().copied().chain(variables.unsure))?;
                seen(
                    *question,
                    space.without(&space.any(variables.none)?, &others)?,
                )
            }
            Atom::Compare {
                measure,
                comparison,
                value,
                ..
            } => self.compare(measure, |counts| {
                Weighted::of(self.check, space, measure, *value, counts)?
                    .compared(space, *comparison)
            }),
        }
    }

    /// A comparison is false while a number in it that must be there is not. What may be missing
    /// (an optional number, the points of a question) counts nothing while it is not shown, so a
    /// comparison over questions that are shown on a condition is put together case by case.
    fn compare(
        &self,
        measure: &Measure,
        diagram: impl Fn(&dyn Fn(usize) -> bool) -> Result<Bdd, TooLarge>,
    ) -> Result<Bdd, TooLarge> {
        let space = self.space;
        let mut must = space.always();
        let mut conditional: Vec<usize> = Vec::new();
        for sum in measure.sums() {
            for (question, _) in &sum.numbers {
                if self.check.questions[*question].optional {
                    conditional.push(*question);
                } else {
                    let answered = space.any(space.of[*question].answered)?;
                    must = space.and(&must, &space.and(&answered, &self.shown[*question])?)?;
                }
            }
            conditional.extend(sum.points.iter().map(|(question, ..)| *question));
        }
        conditional.sort_unstable();
        conditional.dedup();
        conditional.retain(|question| !self.shown[*question].is_true());
        if conditional.len() > MOST_CONDITIONAL {
            return Err(TooLarge);
        }
        let mut result = space.never();
        for case in 0..1u32 << conditional.len() {
            let mut guard = must.clone();
            for (bit, question) in conditional.iter().enumerate() {
                guard = if case & (1 << bit) == 0 {
                    space.without(&guard, &self.shown[*question])?
                } else {
                    space.and(&guard, &self.shown[*question])?
                };
            }
            if guard.is_false() {
                continue;
            }
            let hidden = |question: usize| {
                conditional
                    .iter()
                    .position(|one| *one == question)
                    .is_some_and(|bit| case & (1 << bit) == 0)
            };
            let compared = diagram(&|question| !hidden(question))?;
            result = space.or(&result, &space.and(&guard, &compared)?)?;
        }
        Ok(result)
    }
}
