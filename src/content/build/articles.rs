//! The articles of a library that readers can open.

use super::Builder;
use super::categories::trail_with;
use super::related;
use super::seen::Seen;
use crate::content::article::{self, Article};
use crate::content::category::Category;
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::shelf::{Found, address_of, folder_of};
use crate::content::site::Site;
use crate::diagnostics::{Problems, rules};
use crate::markup::dates::Period;

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
        let near = related::Near::of(&articles);
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
}
