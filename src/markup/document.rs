//! What the body of a file becomes: blocks that a template can lay out, and what it refers to.

use crate::text::Span;
use std::fmt;

/// HTML that was made here from Markdown, and is safe to put into a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Only this room makes HTML.
    pub(super) fn new(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The body of a file.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The first paragraph.
    pub lead: Option<Html>,
    /// What stands between the lead and the first section.
    pub opening: Vec<Block>,
    /// The sections, one for each heading of the second level.
    pub sections: Vec<Section>,
    /// The sources in the order in which they are first cited.
    pub citations: Vec<Citation>,
    /// Every heading's id, with the place of the heading; ids it had before are among them.
    pub anchors: Vec<(String, Span)>,
    /// Every link to another page or heading, as typed.
    pub links: Vec<Reference>,
    /// Every picture, as typed.
    pub pictures: Vec<Reference>,
    /// How many words a reader reads.
    pub words: usize,
}

/// A section: a heading and what belongs to it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading.
    pub heading: Heading,
    /// How good the evidence for it is.
    pub how_sure: Option<HowSure>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The heading of a section.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The id that links lead to.
    pub id: String,
    /// The ids it had before, which links may still lead to.
    pub old_ids: Vec<String>,
    /// The number typed before the words, as in `## 1. Not warming up`.
    pub number: Option<u32>,
    /// The words, without the number.
    pub html: Html,
    /// The words, without the number and without markup.
    pub text: String,
}

/// The most a reader can trust a section, in the four words editors may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Several good trials or reviews agree.
    Strong,
    /// One good trial or a large study.
    Fair,
    /// Small, early or indirect studies.
    Weak,
    /// What coaches say; not tested.
    Custom,
}

impl Evidence {
    /// The words, from the best evidence down.
    pub const WORDS: [&'static str; 4] = ["strong", "fair", "weak", "custom"];

    /// Reads one of [`Self::WORDS`].
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "strong" => Some(Self::Strong),
            "fair" => Some(Self::Fair),
            "weak" => Some(Self::Weak),
            "custom" => Some(Self::Custom),
            _ => None,
        }
    }

    /// How many of the meter's four marks are filled.
    #[must_use]
    pub const fn marks(self) -> u8 {
        match self {
            Self::Strong => 4,
            Self::Fair => 3,
            Self::Weak => 2,
            Self::Custom => 1,
        }
    }

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Fair => "fair",
            Self::Weak => "weak",
            Self::Custom => "custom",
        }
    }
}

/// A *How sure* line.
#[derive(Clone, Debug)]
pub struct HowSure {
    /// The level.
    pub evidence: Evidence,
    /// Why, in the editor's words; may be empty.
    pub html: Html,
}

/// A part of a section that a template lays out.
#[derive(Clone, Debug)]
pub enum Block {
    /// Paragraphs, lists, smaller headings.
    Prose(Html),
    /// A care card.
    Card(Card),
    /// A note or a tip.
    Note(Note),
    /// A picture on a line of its own.
    Figure(Figure),
    /// A numbered list, beside the picture that stands right before it.
    Steps {
        /// The picture.
        figure: Option<Figure>,
        /// The list.
        html: Html,
    },
}

/// How soon a reader should get help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// Book a visit.
    NonUrgent,
    /// Help today.
    Urgent,
    /// Help now.
    Emergency,
}

impl Care {
    /// The level as a word, for class names.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NonUrgent => "non-urgent",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }
}

/// When and where to get help.
#[derive(Clone, Debug)]
pub struct Card {
    /// How soon.
    pub care: Care,
    /// What to do; ends in a colon.
    pub heading: Html,
    /// When.
    pub body: Html,
    /// The numbers it names.
    pub calls: Vec<Call>,
    /// Whether it stands before the first section, and its heading among the sections' headings.
    pub in_opening: bool,
}

/// A note (`[!NOTE]`) or a tip (`[!TIP]`).
#[derive(Clone, Debug)]
pub struct Note {
    /// Whether it is a tip.
    pub tip: bool,
    /// What it says.
    pub body: Html,
}

/// A picture with what it shows.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Where it is; `None` when it is missing and nothing can be shown.
    pub picture: Option<Picture>,
    /// What it shows, for those who do not see it; empty for decoration.
    pub alt: String,
    /// What to conclude from it.
    pub caption: Option<String>,
}

/// A picture that a page can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its address on the site.
    pub address: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
}

/// A source that the text cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Which of the file's sources, from 0.
    pub source: usize,
    /// How often it is cited.
    pub uses: usize,
}

/// A destination as typed, and where.
#[derive(Clone, Debug)]
pub struct Reference {
    /// What was typed.
    pub destination: String,
    /// Where the link or picture stands.
    pub span: Span,
}

/// A number that the site sets once for all pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// `tel:emergency`
    Emergency,
    /// `tel:urgent`
    Urgent,
    /// `tel:crisis`
    Crisis,
}

impl Call {
    /// The names editors write after `tel:`.
    pub const NAMES: [&'static str; 3] = ["emergency", "urgent", "crisis"];

    /// Reads one of [`Self::NAMES`].
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "emergency" => Some(Self::Emergency),
            "urgent" => Some(Self::Urgent),
            "crisis" => Some(Self::Crisis),
            _ => None,
        }
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address on the site, with its fragment.
    Address(String),
    /// Nothing a reader can open: the link's words stand there as text.
    Words,
}

/// What a document needs to know of the site around it.
pub trait Surroundings {
    /// What a link to another file or heading leads to.
    fn link(&self, destination: &str) -> Target;
    /// The picture at a relative path.
    fn picture(&self, destination: &str) -> Option<Picture>;
    /// The words and the number of a call, as the site sets them.
    fn call(&self, call: Call) -> (String, String);
}

/// No site at all: for reading a file on its own, before the library is known.
#[derive(Debug)]
pub struct Nowhere;

impl Surroundings for Nowhere {
    fn link(&self, _: &str) -> Target {
        Target::Words
    }
    fn picture(&self, _: &str) -> Option<Picture> {
        None
    }
    fn call(&self, _: Call) -> (String, String) {
        (String::new(), String::new())
    }
}
