//! Any other ticket system, behind a webhook: a signed request, whose receiver knows a comment again by its `id`.

use super::{Comment, NotAdded, TicketSystem};
use crate::feed::BadOutward;
use crate::feed::outward::{self, Judged, judged};
use crate::webhook::{SIGNATURE, signature};
use async_trait::async_trait;
use postern_domain::text::shown;
use postern_ports::feed::{ParkedWhy, Trouble, TroubleKind};
use postern_ports::{Clock, Secrets};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode, Url};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// A webhook, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// The name of the secret that requests are signed with.
    pub secret: String,
    /// Certificates that alone are trusted; none: the system's.
    pub roots: Vec<Vec<u8>>,
    /// How long a request may take.
    pub patience: Duration,
}

/// A webhook that takes comments.
pub struct Hook {
    client: Client,
    url: Url,
    secrets: Arc<dyn Secrets>,
    secret: String,
    clock: Arc<dyn Clock>,
}

impl Hook {
    /// The webhook of `settings`; what signs is among `secrets`.
    pub fn new(settings: &HookSettings, secrets: Arc<dyn Secrets>, clock: Arc<dyn Clock>) -> Result<Self, BadOutward> {
        let url = outward::usable(&settings.url)?;
        let client = outward::client(&settings.roots, settings.patience)?;
        Ok(Self { client, url, secrets, secret: settings.secret.clone(), clock })
    }
}

#[async_trait]
impl TicketSystem for Hook {
    fn is_ticket(&self, ticket: &str) -> bool {
        !ticket.is_empty() && ticket.len() <= 200 && shown(ticket) == ticket
    }

    async fn has(&self, _: &Comment) -> Result<bool, NotAdded> {
        // It does not tell: the same id comes again, and its receiver takes it once.
        Ok(false)
    }

    async fn add(&self, comment: &Comment) -> Result<(), NotAdded> {
        let body = json!({
            "id": comment.mark,
            "ticket": comment.ticket,
            "case": comment.case.to_string(),
            "moment": comment.moment.code(),
            "at": comment.at.rfc3339(),
            "text": comment.text(),
            "checkpoint": comment.checkpoint,
        })
        .to_string();
        let secret = outward::secret(&self.secrets, &self.secret).await.map_err(NotAdded::NotNow)?;
        let at = self.clock.now().0.div_euclid(1000);
        let unsigned = || NotAdded::NotNow(Trouble::of(TroubleKind::NoSecret, self.secret.as_str()));
        let signed = signature(&secret, at, &body).ok_or_else(unsigned)?;
        let request = self.client.post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        match judged(request.header(SIGNATURE, signed).body(body).send().await) {
            Judged::Taken(_) => Ok(()),
            // 404 may be the webhook itself, at a wrong address.
            Judged::Never(answer) => Err(match answer.status() {
                StatusCode::GONE => NotAdded::Never(ParkedWhy::NotThere),
                StatusCode::UNPROCESSABLE_ENTITY => NotAdded::Never(ParkedWhy::Refused),
                other => NotAdded::NotNow(Trouble::of(TroubleKind::Refused, other.as_str())),
            }),
            Judged::NotNow(trouble) => Err(NotAdded::NotNow(trouble)),
            Judged::Unknown(trouble) => Err(NotAdded::Unknown(trouble)),
        }
    }
}
