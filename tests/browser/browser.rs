//! One Chromium for all tests, which take turns, and the few things they do with it.
//!
//! The browser is driven through chromedriver. Both end when the test program does, however it
//! ends: a shell waits for the other end of a pipe that only this program holds.

use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;
use thirtyfour::common::command::{Command as Order, ExtensionCommand};
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel};
use tokio::runtime::{Builder, Runtime};
use ureq::http::Method;

/// The one browser.
static BROWSER: OnceLock<Mutex<Browser>> = OnceLock::new();

/// Starts chromedriver with its files in a folder of their own. When nobody holds the other end of
/// its input any more, it ends chromedriver (and Chromium, which is tied to it by a pipe), waits for
/// that and takes the folder away. Interrupting the tests must not end the shell before it has done so.
const LIFELINE: &str = r#"
trap '' INT HUP
folder=$(mktemp -d)
TMPDIR=$folder HOME=$folder chromedriver --port=0 2>&1 &
driver=$!
read -r _
kill "$driver" 2>/dev/null
wait "$driver"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    grep -qs -- "$folder" /proc/[0-9]*/cmdline || break
    sleep 0.2
done
rm -rf "$folder"
"#;

/// The flags of the browser: no window, and nothing of its own that goes over the net.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
];

/// The colours that a reader's machine asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark words on a light page.
    Light,
    /// Light words on a dark page.
    Dark,
}

impl Theme {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// The word that CSS has for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser with one window.
#[derive(Debug)]
pub struct Browser {
    runtime: Runtime,
    driver: WebDriver,
    /// Its input is the pipe that keeps the browser running.
    _lifeline: Child,
}

/// The browser, with nothing left of the test before.
pub fn browser() -> MutexGuard<'static, Browser> {
    let browser = BROWSER.get_or_init(|| Mutex::new(Browser::start()));
    // A test that failed had the browser; the next one cleans it all the same.
    let browser = browser.lock().unwrap_or_else(PoisonError::into_inner);
    browser.clean();
    browser
}

/// A program on the path. Tests that need one fail with its name when it is not there.
#[track_caller]
pub fn program(names: &[&str]) -> PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|path| path.is_file())
        .unwrap_or_else(|| {
            panic!(
                "no {} is installed; tests/run installs it",
                names.join(" or ")
            )
        })
}

impl Browser {
    fn start() -> Self {
        let chromium = program(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ]);
        program(&["chromedriver"]);
        let mut lifeline = Command::new("sh")
            .args(["-c", LIFELINE])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell starts");
        let port = port_of(&mut lifeline);

        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary(&chromium.to_string_lossy()).unwrap();
        for flag in FLAGS {
            wishes.add_arg(flag).unwrap();
        }
        wishes
            .set_logging_prefs("browser", LoggingPrefsLogLevel::All)
            .unwrap();
        wishes
            .set_logging_prefs("performance", LoggingPrefsLogLevel::All)
            .unwrap();

        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let driver = runtime
            .block_on(WebDriver::new(format!("http://127.0.0.1:{port}"), wishes))
            .expect("Chromium starts");
        Self {
            runtime,
            driver,
            _lifeline: lifeline,
        }
    }

    /// Forgets what a test before has set, opened and logged.
    fn clean(&self) {
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": false }),
        );
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "media": "", "features": [] }),
        );
        self.cdp("Network.clearBrowserCookies", &json!({}));
        self.cdp("Network.clearBrowserCache", &json!({}));
        self.size(1280, 900);
        self.open("about:blank");
        self.complaints();
        self.requests();
    }

    /// Opens an address and waits until it is loaded.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.wait(self.driver.goto(address));
    }

    /// The address that is open.
    #[track_caller]
    pub fn address(&self) -> String {
        self.wait(self.driver.current_url()).to_string()
    }

    /// The title of the page.
    #[track_caller]
    pub fn title(&self) -> String {
        self.wait(self.driver.title())
    }

    /// Runs the body of a function in the page, and gives what it returns. Our own policy against
    /// scripts does not bind the one who drives the browser.
    #[track_caller]
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.driver.execute(script, arguments.to_vec()))
            .json()
            .clone()
    }

    /// Like [`Self::run`] for a function that ends by calling its last argument.
    #[track_caller]
    pub fn run_and_wait(&self, script: &str, arguments: &[Value]) -> Value {
        self.wait(self.driver.execute_async(script, arguments.to_vec()))
            .json()
            .clone()
    }

    /// The list of texts that a script returns.
    #[track_caller]
    pub fn list(&self, script: &str, arguments: &[Value]) -> Vec<String> {
        let value = self.run(script, arguments);
        serde_json::from_value(value.clone())
            .unwrap_or_else(|_| panic!("this is no list of texts: {value}"))
    }

    /// Sends a command of the Chrome DevTools Protocol.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: &Value) -> Value {
        let command = Cdp(json!({ "cmd": command, "params": parameters }));
        let reply = self.wait(self.driver.cmd(Order::ExtensionCommand(Box::new(command))));
        reply.value().expect("a reply of the protocol")
    }

    /// Sets the size of the window's inside, in CSS pixels; a real window cannot be as narrow as a
    /// phone.
    #[track_caller]
    pub fn size(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Sets what the reader's machine asks for, as CSS media features. Colours change at once.
    #[track_caller]
    pub fn prefer(&self, features: &[(&str, &str)]) {
        let still = ("prefers-reduced-motion", "reduce");
        let features: Vec<_> = features
            .iter()
            .chain([&still])
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "media": "", "features": features }),
        );
    }

    /// Shows the page as it is printed, for a reader with these colours.
    #[track_caller]
    pub fn paper(&self, theme: Theme) {
        let features = json!([{ "name": "prefers-color-scheme", "value": theme.word() }]);
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({ "media": "print", "features": features }),
        );
    }

    /// Sets the colours.
    #[track_caller]
    pub fn theme(&self, theme: Theme) {
        self.prefer(&[("prefers-color-scheme", theme.word())]);
    }

    /// Presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.wait(self.driver.action_chain().send_keys(key).perform());
    }

    /// Types a letter.
    #[track_caller]
    pub fn type_in(&self, letter: char) {
        self.wait(self.driver.action_chain().send_keys(letter).perform());
    }

    /// The names of the cookies.
    #[track_caller]
    pub fn cookies(&self) -> Vec<String> {
        self.wait(self.driver.get_all_cookies())
            .into_iter()
            .map(|cookie| cookie.name)
            .collect()
    }

    /// What the console has said since it was last asked.
    #[track_caller]
    pub fn complaints(&self) -> Vec<String> {
        self.wait(self.driver.get_log("browser"))
            .into_iter()
            .map(|entry| entry.message)
            .collect()
    }

    /// The addresses that the page has asked for since they were last asked for.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        let requests = self.heard("Network.requestWillBeSent");
        requests
            .iter()
            .map(|request| request["request"]["url"].as_str().unwrap().to_owned())
            .collect()
    }

    /// What the protocol has told in messages of one name since it was last asked for anything.
    #[track_caller]
    pub fn heard(&self, name: &str) -> Vec<Value> {
        let entries = self.wait(self.driver.get_log("performance"));
        entries
            .iter()
            .map(|entry| serde_json::from_str::<Value>(&entry.message).unwrap())
            .map(|mut message| message["message"].take())
            .filter(|message| message["method"] == name)
            .map(|mut message| message["params"].take())
            .collect()
    }

    /// Waits for some seconds until something is so.
    #[track_caller]
    pub fn wait_until(&self, what: &str, so: impl Fn(&Self) -> bool) {
        for _ in 0..50 {
            if so(self) {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("{what} was waited for in vain; this is {}", self.address());
    }

    /// Goes back to the page before.
    #[track_caller]
    pub fn back(&self) {
        self.wait(self.driver.back());
    }

    /// Goes to the page that [`Self::back`] came from.
    #[track_caller]
    pub fn forward(&self) {
        self.wait(self.driver.forward());
    }

    /// Loads the page again.
    #[track_caller]
    pub fn refresh(&self) {
        self.wait(self.driver.refresh());
    }

    /// From now on no page runs a script; what a test runs in it still does.
    #[track_caller]
    pub fn no_script(&self) {
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": true }),
        );
    }

    /// The window as a PNG.
    #[track_caller]
    pub fn picture(&self) -> Vec<u8> {
        self.wait(self.driver.screenshot_as_png())
    }

    /// The page on A4 paper, as a PDF. The margins are those of the style sheet.
    #[track_caller]
    pub fn print(&self) -> Vec<u8> {
        let parameters = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            background: false,
            ..PrintParameters::default()
        };
        self.wait(self.driver.print_page(parameters))
    }

    #[track_caller]
    fn wait<T>(&self, doing: impl Future<Output = WebDriverResult<T>>) -> T {
        let done = self
            .runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(60), doing).await });
        match done {
            Ok(Ok(value)) => value,
            Ok(Err(error)) => panic!("the browser answers: {error}"),
            Err(_) => panic!("the browser does not answer for a minute"),
        }
    }
}

/// Reads the port that chromedriver took.
fn port_of(lifeline: &mut Child) -> u16 {
    let mut lines = BufReader::new(lifeline.stdout.take().expect("its output is a pipe")).lines();
    let mut said = String::new();
    while let Some(Ok(line)) = lines.next() {
        let port = line
            .split_once("started successfully on port ")
            .and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok());
        if let Some(port) = port {
            // What it says later must go somewhere, or it would wait for a reader.
            thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
            return port;
        }
        let _ = writeln!(said, "{line}");
    }
    panic!("chromedriver does not start: {said}");
}

/// A command of the Chrome DevTools Protocol, as chromedriver takes it.
#[derive(Debug)]
struct Cdp(Value);

impl ExtensionCommand for Cdp {
    fn parameters_json(&self) -> Option<Value> {
        Some(self.0.clone())
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// Fails with every problem that a test has found, one below the other.
#[track_caller]
pub fn assert_none(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
}
