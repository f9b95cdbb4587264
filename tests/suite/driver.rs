//! A site for tests: files in memory, a clock that can be set, a real server, and the front door.
//!
//! [`TestSite`] collects the files, [`TestSite::start`] serves them on a free port in a thread of
//! its own, and [`Running`] asks it. Nothing here judges a reply; that is for the tests.

// Two test programs use this module, each a part of it.
#![allow(dead_code)]

use health_preservation::content::{Audience, Contents, Media, Shelf, SourceEntry, Sources};
use health_preservation::diagnostics::{Report, Style, render_human};
use health_preservation::disk;
use health_preservation::site::{Clock, LiveSite};
use health_preservation::telemetry::{Level, RequestLog};
use health_preservation::urls::PublicOrigin;
use health_preservation::web::{Running as Handle, Server, Settings};
use jiff::Timestamp;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

/// The instant at which a test's site is served unless it says otherwise: a Sunday morning, after
/// every date of the base site.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// The files of the base site: a site without any problem that tests add their file to.
pub const BASE: [(&str, &str); 4] = [
    ("_index.md", BASE_SITE),
    ("about.md", BASE_ABOUT),
    ("sleep/_index.md", BASE_CATEGORY),
    ("sleep/good.md", BASE_ARTICLE),
];

const BASE_SITE: &str = "\
---
title: Test Learning Network
short_title: Test Health
summary: A small site that is there so that everything around one file can be tried out.
language: en-GB
time_zone: Europe/London
contact: mistakes@health.example
emergency:
  words: call 999 or your local emergency number
  number: \"999\"
  country: United Kingdom
  elsewhere: call your local emergency number, such as 112, 911 or 000
urgent:
  words: NHS 111
  number: \"111\"
  country: England, Scotland and Wales
  elsewhere: call your doctor's out-of-hours line
crisis:
  words: Samaritans on 116 123
  number: \"116123\"
  country: United Kingdom and Ireland
  elsewhere: find a local line at a crisis centre near you
---
Words of the home page.
";

const BASE_ABOUT: &str = "\
---
kind: page
title: About this test site
summary: Who writes this small site, and how a reader can tell us about a mistake on it.
status: published
published: 2026-01-01
---
We write tests.

## How we write and review

With care.
";

const BASE_CATEGORY: &str = "\
---
title: Sleep
summary: Articles about sleep, of which there is at least a good one to read here.
---
Words of the category.
";

const BASE_ARTICLE: &str = "\
---
title: Why is this article good?
summary: An article without any mistake, with a source, a care card and two sections to link to.
status: published
published: 2026-01-01
topics: [sleep]
sources:
  - id: good-2020
    title: A good source
    publisher: Journal of Good Sources
    year: 2020
    url: https://journal.example/good
---
The answer in two sentences. The good one[^good-2020].

> [!CAUTION]
> **Call your emergency number now if you:**
>
> - cannot breathe
>
> [999](tel:emergency)

## First things {#first}

How sure: fair. One good trial.[^good-2020]

Words of the first section.

## Second things {#second}

Words of the second section.
";

/// A clock that a test sets, moves, and tells to fail.
#[derive(Clone, Debug)]
pub struct TestClock(Arc<ClockState>);

#[derive(Debug)]
struct ClockState {
    now: Mutex<Timestamp>,
    failures: AtomicUsize,
}

impl TestClock {
    /// A clock that stands at an instant.
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(ClockState {
            now: Mutex::new(now),
            failures: AtomicUsize::new(0),
        }))
    }

    /// Sets the clock to an instant such as `2026-11-22T10:00:00Z`.
    #[track_caller]
    pub fn set(&self, instant: &str) {
        *self.0.now.lock().unwrap() = instant.parse().expect("an instant of RFC 3339");
    }

    /// Makes the next look at the clock panic, which is our own code failing during a request.
    pub fn fail_once(&self) {
        self.0.failures.store(1, Ordering::SeqCst);
    }

    /// Makes every look at the clock panic until [`Self::heal`].
    pub fn fail_always(&self) {
        self.0.failures.store(usize::MAX, Ordering::SeqCst);
    }

    /// Makes the clock work again.
    pub fn heal(&self) {
        self.0.failures.store(0, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        // The site also looks at the clock between requests, on threads of the runtime; a failure
        // there would be lost to the test.
        let of_a_request = !thread::current()
            .name()
            .is_some_and(|name| name.starts_with("tokio"));
        let take_one = || {
            self.0
                .failures
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| match left {
                    0 => None,
                    usize::MAX => Some(usize::MAX),
                    left => Some(left - 1),
                })
        };
        if of_a_request && take_one().is_ok() {
            // Unlike `panic!` this prints nothing.
            std::panic::resume_unwind(Box::new("the clock was told to fail"));
        }
        *self.0.now.lock().unwrap()
    }
}

/// A site before it is served.
#[derive(Clone, Debug)]
pub struct TestSite {
    sources: Sources,
    now: Timestamp,
    origin: Option<String>,
    level: Level,
    preview: bool,
}

impl TestSite {
    /// The base site with these files added; a file of the base site is replaced.
    #[track_caller]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let mut site = Self::bare(&BASE);
        for (path, text) in files {
            site = site.file(path, contents_of(path, text.as_bytes()));
        }
        site
    }

    /// A site of these files and no others.
    #[track_caller]
    pub fn bare(files: &[(&str, &str)]) -> Self {
        let sources = Sources {
            folder: "articles".to_owned(),
            files: Vec::new(),
        };
        let now = NOW.parse().expect("an instant of RFC 3339");
        let mut site = Self {
            sources,
            now,
            origin: None,
            level: Level::Requests,
            preview: false,
        };
        for (path, text) in files {
            site = site.file(path, contents_of(path, text.as_bytes()));
        }
        site
    }

    /// The articles of this repository as they are now, or as they were when they were written if
    /// the clock of this machine is behind that.
    #[track_caller]
    pub fn real() -> Self {
        let site = Self::folder(&repository("articles"));
        Self {
            now: site.now.max(Timestamp::now()),
            ..site
        }
    }

    /// The instant at which it is served.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The files of a folder.
    #[track_caller]
    pub fn folder(folder: &Path) -> Self {
        let sources = disk::read_sources(folder).expect("the folder can be read");
        Self {
            sources,
            ..Self::bare(&[])
        }
    }

    /// Adds a file of any contents, or replaces it.
    pub fn file(mut self, path: &str, contents: Contents) -> Self {
        self.sources.files.retain(|file| file.path != path);
        self.sources.files.push(SourceEntry {
            path: path.to_owned(),
            contents,
        });
        self
    }

    /// Adds a picture.
    pub fn picture(self, path: &str, bytes: &[u8]) -> Self {
        self.file(path, Contents::Picture(bytes.to_vec().into()))
    }

    /// Takes a file away.
    pub fn without(mut self, path: &str) -> Self {
        self.sources.files.retain(|file| file.path != path);
        self
    }

    /// Sets the clock.
    #[track_caller]
    pub fn at(mut self, instant: &str) -> Self {
        self.now = instant.parse().expect("an instant of RFC 3339");
        self
    }

    /// Sets the public origin.
    pub fn origin(mut self, origin: &str) -> Self {
        self.origin = Some(origin.to_owned());
        self
    }

    /// Sets how much is logged; every request is, unless a test says otherwise.
    pub fn log(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Shows it as whoever writes it sees it.
    pub fn preview(mut self) -> Self {
        self.preview = true;
        self
    }

    /// What editors would read about the files, each problem as in the terminal, with the rules.
    pub fn problems(&self) -> Vec<(&'static str, String)> {
        self.report()
            .problems()
            .iter()
            .map(|problem| (problem.rule.id, render_human(problem, Style::Plain)))
            .collect()
    }

    /// Every problem of the files, as data.
    pub fn report(&self) -> Report {
        let live = LiveSite::new(
            Shelf::build(&self.sources),
            Arc::new(TestClock::at(self.now)),
        );
        live.edition().report().clone()
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Serves the site on a free port, in a thread of its own, until it is dropped.
    #[track_caller]
    pub fn start(&self) -> Running {
        let (live, clock) = self.live();
        self.serve(live, clock)
    }

    /// The site as it lives, and its clock.
    pub fn live(&self) -> (Arc<LiveSite>, TestClock) {
        let clock = TestClock::at(self.now);
        let audience = if self.preview {
            Audience::Editors
        } else {
            Audience::Readers
        };
        let shelf = Shelf::build(&self.sources);
        let live = LiveSite::for_audience(audience, shelf, Arc::new(clock.clone()));
        (Arc::new(live), clock)
    }

    /// Serves a site that lives, with these settings, as [`Self::start`] does.
    #[track_caller]
    pub fn serve(&self, live: Arc<LiveSite>, clock: TestClock) -> Running {
        let log = Written::default();
        let settings = Settings {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            origin: self
                .origin
                .as_deref()
                .map(|origin| PublicOrigin::parse(origin).expect("a good origin")),
            log: RequestLog::new(self.level, log.clone()),
            signals: false,
            preview: self.preview,
        };
        let (told, bound) = mpsc::channel();
        let serving = thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = Server::bind(live, settings).expect("a free port");
                told.send((server.address(), server.handle()))
                    .expect("the test waits");
                server.run().await.expect("it serves until it is stopped");
            });
        });
        let (address, handle) = bound.recv().expect("the server is bound");
        Running {
            address,
            clock,
            log,
            handle: Some(handle),
            serving: Some(serving),
        }
    }
}

/// A path in this repository.
pub fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The contents a file of this name has on disk.
fn contents_of(path: &str, bytes: &[u8]) -> Contents {
    if path.ends_with(".md") {
        Contents::Text(String::from_utf8(bytes.to_vec()).expect("the text is UTF-8"))
    } else if Media::of_name(path).is_some() {
        Contents::Picture(bytes.to_vec().into())
    } else {
        Contents::Stray
    }
}

/// What was written to a log.
#[derive(Clone, Debug, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A site that is served.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    clock: TestClock,
    log: Written,
    handle: Option<Handle>,
    serving: Option<thread::JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The whole address of a path, for a browser.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its clock.
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// What it has logged so far.
    pub fn logged(&self) -> String {
        String::from_utf8(self.log.0.lock().unwrap().clone()).expect("the log is UTF-8")
    }

    /// Asks for a path as a browser without any wishes would.
    #[track_caller]
    pub fn get(&self, path: &str) -> Reply {
        self.request("GET", path, &[])
    }

    /// Sends a request. Redirects are not followed, and the body stays as it came.
    #[track_caller]
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        self.send(method, path, headers, &[])
    }

    /// Sends a request with a body.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .proxy(None)
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(30)));
        let agent = config.build().new_agent();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = if body.is_empty() {
            agent.run(request.body(()).expect("a good request"))
        } else {
            agent.run(request.body(body).expect("a good request"))
        };
        let mut reply = sent.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let headers = reply.headers().iter().map(|(name, value)| {
            (
                name.as_str().to_owned(),
                value.to_str().expect("a header is ASCII").to_owned(),
            )
        });
        Reply {
            status: reply.status().as_u16(),
            headers: headers.collect(),
            body: reply
                .body_mut()
                .with_config()
                .limit(64 << 20)
                .read_to_vec()
                .expect("a body"),
        }
    }

    /// Sends these bytes, and reads what comes until the server closes or is silent for a while.
    /// Write `Connection: close` into the request, or this waits for the silence.
    #[track_caller]
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(3)))
            .unwrap();
        // A server may refuse and close before it has read everything.
        let _ = stream.write_all(bytes);
        let mut received = Vec::new();
        let mut part = [0; 8192];
        while let Ok(count @ 1..) = stream.read(&mut part) {
            received.extend_from_slice(&part[..count]);
        }
        received
    }

    /// Sends a GET for exactly this target, as no client would write it, and reads the reply.
    #[track_caller]
    pub fn raw_get(&self, target: &[u8], headers: &str) -> Reply {
        let mut bytes = b"GET ".to_vec();
        bytes.extend_from_slice(target);
        bytes.extend_from_slice(b" HTTP/1.1\r\nHost: health.example\r\nConnection: close\r\n");
        bytes.extend_from_slice(headers.as_bytes());
        bytes.extend_from_slice(b"\r\n");
        Reply::parse(&self.raw(&bytes))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let (Some(handle), Some(serving)) = (self.handle.take(), self.serving.take()) else {
            return;
        };
        // A thread of its own, because the test may itself run inside a runtime.
        let stopping = thread::spawn(move || {
            actix_web::rt::System::new().block_on(handle.stop());
        });
        let _ = stopping.join();
        let _ = serving.join();
    }
}

/// A reply as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, packed as it came.
    pub body: Vec<u8>,
}

impl Reply {
    /// Reads a reply of HTTP/1.1 whose length is told or that ends with the connection.
    #[track_caller]
    pub fn parse(bytes: &[u8]) -> Self {
        let shown = String::from_utf8_lossy(bytes);
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("this is no reply: {shown:?}"));
        let head = std::str::from_utf8(&bytes[..end]).expect("a head is UTF-8");
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .and_then(|code| code.parse().ok());
        let headers = lines.map(|line| {
            let (name, value) = line
                .split_once(':')
                .unwrap_or_else(|| panic!("this is no header: {line:?}"));
            (name.to_ascii_lowercase(), value.trim().to_owned())
        });
        Self {
            status: status.unwrap_or_else(|| panic!("this reply has no status: {shown:?}")),
            headers: headers.collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// The value of a header; `None` when it is not there. A header that is there twice is a
    /// mistake of the server.
    #[track_caller]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self
            .headers
            .iter()
            .filter(|(one, _)| one == name)
            .map(|(_, value)| value.as_str());
        let first = values.next();
        assert_eq!(values.next(), None, "the header {name} is there twice");
        first
    }

    /// The body as text.
    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is UTF-8")
    }

    /// The body as HTML.
    #[track_caller]
    pub fn html(&self) -> scraper::Html {
        scraper::Html::parse_document(self.text())
    }

    /// The body, unpacked as its `Content-Encoding` says.
    #[track_caller]
    pub fn unpacked(&self) -> Vec<u8> {
        let mut unpacked = Vec::new();
        match self.header("content-encoding") {
            None => unpacked.extend_from_slice(&self.body),
            Some("gzip") => {
                flate2::read::GzDecoder::new(&self.body[..])
                    .read_to_end(&mut unpacked)
                    .expect("gzip");
            }
            Some("br") => {
                brotli::BrotliDecompress(&mut &self.body[..], &mut unpacked).expect("brotli")
            }
            Some(other) => panic!("nobody asked for the encoding {other}"),
        }
        unpacked
    }

    /// Checks the status and hands the reply back.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}",
            String::from_utf8_lossy(&self.unpacked())
        );
        self
    }
}
