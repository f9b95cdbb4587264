//! Pictures of every kind of page for people to look at, in `tests/output`, and the one in the
//! README.

use crate::browser::{Theme, browser, program};
use crate::driver::repository;
use crate::every_page::WIDTHS;
use crate::kinds::{KINDS, SEED, Sites};
use std::fs;
use std::process::Command;

/// The most bytes that the picture in the README may have.
const README_MOST: usize = 150 * 1024;
/// The tallest picture; a page that is longer is cut off below.
const TALLEST: u64 = 12_000;

/// What a PNG begins with.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

#[test]
fn every_page_can_be_looked_at_in_pictures() {
    let folder = repository("tests/output/pictures");
    fs::create_dir_all(&folder).unwrap();
    let sites = Sites::start();
    let browser = browser();
    for kind in KINDS {
        kind.open(&browser, &sites);
        // Pictures below come only when they are near.
        browser.run("document.querySelectorAll('img').forEach((picture) => { picture.loading = 'eager'; });", &[]);
        for theme in Theme::BOTH {
            browser.theme(theme);
            for width in WIDTHS {
                browser.size(width, 900);
                let height = browser
                    .run("return document.documentElement.scrollHeight;", &[])
                    .as_u64()
                    .unwrap();
                browser.size(width, u32::try_from(height.min(TALLEST)).unwrap());
                let picture = browser.picture();
                assert!(picture.starts_with(PNG), "{}", kind.name);
                fs::write(
                    folder.join(format!("{}-{width}-{}.png", kind.name, theme.word())),
                    picture,
                )
                .unwrap();
            }
        }
        browser.size(1280, 900);
    }
}

/// The picture is made anew only when it is asked for, so that it does not change with every
/// machine's fonts.
#[test]
fn the_picture_in_the_readme_is_there_and_small() {
    let path = repository("tests/screenshot.png");
    if std::env::var_os("UPDATE_SCREENSHOT").is_some() {
        let sites = Sites::start();
        let browser = browser();
        browser.theme(Theme::Light);
        browser.open(&sites.real.url(SEED));
        fs::write(&path, browser.picture()).unwrap();
        // With a palette it is half as large.
        let palette = Command::new(program(&["pngquant"]))
            .args(["--force", "--strip", "--speed", "1", "--ext", ".png"])
            .arg(&path)
            .status()
            .expect("pngquant runs");
        assert!(palette.success());
    }
    let picture = fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; UPDATE_SCREENSHOT=1 tests/run makes it",
            path.display()
        )
    });
    assert!(picture.starts_with(PNG));
    assert!(
        picture.len() < README_MOST,
        "it has {} bytes; {README_MOST} is the most",
        picture.len()
    );
}
