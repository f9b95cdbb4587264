//! Comparisons of sums and ratios as diagrams, exactly.
//!
//! A sum of numbers is a sum of bits with whole weights, and a ratio compares as one: `a / b >= p/q`
//! is `q·a - p·b >= 0`. The diagram is built variable by variable; its state is the sum so far, cut
//! short as soon as what is left can no longer change the answer.

use super::TooLarge;
use super::space::Space;
use crate::self_check::{Comparison, Decimal, Linear, Measure, SelfCheck};
use biodivine_lib_bdd::{Bdd, BddNode, BddPointer, BddVariable};
use std::collections::{BTreeMap, HashMap};

/// The most states a comparison may have.
const MOST_STATES: usize = 200_000;

/// A sum of variables with whole weights, and a constant.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighted {
    terms: BTreeMap<BddVariable, i128>,
    constant: i128,
}

impl Weighted {
    /// A measure less a number, times what makes all of it whole. `counts` says which questions are
    /// shown; what is not shown counts nothing.
    pub(super) fn of(
        check: &SelfCheck,
        space: &Space,
        measure: &Measure,
        value: Decimal,
        counts: &dyn Fn(usize) -> bool,
    ) -> Result<Self, TooLarge> {
        let mut weighted = Self::default();
        match measure {
            Measure::Sum(sum) => {
                let places = sum.places(check).max(value.places());
                weighted.add(check, space, sum, 1, places, counts)?;
                let value = value.at(places).ok_or(TooLarge)?;
                weighted.constant = weighted.constant.checked_sub(value).ok_or(TooLarge)?;
            }
            Measure::Ratio(above, below) => {
                let below_places = below.places(check);
                let places = above.places(check).max(below_places + value.places());
                let factor = value.at(value.places()).ok_or(TooLarge)?;
                weighted.add(check, space, above, 1, places, counts)?;
                weighted.add(
                    check,
                    space,
                    below,
                    factor.checked_neg().ok_or(TooLarge)?,
                    places - value.places(),
                    counts,
                )?;
            }
        }
        Ok(weighted)
    }

    fn add(
        &mut self,
        check: &SelfCheck,
        space: &Space,
        sum: &Linear,
        factor: i128,
        places: u32,
        counts: &dyn Fn(usize) -> bool,
    ) -> Result<(), TooLarge> {
        for (question, weight) in sum.numbers.iter().filter(|(question, _)| counts(*question)) {
            let Some(shape) = check.questions[*question].number() else {
                continue;
            };
            let unit = weight.at(places - shape.decimals).ok_or(TooLarge)?;
            let unit = unit.checked_mul(factor).ok_or(TooLarge)?;
            let least = shape.from.at(shape.decimals).ok_or(TooLarge)?;
            let variables = &space.of[*question];
            if let Some(answered) = variables.answered {
                self.put(answered, unit.checked_mul(least).ok_or(TooLarge)?)?;
            }
            for (bit, worth) in &variables.bits {
                self.put(*bit, unit.checked_mul(i128::from(*worth)).ok_or(TooLarge)?)?;
            }
        }
        for (question, choice, points) in
            sum.points.iter().filter(|(question, ..)| counts(*question))
        {
            let points = points
                .at(places)
                .and_then(|points| points.checked_mul(factor))
                .ok_or(TooLarge)?;
            self.put(space.of[*question].choices[*choice], points)?;
        }
        Ok(())
    }

    fn put(&mut self, variable: BddVariable, weight: i128) -> Result<(), TooLarge> {
        let sum = self.terms.entry(variable).or_default();
        *sum = sum.checked_add(weight).ok_or(TooLarge)?;
        Ok(())
    }

    /// The diagram of the comparison of the sum with nothing.
    pub(super) fn compared(&self, space: &Space, comparison: Comparison) -> Result<Bdd, TooLarge> {
        let terms: Vec<_> = self
            .terms
            .iter()
            .map(|(variable, weight)| (*variable, *weight))
            .collect();
        diagram(space, &terms, self.constant, comparison)
    }
}

/// The diagram of `constant + Σ weight·variable` compared with nothing.
pub(super) fn diagram(
    space: &Space,
    terms: &[(BddVariable, i128)],
    constant: i128,
    comparison: Comparison,
) -> Result<Bdd, TooLarge> {
    let mut terms: Vec<_> = terms
        .iter()
        .copied()
        .filter(|(_, weight)| *weight != 0)
        .collect();
    terms.sort_unstable();
    // What the terms from each place on can add at least and at most.
    let mut rest = vec![(0i128, 0i128); terms.len() + 1];
    for (at, (_, weight)) in terms.iter().enumerate().rev() {
        let (least, most) = rest[at + 1];
        rest[at] = (
            least.checked_add((*weight).min(0)).ok_or(TooLarge)?,
            most.checked_add((*weight).max(0)).ok_or(TooLarge)?,
        );
    }
    let mut builder = Builder {
        terms,
        rest,
        comparison,
        states: HashMap::new(),
        unique: HashMap::new(),
        nodes: vec![BddNode::mk_zero(space.len()), BddNode::mk_one(space.len())],
    };
    let root = builder.build(0, constant)?;
    match root.as_bool() {
        Some(true) => Ok(space.always()),
        Some(false) => Ok(space.never()),
        // The last node made is the root: every other was made on the way to it.
        None => Bdd::from_nodes(&builder.nodes).map_err(|_| TooLarge),
    }
}

struct Builder {
    terms: Vec<(BddVariable, i128)>,
    rest: Vec<(i128, i128)>,
    comparison: Comparison,
    states: HashMap<(usize, i128), BddPointer>,
    unique: HashMap<(usize, usize, usize), BddPointer>,
    nodes: Vec<BddNode>,
}

impl Builder {
    fn build(&mut self, at: usize, sum: i128) -> Result<BddPointer, TooLarge> {
        let (least, most) = self.rest[at];
        let (least, most) = (
            sum.checked_add(least).ok_or(TooLarge)?,
            sum.checked_add(most).ok_or(TooLarge)?,
        );
        // A comparison with nothing is the same over a whole range when it is at both its ends and
        // the range does not straddle nothing, which for these four is the same as both ends.
        let (low, high) = (self.comparison.holds(least), self.comparison.holds(most));
        if low == high {
            return Ok(BddPointer::from_bool(low));
        }
        if let Some(known) = self.states.get(&(at, sum)) {
            return Ok(*known);
        }
        if self.states.len() > MOST_STATES {
            return Err(TooLarge);
        }
        let (variable, weight) = self.terms[at];
        let without = self.build(at + 1, sum)?;
        let with = self.build(at + 1, sum + weight)?;
        let pointer = if without == with {
            without
        } else {
            let key = (variable.to_index(), without.to_index(), with.to_index());
            match self.unique.get(&key) {
                Some(known) => *known,
                None => {
                    self.nodes.push(BddNode::mk_node(variable, without, with));
                    let made = BddPointer::from_index(self.nodes.len() - 1);
                    self.unique.insert(key, made);
                    made
                }
            }
        };
        self.states.insert((at, sum), pointer);
        Ok(pointer)
    }
}
