//! The JSON Schema (draft 2020-12) of front matter.
//!
//! YAML tools read `2025` as a number and `true` as no text, which this site reads as typed; so a
//! text may be these here too.

use super::tree::{Tree, map};
use crate::content::kinds::{ARTICLE, FileKind, PAGE, SELF_CHECK};
use crate::markup::keys::{Key, Shape};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
/// Small letters and digits, single hyphens between them: what an id is made of.
pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A length of time.
pub(super) const PERIOD: &str = "^[1-9][0-9]* (months?|years?)$";
/// A day, as far as a pattern can tell.
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
/// A web address.
pub(super) const ADDRESS: &str = "^https?://";

/// The schema of one kind of file.
#[must_use]
pub fn of_kind(kind: &FileKind) -> Tree {
    let schema = document(kind.what, body(kind));
    if kind.name == SELF_CHECK.name {
        schema.with("$defs", map([("rule", rule())]))
    } else {
        schema
    }
}

/// The schema of every file of a category but its `_index.md`: what it is, it says itself.
#[must_use]
pub fn of_pages() -> Tree {
    let says = |word: &str| {
        map([
            ("properties", map([("kind", map([("const", word.into())]))])),
            ("required", vec!["kind"].into()),
        ])
    };
    let choice = map([
        ("if", says(SELF_CHECK.name)),
        ("then", body(&SELF_CHECK)),
        (
            "else",
            map([
                ("if", says(PAGE.name)),
                ("then", body(&PAGE)),
                ("else", body(&ARTICLE)),
            ]),
        ),
    ]);
    document("An article, a page of prose or a self-check.", choice)
        .with("$defs", map([("rule", rule())]))
}

fn document(what: &str, schema: Tree) -> Tree {
    let mut document = map([
        ("$schema", DRAFT.into()),
        (
            "title",
            "Front matter of the Health Preservation Learning Network".into(),
        ),
        ("description", what.into()),
    ]);
    if let (Tree::Map(document), Tree::Map(schema)) = (&mut document, schema) {
        document.extend(schema);
    }
    document
}

fn body(kind: &FileKind) -> Tree {
    let mut properties = Vec::new();
    let mut required = Vec::new();
    for key in kind.keys() {
        let schema = match (key.name, kind.says) {
            ("kind", Some(word)) => map([("const", word.into())]),
            _ => shape(&key.shape),
        };
        properties.push((key.name.to_owned(), described(schema, key)));
        if key.required || (key.name == "kind" && kind.says.is_some()) {
            required.push(key.name);
        }
    }
    let body = map([
        ("type", "object".into()),
        ("properties", Tree::Map(properties)),
        ("required", required.into()),
        ("additionalProperties", false.into()),
    ]);
    if kind.published {
        body.with("if", status_is("published"))
            .with("then", published(kind))
    } else {
        body
    }
}

fn status_is(word: &str) -> Tree {
    map([
        (
            "properties",
            map([("status", map([("const", word.into())]))]),
        ),
        ("required", vec!["status"].into()),
    ])
}

/// What publishing asks for.
fn published(kind: &FileKind) -> Tree {
    let mut required = vec!["published"];
    let mut then = Vec::new();
    if kind.keys().any(|key| key.name == "sources") {
        required.push("sources");
        then.push((
            "properties".to_owned(),
            map([("sources", map([("minItems", 1.into())]))]),
        ));
    }
    then.push(("required".to_owned(), required.into()));
    Tree::Map(then)
}

fn described(schema: Tree, key: &Key) -> Tree {
    schema
        .with("description", format!("{}.", key.help))
        .with_some("examples", example(key).map(|one| Tree::List(vec![one])))
}

/// The value of the line that a table gives as an example, where it is one text.
pub(super) fn example(key: &Key) -> Option<Tree> {
    let value = key.example.strip_prefix(key.name)?.strip_prefix(": ")?;
    match key.shape {
        Shape::Text
        | Shape::Sentence(..)
        | Shape::Date
        | Shape::Period
        | Shape::Id
        | Shape::Url => Some(value.trim_matches('"').into()),
        _ => None,
    }
}

fn object(keys: &'static [Key]) -> Tree {
    let properties = keys
        .iter()
        .map(|key| (key.name.to_owned(), described(shape(&key.shape), key)))
        .collect();
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    map([
        ("type", "object".into()),
        ("properties", Tree::Map(properties)),
        ("required", required.into()),
        ("additionalProperties", false.into()),
    ])
}

fn text() -> Tree {
    map([
        ("type", vec!["string", "number", "boolean"].into()),
        ("pattern", "\\S".into()),
    ])
}

fn pattern(pattern: &str) -> Tree {
    map([("type", "string".into()), ("pattern", pattern.into())])
}

fn each(values: Tree) -> Tree {
    map([("type", "object".into()), ("additionalProperties", values)])
}

/// The words of a choice, and the numbers that YAML tools make of them.
fn words(words: &[&str]) -> Tree {
    let numbers = words.iter().filter_map(|word| word.parse::<i64>().ok());
    let all = words
        .iter()
        .map(|word| Tree::from(*word))
        .chain(numbers.map(Tree::from));
    map([("enum", Tree::List(all.collect()))])
}

fn shape(shape: &Shape) -> Tree {
    match shape {
        Shape::Text => text(),
        Shape::Sentence(least, most) => {
            let length = |count: &usize| Tree::from(i64::try_from(*count).unwrap_or(i64::MAX));
            map([
                ("type", "string".into()),
                ("minLength", length(least)),
                ("maxLength", length(most)),
            ])
        }
        Shape::Date => pattern(DAY),
        Shape::Period => pattern(PERIOD),
        Shape::Year => map([
            ("type", vec!["string", "integer"].into()),
            ("pattern", "^[0-9]{4}$".into()),
            ("minimum", 1000.into()),
            ("maximum", 9999.into()),
        ]),
        Shape::Id => map([
            ("type", vec!["string", "integer"].into()),
            ("pattern", ID.into()),
            ("minimum", 0.into()),
        ]),
        Shape::Choice(choices) => words(choices),
        Shape::Url => pattern(ADDRESS),
        Shape::List(inner) => map([("type", "array".into()), ("items", self::shape(inner))]),
        Shape::Map(keys) => object(keys),
        Shape::Texts => each(text()),
        Shape::YesNo => map([(
            "enum",
            Tree::List(vec![
                true.into(),
                false.into(),
                "true".into(),
                "false".into(),
                "yes".into(),
                "no".into(),
            ]),
        )]),
        Shape::Further(inner) => self::shape(inner),
        Shape::Named(keys) => each(object(keys)),
        Shape::Rule => map([("$ref", "#/$defs/rule".into())]),
        Shape::Answers => each(map([(
            "anyOf",
            Tree::List(vec![
                text(),
                map([("type", "array".into()), ("items", text())]),
            ]),
        )])),
    }
}

/// A rule of a self-check: a name, a comparison, or rules joined.
fn rule() -> Tree {
    let again = || map([("$ref", "#/$defs/rule".into())]);
    let several = || {
        map([
            ("type", "array".into()),
            ("items", again()),
            ("minItems", 1.into()),
        ])
    };
    let joined = |word: &str| {
        map([
            ("type", "object".into()),
            ("properties", Tree::Map(vec![(word.to_owned(), several())])),
            ("required", vec![word].into()),
            ("additionalProperties", false.into()),
        ])
    };
    let at_least = map([
        ("type", "object".into()),
        (
            "properties",
            map([
                (
                    "at_least",
                    map([("type", vec!["integer", "string"].into())]),
                ),
                ("of", several()),
            ]),
        ),
        ("required", vec!["at_least", "of"].into()),
        ("additionalProperties", false.into()),
    ]);
    map([
        (
            "description",
            "question.choice, question.ticked, question.none, question.unsure, measure >= 12.5, or any, all, none_of, at_least with of. A list means any.".into(),
        ),
        (
            "anyOf",
            Tree::List(vec![
                pattern("^[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*| *(>=|<=|>|<) *-?[0-9.]+)$"),
                several(),
                joined("any"),
                joined("all"),
                joined("none_of"),
                at_least,
            ]),
        ),
    ])
}
