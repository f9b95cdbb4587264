//! Reading the articles' folder: what is in it, and the contents of each file.
//!
//! Regular files only, capped in size, and no link that leaves the folder. What cannot be read
//! becomes an entry that says why, so that it is reported like any other mistake.

use super::stamp::Stamp;
use crate::content::{Contents, Media, SourceEntry};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The most bytes a Markdown file may have.
const TEXT_MOST: u64 = 256 * 1024;
/// The most bytes a picture may have.
const PICTURE_MOST: u64 = 4 * 1024 * 1024;

/// The first bytes of a file and its size; `None` when it changed while it was read.
type Beginning = Option<(Vec<u8>, u64)>;

/// What stands at a path of the folder.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The path below the folder, with `/` between the parts.
    pub(super) path: String,
    /// Where it is on the disk.
    pub(super) at: PathBuf,
    /// What can be said of it without opening it.
    pub(super) stamp: Stamp,
}

/// What the folder holds.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) files: Vec<Found>,
    /// Folders in it that could not be looked into just now; what was known of them still holds.
    pub(super) unseen: Vec<String>,
}

/// A folder that can be read: its real path, and which folder it is that has this path just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) path: PathBuf,
    identity: (u64, u64),
}

/// The real place of a folder that can be read.
pub(super) fn root_of(folder: &Path) -> io::Result<Root> {
    let path = fs::canonicalize(folder)?;
    let metadata = fs::metadata(&path)?;
    if !metadata.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotADirectory,
            "it is not a folder",
        ));
    }
    fs::read_dir(&path)?;
    Ok(Root {
        identity: Stamp::identity(&metadata),
        path,
    })
}

/// Looks at every file of a folder without opening any.
pub(super) fn walk(root: &Path) -> Walk {
    let mut found = Walk::default();
    let mut walk = WalkDir::new(root)
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
                if entry.path_is_symlink() && !leads_inside(root, entry.path()) {
                    walk.skip_current_dir();
                    let reason = "it is a link to a folder outside this one".to_owned();
                    found
                        .files
                        .push(Found::at(root, entry.path(), Stamp::Refused(reason)));
                }
            }
            Ok(entry) => {
                let stamp = match entry.metadata() {
                    Ok(metadata) => Stamp::of(&metadata),
                    Err(error) => failed(entry.path(), &error),
                };
                found.files.push(Found::at(root, entry.path(), stamp));
            }
            Err(error) => {
                let path = error.path().map(Path::to_path_buf).unwrap_or_default();
                // A link whose target is gone, a folder that may not be read, a link in a circle.
                let stamp = if error.loop_ancestor().is_some() {
                    Stamp::Refused("it is a link to a folder around it".to_owned())
                } else {
                    found.unseen.push(shown(root, &path));
                    failed(&path, &error)
                };
                found.files.push(Found::at(root, &path, stamp));
            }
        }
    }
    found
}

/// What a path looks like of which the machine gives an error in place of a description.
fn failed(path: &Path, error: &walkdir::Error) -> Stamp {
    let Some(error) = error.io_error() else {
        return Stamp::Refused("it cannot be read".to_owned());
    };
    let reason = reason_in_words(error);
    if lasts(error) || path.is_symlink() {
        Stamp::Refused(reason)
    } else {
        Stamp::Silent(reason)
    }
}

/// Whether an error says something of the file, and not only of the moment.
fn lasts(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied
    )
}

impl Found {
    fn at(root: &Path, path: &Path, stamp: Stamp) -> Self {
        Self {
            path: shown(root, path),
            at: path.to_path_buf(),
            stamp,
        }
    }

    /// An ordinary file of the folder, by its real path; `None` when there is none.
    pub(super) fn known_at(root: &Path, at: &Path) -> Option<Self> {
        at.strip_prefix(root).ok()?;
        let metadata = fs::symlink_metadata(at).ok()?;
        let found = || Self::at(root, at, Stamp::of(&metadata));
        metadata.is_file().then(found)
    }

    /// The same path as it looks now.
    pub(super) fn anew(&self) -> Option<Self> {
        let stamp = Stamp::of(&fs::metadata(&self.at).ok()?);
        Some(Self {
            stamp,
            ..self.clone()
        })
    }

    /// Reads it, or says that it cannot be read just now.
    pub(super) fn read_or_refuse(&self, root: &Path) -> SourceEntry {
        self.read(root).unwrap_or_else(|| SourceEntry {
            path: self.path.clone(),
            contents: Contents::Refused("it cannot be read just now; try again".to_owned()),
        })
    }

    /// Reads it; `None` when it does not look as it did or the machine fails, and it has to be read
    /// again.
    pub(super) fn read(&self, root: &Path) -> Option<SourceEntry> {
        let contents = match &self.stamp {
            Stamp::Refused(reason) | Stamp::Silent(reason) => Ok(Contents::Refused(reason.clone())),
            Stamp::File { .. } if self.path.ends_with(".md") => self.text(root)?,
            Stamp::File { .. } if Media::of_name(&self.path).is_some() => self.picture(root)?,
            Stamp::File { .. } => Ok(Contents::Stray),
        };
        Some(SourceEntry {
            path: self.path.clone(),
            contents: contents.unwrap_or_else(Contents::Refused),
        })
    }

    fn text(&self, root: &Path) -> Option<Result<Contents, String>> {
        let (bytes, size) = match self.bytes(root, TEXT_MOST) {
            Ok(read) => read?,
            Err(reason) => return Some(Err(reason)),
        };
        if size > TEXT_MOST {
            return Some(Ok(Contents::TooLarge {
                beginning: String::from_utf8_lossy(&bytes).into_owned(),
                size,
                most: TEXT_MOST,
            }));
        }
        Some(Ok(match String::from_utf8(bytes) {
            Ok(text) => Contents::Text(text),
            Err(error) => Contents::NotUtf8 {
                at: error.utf8_error().valid_up_to(),
                readable: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            },
        }))
    }

    fn picture(&self, root: &Path) -> Option<Result<Contents, String>> {
        let (bytes, size) = match self.bytes(root, PICTURE_MOST) {
            Ok(read) => read?,
            Err(reason) => return Some(Err(reason)),
        };
        Some(if size > PICTURE_MOST {
            Err(format!("it has {size} bytes; {PICTURE_MOST} is the most"))
        } else {
            Ok(Contents::Picture(bytes.into()))
        })
    }

    /// The first bytes of a file, one more than `most` at the most, and its size; `None` when it
    /// no longer looks as it did.
    fn bytes(&self, root: &Path, most: u64) -> Result<Beginning, String> {
        match self.opened(root, most) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Err(reason_in_words(&error))
            }
            // Too many open files, a disk that does not answer: a page is not taken down for it.
            Err(_) => Ok(None),
        }
    }

    fn opened(&self, root: &Path, most: u64) -> io::Result<Result<Beginning, String>> {
        let real: PathBuf = fs::canonicalize(&self.at)?;
        if !real.starts_with(root) {
            return Ok(Err("it is a link to a file outside the folder".to_owned()));
        }
        // Asked before opening: opening a pipe would wait for a writer.
        if !fs::metadata(&real)?.is_file() {
            return Ok(Err("it is not an ordinary file".to_owned()));
        }
        let mut file = File::open(&real)?;
        let before = file.metadata()?;
        let size = before.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(most)).unwrap_or_default() + 1);
        (&mut file).take(most + 1).read_to_end(&mut bytes)?;
        let after = file.metadata()?;
        if Stamp::of(&before) != self.stamp || Stamp::of(&after) != self.stamp {
            return Ok(Ok(None));
        }
        Ok(Ok(Some((bytes, size))))
    }
}

/// Files that tools leave behind, and notes for people.
fn ignored(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || name == "Thumbs.db" || name == "README.md"
}

fn leads_inside(root: &Path, path: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|real| real.starts_with(root))
}

pub(super) fn name_of(folder: &Path, root: &Path) -> String {
    let name = folder.file_name().or_else(|| root.file_name());
    name.map_or_else(
        || "articles".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

pub(super) fn shown(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn reason_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is a link to a file that is not there".to_owned(),
        io::ErrorKind::PermissionDenied => "the server may not read it".to_owned(),
        _ => error.to_string(),
    }
}
