//! The program run to its end on a folder of files, as an editor runs a command.

use crate::driver::BASE;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// What it said, when it did what it should.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }

    /// Why it did not begin.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!(self.code, Some(2), "{}{}", self.out, self.err);
        assert!(self.out.is_empty(), "{}", self.out);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert!(!self.err.contains("os error"), "{}", self.err);
        self.err
    }
}

/// A desk: a folder with `articles` in it, in which commands are run.
#[derive(Debug)]
pub struct Desk(tempfile::TempDir);

impl Desk {
    /// With the base site and these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (path, text) in BASE.iter().chain(files) {
            desk.write(path, text);
        }
        desk
    }

    /// The folder the commands run in.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join("articles").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join("articles").join(path)).unwrap()
    }

    /// Every file, with its text.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_symlink() {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).unwrap();
                    files.push((name.display().to_string(), fs::read(&path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// Runs a command in it.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(self.0.path(), arguments)
    }
}

/// Runs the program in a folder, without settings of this machine.
#[track_caller]
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_health-preservation"));
    for name in ["ARTICLES", "LISTEN", "ORIGIN", "LOG"] {
        command.env_remove(format!("HEALTH_PRESERVATION_{name}"));
    }
    let output = command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
