//! The desk itself: policy, staff, threat level, security's key.

use super::parse;
use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_application::staff::Confirmer;
use postern_domain::staff::Change;
use postern_ipc::convert;
use postern_ipc::dto::{DeskChange, DeskView, SignerInput};
use postern_os::policies;
use tauri::State;

#[tauri::command]
pub async fn desk(shell: State<'_, Shell>) -> Answer<DeskView> {
    let console = shell.console()?;
    shell.answer(console.actor())?;
    let roster = shell.answer(console.roster().await)?;
    let mut touched = Vec::new();
    for person in roster.everyone().filter(|p| p.removed.is_some()) {
        touched.push((person.id, shell.answer(console.touched_by(person.id).await)?));
    }
    Ok(convert::desk_view(&roster, &touched, shell.answer(console.log_key().await)?, console.now()))
}

#[tauri::command]
pub async fn change_desk(shell: State<'_, Shell>, change: DeskChange, signers: Vec<SignerInput>) -> Answer<DeskView> {
    let signers = signers.into_iter().map(|s| parse::key(s.key_id, s.pin));
    let signers = signers.map(|(key, pin)| Confirmer { key, pin }).collect();
    let change = match change {
        DeskChange::RotateConsoleKey { reason } => {
            shell.answer(shell.writable()?.rotate_key(reason, signers).await)?;
            shell.house()?.seal_keys().await?;
            return desk(shell).await;
        }
        DeskChange::AdoptPolicy { text } => Change::AdoptPolicy { policy: Box::new(policy(&shell, &text)?) },
        other => parse::some(&shell, convert::change_of(other), "change")?,
    };
    shell.answer(shell.writable()?.change_desk(change, signers).await)?;
    desk(shell).await
}

/// A policy as typed, or the name of one that ships.
fn policy(shell: &Shell, text: &str) -> Answer<postern_domain::policy::Policy> {
    let shipped = policies::SHIPPED.iter().find(|(name, _)| *name == text.trim());
    let text = shipped.map_or(text, |(_, text)| text);
    policies::parse(std::path::Path::new("policy.toml"), text).map_err(|bad| {
        let mut refusal = shell.refuse(&Fault::field("policy"));
        refusal.code = "DSK-policy".to_owned();
        refusal.violations.clear();
        refusal.args.insert("what".to_owned(), bad.to_string());
        refusal
    })
}
