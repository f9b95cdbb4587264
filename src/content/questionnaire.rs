//! Self-checks as whoever reviews them needs them: drafts too, because a check is reviewed before
//! it is published.

use super::article::{self, Source};
use super::parsed::ParsedFile;
use super::shelf::{Found, Shelf};
use crate::markup::front_matter::plain_status;
use crate::self_check::Proved;
use std::sync::Arc;

/// A self-check that is proved, whether readers can open it or not.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    /// The path of its file, as problems are told with.
    pub file: String,
    /// What it is called.
    pub title: String,
    /// Whether it is a draft, published or withdrawn.
    pub status: String,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The questions and rules, and what was proved of them.
    pub proved: Arc<Proved>,
    sections: Vec<(String, String)>,
    about: Vec<(String, String)>,
}

impl Questionnaire {
    /// The heading of an outcome or a piece of advice.
    #[must_use]
    pub fn heading<'a>(&'a self, id: &'a str) -> &'a str {
        heading(&self.sections, id)
    }

    /// The heading of a section of the article that the check is about.
    #[must_use]
    pub fn heading_of_article<'a>(&'a self, id: &'a str) -> &'a str {
        heading(&self.about, id)
    }
}

impl Shelf {
    /// Every self-check that is proved, in the order of their paths.
    #[must_use]
    pub fn questionnaires(&self) -> Vec<Questionnaire> {
        let files = self.files.iter().map(|shelved| &*shelved.file);
        files
            .filter(|file| !file.broken)
            .filter_map(|file| {
                let about = file.fields.text("about").and_then(|typed| {
                    match self.look_up(&file.path, typed.text) {
                        Found::File { index, .. } => {
                            self.files.get(index).map(|shelved| &*shelved.file)
                        }
                        _ => None,
                    }
                });
                Some(Questionnaire {
                    file: file.file.path().to_owned(),
                    title: file.fields.text("title")?.text.to_owned(),
                    status: plain_status(&file.file).unwrap_or("draft").to_owned(),
                    sources: article::sources(&file.fields),
                    proved: Arc::clone(file.check.as_ref()?),
                    sections: headings(file),
                    about: about.map(headings).unwrap_or_default(),
                })
            })
            .collect()
    }
}

/// The ids of a file's sections, old ones too, with their headings.
fn headings(file: &ParsedFile) -> Vec<(String, String)> {
    let sections = file.outline.sections.iter();
    sections
        .flat_map(|section| {
            let heading = &section.heading;
            std::iter::once(&heading.id)
                .chain(&heading.old_ids)
                .map(|id| (id.clone(), heading.text.clone()))
        })
        .collect()
}

fn heading<'a>(headings: &'a [(String, String)], id: &'a str) -> &'a str {
    headings
        .iter()
        .find(|(name, _)| name == id)
        .map_or(id, |(_, text)| text)
}
