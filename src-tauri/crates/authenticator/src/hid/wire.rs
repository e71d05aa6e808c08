//! Reports to and from one key.

use super::frame::REPORT;
use std::time::Duration;

/// A connection that carries reports. Reading waits no longer than it is told to.
pub trait Wire: Send + Sync {
    /// Sends a report.
    ///
    /// # Errors
    /// [`Lost`] when the key is gone.
    fn write(&mut self, report: &[u8; REPORT]) -> Result<(), Lost>;

    /// The next report; `None` when none came within `patience`.
    ///
    /// # Errors
    /// [`Lost`] when the key is gone.
    fn read(&mut self, patience: Duration) -> Result<Option<[u8; REPORT]>, Lost>;
}

/// The key is not there any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the key is gone: {0}")]
pub struct Lost(pub String);
