//! News for an open page of the preview, as a stream of events (HTML Standard, section 9.2).
//!
//! Each event says which page to go to, when exactly one page has changed. A stream lasts until the
//! browser closes it or the server stops.

use super::state::State;
use crate::content::{Entry, address_of};
use crate::site::{Edition, News};
use crate::urls;
use actix_web::body::{BodySize, MessageBody};
use actix_web::{rt, web};
use bytes::Bytes;
use serde::Serialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How long a stream is silent at the most, so that a browser that went away is found out.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// The first words: after how many milliseconds a browser that lost us tries again.
const GREETING: Bytes = Bytes::from_static(b"retry: 500\n\n");
const SILENCE: Bytes = Bytes::from_static(b":\n\n");

type Next = Pin<Box<dyn Future<Output = Option<(Bytes, Listener)>>>>;

/// The body of a stream.
pub(super) struct Events(Next);

/// What a stream knows of its page.
struct Listener {
    state: web::Data<State>,
    news: Receiver<News>,
}

/// What a page is told.
#[derive(Serialize)]
struct Told {
    /// The address of the one page that changed.
    page: Option<String>,
}

impl Events {
    /// The news for a page whose query says what it has seen. What came after that while the page
    /// was on its way is told at once.
    pub(super) fn after(query: Option<&str>, state: web::Data<State>) -> Self {
        let mut news = state.live.news();
        let edition = state.live.edition();
        let seen = query.and_then(|query| query.strip_prefix("seen="));
        let latest = state.preview.as_ref().map(|run| run.seen(&edition));
        if seen != latest.as_deref() {
            news.mark_changed();
        }
        let listener = Listener { state, news };
        Self(Box::pin(async { Some((GREETING, listener)) }))
    }
}

impl Listener {
    /// Waits for the next words. They end when the site does.
    async fn listen(mut self) -> Option<(Bytes, Self)> {
        let words = match rt::time::timeout(HEARTBEAT, self.news.changed()).await {
            Err(_) => SILENCE,
            Ok(Err(_)) => return None,
            Ok(Ok(())) => {
                let changed = self.news.borrow_and_update().changed.clone();
                let told = Told {
                    page: page_of(&self.state.live.edition(), &changed),
                };
                let told = serde_json::to_string(&told).ok()?;
                Bytes::from(format!("data: {told}\n\n"))
            }
        };
        Some((words, self))
    }
}

/// The address of the page that changed, when it is exactly one. Where a file cannot be shown, it is
/// the address at which its problems are.
fn page_of(edition: &Edition, changed: &[String]) -> Option<String> {
    let shown = |path: &str| {
        let address = address_of(path);
        let entry = edition.library().entry(address.as_str());
        let page = match entry {
            Some(Entry::Picture(_) | Entry::Moved(_)) => false,
            Some(_) => true,
            None => !edition.report().of_file(path).is_empty(),
        };
        page.then(|| urls::encoded(address.as_str()))
    };
    let pages: Vec<String> = changed
        .iter()
        .filter(|path| path.ends_with(".md") && !path.ends_with("_index.md"))
        .filter_map(|path| shown(path))
        .collect();
    let [page] = pages.as_slice() else {
        return None;
    };
    Some(page.clone())
}

impl MessageBody for Events {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        self.0.as_mut().poll(context).map(|next| {
            let (words, listener) = next?;
            self.0 = Box::pin(listener.listen());
            Some(Ok(words))
        })
    }
}
