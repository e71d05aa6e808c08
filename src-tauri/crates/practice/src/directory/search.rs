//! Accounts by the beginning of their sign-in name, and a crowd of them to search in.

use super::database::Database;
use super::{PracticeDirectory, PracticeFault, Problem, Shared};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::FromRow;
use std::sync::Arc;

/// Accounts on a page.
const PAGE: usize = 100;

#[derive(Debug, FromRow, Serialize)]
struct FoundRow {
    id: String,
    login: String,
    name: String,
}

/// How the names begin, and after which one the page begins.
#[derive(Deserialize)]
pub struct Beginning {
    beginning: String,
    #[serde(default)]
    from: String,
}

/// One page of accounts, in the order of their names.
pub async fn search(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(asked): Query<Beginning>,
) -> Result<Json<Value>, Problem> {
    shared.admit(&headers).await?;
    let rows = shared.database.beginning_with(&asked.beginning, &asked.from).await?;
    let next = rows.last().filter(|_| rows.len() >= PAGE).map(|last| last.login.clone());
    Ok(Json(json!({"rows": rows, "next": next})))
}

impl PracticeDirectory {
    /// Adds `number` accounts that have nothing, `crowd.00001` and so on: for trying what a large directory asks.
    pub async fn crowd(&self, number: u32) -> Result<(), PracticeFault> {
        self.shared.database.add_crowd(number).await?;
        Ok(())
    }
}

impl Database {
    async fn beginning_with(&self, beginning: &str, after: &str) -> sqlx::Result<Vec<FoundRow>> {
        // Not LIKE: what is asked for may hold its wildcards.
        sqlx::query_as(
            "SELECT id, login, name FROM accounts
            WHERE login > ?1 AND substr(login, 1, length(?2)) = ?2 COLLATE NOCASE ORDER BY login LIMIT ?3",
        )
        .bind(after)
        .bind(beginning)
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
        .fetch_all(&self.pool)
        .await
    }

    async fn add_crowd(&self, number: u32) -> sqlx::Result<()> {
        sqlx::query(
            "WITH RECURSIVE crowd(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM crowd WHERE n < ?1)
            INSERT OR IGNORE INTO accounts (id, login, name, privileged)
            SELECT printf('acc-crowd-%05d', n), printf('crowd.%05d', n), printf('Crowd %05d', n), 0
            FROM crowd WHERE n <= ?1",
        )
        .bind(number)
        .execute(&self.pool)
        .await
        .map(|_| ())
    }
}
