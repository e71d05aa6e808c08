//! The metadata that was read last, as the console asks for it: by model.

use crate::attestation::Root;
use crate::metadata::{Freshness, Level, Metadata};
use postern_domain::recovery::ModelReport;
use postern_domain::time::Timestamp;
use postern_ports::Models;
use std::sync::{PoisonError, RwLock};

/// Metadata that can be replaced while the console runs.
#[derive(Debug, Default)]
pub struct ModelBook(RwLock<Option<Metadata>>);

impl ModelBook {
    /// A book of this metadata.
    pub fn of(metadata: Metadata) -> Self {
        Self(RwLock::new(Some(metadata)))
    }

    /// Replaces what was read before.
    pub fn take(&self, metadata: Metadata) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(metadata);
    }

    /// Whether the metadata are out of date; `None` where none were read.
    pub fn standing(&self, now: Timestamp) -> Option<Freshness> {
        self.look(|metadata| Some(metadata.standing(now.0)))
    }

    /// The roots that attest keys of a model; none for one that the metadata speak against.
    pub(crate) fn roots(&self, aaguid: &str, now: Timestamp) -> Vec<Root> {
        self.look(|metadata| {
            let model = metadata.model(aaguid).filter(|m| m.refused(now.0).is_none());
            model.map(|m| m.roots.iter().map(|der| Root { der: der.clone() }).collect())
        })
        .unwrap_or_default()
    }

    fn look<T>(&self, what: impl FnOnce(&Metadata) -> Option<T>) -> Option<T> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).as_ref().and_then(what)
    }
}

impl Models for ModelBook {
    fn report(&self, aaguid: &str, now: Timestamp) -> Option<ModelReport> {
        self.look(|metadata| {
            let model = metadata.model(aaguid);
            Some(ModelReport {
                metadata: metadata.no(),
                stale: matches!(metadata.standing(now.0), Freshness::Stale { .. }),
                name: model.map(|m| m.name.clone().unwrap_or_else(|| m.aaguid.clone())),
                level: model.map_or(0, |m| step(m.level(now.0))),
                refused: model.and_then(|m| m.refused(now.0)).map(|report| report.status.to_string()),
            })
        })
    }

    fn icon(&self, aaguid: &str) -> Option<Vec<u8>> {
        self.look(|metadata| metadata.model(aaguid)?.icon.clone())
    }
}

/// The whole step of a certification level: "plus" counts as the step that it is added to.
fn step(level: Level) -> u32 {
    match level {
        Level::L0 => 0,
        Level::L1 | Level::L1Plus => 1,
        Level::L2 | Level::L2Plus => 2,
        Level::L3 | Level::L3Plus => 3,
    }
}
