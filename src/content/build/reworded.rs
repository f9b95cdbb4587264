//! The library after a save that changed nothing but a page's own words, which is what most saves
//! do.
//!
//! What the files say to each other is as it was then: where they stand, what is published when, the
//! ids of headings, the pictures shown. So every list, address and link holds, and only the pages
//! with the words and the problems of their files are made anew. Whoever writes in a site of ten
//! thousand articles sees the words as soon as in a site of ten.

use super::Basis;
use super::links;
use super::order;
use super::seen::Seen;
use crate::content::article::Article;
use crate::content::articles::Articles;
use crate::content::category::Category;
use crate::content::library::{Audience, Entry, Library};
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::paths::folder_of;
use crate::content::shelf::Shelf;
use crate::content::words::Words;
use crate::diagnostics::{Diagnostic, Report, rules};
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};

/// The keys that say something of their own page alone, where readers see it or a list shows it.
const OWN: [&str; 7] = [
    "title",
    "summary",
    "also_known_as",
    "authors",
    "sources",
    "changes",
    "updated",
];

/// A library with its report, made of the one before; `None` when more than words changed, or when
/// a day has come.
pub(in crate::content) fn reworded(
    (before, report): (&Library, &Report),
    audience: Audience,
    shelf: &Shelf,
    now: Timestamp,
) -> Option<(Library, Report)> {
    let basis = &before.basis;
    let mut moment = shelf.moment(now);
    let holds = basis.audience == audience
        && basis.since <= now
        && before.until.is_none_or(|until| now < until)
        && basis.today == moment.today
        && basis.shelf.has_places_of(shelf);
    if !holds {
        return None;
    }
    let changed: Vec<Reworded<'_>> = basis
        .shelf
        .files
        .iter()
        .zip(shelf.files.iter())
        .enumerate()
        .filter(|(_, (old, new))| !Arc::ptr_eq(&old.file, &new.file))
        .map(|(index, (old, new))| Reworded {
            index,
            old: &old.file,
            new: &new.file,
        })
        .collect();
    let only_words = changed.iter().all(|one| {
        shelf.files[one.index].is_page()
            && Arc::ptr_eq(&basis.shown[one.index], one.old)
            && one.new.asks.told_too_early(&mut moment).is_empty()
            && one.says_as_before()
            && (one.has_front_matter_of_before() || !one.is_told_of(basis, report))
    });
    // What a finding may have meant that leads to no section is found in the words of others.
    let lost = |problem: &Arc<Diagnostic>| problem.rule.id == rules::CHECK_FINDING.id;
    if !only_words || report.problems().iter().any(lost) {
        return None;
    }

    let mut next = before.clone();
    next.basis.shelf = shelf.clone();
    let shown = Arc::make_mut(&mut next.basis.shown);
    for Reworded { index, old, new } in &changed {
        shown[*index] = Arc::clone(new);
        if basis.seen[*index] == Seen::Nothing {
            continue;
        }
        // What was withdrawn is called by its title there.
        let Some(Entry::Article(place)) = before.entries.get(new.address.as_str()) else {
            return None;
        };
        let (was, facts) = (old.facts.as_ref()?, new.facts.as_ref()?);
        let article = Article {
            facts: Arc::clone(facts),
            words: Words::new(new, &before.around),
            ..next.articles[*place].clone()
        };
        next.articles.replace(*place, article);
        if was.likeness != facts.likeness {
            next.near = Arc::default();
        }
        if was.sorted_by != facts.sorted_by {
            let categories = Arc::make_mut(&mut next.categories);
            put_in_order(categories, *place, &next.articles, new, basis);
        }
    }
    let of_links = links::check_all(shelf, &basis.public, shown, &OnceLock::new(), Some(basis));
    let report = report.with(told_anew(basis, report, shelf, &of_links));
    next.basis.of_links = Arc::new(of_links);
    Some((next, report))
}

/// A file of which there is another reading.
struct Reworded<'a> {
    /// Its place on the shelf.
    index: usize,
    old: &'a Arc<ParsedFile>,
    new: &'a Arc<ParsedFile>,
}

impl Reworded<'_> {
    /// Whether it says to every other page what it said.
    fn says_as_before(&self) -> bool {
        let Self { old, new, .. } = self;
        let pictures = |file: &ParsedFile| -> Vec<String> {
            let pictures = file.outline.pictures.iter();
            pictures.map(|one| one.destination.clone()).collect()
        };
        // A self-check's words are those of its results, and its questions are proved.
        let kinds = old.kind == new.kind && new.kind != Kind::SelfCheck;
        kinds
            && !old.broken
            && !new.broken
            && old.fields.say_as(&new.fields, &OWN)
            && old.words_changed == new.words_changed
            && old.has_headings_of(new)
            && pictures(old) == pictures(new)
    }

    fn has_front_matter_of_before(&self) -> bool {
        self.old.front_matter() == self.new.front_matter()
    }

    /// Whether a problem that another file has a part in stands in it.
    fn is_told_of(&self, basis: &Basis, report: &Report) -> bool {
        let own = |one: &Arc<Diagnostic>| {
            is_in(&self.old.problems, one) || is_in(&basis.of_links[self.index], one)
        };
        let here = report.of_file(&self.new.path);
        let mut elsewhere = report.problems().iter().flat_map(|one| &one.related);
        !here.iter().all(own) || elsewhere.any(|place| place.path_below() == self.new.path)
    }
}

/// Puts an article with another title in its place in the list of its category.
fn put_in_order(
    categories: &mut [Category],
    place: usize,
    articles: &Articles,
    file: &ParsedFile,
    basis: &Basis,
) {
    let mut lists = categories.iter_mut().map(|category| &mut category.articles);
    if let Some(list) = lists.find(|list| list.contains(&place)) {
        let index = basis.shelf.categories.get(folder_of(&file.path));
        let index = index.copied().flatten().map(|index| &*basis.shown[index]);
        list.sort_unstable();
        order::sort_articles(list, &order::wanted(index), articles);
    }
}

fn is_in(list: &[Arc<Diagnostic>], one: &Arc<Diagnostic>) -> bool {
    list.iter().any(|other| Arc::ptr_eq(one, other))
}

/// The problems of the files of which any is another one, each with the file's path.
fn told_anew(
    basis: &Basis,
    report: &Report,
    shelf: &Shelf,
    of_links: &[Vec<Arc<Diagnostic>>],
) -> Vec<(String, Vec<Arc<Diagnostic>>)> {
    let same = |a: &[Arc<Diagnostic>], b: &[Arc<Diagnostic>]| {
        a.len() == b.len() && a.iter().all(|one| is_in(b, one))
    };
    let mut anew = Vec::new();
    for (index, shelved) in shelf.files.iter().enumerate() {
        let (old, new) = (&basis.shelf.files[index].file, &shelved.file);
        let is_changed = !Arc::ptr_eq(old, new);
        let (before, now) = (&basis.of_links[index], &of_links[index]);
        if !is_changed && same(before, now) {
            continue;
        }
        let mut problems: Vec<Arc<Diagnostic>> = Vec::new();
        let told = |one: &&Arc<Diagnostic>| !new.allows(one.rule);
        if is_changed {
            problems.extend(new.problems.iter().filter(told).cloned());
        }
        problems.extend(now.iter().filter(told).cloned());
        // What else is told of it stands in its front matter, which is as it was.
        let others = report
            .of_file(&new.path)
            .iter()
            .filter(|one| !is_in(before, one) && (!is_changed || !is_in(&old.problems, one)));
        problems.extend(others.cloned());
        anew.push((new.path.clone(), problems));
    }
    anew
}
