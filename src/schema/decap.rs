//! `config.yml` of Decap CMS and Sveltia CMS: a form for each kind of file.
//!
//! A collection is told by its folder and by what `kind:` says in its files, because articles and
//! self-checks stand side by side. The rules of a self-check have no form in either: their fields
//! are there and hidden, so that they are kept as they are when the words around them are edited.

use super::json::{ADDRESS, ID, PERIOD};
use super::tree::{Tree, map};
use super::{Folder, label};
use crate::content::kinds::{ARTICLE, CATEGORY, FileKind, PAGE, SELF_CHECK, SITE};
use crate::markup::keys::{Key, Shape};

/// Which of the two it is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Decap CMS (formerly Netlify CMS).
    Decap,
    /// Sveltia CMS, which has a field for keys with texts too.
    Sveltia,
}

const HEAD: &str = "\
# Made by    health-preservation schema    from the keys that front matter may have: make it anew
# when a category is added. Change backend: to where your repository is.
# A form lists the files that say what they are: write    kind: article    into those that do not.
";

/// The whole file. `articles` is the path of the folder with the articles in the repository.
#[must_use]
pub fn config(articles: &str, folders: &[Folder], tool: Tool) -> String {
    let mut collections = Vec::new();
    for folder in folders {
        collections.push(pages(articles, folder, &ARTICLE, tool));
        if folder.self_checks {
            // Begun by the command `new`, because a form cannot make the rules.
            collections.push(pages(articles, folder, &SELF_CHECK, tool));
        }
    }
    let top = Folder {
        path: String::new(),
        title: "Pages".to_owned(),
        self_checks: false,
    };
    collections.push(pages(articles, &top, &PAGE, tool));
    collections.push(indexes(articles, folders, tool));
    let config = map([
        (
            "backend",
            map([("name", "git-gateway".into()), ("branch", "main".into())]),
        ),
        ("publish_mode", "editorial_workflow".into()),
        ("media_folder", articles.into()),
        ("public_folder", "".into()),
        (
            "slug",
            map([("encoding", "ascii".into()), ("clean_accents", true.into())]),
        ),
        ("collections", Tree::List(collections)),
    ]);
    format!("{HEAD}{}", config.to_yaml())
}

/// The files of one kind in one folder.
fn pages(articles: &str, folder: &Folder, kind: &FileKind, tool: Tool) -> Tree {
    let (path, name) = if folder.path.is_empty() {
        (articles.to_owned(), kind.name.to_owned())
    } else {
        let path = format!("{articles}/{}", folder.path);
        (
            path,
            format!("{}-{}", folder.path.replace('/', "-"), kind.name),
        )
    };
    let check = kind.name == SELF_CHECK.name;
    let title = if check {
        format!("{}: self-checks", folder.title)
    } else {
        folder.title.clone()
    };
    map([
        ("name", name.into()),
        ("label", title.into()),
        ("label_singular", kind.name.into()),
        ("description", kind.what.into()),
        ("folder", path.into()),
        (
            "filter",
            map([("field", "kind".into()), ("value", kind.name.into())]),
        ),
        ("create", (!check).into()),
        ("slug", "{{title}}".into()),
        ("extension", "md".into()),
        ("format", "yaml-frontmatter".into()),
        ("media_folder", "{{slug}}".into()),
        ("public_folder", "{{slug}}".into()),
        ("fields", fields(kind, tool)),
    ])
}

/// The `_index.md` of the site and of each category.
fn indexes(articles: &str, folders: &[Folder], tool: Tool) -> Tree {
    let file = |name: String, label: &str, path: String, kind: &FileKind| {
        map([
            ("name", name.into()),
            ("label", label.into()),
            ("file", path.into()),
            ("fields", fields(kind, tool)),
        ])
    };
    let mut files = vec![file(
        "site".to_owned(),
        "The site itself",
        format!("{articles}/_index.md"),
        &SITE,
    )];
    files.extend(folders.iter().map(|folder| {
        file(
            format!("category-{}", folder.path.replace('/', "-")),
            &folder.title,
            format!("{articles}/{}/_index.md", folder.path),
            &CATEGORY,
        )
    }));
    map([
        ("name", "categories".into()),
        ("label", "Site and categories".into()),
        ("format", "yaml-frontmatter".into()),
        ("files", Tree::List(files)),
    ])
}

fn fields(kind: &FileKind, tool: Tool) -> Tree {
    let mut fields: Vec<Tree> = kind.keys().map(|key| field(key, kind, tool)).collect();
    let body = map([
        ("name", "body".into()),
        ("label", "Words".into()),
        ("widget", "markdown".into()),
        // What a rich text editor makes of cards and references is not what was typed.
        ("modes", vec!["raw"].into()),
        ("required", kind.published.into()),
    ]);
    fields.push(body);
    Tree::List(fields)
}

fn field(key: &Key, kind: &FileKind, tool: Tool) -> Tree {
    if key.name == "kind" && kind.published {
        return map([
            ("name", "kind".into()),
            ("label", label(key).into()),
            ("widget", "hidden".into()),
            ("default", kind.name.into()),
        ]);
    }
    let field = plain_field(key, tool);
    match key.name {
        "status" => field.with("default", "draft"),
        _ => field,
    }
}

fn plain_field(key: &Key, tool: Tool) -> Tree {
    let start = map([("name", key.name.into()), ("label", label(key).into())]);
    let field = widget(start, &key.shape, tool);
    if is_hidden(&key.shape, tool) {
        // Asked for in a field that nobody sees, it could never be given.
        return field.with("required", false);
    }
    let hint = match super::json::example(key) {
        Some(Tree::Text(example))
            if matches!(key.shape, Shape::Text | Shape::Period | Shape::Id) =>
        {
            format!("{}. Example: {example}", key.help)
        }
        _ => format!("{}.", key.help),
    };
    field.with("required", key.required).with("hint", hint)
}

fn widget(field: Tree, shape: &Shape, tool: Tool) -> Tree {
    let pattern = |pattern: &str, says: &str| Tree::from(vec![pattern, says]);
    match shape {
        Shape::Text => field.with("widget", "string"),
        Shape::Sentence(least, most) => field.with("widget", "text").with(
            "pattern",
            pattern(
                &format!("^[\\s\\S]{{{least},{most}}}$"),
                &format!("{least} to {most} characters"),
            ),
        ),
        // Without a default of its own the field begins with today.
        Shape::Date => field
            .with("widget", "datetime")
            .with("format", "YYYY-MM-DD")
            .with("date_format", "YYYY-MM-DD")
            .with("time_format", false)
            .with("default", ""),
        Shape::Period => field
            .with("widget", "string")
            .with("pattern", pattern(PERIOD, "such as 18 months or 3 years")),
        Shape::Year => field
            .with("widget", "number")
            .with("value_type", "int")
            .with("min", 1000)
            .with("max", 9999),
        Shape::Id => field.with("widget", "string").with(
            "pattern",
            pattern(ID, "small letters, digits and single hyphens"),
        ),
        Shape::Choice(words) => field
            .with("widget", "select")
            .with("options", words.to_vec()),
        Shape::Url => field
            .with("widget", "string")
            .with("pattern", pattern(ADDRESS, "a web address")),
        Shape::List(Shape::Map(keys)) => field
            .with("widget", "list")
            .with("collapsed", true)
            // An item of which a part is hidden cannot be made whole in a form.
            .with(
                "allow_add",
                !keys.iter().any(|key| is_hidden(&key.shape, tool)),
            )
            .with("fields", inner(keys, tool)),
        Shape::List(one) => {
            let item = map([("name", "item".into()), ("label", "Item".into())]);
            field
                .with("widget", "list")
                .with("field", widget(item, one, tool))
        }
        Shape::Map(keys) => field
            .with("widget", "object")
            .with("collapsed", true)
            .with("fields", inner(keys, tool)),
        Shape::Further(one) => widget(field, one, tool),
        Shape::YesNo => field.with("widget", "boolean"),
        shape if is_hidden(shape, tool) => field.with("widget", "hidden"),
        _ => field.with("widget", "keyvalue"),
    }
}

/// Whether a value has no form: rules, and in Decap any names with a text each.
fn is_hidden(shape: &Shape, tool: Tool) -> bool {
    match shape {
        Shape::Texts => tool == Tool::Decap,
        Shape::Named(_) | Shape::Rule | Shape::Answers => true,
        _ => false,
    }
}

fn inner(keys: &'static [Key], tool: Tool) -> Tree {
    Tree::List(keys.iter().map(|key| plain_field(key, tool)).collect())
}
