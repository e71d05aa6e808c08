//! The client credentials grant (RFC 6749 §4.4): how an application signs in, whatever it shows to be itself.

use crate::access::Token;
use crate::decode::{liberal, url_safe};
use crate::http::Http;
use postern_ports::directory::DirectoryFault;
use postern_ports::{Clock, Entropy};
use reqwest::header::CONTENT_TYPE;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use url::Url;
use url::form_urlencoded::Serializer;

/// Asks `url` for a token, with `fields` beside the kind of grant.
pub async fn client_credentials(http: &Http, url: Url, fields: &[(&str, &str)]) -> Result<Token, DirectoryFault> {
    let body = form(fields);
    let request = |c: &reqwest::Client| {
        c.post(url.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone())
    };
    // Once: an assertion may be of use once only.
    let value = http.change(request).await?.body(reason).map_err(refused)?;
    let token = value.get("access_token").and_then(Value::as_str).ok_or(DirectoryFault::AccessRefused)?;
    Ok(Token { secret: SecretString::from(token.to_owned()), lifetime: lifetime(&value) })
}

/// What says that a client shows an assertion (RFC 7523 §2.2).
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long an assertion holds, in seconds.
const HOLDS: i64 = 300;

/// Who makes an assertion, and with which time and randomness.
pub struct Client {
    pub id: String,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
}

impl Client {
    /// A JWT by which the client shows who it is to the token endpoint at `audience`: of use once, and for a few minutes.
    pub fn assertion(
        &self,
        header: &Value,
        audience: &str,
        sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, DirectoryFault>,
    ) -> Result<String, DirectoryFault> {
        let drawn = self.entropy.bytes32().map_err(|_| DirectoryFault::Down("no randomness here".to_owned()))?;
        let now = self.clock.now().0 / 1000;
        let claims = json!({
            "iss": self.id, "sub": self.id, "aud": audience, "jti": url_safe(&drawn),
            "iat": now, "nbf": now, "exp": now + HOLDS,
        });
        let signed = [header, &claims].map(|part| url_safe(part.to_string().as_bytes())).join(".");
        let signature = sign(signed.as_bytes())?;
        Ok(format!("{signed}.{}", url_safe(&signature)))
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "client_credentials").extend_pairs(fields).finish()
}

/// What an access token says that it allows, in this claim: a list, or one text of words; `None` where it is not readable,
/// which its issuer may make it. Nothing is decided by it: it is told to whoever sets the access up.
pub fn claimed(token: &str, claim: &str) -> Option<Vec<String>> {
    let payload = liberal(token.split('.').nth(1)?).ok()?;
    let claims: Value = serde_json::from_slice(&payload).ok()?;
    match claims.get(claim)? {
        Value::Array(all) => Some(all.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        Value::String(words) => Some(words.split_whitespace().map(str::to_owned).collect()),
        _ => None,
    }
}

/// A sign-in that is understood and refused is an access that is refused; why is for the log.
fn refused(fault: DirectoryFault) -> DirectoryFault {
    match fault {
        DirectoryFault::Refused(why) | DirectoryFault::NotPermitted(why) | DirectoryFault::NotThere(why) => {
            // Its code alone: the sentence after it may name whoever signed in.
            let code = why.split_whitespace().next().unwrap_or_default();
            tracing::warn!(code, "the authority refuses this console");
            DirectoryFault::AccessRefused
        }
        other => other,
    }
}

/// How long the token holds: seconds, as a number or as text.
pub fn lifetime(value: &Value) -> Option<Duration> {
    let told = value.get("expires_in")?;
    told.as_u64().or_else(|| told.as_str()?.parse().ok()).map(Duration::from_secs)
}

/// The authority's error code. Its description names correlation and trace, of use to its own people alone.
pub fn reason(value: &Value) -> Option<String> {
    value.get("error").and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

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
