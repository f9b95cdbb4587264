//! `serve`: check the settings, load, say what was found, listen.

use super::folder::Folder;
use super::reload::keep_current;
use super::terminal::style_for;
use super::words::{count_articles, counted, in_words, not_bound, what_was_read};
use crate::content::Shelf;
use crate::diagnostics::{Report, render_human};
use crate::disk::{Pace, Waker, Watcher};
use crate::site::{Edition, LiveSite, SystemClock};
use crate::telemetry::{self, Level, RequestLog};
use crate::urls::PublicOrigin;
use crate::web::{Server, Settings};
use clap::Args;
use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

/// How the site is served.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  health-preservation serve
  health-preservation serve --listen 0.0.0.0:8080 --origin https://health.example.org --log off
Every problem in the articles is told at the start; a file with one keeps no other from being served.")]
pub(super) struct Options {
    #[command(flatten)]
    folder: Folder,
    /// The address and port to listen on
    #[arg(
        long,
        env = "HEALTH_PRESERVATION_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS:PORT"
    )]
    listen: String,
    /// The address of the site as the world knows it, such as https://health.example.org
    #[arg(long, env = "HEALTH_PRESERVATION_ORIGIN", value_name = "ORIGIN")]
    origin: Option<String>,
    /// What to log of requests on standard error: off, errors or requests
    #[arg(
        long,
        env = "HEALTH_PRESERVATION_LOG",
        default_value = "errors",
        value_name = "LEVEL"
    )]
    log: String,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// When a setting is wrong, the folder cannot be read, there is no article, or the address is taken:
/// one line each.
pub(super) fn run(options: &Options) -> Result<ExitCode, String> {
    let listen = address(&options.listen, "127.0.0.1:8080")?;
    let origin = options
        .origin
        .as_deref()
        .map(|text| {
            PublicOrigin::parse(text).map_err(|why| {
                format!("--origin {text}: {why}, such as https://health.example.org")
            })
        })
        .transpose()?;
    let level = Level::parse(&options.log).ok_or_else(|| {
        format!(
            "--log {}: write one of {}",
            options.log,
            Level::WORDS.join(", ")
        )
    })?;
    let folder = &options.folder;
    let (watched, sources) = folder.open()?;

    telemetry::quiet_panics();
    let live = Arc::new(LiveSite::new(Shelf::build(&sources), Arc::new(SystemClock)));
    let edition = live.edition();
    tell_problems(edition.report());
    let articles = count_articles(edition.library());
    if articles == 0 {
        let why = match edition.report().errors() {
            0 => "no Markdown file in it says status: published".to_owned(),
            errors => format!("{} in it, listed above", counted(errors, "error")),
        };
        return Err(format!(
            "--articles {folder}: there is no article to serve: {why}"
        ));
    }
    drop(edition);
    // Readers need not wait for the search of a large site; who searches meanwhile does.
    let searched = Arc::clone(&live);
    std::thread::spawn(move || {
        // Without its search the site is still worth serving.
        if let Err(error) = searched.keep_searchable() {
            eprintln!(
                "The search could not be made ready, and is tried again when it is used: {error}"
            );
        }
    });

    let settings = Settings {
        listen,
        origin,
        log: RequestLog::new(level, io::stderr()),
        signals: true,
        preview: false,
    };
    keep_serving(&live, Watcher::new(watched, Pace::SERVING), settings)
}

/// The address to listen on, as it was typed.
pub(super) fn address(typed: &str, example: &str) -> Result<SocketAddr, String> {
    typed
        .parse()
        .map_err(|_| format!("--listen {typed}: write an address and a port, such as {example}"))
}

/// Serves a site, and keeps it as its folder is, until the process is told to stop.
pub(super) fn keep_serving(
    live: &Arc<LiveSite>,
    watcher: Watcher,
    settings: Settings,
) -> Result<ExitCode, String> {
    let (listen, preview) = (settings.listen, settings.preview);
    let waker = watcher.waker();
    let stop = watcher.waker();
    let hints = watcher.has_hints();
    keep_current(Arc::clone(live), watcher);
    actix_web::rt::System::new().block_on(async {
        let server = Server::bind(Arc::clone(live), settings)
            .map_err(|error| format!("--listen {listen}: {}", not_bound(&error, listen)))?;
        // Before anybody is told that there is a server to signal: until then the signal ends it.
        // The preview ends with the terminal it was started in.
        if !preview {
            look_on_hangup(waker);
        }
        tell_start(&server, &live.edition());
        if !hints {
            println!("  changes of files are looked for every few seconds");
        }
        server.run().await.map_err(|error| in_words(&error))
    })?;
    // Not waited for: a look at a disk of the network that does not answer has no end.
    stop.stop();
    Ok(ExitCode::SUCCESS)
}

/// Looks at the folder at each SIGHUP, for whoever does not want to wait.
#[cfg(unix)]
fn look_on_hangup(waker: Waker) {
    use actix_web::rt::{self, signal::unix};
    // Without the signal the folder is looked at every few seconds all the same.
    let Ok(mut hangups) = unix::signal(unix::SignalKind::hangup()) else {
        return;
    };
    rt::spawn(async move {
        while hangups.recv().await.is_some() {
            waker.look();
        }
    });
}

#[cfg(not(unix))]
fn look_on_hangup(_: Waker) {}

/// Every problem with its excerpt and help, on standard error.
pub(super) fn tell_problems(report: &Report) {
    let style = style_for(&io::stderr());
    for problem in report.problems() {
        eprintln!("{}\n", render_human(problem, style));
    }
}

fn tell_start(server: &Server, edition: &Edition) {
    let report = edition.report();
    let problems = match report.problems().len() {
        0 => "no problems".to_owned(),
        _ => format!(
            "{} and {}, listed above with what to write instead",
            counted(report.errors(), "error"),
            counted(report.warnings(), "warning")
        ),
    };
    println!("{}", edition.library().site().title);
    println!("  {}, {problems}", what_was_read(edition.library()));
    println!("  http://{}", server.address());
}
