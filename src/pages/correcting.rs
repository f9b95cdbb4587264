//! The page at the address of an article that is being put right.

use super::Shell;
use super::layout::{Head, Layout};
use super::lists::{self, ListedCategory};
use crate::content::{Absent, Library};
use askama::Template;

/// That a page is being put right, and when to come back.
#[derive(Debug, Template)]
#[template(path = "pages/correcting.html", whitespace = "minimize")]
pub(super) struct CorrectingPage<'a> {
    layout: Layout<'a>,
    categories: Vec<ListedCategory<'a>>,
}

impl<'a> CorrectingPage<'a> {
    pub(super) fn build(library: &'a Library, absent: &'a Absent, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: match &absent.title {
                _ if shell.preview.is_some() => "This page cannot be shown yet".to_owned(),
                Some(title) => format!("Being corrected: {title}"),
                None => "This page is being corrected".to_owned(),
            },
            description: "This page is being corrected. Please come back in ten minutes.",
            address: None,
            trail: absent.trail.clone(),
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            categories: lists::named_categories(library),
        }
    }
}
