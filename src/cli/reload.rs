//! Keeps a running site as its folder is, and tells what became of each change.

use super::terminal::style_for;
use super::words::{counted, in_words};
use crate::content::Changes;
use crate::diagnostics::render_human;
use crate::disk::Watcher;
use crate::site::{Edition, LiveSite, TakenIn};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

/// Takes changes of the folder into the site until the watcher is told to stop.
pub(super) fn keep_current(live: Arc<LiveSite>, watcher: Watcher) {
    thread::spawn(move || {
        let mut said = Said::default();
        for look in watcher {
            match look {
                Ok(changes) => said.take_in(&live, changes),
                Err(error) => said.cannot_look(&error),
            }
        }
    });
}

/// What was said, so that nothing is said again every few seconds.
#[derive(Default)]
struct Said {
    doubted: bool,
    gone: bool,
}

impl Said {
    /// Takes changes in. Should our own code fail on a file, the other files do not wait for it,
    /// and nor does what changes later.
    fn take_in(&mut self, live: &LiveSite, changes: Changes) {
        match catch_unwind(AssertUnwindSafe(|| live.take_in(&changes))) {
            Ok(taken_in) => self.taken_in(&taken_in, &changes),
            Err(_) => match (changes.files.as_slice(), changes.gone.as_slice()) {
                ([], []) => {}
                ([file], []) => cannot_take_in(&file.path),
                ([], [path]) => cannot_take_in(path),
                _ => halves(changes)
                    .into_iter()
                    .for_each(|half| self.take_in(live, half)),
            },
        }
    }

    fn taken_in(&mut self, taken_in: &TakenIn, changes: &Changes) {
        if std::mem::take(&mut self.gone) {
            eprintln!("The folder is there again.");
        }
        match taken_in {
            TakenIn::Nothing => {}
            TakenIn::Doubted { left, of } => {
                if !std::mem::replace(&mut self.doubted, true) {
                    eprintln!(
                        "Of {} only {left} would be left. Readers keep them all for now; in half a minute it is believed.",
                        counted(*of, "page")
                    );
                }
            }
            TakenIn::Published(edition) => {
                self.doubted = false;
                tell(edition, changes);
            }
        }
    }

    fn cannot_look(&mut self, error: &std::io::Error) {
        if !std::mem::replace(&mut self.gone, true) {
            eprintln!(
                "The folder cannot be read just now: {}. Readers keep what was read before.",
                in_words(error)
            );
        }
    }
}

/// The changes in two parts.
fn halves(mut changes: Changes) -> [Changes; 2] {
    let files = changes.files.len().div_ceil(2);
    let gone = changes.gone.len() / 2;
    let other = Changes {
        files: changes.files.split_off(files),
        gone: changes.gone.split_off(gone),
    };
    [changes, other]
}

fn cannot_take_in(path: &str) {
    eprintln!(
        "{path} cannot be taken in, by a mistake of ours: please report it. Readers keep what was read before."
    );
}

/// Says what was read, and the problems of the files that changed.
fn tell(edition: &Edition, changes: &Changes) {
    let read = counted(changes.files.len(), "changed file");
    let gone = match changes.gone.len() {
        0 => String::new(),
        gone => format!(", {gone} gone"),
    };
    let changed: HashSet<&str> = changes
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    let style = style_for(&std::io::stderr());
    for problem in edition.report().problems() {
        if changed.contains(problem.place.path_below()) {
            eprintln!("{}\n", render_human(problem, style));
        }
    }
    let errors = edition.report().errors();
    let state = match errors {
        0 => "no errors".to_owned(),
        errors => format!("{} in all files", counted(errors, "error")),
    };
    if changes.is_empty() {
        eprintln!("It has lasted half a minute, so readers now get what is there: {state}.");
    } else {
        eprintln!("Read {read}{gone}: {state}.");
    }
}

#[cfg(test)]
mod tests {
    use super::{LiveSite, Said};
    use crate::content::{Changes, Contents, Shelf, SourceEntry, Sources};
    use crate::site::Clock;
    use jiff::Timestamp;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Fails as often as it is told to, as our own code might.
    #[derive(Default)]
    struct Failing(AtomicUsize);

    impl Clock for Failing {
        fn now(&self) -> Timestamp {
            let left = |left: usize| left.checked_sub(1);
            let update = self
                .0
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, left);
            if update.is_ok() {
                // Unlike `panic!` this prints nothing.
                std::panic::resume_unwind(Box::new("the clock was told to fail"));
            }
            Timestamp::UNIX_EPOCH
        }
    }

    fn page(number: usize) -> SourceEntry {
        let text = format!(
            "---\nkind: page\ntitle: Page {number}\nsummary: One of the pages that a test takes into a site while it is served.\nstatus: published\npublished: 1970-01-01\n---\nWords.\n"
        );
        SourceEntry {
            path: format!("page-{number}.md"),
            contents: Contents::Text(text),
        }
    }

    #[test]
    fn a_failure_of_our_own_costs_the_file_it_is_about_and_no_other() {
        let clock = Arc::new(Failing::default());
        let live = LiveSite::new(
            Shelf::build(&Sources::default()),
            Arc::clone(&clock) as Arc<dyn Clock>,
        );
        // All eight at once fail, then the first four, then two, then the first one.
        clock.0.store(4, Ordering::SeqCst);
        let changes = Changes {
            files: (0..8).map(page).collect(),
            gone: Vec::new(),
        };
        Said::default().take_in(&live, changes);
        let edition = live.edition();
        let there = |number: usize| {
            let address = format!("/page-{number}");
            edition.library().entry(&address).is_some()
        };
        assert!(!there(0), "it fails each time");
        assert!((1..8).all(there));
    }
}
