//! Administration: look-up, inventory, blocking, revoking, and misbehaving on purpose.

use super::changes::By;
use super::database::{AccountRow, CredentialRow};
use super::{FaultSettings, Problem, Shared};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use postern_domain::canonical::Digest;
use postern_ports::directory::ChangeKind;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;

type Answer<T> = Result<T, Problem>;

pub async fn health(State(shared): State<Arc<Shared>>) -> Answer<StatusCode> {
    shared.misbehave().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
pub struct Login {
    login: String,
}

pub async fn find(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Query(query): Query<Login>,
) -> Answer<Json<Value>> {
    shared.admit(&headers).await?;
    let account = shared.database.by_login(&query.login).await?.ok_or(NO_ACCOUNT)?;
    describe(&shared, account).await
}

pub async fn account(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    shared.admit(&headers).await?;
    let account = known(&shared, &id).await?;
    describe(&shared, account).await
}

pub async fn inventory(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    shared.admit(&headers).await?;
    let account = known(&shared, &id).await?;
    let credentials = shared.database.credentials(&id).await?;
    let sessions = shared.database.sessions(&id).await?;
    Ok(Json(json!({"credentials": credentials, "sessions": sessions, "blocked": account.blocked})))
}

pub async fn block(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    done(shared.database.set_blocked(&id, true).await?, NO_ACCOUNT)
}

pub async fn unblock(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    done(shared.database.set_blocked(&id, false).await?, NO_ACCOUNT)
}

pub async fn end_sessions(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    known(&shared, &id).await?;
    shared.database.end_sessions(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub async fn suspend(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path((id, credential)): Path<(String, String)>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    let changed = shared.database.suspend_credential(&id, &credential).await?;
    removed(&shared, &id, changed).await
}

pub async fn revoke(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path((id, credential)): Path<(String, String)>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    if shared.faults.zombie.load(Ordering::Relaxed) {
        return Ok(StatusCode::NO_CONTENT);
    }
    let changed = shared.database.remove_credential(&id, &credential).await?;
    removed(&shared, &id, changed).await
}

#[derive(Deserialize)]
pub struct SavedCode {
    code: String,
}

/// Whether it is a saved recovery code of the account; it is used up by asking.
pub async fn use_saved_code(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(asked): Json<SavedCode>,
) -> Answer<Json<Value>> {
    shared.admit(&headers).await?;
    known(&shared, &id).await?;
    let matched = shared.database.use_saved_code(&id, &saved_code_hash(&asked.code)).await?;
    Ok(Json(json!({"matched": matched})))
}

/// What is kept of a saved code.
pub fn saved_code_hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
    Digest::separated("practice/saved-code", plain.as_bytes()).0.to_vec()
}

/// Adds a credential behind the console's back.
pub async fn sneak(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    shared.admit(&headers).await?;
    known(&shared, &id).await?;
    let row = CredentialRow {
        id: shared.fresh_id("otp")?,
        kind: "one_time_code".to_owned(),
        label: "Authenticator app, added just now".to_owned(),
        added_at: shared.now(),
        state: "active".to_owned(),
        webauthn_id: None,
        json: None,
    };
    shared.database.add_credential(&id, &row).await?;
    shared.note(&id, ChangeKind::Added, By::Outside).await?;
    Ok(StatusCode::CREATED)
}

pub async fn set_faults(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Json(settings): Json<FaultSettings>,
) -> Answer<StatusCode> {
    // Not through `admit`: this is how a directory that is down comes back.
    let given = headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
    if given != Some(shared.token.as_str()) {
        return Err(Problem(StatusCode::UNAUTHORIZED, "token"));
    }
    shared.faults.zombie.store(settings.zombie, Ordering::Relaxed);
    shared.faults.ghost.store(settings.ghost, Ordering::Relaxed);
    shared.faults.down.store(settings.down, Ordering::Relaxed);
    shared.faults.slow_ms.store(settings.slow_ms, Ordering::Relaxed);
    Ok(StatusCode::NO_CONTENT)
}

const NO_ACCOUNT: Problem = Problem(StatusCode::NOT_FOUND, "account");
const NO_CREDENTIAL: Problem = Problem(StatusCode::NOT_FOUND, "credential");

fn done(changed: bool, otherwise: Problem) -> Answer<StatusCode> {
    if changed { Ok(StatusCode::NO_CONTENT) } else { Err(otherwise) }
}

/// As [`done`], written into the log.
async fn removed(shared: &Shared, account: &str, changed: bool) -> Answer<StatusCode> {
    if changed {
        shared.note(account, ChangeKind::Removed, By::Console).await?;
    }
    done(changed, NO_CREDENTIAL)
}

pub async fn known(shared: &Shared, id: &str) -> Answer<AccountRow> {
    shared.database.account(id).await?.ok_or(NO_ACCOUNT)
}

async fn describe(shared: &Shared, account: AccountRow) -> Answer<Json<Value>> {
    let all = shared.database.contacts(&account.id).await?;
    let (recovery, contacts): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| c.recovery);
    Ok(Json(json!({
        "id": account.id, "login": account.login, "name": account.name,
        "privileged": account.privileged, "sponsor": account.sponsor,
        "contacts": contacts, "recovery_contacts": recovery,
    })))
}
