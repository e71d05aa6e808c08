//! An administrator is recovered by a quorum of supervisors and reviewers.

use super::parse;
use crate::pins::facts_of_quorum;
use crate::shell::{Answer, Shell};
use postern_application::staff::Loss;
use postern_domain::time::Timestamp;
use postern_ipc::convert;
use postern_ipc::dto::QuorumView;
use postern_ports::authenticator::KeyId;
use tauri::State;

#[tauri::command]
pub async fn quorum(shell: State<'_, Shell>) -> Answer<QuorumView> {
    let console = shell.console()?;
    let actor = shell.answer(console.actor())?;
    let roster = shell.answer(console.roster().await)?;
    Ok(convert::quorum_view(&roster, &actor, console.now()))
}

/// Begins it: `key_id` is the administrator's new key, `own_key_id` the signer's own.
#[tauri::command]
pub async fn begin_quorum(
    shell: State<'_, Shell>,
    person: String,
    key_id: String,
    own_key_id: String,
    reported_at: i64,
    reason: String,
) -> Answer<QuorumView> {
    let person = parse::id(&shell, &person, "person")?;
    let console = shell.writable()?;
    shell.answer(console.may_begin_quorum(person).await)?;
    let facts = facts_of_quorum(person, &shell.answer(console.roster().await)?);
    let (key, own) = (KeyId(key_id), KeyId(own_key_id));
    let pin = shell.pin_of_session(&key, "staff_key", facts.clone()).await?;
    let own_pin = shell.pin_of_session(&own, "quorum", facts).await?;
    let lost = Loss { reported_at: Timestamp(reported_at), reason };
    shell.answer(console.begin_quorum(person, (&key, pin), lost, (&own, own_pin)).await)?;
    quorum(shell).await
}

#[tauri::command]
pub async fn sign_quorum(shell: State<'_, Shell>, key_id: String) -> Answer<QuorumView> {
    let (console, key) = (shell.writable()?, KeyId(key_id));
    let roster = shell.answer(console.roster().await)?;
    let facts = roster.quorum().map(|open| facts_of_quorum(open.ask.person, &roster)).unwrap_or_default();
    let pin = shell.pin_of_session(&key, "quorum", facts).await?;
    shell.answer(console.sign_quorum(&key, pin).await)?;
    quorum(shell).await
}

#[tauri::command]
pub async fn refuse_quorum(shell: State<'_, Shell>, reason: String) -> Answer<QuorumView> {
    shell.answer(shell.writable()?.refuse_quorum(&reason).await)?;
    quorum(shell).await
}

#[tauri::command]
pub async fn finish_quorum(shell: State<'_, Shell>) -> Answer<QuorumView> {
    shell.answer(shell.writable()?.finish_quorum().await)?;
    quorum(shell).await
}
