//! What a reader answered.
//!
//! Answers are secret by type: there is no `Debug`, no `Display` and no `Serialize` that shows them,
//! so no log line, error message or page can hold them by accident. They live for one request.

use super::{QuestionKind, SelfCheck};

/// The answer to one question.
#[derive(Clone, Default, PartialEq)]
pub struct Given {
    /// The choices ticked, by their place.
    pub ticks: Vec<usize>,
    /// Whether "none" is ticked.
    pub none: bool,
    /// Whether "not sure" is ticked.
    pub unsure: bool,
    /// The number, in units of its last digit.
    pub number: Option<i64>,
}

/// The answers to all questions, in their order. What is not shown is not answered.
#[derive(Clone, PartialEq)]
pub struct Answers {
    given: Vec<Given>,
}

/// Says that there are answers, and nothing of them.
impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answers(secret)")
    }
}

impl Given {
    /// Whether nothing at all was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ticks.is_empty() && !self.none && !self.unsure && self.number.is_none()
    }
}

impl Answers {
    /// No answer to any question.
    #[must_use]
    pub fn none(check: &SelfCheck) -> Self {
        Self {
            given: vec![Given::default(); check.questions.len()],
        }
    }

    /// The answer to a question.
    #[must_use]
    pub fn to(&self, question: usize) -> &Given {
        &self.given[question]
    }

    /// Sets the answer to a question.
    pub fn set(&mut self, question: usize, given: Given) {
        self.given[question] = given;
    }

    /// Takes away the answers to what is not shown. The questions are gone through in their order,
    /// and a rule looks at earlier ones only, so one pass is enough.
    pub fn drop_hidden(&mut self, check: &SelfCheck) {
        for (index, question) in check.questions.iter().enumerate() {
            if question
                .show_if
                .as_ref()
                .is_some_and(|rule| !rule.holds(check, self))
            {
                self.given[index] = Given::default();
            }
        }
    }

    /// Whether a question is shown after these answers, hidden ones taken away.
    #[must_use]
    pub fn shows(&self, check: &SelfCheck, question: usize) -> bool {
        check.questions[question]
            .show_if
            .as_ref()
            .is_none_or(|rule| rule.holds(check, self))
    }

    /// Whether the answer to a question contradicts itself: "none" and something else. A ticked red
    /// flag is no contradiction: it wins.
    #[must_use]
    pub fn contradicts(&self, check: &SelfCheck, question: usize) -> bool {
        let given = self.to(question);
        let asked = &check.questions[question];
        match asked.kind {
            QuestionKind::Many(_) => {
                given.none && !given.ticks.is_empty() && asked.red_flag.is_none()
            }
            QuestionKind::One(_) | QuestionKind::YesNo(_) => {
                given.ticks.len() + usize::from(given.unsure) > 1
            }
            QuestionKind::Number(_) => false,
        }
    }
}
