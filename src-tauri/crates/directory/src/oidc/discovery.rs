//! What a provider says of itself (OpenID Connect Discovery 1.0): where its endpoints are, and which keys sign for it.

use super::nonsense;
use crate::grant::reason;
use crate::http::{Http, usable};
use jsonwebtoken::jwk::Jwk;
use postern_ports::directory::DirectoryFault;
use serde_json::Value;
use url::Url;

/// An issuer's endpoints.
#[derive(Debug)]
pub struct Provider {
    /// Where a browser begins.
    pub authorization: Url,
    /// Where a code is exchanged.
    pub token: Url,
    /// Where its keys are.
    pub keys: Url,
    /// It says in every answer through a browser which issuer it is (RFC 9207).
    pub names_itself: bool,
    /// A client's secret goes into the body; else into a header, as is said where nothing is.
    pub secret_in_body: bool,
}

impl Provider {
    /// What `issuer`, which `http` reaches, says of itself now.
    pub async fn discovered(http: &Http, issuer: &str) -> Result<Self, DirectoryFault> {
        let url = http.at(&[".well-known", "openid-configuration"]);
        let value = http.read(|c| c.get(url.clone())).await?.body(reason)?;
        Self::of(&value, issuer)
    }

    fn of(value: &Value, issuer: &str) -> Result<Self, DirectoryFault> {
        if value.get("issuer").and_then(Value::as_str) != Some(issuer) {
            return Err(nonsense("the document of another issuer"));
        }
        let plain = issuer.starts_with("http://");
        let endpoint = |name: &str| {
            let url = value.get(name).and_then(Value::as_str).and_then(|text| usable(text).ok());
            // An issuer elsewhere has no endpoint on this machine: a code would go to whoever listens there.
            url.filter(|url| url.scheme() == "https" || plain)
                .filter(|url| url.username().is_empty() && url.password().is_none() && url.fragment().is_none())
                .ok_or_else(|| DirectoryFault::Nonsense(format!("no {name} that may be used")))
        };
        let methods = value.get("token_endpoint_auth_methods_supported").and_then(Value::as_array);
        Ok(Self {
            authorization: endpoint("authorization_endpoint")?,
            token: endpoint("token_endpoint")?,
            keys: endpoint("jwks_uri")?,
            names_itself: value.get("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true)),
            secret_in_body: methods.is_some_and(|all| all.iter().any(|m| m.as_str() == Some("client_secret_post"))),
        })
    }

    /// The keys that sign for it now. One that is not understood is left out: others may be.
    pub async fn keys(&self, http: &Http) -> Result<Vec<Jwk>, DirectoryFault> {
        let value = http.read(|c| c.get(self.keys.clone())).await?.body(reason)?;
        let all = value.get("keys").and_then(Value::as_array).ok_or_else(|| nonsense("no keys"))?;
        Ok(all.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ISSUER: &str = "https://id.corp.test/realm";

    fn document() -> Value {
        json!({
            "issuer": ISSUER,
            "authorization_endpoint": "https://id.corp.test/authorize?tenant=1",
            "token_endpoint": "https://tokens.corp.test/token",
            "jwks_uri": "https://id.corp.test/keys",
        })
    }

    fn with(name: &str, value: Value) -> Result<Provider, DirectoryFault> {
        let mut document = document();
        document[name] = value;
        Provider::of(&document, ISSUER)
    }

    #[test]
    fn an_issuer_is_exactly_the_one_that_is_meant() {
        assert!(Provider::of(&document(), ISSUER).is_ok());
        for other in ["https://id.corp.test/realm/", "https://id.corp.test", "https://ID.corp.test/realm", ""] {
            assert!(with("issuer", json!(other)).is_err(), "{other}");
            assert!(Provider::of(&document(), other).is_err(), "{other}");
        }
        assert!(with("issuer", json!([ISSUER])).is_err());
    }

    #[test]
    fn endpoints_are_encrypted() {
        for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
            for bad in [
                "http://id.corp.test/x",
                "http://127.0.0.1:8080/x",
                "https://me@id.corp.test/x",
                "https://id.corp.test/x#y",
                "javascript:alert(1)",
                "/x",
            ] {
                assert!(with(name, json!(bad)).is_err(), "{name}: {bad}");
            }
            assert!(with(name, Value::Null).is_err(), "{name}");
        }
    }

    #[test]
    fn an_issuer_on_this_machine_has_its_endpoints_there() {
        let issuer = "http://localhost:4593/api/oidc";
        let document = |token: &str| {
            json!({
                "issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"), "token_endpoint": token,
                "jwks_uri": format!("{issuer}/jwks"),
            })
        };
        assert!(Provider::of(&document("http://localhost:4593/api/oidc/token"), issuer).is_ok());
        assert!(Provider::of(&document("http://id.corp.test/token"), issuer).is_err());
    }

    #[test]
    fn a_secret_goes_where_the_provider_takes_it() {
        let of = |methods: Value| with("token_endpoint_auth_methods_supported", methods).unwrap().secret_in_body;
        assert!(of(json!(["private_key_jwt", "client_secret_post"])));
        assert!(!of(json!(["client_secret_basic"])));
        assert!(!of(Value::Null));
        let names = |value: Value| with("authorization_response_iss_parameter_supported", value).unwrap().names_itself;
        assert!(names(json!(true)) && !names(json!("true")) && !names(Value::Null));
    }
}
