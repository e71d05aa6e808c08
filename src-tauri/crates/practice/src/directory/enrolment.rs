//! Enrolment on behalf: options, and the finished credential.

use super::admin::known;
use super::changes::By;
use super::database::CredentialRow;
use super::{Problem, Shared, keep, take};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_ports::directory::ChangeKind;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use webauthn_rs_core::proto::{COSEAlgorithm, UserVerificationPolicy};
use webauthn_rs_proto::{
    AttestationConveyancePreference, AuthenticatorAttestationResponseRaw, RegisterPublicKeyCredential,
};

pub async fn options(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    shared.admit(&headers).await?;
    let account = known(&shared, &id).await?;
    let broken = |_| Problem(StatusCode::INTERNAL_SERVER_ERROR, "webauthn");
    let builder = shared
        .core
        .new_challenge_register_builder(account.id.as_bytes(), &account.login, &account.name)
        .map_err(broken)?
        .attestation(AttestationConveyancePreference::Direct)
        .user_verification_policy(UserVerificationPolicy::Required)
        .require_resident_key(true)
        .credential_algorithms(vec![COSEAlgorithm::ES256]);
    let (challenge, state) = shared.core.generate_challenge_register(builder).map_err(broken)?;
    let transaction = shared.fresh_id("enrol")?;
    keep(&shared.enrolments, &transaction, id.clone(), shared.now(), state);
    let exclude: Vec<_> = shared.database.credentials(&id).await?.into_iter().filter_map(|c| c.webauthn_id).collect();
    Ok(Json(json!({"transaction": transaction, "publicKey": challenge.public_key, "exclude": exclude})))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Submitted {
    transaction: String,
    label: String,
    id: String,
    attestation_object: String,
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
}

pub async fn submit(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(submitted): Json<Submitted>,
) -> Result<StatusCode, Problem> {
    shared.admit(&headers).await?;
    known(&shared, &id).await?;
    let refused = |code| Problem(StatusCode::BAD_REQUEST, code);
    let (account, state) =
        take(&shared.enrolments, &submitted.transaction, shared.now()).ok_or(refused("transaction"))?;
    if account != id {
        return Err(refused("account"));
    }
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| refused("base64url"));
    let raw_id = bytes(&submitted.id)?;
    let response = RegisterPublicKeyCredential {
        id: submitted.id.clone(),
        raw_id,
        response: AuthenticatorAttestationResponseRaw {
            attestation_object: bytes(&submitted.attestation_object)?,
            client_data_json: bytes(&submitted.client_data_json)?,
            transports: None,
        },
        type_: "public-key".to_owned(),
        extensions: Default::default(),
    };
    let credential = shared.core.register_credential(&response, &state, None).map_err(|error| {
        tracing::warn!(?error, "a registration was refused");
        refused("registration")
    })?;
    if shared.faults.ghost.load(Ordering::Relaxed) {
        return Ok(StatusCode::CREATED);
    }
    let row = CredentialRow {
        id: shared.fresh_id("key")?,
        kind: "security_key".to_owned(),
        label: submitted.label.chars().take(80).collect(),
        added_at: shared.now(),
        state: "active".to_owned(),
        webauthn_id: Some(submitted.id),
        json: Some(serde_json::to_string(&credential).map_err(|_| refused("credential"))?),
    };
    shared.database.add_credential(&id, &row).await?;
    shared.note(&id, ChangeKind::Added, By::Console).await?;
    Ok(StatusCode::CREATED)
}
