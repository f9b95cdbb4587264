//! Everything published, validated as a whole.
//!
//! 1. [`sources`]: the files, as `disk` or a test hands them over.
//! 2. `parsed`: each file read on its own, with every problem in it; `style`: what of it is judged
//!    by the lints.
//! 3. `shelf`: which file stands at which address, and what a link or picture leads to.
//! 4. `build`: the steps that make of it
//! 5. the [`library`]: the whole, at one instant: what is published, what was withdrawn, what moved.
//!
//! `likeness` is what articles are compared by, to say what to read next.
//! `mend` makes the edits of a file that are safe without asking what was meant.
//!
//! `figures` counts how the pages read.
//!
//! This room opens no file and asks no clock; it is told both.

pub mod address;
pub mod article;
pub mod articles;
pub mod category;
pub mod kinds;
pub mod library;
pub mod picture;
pub mod placeholder;
pub mod review;
pub mod site;
pub mod sources;
pub mod topics;
pub mod uses;

mod article_keys;
mod build;
mod catalogue;
mod figures;
mod likeness;
mod mend;
mod parsed;
mod paths;
mod questionnaire;
mod shelf;
mod standing;
mod style;
mod words;

pub use address::{Address, Crumb, Trail};
pub use article::{Article, Change, Check, NotPublic, Review, Source};
pub use catalogue::SectionName;
pub use category::Category;
pub use figures::Figures;
pub use library::{Absent, Audience, Entry, Library};
pub use mend::{Mended, mend};
pub use paths::address_of;
pub(crate) use paths::relative;
pub use picture::{Media, PictureFile};
pub use questionnaire::Questionnaire;
pub use shelf::Shelf;
pub use site::{CallNumber, Site};
pub use sources::{Changes, Contents, SourceEntry, Sources};
pub use topics::Topic;
pub use words::Reading;
