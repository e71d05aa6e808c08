//! The application's sign-in: the client credentials grant at the authority, with a secret, or with a JWT that the key of its
//! certificate signs (PS256), which never leaves this machine.
//!
//! The token authorises requests to Graph alone: its scope is Graph's own origin.

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

/// Signs in as one application of one tenant.
pub struct Application {
    /// The authority: another base than Graph, so it has a client of its own.
    pub authority: Http,
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
        let url = self.authority.at(&[&self.tenant_id, "oauth2", "v2.0", "token"]);
        let (scope, id) = (scope(http), self.client.id.as_str());
        match &self.proof {
            Proof::Secret(secret) => {
                // Exposed to sign in with it.
                let fields = [("client_id", id), ("client_secret", reveal(secret)), ("scope", &scope)];
                client_credentials(&self.authority, url, &fields).await
            }
            Proof::Certificate { key, thumbprint } => {
                let header = json!({"alg": "PS256", "typ": "JWT", "x5t#S256": thumbprint});
                let assertion = self.client.assertion(&header, url.as_str(), |text| signed_by(key, text))?;
                let fields = [
                    ("client_id", id),
                    ("client_assertion_type", JWT_BEARER),
                    ("client_assertion", &assertion),
                    ("scope", &scope),
                ];
                client_credentials(&self.authority, url, &fields).await
            }
        }
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.bearer_auth(reveal(token))
    }
}

/// All that the application was granted at Graph, and nothing elsewhere.
fn scope(graph: &Http) -> String {
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
