//! Whether this console can do its work.

use crate::doctor::window;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_ipc::dto::HealthView;
use tauri::State;

#[tauri::command]
pub async fn health(shell: State<'_, Shell>, check: Option<String>) -> Answer<HealthView> {
    let house = shell.house()?;
    shell.answer(house.console.administrator().await)?;
    let verified = shell.verification();
    let found = window::check(house, verified.as_ref(), check.as_deref()).await;
    found.ok_or_else(|| shell.refuse(&Fault::Unknown("check")))
}
