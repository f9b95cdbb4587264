//! The words alone: each article as Markdown, and the list of all articles for programs that read
//! words (llmstxt.org).

use crate::content::{Article, Category, Library};
use crate::markup::saved::escaped;
use crate::urls;
use std::fmt::Write as _;

/// An article's words as Markdown; `None` of a self-check, which is no text to read.
#[must_use]
pub fn markdown(library: &Library, article: &Article, origin: Option<&str>) -> Option<String> {
    if article.check().is_some() {
        return None;
    }
    let origin = origin.unwrap_or_default();
    let site = library.site();
    let day = |day: jiff::civil::Date| day.strftime("%-d %B %Y").to_string();
    let mut text = format!(
        "# {}\n\n{}\n\n",
        escaped(article.title()),
        escaped(article.summary())
    );
    let _ = write!(
        text,
        "From {}: {origin}{}\\\nPublished {}",
        escaped(&site.title),
        article.address(),
        day(article.published())
    );
    if article.changed_on() != article.published() {
        let _ = write!(text, ", changed {}", day(article.changed_on()));
    }
    text.push('.');
    match article.review() {
        _ if article.is_page() => {}
        Some(review) => {
            let _ = write!(
                text,
                " Last reviewed {} by {}, {}.",
                day(review.on),
                escaped(&review.name),
                escaped(&review.role)
            );
            if review.changed {
                text.push_str(" The words have been changed since then, and nobody has reviewed them as they are now.");
            }
            if review.overdue {
                let _ = write!(text, " Review overdue since {}.", day(review.due));
            }
        }
        None => text.push_str(" No doctor or nurse has reviewed this article yet."),
    }
    text.push_str(" Not medical advice.");
    if !site.emergency.country.is_empty() {
        let _ = write!(
            text,
            " Numbers to call are for {}. Elsewhere, {}.",
            escaped(&site.emergency.country),
            escaped(&site.emergency.elsewhere)
        );
    }
    text.push_str("\n\n");
    text.push_str(&article.markdown(&|address| format!("{origin}{address}")));
    if !article.changes().is_empty() {
        text.push_str("\n## What changed\n\n");
        for change in article.changes() {
            let _ = writeln!(text, "- {}: {}", day(change.on), escaped(&change.what));
        }
    }
    Some(text)
}

/// What is here, with the way to each article's words.
#[must_use]
pub fn llms(library: &Library, origin: Option<&str>) -> String {
    let origin = origin.unwrap_or_default();
    let site = library.site();
    let mut text = format!(
        "# {}\n\n> {}\n\nEach article answers one question of a reader, says how sure anyone can be of each reason, names its sources, and says when to get help. The words of each are at its address with `.md` at the end. They are for learning and are not medical advice; whether a clinician has reviewed an article is said at its beginning.\n",
        escaped(&site.title),
        escaped(&site.summary)
    );
    for category in library.categories() {
        of_category(library, category, origin, &mut text);
    }
    let pages = library.articles().iter();
    let pages: Vec<&Article> = pages
        .filter(|page| page.is_page() && page.not_public().is_none())
        .collect();
    if !pages.is_empty() {
        text.push_str("\n## Optional\n\n");
        for page in pages {
            line(page, origin, &mut text);
        }
    }
    text
}

fn of_category(library: &Library, category: &Category, origin: &str, text: &mut String) {
    let articles = category.articles.iter();
    let mut articles = articles
        .filter_map(|place| library.articles().get(*place))
        .filter(|article| article.not_public().is_none())
        .peekable();
    if articles.peek().is_none() {
        return;
    }
    let _ = write!(text, "\n## {}\n\n", escaped(&category.title));
    for article in articles {
        line(article, origin, text);
    }
}

fn line(article: &Article, origin: &str, text: &mut String) {
    // A self-check has no words of its own to read; its page is named.
    let ending = if article.check().is_some() {
        ""
    } else {
        urls::MARKDOWN
    };
    let _ = writeln!(
        text,
        "- [{}]({origin}{}{ending}): {}",
        escaped(article.title()),
        article.address(),
        escaped(article.summary())
    );
}
