//! The page at the address of an article that was withdrawn.

use super::Shell;
use super::layout::{Head, Layout};
use super::lists::{self, ListedCategory};
use crate::content::{Absent, Library};
use askama::Template;

/// That a page was withdrawn, why, and where to get help.
#[derive(Debug, Template)]
#[template(path = "pages/gone.html", whitespace = "minimize")]
pub(super) struct GonePage<'a> {
    layout: Layout<'a>,
    because: Option<&'a str>,
    categories: Vec<ListedCategory<'a>>,
}

impl<'a> GonePage<'a> {
    pub(super) fn build(library: &'a Library, absent: &'a Absent, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: match &absent.title {
                Some(title) => format!("Withdrawn: {title}"),
                None => "This page has been withdrawn".to_owned(),
            },
            description: "This page has been withdrawn.",
            address: None,
            trail: absent.trail.clone(),
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            because: absent.because.as_deref(),
            categories: lists::named_categories(library),
        }
    }
}
