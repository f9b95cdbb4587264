//! One line of front matter, taken apart without asking whether it is YAML.

/// A line and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it begins in the YAML.
    pub(super) start: usize,
    /// Its text, without spaces at its end.
    pub(super) text: &'a str,
    /// How many spaces it begins with.
    pub(super) indent: usize,
    /// How far in its words begin; further than `indent` after the dash of a list.
    pub(super) column: usize,
}

impl<'a> Line<'a> {
    /// The line that holds a place.
    pub(super) fn at(yaml: &'a str, at: usize) -> Option<Self> {
        let start = yaml.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let text = yaml[start..].lines().next().unwrap_or_default().trim_end();
        let indent = text.len() - text.trim_start().len();
        let column = match text[indent..].strip_prefix("- ") {
            Some(rest) => text.len() - rest.trim_start().len(),
            None => indent,
        };
        Some(Self {
            start,
            text,
            indent,
            column,
        })
    }

    /// The nearest line above it that says something.
    pub(super) fn above(&self, yaml: &'a str) -> Option<Self> {
        let mut line = *self;
        loop {
            line = Self::at(yaml, line.start.checked_sub(1)?)?;
            if !line.text.is_empty() && !line.words().starts_with('#') {
                return Some(line);
            }
        }
    }

    /// Its words, without the dash of a list.
    pub(super) fn words(&self) -> &'a str {
        &self.text[self.column..]
    }

    /// Whether it begins with the dash of a list.
    pub(super) const fn has_dash(&self) -> bool {
        self.column > self.indent
    }

    /// Its key; `None` when it has none.
    pub(super) fn key(&self) -> Option<&'a str> {
        key_and_value(self.text).map(|(key, ..)| key)
    }

    /// Its value and where that begins in the line: what follows the key or, without one, the dash.
    pub(super) fn value(&self) -> Option<(usize, &'a str)> {
        match key_and_value(self.text) {
            Some((_, value, at)) => Some((at, value)),
            None => self.has_dash().then(|| (self.column, self.words())),
        }
    }

    /// The line with another value, as it would be typed.
    pub(super) fn with(&self, value: &str) -> String {
        let at = self.value().map_or(self.column, |(at, _)| at);
        format!("write    {}{value}", &self.text[self.indent..at])
    }
}

/// The key of a line, its value as typed, and where in the line the value starts.
pub(in crate::markup) fn key_and_value(line: &str) -> Option<(&str, &str, usize)> {
    let body = line.trim_start();
    let lead = line.len() - body.len();
    let (dash, body) = match body.strip_prefix("- ") {
        Some(rest) => (2 + rest.len() - rest.trim_start().len(), rest.trim_start()),
        None => (0, body),
    };
    let colon = body.find(':')?;
    let key = &body[..colon];
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let rest = &body[colon + 1..];
    if !is_key || !(rest.starts_with(' ') || rest.trim().is_empty()) {
        return None;
    }
    let value = rest.trim();
    let at = lead + dash + colon + 1 + (rest.len() - rest.trim_start().len());
    Some((key, value, at))
}
