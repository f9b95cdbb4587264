//! A marked stretch as people and tools count it: lines and columns from 1, columns in characters.

use super::Place;
use crate::text::{Position, SourceFile, Span};

/// Where a stretch begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// The first character.
    pub(super) start: Position,
    /// The character after the last one.
    pub(super) end: Position,
}

impl Region {
    /// The region of a span.
    pub(super) fn of(file: &SourceFile, span: Span) -> Self {
        Self {
            start: file.position(span.start),
            end: file.position(span.end.max(span.start)),
        }
    }

    /// The region that is marked. A mark in the white space at the end of a line is shown at the end
    /// of its words, as the excerpt shows it.
    pub(super) fn marked(place: &Place) -> Self {
        let line = place.file.line_at(place.span.start);
        let start = place.span.start.clamp(line.start, line.end);
        Self::of(&place.file, Span::new(start, place.span.end))
    }
}

/// The line that a mark begins in.
pub(super) fn excerpt(place: &Place) -> &str {
    place.file.slice(place.file.line_at(place.span.start))
}
