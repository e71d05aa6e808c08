//! The stand-in for Entra, as a rig.

use super::entra_fake::EntraFake;
use super::rig::{Call, Rig};
use async_trait::async_trait;
use postern_directory::{Entra, EntraSettings, Reach};
use postern_os::{OsEntropy, SystemClock};
use postern_ports::Directory;
use std::sync::Arc;

/// A stand-in of its own; what left the contract is told when it ends.
///
/// Its application signs in with a secret, or with its certificate.
pub struct Server(pub EntraFake, bool);

impl Server {
    /// Starts it; new methods are named by their credential, as in Graph's examples.
    pub async fn start() -> Self {
        let fake = EntraFake::start().await;
        fake.spell_credentials();
        Self(fake, false)
    }

    /// The same, whose application signs in with its certificate.
    pub async fn certified() -> Self {
        let fake = EntraFake::start().await;
        fake.spell_credentials();
        Self(fake, true)
    }

    /// Starts one whose names of methods say nothing.
    pub async fn opaque() -> Self {
        Self(EntraFake::start().await, false)
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
        let own = self.0.settings();
        let at = |own: &str| own.replace(self.0.url(), url);
        let (graph, authority) = (at(&own.graph), at(&own.authority));
        let settings = EntraSettings { id: "practice".to_owned(), graph, authority, reach, ..own };
        let kept = if self.1 { EntraFake::certificate() } else { EntraFake::secret() };
        Arc::new(Entra::connect(settings, kept, Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap())
    }

    async fn subject(&self, credentials: usize) -> String {
        self.0.newcomer(credentials)
    }

    fn call(&self, method: &str, path: &str, _: &str) -> Call {
        match method {
            "DELETE" => Call::Revoke,
            "POST" if path.ends_with("/fido2Methods") => Call::Submit,
            "GET" if path.ends_with("/creationOptions") => Call::Other,
            "GET" => Call::Read,
            _ => Call::Other,
        }
    }

    fn success(&self, call: Call, _: &str) -> (u16, String) {
        match call {
            Call::Submit => (201, "{\"id\": \"nowhere\"}".to_owned()),
            _ => (204, String::new()),
        }
    }
}
