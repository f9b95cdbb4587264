//! What articles are about: all topics, and the page of one.

use super::Shell;
use super::layout::{Head, Layout, home_crumb};
use super::lists::{self, ListedArticle};
use crate::content::{Address, Article, Crumb, Library, Topic};
use crate::text::Slug;
use crate::urls;
use askama::Template;

/// Every topic with how many articles are about it.
#[derive(Debug, Template)]
#[template(path = "pages/topics.html", whitespace = "minimize")]
pub(super) struct TopicsPage<'a> {
    layout: Layout<'a>,
    topics: Vec<TopicLine<'a>>,
}

/// A topic in a list.
#[derive(Debug)]
pub struct TopicLine<'a> {
    words: &'a str,
    address: String,
    count: usize,
}

impl<'a> TopicsPage<'a> {
    pub(super) fn build(library: &'a Library, shell: &Shell<'_>) -> Self {
        let head = Head {
            title: "Topics".to_owned(),
            description: "What our articles and self-checks are about, each topic with everything we have on it.",
            address: Some(urls::TOPICS),
            trail: vec![home_crumb(library)],
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            topics: library
                .topics()
                .iter()
                .map(|topic| TopicLine {
                    words: &topic.words,
                    address: urls::topic(&topic.slug),
                    count: topic.articles.len(),
                })
                .collect(),
        }
    }
}

/// Everything about one topic.
#[derive(Debug, Template)]
#[template(path = "pages/topic.html", whitespace = "minimize")]
pub(super) struct TopicPage<'a> {
    layout: Layout<'a>,
    articles: Vec<ListedArticle<'a>>,
}

impl<'a> TopicPage<'a> {
    pub(super) fn build(
        library: &'a Library,
        topic: &'a Topic,
        address: &'a str,
        about: &'a str,
        shell: &Shell<'_>,
    ) -> Self {
        let head = Head {
            title: format!("All about {}", topic.words),
            description: about,
            address: Some(address),
            trail: vec![
                home_crumb(library),
                Crumb {
                    title: "Topics".to_owned(),
                    address: Address::of_path(urls::TOPICS.trim_start_matches('/')),
                },
            ],
            refused: false,
        };
        Self {
            layout: Layout::build(library, shell, head),
            articles: lists::articles_with_categories(library, &topic.articles),
        }
    }
}

/// What the page of a topic is about.
pub(super) fn about(topic: &Topic) -> String {
    format!(
        "Our articles and self-checks about {}, in plain words, each with its sources.",
        topic.words
    )
}

/// A topic that an article names.
#[derive(Debug)]
pub struct TopicOf<'a> {
    /// In the article's own words.
    pub words: &'a str,
    /// Where everything about it is.
    pub address: String,
}

/// The topics that an article names.
pub(super) fn of(article: &Article) -> Vec<TopicOf<'_>> {
    let topics = article.topics().iter();
    topics
        .filter_map(|words| {
            Some(TopicOf {
                address: urls::topic(&Slug::from_words(words)?),
                words,
            })
        })
        .collect()
}
