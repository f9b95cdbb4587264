//! The kinds of file that editors write, each with the keys of its front matter.

use super::article_keys::{ARTICLE_KEYS, PAGE_KEYS};
use super::category::CATEGORY_KEYS;
use super::site::SITE_KEYS;
use crate::markup::keys::Key;
use crate::self_check::SELF_CHECK_KEYS;

/// A kind of file.
#[derive(Debug)]
pub struct FileKind {
    /// Its name, which is what `kind:` says where that tells kinds apart.
    pub name: &'static str,
    /// What it is, in a sentence.
    pub what: &'static str,
    /// The tables of its keys.
    pub tables: &'static [&'static [Key]],
    /// What `kind:` must say in its file; nothing where the path says it, or where it may be left
    /// out.
    pub says: Option<&'static str>,
    /// Whether it is a page that is published by itself.
    pub published: bool,
}

impl FileKind {
    /// Its keys, in the order of the tables.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.tables.iter().flat_map(|table| table.iter())
    }
}

/// An article.
pub const ARTICLE: FileKind = FileKind {
    name: "article",
    what: "An article: it answers one question of a reader.",
    tables: &[ARTICLE_KEYS],
    says: None,
    published: true,
};
/// A page of prose.
pub const PAGE: FileKind = FileKind {
    name: "page",
    what: "A page of prose, without sources and review.",
    tables: &[PAGE_KEYS],
    says: Some("page"),
    published: true,
};
/// A self-check.
pub const SELF_CHECK: FileKind = FileKind {
    name: "self-check",
    what: "A self-check: questions, and the rules that lead to a result.",
    tables: &[ARTICLE_KEYS, SELF_CHECK_KEYS],
    says: Some("self-check"),
    published: true,
};
/// The `_index.md` of a folder.
pub const CATEGORY: FileKind = FileKind {
    name: "category",
    what: "A category: the file _index.md of a folder.",
    tables: &[CATEGORY_KEYS],
    says: None,
    published: false,
};
/// The `_index.md` of the folder with all articles.
pub const SITE: FileKind = FileKind {
    name: "site",
    what: "The site itself: the file _index.md of the folder with all articles.",
    tables: &[SITE_KEYS],
    says: None,
    published: false,
};

/// Every kind.
pub static KINDS: [&FileKind; 5] = [&ARTICLE, &PAGE, &SELF_CHECK, &CATEGORY, &SITE];
