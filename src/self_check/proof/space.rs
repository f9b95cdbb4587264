//! The space of answers: a variable for each tick and each bit, and which settings are sets of
//! answers at all.
//!
//! Order: the choices in the order of the questions, then the numbers, their bits interleaved with
//! the most significant first. With that order the diagrams of sums and ratios stay small; bits
//! number by number were measured to be ten times slower.

use super::TooLarge;
use crate::self_check::SelfCheck;
use biodivine_lib_bdd::{Bdd, BddVariable, BddVariableSet, op_function};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most nodes a diagram may have.
const MOST_NODES: usize = 200_000;
/// The most nodes that all diagrams of one proof may have together: some seconds of work at the most.
const MOST_WORK: u64 = 5_000_000;
/// The most variables a check may have.
const MOST_VARIABLES: usize = 400;

/// The variables of one question.
#[derive(Clone, Debug, Default)]
pub(super) struct Variables {
    pub(super) choices: Vec<BddVariable>,
    pub(super) none: Option<BddVariable>,
    pub(super) unsure: Option<BddVariable>,
    /// Whether a number was given.
    pub(super) answered: Option<BddVariable>,
    /// The bits of the number less the least one, in units of its last digit: variable and worth.
    pub(super) bits: Vec<(BddVariable, i64)>,
}

impl Variables {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = BddVariable> + '_ {
        self.choices
            .iter()
            .copied()
            .chain(self.none)
            .chain(self.unsure)
            .chain(self.answered)
            .chain(self.bits.iter().map(|(bit, _)| *bit))
    }
}

/// The variables of a check.
#[derive(Clone, Debug)]
pub(super) struct Space {
    set: BddVariableSet,
    pub(super) of: Vec<Variables>,
    /// What the proof may still spend; nothing is counted once it is done.
    work_left: Arc<AtomicU64>,
}

impl Space {
    pub(super) fn build(check: &SelfCheck) -> Result<Self, TooLarge> {
        let mut count = 0;
        let mut next = || {
            count += 1;
            BddVariable::from_index(count - 1)
        };
        let mut of: Vec<Variables> = check
            .questions
            .iter()
            .map(|question| Variables {
                choices: question.choices().iter().map(|_| next()).collect(),
                none: question.none_label.as_ref().map(|_| next()),
                unsure: question.unsure_label.as_ref().map(|_| next()),
                ..Variables::default()
            })
            .collect();
        let mut bits: Vec<(u32, usize)> = Vec::new();
        for (index, question) in check.questions.iter().enumerate() {
            let Some(shape) = question.number() else {
                continue;
            };
            of[index].answered = Some(next());
            let span = match (shape.to.at(shape.decimals), shape.from.at(shape.decimals)) {
                (Some(to), Some(from)) => u64::try_from(to - from).map_err(|_| TooLarge)?,
                _ => return Err(TooLarge),
            };
            let width = 64 - span.leading_zeros();
            if width > 40 {
                return Err(TooLarge);
            }
            bits.extend((0..width).map(|bit| (bit, index)));
        }
        bits.sort_by_key(|(bit, question)| (std::cmp::Reverse(*bit), *question));
        for (bit, question) in bits {
            of[question].bits.push((next(), 1 << bit));
        }
        if count > MOST_VARIABLES {
            return Err(TooLarge);
        }
        let count = u16::try_from(count).map_err(|_| TooLarge)?;
        Ok(Self {
            set: BddVariableSet::new_anonymous(count),
            of,
            work_left: Arc::new(AtomicU64::new(MOST_WORK)),
        })
    }

    /// Counts a diagram that was made against the work of the proof.
    fn made(&self, diagram: Option<Bdd>) -> Result<Bdd, TooLarge> {
        let diagram = diagram.ok_or(TooLarge)?;
        let left = self.work_left.load(Ordering::Relaxed);
        let left = left.checked_sub(diagram.size() as u64).ok_or(TooLarge)?;
        self.work_left.store(left, Ordering::Relaxed);
        Ok(diagram)
    }

    /// Ends the counting: what is asked while the site runs is small, and asked again and again.
    pub(super) fn proved(&mut self) {
        self.work_left = Arc::new(AtomicU64::new(u64::MAX));
    }

    /// How many variables there are.
    pub(super) fn len(&self) -> u16 {
        self.set.num_vars()
    }

    pub(super) fn always(&self) -> Bdd {
        self.set.mk_true()
    }

    pub(super) fn never(&self) -> Bdd {
        self.set.mk_false()
    }

    pub(super) fn is(&self, variable: BddVariable) -> Bdd {
        self.set.mk_var(variable)
    }

    pub(super) fn and(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, TooLarge> {
        self.made(Bdd::binary_op_with_limit(
            MOST_NODES,
            a,
            b,
            op_function::and,
        ))
    }

    pub(super) fn or(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, TooLarge> {
        self.made(Bdd::binary_op_with_limit(MOST_NODES, a, b, op_function::or))
    }

    /// What is in `a` and not in `b`.
    pub(super) fn without(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, TooLarge> {
        self.made(Bdd::binary_op_with_limit(
            MOST_NODES,
            a,
            b,
            op_function::and_not,
        ))
    }

    /// Settings with at most one of some variables set.
    pub(super) fn at_most_one(&self, variables: &[BddVariable]) -> Bdd {
        self.set.mk_sat_up_to_k(1, variables)
    }

    /// What is in one of the two and not in the other.
    pub(super) fn differ(&self, a: &Bdd, b: &Bdd) -> Result<Bdd, TooLarge> {
        self.made(Bdd::binary_op_with_limit(
            MOST_NODES,
            a,
            b,
            op_function::xor,
        ))
    }

    pub(super) fn any(
        &self,
        variables: impl IntoIterator<Item = BddVariable>,
    ) -> Result<Bdd, TooLarge> {
        variables
            .into_iter()
            .try_fold(self.never(), |any, variable| {
                self.or(&any, &self.is(variable))
            })
    }

    /// Forgets some variables: what holds for some setting of them.
    pub(super) fn for_some(&self, a: &Bdd, variables: &[BddVariable]) -> Result<Bdd, TooLarge> {
        let mut result = a.clone();
        // The last first: it is nearest to the leaves, where forgetting costs least.
        let mut sorted = variables.to_vec();
        sorted.sort_unstable();
        for variable in sorted.into_iter().rev() {
            let (low, high) = (
                result.var_restrict(variable, false),
                result.var_restrict(variable, true),
            );
            result = self.or(&low, &high)?;
        }
        Ok(result)
    }
}
