//! Console, keys, staff and session.

use super::parse;
use crate::shell::{Answer, Shell};
use postern_application::staff::{Confirmer, Newcomer};
use postern_ipc::convert;
use postern_ipc::dto::{ConsoleView, KeyView, RoleCode, SignerInput};
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

#[tauri::command]
pub async fn keys(shell: State<'_, Shell>) -> Answer<Vec<KeyView>> {
    let house = shell.house()?;
    let roster = shell.answer(house.console.roster().await)?;
    let connected = house.console.parts().keys.connected().await;
    Ok(connected.iter().map(|k| convert::key_view(k, house.owner(k, &roster))).collect())
}

#[tauri::command]
pub async fn set_key_pin(shell: State<'_, Shell>, key_id: String, pin: String) -> Answer<Vec<KeyView>> {
    let (key, pin) = parse::key(key_id, pin);
    shell.answer(shell.writable()?.set_key_pin(&key, pin).await)?;
    keys(shell).await
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
    pin: String,
    confirmers: Vec<SignerInput>,
) -> Answer<ConsoleView> {
    let newcomer =
        Newcomer { name, staff_number, role: convert::role_of(role), organisation: String::new(), account: None };
    let (key, pin) = parse::key(key_id, pin);
    let confirmers = confirmers.into_iter().map(|s| parse::key(s.key_id, s.pin));
    let confirmers = confirmers.map(|(key, pin)| Confirmer { key, pin }).collect();
    shell.answer(shell.writable()?.enrol_staff(newcomer, &key, pin, confirmers).await)?;
    shell.status().await
}

#[tauri::command]
pub async fn sign_in(shell: State<'_, Shell>, key_id: String, pin: String) -> Answer<ConsoleView> {
    let (key, pin) = parse::key(key_id, pin);
    let actor = shell.answer(shell.writable()?.sign_in(&key, pin).await)?;
    shell.house()?.seen_with(&key, actor.person());
    shell.status().await
}

#[tauri::command]
pub async fn unlock(shell: State<'_, Shell>, key_id: String, pin: String) -> Answer<ConsoleView> {
    let (key, pin) = parse::key(key_id, pin);
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

#[tauri::command]
pub async fn touch_session(shell: State<'_, Shell>) -> Answer<ConsoleView> {
    shell.answer(shell.console()?.actor())?;
    shell.status().await
}
