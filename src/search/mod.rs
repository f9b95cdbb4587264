//! Finds articles by a reader's words.
//!
//! 1. [`query`]: what was typed, read into words and phrases by our own code.
//! 2. [`index`]: the words of everything that readers can open, in memory, brought up to a library
//!    by what changed. What it gives out, a [`Searchable`], never changes.
//! 3. `find`: which articles have the words, their synonyms, or words that are spelled nearly so.
//! 4. `passage`: the section and the words of an article that fit best, for the list of results.
//! 5. `urgent`: searches that are first answered by how to get help.
//!
//! `words` and `tongue` say what a word is, for the index and for queries alike. This room knows
//! nothing of HTTP, and keeps nothing of what readers type.

pub mod index;
pub mod query;

mod find;
mod passage;
mod sets;
mod spelling;
mod tongue;
mod urgent;
mod vocabulary;
mod words;

pub use find::{Found, MOST};
pub use index::{SearchError, SearchIndex, Searchable};
pub use passage::{Hit, Piece};
pub use query::{Query, TooLong};
pub use urgent::Urgent;
