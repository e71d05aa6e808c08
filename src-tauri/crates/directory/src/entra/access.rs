//! How the console signs in: as an application, by the client credentials grant at the authority, with a secret or with
//! a JWT that its certificate's key signs (PS256), which never leaves this machine; or as the person who signed in.
//!
//! The token authorises requests to Graph alone: its scope is Graph's own origin.

use super::delegated::Delegated;
use crate::access::{SignIn, Token};
use crate::decode::url_safe;
use crate::grant::{Client, JWT_BEARER, client_credentials};
use crate::http::Http;
use async_trait::async_trait;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::RSA_PSS_SHA256;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use secrecy::SecretString;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use url::Url;

/// As whom the console acts.
pub enum Way {
    /// As its application.
    Application(Box<Application>),
    /// As the person who signed in.
    Person(Delegated),
}

#[async_trait]
impl SignIn for Way {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        match self {
            Self::Application(application) => application.sign_in(http).await,
            Self::Person(person) => person.sign_in(http).await,
        }
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        match self {
            Self::Application(application) => application.dress(request, token),
            Self::Person(person) => person.dress(request, token),
        }
    }
}

/// Signs in as one application of one tenant.
pub struct Application {
    /// The authority: another base than Graph, so it has a client of its own.
    pub authority: Arc<Http>,
    pub tenant_id: String,
    pub client: Client,
    pub proof: Proof,
}

/// By what the application shows who it is.
pub enum Proof {
    /// A secret that the authority knows as well.
    Secret(SecretString),
    /// The key of a certificate that the authority knows, and the certificate's SHA-256, base64url.
    Certificate { key: KeyPair, thumbprint: String },
}

impl Proof {
    /// From what is kept: PEM with a certificate and its RSA key (PKCS#8), or a secret; `None` for PEM that is not that.
    pub fn of(kept: SecretString) -> Option<Self> {
        // Exposed to see what it is, and to be read into a key.
        let text = reveal(&kept);
        if !text.trim_start().starts_with("-----BEGIN ") {
            return Some(Self::Secret(kept));
        }
        let certificate = CertificateDer::from_pem_slice(text.as_bytes()).ok()?;
        let key = PrivatePkcs8KeyDer::from_pem_slice(text.as_bytes()).ok()?;
        let key = KeyPair::from_pkcs8(key.secret_pkcs8_der()).ok()?;
        Some(Self::Certificate { key, thumbprint: url_safe(&Sha256::digest(&certificate)) })
    }
}

fn signed_by(key: &KeyPair, text: &[u8]) -> Result<Vec<u8>, DirectoryFault> {
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PSS_SHA256, &SystemRandom::new(), text, &mut signature)
        .map_err(|_| DirectoryFault::Down("the certificate's key does not sign".to_owned()))?;
    Ok(signature)
}

#[async_trait]
impl SignIn for Application {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = token_address(&self.authority, &self.tenant_id);
        let (scope, id) = (scope(http), self.client.id.as_str());
        match &self.proof {
            Proof::Secret(secret) => granted(&self.authority, url, id, Shown::Secret(secret), &scope).await,
            Proof::Certificate { key, thumbprint } => {
                let header = json!({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint});
                let assertion = self.client.assertion(&header, url.as_str(), |text| signed_by(key, text))?;
                granted(&self.authority, url, id, Shown::Assertion(&assertion), &scope).await
            }
        }
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.bearer_auth(reveal(token))
    }
}

/// What an application shows to the authority.
pub enum Shown<'a> {
    /// A secret that both know.
    Secret(&'a SecretString),
    /// What its key signed.
    Assertion(&'a str),
}

/// Where the authority of a tenant gives tokens: whom an assertion is for.
pub fn token_address(authority: &Http, tenant_id: &str) -> Url {
    authority.at(&[tenant_id, "oauth2", "v2.0", "token"])
}

/// A token for the application `id`, which shows who it is.
pub async fn granted(
    authority: &Http,
    url: Url,
    id: &str,
    shown: Shown<'_>,
    scope: &str,
) -> Result<Token, DirectoryFault> {
    let mut fields = vec![("client_id", id), ("scope", scope)];
    match shown {
        // Exposed to sign in with it.
        Shown::Secret(secret) => fields.push(("client_secret", reveal(secret))),
        Shown::Assertion(assertion) => {
            fields.extend([("client_assertion_type", JWT_BEARER), ("client_assertion", assertion)]);
        }
    }
    client_credentials(authority, url, &fields).await
}

/// All that the application was granted at Graph, and nothing elsewhere.
pub fn scope(graph: &Http) -> String {
    format!("{}/.default", graph.at(&[]).origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Reach;

    #[test]
    fn what_is_kept_is_a_secret_or_a_whole_certificate() {
        assert!(matches!(Proof::of(SecretString::from("a~secret".to_owned())), Some(Proof::Secret(_))));
        for half in ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "-----BEGIN NOTHING-----\n"] {
            assert!(Proof::of(SecretString::from(half.to_owned())).is_none(), "{half}");
        }
    }

    #[test]
    fn the_scope_is_graph_itself() {
        let scope_of = |base: &str| scope(&Http::new(base, &Reach::default()).unwrap());
        assert_eq!(scope_of("https://graph.microsoft.com/v1.0"), "https://graph.microsoft.com/.default");
        assert_eq!(scope_of("http://127.0.0.1:5000/v1.0/"), "http://127.0.0.1:5000/.default");
    }
}
