//! The stand-in for Okta, as a rig.

use super::okta_fake::OktaFake;
use super::rig::{Call, Rig};
use async_trait::async_trait;
use postern_directory::{Okta, OktaSettings, Reach};
use postern_os::{OsEntropy, SystemClock};
use postern_ports::Directory;
use std::sync::Arc;

/// A stand-in of its own; what left the contract is told when it ends.
pub struct Server(pub OktaFake);

impl Server {
    /// Starts it.
    pub async fn start() -> Self {
        Self(OktaFake::start().await)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.0.breaches(), Vec::<String>::new(), "outside the contract");
        }
    }
}

#[async_trait]
impl Rig for Server {
    fn url(&self) -> String {
        self.0.url().to_owned()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        let settings = OktaSettings { id: "practice".to_owned(), url: url.to_owned(), reach, ..self.0.settings() };
        let okta = Okta::connect(settings, &OktaFake::key(), Arc::new(SystemClock), Arc::new(OsEntropy));
        Arc::new(okta.unwrap())
    }

    async fn subject(&self, credentials: usize) -> String {
        self.0.newcomer(credentials)
    }

    fn call(&self, method: &str, path: &str, _: &str) -> Call {
        match method {
            "DELETE" if path.contains("/factors/") => Call::Revoke,
            "POST" if path.ends_with("/lifecycle/activate") => Call::Submit,
            "GET" => Call::Read,
            _ => Call::Other,
        }
    }

    fn success(&self, call: Call, _: &str) -> (u16, String) {
        match call {
            Call::Submit => (200, "{\"id\": \"nowhere\", \"status\": \"ACTIVE\"}".to_owned()),
            _ => (204, String::new()),
        }
    }
}
