//! What every request needs.

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
    /// The bodies of [`assets::all`], in the same order.
    pub(super) assets: Vec<Arc<Body>>,
}

impl State {
    /// The asset at a path, with its body.
    pub(super) fn asset(&self, path: &str) -> Option<(&'static Asset, Arc<Body>)> {
        let index = assets::all().iter().position(|asset| asset.path == path)?;
        Some((&assets::all()[index], Arc::clone(&self.assets[index])))
    }
}
