//! A folder of articles on disk that is watched and previewed while a test writes to it.

// Two test programs use this module, each a part of it.
#![allow(dead_code)]

use crate::driver::{BASE, Reply, Running, TestClock, TestSite};
use health_preservation::content::{Audience, Contents, Shelf, SourceEntry};
use health_preservation::disk::{self, Folder, Pace, Waker, Watcher};
use health_preservation::site::LiveSite;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long anything is waited for; much longer than it takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The folder, and the preview of it.
#[derive(Debug)]
pub struct LiveFolder {
    pub site: Running,
    folder: tempfile::TempDir,
    waker: Waker,
    watching: Option<JoinHandle<()>>,
}

impl LiveFolder {
    /// The base site with these files added, on disk.
    #[track_caller]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self::bare(&[&BASE, files].concat())
    }

    /// These files and no others.
    #[track_caller]
    pub fn bare(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            write(folder.path().join("articles").join(path), text);
        }
        fs::create_dir_all(folder.path().join("articles")).unwrap();
        let (watched, sources) = Folder::open(&folder.path().join("articles")).unwrap();
        let site = TestSite::bare(&[]).preview();
        let clock = TestClock::at(site.now());
        let live = Arc::new(LiveSite::for_audience(
            Audience::Editors,
            Shelf::build(&sources),
            Arc::new(clock.clone()),
        ));
        let watcher = Watcher::new(watched, Pace::WRITING);
        let waker = watcher.waker();
        let site = site.serve(Arc::clone(&live), clock);
        let watching = thread::spawn(move || {
            for changes in watcher.flatten() {
                live.take_in(&changes);
            }
        });
        Self {
            site,
            folder,
            waker,
            watching: Some(watching),
        }
    }

    /// The files of another folder, which stays as it is.
    #[track_caller]
    pub fn copy_of(other: &Path) -> Self {
        let sources = disk::read_sources(other).expect("the folder can be read");
        let text = |file: &SourceEntry| match &file.contents {
            Contents::Text(text) => Some(text.clone()),
            _ => None,
        };
        let texts: Vec<(String, String)> = sources
            .files
            .iter()
            .filter_map(|file| Some((file.path.clone(), text(file)?)))
            .collect();
        let files: Vec<(&str, &str)> = texts
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        Self::bare(&files)
    }

    /// Where a file is.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("articles").join(path)
    }

    /// Saves a file.
    #[track_caller]
    pub fn write(&self, path: &str, text: &str) {
        write(self.path(path), text);
    }

    /// Deletes a file.
    #[track_caller]
    pub fn delete(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// Asks for a page until it is as it should be.
    #[track_caller]
    pub fn wait_for(&self, page: &str, so: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.site.get(page);
            if so(&reply) {
                return reply;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{page} was waited for in vain:\n{}",
                reply.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for LiveFolder {
    fn drop(&mut self) {
        self.waker.stop();
        if let Some(watching) = self.watching.take() {
            let _ = watching.join();
        }
    }
}

#[track_caller]
fn write(path: PathBuf, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
