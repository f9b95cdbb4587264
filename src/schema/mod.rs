//! What front matter may hold, told to other programs, so that editors get completion and forms.
//!
//! Everything is made of the tables by which this site reads front matter itself: a new key needs
//! nothing here. [`json`] is the JSON Schema of each kind of file; [`decap`] configures Decap CMS
//! and Sveltia CMS, [`front_matter_cms`] the extension Front Matter CMS of VS Code. [`tree`] is what
//! they are made as before they are written.

pub mod decap;
pub mod front_matter_cms;
pub mod json;
pub mod tree;

use crate::markup::keys::Key;
use crate::text::capitalised;

/// A category that gets a form of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its path below the folder with the articles.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Whether a self-check stands in it.
    pub self_checks: bool,
}

/// A key as the label of a field: `also_known_as` is "Also known as".
fn label(key: &Key) -> String {
    let words = key.name.replace('_', " ");
    capitalised(&words)
}
