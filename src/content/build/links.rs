//! Links and pictures between files: what is wrong with them, and what they become on a page.
//!
//! A mistake here withholds no page. A link to a heading that is gone leads to its page, a link to
//! a page that readers cannot open stands there as plain words.

use super::Basis;
use super::seen::Seen;
use crate::content::parsed::ParsedFile;
use crate::content::shelf::{Found, Shelf};
use crate::content::site::{CallNumber, Site};
use crate::content::uses::{self, UsedIds};
use crate::diagnostics::{Diagnostic, Place, Problems, rules};
use crate::markup::document::{Call, Picture, Reference, Surroundings, Target};
use crate::text::nearest;
use rayon::prelude::*;
use std::sync::{Arc, OnceLock};

/// The site around its files, at one instant.
#[derive(Debug)]
pub(in crate::content) struct Around {
    shelf: Shelf,
    seen: Arc<Vec<Seen>>,
    shown: Arc<Vec<Arc<ParsedFile>>>,
    calls: [CallNumber; 3],
}

/// Looks after the links and pictures of every file; of those that cannot have become other than
/// they were before, it is known.
pub(super) fn check_all(
    shelf: &Shelf,
    public: &[Seen],
    shown: &[Arc<ParsedFile>],
    used: &OnceLock<UsedIds>,
    before: Option<&Basis>,
) -> Vec<Vec<Arc<Diagnostic>>> {
    let before = before.filter(|before| before.leads_as(shelf, public, shown));
    (0..shelf.files.len())
        .into_par_iter()
        .map(|index| {
            let file = &shelf.files[index].file;
            // What a missing heading may have become depends on other files' words, too.
            let certain =
                |problem: &Arc<Diagnostic>| problem.rule.id != rules::LINK_MISSING_HEADING.id;
            if let Some(before) = before
                && Arc::ptr_eq(&before.shelf.files[index].file, file)
                && before.of_links[index].iter().all(certain)
                && point_at(&before.of_links[index], shelf)
            {
                return before.of_links[index].clone();
            }
            let found = check(shelf, public, shown, used, index);
            found.into_iter().map(Arc::new).collect()
        })
        .collect()
}

/// Whether the other places that problems show are still those of the files as they are: a heading
/// may have moved to another line.
fn point_at(problems: &[Arc<Diagnostic>], shelf: &Shelf) -> bool {
    let mut places = problems.iter().flat_map(|problem| &problem.related);
    places.all(|place| shelf.has_text(&place.file))
}

impl Around {
    pub(super) fn new(
        shelf: &Shelf,
        seen: &Arc<Vec<Seen>>,
        shown: &Arc<Vec<Arc<ParsedFile>>>,
        site: &Site,
    ) -> Self {
        Self {
            shelf: shelf.clone(),
            seen: Arc::clone(seen),
            shown: Arc::clone(shown),
            calls: [
                site.emergency.clone(),
                site.urgent.clone(),
                site.crisis.clone(),
            ],
        }
    }

    /// The site as one of its files sees it.
    pub(in crate::content) const fn from<'a>(&'a self, path: &'a str) -> From<'a> {
        From { around: self, path }
    }
}

/// The site as one of its files sees it.
pub(in crate::content) struct From<'a> {
    around: &'a Around,
    path: &'a str,
}

impl From<'_> {
    /// The path of a picture that can be shown.
    pub(super) fn shown_picture(&self, destination: &str) -> Option<String> {
        self.drawing(destination).map(|(path, _)| path)
    }

    fn drawing(&self, destination: &str) -> Option<(String, (u32, u32))> {
        let (path, drawing) = self.around.shelf.drawing(self.path, destination)?;
        let size = drawing.size?;
        plain_name(&path).then_some((path, size))
    }
}

impl Surroundings for From<'_> {
    fn link(&self, destination: &str) -> Target {
        let around = self.around;
        let Found::File { index, fragment } = around.shelf.look_up(self.path, destination) else {
            return Target::Words;
        };
        if !opens(around.seen[index]) {
            return Target::Words;
        }
        let file = &around.shown[index];
        let known = |fragment: &&str| has_anchor(file, fragment);
        let fragment = fragment.filter(known);
        Target::Address(match fragment {
            Some(fragment) if file.path == self.path => format!("#{fragment}"),
            Some(fragment) => format!("{}#{fragment}", file.address),
            None => file.address.to_string(),
        })
    }

    fn picture(&self, destination: &str) -> Option<Picture> {
        let (path, (width, height)) = self.drawing(destination)?;
        Some(Picture {
            address: format!("/{path}"),
            width,
            height,
        })
    }

    fn call(&self, call: Call) -> (String, String) {
        let [emergency, urgent, crisis] = &self.around.calls;
        let number = match call {
            Call::Emergency => emergency,
            Call::Urgent => urgent,
            Call::Crisis => crisis,
        };
        (number.words.clone(), number.number.clone())
    }
}

/// Whether readers can open a file's page.
fn opens(seen: Seen) -> bool {
    seen == Seen::Visible
}

fn has_anchor(file: &ParsedFile, id: &str) -> bool {
    file.outline.anchors.iter().any(|(anchor, _)| anchor == id)
}

/// Whether a path can stand in an address as it is.
fn plain_name(path: &str) -> bool {
    path.bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"/-._".contains(&b))
}

/// Everything wrong with the links and pictures of one file.
///
/// `public` and `shown` say of each file what readers see of it.
fn check(
    shelf: &Shelf,
    public: &[Seen],
    shown: &[Arc<ParsedFile>],
    used: &OnceLock<UsedIds>,
    index: usize,
) -> Vec<Diagnostic> {
    let file = &shelf.files[index].file;
    let mut problems = Problems::new(&file.file);
    for link in &file.outline.links {
        check_link(shelf, (public, shown), used, index, link, &mut problems);
    }
    for picture in &file.outline.pictures {
        check_picture(shelf, &file.path, picture, &mut problems);
    }
    for key in ["mark", "image"] {
        check_mark(shelf, file, key, &mut problems);
    }
    problems.into_found()
}

/// What is wrong with the picture that a key of the front matter names.
fn check_mark(shelf: &Shelf, file: &ParsedFile, key: &str, problems: &mut Problems) {
    let Some(typed) = file.fields.text(key) else {
        return;
    };
    let picture = Reference {
        destination: typed.text.to_owned(),
        span: typed.span,
    };
    let mut found = Problems::new(&file.file);
    check_picture(shelf, &file.path, &picture, &mut found);
    for problem in found.into_found() {
        let message = problem.message.replace("; readers see its words", "");
        problems
            .add(&rules::MARK, typed.span, format!("{key}: {message}"))
            .help = problem.help;
    }
}

fn check_link(
    shelf: &Shelf,
    (public, shown): (&[Seen], &[Arc<ParsedFile>]),
    used: &OnceLock<UsedIds>,
    from: usize,
    link: &Reference,
    problems: &mut Problems,
) {
    let source = &shelf.files[from].file;
    let found = shelf.look_up(&source.path, &link.destination);
    // What is only counted needs no search for what was meant.
    if problems.is_full() {
        if !matches!(found, Found::File { .. }) {
            problems.add(&rules::LINK_MISSING_FILE, link.span, "");
        }
        return;
    }
    match found {
        Found::SiteAddress => {
            let path = link.destination.split('#').next().unwrap_or_default();
            let near = shelf.nearest_path(&source.path, path, false);
            problems
                .add(&rules::LINK_SITE_ADDRESS, link.span, "a link to another page is the path of its file, not its address")
                .help(near.map_or_else(
                    || "write it from this file on, such as    ../sleep/why-cant-you-fall-asleep.md".to_owned(),
                    |near| format!("write    {near}"),
                ));
        }
        Found::Outside => {
            problems
                .add(
                    &rules::LINK_MISSING_FILE,
                    link.span,
                    "this path leaves the articles' folder",
                )
                .help("each .. goes one folder up; take one away");
        }
        Found::Nothing { path } => {
            let near = match link.destination.strip_prefix("www.") {
                Some(rest) => Some(format!("https://www.{rest}")),
                None => shelf.nearest_path(&source.path, &path, false),
            };
            problems
                .add(&rules::LINK_MISSING_FILE, link.span, format!("there is no file {path}; readers see the words without a link"))
                .help(near.map_or_else(
                    || "write the path of a file from this file on, such as    ../sleep/why-cant-you-fall-asleep.md".to_owned(),
                    |near| format!("did you mean    {near}"),
                ));
        }
        Found::File { index, fragment } => {
            let target = &shelf.files[index].file;
            if let Some(fragment) = fragment
                && target.body.is_some()
                && !has_anchor(target, fragment)
                && !has_anchor(&shown[index], fragment)
            {
                let used = used.get_or_init(|| UsedIds::of(shelf));
                missing_heading(shelf, used, index, fragment, link, problems);
            }
            let reader_sees = opens(public[from]);
            if reader_sees && !opens(public[index]) && public[index] != Seen::Correcting {
                problems
                    .add(&rules::LINK_UNPUBLISHED, link.span, format!("readers cannot open {} yet, or any more; they see the words without a link", target.path))
                    .help("publish that page, or take the link away");
            }
        }
    }
}

fn missing_heading(
    shelf: &Shelf,
    used: &UsedIds,
    target: usize,
    fragment: &str,
    link: &Reference,
    problems: &mut Problems,
) {
    let path = &shelf.files[target].file.path;
    let problem = problems.add(
        &rules::LINK_MISSING_HEADING,
        link.span,
        format!("{path} has no heading with the id {fragment}; the link leads to the page"),
    );
    mend_heading(shelf, used, target, fragment, "#", problem);
}

/// Says what an id that is no heading's may have meant: one that is typed nearly the same, or a
/// heading that was renamed, with the line to write there. `mark` stands before an id.
pub(super) fn mend_heading(
    shelf: &Shelf,
    used: &UsedIds,
    target: usize,
    old: &str,
    mark: &str,
    problem: &mut Diagnostic,
) {
    let file = &shelf.files[target].file;
    let anchors = &file.outline.anchors;
    let near = nearest(old, anchors.iter().map(|(id, _)| id.as_str()));
    let renamed = uses::renamed(shelf, used, target, old);
    let before = uses::place_before(shelf, target, old);
    let mend = renamed.as_ref().map(|anchor| {
        let line = uses::heading_with(file, anchor, old);
        format!(
            "if the heading was renamed, write in {}    {line}",
            file.path
        )
    });
    // An id that the version before had was not mistyped.
    let near = near.filter(|_| before.is_none());
    match (near, mend) {
        (Some(near), Some(mend)) if renamed.as_ref().is_some_and(|one| one.id == near) => {
            problem.help(format!("did you mean    {mark}{near}    or, {mend}"))
        }
        (Some(near), _) => problem.help(format!("did you mean    {mark}{near}")),
        (None, Some(mend)) => problem.help(mend),
        (None, None) if anchors.is_empty() => problem.help(format!(
            "that page has no headings; take the {mark} part away"
        )),
        (None, None) => {
            let ids: Vec<_> = anchors
                .iter()
                .map(|(id, _)| format!("{mark}{id}"))
                .collect();
            problem.help(format!(
                "its headings are {}; if one was renamed, write    {{#new was={old}}}    there",
                ids.join(", ")
            ))
        }
    };
    if let Some(before) = before {
        problem.related(before.labelled("it was here"));
    }
    let candidate = near
        .and_then(|near| anchors.iter().find(|(id, _)| id == near))
        .map(|(_, span)| *span)
        .or(renamed.map(|anchor| anchor.span));
    if let Some(span) = candidate {
        problem.related(Place::new(&file.file, span).labelled("this one?"));
    }
}

/// Everything wrong with one picture's path.
fn check_picture(shelf: &Shelf, from: &str, picture: &Reference, problems: &mut Problems) {
    let found = shelf.drawing(from, &picture.destination);
    if problems.is_full() {
        if found.is_none() {
            problems.add(&rules::PICTURE_MISSING, picture.span, "");
        }
        return;
    }
    match found {
        None => {
            let near = shelf.nearest_path(from, &picture.destination, true);
            problems
                .add(&rules::PICTURE_MISSING, picture.span, format!("there is no picture {}; readers see its words", picture.destination))
                .help(near.map_or_else(
                    || "put the picture there (SVG, PNG, JPEG, WebP or GIF), and write its path from this file on".to_owned(),
                    |near| format!("did you mean    {near}"),
                ));
        }
        Some((path, drawing)) => {
            if drawing.size.is_none() {
                problems
                    .add(
                        &rules::PICTURE_UNREADABLE,
                        picture.span,
                        format!("the width and height of {path} cannot be read"),
                    )
                    .help(
                        "save it again as SVG with width and height, or as PNG, JPEG, WebP or GIF",
                    );
            } else if !plain_name(&path) {
                problems
                    .add(
                        &rules::PICTURE_UNREADABLE,
                        picture.span,
                        format!("the name {path} has signs that cannot stand in an address"),
                    )
                    .help("rename it with letters, digits and hyphens only");
            }
        }
    }
}
