//! The practice directory of a desk.

use super::rig::{Call, Rig};
use crate::desk::Desk;
use async_trait::async_trait;
use postern_directory::{Practice, Reach};
use postern_domain::ids::DirectoryId;
use postern_ports::Directory;
use postern_practice::people::SUBJECT;
use std::sync::Arc;

/// The server of one desk.
pub struct Server {
    url: String,
    token: String,
    straight: Arc<Practice>,
}

impl Server {
    /// That of `desk`.
    pub fn of(desk: &Desk) -> Self {
        let (url, token) = (desk.server.url().to_owned(), desk.server.token().to_owned());
        Self { url, token, straight: desk.connector.clone() }
    }
}

#[async_trait]
impl Rig for Server {
    fn url(&self) -> String {
        self.url.clone()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        let id = DirectoryId::new("practice").unwrap();
        Arc::new(Practice::reached(id, url, &self.token, &reach).unwrap())
    }

    async fn subject(&self, credentials: usize) -> String {
        // Three are hers from the beginning.
        for _ in 3..credentials {
            self.straight.sneak(SUBJECT).await.unwrap();
        }
        SUBJECT.to_owned()
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Call {
        match method {
            "GET" => Call::Read,
            "DELETE" if path.contains("/credentials/") => Call::Revoke,
            "POST" if path.ends_with("/credentials") && body.contains("attestationObject") => Call::Submit,
            _ => Call::Other,
        }
    }

    fn success(&self, call: Call, _: &str) -> (u16, String) {
        if call == Call::Submit { (201, "{}".to_owned()) } else { (204, String::new()) }
    }
}
