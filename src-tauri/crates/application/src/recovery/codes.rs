//! Recovery codes: sent to an old address and read back, or saved at the directory. Nobody at the desk is shown one.

use crate::{Console, Fault};
use postern_domain::ids::{CaseId, CodeId, ContactId};
use postern_domain::recovery::view::Step;
use postern_domain::recovery::{Command, Gate};
use postern_ports::secrets::RecoveryCode;

impl Console {
    /// Sends a code to an address of the account, or to a recovery contact.
    pub async fn issue_code(&self, id: CaseId, seen: u64, contact: ContactId) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::IssueCode, &actor).await?;
        // The address must be the same now as before the case.
        let case = self.reread_if_changed(id, &actor).await?;
        self.decide_and_append(&case, Command::IssueCode { contact }, &actor).await?;
        self.run_effects(id, &actor).await
    }

    /// Compares what the subject typed or read back with the code that was sent. A wrong one is counted, and told.
    pub async fn check_code(&self, id: CaseId, seen: u64, code: CodeId, typed: RecoveryCode) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::CheckCode, &actor).await?;
        let known = case.codes.iter().find(|c| c.id == code).ok_or(Fault::Unknown("code"))?;
        let matched = self.is_committed(id, known.contact.as_str(), &typed, known.commitment);
        self.decide_and_append(&case, Command::CheckCode { code, matched }, &actor).await?;
        if matched { Ok(()) } else { Err(Fault::WrongCode { left: self.tries_left(id).await? }) }
    }

    /// Lets the directory compare a saved code; it is used up by that.
    pub async fn check_saved_code(&self, id: CaseId, seen: u64, typed: RecoveryCode) -> Result<(), Fault> {
        let actor = self.actor()?;
        let case = self.case_as_seen(id, seen).await?;
        self.permitted(&case, Step::CheckCode, &actor).await?;
        let directory = self.directory(&case.account.directory)?;
        let matched = directory.check_saved_code(&case.account.id, &typed).await?;
        self.decide_and_append(&case, Command::CheckSavedCode { matched }, &actor).await?;
        if matched { Ok(()) } else { Err(Fault::WrongCode { left: self.tries_left(id).await? }) }
    }

    async fn tries_left(&self, id: CaseId) -> Result<u32, Fault> {
        let case = self.case(id).await?;
        let roster = self.roster().await?;
        let policy = roster.policy_with(case.opened.policy).ok_or(Fault::gate(Gate::FieldValid))?;
        Ok(policy.code_attempts.saturating_sub(case.wrong_codes))
    }
}
