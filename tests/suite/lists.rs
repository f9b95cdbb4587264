//! What the site makes of its articles by itself, for readers: A to Z, topics, and what to read
//! next.

use crate::driver::{Reply, Running, TestSite};
use health_preservation::content::{Audience, Changes, Contents, Library, Shelf, SourceEntry};
use scraper::{ElementRef, Html, Selector};
use std::time::{Duration, Instant};

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of each element, with where it leads when it is a link.
fn found(reply: &Reply, selector: &str) -> Vec<String> {
    let html = reply.html();
    let shown = |element: ElementRef<'_>| match element.attr("href") {
        Some(href) => format!("{} > {href}", words(element)),
        None => words(element),
    };
    all(&html, selector).into_iter().map(shown).collect()
}

/// An article whose summary and words share nothing with those of another.
fn article(title: &str, lines: &str, words: &str) -> String {
    let own: String = title
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .take(3)
        .map(|letter| format!("q{}{} ", letter as char, title.len()))
        .collect();
    format!(
        "---\ntitle: \"{title}\"\nsummary: A summary of its own {own}and it is long enough to be one in any list\nstatus: published\npublished: 2026-01-01\n{lines}sources:\n  - {{id: s, title: A source, publisher: A publisher, year: 2020}}\n---\n{words}[^s]\n"
    )
}

fn category(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: A category that is there so that articles can be in two of them.\n---\nIts words.\n"
    )
}

#[test]
fn a_to_z_has_every_name_of_every_article_under_its_letter() {
    let site = TestSite::of(&[
        (
            "sleep/snoring.md",
            &article(
                "Why do you snore?",
                "also_known_as: [snoring, \"5 o'clock noises\", Élan]\n",
                "Words.",
            ),
        ),
        ("sleep/zzz.md", &article("睡眠", "", "Words.")),
        ("sleep/odd.md", &article("!!!", "", "Words.")),
    ])
    .start();
    let page = site.get("/a-z").expect(200);
    assert_eq!(found(&page, ".names h2"), ["E", "S", "W", "0–9", "Other"]);
    let names = found(&page, ".names a");
    assert_eq!(names[0], "Élan > /sleep/snoring");
    for name in [
        "snoring > /sleep/snoring",
        "Why do you snore? > /sleep/snoring",
        "Why is this article good? > /sleep/good",
        "5 o'clock noises > /sleep/snoring",
        "睡眠 > /sleep/zzz",
        "!!! > /sleep/odd",
    ] {
        assert!(names.contains(&name.to_owned()), "{name}: {names:?}");
    }
    assert!(
        !names.iter().any(|name| name.ends_with("/about")),
        "a page of prose answers no question"
    );
    assert!(found(&page, ".names li").contains(&"snoring in “Why do you snore?”".to_owned()));
    // Every letter has its place in the row; those without names lead nowhere.
    assert_eq!(all(&page.html(), ".letters li").len(), 26 + 2);
    let html = page.html();
    for jump in all(&html, ".letters a") {
        let to = jump.attr("href").unwrap().trim_start_matches('#');
        assert_eq!(all(&html, &format!("section[id=\"{to}\"]")).len(), 1);
    }
}

#[test]
fn with_many_names_each_letter_has_its_page() {
    let files: Vec<(String, String)> = (0..400)
        .map(|number| {
            let letter = (b'a' + u8::try_from(number % 20).unwrap()) as char;
            (
                format!("sleep/n{number}.md"),
                article(&format!("{letter} name {number}"), "", "Words."),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = TestSite::of(&files).start();
    let page = site.get("/a-z").expect(200);
    assert_eq!(found(&page, ".names a"), [""; 0]);
    let letters = found(&page, ".letters a");
    assert_eq!(letters.len(), 21);
    assert_eq!(letters[0], "A > /a-z/a");
    let mut names = 0;
    for letter in letters {
        let address = letter.split(" > ").nth(1).unwrap();
        let page = site.get(address).expect(200);
        assert_eq!(found(&page, "[aria-current=page]").len(), 2, "{address}");
        names += found(&page, ".names a").len();
    }
    assert_eq!(names, 401);
    for address in ["/a-z/x", "/a-z/aa", "/a-z/0-9", "/a-z/%C3%A9", "/a-z/a/b"] {
        site.get(address).expect(404);
    }
    assert_eq!(
        site.get("/a-z/B/").expect(301).header("location"),
        Some("/a-z/b")
    );
    TestSite::of(&[]).start().get("/a-z/w").expect(404);
}

/// The shortest time that an address takes to say that nothing is there, of several tries.
fn miss(site: &Running, path: &str) -> Duration {
    let tries = (0..12).map(|_| {
        let begun = Instant::now();
        site.get(path).expect(404);
        begun.elapsed()
    });
    tries.min().unwrap()
}

#[test]
fn a_list_that_is_not_there_costs_no_look_at_every_article() {
    let files: Vec<(String, String)> = (0..3000)
        .map(|number| {
            let title = format!("A rather long name of article number {number}");
            (
                format!("sleep/n{number}.md"),
                article(&title, "topics: [sleep]\n", "Words."),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let site = TestSite::of(&files)
        .origin("https://health.example")
        .start();
    site.get("/a-z/a").expect(200);
    let nothing = miss(&site, "/nowhere");
    for path in [
        "/a-z/q",
        "/a-z/other",
        "/A-Z/Q/",
        "/sitemap-1.xml",
        "/sitemap-2.xml",
        "/sitemap-18446744073709551615.xml",
        "/topics/nothing",
    ] {
        let took = miss(&site, path);
        assert!(
            took < nothing * 3,
            "{path} took {took:?}, and any other address {nothing:?}"
        );
    }
}

#[test]
fn a_topic_has_everything_that_is_about_it_however_it_is_spelled() {
    let site = TestSite::of(&[
        (
            "sleep/a.md",
            &article("A", "topics: [Back pain]\n", "Words."),
        ),
        (
            "sleep/b.md",
            &article("B", "topics: [back-pain, naps]\n", "Words."),
        ),
        (
            "sleep/c.md",
            &article("C", "topics: [back pain]\n", "Words."),
        ),
        (
            "sleep/d.md",
            &article("D", "topics: [back pain]\n", "Words."),
        ),
    ])
    .start();
    let page = site.get("/topics").expect(200);
    assert_eq!(
        found(&page, ".topic-list li"),
        ["back pain 4 pages", "naps 1 page", "sleep 1 page"]
    );
    assert_eq!(
        found(&page, ".topic-list a"),
        [
            "back pain > /topics/back-pain",
            "naps > /topics/naps",
            "sleep > /topics/sleep"
        ]
    );
    let topic = site.get("/topics/back-pain").expect(200);
    assert_eq!(found(&topic, "h1"), ["All about back pain"]);
    assert_eq!(
        found(&topic, ".article-list h3 a"),
        [
            "A > /sleep/a",
            "B > /sleep/b",
            "C > /sleep/c",
            "D > /sleep/d"
        ]
    );
    // On an article a topic stands in the article's own words.
    assert_eq!(
        found(&site.get("/sleep/b"), ".topics-of a"),
        ["back-pain > /topics/back-pain", "naps > /topics/naps"]
    );
    site.get("/topics/running").expect(404);
}

#[test]
fn the_lists_of_a_site_without_articles_say_so() {
    let site = TestSite::of(&[]).without("sleep/good.md").start();
    for page in ["/a-z", "/topics"] {
        let page = site.get(page).expect(200);
        assert_eq!(found(&page, "main p a"), ["Go to the home page > /"]);
    }
}

#[test]
fn another_form_of_the_address_of_a_list_leads_to_the_one_form() {
    let site = TestSite::of(&[]).origin("https://health.example").start();
    for (typed, form) in [
        ("/A-Z", "/a-z"),
        ("/a-z/", "/a-z"),
        ("/topics/", "/topics"),
        ("/Topics/Sleep/", "/topics/sleep"),
        ("/FEED.XML", "/feed.xml"),
        ("/Sleep/feed.xml", "/sleep/feed.xml"),
        ("/Sitemap.xml", "/sitemap.xml"),
        ("/Robots.txt", "/robots.txt"),
        ("/LLMs.txt", "/llms.txt"),
        ("/sleep/Good.md", "/sleep/good.md"),
    ] {
        let reply = site.get(typed).expect(301);
        assert_eq!(reply.header("location"), Some(form), "{typed}");
        site.get(form).expect(200);
    }
}

/// A site with so many categories, each with an article on naps.
fn with_categories(count: usize) -> Running {
    let files: Vec<(String, String)> = (0..count)
        .flat_map(|number| {
            let index = category(&format!("Category {number}"));
            let naps = article(&format!("Nap {number}"), "topics: [naps]\n", "Words.");
            [
                (format!("c{number}/_index.md"), index),
                (format!("c{number}/nap.md"), naps),
            ]
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    TestSite::of(&files)
        .without("sleep/_index.md")
        .without("sleep/good.md")
        .start()
}

#[test]
fn a_header_without_room_for_every_category_leads_to_the_list_of_all() {
    let few = with_categories(6);
    assert_eq!(
        found(&few.get("/"), ".menu-row a").first().unwrap(),
        "Category 0 > /c0"
    );
    let many = with_categories(7);
    for page in ["/", "/c3", "/c3/nap", "/topics", "/nowhere"] {
        for menu in [".menu a", ".menu-row a"] {
            assert_eq!(
                found(&many.get(page), menu),
                ["All categories > /", "A to Z > /a-z"],
                "{page}"
            );
        }
    }
    let home = many.get("/");
    assert_eq!(found(&home, "h2")[0], "Categories");
    let listed = found(&home, ".section:first-of-type h3 a");
    assert_eq!(listed.len(), 7, "{listed:?}");
}

#[test]
fn only_what_articles_name_is_called_a_topic() {
    let site = with_categories(7);
    assert_eq!(found(&site.get("/topics"), "h1"), ["Topics"]);
    for page in ["/", "/c3", "/nowhere", "/search?q=zephyr"] {
        let shown = site.get(page).text().to_lowercase();
        assert!(!shown.contains("topic"), "{page}: {shown}");
    }
}

/// Articles around one, which share with it more and more.
fn around_one(lines: &str) -> Vec<(&'static str, String)> {
    vec![
        (
            "sleep/one.md",
            article(
                "Do shins ache after running?",
                &format!("topics: [Shins]\n{lines}"),
                "Words and [a link](../food/linked.md).",
            ),
        ),
        (
            "sleep/topical.md",
            article("Plum jam", "topics: [shins]\n", "Words."),
        ),
        ("food/_index.md", category("Food")),
        ("food/linked.md", article("Quince jelly", "", "Words.")),
        (
            "food/linking.md",
            article(
                "Medlar paste",
                "",
                "Words and [a link](../sleep/one.md#part).",
            ),
        ),
        (
            "food/worded.md",
            article("Ache after plenty cake", "", "Words."),
        ),
        ("food/other.md", article("Bread", "", "Words.")),
        ("food/another.md", article("Butter", "", "Words.")),
        ("food/third.md", article("Cheese", "", "Words.")),
    ]
}

fn site_of(files: &[(&'static str, String)]) -> TestSite {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    TestSite::of(&files)
}

fn related(site: &Running, page: &str) -> Vec<String> {
    let links = found(&site.get(page).expect(200), "#related h3 a");
    links
        .iter()
        .map(|link| link.split(" > ").nth(1).unwrap().to_owned())
        .collect()
}

#[test]
fn a_shared_topic_a_link_and_shared_words_make_articles_related_in_this_order() {
    let site = site_of(&around_one("")).start();
    assert_eq!(
        related(&site, "/sleep/one"),
        [
            "/sleep/topical",
            "/food/linked",
            "/food/linking",
            "/food/worded"
        ],
    );
    // A link relates both to each other.
    assert_eq!(related(&site, "/food/linking")[0], "/sleep/one");
    assert_eq!(related(&site, "/food/linked")[0], "/sleep/one");
    assert_eq!(related(&site, "/food/worded")[0], "/sleep/one");
}

#[test]
fn what_the_editor_chose_comes_first() {
    let chosen = "related: [../food/other.md, ../food/worded.md]\n";
    let site = site_of(&around_one(chosen)).start();
    assert_eq!(
        related(&site, "/sleep/one"),
        [
            "/food/other",
            "/food/worded",
            "/sleep/topical",
            "/food/linked"
        ],
    );
}

#[test]
fn what_is_related_does_not_depend_on_the_order_of_files() {
    let files = around_one("");
    let mut other_way = files.clone();
    other_way.reverse();
    let (one, other) = (site_of(&files).start(), site_of(&other_way).start());
    for (path, _) in files
        .iter()
        .filter(|(path, _)| !path.ends_with("_index.md"))
    {
        let page = format!("/{}", path.trim_end_matches(".md"));
        assert_eq!(related(&one, &page), related(&other, &page), "{page}");
    }
}

#[test]
fn after_each_save_the_same_is_related_as_if_all_were_read_anew() {
    let mut files = around_one("");
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let of = |library: &Library| -> Vec<Vec<usize>> {
        let articles = library.articles().iter();
        articles.map(|article| library.related(article)).collect()
    };
    let mut shelf = Shelf::build(site_of(&files).sources());
    let (mut library, mut report) = Library::build_for(Audience::Readers, &shelf, now, None);
    let mut before = of(&library);
    for (path, from, to, same) in [
        ("sleep/one.md", "Words and", "Other words and", true),
        ("food/other.md", "Words.", "More words.", true),
        (
            "food/other.md",
            "Bread",
            "Do shins ache after running far?",
            false,
        ),
        (
            "food/third.md",
            "Words.",
            "Words and [a link](../sleep/one.md).",
            false,
        ),
        ("sleep/topical.md", "[shins]", "[plums]", false),
        (
            "food/worded.md",
            "status: published",
            "status: draft",
            false,
        ),
        (
            "food/worded.md",
            "status: draft",
            "status: published",
            false,
        ),
    ] {
        let file = files.iter_mut().find(|(name, _)| *name == path).unwrap();
        assert!(file.1.contains(from), "{path}: {from}");
        file.1 = file.1.replace(from, to);
        let changes = Changes {
            files: vec![SourceEntry {
                path: path.to_owned(),
                contents: Contents::Text(file.1.clone()),
            }],
            gone: Vec::new(),
        };
        shelf = shelf.next(&changes, now);
        (library, report) =
            Library::build_for(Audience::Readers, &shelf, now, Some((&library, &report)));
        let anew = Library::build(&Shelf::build(site_of(&files).sources()), now).0;
        assert_eq!(of(&library), of(&anew), "{path}: {to}");
        assert_eq!(of(&library) == before, same, "{path}: {to}");
        before = of(&library);
    }
}
