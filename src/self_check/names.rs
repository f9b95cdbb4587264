//! A result's parts by name: the address of a result is made of them, in the order of the file.

use super::evaluate::{Level, Result};
use super::{QuestionKind, SelfCheck};

impl SelfCheck {
    /// The question of a name.
    #[must_use]
    pub fn question_named(&self, id: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.id == id)
    }

    /// The outcome of a name.
    #[must_use]
    pub fn outcome_named(&self, id: &str) -> Option<usize> {
        self.outcomes.iter().position(|outcome| outcome.id == id)
    }

    /// The names of the advice in a result.
    #[must_use]
    pub fn advice_names(&self, result: &Result) -> Vec<String> {
        result
            .advice
            .iter()
            .map(|index| self.advice[*index].id.clone())
            .collect()
    }

    /// The names of the findings in a result, each with its level: `too-much-likely`.
    #[must_use]
    pub fn finding_names(&self, result: &Result) -> Vec<String> {
        result
            .findings
            .iter()
            .map(|(index, level)| format!("{}-{}", self.findings[*index].id, level.word()))
            .collect()
    }

    /// The address of a result below the check's own: `look-after-yourself/too-much-likely`.
    #[must_use]
    pub fn result_path(&self, result: &Result) -> String {
        let mut parts = vec![self.outcomes[result.outcome].id.clone()];
        parts.extend(self.advice_names(result));
        parts.extend(self.finding_names(result));
        parts.join("/")
    }

    /// The result that an address names. `None` when its parts are no parts of a result, or stand in
    /// another order. Whether any answers lead to it is for the proof to say.
    #[must_use]
    pub fn result_at(&self, path: &str) -> Option<Result> {
        let mut parts = path.split('/').peekable();
        let outcome = self.outcome_named(parts.next()?)?;
        let mut result = Result {
            outcome,
            advice: Vec::new(),
            findings: Vec::new(),
        };
        for (index, advice) in self.advice.iter().enumerate() {
            if parts.peek() == Some(&advice.id.as_str()) {
                parts.next();
                result.advice.push(index);
            }
        }
        for (index, finding) in self.findings.iter().enumerate() {
            for level in [Level::Likely, Level::Possible] {
                if parts
                    .peek()
                    .and_then(|part| part.strip_suffix(level.word())?.strip_suffix('-'))
                    == Some(&finding.id)
                {
                    parts.next();
                    result.findings.push((index, level));
                }
            }
        }
        parts.peek().is_none().then_some(result)
    }

    /// A length that no result's path exceeds.
    #[must_use]
    pub fn longest_result_path(&self) -> usize {
        let outcome = self
            .outcomes
            .iter()
            .map(|outcome| outcome.id.len())
            .max()
            .unwrap_or(0);
        let advice: usize = self.advice.iter().map(|advice| advice.id.len() + 1).sum();
        let findings: usize = self
            .findings
            .iter()
            .map(|finding| finding.id.len() + "/-possible".len())
            .sum();
        outcome + advice + findings
    }

    /// The most bytes that a form of this check can be, sent without a mistake.
    #[must_use]
    pub fn largest_form(&self) -> usize {
        self.questions
            .iter()
            .map(|question| {
                let pair = |value: usize| question.id.len() + value + 2;
                let choices: Vec<usize> = question
                    .choices()
                    .iter()
                    .map(|choice| pair(choice.id.len()))
                    .collect();
                match question.kind {
                    QuestionKind::Many(_) => choices.iter().sum::<usize>() + pair(4) + pair(6),
                    QuestionKind::Number(_) => pair(40),
                    _ => choices.into_iter().max().unwrap_or(0).max(pair(6)),
                }
            })
            .sum()
    }
}
