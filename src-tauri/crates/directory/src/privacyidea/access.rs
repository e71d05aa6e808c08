//! The administrator's sign-in, and requests with its token.

use crate::http::{Answer, Http};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::sync::Mutex;

/// Access to one server as one administrator.
pub struct Access {
    http: Http,
    admin: String,
    password: SecretString,
    origin: String,
    token: Mutex<Option<SecretString>>,
}

impl Access {
    /// Access that signs in when it is first needed.
    pub fn new(http: Http, admin: String, password: SecretString, origin: String) -> Self {
        Self { http, admin, password, origin, token: Mutex::new(None) }
    }

    /// Signs in, unless it is.
    pub async fn sign_in(&self) -> Result<(), DirectoryFault> {
        self.token().await.map(|_| ())
    }

    async fn token(&self) -> Result<SecretString, DirectoryFault> {
        let mut kept = self.token.lock().await;
        if let Some(token) = &*kept {
            return Ok(token.clone());
        }
        let url = self.http.at(&["auth"]);
        // Exposed to sign in with it.
        let body = json!({"username": self.admin, "password": reveal(&self.password)});
        let answer = self.http.read(|c| c.post(url.clone()).json(&body)).await?;
        let value = answer.body(reason)?;
        let token =
            value.pointer("/result/value/token").and_then(Value::as_str).ok_or(DirectoryFault::AccessRefused)?;
        let token = SecretString::from(token.to_owned());
        *kept = Some(token.clone());
        Ok(token)
    }

    fn request(&self, method: &Method, segments: &[&str], token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request. The origin is the pinned one: the server believes this header.
        self.http
            .client()
            .request(method.clone(), self.http.at(segments))
            .header("PI-Authorization", reveal(token))
            .header("Origin", &self.origin)
    }

    /// A read; signs in again once when the token has expired.
    pub async fn read(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Value, DirectoryFault> {
        let token = self.token().await?;
        let answer = self.http.read(|_| self.request(&Method::GET, segments, &token).query(query)).await?;
        if answer.status.as_u16() != 401 {
            return finish(answer);
        }
        let token = self.renew().await?;
        finish(self.http.read(|_| self.request(&Method::GET, segments, &token).query(query)).await?)
    }

    /// A change; signs in again once when the token has expired, since the refused call changed nothing.
    pub async fn change(
        &self,
        method: Method,
        segments: &[&str],
        body: Option<Value>,
    ) -> Result<Value, DirectoryFault> {
        let token = self.token().await?;
        let with_body = |request: RequestBuilder| match &body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = self.http.once(with_body(self.request(&method, segments, &token))).await?;
        if answer.status.as_u16() != 401 {
            return finish(answer);
        }
        let token = self.renew().await?;
        finish(self.http.once(with_body(self.request(&method, segments, &token))).await?)
    }

    /// A request that anybody may make, from the pinned origin.
    pub async fn open(&self, segments: &[&str], body: Value) -> Result<Value, DirectoryFault> {
        let request = self.http.client().post(self.http.at(segments)).header("Origin", &self.origin).json(&body);
        self.http.once(request).await?.body(reason)
    }

    async fn renew(&self) -> Result<SecretString, DirectoryFault> {
        *self.token.lock().await = None;
        self.token().await
    }
}

/// The body of a success: `result.status` says so too.
fn finish(answer: Answer) -> Result<Value, DirectoryFault> {
    let value = answer.body(reason)?;
    match value.pointer("/result/status").and_then(Value::as_bool) {
        Some(true) => Ok(value),
        Some(false) => Err(DirectoryFault::Refused(reason(&value).unwrap_or_default())),
        None => Err(DirectoryFault::Nonsense("no result".to_owned())),
    }
}

/// The server's error code and message.
fn reason(value: &Value) -> Option<String> {
    let error = value.pointer("/result/error")?;
    let code = error.get("code").and_then(Value::as_i64).unwrap_or(0);
    let message = error.get("message").and_then(Value::as_str).unwrap_or("");
    Some(format!("{code} {message}"))
}
