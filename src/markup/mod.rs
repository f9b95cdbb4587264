//! One dialect of Markdown and one of front matter.
//!
//! 1. [`front_matter`] takes a file apart and reads its YAML as a spanned tree ([`node`]). Where
//!    YAML gives up, `slips` says why.
//! 2. [`keys`] reads that tree against a declared table of keys; [`dates`] reads days and periods;
//!    [`scalar`] writes a text so that it is read back.
//! 3. [`markdown`] turns the body into a [`document::Document`]: sections, care cards, pictures and
//!    prose. What a link leads to is asked of [`document::Surroundings`], because only the library
//!    that is being built knows.
//! 4. [`prose`] has the plain words of a body, for those who judge how it is written; [`saved`] its
//!    words as plain Markdown, for those who keep them; [`plain`] gives its words without how they
//!    are laid out, for those who judge what it says.
//!
//! The YAML and the Markdown library are used in this room and nowhere else. What a category or an
//! article is, is for `content` to say.

pub mod dates;
pub mod document;
pub mod front_matter;
pub mod keys;
pub mod markdown;
pub mod node;
pub mod plain;
pub mod prose;
pub mod saved;
pub mod scalar;

mod cards;
mod headings;
mod inline;
mod reader;
mod slips;
