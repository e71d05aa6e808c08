//! Security keys: what they are, their PINs and settings, what is on them.

use super::parse;
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use postern_ipc::convert;
use postern_ipc::dto::{KeySettingInput, KeyView, StoredView};
use postern_ports::authenticator::{KeyId, StoredCredentials};
use tauri::State;

#[tauri::command]
pub async fn keys(shell: State<'_, Shell>) -> Answer<Vec<KeyView>> {
    let house = shell.house()?;
    let roster = shell.answer(house.console.roster().await)?;
    let connected = house.console.parts().keys.connected().await;
    let view = |k| convert::key_view(k, house.owner(k, &roster), house.console.model_of(k.aaguid.as_deref()).as_ref());
    Ok(connected.iter().map(view).collect())
}

/// A picture of a model, PNG in base64, where the metadata has one.
#[tauri::command]
pub async fn model_picture(shell: State<'_, Shell>, aaguid: String) -> Answer<Option<String>> {
    Ok(shell.console()?.parts().models.icon(&aaguid).map(|png| STANDARD.encode(png)))
}

#[tauri::command]
pub async fn set_key_pin(shell: State<'_, Shell>, key_id: String) -> Answer<Vec<KeyView>> {
    let (console, key) = (shell.writable()?, KeyId(key_id));
    shell.answer(console.actor())?;
    let pin = shell.new_pin(&key).await?;
    shell.answer(console.set_key_pin(&key, pin).await)?;
    keys(shell).await
}

#[tauri::command]
pub async fn change_key_pin(shell: State<'_, Shell>, key_id: String) -> Answer<Vec<KeyView>> {
    let (console, key) = (shell.writable()?, KeyId(key_id));
    let (old, new) = shell.changed_pin(&key).await?;
    shell.answer(console.change_key_pin(&key, old, new).await)?;
    keys(shell).await
}

#[tauri::command]
pub async fn identify_key(shell: State<'_, Shell>) -> Answer<String> {
    Ok(shell.answer(shell.console()?.identify_key().await)?.0)
}

#[tauri::command]
pub async fn configure_key(shell: State<'_, Shell>, key_id: String, setting: KeySettingInput) -> Answer<Vec<KeyView>> {
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "configure", Facts::new()).await?;
    shell.answer(shell.writable()?.configure_key(&key, convert::key_setting(setting), pin).await)?;
    keys(shell).await
}

#[tauri::command]
pub async fn reset_key(shell: State<'_, Shell>, key_id: String, typed: String) -> Answer<Vec<KeyView>> {
    shell.answer(shell.writable()?.reset_key(&KeyId(key_id), &typed).await)?;
    keys(shell).await
}

#[tauri::command]
pub async fn stored_credentials(shell: State<'_, Shell>, key_id: String) -> Answer<StoredView> {
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "stored", Facts::new()).await?;
    let found = shell.answer(shell.console()?.stored_credentials(&key, pin).await)?;
    view(&shell, &key, &found).await
}

#[tauri::command]
pub async fn rename_stored(
    shell: State<'_, Shell>,
    key_id: String,
    credential: String,
    user_name: String,
    display_name: String,
) -> Answer<StoredView> {
    let id = parse::some(&shell, convert::credential_id(&credential), "credential")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "rename", Facts::new()).await?;
    let done = shell.writable()?.rename_stored(&key, &id, (user_name, display_name), pin).await;
    view(&shell, &key, &shell.answer(done)?).await
}

#[tauri::command]
pub async fn delete_stored(shell: State<'_, Shell>, key_id: String, credential: String) -> Answer<StoredView> {
    let id = parse::some(&shell, convert::credential_id(&credential), "credential")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "delete", Facts::new()).await?;
    let found = shell.answer(shell.writable()?.delete_stored(&key, &id, pin).await)?;
    view(&shell, &key, &found).await
}

async fn view(shell: &Shell, key: &KeyId, found: &StoredCredentials) -> Answer<StoredView> {
    let roster = shell.answer(shell.console()?.roster().await)?;
    Ok(convert::stored_view(key, found, &roster))
}
