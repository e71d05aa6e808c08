//! The administrator's sign-in, and requests with its token.

use crate::access::{Access, SignIn, Token};
use crate::http::{Answer, Http, SieveOf};
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::{Method, RequestBuilder};
use secrecy::SecretString;
use serde_json::{Value, json};

/// Signs in as one administrator, from the pinned origin.
pub struct Administrator {
    pub name: String,
    pub password: SecretString,
    pub origin: String,
}

#[async_trait]
impl SignIn for Administrator {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let value = self.signed_in(http).await?;
        let token =
            value.pointer("/result/value/token").and_then(Value::as_str).ok_or(DirectoryFault::AccessRefused)?;
        Ok(Token { secret: SecretString::from(token.to_owned()), lifetime: None })
    }

    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder {
        // Exposed to authorise the request. The origin is the pinned one: the server believes this header.
        request.header("PI-Authorization", reveal(token)).header("Origin", &self.origin)
    }
}

impl Administrator {
    async fn signed_in(&self, http: &Http) -> Result<Value, DirectoryFault> {
        let url = http.at(&["auth"]);
        // Exposed to sign in with it.
        let body = json!({"username": self.name, "password": reveal(&self.password)});
        http.read(|c| c.post(url.clone()).json(&body)).await?.body(reason)
    }
}

/// Requests to one server.
pub struct Server {
    access: Access<Administrator>,
    origin: String,
}

impl Server {
    pub fn new(http: Http, administrator: Administrator) -> Self {
        Self { origin: administrator.origin.clone(), access: Access::new(http, administrator) }
    }

    /// Signs in, unless it is.
    pub async fn sign_in(&self) -> Result<(), DirectoryFault> {
        self.access.ready().await
    }

    /// The rights that the administrator has, as a sign-in tells them.
    pub async fn rights(&self) -> Result<Option<Vec<String>>, DirectoryFault> {
        let value = self.access.sign_in_of().signed_in(self.access.http()).await?;
        let rights = value.pointer("/result/value/rights").and_then(Value::as_array);
        Ok(rights.map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect()))
    }

    /// A read.
    pub async fn read(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Value, DirectoryFault> {
        finish(self.access.read(self.access.http().at(segments), |request| request.query(query)).await?)
    }

    /// A read of a long list, of which `sieve` keeps a part.
    pub async fn read_by(
        &self,
        segments: &[&str],
        query: &[(&str, &str)],
        sieve: &SieveOf<'_>,
    ) -> Result<Value, DirectoryFault> {
        let at = self.access.http().at(segments);
        finish(self.access.read_by(at, |request| request.query(query), Some(sieve)).await?)
    }

    /// A change.
    pub async fn change(
        &self,
        method: Method,
        segments: &[&str],
        body: Option<Value>,
    ) -> Result<Value, DirectoryFault> {
        finish(self.access.change(method, self.access.http().at(segments), body.as_ref()).await?)
    }

    /// A request that anybody may make, from the pinned origin.
    pub async fn open(&self, segments: &[&str], body: Value) -> Result<Value, DirectoryFault> {
        let http = self.access.http();
        let ask = |c: &reqwest::Client| c.post(http.at(segments)).header("Origin", &self.origin).json(&body);
        http.change(ask).await?.body(reason)
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
