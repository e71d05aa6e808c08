//! What is not done at the desk: a person's word, enrolment by the subject, keys of machine identities, sign-ins in a browser,
//! and changes that no case explains.

use super::{desk, parse};
use crate::pins::Facts;
use crate::shell::{Answer, Shell};
use postern_domain::ids::{CredentialId, DirectoryId};
use postern_domain::recovery::Target;
use postern_ipc::convert;
use postern_ipc::dto::{CaseView, DeskView, FoundAccountView, RotatedView, TargetCode};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn search_accounts(
    shell: State<'_, Shell>,
    directory: String,
    beginning: String,
) -> Answer<Vec<FoundAccountView>> {
    let directory = parse::some(&shell, DirectoryId::new(directory).ok(), "directory")?;
    let found = shell.answer(shell.console()?.search(&directory, &beginning).await)?;
    Ok(convert::found_accounts(&found))
}

#[tauri::command]
pub async fn attest(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    effect: String,
    done: bool,
    note: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let effect = parse::id(&shell, &effect, "effect")?;
    let done = shell.writable()?.attest(id, version, effect, done, note).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn choose_target(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    target: TargetCode,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let target = match target {
        TargetCode::Key => Target::Key,
        TargetCode::Handset => Target::Handset,
    };
    let done = shell.writable()?.choose_target(id, version, target).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn invite(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    // A pass that nobody can read must not be issued.
    shell.can_show_pins()?;
    let console = shell.writable()?;
    let invited = shell.answer(console.invite(id, version).await)?;
    if let Some(pass) = invited.and_then(|invited| invited.pass) {
        let account = shell.answer(console.about(id).await)?.account;
        shell.show_pass(&account.login, &pass).await?;
    }
    shell.case_page(id).await
}

#[tauri::command]
pub async fn see_enrolled(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    key_id: Option<String>,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let key = match key_id.map(KeyId) {
        Some(key) => {
            let pin = shell.pin_of_session(&key, "see_enrolled", Facts::new()).await?;
            Some((key, pin))
        }
        None => None,
    };
    let done = shell.writable()?.see_enrolled(id, version, key).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn name_recipient(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    recipient: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.name_recipient(id, version, recipient).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn rotate_machine_key(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<RotatedView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let sealed = shell.answer(shell.writable()?.rotate_machine_key(id, version).await)?;
    Ok(RotatedView { place: sealed.place, case: shell.case_page(id).await? })
}

#[tauri::command]
pub async fn try_new_machine_key(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.try_new_machine_key(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn try_old_secret(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let named = parse::some(&shell, CredentialId::new(credential.clone()).ok(), "credential")?;
    let secret = shell.secret("old_secret", &credential).await?;
    let done = shell.writable()?.try_old_secret(id, version, named, secret).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn prove_possession_in_browser(
    shell: State<'_, Shell>,
    case_id: String,
    version: u64,
    credential: String,
) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let credential = parse::some(&shell, CredentialId::new(credential).ok(), "credential")?;
    let done = shell.writable()?.prove_possession_in_browser(id, version, credential).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn prove_sponsor_in_browser(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.prove_sponsor_in_browser(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn live_sign_in_in_browser(shell: State<'_, Shell>, case_id: String, version: u64) -> Answer<CaseView> {
    let id = parse::id(&shell, &case_id, "case")?;
    let done = shell.writable()?.live_sign_in_in_browser(id, version).await;
    shell.case_after(id, done).await
}

#[tauri::command]
pub async fn judge_stray(shell: State<'_, Shell>, directory: String, entry: String, note: String) -> Answer<DeskView> {
    let directory = parse::some(&shell, DirectoryId::new(directory).ok(), "directory")?;
    shell.answer(shell.writable()?.judge_stray(&directory, &entry, &note).await)?;
    desk::desk(shell).await
}
