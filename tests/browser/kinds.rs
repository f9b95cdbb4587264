//! Every kind of page that a reader can get, and the sites that have them.

use crate::browser::Browser;
use crate::driver::{BASE, Reply, Running, TestSite, repository};
use serde_json::json;

/// An article with everything that an article can have, and words that are hard to fit.
const RICH: &str = include_str!("articles/rich.md");
/// An article with as little as an article can have.
const PLAIN: &str = include_str!("articles/plain.md");
/// An article that was withdrawn.
const WITHDRAWN: &str = include_str!("articles/withdrawn.md");
/// An article with a mistake for which it is held back.
const BROKEN: &str = include_str!("articles/broken.md");
const NESTED: &str = include_str!("articles/nested.md");
const DEEP: &str = include_str!("articles/deep.md");

/// The article that the site began with.
pub const SEED: &str = "/fitness-coach/why-does-long-distance-running-hurt-your-back";
/// The self-check that belongs to it.
pub const BACK_CHECK: &str = "/fitness-coach/check-your-back-pain-after-running";
/// A self-check whose questions ask for numbers and wait for one another.
pub const WAIST_CHECK: &str = "/everyday-health/check-your-waist-to-height-ratio";
/// A self-check with a step that waits for an answer.
pub const ACTIVE_CHECK: &str = "/everyday-health/check-how-active-you-are";
/// A page that has everything a page can have, on the site of [`Sites::odd`].
pub const RICH_PAGE: &str = "/sleep/rich";

/// The sites that the page kinds are on.
#[derive(Debug)]
pub struct Sites {
    /// The articles of this repository.
    pub real: Running,
    /// A small site with what the real one does not have.
    pub odd: Running,
    /// A site without any article.
    pub empty: Running,
}

/// How a browser comes to a page.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// By its address.
    Open,
    /// By sending a form with these fields to its address.
    Post(&'static [(&'static str, &'static str)]),
    /// The same in another way of writing a form.
    PostText,
    /// The same with a field that is much too long.
    PostTooMuch,
    /// The same from a page that is not of the site.
    PostFromElsewhere,
    /// By its address, at the moment when our own code fails.
    Fail,
}

/// A kind of page.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it is called in messages and file names.
    pub name: &'static str,
    /// The status of the reply.
    pub status: u16,
    site: fn(&Sites) -> &Running,
    path: fn() -> String,
    way: Way,
}

/// Every kind of page.
pub const KINDS: &[Kind] = &[
    Kind::real("home", 200, || "/".to_owned()),
    Kind::real("category", 200, || "/fitness-coach".to_owned()),
    Kind::real("seed-article", 200, || SEED.to_owned()),
    Kind::real("article-with-crisis-card", 200, || {
        "/mental-wellbeing/why-does-loneliness-affect-your-health".to_owned()
    }),
    Kind::real("about", 200, || "/about".to_owned()),
    Kind::real("404-nothing-there", 404, || {
        "/sleep/there-is-no-such-page".to_owned()
    }),
    Kind {
        way: Way::Post(&[]),
        ..Kind::real("405-only-for-reading", 405, || "/about".to_owned())
    },
    Kind::real("414-too-long", 414, || format!("/{}", "long".repeat(600))),
    Kind {
        way: Way::Fail,
        ..Kind::real("500-failed", 500, || "/sleep".to_owned())
    },
    Kind::real("a-to-z", 200, || "/a-z".to_owned()),
    Kind::real("topics", 200, || "/topics".to_owned()),
    Kind::real("topic", 200, || "/topics/running".to_owned()),
    Kind::real("search", 200, || "/search".to_owned()),
    Kind::real("search-results", 200, || {
        "/search?q=backake+after+joging".to_owned()
    }),
    Kind::real("search-urgent", 200, || "/search?q=chest+pain".to_owned()),
    Kind::real("search-nothing-found", 200, || {
        "/search?q=qzxwvk".to_owned()
    }),
    Kind::real("400-search-too-long", 400, || {
        format!("/search?q={}", "long+".repeat(60))
    }),
    Kind::real("self-checks", 200, || "/self-checks".to_owned()),
    Kind::real("self-check", 200, || BACK_CHECK.to_owned()),
    Kind::real("self-check-with-numbers", 200, || WAIST_CHECK.to_owned()),
    Kind {
        way: Way::Post(&[]),
        ..Kind::real("422-nothing-answered", 422, || BACK_CHECK.to_owned())
    },
    Kind {
        way: Way::Post(&[
            ("age", "age-18"),
            ("not-suited", "none"),
            ("units", "metric"),
            (
                "waist",
                "as wide as a very old oak that stands alone in a wide field",
            ),
            ("height", "1000"),
        ]),
        ..Kind::real("422-bad-numbers", 422, || WAIST_CHECK.to_owned())
    },
    Kind {
        way: Way::PostFromElsewhere,
        ..Kind::real("403-form-from-elsewhere", 403, || BACK_CHECK.to_owned())
    },
    Kind {
        way: Way::PostTooMuch,
        ..Kind::real("413-form-too-large", 413, || BACK_CHECK.to_owned())
    },
    Kind {
        way: Way::PostText,
        ..Kind::real("415-no-form", 415, || BACK_CHECK.to_owned())
    },
    Kind::result("result-emergency", || {
        format!("{BACK_CHECK}/result/emergency")
    }),
    Kind::result("result-urgent", || format!("{BACK_CHECK}/result/today")),
    Kind::result("result-soon", || {
        format!("{BACK_CHECK}/result/see-someone/no-running/too-much-likely")
    }),
    Kind::result("result-self-care", || {
        format!("{BACK_CHECK}/result/look-after-yourself/too-much-likely/strength-possible")
    }),
    Kind::result("result-without-findings", || {
        format!("{BACK_CHECK}/result/cut-down/sitting")
    }),
    Kind::result("result-scale", || format!("{WAIST_CHECK}/result/increased")),
    Kind::result("result-scale-and-advice", || {
        format!("{ACTIVE_CHECK}/result/below/strength-not-met")
    }),
    Kind::result("result-not-for-you", || {
        format!("{ACTIVE_CHECK}/result/not-for-you")
    }),
    Kind::real("paper", 200, || format!("{BACK_CHECK}/paper")),
    Kind::real("paper-with-numbers", 200, || format!("{WAIST_CHECK}/paper")),
    Kind::real("rules", 200, || format!("{BACK_CHECK}/rules")),
    Kind::real("rules-with-numbers", 200, || format!("{WAIST_CHECK}/rules")),
    Kind::odd("nested-category", 200, || "/sleep/at-night".to_owned()),
    Kind::odd("category-with-categories", 200, || "/sleep".to_owned()),
    Kind::odd("deep-article", 200, || "/sleep/at-night/deep".to_owned()),
    Kind::odd("rich-article", 200, || RICH_PAGE.to_owned()),
    Kind::odd("plain-article", 200, || "/sleep/plain".to_owned()),
    Kind::odd("410-withdrawn", 410, || "/sleep/withdrawn".to_owned()),
    Kind::odd("503-being-corrected", 503, || "/sleep/broken".to_owned()),
    Kind {
        site: |sites| &sites.empty,
        ..Kind::real("home-of-nothing", 200, || "/".to_owned())
    },
];

impl Kind {
    const fn real(name: &'static str, status: u16, path: fn() -> String) -> Self {
        Self {
            name,
            status,
            site: |sites| &sites.real,
            path,
            way: Way::Open,
        }
    }

    const fn result(name: &'static str, path: fn() -> String) -> Self {
        Self::real(name, 200, path)
    }

    const fn odd(name: &'static str, status: u16, path: fn() -> String) -> Self {
        Self {
            site: |sites| &sites.odd,
            ..Self::real(name, status, path)
        }
    }

    /// Opens it in the browser, and makes sure that it is what was meant.
    #[track_caller]
    pub fn open(&self, browser: &Browser, sites: &Sites) {
        let site = (self.site)(sites);
        let address = site.url(&(self.path)());
        // The site looks at its clock between requests too, and may take the failure away; and the
        // page must be asked for anew, not taken from what the browser keeps.
        for _ in 0..5 {
            match self.way {
                Way::Open => browser.open(&address),
                Way::Post(_) | Way::PostText | Way::PostTooMuch | Way::PostFromElsewhere => {
                    // A page of ours sends a form to us alone.
                    let from = match self.way {
                        Way::PostFromElsewhere => "about:blank".to_owned(),
                        _ => site.url("/"),
                    };
                    browser.open(&from);
                    browser.complaints();
                    let (writing, fields) = self.form();
                    browser.run(
                        SEND_A_FORM,
                        &[json!(address), json!(writing), json!(fields)],
                    );
                }
                Way::Fail => {
                    browser.open("about:blank");
                    site.clock().fail_once();
                    browser.open(&address);
                }
            }
            if browser.run(STATUS, &[]) == json!([address, self.status]) {
                return;
            }
        }
        let got = browser.run(STATUS, &[]);
        panic!(
            "{}: {address} with status {} was expected, not {got}",
            self.name, self.status
        );
    }

    /// Asks for it without a browser.
    #[track_caller]
    pub fn reply(&self, sites: &Sites) -> Reply {
        let site = (self.site)(sites);
        let path = (self.path)();
        let mut reply = None;
        for _ in 0..5 {
            if matches!(self.way, Way::Fail) {
                site.clock().fail_once();
            }
            let got = match self.way {
                Way::Open | Way::Fail => site.get(&path),
                _ => {
                    let (writing, fields) = self.form();
                    let origin = match self.way {
                        Way::PostFromElsewhere => "cross-site",
                        _ => "same-origin",
                    };
                    let body = form_urlencoded::Serializer::new(String::new())
                        .extend_pairs(fields)
                        .finish();
                    let headers = [("content-type", writing), ("sec-fetch-site", origin)];
                    site.send("POST", &path, &headers, body.as_bytes())
                }
            };
            let got = reply.insert(got);
            if got.status == self.status {
                break;
            }
        }
        reply.unwrap().expect(self.status)
    }

    /// How its form is written, and the fields in it.
    fn form(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let usual = "application/x-www-form-urlencoded";
        match self.way {
            Way::Post(fields) => {
                let fields = fields.iter();
                (
                    usual,
                    fields
                        .map(|(name, value)| (*name, (*value).to_owned()))
                        .collect(),
                )
            }
            Way::PostText => ("text/plain", vec![("nerves", "none".to_owned())]),
            Way::PostTooMuch => (usual, vec![("nerves", "none".repeat(5000))]),
            Way::Open | Way::Fail | Way::PostFromElsewhere => (usual, Vec::new()),
        }
    }

    /// The origin of the site that it is on.
    pub fn origin(&self, sites: &Sites) -> String {
        (self.site)(sites).url("")
    }
}

/// Sends a form to an address and waits for nothing: the driver waits for the page.
pub const SEND_A_FORM: &str = r"
const form = document.createElement('form');
form.method = 'post';
form.action = arguments[0];
form.enctype = arguments[1];
for (const [name, value] of arguments[2]) {
    const field = document.createElement('input');
    field.name = name;
    field.value = value;
    form.append(field);
}
document.body.append(form);
form.submit();
";

/// The address and the status of the page.
const STATUS: &str = r"
return [location.href, performance.getEntriesByType('navigation')[0].responseStatus];
";

impl Sites {
    /// Starts them.
    #[track_caller]
    pub fn start() -> Self {
        let drawing = std::fs::read(repository("tests/browser/articles/drawing.svg")).unwrap();
        let odd = TestSite::of(&[
            ("sleep/rich.md", RICH),
            ("sleep/plain.md", PLAIN),
            ("sleep/withdrawn.md", WITHDRAWN),
            ("sleep/broken.md", BROKEN),
            ("sleep/at-night/_index.md", NESTED),
            ("sleep/at-night/deep.md", DEEP),
        ])
        .picture("sleep/rich/drawing.svg", &drawing);
        let sites = Self {
            // As it is published: with all that the head tells machines.
            real: TestSite::real().origin("http://health.example").start(),
            odd: odd.start(),
            empty: TestSite::bare(&BASE[..1]).start(),
        };
        let mistakes: Vec<_> = odd
            .problems()
            .into_iter()
            // The broken article is broken, and the rich one long overdue, on purpose.
            .filter(|(rule, _)| !["text/raw-html", "review/overdue"].contains(rule))
            .collect();
        assert!(
            mistakes.is_empty(),
            "the articles of these tests have mistakes: {mistakes:?}"
        );
        sites
    }
}
