//! The only room that opens files: reads the articles' folder safely.
//!
//! Regular files only, capped in size, and no link that leaves the folder. What cannot be read
//! becomes an entry that says why, so that it is reported like any other mistake.

use crate::content::{Contents, Media, SourceEntry, Sources};
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The most bytes a Markdown file may have.
const TEXT_MOST: u64 = 256 * 1024;
/// The most bytes a picture may have.
const PICTURE_MOST: u64 = 4 * 1024 * 1024;

/// Reads every file of a folder.
///
/// # Errors
/// When the folder itself is missing, is no folder, or may not be read.
pub fn read_sources(folder: &Path) -> io::Result<Sources> {
    let root = fs::canonicalize(folder)?;
    if !root.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "it is not a folder",
        ));
    }
    fs::read_dir(&root)?;
    let mut files = Vec::new();
    let mut walk = WalkDir::new(&root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = walk.next() {
        match entry {
            Ok(entry) if entry.depth() > 0 && ignored(&entry.file_name().to_string_lossy()) => {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {
                // A link could lead anywhere on the machine: it is not walked, not even to refuse
                // each file.
                if entry.path_is_symlink() && !leads_inside(&root, entry.path()) {
                    walk.skip_current_dir();
                    files.push(SourceEntry {
                        path: shown(&root, entry.path()),
                        contents: Contents::Refused(
                            "it is a link to a folder outside this one".to_owned(),
                        ),
                    });
                }
            }
            Ok(entry) => files.push(read_entry(&root, entry.path())),
            Err(error) => {
                let path = error.path().map(Path::to_path_buf).unwrap_or_default();
                // A link whose target is gone, a folder that may not be read, a link in a circle.
                let reason = if error.loop_ancestor().is_some() {
                    "it is a link to a folder around it".to_owned()
                } else {
                    error
                        .io_error()
                        .map_or_else(|| "it cannot be read".to_owned(), reason_in_words)
                };
                files.push(SourceEntry {
                    path: shown(&root, &path),
                    contents: Contents::Refused(reason),
                });
            }
        }
    }
    Ok(Sources {
        folder: name_of(folder, &root),
        files,
    })
}

/// How a file or folder is called below `folder`, "" for the folder itself. It may be named as seen
/// from where the program was started, from the folder, or by the path that problems are told with.
/// `None` when nothing of that name is in there.
#[must_use]
pub fn path_within(folder: &Path, named: &Path) -> Option<String> {
    let root = fs::canonicalize(folder).ok()?;
    let beside = root.parent().unwrap_or(&root);
    [named.to_path_buf(), root.join(named), beside.join(named)]
        .iter()
        .filter_map(|path| {
            // Only the folders are followed: a link is known by its own name.
            let real = match (path.parent(), path.file_name()) {
                (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => {
                    fs::canonicalize(parent).ok()?.join(name)
                }
                (_, Some(name)) => fs::canonicalize(".").ok()?.join(name),
                _ => fs::canonicalize(path).ok()?,
            };
            fs::symlink_metadata(&real).ok()?;
            real.starts_with(&root).then(|| shown(&root, &real))
        })
        .next()
}

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

/// Files that tools leave behind, and notes for people.
fn ignored(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db" || name == "README.md"
}

fn leads_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
}

fn name_of(folder: &Path, root: &Path) -> String {
    let name = folder.file_name().or_else(|| root.file_name());
    name.map_or_else(
        || "articles".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn shown(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn read_entry(root: &Path, path: &Path) -> SourceEntry {
    let shown = shown(root, path);
    let contents = if shown.ends_with(".md") {
        read_text(root, path)
    } else if Media::of_name(&shown).is_some() {
        read_picture(root, path)
    } else {
        Ok(Contents::Stray)
    };
    SourceEntry {
        path: shown,
        contents: contents.unwrap_or_else(Contents::Refused),
    }
}

fn read_text(root: &Path, path: &Path) -> Result<Contents, String> {
    let (bytes, size) = read_capped(root, path, TEXT_MOST)?;
    if size > TEXT_MOST {
        let beginning = String::from_utf8_lossy(&bytes).into_owned();
        return Ok(Contents::TooLarge {
            beginning,
            size,
            most: TEXT_MOST,
        });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Contents::Text(text),
        Err(error) => Contents::NotUtf8 {
            at: error.utf8_error().valid_up_to(),
            readable: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    })
}

fn read_picture(root: &Path, path: &Path) -> Result<Contents, String> {
    let (bytes, size) = read_capped(root, path, PICTURE_MOST)?;
    if size > PICTURE_MOST {
        return Err(format!("it has {size} bytes; {PICTURE_MOST} is the most"));
    }
    Ok(Contents::Picture(bytes.into()))
}

/// The first bytes of a file, one more than `most` at the most, and its size.
fn read_capped(root: &Path, path: &Path, most: u64) -> Result<(Vec<u8>, u64), String> {
    let real: PathBuf = fs::canonicalize(path).map_err(|error| reason_in_words(&error))?;
    if !real.starts_with(root) {
        return Err("it is a link to a file outside the folder".to_owned());
    }
    // Asked before opening: opening a pipe would wait for a writer.
    let before = fs::metadata(&real).map_err(|error| reason_in_words(&error))?;
    if !before.is_file() {
        return Err("it is not an ordinary file".to_owned());
    }
    let file = File::open(&real).map_err(|error| reason_in_words(&error))?;
    let size = file
        .metadata()
        .map_err(|error| reason_in_words(&error))?
        .len();
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or_default() + 1);
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason_in_words(&error))?;
    let read = bytes.len() as u64;
    Ok((bytes, size.max(read)))
}

fn reason_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is a link to a file that is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "the server may not read it".to_owned(),
        _ => error.to_string(),
    }
}
