//! Sign-in, as anybody does it.

use super::{Problem, Shared, keep, take};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use webauthn_rs_core::proto::Credential;
use webauthn_rs_core::proto::UserVerificationPolicy;
use webauthn_rs_proto::{AuthenticatorAssertionResponseRaw, PublicKeyCredential};

const DENIED: Problem = Problem(StatusCode::FORBIDDEN, "denied");

#[derive(Deserialize)]
pub struct Who {
    login: String,
}

/// A challenge for the active credentials of an account.
pub async fn options(State(shared): State<Arc<Shared>>, Json(who): Json<Who>) -> Result<Json<Value>, Problem> {
    shared.misbehave().await?;
    let account = shared.database.by_login(&who.login).await?.ok_or(DENIED)?;
    let rows = shared.database.credentials(&account.id).await?;
    let active: Vec<Credential> = rows
        .iter()
        .filter(|c| c.state == "active")
        .filter_map(|c| c.json.as_deref().and_then(|j| serde_json::from_str(j).ok()))
        .collect();
    if active.is_empty() {
        return Err(DENIED);
    }
    let broken = |_| Problem(StatusCode::INTERNAL_SERVER_ERROR, "webauthn");
    let builder = shared
        .core
        .new_challenge_authenticate_builder(active, Some(UserVerificationPolicy::Required))
        .map_err(broken)?;
    let (challenge, state) = shared.core.generate_challenge_authenticate(builder).map_err(broken)?;
    let transaction = shared.fresh_id("sign-in")?;
    keep(&shared.sign_ins, &transaction, account.id, shared.now(), state);
    Ok(Json(json!({"transaction": transaction, "publicKey": challenge.public_key})))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    transaction: String,
    id: String,
    authenticator_data: String,
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    signature: String,
    user_handle: Option<String>,
}

/// Lets in whoever answers with an active credential of an account that is not blocked.
pub async fn finish(State(shared): State<Arc<Shared>>, Json(answered): Json<Answered>) -> Result<Json<Value>, Problem> {
    shared.misbehave().await?;
    let (id, state) = take(&shared.sign_ins, &answered.transaction, shared.now()).ok_or(DENIED)?;
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| Problem(StatusCode::BAD_REQUEST, "base64url"));
    let user_handle = answered.user_handle.as_deref().map(bytes).transpose()?;
    let response = PublicKeyCredential {
        id: answered.id.clone(),
        raw_id: bytes(&answered.id)?,
        response: AuthenticatorAssertionResponseRaw {
            authenticator_data: bytes(&answered.authenticator_data)?,
            client_data_json: bytes(&answered.client_data_json)?,
            signature: bytes(&answered.signature)?,
            user_handle,
        },
        extensions: Default::default(),
        type_: "public-key".to_owned(),
    };
    let result = shared.core.authenticate_credential(&response, &state).map_err(|_| DENIED)?;
    // Read again: the account may have been blocked, or the credential removed, since the challenge.
    let account = shared.database.account(&id).await?.ok_or(DENIED)?;
    if account.blocked {
        return Err(Problem(StatusCode::FORBIDDEN, "blocked"));
    }
    let rows = shared.database.credentials(&id).await?;
    let row = rows
        .iter()
        .find(|c| c.state == "active" && c.webauthn_id.as_deref() == Some(answered.id.as_str()))
        .ok_or(DENIED)?;
    if let Some(mut credential) = row.json.as_deref().and_then(|j| serde_json::from_str::<Credential>(j).ok()) {
        credential.counter = result.counter();
        if let Ok(json) = serde_json::to_string(&credential) {
            shared.database.update_credential_json(&row.id, &json).await?;
        }
    }
    let session = shared.fresh_id("session")?;
    shared.database.open_session(&session, &id, shared.now()).await?;
    Ok(Json(json!({"session": session})))
}
