//! The service account's sign-in: the client credentials grant, with the client's secret, or with a JWT that its own
//! key signs (RFC 7523 §2.2); and what a token says of itself.

use crate::access::{SignIn, Token};
use crate::decode::liberal;
use crate::grant::{Client, JWT_BEARER, client_credentials};
use crate::http::Http;
use async_trait::async_trait;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// The client of a realm that holds its administrative roles.
pub const MANAGEMENT: &str = "realm-management";

/// The roles of it that this console needs, and no more, with those that come with `view-users`:
/// `src-tauri/docs/directories.md` says for what.
pub const RIGHTS: &[&str] = &["manage-users", "query-groups", "query-users", "view-events", "view-users"];

/// Signs in as the service account of one client.
pub struct ServiceAccount {
    pub realm: String,
    pub client: Client,
    pub proof: Proof,
}

/// By what the client shows who it is.
pub enum Proof {
    /// A secret that the server knows as well.
    Secret(SecretString),
    /// A key whose public half the server knows.
    Key(SigningKey),
}

impl Proof {
    /// From what is kept: PEM with a P-256 key (PKCS#8), or a secret; `None` for PEM that is not that, and for nothing.
    pub fn of(kept: SecretString) -> Option<Self> {
        // Exposed to see what it is, and to be read into a key, which is erased with it.
        let text = reveal(&kept).trim();
        if text.starts_with("-----BEGIN ") {
            return SigningKey::from_pkcs8_pem(text).ok().map(Self::Key);
        }
        let empty = text.is_empty();
        (!empty).then_some(Self::Secret(kept))
    }
}

#[async_trait]
impl SignIn for ServiceAccount {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = http.at(&["realms", &self.realm, "protocol", "openid-connect", "token"]);
        let id = self.client.id.as_str();
        match &self.proof {
            Proof::Secret(secret) => {
                // Exposed to sign in with it.
                client_credentials(http, url, &[("client_id", id), ("client_secret", reveal(secret))]).await
            }
            Proof::Key(key) => {
                // Without `kid`: the client has the one key, and a name that the server does not know is refused.
                let header = json!({"alg": "ES256", "typ": "JWT"});
                let issuer = http.at(&["realms", &self.realm]);
                let assertion = self.client.assertion(&header, issuer.as_str(), |signed| {
                    let signature: Signature = key.sign(signed);
                    Ok(signature.to_bytes().to_vec())
                })?;
                let fields =
                    [("client_id", id), ("client_assertion_type", JWT_BEARER), ("client_assertion", &assertion)];
                client_credentials(http, url, &fields).await
            }
        }
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.bearer_auth(reveal(token))
    }
}

/// What an access token says. Nothing is decided by it.
#[derive(Deserialize)]
pub struct Claims {
    /// The service account's own user.
    pub sub: Option<String>,
    resource_access: Option<BTreeMap<String, Roles>>,
}

#[derive(Deserialize)]
struct Roles {
    #[serde(default)]
    roles: Vec<String>,
}

impl Claims {
    /// The roles of [`MANAGEMENT`]; `None` where the realm's tokens tell no roles.
    pub fn held(self) -> Option<Vec<String>> {
        Some(self.resource_access?.remove(MANAGEMENT).map(|held| held.roles).unwrap_or_default())
    }
}

/// What a token says of itself; `None` where it is not readable.
pub fn told(token: &str) -> Option<Claims> {
    let payload = liberal(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::url_safe;
    use serde_json::Value;

    #[test]
    fn what_is_kept_is_a_secret_or_a_whole_key() {
        let of = |text: &str| Proof::of(SecretString::from(text.to_owned()));
        assert!(matches!(of("a~secret"), Some(Proof::Secret(_))));
        assert!(of(" \n").is_none());
        assert!(of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").is_none());
    }

    #[test]
    fn a_token_tells_the_roles_it_holds() {
        let of = |claims: Value| told(&format!("e30.{}.x", url_safe(claims.to_string().as_bytes())));
        let roles = json!({"sub": "u1", "resource_access": {"account": {"roles": ["a"]},
            "realm-management": {"roles": ["view-users"]}}});
        let claims = of(roles).unwrap();
        assert_eq!(claims.sub.as_deref(), Some("u1"));
        assert_eq!(claims.held(), Some(vec!["view-users".to_owned()]));
        assert_eq!(of(json!({"resource_access": {}})).unwrap().held(), Some(Vec::new()));
        // One that does not tell is not one that holds nothing.
        assert_eq!(of(json!({"sub": "u1"})).unwrap().held(), None);
        assert!(told("opaque").is_none());
    }
}
