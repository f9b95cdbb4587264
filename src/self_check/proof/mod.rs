//! The proof: what holds for every possible set of answers, partial and contradictory ones too.
//!
//! 1. [`space`] gives each tick and each bit of each number a variable, and says which sets of
//!    answers there are.
//! 2. [`linear`] turns comparisons of sums and ratios into diagrams, exactly: impossible
//!    combinations do not count.
//! 3. [`regions`] gives the sets that lead to each outcome, piece of advice and finding.
//! 4. [`claims`] holds the check to its promises; a broken one is reported with one set of answers
//!    that shows it ([`witness`]), in the editor's words.
//! 5. [`possible`] answers, while the site runs, which results some answers can produce and whether
//!    an urgent one is certain before every question is answered. It asks the same diagrams.
//!
//! The decision diagrams are those of `biodivine_lib_bdd`. Every operation is capped in size, so
//! that no file can hang the load.

mod claims;
mod linear;
mod possible;
mod regions;
mod space;
mod witness;

pub use claims::Places;

use super::SelfCheck;
use crate::diagnostics::{Problems, rules};
use regions::Regions;
use space::Space;

/// A diagram grew over the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// What was proved of a check, and the diagrams that say so.
#[derive(Clone, Debug)]
pub struct Proof {
    space: Space,
    regions: Regions,
    counts: Vec<String>,
    total: String,
}

impl Proof {
    /// Proves a check. `None`, with every broken promise among the problems, when it is not safe.
    pub fn prove(check: &SelfCheck, places: &Places, problems: &mut Problems) -> Option<Self> {
        let before = problems.withhold();
        match Self::try_prove(check, places, problems) {
            Ok(proof) => (before || !problems.withhold()).then_some(proof),
            Err(TooLarge) => {
                problems
                    .add(
                        &rules::CHECK_TOO_LARGE,
                        places.whole,
                        "the rules of this check are too large to be proved",
                    )
                    .help("use fewer questions in one rule, fewer digits after the point, or rounder numbers");
                None
            }
        }
    }

    fn try_prove(
        check: &SelfCheck,
        places: &Places,
        problems: &mut Problems,
    ) -> Result<Self, TooLarge> {
        let mut space = Space::build(check)?;
        let regions = Regions::build(check, &space)?;
        let counts = regions
            .outcomes
            .iter()
            .map(|region| {
                Ok(space
                    .and(region, &regions.valid)?
                    .exact_cardinality()
                    .to_string())
            })
            .collect::<Result<_, TooLarge>>()?;
        let total = regions.valid.exact_cardinality().to_string();
        claims::check(check, &space, &regions, places, problems)?;
        space.proved();
        Ok(Self {
            space,
            regions,
            counts,
            total,
        })
    }

    /// How many complete sets of answers lead to an outcome, as a whole number in digits.
    #[must_use]
    pub fn count(&self, outcome: usize) -> &str {
        &self.counts[outcome]
    }

    /// How many complete sets of answers there are, as a whole number in digits.
    #[must_use]
    pub fn total(&self) -> &str {
        &self.total
    }
}
