//! A questionnaire as data, proved, and the outcome that answers lead to.
//!
//! 1. [`read`] turns front matter into a [`SelfCheck`], with every problem in it.
//! 2. [`proof`] holds it to its promises over every possible set of answers, and counts them.
//! 3. [`Answers`] are what a reader sent. They have no way to be shown, logged or stored.
//! 4. [`evaluate`] finds what they lead to; [`admit`] says when a result may be shown.
//!
//! What a rule says in plain words is in [`words`], for readers ("why you see this") and reviewers.

pub mod admit;
pub mod answers;
pub mod condition;
pub mod decimal;
pub mod evaluate;
pub mod form;
pub mod number;
pub mod proof;
pub mod read;
pub mod words;

mod keys;
mod names;

pub use admit::{Admission, admit};
pub use answers::{Answers, Given};
pub use condition::{Atom, Comparison, Condition, Linear, Measure};
pub use decimal::Decimal;
pub use evaluate::{Level, Outcome as Reached, Result as CheckResult};
pub use form::{Filled, Mistake};
pub use keys::SELF_CHECK_KEYS;
pub use proof::Proof;

use std::sync::Arc;

/// A questionnaire and the rules that lead from its answers to an outcome.
#[derive(Clone, Debug)]
pub struct SelfCheck {
    /// Who it is for and what it helps with.
    pub intended_use: String,
    /// The path of the article it is about, as typed.
    pub about: String,
    /// Its steps, in the order they are shown.
    pub steps: Vec<Step>,
    /// Its questions, in the order they are asked.
    pub questions: Vec<Question>,
    /// Its measures.
    pub measures: Vec<NamedMeasure>,
    /// What it can come to, the most urgent first; the first that fits wins.
    pub outcomes: Vec<Outcome>,
    /// Lines added to a result.
    pub advice: Vec<Advice>,
    /// What may fit, in the order shown.
    pub findings: Vec<Finding>,
    /// How many findings are shown at most.
    pub findings_shown: usize,
    /// The body section for a result that no finding fits.
    pub no_finding: Option<String>,
    /// The scale that results draw.
    pub scale: Option<Scale>,
    /// The questions whose choices go from best to worst.
    pub worse_upwards: Vec<usize>,
    /// Sets of answers with what they must lead to.
    pub examples: Vec<Example>,
}

/// A self-check that keeps its promises.
#[derive(Clone, Debug)]
pub struct Proved {
    /// The check.
    pub check: Arc<SelfCheck>,
    /// What was found of it.
    pub proof: Arc<Proof>,
}

/// A step: questions under one heading.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its heading.
    pub title: String,
    /// When it is shown; always, where it is left out.
    pub show_if: Option<Condition>,
    /// The first of its questions.
    pub first: usize,
    /// How many questions it has.
    pub count: usize,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its name in rules and in the form.
    pub id: String,
    /// What is asked.
    pub ask: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The outcome that any tick leads to at least.
    pub red_flag: Option<usize>,
    /// Whether it may be left out.
    pub optional: bool,
    /// When it is shown: by the step and by the question itself.
    pub show_if: Option<Condition>,
    /// The label of "none"; `None` where it is not offered.
    pub none_label: Option<String>,
    /// The label of "not sure"; `None` where it is not offered.
    pub unsure_label: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug)]
pub enum QuestionKind {
    /// One of some choices.
    One(Vec<Choice>),
    /// Any of some choices.
    Many(Vec<Choice>),
    /// Yes or no: two choices, `yes` and `no`, in this order.
    YesNo(Vec<Choice>),
    /// A number.
    Number(NumberShape),
}

/// A choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name in rules and in the form.
    pub id: String,
    /// What the reader reads.
    pub label: String,
}

/// Which numbers a question takes. All are exact: thousandths are never rounded.
#[derive(Clone, Debug)]
pub struct NumberShape {
    /// The least.
    pub from: Decimal,
    /// The most.
    pub to: Decimal,
    /// How many digits after the point.
    pub decimals: u32,
    /// The unit, as shown.
    pub unit: String,
}

/// A measure with its name.
#[derive(Clone, Debug)]
pub struct NamedMeasure {
    /// Its name in rules.
    pub id: String,
    /// What is measured.
    pub measure: Measure,
    /// The unit, as shown.
    pub unit: String,
}

/// How soon an outcome asks for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CareLevel {
    /// Now.
    Emergency,
    /// Today.
    Urgent,
    /// Soon.
    Soon,
    /// By oneself.
    SelfCare,
    /// The check is not made for this reader.
    NotForYou,
}

impl CareLevel {
    /// The words editors write.
    pub const WORDS: [&'static str; 5] =
        ["emergency", "urgent", "soon", "self-care", "not-for-you"];

    /// Reads one of [`Self::WORDS`].
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "emergency" => Self::Emergency,
            "urgent" => Self::Urgent,
            "soon" => Self::Soon,
            "self-care" => Self::SelfCare,
            "not-for-you" => Self::NotForYou,
            _ => return None,
        })
    }

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Urgent => "urgent",
            Self::Soon => "soon",
            Self::SelfCare => "self-care",
            Self::NotForYou => "not-for-you",
        }
    }

    /// Whether findings are shown with it: never with what must be acted on.
    #[must_use]
    pub const fn has_findings(self) -> bool {
        matches!(self, Self::Soon | Self::SelfCare)
    }

    /// Whether it is shown before every question is answered.
    #[must_use]
    pub const fn is_pressing(self) -> bool {
        matches!(self, Self::Emergency | Self::Urgent)
    }
}

/// What a check can come to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its name, which is the id of its body section too.
    pub id: String,
    /// How soon it asks for help.
    pub care: CareLevel,
    /// When it fits; `None` fits whatever no other does.
    pub when: Option<Condition>,
}

/// A line added to a result.
#[derive(Clone, Debug)]
pub struct Advice {
    /// Its name, which is the id of its body section too.
    pub id: String,
    /// When it is added.
    pub when: Condition,
    /// The outcomes it is added to.
    pub with: Vec<usize>,
}

/// A section of the article that may fit.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its name in addresses.
    pub id: String,
    /// The id of the article's section.
    pub section: String,
    /// When it fits well.
    pub likely: Option<Condition>,
    /// When it may fit.
    pub possible: Option<Condition>,
    /// Why, for readers.
    pub because: String,
}

/// A scale of bands, each an outcome.
#[derive(Clone, Debug)]
pub struct Scale {
    /// What it measures.
    pub title: String,
    /// The bands, from low to high.
    pub bands: Vec<Band>,
}

/// A band of a scale.
#[derive(Clone, Debug)]
pub struct Band {
    /// The outcome it stands for.
    pub outcome: usize,
    /// What it is called.
    pub label: String,
    /// The mark at its upper end; none at the last.
    pub to: Option<String>,
}

/// A set of answers with what it must lead to.
#[derive(Clone, Debug)]
pub struct Example {
    /// The answers.
    pub answers: Answers,
    /// The outcome.
    pub expect: usize,
    /// The findings as they stand in an address, where they are given.
    pub findings: Option<Vec<String>>,
    /// The advice, where it is given.
    pub advice: Option<Vec<String>>,
    /// Where it stands in the file.
    pub span: crate::text::Span,
}

impl Question {
    /// The choices; none for a number.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match &self.kind {
            QuestionKind::One(choices)
            | QuestionKind::Many(choices)
            | QuestionKind::YesNo(choices) => choices,
            QuestionKind::Number(_) => &[],
        }
    }

    /// Whether any number of choices can be ticked.
    #[must_use]
    pub const fn is_many(&self) -> bool {
        matches!(self.kind, QuestionKind::Many(_))
    }

    /// The numbers it takes, when it is one.
    #[must_use]
    pub const fn number(&self) -> Option<&NumberShape> {
        match &self.kind {
            QuestionKind::Number(shape) => Some(shape),
            _ => None,
        }
    }
}

impl SelfCheck {
    /// Whether any question is a red flag.
    #[must_use]
    pub fn has_red_flag(&self) -> bool {
        self.questions
            .iter()
            .any(|question| question.red_flag.is_some())
    }

    /// The step a question stands in.
    #[must_use]
    pub fn step_of(&self, question: usize) -> usize {
        self.steps
            .iter()
            .position(|step| (step.first..step.first + step.count).contains(&question))
            .unwrap_or(0)
    }
}
