//! Finding anything by what is typed. What was typed goes into no log.

use crate::shell::{Answer, Shell};
use postern_ipc::convert;
use postern_ipc::dto::HitsView;
use tauri::State;

#[tauri::command]
pub async fn find(shell: State<'_, Shell>, text: String) -> Answer<HitsView> {
    let hits = shell.answer(shell.console()?.find(&text).await)?;
    Ok(convert::hits_view(&hits))
}
