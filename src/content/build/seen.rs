//! What readers see of each file at the instant.

use super::Builder;
use crate::content::article::NotPublic;
use crate::content::library::Audience;
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::paths::folder_of;
use crate::content::placeholder;
use crate::content::shelf::Shelved;
use crate::content::standing::{Moment, Standing, Status};
use crate::diagnostics::{Diagnostic, Place, Problems, rules};
use std::sync::Arc;

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
    /// Decides for each file which version of it counts, what is seen of it now, and which
    /// categories have a page in them.
    pub(super) fn decide_what_is_seen(&mut self) {
        let shelf = self.shelf;
        let hide_unreviewed = shelf
            .file_at("_index.md")
            .is_some_and(|index| hides_unreviewed(&shelf.files[index]));
        let size = shelf.files.len();
        let (mut all_seen, mut all_public) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let mut all_shown = Vec::with_capacity(size);
        for (index, shelved) in shelf.files.iter().enumerate() {
            let (mut public, mut shown) = self.seen_of(index, shelved);
            let mut not_public = None;
            if public == Seen::Visible
                && hide_unreviewed
                && shown.kind == Kind::SelfCheck
                && (!shown.fields.has("reviewed") || shown.words_changed)
            {
                public = Seen::Nothing;
                not_public = Some(NotPublic::Unreviewed);
            }
            let mut seen = public;
            if self.audience == Audience::Editors && shelved.is_page() && seen == Seen::Nothing {
                (seen, shown) = self.seen_by_editors(shelved);
                not_public = not_public.or_else(|| Some(self.why_not_public(&shelved.file)));
            }
            if !Arc::ptr_eq(&shown, &shelved.file) && public == Seen::Visible {
                self.notes.insert(index, self.note_of(&shown));
            }
            if seen != Seen::Nothing {
                self.lived_in(&shown.path);
            }
            all_public.push(public);
            all_seen.push(seen);
            all_shown.push(shown);
            self.not_public.push(not_public);
        }
        self.lived_in("_index.md");
        // A category is public by what is in it: without any page it is not there.
        for (index, shelved) in shelf.files.iter().enumerate() {
            let file = &shelved.file;
            if matches!(file.kind, Kind::Site | Kind::Category)
                && file.addressable
                && self.alive.contains(folder_of(&file.path))
            {
                all_seen[index] = Seen::Visible;
                all_public[index] = Seen::Visible;
                let mut problems = Problems::new(&file.file);
                placeholder::check(&mut problems);
                self.tell(problems.into_found());
            }
        }
        self.seen = Arc::new(all_seen);
        self.public = Arc::new(all_public);
        self.shown = Arc::new(all_shown);
    }

    /// What readers see of a file, and the version of it that they see.
    fn seen_of(&mut self, index: usize, shelved: &Shelved) -> (Seen, Arc<ParsedFile>) {
        let file = &shelved.file;
        if !shelved.is_page() {
            return (Seen::Nothing, Arc::clone(shelved.counts()));
        }
        let in_future = dates_in_future(file, &mut self.moment);
        let broken = file.broken || !in_future.is_empty();
        if !in_future.is_empty() {
            self.in_future.insert(index, in_future);
        }
        let seen = match file.asks.standing(&mut self.moment) {
            Standing::Hidden => Seen::Nothing,
            Standing::Withdrawn => Seen::Withdrawn,
            Standing::Published if !broken => Seen::Visible,
            Standing::Published => return self.last_good(shelved),
        };
        (seen, Arc::clone(file))
    }

    /// What readers see of a published file with a mistake: its last good version, when there is
    /// one and that one was public.
    fn last_good(&mut self, shelved: &Shelved) -> (Seen, Arc<ParsedFile>) {
        let correcting = (Seen::Correcting, Arc::clone(&shelved.file));
        let Some(good) = &shelved.good else {
            return correcting;
        };
        if !good.kind.is_page_of_its_own() || !dates_in_future(good, &mut self.moment).is_empty() {
            return correcting;
        }
        let seen = match good.asks.standing(&mut self.moment) {
            // It waits for its day; a mistake does not announce it.
            Standing::Hidden if good.asks.status == Status::Published => Seen::Nothing,
            Standing::Published if !shelved.taken_down => Seen::Visible,
            Standing::Withdrawn => Seen::Withdrawn,
            Standing::Published | Standing::Hidden => return correcting,
        };
        (seen, Arc::clone(good))
    }

    /// What editors see of a file that readers do not.
    fn seen_by_editors(&self, shelved: &Shelved) -> (Seen, Arc<ParsedFile>) {
        let file = &shelved.file;
        if !file.broken {
            return (Seen::Visible, Arc::clone(file));
        }
        match &shelved.good {
            Some(good) if good.kind.is_page_of_its_own() => (Seen::Visible, Arc::clone(good)),
            _ => (Seen::Correcting, Arc::clone(file)),
        }
    }

    fn why_not_public(&mut self, file: &ParsedFile) -> NotPublic {
        match (file.asks.status, file.asks.publish_from) {
            (Status::Published, Some(from)) => NotPublic::From(from),
            _ => NotPublic::Draft,
        }
    }

    /// What is said of a mistake that readers do not see.
    fn note_of(&self, shown: &ParsedFile) -> String {
        let version = match shown.read_at {
            Some(read) => {
                let read = read.to_zoned(self.moment.zone().clone());
                format!("the version of {}", read.strftime("%H:%M"))
            }
            None => "the version before".to_owned(),
        };
        format!("readers still see {version}; nothing else is affected")
    }

    /// Notes that the folders above a page have a page in them.
    fn lived_in(&mut self, path: &str) {
        let mut folder = folder_of(path);
        while self.alive.insert(folder.to_owned()) && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
}

/// Whether the site hides self-checks that nobody has reviewed: when its file says so, or said so
/// before a mistake was made in it.
fn hides_unreviewed(site: &Shelved) -> bool {
    let good = site.good.as_ref().filter(|_| site.file.broken);
    std::iter::once(&site.file).chain(good).any(|file| {
        let word = file.fields.text("unreviewed_checks");
        word.is_some_and(|word| word.text == "hide")
    })
}

/// Days that tell of the past and have not come yet.
fn dates_in_future(file: &ParsedFile, moment: &mut Moment) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (key, day, span) in file.asks.told_too_early(moment) {
        let help = if key == "published" {
            format!("to publish it on that day, add    publish_from: {day}")
        } else {
            "check the year and the month".to_owned()
        };
        let place = Place::new(&file.file, span);
        let message = format!("{key}: {day} is in the future");
        let mut problem = Diagnostic::new(&rules::DATE_FUTURE, place, message);
        problem.help(help);
        found.push(problem);
    }
    found
}
