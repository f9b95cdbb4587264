//! The order in which a category shows what is in it.

use crate::content::articles::Articles;
use crate::content::parsed::ParsedFile;
use crate::diagnostics::{Diagnostic, Problems, rules};
use crate::text::nearest;

/// Reports the slugs in `order` that are nothing of the folder.
pub(super) fn check(file: &ParsedFile, slugs: &[&str]) -> Vec<Diagnostic> {
    let mut problems = Problems::new(&file.file);
    for wanted in file.fields.texts("order") {
        if slugs.contains(&wanted.text) {
            continue;
        }
        let help = nearest(wanted.text, slugs.iter().copied()).map_or_else(
            || "write the name of a file or folder here, without .md".to_owned(),
            |near| format!("did you mean {near}?"),
        );
        problems
            .add(
                &rules::ORDER,
                wanted.span,
                format!("there is no {} in this folder", wanted.text),
            )
            .help(help);
    }
    problems.into_found()
}

/// What is to come first, as the file of a category says.
pub(super) fn wanted(file: Option<&ParsedFile>) -> Vec<String> {
    let order = file.map(|file| file.fields.texts("order"));
    let order = order.unwrap_or_default();
    order.iter().map(|text| text.text.to_owned()).collect()
}

/// Sorts: first those named in `order`, in that order, then the others by title in small letters.
pub(super) fn sort<'a>(
    items: &mut [usize],
    order: &[String],
    slug: impl Fn(usize) -> &'a str,
    title: impl Fn(usize) -> &'a str,
) {
    let place = |item| {
        let place = order.iter().position(|wanted| wanted == slug(item));
        place.unwrap_or(usize::MAX)
    };
    items.sort_by_cached_key(|item| (place(*item), title(*item)));
}

/// Sorts articles of a category, given in the order of their places.
pub(super) fn sort_articles(items: &mut [usize], order: &[String], articles: &Articles) {
    sort(
        items,
        order,
        |article| articles[article].address.last_part(),
        |article| &articles[article].facts.sorted_by,
    );
}
