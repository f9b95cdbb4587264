//! The topics of all files side by side, for the one lint that looks across files.

use super::Builder;
use crate::content::library::Library;
use crate::diagnostics::Place;
use crate::lints;

impl Builder<'_> {
    /// Reports topics that are used once and are nearly another one.
    ///
    /// As long as no topic changes, there are none where there were none. Says whether there are none.
    pub(super) fn near_topics(&mut self, before: Option<&Library>) -> bool {
        let unchanged =
            |before: &Library| before.no_near_topics && before.basis.has_topics_of(self.shelf);
        if before.is_some_and(unchanged) {
            return true;
        }
        let files = self.shelf.files.iter().map(|shelved| &shelved.file);
        let topics = files.filter(|file| !file.broken).flat_map(|file| {
            let texts = file.fields.texts("topics").into_iter();
            texts.map(|topic| (topic.text, Place::new(&file.file, topic.span)))
        });
        let found = lints::topic::near(topics);
        let none = found.is_empty();
        self.tell(found);
        none
    }
}
