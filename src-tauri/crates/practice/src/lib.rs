//! What the practice profile is made of: virtual keys that are a real CTAP2 firmware, a practice directory
//! that is a real relying party, and made-up people.
//!
//! Invariants: practice keys attest under a root that only the practice profile trusts; the directory
//! answers on loopback only and lets old credentials really fail and new ones really work. Deliberately
//! absent: anything that a release links.

mod attestation;
pub mod directory;
mod metadata;
pub mod people;
mod tray;
mod virtual_key;

pub use attestation::{Batch, PRACTICE_ROOT_NAME, STAFF_MODEL, SUBJECT_MODEL};
pub use directory::PracticeDirectory;
pub use metadata::{PracticeMetadata, PracticeModel, metadata, practice_models};
pub use tray::{KeyTray, TrayKey, TrayName};
pub use virtual_key::{VirtualKey, VirtualKeySettings, VirtualToken};
