//! The words of everything that readers can open, in memory.
//!
//! One document an article, with two fields. `words` holds stems with their places, the title and
//! other short texts several times over, so that one list of a stem says how much an article is
//! about it. `written` holds each word as it is written once; its dictionary is what typing errors
//! are compared with.

use super::sets::Sets;
use super::tongue::{STEMS, Tongue, WRITTEN};
use super::urgent::UrgentWords;
use super::vocabulary::Vocabulary;
use crate::content::{Article, Library, Reading};
use crate::markup::prose::{Kind, Passage};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use tantivy::directory::error::LockError;
use tantivy::index::SegmentId;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{
    Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Searcher, TantivyDocument,
    TantivyError, Term,
};

/// How often the words of each part of an article count.
const TITLE: usize = 6;
const ALSO_KNOWN_AS: usize = 5;
const TOPIC: usize = 3;
const SUMMARY: usize = 3;
/// Headings stand among the words already, so this is how often they count besides.
const HEADING: usize = 2;

/// What the writer may hold in memory before it puts it into the index.
const HEAP: usize = 32 << 20;
/// After this many changes at once the index is put together as one piece, which searches fastest.
const MANY: usize = 1000;

/// That the engine failed.
#[derive(Debug)]
pub struct SearchError(String);

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SearchError {}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        Self(error.to_string())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<LockError> for SearchError {
    fn from(error: LockError) -> Self {
        Self(error.to_string())
    }
}

/// The index, which follows one library after the other.
#[derive(Default)]
pub struct SearchIndex {
    engine: Option<Engine>,
}

impl fmt::Debug for SearchIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SearchIndex")
    }
}

/// What one library can be searched by. It never changes.
#[derive(Clone)]
pub struct Searchable {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) tongue: Arc<Tongue>,
    pub(super) vocabularies: Vec<Arc<Vocabulary>>,
    pub(super) sets: Arc<Sets>,
    pub(super) urgent: Arc<UrgentWords>,
}

impl fmt::Debug for Searchable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Searchable")
    }
}

/// The fields of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) address: Field,
    pub(super) words: Field,
    pub(super) written: Field,
}

/// The engine for one language.
struct Engine {
    language: String,
    tongue: Arc<Tongue>,
    fields: Fields,
    writer: IndexWriter,
    reader: IndexReader,
    /// What is in it, by address, with the round in which that was last seen.
    held: HashMap<String, (Reading, u64)>,
    round: u64,
    vocabularies: HashMap<SegmentId, Arc<Vocabulary>>,
}

impl SearchIndex {
    /// Brings the index up to a library by what is different, and gives out what searches it.
    ///
    /// # Errors
    /// When the engine fails; the next call then begins with nothing.
    pub fn bring_up_to(&mut self, library: &Library) -> Result<Searchable, SearchError> {
        let language = &library.site().language;
        let mut engine = match self.engine.take() {
            Some(engine) if engine.language == *language => engine,
            _ => Engine::new(language)?,
        };
        let searchable = engine.bring_up_to(library)?;
        self.engine = Some(engine);
        Ok(searchable)
    }
}

impl Engine {
    fn new(language: &str) -> Result<Self, SearchError> {
        let tongue = Tongue::of(language);
        let mut schema = Schema::builder();
        let indexed = |tokenizer, option, norms| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option)
                .set_fieldnorms(norms);
            TextOptions::default().set_indexing_options(indexing)
        };
        let fields = Fields {
            address: schema.add_text_field("address", STRING | STORED),
            words: schema.add_text_field(
                "words",
                indexed(STEMS, IndexRecordOption::WithFreqsAndPositions, true),
            ),
            written: schema
                .add_text_field("written", indexed(WRITTEN, IndexRecordOption::Basic, false)),
        };
        let index = Index::builder()
            .schema(schema.build())
            .tokenizers(tongue.tokenizers())
            .settings(IndexSettings {
                docstore_compress_dedicated_thread: false,
                // Only addresses are kept, and each is read alone.
                docstore_blocksize: 4096,
                ..IndexSettings::default()
            })
            .create_in_ram()?;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(HEAP)
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter = index.writer_with_options(options)?;
        let mut merging = LogMergePolicy::default();
        // Saves make small pieces and leave holes in large ones: neither may pile up.
        merging.set_min_num_segments(8);
        merging.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merging));
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(32)
            .try_into()?;
        Ok(Self {
            language: language.to_owned(),
            tongue: Arc::new(tongue),
            fields,
            writer,
            reader,
            held: HashMap::new(),
            round: 0,
            vocabularies: HashMap::new(),
        })
    }

    fn bring_up_to(&mut self, library: &Library) -> Result<Searchable, SearchError> {
        let changed = self.take_in(library)?;
        if changed > 0 {
            self.writer.commit()?;
        }
        if changed > MANY {
            let pieces = self.writer.index().searchable_segment_ids()?;
            if pieces.len() > 1 {
                self.writer.merge(&pieces).wait()?;
            }
        }
        if changed > 0 {
            self.writer.garbage_collect_files().wait()?;
        }
        self.reader.reload()?;
        let searcher = self.reader.searcher();
        let mut vocabularies = HashMap::new();
        for piece in searcher.segment_readers() {
            let id = piece.segment_id();
            let known = match self.vocabularies.remove(&id) {
                Some(known) => known,
                None => Arc::new(Vocabulary::of(piece, self.fields.written)?),
            };
            vocabularies.insert(id, known);
        }
        self.vocabularies = vocabularies;
        let mut stems = self.tongue.stems();
        let site = library.site();
        Ok(Searchable {
            searcher,
            fields: self.fields,
            tongue: Arc::clone(&self.tongue),
            vocabularies: self.vocabularies.values().cloned().collect(),
            sets: Arc::new(Sets::of(&site.synonyms, &mut stems)),
            urgent: Arc::new(UrgentWords::of(site, &mut stems)),
        })
    }

    /// Takes in what is different, and says how much that is.
    fn take_in(&mut self, library: &Library) -> Result<usize, SearchError> {
        self.round += 1;
        let round = self.round;
        let mut new = Vec::new();
        for article in library.articles().iter() {
            // What only its editor sees is not found, not even by its editor.
            if article.not_public().is_some() {
                continue;
            }
            let reading = article.reading();
            match self.held.get_mut(article.address().as_str()) {
                Some((held, seen)) if *held == reading => *seen = round,
                _ => new.push((article, reading)),
            }
        }
        let mut changed = new.len();
        for (article, _) in &new {
            if self.held.contains_key(article.address().as_str()) {
                self.delete(article.address().as_str());
            }
        }
        new.par_iter().try_for_each(|(article, _)| {
            self.writer.add_document(self.document(article)).map(|_| ())
        })?;
        for (article, reading) in new {
            self.held
                .insert(article.address().to_string(), (reading, round));
        }
        let gone: Vec<String> = self
            .held
            .iter()
            .filter(|(_, (_, seen))| *seen != round)
            .map(|(address, _)| address.clone())
            .collect();
        changed += gone.len();
        for address in gone {
            self.delete(&address);
            self.held.remove(&address);
        }
        Ok(changed)
    }

    fn delete(&self, address: &str) {
        let term = Term::from_field_text(self.fields.address, address);
        self.writer.delete_term(term);
    }

    fn document(&self, article: &Article) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.address, article.address().as_str());
        let mut add = |text: &str, times: usize| {
            for _ in 0..times {
                document.add_text(self.fields.words, text);
            }
            document.add_text(self.fields.written, text);
        };
        add(article.title(), TITLE);
        add(article.summary(), SUMMARY);
        for name in article.also_known_as() {
            add(name, ALSO_KNOWN_AS);
        }
        for topic in article.topics() {
            add(topic, TOPIC);
        }
        let prose = article.prose();
        for passage in prose.passages().iter().filter(|one| is_read(article, one)) {
            let text = &prose.text()[passage.words.clone()];
            let times = if matches!(passage.kind, Kind::Heading(_)) {
                1 + HEADING
            } else {
                1
            };
            add(text, times);
        }
        if let Some(check) = article.check() {
            for question in &check.proved.check.questions {
                add(&question.ask, 1);
            }
        }
        document
    }
}

/// Whether a passage is among the words of an article's page. The sections of a self-check are the
/// words of its results, and each reader gets only some of them.
pub(super) fn is_read(article: &Article, passage: &Passage) -> bool {
    article.check().is_none() || passage.section == 0
}
