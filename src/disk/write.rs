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
    let root = root_of(folder)?.path;
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

/// Replaces the text of a file in a folder, all of it or nothing: another text is written beside it
/// and takes its place in one step.
///
/// # Errors
/// When the file is not what was `expected`, because somebody has changed it meanwhile; when it
/// stands outside the folder, or cannot be written. It stays as it was then.
pub fn replace(folder: &Path, path: &str, expected: &str, new: &str) -> io::Result<()> {
    let root = root_of(folder)?.path;
    // A link is followed, so that it stays a link.
    let target = fs::canonicalize(root.join(path))?;
    if !target.starts_with(&root) {
        return Err(io::Error::other("it is a link that leaves the folder"));
    }
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::other("it is write-protected"));
    }
    let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
        return Err(io::Error::other("it is not an ordinary file"));
    };
    // Names that begin with a dot are no part of the site.
    let beside = parent.join(format!(
        ".{}.{}.new",
        name.to_string_lossy(),
        std::process::id()
    ));
    let written = write_beside(&beside, new, permissions).and_then(|()| {
        if fs::read(&target)? != expected.as_bytes() {
            return Err(io::Error::other(
                "it was changed meanwhile; look at it and try again",
            ));
        }
        fs::rename(&beside, &target)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
        return written;
    }
    // So that the new name outlives a loss of power too; not every system can.
    if let Ok(parent) = File::open(parent) {
        let _ = parent.sync_all();
    }
    Ok(())
}

fn write_beside(beside: &Path, text: &str, permissions: fs::Permissions) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_file_that_somebody_changed_meanwhile_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs").unwrap();
        let refused = replace(folder.path(), "a.md", "what we read", "ours").unwrap_err();
        assert!(refused.to_string().contains("changed meanwhile"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_keeps_its_permissions_and_a_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", folder.path().join("b.md")).unwrap();
        replace(folder.path(), "b.md", "before", "after").unwrap();
        assert!(folder.path().join("b.md").is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn nothing_is_written_through_a_link_that_leaves_the_folder() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("articles");
        fs::create_dir(&folder).unwrap();
        fs::write(outer.path().join("a.md"), "before").unwrap();
        symlink("../a.md", folder.join("a.md")).unwrap();
        assert!(replace(&folder, "a.md", "before", "after").is_err());
        assert!(create(&folder, "../b.md", "new").is_err());
        assert!(create(&folder, "a.md", "new").is_err());
        assert_eq!(
            fs::read_to_string(outer.path().join("a.md")).unwrap(),
            "before"
        );
        assert!(!outer.path().join("b.md").exists());
    }
}
