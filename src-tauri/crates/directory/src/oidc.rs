//! Signing in at an OpenID provider in the person's own browser: authorization code with PKCE over loopback (RFC 8252).
//!
//! Invariants: what a browser brings counts only with this visit's state; an ID token counts only when a key of the
//! issuer's signed it, it answers this visit's nonce, and it tells of a sign-in since the visit began. Endpoints come
//! from the issuer's own document. Deliberately absent: the device flow, by which somebody can be talked into signing
//! in for another.

mod discovery;
mod id_token;
mod loopback;
#[cfg(test)]
mod signed;
#[cfg(test)]
mod tests;
mod visit;

use crate::decode::url_safe;
use crate::grant::{lifetime, reason};
use crate::http::{BadUrl, Http, Reach, usable};
use async_trait::async_trait;
use discovery::Provider;
use postern_domain::time::Timestamp;
use postern_ports::directory::DirectoryFault;
use postern_ports::openid::{BrowserVisit, OpenId, Visited};
use postern_ports::secrets::reveal;
use postern_ports::{Clock, Entropy};
use reqwest::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use url::form_urlencoded::{Serializer, byte_serialize};
pub use visit::TokenVisit;

/// What a provider answers where a refresh token is of no use any more, and a person has to sign in again.
const OVER: [&str; 4] = ["consent_required", "interaction_required", "invalid_grant", "login_required"];

/// Which provider, as which client, and what it says of an account.
#[derive(Debug, Clone)]
pub struct OidcSettings {
    /// The issuer, exactly as it calls itself.
    pub issuer: String,
    /// The identifier of the client that this desk is there.
    pub client_id: String,
    /// The client's secret; none for a public client.
    pub client_secret: Option<SecretString>,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// The claim that holds the account's identifier in its directory, such as `sub` or `oid`.
    pub account_claim: String,
    /// Ports that the provider takes in a redirect address, of which the first free one is used; empty where it takes
    /// any on loopback.
    pub ports: Vec<u16>,
    /// How the provider is reached.
    pub reach: Reach,
}

/// Settings that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOidc {
    /// The issuer's address.
    #[error("issuer: {0}")]
    Issuer(#[from] BadUrl),
    /// The issuer's address has a query or a fragment, which an issuer's has not.
    #[error("issuer: an address with a query or a fragment")]
    Query,
    /// The client's identifier.
    #[error("client_id: empty")]
    Client,
    /// The claim of the account.
    #[error("account_claim: empty")]
    Claim,
}

/// What a sign-in, or its renewal, lets a console do.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// What authorises requests.
    pub access: SecretString,
    /// What renews it: to be kept in place of the one before.
    pub refresh: Option<SecretString>,
    /// How long requests are authorised, where the provider says.
    pub lifetime: Option<Duration>,
}

impl Tokens {
    fn of(value: &Value) -> Result<Self, DirectoryFault> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(|t| SecretString::from(t.to_owned()));
        let access = text("access_token").ok_or_else(|| nonsense("no access token"))?;
        Ok(Self { access, refresh: text("refresh_token"), lifetime: lifetime(value) })
    }
}

/// A client of one OpenID provider.
pub struct Oidc {
    client: Arc<Client>,
}

impl Oidc {
    /// A client that asks the provider for its document whenever a visit begins.
    ///
    /// # Errors
    ///
    /// What in the settings cannot be used.
    pub fn connect(settings: OidcSettings, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Result<Self, BadOidc> {
        let issuer = usable(&settings.issuer)?;
        if issuer.query().is_some() || issuer.fragment().is_some() {
            return Err(BadOidc::Query);
        }
        if settings.client_id.is_empty() {
            return Err(BadOidc::Client);
        }
        if settings.account_claim.is_empty() {
            return Err(BadOidc::Claim);
        }
        let http = Http::new(&settings.issuer, &settings.reach)?;
        Ok(Self { client: Arc::new(Client { settings, http, clock, entropy }) })
    }

    /// As [`OpenId::begin`], where the tokens are wanted as well: somebody signs in for this console to act as them.
    ///
    /// # Errors
    ///
    /// What keeps the visit from beginning.
    pub async fn begin_for_tokens(&self, hint: &str, now: Timestamp) -> Result<TokenVisit, DirectoryFault> {
        TokenVisit::begin(self.client.clone(), hint, now).await
    }

    /// Renews what authorises requests.
    ///
    /// # Errors
    ///
    /// `SignInNeeded` where the refresh token is of no use any more.
    pub async fn refresh(&self, refresh_token: &SecretString) -> Result<Tokens, DirectoryFault> {
        let provider = self.client.provider().await?;
        // Exposed to be exchanged for what authorises requests.
        let fields = [("grant_type", "refresh_token"), ("refresh_token", reveal(refresh_token))];
        let value = self.client.ask(&provider, &fields).await.map_err(over)?;
        let mut tokens = Tokens::of(&value)?;
        // Where no other comes, this one goes on being of use.
        tokens.refresh.get_or_insert_with(|| refresh_token.clone());
        Ok(tokens)
    }
}

#[async_trait]
impl OpenId for Oidc {
    async fn begin(&self, hint: &str, now: Timestamp) -> Result<Box<dyn BrowserVisit>, DirectoryFault> {
        Ok(Box::new(SignInVisit(self.begin_for_tokens(hint, now).await?)))
    }
}

/// A visit that shows who signed in, and keeps nothing that authorises anything.
struct SignInVisit(TokenVisit);

#[async_trait]
impl BrowserVisit for SignInVisit {
    fn address(&self) -> &str {
        self.0.address()
    }

    async fn finish(self: Box<Self>) -> Result<Visited, DirectoryFault> {
        let Self(visit) = *self;
        visit.finish().await.map(|(visited, _)| visited)
    }
}

/// What visits share.
struct Client {
    settings: OidcSettings,
    http: Http,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Client {
    async fn provider(&self) -> Result<Provider, DirectoryFault> {
        Provider::discovered(&self.http, &self.settings.issuer).await
    }

    /// 256 random bits as text.
    fn drawn(&self) -> Result<String, DirectoryFault> {
        let drawn = self.entropy.bytes32().map_err(|_| DirectoryFault::Down("no randomness here".to_owned()))?;
        Ok(url_safe(&drawn))
    }

    /// Asks the token endpoint, as a public client or with the client's secret.
    async fn ask(&self, provider: &Provider, fields: &[(&str, &str)]) -> Result<Value, DirectoryFault> {
        let id = self.settings.client_id.as_str();
        // Exposed to show the provider which client asks.
        let secret = self.settings.client_secret.as_ref().map(reveal);
        let beside = secret.filter(|_| !provider.secret_in_body);
        let mut all: Vec<(&str, &str)> = fields.to_vec();
        if beside.is_none() {
            all.push(("client_id", id));
            all.extend(secret.map(|secret| ("client_secret", secret)));
        }
        let body = form(&all);
        let request = |c: &reqwest::Client| {
            let request = c.post(provider.token.clone());
            let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone());
            match beside {
                Some(secret) => request.basic_auth(escaped(id), Some(escaped(secret))),
                None => request,
            }
        };
        // Once: a code, and many a refresh token, is of use once only.
        self.http.change(request).await?.body(reason)
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// As RFC 6749 §2.3.1 wants it in a header.
fn escaped(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// A refresh token that is of no use any more is a sign-in that is over.
fn over(fault: DirectoryFault) -> DirectoryFault {
    match fault {
        DirectoryFault::Refused(why) if OVER.contains(&why.as_str()) => DirectoryFault::SignInNeeded,
        other => other,
    }
}

fn nonsense(what: &str) -> DirectoryFault {
    DirectoryFault::Nonsense(what.to_owned())
}
