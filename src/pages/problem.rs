//! The pages for requests that cannot be answered as they were meant.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use super::lists::{self, ListedCategory};
use crate::content::Library;
use askama::Template;

/// Why a request cannot be answered as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing stands at the address (404).
    NotFound,
    /// The address cannot be used that way (405).
    MethodNotAllowed,
    /// The address is longer than any of ours (414).
    AddressTooLong,
    /// A form came from another site (403).
    Refused,
    /// A form could not be read (400, 415).
    BadForm,
    /// What was sent is larger than any form of ours (413).
    TooLarge,
    /// What was sent did not arrive in time (408).
    Slow,
    /// The fault is ours (500).
    Failed,
}

impl Problem {
    /// The title, what happened, and what to do next.
    const fn words(self) -> [&'static str; 3] {
        match self {
            Self::NotFound => [
                "We cannot find this page",
                "There is nothing at this address.",
                "If you typed it, check the spelling. If a link brought you here, the page may have moved or been taken down. You can search for it, or look for it in the categories.",
            ],
            Self::MethodNotAllowed => [
                "This page is only for reading",
                "Something was sent to an address that takes nothing.",
                "Nothing was kept. Open the page again from its link or from the categories.",
            ],
            Self::AddressTooLong => [
                "This address is too long",
                "None of our pages has an address as long as this one.",
                "Check the link that brought you here, or find the page in the categories.",
            ],
            Self::Refused => [
                "This form was sent from another site",
                "We take answers only from the form on our own pages.",
                "Nothing was kept. To use the check, open it here: go to the home page, or choose a category, and fill in its form.",
            ],
            Self::BadForm => [
                "We could not read this form",
                "What was sent is not in the way our forms send it.",
                "Nothing was kept. Go back, open the page again and send the form once more.",
            ],
            Self::TooLarge => [
                "This is too much for our forms",
                "What was sent is longer than any form of ours.",
                "Nothing was kept. Go back, open the page again and fill in its form.",
            ],
            Self::Slow => [
                "Your answers did not arrive in time",
                "The connection was too slow, or it broke.",
                "Nothing was kept. Go back, where your answers should still stand, and send the form again. If you are worried, do not wait for this page: call for help.",
            ],
            Self::Failed => [
                "Something went wrong on our side",
                "We could not show you this page.",
                "It is not your fault, and nothing about you was kept. Please try again in a few minutes.",
            ],
        }
    }
}

/// What happened, what to do, and the categories.
#[derive(Debug, Template)]
#[template(path = "pages/problem.html", whitespace = "minimize")]
pub(super) struct ProblemPage<'a> {
    layout: Layout<'a>,
    happened: &'static str,
    next: &'static str,
    categories: Vec<ListedCategory<'a>>,
}

impl<'a> ProblemPage<'a> {
    pub(super) fn build(library: &'a Library, problem: Problem, shell: &Shell<'_>) -> Self {
        let [title, happened, next] = problem.words();
        let head = Head {
            title: title.to_owned(),
            description: happened,
            address: None,
            trail: vec![home_crumb(library)],
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            happened,
            next,
            categories: lists::named_categories(library),
        }
    }
}
