//! The stand-in for Keycloak, as a rig.

use super::keycloak_fake::{KeycloakFake, credential_data};
use super::rig::{Call, Rig};
use crate::desk::{Desk, NEW_PIN, key, pin};
use async_trait::async_trait;
use postern_directory::{Keycloak, KeycloakSettings, Reach};
use postern_os::{OsEntropy, SystemClock};
use postern_ports::authenticator::{MakeCredential, Wishes};
use postern_ports::{Directory, Entropy as _};
use postern_practice::people::BLANK;
use std::sync::Arc;

/// A stand-in of its own.
///
/// Its client signs in with a secret, or with its key.
pub struct Server(pub KeycloakFake, bool);

impl Server {
    /// Starts it.
    pub async fn start() -> Self {
        Self(KeycloakFake::start().await, false)
    }

    /// The same, whose client signs in with its key.
    pub async fn keyed() -> Self {
        Self(KeycloakFake::start().await, true)
    }

    /// A connector that reaches it at `url`.
    pub fn connector(&self, url: &str, reach: Reach) -> Keycloak {
        let settings = KeycloakSettings { id: "practice".to_owned(), url: url.to_owned(), reach, ..self.0.settings() };
        let kept = if self.1 { KeycloakFake::key() } else { KeycloakFake::secret() };
        Keycloak::connect(settings, kept, Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap()
    }
}

#[async_trait]
impl Rig for Server {
    fn url(&self) -> String {
        self.0.url().to_owned()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        Arc::new(self.connector(url, reach))
    }

    async fn subject(&self, credentials: usize) -> String {
        self.0.newcomer(credentials)
    }

    fn enrols_itself(&self) -> bool {
        true
    }

    async fn enrol(&self, desk: &Desk, login: &str) {
        let drawn = OsEntropy.bytes32().unwrap();
        let ask = MakeCredential {
            rp_id: "localhost".to_owned(),
            rp_name: "Corp".to_owned(),
            origin: self.0.url().to_owned(),
            challenge: drawn.to_vec(),
            user_id: login.as_bytes().to_vec(),
            user_name: login.to_owned(),
            user_display_name: login.to_owned(),
            algorithms: vec![-7],
            exclude: Vec::new(),
            wishes: Wishes::default(),
        };
        let keys = &desk.console.parts().keys;
        let made = keys.make_credential(&key(BLANK), ask, pin(NEW_PIN).into(), Arc::new(|_| {})).await.unwrap();
        let data = credential_data(&made.id.0, &made.public_key.unwrap().0, &made.aaguid);
        // Whoever was not asked does not get so far; the desk sees then that nothing is listed.
        drop(self.0.enrol(login, &data, "Security key"));
    }

    fn call(&self, method: &str, path: &str, _body: &str) -> Call {
        match method {
            "DELETE" if path.contains("/credentials/") || path.contains("/federated-identity/") => Call::Revoke,
            // The key itself never comes through here: what stands for it is that the subject is asked for one.
            "PUT" if path.contains("execute-actions-email") => Call::Submit,
            "GET" => Call::Read,
            _ => Call::Other,
        }
    }

    fn success(&self, _: Call, _: &str) -> (u16, String) {
        (204, String::new())
    }
}
