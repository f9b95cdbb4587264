//! The page of the preview that lists what leads to a page and to each of its sections, so that an
//! editor sees what a change touches.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use crate::content::uses::{How, LinksTo, Use};
use crate::content::{Library, address_of};
use askama::Template;
use std::num::NonZeroUsize;

/// What leads to a page.
#[derive(Debug, Template)]
#[template(path = "pages/leads.html", whitespace = "minimize")]
pub(super) struct LeadsPage<'a> {
    layout: Layout<'a>,
    /// The address of the page.
    to: &'a str,
    path: String,
    groups: Vec<Group>,
    /// The ids of sections that nothing leads to.
    free: Vec<String>,
}

/// What leads to one section, or to the page itself.
#[derive(Debug)]
pub struct Group {
    title: String,
    /// The id of the section.
    id: Option<String>,
    leads: Vec<Lead>,
}

/// A place that leads there.
#[derive(Debug)]
pub struct Lead {
    how: How,
    path: String,
    line: NonZeroUsize,
    /// Where its page is, when it has one.
    address: Option<String>,
    typed: String,
}

impl<'a> LeadsPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        to: &'a str,
        (path, links): (String, LinksTo),
        shell: &Shell<'_>,
    ) -> Self {
        let head = Head {
            title: "What leads here".to_owned(),
            description: "Everything that leads to a page and to each of its sections.",
            address: None,
            trail: vec![home_crumb(library)],
            refused: false,
        };
        let group = |title: &str, id: Option<&str>, gone: bool| Group {
            title: title.to_owned(),
            id: id.map(str::to_owned),
            leads: links
                .uses
                .iter()
                .filter(|one| one.gone == gone && (gone || one.section.as_deref() == id))
                .map(|one| Lead::of(library, one))
                .collect(),
        };
        let sections = links
            .anchors
            .iter()
            .map(|anchor| group(&anchor.words, Some(&anchor.id), false));
        let (groups, free): (Vec<Group>, Vec<Group>) =
            std::iter::once(group("The page", None, false))
                .chain(sections)
                .chain([group("Sections that are not there", None, true)])
                .partition(|group| !group.leads.is_empty());
        Self {
            layout: Layout::build(library, shell, head),
            to,
            path,
            groups,
            free: free.into_iter().filter_map(|group| group.id).collect(),
        }
    }
}

impl Lead {
    fn of(library: &Library, one: &Use) -> Self {
        let address = address_of(one.place.path_below()).to_string();
        Self {
            how: one.how,
            path: one.place.file.path().to_owned(),
            line: one.place.position().line,
            address: library.entry(&address).is_some().then_some(address),
            typed: one.typed.clone(),
        }
    }
}
