//! `preview`: the site as whoever writes it sees it, on this machine only. Drafts are shown, every
//! page says what readers see of it, and open pages follow the files.

use super::folder::Folder;
use super::serve::{address, keep_serving, tell_problems};
use crate::content::{Audience, Shelf};
use crate::disk::{Pace, Watcher};
use crate::site::{LiveSite, SystemClock};
use crate::telemetry::{self, Level, RequestLog};
use crate::web::Settings;
use clap::Args;
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

/// What the preview shows, and where.
#[derive(Args, Debug)]
pub(super) struct Options {
    #[command(flatten)]
    folder: Folder,
    /// The address and port of this machine to listen on
    #[arg(
        long,
        env = "HEALTH_PRESERVATION_PREVIEW",
        default_value = "127.0.0.1:8081",
        value_name = "ADDRESS:PORT"
    )]
    listen: String,
}

/// Serves the preview until the process is told to stop. A folder without any article will do: the
/// first page says how to begin.
///
/// # Errors
/// When the folder cannot be read, or the address is taken or not one of this machine alone: one
/// line each.
pub(super) fn run(options: &Options) -> Result<ExitCode, String> {
    let listen = address(&options.listen, "127.0.0.1:8081")?;
    if !listen.ip().is_loopback() {
        return Err(format!(
            "--listen {listen}: the preview shows drafts, so it is for this machine alone: write 127.0.0.1:{}",
            listen.port()
        ));
    }
    let (watched, sources) = options.folder.open()?;
    telemetry::quiet_panics();
    let live = LiveSite::for_audience(
        Audience::Editors,
        Shelf::build(&sources),
        Arc::new(SystemClock),
    );
    tell_problems(live.edition().report());
    let settings = Settings {
        listen,
        origin: None,
        log: RequestLog::new(Level::Errors, io::stderr()),
        signals: true,
        preview: true,
    };
    keep_serving(
        &Arc::new(live),
        Watcher::new(watched, Pace::WRITING),
        settings,
    )
}
