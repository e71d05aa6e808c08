//! How this desk reaches one tenant, and what it needs there.

use crate::http::{BadUrl, Reach};
use postern_ports::directory::Rights;

/// What is needed, and no more: `src-tauri/docs/directories.md` says for what.
const PERMISSIONS: &[&str] = &[
    "AuditLog.Read.All",
    "GroupMember.Read.All",
    "RoleManagement.Read.Directory",
    "User.EnableDisableAccount.All",
    "User.Read.All",
    "User.RevokeSessions.All",
    "UserAuthMethod-Passkey.ReadWrite.All",
    "UserAuthMethod-TAP.ReadWrite.All",
    "UserAuthenticationMethod.Read.All",
    "UserAuthenticationMethod.ReadWrite.All",
];
/// What an application needs beside that, to rotate the keys of others that it owns.
const OF_APPLICATIONS: &[&str] = &["Application.Read.All", "Application.ReadWrite.OwnedBy"];
/// The same for a person, whose own rights say of which applications.
const OF_PEOPLE: &[&str] = &["Application.ReadWrite.All"];
/// What a person's token names beside permissions: that it is of a sign-in.
const SIGNING_IN: &[&str] = &["email", "offline_access", "openid", "profile"];

/// How this desk reaches one tenant.
#[derive(Debug, Clone)]
pub struct EntraSettings {
    /// Its name in this console.
    pub id: String,
    /// Its name for people.
    pub tenant: String,
    /// The tenant's identifier.
    pub tenant_id: String,
    /// The identifier of the application this desk acts as.
    pub client_id: String,
    /// Where Graph answers, with its version: `https://graph.microsoft.com/v1.0`.
    pub graph: String,
    /// Where applications sign in: `https://login.microsoftonline.com`.
    pub authority: String,
    /// How both are reached.
    pub reach: Reach,
    /// The pinned relying-party id.
    pub rp_id: String,
    /// The pinned origin.
    pub origin: String,
    /// It acts as the person who signs in in a browser, not as the application.
    pub delegated: bool,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEntra {
    /// The address of Graph or of the authority.
    #[error("url: {0}")]
    Url(#[from] BadUrl),
    /// The name.
    #[error("id: not a name")]
    Id,
    /// The certificate.
    #[error("the secret is PEM, and not a certificate with its RSA key (PKCS#8)")]
    Certificate,
}

/// What is needed, and what of it is `held`.
pub fn rights(delegated: bool, held: Vec<String>) -> Rights {
    let more = if delegated { OF_PEOPLE } else { OF_APPLICATIONS };
    let held = held.into_iter().filter(|name| !SIGNING_IN.contains(&name.as_str()));
    Rights::of(&[PERMISSIONS, more].concat(), held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_needs_other_permissions_than_an_application() {
        let held = || ["openid", "User.Read.All", "Application.ReadWrite.All"].map(str::to_owned).to_vec();
        assert_eq!(rights(true, held()).too_many(), Vec::<&str>::new());
        assert_eq!(rights(false, held()).too_many(), ["Application.ReadWrite.All"]);
        assert!(rights(false, held()).lacking().contains(&"Application.ReadWrite.OwnedBy"));
        assert!(!rights(true, held()).lacking().contains(&"Application.ReadWrite.OwnedBy"));
    }
}
