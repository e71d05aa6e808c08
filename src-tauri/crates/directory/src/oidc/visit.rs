//! One visit of a browser to the provider: from its address to who signed in.

use super::discovery::Provider;
use super::id_token::{Expected, believed};
use super::loopback::{Callback, Loopback};
use super::{Client, Tokens, nonsense};
use crate::decode::url_safe;
use postern_domain::time::Timestamp;
use postern_ports::directory::DirectoryFault;
use postern_ports::openid::Visited;
use postern_ports::secrets::reveal;
use secrecy::SecretString;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a browser is waited for.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// A sign-in that a browser is to make, which gives tokens. Dropping it ends the waiting.
pub struct TokenVisit {
    client: Arc<Client>,
    provider: Provider,
    loopback: Loopback,
    address: String,
    /// What the browser brings back.
    state: String,
    /// What the ID token answers.
    nonce: String,
    /// What only this console can show for the code (RFC 7636).
    verifier: SecretString,
    begun: Timestamp,
    until: Instant,
}

impl TokenVisit {
    pub(super) async fn begin(client: Arc<Client>, hint: &str, now: Timestamp) -> Result<Self, DirectoryFault> {
        let provider = client.provider().await?;
        let loopback = Loopback::bind(&client.settings.ports).await?;
        let (state, nonce, verifier) = (client.drawn()?, client.drawn()?, client.drawn()?);
        let challenge = url_safe(&Sha256::digest(verifier.as_bytes()));
        let scope = scope(&client.settings.scopes);
        let mut fields = vec![
            ("response_type", "code"),
            ("client_id", client.settings.client_id.as_str()),
            ("scope", scope.as_str()),
            ("state", state.as_str()),
            ("nonce", nonce.as_str()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            // A sign-in from before does not count.
            ("prompt", "login"),
            ("max_age", "0"),
        ];
        if !hint.is_empty() {
            fields.push(("login_hint", hint));
        }
        let address = address(&provider, &loopback.redirect(), &fields);
        let (verifier, until) = (SecretString::from(verifier), Instant::now() + PATIENCE);
        Ok(Self { client, provider, loopback, address, state, nonce, verifier, begun: now, until })
    }

    /// Where the browser begins. It holds no secret that opens anything without this console.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits for the browser to come back, at most five minutes after the beginning, and checks what it brings.
    ///
    /// # Errors
    ///
    /// `TimedOut` where no browser came; `Refused` with the provider's code where it let nobody in; `Nonsense` where
    /// what it says is not believed, such as of a sign-in that is not fresh; and whatever the code's exchange meets.
    pub async fn finish(self) -> Result<(Visited, Tokens), DirectoryFault> {
        let Self { client, provider, loopback, state, nonce, verifier, begun, until, .. } = self;
        let redirect = loopback.redirect();
        let brought = timeout_at(until, loopback.brought(&state)).await.map_err(|_| DirectoryFault::TimedOut)?;
        let settings = &client.settings;
        let code = match brought {
            Callback::Error(code) => return Err(DirectoryFault::Refused(code)),
            Callback::Code { code, issuer } => {
                // A code of another provider's is not shown to this one (RFC 9207).
                if issuer.map_or(provider.names_itself, |issuer| issuer != settings.issuer) {
                    return Err(nonsense("an answer of another issuer"));
                }
                code
            }
        };
        let fields = [
            ("grant_type", "authorization_code"),
            // Exposed to be exchanged, once.
            ("code", reveal(&code)),
            ("redirect_uri", redirect.as_str()),
            // Exposed to show that the code was asked for from here.
            ("code_verifier", reveal(&verifier)),
        ];
        let value = client.ask(&provider, &fields).await?;
        let token = value.get("id_token").and_then(Value::as_str).ok_or_else(|| nonsense("no ID token"))?;
        let tokens = Tokens::of(&value)?;
        let keys = provider.keys(&client.http).await?;
        let expected = Expected {
            issuer: &settings.issuer,
            client_id: &settings.client_id,
            account_claim: &settings.account_claim,
            nonce: &nonce,
            // Exposed to be compared with what the ID token says of it.
            access: reveal(&tokens.access),
            begun,
            now: client.clock.now(),
        };
        let visited = believed(token, &keys, &expected)?;
        Ok((visited, tokens))
    }
}

/// `openid`, and what is asked for beside it.
fn scope(beside: &[String]) -> String {
    let beside = beside.iter().map(String::as_str).filter(|scope| *scope != "openid");
    std::iter::once("openid").chain(beside).collect::<Vec<_>>().join(" ")
}

fn address(provider: &Provider, redirect: &str, fields: &[(&str, &str)]) -> String {
    let mut url = provider.authorization.clone();
    url.query_pairs_mut().extend_pairs(fields).append_pair("redirect_uri", redirect);
    url.into()
}
