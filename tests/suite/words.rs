//! What an editor's Markdown becomes on a page, and what it can never become.

use crate::driver::{BASE, TestSite};
use health_preservation::content::{Entry, Library, Shelf};
use health_preservation::diagnostics::{Problems, Style, render_human};
use health_preservation::markup::document::{
    Block, Call, Document, Html as Made, Picture, Surroundings, Target,
};
use health_preservation::markup::markdown;
use health_preservation::pages::{self, Shell};
use health_preservation::text::{SourceFile, Span};
use scraper::{ElementRef, Html, Selector};
use std::sync::Arc;

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"></svg>";

/// An article of these words with two sources, `s` and `t`.
fn article(words: &str) -> String {
    format!(
        "---\ntitle: What do these words become?\nsummary: An article whose words are tried out, one kind of them after the other.\nstatus: published\npublished: 2026-01-01\nsources:\n  - {{id: s, title: Source S, publisher: Publisher S, year: 2020, url: \"https://s.example/?a=1&b=2\"}}\n  - {{id: t, title: Source T, publisher: Publisher T, year: 2021}}\n---\n{words}"
    )
}

fn site(words: &str) -> TestSite {
    TestSite::of(&[
        ("sleep/words.md", &article(words)),
        ("sleep/words/line.svg", DRAWING),
    ])
}

/// The text of the page that these words become.
#[track_caller]
fn page(words: &str) -> String {
    site(words)
        .start()
        .get("/sleep/words")
        .expect(200)
        .text()
        .to_owned()
}

#[track_caller]
fn html(words: &str) -> Html {
    Html::parse_document(&page(words))
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

#[track_caller]
fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(html, selector);
    assert_eq!(found.len(), 1, "{selector} in {}", html.html());
    found[0]
}

fn text(element: ElementRef<'_>) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_first_paragraph_is_the_lead() {
    let html = html("The *answer*.[^s]\n\nMore words.\n\n## One\n\nWords.\n");
    assert_eq!(
        one(&html, "p.lead").inner_html().split('<').next(),
        Some("The ")
    );
    assert!(text(one(&html, "main")).contains("More words."));
}

#[test]
fn a_care_card_says_how_soon_in_words_and_has_a_heading_in_the_outline() {
    for (marker, class, urgency) in [
        ("CAUTION", "care-emergency", "Emergency:"),
        ("WARNING", "care-urgent", "Urgent advice:"),
        ("IMPORTANT", "care-non-urgent", "Non-urgent advice:"),
    ] {
        let card = format!("> [!{marker}]\n> **See someone if:**\n>\n> - it hurts\n");
        let html = html(&format!(
            "Lead.[^s]\n\n{card}\n## One\n\nWords.\n\n{}",
            card.replace("hurts", "lasts")
        ));
        let cards = all(&html, &format!("main .{class}"));
        assert_eq!(cards.len(), 2, "{marker}");
        for (card, level) in cards.into_iter().zip(["h2", "h3"]) {
            let heading = Selector::parse(&format!("{level}.care-heading")).unwrap();
            let heading = card
                .select(&heading)
                .next()
                .unwrap_or_else(|| panic!("{marker}: no {level}"));
            assert_eq!(text(heading), format!("{urgency} See someone if:"));
            assert_eq!(card.select(&Selector::parse("li").unwrap()).count(), 1);
        }
    }
}

#[test]
fn notes_and_tips_say_what_they_are() {
    let html =
        html("Lead.[^s]\n\n> [!NOTE]\n> One note.\n\n> [!TIP]\n> One tip.\n\n> A plain quote.\n");
    let notes: Vec<String> = all(&html, "[role=note]").into_iter().map(text).collect();
    assert_eq!(notes, ["Note One note.", "Tip One tip."]);
    assert_eq!(text(one(&html, "blockquote")), "A plain quote.");
}

#[test]
fn a_how_sure_line_becomes_a_meter_with_words() {
    for (word, shown, marks) in [
        ("strong", "Strongly.", 4),
        ("fair", "Fairly.", 3),
        ("weak", "Weakly.", 2),
        ("custom", "Custom only.", 1),
    ] {
        let html = html(&format!(
            "Lead.[^s]\n\n## One\n\nHow sure: {word}. One *small* trial.[^t]\n\nWords.\n"
        ));
        let meter = one(&html, &format!(".evidence-{word}"));
        assert_eq!(
            text(meter),
            format!("How sure are we? {shown} One small trial.Source 2")
        );
        assert_eq!(all(&html, ".evidence path").len(), 4);
        assert_eq!(
            all(&html, ".evidence path[fill=currentColor]").len(),
            marks,
            "{word}"
        );
        assert!(!text(one(&html, "main")).contains("How sure:"));
    }
}

#[test]
fn references_are_numbered_by_first_use_with_links_back() {
    let html = html("Lead.[^t]\n\n## One\n\nWords.[^s][^t] And again.[^s]\n");
    let cites: Vec<(String, Option<&str>, Option<&str>)> = all(&html, "sup.cite > a")
        .into_iter()
        .map(|a| (text(a), a.attr("href"), a.attr("id")))
        .collect();
    let cite = |number: &str, href, id| (format!("Source {number}"), Some(href), Some(id));
    assert_eq!(
        cites,
        [
            cite("1", "#source-1", "ref-1-1"),
            cite("2", "#source-2", "ref-2-1"),
            cite("1", "#source-1", "ref-1-2"),
            cite("2", "#source-2", "ref-2-2"),
        ]
    );
    let first = one(&html, "#source-1");
    assert!(
        text(first).starts_with("Source T. Publisher T, 2021."),
        "{}",
        text(first)
    );
    let back: Vec<&str> = all(&html, "#sources .source-back a")
        .into_iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(back, ["#ref-1-1", "#ref-1-2", "#ref-2-1", "#ref-2-2"]);
    let link = one(&html, "#source-2 > a");
    assert_eq!(link.attr("href"), Some("https://s.example/?a=1&b=2"));
}

#[test]
fn a_link_to_a_file_becomes_its_address() {
    let html = html(
        "Lead.[^s] [a](good.md) [b](good.md#first) [c](../about.md) [d](_index.md) [e](../_index.md) [f](#one) [g](words.md#one) [h](./good.md) [i](good.md#nowhere) [j](nowhere.md) [k](../../etc/passwd)\n\n## One\n\nWords.\n",
    );
    let links: Vec<(String, &str)> = all(&html, "p.lead > a")
        .into_iter()
        .map(|a| (text(a), a.attr("href").unwrap()))
        .collect();
    let link = |words: &str, href| (words.to_owned(), href);
    assert_eq!(
        links,
        [
            link("a", "/sleep/good"),
            link("b", "/sleep/good#first"),
            link("c", "/about"),
            link("d", "/sleep"),
            link("e", "/"),
            link("f", "#one"),
            link("g", "#one"),
            link("h", "/sleep/good"),
            link("i", "/sleep/good"),
        ]
    );
    assert!(
        text(one(&html, "p.lead")).ends_with(" i j k"),
        "{}",
        text(one(&html, "p.lead"))
    );
}

#[test]
fn a_link_to_what_is_not_published_is_plain_words() {
    let (_, good) = BASE[3];
    for (status, linked) in [("draft", false), ("withdrawn", false), ("published", true)] {
        let other = good.replace("status: published", &format!("status: {status}"));
        let site = TestSite::of(&[
            (
                "sleep/words.md",
                &article("Lead.[^s] See [the *other* page](other.md#first).\n"),
            ),
            ("sleep/other.md", &other),
        ])
        .start();
        let text = site.get("/sleep/words").expect(200).text().to_owned();
        assert_eq!(
            text.contains("<a href=\"/sleep/other#first\">the <em>other</em> page</a>"),
            linked,
            "{status}"
        );
        assert_eq!(
            text.contains("See the <em>other</em> page."),
            !linked,
            "{status}"
        );
        assert!(linked || !text.contains("/sleep/other"), "{status}");
    }
}

#[test]
fn a_link_outside_keeps_its_address() {
    let html = html(
        "Lead.[^s] [a](https://a.example/?x=1&y=\"2\"#z) [b](http://b.example) [c](mailto:c@d.example) [d](tel:+44-116123) <https://e.example> <f@g.example>\n",
    );
    let links: Vec<&str> = all(&html, "p.lead > a")
        .into_iter()
        .filter_map(|a| a.attr("href"))
        .collect();
    assert_eq!(
        links,
        [
            "https://a.example/?x=1&y=%222%22#z",
            "http://b.example",
            "mailto:c@d.example",
            "tel:+44-116123",
            "https://e.example",
            "mailto:f@g.example"
        ]
    );
}

#[test]
fn a_number_to_call_has_the_words_and_the_digits_of_the_site() {
    let words = "Lead.[^s]\n\n> [!CAUTION]\n> **Call [999](tel:emergency) if:**\n>\n> - it hurts, or [call](tel:crisis)\n\n> [!WARNING]\n> **Ring [this](tel:urgent) today if:**\n>\n> - it lasts\n";
    let html = html(words);
    let links: Vec<(String, &str)> = all(&html, "main .care a.call")
        .into_iter()
        .map(|a| (text(a), a.attr("href").unwrap()))
        .collect();
    let call = |words: &str, href| (words.to_owned(), href);
    assert_eq!(
        links,
        [
            call("call 999 or your local emergency number", "tel:999"),
            call("Samaritans on 116 123", "tel:116123"),
            call("NHS 111", "tel:111"),
        ]
    );
    // Each card says for which country its numbers are, and what to do elsewhere.
    let wheres: Vec<String> = all(&html, "main .care-emergency .care-where")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(wheres.len(), 2, "{wheres:?}");
    assert!(
        wheres[0].contains("United Kingdom") && wheres[0].contains("112, 911 or 000"),
        "{wheres:?}"
    );
}

#[test]
fn a_picture_has_words_a_size_and_its_caption() {
    let html = html(
        "Lead.[^s]\n\n![A \\<thin\\> \"line\"](words/line.svg \"It & you\")\n\nWords with ![decorative](words/line.svg) a picture.\n",
    );
    let figure = one(&html, "figure img");
    assert_eq!(
        [
            figure.attr("src"),
            figure.attr("alt"),
            figure.attr("width"),
            figure.attr("height"),
            figure.attr("loading")
        ],
        [
            Some("/sleep/words/line.svg"),
            Some("A <thin> \u{201c}line\u{201d}"),
            Some("40"),
            Some("30"),
            Some("lazy")
        ]
    );
    assert_eq!(text(one(&html, "figcaption")), "It & you");
    let inline = one(&html, "main p img");
    assert_eq!(
        [
            inline.attr("alt"),
            inline.attr("width"),
            inline.attr("height")
        ],
        [Some(""), Some("40"), Some("30")]
    );
}

#[test]
fn a_picture_that_is_not_there_leaves_its_words_or_nothing() {
    let html = html(
        "Lead.[^s]\n\n![A line](words/nothing.svg)\n\nWords with ![a dot](dot.png) in them.\n",
    );
    assert!(all(&html, "main img").is_empty());
    assert!(text(one(&html, "main")).contains("Words with a dot in them."));
}

#[test]
fn html_in_the_words_of_a_picture_is_reported() {
    let problems = site("Lead.[^s][^t]\n\n![A <b>thin</b> line](words/line.svg)\n").problems();
    assert!(
        problems.iter().any(|(rule, _)| *rule == "text/raw-html"),
        "{problems:?}"
    );
}

#[test]
fn a_table_stands_in_a_box_with_a_name_and_its_heads_are_heads() {
    let html =
        html("Lead.[^s]\n\n## One *table*\n\n| A | B | C |\n|---|:-:|--:|\n| 1 | 2 | **3** |\n");
    let region = one(&html, "[role=region][tabindex=\"0\"]");
    assert_eq!(region.attr("aria-label"), Some("Table 1: One table"));
    assert_eq!(
        all(&html, "[role=region] > table > thead th[scope=col]").len(),
        3
    );
    let cells: Vec<Option<&str>> = all(&html, "tbody td")
        .into_iter()
        .map(|cell| cell.attr("class"))
        .collect();
    assert_eq!(cells, [None, Some("centre"), Some("right")]);
}

#[test]
fn no_two_tables_of_a_page_have_one_name() {
    let table = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    let html = html(&format!(
        "Lead.[^s]\n\n{table}\nWords.\n\n{table}\n## One\n\n{table}\nWords.\n\n{table}"
    ));
    let mut names: Vec<&str> = all(&html, "[role=region]")
        .into_iter()
        .filter_map(|region| region.attr("aria-label"))
        .collect();
    assert_eq!(names.len(), 4);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn no_table_is_wider_than_its_box_wherever_it_stands() {
    for words in [
        "Lead.[^s]\n\n> | A | B |\n> |---|---|\n> | 1 | 2 |\n",
        "Lead.[^s]\n\n- An item\n\n  | A | B |\n  |---|---|\n  | 1 | 2 |\n",
        "Lead.[^s]\n\n> [!NOTE]\n> | A | B |\n> |---|---|\n> | 1 | 2 |\n",
    ] {
        let html = html(words);
        let outside = all(&html, "main table").into_iter().filter(|table| {
            let boxed = table
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|outer| outer.attr("role") == Some("region"));
            !boxed
        });
        assert_eq!(outside.count(), 0, "{words}");
    }
}

#[test]
fn a_numbered_list_stands_beside_the_picture_before_it() {
    let html = html("Lead.[^s]\n\n## One\n\n![A line](words/line.svg)\n\n1. First\n2. Second\n");
    assert_eq!(all(&html, ".steps-pictured figure").len(), 1);
    assert_eq!(all(&html, ".steps-pictured > ol > li").len(), 2);
}

#[test]
fn a_list_that_begins_with_another_number_keeps_it() {
    let html = html("Lead.[^s]\n\n3. Third\n4. Fourth\n");
    assert_eq!(one(&html, "ol[start]").attr("start"), Some("3"));
}

#[test]
fn a_heading_has_its_id_its_number_and_the_ids_it_had_before() {
    let html = html(
        "Lead.[^s]\n\n## 1. Not *warming* up {#cold was=not-warm was=old-cold}\n\n### A part {#part was=piece}\n\nWords.\n\n## Éclairs & sleep?\n\nWords.\n\n## 日本\n\nWords.\n",
    );
    let section = one(&html, "section#cold");
    assert!(text(section).starts_with("1. Not warming up"));
    assert_eq!(one(&html, "#cold .number").text().collect::<String>(), "1.");
    assert_eq!(all(&html, "h2 em").len(), 1);
    for old in ["not-warm", "old-cold", "part", "piece", "eclairs-sleep"] {
        assert_eq!(all(&html, &format!("#{old}")).len(), 1, "{old}");
    }
    let headings: Vec<String> = all(&html, "main section > h2")
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(
        headings[..3],
        ["1. Not warming up", "Éclairs & sleep?", "日本"]
    );
    // The list of what is on the page leads to each.
    let contents: Vec<String> = all(&html, "nav.contents a").into_iter().map(text).collect();
    assert_eq!(contents, ["1. Not warming up", "Éclairs & sleep?", "日本"]);
    for link in all(&html, "nav.contents a") {
        let id = link
            .attr("href")
            .unwrap()
            .trim_start_matches('#')
            .to_owned();
        assert_eq!(all(&html, &format!("[id=\"{id}\"]")).len(), 1, "{id}");
    }
}

#[test]
fn a_link_to_an_old_id_still_leads_to_the_heading() {
    let site = TestSite::of(&[
        (
            "sleep/words.md",
            &article("Lead.[^s][^t]\n\n## New {#new was=old}\n\nWords.\n"),
        ),
        (
            "sleep/linking.md",
            &article("See [it](words.md#old).[^s][^t]\n"),
        ),
    ]);
    assert_eq!(site.problems(), []);
    assert!(
        site.start()
            .get("/sleep/linking")
            .text()
            .contains("href=\"/sleep/words#old\"")
    );
}

#[test]
fn an_id_of_the_page_itself_cannot_be_taken() {
    for id in [
        "main",
        "sources",
        "related",
        "on-this-page",
        "get-help",
        "review",
        "source-1",
        "ref-1-1",
    ] {
        let words = format!("Lead.[^s][^t]\n\n## One {{#{id}}}\n\nWords.\n");
        let problems = site(&words).problems();
        assert!(
            problems.iter().any(|(rule, _)| *rule == "heading/id"),
            "{id}: {problems:?}"
        );
    }
}

#[test]
fn a_comment_is_dropped() {
    for comment in [
        "<!-- Zephyr -->",
        "<!-- Zephyr\n  on two lines\n\n  and more -->",
        "Before <!-- Zephyr --> after.",
        "Before <!-- Zephyr\nZephyr --> after.",
    ] {
        let words = format!("Lead.[^s][^t]\n\n{comment}\n\nThe end.\n");
        assert_eq!(
            site(&words).without("sleep/words/line.svg").problems(),
            [],
            "{comment}"
        );
        let page = page(&words);
        assert!(
            !page.contains("Zephyr") && page.contains("The end."),
            "{comment}: {page}"
        );
    }
}

#[test]
fn words_that_look_like_html_are_words() {
    let html = html(
        "Lead.[^s] 5 < 7 & 7 > 5, `<b>code</b>`, \\<i>, &lt;u&gt;, &#60;s&#62;.\n\n    <script>alert(1)</script>\n\n```html\n<script>alert(2)</script>\n```\n",
    );
    let main = text(one(&html, "main"));
    assert!(
        main.contains("5 < 7 & 7 > 5, <b>code</b>, <i>, <u>, <s>."),
        "{main}"
    );
    assert!(all(&html, "main script, main b, main i, main u, main s").is_empty());
    assert_eq!(all(&html, "main pre > code").len(), 2);
}

#[test]
fn quotes_and_dashes_become_those_of_print() {
    let main = page("Lead.[^s] \"Quoted\" -- it's...\n");
    assert!(
        main.contains("\u{201c}Quoted\u{201d} \u{2013} it\u{2019}s\u{2026}"),
        "{main}"
    );
}

#[test]
fn a_byte_order_mark_and_other_line_ends_change_nothing() {
    let (_, good) = BASE[3];
    let plain = TestSite::of(&[]).start().get("/sleep/good").body;
    for (kind, text) in [
        ("mark", format!("\u{feff}{good}")),
        ("CRLF", good.replace('\n', "\r\n")),
        ("both", format!("\u{feff}{}", good.replace('\n', "\r\n"))),
        ("no last line end", good.trim_end().to_owned()),
        ("spaces at line ends", good.replace("---\n", "---  \n")),
    ] {
        let site = TestSite::of(&[("sleep/good.md", &text)]);
        assert_eq!(site.problems(), [], "{kind}");
        let body = site
            .start()
            .get("/sleep/good")
            .expect(200)
            .text()
            .replace("\r\n", "\n");
        assert!(body.as_bytes() == plain, "{kind}: {body}");
    }
}

#[test]
fn what_is_typed_in_front_matter_is_shown_as_typed() {
    let hostile = "\"<script>alert(1)</script> & \\\"quotes\\\" 'q' {{ x }} and more\"";
    let text = format!(
        "---\ntitle: {hostile}\nsummary: {hostile}\nstatus: published\npublished: 2026-01-01\nauthors: [{hostile}]\nchanges:\n  - on: 2026-02-01\n    what: {hostile}\nreviewed: 2026-01-01\nreviewed_by:\n  name: {hostile}\n  role: {hostile}\nsources:\n  - id: s\n    title: {hostile}\n    publisher: {hostile}\n    year: 2020\n    url: \"https://s.example/\\\"><script>alert(1)</script>\"\n---\nWords.[^s]\n"
    );
    let site = TestSite::of(&[("sleep/typed.md", &text)]).start();
    for page in ["/sleep/typed", "/sleep", "/", "/sleep/good"] {
        let reply = site.get(page).expect(200);
        check_page(reply.text(), page);
        let html = reply.html();
        assert!(all(&html, "script").is_empty(), "{page}");
        assert!(
            text_of(&html).contains("<script>alert(1)</script> & \"quotes\" 'q' {{ x }}"),
            "{page}: {}",
            text_of(&html)
        );
    }
}

fn text_of(html: &Html) -> String {
    html.root_element().text().collect()
}

// What follows tries words that nobody would write, many thousand of them.

/// A sequence of numbers that looks random and is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % sides
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

const SNIPPETS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<style>*{}</style>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](<java script:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](\u{1}javascript:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](words/line.svg)",
    "![x](words/line.svg \"y\\\" onload=\\\"z\")",
    "![<script>](words/line.svg)",
    "![x](words/line.svg)",
    "[x](good.md)",
    "[x](good.md#first)",
    "[x](\"onmouseover=alert)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[ref]\n\n[ref]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://a.example/\">",
    "<a@b.example>",
    "https://a.example",
    "## H {#a\" onclick=\"x}",
    "## H {onclick=alert style=x}",
    "## H {.a .b #c}",
    "## H {#c was=d}",
    "## H {#c was=\"><script>}",
    "## 1. H",
    "### H",
    "#### H",
    "# H",
    "##",
    "## <b>H</b>",
    "## [x](javascript:x)",
    "## `x`[^s]",
    "> [!CAUTION]\n> **Call [999](tel:emergency) if:**\n>\n> - x",
    "> [!WARNING]\n> **If:**\n> x",
    "> [!NOTE]\n> x",
    "> [!TIP] x",
    "> [!",
    "> [!CAUTION",
    "> > [!NOTE]\n> > x",
    "- > [!NOTE]\n  > x",
    "> quote\n> - list\n>   1. more",
    "How sure: weak. x",
    "How sure: <script>.",
    "How sure:",
    "How sure",
    "[^s]",
    "[^t]",
    "[^unknown]",
    "[^",
    "[^]",
    "[^s",
    "[^s]: x",
    "[^a b]",
    "[^\"><script>]",
    "[^s][^t][^s]",
    "[^[^s]]",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "| a |\n|:-:|\n| <script> |",
    "|",
    "||\n|-|",
    "```\ncode",
    "```html\" onclick=\"x\n<script>\n```",
    "~~~",
    "`",
    "``x`",
    "    indented <script>",
    "1. one\n2. two",
    "- a\n- b\n  - c",
    "* * *",
    "---",
    "***bold** em*",
    "**",
    "__x__",
    "~~x~~",
    "\\",
    "\\<script>",
    "&lt;script&gt;",
    "&#x3C;script&#x3E;",
    "&",
    "&nbsp;",
    "\u{0}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "é",
    "日本語",
    "👩‍⚕️",
    "\t",
    "  \n",
    "\r\n",
    "\r",
    "\n\n",
    " ",
    "{#x}",
    "{{ x }}",
    "{% x %}",
    "<!-- x -->",
    "<!--",
    "-->",
    "<?php",
    "<![CDATA[",
    "<!DOCTYPE>",
    "</main>",
    "</section>",
    "<br>",
    "<",
    ">",
    "\"",
    "'",
    "[",
    "]",
    "(",
    ")",
    "[x](tel:emergency)",
    "[x](tel:crisis)",
    "[x](tel:javascript)",
    "[x](tel:1\"2)",
    "[x](mailto:a@b.example?subject=<script>)",
    "title: x",
    "!",
    "![",
    "![](",
    "![decorative](words/line.svg)",
    "[![x](words/line.svg)](good.md)",
    "[a [b](good.md) c](good.md)",
    "[x[^s]](good.md)",
    "5 < 7",
    "$x$",
    "- [ ] x",
    "- [x] y",
    "x^2^",
    "H~2~O",
    ":smile:",
    "www.evil.example",
    "a@b.example",
];

fn hostile(dice: &mut Dice) -> String {
    let mut words = String::from("Lead.[^s]\n\n");
    for _ in 0..=dice.roll(8) {
        words.push_str(dice.one(SNIPPETS));
        words.push_str(dice.one(&["\n\n", "\n", " ", "", "\n\n", "\n> ", "\n- ", "\n  "]));
    }
    // Now and then a few letters are cut out, doubled or moved.
    for _ in 0..dice.roll(4) {
        let letters: Vec<char> = words.chars().collect();
        let (a, b) = (dice.roll(letters.len()), dice.roll(letters.len()));
        let (a, b) = (a.min(b), a.max(b).min(a.min(b) + 12));
        let piece: String = letters[a..b].iter().collect();
        let without: String = letters[..a].iter().chain(&letters[b..]).collect();
        words = match dice.roll(3) {
            0 => without,
            1 => format!(
                "{}{piece}{piece}{}",
                letters[..a].iter().collect::<String>(),
                letters[b..].iter().collect::<String>()
            ),
            _ => format!("{without}{piece}"),
        };
    }
    words
}

/// What may stand on a page: elements, and the attributes each may have.
fn allowed(element: &str) -> Option<&'static [&'static str]> {
    Some(match element {
        "a" => &["href", "class", "id", "aria-current"],
        "p" | "span" | "section" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["class", "id"],
        "div" => &["class", "id", "role", "aria-label", "tabindex"],
        "li" => &["class", "id", "aria-current"],
        "ul" | "code" | "footer" | "header" | "sup" | "td" => &["class"],
        "ol" => &["start"],
        "th" => &["class", "scope"],
        "nav" => &["class", "aria-label", "aria-labelledby"],
        "img" => &[
            "class", "src", "alt", "width", "height", "loading", "decoding",
        ],
        "figure" => &["class"],
        "dd" => &["class"],
        "time" => &["datetime"],
        "main" => &["id"],
        "html" => &["lang"],
        "meta" => &["charset", "name", "content", "media"],
        "link" => &["rel", "href", "type", "sizes"],
        "svg" => &[
            "xmlns",
            "viewBox",
            "width",
            "height",
            "fill",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "aria-hidden",
            "focusable",
            "class",
        ],
        "path" | "circle" | "line" | "g" | "rect" | "ellipse" | "polyline" => &[
            "d",
            "fill",
            "cx",
            "cy",
            "r",
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "points",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "transform",
            "class",
            "opacity",
        ],
        "em" | "strong" | "br" | "hr" | "pre" | "blockquote" | "table" | "thead" | "tbody"
        | "tr" | "figcaption" | "dl" | "dt" | "head" | "title" | "body" | "details" | "summary" => {
            &[]
        }
        _ => return None,
    })
}

#[track_caller]
fn check(html: &Html, words: &str) {
    // The search box of the header is ours on every page; no form may come of words.
    let ours = Selector::parse(".site-header form.search-box").unwrap();
    let ours: Vec<_> = html
        .select(&ours)
        .flat_map(|form| form.descendants().map(|node| node.id()))
        .collect();
    for element in html.tree.nodes().filter_map(ElementRef::wrap) {
        if ours.contains(&element.id()) {
            continue;
        }
        let name = element.value().name();
        let attributes = allowed(name)
            .unwrap_or_else(|| panic!("<{name}> comes of {words:?}:\n{}", html.html()));
        for (attribute, value) in element.value().attrs() {
            assert!(
                attributes.contains(&attribute),
                "<{name} {attribute}={value:?}> comes of {words:?}"
            );
            if attribute == "href" || attribute == "src" {
                let good = ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|start| value.starts_with(start))
                    || value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\")
                    // The schemes are known in any letters.
                    || ["https:", "http:"].iter().any(|start| value.to_lowercase().starts_with(start));
                assert!(good, "{attribute}={value:?} comes of {words:?}");
                assert!(
                    !value.contains(['\n', '\u{0}']),
                    "{attribute}={value:?} comes of {words:?}"
                );
            }
        }
    }
}

#[track_caller]
fn check_page(page: &str, words: &str) {
    let html = Html::parse_document(page);
    check(&html, words);
    for (selector, count) in [
        ("main", 1),
        ("h1", 1),
        ("body > footer", 1),
        ("body > header", 1),
        ("title", 1),
    ] {
        assert_eq!(
            all(&html, selector).len(),
            count,
            "{selector} after {words:?}:\n{page}"
        );
    }
    // A browser mends a page without a word; here there is nothing to mend.
    for name in [
        "a",
        "p",
        "div",
        "section",
        "ul",
        "ol",
        "li",
        "table",
        "td",
        "span",
        "sup",
        "em",
        "strong",
        "blockquote",
        "pre",
    ] {
        let opened =
            page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
        let closed = page.matches(&format!("</{name}>")).count();
        let read = all(&html, name).len();
        assert_eq!(
            [opened, closed],
            [read, read],
            "<{name}> after {words:?}:\n{page}"
        );
    }
    let links = page.match_indices("<a ").map(|(at, _)| (at, 1));
    let mut links: Vec<(usize, i32)> = links
        .chain(page.match_indices("</a>").map(|(at, _)| (at, -1)))
        .collect();
    links.sort_unstable();
    let mut open = 0;
    for (_, step) in links {
        open += step;
        assert!(
            (0..=1).contains(&open),
            "a link inside a link comes of {words:?}:\n{page}"
        );
    }
    let mut ids = std::collections::BTreeSet::new();
    for element in all(&html, "[id]") {
        let id = element.attr("id").unwrap();
        assert!(
            ids.insert(id.to_owned()),
            "the id {id} is there twice after {words:?}:\n{page}"
        );
    }
    for link in all(&html, "a[href^=\"#\"]") {
        let id = link.attr("href").unwrap().trim_start_matches('#');
        assert!(
            ids.contains(id),
            "#{id} leads nowhere after {words:?}:\n{page}"
        );
    }
}

#[test]
fn odd_places_for_good_things_break_no_page() {
    for words in [
        "Lead [![A line](words/line.svg)](good.md) here.[^s][^t]",
        "Lead.[^s]\n\n## A heading[^t]\n\nWords.",
        "Lead.[^s]\n\n## A [linked](good.md) heading\n\nWords.\n\n## Two\n\nWords.\n\n## Three\n\nWords.",
        "Lead.[^s]\n\n## A ![A line](words/line.svg) heading[^t]\n\nWords.\n\n## Two\n\nWords.\n\n## Three\n\nWords.",
        "Lead.[^s]\n\n| A[^s] | [B](good.md) |\n|---|---|\n| [^t] | ![A line](words/line.svg) |",
        "Lead.[^s]\n\n> [!WARNING]\n> **Call [111](tel:urgent)[^t] if:**\n>\n> 1. one[^s]\n> 2. two\n>\n> ```\n> code\n> ```",
        "Lead.[^s]\n\n> [!NOTE]\n> - a list\n>\n> 1. steps[^t]",
        "Lead.[^s]\n\n## One\n\nHow sure: fair. See [good](good.md),[^t] and `code`.",
        "Lead.[^s]\n\n- a\n\n  b[^t]\n\n  > quote\n\n      code",
        "Lead.[^s][^s][^t][^s]\n\nA line  \nbroken\\\nin three.\n\n***\n\n[^s]",
        "![A line](words/line.svg)\n\nThe lead.[^s]",
        "- a list first[^s]\n\nThe lead.",
        "> a quote first[^s]\n\nThe lead.",
        "## A heading first\n\nThe words.[^s]",
        "Lead.[^s]\n\n## One\n\n## Two\n\n## Three",
        "Lead.[^s]\n\n## One\n\n### Part {#on-this}\n\n#### Smaller {#small was=tiny}\n\nWords.",
        "Lead.[^s]\n\n## 12. Twelve\n\n## 0. Zero\n\n## 2026. Year\n\n## 99999999999. Many",
    ] {
        let problems = site(words).problems();
        let wrong = problems
            .iter()
            .find(|(_, rendered)| rendered.starts_with("error"));
        assert!(wrong.is_none(), "{words:?}: {wrong:?}");
        check_page(&page(words), words);
    }
}

/// A site that knows every link and picture, so that everything becomes HTML.
struct Everywhere;

impl Surroundings for Everywhere {
    fn link(&self, destination: &str) -> Target {
        match destination.strip_prefix("good.md") {
            Some(fragment) => Target::Address(format!("/sleep/good{fragment}")),
            None => Target::Words,
        }
    }
    fn picture(&self, _: &str) -> Option<Picture> {
        Some(Picture {
            address: "/sleep/words/line.svg".to_owned(),
            width: 40,
            height: 30,
        })
    }
    fn call(&self, _: Call) -> (String, String) {
        ("call <999> & \"us\"".to_owned(), "999".to_owned())
    }
}

/// All HTML that a document holds, whether it would be published or not.
fn pieces(document: &Document) -> Vec<&Made> {
    fn of(block: &Block) -> Vec<&Made> {
        match block {
            Block::Prose(html) | Block::Steps { html, .. } => vec![html],
            Block::Card(card) => vec![&card.heading, &card.body],
            Block::Note(note) => vec![&note.body],
            Block::Figure(_) => vec![],
        }
    }
    let sections = document.sections.iter().flat_map(|section| {
        let how = section.how_sure.iter().map(|how| &how.html);
        how.chain([&section.heading.html])
            .chain(section.blocks.iter().flat_map(of))
    });
    document
        .lead
        .iter()
        .chain(document.opening.iter().flat_map(of))
        .chain(sections)
        .collect()
}

#[test]
fn a_file_full_of_mistakes_is_told_in_few_words() {
    // On one line, which each mistake shows.
    for mistake in [
        "[a](b.md)",
        "![a](b.svg) ",
        "[^x]",
        "<b>",
        "[x](y:z)",
        "## a\n",
        "> [!X]\n\nw\n\n",
    ] {
        let words = format!("Lead.[^s]\n\n{}", mistake.repeat(400));
        let problems = site(&words).problems();
        let told: usize = problems.iter().map(|(_, rendered)| rendered.len()).sum();
        assert!(
            !problems.is_empty() && told < 100_000,
            "{mistake:?}: {} problems in {told} bytes",
            problems.len()
        );
    }
}

#[test]
fn no_words_make_anything_but_plain_html() {
    let mut dice = Dice(0x5eed_1234_5678_9abc);
    let mut visible = 0;
    for _ in 0..4_000 {
        let words = hostile(&mut dice);
        // What the words become on their own, even where the page is withheld for them.
        let file = Arc::new(SourceFile::new("articles/words.md", words.as_str()));
        let mut problems = Problems::new(&file);
        let span = Span::new(0, file.text().len());
        let document = markdown::parse(&mut problems, span, &["s", "t"], &Everywhere);
        let withheld = problems.withhold();
        for problem in problems.into_found() {
            let rendered = render_human(&problem, Style::Plain);
            assert!(rendered.contains("articles/words.md:"), "{rendered}");
        }
        for piece in pieces(&document) {
            let piece = piece.as_str();
            check(&Html::parse_fragment(piece), &words);
            assert!(
                withheld || !piece.contains("]: .") || words.contains("]: ."),
                "{piece:?} comes of {words:?}"
            );
        }
        visible += usize::from(!withheld);
    }
    assert!(visible > 300, "only {visible} were without a mistake");
}

#[test]
fn no_words_break_the_page_around_them() {
    let mut dice = Dice(0xfeed_1234_5678_9abc);
    let now = crate::driver::NOW.parse().unwrap();
    let mut visible = 0;
    for _ in 0..400 {
        let words = hostile(&mut dice);
        let (library, report) = Library::build(&Shelf::build(site(&words).sources()), now);
        for problem in report.problems() {
            assert!(!render_human(problem, Style::Plain).is_empty());
        }
        let entry = library
            .entry("/sleep/words")
            .unwrap_or_else(|| panic!("nothing comes of {words:?}"));
        visible += usize::from(matches!(entry, Entry::Article(_)));
        check_page(
            &pages::render(&library, entry, &Shell::default()).unwrap(),
            &words,
        );
    }
    assert!(visible > 40, "only {visible} were shown");
}

#[test]
fn no_front_matter_stops_the_reading_or_the_telling() {
    let keys = [
        "title",
        "summary",
        "status",
        "published",
        "updated",
        "publish_from",
        "withdraw_on",
        "changes",
        "sources",
        "authors",
        "reviewed",
        "reviewed_by",
        "review_every",
        "topics",
        "moved_from",
        "related",
        "image",
        "allow",
        "kind",
        "draft",
        "é",
        "a b",
        "<<",
        "?",
        "-",
        "",
    ];
    let values = [
        "x",
        "",
        "~",
        "null",
        "yes",
        "1",
        "2026-11-22",
        "2026-02-30",
        "9999-12-31",
        "-9999-01-01",
        "0000-00-00",
        "[a, b]",
        "[",
        "]",
        "{",
        "}",
        "{a: b}",
        "{a, b}",
        "[[[[a]]]]",
        "- a",
        "\"",
        "'",
        "\"x\"",
        "'x",
        "|",
        ">",
        "|\n  x\n  y",
        "&a x",
        "*a",
        "!!str x",
        "!x",
        "@x",
        "`x`",
        "%x",
        "# x",
        "x # y",
        "x: y",
        "x:",
        ": x",
        "“x”",
        "\t",
        "\u{0}",
        "\u{7}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "é",
        "日本",
        "👩‍⚕️",
        "published",
        "withdrawn",
        "\n  - id: s\n    title: x\n    publisher: y\n    year: 2020",
        "\n\t- x",
        "\n  x: y\n z: w",
        "\n- a\n-b",
        "1000000 years",
        "3 years",
        "600 months",
        "x   ",
        "\r\n",
        "\\",
        "\"\\x\"",
        "\"\\u0000\"",
        "/../..",
        "/a#b",
        "../../..",
    ];
    let mut dice = Dice(0xdeed_1234_5678_9abc);
    let now = crate::driver::NOW.parse().unwrap();
    for _ in 0..3_000 {
        let mut text = String::from("---\n");
        if dice.roll(2) == 0 {
            text = article("")
                .split("---\nW")
                .next()
                .unwrap()
                .trim_end_matches("---\n")
                .to_owned();
        }
        for _ in 0..=dice.roll(4) {
            let (key, value) = (dice.one(&keys), dice.one(&values));
            let between = dice.one(&[": ", ": ", ": ", ":", " : ", " "]);
            text.push_str(&format!(
                "{}{key}{between}{value}\n",
                dice.one(&["", "", "", "  ", "- ", "\t"])
            ));
        }
        text.push_str(dice.one(&[
            "---\nWords.[^s]\n",
            "---\nWords.[^s]\n",
            "---",
            "...\n",
            "",
            "--- \nWords.",
            "---\r\nWords.",
        ]));
        let path = dice.one(&[
            "sleep/words.md",
            "sleep/words.md",
            "sleep/_index.md",
            "_index.md",
            "about.md",
        ]);
        let site = TestSite::of(&[(path, &text)]);
        let (library, report) = Library::build(&Shelf::build(site.sources()), now);
        for problem in report.problems() {
            let rendered = std::panic::catch_unwind(|| render_human(problem, Style::Plain));
            let rendered = rendered.unwrap_or_else(|_| {
                panic!("{path} {text:?}: {:?} cannot be told", problem.message)
            });
            assert!(rendered.contains("help: "), "{text:?}: {rendered}");
        }
        for (address, entry) in library.entries() {
            if !matches!(entry, Entry::Moved(_) | Entry::Picture(_)) && dice.roll(40) == 0 {
                let page = pages::render(&library, entry, &Shell::default()).unwrap();
                check_page(&page, &format!("{address}: {text}"));
            }
        }
    }
}
