//! Events to a collector: a batch is one POST of a JSON array, and an answer of 2xx is what acknowledges it.

use super::ocsf::SecurityEvent;
use super::outward::{self, BadOutward, Judged, judged};
use super::sink::Sink;
use async_trait::async_trait;
use postern_ports::Secrets;
use postern_ports::feed::{Trouble, TroubleKind};
use postern_ports::secrets::reveal;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, Url};
use secrecy::SecretString;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// A collector, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectorSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// Certificates, PEM or DER, that alone are trusted; none: the system's.
    pub roots: Vec<Vec<u8>>,
    /// How long a request may take.
    pub patience: Duration,
    /// The name of the secret that holds its token.
    pub secret: String,
}

/// A collector of events.
pub struct Collector {
    client: Client,
    url: Url,
    secrets: Arc<dyn Secrets>,
    secret: String,
}

impl Collector {
    /// The collector of `settings`; its token is among `secrets`, and is read for every batch.
    pub fn new(settings: &CollectorSettings, secrets: Arc<dyn Secrets>) -> Result<Self, BadOutward> {
        let url = outward::usable(&settings.url)?;
        let client = outward::client(&settings.roots, settings.patience)?;
        Ok(Self { client, url, secrets, secret: settings.secret.clone() })
    }

    /// `events` that became too long for the collector go as two halves, in order.
    async fn post(&self, token: &SecretString, events: &[SecurityEvent]) -> Result<(), Trouble> {
        let mut waiting = vec![events];
        while let Some(batch) = waiting.pop() {
            let body = serde_json::to_vec(&batch.iter().map(|event| &event.json).collect::<Vec<&Value>>());
            let body = body.map_err(|e| Trouble::of(TroubleKind::Refused, e.to_string()))?;
            let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
            // Exposed to authorise the request.
            let request = request.bearer_auth(reveal(token)).body(body);
            match judged(request.send().await) {
                Judged::Taken(_) => {}
                Judged::Never(answer) if answer.status() == StatusCode::PAYLOAD_TOO_LARGE && batch.len() > 1 => {
                    let (first, second) = batch.split_at(batch.len().div_euclid(2));
                    waiting.extend([second, first]);
                }
                Judged::Never(answer) => {
                    return Err(Trouble::of(TroubleKind::Refused, answer.status().as_str()));
                }
                Judged::NotNow(trouble) | Judged::Unknown(trouble) => return Err(trouble),
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Sink for Collector {
    async fn send(&self, events: &[SecurityEvent]) -> Result<(), Trouble> {
        let token = outward::secret(&self.secrets, &self.secret).await?;
        self.post(&token, events).await
    }
}
