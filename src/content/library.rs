//! The whole, at one instant: what is published, what was withdrawn, what moved where.

use super::address::{Address, Crumb, Trail};
use super::article::{self, Article};
use super::category::Category;
use super::links::{self, Around};
use super::moved::Moved;
use super::parsed::{Kind, ParsedFile};
use super::picture::PictureFile;
use super::shelf::{Found, Shelf, address_of, title_of_folder};
use super::site::{self, Site};
use super::standing::{Moment, Standing, standing};
use super::{order, related};
use crate::diagnostics::{Diagnostic, Grade, Problems, Report, rules};
use crate::markup::dates::Period;
use crate::markup::document::{Document, Picture, Reference, Surroundings};
use crate::markup::keys::Fields;
use crate::text::Span;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// Everything readers can get, at one instant.
#[derive(Clone, Debug)]
pub struct Library {
    site: Site,
    categories: Vec<Category>,
    articles: Vec<Article>,
    pictures: Vec<PictureFile>,
    entries: HashMap<String, Entry>,
    until: Option<Timestamp>,
}

/// What stands at an address.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A category; the first is the home page.
    Category(usize),
    /// An article or a page of prose.
    Article(usize),
    /// A picture.
    Picture(usize),
    /// A page that is somewhere else now.
    Moved(Address),
    /// A page that was withdrawn.
    Withdrawn(Absent),
    /// A page that is being put right.
    BeingCorrected(Absent),
}

/// A page that readers cannot get.
#[derive(Clone, Debug)]
pub struct Absent {
    /// What it is called, where that could be read.
    pub title: Option<String>,
    /// Why it was withdrawn, where the editor says so.
    pub because: Option<String>,
    /// The way to it.
    pub trail: Trail,
}

/// What readers see of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Its page.
    Visible,
    /// That it is being put right.
    Correcting,
    /// That it was withdrawn.
    Withdrawn,
    /// Nothing.
    Nothing,
}

impl Library {
    /// Builds the library of a shelf as it is at an instant, with every problem of every file.
    ///
    /// A broken file never keeps another one out. Nothing is public that does not say so.
    #[must_use]
    pub fn build(shelf: &Shelf, now: Timestamp) -> (Self, Report) {
        Builder::new(shelf, now).build()
    }

    /// What the whole site shares.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// The home page: the category above all others.
    #[must_use]
    pub fn home(&self) -> &Category {
        &self.categories[0]
    }

    /// Every category; the first is the home page.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Every published article and page of prose.
    #[must_use]
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// A picture.
    #[must_use]
    pub fn picture(&self, index: usize) -> Option<&PictureFile> {
        self.pictures.get(index)
    }

    /// What stands at an address.
    #[must_use]
    pub fn entry(&self, address: &str) -> Option<&Entry> {
        self.entries.get(address)
    }

    /// Every address with what stands there.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(address, entry)| (address.as_str(), entry))
    }

    /// The next instant at which anything changes by date; before it the library is current.
    #[must_use]
    pub const fn until(&self) -> Option<Timestamp> {
        self.until
    }
}

/// A library while it is built.
struct Builder<'a> {
    shelf: &'a Shelf,
    moment: Moment,
    seen: Vec<Seen>,
    problems: Vec<Diagnostic>,
    shown: RefCell<BTreeSet<String>>,
}

impl<'a> Builder<'a> {
    fn new(shelf: &'a Shelf, now: Timestamp) -> Self {
        let zone = shelf
            .file_at("_index.md")
            .and_then(|index| site::zone(&shelf.files[index].fields))
            .unwrap_or(TimeZone::UTC);
        Self {
            shelf,
            moment: Moment::new(now, zone),
            seen: Vec::new(),
            problems: shelf.problems.clone(),
            shown: RefCell::default(),
        }
    }

    fn build(mut self) -> (Library, Report) {
        self.decide_what_is_seen();
        for index in 0..self.shelf.files.len() {
            self.problems.extend(self.shelf.files[index].problems.iter().cloned());
            self.problems.extend(links::check(self.shelf, &self.seen, index));
        }
        let site = self.site();
        let mut categories = self.categories(&site);
        let (articles, places) = self.articles(&site, &categories);
        let articles = self.relate(articles, &places);
        self.fill(&mut categories, &articles, &places);
        let mut entries = self.entries(&categories, &places);
        self.hide_empty(&mut categories, &mut entries);
        self.move_pages(&mut entries);
        let pictures = self.pictures(&mut entries);
        self.stray_pictures();
        let until = self.moment.until();
        let report = self.report();
        (Library { site, categories, articles, pictures, entries, until }, report)
    }

    /// Decides for each file what readers see of it now.
    fn decide_what_is_seen(&mut self) {
        for file in &self.shelf.files {
            let seen = if !file.addressable || !matches!(file.kind, Kind::Article | Kind::Page) {
                Seen::Nothing
            } else {
                let in_future = dates_in_future(file, &mut self.moment);
                let broken = file.broken || !in_future.is_empty();
                self.problems.extend(in_future);
                match standing(&file.file, &file.fields, &mut self.moment) {
                    Standing::Hidden => Seen::Nothing,
                    Standing::Withdrawn => Seen::Withdrawn,
                    Standing::Published if broken => Seen::Correcting,
                    Standing::Published => Seen::Visible,
                }
            };
            self.seen.push(seen);
        }
    }

    fn site(&self) -> Site {
        let Some(index) = self.shelf.file_at("_index.md") else {
            return Site::build(&Fields::none(Span::new(0, 0)), Document::default());
        };
        let file = &self.shelf.files[index];
        let bare = Site::build(&file.fields, Document::default());
        let document = self.words(file, &bare);
        Site { document, ..bare }
    }

    /// A file's words with its links and pictures as they are now; none when it is withheld.
    fn words(&self, file: &ParsedFile, site: &Site) -> Document {
        if file.broken {
            return Document::default();
        }
        file.render(&self.around(&file.path, site))
    }

    fn around<'b>(&'b self, from: &'b str, site: &'b Site) -> Around<'b> {
        Around { shelf: self.shelf, seen: &self.seen, site, from, shown: &self.shown }
    }

    /// The categories without what is in them. A category's page is a list that the site makes, so
    /// it is there even when its own file has a mistake: what could be read of it is used.
    fn categories(&mut self, site: &Site) -> Vec<Category> {
        let mut categories: Vec<Category> = Vec::new();
        for (folder, index) in &self.shelf.categories {
            let file = index.map(|index| &self.shelf.files[index]);
            let text = |key| Some(file?.fields.text(key)?.text.to_owned());
            let home = folder.is_empty();
            let title = if home { Some(site.title.clone()) } else { text("title") };
            let summary = if home { Some(site.summary.clone()) } else { text("summary") };
            let document = match file {
                _ if home => site.document.clone(),
                Some(file) => self.words(file, site),
                None => Document::default(),
            };
            let mark = file.and_then(|file| self.mark(file, "mark", site));
            categories.push(Category {
                address: if home { Address::home() } else { Address::of_path(folder) },
                title: title.unwrap_or_else(|| title_of_folder(folder)),
                summary: summary.unwrap_or_default(),
                mark,
                document,
                trail: trail_to(folder, &categories, site),
                categories: Vec::new(),
                articles: Vec::new(),
            });
        }
        categories
    }

    /// The picture that a key of the front matter names.
    fn mark(&mut self, file: &ParsedFile, key: &str, site: &Site) -> Option<Picture> {
        let typed = file.fields.text(key)?;
        let picture = Reference { destination: typed.text.to_owned(), span: typed.span };
        let mut problems = Problems::new(&file.file);
        links::check_picture(self.shelf, &file.path, &picture, &mut problems);
        let mut found = problems.into_found();
        for problem in &mut found {
            problem.rule = &rules::MARK;
        }
        self.problems.extend(found);
        self.around(&file.path, site).picture(typed.text)
    }

    /// The visible articles, and for each file its article, when it has one.
    fn articles(&mut self, site: &Site, categories: &[Category]) -> (Vec<Article>, Vec<Option<usize>>) {
        let mut articles = Vec::new();
        let shelf = self.shelf;
        let places = shelf
            .files
            .iter()
            .enumerate()
            .map(|(index, file)| {
                let visible = self.seen[index] == Seen::Visible;
                let article = visible.then(|| self.article(file, site, categories)).flatten()?;
                articles.push(article);
                Some(articles.len() - 1)
            })
            .collect();
        (articles, places)
    }

    fn article(&mut self, file: &ParsedFile, site: &Site, categories: &[Category]) -> Option<Article> {
        let fields = &file.fields;
        let text = |key| fields.text(key).map(|text| text.text.to_owned());
        let texts = |key| fields.texts(key).iter().map(|text| text.text.to_owned()).collect();
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

    fn relate(&mut self, mut articles: Vec<Article>, places: &[Option<usize>]) -> Vec<Article> {
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

    /// Puts articles and categories into their categories, in order.
    fn fill(&mut self, categories: &mut [Category], articles: &[Article], places: &[Option<usize>]) {
        let mut own_of: HashMap<&str, Vec<usize>> = HashMap::new();
        for (file, article) in self.shelf.files.iter().zip(places) {
            if let Some(article) = article.filter(|article| !articles[*article].page) {
                own_of.entry(folder_of(&file.path)).or_default().push(article);
            }
        }
        let folders: Vec<&String> = self.shelf.categories.keys().collect();
        for (place, folder) in folders.iter().enumerate() {
            let mut children: Vec<usize> = (0..folders.len())
                .filter(|child| !folders[*child].is_empty() && folder_of(folders[*child]) == folder.as_str())
                .collect();
            let mut own = own_of.remove(folder.as_str()).unwrap_or_default();
            let file = self.shelf.categories[*folder].map(|index| &self.shelf.files[index]);
            if let Some(file) = file {
                let slugs: Vec<&str> = self.slugs_in(folder);
                self.problems.extend(order::check(file, &slugs));
            }
            let wanted: Vec<String> = file
                .map(|file| file.fields.texts("order").iter().map(|text| text.text.to_owned()).collect())
                .unwrap_or_default();
            order::sort(
                &mut children,
                &wanted,
                |child| categories[*child].address.last_part().to_owned(),
                |child| categories[*child].title.clone(),
            );
            order::sort(
                &mut own,
                &wanted,
                |article| articles[*article].address.last_part().to_owned(),
                |article| articles[*article].title.clone(),
            );
            categories[place].categories = children;
            categories[place].articles = own;
        }
    }

    /// The names in a folder that `order` may hold.
    fn slugs_in(&self, folder: &str) -> Vec<&str> {
        let files = self.shelf.files.iter().map(|file| file.path.trim_end_matches(".md"));
        let folders = self.shelf.categories.keys().map(String::as_str);
        files
            .chain(folders)
            .filter(|path| !path.is_empty() && folder_of(path) == folder)
            .map(|path| path.rsplit('/').next().unwrap_or(path))
            .filter(|name| *name != "_index")
            .collect()
    }

    fn entries(&self, categories: &[Category], places: &[Option<usize>]) -> HashMap<String, Entry> {
        let mut entries = HashMap::new();
        for (index, category) in categories.iter().enumerate() {
            entries.insert(category.address.to_string(), Entry::Category(index));
        }
        for (index, file) in self.shelf.files.iter().enumerate() {
            let entry = match self.seen[index] {
                Seen::Nothing => continue,
                Seen::Visible => match places[index] {
                    Some(article) => Entry::Article(article),
                    None => continue,
                },
                Seen::Correcting => Entry::BeingCorrected(self.absent(file, categories)),
                Seen::Withdrawn => Entry::Withdrawn(self.absent(file, categories)),
            };
            entries.insert(address_of(&file.path).to_string(), entry);
        }
        entries
    }

    fn absent(&self, file: &ParsedFile, categories: &[Category]) -> Absent {
        let text = |key| file.fields.text(key).map(|text| text.text.to_owned());
        let folder = folder_of(&file.path);
        let home = Crumb { title: categories[0].title.clone(), address: Address::home() };
        let trail = categories
            .iter()
            .find(|category| category.address == Address::of_path(folder))
            .map(|category| {
                let here = Crumb { title: category.title.clone(), address: category.address.clone() };
                [category.trail.clone(), vec![here]].concat()
            });
        let first = categories
            .iter()
            .find_map(|category| category.trail.first().cloned())
            .unwrap_or(home);
        Absent {
            title: text("title"),
            because: text("withdrawn_because"),
            trail: trail.unwrap_or_else(|| vec![first]),
        }
    }

    /// A category is public by what is in it: without any page it is not there.
    fn hide_empty(&self, categories: &mut [Category], entries: &mut HashMap<String, Entry>) {
        let lived_in = |address: &str| {
            let below = format!("{address}/");
            entries
                .iter()
                .any(|(page, entry)| page.starts_with(&below) && !matches!(entry, Entry::Category(_)))
        };
        let empty: BTreeSet<usize> = (1..categories.len())
            .filter(|index| !lived_in(categories[*index].address.as_str()))
            .collect();
        for index in &empty {
            entries.remove(categories[*index].address.as_str());
        }
        for category in categories {
            category.categories.retain(|child| !empty.contains(child));
        }
    }

    fn move_pages(&mut self, entries: &mut HashMap<String, Entry>) {
        let mut moved = Moved::default();
        for (index, file) in self.shelf.files.iter().enumerate() {
            let address = address_of(&file.path);
            let real = |old: &str| entries.contains_key(old);
            self.problems.extend(moved.add(index, file, &address, &real));
        }
        for (old, index) in moved.iter() {
            if self.seen[index] != Seen::Nothing {
                let to = address_of(&self.shelf.files[index].path);
                entries.insert(old.to_owned(), Entry::Moved(to));
            }
        }
    }

    /// The pictures that visible pages show; no other is public.
    fn pictures(&self, entries: &mut HashMap<String, Entry>) -> Vec<PictureFile> {
        let mut pictures = Vec::new();
        for path in self.shown.borrow().iter() {
            if let Some(drawing) = self.shelf.drawings.get(path) {
                let address = Address::of_path(path);
                entries.insert(address.to_string(), Entry::Picture(pictures.len()));
                pictures.push(PictureFile { address, media: drawing.media, bytes: drawing.bytes.clone() });
            }
        }
        pictures
    }

    /// Warns of pictures that no file uses, unless the file they belong to could not be read.
    fn stray_pictures(&mut self) {
        let mut used = BTreeSet::new();
        let mut unread = BTreeSet::new();
        for file in &self.shelf.files {
            if file.body.is_none() {
                unread.insert(file.path.trim_end_matches(".md").to_owned());
            }
            let keys = ["mark", "image"].into_iter().filter_map(|key| file.fields.text(key));
            let typed = file.outline.pictures.iter().map(|picture| picture.destination.as_str());
            for destination in typed.chain(keys.map(|text| text.text)) {
                used.extend(self.shelf.drawing(&file.path, destination).map(|(path, _)| path));
            }
        }
        for path in self.shelf.drawings.keys() {
            if !used.contains(path) && !unread.contains(folder_of(path)) {
                let place = self.shelf.place_of(path);
                let mut problem = Diagnostic::new(&rules::FILE_STRAY, place, "no article shows this picture");
                problem.help("show it with ![what it shows](path), or delete it");
                self.problems.push(problem);
            }
        }
    }

    /// The problems, without the warnings that a file allows itself.
    fn report(self) -> Report {
        let allowed: BTreeSet<(String, String)> = self
            .shelf
            .files
            .iter()
            .flat_map(|file| {
                let path = file.file.path().to_owned();
                let pairs = file.fields.pairs("allow");
                pairs.into_iter().map(move |(rule, _)| (path.clone(), rule.text.clone()))
            })
            .collect();
        let kept = self.problems.into_iter().filter(|problem| {
            let key = (problem.place.file.path().to_owned(), problem.rule.id.to_owned());
            problem.rule.grade != Grade::Warning || !allowed.contains(&key)
        });
        Report::new(kept.collect())
    }
}

/// Days that tell of the past and have not come yet.
fn dates_in_future(file: &ParsedFile, moment: &mut Moment) -> Vec<Diagnostic> {
    let mut problems = Problems::new(&file.file);
    let scheduled = file.fields.key_span("publish_from").is_some();
    for key in ["published", "updated", "reviewed"] {
        let Some((day, span)) = file.fields.date(key) else {
            continue;
        };
        if (key != "reviewed" && scheduled) || moment.has_come(day) {
            continue;
        }
        let help = if key == "published" {
            format!("to publish it on that day, add    publish_from: {day}")
        } else {
            "check the year and the month".to_owned()
        };
        problems
            .add(&rules::DATE_FUTURE, span, format!("{key}: {day} is in the future"))
            .help(help);
    }
    problems.into_found()
}

/// The folder a path is in; "" for the top.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way to a folder's page, its own step not included.
fn trail_to(folder: &str, categories: &[Category], site: &Site) -> Trail {
    if folder.is_empty() {
        return Vec::new();
    }
    trail_with(folder_of(folder), categories, site)
}

/// The way to something in a folder: the folders' pages from the home page on.
fn trail_with(folder: &str, categories: &[Category], site: &Site) -> Trail {
    let mut trail = vec![Crumb { title: site.short_title.clone(), address: Address::home() }];
    let mut path = String::new();
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part);
        let address = Address::of_path(&path);
        let title = categories
            .iter()
            .find(|category| category.address == address)
            .map_or_else(|| title_of_folder(&path), |category| category.title.clone());
        trail.push(Crumb { title, address });
    }
    trail
}
