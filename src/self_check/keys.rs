//! The keys of a self-check's front matter.

use super::CareLevel;
use crate::markup::keys::{Key, Shape, key};

/// The keys that make a questionnaire; those it shares with articles stand with the article's.
pub const SELF_CHECK_KEYS: &[Key] = &[
    key!(
        "intended_use",
        Shape::Text,
        required,
        "intended_use: Helps people of 16 and over … Not a diagnosis."
    ),
    key!("about", Shape::Text, required, "about: why-does-it-hurt.md"),
    key!(
        "steps",
        Shape::Any,
        required,
        "steps:    with    - title: First, rule out an emergency    and its questions below it"
    ),
    key!(
        "measures",
        Shape::Any,
        "measures:    with    activity: {sum: {moderate: 1, vigorous: 2}, unit: minutes}    below it"
    ),
    key!(
        "outcomes",
        Shape::Any,
        required,
        "outcomes:    with    - {id: emergency, care: emergency, when: nerves.ticked}    below it"
    ),
    key!(
        "advice",
        Shape::Any,
        "advice:    with    - {id: no-running, when: you.bone, with: [see-someone]}    below it"
    ),
    key!(
        "findings",
        Shape::Map(FINDINGS_KEYS),
        "findings:    with show, none and list below it"
    ),
    key!(
        "scale",
        Shape::Map(SCALE_KEYS),
        "scale:    with title and bands below it"
    ),
    key!(
        "worse_upwards",
        Shape::List(&Shape::Text),
        "worse_upwards: [pain]"
    ),
    key!(
        "examples",
        Shape::Any,
        required,
        "examples:    with    - {answers: {nerves: [saddle]}, expect: emergency}    below it"
    ),
];

pub(super) const STEP_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: First, rule out an emergency"
    ),
    key!("show_if", Shape::Any, "show_if: age.sixty-five"),
    key!(
        "questions",
        Shape::Any,
        required,
        "questions:    with    - id: nerves    below it"
    ),
];

pub(super) const QUESTION_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: nerves"),
    key!(
        "ask",
        Shape::Text,
        required,
        "ask: Do you have any of these now?"
    ),
    key!("hint", Shape::Text, "hint: Tick all that fit"),
    key!(
        "choose",
        Shape::Choice(&["one", "many", "yes-no"]),
        "choose: one"
    ),
    key!(
        "number",
        Shape::Map(NUMBER_KEYS),
        "number: {from: 40, to: 200, decimals: 1, unit: cm}"
    ),
    key!("red_flag", Shape::Text, "red_flag: emergency"),
    key!(
        "choices",
        Shape::Texts,
        "choices:    with    saddle: Numbness between your legs    below it"
    ),
    key!("none_label", Shape::Text, "none_label: No, none of these"),
    key!("unsure", Shape::YesNo, "unsure: true"),
    key!("unsure_label", Shape::Text, "unsure_label: I am not sure"),
    key!("yes_label", Shape::Text, "yes_label: \"Yes\""),
    key!("no_label", Shape::Text, "no_label: \"No\""),
    key!("optional", Shape::YesNo, "optional: true"),
    key!("show_if", Shape::Any, "show_if: units.metric"),
];

pub(super) const NUMBER_KEYS: &[Key] = &[
    key!("from", Shape::Text, required, "from: 40"),
    key!("to", Shape::Text, required, "to: 200"),
    key!(
        "decimals",
        Shape::Choice(&["0", "1", "2", "3"]),
        "decimals: 1"
    ),
    key!("unit", Shape::Text, required, "unit: cm"),
];

pub(super) const MEASURE_KEYS: &[Key] = &[
    key!("sum", Shape::Texts, "sum: {moderate: 1, vigorous: 2}"),
    key!("divide", Shape::Text, "divide: waist"),
    key!("by", Shape::Text, "by: height"),
    key!("unit", Shape::Text, "unit: minutes"),
];

pub(super) const OUTCOME_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: emergency"),
    key!(
        "care",
        Shape::Choice(&CareLevel::WORDS),
        required,
        "care: emergency"
    ),
    key!("when", Shape::Any, "when: nerves.ticked"),
    key!("otherwise", Shape::YesNo, "otherwise: true"),
];

pub(super) const ADVICE_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: no-running"),
    key!("when", Shape::Any, required, "when: you.bone-spot"),
    key!(
        "with",
        Shape::List(&Shape::Text),
        required,
        "with: [see-someone]"
    ),
];

pub(super) const FINDINGS_KEYS: &[Key] = &[
    key!("show", Shape::Text, "show: 3"),
    key!("none", Shape::Id, required, "none: no-single-reason"),
    key!(
        "list",
        Shape::List(&Shape::Map(FINDING_KEYS)),
        required,
        "list:    with    - id: too-much    below it"
    ),
];

pub(super) const FINDING_KEYS: &[Key] = &[
    key!("id", Shape::Id, required, "id: too-much"),
    key!(
        "section",
        Shape::Text,
        required,
        "section: running-too-far-or-too-hard"
    ),
    key!("likely", Shape::Any, "likely: [longest.much]"),
    key!("possible", Shape::Any, "possible: [longest.bit]"),
    key!(
        "because",
        Shape::Text,
        required,
        "because: A sudden step up has the best evidence."
    ),
];

pub(super) const SCALE_KEYS: &[Key] = &[
    key!(
        "title",
        Shape::Text,
        required,
        "title: Minutes of activity in a week"
    ),
    key!(
        "bands",
        Shape::List(&Shape::Map(BAND_KEYS)),
        required,
        "bands: [{outcome: below, label: Under the goal, to: \"150\"}]"
    ),
];

pub(super) const BAND_KEYS: &[Key] = &[
    key!("outcome", Shape::Text, required, "outcome: below"),
    key!("label", Shape::Text, required, "label: Under the goal"),
    key!("to", Shape::Text, "to: \"150\""),
];

pub(super) const EXAMPLE_KEYS: &[Key] = &[
    key!(
        "answers",
        Shape::Any,
        required,
        "answers: {nerves: [saddle]}"
    ),
    key!("expect", Shape::Text, required, "expect: emergency"),
    key!(
        "findings",
        Shape::List(&Shape::Text),
        "findings: [too-much-likely]"
    ),
    key!("advice", Shape::List(&Shape::Text), "advice: [no-running]"),
];
