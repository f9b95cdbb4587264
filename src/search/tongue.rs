//! What the language of the site changes: the endings that words lose, and the words that say
//! nothing about what a reader looks for.

use super::words::{self, Word, Words};
use std::collections::{HashMap, HashSet};
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, StopWordFilter, TextAnalyzer, Token, TokenStream, Tokenizer,
    TokenizerManager,
};

/// The name of what cuts text into stems.
pub(super) const STEMS: &str = "stems";
/// The name of what cuts text into words as they are written.
pub(super) const WRITTEN: &str = "written";

/// What English questions are made of; a longer list than the engine's, which has no question
/// words and no "my".
const ENGLISH: &str = "a about after all also am an and any are as at be because been before \
being but by can could did do does doing dont for from get getting gets go going got had has have \
having he her his how i if in into is it its ive just me might more most much my no not of on or \
our please she should so some such than that the their them then there these they this those to \
too very was we were what whats when where which while who whose why will with would you your \
yours";

/// A language as search needs to know it.
#[derive(Clone, Debug)]
pub(super) struct Tongue {
    language: Option<Language>,
    empty: HashSet<String>,
}

impl Tongue {
    /// The tongue of a language tag such as `en-GB` (BCP 47). One that the engine does not know
    /// keeps its endings.
    pub(super) fn of(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        let language = match language.as_str() {
            "ar" => Some(Language::Arabic),
            "da" => Some(Language::Danish),
            "de" => Some(Language::German),
            "el" => Some(Language::Greek),
            "en" => Some(Language::English),
            "es" => Some(Language::Spanish),
            "fi" => Some(Language::Finnish),
            "fr" => Some(Language::French),
            "hu" => Some(Language::Hungarian),
            "it" => Some(Language::Italian),
            "nb" | "nn" | "no" => Some(Language::Norwegian),
            "nl" => Some(Language::Dutch),
            "pt" => Some(Language::Portuguese),
            "ro" => Some(Language::Romanian),
            "ru" => Some(Language::Russian),
            "sv" => Some(Language::Swedish),
            "ta" => Some(Language::Tamil),
            "tr" => Some(Language::Turkish),
            _ => None,
        };
        let empty = match language {
            Some(Language::English) => ENGLISH.split(' ').map(str::to_owned).collect(),
            _ => HashSet::new(),
        };
        Self { language, empty }
    }

    /// What cuts the texts of the index into words.
    pub(super) fn tokenizers(&self) -> TokenizerManager {
        // The engine's own come along: addresses are taken whole by one of them.
        let tokenizers = TokenizerManager::default();
        tokenizers.register(WRITTEN, TextAnalyzer::from(Folding::default()));
        let stems = TextAnalyzer::builder(Folding::default()).dynamic();
        let stems = match self.language {
            Some(language) => stems.filter_dynamic(Stemmer::new(language)),
            None => stems,
        };
        tokenizers.register(STEMS, stems.build());
        tokenizers
    }

    /// What takes the endings off single words.
    pub(super) fn stems(&self) -> Stems {
        let raw = TextAnalyzer::builder(RawTokenizer::default()).dynamic();
        let stemming = match self.language {
            Some(language) => raw.filter_dynamic(Stemmer::new(language)),
            None => raw,
        };
        // The engine has its list of empty words only as a filter of texts.
        let filter = self
            .language
            .filter(|language| *language != Language::English)
            .and_then(StopWordFilter::new);
        let sieve = filter.map(|filter| {
            let raw = TextAnalyzer::builder(RawTokenizer::default()).dynamic();
            raw.filter_dynamic(filter).build()
        });
        Stems {
            stemming: stemming.build(),
            sieve,
            empty: self.empty.clone(),
            known: HashMap::new(),
        }
    }
}

/// Takes the endings off words, each only once.
pub(super) struct Stems {
    stemming: TextAnalyzer,
    sieve: Option<TextAnalyzer>,
    empty: HashSet<String>,
    known: HashMap<String, String>,
}

impl Stems {
    /// A folded word without its ending.
    pub(super) fn of(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let mut stream = self.stemming.token_stream(word);
        let stem = if stream.advance() {
            stream.token().text.clone()
        } else {
            word.to_owned()
        };
        drop(stream);
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }

    /// Whether a folded word says nothing about what is looked for, as "why" and "my" do.
    pub(super) fn says_nothing(&mut self, word: &str) -> bool {
        self.empty.contains(word)
            || self
                .sieve
                .as_mut()
                .is_some_and(|sieve| !sieve.token_stream(word).advance())
    }
}

/// Our words as the engine wants them.
#[derive(Clone, Default)]
struct Folding {
    word: Word,
    token: Token,
}

impl Tokenizer for Folding {
    type TokenStream<'a> = Folded<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Folded<'a> {
        Folded {
            words: words::words(text),
            folding: self,
        }
    }
}

/// The words of one text.
struct Folded<'a> {
    words: Words<'a>,
    folding: &'a mut Folding,
}

impl TokenStream for Folded<'_> {
    fn advance(&mut self) -> bool {
        let Folding { word, token } = &mut *self.folding;
        if !self.words.read(word) {
            return false;
        }
        token.text.clear();
        token.text.push_str(&word.folded);
        token.position = word.place;
        token.position_length = 1;
        (token.offset_from, token.offset_to) = (word.range.start, word.range.end);
        true
    }

    fn token(&self) -> &Token {
        &self.folding.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.folding.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_takes_off_its_own_endings() {
        let mut english = Tongue::of("en-GB").stems();
        assert_eq!(english.of("running"), "run");
        assert_eq!(english.of("runs"), "run");
        assert_eq!(english.of("suicidal"), english.of("suicide"));
        assert!(english.says_nothing("why") && !english.says_nothing("pain"));
        let mut german = Tongue::of("de").stems();
        assert_eq!(german.of("schmerzen"), german.of("schmerz"));
        assert!(german.says_nothing("und") && !german.says_nothing("rucken"));
        let mut unknown = Tongue::of("xx").stems();
        assert_eq!(unknown.of("running"), "running");
        assert!(!unknown.says_nothing("why"));
    }
}
