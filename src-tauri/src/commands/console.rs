//! Console, keys, staff and session.

use crate::pin_window;
use crate::pins::{Facts, facts_of_newcomer};
use crate::shell::{Answer, Shell};
use postern_application::staff::Newcomer;
use postern_delivery::Language;
use postern_ipc::convert;
use postern_ipc::dto::{ConsoleView, RoleCode, SignerInput};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn console_status(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.start().await;
    shell.status().await
}

#[tauri::command]
pub async fn start_again(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.start_again().await;
    shell.status().await
}

/// The console's own windows speak as the page does; in a language that they do not have, English.
#[tauri::command]
pub fn speak(language: String) {
    pin_window::speak(Language::of(&language).unwrap_or_default());
}

#[tauri::command]
pub fn cancel_work(shell: State<'_, Shell>) {
    shell.stop_waiting();
}

#[tauri::command]
pub async fn cancel_key(shell: State<'_, Shell>, key_id: String) -> Answer<()> {
    shell.console()?.parts().keys.cancel(&KeyId(key_id)).await;
    Ok(())
}

#[tauri::command]
#[allow(clippy::too_many_arguments)]
pub async fn setup_enrol(
    shell: State<'_, Shell>,
    name: String,
    staff_number: String,
    role: RoleCode,
    key_id: String,
    confirmers: Vec<SignerInput>,
) -> Answer<ConsoleView> {
    let newcomer =
        Newcomer { name, staff_number, role: convert::role_of(role), organisation: String::new(), account: None };
    let key = KeyId(key_id);
    let pin = shell.pin(&key, "staff_key", Facts::new()).await?;
    let confirmers = shell.signers(confirmers, "confirm", &facts_of_newcomer(&newcomer)).await?;
    shell.answer(shell.writable()?.enrol_staff(newcomer, &key, pin, confirmers).await)?;
    shell.status().await
}

#[tauri::command]
pub async fn sign_in(shell: State<'_, Shell>, key_id: String) -> Answer<ConsoleView> {
    let (_, key) = (shell.writable()?, KeyId(key_id));
    let pin = shell.pin(&key, "sign_in", Facts::new()).await?;
    let actor = shell.answer(shell.writable()?.sign_in(&key, pin).await)?;
    shell.house()?.seen_with(&key, actor.person());
    shell.status().await
}

#[tauri::command]
pub async fn unlock(shell: State<'_, Shell>, key_id: String) -> Answer<ConsoleView> {
    let key = KeyId(key_id);
    let pin = shell.pin(&key, "unlock", Facts::new()).await?;
    shell.answer(shell.writable()?.unlock(&key, pin).await)?;
    shell.status().await
}

#[tauri::command]
pub async fn lock(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.console()?.lock();
    shell.status().await
}

#[tauri::command]
pub async fn sign_out(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.answer(shell.writable()?.sign_out().await)?;
    shell.status().await
}

/// Whether notices are shown on this desktop.
#[tauri::command]
pub async fn desktop_notices(shell: State<'_, Shell>) -> Answer<bool> {
    Ok(shell.house()?.attention.is_on())
}

#[tauri::command]
pub async fn set_desktop_notices(shell: State<'_, Shell>, on: bool) -> Answer<bool> {
    shell.answer(shell.console()?.actor())?;
    shell.house()?.set_notices(on)?;
    Ok(shell.house()?.attention.is_on())
}

#[tauri::command]
pub async fn touch_session(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.answer(shell.console()?.actor())?;
    shell.status().await
}
