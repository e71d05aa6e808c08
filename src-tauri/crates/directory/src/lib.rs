//! Connectors to directories, over HTTP.
//!
//! Invariants: gone or active is never inferred here from a status code, the caller reads the inventory
//! back; origin and relying-party id come from the settings, never from a server; every mutating call is
//! checked against its warrant. What connectors share stands once, in [`http`]. Deliberately absent:
//! deciding what may be done.

mod decode;
mod http;
mod practice;
mod privacyidea;
mod warranted;

pub use http::BadUrl;
pub use practice::Practice;
pub use privacyidea::{PrivacyIdea, PrivacyIdeaSettings};
