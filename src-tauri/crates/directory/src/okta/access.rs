//! The service application's sign-in: the client credentials grant, with a JWT that its own key signs (RFC 7523 §2.2).

use crate::access::{SignIn, Token};
use crate::decode::url_safe;
use crate::grant::client_credentials;
use crate::http::Http;
use async_trait::async_trait;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Entropy};
use reqwest::RequestBuilder;
use secrecy::SecretString;
use serde_json::json;
use std::sync::Arc;

/// What this console asks for, and no more: look-up, administrative roles, factors and sessions.
pub const SCOPES: &[&str] = &["okta.roles.read", "okta.users.manage", "okta.users.read"];
const KIND: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long an assertion holds, in seconds; the server takes none that is longer than an hour.
const LIFETIME: i64 = 300;

/// Signs in as one service application.
pub struct Application {
    pub client_id: String,
    pub key_id: String,
    pub key: SigningKey,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
}

/// The application's key from its PEM (PKCS#8, P-256); `None` where it is not that.
pub fn key_of(pem: &SecretString) -> Option<SigningKey> {
    // Exposed to be read into a key, which is erased with it.
    SigningKey::from_pkcs8_pem(reveal(pem).trim()).ok()
}

impl Application {
    /// A JWT for the token endpoint at `audience`, of use once and for a few minutes.
    fn assertion(&self, audience: &str) -> Result<String, DirectoryFault> {
        let drawn = self.entropy.bytes32().map_err(|_| DirectoryFault::Down("no randomness here".to_owned()))?;
        let now = self.clock.now().0 / 1000;
        let header = json!({"alg": "ES256", "kid": self.key_id, "typ": "JWT"});
        let claims = json!({
            "iss": self.client_id, "sub": self.client_id, "aud": audience, "jti": url_safe(&drawn),
            "iat": now, "exp": now + LIFETIME,
        });
        let signed = [header, claims].map(|part| url_safe(part.to_string().as_bytes())).join(".");
        let signature: Signature = self.key.sign(signed.as_bytes());
        Ok(format!("{signed}.{}", url_safe(&signature.to_bytes())))
    }
}

#[async_trait]
impl SignIn for Application {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = http.at(&["oauth2", "v1", "token"]);
        let (assertion, scope) = (self.assertion(url.as_str())?, SCOPES.join(" "));
        let fields = [("scope", scope.as_str()), ("client_assertion_type", KIND), ("client_assertion", &assertion)];
        client_credentials(http, url, &fields).await
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.bearer_auth(reveal(token))
    }
}
