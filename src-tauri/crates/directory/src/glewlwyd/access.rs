//! The administrator's session, and requests with its cookie: what is done on behalf of a user takes no other key.

use crate::access::{SignIn, Token};
use crate::http::Http;
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use reqwest::header::{COOKIE, SET_COOKIE};
use secrecy::SecretString;
use serde_json::json;

/// Signs in as one administrator.
pub struct Administrator {
    pub name: String,
    pub password: SecretString,
}

#[async_trait]
impl SignIn for Administrator {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = http.at(&["api", "auth", ""]);
        // Exposed to sign in with it.
        let body = json!({"username": self.name, "password": reveal(&self.password)});
        let answer = http.read(|c| c.post(url.clone()).json(&body)).await?;
        let cookie = answer.headers.get(SET_COOKIE).and_then(|v| v.to_str().ok()?.split(';').next().map(str::to_owned));
        answer.body(|_| None)?;
        let secret = SecretString::from(cookie.ok_or(DirectoryFault::AccessRefused)?);
        Ok(Token { secret, lifetime: None })
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request.
        request.header(COOKIE, reveal(token))
    }
}
