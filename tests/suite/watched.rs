//! A site on a real disk for tests: a folder that is watched while it is served, and readers who ask
//! all the time.

use crate::driver::{BASE, NOW, Running, TestClock, TestSite};
use health_preservation::content::Shelf;
use health_preservation::disk::{Folder, Pace, Waker, Watcher};
use health_preservation::site::LiveSite;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for what happens in a moment on a machine that is not busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// As on a disk of the network: nobody tells that something has changed.
pub const UNTOLD: Pace = Pace {
    quiet: Duration::from_millis(20),
    every: Duration::from_millis(200),
    hints: false,
    glance: false,
};

/// A folder that is watched and served.
pub struct Watched {
    /// What the folder stands in; it goes away at the end.
    outer: tempfile::TempDir,
    /// What readers get.
    pub running: Running,
    waker: Waker,
    looks: Arc<AtomicUsize>,
    watching: Option<thread::JoinHandle<()>>,
}

/// Tries something as a machine that tells of changes has it, and as one that does not.
pub fn both_ways(attempt: impl Fn(Pace) + Sync) {
    let attempt = &attempt;
    thread::scope(|scope| {
        for pace in [Pace::SERVING, UNTOLD] {
            scope.spawn(move || attempt(pace));
        }
    });
}

/// Says that a test is done with, when it goes: at its end, and when it fails.
pub struct AtTheEnd<'a>(pub &'a AtomicBool);

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Waits until something holds.
#[track_caller]
pub fn eventually(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "it never came to pass that {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// Writes a file and the folders above it.
pub fn put(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Puts the base site into a folder.
pub fn put_base(folder: &Path) {
    for (path, text) in BASE {
        put(&folder.join(path), text);
    }
}

/// An article of the base site with other words at its beginning and its end.
pub fn article(version: u32) -> String {
    let (_, good) = BASE[3];
    let begun = good.replace("The answer in two", &format!("Begun {version}. The two"));
    format!("{begun}\nEnded {version}.\n")
}

/// The version of an article that a page shows; `None` when the page is not whole.
pub fn version_of(page: &str) -> Option<u32> {
    let number = |word: &str| -> Option<u32> {
        let (_, rest) = page.split_once(word)?;
        rest.split_once('.')?.0.parse().ok()
    };
    let (begun, ended) = (number("Begun ")?, number("Ended ")?);
    (begun == ended).then_some(begun)
}

impl Watched {
    /// Serves the base site, with what `prepare` does to its folder before.
    #[track_caller]
    pub fn start(pace: Pace, prepare: impl FnOnce(&Path)) -> Self {
        Self::at("articles", pace, |outer| {
            let folder = outer.join("articles");
            put_base(&folder);
            prepare(&folder);
        })
    }

    /// Serves a folder that `prepare` makes in an outer one.
    #[track_caller]
    pub fn at(folder: &str, pace: Pace, prepare: impl FnOnce(&Path)) -> Self {
        let outer = tempfile::tempdir().unwrap();
        prepare(outer.path());
        let (folder, sources) = Folder::open(&outer.path().join(folder)).unwrap();
        let clock = TestClock::at(NOW.parse().unwrap());
        let live = LiveSite::new(Shelf::build(&sources), Arc::new(clock.clone()));
        let live = Arc::new(live);
        let running = TestSite::bare(&[]).serve(Arc::clone(&live), clock);
        let watcher = Watcher::new(folder, pace);
        assert_eq!(
            watcher.has_hints(),
            pace.hints,
            "hints are there when asked for"
        );
        let waker = watcher.waker();
        let looks = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&looks);
        let watching = thread::spawn(move || {
            for look in watcher {
                counted.fetch_add(1, Ordering::SeqCst);
                if let Ok(changes) = look {
                    live.take_in(&changes);
                }
            }
        });
        Self {
            outer,
            running,
            waker,
            looks,
            watching: Some(watching),
        }
    }

    /// How many times the folder has been looked at.
    pub fn looks(&self) -> usize {
        self.looks.load(Ordering::SeqCst)
    }

    /// What the folder stands in.
    pub fn outer(&self) -> &Path {
        self.outer.path()
    }

    /// A path in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.outer.path().join("articles").join(path)
    }

    /// The status that an address answers with.
    #[track_caller]
    pub fn status(&self, address: &str) -> u16 {
        self.running.get(address).status
    }

    /// Whether the page at an address has these words.
    #[track_caller]
    pub fn shows(&self, address: &str, words: &str) -> bool {
        self.running.get(address).text().contains(words)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.waker.stop();
        if let Some(watching) = self.watching.take() {
            let _ = watching.join();
        }
    }
}
