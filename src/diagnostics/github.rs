//! Problems as workflow commands, which GitHub shows beside the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use super::Diagnostic;
use super::region::Region;
use std::fmt::Write as _;

/// One problem as one line.
#[must_use]
pub fn render_github(diagnostic: &Diagnostic) -> String {
    let Region { start, end } = Region::marked(&diagnostic.place);
    let mut line = format!(
        "::{} file={},line={},col={}",
        diagnostic.rule.grade.word(),
        property(diagnostic.place.file.path()),
        start.line,
        start.column,
    );
    // Columns mean nothing to GitHub when the stretch ends in another line, and its last column is
    // within the stretch.
    if end.line > start.line {
        let _ = write!(line, ",endLine={}", end.line);
    } else {
        let last = end.column.get().saturating_sub(1).max(start.column.get());
        let _ = write!(line, ",endColumn={last}");
    }
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    if let Some(note) = &diagnostic.note {
        let _ = write!(message, "\nnote: {note}");
    }
    let _ = write!(
        line,
        ",title={}::{}",
        property(diagnostic.rule.id),
        data(&message)
    );
    line
}

/// The text of a command: what would end its line or read as an escape is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which a colon or comma would end as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
