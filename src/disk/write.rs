//! Writing what a command was asked to write, and nothing else.

use super::read::root_of;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Makes a new file in a folder. The folder it stands in is made where only that is missing; what is
/// there already is never touched.
///
/// # Errors
/// When the file is there already, would stand outside the folder, or cannot be written; it is not
/// there then.
pub fn create(folder: &Path, path: &str, text: &str) -> io::Result<()> {
    let root = root_of(folder)?;
    let target = root.join(path);
    let parent = target.parent().unwrap_or(&root);
    let made = match fs::create_dir(parent) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
        Err(error) => return Err(error),
    };
    let written = create_in(&root, parent, &target, text);
    if written.is_err() && made {
        // The reason told is why the file could not be written, not that its folder stays.
        let _ = fs::remove_dir(parent);
    }
    written
}

fn create_in(root: &Path, parent: &Path, target: &Path, text: &str) -> io::Result<()> {
    if !fs::canonicalize(parent)?.starts_with(root) {
        return Err(io::Error::other(
            "its folder is a link that leaves the folder with the articles",
        ));
    }
    let mut file = File::create_new(target)?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = fs::remove_file(target);
    }
    written
}
