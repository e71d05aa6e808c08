//! A real privacyIDEA: one of its users is the table's own.

use super::rig::{Call, Rig};
use crate::privacyidea::Server;
use async_trait::async_trait;
use postern_directory::Reach;
use postern_ports::Directory;
use serde_json::json;
use std::sync::Arc;

/// The server that `cargo xtask test` starts; the other tests use other users.
pub struct Carols(pub Server);

#[async_trait]
impl Rig for Carols {
    fn url(&self) -> String {
        self.0.url.clone()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        self.0.connector_at(url, reach)
    }

    async fn subject(&self, credentials: usize) -> String {
        let of_carol = |page: &str| format!("/token/?user=carol&realm=corp&pagesize=100&page={page}");
        let all = self.0.admin_get(&of_carol("1")).await;
        for token in all["result"]["value"]["tokens"].as_array().unwrap() {
            self.0.admin_delete(&format!("/token/{}", token["serial"].as_str().unwrap())).await;
        }
        for _ in 0..credentials {
            let body = json!({"type": "hotp", "user": "carol", "realm": "corp", "genkey": 1});
            assert_eq!(self.0.admin_call("/token/init", body).await["result"]["status"], true);
        }
        "carol".to_owned()
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Call {
        match method {
            "GET" => Call::Read,
            "DELETE" if path.starts_with("/token/") => Call::Revoke,
            "POST" if path == "/token/init" && body.contains("attestationObject") => Call::Submit,
            _ => Call::Other,
        }
    }

    fn success(&self, _: Call, _: &str) -> (u16, String) {
        (200, json!({"result": {"status": true, "value": 1}, "detail": {}}).to_string())
    }
}
