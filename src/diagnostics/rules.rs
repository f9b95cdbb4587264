//! The rules of the format: each has an id that never changes, and a grade.
//!
//! The list is closed and in one place. That each rule has an example with its message is held by a
//! test.

/// What a broken rule leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// The file's own words cannot be trusted: readers do not get them.
    Withholding,
    /// Something between files: it is reported, and no page is withheld.
    CrossFile,
    /// A thing we would rather not publish.
    Warning,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, such as `front-matter/unknown-key`.
    pub id: &'static str,
    /// What breaking it leads to.
    pub grade: Grade,
    about: &'static str,
}

impl Rule {
    /// What the editor did who broke it, in one sentence.
    #[must_use]
    pub fn about(&self) -> &'static str {
        self.about.trim()
    }

    /// The rule of a name.
    #[must_use]
    pub fn of(id: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|rule| rule.id == id)
    }
}

impl Grade {
    /// What it is called everywhere: "error" or "warning".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Withholding | Self::CrossFile => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $name:ident: $grade:ident = $id:literal;)*) => {
        $(
            $(#[doc = $doc])+
            pub static $name: Rule = Rule {
                id: $id,
                grade: Grade::$grade,
                about: concat!($($doc),+),
            };
        )*

        /// Every rule.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// The file has bytes that are not UTF-8.
    NOT_UTF8: Withholding = "file/not-utf8";
    /// The file is over the size limit.
    FILE_TOO_LARGE: Withholding = "file/too-large";
    /// The file is no regular file, leaves the folder, or may not be read.
    FILE_REFUSED: Withholding = "file/refused";
    /// A name that cannot be part of an address.
    FILE_NAME: Withholding = "file/name";
    /// A name that the site uses itself.
    FILE_RESERVED: Withholding = "file/reserved-name";
    /// Two files would have one address.
    FILE_SAME_ADDRESS: Withholding = "file/same-address";
    /// A folder of articles without `_index.md`.
    NO_CATEGORY: CrossFile = "file/no-category";
    /// More problems than are told at once.
    MANY_PROBLEMS: CrossFile = "file/many-problems";
    /// More warnings than are told at once.
    MANY_WARNINGS: Warning = "file/many-warnings";
    /// A file that nothing uses.
    FILE_STRAY: Warning = "file/stray";

    /// No front matter at the beginning of the file.
    FRONT_MATTER_MISSING: Withholding = "front-matter/missing";
    /// The front matter is never closed.
    FRONT_MATTER_UNCLOSED: Withholding = "front-matter/unclosed";
    /// A colon in an unquoted text.
    UNQUOTED_COLON: Withholding = "front-matter/unquoted-colon";
    /// A text cut off by ` #`.
    CUT_OFF: Withholding = "front-matter/cut-off";
    /// A comma in a text inside `{ }`.
    COMMA_IN_BRACES: Withholding = "front-matter/comma-in-braces";
    /// A typographer's quote where `"` was meant.
    CURLY_QUOTES: Withholding = "front-matter/curly-quotes";
    /// A tab in the indentation.
    YAML_TAB: Withholding = "front-matter/tab";
    /// A quote that is never closed.
    YAML_QUOTE: Withholding = "front-matter/unclosed-quote";
    /// An anchor.
    YAML_ANCHOR: Withholding = "front-matter/anchor";
    /// An alias.
    YAML_ALIAS: Withholding = "front-matter/alias";
    /// A tag.
    YAML_TAG: Withholding = "front-matter/tag";
    /// A merge key.
    YAML_MERGE: Withholding = "front-matter/merge-key";
    /// More than one document.
    YAML_DOCUMENTS: Withholding = "front-matter/several-documents";
    /// Too long, too deep, too many values.
    YAML_SIZE: Withholding = "front-matter/too-large";
    /// Anything else that cannot be read.
    YAML: Withholding = "front-matter/unreadable";
    /// A key that does not exist.
    UNKNOWN_KEY: Withholding = "front-matter/unknown-key";
    /// A key that is written twice.
    REPEATED_KEY: Withholding = "front-matter/repeated-key";
    /// A key that must be there.
    MISSING_KEY: Withholding = "front-matter/missing-key";
    /// A value of the wrong shape.
    WRONG_SHAPE: Withholding = "front-matter/wrong-shape";
    /// A text that is too short or too long.
    TEXT_LENGTH: Withholding = "front-matter/text-length";
    /// A word that is none of the words.
    CHOICE: Withholding = "front-matter/unknown-word";
    /// A date of another form, or a day that does not exist.
    DATE: Withholding = "front-matter/date";
    /// Two dates in the wrong order.
    DATE_ORDER: Withholding = "front-matter/date-order";
    /// A date in the future that tells of the past.
    DATE_FUTURE: Withholding = "front-matter/date-in-the-future";
    /// A time zone that does not exist.
    TIME_ZONE: Withholding = "front-matter/time-zone";
    /// A published page without its date.
    PUBLISH_DATE: Withholding = "front-matter/no-published-date";
    /// A published article without a source.
    PUBLISH_SOURCES: Withholding = "front-matter/no-source";
    /// A review without its date or its reviewer.
    REVIEW_HALF: Withholding = "front-matter/half-a-review";
    /// A mark of reviewed words that is none.
    REVIEW_MARK: Warning = "review/fingerprint";
    /// Words that are others than those reviewed.
    REVIEW_CHANGED: Warning = "review/changed";
    /// A review whose day has come.
    REVIEW_OVERDUE: Warning = "review/overdue";
    /// Two sources with one id.
    SOURCE_REPEATED: Withholding = "front-matter/repeated-source";
    /// A rule that cannot be allowed.
    ALLOW: Withholding = "front-matter/allow";
    /// A source that is never cited.
    SOURCE_NEVER_CITED: Warning = "front-matter/source-never-cited";
    /// A slug in `order` that is nothing of the folder.
    ORDER: CrossFile = "front-matter/order";
    /// A path in `related` that is no page.
    RELATED: CrossFile = "front-matter/related";
    /// A path in `mark` or `image` that is no picture.
    MARK: CrossFile = "front-matter/mark";
    /// An old address that is none.
    MOVED_SHAPE: CrossFile = "moved-from/shape";
    /// An old address that is a real page, the page's own too.
    MOVED_REAL: CrossFile = "moved-from/real-page";
    /// An old address of two pages.
    MOVED_TWICE: CrossFile = "moved-from/twice";

    /// No words below the front matter.
    NO_WORDS: Withholding = "text/no-words";
    /// Words that are still to be written.
    PLACEHOLDER: Withholding = "text/placeholder";
    /// Code that is never closed.
    CODE_UNCLOSED: Withholding = "text/unclosed-code";
    /// Raw HTML.
    RAW_HTML: Withholding = "text/raw-html";
    /// A heading of a level that cannot stand there.
    HEADING_LEVEL: Withholding = "heading/level";
    /// An id that cannot be one.
    HEADING_ID: Withholding = "heading/id";
    /// Two headings with one id.
    HEADING_REPEATED: Withholding = "heading/repeated";
    /// Something other than an id after a heading.
    HEADING_ATTRIBUTE: Withholding = "heading/attribute";
    /// A heading without a space after its signs.
    HEADING_SPACE: Withholding = "heading/space";
    /// A marker that is none.
    CARD_MARKER: Withholding = "card/marker";
    /// A card inside something else.
    CARD_PLACE: Withholding = "card/place";
    /// A care card without its opening line.
    CARD_OPENING: Withholding = "card/opening-line";
    /// A care card with nothing below its opening line.
    CARD_EMPTY: Withholding = "card/empty";
    /// A link or reference in an emergency card.
    CARD_LINK: Withholding = "card/link";
    /// A level of evidence that does not exist.
    HOW_SURE_LEVEL: Withholding = "how-sure/level";
    /// A *How sure* line in the wrong place.
    HOW_SURE_PLACE: Withholding = "how-sure/place";
    /// A reference to no source.
    REFERENCE_UNDEFINED: Withholding = "reference/undefined";
    /// A source described in the text.
    REFERENCE_DEFINITION: Withholding = "reference/definition";
    /// A link with a scheme that is not allowed.
    LINK_SCHEME: Withholding = "link/scheme";
    /// A number to call that is none.
    LINK_TEL: Withholding = "link/number";
    /// A link that Markdown does not take for one.
    LINK_UNREADABLE: Withholding = "link/unreadable";
    /// A link by site address.
    LINK_SITE_ADDRESS: CrossFile = "link/site-address";
    /// A link to no file.
    LINK_MISSING_FILE: CrossFile = "link/missing-file";
    /// A link to no heading.
    LINK_MISSING_HEADING: CrossFile = "link/missing-heading";
    /// A link to a page that readers cannot open.
    LINK_UNPUBLISHED: Warning = "link/unpublished";
    /// A picture without words.
    PICTURE_ALT: Withholding = "picture/no-words";
    /// A picture of another site.
    PICTURE_PATH: Withholding = "picture/other-site";
    /// A picture that is not there.
    PICTURE_MISSING: CrossFile = "picture/missing";
    /// A picture that cannot be read.
    PICTURE_UNREADABLE: CrossFile = "picture/unreadable";

    /// A number to call that is typed as it is.
    CARD_BARE_NUMBER: Warning = "card/bare-number";
    /// Words that blame readers, promise too much, or can be misread.
    PROSE_WORDING: Warning = "prose/wording";
    /// A share or a dose without a source in its section.
    PROSE_NUMBER_WITHOUT_SOURCE: Warning = "prose/number-without-source";
    /// An abbreviation that is never spelled out.
    PROSE_ABBREVIATION: Warning = "prose/abbreviation";
    /// Words of a link that do not say where it leads.
    PROSE_CLICK_HERE: Warning = "prose/click-here";
    /// Typed numbers of headings that are out of order.
    HEADING_NUMBER_ORDER: Warning = "heading/number-order";
    /// A paragraph of too many sentences.
    PROSE_LONG_PARAGRAPH: Warning = "prose/long-paragraph";
    /// A sentence of too many words.
    PROSE_LONG_SENTENCE: Warning = "prose/long-sentence";
    /// A topic that is used once and is nearly another one.
    TOPIC_NEAR_ANOTHER: Warning = "topics/near-another";

    /// A part of a check of the wrong shape.
    CHECK_SHAPE: Withholding = "check/shape";
    /// An id that cannot be one, or is taken.
    CHECK_ID: Withholding = "check/id";
    /// A name of no question, choice, measure or outcome.
    CHECK_NAME: Withholding = "check/unknown-name";
    /// A rule that is none.
    CHECK_RULE: Withholding = "check/rule";
    /// A number that is none, or cannot be used.
    CHECK_NUMBER: Withholding = "check/number";
    /// `show_if` looks at what is asked later.
    CHECK_AHEAD: Withholding = "check/looks-ahead";
    /// The form can become too large.
    CHECK_FORM_SIZE: Withholding = "check/form-too-large";
    /// A body section that is missing.
    CHECK_SECTION: Withholding = "check/section-missing";
    /// The rules are too large to be proved.
    CHECK_TOO_LARGE: Withholding = "check/too-large";
    /// Some answers reach no outcome.
    CHECK_NO_OUTCOME: Withholding = "check/no-outcome";
    /// An outcome, advice or finding that no answers lead to.
    CHECK_UNREACHABLE: Withholding = "check/never-happens";
    /// A question that never changes the result.
    CHECK_POINTLESS: Withholding = "check/pointless-question";
    /// A choice that never changes the result.
    CHECK_POINTLESS_CHOICE: Warning = "check/pointless-choice";
    /// A red flag that does not reach its outcome.
    CHECK_RED_FLAG: Withholding = "check/red-flag";
    /// One more red flag lowers the urgency.
    CHECK_FLAG_LOWERS: Withholding = "check/red-flag-lowers";
    /// "Not sure" lowers the urgency.
    CHECK_UNSURE_LOWERS: Withholding = "check/unsure-lowers";
    /// A worse answer lowers the urgency.
    CHECK_WORSE_LOWERS: Withholding = "check/worse-lowers";
    /// An example that does not hold.
    CHECK_EXAMPLE: Withholding = "check/example";
    /// A finding's section that the article does not have.
    CHECK_FINDING: CrossFile = "check/finding-section";
    /// The article that a check is about is not there.
    CHECK_ABOUT: CrossFile = "check/about";
}
