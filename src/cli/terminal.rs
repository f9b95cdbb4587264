//! The terminal: whether it takes colours, and how a long text is written to it.

use crate::diagnostics::Style;
use std::io::{self, IsTerminal, Write as _};

/// How text for a stream is dressed: in colours on a terminal, unless the person at it does not
/// want any (<https://no-color.org>), and plain in a file or pipe.
pub(super) fn style_for(stream: &impl IsTerminal) -> Style {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let simple = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    if stream.is_terminal() && !unwanted && !simple {
        Style::Coloured
    } else {
        Style::Plain
    }
}

/// Writes a text to standard output. Whoever reads it may stop early, as `head` does; that is no
/// failure.
///
/// # Errors
/// When it cannot be written, such as on a full disk.
pub(super) fn write_out(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("the output cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}
