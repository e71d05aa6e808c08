//! Holding the files of a case, and what the history holds about one person.

use super::case::act;
use super::parse;
use crate::shell::{Answer, Shell};
use postern_delivery::{Language, subject_html, subject_json};
use postern_domain::ids::CaseId;
use postern_domain::recovery::Command;
use postern_ipc::dto::{CaseView, ExportView};
use tauri::State;

#[tauri::command]
pub async fn hold_files(shell: State<'_, Shell>, case_id: String, version: u64, reason: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::HoldFiles { reason }).await
}

#[tauri::command]
pub async fn release_files(shell: State<'_, Shell>, case_id: String, version: u64, reason: String) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::ReleaseFiles { reason }).await
}

/// Leaves the report for the subject of a case, as a page and for programs. Its files are named by the time, not by anybody.
#[tauri::command]
pub async fn subject_report(shell: State<'_, Shell>, case_id: String, language: String) -> Answer<ExportView> {
    let case: CaseId = parse::id(&shell, &case_id, "case")?;
    let language = parse::some(&shell, Language::of(&language), "language")?;
    let console = shell.console()?;
    let report = shell.answer(console.subject_report(case).await)?;
    let stamp: String = report.made_at.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = |kind: &str| format!("subject-{stamp}.{kind}");
    let page = shell.answer(console.leave_report(&name("html"), &subject_html(&report, language)))?;
    shell.answer(console.leave_report(&name("json"), &subject_json(&report)))?;
    Ok(ExportView { folder: page, files: 2 })
}
