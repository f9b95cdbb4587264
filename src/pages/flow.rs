//! The way from steps to outcomes, drawn: the steps down the left, the outcomes as a ladder on the
//! right, and a line from each step to the outcomes whose rule looks at its answers.
//!
//! Lines of text are broken by counting letters, since nothing here can measure them; the boxes
//! leave room for wide ones.

use super::asked::section;
use super::words::style;
use crate::content::{Article, Check};
use crate::self_check::words::{grouped, how_soon};

/// How wide the drawing is.
const WIDTH: usize = 760;
const STEP_LEFT: usize = 4;
const STEP_WIDTH: usize = 240;
const OUTCOME_LEFT: usize = 412;
const OUTCOME_WIDTH: usize = WIDTH - OUTCOME_LEFT - 4;
/// Letters in a line of a box.
const STEP_LETTERS: usize = 26;
const OUTCOME_LETTERS: usize = 38;
const LINE: usize = 20;
const GAP: usize = 16;

/// The drawing.
#[derive(Debug)]
pub struct Flow {
    /// How wide it is.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// The steps.
    pub steps: Vec<Drawn>,
    /// The outcomes.
    pub outcomes: Vec<Drawn>,
    /// From a step to an outcome.
    pub lines: Vec<Line>,
    /// What it shows, for those who do not see it.
    pub description: String,
}

/// A box with words in it.
#[derive(Debug)]
pub struct Drawn {
    /// The left edge.
    pub x: usize,
    /// The upper edge.
    pub y: usize,
    /// How wide it is.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// Its place, from 1.
    pub number: usize,
    /// Its lines of words, each with its base line.
    pub lines: Vec<(usize, String)>,
    /// Smaller lines at its end.
    pub small: Vec<(usize, String)>,
    /// The style of its care level; empty for a step.
    pub style: &'static str,
}

/// A line from a step to an outcome.
#[derive(Debug)]
pub struct Line {
    /// Where it begins.
    pub from: (usize, usize),
    /// Where it ends.
    pub to: (usize, usize),
    /// Half way between.
    pub middle: usize,
    /// The style of the outcome's care level.
    pub style: &'static str,
}

impl Drawn {
    fn build(
        x: usize,
        width: usize,
        number: usize,
        words: &[String],
        small: Vec<String>,
        style: &'static str,
    ) -> Self {
        let lines = words
            .iter()
            .enumerate()
            .map(|(place, words)| (26 + place * LINE, words.clone()));
        let lines: Vec<_> = lines.collect();
        let below = 26 + lines.len() * LINE;
        let small: Vec<_> = (0..).map(|place| below + place * LINE).zip(small).collect();
        Self {
            x,
            y: 0,
            width,
            height: below + small.len() * LINE - 8,
            number,
            lines,
            small,
            style,
        }
    }

    /// Half way down.
    fn middle(&self) -> usize {
        self.y + self.height / 2
    }

    /// The middle of its lower edge.
    pub fn foot(&self) -> (usize, usize) {
        (self.x + self.width / 2, self.y + self.height)
    }
}

/// The drawing of a check.
pub(super) fn drawn(article: &Article, check: &Check) -> Flow {
    let asks = &*check.proved.check;
    let heading = |id: &str| {
        section(article, id)
            .map_or(id, |section| &section.heading.text)
            .to_owned()
    };
    let mut steps: Vec<Drawn> = asks
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| {
            let count = if step.count == 1 {
                "1 question".to_owned()
            } else {
                format!("{} questions", step.count)
            };
            let words = broken(&step.title, STEP_LETTERS);
            Drawn::build(STEP_LEFT, STEP_WIDTH, place + 1, &words, vec![count], "")
        })
        .collect();
    let mut outcomes: Vec<Drawn> = asks
        .outcomes
        .iter()
        .enumerate()
        .map(|(place, outcome)| {
            let words = broken(&heading(&outcome.id), OUTCOME_LETTERS);
            let count = format!("{} sets", grouped(check.proved.proof.count(place)));
            let small = vec![how_soon(outcome.care).to_owned(), count];
            Drawn::build(
                OUTCOME_LEFT,
                OUTCOME_WIDTH,
                place + 1,
                &words,
                small,
                style(outcome.care),
            )
        })
        .collect();
    let height_of = |boxes: &[Drawn]| boxes.iter().map(|one| one.height).sum::<usize>();
    let ladder = height_of(&outcomes) + GAP * outcomes.len().saturating_sub(1);
    let stairs = height_of(&steps) + 2 * GAP * steps.len().saturating_sub(1);
    let inner = ladder.max(stairs);
    stand(&mut outcomes, inner);
    stand(&mut steps, inner);
    let lines = asks
        .outcomes
        .iter()
        .zip(&outcomes)
        .flat_map(|(outcome, to)| {
            let questions = outcome
                .when
                .as_ref()
                .map(crate::self_check::Condition::questions)
                .unwrap_or_default();
            let mut from: Vec<usize> = questions
                .into_iter()
                .map(|question| asks.step_of(question))
                .collect();
            from.dedup();
            from.into_iter().map(move |step| (step, to))
        })
        .map(|(step, to)| Line {
            from: (STEP_LEFT + STEP_WIDTH, steps[step].middle()),
            to: (OUTCOME_LEFT, to.middle()),
            middle: (STEP_LEFT + STEP_WIDTH).midpoint(OUTCOME_LEFT),
            style: to.style,
        })
        .collect();
    Flow {
        width: WIDTH,
        height: inner + 8,
        description: description(article, check),
        steps,
        outcomes,
        lines,
    }
}

/// Stands boxes one below the other, over the whole height.
fn stand(boxes: &mut [Drawn], height: usize) {
    let used: usize = boxes.iter().map(|one| one.height).sum();
    let between = height.saturating_sub(used) / boxes.len().saturating_sub(1).max(1);
    let alone = boxes.len() == 1;
    let mut y = if alone { 4 + between / 2 } else { 4 };
    for one in boxes {
        one.y = y;
        y += one.height + between;
    }
}

fn description(article: &Article, check: &Check) -> String {
    let asks = &*check.proved.check;
    let steps: Vec<String> = asks
        .steps
        .iter()
        .zip(1..)
        .map(|(step, number)| format!("{number}, {}", step.title))
        .collect();
    let outcomes: Vec<String> = asks
        .outcomes
        .iter()
        .zip(1..)
        .map(|(outcome, number)| {
            let heading =
                section(article, &outcome.id).map_or(outcome.id.as_str(), |one| &one.heading.text);
            format!("{number}, {heading} ({})", how_soon(outcome.care))
        })
        .collect();
    format!(
        "The steps: {}. The results, of which the first that fits is shown: {}. Lines lead from each step to the results whose rules look at its answers.",
        steps.join("; "),
        outcomes.join("; ")
    )
}

/// Words in lines of at most so many letters.
fn broken(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
