//! The application's sign-in: the client credentials grant with a secret, at the authority.
//!
//! The token authorises requests to Graph alone: its scope is Graph's own origin.

use crate::access::{SignIn, Token};
use crate::http::Http;
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde_json::Value;
use std::time::Duration;
use url::form_urlencoded::Serializer;

/// Signs in as one application of one tenant.
pub struct Application {
    /// The authority: another base than Graph, so it has a client of its own.
    pub authority: Http,
    pub tenant_id: String,
    pub client_id: String,
    pub secret: SecretString,
}

#[async_trait]
impl SignIn for Application {
    async fn sign_in(&self, http: &Http) -> Result<Token, DirectoryFault> {
        let url = self.authority.at(&[&self.tenant_id, "oauth2", "v2.0", "token"]);
        let body = Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_id", &self.client_id)
            // Exposed to sign in with it.
            .append_pair("client_secret", reveal(&self.secret))
            .append_pair("scope", &scope(http))
            .finish();
        let request = |c: &reqwest::Client| {
            c.post(url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone())
        };
        let value = self.authority.read(request).await?.body(reason).map_err(refused)?;
        let token = value.get("access_token").and_then(Value::as_str).ok_or(DirectoryFault::AccessRefused)?;
        Ok(Token { secret: SecretString::from(token.to_owned()), lifetime: lifetime(&value) })
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

/// A sign-in that is understood and refused is an access that is refused; why is for the log.
fn refused(fault: DirectoryFault) -> DirectoryFault {
    match fault {
        DirectoryFault::Refused(why) | DirectoryFault::NotPermitted(why) | DirectoryFault::NotThere(why) => {
            tracing::warn!(%why, "the authority refuses this console");
            DirectoryFault::AccessRefused
        }
        other => other,
    }
}

/// How long the token holds: seconds, as a number or as text.
fn lifetime(value: &Value) -> Option<Duration> {
    let told = value.get("expires_in")?;
    told.as_u64().or_else(|| told.as_str()?.parse().ok()).map(Duration::from_secs)
}

/// The authority's error code. Its description names correlation and trace, of use to its own people alone.
fn reason(value: &Value) -> Option<String> {
    value.get("error").and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Reach;
    use serde_json::json;

    #[test]
    fn the_scope_is_graph_itself() {
        let scope_of = |base: &str| scope(&Http::new(base, &Reach::default()).unwrap());
        assert_eq!(scope_of("https://graph.microsoft.com/v1.0"), "https://graph.microsoft.com/.default");
        assert_eq!(scope_of("http://127.0.0.1:5000/v1.0/"), "http://127.0.0.1:5000/.default");
    }

    #[test]
    fn a_lifetime_is_read_in_either_spelling() {
        assert_eq!(lifetime(&json!({"expires_in": 3599})), Some(Duration::from_secs(3599)));
        assert_eq!(lifetime(&json!({"expires_in": "3599"})), Some(Duration::from_secs(3599)));
        assert_eq!(lifetime(&json!({})), None);
    }

    #[test]
    fn a_refused_sign_in_is_a_refused_access() {
        assert_eq!(refused(DirectoryFault::Refused("invalid_scope".to_owned())), DirectoryFault::AccessRefused);
        assert_eq!(refused(DirectoryFault::TimedOut), DirectoryFault::TimedOut);
    }
}
