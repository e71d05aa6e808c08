//! Clients of Glewlwyd's as machine identities: looked up, changed, and tried as their consumers sign in.

use super::answers::{Endpoints, nonsense, parse};
use super::client::{BY_KEY, ClientRow};
use super::{Glewlwyd, said};
use crate::decode::url_safe;
use crate::grant::{Client, JWT_BEARER};
use crate::http::Answer;
use crate::machine_key::shows;
use postern_domain::ids::CredentialId;
use postern_domain::recovery::account::{Account, Inventory};
use postern_domain::time::Timestamp;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

/// What a shared secret is shown with, in the body of a request.
const IN_BODY: &str = "client_secret_post";

impl Glewlwyd {
    /// The client's account, with whoever answers for it and their address.
    pub(super) async fn machine(&self, id: &str) -> Result<Option<Account>, DirectoryFault> {
        let Some(row) = self.client(id).await? else { return Ok(None) };
        let named = row.sponsor().or_else(|| self.settings.sponsors.get(id).map(String::as_str));
        let sponsor_login = named.unwrap_or_default().to_owned();
        let sponsor = self.person(&sponsor_login).await?;
        row.account(&self.id, sponsor_login, sponsor).map(Some)
    }

    pub(super) async fn machine_inventory(&self, id: &str, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let row = self.present_client(id).await?;
        let blocked = !row.enabled()?;
        // A client keeps no session: each of its tokens is asked for anew.
        Ok(Inventory {
            read_at: now,
            credentials: row.credentials()?,
            sessions: Some(0),
            sign_in_blocked: Some(blocked),
        })
    }

    /// Changes a client. The server forgets every property that is not sent with a change, so that all are sent.
    pub(super) async fn alter(
        &self,
        id: &str,
        change: impl FnOnce(ClientRow) -> Result<ClientRow, DirectoryFault> + Send,
    ) -> Result<(), DirectoryFault> {
        let changed = change(self.present_client(id).await?)?.into_value();
        self.put(&["api", "client", id], &changed).await
    }

    pub(super) async fn revoke_of_client(&self, id: &str, credential: &CredentialId) -> Result<(), DirectoryFault> {
        let drawn = self.entropy.bytes32().map_err(|_| DirectoryFault::Down("no randomness here".to_owned()))?;
        self.alter(id, |row| row.without(credential, &url_safe(&drawn))).await
    }

    /// Signs in as the client, by its grant of client credentials.
    pub(super) async fn try_client(&self, id: &str, secret: &SecretString) -> Result<bool, DirectoryFault> {
        let row = self.present_client(id).await?;
        let scope = row.grant()?;
        let (offer, audience) = self.token_endpoint().await?;
        let client = Client { id: id.to_owned(), clock: self.clock.clone(), entropy: self.entropy.clone() };
        let assertion = shows(&client, secret, &audience)?;
        offer.permits(assertion.is_some().then_some(BY_KEY))?;
        let in_body = row.methods().iter().any(|method| method == IN_BODY);
        // Exposed to be shown to the server, as the client's consumers show it.
        let shared = reveal(secret);
        let fields = match &assertion {
            Some(made) => vec![("client_assertion_type", JWT_BEARER), ("client_assertion", made.as_str())],
            None if in_body => vec![("client_id", id), ("client_secret", shared)],
            None => Vec::new(),
        };
        let basic = (assertion.is_none() && !in_body).then_some(shared);
        let body = form(&scope, &fields);
        let url = self.access.http().at(&["api", self.plugin()?, "token", ""]);
        let request = |c: &reqwest::Client| {
            let request = c.post(url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = match basic {
                Some(secret) => request.basic_auth(id, Some(secret)),
                None => request,
            };
            request.body(body.clone())
        };
        // Once: an assertion is of use once only.
        let_in(self.access.http().change(request).await?)
    }

    async fn client(&self, id: &str) -> Result<Option<ClientRow>, DirectoryFault> {
        let Some(value) = self.get(&["api", "client", id], &[]).await? else { return Ok(None) };
        ClientRow::read(value, id)
    }

    async fn present_client(&self, id: &str) -> Result<ClientRow, DirectoryFault> {
        self.client(id).await?.ok_or_else(|| DirectoryFault::NotThere(id.to_owned()))
    }

    fn plugin(&self) -> Result<&str, DirectoryFault> {
        self.settings.plugins.first().map(String::as_str).ok_or(DirectoryFault::Unsupported)
    }

    /// What the first OpenID Connect plugin offers, and the address of its token endpoint: the one here. Where the
    /// server calls it otherwise it would take no assertion, which must not look like a key that is refused.
    async fn token_endpoint(&self) -> Result<(Endpoints, String), DirectoryFault> {
        let (plugin, http) = (self.plugin()?, self.access.http());
        let own: Url = http.at(&["api", plugin, "token"]);
        let place = http.at(&["api", plugin, ".well-known", "openid-configuration"]);
        let told: Endpoints = parse(http.read(|c| c.get(place.clone())).await?.body(|_| None)?)?;
        if told.token_endpoint != own.as_str() {
            return Err(nonsense("the server calls its token endpoint otherwise (external_url)"));
        }
        Ok((told, own.into()))
    }
}

fn form(scope: &str, fields: &[(&str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials").append_pair("scope", scope).extend_pairs(fields).finish()
}

/// Whether a token was given: refused is what the server says so of, and nothing else.
fn let_in(answer: Answer) -> Result<bool, DirectoryFault> {
    match answer.body(|value| error(value).or_else(|| said(value))) {
        Ok(value) if value.get("access_token").is_some_and(Value::is_string) => Ok(true),
        Ok(_) => Err(nonsense("a token that is none")),
        Err(DirectoryFault::AccessRefused | DirectoryFault::NotPermitted(_)) => Ok(false),
        Err(DirectoryFault::Refused(why)) if why == "invalid_client" => Ok(false),
        Err(other) => Err(other),
    }
}

/// The error code of RFC 6749.
fn error(value: &Value) -> Option<String> {
    value.get("error").and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use reqwest::header::HeaderMap;
    use serde_json::json;

    #[test]
    fn only_what_the_server_refuses_is_refused() {
        let answer = |status, value| let_in(Answer { status, headers: HeaderMap::new(), value: Some(value) });
        assert_eq!(answer(StatusCode::OK, json!({"access_token": "t"})), Ok(true));
        assert!(matches!(answer(StatusCode::OK, json!({})), Err(DirectoryFault::Nonsense(_))));
        assert_eq!(answer(StatusCode::FORBIDDEN, Value::Null), Ok(false));
        assert_eq!(answer(StatusCode::BAD_REQUEST, json!({"error": "invalid_client"})), Ok(false));
        let other = answer(StatusCode::BAD_REQUEST, json!({"error": "scope_invalid"}));
        assert_eq!(other, Err(DirectoryFault::Refused("scope_invalid".to_owned())));
        assert!(answer(StatusCode::NOT_FOUND, Value::Null).is_err());
        assert!(answer(StatusCode::INTERNAL_SERVER_ERROR, Value::Null).is_err());
    }
}
