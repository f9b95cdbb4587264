//! Addresses on the site, and the trail that says where a page stands.
//!
//! The address is the path: a folder is a category, a file is a page, nothing is typed twice.

use std::fmt;

/// A path on the site: `/`, `/sleep`, `/sleep/why-cant-you-fall-asleep`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// The home page.
    #[must_use]
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// The address of a file's path below the articles' folder, without its ending:
    /// `sleep/why-cant-you-fall-asleep`.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        Self(format!("/{path}"))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part; empty for the home page.
    #[must_use]
    pub fn last_part(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One step of the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What the page is called.
    pub title: String,
    /// Where it is.
    pub address: Address,
}

/// The way from the home page to a page, the page itself not included.
pub type Trail = Vec<Crumb>;
