//! One file read on its own: its keys, its words, and every problem in it.
//!
//! Nothing here depends on another file or on the clock.

use super::address::Address;
use super::article::Facts;
use super::article_keys::{REVIEWER_KEYS, SOURCE_KEYS};
use super::kinds;
use super::paths::{address_of, check_name};
use super::placeholder;
use super::review;
use super::site;
use super::sources::{Contents, SourceEntry};
use super::standing::Asks;
use super::style;
use crate::diagnostics::{Diagnostic, Grade, Problems, Rule, rules};
use crate::markup::document::{Document, Surroundings};
use crate::markup::front_matter::{self, Split, plain_status};
use crate::markup::keys::{Fields, Key};
use crate::markup::markdown;
use crate::markup::node::{Node, Value};
use crate::markup::prose::Prose;
use crate::markup::saved;
use crate::self_check::proof::Places;
use crate::self_check::{self, Proof, Proved, SelfCheck};
use crate::text::{SourceFile, Span, nearest};
use jiff::Timestamp;
use std::sync::Arc;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `articles/_index.md`
    Site,
    /// `_index.md` of a folder below.
    Category,
    /// An article.
    Article,
    /// A page of prose.
    Page,
    /// A self-check.
    SelfCheck,
}

impl Kind {
    /// Whether the file is a page with words and a status of its own.
    pub(super) const fn is_page_of_its_own(self) -> bool {
        matches!(self, Self::Article | Self::Page | Self::SelfCheck)
    }
}

/// A file, read.
#[derive(Clone, Debug)]
pub(super) struct ParsedFile {
    /// Path below the articles' folder.
    pub(super) path: String,
    pub(super) file: Arc<SourceFile>,
    pub(super) kind: Kind,
    pub(super) fields: Fields,
    pub(super) source_ids: Vec<String>,
    /// Its words as they stand alone; links and pictures lead nowhere yet.
    pub(super) outline: Document,
    pub(super) body: Option<Span>,
    pub(super) problems: Vec<Arc<Diagnostic>>,
    /// Whether and when it is to be seen.
    pub(super) asks: Asks,
    /// What its keys say, where they say enough for a page.
    pub(super) facts: Option<Arc<Facts>>,
    /// Where its page stands.
    pub(super) address: Address,
    /// When it was read, if that was while the site was served.
    pub(super) read_at: Option<Timestamp>,
    /// Whether its words are others than those that were reviewed.
    pub(super) words_changed: bool,
    /// Whether a problem in it withholds it.
    pub(super) broken: bool,
    /// Whether its path can be an address.
    pub(super) addressable: bool,
    /// The questionnaire of a self-check, once it is proved.
    pub(super) check: Option<Arc<Proved>>,
}

impl ParsedFile {
    /// Reads one Markdown file; `None` for anything else.
    pub(super) fn parse(
        folder: &str,
        entry: &SourceEntry,
        read_at: Option<Timestamp>,
    ) -> Option<Self> {
        let text = match &entry.contents {
            Contents::Text(text) => text.as_str(),
            Contents::NotUtf8 { readable, .. } => readable,
            Contents::TooLarge { beginning, .. } => beginning,
            Contents::Refused(_) if entry.path.ends_with(".md") => "",
            _ => return None,
        };
        let file = Arc::new(SourceFile::of_folder(folder, &entry.path, text));
        let mut problems = Problems::new(&file);
        let mut parsed = Self {
            path: entry.path.clone(),
            kind: kind_of_path(&entry.path),
            fields: Fields::none(Span::new(0, 0)),
            source_ids: Vec::new(),
            outline: Document::default(),
            body: None,
            problems: Vec::new(),
            asks: Asks::default(),
            facts: None,
            address: address_of(&entry.path),
            read_at,
            words_changed: false,
            broken: false,
            addressable: check_name(&mut problems, &entry.path),
            check: None,
            file,
        };
        if unreadable(&mut problems, &entry.contents)
            && let Some(split) = front_matter::split(&mut problems)
        {
            parsed.read(&mut problems, split);
        }
        if parsed.kind.is_page_of_its_own() && plain_status(&parsed.file) == Some("published") {
            placeholder::check(&mut problems);
        }
        parsed.words_changed = !problems.withhold() && review::check(&parsed, &mut problems);
        parsed.broken = problems.withhold();
        parsed.problems = problems.into_found().into_iter().map(Arc::new).collect();
        parsed.asks = Asks::of(&parsed.file, &parsed.fields);
        parsed.facts = Facts::of(&parsed.path, &parsed.fields, &parsed.outline).map(Arc::new);
        Some(parsed)
    }

    /// Its front matter, as typed.
    pub(super) fn front_matter(&self) -> &str {
        let body = self.body.map_or(0, |body| body.start);
        self.file.slice(Span::new(0, body))
    }

    /// Whether links lead to the same headings in it as in another reading.
    pub(super) fn has_headings_of(&self, other: &Self) -> bool {
        fn ids(file: &ParsedFile) -> impl Iterator<Item = &str> {
            file.outline.anchors.iter().map(|(id, _)| id.as_str())
        }
        ids(self).eq(ids(other))
    }

    /// Whether it allows itself the warnings of a rule.
    pub(super) fn allows(&self, rule: &Rule) -> bool {
        let pairs = || self.fields.pairs("allow").into_iter();
        rule.grade == Grade::Warning && pairs().any(|(name, _)| name.text == rule.id)
    }

    /// Whether it has no mistake that withholds it.
    pub(super) const fn is_sound(&self) -> bool {
        !self.broken && self.addressable
    }

    fn read(&mut self, problems: &mut Problems, split: Split) {
        self.body = Some(split.body);
        if let Some(node) = front_matter::parse(problems, split.yaml) {
            self.kind = self.kind_of(&node);
            self.fields = Fields::read_all(problems, &node, self.keys());
            self.across_keys(problems);
        } else {
            // The reason is reported. References cannot be judged without the list of sources.
            self.body = None;
            return;
        }
        let ids: Vec<&str> = self.source_ids.iter().map(String::as_str).collect();
        let (outline, prose) = markdown::parse_with_prose(problems, split.body, &ids);
        self.outline = outline;
        self.after_words(problems);
        if self.kind == Kind::SelfCheck {
            self.check = self.prove(problems);
        }
        // How a file reads is looked at once it can be read at all.
        if !problems.withhold() {
            style::check(problems, self.kind, &self.fields, prose);
        }
    }

    /// Reads and proves the questionnaire of a self-check; `None` when it cannot be trusted.
    fn prove(&self, problems: &mut Problems) -> Option<Arc<Proved>> {
        let (check, places) = self_check::read::read(problems, &self.fields)?;
        self.check_sections(problems, &check, &places);
        let proof = Proof::prove(&check, &places, problems)?;
        Some(Arc::new(Proved {
            check: Arc::new(check),
            proof: Arc::new(proof),
        }))
    }

    /// Every outcome and piece of advice has its words in the body, in a section of its name.
    fn check_sections(&self, problems: &mut Problems, check: &SelfCheck, places: &Places) {
        let has = |id: &str| {
            self.outline
                .sections
                .iter()
                .any(|section| section.heading.id == id)
        };
        let outcomes = check
            .outcomes
            .iter()
            .map(|outcome| outcome.id.as_str())
            .zip(&places.outcomes);
        let advice = check
            .advice
            .iter()
            .map(|advice| advice.id.as_str())
            .zip(&places.advice);
        let others = check
            .no_finding
            .as_deref()
            .into_iter()
            .chain(check.has_red_flag().then_some("when-to-worry"))
            .map(|id| (id, &places.whole));
        for (id, span) in outcomes.chain(advice).chain(others) {
            if !has(id) {
                problems
                    .add(
                        &rules::CHECK_SECTION,
                        *span,
                        format!("the words for {id} are missing below the front matter"),
                    )
                    .help(format!("write a section    ## What to do {{#{id}}}"));
            }
        }
    }

    /// Its plain words, passage by passage. They are read anew, because few ask for them.
    pub(super) fn prose(&self) -> Prose {
        self.body
            .map(|body| markdown::prose(&self.file, body))
            .unwrap_or_default()
    }

    /// The words as plain Markdown, with the sources as footnotes.
    pub(super) fn markdown(
        &self,
        around: &dyn Surroundings,
        absolute: &dyn Fn(&str) -> String,
    ) -> String {
        let body = self.body.map_or("", |body| self.file.slice(body));
        let mut text = saved::plain(body, around, absolute).trim().to_owned();
        text.push('\n');
        let Some(facts) = &self.facts else {
            return text;
        };
        for (id, source) in self.source_ids.iter().zip(&facts.sources) {
            let stop = source.stop();
            text.push_str(&format!(
                "\n[^{id}]: {}{stop} {}, {}.",
                saved::escaped(&source.title),
                saved::escaped(&source.publisher),
                saved::escaped(&source.year)
            ));
            if let Some(url) = &source.url {
                text.push_str(&format!(" <{url}>"));
            }
        }
        if !facts.sources.is_empty() {
            text.push('\n');
        }
        text
    }

    /// The words, with links and pictures as the site around them has them.
    pub(super) fn render(&self, around: &dyn Surroundings) -> Document {
        // Everything wrong in the words was reported when they were read the first time.
        self.document(&mut Problems::new(&self.file), around)
    }

    fn document(&self, problems: &mut Problems, around: &dyn Surroundings) -> Document {
        let Some(body) = self.body else {
            return Document::default();
        };
        let ids: Vec<&str> = self.source_ids.iter().map(String::as_str).collect();
        markdown::parse(problems, body, &ids, around)
    }

    fn kind_of(&self, node: &Node) -> Kind {
        if matches!(self.kind, Kind::Site | Kind::Category) {
            return self.kind;
        }
        let Value::Map(entries) = &node.value else {
            return self.kind;
        };
        let typed = entries.iter().find_map(|(key, value)| match &value.value {
            Value::Text(text) if key.text == "kind" => Some(text.trim()),
            _ => None,
        });
        match typed {
            Some("page") => Kind::Page,
            Some("self-check") => Kind::SelfCheck,
            _ => Kind::Article,
        }
    }

    fn keys(&self) -> &'static [&'static [Key]] {
        match self.kind {
            Kind::Site => kinds::SITE.tables,
            Kind::Category => kinds::CATEGORY.tables,
            Kind::Article => kinds::ARTICLE.tables,
            Kind::Page => kinds::PAGE.tables,
            Kind::SelfCheck => kinds::SELF_CHECK.tables,
        }
    }

    /// What one key asks of another.
    fn across_keys(&mut self, problems: &mut Problems) {
        match self.kind {
            Kind::Site => self.time_zone(problems),
            Kind::Category => {}
            Kind::Article | Kind::SelfCheck => {
                self.source_ids(problems);
                self.review(problems);
                self.dates(problems);
            }
            Kind::Page => self.dates(problems),
        }
        self.allowed_rules(problems);
    }

    fn time_zone(&self, problems: &mut Problems) {
        if let Some(text) = self.fields.text("time_zone")
            && site::zone(&self.fields).is_none()
        {
            problems
                .add(
                    &rules::TIME_ZONE,
                    text.span,
                    format!("there is no time zone {}", text.text),
                )
                .help("write a name of the IANA list, such as    Europe/London    or    UTC");
        }
    }

    fn source_ids(&mut self, problems: &mut Problems) {
        let mut seen: Vec<(String, Span)> = Vec::new();
        for source in self.fields.maps("sources", SOURCE_KEYS) {
            let Some(id) = source.text("id") else {
                self.source_ids.push(String::new());
                continue;
            };
            if let Some((_, first)) = seen.iter().find(|(known, _)| known == id.text) {
                let first = problems.place(*first).labelled("it is already here");
                problems
                    .add(
                        &rules::SOURCE_REPEATED,
                        id.span,
                        format!("two sources have the id {}", id.text),
                    )
                    .help("give one of them another id, or keep only one")
                    .related(first);
            }
            seen.push((id.text.to_owned(), id.span));
            self.source_ids.push(id.text.to_owned());
        }
    }

    fn review(&self, problems: &mut Problems) {
        let (date, by) = (
            self.fields.key_span("reviewed"),
            self.fields.key_span("reviewed_by"),
        );
        let (span, missing) = match (date, by) {
            (Some(span), None) => (span, "reviewed_by: {name: …, role: …}"),
            (None, Some(span)) => (span, "reviewed: 2026-11-22"),
            _ => return,
        };
        if self.fields.map("reviewed_by", REVIEWER_KEYS).is_some() || date.is_some() {
            problems
                .add(
                    &rules::REVIEW_HALF,
                    span,
                    "a review needs its date and its reviewer, both or neither",
                )
                .help(format!("add    {missing}    or take this line away"));
        }
    }

    fn dates(&self, problems: &mut Problems) {
        let published = self.fields.date("published");
        if let (Some((first, _)), Some((updated, span))) = (published, self.fields.date("updated"))
            && updated < first
        {
            problems
                .add(
                    &rules::DATE_ORDER,
                    span,
                    format!("updated ({updated}) is before published ({first})"),
                )
                .help("check the two dates; updated may be left out");
        }
        if let (Some((from, _)), Some((on, span))) = (
            self.fields.date("publish_from"),
            self.fields.date("withdraw_on"),
        ) && on <= from
        {
            problems
                .add(
                    &rules::DATE_ORDER,
                    span,
                    format!("withdraw_on ({on}) is not after publish_from ({from})"),
                )
                .help("nobody would ever see the page; check the two dates");
        }
        if plain_status(&self.file) != Some("published") {
            return;
        }
        let at = self.fields.key_span("status").unwrap_or(Span::new(0, 3));
        if self.fields.key_span("published").is_none() {
            problems
                .add(
                    &rules::PUBLISH_DATE,
                    at,
                    "a published page needs the day it was published",
                )
                .help("add    published: 2026-11-22");
        }
        let unread = self.fields.key_span("sources").is_some() && !self.fields.has("sources");
        let none = self.fields.maps("sources", SOURCE_KEYS).is_empty() && !unread;
        if self.kind != Kind::Page && none {
            problems
                .add(&rules::PUBLISH_SOURCES, at, "a published article needs at least one source")
                .help("add    sources:    with    - id: author-2025    and title, publisher, year below it");
        }
    }

    fn allowed_rules(&self, problems: &mut Problems) {
        for (rule, _) in self.fields.pairs("allow") {
            let known = rules::ALL.iter().map(|rule| rule.id);
            let help = match rules::ALL.iter().find(|known| known.id == rule.text) {
                Some(found) if found.grade == crate::diagnostics::Grade::Warning => continue,
                Some(_) => {
                    "this is an error and has to be mended; only warnings can be allowed".to_owned()
                }
                None => nearest(&rule.text, known).map_or_else(
                    || "write the name in [ ] after the word warning".to_owned(),
                    |near| format!("did you mean {near}?"),
                ),
            };
            problems
                .add(
                    &rules::ALLOW,
                    rule.span,
                    format!("{} is no warning that can be allowed", rule.text),
                )
                .help(help);
        }
    }

    /// What can be said once the words are read.
    fn after_words(&self, problems: &mut Problems) {
        let document = &self.outline;
        let prose = self.kind.is_page_of_its_own();
        if prose && document.words == 0 && !problems.withhold() {
            let at = self.body.map_or(0, |body| body.start);
            problems
                .add(
                    &rules::NO_WORDS,
                    Span::new(at, at),
                    "there are no words below the front matter",
                )
                .help("begin with the answer in two sentences");
        }
        self.typed_without_caret(problems);
        // A reference in words with a mistake in them may not have been read.
        if problems.withhold() {
            return;
        }
        for (index, source) in self.fields.maps("sources", SOURCE_KEYS).iter().enumerate() {
            let cited = document.citations.iter().any(|one| one.source == index);
            if let Some(id) = source.text("id")
                && !cited
            {
                problems
                    .add(
                        &rules::SOURCE_NEVER_CITED,
                        id.span,
                        format!("the source {} is never cited", id.text),
                    )
                    .help(format!(
                        "write    [^{}]    where the text rests on it, or take it away",
                        id.text
                    ));
            }
        }
    }
}

impl ParsedFile {
    /// `[id]` in place of `[^id]` is no reference: readers would see it as it is typed.
    fn typed_without_caret(&self, problems: &mut Problems) {
        let Some(body) = self.body else {
            return;
        };
        let text = self.file.slice(body);
        for id in self.source_ids.iter().filter(|id| !id.is_empty()) {
            let typed = format!("[{id}]");
            // Somebody made a link of it.
            if text.contains(&format!("{typed}:")) {
                continue;
            }
            for (at, _) in text.match_indices(&typed) {
                let (before, after) = (&text[..at], &text[at + typed.len()..]);
                if before.ends_with(['!', '\\', ']', '`']) || after.starts_with(['(', '[', '`']) {
                    continue;
                }
                let start = body.start + at;
                problems
                    .add(
                        &rules::REFERENCE_UNDEFINED,
                        Span::new(start, start + typed.len()),
                        format!("{typed} is no reference, and readers would see it as it is typed"),
                    )
                    .help(format!("write    [^{id}]"));
            }
        }
    }
}

fn kind_of_path(path: &str) -> Kind {
    match path.rsplit_once('/') {
        None if path == "_index.md" => Kind::Site,
        Some((_, "_index.md")) => Kind::Category,
        _ => Kind::Article,
    }
}

/// Reports a file that could not be read as text; true when it could.
fn unreadable(problems: &mut Problems, contents: &Contents) -> bool {
    match contents {
        Contents::NotUtf8 { readable, at } => {
            let offset = readable.find('\u{fffd}').unwrap_or(0);
            let span = Span::new(offset, offset + '\u{fffd}'.len_utf8());
            problems
                .add(
                    &rules::NOT_UTF8,
                    span,
                    format!("byte {} of this file is not UTF-8 text", at + 1),
                )
                .help("in your editor choose \"Save with encoding\" and then UTF-8");
            false
        }
        Contents::TooLarge { size, most, .. } => {
            problems
                .add(
                    &rules::FILE_TOO_LARGE,
                    Span::new(0, 0),
                    format!("this file has {size} bytes; {most} is the most"),
                )
                .help("make two articles of it");
            false
        }
        Contents::Refused(reason) => {
            problems
                .add(
                    &rules::FILE_REFUSED,
                    Span::new(0, 0),
                    format!("this file cannot be read: {reason}"),
                )
                .help("put an ordinary file here that the server may read");
            false
        }
        _ => true,
    }
}
