//! The library after a save that changed nothing but words, which is what most saves do.
//!
//! What the files say to each other is as it was then: their front matter, the ids of their
//! headings, the pictures they show. So every list, address and link holds, and only the pages with
//! the words and the problems of their files are made anew. Whoever writes in a site of ten thousand
//! articles sees the words as soon as in a site of ten.

use super::Basis;
use super::links;
use super::seen::Seen;
use crate::content::article::Article;
use crate::content::library::{Audience, Entry, Library};
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::shelf::Shelf;
use crate::content::words::Words;
use crate::diagnostics::{Diagnostic, Report, rules};
use jiff::Timestamp;
use std::sync::{Arc, OnceLock};

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
    let changed: Vec<usize> = (0..shelf.files.len())
        .filter(|index| !Arc::ptr_eq(&basis.shelf.files[*index].file, &shelf.files[*index].file))
        .collect();
    let only_words = changed.iter().all(|index| {
        let (old, new) = (&basis.shelf.files[*index].file, &shelf.files[*index].file);
        shelf.files[*index].is_page()
            && Arc::ptr_eq(&basis.shown[*index], old)
            && says_as(old, new)
            && new.asks.told_too_early(&mut moment).is_empty()
    });
    // What a finding may have meant that leads to no section is found in the words of others.
    let lost = |problem: &Arc<Diagnostic>| problem.rule.id == rules::CHECK_FINDING.id;
    if !only_words || report.problems().iter().any(lost) {
        return None;
    }

    let mut shown = Vec::clone(&basis.shown);
    let mut articles = before.articles.clone();
    let mut near = Arc::clone(&before.near);
    for &index in &changed {
        let (old, new) = (&basis.shelf.files[index].file, &shelf.files[index].file);
        shown[index] = Arc::clone(new);
        if basis.seen[index] != Seen::Visible {
            continue;
        }
        let Some(Entry::Article(place)) = before.entries.get(new.address.as_str()) else {
            return None;
        };
        let (was, facts) = (old.facts.as_ref()?, new.facts.as_ref()?);
        if was.likeness != facts.likeness {
            near = Arc::default();
        }
        let article = Article {
            facts: Arc::clone(facts),
            words: Words::new(new, &before.around),
            ..articles[*place].clone()
        };
        articles.replace(*place, article);
    }
    let used = OnceLock::new();
    let of_links = links::check_all(shelf, &basis.public, &shown, &used, Some(basis));
    let report = report.with(&told_anew(basis, report, shelf, &changed, &of_links));
    let basis = Basis {
        shelf: shelf.clone(),
        shown: Arc::new(shown),
        of_links,
        ..basis.clone()
    };
    let library = Library {
        articles,
        near,
        basis,
        ..before.clone()
    };
    Some((library, report))
}

/// Whether two readings of a page's file say the same to every other page.
fn says_as(old: &ParsedFile, new: &ParsedFile) -> bool {
    let pictures = |file: &ParsedFile| -> Vec<String> {
        let pictures = file.outline.pictures.iter();
        pictures.map(|one| one.destination.clone()).collect()
    };
    // A self-check's words are those of its results, and its questions are proved.
    let kinds = old.kind == new.kind && new.kind != Kind::SelfCheck;
    kinds
        && !old.broken
        && !new.broken
        && old.front_matter() == new.front_matter()
        && old.words_changed == new.words_changed
        && old.has_headings_of(new)
        && pictures(old) == pictures(new)
}

/// The problems of the files of which any is another one, each with the file's path.
fn told_anew(
    basis: &Basis,
    report: &Report,
    shelf: &Shelf,
    changed: &[usize],
    of_links: &[Vec<Arc<Diagnostic>>],
) -> Vec<(String, Vec<Arc<Diagnostic>>)> {
    let is_in = |list: &[Arc<Diagnostic>], one: &Arc<Diagnostic>| {
        list.iter().any(|other| Arc::ptr_eq(one, other))
    };
    let same = |a: &[Arc<Diagnostic>], b: &[Arc<Diagnostic>]| {
        a.len() == b.len() && a.iter().all(|one| is_in(b, one))
    };
    let mut anew = Vec::new();
    for (index, shelved) in shelf.files.iter().enumerate() {
        let (old, new) = (&basis.shelf.files[index].file, &shelved.file);
        let is_changed = changed.binary_search(&index).is_ok();
        let (before, now) = (&basis.of_links[index], &of_links[index]);
        if !is_changed && same(before, now) {
            continue;
        }
        let mut problems: Vec<Arc<Diagnostic>> = Vec::new();
        let allowed = |one: &&Arc<Diagnostic>| !new.allows(one.rule);
        if is_changed {
            problems.extend(new.problems.iter().filter(allowed).cloned());
        }
        problems.extend(now.iter().filter(allowed).cloned());
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
