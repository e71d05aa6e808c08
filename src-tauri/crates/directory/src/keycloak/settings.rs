//! What one desk needs to know of a realm.

use crate::http::{BadUrl, Reach};

/// How this desk reaches one realm.
#[derive(Debug, Clone)]
pub struct KeycloakSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// Where the server answers, with its path where it has one: `https://sso.corp.test`.
    pub url: String,
    /// The realm whose users are recovered, and in which the client below is.
    pub realm: String,
    /// How it is reached.
    pub reach: Reach,
    /// The client whose service account this desk acts as.
    pub client_id: String,
    /// The required action by which the subject enrols: `webauthn-register-passwordless`.
    pub action: String,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKeycloak {
    /// The address.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
    /// The client's secret or key.
    #[error("the secret is empty, or PEM and no P-256 key (PKCS#8)")]
    Secret,
}
