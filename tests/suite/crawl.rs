//! The site as it is published, walked from its home page like a reader with much time.

use crate::driver::{Running, TestSite};
use health_preservation::content::{Library, Shelf};
use health_preservation::pages;
use scraper::{ElementRef, Html, Selector};
use std::collections::{BTreeMap, BTreeSet};

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Every page that links lead to from `/`, with its HTML; every other file is asked for, too.
fn crawl(site: &Running) -> BTreeMap<String, Html> {
    let mut pages = BTreeMap::new();
    let mut files = BTreeSet::new();
    let mut waiting = vec![("/".to_owned(), "the start".to_owned())];
    while let Some((path, from)) = waiting.pop() {
        if pages.contains_key(&path) || files.contains(&path) {
            continue;
        }
        let reply = site.get(&path);
        assert_eq!(reply.status, 200, "{path}, linked from {from}");
        if !reply
            .header("content-type")
            .unwrap()
            .starts_with("text/html")
        {
            files.insert(path);
            continue;
        }
        let html = reply.html();
        for (selector, name) in [
            ("a[href]", "href"),
            ("link[href]", "href"),
            ("img[src]", "src"),
        ] {
            for element in all(&html, selector) {
                let target = element.attr(name).unwrap();
                let target = target.split('#').next().unwrap_or_default();
                if target.starts_with('/') {
                    waiting.push((target.to_owned(), path.clone()));
                }
            }
        }
        pages.insert(path, html);
    }
    pages
}

fn library() -> Library {
    let site = TestSite::real();
    Library::build(&Shelf::build(site.sources()), site.now()).0
}

/// The pages of articles, by the library, each with its HTML.
fn articles() -> Vec<(health_preservation::content::Article, Html)> {
    let site = TestSite::real().start();
    let library = library();
    let articles = library
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.check().is_none());
    articles
        .map(|article| {
            (
                article.clone(),
                site.get(article.address().as_str()).expect(200).html(),
            )
        })
        .collect()
}

#[test]
fn nothing_is_wrong_with_our_articles() {
    assert_eq!(TestSite::real().problems(), []);
}

#[test]
fn there_are_twelve_articles_in_five_categories_and_all_are_reached() {
    let site = TestSite::real().start();
    let pages = crawl(&site);
    let library = library();
    let articles: Vec<_> = library
        .articles()
        .iter()
        .filter(|article| !article.is_page() && article.check().is_none())
        .collect();
    assert_eq!(articles.len(), 12);
    assert_eq!(library.checks().count(), 3);
    assert_eq!(library.categories().len(), 1 + 5);
    for article in library.articles().iter() {
        assert!(
            pages.contains_key(article.address().as_str()),
            "{} is not reached",
            article.address()
        );
    }
    for category in library.categories() {
        assert!(
            pages.contains_key(category.address.as_str()),
            "{} is not reached",
            category.address
        );
    }
    assert_eq!(
        pages.len(),
        library.articles().len()
            + library.categories().len()
            + library.parts_of_checks().len()
            + pages::lists(&library).len(),
        "{:?}",
        pages.keys()
    );
}

#[test]
fn every_link_leads_somewhere_and_every_fragment_to_its_place() {
    let site = TestSite::real().start();
    let pages = crawl(&site);
    let mut fragments = 0;
    for (path, html) in &pages {
        for link in all(html, "a") {
            let href = link
                .attr("href")
                .unwrap_or_else(|| panic!("{path}: a link without href: {}", link.html()));
            let outside = ["https://", "http://", "mailto:", "tel:"]
                .iter()
                .any(|scheme| href.starts_with(scheme));
            if outside {
                continue;
            }
            assert!(
                href.starts_with(['/', '#']) && !href.starts_with("//"),
                "{path}: {href}"
            );
            let (target, fragment) = href.split_once('#').unwrap_or((href, ""));
            let target = if target.is_empty() { path } else { target };
            if !fragment.is_empty() {
                let page = pages
                    .get(target)
                    .unwrap_or_else(|| panic!("{path}: {href}"));
                let there = page
                    .tree
                    .nodes()
                    .filter_map(ElementRef::wrap)
                    .any(|one| one.attr("id") == Some(fragment));
                assert!(there, "{path}: nothing has the id of {href}");
                fragments += 1;
            }
        }
    }
    assert!(fragments > 500, "only {fragments} fragments were tried");
}

#[test]
fn titles_and_descriptions_are_unique_and_of_use() {
    let site = TestSite::real().start();
    let (mut titles, mut descriptions) = (BTreeSet::new(), BTreeSet::new());
    for (path, html) in &crawl(&site) {
        let title = words(all(html, "head > title")[0]);
        let heading = words(all(html, "h1")[0]);
        assert!(title.starts_with(&heading), "{path}: {title}");
        assert!(
            path == "/" || title.ends_with(" – Health Preservation"),
            "{path}: {title}"
        );
        assert!(
            titles.insert(title.clone()),
            "{path}: {title} is there twice"
        );
        // These two belong to a check and have its description; no search engine keeps them.
        let for_engines = !path.ends_with("/paper") && !path.ends_with("/rules");
        if !for_engines {
            assert_eq!(all(html, "meta[name=robots]").len(), 1, "{path}");
            continue;
        }
        let description = all(html, "meta[name=description]")[0]
            .attr("content")
            .unwrap()
            .to_owned();
        assert!(
            (50..=200).contains(&description.chars().count()),
            "{path}: {description}"
        );
        assert!(
            descriptions.insert(description.clone()),
            "{path}: {description} is there twice"
        );
        assert!(
            all(html, "meta[name=robots]").is_empty(),
            "{path} is for search engines"
        );
    }
}

#[test]
fn every_page_has_one_of_each_landmark_and_an_outline_without_gaps() {
    let site = TestSite::real().start();
    let mut pages = crawl(&site);
    pages.insert("/nowhere".to_owned(), site.get("/nowhere").html());
    for (path, html) in &pages {
        for (selector, count) in [
            ("h1", 1),
            ("main#main", 1),
            ("main h1", 1),
            ("main", 1),
            ("body > header", 1),
            ("body > footer", 1),
            ("nav.trail", usize::from(path != "/")),
            ("nav.trail [aria-current=page]", usize::from(path != "/")),
            ("html[lang=en-GB]", 1),
            ("head > title", 1),
            ("body > a.skip[href=\"#main\"]", 1),
        ] {
            assert_eq!(all(html, selector).len(), count, "{path}: {selector}");
        }
        let mut level = 0;
        for heading in all(html, "h1, h2, h3, h4, h5, h6") {
            let next = usize::from(heading.value().name().as_bytes()[1] - b'0');
            assert!(
                next <= level + 1,
                "{path}: after h{level} comes h{next} {:?}",
                words(heading)
            );
            assert!(
                !words(heading).is_empty(),
                "{path}: a heading without words"
            );
            level = next;
        }
        let first = html
            .select(&Selector::parse("body > *").unwrap())
            .next()
            .unwrap();
        assert_eq!(
            first.attr("class"),
            Some("skip"),
            "{path}: the skip link comes first"
        );
        let names: Vec<_> = all(html, "nav")
            .into_iter()
            .map(|nav| nav.attr("aria-label").or(nav.attr("aria-labelledby")))
            .collect();
        let unique: BTreeSet<_> = names.iter().collect();
        assert_eq!(
            unique.len(),
            names.len(),
            "{path}: each navigation has a name of its own: {names:?}"
        );
        assert!(names.iter().all(Option::is_some), "{path}: {names:?}");
    }
}

#[test]
fn no_page_has_a_script_or_a_style_or_an_id_twice() {
    let site = TestSite::real().start();
    for (path, html) in &crawl(&site) {
        let mut ids = BTreeSet::new();
        for element in html.tree.nodes().filter_map(ElementRef::wrap) {
            let name = element.value().name();
            assert!(
                !["script", "style", "iframe", "object", "embed", "base"].contains(&name)
                    && (name != "form"
                        || element.attr("method") == Some("post")
                        || element.attr("action") == Some("/search")),
                "{path}: <{name}>"
            );
            for (attribute, value) in element.value().attrs() {
                assert!(
                    attribute != "style" && !attribute.starts_with("on"),
                    "{path}: <{name} {attribute}>"
                );
                assert!(
                    !value.trim().to_lowercase().starts_with("javascript:"),
                    "{path}: {value}"
                );
            }
            if let Some(id) = element.attr("id") {
                assert!(
                    ids.insert(id.to_owned()),
                    "{path}: the id {id} is there twice"
                );
            }
        }
        for target in ["aria-labelledby", "aria-describedby", "for"] {
            for element in all(html, &format!("[{target}]")) {
                for id in element.attr(target).unwrap().split(' ') {
                    assert!(ids.contains(id), "{path}: {target}={id}");
                }
            }
        }
        assert!(!html.html().to_lowercase().contains("<script"), "{path}");
    }
}

#[test]
fn every_picture_has_words_and_a_size_and_is_ours() {
    let site = TestSite::real().start();
    let mut told = 0;
    for (path, html) in &crawl(&site) {
        for picture in all(html, "img") {
            let shown = picture.html();
            let alt = picture
                .attr("alt")
                .unwrap_or_else(|| panic!("{path}: no alt: {shown}"));
            told += usize::from(!alt.is_empty());
            for side in ["width", "height"] {
                let pixels: u32 = picture
                    .attr(side)
                    .and_then(|side| side.parse().ok())
                    .unwrap_or_default();
                assert!(pixels > 0, "{path}: {side}: {shown}");
            }
            assert!(
                picture.attr("src").unwrap().starts_with('/'),
                "{path}: {shown}"
            );
        }
    }
    assert!(told >= 2, "the pictures of the articles were looked at");
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let site = TestSite::real().start();
    for (path, html) in &crawl(&site) {
        for selector in [
            "link[href]:not([rel=canonical])",
            "[src]",
            "[srcset]",
            "[poster]",
            "[data]",
            "[background]",
            "use[href]",
        ] {
            for element in all(html, selector) {
                let target = element
                    .attr("href")
                    .or(element.attr("src"))
                    .unwrap_or_default();
                assert!(
                    target.starts_with('/') && !target.starts_with("//"),
                    "{path}: {}",
                    element.html()
                );
            }
        }
    }
    let css = site.get(&health_preservation::assets::stylesheet().path);
    for outside in ["@import", "url(", "//", "@font-face", "image-set("] {
        assert!(
            !css.text().contains(outside),
            "the stylesheet has {outside}"
        );
    }
}

#[test]
fn no_article_claims_a_review_that_did_not_happen() {
    for (article, html) in articles() {
        let shown = article.address();
        assert!(article.review().is_none(), "{shown}");
        let review = words(all(&html, "#review")[0]);
        assert!(
            review.contains("No doctor or nurse has reviewed this article yet."),
            "{shown}: {review}"
        );
        let facts = words(all(&html, ".facts")[0]);
        assert!(facts.contains("Not yet reviewed"), "{shown}: {facts}");
        let page = words(all(&html, "main")[0]);
        for claim in [
            "Reviewed by",
            "Last reviewed",
            "Next review",
            "Checked by",
            "clinically reviewed",
            "medically reviewed",
        ] {
            assert!(!page.contains(claim), "{shown} says {claim:?}");
        }
    }
}

#[test]
fn every_source_is_cited_and_every_citation_leads_to_its_source_and_back() {
    for (article, html) in articles() {
        let shown = article.address();
        let sources = all(&html, "#sources li[id^=\"source-\"]");
        assert_eq!(sources.len(), article.sources().len(), "{shown}");
        assert!(!sources.is_empty(), "{shown}");
        let citations = all(&html, "sup.cite > a");
        let mut first_uses = Vec::new();
        for citation in &citations {
            let number = words(*citation).trim_start_matches("Source ").to_owned();
            assert_eq!(
                citation.attr("href"),
                Some(format!("#source-{number}").as_str()),
                "{shown}"
            );
            if !first_uses.contains(&number) {
                first_uses.push(number);
            }
        }
        let in_order: Vec<String> = (1..=sources.len())
            .map(|number| number.to_string())
            .collect();
        assert_eq!(
            first_uses, in_order,
            "{shown}: numbers go by first use, and each source is cited"
        );
        let back = all(&html, "#sources .source-back a").len();
        assert_eq!(
            back,
            citations.len(),
            "{shown}: a way back for each citation"
        );
    }
}

#[test]
fn emergency_and_urgent_cards_come_before_the_first_section() {
    for (article, html) in articles() {
        let shown = article.address();
        assert!(
            !all(&html, "main .care").is_empty(),
            "{shown} says when to get help"
        );
        let order: Vec<&str> = all(
            &html,
            ".care-emergency, .care-urgent, nav.contents, main section",
        )
        .into_iter()
        .map(|one| {
            if one
                .attr("class")
                .is_some_and(|class| class.contains("care"))
            {
                "card"
            } else {
                "section"
            }
        })
        .collect();
        let first_section = order.iter().position(|one| *one == "section").unwrap();
        assert!(
            !order[first_section..].contains(&"card"),
            "{shown}: {order:?}"
        );
        for link in all(&html, ".care-emergency a") {
            assert!(
                link.attr("href").unwrap().starts_with("tel:"),
                "{shown}: {}",
                link.html()
            );
        }
    }
}

#[test]
fn every_section_with_a_number_says_how_sure_we_are() {
    for (article, _) in articles() {
        let mut expected = 1;
        for section in &article.document().sections {
            if let Some(number) = section.heading.number {
                assert_eq!(
                    number,
                    expected,
                    "{}: {}",
                    article.address(),
                    section.heading.text
                );
                expected += 1;
                assert!(
                    section.how_sure.is_some(),
                    "{}: {}",
                    article.address(),
                    section.heading.text
                );
            }
        }
    }
}

#[test]
fn no_mark_of_the_writing_reaches_a_reader() {
    let site = TestSite::real().start();
    for (path, html) in &crawl(&site) {
        let page = words(all(html, "body")[0]);
        for mark in [
            "[!",
            "[^",
            "](",
            "**",
            "{#",
            "{{",
            "How sure:",
            "tel:",
            "TODO",
            "FIXME",
            "lorem",
            "&amp;",
            "&lt;",
            "\u{fffd}",
        ] {
            assert!(!page.contains(mark), "{path} shows {mark:?}");
        }
    }
}
