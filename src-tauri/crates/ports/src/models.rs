//! What is known about models of security keys: the FIDO Metadata Service, as it was last read.

use postern_domain::recovery::ModelReport;
use postern_domain::time::Timestamp;

/// Metadata about models, by AAGUID (lower-case with hyphens).
pub trait Models: Send + Sync {
    /// What the metadata says about a model; `None` where no metadata was read.
    fn report(&self, aaguid: &str, now: Timestamp) -> Option<ModelReport>;
    /// A picture of the model, PNG, where the metadata has one.
    fn icon(&self, aaguid: &str) -> Option<Vec<u8>>;
}

/// No metadata was read.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoModels;

impl Models for NoModels {
    fn report(&self, _: &str, _: Timestamp) -> Option<ModelReport> {
        None
    }
    fn icon(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}
