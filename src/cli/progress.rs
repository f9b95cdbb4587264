//! How far a long reading is: one line on the terminal that is written anew, and gone at the end.

use crate::self_check::words::grouped;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a reading may take before anything is said of it.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(100);

/// Does some work that counts what it has done of `total` files, and tells of it when it takes long.
/// Nothing is told where standard error is no terminal.
pub(super) fn with_progress<T>(total: usize, work: impl FnOnce(&AtomicUsize) -> T) -> T {
    let done = AtomicUsize::new(0);
    if !io::stderr().is_terminal() {
        return work(&done);
    }
    // Dropped at the end of the work, by a panic too, which ends the telling.
    let (working, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(|| tell(total, &done, ended));
        let _working = working;
        work(&done)
    })
}

fn tell(total: usize, done: &AtomicUsize, ended: mpsc::Receiver<()>) {
    let mut wait = PATIENCE;
    let mut told = false;
    // A terminal that is gone is no reason to end the work.
    while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        told = true;
        let read = done.load(Ordering::Relaxed);
        let total = grouped(&total.to_string());
        let line = format!("Reading … {} of {total}", grouped(&read.to_string()));
        let _ = write!(io::stderr(), "\r{line}");
    }
    if told {
        // Spaces take the line away on terminals of every kind.
        let _ = write!(io::stderr(), "\r{:60}\r", "");
    }
}
