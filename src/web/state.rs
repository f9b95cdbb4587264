//! What every request needs.

use super::preview::Run;
use crate::assets::{self, Asset};
use crate::site::{Body, LiveSite};
use crate::telemetry::RequestLog;
use crate::urls::PublicOrigin;
use std::sync::Arc;

/// What every request needs.
#[derive(Debug)]
pub(super) struct State {
    pub(super) live: Arc<LiveSite>,
    pub(super) origin: Option<PublicOrigin>,
    pub(super) log: RequestLog,
    /// The files that pages need.
    pub(super) assets: Vec<(&'static Asset, Arc<Body>)>,
    /// The run of the preview, where this is one.
    pub(super) preview: Option<Run>,
}

impl State {
    /// The bodies of the assets: those of the site, and in the preview its own too.
    pub(super) fn assets(preview: bool) -> Vec<(&'static Asset, Arc<Body>)> {
        let of_preview = if preview { assets::of_preview() } else { &[] };
        let assets = assets::all().iter().chain(of_preview);
        let body = |asset: &Asset| Arc::new(Body::new(bytes::Bytes::from_static(asset.bytes)));
        assets.map(|asset| (asset, body(asset))).collect()
    }

    /// The asset at a path, with its body.
    pub(super) fn asset(&self, path: &str) -> Option<(&'static Asset, Arc<Body>)> {
        let (asset, body) = self.assets.iter().find(|(asset, _)| asset.path == path)?;
        Some((*asset, Arc::clone(body)))
    }

    /// Whether readers come by https.
    pub(super) fn is_https(&self) -> bool {
        self.origin.as_ref().is_some_and(PublicOrigin::is_https)
    }
}
