//! Paths below the articles' folder: which address each has, which names cannot be one, and how one
//! path leads to another.

use super::address::Address;
use crate::diagnostics::{Problems, rules};
use crate::text::{Slug, Span, capitalised};

/// First parts of addresses that the site uses itself.
pub(super) const RESERVED_FIRST: [&str; 12] = [
    "search",
    "a-z",
    "topics",
    "self-checks",
    "static",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
    "favicon.ico",
    "opensearch.xml",
    "llms.txt",
    ".well-known",
];
/// Last parts of addresses that the site uses itself.
const RESERVED_LAST: [&str; 3] = ["result", "paper", "rules"];

/// The address of a file by its path below the articles' folder, whether or not anything can be seen
/// there.
#[must_use]
pub fn address_of(path: &str) -> Address {
    let stem = path.trim_end_matches(".md");
    match stem.strip_suffix("_index") {
        Some("") => Address::home(),
        Some(folder) => Address::of_path(folder.trim_end_matches('/')),
        None => Address::of_path(stem),
    }
}

/// A folder's name as a title, for a folder that has none: `fitness-coach` is "Fitness coach".
pub(super) fn title_of_folder(folder: &str) -> String {
    let name = folder
        .rsplit('/')
        .next()
        .unwrap_or(folder)
        .replace('-', " ");
    capitalised(&name)
}

/// A relative path seen from a file; `None` when it leaves the folder.
pub(super) fn joined(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The folder a path is in; "" for the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way from one file to another, as a link is typed.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from[..from.len() - 1]
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = vec![".."; from.len() - 1 - shared];
    [up, to[shared..].to_vec()].concat().join("/")
}

/// Reports a name that cannot be part of an address; true when it can.
pub(super) fn check_name(problems: &mut Problems, path: &str) -> bool {
    let stem = path.trim_end_matches(".md");
    let parts: Vec<&str> = stem.split('/').filter(|part| *part != "_index").collect();
    let at = Span::new(0, 0);
    let mut good = true;
    for part in &parts {
        if RESERVED_FIRST.contains(part) && Some(part) == parts.first() {
            continue;
        }
        if Slug::parse(part).is_none() {
            good = false;
            let problem = problems.add(
                &rules::FILE_NAME,
                at,
                format!(
                    "the name {part} cannot be part of an address: small letters, digits and single hyphens only"
                ),
            );
            if let Some(slug) = Slug::from_words(part) {
                problem.help(format!("rename it to    {slug}"));
            }
        }
    }
    let taken = parts
        .first()
        .filter(|part| RESERVED_FIRST.contains(part))
        .or_else(|| parts.last().filter(|part| RESERVED_LAST.contains(part)));
    if let Some(part) = taken {
        good = false;
        problems
            .add(
                &rules::FILE_RESERVED,
                at,
                format!("the site uses the address part {part} itself"),
            )
            .help("give the file or folder another name");
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_stays_in_the_folder() {
        assert_eq!(
            joined("sleep/a.md", "../food/b.md").as_deref(),
            Some("food/b.md")
        );
        assert_eq!(
            joined("sleep/a.md", "./b.md").as_deref(),
            Some("sleep/b.md")
        );
        assert_eq!(joined("sleep/a.md", "../../etc/passwd"), None);
        assert_eq!(relative("sleep/a.md", "food/b.md"), "../food/b.md");
        assert_eq!(relative("sleep/a.md", "sleep/b.md"), "b.md");
        assert_eq!(relative("about.md", "sleep/b.md"), "sleep/b.md");
    }

    #[test]
    fn an_address_is_the_path() {
        assert_eq!(address_of("_index.md").as_str(), "/");
        assert_eq!(address_of("sleep/_index.md").as_str(), "/sleep");
        assert_eq!(address_of("sleep/why.md").as_str(), "/sleep/why");
        assert_eq!(title_of_folder("a/fitness-coach"), "Fitness coach");
    }
}
