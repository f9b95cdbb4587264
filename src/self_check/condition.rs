//! Rules: a closed set of words, no expressions, no escape hatch.

use super::decimal::Decimal;

/// A rule.
#[derive(Clone, Debug)]
pub enum Condition {
    /// One thing about the answers.
    Is(Atom),
    /// At least one of them.
    Any(Vec<Condition>),
    /// Every one of them.
    All(Vec<Condition>),
    /// Not one of them.
    NoneOf(Vec<Condition>),
    /// So many of them, or more.
    AtLeast(usize, Vec<Condition>),
}

/// One thing about the answers. Questions and choices are by their place in the check.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    /// This choice is ticked.
    Choice(usize, usize),
    /// Any choice is ticked; none and unsure do not count.
    Ticked(usize),
    /// "None" is ticked, and nothing else.
    None(usize),
    /// "Not sure" is ticked.
    Unsure(usize),
    /// A measure compares to a number.
    Compare {
        /// The measure.
        measure: Measure,
        /// How it is called in rules, for words: the place in the check's measures or the question.
        named: Named,
        /// How it compares.
        comparison: Comparison,
        /// The number.
        value: Decimal,
    },
}

/// What a measure is called after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of the check's measures.
    Measure(usize),
    /// A number question, which is its own measure.
    Question(usize),
}

/// What is measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// A sum.
    Sum(Linear),
    /// One sum divided by another, which is never nothing.
    Ratio(Linear, Linear),
}

/// A sum of numbers and ticked choices with their weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linear {
    /// Number questions with their weights.
    pub numbers: Vec<(usize, Decimal)>,
    /// Choices with their points: question, choice, points.
    pub points: Vec<(usize, usize, Decimal)>,
}

/// How a measure compares to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `<`
    LessThan,
    /// `<=`
    AtMost,
}

impl Comparison {
    /// The signs, the longer ones first.
    pub const SIGNS: [(&'static str, Self); 4] = [
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        (">", Self::MoreThan),
        ("<", Self::LessThan),
    ];

    /// Whether a difference to the number fits.
    #[must_use]
    pub const fn holds(self, difference: i128) -> bool {
        match self {
            Self::AtLeast => difference >= 0,
            Self::MoreThan => difference > 0,
            Self::LessThan => difference < 0,
            Self::AtMost => difference <= 0,
        }
    }
}

impl Measure {
    /// The sums in it.
    pub fn sums(&self) -> impl Iterator<Item = &Linear> {
        match self {
            Self::Sum(sum) => [Some(sum), None],
            Self::Ratio(above, below) => [Some(above), Some(below)],
        }
        .into_iter()
        .flatten()
    }
}

impl Condition {
    /// Calls `visit` with every atom.
    pub fn atoms(&self, visit: &mut impl FnMut(&Atom)) {
        match self {
            Self::Is(atom) => visit(atom),
            Self::Any(parts) | Self::All(parts) | Self::NoneOf(parts) | Self::AtLeast(_, parts) => {
                for part in parts {
                    part.atoms(visit);
                }
            }
        }
    }

    /// The questions it looks at.
    #[must_use]
    pub fn questions(&self) -> Vec<usize> {
        let mut questions = Vec::new();
        self.atoms(&mut |atom| match atom {
            Atom::Choice(question, _)
            | Atom::Ticked(question)
            | Atom::None(question)
            | Atom::Unsure(question) => {
                questions.push(*question);
            }
            Atom::Compare { measure, .. } => {
                for sum in measure.sums() {
                    questions.extend(sum.numbers.iter().map(|(question, _)| *question));
                    questions.extend(sum.points.iter().map(|(question, ..)| *question));
                }
            }
        });
        questions.sort_unstable();
        questions.dedup();
        questions
    }
}
