//! Keeps a running site as its folder is, and tells what became of each change.

use super::terminal::style_for;
use super::words::{counted, in_words};
use crate::content::Changes;
use crate::diagnostics::render_human;
use crate::disk::Watcher;
use crate::site::{Edition, LiveSite, TakenIn};
use std::collections::HashSet;
use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Takes changes of the folder into the site until the watcher is told to stop.
pub(super) fn keep_current(live: Arc<LiveSite>, watcher: Watcher) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut said = Said::default();
        for look in watcher {
            match look {
                Ok(changes) => said.taken_in(&live.take_in(&changes), &changes),
                Err(error) => said.cannot_look(&error),
            }
        }
    })
}

/// What was said, so that nothing is said again every few seconds.
#[derive(Default)]
struct Said {
    doubted: bool,
    gone: bool,
}

impl Said {
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
    for problem in edition.report().problems() {
        let path = problem.place.file.path().split_once('/');
        if path.is_some_and(|(_, path)| changed.contains(path)) {
            eprintln!("{}\n", render_human(problem, style_for(&io::stderr())));
        }
    }
    let errors = edition.report().errors();
    let state = match errors {
        0 => "no errors".to_owned(),
        errors => format!("{} in all files", counted(errors, "error")),
    };
    eprintln!("Read {read}{gone}: {state}.");
}
