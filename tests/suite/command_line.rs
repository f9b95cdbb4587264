//! The program itself, as an operator starts and stops it: what it says, how it ends, and folders
//! that are not what they should be.

use crate::driver;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The program, without settings of this machine.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_health-preservation"));
    for name in ["ARTICLES", "LISTEN", "ORIGIN", "LOG", "PREVIEW"] {
        command.env_remove(format!("HEALTH_PRESERVATION_{name}"));
    }
    command
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A folder with the base site in it.
pub fn base() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in driver::BASE {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs the program where it cannot begin, and gives its errors.
#[track_caller]
fn refused(command: &mut Command) -> String {
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it began: {:?}", child.wait_with_output().unwrap());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(2), "{stderr}");
    assert!(stdout.is_empty(), "{}", String::from_utf8_lossy(&stdout));
    assert!(
        !stderr.contains("panicked") && !stderr.contains("internal error"),
        "{stderr}"
    );
    assert!(
        !stderr.contains("Os {") && !stderr.contains("os error"),
        "{stderr}"
    );
    stderr
}

/// The one line that says why it could not begin.
#[track_caller]
fn reason(command: &mut Command) -> String {
    let stderr = refused(command);
    let lines: Vec<&str> = stderr.lines().collect();
    assert_eq!(lines.len(), 1, "one line: {stderr}");
    assert!(lines[0].starts_with("error: "), "{stderr}");
    lines[0].to_owned()
}

/// The last line, after problems that are told first.
#[track_caller]
fn last_reason(command: &mut Command) -> (String, String) {
    let stderr = refused(command);
    let last = stderr.lines().last().unwrap().to_owned();
    assert!(last.starts_with("error: --articles"), "{stderr}");
    (last, stderr)
}

/// The program while it serves.
pub struct Serving {
    pub child: Child,
    /// What it said when it was ready.
    told: String,
    address: String,
}

impl Serving {
    /// Starts it and waits until it says where it listens.
    #[track_caller]
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let (telling, lines) = mpsc::channel();
        // A thread of its own, because a program that hangs says nothing and does not end.
        std::thread::spawn(move || {
            for line in output.lines() {
                let _ = telling.send(line.unwrap());
            }
        });
        let mut told = String::new();
        let address = loop {
            let Ok(line) = lines.recv_timeout(Duration::from_secs(30)) else {
                child.kill().unwrap();
                let Output { stderr, .. } = child.wait_with_output().unwrap();
                panic!("it did not begin: {}", String::from_utf8_lossy(&stderr));
            };
            told.push_str(&line);
            told.push('\n');
            if let Some(at) = line.find("http://") {
                break line[at + 7..].to_owned();
            }
        };
        Self {
            child,
            told,
            address,
        }
    }

    /// Asks for a path.
    pub fn get(&self, path: &str) -> driver::Reply {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        driver::Reply::parse(&bytes)
    }

    /// Sends a signal and waits for the end: the exit code and everything on standard error.
    pub fn stop(mut self, signal: &str) -> (Option<i32>, String, Duration) {
        let begun = Instant::now();
        let sent = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        while self.child.try_wait().unwrap().is_none() {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{signal} does not end it"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        let mut stderr = String::new();
        self.child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut stderr)
            .unwrap();
        let code = self.child.wait().unwrap().code();
        (code, stderr, begun.elapsed())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program for a folder, on a free port.
pub fn serve(folder: &Path) -> Command {
    let mut command = program();
    command.args([
        "--articles",
        folder.to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ]);
    command
}

#[test]
fn a_start_says_what_is_served_and_where() {
    let folder = base();
    let serving = Serving::start(&mut serve(folder.path()));
    assert_eq!(
        serving.told,
        format!(
            "Test Learning Network\n  1 article, no problems\n  http://{}\n",
            serving.address
        )
    );
    assert_eq!(serving.get("/sleep/good").status, 200);
}

#[test]
fn the_command_serve_may_be_left_out_or_written() {
    let folder = base();
    let mut command = program();
    command.arg("serve").args([
        "--articles",
        folder.path().to_str().unwrap(),
        "--listen",
        "127.0.0.1:0",
    ]);
    assert_eq!(Serving::start(&mut command).get("/about").status, 200);
}

#[test]
fn problems_are_told_and_counted_and_stop_nothing() {
    let folder = base();
    let (_, good) = driver::BASE[3];
    fs::write(
        folder.path().join("sleep/broken.md"),
        good.replace("topics:", "topic:"),
    )
    .unwrap();
    fs::write(folder.path().join("sleep/notes.docx"), "x").unwrap();
    let serving = Serving::start(&mut serve(folder.path()));
    assert!(
        serving
            .told
            .contains("  1 article, 1 error and 1 warning, listed above"),
        "{}",
        serving.told
    );
    assert_eq!(serving.get("/sleep/good").status, 200);
    assert_eq!(serving.get("/sleep/broken").status, 503);
    let (_, stderr, _) = serving.stop("-TERM");
    assert!(
        stderr.contains("error[front-matter/unknown-key]: there is no key topic"),
        "{stderr}"
    );
    assert!(stderr.contains("/sleep/broken.md:"), "{stderr}");
    assert!(stderr.contains("warning[file/stray]"), "{stderr}");
}

#[test]
fn a_busy_port_is_told_in_one_line() {
    let folder = base();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let line = reason(program().args([
        "--articles",
        folder.path().to_str().unwrap(),
        "--listen",
        &address,
    ]));
    assert!(
        line.contains(&address) && line.contains("another program listens there already"),
        "{line}"
    );
}

#[test]
fn an_address_of_another_machine_is_told_in_one_line() {
    let folder = base();
    let line = reason(program().args([
        "--articles",
        folder.path().to_str().unwrap(),
        "--listen",
        "192.0.2.1:8080",
    ]));
    assert!(line.contains("192.0.2.1:8080"), "{line}");
}

#[test]
fn a_folder_that_is_missing_or_no_folder_is_told_in_one_line() {
    let folder = base();
    let missing = folder.path().join("nowhere");
    let line = reason(&mut serve(&missing));
    assert!(
        line.contains(missing.to_str().unwrap()) && line.contains("it is not there"),
        "{line}"
    );
    let line = reason(&mut serve(&folder.path().join("about.md")));
    assert!(
        line.contains("about.md") && line.contains("folder"),
        "{line}"
    );
}

#[test]
fn a_bad_setting_is_told_in_one_line_with_a_good_one() {
    let folder = base();
    for (option, bad, hint) in [
        ("--origin", "health.example", "https://health.example.org"),
        ("--origin", "https://health.example/path", "no path"),
        ("--origin", "ftp://health.example", "https://"),
        ("--origin", "", "https://"),
        ("--listen", "8080", "127.0.0.1:8080"),
        ("--listen", "localhost", "127.0.0.1:8080"),
        ("--listen", "127.0.0.1:99999", "127.0.0.1:8080"),
        ("--log", "verbose", "off, errors, requests"),
        ("--log", "", "off, errors, requests"),
    ] {
        let mut command = program();
        command.args(["--articles", folder.path().to_str().unwrap(), option, bad]);
        let line = reason(&mut command);
        assert!(
            line.contains(option) && line.contains(bad) && line.contains(hint),
            "{line}"
        );
    }
}

#[test]
fn an_unknown_option_is_told_with_the_nearest() {
    let stderr = refused(program().args(["--artikles", "x"]));
    assert!(
        stderr.starts_with("error: ") && stderr.contains("--articles"),
        "{stderr}"
    );
}

#[test]
fn an_empty_folder_has_nothing_to_serve() {
    let folder = tempfile::tempdir().unwrap();
    let (last, stderr) = last_reason(&mut serve(folder.path()));
    assert!(last.contains("there is no article to serve"), "{stderr}");
    assert!(!last.contains("1 errors"), "{last}");
}

#[test]
fn a_folder_of_broken_files_or_drafts_has_nothing_to_serve() {
    let folder = base();
    let (_, good) = driver::BASE[3];
    let file = folder.path().join("sleep/good.md");
    fs::write(&file, good.replace("title:", "titel:")).unwrap();
    let (last, stderr) = last_reason(&mut serve(folder.path()));
    assert!(
        stderr.contains("error[front-matter/unknown-key]"),
        "{stderr}"
    );
    assert!(last.contains("listed above"), "{last}");
    fs::write(&file, good.replace("status: published", "status: draft")).unwrap();
    let (last, stderr) = last_reason(&mut serve(folder.path()));
    assert!(
        last.contains("no Markdown file in it says status: published"),
        "{stderr}"
    );
}

#[test]
fn settings_may_come_from_the_environment_and_the_command_line_wins() {
    let folder = base();
    let articles = folder.path().to_str().unwrap();
    let mut command = program();
    command
        .env("HEALTH_PRESERVATION_ARTICLES", articles)
        .env("HEALTH_PRESERVATION_LISTEN", "127.0.0.1:0")
        .env("HEALTH_PRESERVATION_ORIGIN", "https://health.example")
        .env("HEALTH_PRESERVATION_LOG", "requests");
    let serving = Serving::start(&mut command);
    assert!(
        serving
            .get("/sleep")
            .text()
            .contains("href=\"https://health.example/sleep\"")
    );
    let (_, stderr, _) = serving.stop("-TERM");
    assert!(stderr.contains("\"route\":\"/{category}\""), "{stderr}");

    let mut command = program();
    command
        .env("HEALTH_PRESERVATION_ARTICLES", "/nowhere")
        .env("HEALTH_PRESERVATION_LISTEN", "nonsense")
        .env("HEALTH_PRESERVATION_ORIGIN", "nonsense")
        .env("HEALTH_PRESERVATION_LOG", "nonsense")
        .args([
            "--articles",
            articles,
            "--listen",
            "127.0.0.1:0",
            "--origin",
            "http://other.example",
            "--log",
            "off",
        ]);
    let serving = Serving::start(&mut command);
    assert!(
        serving
            .get("/sleep")
            .text()
            .contains("href=\"http://other.example/sleep\"")
    );
    let (_, stderr, _) = serving.stop("-TERM");
    assert_eq!(stderr, "");
}

#[test]
fn only_our_failures_are_logged_unless_more_is_asked_for() {
    let folder = base();
    let serving = Serving::start(&mut serve(folder.path()));
    serving.get("/sleep/good");
    serving.get("/nowhere");
    let (_, stderr, _) = serving.stop("-TERM");
    assert_eq!(stderr, "");
}

#[test]
fn a_signal_ends_it_within_seconds_with_open_connections_too() {
    let folder = base();
    for signal in ["-TERM", "-INT"] {
        let serving = Serving::start(&mut serve(folder.path()));
        let mut idle = TcpStream::connect(&serving.address).unwrap();
        write!(idle, "GET / HTTP/1.1\r\nHost: h\r\n\r\n").unwrap();
        let mut some = [0; 64];
        idle.read_exact(&mut some).unwrap();
        let _half =
            TcpStream::connect(&serving.address).map(|mut stream| stream.write_all(b"GET / HT"));
        let (code, stderr, took) = serving.stop(signal);
        assert_eq!(code, Some(0), "{signal}: {stderr}");
        assert!(took < Duration::from_secs(10), "{signal} took {took:?}");
    }
}

/// The preview of a folder on a free port.
fn preview(folder: &Path) -> Command {
    let mut command = program();
    command.args(["preview", "--listen", "127.0.0.1:0", "--articles"]);
    command.arg(folder);
    command
}

#[test]
fn the_preview_is_for_this_machine_alone() {
    for listen in ["0.0.0.0:8081", "[::]:8081", "192.0.2.1:8081"] {
        let line = reason(program().args(["preview", "--listen", listen]));
        assert!(
            line.contains(listen) && line.contains("for this machine alone: write 127.0.0.1:8081"),
            "{line}"
        );
    }
    let folder = base();
    let mut command = program();
    command.args(["preview", "--listen", "[::1]:0", "--articles"]);
    if TcpListener::bind("[::1]:0").is_ok() {
        Serving::start(command.arg(folder.path()));
    }
}

#[test]
fn the_preview_begins_in_an_empty_folder_and_with_broken_files() {
    let empty = tempfile::tempdir().unwrap();
    let serving = Serving::start(&mut preview(empty.path()));
    assert!(serving.told.contains("0 articles"), "{}", serving.told);
    let page = serving.get("/");
    assert!(page.text().contains("Write the first article"));

    let folder = base();
    fs::write(folder.path().join("sleep/good.md"), "no front matter").unwrap();
    let serving = Serving::start(&mut preview(folder.path()));
    assert!(serving.told.contains("1 error"), "{}", serving.told);
    let page = serving.get("/sleep/good");
    assert!(page.text().contains("1 error on this page"));
    let (_, told, _) = serving.stop("-INT");
    assert!(told.contains("error[front-matter/missing]"), "{told}");

    let line = reason(&mut preview(&folder.path().join("nowhere")));
    assert!(line.contains("it is not there"), "{line}");
}

/// Whether this process, and so each that it starts, was told to ignore the end of its terminal
/// (proc(5), `SigIgn`).
fn ignores_hup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & 1 == 1)
}

#[test]
fn the_preview_ends_at_once_with_open_pages_too() {
    // Below nohup nobody hears that the terminal is gone, and the preview goes on rightly.
    let hears_hup = !ignores_hup();
    let signals = ["-INT", "-TERM", "-HUP"].into_iter();
    for signal in signals.filter(|signal| hears_hup || *signal != "-HUP") {
        let folder = base();
        let serving = Serving::start(&mut preview(folder.path()));
        let mut open = TcpStream::connect(&serving.address).unwrap();
        write!(
            open,
            "GET /.preview/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
        let mut begun = [0; 1];
        open.read_exact(&mut begun).unwrap();
        let (_, told, took) = serving.stop(signal);
        assert!(took < Duration::from_secs(4), "{signal}: {took:?}");
        assert!(!told.contains("panicked"), "{signal}: {told}");
    }
}

#[test]
fn a_busy_port_is_told_with_the_next_one() {
    let busy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = busy.local_addr().unwrap();
    let folder = base();
    let mut command = program();
    command.args(["preview", "--listen", &address.to_string(), "--articles"]);
    let line = reason(command.arg(folder.path()));
    let next = address.port().checked_add(1).unwrap_or(8080);
    assert!(
        line.ends_with(&format!("--listen 127.0.0.1:{next}")),
        "{line}"
    );
}

#[test]
fn help_and_version_are_there() {
    let output = program().arg("--help").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    for option in [
        "--articles",
        "--listen",
        "--origin",
        "--log",
        "HEALTH_PRESERVATION_LISTEN",
        "127.0.0.1:8080",
    ] {
        assert!(text.contains(option), "{option} is not in:\n{text}");
    }
    assert!(
        program()
            .arg("--version")
            .output()
            .unwrap()
            .status
            .success()
    );
}

/// The folder is full of what should not be there; the articles are served, everything is told, and
/// nothing of it reaches a reader.
#[test]
fn a_dangerous_folder_is_read_safely() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("articles");
    fs::create_dir(&folder).unwrap();
    for (path, text) in driver::BASE {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), text).unwrap();
    }
    let (_, good) = driver::BASE[3];
    let secret = good.replace("Why is this article good?", "Zephyr secret");
    let sleep = folder.join("sleep");
    // A file, a folder and a picture outside.
    fs::write(outer.path().join("secret.md"), &secret).unwrap();
    fs::create_dir(outer.path().join("secrets")).unwrap();
    fs::write(outer.path().join("secrets/_index.md"), driver::BASE[2].1).unwrap();
    fs::write(outer.path().join("secrets/one.md"), &secret).unwrap();
    symlink("../../secret.md", sleep.join("link.md")).unwrap();
    symlink("../secrets", folder.join("linked")).unwrap();
    symlink(outer.path().join("secret.md"), sleep.join("picture.svg")).unwrap();
    symlink("/proc", folder.join("proc")).unwrap();
    symlink("/", folder.join("everything")).unwrap();
    // Links that lead round and nowhere.
    symlink("..", sleep.join("round")).unwrap();
    symlink("self.md", sleep.join("self.md")).unwrap();
    symlink("nowhere.md", sleep.join("gone.md")).unwrap();
    // A link inside the folder is an ordinary thing.
    symlink("good.md", sleep.join("again.md")).unwrap();
    // What is no file.
    assert!(
        Command::new("mkfifo")
            .arg(sleep.join("pipe.md"))
            .status()
            .unwrap()
            .success()
    );
    assert!(
        Command::new("mkfifo")
            .arg(sleep.join("pipe.svg"))
            .status()
            .unwrap()
            .success()
    );
    assert!(
        Command::new("mkfifo")
            .arg(sleep.join("pipe"))
            .status()
            .unwrap()
            .success()
    );
    let _socket = std::os::unix::net::UnixListener::bind(sleep.join("socket.md")).unwrap();
    symlink("/dev/zero", sleep.join("zero.md")).unwrap();
    fs::create_dir(sleep.join("folder.md")).unwrap();
    // What cannot be read as text.
    fs::write(
        sleep.join("latin.md"),
        b"---\ntitle: Caf\xe9\nstatus: published\n---\nZephyr words.\n",
    )
    .unwrap();
    fs::write(
        sleep.join("long.md"),
        format!("{good}{}", "Zephyr words. ".repeat(30_000)),
    )
    .unwrap();
    fs::write(sleep.join("empty.md"), "").unwrap();
    let sparse = fs::File::create(sleep.join("huge.md")).unwrap();
    sparse.set_len(1 << 40).unwrap();
    let sparse = fs::File::create(sleep.join("huge.png")).unwrap();
    sparse.set_len(1 << 40).unwrap();
    // What tools leave behind.
    fs::create_dir(folder.join(".git")).unwrap();
    fs::write(folder.join(".git/secret.md"), &secret).unwrap();
    fs::write(sleep.join(".secret.md"), &secret).unwrap();
    fs::write(sleep.join("secret.md~"), &secret).unwrap();
    fs::write(sleep.join("README.md"), &secret).unwrap();
    fs::write(sleep.join("Thumbs.db"), "x").unwrap();
    // Names that no address has.
    for name in [
        "Zephyr.md",
        "a b.md",
        "..md",
        "a\nb.md",
        "ä.md",
        "-.md",
        "a--b.md",
        "con\u{202e}.md",
    ] {
        fs::write(sleep.join(name), &secret).unwrap();
    }
    fs::write(
        sleep.join(std::ffi::OsStr::from_bytes(b"bad\xff.md")),
        &secret,
    )
    .unwrap();

    let serving = Serving::start(&mut serve(&folder));
    for path in ["/", "/sleep", "/sleep/good", "/about", "/sleep/again"] {
        let reply = serving.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(!reply.text().contains("Zephyr"), "{path}: {}", reply.text());
    }
    for path in [
        "/sleep/link",
        "/linked",
        "/linked/one",
        "/proc",
        "/everything",
        "/sleep/round",
        "/sleep/picture.svg",
        "/sleep/self",
        "/sleep/gone",
        "/sleep/pipe",
        "/sleep/pipe.svg",
        "/sleep/socket",
        "/sleep/zero",
        "/sleep/folder",
        "/.git/secret",
        "/sleep/.secret",
        "/sleep/secret",
        "/sleep/readme",
        "/sleep/README",
        "/sleep/empty",
        "/sleep/huge",
        "/sleep/huge.png",
        "/sleep/a--b",
    ] {
        let reply = serving.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("Zephyr"), "{path}");
    }
    for path in ["/sleep/latin", "/sleep/long"] {
        let reply = serving.get(path);
        assert_eq!(reply.status, 503, "{path}");
        assert!(!reply.text().contains("Zephyr"), "{path}");
    }
    let (code, stderr, _) = serving.stop("-TERM");
    assert_eq!(code, Some(0));
    assert!(!stderr.contains("internal error"), "{stderr}");
    for (path, rule, words) in [
        (
            "sleep/link.md",
            "file/refused",
            "a link to a file outside the folder",
        ),
        ("linked", "file/", "a link to a folder outside"),
        ("proc", "file/", "a link to a folder outside"),
        ("everything", "file/", "a link to a folder outside"),
        ("sleep/round", "file/", "a link to a folder around it"),
        ("sleep/self.md", "file/refused", "cannot be read"),
        (
            "sleep/gone.md",
            "file/refused",
            "a link to a file that is not there",
        ),
        ("sleep/pipe.md", "file/refused", "not an ordinary file"),
        ("sleep/socket.md", "file/refused", "not an ordinary file"),
        ("sleep/latin.md", "file/not-utf8", "is not UTF-8"),
        ("sleep/long.md", "file/too-large", "is the most"),
        ("sleep/huge.md", "file/too-large", "is the most"),
        ("sleep/empty.md", "front-matter/missing", "front matter"),
        (
            "sleep/Zephyr.md",
            "file/name",
            "cannot be part of an address",
        ),
        ("sleep/ä.md", "file/name", "cannot be part of an address"),
    ] {
        let told = stderr.split("\n\n").any(|problem| {
            problem.contains(&format!("--> articles/{path}:"))
                && problem.contains(&format!("[{rule}"))
                && problem.contains(words)
        });
        assert!(told, "{path}: {rule} {words:?} is not told in:\n{stderr}");
    }
    for silent in [".git", ".secret", "README", "Thumbs", "secret.md~"] {
        assert!(!stderr.contains(silent), "{silent} is told");
    }
    assert!(
        !stderr.contains("Zephyr secret"),
        "no words of a file outside are told:\n{stderr}"
    );
}

/// Root may read everything, so there this would try nothing.
fn nothing_is_forbidden_to_us(file: &Path) -> bool {
    fs::File::open(file).is_ok()
}

#[test]
fn what_may_not_be_read_is_told_and_harms_nothing() {
    let folder = base();
    let (file, inner) = (
        folder.path().join("sleep/locked.md"),
        folder.path().join("locked"),
    );
    fs::write(&file, driver::BASE[3].1).unwrap();
    fs::create_dir(&inner).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = serve(folder.path());
    if nothing_is_forbidden_to_us(&file) {
        // Root becomes somebody who may not, and who may not look into root's folders either. It is
        // `cp` that copies: a program cannot be started while another thread's child has it open.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let copy = folder.path().join(".program");
        assert!(
            Command::new("cp")
                .arg(command.get_program())
                .arg(&copy)
                .status()
                .unwrap()
                .success()
        );
        let mut nobody = Command::new(&copy);
        nobody
            .args(command.get_args())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command = nobody;
        command.uid(65534).gid(65534);
    }
    let serving = Serving::start(&mut command);
    assert_eq!(serving.get("/sleep/good").status, 200);
    assert_eq!(serving.get("/sleep/locked").status, 404);
    let (_, stderr, _) = serving.stop("-TERM");
    assert!(
        stderr.contains("sleep/locked.md:1:1") && stderr.contains("the server may not read it"),
        "{stderr}"
    );
    assert!(stderr.contains("/locked:1:1"), "{stderr}");
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_shell_gets_completions_for_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = crate::program::run(&std::env::temp_dir(), &["completions", shell]).done();
        for word in ["serve", "new", "schema", "self-check", "--articles"] {
            let word = if shell == "fish" {
                word.trim_start_matches('-')
            } else {
                word
            };
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    // The one that every machine of ours has can say whether it can read what it gets.
    let folder = tempfile::tempdir().unwrap();
    let script = crate::program::run(folder.path(), &["completions", "bash"]).done();
    let path = folder.path().join("completions.bash");
    fs::write(&path, script).unwrap();
    let read = Command::new("bash").arg("-n").arg(&path).status().unwrap();
    assert!(read.success());
}

#[test]
fn every_command_teaches_by_its_help() {
    let help = |arguments: &[&str]| {
        let arguments = [arguments, &["--help"]].concat();
        crate::program::run(&std::env::temp_dir(), &arguments).done()
    };
    assert!(help(&[]).contains("How to begin:"));
    let mut commands = vec![Vec::new()];
    let mut seen = 0;
    while let Some(command) = commands.pop() {
        let told = help(&command);
        let listed = told
            .split_once("\nCommands:\n")
            .map_or("", |(_, rest)| rest);
        let listed = listed.split("\n\n").next().unwrap();
        let names = listed
            .lines()
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| *name != "help");
        let before = commands.len();
        for name in names {
            commands.push([command.as_slice(), &[&*name.to_owned().leak()]].concat());
        }
        // A command that leads to others may leave its examples to them.
        let leads = commands.len() > before;
        assert!(
            leads || told.contains("health-preservation "),
            "{command:?}: {told}"
        );
        seen += 1;
    }
    assert!(seen > 8, "{seen}");
}
