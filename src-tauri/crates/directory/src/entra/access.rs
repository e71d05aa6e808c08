//! The application's sign-in: the client credentials grant with a secret, at the authority.
//!
//! The token authorises requests to Graph alone: its scope is Graph's own origin.

use crate::access::{SignIn, Token};
use crate::grant::client_credentials;
use crate::http::Http;
use async_trait::async_trait;
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use reqwest::RequestBuilder;
use secrecy::SecretString;

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
        let scope = scope(http);
        // Exposed to sign in with it.
        let secret = reveal(&self.secret);
        let fields = [("client_id", self.client_id.as_str()), ("client_secret", secret), ("scope", &scope)];
        client_credentials(&self.authority, url, &fields).await
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Reach;

    #[test]
    fn the_scope_is_graph_itself() {
        let scope_of = |base: &str| scope(&Http::new(base, &Reach::default()).unwrap());
        assert_eq!(scope_of("https://graph.microsoft.com/v1.0"), "https://graph.microsoft.com/.default");
        assert_eq!(scope_of("http://127.0.0.1:5000/v1.0/"), "http://127.0.0.1:5000/.default");
    }
}
