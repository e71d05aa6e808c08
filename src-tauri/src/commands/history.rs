//! Lists and verification.

use super::parse;
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_application::staff::Confirmer;
use postern_delivery::Language;
use postern_domain::ids::CaseId;
use postern_ipc::convert;
use postern_ipc::dto::{
    CheckpointView, ExportView, HeldView, HistoryChoices, HistoryPageView, HistoryQuery, ReportView, VerifyView,
    WorkList,
};
use postern_ports::authenticator::KeyId;
use postern_ports::event_store::Ask;
use tauri::State;

#[tauri::command]
pub async fn work_list(shell: State<'_, Shell>) -> Answer<WorkList> {
    let console = shell.console()?;
    let actor = shell.answer(console.actor())?;
    shell.answer(crate::shell::work_list(console, &actor).await)
}

#[tauri::command]
pub async fn history(shell: State<'_, Shell>, query: HistoryQuery, next: Option<u64>) -> Answer<HistoryPageView> {
    let asked = convert::case_query(&query).map_err(|field| shell.refuse(&Fault::field(field)))?;
    shell.answer(shell.console()?.history(&asked, next).await).map(convert::history_page)
}

#[tauri::command]
pub async fn history_choices(shell: State<'_, Shell>) -> Answer<HistoryChoices> {
    let console = shell.console()?;
    let choices = shell.answer(console.history_choices().await)?;
    let roster = shell.answer(console.roster().await)?;
    let model = |aaguid: &str| console.parts().models.report(aaguid, console.now()).and_then(|report| report.name);
    Ok(convert::history_choices(&choices, &roster, model))
}

#[tauri::command]
pub async fn verify_history(shell: State<'_, Shell>) -> Answer<VerifyView> {
    let console = shell.console()?;
    let found = shell.unless_stopped(async { shell.answer(console.look_over(Ask::default()).await) }).await?;
    shell.keep_verification(&found);
    Ok(convert::verify_view(&found))
}

#[tauri::command]
pub async fn checkpoint(shell: State<'_, Shell>) -> Answer<CheckpointView> {
    let note = shell.answer(shell.console()?.checkpoint().await)?;
    Ok(convert::checkpoint_view(note, None))
}

#[tauri::command]
pub async fn sign_checkpoint(shell: State<'_, Shell>, text: String, key_id: String) -> Answer<CheckpointView> {
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "checkpoint", Facts::new()).await?;
    let note = shell.answer(shell.console()?.sign_checkpoint(&text, Confirmer { key, pin }).await)?;
    Ok(convert::checkpoint_view(note, None))
}

#[tauri::command]
pub async fn compare_checkpoint(shell: State<'_, Shell>, text: String) -> Answer<HeldView> {
    shell.answer(shell.console()?.compare(&text).await).map(convert::held_view)
}

#[tauri::command]
pub async fn witness_checkpoint(shell: State<'_, Shell>, text: String) -> Answer<CheckpointView> {
    let console = shell.console()?;
    let note = shell.answer(console.witness(&text).await)?;
    Ok(convert::checkpoint_view(note, Some(console.witness_key().vkey())))
}

#[tauri::command]
pub async fn export_case(shell: State<'_, Shell>, case_id: String) -> Answer<ExportView> {
    let case: CaseId = parse::id(&shell, &case_id, "case")?;
    shell.answer(shell.console()?.actor())?;
    shell.unless_stopped(shell.house()?.export(case)).await
}

#[tauri::command]
pub async fn save_report(shell: State<'_, Shell>, case_id: String, language: String) -> Answer<ReportView> {
    let case: CaseId = parse::id(&shell, &case_id, "case")?;
    shell.answer(shell.console()?.actor())?;
    let language = Language::of(&language).unwrap_or_default();
    shell.unless_stopped(shell.house()?.report(case, language)).await
}

#[tauri::command]
pub async fn save_attachment(shell: State<'_, Shell>, case_id: String, attachment_id: String) -> Answer<ExportView> {
    let case: CaseId = parse::id(&shell, &case_id, "case")?;
    let attachment = parse::id(&shell, &attachment_id, "attachment")?;
    let (name, content) = shell.answer(shell.console()?.attached(case, attachment).await)?;
    shell.house()?.save(case, &name, &content)
}
