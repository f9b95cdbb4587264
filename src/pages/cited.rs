//! The sources of a page, under the numbers that its text cites them by.

use crate::content::{Article, Source};
use std::collections::BTreeSet;

/// A source under the number that the text cites it by.
#[derive(Debug)]
pub struct NumberedSource<'a> {
    /// The number.
    pub number: usize,
    /// The source.
    pub source: &'a Source,
    /// What ends its title: nothing after a question.
    pub stop: &'static str,
    /// The places that cite it on this page; each has a link back.
    pub places: Vec<usize>,
}

/// The sources in the order in which the text cites them, then those it does not cite.
pub(super) fn numbered(article: &Article) -> Vec<NumberedSource<'_>> {
    let cited = &article.document().citations;
    let uncited = (0..article.sources().len())
        .filter(|place| cited.iter().all(|citation| citation.source != *place))
        .map(|place| (place, 0));
    cited
        .iter()
        .map(|citation| (citation.source, citation.uses))
        .chain(uncited)
        .filter_map(|(place, uses)| Some((article.sources().get(place)?, uses)))
        .zip(1..)
        .map(|((source, uses), number)| NumberedSource {
            number,
            source,
            stop: source.stop(),
            places: (1..=uses).collect(),
        })
        .collect()
}

/// The sources with links back to those places only that stand in the HTML shown.
pub(super) fn shown<'a>(article: &'a Article, html: &[&str]) -> Vec<NumberedSource<'a>> {
    let marks: BTreeSet<(usize, usize)> = html.iter().flat_map(|html| marks(html)).collect();
    let mut sources = numbered(article);
    for source in &mut sources {
        source
            .places
            .retain(|place| marks.contains(&(source.number, *place)));
    }
    sources
}

/// The sources that the HTML shown cites.
pub(super) fn only_shown<'a>(article: &'a Article, html: &[&str]) -> Vec<NumberedSource<'a>> {
    let mut sources = shown(article, html);
    sources.retain(|source| !source.places.is_empty());
    sources
}

/// The places where HTML cites a source: the number of the source, and which of its places.
fn marks(html: &str) -> Vec<(usize, usize)> {
    html.split("id=\"ref-")
        .skip(1)
        .filter_map(|rest| {
            let (number, place) = rest.split_once('"')?.0.split_once('-')?;
            Some((number.parse().ok()?, place.parse().ok()?))
        })
        .collect()
}
