//! Setting directories up, trying them, and what opens them.

use super::parse;
use crate::compose::directories::{BadDirectory, Setup};
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_domain::ids::DirectoryId;
use postern_ipc::dto::{CaseView, DirectorySetupView, DirectoryTrialView, Refusal, SignerInput};
use postern_os::directory_form::Typed;
use postern_ports::authenticator::KeyId;
use tauri::State;

/// The set-up of this profile, for its administrators.
async fn setup(shell: &Shell) -> Answer<&Setup> {
    let console = shell.writable()?;
    shell.answer(console.administrator().await)?;
    shell.house()?.setup.as_ref().ok_or_else(|| shell.refuse(&Fault::Unknown("set-up of directories")))
}

/// What is wrong with a form, as a refusal of the field or of the file.
fn bad(shell: &Shell, bad: &BadDirectory) -> Refusal {
    let mut refusal = shell.refuse(&Fault::field("directory"));
    refusal.code = format!("CFG-{}", bad.code());
    refusal.violations.clear();
    refusal.args.insert("why".to_owned(), bad.to_string());
    refusal
}

#[tauri::command]
pub async fn directory_setup(shell: State<'_, Shell>) -> Answer<DirectorySetupView> {
    shell.answer(shell.console()?.administrator().await)?;
    let house = shell.house()?;
    match &house.setup {
        Some(setup) => setup.view(&house.console).map_err(|why| bad(&shell, &why)),
        None => Ok(Setup::shown_in_practice()),
    }
}

#[tauri::command]
pub async fn test_directory(shell: State<'_, Shell>, kind: String, values: Typed) -> Answer<DirectoryTrialView> {
    let setup = setup(&shell).await?;
    let console = shell.writable()?;
    let trial = async { setup.test(console, &kind, &values).await.map_err(|why| bad(&shell, &why)) };
    shell.unless_stopped(trial).await
}

#[tauri::command]
pub async fn save_directory(shell: State<'_, Shell>, kind: String, values: Typed) -> Answer<DirectorySetupView> {
    let setup = setup(&shell).await?;
    let console = shell.writable()?;
    setup.save(console, &kind, &values).map_err(|why| bad(&shell, &why))?;
    setup.view(console).map_err(|why| bad(&shell, &why))
}

#[tauri::command]
pub async fn remove_directory(shell: State<'_, Shell>, id: String) -> Answer<DirectorySetupView> {
    let setup = setup(&shell).await?;
    let console = shell.writable()?;
    setup.remove(console, &id).map_err(|why| bad(&shell, &why))?;
    setup.view(console).map_err(|why| bad(&shell, &why))
}

#[tauri::command]
pub async fn set_directory_secret(shell: State<'_, Shell>, id: String) -> Answer<DirectorySetupView> {
    let setup = setup(&shell).await?;
    let named = parse::some(&shell, DirectoryId::new(id).ok(), "directory")?;
    let secret = shell.secret("directory", named.as_str()).await?;
    let console = shell.writable()?;
    // Somebody else may sit here by now.
    shell.answer(console.administrator().await)?;
    setup.keep_secret(console, &named, &secret).map_err(|why| bad(&shell, &why))?;
    setup.view(console).map_err(|why| bad(&shell, &why))
}

/// Whoever is signed in here signs in at a directory that the console acts at as they.
#[tauri::command]
pub async fn sign_in_directory(shell: State<'_, Shell>, id: String) -> Answer<()> {
    let console = shell.writable()?;
    shell.answer(console.actor())?;
    let named = parse::some(&shell, DirectoryId::new(id).ok(), "directory")?;
    let house = shell.house()?;
    let setup = house.setup.as_ref().ok_or_else(|| shell.refuse(&Fault::Unknown("directory")))?;
    setup.sign_in(console, &named).await.map_err(|fault| shell.refuse(&Fault::Directory(fault)))
}

/// Seals what changes something at a directory under the keys of these supervisors.
#[tauri::command]
pub async fn protect_directory(
    shell: State<'_, Shell>,
    id: String,
    signers: Vec<SignerInput>,
) -> Answer<DirectorySetupView> {
    let setup = setup(&shell).await?;
    let named = parse::some(&shell, DirectoryId::new(id).ok(), "directory")?;
    let secret = shell.secret("directory_write", named.as_str()).await?;
    let signers = shell.signers(signers, "protect", &Facts::new()).await?;
    let console = shell.writable()?;
    shell.answer(console.protect_writes(&named, secret, signers).await)?;
    setup.release_writes(console, &named).map_err(|why| bad(&shell, &why))?;
    setup.view(console).map_err(|why| bad(&shell, &why))
}

#[tauri::command]
pub async fn release_write(shell: State<'_, Shell>, case_id: String, key_id: String) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = KeyId(key_id);
    let pin = shell.pin_of_session(&key, "release_write", Facts::new()).await?;
    let done = shell.writable()?.release_write(id, &key, pin).await;
    shell.case_after(id, done).await
}
