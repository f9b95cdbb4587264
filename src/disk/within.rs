//! What a file or folder that was named on the command line is called below the folder of articles.

use std::fs;
use std::path::Path;

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
            real.starts_with(&root).then(|| below(&root, &real))
        })
        .next()
}

fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}
