//! From one edition to the next: what a file's last good version is, what waits, what is shared, and
//! that no reader ever gets parts of two editions.

use crate::command_line::{Serving, serve};
use crate::driver::{BASE, Running, TestSite};
use crate::watched::{AtTheEnd, article, eventually, put, put_base, version_of};
use health_preservation::content::{Changes, Contents, SourceEntry};
use health_preservation::diagnostics::{Style, render_human};
use health_preservation::pages::{self, Shell};
use health_preservation::site::{Body, Edition, Encoding, LiveSite, TakenIn};
use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A site whose files change while it is served, all in memory.
struct Changing {
    live: Arc<LiveSite>,
    running: Running,
}

impl Changing {
    fn start(files: &[(&str, &str)]) -> Self {
        let site = TestSite::of(files);
        let (live, clock) = site.live();
        let running = site.serve(Arc::clone(&live), clock);
        Self { live, running }
    }

    fn take_in(&self, files: &[(&str, &str)], gone: &[&str]) -> TakenIn {
        let files = files.iter().map(|(path, text)| SourceEntry {
            path: (*path).to_owned(),
            contents: Contents::Text((*text).to_owned()),
        });
        self.live.take_in(&Changes {
            files: files.collect(),
            gone: gone.iter().map(|path| (*path).to_owned()).collect(),
        })
    }

    /// Saves a file, and gives what is said of all files.
    #[track_caller]
    fn save(&self, path: &str, text: &str) -> String {
        let TakenIn::Published(edition) = self.take_in(&[(path, text)], &[]) else {
            panic!("it waits");
        };
        let problems = edition.report().problems();
        let told: Vec<String> = problems
            .iter()
            .map(|one| render_human(one, Style::Plain))
            .collect();
        told.join("\n")
    }

    fn version(&self, address: &str) -> Option<u32> {
        version_of(self.running.get(address).text())
    }
}

/// An article with a mistake by which none of its keys can be read.
fn riddle(article: &str) -> String {
    let broken = article.replace("title: Why", "title: Sleep: why");
    assert_ne!(broken, article);
    broken
}

/// An article with a mistake in its words, and keys that can be read.
fn with_html(article: &str) -> String {
    format!("{article}\n<b>Bold.</b>\n")
}

#[test]
fn a_broken_file_keeps_its_last_good_version_and_says_of_when_it_is() {
    let site = Changing::start(&[("sleep/one.md", &article(1))]);
    let told = site.save("sleep/one.md", &riddle(&article(2)));
    assert!(
        told.contains("note: readers still see the version before; nothing else is affected"),
        "{told}"
    );
    assert_eq!(site.version("/sleep/one"), Some(1));
    site.running.clock().set("2026-11-22T12:04:30Z");
    assert_eq!(site.save("sleep/one.md", &article(3)), "");
    site.running.clock().set("2026-11-22T12:10:00Z");
    for broken in [
        riddle(&article(4)),
        with_html(&article(5)),
        riddle(&article(6)),
    ] {
        let told = site.save("sleep/one.md", &broken);
        assert!(
            told.contains("note: readers still see the version of 12:04; nothing else is affected"),
            "{told}"
        );
        assert_eq!(told.matches("note:").count(), 1, "{told}");
        assert_eq!(site.version("/sleep/one"), Some(3));
    }
    assert_eq!(site.save("sleep/one.md", &article(7)), "");
    assert_eq!(site.version("/sleep/one"), Some(7));
}

#[test]
fn a_draft_is_never_a_last_good_version() {
    let draft = article(1).replace("status: published", "status: draft");
    let site = Changing::start(&[("sleep/one.md", &draft)]);
    assert_eq!(site.running.get("/sleep/one").status, 404);
    let told = site.save("sleep/one.md", &riddle(&article(2)));
    assert!(!told.contains("readers still see"), "{told}");
    let reply = site.running.get("/sleep/one").expect(503);
    assert!(!reply.text().contains("Begun"));
    // Nor is one that was good and public before it was a draft.
    site.save("sleep/one.md", &article(3));
    site.save("sleep/one.md", &draft);
    site.save("sleep/one.md", &riddle(&article(4)));
    site.running.get("/sleep/one").expect(503);
}

#[test]
fn what_was_taken_down_does_not_come_back_by_a_mistake() {
    let site = Changing::start(&[("sleep/one.md", &article(1))]);
    for status in ["status: draft", "status: withdrawn", "state: published"] {
        site.save("sleep/one.md", &article(1));
        assert_eq!(site.version("/sleep/one"), Some(1));
        // Taken down in a hurry, with a mistake; then put right and published with another one.
        let down = riddle(&article(1)).replace("status: published", status);
        site.save("sleep/one.md", &down);
        assert_ne!(site.running.get("/sleep/one").status, 200);
        site.save("sleep/one.md", &with_html(&article(2)));
        let reply = site.running.get("/sleep/one").expect(503);
        assert!(!reply.text().contains("Begun"), "{status}");
    }
    site.save("sleep/one.md", &article(3));
    assert_eq!(site.version("/sleep/one"), Some(3));
}

#[test]
fn a_scheduled_page_is_not_announced_by_a_mistake() {
    let scheduled = article(1).replace("topics:", "publish_from: 2026-12-24\ntopics:");
    let site = Changing::start(&[("sleep/one.md", &scheduled)]);
    for broken in [
        riddle(&scheduled),
        with_html(&scheduled),
        riddle(&scheduled),
    ] {
        site.save("sleep/one.md", &broken);
        site.running.get("/sleep/one").expect(404);
        assert!(!site.running.get("/sleep").text().contains("/sleep/one"));
    }
    // On its day readers get the words that were good.
    site.running.clock().set("2026-12-24T00:00:00Z");
    assert_eq!(site.version("/sleep/one"), Some(1));
}

#[test]
fn a_date_to_come_keeps_the_version_before_it_however_often_it_is_saved() {
    let site = Changing::start(&[("sleep/one.md", &article(1))]);
    for version in 2..5 {
        let early = article(version).replace("published: 2026-01-01", "published: 2026-12-24");
        let told = site.save("sleep/one.md", &early);
        assert!(told.contains("front-matter/date-in-the-future"), "{told}");
        assert_eq!(site.version("/sleep/one"), Some(1));
    }
    site.running.clock().set("2026-12-24T00:00:00Z");
    assert_eq!(site.version("/sleep/one"), Some(4), "the day has come");
}

#[test]
fn a_page_is_withdrawn_on_its_day_whatever_is_wrong_with_it() {
    let until = |version| article(version).replace("topics:", "withdraw_on: 2026-12-24\ntopics:");
    // The day stands in the broken file; or in the last good version of one that cannot be read.
    let ways = [
        (article(1), with_html(&until(2))),
        (until(1), riddle(&until(2))),
    ];
    for (good, broken) in ways {
        let site = Changing::start(&[("sleep/one.md", &good)]);
        site.save("sleep/one.md", &broken);
        assert_eq!(site.version("/sleep/one"), Some(1));
        site.running.clock().set("2026-12-24T00:00:00Z");
        let reply = site.running.get("/sleep/one").expect(410);
        assert!(!reply.text().contains("Begun"));
    }
}

#[test]
fn a_file_of_another_kind_with_a_mistake_leaves_the_page_as_it_was() {
    for kind in ["page", "self-check", "artcle"] {
        let site = Changing::start(&[("sleep/one.md", &article(1))]);
        let before = site.running.get("/sleep/one").body;
        let other = article(2).replace("title:", &format!("kind: {kind}\ntitle:"));
        site.save("sleep/one.md", &with_html(&other));
        assert_eq!(site.running.get("/sleep/one").body, before, "{kind}");
    }
}

#[test]
fn the_file_of_a_category_or_of_the_site_keeps_its_last_good_words_and_numbers() {
    let site = Changing::start(&[]);
    let pages = ["/", "/sleep", "/sleep/good", "/about"];
    let all = || pages.map(|page| site.running.get(page).expect(200).body);
    let before = all();
    for (path, text) in [BASE[0], BASE[2]] {
        for broken in [
            text.replace("title: ", "title: Sleep: "),
            text.replace("summary: ", "sumary: "),
            text.replace("Words of", "<b>Words</b> of"),
            text.replace("---\nWords", "Words"),
            String::new(),
        ] {
            let told = site.save(path, &broken);
            assert!(told.contains("error["), "{told}");
            assert!(all() == before, "{path}: {broken}");
        }
        assert_eq!(site.save(path, text), "");
    }
}

#[test]
fn the_days_of_a_site_with_a_mistake_in_its_file_are_still_those_of_its_time_zone() {
    let (_, index) = BASE[0];
    let far = index.replace("Europe/London", "America/Los_Angeles");
    let scheduled = article(1).replace("topics:", "publish_from: 2026-12-24\ntopics:");
    let site = Changing::start(&[("_index.md", &far), ("sleep/one.md", &scheduled)]);
    site.save("_index.md", &far.replace("title: ", "title: Test: "));
    site.running.clock().set("2026-12-24T00:00:00Z");
    site.running.get("/sleep/one").expect(404);
    site.running.clock().set("2026-12-24T08:00:00Z");
    site.running.get("/sleep/one").expect(200);
}

#[test]
fn a_message_shows_the_other_place_where_it_is_now() {
    let from = format!("{}\nSee [it](two.md#thrid-part).\n", article(1));
    let two = format!("{}\n## Third part\n\nWords.\n", article(2));
    let site = Changing::start(&[("sleep/from.md", &from), ("sleep/two.md", &two)]);
    let line = |text: &str| {
        text.lines()
            .position(|line| line == "## Third part")
            .unwrap()
            + 1
    };
    let longer = two.replace("## Third", "One paragraph.\n\nAnother one.\n\n## Third");
    for text in [&two, &longer] {
        let told = site.save("sleep/two.md", text);
        let place = format!("articles/sleep/two.md:{}:", line(text));
        assert!(told.contains(&place), "{place} is not in {told}");
    }
}

fn body(edition: &Edition, address: &str) -> Arc<Body> {
    let entry = edition.library().entry(address).unwrap();
    let render = || pages::render(edition.library(), entry, &Shell::default()).map(Into::into);
    edition
        .body::<askama::Error>(address, render)
        .unwrap()
        .unwrap()
}

#[test]
fn pages_that_did_not_change_are_not_packed_again() {
    let site = Changing::start(&[("sleep/one.md", &article(1)), ("sleep/two.md", &article(2))]);
    let before = site.live.edition();
    let kept = ["/sleep/two", "/about", "/"].map(|page| (page, body(&before, page)));
    let changed = body(&before, "/sleep/one");
    // Two steps, and in the first nobody asks for the pages.
    for version in [3, 4] {
        site.save("sleep/one.md", &article(version));
    }
    let after = site.live.edition();
    for (page, body_before) in kept {
        assert!(Arc::ptr_eq(&body(&after, page), &body_before), "{page}");
    }
    assert!(!Arc::ptr_eq(&body(&after, "/sleep/one"), &changed));
}

#[test]
fn losing_more_than_half_of_the_pages_waits_half_a_minute() {
    let files = eight_pages();
    let files = pairs(&files);
    let site = Changing::start(&files);
    let gone: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
    let clock = site.running.clock();
    assert!(matches!(
        site.take_in(&[], &gone),
        TakenIn::Doubted { left: 2, of: 10 }
    ));
    assert_eq!(site.version("/sleep/page-1"), Some(1));
    clock.set("2026-11-22T10:00:29Z");
    assert!(matches!(site.take_in(&[], &[]), TakenIn::Doubted { .. }));
    // A file that is saved meanwhile does not begin the wait anew.
    let saved = site.take_in(&[("sleep/good.md", &article(9))], &[]);
    assert!(matches!(saved, TakenIn::Doubted { .. }));
    assert_eq!(site.version("/sleep/page-1"), Some(1));
    clock.set("2026-11-22T10:00:30Z");
    assert!(matches!(site.take_in(&[], &[]), TakenIn::Published(_)));
    assert_eq!(site.running.get("/sleep/page-1").status, 404);
    assert_eq!(site.version("/sleep/good"), Some(9));
    assert!(matches!(site.take_in(&[], &[]), TakenIn::Nothing));
}

/// Files as they are taken in.
fn pairs(files: &[(String, String)]) -> Vec<(&str, &str)> {
    let files = files.iter();
    files
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect()
}

/// Eight pages beside the two of the base site, which are good.
fn eight_pages() -> Vec<(String, String)> {
    (1..9)
        .map(|number| (format!("sleep/page-{number}.md"), article(number)))
        .collect()
}

#[test]
fn pages_whose_files_ask_not_to_be_seen_go_at_once_however_many_they_are() {
    let files = eight_pages();
    let published = pairs(&files);
    for status in [
        "status: draft",
        "status: published\npublish_from: 2026-12-24",
        "state: published",
        "",
    ] {
        let site = Changing::start(&published);
        let down: Vec<(String, String)> = files
            .iter()
            .map(|(path, text)| (path.clone(), text.replace("status: published", status)))
            .collect();
        let mut down = pairs(&down);
        let about = BASE[1].1.replace("status: published", status);
        down.push(("about.md", &about));
        assert!(
            matches!(site.take_in(&down, &[]), TakenIn::Published(_)),
            "{status}"
        );
        for page in ["/sleep/page-1", "/sleep/page-8", "/about"] {
            site.running.get(page).expect(404);
        }
        // One by one it is the same, and the last page goes too.
        let good = BASE[3].1.replace("status: published", status);
        let last = site.take_in(&[("sleep/good.md", &good)], &[]);
        assert!(matches!(last, TakenIn::Published(_)), "{status}");
        site.running.get("/sleep/good").expect(404);
        // Of pages that nobody sees no file is missed.
        let gone: Vec<&str> = published.iter().map(|(path, _)| *path).collect();
        assert!(matches!(site.take_in(&[], &gone), TakenIn::Published(_)));
    }
}

#[test]
fn pages_that_ask_not_to_be_seen_do_not_hide_that_the_files_of_others_are_gone() {
    let files = eight_pages();
    let published = pairs(&files);
    let site = Changing::start(&published);
    let draft = article(1).replace("status: published", "status: draft");
    let gone: Vec<&str> = published[2..].iter().map(|(path, _)| *path).collect();
    let taken = site.take_in(&[(published[0].0, &draft)], &gone);
    assert!(
        matches!(taken, TakenIn::Doubted { left: 4, of: 10 }),
        "{taken:?}"
    );
}

#[test]
fn files_that_say_nothing_at_all_are_missed_like_those_that_are_gone() {
    let files = eight_pages();
    let published = pairs(&files);
    for contents in [
        Contents::Refused("the server may not read it".to_owned()),
        Contents::Text(String::new()),
        Contents::Text("\n".to_owned()),
    ] {
        let site = Changing::start(&published);
        let files = published.iter().map(|(path, _)| SourceEntry {
            path: (*path).to_owned(),
            contents: contents.clone(),
        });
        let taken = site.live.take_in(&Changes {
            files: files.collect(),
            gone: Vec::new(),
        });
        assert!(
            matches!(taken, TakenIn::Doubted { left: 2, of: 10 }),
            "{contents:?}: {taken:?}"
        );
        assert_eq!(site.version("/sleep/page-1"), Some(1));
        // They can be read again.
        assert!(matches!(
            site.take_in(&published, &[]),
            TakenIn::Published(_)
        ));
        assert_eq!(site.version("/sleep/page-8"), Some(8));
    }
}

#[test]
fn a_folder_that_was_empty_for_a_moment_changes_nothing_not_even_a_last_good_version() {
    let files = [("sleep/one.md", article(1)), ("sleep/two.md", article(2))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    let site = Changing::start(&files);
    let broken = riddle(&article(3));
    site.save("sleep/one.md", &broken);
    let pages = ["/", "/sleep", "/sleep/one", "/sleep/two", "/about"];
    let all = || pages.map(|page| site.running.get(page).expect(200).body);
    let before = all();
    let paths: Vec<&str> = BASE.iter().chain(&files).map(|(path, _)| *path).collect();
    assert!(matches!(site.take_in(&[], &paths), TakenIn::Doubted { .. }));
    assert!(all() == before);
    let mut back: Vec<(&str, &str)> = BASE.to_vec();
    back.extend([("sleep/one.md", broken.as_str()), files[1]]);
    assert!(matches!(site.take_in(&back, &[]), TakenIn::Published(_)));
    assert!(all() == before);
    assert_eq!(site.version("/sleep/one"), Some(1));
}

#[test]
fn withdrawing_every_page_and_deleting_a_single_one_wait_for_nothing() {
    let site = Changing::start(&[]);
    let withdrawn = |text: &str| text.replace("status: published", "status: withdrawn");
    let (about, good) = (withdrawn(BASE[1].1), withdrawn(BASE[3].1));
    let all = site.take_in(&[("about.md", &about), ("sleep/good.md", &good)], &[]);
    assert!(matches!(all, TakenIn::Published(_)));
    site.running.get("/about").expect(410);
    site.running.get("/sleep/good").expect(410);
    let one = site.take_in(&[], &["about.md"]);
    assert!(matches!(one, TakenIn::Published(_)));
    let other = site.take_in(&[], &["sleep/good.md"]);
    assert!(
        matches!(other, TakenIn::Published(_)),
        "the last page may be deleted"
    );
}

/// How many articles there are while a thousand editions come and go.
const ARTICLES: usize = 50;
const RELOADS: usize = 1000;

fn numbered(article: usize, number: usize) -> String {
    let (_, good) = BASE[3];
    good.replace(
        "title: Why is this article good?",
        &format!("title: Article {article} has number {number}?"),
    )
    .replace(
        "The answer in two",
        &format!("Article {article} says number {number}. The two"),
    )
}

/// The number that a page says of an article after some words.
fn number_in(page: &str, words: &str) -> usize {
    let (_, rest) = page
        .split_once(words)
        .unwrap_or_else(|| panic!("no {words} in {page}"));
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[test]
fn a_thousand_editions_come_and_go_and_no_reader_gets_parts_of_two() {
    let texts: Vec<(String, String)> = (0..ARTICLES)
        .map(|number| (format!("sleep/article-{number}.md"), numbered(number, 0)))
        .collect();
    let files = pairs(&texts);
    let site = &Changing::start(&files);
    let (done, looks) = (&AtomicBool::new(false), &AtomicUsize::new(0));
    // Two neighbours always have the same number.
    let in_one_edition = move |pair: usize| {
        let edition = site.live.edition();
        let text = |address: &str| {
            String::from_utf8(body(&edition, address).bytes(Encoding::Identity).to_vec()).unwrap()
        };
        let list = text("/sleep");
        let numbers: Vec<usize> = [pair, pair + 1]
            .into_iter()
            .flat_map(|one| {
                let page = text(&format!("/sleep/article-{one}"));
                let (title, says) = (
                    format!("Article {one} has number "),
                    format!("Article {one} says number "),
                );
                [
                    number_in(&list, &title),
                    number_in(&page, &title),
                    number_in(&page, &says),
                ]
            })
            .collect();
        assert!(numbers.iter().all(|one| *one == numbers[0]), "{numbers:?}");
        numbers[0]
    };
    let tags: &Mutex<HashMap<(usize, usize), String>> = &Mutex::default();
    let over_http = move |one: usize| {
        let reply = site
            .running
            .get(&format!("/sleep/article-{one}"))
            .expect(200);
        let title = number_in(reply.text(), &format!("Article {one} has number "));
        let says = number_in(reply.text(), &format!("Article {one} says number "));
        assert_eq!(title, says, "one page of two editions");
        assert!(reply.text().ends_with("</html>") || reply.text().trim_end().ends_with("</html>"));
        let tag = reply.header("etag").unwrap().to_owned();
        let mut tags = tags.lock().unwrap();
        if let Some((other, _)) = tags.iter().find(|((article, number), known)| {
            **known == tag && (*article, *number) != (one, title)
        }) {
            panic!("{tag} is the tag of {other:?} and of {:?}", (one, title));
        }
        tags.insert((one, title), tag);
    };
    thread::scope(|scope| {
        let end = AtTheEnd(done);
        for reader in 0..4 {
            scope.spawn(move || {
                let (mut turn, mut latest) = (reader, HashMap::new());
                while !done.load(Ordering::SeqCst) {
                    let pair = turn % (ARTICLES / 2) * 2;
                    if reader % 2 == 0 {
                        let number = in_one_edition(pair);
                        let before = latest.insert(pair, number).unwrap_or(0);
                        assert!(before <= number, "an edition came back");
                    } else {
                        over_http(pair);
                    }
                    looks.fetch_add(1, Ordering::SeqCst);
                    turn += 7;
                }
            });
        }
        for number in 1..=RELOADS {
            let pair = number % (ARTICLES / 2) * 2;
            let [one, two] = [pair, pair + 1]
                .map(|one| (format!("sleep/article-{one}.md"), numbered(one, number)));
            let taken = site.take_in(&[(&one.0, &one.1), (&two.0, &two.1)], &[]);
            assert!(matches!(taken, TakenIn::Published(_)), "{taken:?}");
        }
        drop(end);
    });
    let looks = looks.load(Ordering::SeqCst);
    assert!(looks > 20, "the readers looked {looks} times");
    assert_eq!(in_one_edition(RELOADS % (ARTICLES / 2) * 2), RELOADS);
}

/// Asks the program to look at its folder.
fn hang_up(serving: &Serving) {
    let sent = Command::new("kill")
        .args(["-HUP", &serving.child.id().to_string()])
        .status();
    assert!(sent.unwrap().success());
}

#[test]
fn the_program_looks_again_when_it_is_told_to_and_says_what_it_read() {
    let folder = tempfile::tempdir().unwrap();
    put_base(folder.path());
    put(&folder.path().join("sleep/one.md"), article(1));
    let mut serving = Serving::start(&mut serve(folder.path()));
    // As soon as it has said where it listens, and more often than it can look.
    (0..20).for_each(|_| hang_up(&serving));
    put(&folder.path().join("sleep/one.md"), article(2));
    hang_up(&serving);
    eventually("the new words are served", || {
        version_of(serving.get("/sleep/one").text()) == Some(2)
    });
    put(&folder.path().join("sleep/two.md"), riddle(&article(3)));
    hang_up(&serving);
    eventually("the broken file is known", || {
        serving.get("/sleep/two").status == 503
    });
    put(&folder.path().join("sleep/one.md"), riddle(&article(4)));
    fs::remove_file(folder.path().join("sleep/two.md")).unwrap();
    eventually("the other file is gone", || {
        serving.get("/sleep/two").status == 404
    });
    hang_up(&serving);
    thread::sleep(std::time::Duration::from_secs(2));
    assert_eq!(version_of(serving.get("/sleep/one").text()), Some(2));
    assert!(
        serving.child.try_wait().unwrap().is_none(),
        "it still serves"
    );
    let (code, told, _) = serving.stop("-TERM");
    assert_eq!(code, Some(0), "{told}");
    for words in [
        "Read 1 changed file: no errors.",
        "error[front-matter/unquoted-colon]",
        "Read 1 changed file: 1 error in all files.",
        "note: readers still see the version of ",
        "1 gone",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn a_folder_inside_that_cannot_be_read_for_a_while_keeps_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    put_base(folder.path());
    put(&folder.path().join("food/_index.md"), BASE[2].1);
    put(&folder.path().join("food/one.md"), article(1));
    let mut command = serve(folder.path());
    if fs::read_dir("/root").is_ok() {
        // Root may read everything, so it is tried as nobody.
        let mut nobody = Command::new(env!("CARGO_BIN_EXE_health-preservation"));
        let may = nobody.arg("--help").uid(65534).gid(65534).output();
        if !may.is_ok_and(|output| output.status.success()) {
            eprintln!("not tried: we are root, and nobody may not start the program from here");
            return;
        }
        command.uid(65534).gid(65534);
    }
    let serving = Serving::start(&mut command);
    let version = |address: &str| version_of(serving.get(address).text());
    assert_eq!(version("/food/one"), Some(1));
    let inner = folder.path().join("sleep");
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o000)).unwrap();
    put(&folder.path().join("food/one.md"), article(2));
    eventually("other files are looked at", || {
        version("/food/one") == Some(2)
    });
    // Longer than a file has to be gone.
    thread::sleep(std::time::Duration::from_secs(1));
    put(&folder.path().join("food/one.md"), article(3));
    eventually("other files are looked at", || {
        version("/food/one") == Some(3)
    });
    assert_eq!(serving.get("/sleep/good").status, 200);
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    put(&inner.join("good.md"), article(4));
    eventually("the folder is read again", || {
        version("/sleep/good") == Some(4)
    });
    // And a single file that may not be read takes down its own page only.
    fs::set_permissions(inner.join("good.md"), fs::Permissions::from_mode(0o000)).unwrap();
    eventually("the file is refused", || {
        serving.get("/sleep/good").status == 404
    });
    assert_eq!(version("/food/one"), Some(3));
    let (_, told, _) = serving.stop("-TERM");
    assert!(told.contains("the server may not read it"), "{told}");
}
