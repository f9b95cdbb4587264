//! What readers see of each file at the instant.

use super::Builder;
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::shelf::folder_of;
use crate::content::standing::{Moment, Standing, standing};
use crate::diagnostics::{Diagnostic, Problems, rules};

/// What readers see of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Its page.
    Visible,
    /// That it is being put right.
    Correcting,
    /// That it was withdrawn.
    Withdrawn,
    /// Nothing.
    Nothing,
}

impl Builder<'_> {
    /// Decides for each file what readers see of it now, and which categories have a page in them.
    pub(super) fn decide_what_is_seen(&mut self) {
        let site = self
            .shelf
            .file_at("_index.md")
            .map(|index| &self.shelf.files[index].fields);
        let hide_unreviewed = site
            .and_then(|fields| fields.text("unreviewed_checks"))
            .is_some_and(|word| word.text == "hide");
        for file in &self.shelf.files {
            let seen = if !file.addressable || !file.kind.is_page_of_its_own() {
                Seen::Nothing
            } else {
                let in_future = dates_in_future(file, &mut self.moment);
                let broken = file.broken || !in_future.is_empty();
                self.problems.extend(in_future);
                match standing(&file.file, &file.fields, &mut self.moment) {
                    Standing::Hidden => Seen::Nothing,
                    // The operator may ask that no check is shown before a clinician has seen it.
                    Standing::Published
                        if file.kind == Kind::SelfCheck
                            && hide_unreviewed
                            && !file.fields.has("reviewed") =>
                    {
                        Seen::Nothing
                    }
                    Standing::Withdrawn => Seen::Withdrawn,
                    Standing::Published if broken => Seen::Correcting,
                    Standing::Published => Seen::Visible,
                }
            };
            self.seen.push(seen);
            if seen != Seen::Nothing {
                self.lived_in(&file.path);
            }
        }
        self.lived_in("_index.md");
        // A category is public by what is in it: without any page it is not there.
        for (file, seen) in self.shelf.files.iter().zip(&mut self.seen) {
            if matches!(file.kind, Kind::Site | Kind::Category)
                && file.addressable
                && self.alive.contains(folder_of(&file.path))
            {
                *seen = Seen::Visible;
            }
        }
    }

    /// Notes that the folders above a page have a page in them.
    fn lived_in(&mut self, path: &str) {
        let mut folder = folder_of(path);
        while self.alive.insert(folder.to_owned()) && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
}

/// Days that tell of the past and have not come yet.
fn dates_in_future(file: &ParsedFile, moment: &mut Moment) -> Vec<Diagnostic> {
    let mut problems = Problems::new(&file.file);
    let scheduled = file.fields.key_span("publish_from").is_some();
    for key in ["published", "updated", "reviewed"] {
        let Some((day, span)) = file.fields.date(key) else {
            continue;
        };
        if (key != "reviewed" && scheduled) || moment.has_come(day) {
            continue;
        }
        let help = if key == "published" {
            format!("to publish it on that day, add    publish_from: {day}")
        } else {
            "check the year and the month".to_owned()
        };
        problems
            .add(
                &rules::DATE_FUTURE,
                span,
                format!("{key}: {day} is in the future"),
            )
            .help(help);
    }
    problems.into_found()
}
