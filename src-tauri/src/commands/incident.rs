//! "That was not me": reports, and what becomes of them.

use super::case::act;
use super::parse;
use crate::pins::facts_of;
use crate::shell::{Answer, Shell};
use postern_application::recovery::Report;
use postern_domain::recovery::Command;
use postern_ipc::convert;
use postern_ipc::dto::{CaseView, FindingCode, ReferencedView, ReportChannelCode};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn cases_of_reference(shell: State<'_, Shell>, reference: String) -> Answer<Vec<ReferencedView>> {
    let found = shell.answer(shell.console()?.cases_of_reference(&reference).await)?;
    Ok(found.iter().map(convert::referenced).collect())
}

#[tauri::command]
pub async fn repudiate(
    shell: State<'_, Shell>,
    case_id: String,
    who: String,
    channel: ReportChannelCode,
    said: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let report = Report { who, channel: convert::report_channel_of(channel), said };
    let done = shell.writable()?.repudiate(id, report).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn freeze_again(shell: State<'_, Shell>, case_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.freeze_again(id).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn clear_account(shell: State<'_, Shell>, case_id: String, version: u64, note: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::ClearAccount { note }).await
}

#[tauri::command]
pub async fn dispose_incident(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    finding: FindingCode,
    note: String,
    key_id: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let finding = convert::finding_of(finding);
    let offer = shell.answer(shell.writable()?.offer_disposal(id, version, finding, note).await)?;
    let pin = shell.pin_of_session(&key, "dispose", facts_of(&offer.bytes)).await?;
    let done = shell.writable()?.dispose(id, &offer.statement.nonce, &key, pin).await;
    shell.case_after(id, done).await
}
