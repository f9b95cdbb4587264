//! How each page reads, in numbers: drafts too, because that is when it helps its writer.

use super::shelf::Shelf;
use crate::lints::statistics::{self, Statistics};
use crate::markup::front_matter::plain_status;
use rayon::prelude::*;

/// How a page reads.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The path of its file, as problems are told with.
    pub file: String,
    /// Whether it is a draft, published or withdrawn.
    pub status: String,
    /// The numbers; `None` of a file with an error in it, whose words may not be what was meant.
    pub statistics: Option<Statistics>,
}

impl Shelf {
    /// How every page of its own reads whose file is asked for, in the order of their paths.
    #[must_use]
    pub fn figures(&self, asked_for: impl Fn(&str) -> bool + Sync) -> Vec<Figures> {
        self.files
            .par_iter()
            .map(|shelved| &shelved.file)
            .filter(|file| file.kind.is_page_of_its_own() && asked_for(file.file.path()))
            .map(|file| Figures {
                file: file.file.path().to_owned(),
                status: plain_status(&file.file).unwrap_or("draft").to_owned(),
                statistics: (!file.broken).then(|| statistics::of(&file.prose(), &file.file)),
            })
            .collect()
    }
}
