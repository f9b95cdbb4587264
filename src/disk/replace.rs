//! Puts a new text in the place of a file, whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// Puts a new text in the place of a file, whole or not at all: whoever reads it meanwhile gets the
/// old text or the new one, and so does everybody after a power cut. The file keeps its permissions.
///
/// # Errors
/// When the file does not hold `expected` any more, may not be written, or the disk says no: the
/// reason in words. The old file is then still there.
pub fn replace(path: &Path, expected: &[u8], text: &str) -> Result<(), String> {
    // A link stays a link: what it leads to is replaced.
    let real = fs::canonicalize(path).map_err(|error| why_not_written(&error))?;
    let unchanged = |path: &Path| match fs::read(path) {
        Ok(now) if now == expected => Ok(()),
        Ok(_) => Err("it was changed meanwhile; look at it and try again".to_owned()),
        Err(error) => Err(why_not_written(&error)),
    };
    unchanged(&real)?;
    let permissions = fs::metadata(&real)
        .map_err(|error| why_not_written(&error))?
        .permissions();
    if permissions.readonly() {
        return Err("it is write-protected".to_owned());
    }
    let (Some(folder), Some(name)) = (real.parent(), real.file_name()) else {
        return Err("it is not an ordinary file".to_owned());
    };
    // A name with a dot in front is ignored by whoever reads the folder.
    let new = folder.join(format!(
        ".{}.{}.new",
        name.to_string_lossy(),
        std::process::id()
    ));
    let written = write_new(&new, text.as_bytes(), permissions)
        .map_err(|error| why_not_written(&error))
        .and_then(|()| unchanged(&real))
        .and_then(|()| fs::rename(&new, &real).map_err(|error| why_not_written(&error)));
    if written.is_err() {
        // It may never have been made.
        let _ = fs::remove_file(&new);
        return written;
    }
    // The new name itself is on the disk when its folder is. Not every system can be asked for that.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn why_not_written(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there any more".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

fn write_new(path: &Path, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.set_permissions(permissions)?;
    file.write_all(bytes)?;
    file.sync_all()
}
