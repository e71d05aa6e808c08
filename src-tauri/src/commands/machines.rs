//! Machine identities: the list of them, and their consumers on the way to a new credential.

use super::case::act;
use crate::shell::{Answer, Shell};
use postern_domain::recovery::Command;
use postern_ipc::convert;
use postern_ipc::dto::{CaseView, MachinesView};
use tauri::State;

#[tauri::command]
pub async fn machines(shell: State<'_, Shell>, text: String) -> Answer<MachinesView> {
    let found = shell.answer(shell.console()?.machines(&text).await)?;
    Ok(convert::machines_view(&found))
}

#[tauri::command]
pub async fn move_consumer(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    consumer: String,
    moved: bool,
) -> Answer<CaseView> {
    act(&shell, &case_id, version, Command::MoveConsumer { consumer, moved }).await
}
