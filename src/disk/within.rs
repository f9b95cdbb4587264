//! What a file or folder that was named on the command line is called below the folder of articles.

use super::read::shown;
use std::fs;
use std::path::{Path, PathBuf};

/// What a name on the command line stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    /// The path below the folder, with `/` between the parts; "" for the folder itself.
    pub path: String,
    /// Whether something is there.
    pub is_there: bool,
}

/// What a file or folder is called below `folder`. It may be named as seen from where the program was
/// started, from the folder, or by the path that problems are told with; what is there is meant
/// before what is not. `None` for a name that leads out of the folder.
#[must_use]
pub fn path_within(folder: &Path, named: &Path) -> Option<Within> {
    let root = fs::canonicalize(folder).ok()?;
    let beside = root.parent().unwrap_or(&root);
    let mut first = None;
    for path in [named.to_path_buf(), root.join(named), beside.join(named)] {
        let Some(real) = real(&path).filter(|real| real.starts_with(&root)) else {
            continue;
        };
        let within = Within {
            path: shown(&root, &real),
            is_there: fs::symlink_metadata(&real).is_ok(),
        };
        if within.is_there {
            return Some(within);
        }
        first.get_or_insert(within);
    }
    first
}

/// A path without links among its folders, as far as they are there. A link at its end is known by
/// its own name.
fn real(path: &Path) -> Option<PathBuf> {
    if path.file_name().is_none() {
        return fs::canonicalize(path).ok();
    }
    let mut names = Vec::new();
    let mut at = path;
    while let (Some(parent), Some(name)) = (at.parent(), at.file_name()) {
        names.push(name);
        let folder = match parent {
            here if here.as_os_str().is_empty() => Path::new("."),
            parent => parent,
        };
        if let Ok(mut real) = fs::canonicalize(folder) {
            real.extend(names.iter().rev());
            return Some(real);
        }
        at = parent;
    }
    None
}
