//! The topics of all files side by side, for the one lint that looks across files.

use super::Builder;
use crate::diagnostics::Place;
use crate::lints;

impl Builder<'_> {
    /// Reports topics that are used once and are nearly another one.
    pub(super) fn near_topics(&mut self) {
        let files = self.shelf.files.iter().map(|shelved| &shelved.file);
        let topics = files.filter(|file| !file.broken).flat_map(|file| {
            let texts = file.fields.texts("topics").into_iter();
            texts.map(|topic| (topic.text, Place::new(&file.file, topic.span)))
        });
        let found = lints::topic::near(topics);
        self.tell(found);
    }
}
