//! The stylesheet by numbers: contrast in both themes, what older browsers understand, and weight.

use crate::driver::{self, TestSite};
use health_preservation::assets;
use std::collections::{BTreeMap, BTreeSet};

fn css() -> &'static str {
    std::str::from_utf8(assets::stylesheet().bytes).unwrap()
}

fn tokens() -> String {
    std::fs::read_to_string(driver::repository("static/css/tokens.css")).unwrap()
}

/// The colours a part of the tokens declares.
fn colours(part: &str) -> BTreeMap<String, [f64; 3]> {
    let declarations = part.lines().filter_map(|line| {
        line.trim()
            .strip_prefix("--")?
            .strip_suffix(';')?
            .split_once(": ")
    });
    declarations
        .filter_map(|(name, value)| {
            let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
            let channel =
                |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
            Some((name.to_owned(), [channel(0), channel(2), channel(4)]))
        })
        .collect()
}

/// The light theme and the dark one.
fn themes() -> [(&'static str, BTreeMap<String, [f64; 3]>); 2] {
    let tokens = tokens();
    let (light, dark) = tokens
        .split_once("@media (prefers-color-scheme: dark)")
        .expect("a dark theme");
    let (light, dark) = (colours(light), colours(dark));
    assert_eq!(
        light.keys().collect::<Vec<_>>(),
        dark.keys().collect::<Vec<_>>(),
        "both themes have every colour"
    );
    assert!(light.len() > 10);
    [("light", light), ("dark", dark)]
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|c| {
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio (WCAG 2.2).
fn contrast(a: [f64; 3], b: [f64; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn the_formula_is_that_of_wcag() {
    let grey = |value: u8| [f64::from(value) / 255.0; 3];
    assert!((contrast(grey(0), grey(255)) - 21.0).abs() < 1e-9);
    // #767676 is the lightest grey with 4.5 on white.
    assert!(contrast(grey(0x76), grey(255)) >= 4.5);
    assert!(contrast(grey(0x77), grey(255)) < 4.5);
}

#[test]
fn every_pair_of_colours_can_be_read_in_both_themes() {
    let tokens = tokens();
    let mut tried = 0;
    for (kind, least) in [("pair", 4.5), ("edge", 3.0)] {
        let lines = tokens.lines().filter_map(|line| {
            line.strip_prefix(&format!("/* {kind}: "))?
                .strip_suffix(" */")
        });
        for line in lines {
            let (ink, ground) = line.split_once(" on ").unwrap();
            for (theme, colours) in themes() {
                let of = |name: &str| {
                    *colours
                        .get(name)
                        .unwrap_or_else(|| panic!("{line}: no colour {name}"))
                };
                let ratio = contrast(of(ink), of(ground));
                assert!(
                    ratio >= least,
                    "{theme}: {line} is {ratio:.2}, and {least} is owed"
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 40, "only {tried} pairs were tried");
}

#[test]
fn the_theme_colours_in_the_head_are_the_pages_own() {
    let site = TestSite::of(&[]).start();
    let page = site.get("/").text().to_owned();
    let tokens = tokens();
    for declaration in tokens
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--page: "))
    {
        let colour = declaration.trim_end_matches(';');
        assert!(
            page.contains(&format!("name=\"theme-color\" content=\"{colour}\"")),
            "{colour}"
        );
    }
}

#[test]
fn every_colour_is_one_of_the_tokens() {
    // Written out for browsers that know no custom properties, it is still the same colour.
    let [(_, light), (_, dark)] = themes();
    let known: Vec<[f64; 3]> = light.into_values().chain(dark.into_values()).collect();
    for entry in std::fs::read_dir(driver::repository("static/css")).unwrap() {
        let path = entry.unwrap().path();
        // Paper is black on white, whatever the theme.
        if path.ends_with("print.css") {
            continue;
        }
        let sheet = std::fs::read_to_string(&path).unwrap();
        for (number, line) in sheet.lines().enumerate() {
            let shown = format!("{}:{}: {line}", path.display(), number + 1);
            let value = line.split_once(": ").map_or("", |(_, value)| value);
            for typed in value.split('#').skip(1) {
                let digits: String = typed.chars().take_while(char::is_ascii_hexdigit).collect();
                let six: String = match digits.len() {
                    3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
                    6 => digits,
                    _ => panic!("{shown}"),
                };
                let colour = colours(&format!("--one: #{six};"));
                assert!(known.contains(&colour["one"]), "{shown}");
            }
            for function in ["rgb(", "rgba(", "hsl(", "oklch(", "color-mix("] {
                assert!(!value.contains(function), "{shown}");
            }
        }
    }
}

#[test]
fn every_sheet_is_in_the_stylesheet() {
    for entry in std::fs::read_dir(driver::repository("static/css")).unwrap() {
        let path = entry.unwrap().path();
        let sheet = std::fs::read_to_string(&path).unwrap();
        let selector = sheet
            .lines()
            .find(|line| line.ends_with('{'))
            .unwrap()
            .trim();
        assert!(
            css().contains(selector),
            "{} is not served: no {selector:?}",
            path.display()
        );
    }
}

/// What follows the block that a text begins in.
fn without_block(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 1 => return &text[at + 1..],
            '}' => depth -= 1,
            _ => {}
        }
    }
    ""
}

#[test]
fn phones_before_2022_understand_the_stylesheet() {
    for new in [
        "@layer",
        "light-dark(",
        "@container",
        "color-mix(",
        "oklch(",
        "@scope",
        "@property",
        "&:",
        "& ",
        "@import",
        "!ie",
        "\\9",
    ] {
        assert!(!css().contains(new), "the stylesheet has {new}");
    }
    // `:has` only ever helps: where a browser does not know it, the whole block is left out.
    let helped: String = css()
        .split("@supports selector(:has(")
        .enumerate()
        .map(|(index, part)| {
            if index == 0 {
                part
            } else {
                without_block(part)
            }
        })
        .collect();
    assert!(!helped.contains(":has("), "the stylesheet needs :has");
    // A block inside another block that is no at-rule would be nesting.
    let mut open: Vec<bool> = Vec::new();
    let mut prelude = String::new();
    for letter in css().chars() {
        match letter {
            '{' => {
                let at_rule = prelude.trim_start().starts_with('@');
                assert!(
                    open.iter().all(|outer| *outer),
                    "a rule stands inside a rule: {prelude}"
                );
                open.push(at_rule);
                prelude.clear();
            }
            '}' => {
                open.pop().expect("as many { as }");
                prelude.clear();
            }
            ';' => prelude.clear(),
            letter => prelude.push(letter),
        }
    }
    assert!(open.is_empty(), "as many {{ as }}");
}

#[test]
fn every_custom_property_in_use_is_declared_and_every_declared_one_used() {
    let css = css();
    let name = |rest: &str| {
        rest.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .collect::<String>()
    };
    let used: BTreeSet<String> = css.split("var(--").skip(1).map(name).collect();
    let declared: BTreeSet<String> = css
        .split("--")
        .skip(1)
        .filter_map(|rest| {
            let name = name(rest);
            rest[name.len()..]
                .trim_start()
                .starts_with(':')
                .then_some(name)
        })
        .collect();
    assert_eq!(
        used.difference(&declared).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "used and not declared"
    );
    assert_eq!(
        declared.difference(&used).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "declared and not used"
    );
}

#[test]
fn every_class_in_the_stylesheet_is_one_that_a_page_has() {
    let mut templates = String::new();
    for folder in [
        "templates/components",
        "templates/layout",
        "templates/pages",
        "src/markup",
        "src/pages",
    ] {
        let entries = std::fs::read_dir(driver::repository(folder)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        for file in paths.filter(|path| path.is_file()) {
            templates.push_str(&std::fs::read_to_string(file).unwrap());
        }
    }
    let preludes = css()
        .split('}')
        .filter_map(|rule| rule.rsplit_once('{').map(|(prelude, _)| prelude));
    let mut classes = BTreeSet::new();
    for prelude in preludes {
        let selectors = prelude.rsplit(['{', ';']).next().unwrap_or_default();
        if !selectors.contains('@') {
            for part in selectors.split('.').skip(1) {
                classes.insert(
                    part.chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '-')
                        .collect::<String>(),
                );
            }
        }
    }
    assert!(classes.len() > 20, "{classes:?}");
    for class in classes {
        // The level of a card or of evidence is put behind these.
        let made = [
            "care-",
            "evidence-",
            "flow-",
            "level-",
            "if-",
            "on-",
            "skip-",
        ]
        .iter()
        .any(|stem| class.starts_with(stem));
        assert!(
            made || templates.contains(&class),
            "no page has the class {class}"
        );
    }
}

#[test]
fn the_stylesheet_and_a_long_article_are_light() {
    let raw = assets::stylesheet().bytes.len();
    assert!(raw <= 34 * 1024, "{raw} bytes of stylesheet");
    let site = TestSite::real().start();
    let packed = |path: &str| {
        let reply = site
            .request("GET", path, &[("accept-encoding", "br")])
            .expect(200);
        assert_eq!(reply.header("content-encoding"), Some("br"));
        reply.body.len()
    };
    let page = packed("/fitness-coach/why-does-long-distance-running-hurt-your-back");
    let sheet = packed(&assets::stylesheet().path);
    println!(
        "stylesheet {raw} bytes, {sheet} in brotli; the longest article {page} in brotli; together {}",
        page + sheet
    );
    assert!(page + sheet <= 30 * 1024, "{page} + {sheet} bytes");
}
