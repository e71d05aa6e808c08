//! Backups of the history.

use crate::shell::{Answer, Shell};
use crate::signals;
use postern_ipc::dto::{BackupMadeView, BackupsView};
use tauri::State;

#[tauri::command]
pub async fn backups(shell: State<'_, Shell>) -> Answer<BackupsView> {
    let house = shell.house()?;
    shell.answer(house.console.administrator().await)?;
    house.backups.view(house.console.now())
}

#[tauri::command]
pub async fn make_backup(shell: State<'_, Shell>, folder: String) -> Answer<BackupMadeView> {
    let house = shell.house()?;
    shell.answer(house.console.administrator().await)?;
    house.backups.make(&folder, house.console.now(), signals::backing_up(shell.app().clone())).await
}
