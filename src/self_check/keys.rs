//! The keys of a self-check's front matter.

use super::CareLevel;
use crate::markup::keys::{Key, Shape, key};

/// The keys that make a questionnaire; those it shares with articles stand with the article's.
pub const SELF_CHECK_KEYS: &[Key] = &[
    key!(
        "intended_use",
        Shape::Text,
        required,
        "intended_use: Helps people of 16 and over … Not a diagnosis.",
        "Who it is for, what it helps with, and what it is not"
    ),
    key!(
        "about",
        Shape::Text,
        required,
        "about: why-does-it-hurt.md",
        "The article it is about, as a path from this file"
    ),
    key!(
        "steps",
        Shape::Further(&Shape::List(&Shape::Map(STEP_KEYS))),
        required,
        "steps:    with    - title: First, rule out an emergency    and its questions below it",
        "The questions, in steps that are shown one after the other"
    ),
    key!(
        "measures",
        Shape::Named(MEASURE_KEYS),
        "measures:    with    activity: {sum: {moderate: 1, vigorous: 2}, unit: minutes}    below it",
        "Numbers made of answers"
    ),
    key!(
        "outcomes",
        Shape::Further(&Shape::List(&Shape::Map(OUTCOME_KEYS))),
        required,
        "outcomes:    with    - {id: emergency, care: emergency, when: nerves.ticked}    below it",
        "What it can come to, the most urgent first; the first that fits wins"
    ),
    key!(
        "advice",
        Shape::Further(&Shape::List(&Shape::Map(ADVICE_KEYS))),
        "advice:    with    - {id: no-running, when: you.bone, with: [see-someone]}    below it",
        "Sections added to some results"
    ),
    key!(
        "findings",
        Shape::Map(FINDINGS_KEYS),
        "findings:    with show, none and list below it",
        "The sections of the article that may fit the answers"
    ),
    key!(
        "scale",
        Shape::Map(SCALE_KEYS),
        "scale:    with title and bands below it",
        "A scale of bands, each an outcome"
    ),
    key!(
        "worse_upwards",
        Shape::List(&Shape::Text),
        "worse_upwards: [pain]",
        "Questions whose choices stand from best to worst"
    ),
    key!(
        "examples",
        Shape::Further(&Shape::List(&Shape::Map(EXAMPLE_KEYS))),
        required,
        "examples:    with    - {answers: {nerves: [saddle]}, expect: emergency}    below it",
        "Answers and what they must lead to"
    ),
];

pub(super) const STEP_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: First, rule out an emergency",
        "The heading of the step"
    ),
    key!(
        "show_if",
        Shape::Rule,
        "show_if: age.sixty-five",
        "When it is shown: a rule over earlier steps"
    ),
    key!(
        "questions",
        Shape::Further(&Shape::List(&Shape::Map(QUESTION_KEYS))),
        required,
        "questions:    with    - id: nerves    below it",
        "Its questions"
    ),
];

pub(super) const QUESTION_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: nerves", "Its name in rules"),
    key!(
        "ask",
        Shape::Text,
        required,
        "ask: Do you have any of these now?",
        "What is asked"
    ),
    key!(
        "hint",
        Shape::Text,
        "hint: Tick all that fit",
        "What helps to answer it"
    ),
    key!(
        "choose",
        Shape::Choice(&["one", "many", "yes-no"]),
        "choose: one",
        "How many choices can be ticked"
    ),
    key!(
        "number",
        Shape::Map(NUMBER_KEYS),
        "number: {from: 40, to: 200, decimals: 1, unit: cm}",
        "Which numbers it takes"
    ),
    key!(
        "red_flag",
        Shape::Text,
        "red_flag: emergency",
        "The outcome that any tick leads to at least"
    ),
    key!(
        "choices",
        Shape::Texts,
        "choices:    with    saddle: Numbness between your legs    below it",
        "What can be ticked: a name for rules, and the words for readers"
    ),
    key!(
        "none_label",
        Shape::Text,
        "none_label: No, none of these",
        "The words for none of these"
    ),
    key!(
        "unsure",
        Shape::YesNo,
        "unsure: true",
        "Whether \"not sure\" is offered"
    ),
    key!(
        "unsure_label",
        Shape::Text,
        "unsure_label: I am not sure",
        "The words for not sure"
    ),
    key!(
        "yes_label",
        Shape::Text,
        "yes_label: \"Yes\"",
        "The words for yes"
    ),
    key!(
        "no_label",
        Shape::Text,
        "no_label: \"No\"",
        "The words for no"
    ),
    key!(
        "optional",
        Shape::YesNo,
        "optional: true",
        "Whether it may be left out"
    ),
    key!(
        "show_if",
        Shape::Rule,
        "show_if: units.metric",
        "When it is shown: a rule over earlier steps"
    ),
];

pub(super) const NUMBER_KEYS: &[Key] = &[
    key!("from", Shape::Text, required, "from: 40", "The least"),
    key!("to", Shape::Text, required, "to: 200", "The most"),
    key!(
        "decimals",
        Shape::Choice(&["0", "1", "2", "3"]),
        "decimals: 1",
        "How many digits after the point"
    ),
    key!(
        "unit",
        Shape::Text,
        required,
        "unit: cm",
        "The unit, as shown"
    ),
];

pub(super) const MEASURE_KEYS: &[Key] = &[
    key!(
        "sum",
        Shape::Texts,
        "sum: {moderate: 1, vigorous: 2}",
        "What is added, each with its weight"
    ),
    key!("divide", Shape::Text, "divide: waist", "What is divided"),
    key!("by", Shape::Text, "by: height", "What it is divided by"),
    key!("unit", Shape::Text, "unit: minutes", "The unit, as shown"),
];

pub(super) const OUTCOME_KEYS: &[Key] = &[
    key!(
        "id",
        Shape::Id,
        required,
        "id: emergency",
        "Its name, and the id of its section below"
    ),
    key!(
        "care",
        Shape::Choice(&CareLevel::WORDS),
        required,
        "care: emergency",
        "How soon it asks for help"
    ),
    key!(
        "when",
        Shape::Rule,
        "when: nerves.ticked",
        "The rule it fits by"
    ),
    key!(
        "otherwise",
        Shape::YesNo,
        "otherwise: true",
        "Fits whatever no other outcome does"
    ),
];

pub(super) const ADVICE_KEYS: &[Key] = &[
    key!(
        "id",
        Shape::Id,
        required,
        "id: no-running",
        "Its name, and the id of its section below"
    ),
    key!(
        "when",
        Shape::Rule,
        required,
        "when: you.bone-spot",
        "The rule it is added by"
    ),
    key!(
        "with",
        Shape::List(&Shape::Text),
        required,
        "with: [see-someone]",
        "The outcomes it is added to"
    ),
];

pub(super) const FINDINGS_KEYS: &[Key] = &[
    key!("show", Shape::Text, "show: 3", "How many are shown at most"),
    key!(
        "none",
        Shape::Id,
        required,
        "none: no-single-reason",
        "The section below that is shown when none fits"
    ),
    key!(
        "list",
        Shape::List(&Shape::Map(FINDING_KEYS)),
        required,
        "list:    with    - id: too-much    below it",
        "The findings, in the order shown"
    ),
];

pub(super) const FINDING_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: too-much", "Its name"),
    key!(
        "section",
        Shape::Text,
        required,
        "section: running-too-far-or-too-hard",
        "The id of the article's section"
    ),
    key!(
        "likely",
        Shape::Rule,
        "likely: [longest.much]",
        "The rule by which it fits well"
    ),
    key!(
        "possible",
        Shape::Rule,
        "possible: [longest.bit]",
        "The rule by which it may fit"
    ),
    key!(
        "because",
        Shape::Text,
        required,
        "because: A sudden step up has the best evidence.",
        "Why, for readers"
    ),
];

pub(super) const SCALE_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: Minutes of activity in a week",
        "What it measures"
    ),
    key!(
        "bands",
        Shape::List(&Shape::Map(BAND_KEYS)),
        required,
        "bands: [{outcome: below, label: Under the goal, to: \"150\"}]",
        "Its bands, from low to high"
    ),
];

pub(super) const BAND_KEYS: &[Key] = &[
    key!(
        "outcome",
        Shape::Text,
        required,
        "outcome: below",
        "The outcome it stands for"
    ),
    key!(
        "label",
        Shape::Text,
        required,
        "label: Under the goal",
        "What it is called"
    ),
    key!(
        "to",
        Shape::Text,
        "to: \"150\"",
        "The mark at its upper end; none at the last"
    ),
];

pub(super) const EXAMPLE_KEYS: &[Key] = &[
    key!(
        "answers",
        Shape::Answers,
        required,
        "answers: {nerves: [saddle]}",
        "The answers; what is left out is none, no or the first choice"
    ),
    key!(
        "expect",
        Shape::Text,
        required,
        "expect: emergency",
        "The outcome they lead to"
    ),
    key!(
        "findings",
        Shape::List(&Shape::Text),
        "findings: [too-much-likely]",
        "The findings they lead to"
    ),
    key!(
        "advice",
        Shape::List(&Shape::Text),
        "advice: [no-running]",
        "The advice they lead to"
    ),
];
