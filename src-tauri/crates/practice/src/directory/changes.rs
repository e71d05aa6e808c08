//! The directory's log of credentials: what was added, removed or altered, and by whom.

use super::database::Database;
use super::{Problem, Shared};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use postern_ports::directory::ChangeKind;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::FromRow;
use std::sync::Arc;

/// Entries on a page.
const PAGE: usize = 100;

/// Who changed something: whoever holds the administration's token, or somebody else.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// The console.
    Console,
    /// Anybody else.
    Outside,
}

impl By {
    fn name(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Outside => "outside",
        }
    }
}

/// An entry of the log.
#[derive(Debug, FromRow, Serialize)]
struct Entry {
    entry: String,
    at: i64,
    account: String,
    login: String,
    what: String,
    #[serde(rename = "by")]
    who: String,
    #[serde(skip)]
    seq: i64,
}

/// From when, and after which entry.
#[derive(Deserialize)]
pub struct Since {
    since: i64,
    #[serde(default)]
    from: i64,
}

/// One page of entries, oldest first.
pub async fn list(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(asked): Query<Since>,
) -> Result<Json<Value>, Problem> {
    shared.admit(&headers).await?;
    let rows = shared.database.log(asked.since, asked.from).await?;
    let next = rows.last().filter(|_| rows.len() >= PAGE).map(|last| last.seq.to_string());
    Ok(Json(json!({"rows": rows, "next": next})))
}

impl Shared {
    /// Writes into the log that a credential of `account` was changed now.
    pub async fn note(&self, account: &str, what: ChangeKind, by: By) -> Result<(), Problem> {
        self.database.add_entry(account, self.now(), what, by).await?;
        Ok(())
    }
}

impl Database {
    async fn add_entry(&self, account: &str, at: i64, what: ChangeKind, by: By) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO log (at, account, what, who) VALUES (?, ?, ?, ?)")
            .bind(at)
            .bind(account)
            .bind(what.code())
            .bind(by.name())
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    async fn log(&self, since: i64, after: i64) -> sqlx::Result<Vec<Entry>> {
        sqlx::query_as(
            "SELECT 'log-' || l.seq AS entry, l.at AS at, l.account AS account, a.login AS login, l.what AS what,
                l.who AS who, l.seq AS seq
            FROM log l JOIN accounts a ON a.id = l.account WHERE l.at >= ? AND l.seq > ? ORDER BY l.seq LIMIT ?",
        )
        .bind(since)
        .bind(after)
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(&self.pool)
        .await
    }
}
