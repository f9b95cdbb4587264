//! Edits that put a problem right and change nothing else.

use crate::text::Span;

/// An edit of one file, safe to be made without asking what was meant. Only what has one reading is
/// given one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order: "put the title in quotes".
    pub title: String,
    /// The stretches of the file and what comes in their place.
    pub edits: Vec<(Span, String)>,
}

impl Fix {
    /// A fix of one edit.
    #[must_use]
    pub fn new(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            edits: vec![(span, text.into())],
        }
    }
    /// Counts typed numbers from 1 in their order, from the place and value of each. `None` when they
    /// are right already.
    #[must_use]
    pub fn renumbered(numbers: &[(Span, u32)]) -> Option<Self> {
        let edits: Vec<_> = numbers
            .iter()
            .zip(1..)
            .filter(|((_, typed), right)| typed != right)
            .map(|((span, _), right)| (*span, right.to_string()))
            .collect();
        (!edits.is_empty()).then(|| Self {
            title: "number them in their order".to_owned(),
            edits,
        })
    }

    /// The text with the edits made. `None` when they overlap or lie outside the text; then nothing
    /// is edited.
    #[must_use]
    pub fn applied(&self, text: &str) -> Option<String> {
        let mut edits: Vec<_> = self.edits.iter().collect();
        edits.sort_by_key(|(span, _)| *span);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (span, new) in edits {
            out.push_str(text.get(at..span.start)?);
            text.get(span.start..span.end)?;
            out.push_str(new);
            at = span.end;
        }
        out.push_str(text.get(at..)?);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_that_overlap_or_lie_outside_are_not_made() {
        let fix = |edits: &[(usize, usize)]| Fix {
            title: String::new(),
            edits: edits
                .iter()
                .map(|(start, end)| (Span::new(*start, *end), "-".to_owned()))
                .collect(),
        };
        assert_eq!(fix(&[(4, 5), (0, 1)]).applied("abcdef").unwrap(), "-bcd-f");
        assert_eq!(fix(&[(3, 3)]).applied("abc").unwrap(), "abc-");
        for wrong in [&[(0, 2), (1, 3)][..], &[(2, 9)], &[(7, 8)], &[(3, 2)]] {
            assert_eq!(fix(wrong).applied("abcdef"), None, "{wrong:?}");
        }
        assert_eq!(fix(&[(1, 2)]).applied("äb"), None, "inside a letter");
    }

    #[test]
    fn numbers_are_counted_from_one_and_nothing_else_is_touched() {
        let text = "## 1. A\n## 3. B\n## 12. C\n";
        let numbers = [
            (Span::new(3, 4), 1),
            (Span::new(11, 12), 3),
            (Span::new(19, 21), 12),
        ];
        let fix = Fix::renumbered(&numbers).unwrap();
        assert_eq!(fix.applied(text).unwrap(), "## 1. A\n## 2. B\n## 3. C\n");
        assert_eq!(Fix::renumbered(&numbers[..1]), None);
    }
}
