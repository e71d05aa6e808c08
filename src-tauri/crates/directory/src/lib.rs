//! Connectors to directories, over HTTP; and the fetching of FIDO metadata, which needs the same client.
//!
//! Invariants: gone or active is never inferred here from a status code, the caller reads the inventory
//! back; origin and relying-party id come from the settings, never from a server; every mutating call is
//! checked against its warrant. What connectors share stands once, in [`http`]. Deliberately absent:
//! deciding what may be done, and whether fetched metadata are believed.

mod access;
mod decode;
mod entra;
mod glewlwyd;
mod grant;
mod http;
mod metadata_file;
mod okta;
mod practice;
mod privacyidea;
mod warranted;

pub use entra::{BadEntra, Entra, EntraSettings};
use postern_domain::recovery::account::{Ability, How};

/// A connector's name, and what it can do.
pub type Connector = (&'static str, fn(Ability) -> How);

/// Every connector.
pub fn connectors() -> Vec<Connector> {
    vec![
        ("practice", Practice::can),
        ("privacyidea", PrivacyIdea::can),
        ("glewlwyd", Glewlwyd::can),
        ("entra", Entra::can),
        ("okta", Okta::can),
    ]
}

pub use glewlwyd::{BadGlewlwyd, Glewlwyd, GlewlwydSettings};
pub use http::{BadUrl, Reach};
pub use metadata_file::fetch_metadata;
pub use okta::{BadOkta, Okta, OktaSettings};
pub use practice::Practice;
pub use privacyidea::{PrivacyIdea, PrivacyIdeaSettings};
