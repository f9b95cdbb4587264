//! What happens to files while the site is served: the ways in which programs save, and folders that
//! move, vanish and come back. Readers who ask all the time get a page as it was or as it is, whole.

use crate::driver::BASE;
use crate::watched::{
    AtTheEnd, Watched, article, both_ways, eventually, put, put_base, version_of,
};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// The version of an article that every way of saving ends with.
const LAST: u32 = 9;

/// A way in which programs save, and how long the longest moment was in which the file was not whole.
type Save = fn(&Path) -> Duration;

/// The ways, by the names of the files they are tried on.
const SAVES: [(&str, Save); 13] = [
    ("cut-and-written", |file| {
        fs::write(file, article(LAST)).unwrap();
        Duration::ZERO
    }),
    ("in-pieces-quickly", |file| in_pieces(file, 50)),
    ("in-pieces", |file| in_pieces(file, 200)),
    ("in-pieces-slowly", |file| in_pieces(file, 700)),
    ("renamed-over", |file| {
        // Notepad++, Obsidian, sed: a hidden file beside it.
        let beside = file.with_file_name(".renamed-over.md.swp");
        fs::write(&beside, article(LAST)).unwrap();
        fs::rename(&beside, file).unwrap();
        Duration::ZERO
    }),
    ("renamed-over-from-a-stray", |file| {
        // VS Code on some disks: a file beside it that looks like one of ours.
        let beside = file.with_extension("md.tmp-123");
        fs::write(&beside, article(LAST)).unwrap();
        fs::rename(&beside, file).unwrap();
        Duration::ZERO
    }),
    ("backed-up-and-written", |file| {
        // vim with a backup.
        let backup = file.with_extension("md~");
        let begun = Instant::now();
        fs::rename(file, &backup).unwrap();
        fs::write(file, article(LAST)).unwrap();
        fs::remove_file(&backup).unwrap();
        begun.elapsed()
    }),
    ("deleted-and-written", |file| {
        let begun = Instant::now();
        fs::remove_file(file).unwrap();
        thread::sleep(Duration::from_millis(200));
        fs::write(file, article(LAST)).unwrap();
        begun.elapsed()
    }),
    ("linked-over", |file| {
        let beside = file.with_file_name(".linked-over");
        fs::write(&beside, article(LAST)).unwrap();
        let begun = Instant::now();
        fs::remove_file(file).unwrap();
        fs::hard_link(&beside, file).unwrap();
        fs::remove_file(&beside).unwrap();
        begun.elapsed()
    }),
    ("set-back-in-time", |file| {
        // A copy that is put back, with its time.
        fs::write(file, article(LAST)).unwrap();
        let past = SystemTime::now() - Duration::from_secs(400_000);
        set_time(file, past);
        Duration::ZERO
    }),
    ("of-the-same-size-and-time", |file| {
        let before = fs::metadata(file).unwrap();
        assert_eq!(before.len(), article(LAST).len() as u64);
        fs::write(file, article(LAST)).unwrap();
        set_time(file, before.modified().unwrap());
        Duration::ZERO
    }),
    ("saved-twice", |file| {
        fs::write(file, article(2)).unwrap();
        thread::sleep(Duration::from_millis(150));
        in_pieces(file, 120)
    }),
    ("saved-again-and-again", |file| {
        for version in 2..LAST {
            fs::write(file, article(version)).unwrap();
            thread::sleep(Duration::from_millis(30));
        }
        in_pieces(file, 30)
    }),
];

/// Writes a file anew in five pieces, each whole enough to be a page, and gives the longest pause.
fn in_pieces(file: &Path, pause: u64) -> Duration {
    let text = article(LAST);
    let mut longest = Duration::ZERO;
    let mut written = Instant::now();
    let mut open = OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(file)
        .unwrap();
    for piece in text.as_bytes().chunks(text.len() / 5 + 1) {
        thread::sleep(Duration::from_millis(pause));
        open.write_all(piece).unwrap();
        longest = longest.max(written.elapsed());
        written = Instant::now();
    }
    thread::sleep(Duration::from_millis(pause));
    longest.max(written.elapsed())
}

fn set_time(file: &Path, time: SystemTime) {
    let file = File::options().write(true).open(file).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn however_a_file_is_saved_readers_get_it_whole() {
    both_ways(|pace| {
        let site = Watched::start(pace, |folder| {
            for (name, _) in SAVES {
                put(&folder.join(format!("sleep/{name}.md")), article(1));
            }
        });
        // A machine that is so busy that it stands still in the middle of a save shows nothing.
        let most = Duration::from_millis(if pace.hints { 4000 } else { 800 });
        let (site, done) = (&site, &AtomicBool::new(false));
        thread::scope(|scope| {
            let end = AtTheEnd(done);
            let reading = scope.spawn(move || read_all_the_time(site, done));
            let saving = SAVES.map(|(name, save)| {
                let file = site.path(&format!("sleep/{name}.md"));
                (name, scope.spawn(move || save(&file)))
            });
            let torn: Vec<Duration> = saving
                .into_iter()
                .map(|(name, saving)| {
                    let longest = saving.join().unwrap();
                    eventually(&format!("readers see the last version of {name}"), || {
                        let page = site.running.get(&format!("/sleep/{name}"));
                        version_of(page.text()) == Some(LAST)
                    });
                    longest
                })
                .collect();
            drop(end);
            for (name, page) in reading.join().unwrap() {
                let at = SAVES.iter().position(|(one, _)| *one == name).unwrap();
                let most = if name == "deleted-and-written" {
                    Duration::from_millis(350)
                } else {
                    most
                };
                assert!(torn[at] > most, "a reader got this of {name}: {page}");
                eprintln!(
                    "{name} took {:?} on this machine, and proves nothing",
                    torn[at]
                );
            }
        });
    });
}

/// Asks for each of the pages that are saved, and gives what was not whole, or older than what was
/// there before.
fn read_all_the_time(site: &Watched, done: &AtomicBool) -> Vec<(&'static str, String)> {
    let mut bad = Vec::new();
    let mut seen = [1; SAVES.len()];
    let mut rounds = 0;
    while !done.load(Ordering::SeqCst) {
        for ((name, _), seen) in SAVES.iter().zip(&mut seen) {
            let page = site.running.get(&format!("/sleep/{name}"));
            match version_of(page.text()) {
                Some(version) if page.status == 200 && version >= *seen => *seen = version,
                _ => bad.push((*name, format!("{} {}", page.status, page.text()))),
            }
        }
        rounds += 1;
    }
    assert!(rounds > 5, "the reader asked {rounds} times");
    bad
}

#[test]
fn a_file_that_is_deleted_is_gone_and_one_that_is_moved_leads_on() {
    both_ways(|pace| {
        let site = Watched::start(pace, |folder| {
            put(&folder.join("sleep/old.md"), article(1));
            put(&folder.join("sleep/gone.md"), article(1));
        });
        let moved = article(1).replace("topics:", "moved_from: [/sleep/old]\ntopics:");
        put(&site.path("sleep/new.md"), moved);
        fs::remove_file(site.path("sleep/old.md")).unwrap();
        fs::remove_file(site.path("sleep/gone.md")).unwrap();
        eventually("the file is gone", || site.status("/sleep/gone") == 404);
        eventually("the old address leads on", || {
            let reply = site.running.get("/sleep/old");
            reply.status == 301 && reply.header("location") == Some("/sleep/new")
        });
        assert_eq!(site.status("/sleep/new"), 200);
        assert!(!site.shows("/sleep", "\"/sleep/gone\""), "the list knows");
    });
}

#[test]
fn pictures_and_new_categories_are_taken_in() {
    const LINE: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"></svg>";
    both_ways(|pace| {
        let site = Watched::start(pace, |folder| {
            put(
                &folder.join("sleep/shown.md"),
                format!("{}\n![A line](shown/line.svg)\n", article(1)),
            );
            put(&folder.join("sleep/shown/line.svg"), LINE);
        });
        assert_eq!(site.running.get("/sleep/shown/line.svg").text(), LINE);
        let wider = LINE.replace("width=\"10\"", "width=\"99\"");
        put(&site.path("sleep/shown/line.svg"), &wider);
        put(
            &site.path("food/_index.md"),
            BASE[2].1.replace("title: Sleep", "title: Food"),
        );
        put(
            &site.path("food/fruit/_index.md"),
            BASE[2].1.replace("title: Sleep", "title: Fruit"),
        );
        put(&site.path("food/fruit/apples.md"), article(1));
        eventually("the new picture is there", || {
            site.running.get("/sleep/shown/line.svg").text() == wider
        });
        eventually("the page knows its size", || {
            site.shows("/sleep/shown", "width=\"99\"")
        });
        eventually("the new page is there", || {
            site.status("/food/fruit/apples") == 200
        });
        assert_eq!(site.status("/food"), 200);
        assert!(
            site.shows("/", "\"/food\""),
            "the home page lists the category"
        );
        fs::remove_file(site.path("sleep/shown/line.svg")).unwrap();
        eventually("the picture is gone", || {
            site.status("/sleep/shown/line.svg") == 404
        });
        assert!(
            site.shows("/sleep/shown", "A line"),
            "its words stand in for it"
        );
    });
}

#[test]
fn a_checkout_of_a_thousand_files_ends_exactly_as_the_folder_is() {
    const FILES: usize = 1000;
    both_ways(|pace| {
        let short = |number: usize, version: u32| {
            format!(
                "---\nkind: page\ntitle: Page {number} of version {version}\nsummary: A short page of which there are a thousand, all of them replaced at once.\nstatus: published\npublished: 2026-01-01\n---\nBegun {version}. Ended {version}.\n"
            )
        };
        let path = |number: usize| format!("many-{}/page-{number}.md", number % 10);
        let index = |folder: &Path| {
            for number in 0..10 {
                put(&folder.join(format!("many-{number}/_index.md")), BASE[2].1);
            }
        };
        let site = Watched::start(pace, |folder| {
            index(folder);
            for number in 0..FILES {
                put(&folder.join(path(number)), short(number, 1));
            }
        });
        // As git does: each file is deleted and written anew; one in ten is gone, and others are new.
        for number in 0..FILES + 100 {
            let file = site.path(&path(number));
            let _ = fs::remove_file(&file);
            if number % 10 != 3 {
                fs::write(&file, short(number, 2)).unwrap();
            }
        }
        let version = |number: usize| {
            let reply = site
                .running
                .get(&format!("/{}", path(number).trim_end_matches(".md")));
            (reply.status, version_of(reply.text()))
        };
        eventually("the last file is there", || {
            version(FILES + 99) == (200, Some(2))
        });
        eventually("all files are as they are on the disk", || {
            (0..FILES + 100).step_by(7).all(|number| match number % 10 {
                3 => version(number).0 == 404,
                _ => version(number) == (200, Some(2)),
            })
        });
    });
}

#[test]
fn a_folder_that_vanishes_keeps_its_last_edition_and_comes_back_as_it_is_then() {
    both_ways(|pace| {
        let site = Watched::start(pace, |folder| put(&folder.join("sleep/one.md"), article(1)));
        let (here, away) = (site.path(""), site.outer().join("away"));
        // A change that has been seen, and has not come to rest when the folder goes.
        let mut open = File::create(site.path("sleep/one.md")).unwrap();
        open.write_all(b"---\n").unwrap();
        let looks = site.looks();
        eventually("it was looked at", || site.looks() > looks + 1);
        fs::rename(&here, &away).unwrap();
        let looks = site.looks();
        thread::sleep(Duration::from_secs(3));
        let looks = site.looks() - looks;
        assert!(looks < 100, "it looked {looks} times for what is not there");
        assert_eq!(site.status("/sleep/good"), 200);
        assert!(version_of(site.running.get("/sleep/one").text()).is_some());
        put(&away.join("sleep/one.md"), article(3));
        fs::rename(&away, &here).unwrap();
        eventually("it is there again", || {
            version_of(site.running.get("/sleep/one").text()) == Some(3)
        });
        // And changes are seen as before.
        put(&site.path("sleep/one.md"), article(4));
        eventually("it is watched again", || {
            version_of(site.running.get("/sleep/one").text()) == Some(4)
        });
        assert_eq!(site.status("/sleep/good"), 200);
    });
}

/// Gives a link another target, in one step.
fn swap(link: &Path, target: &str) {
    let beside = link.with_file_name("..data_tmp");
    symlink(target, &beside).unwrap();
    fs::rename(&beside, link).unwrap();
}

#[test]
fn a_folder_that_is_a_link_may_be_swapped_for_another() {
    both_ways(|pace| {
        let site = Watched::at("articles", pace, |outer| {
            put_base(&outer.join("..2026_11_22"));
            put(&outer.join("..2026_11_22/sleep/one.md"), article(1));
            symlink("..2026_11_22", outer.join("..data")).unwrap();
            symlink("..data", outer.join("articles")).unwrap();
        });
        whole_swap(&site, site.outer());
    });
}

#[test]
fn a_volume_of_kubernetes_is_swapped_as_a_whole() {
    both_ways(|pace| {
        let site = Watched::at("articles", pace, |outer| {
            let volume = outer.join("articles");
            put_base(&volume.join("..2026_11_22"));
            put(&volume.join("..2026_11_22/sleep/one.md"), article(1));
            symlink("..2026_11_22", volume.join("..data")).unwrap();
            for name in ["_index.md", "about.md", "sleep"] {
                symlink(format!("..data/{name}"), volume.join(name)).unwrap();
            }
        });
        whole_swap(&site, &site.outer().join("articles"));
    });
}

/// Puts a second version of a site beside the first one, swaps the link, and deletes the first one.
#[track_caller]
fn whole_swap(site: &Watched, around: &Path) {
    let page = |address: &str| version_of(site.running.get(address).text());
    assert_eq!(page("/sleep/one"), Some(1));
    for (dated, version, before) in [
        ("..2026_11_23", 2, "..2026_11_22"),
        ("..2026_11_24", 3, "..2026_11_23"),
    ] {
        put_base(&around.join(dated));
        put(&around.join(dated).join("sleep/one.md"), article(version));
        put(&around.join(dated).join("sleep/two.md"), article(version));
        swap(&around.join("..data"), dated);
        fs::remove_dir_all(around.join(before)).unwrap();
        eventually("the other folder is served", || {
            page("/sleep/one") == Some(version)
        });
        assert_eq!(page("/sleep/two"), Some(version), "all of it at once");
        assert_eq!(site.status("/sleep/good"), 200);
    }
}

#[test]
fn a_link_out_of_the_folder_put_in_meanwhile_is_refused() {
    both_ways(|pace| {
        let site = Watched::start(pace, |folder| put(&folder.join("sleep/one.md"), article(1)));
        let outside = site.outer().join("outside");
        put(&outside.join("secret.md"), article(7));
        fs::remove_file(site.path("sleep/one.md")).unwrap();
        symlink(outside.join("secret.md"), site.path("sleep/one.md")).unwrap();
        symlink(&outside, site.path("sleep/outside")).unwrap();
        put(&site.path("sleep/two.md"), article(2));
        eventually("the link is seen", || site.status("/sleep/one") == 404);
        eventually("the other file is seen", || {
            site.status("/sleep/two") == 200
        });
        for address in ["/sleep/one", "/sleep/outside/secret", "/sleep/outside"] {
            let reply = site.running.get(address);
            assert_eq!(reply.status, 404, "{address}");
            assert!(!reply.text().contains("Begun 7"), "{address}");
        }
        // And a file of ours in its place is served again.
        fs::remove_file(site.path("sleep/one.md")).unwrap();
        put(&site.path("sleep/one.md"), article(3));
        eventually("the file is served again", || {
            version_of(site.running.get("/sleep/one").text()) == Some(3)
        });
    });
}
