//! ServiceNow, over its Table API: a work note (or a comment) of the record that the ticket's number names.

use super::{Comment, NotAdded, TicketSystem};
use crate::feed::BadOutward;
use crate::feed::outward::{self, Judged, below, judged};
use async_trait::async_trait;
use postern_ports::Secrets;
use postern_ports::feed::{ParkedWhy, Trouble, TroubleKind};
use postern_ports::secrets::reveal;
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// An instance, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceNowSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// Who this desk is there.
    pub user: String,
    /// The name of the secret that holds the password.
    pub secret: String,
    /// The table: `incident`, `sc_task`…
    pub table: String,
    /// The field: `work_notes`, or `comments`, which whoever asked can read.
    pub field: String,
    /// Certificates that alone are trusted; none: the system's.
    pub roots: Vec<Vec<u8>>,
    /// How long a request may take.
    pub patience: Duration,
}

/// A ServiceNow instance.
pub struct ServiceNow {
    client: Client,
    base: Url,
    secrets: Arc<dyn Secrets>,
    settings: ServiceNowSettings,
}

impl ServiceNow {
    /// The instance of `settings`; the password is among `secrets`.
    pub fn new(settings: ServiceNowSettings, secrets: Arc<dyn Secrets>) -> Result<Self, BadOutward> {
        let base = outward::usable(&settings.url)?;
        let client = outward::client(&settings.roots, settings.patience)?;
        if !is_name(&settings.table) || !is_name(&settings.field) {
            return Err(BadOutward::Malformed);
        }
        Ok(Self { client, base, secrets, settings })
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, NotAdded> {
        let password = outward::secret(&self.secrets, &self.settings.secret).await.map_err(NotAdded::NotNow)?;
        // Exposed to authorise the request.
        let request = request.basic_auth(&self.settings.user, Some(reveal(&password)));
        match judged(request.header("Accept", "application/json").send().await) {
            Judged::Taken(answer) => Ok(*answer),
            Judged::Never(answer) => match outward::refusal(*answer, "error").await {
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Err(NotAdded::Never(ParkedWhy::NotThere)),
                Ok(_) => Err(NotAdded::Never(ParkedWhy::Refused)),
                Err(trouble) => Err(NotAdded::NotNow(trouble)),
            },
            Judged::NotNow(trouble) => Err(NotAdded::NotNow(trouble)),
            Judged::Unknown(trouble) => Err(NotAdded::Unknown(trouble)),
        }
    }

    /// Rows of `table` that `query` finds: one is enough. Nothing changes by it, so that nothing of it is unknown.
    async fn found(&self, table: &str, query: &str) -> Result<Option<String>, NotAdded> {
        let mut url = below(&self.base, &["api", "now", "table", table]).map_err(NotAdded::NotNow)?;
        url.query_pairs_mut()
            .append_pair("sysparm_query", query)
            .append_pair("sysparm_fields", "sys_id")
            .append_pair("sysparm_limit", "1");
        let answer = match self.send(self.client.get(url)).await {
            Err(NotAdded::Unknown(trouble)) => return Err(NotAdded::NotNow(trouble)),
            Err(NotAdded::Never(ParkedWhy::NotThere)) => return Ok(None),
            other => other?,
        };
        let body = outward::json(answer).await.map_err(NotAdded::NotNow)?;
        let odd = || NotAdded::NotNow(Trouble::of(TroubleKind::Refused, "an answer without a result"));
        let rows = body.get("result").and_then(Value::as_array).ok_or_else(odd)?;
        let Some(row) = rows.first() else { return Ok(None) };
        let id = row.get("sys_id").and_then(Value::as_str).ok_or_else(odd)?;
        if is_name(id) { Ok(Some(id.to_owned())) } else { Err(odd()) }
    }

    async fn record(&self, ticket: &str) -> Result<String, NotAdded> {
        let found = self.found(&self.settings.table, &format!("number={ticket}")).await?;
        found.ok_or(NotAdded::Never(ParkedWhy::NotThere))
    }
}

#[async_trait]
impl TicketSystem for ServiceNow {
    fn is_ticket(&self, ticket: &str) -> bool {
        let digits = ticket.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let prefix = ticket.len() - digits.len();
        (2..=8).contains(&prefix) && (4..=20).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    }

    async fn has(&self, comment: &Comment) -> Result<bool, NotAdded> {
        let id = self.record(&comment.ticket).await?;
        let query = format!("element_id={id}^element={}^valueLIKE{}", self.settings.field, comment.mark);
        Ok(self.found("sys_journal_field", &query).await?.is_some())
    }

    async fn add(&self, comment: &Comment) -> Result<(), NotAdded> {
        let id = self.record(&comment.ticket).await?;
        let mut url =
            below(&self.base, &["api", "now", "table", &self.settings.table, &id]).map_err(NotAdded::NotNow)?;
        url.query_pairs_mut().append_pair("sysparm_fields", "sys_id");
        let body = json!({ self.settings.field.as_str(): comment.text() });
        self.send(self.client.patch(url).json(&body)).await.map(|_| ())
    }
}

/// Names of tables, fields and records: nothing that would change a query.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
