//! The policy in force, and what another one would change.

use crate::shell::{Answer, Shell};
use postern_application::Fault;
use postern_domain::policy::Policy;
use postern_ipc::convert;
use postern_ipc::dto::{PolicyChangeView, PolicyView, Refusal};
use postern_os::policies::{self, BadPolicy};
use std::path::Path;
use tauri::State;

#[tauri::command]
pub async fn policy(shell: State<'_, Shell>) -> Answer<PolicyView> {
    let policy = in_force(&shell).await?;
    let name = policies::began_as(&policy);
    let shipped = policies::shipped(name).unwrap_or_else(Policy::standard);
    Ok(convert::policy_view(&policy, name, &shipped))
}

/// What `text`, a policy as typed or the name of one that ships, changes; one that is too loose is looked at, too.
#[tauri::command]
pub async fn compare_policy(shell: State<'_, Shell>, text: String) -> Answer<PolicyChangeView> {
    let policy = in_force(&shell).await?;
    let next = policies::parse_loose(Path::new("policy.toml"), written(&text)).map_err(|why| bad(&shell, &why))?;
    Ok(convert::policy_change(&policy, &next))
}

async fn in_force(shell: &Shell) -> Answer<Policy> {
    let console = shell.console()?;
    shell.answer(console.actor())?;
    let roster = shell.answer(console.roster().await)?;
    roster.policy().cloned().ok_or_else(|| shell.refuse(&Fault::Unknown("policy")))
}

/// The text of a policy that ships, where `text` is its name.
fn written(text: &str) -> &str {
    let shipped = policies::SHIPPED.iter().find(|(name, _)| *name == text.trim());
    shipped.map_or(text, |(_, text)| text)
}

/// A policy as typed, or the name of one that ships.
pub fn read(shell: &Shell, text: &str) -> Answer<Policy> {
    policies::parse(Path::new("policy.toml"), written(text)).map_err(|why| bad(shell, &why))
}

fn bad(shell: &Shell, why: &BadPolicy) -> Refusal {
    let mut refusal = shell.refuse(&Fault::field("policy"));
    refusal.code = "DSK-policy".to_owned();
    refusal.violations.clear();
    refusal.args.insert("what".to_owned(), why.to_string());
    refusal
}
