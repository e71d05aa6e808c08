//! Temporary passes: issued by the administration, used once by whoever enrols a passkey of their own.

use super::admin::known;
use super::changes::By;
use super::database::{CredentialRow, Database};
use super::{Problem, Shared};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_domain::canonical::Digest;
use postern_ports::directory::ChangeKind;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// How long a pass holds, in milliseconds.
const HOLDS_MS: i64 = 3_600_000;
const DENIED: Problem = Problem(StatusCode::FORBIDDEN, "denied");

/// Issues a pass; one that the account has already is void.
pub async fn issue(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    shared.admit(&headers).await?;
    known(&shared, &id).await?;
    let pass = drawn(&shared)?;
    let until = shared.now().saturating_add(HOLDS_MS);
    let row = CredentialRow {
        id: shared.fresh_id("pass")?,
        kind: "temporary_pass".to_owned(),
        label: "Temporary pass".to_owned(),
        added_at: shared.now(),
        state: "active".to_owned(),
        webauthn_id: None,
        json: None,
    };
    shared.database.void_passes(&id).await?;
    shared.database.add_credential(&id, &row).await?;
    shared.database.add_pass(&row.id, &hash(&id, &pass), until).await?;
    shared.note(&id, ChangeKind::Altered, By::Console).await?;
    Ok((StatusCode::CREATED, Json(json!({"pass": pass, "until": until}))))
}

/// Who enrols, and by what.
#[derive(Deserialize)]
pub struct Enrolling {
    login: String,
    pass: String,
}

/// Adds a passkey to the account of whoever shows a pass that holds. It stands for one on a device of theirs: nobody
/// here has its key.
pub async fn enrol(State(shared): State<Arc<Shared>>, Json(enrolling): Json<Enrolling>) -> Result<StatusCode, Problem> {
    shared.misbehave().await?;
    let account = shared.database.by_login(&enrolling.login).await?.ok_or(DENIED)?;
    if account.blocked {
        return Err(Problem(StatusCode::FORBIDDEN, "blocked"));
    }
    if !shared.database.use_pass(&account.id, &hash(&account.id, &enrolling.pass), shared.now()).await? {
        return Err(DENIED);
    }
    let row = CredentialRow {
        id: shared.fresh_id("passkey")?,
        kind: "passkey".to_owned(),
        label: "Passkey of a device".to_owned(),
        added_at: shared.now(),
        state: "active".to_owned(),
        webauthn_id: Some(URL_SAFE_NO_PAD.encode(shared.drawn32()?)),
        json: None,
    };
    shared.database.add_credential(&account.id, &row).await?;
    shared.note(&account.id, ChangeKind::Added, By::Outside).await?;
    Ok(StatusCode::CREATED)
}

/// Twelve characters in groups, as people read them out.
fn drawn(shared: &Shared) -> Result<String, Problem> {
    let text: String = shared.drawn32()?[..6].iter().map(|byte| format!("{byte:02X}")).collect();
    Ok(format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..]))
}

/// What is kept of a pass of `account`.
fn hash(account: &str, pass: &str) -> Vec<u8> {
    let plain: String = pass.chars().filter(|c| c.is_alphanumeric()).collect();
    Digest::separated("practice/pass", format!("{account} {plain}").as_bytes()).0.to_vec()
}

impl Database {
    async fn add_pass(&self, credential: &str, hash: &[u8], until: i64) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO passes (credential, hash, until) VALUES (?, ?, ?)")
            .bind(credential)
            .bind(hash)
            .bind(until)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    async fn void_passes(&self, account: &str) -> sqlx::Result<()> {
        sqlx::query("DELETE FROM credentials WHERE account = ? AND kind = 'temporary_pass'")
            .bind(account)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    /// Whether the account has this pass still; it serves once, and its entry among the credentials goes with it.
    async fn use_pass(&self, account: &str, hash: &[u8], now: i64) -> sqlx::Result<bool> {
        let done = sqlx::query(
            "DELETE FROM credentials WHERE account = ? AND state = 'active'
            AND id IN (SELECT credential FROM passes WHERE hash = ? AND until > ?)",
        )
        .bind(account)
        .bind(hash)
        .bind(now)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}
