//! The articles of a library that readers can open.

use super::Builder;
use super::categories::trail_with;
use super::related;
use super::seen::Seen;
use crate::content::article::{self, Article, Check};
use crate::content::category::Category;
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::shelf::{Found, address_of, folder_of};
use crate::content::site::Site;
use crate::diagnostics::{Problems, rules};
use crate::markup::dates::Period;
use crate::text::nearest;

impl Builder<'_> {
    /// The visible articles, and for each file its article, when it has one.
    pub(super) fn articles(
        &mut self,
        site: &Site,
        categories: &[Category],
    ) -> (Vec<Article>, Vec<Option<usize>>) {
        let mut articles = Vec::new();
        let shelf = self.shelf;
        let places = shelf
            .files
            .iter()
            .enumerate()
            .map(|(index, file)| {
                let visible = self.seen[index] == Seen::Visible;
                let article = visible
                    .then(|| self.article(file, site, categories))
                    .flatten()?;
                articles.push(article);
                Some(articles.len() - 1)
            })
            .collect();
        (articles, places)
    }

    fn article(
        &mut self,
        file: &ParsedFile,
        site: &Site,
        categories: &[Category],
    ) -> Option<Article> {
        let fields = &file.fields;
        let text = |key| fields.text(key).map(|text| text.text.to_owned());
        let texts = |key| {
            fields
                .texts(key)
                .iter()
                .map(|text| text.text.to_owned())
                .collect()
        };
        let review = article::review(fields, self.review_every(file, site), self.moment.today);
        if let Some(review) = &review {
            self.moment.has_come(review.due);
        }
        let _ = self.mark(file, "image", site);
        let folder = folder_of(&file.path);
        Some(Article {
            address: address_of(&file.path),
            page: file.kind == Kind::Page,
            title: text("title")?,
            summary: text("summary")?,
            published: fields.date("published")?.0,
            updated: fields.date("updated").map(|(date, _)| date),
            changes: article::changes(fields),
            sources: article::sources(fields),
            authors: texts("authors"),
            review,
            topics: texts("topics"),
            also_known_as: texts("also_known_as"),
            document: self.words(file, site),
            trail: trail_with(folder, categories, site),
            related: Vec::new(),
            check: file.check.clone().map(|proved| Check {
                proved,
                about: None,
            }),
            checks: Vec::new(),
        })
    }

    /// How long a review of a file holds: as its own folder says, or the one above, or the site.
    fn review_every(&self, file: &ParsedFile, site: &Site) -> Period {
        let mut folder = folder_of(&file.path);
        while !folder.is_empty() {
            if let Some(Some(index)) = self.shelf.categories.get(folder)
                && let Some(period) = self.shelf.files[*index].fields.period("review_every")
            {
                return period;
            }
            folder = folder_of(folder);
        }
        site.review_every
    }

    pub(super) fn relate(
        &mut self,
        mut articles: Vec<Article>,
        places: &[Option<usize>],
    ) -> Vec<Article> {
        let shelf = self.shelf;
        let mut near = related::Near::of(&articles);
        for (index, file) in shelf.files.iter().enumerate() {
            let mut problems = Problems::new(&file.file);
            let mut chosen = Vec::new();
            for wanted in file.fields.texts("related") {
                match shelf.look_up(&file.path, wanted.text) {
                    Found::File { index, .. } => chosen.extend(places[index]),
                    _ => {
                        let meant = shelf.nearest_path(&file.path, wanted.text, false);
                        problems
                            .add(&rules::RELATED, wanted.span, format!("there is no file {}", wanted.text))
                            .help(meant.map_or_else(
                                || "write the path of an article from this file on, such as    ../sleep/why-cant-you-fall-asleep.md".to_owned(),
                                |path| format!("did you mean    {path}"),
                            ));
                    }
                }
            }
            self.problems.extend(problems.into_found());
            if let Some(place) = places[index] {
                articles[place].related = near.related(&articles, place, &chosen);
            }
        }
        articles
    }

    /// Joins each self-check with the article it is about, both ways, and reports what does not
    /// lead there.
    pub(super) fn join_checks(&mut self, articles: &mut [Article], places: &[Option<usize>]) {
        let shelf = self.shelf;
        for (index, file) in shelf.files.iter().enumerate() {
            let (Some(proved), Some(typed)) = (&file.check, file.fields.text("about")) else {
                continue;
            };
            let mut problems = Problems::new(&file.file);
            let Found::File { index: target, .. } = shelf.look_up(&file.path, typed.text) else {
                let meant = shelf.nearest_path(&file.path, typed.text, false);
                problems
                    .add(
                        &rules::CHECK_ABOUT,
                        typed.span,
                        format!("there is no file {}", typed.text),
                    )
                    .help(meant.map_or_else(
                        || "write the path of an article from this file on".to_owned(),
                        |path| format!("did you mean    {path}"),
                    ));
                self.problems.extend(problems.into_found());
                continue;
            };
            let anchors: Vec<&str> = shelf.files[target]
                .outline
                .anchors
                .iter()
                .map(|(id, _)| id.as_str())
                .collect();
            for finding in &proved.check.findings {
                if !anchors.is_empty() && !anchors.contains(&finding.section.as_str()) {
                    let help = nearest(&finding.section, anchors.iter().copied()).map_or_else(
                        || format!("its sections are {}", anchors.join(", ")),
                        |near| format!("did you mean {near}?"),
                    );
                    problems
                        .add(
                            &rules::CHECK_FINDING,
                            file.fields.key_span("findings").unwrap_or(typed.span),
                            format!(
                                "the finding {} leads to the section {}, which {} does not have",
                                finding.id, finding.section, typed.text
                            ),
                        )
                        .help(help);
                }
            }
            self.problems.extend(problems.into_found());
            if let (Some(check), Some(about)) = (places[index], places[target]) {
                articles[about].checks.push(check);
                if let Some(joined) = &mut articles[check].check {
                    joined.about = Some(about);
                }
            }
        }
    }
}
