//! What leads to a file and to each of its sections, so that whoever changes one sees what it
//! touches.

use super::parsed::{Kind, ParsedFile};
use super::paths::folder_of;
use super::shelf::{Found, Shelf};
use crate::diagnostics::Place;
use crate::markup::node::{Node, Value, Word};
use crate::text::Span;
use std::collections::{HashMap, HashSet};

/// A heading that links can lead to.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Its id.
    pub id: String,
    /// The ids it had before, which still lead there.
    pub was: Vec<String>,
    /// Its words as typed.
    pub words: String,
    /// Where it stands.
    pub span: Span,
}

/// How one place leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A link in the words.
    Link,
    /// A finding of a self-check.
    Finding,
    /// The article that a self-check is about.
    About,
    /// What to read next.
    Related,
    /// The order of a category.
    Order,
    /// An address that the page had before.
    OldAddress,
    /// An id that the heading had before.
    OldId,
}

impl How {
    /// In a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Finding => "finding",
            Self::About => "about",
            Self::Related => "related",
            Self::Order => "order",
            Self::OldAddress => "old address",
            Self::OldId => "old id",
        }
    }
}

/// One place that leads to a file.
#[derive(Clone, Debug)]
pub struct Use {
    /// The id of the heading it leads to; none when it leads to the page.
    pub section: Option<String>,
    /// Whether there is no such heading.
    pub gone: bool,
    /// How it leads there.
    pub how: How,
    /// Where it stands.
    pub place: Place,
    /// What was typed.
    pub typed: String,
}

/// Everything that leads to a file.
#[derive(Clone, Debug)]
pub struct LinksTo {
    /// Its headings, in their order.
    pub anchors: Vec<Anchor>,
    /// What leads there, in the order of files and lines.
    pub uses: Vec<Use>,
}

/// Everything that leads to the file at a path below the articles' folder; `None` when there is no
/// such file. Drafts lead there too.
#[must_use]
pub fn links_to(shelf: &Shelf, path: &str) -> Option<LinksTo> {
    let target = shelf.file_at(path)?;
    let file = &shelf.files[target].file;
    let anchors = anchors(file);
    let mut found = Vec::new();
    for shelved in shelf.files.iter() {
        for (how, typed, span, destination) in leads(&shelved.file) {
            if let Found::File { index, fragment } = shelf.look_up(&shelved.file.path, &destination)
                && index == target
            {
                let anchor = fragment.and_then(|id| find(&anchors, id));
                found.push(Use {
                    section: anchor
                        .map(|anchor| anchor.id.clone())
                        .or_else(|| fragment.map(str::to_owned)),
                    gone: fragment.is_some() && anchor.is_none(),
                    how,
                    place: Place::new(&shelved.file.file, span),
                    typed,
                });
            }
        }
    }
    found.extend(in_order(shelf, file));
    found.extend(from_before(file, &anchors));
    found.sort_by(|a, b| {
        let key = |one: &Use| (one.place.file.path().to_owned(), one.place.span, one.how);
        key(a).cmp(&key(b))
    });
    Some(LinksTo {
        anchors,
        uses: found,
    })
}

/// The heading that an id leads to.
fn find<'a>(anchors: &'a [Anchor], id: &str) -> Option<&'a Anchor> {
    anchors
        .iter()
        .find(|anchor| anchor.id == id || anchor.was.iter().any(|was| was == id))
}

/// The headings of a file, each with all its ids.
pub(super) fn anchors(file: &ParsedFile) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    for (id, span) in &file.outline.anchors {
        match anchors.last_mut() {
            Some(last) if last.span == *span => last.was.push(id.clone()),
            _ => anchors.push(Anchor {
                id: id.clone(),
                was: Vec::new(),
                words: words_of(file, *span).to_owned(),
                span: *span,
            }),
        }
    }
    anchors
}

/// The words of a heading as typed, without its marks and its id.
fn words_of(file: &ParsedFile, span: Span) -> &str {
    let line = file.file.slice(file.file.line_at(span.start));
    let words = line.split(" {#").next().unwrap_or(line);
    words.trim_start_matches('#').trim()
}

/// Every place in a file that leads to another: how, what was typed, where, and to which path with
/// which fragment.
fn leads(file: &ParsedFile) -> Vec<(How, String, Span, String)> {
    let mut leads: Vec<(How, String, Span, String)> = file
        .outline
        .links
        .iter()
        .map(|link| {
            let typed = link.destination.clone();
            (How::Link, typed.clone(), link.span, typed)
        })
        .collect();
    for related in file.fields.texts("related") {
        let typed = related.text.to_owned();
        leads.push((How::Related, typed.clone(), related.span, typed));
    }
    if file.kind == Kind::SelfCheck
        && let Some(about) = file.fields.text("about")
    {
        let typed = about.text.to_owned();
        leads.push((How::About, typed.clone(), about.span, typed));
        for section in finding_sections(file) {
            let destination = format!("{}#{}", about.text, section.text);
            leads.push((How::Finding, section.text, section.span, destination));
        }
    }
    leads
}

/// The sections that the findings of a self-check name, with their places.
pub(super) fn finding_sections(file: &ParsedFile) -> Vec<Word> {
    let under = |node: &Node, name: &str| match &node.value {
        Value::Map(entries) => entries
            .iter()
            .find(|(key, _)| key.text == name)
            .map(|(_, value)| value.clone()),
        _ => None,
    };
    let list = file
        .fields
        .node("findings")
        .and_then(|findings| under(findings, "list"));
    let Some(Value::List(findings)) = list.map(|list| list.value) else {
        return Vec::new();
    };
    findings
        .iter()
        .filter_map(|finding| {
            let section = under(finding, "section")?;
            match section.value {
                Value::Text(text) => Some(Word {
                    text: text.trim().to_owned(),
                    span: section.span,
                }),
                _ => None,
            }
        })
        .collect()
}

/// The line of its category's `order` that names a file.
fn in_order(shelf: &Shelf, file: &ParsedFile) -> Option<Use> {
    let stem = file.path.trim_end_matches(".md");
    let stem = stem.strip_suffix("/_index").unwrap_or(stem);
    let (folder, name) = (folder_of(stem), stem.rsplit('/').next()?);
    let index = shelf.categories.get(folder).copied().flatten()?;
    let category = &shelf.files[index].file;
    let order = category.fields.texts("order");
    let line = order.iter().find(|line| line.text == name)?;
    Some(Use {
        section: None,
        gone: false,
        how: How::Order,
        place: Place::new(&category.file, line.span),
        typed: line.text.to_owned(),
    })
}

/// The addresses and ids that a file and its headings had before.
fn from_before(file: &ParsedFile, anchors: &[Anchor]) -> Vec<Use> {
    let addresses = file.fields.texts("moved_from").into_iter().map(|old| Use {
        section: None,
        gone: false,
        how: How::OldAddress,
        place: Place::new(&file.file, old.span),
        typed: old.text.to_owned(),
    });
    let ids = anchors.iter().flat_map(|anchor| {
        anchor.was.iter().map(|was| Use {
            section: Some(anchor.id.clone()),
            gone: false,
            how: How::OldId,
            place: Place::new(&file.file, anchor.span),
            typed: was.clone(),
        })
    });
    addresses.chain(ids).collect()
}

/// Which ids of each file something leads to; made once for all that is looked up in it.
#[derive(Debug, Default)]
pub(super) struct UsedIds(HashMap<usize, HashSet<String>>);

impl UsedIds {
    pub(super) fn of(shelf: &Shelf) -> Self {
        let mut used: HashMap<usize, HashSet<String>> = HashMap::new();
        for shelved in shelf.files.iter() {
            for (_, _, _, destination) in leads(&shelved.file) {
                if let Found::File {
                    index,
                    fragment: Some(fragment),
                } = shelf.look_up(&shelved.file.path, &destination)
                {
                    used.entry(index).or_default().insert(fragment.to_owned());
                }
            }
        }
        Self(used)
    }

    /// Whether anything leads to a heading, by its id or one it had before.
    fn leads_to(&self, target: usize, anchor: &Anchor) -> bool {
        self.0.get(&target).is_some_and(|used| {
            used.contains(&anchor.id) || anchor.was.iter().any(|was| used.contains(was))
        })
    }
}

/// The heading that an id which is gone may have become, in the file it was in.
///
/// Where the version before is known, it is a heading that is new since then; otherwise one that
/// nothing leads to. Of several it is the one that shares words with the id, and then the one that
/// stands where the old one stood.
pub(super) fn renamed(shelf: &Shelf, used: &UsedIds, target: usize, old: &str) -> Option<Anchor> {
    let shelved = &shelf.files[target];
    let before = shelved.good.as_ref().map(|good| anchors(good));
    let stood = before
        .as_ref()
        .and_then(|before| before.iter().position(|anchor| anchor.id == old));
    let mut now: Vec<(usize, Anchor)> = anchors(&shelved.file)
        .into_iter()
        .enumerate()
        .filter(|(_, anchor)| match (&before, stood) {
            (Some(before), Some(_)) => find(before, &anchor.id).is_none(),
            _ => !used.leads_to(target, anchor),
        })
        .collect();
    if now.len() == 1 {
        return now.pop().map(|(_, anchor)| anchor);
    }
    let shared = |anchor: &Anchor| {
        let words: HashSet<&str> = old.split('-').collect();
        anchor
            .id
            .split('-')
            .filter(|word| words.contains(word))
            .count()
    };
    if let Some(most) = now.iter().map(|(_, anchor)| shared(anchor)).max()
        && most > 0
    {
        now.retain(|(_, anchor)| shared(anchor) == most);
        if now.len() == 1 {
            return now.pop().map(|(_, anchor)| anchor);
        }
    }
    let stood = stood?;
    now.into_iter()
        .min_by_key(|(position, _)| position.abs_diff(stood))
        .map(|(_, anchor)| anchor)
}

/// Where a heading stood before it was renamed, when the version before is known.
pub(super) fn place_before(shelf: &Shelf, target: usize, old: &str) -> Option<Place> {
    let good = shelf.files[target].good.as_ref()?;
    let anchors = anchors(good);
    let anchor = find(&anchors, old)?;
    Some(Place::new(&good.file, anchor.span))
}

/// The line of a heading with one more id that it had before.
pub(super) fn heading_with(file: &ParsedFile, anchor: &Anchor, old: &str) -> String {
    let line = file
        .file
        .slice(file.file.line_at(anchor.span.start))
        .trim_end();
    match line.strip_suffix('}') {
        Some(open) if line.contains(" {#") => format!("{open} was={old}}}"),
        _ => format!("{line} {{#{} was={old}}}", anchor.id),
    }
}
