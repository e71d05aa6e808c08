//! A console's sign-in at a directory, kept while it holds, and requests with it.

use crate::http::{Answer, Http, SieveOf};
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use secrecy::SecretString;
use serde_json::Value;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use url::Url;

/// A token that lives shorter than this is not used any more: the call it goes with takes time.
const MARGIN: Duration = Duration::from_secs(30);

/// No token is kept for longer, whatever is told.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a sign-in gave.
pub struct Token {
    /// What authorises a request.
    pub secret: SecretString,
    /// How long it holds, where the directory says.
    pub lifetime: Option<Duration>,
}

/// How a directory lets a console in, and how a request shows it.
#[async_trait]
pub trait SignIn: Send + Sync {
    /// Signs in.
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault>;
    /// Adds to a request what authorises it.
    fn dress(&self, request: RequestBuilder, token: &SecretString) -> RequestBuilder;
}

/// Access to one directory: signs in when it is first needed, and once more where a request is refused for it (401). A
/// refused call changed nothing, so that it may be sent again.
pub struct Access<S> {
    http: Http,
    sign_in: S,
    kept: Mutex<Option<(SecretString, Option<Instant>)>>,
}

impl<S: SignIn> Access<S> {
    /// Access that signs in when it is first needed.
    pub fn new(http: Http, sign_in: S) -> Self {
        Self { http, sign_in, kept: Mutex::new(None) }
    }

    /// The client.
    pub fn http(&self) -> &Http {
        &self.http
    }

    /// How it signs in.
    pub fn sign_in_of(&self) -> &S {
        &self.sign_in
    }

    /// Signs in, unless it is.
    pub async fn ready(&self) -> Result<(), DirectoryFault> {
        self.token().await.map(|_| ())
    }

    /// A read; `build` adds query and headers to the request for `url`.
    pub async fn read(
        &self,
        url: Url,
        build: impl Fn(RequestBuilder) -> RequestBuilder + Send + Sync,
    ) -> Result<Answer, DirectoryFault> {
        self.read_by(url, build, None).await
    }

    /// A read of a long list, of which `sieve` keeps a part.
    pub async fn read_by(
        &self,
        url: Url,
        build: impl Fn(RequestBuilder) -> RequestBuilder + Send + Sync,
        sieve: Option<&SieveOf<'_>>,
    ) -> Result<Answer, DirectoryFault> {
        let token = self.token().await?;
        let request = |token: &SecretString, c: &Client| self.sign_in.dress(build(c.get(url.clone())), token);
        let answer = self.http.read_by(|c| request(&token, c), sieve).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let token = self.again().await?;
        self.http.read_by(|c| request(&token, c), sieve).await
    }

    /// A change.
    pub async fn change(&self, method: Method, url: Url, body: Option<&Value>) -> Result<Answer, DirectoryFault> {
        let token = self.token().await?;
        let request = |token: &SecretString, c: &Client| {
            let request = c.request(method.clone(), url.clone());
            let request = match body {
                Some(body) => request.json(body),
                None => request,
            };
            self.sign_in.dress(request, token)
        };
        let answer = self.http.change(|c| request(&token, c)).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        let token = self.again().await?;
        self.http.change(|c| request(&token, c)).await
    }

    async fn again(&self) -> Result<SecretString, DirectoryFault> {
        *self.kept.lock().await = None;
        self.token().await
    }

    /// What authorises requests now: some directories write into it what it allows.
    pub async fn shown(&self) -> Result<SecretString, DirectoryFault> {
        self.token().await
    }

    async fn token(&self) -> Result<SecretString, DirectoryFault> {
        // Held while signing in: who comes meanwhile waits for that one.
        let mut kept = self.kept.lock().await;
        if let Some((token, until)) = &*kept
            && until.is_none_or(|until| Instant::now() < until)
        {
            return Ok(token.clone());
        }
        let token = self.sign_in.sign_in(&self.http).await?;
        let until = token.lifetime.map(|l| Instant::now() + l.min(LONGEST).saturating_sub(MARGIN));
        *kept = Some((token.secret.clone(), until));
        Ok(token.secret)
    }
}
