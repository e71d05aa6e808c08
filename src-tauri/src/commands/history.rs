//! Lists and verification.

use crate::shell::{Answer, Shell, work_rows};
use postern_ipc::convert;
use postern_ipc::dto::{HistoryRow, VerifyView, WorkList};
use postern_ports::event_store::Ask;
use tauri::State;

#[tauri::command]
pub async fn work_list(shell: State<'_, Shell>) -> Answer<WorkList> {
    let console = shell.console()?;
    let actor = shell.answer(console.actor())?;
    let rows = shell.answer(work_rows(console, &actor, 500).await)?;
    Ok(WorkList { counts: convert::work_counts(&rows), rows })
}

#[tauri::command]
pub async fn history(shell: State<'_, Shell>, query: String) -> Answer<Vec<HistoryRow>> {
    shell.answer(shell.console()?.actor())?;
    Ok(shell.cases(&query, 200).await?.iter().map(convert::history_row).collect())
}

#[tauri::command]
pub async fn verify_history(shell: State<'_, Shell>) -> Answer<VerifyView> {
    let console = shell.console()?;
    let found = shell.answer(console.look_over(Ask::default()).await)?;
    shell.keep_verification(&found);
    Ok(convert::verify_view(&found))
}
