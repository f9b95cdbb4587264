//! The articles of a library, by their places.

use super::article::Article;
use std::ops::Index;
use std::sync::Arc;

/// Articles and pages of prose, each at its place. Libraries share those that are the same, so that
/// the next one costs what changed.
#[derive(Clone, Debug, Default)]
pub struct Articles(Vec<Arc<Article>>);

impl Articles {
    pub(super) fn of(articles: Vec<Article>) -> Self {
        Self(articles.into_iter().map(Arc::new).collect())
    }

    /// Puts another article in a place.
    pub(super) fn replace(&mut self, place: usize, article: Article) {
        if let Some(shared) = self.0.get_mut(place) {
            *shared = Arc::new(article);
        }
    }

    /// The article at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Article> {
        self.0.get(place).map(Arc::as_ref)
    }

    /// Every article, in the order of their places.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Article> + DoubleEndedIterator + Clone {
        self.0.iter().map(Arc::as_ref)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Index<usize> for Articles {
    type Output = Article;

    fn index(&self, place: usize) -> &Article {
        &self.0[place]
    }
}
