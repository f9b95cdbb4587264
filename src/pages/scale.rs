//! The scale of a result: bands, never a number.

use crate::self_check::SelfCheck;

/// A scale with the reader's band marked.
#[derive(Debug)]
pub struct ShownScale<'a> {
    /// What it measures.
    pub title: &'a str,
    /// Its bands, from low to high.
    pub bands: Vec<ShownBand<'a>>,
}

/// A band.
#[derive(Debug)]
pub struct ShownBand<'a> {
    /// What it is called.
    pub label: &'a str,
    /// The mark at its lower end.
    pub from: Option<&'a str>,
    /// The mark at its upper end.
    pub to: Option<&'a str>,
    /// Whether the result is in it.
    pub here: bool,
}

/// The scale of a check, when the outcome is one of its bands or none is to be marked.
pub(super) fn shown(check: &SelfCheck, outcome: Option<usize>) -> Option<ShownScale<'_>> {
    let scale = check.scale.as_ref()?;
    let is_band = |outcome| scale.bands.iter().any(|band| band.outcome == outcome);
    if !outcome.is_none_or(is_band) {
        return None;
    }
    let marks = scale.bands.iter().map(|band| band.to.as_deref());
    let before = std::iter::once(None).chain(marks);
    let bands = scale
        .bands
        .iter()
        .zip(before)
        .map(|(band, from)| ShownBand {
            label: &band.label,
            from,
            to: band.to.as_deref(),
            here: outcome == Some(band.outcome),
        });
    Some(ShownScale {
        title: &scale.title,
        bands: bands.collect(),
    })
}
