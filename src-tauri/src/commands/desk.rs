//! The desk itself: policy, staff, threat level, security's key.

use super::{parse, policy};
use crate::pins::{facts_of_change, facts_of_rotation};
use crate::shell::{Answer, Shell};
use postern_application::staff::{Loss, given};
use postern_domain::staff::Change;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::{DeskChange, DeskView, SignerInput};
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn desk(shell: State<'_, Shell>) -> Answer<DeskView> {
    let console = shell.console()?;
    shell.answer(console.actor())?;
    let roster = shell.answer(console.roster().await)?;
    let mut touched = Vec::new();
    for person in roster.everyone().filter(|p| p.removed.is_some() || !p.lost.is_empty()) {
        touched.push((person.id, shell.answer(console.touched_by(person.id).await)?));
    }
    Ok(convert::desk_view(&roster, &touched, shell.answer(console.log_key().await)?, console.now()))
}

#[tauri::command]
pub async fn change_desk(shell: State<'_, Shell>, change: DeskChange, signers: Vec<SignerInput>) -> Answer<DeskView> {
    let console = shell.writable()?;
    shell.answer(console.actor())?;
    let roster = shell.answer(console.roster().await)?;
    let change = match change {
        DeskChange::RotateConsoleKey { reason } => {
            let facts = facts_of_rotation(console.parts().console);
            let signers = shell.signers(signers, "change", &facts).await?;
            shell.answer(console.rotate_key(reason, signers).await)?;
            shell.house()?.seal_keys().await?;
            return desk(shell).await;
        }
        DeskChange::AdoptPolicy { text } => Change::AdoptPolicy { policy: Box::new(policy::read(&shell, &text)?) },
        other => parse::some(&shell, convert::change_of(other), "change")?,
    };
    let signers = shell.signers(signers, "change", &facts_of_change(&change, &roster)).await?;
    shell.answer(console.change_desk(change, signers).await)?;
    desk(shell).await
}

/// Another key for somebody of the staff: in place of one that is lost since `reported_at`, or beside it.
#[tauri::command]
pub async fn replace_staff_key(
    shell: State<'_, Shell>,
    person: String,
    key_id: String,
    reported_at: Option<i64>,
    reason: String,
    signers: Vec<SignerInput>,
) -> Answer<DeskView> {
    let person = parse::id(&shell, &person, "person")?;
    let (console, key) = (shell.writable()?, KeyId(key_id));
    let lost = reported_at.map(|at| Loss { reported_at: Timestamp(at), reason });
    let facts = facts_of_change(&given(person, Vec::new(), lost.clone()), &shell.answer(console.roster().await)?);
    let pin = shell.pin_of_session(&key, "staff_key", facts.clone()).await?;
    let signers = shell.signers(signers, "change", &facts).await?;
    shell.answer(console.give_staff_key(person, &key, pin, lost, signers).await)?;
    desk(shell).await
}
