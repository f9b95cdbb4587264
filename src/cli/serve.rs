//! `serve`: check the settings, load, say what was found, listen.

use super::folder::Folder;
use super::reload::keep_current;
use super::words::{counted, in_words};
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
    let listen: SocketAddr = options.listen.parse().map_err(|_| {
        format!(
            "--listen {}: write an address and a port, such as 127.0.0.1:8080",
            options.listen
        )
    })?;
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
    let articles = count_articles(&edition);
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
    // Without its search the site is still worth serving.
    if let Err(error) = live.keep_searchable() {
        eprintln!(
            "The search could not be made ready, and is tried again when it is used: {error}"
        );
    }

    let watcher = Watcher::new(watched, Pace::SERVING);
    let waker = watcher.waker();
    let stop = watcher.waker();
    let hints = watcher.has_hints();
    let reloading = keep_current(Arc::clone(&live), watcher);
    let settings = Settings {
        listen,
        origin,
        log: RequestLog::new(level, io::stderr()),
        signals: true,
    };
    actix_web::rt::System::new().block_on(async {
        let server = Server::bind(Arc::clone(&live), settings)
            .map_err(|error| format!("--listen {listen}: {}", in_words(&error)))?;
        tell_start(&server, &live.edition(), articles);
        if !hints {
            println!("  changes of files are looked for every two seconds");
        }
        look_on_hangup(waker);
        server.run().await.map_err(|error| in_words(&error))
    })?;
    stop.stop();
    let _ = reloading.join();
    Ok(ExitCode::SUCCESS)
}

/// Looks at the folder at each SIGHUP, for whoever does not want to wait.
#[cfg(unix)]
fn look_on_hangup(waker: Waker) {
    use actix_web::rt::{self, signal::unix};
    rt::spawn(async move {
        // Without the signal the folder is looked at every few seconds all the same.
        let Ok(mut hangups) = unix::signal(unix::SignalKind::hangup()) else {
            return;
        };
        while hangups.recv().await.is_some() {
            waker.look();
        }
    });
}

#[cfg(not(unix))]
fn look_on_hangup(_: Waker) {}

fn count_articles(edition: &Edition) -> usize {
    edition
        .library()
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.check().is_none())
        .count()
}

/// Every problem with its excerpt and help, on standard error.
fn tell_problems(report: &Report) {
    for problem in report.problems() {
        eprintln!("{}\n", render_human(problem));
    }
}

fn tell_start(server: &Server, edition: &Edition, articles: usize) {
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
    let checks = match edition.library().checks().count() {
        0 => String::new(),
        checks => format!(", {}", counted(checks, "self-check")),
    };
    println!("  {}{checks}, {problems}", counted(articles, "article"));
    println!("  http://{}", server.address());
}
