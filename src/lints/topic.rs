//! Topics that are used once and are nearly another one: "knees" beside "knee".
//!
//! The one judgement here across files; whoever builds the library asks for it.

use crate::diagnostics::{Diagnostic, Place, rules};
use std::collections::HashMap;

/// How many letters two topics have at least when one letter may differ. "Hip" and "lip" are two.
const LONG: usize = 5;

/// The topics that only one place uses and that are nearly another topic, as warnings.
///
/// `topics` are those of all files, with where each is typed. One of two such topics is reported:
/// the later one of two that are both used once.
pub fn near<'a>(topics: impl IntoIterator<Item = (&'a str, Place)>) -> Vec<Diagnostic> {
    let mut order: Vec<&str> = Vec::new();
    let mut used: HashMap<&str, Vec<Place>> = HashMap::new();
    for (topic, place) in topics {
        let places = used.entry(topic).or_insert_with(|| {
            order.push(topic);
            Vec::new()
        });
        // Two are enough to know that it is used more than once.
        if places.len() < 2 {
            places.push(place);
        }
    }
    // Topics that are one slip apart have a form in common, so that 10,000 need no comparing in
    // pairs.
    let mut by_form: HashMap<String, Vec<usize>> = HashMap::new();
    let mut forms_of: Vec<Vec<String>> = Vec::with_capacity(order.len());
    for (index, topic) in order.iter().enumerate() {
        let forms = forms(topic);
        for form in &forms {
            by_form.entry(form.clone()).or_default().push(index);
        }
        forms_of.push(forms);
    }
    let mut found = Vec::new();
    for (index, topic) in order.iter().enumerate() {
        let [place] = &used[topic][..] else {
            continue;
        };
        let near = forms_of[index]
            .iter()
            .filter_map(|form| by_form.get(form))
            .flatten()
            .copied()
            .filter(|other| *other != index)
            .filter(|other| used[order[*other]].len() > 1 || *other < index)
            .filter(|other| is_near(topic, order[*other]))
            .min();
        if let Some(other) = near {
            let other = order[other];
            let mut warning = Diagnostic::new(
                &rules::TOPIC_NEAR_ANOTHER,
                place.clone(),
                format!("the topic {topic} is used here only, and there is a topic {other}"),
            );
            warning
                .help(format!(
                    "write {other} here too if it means the same, so that readers find both"
                ))
                .related(used[other][0].clone().labelled("the other one"));
            found.push(warning);
        }
    }
    found
}

/// A topic in small letters and digits, one and many alike.
fn plain(topic: &str) -> String {
    let letters: String = topic
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    match letters.strip_suffix('s') {
        Some(one) if one.len() >= 3 && !one.ends_with('s') => one.to_owned(),
        _ => letters,
    }
}

/// What a topic has in common with every topic that is one slip away: itself, and itself without
/// one of its letters.
fn forms(topic: &str) -> Vec<String> {
    let whole = plain(topic);
    let letters: Vec<char> = whole.chars().collect();
    let mut forms = Vec::new();
    if letters.len() >= LONG {
        // Type 1 and type 2 are two things, so a digit is never left out.
        let left_out = |at: &usize| !letters[*at].is_ascii_digit();
        for without in (0..letters.len()).filter(left_out) {
            let mut form = letters.clone();
            form.remove(without);
            forms.push(form.into_iter().collect());
        }
    }
    forms.push(whole);
    forms.sort();
    forms.dedup();
    forms
}

/// Whether two topics are one, or one slip apart after the same first letter.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let long = |text: &str| text.chars().count() >= LONG;
    one == other
        || (long(&one)
            && long(&other)
            && one.chars().next() == other.chars().next()
            && digits(&one).eq(digits(&other))
            && strsim::damerau_levenshtein(&one, &other) == 1)
}

fn digits(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{SourceFile, Span};
    use std::sync::Arc;

    fn told(topics: &[&str]) -> Vec<String> {
        let file = Arc::new(SourceFile::new("articles/a.md", ""));
        let place = Place::new(&file, Span::new(0, 0));
        near(topics.iter().map(|topic| (*topic, place.clone())))
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn a_topic_used_once_that_is_nearly_another_is_told_once() {
        for (topics, once) in [
            (["knee", "knee", "knees"], "knees"),
            (["Back pain", "back-pain", "back-pain"], "Back pain"),
            (["excercise", "exercise", "exercise"], "excercise"),
            (["sleep", "running", "slepe"], "slepe"),
        ] {
            let told = told(&topics);
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(
                told[0].starts_with(&format!("the topic {once} is used here only")),
                "{told:?}"
            );
        }
    }

    #[test]
    fn topics_that_are_two_things_are_left_alone() {
        for topics in [
            &["hip", "lip"][..],
            &["stress", "dress"],
            &["type 1 diabetes", "type 2 diabetes"],
            &["knees", "knee", "knees", "knee"],
            &["sleep", "sleep"],
            &["bus", "bu"],
        ] {
            assert_eq!(told(topics), Vec::<String>::new(), "{topics:?}");
        }
    }

    #[test]
    fn thousands_of_topics_are_compared_in_a_moment() {
        let topics: Vec<String> = (0..3_000).map(|number| format!("topic {number}")).collect();
        let started = std::time::Instant::now();
        let topics: Vec<&str> = topics.iter().map(String::as_str).collect();
        assert_eq!(told(&topics), Vec::<String>::new());
        assert!(started.elapsed().as_secs() < 5);
    }
}
