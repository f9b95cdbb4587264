//! What a reader typed, read into words and phrases.
//!
//! Nothing that is typed is syntax but quotes. There are no operators, wildcards or fields, and
//! the engine's own reader of queries is never used.

use super::tongue::Stems;
use super::words::{self, Word};
use std::ops::Range;

/// The most characters that are searched for.
pub const LONGEST: usize = 200;
/// The most words that are searched for.
pub const MOST_WORDS: usize = 8;

/// What a reader typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    terms: Vec<Term>,
    left_out: bool,
}

/// Words that a reader typed in quotes, or one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) words: Vec<Word>,
    pub(super) quoted: bool,
}

/// That more was typed than [`LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Query {
    /// Reads what a reader typed.
    ///
    /// # Errors
    /// When it is longer than [`LONGEST`].
    pub fn parse(typed: &str) -> Result<Self, TooLong> {
        let text = tidied(typed);
        if text.chars().count() > LONGEST {
            return Err(TooLong);
        }
        let terms = terms(&text);
        Ok(Self {
            text,
            terms,
            left_out: false,
        })
    }

    /// What was typed, on one line and without what cannot be seen.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no word in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether there are more words in it than are searched for.
    #[must_use]
    pub const fn left_out(&self) -> bool {
        self.left_out
    }

    /// The terms.
    pub(super) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The query without words that say nothing, unless it has no others, and without more words
    /// than are searched for.
    pub(super) fn to_the_point(&self, stems: &mut Stems) -> Self {
        let says = |stems: &mut Stems, term: &Term| {
            term.quoted || !stems.says_nothing(&term.words[0].folded)
        };
        let any = self.terms.iter().any(|term| says(stems, term));
        let mut short = Self {
            text: self.text.clone(),
            ..Self::default()
        };
        let mut room = MOST_WORDS;
        for term in &self.terms {
            if any && !says(stems, term) {
                continue;
            }
            let again = short.terms.iter().any(|other| other.reads_as(term));
            if again {
                continue;
            }
            if term.words.len() > room {
                short.left_out = true;
                // The beginning of a long phrase is still worth looking for.
                if room == 0 {
                    break;
                }
            }
            let mut term = term.clone();
            term.words.truncate(room);
            room -= term.words.len();
            short.terms.push(term);
        }
        short
    }

    /// The query with other words in some places of its text.
    pub(super) fn with(&self, mended: &[(Range<usize>, String)]) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, word) in mended {
            text.push_str(&self.text[at..range.start]);
            text.push_str(word);
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        let terms = terms(&text);
        Self {
            text,
            terms,
            left_out: self.left_out,
        }
    }
}

impl Term {
    /// Whether two terms look for the same.
    fn reads_as(&self, other: &Self) -> bool {
        let folded = |term: &Self| -> Vec<String> {
            term.words.iter().map(|word| word.folded.clone()).collect()
        };
        self.quoted == other.quoted && folded(self) == folded(other)
    }
}

/// A text on one line, without control characters and marks that turn the direction of writing.
fn tidied(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    for letter in typed.chars() {
        let unseen = matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        if unseen {
            continue;
        }
        let blank = letter.is_whitespace() || letter.is_control();
        if !blank {
            text.push(letter);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The terms of a text. A quote that is never closed is no quote.
fn terms(text: &str) -> Vec<Term> {
    let quotes: Vec<(usize, usize)> = text
        .char_indices()
        .filter(|(_, letter)| matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂'))
        .map(|(at, letter)| (at, at + letter.len_utf8()))
        .collect();
    let (pairs, _) = quotes.as_chunks::<2>();
    let mut terms: Vec<Term> = Vec::new();
    let mut last_pair = None;
    for word in words::words(text) {
        let pair = pairs
            .iter()
            .position(|[open, close]| open.1 <= word.range.start && word.range.end <= close.0);
        match terms.last_mut() {
            Some(term) if pair.is_some() && pair == last_pair => term.words.push(word),
            _ => terms.push(Term {
                words: vec![word],
                quoted: pair.is_some(),
            }),
        }
        last_pair = pair;
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tongue::Tongue;

    fn read(typed: &str) -> Vec<String> {
        let query = Query::parse(typed).unwrap();
        let query = query.to_the_point(&mut Tongue::of("en").stems());
        let read = query.terms.iter().map(|term| {
            let words: Vec<_> = term.words.iter().map(|word| word.folded.as_str()).collect();
            let quote = if term.quoted { "\"" } else { "" };
            format!("{quote}{}{quote}", words.join(" "))
        });
        read.collect()
    }

    #[test]
    fn only_quotes_mean_something() {
        assert_eq!(
            read("back AND (pain OR title:*~2)"),
            ["back", "pain", "title", "2"]
        );
        assert_eq!(
            read("“long run” «a b» \"c"),
            ["\"long run\"", "\"a b\"", "c"]
        );
        assert_eq!(read("\"\" \" \" x"), ["x"]);
    }

    #[test]
    fn words_that_say_nothing_are_left_out_unless_there_are_no_others() {
        assert_eq!(read("why does my back hurt"), ["back", "hurt"]);
        assert_eq!(read("why me"), ["why", "me"]);
        assert_eq!(read("pain pain Pain"), ["pain"]);
    }

    #[test]
    fn eight_words_are_looked_for() {
        let query = Query::parse("b c d \"e f g h k\" l m n o p").unwrap();
        let short = query.to_the_point(&mut Tongue::of("en").stems());
        assert!(short.left_out());
        assert_eq!(
            read("b c d \"e f g h k\" l"),
            ["b", "c", "d", "\"e f g h k\""]
        );
        let short = Query::parse("b c d e f g h k").unwrap();
        assert!(!short.to_the_point(&mut Tongue::of("en").stems()).left_out());
    }

    #[test]
    fn what_is_typed_is_shown_on_one_line() {
        let query = Query::parse(" a\0b\u{202e}c\r\n\td \u{7f}").unwrap();
        assert_eq!(query.text(), "a bc d");
        assert!(Query::parse(&"x".repeat(200)).is_ok());
        assert!(Query::parse(&"x ".repeat(101)).is_err());
        assert!(Query::parse("🏃 ☂").unwrap().is_empty());
    }
}
