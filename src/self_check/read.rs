//! Front matter becomes a [`SelfCheck`], or problems that say what to write instead.

use super::answers::{Answers, Given};
use super::condition::{Atom, Comparison, Condition, Linear, Measure, Named};
use super::keys::{
    ADVICE_KEYS, BAND_KEYS, EXAMPLE_KEYS, FINDING_KEYS, FINDINGS_KEYS, MEASURE_KEYS, NUMBER_KEYS,
    OUTCOME_KEYS, QUESTION_KEYS, SCALE_KEYS, STEP_KEYS,
};
use super::proof::Places;
use super::{
    Advice, Band, CareLevel, Choice, Decimal, Example, Finding, NamedMeasure, NumberShape, Outcome,
    Question, QuestionKind, Scale, SelfCheck, Step,
};
use crate::diagnostics::{Diagnostic, Problems, Rule, rules};
use crate::markup::keys::{Fields, Text};
use crate::markup::node::{Node, Value};
use crate::text::{Slug, Span, nearest};
use std::collections::HashSet;

/// How deep rules may stand in each other.
const DEEPEST: usize = 4;
/// The most bytes a form may have, so that it stays well below the limit of a request.
const LARGEST_FORM: usize = 12 * 1024;
/// Names that a choice may not have, because rules use them or YAML takes them for something else.
const RESERVED: [&str; 9] = [
    "any", "all", "none", "ticked", "unsure", "yes", "no", "on", "off",
];

/// Reads a check. `None` when so much is missing that nothing can be proved of it; every problem is
/// reported either way.
pub fn read(problems: &mut Problems, fields: &Fields) -> Option<(SelfCheck, Places)> {
    let text = |name| fields.text(name).map(|text| text.text.to_owned());
    let mut reader = Reader {
        problems,
        check: SelfCheck {
            intended_use: text("intended_use").unwrap_or_default(),
            about: text("about").unwrap_or_default(),
            steps: Vec::new(),
            questions: Vec::new(),
            measures: Vec::new(),
            outcomes: Vec::new(),
            advice: Vec::new(),
            findings: Vec::new(),
            findings_shown: 3,
            no_finding: None,
            scale: None,
            worse_upwards: Vec::new(),
            examples: Vec::new(),
        },
        places: Places {
            whole: fields.key_span("outcomes").unwrap_or(fields.span()),
            questions: Vec::new(),
            choices: Vec::new(),
            outcomes: Vec::new(),
            advice: Vec::new(),
            findings: Vec::new(),
        },
        flags: Vec::new(),
    };
    let before = reader.problems.count();
    // What rules name must be known before the rules are read.
    reader.outcome_names(fields);
    reader.steps(fields);
    reader.clashing_ids();
    reader.measures(fields);
    reader.outcome_rules(fields);
    reader.red_flags();
    reader.advice(fields);
    reader.findings(fields);
    reader.scale(fields);
    reader.worse_upwards(fields);
    reader.examples(fields);
    let size = reader.check.largest_form();
    if size > LARGEST_FORM {
        let whole = reader.places.whole;
        reader
            .problems
            .add(
                &rules::CHECK_FORM_SIZE,
                whole,
                format!("the form can become {size} bytes long; {LARGEST_FORM} is the most"),
            )
            .help("use shorter ids, or fewer choices");
    }
    let complete = reader.problems.count() == before && !fields.is_empty();
    complete.then_some((reader.check, reader.places))
}

struct Reader<'a> {
    problems: &'a mut Problems,
    check: SelfCheck,
    places: Places,
    /// The red flags as typed: question, outcome, place.
    flags: Vec<(usize, String, Span)>,
}

impl Reader<'_> {
    fn add(
        &mut self,
        rule: &'static Rule,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.problems.add(rule, span, message)
    }

    /// The items of a key that holds a list of keys with values, each read against its table.
    fn items(
        &mut self,
        fields: &Fields,
        name: &'static str,
        keys: &'static [crate::markup::keys::Key],
    ) -> Vec<Fields> {
        let Some(node) = fields.node(name) else {
            return Vec::new();
        };
        let Value::List(items) = &node.value else {
            self.add(
                &rules::CHECK_SHAPE,
                node.span,
                format!(
                    "{name}: this should be a list, but it is {}",
                    node.shape_in_words()
                ),
            )
            .help("begin each item on a line of its own with    - ");
            return Vec::new();
        };
        let mut read = Vec::new();
        for item in items {
            if matches!(item.value, Value::Map(_)) {
                read.push(Fields::read(self.problems, item, keys));
            } else {
                self.add(
                    &rules::CHECK_SHAPE,
                    item.span,
                    format!(
                        "{name}: each item should be keys with values, but this is {}",
                        item.shape_in_words()
                    ),
                )
                .help(format!("write, for example,    {}", keys[0].example));
            }
        }
        read
    }

    fn steps(&mut self, fields: &Fields) {
        let steps = self.items(fields, "steps", STEP_KEYS);
        if steps.is_empty() && fields.has("steps") {
            let span = self.places.whole;
            self.add(&rules::CHECK_SHAPE, span, "a check needs at least one step")
                .help("write    steps:    with    - title: …    below it");
        }
        for step in &steps {
            let first = self.check.questions.len();
            let show_if = step
                .node("show_if")
                .cloned()
                .and_then(|node| self.rule(&node, 1, first));
            for question in self.items(step, "questions", QUESTION_KEYS) {
                self.question(&question, show_if.as_ref(), first);
            }
            let title = step
                .text("title")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            let count = self.check.questions.len() - first;
            if count == 0 {
                self.add(
                    &rules::CHECK_SHAPE,
                    step.span(),
                    "a step needs at least one question",
                )
                .help("write    questions:    with    - id: …    below it");
            }
            self.check.steps.push(Step {
                title,
                show_if,
                first,
                count,
            });
        }
    }

    /// The page makes an id of each question with each choice; two must never be the same.
    fn clashing_ids(&mut self) {
        let mut seen: HashSet<String> = (1..=self.check.steps.len())
            .map(|step| format!("step-{step}"))
            .collect();
        for index in 0..self.check.questions.len() {
            let question = &self.check.questions[index];
            let choices = question.choices().iter().map(|choice| choice.id.as_str());
            let built_in = question
                .none_label
                .iter()
                .map(|_| "none")
                .chain(question.unsure_label.iter().map(|_| "unsure"));
            let names: Vec<String> = choices
                .chain(built_in)
                .map(|choice| format!("{}-{choice}", question.id))
                .collect();
            for name in names {
                if !seen.insert(name.clone()) {
                    let span = self.places.questions[index];
                    self.add(
                        &rules::CHECK_ID,
                        span,
                        format!(
                            "the ids of two questions and their choices come to the same, {name}"
                        ),
                    )
                    .help("give the question another id");
                }
            }
        }
    }

    fn question(&mut self, fields: &Fields, of_step: Option<&Condition>, first_of_step: usize) {
        let text = |name| fields.text(name).map(|text| text.text.to_owned());
        let Some(id) = fields.text("id") else {
            return;
        };
        self.check_id(&id, false);
        let (kind, choice_places) = self.kind(fields, &id);
        let many = matches!(kind, QuestionKind::Many(_));
        let yes_no = matches!(kind, QuestionKind::YesNo(_));
        let flag = fields.text("red_flag");
        let unsure = flag.is_some() || yes_no || fields.says_yes("unsure");
        if let Some(flag) = flag {
            if !many {
                self.add(
                    &rules::CHECK_SHAPE,
                    flag.span,
                    "only a question with choose: many can be a red flag",
                )
                .help("write    choose: many    with the warning signs as its choices");
            }
            self.flags
                .push((self.check.questions.len(), flag.text.to_owned(), flag.span));
        }
        let own = fields
            .node("show_if")
            .cloned()
            .and_then(|node| self.rule(&node, 1, first_of_step));
        let show_if = match (of_step.cloned(), own) {
            (Some(step), Some(own)) => Some(Condition::All(vec![step, own])),
            (step, own) => step.or(own),
        };
        let number = matches!(kind, QuestionKind::Number(_));
        self.places.questions.push(id.span);
        self.places.choices.push(choice_places);
        self.check.questions.push(Question {
            id: id.text.to_owned(),
            ask: text("ask").unwrap_or_default(),
            hint: text("hint"),
            kind,
            red_flag: None,
            optional: fields.says_yes("optional"),
            show_if,
            none_label: many
                .then(|| text("none_label").unwrap_or_else(|| "No, none of these".to_owned())),
            unsure_label: (unsure && !number)
                .then(|| text("unsure_label").unwrap_or_else(|| "I am not sure".to_owned())),
        });
    }

    fn kind(&mut self, fields: &Fields, id: &Text<'_>) -> (QuestionKind, Vec<Span>) {
        let choose = fields.text("choose");
        if let Some(shape) = fields.map("number", NUMBER_KEYS) {
            if let Some(choose) = choose {
                self.add(
                    &rules::CHECK_SHAPE,
                    choose.span,
                    "a question has either choose: or number:, not both",
                )
                .help("take one of the two away");
            }
            return (QuestionKind::Number(self.number(&shape)), Vec::new());
        }
        let Some(choose) = choose else {
            self.add(
                &rules::CHECK_SHAPE,
                id.span,
                format!("the question {} does not say how it is answered", id.text),
            )
            .help(
                "add    choose: one    or many, yes-no, or    number: {from: 0, to: 100, unit: cm}",
            );
            return (QuestionKind::One(Vec::new()), Vec::new());
        };
        if choose.text == "yes-no" {
            if let Some(span) = fields.key_span("choices") {
                self.add(
                    &rules::CHECK_SHAPE,
                    span,
                    "a yes-no question has its choices already",
                )
                .help("take choices: away, or write    choose: one");
            }
            let label = |name, otherwise: &str| {
                fields
                    .text(name)
                    .map_or(otherwise, |text| text.text)
                    .to_owned()
            };
            let choices = vec![
                Choice {
                    id: "yes".to_owned(),
                    label: label("yes_label", "Yes"),
                },
                Choice {
                    id: "no".to_owned(),
                    label: label("no_label", "No"),
                },
            ];
            return (QuestionKind::YesNo(choices), vec![choose.span, choose.span]);
        }
        let mut choices: Vec<Choice> = Vec::new();
        let mut places = Vec::new();
        for (word, label) in fields.pairs("choices") {
            let id = Text {
                text: &word.text,
                span: word.span,
            };
            self.check_choice(&id, &choices);
            choices.push(Choice {
                id: word.text.clone(),
                label: label.text.to_owned(),
            });
            places.push(word.span);
        }
        if choices.is_empty() {
            self.add(
                &rules::CHECK_SHAPE,
                choose.span,
                format!("the question {} has no choices", id.text),
            )
            .help("add    choices:    with one    id: text    on each line below it");
        }
        match choose.text {
            "many" => (QuestionKind::Many(choices), places),
            _ => (QuestionKind::One(choices), places),
        }
    }

    fn check_choice(&mut self, id: &Text<'_>, earlier: &[Choice]) {
        if RESERVED.contains(&id.text) {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("a choice cannot be called {}: rules use the word", id.text),
            )
            .help(format!("write    {}-one    or another word", id.text));
        } else if !is_id(id.text) {
            self.bad_id(id);
        } else if earlier.iter().any(|choice| choice.id == id.text) {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("two choices of this question are called {}", id.text),
            )
            .help("give one of them another id");
        }
    }

    /// Checks the name of a question or a measure, which share one space.
    fn check_id(&mut self, id: &Text<'_>, measure: bool) {
        let taken = self
            .check
            .questions
            .iter()
            .any(|question| question.id == id.text)
            || (measure
                && self
                    .check
                    .measures
                    .iter()
                    .any(|measure| measure.id == id.text));
        if taken {
            self.add(
                &rules::CHECK_ID,
                id.span,
                format!("two questions or measures are called {}", id.text),
            )
            .help("give one of them another id");
        } else if !is_id(id.text) {
            self.bad_id(id);
        }
    }

    fn bad_id(&mut self, id: &Text<'_>) {
        let help = Slug::from_words(id.text).map_or_else(
            || "write small letters".to_owned(),
            |slug| format!("write    {slug}"),
        );
        self.add(
            &rules::CHECK_ID,
            id.span,
            format!(
                "the id {} may have small letters, digits and hyphens only, a letter first",
                id.text
            ),
        )
        .help(help);
    }

    fn number(&mut self, fields: &Fields) -> NumberShape {
        let decimals = fields
            .text("decimals")
            .and_then(|text| text.text.parse().ok())
            .unwrap_or(0);
        let from = self.decimal(fields, "from", decimals);
        let to = self.decimal(fields, "to", decimals);
        if let (Some(least), Some(most)) = (from, to)
            && most <= least
        {
            self.add(
                &rules::CHECK_NUMBER,
                fields.span(),
                format!("{most} is not more than {least}"),
            )
            .help("write the least number after from: and the most after to:");
        }
        NumberShape {
            from: from.unwrap_or(Decimal::whole(0)),
            to: to.unwrap_or(Decimal::whole(1)),
            decimals,
            unit: fields
                .text("unit")
                .map(|text| text.text.to_owned())
                .unwrap_or_default(),
        }
    }

    fn decimal(&mut self, fields: &Fields, name: &str, decimals: u32) -> Option<Decimal> {
        let text = fields.text(name)?;
        let number = Decimal::parse(text.text).filter(|number| number.at(decimals).is_some());
        if number.is_none() {
            self.add(&rules::CHECK_NUMBER, text.span, format!("{} is no number with at most {decimals} digits after the point", text.text))
                .help("write a number such as 40 or 12.5, and    decimals:    for the digits after the point");
        }
        number
    }

    fn measures(&mut self, fields: &Fields) {
        let Some(node) = fields.node("measures").cloned() else {
            return;
        };
        let Value::Map(entries) = &node.value else {
            self.add(
                &rules::CHECK_SHAPE,
                node.span,
                "measures: this should be names with what they measure",
            )
            .help(
                "write    activity: {sum: {moderate: 1, vigorous: 2}, unit: minutes}    below it",
            );
            return;
        };
        for (word, value) in entries {
            self.check_id(
                &Text {
                    text: &word.text,
                    span: word.span,
                },
                true,
            );
            let keys = Fields::read(self.problems, value, MEASURE_KEYS);
            let measure = match (keys.has("sum"), keys.text("divide"), keys.text("by")) {
                (true, None, None) => self.sum(&keys).map(Measure::Sum),
                (false, Some(above), Some(below)) => {
                    let above = self.term(&above);
                    let divisor = self.term(&below);
                    if divisor.as_ref().is_some_and(|sum| !self.is_positive(sum)) {
                        self.add(
                            &rules::CHECK_NUMBER,
                            below.span,
                            format!(
                                "{} can be nothing, and nothing can be divided by nothing",
                                below.text
                            ),
                        )
                        .help("let its numbers begin above 0, and none of them be optional");
                    }
                    above
                        .zip(divisor)
                        .map(|(above, below)| Measure::Ratio(above, below))
                }
                _ => {
                    self.add(&rules::CHECK_SHAPE, value.span, format!("the measure {} is neither a sum nor a ratio", word.text))
                        .help("write    {sum: {moderate: 1, vigorous: 2}, unit: minutes}    or    {divide: waist, by: height}");
                    None
                }
            };
            let unit = keys
                .text("unit")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            if let Some(measure) = measure {
                self.check.measures.push(NamedMeasure {
                    id: word.text.clone(),
                    measure,
                    unit,
                });
            }
        }
    }

    fn sum(&mut self, keys: &Fields) -> Option<Linear> {
        let mut sum = Linear::default();
        let mut good = true;
        for (word, weight) in keys.pairs("sum") {
            let Some(weight_value) = Decimal::parse(weight.text) else {
                self.add(
                    &rules::CHECK_NUMBER,
                    weight.span,
                    format!("{} is no number", weight.text),
                )
                .help("write a number such as 1, 2 or 0.5");
                good = false;
                continue;
            };
            if let Some((question, choice)) = word.text.split_once('.') {
                match self.choice(question, choice, word.span) {
                    Some((question, choice)) => sum.points.push((question, choice, weight_value)),
                    None => good = false,
                }
            } else {
                match self.number_question(&word.text, word.span) {
                    Some(question) => sum.numbers.push((question, weight_value)),
                    None => good = false,
                }
            }
        }
        good.then_some(sum)
    }

    /// A number question or a sum, as a part of a ratio.
    fn term(&mut self, name: &Text<'_>) -> Option<Linear> {
        if let Some(known) = self
            .check
            .measures
            .iter()
            .find(|measure| measure.id == name.text)
        {
            if let Measure::Sum(sum) = &known.measure {
                return Some(sum.clone());
            }
            self.add(
                &rules::CHECK_NAME,
                name.span,
                format!("{} is a ratio itself", name.text),
            )
            .help("divide a number question or a sum");
            return None;
        }
        let question = self.number_question(name.text, name.span)?;
        Some(Linear {
            numbers: vec![(question, Decimal::whole(1))],
            points: Vec::new(),
        })
    }

    /// Whether a sum is greater than nothing whatever is answered.
    fn is_positive(&self, sum: &Linear) -> bool {
        let grows = |weight: &Decimal| weight.is_positive();
        let shape = |question: usize| self.check.questions[question].number();
        !sum.numbers.is_empty()
            && sum.points.is_empty()
            && sum.numbers.iter().all(|(question, weight)| {
                grows(weight)
                    && !self.check.questions[*question].optional
                    && shape(*question).is_some_and(|shape| shape.from >= Decimal::whole(0))
            })
            && sum
                .numbers
                .iter()
                .any(|(question, _)| shape(*question).is_some_and(|shape| shape.from.is_positive()))
    }

    fn number_question(&mut self, name: &str, span: Span) -> Option<usize> {
        let found = self.check.question_named(name);
        if let Some(question) = found
            && self.check.questions[question].number().is_some()
        {
            return found;
        }
        if found.is_some() {
            self.add(
                &rules::CHECK_NAME,
                span,
                format!("{name} is no number question"),
            )
            .help(format!(
                "give points to its choices, such as    {name}.choice: 1"
            ));
        } else {
            self.unknown_question(name, span);
        }
        None
    }

    fn unknown_question(&mut self, name: &str, span: Span) {
        let known: Vec<String> = self
            .check
            .questions
            .iter()
            .map(|question| question.id.clone())
            .chain(self.check.measures.iter().map(|measure| measure.id.clone()))
            .collect();
        let help = nearest(name, known.iter().map(String::as_str)).map_or_else(
            || format!("the questions and measures are {}", known.join(", ")),
            |near| format!("did you mean {near}?"),
        );
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("there is no question or measure {name}"),
        )
        .help(help);
    }

    fn choice(&mut self, question: &str, choice: &str, span: Span) -> Option<(usize, usize)> {
        let Some(index) = self.check.question_named(question) else {
            self.unknown_question(question, span);
            return None;
        };
        let choices = self.check.questions[index].choices();
        if let Some(found) = choices.iter().position(|known| known.id == choice) {
            return Some((index, found));
        }
        let names: Vec<String> = choices.iter().map(|choice| choice.id.clone()).collect();
        let help = nearest(choice, names.iter().map(String::as_str)).map_or_else(
            || format!("its choices are {}", names.join(", ")),
            |near| format!("did you mean {question}.{near}?"),
        );
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("the question {question} has no choice {choice}"),
        )
        .help(help);
        None
    }

    /// Reads a rule over the questions before `limit`.
    fn rule(&mut self, node: &Node, depth: usize, limit: usize) -> Option<Condition> {
        if depth > DEEPEST {
            self.add(
                &rules::CHECK_RULE,
                node.span,
                format!("rules stand more than {DEEPEST} deep in each other"),
            )
            .help("write the same with fewer lists in lists");
            return None;
        }
        match &node.value {
            Value::Text(text) => self.atom(text.trim(), node.span, limit).map(Condition::Is),
            Value::List(items) => self
                .parts(items, depth, limit, node.span)
                .map(Condition::Any),
            Value::Map(entries) => {
                let names: Vec<&str> = entries.iter().map(|(word, _)| word.text.as_str()).collect();
                match (&names[..], &entries[..]) {
                    (["any"], [(_, parts)]) => self.listed(parts, depth, limit).map(Condition::Any),
                    (["all"], [(_, parts)]) => self.listed(parts, depth, limit).map(Condition::All),
                    (["none_of"], [(_, parts)]) => {
                        self.listed(parts, depth, limit).map(Condition::NoneOf)
                    }
                    (["at_least", "of"], [(_, count), (_, parts)])
                    | (["of", "at_least"], [(_, parts), (_, count)]) => {
                        self.at_least(count, parts, depth, limit)
                    }
                    _ => {
                        self.add(
                            &rules::CHECK_RULE,
                            node.span,
                            format!("{} is no rule", names.join(", ")),
                        )
                        .help("the words are any, all, none_of and at_least with of");
                        None
                    }
                }
            }
        }
    }

    fn at_least(
        &mut self,
        count: &Node,
        parts: &Node,
        depth: usize,
        limit: usize,
    ) -> Option<Condition> {
        let wanted = match &count.value {
            Value::Text(text) => text.trim().parse::<usize>().ok().filter(|count| *count > 0),
            _ => None,
        };
        let parts = self.listed(parts, depth, limit)?;
        match wanted {
            Some(wanted) if wanted <= parts.len() => Some(Condition::AtLeast(wanted, parts)),
            _ => {
                let most = parts.len();
                self.add(
                    &rules::CHECK_RULE,
                    count.span,
                    format!("at_least needs a whole number from 1 to {most}"),
                )
                .help("write    {at_least: 2, of: [change.fast, change.rest, change.worn]}");
                None
            }
        }
    }

    fn listed(&mut self, node: &Node, depth: usize, limit: usize) -> Option<Vec<Condition>> {
        match &node.value {
            Value::List(items) => self.parts(items, depth, limit, node.span),
            _ => {
                self.add(
                    &rules::CHECK_RULE,
                    node.span,
                    "a list of rules should stand here",
                )
                .help("write    [one.rule, another.rule]");
                None
            }
        }
    }

    fn parts(
        &mut self,
        items: &[Node],
        depth: usize,
        limit: usize,
        span: Span,
    ) -> Option<Vec<Condition>> {
        if items.is_empty() {
            self.add(&rules::CHECK_RULE, span, "this list of rules is empty")
                .help("write a rule, or take the key away");
            return None;
        }
        let read: Vec<_> = items
            .iter()
            .map(|item| self.rule(item, depth + 1, limit))
            .collect();
        read.into_iter().collect()
    }

    fn atom(&mut self, text: &str, span: Span, limit: usize) -> Option<Atom> {
        let atom = match Comparison::SIGNS
            .iter()
            .find(|(sign, _)| text.contains(sign))
        {
            Some((sign, comparison)) => self.comparison(text, sign, *comparison, span)?,
            None => self.answer(text, span)?,
        };
        let ahead = Condition::Is(atom.clone())
            .questions()
            .into_iter()
            .find(|question| *question >= limit);
        if let Some(question) = ahead {
            let id = self.check.questions[question].id.clone();
            self.add(
                &rules::CHECK_AHEAD,
                span,
                format!("show_if looks at {id}, which is not in an earlier step"),
            )
            .help("move that question into an earlier step, or this one into a later step");
            return None;
        }
        Some(atom)
    }

    fn comparison(
        &mut self,
        text: &str,
        sign: &str,
        comparison: Comparison,
        span: Span,
    ) -> Option<Atom> {
        let (name, value) = text.split_once(sign)?;
        let (name, value) = (name.trim(), value.trim());
        let Some(value) = Decimal::parse(value) else {
            self.add(&rules::CHECK_NUMBER, span, format!("{value} is no number"))
                .help(format!("write    {name} {sign} 12.5"));
            return None;
        };
        if let Some(index) = self
            .check
            .measures
            .iter()
            .position(|measure| measure.id == name)
        {
            let measure = self.check.measures[index].measure.clone();
            return Some(Atom::Compare {
                measure,
                named: Named::Measure(index),
                comparison,
                value,
            });
        }
        let question = self.number_question(name, span)?;
        let sum = Linear {
            numbers: vec![(question, Decimal::whole(1))],
            points: Vec::new(),
        };
        Some(Atom::Compare {
            measure: Measure::Sum(sum),
            named: Named::Question(question),
            comparison,
            value,
        })
    }

    fn answer(&mut self, text: &str, span: Span) -> Option<Atom> {
        let Some((name, what)) = text.split_once('.') else {
            self.add(&rules::CHECK_RULE, span, format!("{text} is no rule"))
                .help("write    question.choice, question.ticked, question.none, question.unsure    or    measure >= 12.5");
            return None;
        };
        let Some(question) = self.check.question_named(name) else {
            self.unknown_question(name, span);
            return None;
        };
        let asked = &self.check.questions[question];
        let missing = match what {
            "ticked" => return Some(Atom::Ticked(question)),
            "none" if asked.none_label.is_some() => return Some(Atom::None(question)),
            "unsure" if asked.unsure_label.is_some() => return Some(Atom::Unsure(question)),
            "none" => "only a question with choose: many has none",
            "unsure" => "add    unsure: true    to the question",
            _ => {
                let (question, choice) = self.choice(name, what, span)?;
                return Some(Atom::Choice(question, choice));
            }
        };
        self.add(
            &rules::CHECK_NAME,
            span,
            format!("the question {name} has no {what}"),
        )
        .help(missing);
        None
    }

    fn outcome_names(&mut self, fields: &Fields) {
        // Read quietly here: the rules are read, and everything reported, once the questions are known.
        let Some(Value::List(items)) = fields.node("outcomes").map(|node| &node.value) else {
            return;
        };
        for item in items {
            let mut quiet = Problems::new(self.problems.file());
            let keys = Fields::read(&mut quiet, item, OUTCOME_KEYS);
            let id = keys
                .text("id")
                .map(|text| text.text.to_owned())
                .unwrap_or_default();
            let care = keys
                .text("care")
                .and_then(|text| CareLevel::parse(text.text))
                .unwrap_or(CareLevel::Soon);
            self.places
                .outcomes
                .push(keys.text("id").map_or(keys.span(), |text| text.span));
            self.check.outcomes.push(Outcome {
                id,
                care,
                when: None,
            });
        }
    }

    fn outcome_rules(&mut self, fields: &Fields) {
        let items = self.items(fields, "outcomes", OUTCOME_KEYS);
        let last = items.len().saturating_sub(1);
        for (index, keys) in items.iter().enumerate() {
            let Some(id) = keys.text("id") else {
                continue;
            };
            if self.check.outcomes[..index]
                .iter()
                .any(|earlier| earlier.id == id.text)
            {
                self.add(
                    &rules::CHECK_ID,
                    id.span,
                    format!("two outcomes are called {}", id.text),
                )
                .help("give one of them another id");
            }
            self.check_order(index, id.span);
            let otherwise = keys.says_yes("otherwise");
            let when = keys.node("when").cloned();
            match (&when, otherwise) {
                (Some(_), true) => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        format!("the outcome {} has both when: and otherwise:", id.text),
                    )
                    .help("take one of the two away");
                }
                (None, false) => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        format!("the outcome {} does not say when it fits", id.text),
                    )
                    .help(
                        "add    when: question.choice    or, for the last one,    otherwise: true",
                    );
                }
                (None, true) if index < last => {
                    self.add(
                        &rules::CHECK_SHAPE,
                        id.span,
                        "otherwise: true can stand at the last outcome only",
                    )
                    .help("move this outcome to the end: no outcome after it could ever fit");
                }
                _ => {}
            }
            let rule = when.and_then(|node| self.rule(&node, 1, usize::MAX));
            if let Some(outcome) = self.check.outcomes.get_mut(index) {
                outcome.when = rule;
            }
        }
    }

    /// No outcome stands above a more urgent one: the first that fits wins. Where not-for-you stands
    /// among those that can wait is for the editor to say.
    fn check_order(&mut self, index: usize, span: Span) {
        let Some((own, earlier)) =
            self.check.outcomes[..=index.min(self.check.outcomes.len() - 1)].split_last()
        else {
            return;
        };
        let above = earlier.iter().find(|above| {
            let comparable = own.care.is_pressing()
                || (own.care != CareLevel::NotForYou && above.care != CareLevel::NotForYou);
            comparable && own.care < above.care
        });
        if let Some(above) = above {
            let message = format!(
                "{} is more urgent than {}, which stands before it",
                own.id, above.id
            );
            self.add(&rules::CHECK_SHAPE, span, message)
                .help("outcomes stand from most to least urgent, because the first that fits wins");
        }
    }

    fn outcome(&mut self, name: &str, span: Span) -> Option<usize> {
        let found = self.check.outcome_named(name);
        if found.is_none() {
            let names: Vec<String> = self
                .check
                .outcomes
                .iter()
                .map(|outcome| outcome.id.clone())
                .collect();
            let help = nearest(name, names.iter().map(String::as_str)).map_or_else(
                || format!("the outcomes are {}", names.join(", ")),
                |near| format!("did you mean {near}?"),
            );
            self.add(
                &rules::CHECK_NAME,
                span,
                format!("there is no outcome {name}"),
            )
            .help(help);
        }
        found
    }

    fn red_flags(&mut self) {
        for (question, name, span) in std::mem::take(&mut self.flags) {
            self.check.questions[question].red_flag = self.outcome(&name, span);
        }
    }

    fn advice(&mut self, fields: &Fields) {
        for keys in self.items(fields, "advice", ADVICE_KEYS) {
            let (Some(id), Some(node)) = (keys.text("id"), keys.node("when").cloned()) else {
                continue;
            };
            let when = self.rule(&node, 1, usize::MAX);
            let with = keys
                .texts("with")
                .iter()
                .filter_map(|name| self.outcome(name.text, name.span))
                .collect();
            self.places.advice.push(id.span);
            if let Some(when) = when {
                self.check.advice.push(Advice {
                    id: id.text.to_owned(),
                    when,
                    with,
                });
            }
        }
    }

    fn findings(&mut self, fields: &Fields) {
        let Some(keys) = fields.map("findings", FINDINGS_KEYS) else {
            return;
        };
        if let Some(show) = keys.text("show") {
            match show.text.parse::<usize>() {
                Ok(count) if (1..=9).contains(&count) => self.check.findings_shown = count,
                _ => {
                    self.add(
                        &rules::CHECK_NUMBER,
                        show.span,
                        "show: is a whole number from 1 to 9",
                    )
                    .help("write    show: 3");
                }
            }
        }
        self.check.no_finding = keys.text("none").map(|text| text.text.to_owned());
        for finding in keys.maps("list", FINDING_KEYS) {
            let Some(id) = finding.text("id") else {
                continue;
            };
            let rule = |reader: &mut Self, name| {
                finding
                    .node(name)
                    .cloned()
                    .and_then(|node| reader.rule(&node, 1, usize::MAX))
            };
            let likely = rule(self, "likely");
            let possible = rule(self, "possible");
            if !finding.has("likely") && !finding.has("possible") {
                self.add(
                    &rules::CHECK_SHAPE,
                    id.span,
                    format!("the finding {} does not say when it fits", id.text),
                )
                .help("add    likely:    or    possible:    with a rule");
            }
            let text = |name| {
                finding
                    .text(name)
                    .map(|text| text.text.to_owned())
                    .unwrap_or_default()
            };
            self.places.findings.push(id.span);
            self.check.findings.push(Finding {
                id: id.text.to_owned(),
                section: text("section"),
                likely,
                possible,
                because: text("because"),
            });
        }
        self.repeated_parts();
    }

    /// Advice and findings share one space: both are parts of a result's address.
    fn repeated_parts(&mut self) {
        let names: Vec<(String, Span)> = self
            .check
            .advice
            .iter()
            .zip(&self.places.advice)
            .map(|(advice, span)| (advice.id.clone(), *span))
            .chain(
                self.check
                    .findings
                    .iter()
                    .zip(&self.places.findings)
                    .map(|(finding, span)| (finding.id.clone(), *span)),
            )
            .collect();
        for (index, (name, span)) in names.iter().enumerate() {
            if names[..index].iter().any(|(earlier, _)| earlier == name) {
                self.add(
                    &rules::CHECK_ID,
                    *span,
                    format!("two pieces of advice or findings are called {name}"),
                )
                .help("give one of them another id");
            }
        }
    }

    fn scale(&mut self, fields: &Fields) {
        let Some(keys) = fields.map("scale", SCALE_KEYS) else {
            return;
        };
        let mut bands = Vec::new();
        for band in keys.maps("bands", BAND_KEYS) {
            let Some(name) = band.text("outcome") else {
                continue;
            };
            if let Some(outcome) = self.outcome(name.text, name.span) {
                let text = |key| band.text(key).map(|text| text.text.to_owned());
                bands.push(Band {
                    outcome,
                    label: text("label").unwrap_or_default(),
                    to: text("to"),
                });
            }
        }
        if bands.len() < 2 {
            self.add(
                &rules::CHECK_SHAPE,
                keys.span(),
                "a scale needs at least two bands",
            )
            .help("write one band for each outcome on it, from low to high");
        }
        let title = keys
            .text("title")
            .map(|text| text.text.to_owned())
            .unwrap_or_default();
        self.check.scale = Some(Scale { title, bands });
    }

    fn worse_upwards(&mut self, fields: &Fields) {
        for name in fields.texts("worse_upwards") {
            let Some(question) = self.check.question_named(name.text) else {
                self.unknown_question(name.text, name.span);
                continue;
            };
            if matches!(self.check.questions[question].kind, QuestionKind::One(_)) {
                self.check.worse_upwards.push(question);
            } else {
                self.add(
                    &rules::CHECK_SHAPE,
                    name.span,
                    format!("the answers of {} have no order", name.text),
                )
                .help("only questions with choose: one, whose choices stand from best to worst");
            }
        }
    }

    fn examples(&mut self, fields: &Fields) {
        for keys in self.items(fields, "examples", EXAMPLE_KEYS) {
            let Some(expect) = keys.text("expect") else {
                continue;
            };
            let expected = self.outcome(expect.text, expect.span);
            let answers = self.example_answers(&keys);
            let texts = |name| {
                keys.has(name).then(|| {
                    keys.texts(name)
                        .iter()
                        .map(|text| text.text.to_owned())
                        .collect()
                })
            };
            if let (Some(answers), Some(expected)) = (answers, expected) {
                self.check.examples.push(Example {
                    answers,
                    expect: expected,
                    findings: texts("findings"),
                    advice: texts("advice"),
                    span: keys.span(),
                });
            }
        }
        if self.check.examples.is_empty() && fields.has("examples") {
            let span = fields.key_span("examples").unwrap_or(self.places.whole);
            self.add(
                &rules::CHECK_SHAPE,
                span,
                "a check needs at least one example",
            )
            .help("write    - {answers: {nerves: [saddle]}, expect: emergency}    below it");
        }
    }

    /// The answers of an example. What is left out is "none", "no" or the first choice.
    fn example_answers(&mut self, keys: &Fields) -> Option<Answers> {
        let node = keys.node("answers")?.clone();
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Text(text) if text.is_empty() => Vec::new(),
            _ => {
                self.add(
                    &rules::CHECK_SHAPE,
                    node.span,
                    "answers: this should be questions with their answers",
                )
                .help("write    answers: {nerves: [saddle], age: adult}");
                return None;
            }
        };
        let mut answers = Answers::none(&self.check);
        let mut named = Vec::new();
        let mut good = true;
        for (word, value) in &entries {
            match self.check.question_named(&word.text) {
                None => {
                    self.unknown_question(&word.text, word.span);
                    good = false;
                }
                Some(question) => match self.example_answer(question, value) {
                    Some(given) => {
                        named.push(question);
                        answers.set(question, given);
                    }
                    None => good = false,
                },
            }
        }
        for (index, question) in self.check.questions.iter().enumerate() {
            if !named.contains(&index) {
                answers.set(
                    index,
                    match question.kind {
                        QuestionKind::Many(_) => Given {
                            none: true,
                            ..Given::default()
                        },
                        QuestionKind::One(_) => Given {
                            ticks: vec![0],
                            ..Given::default()
                        },
                        QuestionKind::YesNo(_) => Given {
                            ticks: vec![1],
                            ..Given::default()
                        },
                        QuestionKind::Number(_) => Given::default(),
                    },
                );
            }
        }
        answers.drop_hidden(&self.check);
        if good {
            let missing = (0..self.check.questions.len()).find(|index| {
                let asked = &self.check.questions[*index];
                !asked.optional
                    && answers.to(*index).is_empty()
                    && answers.shows(&self.check, *index)
            });
            if let Some(missing) = missing {
                let id = self.check.questions[missing].id.clone();
                self.add(
                    &rules::CHECK_EXAMPLE,
                    keys.span(),
                    format!("this example does not answer {id}"),
                )
                .help(format!("add    {id}: 80    with a number in its range"));
                good = false;
            }
        }
        good.then_some(answers)
    }

    fn example_answer(&mut self, question: usize, value: &Node) -> Option<Given> {
        let words: Vec<(String, Span)> = match &value.value {
            Value::Text(text) => vec![(text.trim().to_owned(), value.span)],
            Value::List(items) => items
                .iter()
                .filter_map(|item| match &item.value {
                    Value::Text(text) => Some((text.trim().to_owned(), item.span)),
                    _ => None,
                })
                .collect(),
            Value::Map(_) => Vec::new(),
        };
        let asked = self.check.questions[question].clone();
        if let Some(shape) = asked.number() {
            let number = words.first().and_then(|(word, _)| shape.read(word).ok());
            if number.is_none() {
                self.add(
                    &rules::CHECK_EXAMPLE,
                    value.span,
                    format!(
                        "{} takes a number from {} to {}",
                        asked.id, shape.from, shape.to
                    ),
                )
                .help("write the number in quotes, such as \"80.5\"");
            }
            return number.map(|number| Given {
                number: Some(number),
                ..Given::default()
            });
        }
        let mut given = Given::default();
        for (word, span) in &words {
            match word.as_str() {
                "none" if asked.none_label.is_some() => given.none = true,
                "unsure" if asked.unsure_label.is_some() => given.unsure = true,
                _ => given.ticks.push(self.choice(&asked.id, word, *span)?.1),
            }
        }
        given.ticks.sort_unstable();
        given.ticks.dedup();
        if words.is_empty() || (!asked.is_many() && words.len() > 1) {
            self.add(
                &rules::CHECK_EXAMPLE,
                value.span,
                format!("{} takes one answer", asked.id),
            )
            .help("write one of its choices");
            return None;
        }
        Some(given)
    }
}

fn is_id(text: &str) -> bool {
    Slug::parse(text).is_some() && text.starts_with(|sign: char| sign.is_ascii_lowercase())
}

/// Why a typed number is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is no number.
    NoNumber,
    /// It has too many digits after the point.
    TooFine,
    /// It is below the least or above the most.
    OutOfRange,
}

impl NumberShape {
    /// Reads a number as people type it, in units of its last digit.
    ///
    /// # Errors
    /// When it is no number, too fine, or out of range.
    pub fn read(&self, typed: &str) -> Result<i64, NotTaken> {
        let number = Decimal::parse_typed(typed).ok_or(NotTaken::NoNumber)?;
        if number < self.from || number > self.to {
            return Err(NotTaken::OutOfRange);
        }
        let units = number.at(self.decimals).ok_or(NotTaken::TooFine)?;
        i64::try_from(units).map_err(|_| NotTaken::OutOfRange)
    }
}
