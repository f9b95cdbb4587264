//! The words of one file, laid out for readers when they are first asked for.
//!
//! What a link in them becomes depends on other files, so they belong to one library; but most
//! pages of most editions are never asked for, and are never laid out.

use super::build::Around;
use super::parsed::ParsedFile;
use crate::markup::document::{Document, Heading};
use crate::markup::prose::Prose;
use std::sync::{Arc, OnceLock};

/// A file's words with its links and pictures as they are at an instant.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    of: Option<(Arc<ParsedFile>, Arc<Around>)>,
    document: OnceLock<Document>,
}

impl Words {
    pub(super) fn new(file: &Arc<ParsedFile>, around: &Arc<Around>) -> Self {
        Self {
            of: Some((Arc::clone(file), Arc::clone(around))),
            document: OnceLock::new(),
        }
    }

    /// The words; none of a file that is withheld.
    pub(super) fn document(&self) -> &Document {
        self.document.get_or_init(|| match &self.of {
            Some((file, around)) if !file.broken => file.render(&around.from(&file.path)),
            _ => Document::default(),
        })
    }

    /// The same words without any markup.
    pub(super) fn prose(&self) -> Prose {
        let file = self.of.as_ref().map(|(file, _)| file);
        file.map(|file| file.prose()).unwrap_or_default()
    }

    /// The same words as plain Markdown, with the sources as its footnotes. `absolute` makes an
    /// address of the site what a link to it from outside is.
    pub(super) fn markdown(&self, absolute: &dyn Fn(&str) -> String) -> String {
        match &self.of {
            Some((file, around)) if !file.broken => {
                let here = |address: &str| match address.strip_prefix('#') {
                    Some(_) => absolute(&format!("{}{address}", file.address)),
                    None => absolute(address),
                };
                file.markdown(&around.from(&file.path), &here)
            }
            _ => String::new(),
        }
    }

    /// The headings of the sections, without laying the words out.
    pub(super) fn headings(&self) -> impl Iterator<Item = &Heading> {
        let sections = self.of.iter().flat_map(|(file, _)| &file.outline.sections);
        sections.map(|section| &section.heading)
    }

    /// What they were read from.
    pub(super) fn reading(&self) -> Reading {
        Reading(self.of.as_ref().map(|(file, _)| Arc::clone(file)))
    }

    /// How many there are, without the words of numbers to call.
    pub(super) fn count(&self) -> usize {
        self.of.as_ref().map_or(0, |(file, _)| file.outline.words)
    }
}

/// One reading of a file. Two are equal when nothing was read anew between them.
#[derive(Clone, Debug)]
pub struct Reading(Option<Arc<ParsedFile>>);

impl PartialEq for Reading {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}
