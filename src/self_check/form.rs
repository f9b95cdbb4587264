//! A form as it was sent: what could be read of it, and what has to be put right.

use super::admit::{Admission, admit};
use super::answers::{Answers, Given};
use super::number::NotTaken;
use super::{Proof, QuestionKind, SelfCheck};

/// What is wrong with the answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It was left out.
    LeftOut,
    /// "None" is ticked, and something else.
    Contradicts,
    /// More than one answer to a question that takes one.
    TooMany,
    /// A choice that is not offered: the form was not sent by our page.
    UnknownChoice,
    /// A number that is not taken.
    Number(NotTaken),
}

/// A form as it was sent. Like the answers in it, it has no way to be shown but on the page that
/// asks for it to be put right.
#[derive(Clone)]
pub struct Filled {
    /// What could be read.
    pub answers: Answers,
    /// The numbers as they were typed.
    pub typed: Vec<String>,
    /// What has to be put right, in the order of the questions.
    pub mistakes: Vec<(usize, Mistake)>,
}

impl Filled {
    /// Reads the fields of a form. Fields that no question has are ignored; a field sent twice with
    /// the same value counts once.
    #[must_use]
    pub fn read<'a>(
        check: &SelfCheck,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut given = vec![Given::default(); check.questions.len()];
        let mut typed = vec![String::new(); check.questions.len()];
        let mut mistakes: Vec<(usize, Mistake)> = Vec::new();
        for (name, value) in fields {
            let Some(index) = check.question_named(name) else {
                continue;
            };
            let asked = &check.questions[index];
            let answer = &mut given[index];
            if let QuestionKind::Number(shape) = &asked.kind {
                let value = value.trim();
                if value.is_empty() {
                    continue;
                }
                if !typed[index].is_empty() && typed[index] != value {
                    mistakes.push((index, Mistake::TooMany));
                    continue;
                }
                // What is shown again is short enough to be looked at.
                typed[index] = value.chars().take(40).collect();
                match shape.read(value) {
                    Ok(number) => answer.number = Some(number),
                    Err(why) => mistakes.push((index, Mistake::Number(why))),
                }
                continue;
            }
            match value {
                "none" if asked.none_label.is_some() => answer.none = true,
                "unsure" if asked.unsure_label.is_some() => answer.unsure = true,
                _ => match asked.choices().iter().position(|choice| choice.id == value) {
                    Some(choice) if !answer.ticks.contains(&choice) => answer.ticks.push(choice),
                    Some(_) => {}
                    None => mistakes.push((index, Mistake::UnknownChoice)),
                },
            }
        }
        let mut answers = Answers::none(check);
        for (index, mut answer) in given.into_iter().enumerate() {
            answer.ticks.sort_unstable();
            answers.set(index, answer);
        }
        // A form can be older than the check: a choice may be gone since. A red flag beats a mistake.
        mistakes.retain(|(question, mistake)| {
            let flagged = check.questions[*question].red_flag.is_some();
            let ticked = !answers.to(*question).ticks.is_empty();
            *mistake != Mistake::UnknownChoice || !(flagged && ticked)
        });
        mistakes.sort_by_key(|(question, _)| *question);
        mistakes.dedup_by_key(|(question, _)| *question);
        Self {
            answers,
            typed,
            mistakes,
        }
    }

    /// Decides what becomes of it: a result, or the questions that have to be answered first, which
    /// are then the mistakes of the form.
    pub fn admit(
        mut self,
        check: &SelfCheck,
        proof: &Proof,
    ) -> Result<super::CheckResult, Box<Self>> {
        let mistaken: Vec<usize> = self
            .mistakes
            .iter()
            .map(|(question, _)| *question)
            .collect();
        match admit(check, proof, &self.answers, &mistaken) {
            Admission::Result(result) => Ok(result),
            Admission::Ask(questions) => {
                let known = std::mem::take(&mut self.mistakes);
                self.mistakes = questions
                    .into_iter()
                    .map(|question| {
                        let mistake = known
                            .iter()
                            .find(|(index, _)| *index == question)
                            .map(|(_, mistake)| *mistake);
                        (
                            question,
                            mistake.unwrap_or_else(|| self.mistake_at(check, question)),
                        )
                    })
                    .collect();
                Err(Box::new(self))
            }
        }
    }

    fn mistake_at(&self, check: &SelfCheck, question: usize) -> Mistake {
        match (
            &check.questions[question].kind,
            self.answers.contradicts(check, question),
        ) {
            (QuestionKind::Many(_), true) => Mistake::Contradicts,
            (_, true) => Mistake::TooMany,
            (_, false) => Mistake::LeftOut,
        }
    }

    /// The mistake at a question.
    #[must_use]
    pub fn mistake(&self, question: usize) -> Option<Mistake> {
        self.mistakes
            .iter()
            .find(|(index, _)| *index == question)
            .map(|(_, mistake)| *mistake)
    }
}

impl Mistake {
    /// How to put it right, in words for the reader.
    #[must_use]
    pub fn in_words(self, check: &SelfCheck, question: usize) -> String {
        let asked = &check.questions[question];
        let ask = &asked.ask;
        let number = asked.number();
        match (self, number) {
            (Self::LeftOut, Some(shape)) => format!(
                "Enter a number for “{ask}”, from {} to {} {}",
                shape.from, shape.to, shape.unit
            ),
            (Self::LeftOut, None) if asked.is_many() => {
                let none = asked.none_label.as_deref().unwrap_or("none");
                format!("Tick all that fit, or “{none}”, for “{ask}”")
            }
            (Self::LeftOut, None) => format!("Choose an answer for “{ask}”"),
            (Self::Contradicts, _) => {
                let none = asked.none_label.as_deref().unwrap_or("none");
                format!("Tick either “{none}” or the ones that fit, not both, for “{ask}”")
            }
            (Self::TooMany, _) => format!("Give one answer for “{ask}”"),
            (Self::UnknownChoice, _) => format!("Choose one of the answers shown for “{ask}”"),
            (Self::Number(NotTaken::NoNumber), _) => {
                format!("Write a number in digits, such as 80 or 80.5, for “{ask}”")
            }
            (Self::Number(NotTaken::TooFine), Some(shape)) => {
                let digits = match shape.decimals {
                    0 => "no digits after the point".to_owned(),
                    1 => "one digit after the point".to_owned(),
                    more => format!("at most {more} digits after the point"),
                };
                format!("Write a number with {digits} for “{ask}”")
            }
            (Self::Number(NotTaken::OutOfRange), Some(shape)) => {
                format!(
                    "Enter a number from {} to {} {} for “{ask}”",
                    shape.from, shape.to, shape.unit
                )
            }
            (Self::Number(_), None) => format!("Answer “{ask}” again"),
        }
    }
}
