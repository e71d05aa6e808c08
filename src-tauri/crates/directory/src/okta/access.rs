//! The service application's sign-in: the client credentials grant, with a JWT that its own key signs (RFC 7523 §2.2).

use crate::access::{SignIn, Token};
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
use serde_json::json;

/// What this console asks for, and no more: look-up, administrative roles, factors, sessions, tokens and the log.
pub const SCOPES: &[&str] = &["okta.logs.read", "okta.roles.read", "okta.users.manage", "okta.users.read"];

/// Signs in as one service application.
pub struct Application {
    pub client: Client,
    pub key_id: String,
    pub key: SigningKey,
}

/// The application's key from its PEM (PKCS#8, P-256); `None` where it is not that.
pub fn key_of(pem: &SecretString) -> Option<SigningKey> {
    // Exposed to be read into a key, which is erased with it.
    SigningKey::from_pkcs8_pem(reveal(pem).trim()).ok()
}

#[async_trait]
impl SignIn for Application {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = http.at(&["oauth2", "v1", "token"]);
        let header = json!({"alg": "ES256", "kid": self.key_id, "typ": "JWT"});
        let assertion = self.client.assertion(&header, url.as_str(), |signed| {
            let signature: Signature = self.key.sign(signed);
            Ok(signature.to_bytes().to_vec())
        })?;
        let scope = SCOPES.join(" ");
        let fields =
            [("scope", scope.as_str()), ("client_assertion_type", JWT_BEARER), ("client_assertion", &assertion)];
        client_credentials(http, url, &fields).await
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.bearer_auth(reveal(token))
    }
}
