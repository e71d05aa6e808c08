//! Jira Cloud, over its REST API 3: a comment of the issue, in Atlassian's document format, for the staff alone.

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

/// A page of comments.
const PAGE: usize = 100;
/// A comment is looked for among so many pages of the newest ones.
const PAGES: usize = 10;

/// A site, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JiraSettings {
    /// Its address: https unless on this machine.
    pub url: String,
    /// Who this desk is there: an address of mail.
    pub user: String,
    /// The name of the secret that holds the token.
    pub secret: String,
    /// Certificates that alone are trusted; none: the system's.
    pub roots: Vec<Vec<u8>>,
    /// How long a request may take.
    pub patience: Duration,
}

/// A Jira site.
pub struct Jira {
    client: Client,
    base: Url,
    secrets: Arc<dyn Secrets>,
    settings: JiraSettings,
}

impl Jira {
    /// The site of `settings`; the token is among `secrets`.
    pub fn new(settings: JiraSettings, secrets: Arc<dyn Secrets>) -> Result<Self, BadOutward> {
        let base = outward::usable(&settings.url)?;
        let client = outward::client(&settings.roots, settings.patience)?;
        Ok(Self { client, base, secrets, settings })
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, NotAdded> {
        let token = outward::secret(&self.secrets, &self.settings.secret).await.map_err(NotAdded::NotNow)?;
        // Exposed to authorise the request.
        let request = request.basic_auth(&self.settings.user, Some(reveal(&token)));
        match judged(request.header("Accept", "application/json").send().await) {
            Judged::Taken(answer) => Ok(*answer),
            Judged::Never(answer) => match outward::refusal(*answer, "errorMessages").await {
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Err(NotAdded::Never(ParkedWhy::NotThere)),
                Ok(_) => Err(NotAdded::Never(ParkedWhy::Refused)),
                Err(trouble) => Err(NotAdded::NotNow(trouble)),
            },
            Judged::NotNow(trouble) => Err(NotAdded::NotNow(trouble)),
            Judged::Unknown(trouble) => Err(NotAdded::Unknown(trouble)),
        }
    }

    fn comments(&self, ticket: &str) -> Result<Url, NotAdded> {
        below(&self.base, &["rest", "api", "3", "issue", ticket, "comment"]).map_err(NotAdded::NotNow)
    }
}

#[async_trait]
impl TicketSystem for Jira {
    fn is_ticket(&self, ticket: &str) -> bool {
        let Some((project, number)) = ticket.split_once('-') else { return false };
        let project_fits = project.starts_with(|c: char| c.is_ascii_uppercase())
            && (2..=50).contains(&project.len())
            && project.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        project_fits && (1..=12).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    }

    async fn has(&self, comment: &Comment) -> Result<bool, NotAdded> {
        for page in 0..PAGES {
            let mut url = self.comments(&comment.ticket)?;
            url.query_pairs_mut()
                .append_pair("startAt", &(page * PAGE).to_string())
                .append_pair("maxResults", &PAGE.to_string())
                .append_pair("orderBy", "-created");
            let answer = match self.send(self.client.get(url)).await {
                // A read changes nothing, so that nothing of it is unknown.
                Err(NotAdded::Unknown(trouble)) => return Err(NotAdded::NotNow(trouble)),
                other => other?,
            };
            let body = outward::json(answer).await.map_err(NotAdded::NotNow)?;
            let odd = || NotAdded::NotNow(Trouble::of(TroubleKind::Refused, "an answer without comments"));
            let there = body.get("comments").and_then(Value::as_array).ok_or_else(odd)?;
            if there.iter().any(|one| one.to_string().contains(&comment.mark)) {
                return Ok(true);
            }
            if there.len() < PAGE {
                break;
            }
        }
        Ok(false)
    }

    async fn add(&self, comment: &Comment) -> Result<(), NotAdded> {
        let url = self.comments(&comment.ticket)?;
        self.send(self.client.post(url).json(&body(comment))).await.map(|_| ())
    }
}

/// The comment as a document, which a service desk shows to its staff alone.
fn body(comment: &Comment) -> Value {
    let text = |text: &str| json!({ "type": "text", "text": text });
    let paragraph = |said: &str| json!({ "type": "paragraph", "content": [text(said)] });
    let mut content: Vec<Value> = comment.said.iter().map(|said| paragraph(said)).collect();
    if !comment.checkpoint.trim().is_empty() {
        content.push(json!({ "type": "codeBlock", "content": [text(comment.checkpoint.trim_end())] }));
    }
    content.push(paragraph(&comment.mark));
    json!({
        "body": { "type": "doc", "version": 1, "content": content },
        "properties": [{ "key": "sd.public.comment", "value": { "internal": true } }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::comment::tests::{CHECKPOINT, comment};

    #[test]
    fn a_comment_is_a_document_for_the_staff() {
        let body = body(&comment("SUP-7"));
        assert_eq!((&body["body"]["type"], &body["body"]["version"]), (&"doc".into(), &1.into()));
        let parts = body["body"]["content"].as_array().unwrap();
        assert_eq!(parts.last().unwrap()["content"][0]["text"], comment("SUP-7").mark);
        let code = parts.iter().find(|part| part["type"] == "codeBlock").unwrap();
        assert_eq!(code["content"][0]["text"], CHECKPOINT.trim_end());
        assert_eq!(body["properties"][0]["value"]["internal"], true);
    }
}
