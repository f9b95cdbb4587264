//! The proof of a self-check against brute force: random small checks are written as editors write
//! them, and every set of answers there is goes through a second evaluator, which shares no line
//! with the first.
//!
//! [`Drawn`] is a check as this module draws it, with its text, its space of answers and what each
//! of them leads to. Nothing of the crate is used to judge; it is only asked.

use crate::driver::TestSite;
use health_preservation::content::{Article, Library, Shelf};
use health_preservation::self_check::{
    Admission, Answers, CheckResult, Given, Level, Proof, SelfCheck, admit,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

/// How many random checks each test tries. More of them with `PROOF_CHECKS=…`.
const CHECKS: usize = 1000;
/// The most sets of answers a random check has, hidden answers among them.
const SPACE: usize = 1024;
/// How many checks are put on one site.
const ON_ONE_SITE: usize = 50;

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    pub fn chance(&mut self, in_a_hundred: usize) -> bool {
        self.roll(100) < in_a_hundred
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

/// How a drawn question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    One,
    Many,
    YesNo,
    /// From, to, and digits after the point; in units of the last of them.
    Number(i64, i64, u32),
}

#[derive(Clone, Debug)]
struct Ask {
    kind: Kind,
    choices: usize,
    step: usize,
    unsure: bool,
    optional: bool,
    flag: Option<usize>,
    show_if: Option<Rule>,
}

/// A rule as this module understands it.
#[derive(Clone, Debug)]
enum Rule {
    Choice(usize, usize),
    Ticked(usize),
    None(usize),
    Unsure(usize),
    /// A measure, a sign, and hundredths.
    Compare(Measured, &'static str, i64),
    Any(Vec<Rule>),
    All(Vec<Rule>),
    NoneOf(Vec<Rule>),
    AtLeast(usize, Vec<Rule>),
}

#[derive(Clone, Copy, Debug)]
enum Measured {
    Question(usize),
    Measure(usize),
}

/// A measure; weights are tenths.
#[derive(Clone, Debug)]
enum Measure {
    Sum(Vec<(usize, i64)>, Vec<(usize, usize, i64)>),
    Ratio(Measured, Measured),
}

/// An answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Reply {
    ticks: Vec<usize>,
    none: bool,
    unsure: bool,
    number: Option<i64>,
}

impl Reply {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What a set of answers leads to: outcome, advice, findings with 0 for likely and 1 for possible.
/// Without an outcome there is nothing else.
type Led = (Option<usize>, Vec<usize>, Vec<(usize, usize)>);

#[derive(Clone, Debug)]
struct Drawn {
    asks: Vec<Ask>,
    measures: Vec<Measure>,
    cares: Vec<&'static str>,
    /// The rule of each outcome; none is otherwise.
    outcomes: Vec<Option<Rule>>,
    advice: Vec<(Rule, Vec<usize>)>,
    findings: Vec<(Option<Rule>, Option<Rule>)>,
    show: usize,
    worse: Vec<usize>,
    examples: Vec<(Vec<Reply>, usize)>,
}

impl Drawn {
    fn random(dice: &mut Dice) -> Self {
        let mut drawn = Self {
            asks: Vec::new(),
            measures: Vec::new(),
            cares: Vec::new(),
            outcomes: Vec::new(),
            advice: Vec::new(),
            findings: Vec::new(),
            show: 1 + dice.roll(2),
            worse: Vec::new(),
            examples: Vec::new(),
        };
        let outcomes = 2 + dice.roll(3);
        let mut order: Vec<usize> = (0..outcomes).map(|_| dice.roll(4)).collect();
        order.sort_unstable();
        drawn.cares = order
            .iter()
            .map(|care| ["emergency", "urgent", "soon", "self-care"][*care])
            .collect();
        if dice.chance(15) {
            drawn.cares[outcomes - 1] = "not-for-you";
        }
        let wanted = 2 + dice.roll(4);
        let (mut size, mut step) = (1, 0);
        while drawn.asks.len() < wanted {
            if !drawn.asks.is_empty() && dice.chance(60) {
                step += 1;
            }
            let ask = drawn.random_ask(dice, step);
            let own = drawn.replies(&ask).len();
            if size * own > SPACE {
                break;
            }
            size *= own;
            drawn.asks.push(ask);
        }
        if drawn.asks.is_empty() {
            return Self::random(dice);
        }
        drawn.random_measures(dice);
        drawn.random_rules(dice);
        for (index, ask) in drawn.asks.iter().enumerate() {
            if ask.kind == Kind::One && dice.chance(25) {
                drawn.worse.push(index);
            }
        }
        // An example that holds, and now and then one that does not.
        let valid: Vec<Vec<Reply>> = drawn
            .space()
            .into_iter()
            .filter(|set| drawn.is_plain(set) && drawn.open(set).is_empty())
            // What an example leaves out is not nothing but "none" or the first choice.
            .filter(|set| {
                let (_, shown) = drawn.seen(set);
                (0..set.len()).all(|index| {
                    let number = matches!(drawn.asks[index].kind, Kind::Number(..));
                    number || !shown[index] || !set[index].is_nothing()
                })
            })
            .collect();
        let set = valid[dice.roll(valid.len())].clone();
        let expect = drawn.led(&set).0.unwrap_or(0);
        let expect = if dice.chance(4) { 0 } else { expect };
        drawn.examples.push((set, expect));
        drawn
    }

    fn random_ask(&self, dice: &mut Dice, step: usize) -> Ask {
        let kind = match dice.roll(8) {
            0..=1 => Kind::One,
            2..=4 => Kind::Many,
            5 => Kind::YesNo,
            _ => {
                let decimals = u32::try_from(dice.roll(2)).unwrap();
                let from = i64::try_from(dice.roll(9)).unwrap() - 2;
                Kind::Number(
                    from,
                    from + 1 + i64::try_from(dice.roll(9)).unwrap(),
                    decimals,
                )
            }
        };
        let flag = (kind == Kind::Many && dice.chance(40)).then(|| dice.roll(self.cares.len() - 1));
        let earlier: Vec<usize> = (0..self.asks.len())
            .filter(|index| self.asks[*index].step < step)
            .collect();
        let show_if = (!earlier.is_empty() && dice.chance(45))
            .then(|| self.random_rule(dice, 2, &earlier, true));
        Ask {
            kind,
            choices: match kind {
                Kind::Many => 1 + dice.roll(3),
                Kind::One => 2 + dice.roll(2),
                Kind::YesNo => 2,
                Kind::Number(..) => 0,
            },
            step,
            unsure: kind == Kind::YesNo
                || flag.is_some()
                || (!matches!(kind, Kind::Number(..)) && dice.chance(20)),
            optional: dice.chance(15),
            flag,
            show_if,
        }
    }

    fn random_measures(&mut self, dice: &mut Dice) {
        let numbers: Vec<usize> = (0..self.asks.len())
            .filter(|index| matches!(self.asks[*index].kind, Kind::Number(..)))
            .collect();
        let tenths = |dice: &mut Dice| dice.of(&[10, 20, 5, -10, 15, 1]);
        if dice.chance(60) {
            let of_numbers: Vec<_> = numbers
                .iter()
                .filter(|_| !dice.0.is_multiple_of(3))
                .copied()
                .collect::<Vec<_>>()
                .into_iter()
                .map(|index| (index, tenths(dice)))
                .collect();
            let mut points = Vec::new();
            for (index, ask) in self.asks.iter().enumerate() {
                for choice in 0..ask.choices {
                    if dice.chance(50) {
                        points.push((index, choice, tenths(dice)));
                    }
                }
            }
            if !of_numbers.is_empty() || !points.is_empty() {
                self.measures.push(Measure::Sum(of_numbers, points));
            }
        }
        let divisor = numbers.iter().copied().find(|index| {
            let ask = &self.asks[*index];
            !ask.optional && matches!(ask.kind, Kind::Number(from, ..) if from > 0)
        });
        if let Some(divisor) = divisor
            && dice.chance(70)
        {
            let above = if self.measures.is_empty() || dice.chance(50) {
                Measured::Question(dice.of(&numbers))
            } else {
                Measured::Measure(0)
            };
            self.measures
                .push(Measure::Ratio(above, Measured::Question(divisor)));
        }
    }

    fn random_rules(&mut self, dice: &mut Dice) {
        let all: Vec<usize> = (0..self.asks.len()).collect();
        let last = self.cares.len() - 1;
        // Rules that look at what nobody looked at yet make checks that are proved.
        let mut left = all.clone();
        for outcome in 0..self.cares.len() {
            if outcome == last && dice.chance(93) {
                self.outcomes.push(None);
                continue;
            }
            let count = if outcome + 2 >= self.cares.len() {
                left.len()
            } else {
                left.len().min(1 + dice.roll(2))
            };
            let mine: Vec<usize> = left.drain(..count).collect();
            let mut parts = Vec::new();
            for (index, ask) in self.asks.iter().enumerate() {
                if ask.flag.is_some_and(|flag| flag == outcome) && dice.chance(95) {
                    parts.push(Rule::Ticked(index));
                }
            }
            for index in mine {
                // What "none" says is said less often, because it lowers.
                parts.push(self.random_rule(dice, 2, &[index], false));
            }
            if parts.is_empty() || dice.chance(35) {
                parts.push(self.random_rule(dice, 2, &all, false));
            }
            self.outcomes.push(Some(Rule::Any(parts)));
        }
        for _ in 0..dice.roll(3) {
            let with: Vec<usize> = (0..self.cares.len()).filter(|_| dice.chance(60)).collect();
            if !with.is_empty() {
                let rule = self.random_rule(dice, 2, &all, false);
                self.advice.push((rule, with));
            }
        }
        for _ in 0..dice.roll(3) {
            let likely = dice
                .chance(70)
                .then(|| self.random_rule(dice, 1, &all, false));
            let possible = (likely.is_none() || dice.chance(50))
                .then(|| self.random_rule(dice, 1, &all, false));
            self.findings.push((likely, possible));
        }
    }

    fn random_rule(&self, dice: &mut Dice, depth: usize, over: &[usize], simple: bool) -> Rule {
        if depth > 0 && dice.chance(38) {
            let parts: Vec<Rule> = (0..1 + dice.roll(3))
                .map(|_| self.random_rule(dice, depth - 1, over, simple))
                .collect();
            return match dice.roll(9) {
                0..=3 => Rule::Any(parts),
                4..=5 => Rule::All(parts),
                6 => Rule::NoneOf(parts),
                _ => Rule::AtLeast(1 + dice.roll(parts.len()), parts),
            };
        }
        if !simple && !self.measures.is_empty() && dice.chance(25) {
            let measure = dice.roll(self.measures.len());
            let value = i64::try_from(dice.roll(80)).unwrap() * 5 - 50;
            let sign = dice.of(&[">=", ">", "<", "<="]);
            return Rule::Compare(Measured::Measure(measure), sign, value);
        }
        let index = dice.of(over);
        let ask = &self.asks[index];
        if let Kind::Number(from, to, decimals) = ask.kind {
            let span = usize::try_from(to - from).unwrap();
            let value = from + i64::try_from(dice.roll(span + 1)).unwrap();
            let hundredths = value * if decimals == 0 { 100 } else { 10 };
            let sign = dice.of(&[">=", ">", "<", "<="]);
            return Rule::Compare(Measured::Question(index), sign, hundredths);
        }
        match dice.roll(10) {
            0 if ask.kind == Kind::Many => Rule::None(index),
            1..=2 if ask.unsure => Rule::Unsure(index),
            3..=4 if ask.kind == Kind::Many => Rule::Ticked(index),
            _ => Rule::Choice(index, dice.roll(ask.choices)),
        }
    }

    /// Every answer there is to a question, none at all first.
    fn replies(&self, ask: &Ask) -> Vec<Reply> {
        let mut replies = Vec::new();
        match ask.kind {
            Kind::Number(from, to, _) => {
                replies.push(Reply::default());
                replies.extend((from..=to).map(|number| Reply {
                    number: Some(number),
                    ..Reply::default()
                }));
            }
            Kind::One | Kind::YesNo => {
                replies.push(Reply::default());
                replies.extend((0..ask.choices).map(|choice| Reply {
                    ticks: vec![choice],
                    ..Reply::default()
                }));
                if ask.unsure {
                    replies.push(Reply {
                        unsure: true,
                        ..Reply::default()
                    });
                }
            }
            Kind::Many => {
                for bits in 0..1usize << ask.choices {
                    for rest in 0..if ask.unsure { 4 } else { 2 } {
                        replies.push(Reply {
                            ticks: (0..ask.choices)
                                .filter(|one| bits >> one & 1 == 1)
                                .collect(),
                            none: rest & 1 == 1,
                            unsure: rest & 2 == 2,
                            number: None,
                        });
                    }
                }
            }
        }
        replies
    }

    /// Every set of answers, hidden ones included.
    fn space(&self) -> Vec<Vec<Reply>> {
        let mut sets = vec![Vec::new()];
        for ask in &self.asks {
            let replies = self.replies(ask);
            sets = sets
                .into_iter()
                .flat_map(|set| {
                    replies.iter().map(move |reply| {
                        let mut longer = set.clone();
                        longer.push(reply.clone());
                        longer
                    })
                })
                .collect();
        }
        sets
    }

    /// The answers without the hidden ones, and which questions are shown.
    fn seen(&self, set: &[Reply]) -> (Vec<Reply>, Vec<bool>) {
        let mut seen: Vec<Reply> = Vec::new();
        let mut shown = Vec::new();
        for (index, ask) in self.asks.iter().enumerate() {
            // Rules of what is shown look back only, so what stands further on is not there yet.
            let mut so_far = seen.clone();
            so_far.resize(self.asks.len(), Reply::default());
            let shows = ask
                .show_if
                .as_ref()
                .is_none_or(|rule| self.holds(rule, &so_far));
            shown.push(shows);
            seen.push(if shows {
                set[index].clone()
            } else {
                Reply::default()
            });
        }
        (seen, shown)
    }

    fn is_plain(&self, set: &[Reply]) -> bool {
        self.seen(set).0 == set
    }

    fn contradicts(&self, index: usize, reply: &Reply) -> bool {
        match self.asks[index].kind {
            Kind::Many => reply.none && !reply.ticks.is_empty() && self.asks[index].flag.is_none(),
            _ => reply.ticks.len() + usize::from(reply.unsure) > 1,
        }
    }

    /// The questions that are shown and not answered, or not well.
    fn open(&self, set: &[Reply]) -> Vec<usize> {
        let (seen, shown) = self.seen(set);
        (0..self.asks.len())
            .filter(|index| shown[*index])
            .filter(|index| {
                (seen[*index].is_nothing() && !self.asks[*index].optional)
                    || self.contradicts(*index, &seen[*index])
            })
            .collect()
    }

    /// The value of a measure as a fraction, over thousandths and the like: above and below.
    fn value(&self, measured: Measured, set: &[Reply]) -> Option<(i64, i64)> {
        let number = |index: usize| -> Option<i64> {
            let Kind::Number(_, _, decimals) = self.asks[index].kind else {
                unreachable!("only numbers are asked for");
            };
            match set[index].number {
                Some(number) => Some(number * if decimals == 0 { 10 } else { 1 }),
                None if self.asks[index].optional => Some(0),
                None => None,
            }
        };
        match measured {
            Measured::Question(index) => Some((number(index)?, 10)),
            Measured::Measure(index) => match &self.measures[index] {
                Measure::Sum(numbers, points) => {
                    let mut sum = 0;
                    for (index, tenths) in numbers {
                        sum += number(*index)? * tenths;
                    }
                    for (index, choice, tenths) in points {
                        if set[*index].ticks.contains(choice) {
                            sum += tenths * 10;
                        }
                    }
                    Some((sum, 100))
                }
                Measure::Ratio(above, below) => {
                    let (above, below) = (self.value(*above, set)?, self.value(*below, set)?);
                    Some((above.0 * below.1, above.1 * below.0))
                }
            },
        }
    }

    fn holds(&self, rule: &Rule, set: &[Reply]) -> bool {
        let fit = |parts: &[Rule]| parts.iter().filter(|part| self.holds(part, set)).count();
        match rule {
            Rule::Choice(index, choice) => set[*index].ticks.contains(choice),
            Rule::Ticked(index) => !set[*index].ticks.is_empty(),
            Rule::None(index) => {
                let reply = &set[*index];
                reply.none && reply.ticks.is_empty() && !reply.unsure
            }
            Rule::Unsure(index) => set[*index].unsure,
            Rule::Compare(measured, sign, hundredths) => {
                let Some((above, below)) = self.value(*measured, set) else {
                    return false;
                };
                let (one, other) = (above * 100, hundredths * below);
                match *sign {
                    ">=" => one >= other,
                    ">" => one > other,
                    "<" => one < other,
                    _ => one <= other,
                }
            }
            Rule::Any(parts) => fit(parts) > 0,
            Rule::All(parts) => fit(parts) == parts.len(),
            Rule::NoneOf(parts) => fit(parts) == 0,
            Rule::AtLeast(count, parts) => fit(parts) >= *count,
        }
    }

    /// What a set leads to, the hidden answers taken away first.
    fn led(&self, set: &[Reply]) -> Led {
        let (seen, _) = self.seen(set);
        let fits = |rule: &Option<Rule>| rule.as_ref().is_none_or(|rule| self.holds(rule, &seen));
        let Some(outcome) = self.outcomes.iter().position(fits) else {
            return (None, Vec::new(), Vec::new());
        };
        let advice = (0..self.advice.len())
            .filter(|index| {
                let (rule, with) = &self.advice[*index];
                with.contains(&outcome) && self.holds(rule, &seen)
            })
            .collect();
        let mut findings = Vec::new();
        if matches!(self.cares[outcome], "soon" | "self-care") {
            for (index, (likely, possible)) in self.findings.iter().enumerate() {
                let given =
                    |rule: &Option<Rule>| rule.as_ref().is_some_and(|rule| self.holds(rule, &seen));
                if findings.len() < self.show {
                    if given(likely) {
                        findings.push((index, 0));
                    } else if given(possible) {
                        findings.push((index, 1));
                    }
                }
            }
        }
        (Some(outcome), advice, findings)
    }

    fn is_pressing(&self, outcome: usize) -> bool {
        matches!(self.cares[outcome], "emergency" | "urgent")
    }

    fn rule_text(&self, rule: &Rule) -> String {
        let list = |parts: &[Rule]| {
            let parts: Vec<String> = parts.iter().map(|part| self.rule_text(part)).collect();
            format!("[{}]", parts.join(", "))
        };
        match rule {
            Rule::Choice(index, choice) => {
                format!("q{index}.{}", self.choice_name(*index, *choice))
            }
            Rule::Ticked(index) => format!("q{index}.ticked"),
            Rule::None(index) => format!("q{index}.none"),
            Rule::Unsure(index) => format!("q{index}.unsure"),
            Rule::Compare(measured, sign, hundredths) => {
                format!("{} {sign} {}", name(*measured), decimal(*hundredths, 2))
            }
            Rule::Any(parts) => list(parts),
            Rule::All(parts) => format!("{{all: {}}}", list(parts)),
            Rule::NoneOf(parts) => format!("{{none_of: {}}}", list(parts)),
            Rule::AtLeast(count, parts) => format!("{{at_least: {count}, of: {}}}", list(parts)),
        }
    }

    fn choice_name(&self, index: usize, choice: usize) -> String {
        match (self.asks[index].kind, choice) {
            (Kind::YesNo, 0) => "yes".to_owned(),
            (Kind::YesNo, _) => "no".to_owned(),
            _ => format!("c{choice}"),
        }
    }

    /// The check as an editor writes it.
    fn text(&self, title: &str) -> String {
        let mut text = format!(
            "---\nkind: self-check\ntitle: {title}\nsummary: A check that was drawn by lot, so that its proof can be held against brute force.\nstatus: published\npublished: 2026-01-01\nintended_use: For tests. Not a diagnosis.\nabout: good.md\nsources:\n  - {{id: one, title: One, publisher: One, year: 2020}}\nsteps:\n"
        );
        let mut step = usize::MAX;
        for (index, ask) in self.asks.iter().enumerate() {
            if ask.step != step {
                step = ask.step;
                let _ = write!(text, "  - title: Step {step}\n    questions:\n");
            }
            let _ = write!(
                text,
                "      - id: q{index}\n        ask: Question {index}?\n"
            );
            match ask.kind {
                Kind::Number(from, to, decimals) => {
                    let _ = writeln!(
                        text,
                        "        number: {{from: \"{}\", to: \"{}\", decimals: {decimals}, unit: cm}}",
                        decimal(from, decimals),
                        decimal(to, decimals)
                    );
                }
                Kind::YesNo => text.push_str("        choose: yes-no\n"),
                Kind::One | Kind::Many => {
                    let word = if ask.kind == Kind::One { "one" } else { "many" };
                    let _ = write!(text, "        choose: {word}\n        choices:\n");
                    for choice in 0..ask.choices {
                        let _ = writeln!(text, "          c{choice}: Choice {choice} of {index}");
                    }
                }
            }
            if ask.unsure && ask.flag.is_none() && ask.kind != Kind::YesNo {
                text.push_str("        unsure: true\n");
            }
            if let Some(flag) = ask.flag {
                let _ = writeln!(text, "        red_flag: o{flag}");
            }
            if ask.optional {
                text.push_str("        optional: true\n");
            }
            if let Some(rule) = &ask.show_if {
                let _ = writeln!(text, "        show_if: {}", self.rule_text(rule));
            }
        }
        if !self.measures.is_empty() {
            text.push_str("measures:\n");
        }
        for (index, measure) in self.measures.iter().enumerate() {
            let _ = match measure {
                Measure::Sum(numbers, points) => {
                    let numbers = numbers
                        .iter()
                        .map(|(index, weight)| format!("q{index}: \"{}\"", decimal(*weight, 1)));
                    let points = points.iter().map(|(index, choice, weight)| {
                        let choice = self.choice_name(*index, *choice);
                        format!("q{index}.{choice}: \"{}\"", decimal(*weight, 1))
                    });
                    let all: Vec<String> = numbers.chain(points).collect();
                    writeln!(text, "  m{index}: {{sum: {{{}}}}}", all.join(", "))
                }
                Measure::Ratio(above, below) => writeln!(
                    text,
                    "  m{index}: {{divide: {}, by: {}}}",
                    name(*above),
                    name(*below)
                ),
            };
        }
        text.push_str("outcomes:\n");
        for (index, (rule, care)) in self.outcomes.iter().zip(&self.cares).enumerate() {
            let when = match rule {
                Some(rule) => format!("when: {}", self.rule_text(rule)),
                None => "otherwise: true".to_owned(),
            };
            let _ = writeln!(text, "  - {{id: o{index}, care: {care}, {when}}}");
        }
        if !self.advice.is_empty() {
            text.push_str("advice:\n");
        }
        for (index, (rule, with)) in self.advice.iter().enumerate() {
            let with: Vec<String> = with.iter().map(|outcome| format!("o{outcome}")).collect();
            let _ = writeln!(
                text,
                "  - {{id: a{index}, when: {}, with: [{}]}}",
                self.rule_text(rule),
                with.join(", ")
            );
        }
        if !self.findings.is_empty() {
            let _ = write!(
                text,
                "findings:\n  show: {}\n  none: nothing\n  list:\n",
                self.show
            );
        }
        for (index, (likely, possible)) in self.findings.iter().enumerate() {
            let mut rules = String::new();
            for (word, rule) in [("likely", likely), ("possible", possible)] {
                if let Some(rule) = rule {
                    let _ = write!(rules, " {word}: {},", self.rule_text(rule));
                }
            }
            let section = if index % 2 == 0 { "first" } else { "second" };
            let _ = writeln!(
                text,
                "    - {{id: f{index}, section: {section},{rules} because: Of the lot.}}"
            );
        }
        if !self.worse.is_empty() {
            let worse: Vec<String> = self.worse.iter().map(|index| format!("q{index}")).collect();
            let _ = writeln!(text, "worse_upwards: [{}]", worse.join(", "));
        }
        text.push_str("examples:\n");
        for (set, expect) in &self.examples {
            let answers: Vec<String> = set
                .iter()
                .enumerate()
                .filter(|(_, reply)| !reply.is_nothing())
                .map(|(index, reply)| format!("q{index}: {}", self.reply_text(index, reply)))
                .collect();
            let _ = writeln!(
                text,
                "  - {{answers: {{{}}}, expect: o{expect}}}",
                answers.join(", ")
            );
        }
        text.push_str("---\nDrawn by lot.[^one]\n");
        for index in 0..self.outcomes.len() {
            let _ = write!(
                text,
                "\n## Outcome {index} {{#o{index}}}\n\nDo what it says.\n"
            );
        }
        for index in 0..self.advice.len() {
            let _ = write!(text, "\n## Advice {index} {{#a{index}}}\n\nDo this too.\n");
        }
        text.push_str("\n## Nothing {#nothing}\n\nNothing fits.\n");
        text.push_str("\n## When to worry {#when-to-worry}\n\nWhen it gets worse.\n");
        text
    }

    fn reply_text(&self, index: usize, reply: &Reply) -> String {
        if let (Some(number), Kind::Number(_, _, decimals)) = (reply.number, self.asks[index].kind)
        {
            return format!("\"{}\"", decimal(number, decimals));
        }
        let mut words: Vec<String> = reply
            .ticks
            .iter()
            .map(|choice| self.choice_name(index, *choice))
            .collect();
        words.extend(reply.none.then(|| "none".to_owned()));
        words.extend(reply.unsure.then(|| "unsure".to_owned()));
        format!("[{}]", words.join(", "))
    }

    /// The promises that brute force finds broken, by their rules, each as often as it is.
    fn broken(&self, space: &Space) -> Vec<&'static str> {
        let mut broken = Vec::new();
        let valid: Vec<usize> = (0..space.sets.len())
            .filter(|at| space.valid[*at])
            .collect();
        if space.led.iter().any(|led| led.0.is_none()) {
            broken.push("check/no-outcome");
        }
        for outcome in 0..self.outcomes.len() {
            if !valid.iter().any(|at| space.led[*at].0 == Some(outcome)) {
                broken.push("check/never-happens");
            }
        }
        for advice in 0..self.advice.len() {
            if !valid.iter().any(|at| space.led[*at].1.contains(&advice)) {
                broken.push("check/never-happens");
            }
        }
        for (index, (likely, possible)) in self.findings.iter().enumerate() {
            for (level, rule) in [(0, likely), (1, possible)] {
                let shown = |at: &usize| space.led[*at].2.contains(&(index, level));
                if rule.is_some() && !valid.iter().any(shown) {
                    broken.push("check/never-happens");
                }
            }
        }
        for index in 0..self.asks.len() {
            if !space.matters(index) {
                broken.push("check/pointless-question");
            }
        }
        for (index, ask) in self.asks.iter().enumerate() {
            let Some(flag) = ask.flag else { continue };
            let missed = |at: &usize| {
                let ticked = !space.seen[*at][index].ticks.is_empty();
                ticked && space.rank(*at) > flag
            };
            if (0..space.sets.len()).any(|at| missed(&at)) {
                broken.push("check/red-flag");
            }
            for choice in 0..ask.choices {
                let lowers = space.changes(index, |reply| {
                    let mut more = reply.clone();
                    more.ticks.push(choice);
                    more.ticks.sort_unstable();
                    (!reply.ticks.contains(&choice)).then_some(more)
                });
                if lowers {
                    broken.push("check/red-flag-lowers");
                }
            }
        }
        let only = |ticks: &[usize], none, unsure| Reply {
            ticks: ticks.to_vec(),
            none,
            unsure,
            number: None,
        };
        for (index, ask) in self.asks.iter().enumerate() {
            let calm = match ask.kind {
                Kind::Many if ask.unsure => only(&[], true, false),
                Kind::YesNo => only(&[1], false, false),
                _ => continue,
            };
            let unsure = only(&[], false, true);
            if space.changes(index, |reply| (*reply == calm).then(|| unsure.clone())) {
                broken.push("check/unsure-lowers");
            }
        }
        for index in &self.worse {
            for choice in 1..self.asks[*index].choices {
                let (better, worse) = (
                    only(&[choice - 1], false, false),
                    only(&[choice], false, false),
                );
                if space.changes(*index, |reply| (*reply == better).then(|| worse.clone())) {
                    broken.push("check/worse-lowers");
                }
            }
        }
        for (set, expect) in &self.examples {
            if self.led(set).0.is_some_and(|outcome| outcome != *expect) {
                broken.push("check/example");
            }
        }
        broken.sort_unstable();
        broken
    }
}

/// Every set of answers of a check with what it leads to.
struct Space {
    sets: Vec<Vec<Reply>>,
    seen: Vec<Vec<Reply>>,
    led: Vec<Led>,
    plain: Vec<bool>,
    /// Could be sent without a mistake: what is shown is answered, and well. Hidden answers count.
    complete: Vec<bool>,
    valid: Vec<bool>,
    at: HashMap<Vec<Reply>, usize>,
    outcomes: usize,
}

impl Space {
    fn of(drawn: &Drawn) -> Self {
        let sets = drawn.space();
        let seen: Vec<Vec<Reply>> = sets.iter().map(|set| drawn.seen(set).0).collect();
        let plain: Vec<bool> = sets
            .iter()
            .zip(&seen)
            .map(|(set, seen)| set == seen)
            .collect();
        let complete: Vec<bool> = sets.iter().map(|set| drawn.open(set).is_empty()).collect();
        Self {
            led: sets.iter().map(|set| drawn.led(set)).collect(),
            valid: (0..sets.len())
                .map(|at| plain[at] && complete[at])
                .collect(),
            at: sets.iter().cloned().zip(0..).collect(),
            outcomes: drawn.outcomes.len(),
            sets,
            seen,
            plain,
            complete,
        }
    }

    fn rank(&self, at: usize) -> usize {
        self.led[at].0.unwrap_or(self.outcomes)
    }

    /// Whether two complete sets that differ in one question alone lead to different results.
    fn matters(&self, index: usize) -> bool {
        let mut groups: HashMap<Vec<Reply>, &Led> = HashMap::new();
        for at in (0..self.sets.len()).filter(|at| self.complete[*at]) {
            let mut others = self.sets[at].clone();
            others[index] = Reply::default();
            if *groups.entry(others).or_insert(&self.led[at]) != &self.led[at] {
                return true;
            }
        }
        false
    }

    /// Whether some change of the answer to one question makes a result less urgent.
    fn changes(&self, index: usize, change: impl Fn(&Reply) -> Option<Reply>) -> bool {
        (0..self.sets.len()).any(|at| {
            let Some(reply) = change(&self.sets[at][index]) else {
                return false;
            };
            let mut changed = self.sets[at].clone();
            changed[index] = reply;
            self.rank(self.at[&changed]) > self.rank(at)
        })
    }
}

fn name(measured: Measured) -> String {
    match measured {
        Measured::Question(index) => format!("q{index}"),
        Measured::Measure(index) => format!("m{index}"),
    }
}

fn decimal(units: i64, places: u32) -> String {
    let power = 10i64.pow(places);
    let sign = if units < 0 { "-" } else { "" };
    let (whole, part) = (units.abs() / power, units.abs() % power);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part:0width$}", width = places as usize)
    }
}

/// A set of answers in the crate's own type.
fn answers_of(check: &SelfCheck, set: &[Reply]) -> Answers {
    let mut answers = Answers::none(check);
    for (index, reply) in set.iter().enumerate() {
        answers.set(
            index,
            Given {
                ticks: reply.ticks.clone(),
                none: reply.none,
                unsure: reply.unsure,
                number: reply.number,
            },
        );
    }
    answers
}

fn led_of(result: Option<CheckResult>) -> Led {
    result.map_or((None, Vec::new(), Vec::new()), |result| {
        let findings = result
            .findings
            .iter()
            .map(|(finding, level)| (*finding, usize::from(*level == Level::Possible)));
        (Some(result.outcome), result.advice, findings.collect())
    })
}

fn result_of(led: &Led) -> CheckResult {
    let level = |level: usize| {
        if level == 0 {
            Level::Likely
        } else {
            Level::Possible
        }
    };
    CheckResult {
        outcome: led.0.unwrap(),
        advice: led.1.clone(),
        findings: led
            .2
            .iter()
            .map(|(index, one)| (*index, level(*one)))
            .collect(),
    }
}

/// Checks by the texts of their files, and what is said about each, by the rules of checks.
struct Judged {
    library: Library,
    said: BTreeMap<String, Vec<(&'static str, String)>>,
}

impl Judged {
    fn of(texts: &[String]) -> Self {
        let mut site = TestSite::of(&[]);
        for (index, text) in texts.iter().enumerate() {
            let one = TestSite::of(&[(&path_of(index), text)]);
            let contents = one.sources().files.last().unwrap().contents.clone();
            site = site.file(&path_of(index), contents);
        }
        let (library, report) = Library::build(&Shelf::build(site.sources()), site.now());
        let mut said: BTreeMap<String, Vec<(&'static str, String)>> = BTreeMap::new();
        for problem in report.problems() {
            said.entry(problem.place.file.path().to_owned())
                .or_default()
                .push((problem.rule.id, problem.message.clone()));
        }
        Self { library, said }
    }

    fn said(&self, index: usize) -> &[(&'static str, String)] {
        self.said
            .iter()
            .find(|(path, _)| path.ends_with(&path_of(index)))
            .map_or(&[], |(_, said)| said)
    }

    fn article(&self, index: usize) -> Option<&Article> {
        let address = format!("/{}", path_of(index).trim_end_matches(".md"));
        self.library
            .articles()
            .iter()
            .find(|article| article.address().to_string() == address)
    }
}

fn path_of(index: usize) -> String {
    format!("sleep/drawn-{index}.md")
}

/// Draws checks and hands each with its space, what is said, and the proved check if it is one.
fn for_every_drawn(
    seed: u64,
    count: usize,
    mut with: impl FnMut(
        &Drawn,
        &dyn Fn() -> Space,
        &str,
        &[(&'static str, String)],
        Option<(&SelfCheck, &Proof)>,
    ),
) {
    let mut dice = Dice(seed);
    for _ in 0..count.div_ceil(ON_ONE_SITE) {
        let drawn: Vec<Drawn> = (0..ON_ONE_SITE).map(|_| Drawn::random(&mut dice)).collect();
        let texts: Vec<String> = drawn
            .iter()
            .enumerate()
            .map(|(index, drawn)| drawn.text(&format!("Drawn by lot, number {index}")))
            .collect();
        let judged = Judged::of(&texts);
        for (index, drawn) in drawn.iter().enumerate() {
            let check = judged
                .article(index)
                .and_then(Article::check)
                .map(|check| (&*check.proved.check, &*check.proved.proof));
            with(
                drawn,
                &|| Space::of(drawn),
                &texts[index],
                judged.said(index),
                check,
            );
        }
    }
}

fn wanted() -> usize {
    std::env::var("PROOF_CHECKS").map_or(CHECKS, |count| count.parse().unwrap())
}

/// Compares what is said with what brute force finds, of the rules that are looked at.
fn compare(seed: u64, looked_at: fn(&str) -> bool) -> (usize, BTreeMap<&'static str, usize>) {
    let mut proved = 0;
    let mut faults: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for_every_drawn(seed, wanted(), |drawn, space, text, said, check| {
        let mut rules: Vec<&str> = said
            .iter()
            .map(|(rule, _)| *rule)
            .filter(|rule| rule.starts_with("check/") && looked_at(rule))
            .collect();
        rules.sort_unstable();
        let mut broken = drawn.broken(&space());
        broken.retain(|rule| looked_at(rule));
        if rules != broken {
            wrong.push(format!(
                "said {rules:?}, but broken are {broken:?}: {said:#?}\n{text}"
            ));
        }
        for rule in broken {
            *faults.entry(rule).or_default() += 1;
            assert!(
                check.is_none(),
                "{rule} is broken, and it is served:\n{text}"
            );
        }
        proved += usize::from(check.is_some());
    });
    assert!(
        wrong.is_empty(),
        "{} checks, first {}",
        wrong.len(),
        wrong[0]
    );
    (proved, faults)
}

#[test]
fn the_proof_finds_what_brute_force_finds_and_nothing_else() {
    let (proved, faults) = compare(1, |rule| {
        !matches!(rule, "check/pointless-question" | "check/pointless-choice")
    });
    println!("{proved} were proved; faults: {faults:?}");
    assert!(proved > wanted() / 30, "only {proved} were proved");
    assert_eq!(faults.len(), 7, "{faults:?}");
}

#[test]
fn a_pointless_question_is_found() {
    compare(5, |rule| rule == "check/pointless-question");
}

#[test]
fn every_set_of_answers_leads_where_a_second_evaluator_says() {
    let mut sets = 0;
    for_every_drawn(2, wanted(), |drawn, space, text, _, check| {
        let Some((check, proof)) = check else { return };
        let space = &space();
        let mut counts = vec![0u64; drawn.outcomes.len()];
        for (at, set) in space.sets.iter().enumerate() {
            let mut answers = answers_of(check, set);
            answers.drop_hidden(check);
            assert!(
                answers == answers_of(check, &space.seen[at]),
                "{set:?}\n{text}"
            );
            assert_eq!(
                led_of(check.result(&answers)),
                space.led[at],
                "{set:?}\n{text}"
            );
            if space.valid[at] {
                counts[space.led[at].0.unwrap()] += 1;
            }
            sets += 1;
        }
        for (outcome, count) in counts.iter().enumerate() {
            assert_eq!(
                proof.count(outcome),
                count.to_string(),
                "o{outcome}\n{text}"
            );
        }
        assert_eq!(
            proof.total(),
            counts.iter().sum::<u64>().to_string(),
            "{text}"
        );
    });
    assert!(sets > wanted() * 5, "only {sets} sets were tried");
}

#[test]
fn a_result_can_happen_when_some_answers_lead_to_it_and_only_then() {
    for_every_drawn(3, wanted(), |drawn, space, text, _, check| {
        let Some((check, proof)) = check else { return };
        let space = &space();
        let reached: BTreeSet<&Led> = (0..space.sets.len())
            .filter(|at| {
                let pressing = drawn.is_pressing(space.led[*at].0.unwrap());
                space.valid[*at] || (pressing && space.plain[*at])
            })
            .map(|at| &space.led[at])
            .collect();
        let mut findings: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
        for index in 0..drawn.findings.len() {
            for shorter in findings.clone() {
                for level in [0, 1] {
                    let mut longer = shorter.clone();
                    longer.push((index, level));
                    findings.push(longer);
                }
            }
        }
        for outcome in 0..drawn.outcomes.len() {
            for bits in 0..1usize << drawn.advice.len() {
                let advice: Vec<usize> = (0..drawn.advice.len())
                    .filter(|one| bits >> one & 1 == 1)
                    .collect();
                for found in &findings {
                    let led: Led = (Some(outcome), advice.clone(), found.clone());
                    let result = result_of(&led);
                    let can = proof.can_happen(check, &result);
                    assert_eq!(can, reached.contains(&led), "{led:?}\n{text}");
                    // The address of a result is that result, whether it can happen or not.
                    let path = check.result_path(&result);
                    assert_eq!(check.result_at(&path), Some(result), "{path}\n{text}");
                    assert!(path.len() <= check.longest_result_path(), "{path}\n{text}");
                }
            }
        }
    });
}

/// The complete sets that agree with what is known.
fn completions<'a>(
    space: &'a Space,
    drawn: &'a Drawn,
    known: &'a [Option<Reply>],
) -> impl Iterator<Item = usize> + 'a {
    (0..space.sets.len()).filter(move |at| {
        space.valid[*at] && {
            let (_, shown) = drawn.seen(&space.sets[*at]);
            known.iter().enumerate().all(|(index, known)| {
                known
                    .as_ref()
                    .is_none_or(|known| !shown[index] || space.sets[*at][index] == *known)
            })
        }
    })
}

#[test]
fn a_result_is_shown_as_soon_as_it_is_certain_and_never_before() {
    let mut dice = Dice(44);
    let (mut early, mut asked) = (0, 0);
    let mut late: Vec<String> = Vec::new();
    for_every_drawn(4, wanted(), |drawn, space, text, _, check| {
        let Some((check, proof)) = check else { return };
        let space = &space();
        // Every set with nothing mistaken where there are few, else some, and some with mistakes.
        for _ in 0..150 {
            let at = dice.roll(space.sets.len());
            let mut set = space.sets[at].clone();
            let mut mistaken = Vec::new();
            for (index, ask) in drawn.asks.iter().enumerate() {
                if dice.chance(8) {
                    mistaken.push(index);
                } else if matches!(ask.kind, Kind::One | Kind::YesNo) && dice.chance(8) {
                    set[index].ticks = vec![0, 1];
                } else if dice.chance(15) {
                    set[index] = Reply::default();
                }
            }
            let shown_as = format!("{set:?}, mistaken {mistaken:?}");
            let answers = answers_of(check, &set);
            let admission = admit(check, proof, &answers, &mistaken);

            let (seen, shown) = drawn.seen(&set);
            let open: Vec<usize> = (0..set.len())
                .filter(|index| {
                    shown[*index] && (mistaken.contains(index) || drawn.open(&set).contains(index))
                })
                .collect();
            // What is open is not known, and then what is shown only because of it is not either.
            let mut cleared = seen;
            for index in &open {
                cleared[*index] = Reply::default();
            }
            let (cleared, now_shown) = drawn.seen(&cleared);
            let known: Vec<Option<Reply>> = (0..set.len())
                .map(|index| {
                    (now_shown[index] && !open.contains(&index)).then(|| cleared[index].clone())
                })
                .collect();
            let ends: BTreeSet<usize> = completions(space, drawn, &known)
                .map(|at| space.led[at].0.unwrap())
                .collect();
            match admission {
                Admission::Result(result) => {
                    let outcome = result.outcome;
                    assert!(
                        ends.iter().all(|end| *end >= outcome),
                        "o{outcome} is shown, but {ends:?} are still possible: {shown_as}\n{text}"
                    );
                    assert!(
                        proof.can_happen(check, &result),
                        "{result:?} is shown and has no page: {shown_as}\n{text}"
                    );
                    // What was ticked behind a mistaken question may count, but only for more urgency.
                    assert!(Some(outcome) <= drawn.led(&cleared).0, "{shown_as}\n{text}");
                    if open.is_empty() {
                        assert_eq!(led_of(Some(result)), drawn.led(&set), "{shown_as}\n{text}");
                    }
                    if !open.is_empty() {
                        assert!(drawn.is_pressing(outcome), "{shown_as}\n{text}");
                        early += 1;
                    }
                }
                Admission::Ask(questions) => {
                    asked += 1;
                    assert!(!open.is_empty(), "{questions:?}: {shown_as}\n{text}");
                    assert!(!questions.is_empty(), "{shown_as}\n{text}");
                    assert!(
                        questions.iter().all(|question| open.contains(question)),
                        "{questions:?} of {open:?}: {shown_as}\n{text}"
                    );
                    let one = ends.iter().next().filter(|_| ends.len() == 1);
                    if one.is_some_and(|end| drawn.is_pressing(*end)) {
                        let now = drawn.led(&cleared).0;
                        late.push(format!(
                            "{ends:?} is certain (now {now:?}), but {questions:?} are asked: {shown_as}\n{text}"
                        ));
                    }
                }
            }
        }
    });
    println!("{early} were shown early, {asked} asked for more");
    assert!(early > 100 && asked > 100, "{early} early, {asked} asked");
    assert!(late.is_empty(), "{} times, first {}", late.len(), late[0]);
}

/// A check with two questions, to plant faults in.
fn planted(outcomes: &str, more: &str) -> String {
    let drawn = Drawn {
        asks: vec![
            Ask {
                kind: Kind::Many,
                choices: 2,
                step: 0,
                unsure: true,
                optional: false,
                flag: Some(0),
                show_if: None,
            },
            Ask {
                kind: Kind::One,
                choices: 3,
                step: 1,
                unsure: false,
                optional: false,
                flag: None,
                show_if: None,
            },
        ],
        measures: Vec::new(),
        cares: vec!["emergency", "soon", "self-care"],
        outcomes: vec![
            Some(Rule::Ticked(0)),
            Some(Rule::Any(vec![Rule::Unsure(0), Rule::Choice(1, 2)])),
            None,
        ],
        advice: vec![(Rule::Choice(1, 1), vec![1, 2])],
        findings: Vec::new(),
        show: 1,
        worse: vec![1],
        examples: vec![(
            vec![
                Reply::default(),
                Reply {
                    ticks: vec![1],
                    ..Reply::default()
                },
            ],
            2,
        )],
    };
    let text = drawn.text("Planted");
    if outcomes.is_empty() {
        return text.replace("worse_upwards:", &format!("{more}worse_upwards:"));
    }
    let start = text.find("outcomes:\n").unwrap();
    let end = text.find("advice:\n").unwrap();
    format!("{}outcomes:\n{outcomes}{}", &text[..start], &text[end..])
}

#[track_caller]
fn says(text: &str, rule: &str) {
    let judged = Judged::of(&[text.to_owned()]);
    let said = judged.said(0);
    if rule.is_empty() {
        assert!(
            judged
                .article(0)
                .is_some_and(|article| article.check().is_some()),
            "{said:#?}"
        );
        return;
    }
    assert!(
        said.iter().any(|(one, _)| *one == rule),
        "{rule}: {said:#?}\n{text}"
    );
    assert!(judged.article(0).is_none(), "{rule}: it is served");
}

#[test]
fn each_kind_of_planted_fault_is_found() {
    says(&planted("", ""), "");
    let whole = planted("", "");
    says(
        &whole.replace("otherwise: true", "when: q1.c0"),
        "check/no-outcome",
    );
    says(
        &whole.replace(
            "when: q1.c1, with: [o1, o2]",
            "when: {all: [q0.none, q1.c1]}, with: [o0]",
        ),
        "check/never-happens",
    );
    says(
        &whole
            .replace("[q0.unsure, q1.c2]", "[q0.unsure, q1.c2, q0.ticked]")
            .replace("when: q0.ticked", "when: {at_least: 2, of: [q0.c0, q0.c1]}"),
        "check/red-flag",
    );
    says(
        &whole.replace(
            "when: q0.ticked",
            "when: {all: [q0.c0, {none_of: [q0.c1]}]}",
        ),
        "check/red-flag-lowers",
    );
    says(
        &whole.replace("[q0.unsure, q1.c2]", "[q0.none, q1.c2]"),
        "check/unsure-lowers",
    );
    says(
        &whole.replace("[q0.unsure, q1.c2]", "[q0.unsure, q1.c1]"),
        "check/worse-lowers",
    );
    says(&whole.replace("expect: o2", "expect: o1"), "check/example");
    says(
        &whole
            .replace("when: q1.c1, with", "when: q0.unsure, with")
            .replace("[q0.unsure, q1.c2]", "[q0.unsure]"),
        "check/pointless-question",
    );
}

#[test]
fn no_outcome_stands_below_a_less_urgent_one_whatever_stands_between() {
    says(
        &planted(
            "  - {id: o1, care: soon, when: q1.c2}\n  - {id: o2, care: not-for-you, when: q1.c1}\n  - {id: o0, care: emergency, otherwise: true}\n",
            "",
        ),
        "check/shape",
    );
}

#[test]
fn a_red_flag_never_ends_at_a_check_that_is_not_for_the_reader() {
    let text = planted(
        "  - {id: o2, care: not-for-you, when: q1.c1}\n  - {id: o0, care: emergency, when: [q0.ticked, q0.unsure]}\n  - {id: o1, care: soon, otherwise: true}\n",
        "",
    )
    .replace("worse_upwards: [q1]\n", "");
    let judged = Judged::of(std::slice::from_ref(&text));
    assert!(
        judged.article(0).is_none(),
        "it is served: {:#?}\n{text}",
        judged.said(0)
    );
}
