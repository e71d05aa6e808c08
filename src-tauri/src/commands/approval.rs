//! Signatures.

use super::parse;
use crate::pins::{Facts, facts_of};
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_application::approval::Offer;
use postern_domain::ids::CaseId;
use postern_domain::recovery::Command;
use postern_ipc::convert;
use postern_ipc::dto::{CaseView, DispositionCode, StatementView};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn statement(shell: State<'_, Shell>, case_id: String) -> Answer<StatementView> {
    let id: CaseId = parse::id(&shell, &case_id, "case")?;
    let console = shell.writable()?;
    let offer = shell.answer(console.offer_approval(id).await)?;
    drawn(&shell, id, &offer).await
}

/// The page of what is offered.
async fn drawn(shell: &Shell, id: CaseId, offer: &Offer) -> Answer<StatementView> {
    let console = shell.writable()?;
    let roster = shell.answer(console.roster().await)?;
    let mark = |label: &str, value: &str| console.line_mark(id, label, value).unwrap_or_default();
    convert::statement_view(offer, &roster, &mark).ok_or_else(|| shell.refuse(&Fault::Internal("statement")))
}

#[tauri::command]
pub async fn co_sign(shell: State<'_, Shell>, case_id: String, nonce: String, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let (key, offered) = (KeyId(key_id), shell.console()?.offered(&nonce));
    let pin = shell.pin_of_session(&key, "co_sign", facts_of(&offered.unwrap_or_default())).await?;
    let done = shell.writable()?.co_sign(id, &nonce, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn statement_here(shell: State<'_, Shell>, case_id: String, key_id: String) -> Answer<StatementView> {
    let id: CaseId = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    shell.answer(shell.writable()?.may_co_sign_here(id).await)?;
    let pin = shell.pin_of_session(&key, "beside", Facts::new()).await?;
    let console = shell.writable()?;
    let offer = shell.answer(console.offer_here(id, &key, pin).await)?;
    drawn(&shell, id, &offer).await
}

#[tauri::command]
pub async fn co_sign_here(shell: State<'_, Shell>, case_id: String, nonce: String, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let (key, offered) = (KeyId(key_id), shell.console()?.offered(&nonce));
    let pin = shell.pin_of_session(&key, "co_sign", facts_of(&offered.unwrap_or_default())).await?;
    let done = shell.writable()?.co_sign_here(id, &nonce, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn refuse_approval(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    reason: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.act(id, version, Command::RefuseApproval { reason }).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn release(shell: State<'_, Shell>, case_id: String, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    // The statement is made first: the PIN window says what it says.
    let offer = shell.answer(shell.writable()?.offer_release(id).await)?;
    let pin = shell.pin_of_session(&key, "release", facts_of(&offer.bytes)).await?;
    let done = shell.writable()?.release(id, &offer.statement.nonce, &key, pin).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn review(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    disposition: DispositionCode,
    note: String,
    key_id: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let disposition = convert::disposition_of(disposition);
    let offer = shell.answer(shell.writable()?.offer_review(id, version, disposition, note).await)?;
    let pin = shell.pin_of_session(&key, "review", facts_of(&offer.bytes)).await?;
    let done = shell.writable()?.review(id, &offer.statement.nonce, &key, pin).await;
    shell.case_after(id, done).await
}
