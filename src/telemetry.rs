//! What the running server tells its operator: one JSON line a request, with a closed set of
//! fields, and nothing that a reader sent.
//!
//! Which page was read, by whom, with what query: there is no field for it, so no level of talking
//! can log it. A panic is reported by its place in the code alone, because its message may hold
//! words of a request.

use serde::Serialize;
use std::io::Write;
use std::sync::{Arc, Mutex};

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Off,
    /// Requests that failed at our side (status 500 and above).
    Errors,
    /// Every request.
    Requests,
}

impl Level {
    /// The words for the command line.
    pub const WORDS: [&'static str; 3] = ["off", "errors", "requests"];

    /// Reads one of [`Self::WORDS`].
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "errors" => Some(Self::Errors),
            "requests" => Some(Self::Requests),
            _ => None,
        }
    }
}

/// One request, as it is logged.
#[derive(Clone, Debug, Serialize)]
pub struct RequestLine {
    /// When, in UTC (RFC 3339).
    pub time: String,
    /// The method, when it is one that HTTP names; else `other`.
    pub method: &'static str,
    /// The pattern of the route, never the path.
    pub route: &'static str,
    /// The status.
    pub status: u16,
    /// Bytes of the body.
    pub bytes: usize,
    /// How long the answer took to make.
    pub microseconds: u128,
}

/// Writes request lines.
#[derive(Clone)]
pub struct RequestLog {
    level: Level,
    to: Arc<Mutex<dyn Write + Send>>,
}

impl std::fmt::Debug for RequestLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RequestLog")
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

impl RequestLog {
    /// A log that tells so much to a writer.
    #[must_use]
    pub fn new(level: Level, to: impl Write + Send + 'static) -> Self {
        Self {
            level,
            to: Arc::new(Mutex::new(to)),
        }
    }

    /// Whether a reply of this status is told.
    #[must_use]
    pub fn wants(&self, status: u16) -> bool {
        match self.level {
            Level::Off => false,
            Level::Errors => status >= 500,
            Level::Requests => true,
        }
    }

    /// Writes a line. A log that cannot be written must not fail a reader's request, so an error is
    /// dropped.
    pub fn write(&self, line: &RequestLine) {
        let Ok(mut text) = serde_json::to_string(line) else {
            return;
        };
        text.push('\n');
        if let Ok(mut to) = self.to.lock() {
            let _ = to.write_all(text.as_bytes());
        }
    }
}

/// Reports a panic by its place only.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(String::new, ToString::to_string);
        eprintln!("internal error at {place}");
    }));
}
