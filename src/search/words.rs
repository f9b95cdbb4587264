//! How text is cut into words, for the index and for what readers type alike.
//!
//! Small letters, without accents, in one form of Unicode; apostrophes and characters that cannot
//! be seen belong to no word. So `Café`, `cafe` with a combining accent and `CAFE` are one word.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of more letters than this is no word that anybody looks for.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// The word, folded.
    pub(super) folded: String,
    /// Where it stands in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Its place among the words; one more is left free between lines.
    pub(super) place: usize,
}

/// The words of a text, one after the other.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    place: usize,
}

/// Goes through the words of a text.
pub(super) const fn words(text: &str) -> Words<'_> {
    Words {
        text,
        at: 0,
        place: 0,
    }
}

/// The words of a text without where they stand.
pub(super) fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

impl Words<'_> {
    /// Puts the next word into a word that is there already, so that nothing is made anew.
    pub(super) fn read(&mut self, word: &mut Word) -> bool {
        word.folded.clear();
        let mut letters = 0;
        for (offset, letter) in self.text[self.at..].char_indices() {
            let at = self.at + offset;
            let begun = !word.folded.is_empty();
            match part(letter) {
                Part::Letter => {
                    if !begun {
                        word.range.start = at;
                    }
                    letters += 1;
                    if letters <= LONGEST {
                        push(&mut word.folded, letter);
                    }
                    word.range.end = at + letter.len_utf8();
                }
                Part::Unseen => {}
                Part::Alone => {
                    if !begun {
                        word.range = at..at + letter.len_utf8();
                        word.folded.push(letter);
                    }
                    return self.finish(word);
                }
                Part::Between => {
                    if begun && letters <= LONGEST {
                        return self.finish(word);
                    }
                    word.folded.clear();
                    letters = 0;
                    if letter == '\n' {
                        self.place += 1;
                    }
                }
            }
        }
        if word.folded.is_empty() || letters > LONGEST {
            self.at = self.text.len();
            return false;
        }
        self.finish(word)
    }

    fn finish(&mut self, word: &mut Word) -> bool {
        // Three ways to write one word; the apostrophe is gone already.
        if word.folded == "cannot" {
            word.folded.truncate(3);
            word.folded.push('t');
        }
        self.at = word.range.end;
        word.place = self.place;
        self.place += 1;
        true
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word = Word::default();
        self.read(&mut word).then_some(word)
    }
}

/// What a character is to words.
enum Part {
    /// A letter or a digit.
    Letter,
    /// A character that is a word by itself: those scripts put no spaces between words.
    Alone,
    /// Nothing at all: an apostrophe, an accent that stands by itself, a soft hyphen, a mark that
    /// turns the direction of writing.
    Unseen,
    /// The end of a word.
    Between,
}

fn part(letter: char) -> Part {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Part::Letter,
        '\'' | '’' | '‘' | 'ʼ' | '＇' => Part::Unseen,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Part::Unseen
        }
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => Part::Unseen,
        _ if letter.is_ascii() => Part::Between,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            Part::Alone
        }
        _ if is_combining_mark(letter) => Part::Unseen,
        _ if letter.is_alphanumeric() => Part::Letter,
        _ => Part::Between,
    }
}

/// Adds a letter as it is folded.
fn push(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    // What Unicode does not take apart, though readers without the key do.
    let known = match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    if known.is_empty() {
        let plain = letter.nfkd().filter(|part| !is_combining_mark(*part));
        folded.extend(
            plain
                .flat_map(char::to_lowercase)
                .filter(|part| part.is_alphanumeric()),
        );
    } else {
        folded.push_str(known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_in_many_forms_is_one_word() {
        for text in [
            "Café",
            "cafe\u{301}",
            "CAFÉ",
            "ｃａｆé",
            "ca\u{ad}fé",
            "c\u{202e}afe",
        ] {
            assert_eq!(folded(text), ["cafe"], "{text}");
        }
        assert_eq!(folded("Can’t can't CANT"), ["cant", "cant", "cant"]);
        assert_eq!(folded("I cannot"), ["i", "cant"]);
        assert_eq!(folded("Straße œsophagus"), ["strasse", "oesophagus"]);
        assert_eq!(
            folded("long-distance (10,000)"),
            ["long", "distance", "10", "000"]
        );
        assert_eq!(folded("睡眠 ab"), ["睡", "眠", "ab"]);
        assert_eq!(folded("🏃\0\u{7} ' . \u{301}"), [""; 0]);
        assert_eq!(folded(&"a".repeat(41)), [""; 0]);
        assert_eq!(folded(&format!("{} b", "a".repeat(41))), ["b"]);
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Zu Fuß,\nnach Köln";
        let found: Vec<_> = words(text)
            .map(|word| (&text[word.range], word.place))
            .collect();
        assert_eq!(found, [("Zu", 0), ("Fuß", 1), ("nach", 3), ("Köln", 4)]);
    }
}
