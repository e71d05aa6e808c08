//! Codes, possession, exceptions, machine identities, letters: what not every case needs.

use super::case::act;
use super::parse;
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use postern_domain::ids::{ContactId, CredentialId};
use postern_domain::recovery::Command;
use postern_ipc::convert;
use postern_ipc::dto::CaseView;
use postern_ports::authenticator::KeyId;
use postern_ports::secrets::RecoveryCode;
use tauri::State;

#[tauri::command]
pub async fn issue_code(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    contact_id: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let contact = parse::some(&shell, ContactId::new(contact_id).ok(), "contact")?;
    let done = shell.writable()?.issue_code(id, version, contact).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn check_code(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    code_id: String,
    typed: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let code = parse::id(&shell, &code_id, "code")?;
    let done = shell.writable()?.check_code(id, version, code, RecoveryCode::typed(&typed)).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn check_saved_code(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    typed: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.check_saved_code(id, version, RecoveryCode::typed(&typed)).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn replace_saved_codes(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::ReplaceSavedCodes).await
}

#[tauri::command]
pub async fn prove_possession(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
    key_id: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let credential = parse::some(&shell, CredentialId::new(credential).ok(), "credential")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "possession", Facts::new()).await?;
    let done = shell.writable()?.prove_possession(id, version, credential, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn keep_credential(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
    keep: bool,
) -> Answer<CaseView> {
    let credential = parse::some(&shell, CredentialId::new(credential).ok(), "credential")?;
    let command = if keep { Command::KeepCredential { credential } } else { Command::DoNotKeep { credential } };
    act(&shell, &case_id, version, command).await
}

#[tauri::command]
pub async fn ask_exception(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    kind: String,
    reason: String,
    referee: String,
    rationale: String,
) -> Answer<CaseView> {
    let kind = parse::some(&shell, convert::exception_of(&kind), "kind")?;
    act(&shell, &case_id, version, Command::AskException { kind, reason, referee, rationale }).await
}

#[tauri::command]
pub async fn drop_exception(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::DropException).await
}

#[tauri::command]
pub async fn prove_sponsor(shell: State<'_, Shell>, case_id: String, version: u64, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "sponsor", Facts::new()).await?;
    let done = shell.writable()?.prove_sponsor(id, version, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn list_consumers(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    consumers: Vec<String>,
    overlap_minutes: i64,
) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::ListConsumers { consumers, overlap_minutes }).await
}

#[tauri::command]
pub async fn try_old_credential(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
    key_id: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let credential = parse::some(&shell, CredentialId::new(credential).ok(), "credential")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "old_credential", Facts::new()).await?;
    let done = shell.writable()?.try_old_credential(id, version, credential, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn say_old_credential(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
    refused: bool,
) -> Answer<CaseView> {
    let credential = parse::some(&shell, CredentialId::new(credential).ok(), "credential")?;
    act(&shell, &case_id, version, Command::TryOldCredential { credential, refused, observed: false }).await
}

#[tauri::command]
pub async fn record_letter(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    reference: String,
) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::RecordLetter { reference }).await
}

#[tauri::command]
pub async fn take_over(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::TakeOver).await
}

#[tauri::command]
pub async fn clear_hold(shell: State<'_, Shell>, case_id: String, version: u64, note: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::ClearHold { note }).await
}
