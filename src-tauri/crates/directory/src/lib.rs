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
mod keycloak;
mod machine_key;
mod manual;
mod metadata_file;
mod oidc;
mod okta;
mod pinned;
mod practice;
mod privacyidea;
mod released;
mod sieve;
mod warranted;

pub use entra::{BadEntra, Delegated, Entra, EntraSettings, Refreshes};
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
        ("keycloak", Keycloak::can),
        ("manual", Manual::can),
    ]
}

/// What a connector needs there, by the directory's own names; the guide says for what.
pub fn needed_rights(kind: &str) -> Vec<String> {
    let named = |all: &[&str]| all.iter().map(|right| (*right).to_owned()).collect();
    match kind {
        "entra" => entra::rights(false, Vec::new()).needed,
        "okta" => named(okta::SCOPES),
        "keycloak" => named(keycloak::RIGHTS),
        "privacyidea" => named(privacyidea::RIGHTS),
        "glewlwyd" => named(&["g_admin"]),
        _ => Vec::new(),
    }
}

pub use glewlwyd::{BadGlewlwyd, Glewlwyd, GlewlwydSettings};
pub use http::{BadUrl, Reach, usable};
pub use keycloak::{BadKeycloak, Keycloak, KeycloakSettings};
pub use manual::{BadManual, Manual, ManualSettings};
pub use metadata_file::fetch_metadata;
pub use oidc::{BadOidc, Oidc, OidcSettings, TokenVisit, Tokens};
pub use okta::{BadOkta, Okta, OktaSettings};
pub use pinned::pin;
pub use practice::Practice;
pub use privacyidea::{PrivacyIdea, PrivacyIdeaSettings};
pub use released::{MakeWriter, Released};
