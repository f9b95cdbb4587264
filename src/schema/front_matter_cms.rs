//! `frontMatter.json` of Front Matter CMS, the extension of VS Code: a form for articles.
//!
//! The extension knows a file of another type than its default one only by a key of its own, which
//! it writes into the file and which this site does not have. So there is one form, for articles;
//! files of the other kinds are begun by the command `new`. It would put a key of its own into each
//! item of a list of keys with values, too: such lists are named in the form, and edited in the
//! text.

use super::tree::{Tree, map};
use super::{Folder, label};
use crate::content::kinds::ARTICLE;
use crate::markup::keys::{Key, Shape};

/// The whole file. `articles` is the path of the folder with the articles in the workspace.
#[must_use]
pub fn settings(articles: &str, folders: &[Folder]) -> Tree {
    let folders = folders.iter().map(|folder| {
        map([
            ("title", folder.title.as_str().into()),
            (
                "path",
                format!("[[workspace]]/{articles}/{}", folder.path).into(),
            ),
            ("excludeSubdir", true.into()),
        ])
    });
    let statuses = ARTICLE.keys().find_map(|key| match key.shape {
        Shape::Choice(words) if key.name == "status" => Some(words.to_vec()),
        _ => None,
    });
    map([
        (
            "$schema",
            "https://frontmatter.codes/frontmatter.schema.json".into(),
        ),
        (
            "frontMatter.content.pageFolders",
            Tree::List(folders.collect()),
        ),
        ("frontMatter.content.supportedFileTypes", vec!["md"].into()),
        ("frontMatter.content.autoUpdateDate", false.into()),
        (
            "frontMatter.content.draftField",
            map([("name", "status".into()), ("type", "choice".into())])
                .with_some("choices", statuses),
        ),
        ("frontMatter.taxonomy.dateFormat", "yyyy-MM-dd".into()),
        ("frontMatter.templates.prefix", "".into()),
        (
            "frontMatter.taxonomy.contentTypes",
            Tree::List(vec![map([
                ("name", "default".into()),
                ("pageBundle", false.into()),
                ("filePrefix", "".into()),
                ("fileType", "md".into()),
                ("clearEmpty", true.into()),
                (
                    "fields",
                    Tree::List(
                        ARTICLE
                            .keys()
                            .filter(|key| key.name != "kind")
                            .map(field)
                            .collect(),
                    ),
                ),
            ])]),
        ),
    ])
}

fn field(key: &Key) -> Tree {
    let start = map([
        ("title", label(key).into()),
        ("name", key.name.into()),
        ("description", format!("{}.", key.help).into()),
    ]);
    let field = match &key.shape {
        _ if key.name == "status" => start.with("type", "draft").with("default", "draft"),
        Shape::Text | Shape::Period | Shape::Year | Shape::Id | Shape::Url => {
            start.with("type", "string").with("single", true)
        }
        Shape::Sentence(..) => start.with("type", "string"),
        Shape::Date => start
            .with("type", "datetime")
            .with("dateFormat", "yyyy-MM-dd"),
        Shape::Choice(words) => start.with("type", "choice").with("choices", words.to_vec()),
        Shape::YesNo => start.with("type", "boolean"),
        Shape::List(Shape::Text) => start.with("type", "list"),
        Shape::Map(keys) => start
            .with("type", "fields")
            .with("fields", Tree::List(keys.iter().map(field).collect())),
        _ => {
            return map([
                ("title", label(key).into()),
                ("name", key.name.into()),
                ("type", "heading".into()),
                (
                    "description",
                    format!("{}. Edit it in the text: {}", key.help, key.example).into(),
                ),
            ]);
        }
    };
    field.with("required", key.required)
}
