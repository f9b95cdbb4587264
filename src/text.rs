//! Names and places in text: a source file, a span of it, a position in it, and the slug that an
//! address is made of.
//!
//! Knows nothing of files on disk, of Markdown or of problems; those rooms build on this one.

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Range;

/// The text of one file, and the path editors know it by (`articles/sleep/why….md`).
///
/// The text is what was read, byte for byte but for a leading byte order mark, so that spans point
/// at what the editor sees.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    /// How much of the path is the folder and its slash.
    folder: usize,
    text: String,
}

impl SourceFile {
    /// A source file from its path, with `/` between the parts, and its text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, mut text) = (path.into(), text.into());
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let folder = path.find('/').map_or(0, |slash| slash + 1);
        Self { path, folder, text }
    }

    /// A source file of a folder, which may have several names of its own: `content/articles`.
    #[must_use]
    pub fn of_folder(folder: &str, path: &str, text: impl Into<String>) -> Self {
        Self {
            folder: folder.len() + 1,
            ..Self::new(format!("{folder}/{path}"), text)
        }
    }

    /// The path below the folder.
    #[must_use]
    pub fn path_below(&self) -> &str {
        &self.path[self.folder..]
    }

    /// The path as shown to editors.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty when the span does not lie on character boundaries of this file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Line and column of a byte offset. Columns count characters, not bytes.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Position {
            line: one_based(before.matches('\n').count()),
            column: one_based(before[line_start..].chars().count()),
        }
    }

    /// The byte offset of a line (from 1) and a column in characters (from 0), the way scanners
    /// report them. Past the end of the line it is the end of the line.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let mut start = 0;
        for _ in 1..line {
            match self.text[start..].find('\n') {
                Some(at) => start += at + 1,
                None => return self.text.len(),
            }
        }
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        rest[..end]
            .char_indices()
            .nth(column)
            .map_or(start + end, |(at, _)| start + at)
    }

    /// The span of the whole line that holds the offset, without its line end.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> Span {
        let offset = self.floor(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[offset..]
            .find('\n')
            .map_or(self.text.len(), |at| offset + at);
        Span::new(start, end).trimmed(&self.text)
    }

    /// The nearest character boundary at or before the offset.
    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn one_based(count: usize) -> NonZeroUsize {
    NonZeroUsize::MIN.saturating_add(count)
}

/// A stretch of a [`SourceFile`], in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same stretch, further on by some bytes.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The stretch without white space at its end.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let kept = text
            .get(self.start..self.end)
            .map_or(0, |slice| slice.trim_end().len());
        Self::new(self.start, self.start + kept)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place as people count: the first line and the first column are 1, and nothing is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: NonZeroUsize,
    /// Column in characters, from 1.
    pub column: NonZeroUsize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// One part of an address: small letters, digits and single hyphens between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Takes a text that is a slug already; `None` when it is not.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = !text.is_empty()
            && text
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        shaped.then(|| Self(text.to_owned()))
    }

    /// Makes a slug of any words: "Ärztliche Hilfe?" becomes `arztliche-hilfe`. `None` when no
    /// letter or digit is left.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::parse(&slug::slugify(words))
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words with a capital at their beginning.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The candidate that is nearest to a misspelt word, when one is near enough to suggest.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let enough = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= enough)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_characters_and_lines_from_one() {
        let file = SourceFile::new("a.md", "Schlaf – gut\nübel x");
        let offset = file.text().find('x').unwrap();
        assert_eq!(file.position(offset).to_string(), "2:6");
        assert_eq!(file.offset(2, 5), offset);
        assert_eq!(file.position(0).to_string(), "1:1");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(SourceFile::new("a.md", "\u{feff}---\n").text(), "---\n");
    }

    #[test]
    fn a_slug_is_small_letters_digits_and_single_hyphens() {
        for good in ["a", "why-does-it-hurt", "5-a-day"] {
            assert!(Slug::parse(good).is_some(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a b", "ä", "a.b", "a/b"] {
            assert!(Slug::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(
            Slug::from_words("Ärztliche Hilfe: wann?").unwrap().as_str(),
            "arztliche-hilfe-wann"
        );
    }

    #[test]
    fn only_a_near_word_is_suggested() {
        assert_eq!(nearest("sumary", ["title", "summary"]), Some("summary"));
        assert_eq!(nearest("colour", ["title", "summary"]), None);
    }
}
