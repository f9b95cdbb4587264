//! The articles of a library that readers can open.

use super::Around;
use super::Builder;
use super::categories::Trails;
use super::links;
use super::seen::Seen;
use crate::content::article::{self, Article, Check};
use crate::content::category::Category;
use crate::content::parsed::{Kind, ParsedFile};
use crate::content::paths::folder_of;
use crate::content::review;
use crate::content::shelf::Found;
use crate::content::site::Site;
use crate::content::uses::{self, UsedIds};
use crate::diagnostics::{Problems, rules};
use crate::markup::dates::Period;
use std::collections::HashMap;
use std::sync::Arc;

impl Builder<'_> {
    /// The visible articles, and for each file its article, when it has one.
    pub(super) fn articles(
        &mut self,
        site: &Site,
        categories: &[Category],
        around: &Arc<Around>,
    ) -> (Vec<Article>, Vec<Option<usize>>) {
        let trails = Trails::of(categories, site);
        let mut articles = Vec::with_capacity(self.shelf.files.len());
        let places = (0..self.shelf.files.len())
            .map(|index| {
                if self.seen[index] != Seen::Visible || !self.shelf.files[index].is_page() {
                    return None;
                }
                let place = articles.len();
                articles.push(self.article(index, place, site, &trails, around)?);
                Some(place)
            })
            .collect();
        (articles, places)
    }

    fn article(
        &mut self,
        index: usize,
        place: usize,
        site: &Site,
        trails: &Trails,
        around: &Arc<Around>,
    ) -> Option<Article> {
        let file = Arc::clone(&self.shown[index]);
        let facts = Arc::clone(file.facts.as_ref()?);
        let every = || self.review_every(&file, site);
        let today = self.moment.today;
        let review = article::review(&file.fields, every, today, file.words_changed);
        if let Some(review) = &review
            && self.moment.has_come(review.due)
        {
            let mut problems = Problems::new(&file.file);
            review::overdue(&file, review.due, &mut problems);
            self.tell(problems.into_found());
        }
        // A draft has no day yet; editors see it as if it were published today.
        let published = match facts.published {
            Some(published) => published,
            None if self.not_public[index].is_some() => self.moment.today,
            None => return None,
        };
        Some(Article {
            address: file.address.clone(),
            place,
            page: file.kind == Kind::Page,
            facts,
            published,
            review,
            words: self.words(index, around),
            trail: trails.to(folder_of(&file.path)),
            check: file.check.clone().map(|proved| Check {
                proved,
                about: None,
            }),
            checks: Vec::new(),
            image: self.mark(index, "image", around),
            not_public: self.not_public[index],
        })
    }

    /// How long a review of a file holds: as its own folder says, or the one above, or the site.
    fn review_every(&self, file: &ParsedFile, site: &Site) -> Period {
        review::every(self.shelf, &file.path, |index| &self.shown[index].fields)
            .unwrap_or(site.review_every)
    }

    /// What editors chose to be read next, and what of it leads nowhere.
    pub(super) fn chosen(&mut self, places: &[Option<usize>]) -> HashMap<usize, Vec<usize>> {
        let shelf = self.shelf;
        let mut chosen_of = HashMap::new();
        for (index, shelved) in shelf.files.iter().enumerate() {
            let file = &shelved.file;
            if !file.fields.has("related") && !self.shown[index].fields.has("related") {
                continue;
            }
            let mut problems = Problems::new(&file.file);
            for wanted in file.fields.texts("related") {
                if !matches!(shelf.look_up(&file.path, wanted.text), Found::File { .. }) {
                    let meant = shelf.nearest_path(&file.path, wanted.text, false);
                    problems
                        .add(&rules::RELATED, wanted.span, format!("there is no file {}", wanted.text))
                        .help(meant.map_or_else(
                            || "write the path of an article from this file on, such as    ../sleep/why-cant-you-fall-asleep.md".to_owned(),
                            |path| format!("did you mean    {path}"),
                        ));
                }
            }
            self.tell(problems.into_found());
            let Some(place) = places[index] else {
                continue;
            };
            let shown = &self.shown[index];
            let mut chosen: Vec<usize> = Vec::new();
            for wanted in shown.fields.texts("related") {
                if let Found::File { index, .. } = shelf.look_up(&shown.path, wanted.text) {
                    chosen.extend(places[index]);
                }
            }
            if !chosen.is_empty() {
                chosen_of.insert(place, chosen);
            }
        }
        chosen_of
    }

    /// Joins each self-check with the article it is about, both ways, and reports what does not
    /// lead there.
    pub(super) fn join_checks(&mut self, articles: &mut [Article], places: &[Option<usize>]) {
        let shelf = self.shelf;
        for index in 0..shelf.files.len() {
            let file = Arc::clone(&self.shown[index]);
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
                self.tell(problems.into_found());
                continue;
            };
            let about = &shelf.files[target].file;
            let missing = |section: &str| {
                let anchors = &about.outline.anchors;
                !anchors.is_empty() && !anchors.iter().any(|(id, _)| id == section)
            };
            let spans = uses::finding_sections(&file);
            for (at, finding) in proved.check.findings.iter().enumerate() {
                if !missing(&finding.section) {
                    continue;
                }
                let span = spans.get(at).map_or(typed.span, |word| word.span);
                let problem = problems.add(
                    &rules::CHECK_FINDING,
                    span,
                    format!(
                        "the finding {} leads to the section {}, which {} does not have",
                        finding.id, finding.section, typed.text
                    ),
                );
                let used = self.used.get_or_init(|| UsedIds::of(shelf));
                links::mend_heading(shelf, used, target, &finding.section, "", problem);
            }
            self.tell(problems.into_found());
            if let (Some(check), Some(about)) = (places[index], places[target]) {
                articles[about].checks.push(check);
                if let Some(joined) = &mut articles[check].check {
                    joined.about = Some(about);
                }
            }
        }
    }
}
