//! What is seen after a call, or in place of one.

use crate::Console;
use postern_domain::recovery::account::{CredentialState, Inventory};
use postern_domain::recovery::{Action, Case, Observation};
use postern_domain::time::{Span, Timestamp};
use postern_ports::Directory;
use std::time::Duration;

/// The pause before the second reading, and the longest one.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);

impl Console {
    /// Reads back whether `action` is as intended. A reading that fails is [`Observation::Unknown`].
    pub(crate) async fn look(&self, case: &Case, action: &Action, directory: &dyn Directory) -> Observation {
        if let Action::SendNotice { .. } | Action::SendCode { .. } = action {
            return Observation::Unknown { why: "notice".to_owned() };
        }
        match directory.inventory(&case.account.id, self.now()).await {
            Ok(inventory) => judge(case, action, &inventory),
            Err(fault) => Observation::Unknown { why: fault.code().to_owned() },
        }
    }

    /// As [`Console::look`], after a call that said that it did it: read again until the directory shows it, as long as
    /// `patience` lasts. Some show a change only after a while.
    pub(crate) async fn settled(
        &self,
        case: &Case,
        action: &Action,
        directory: &dyn Directory,
        patience: &mut Duration,
    ) -> Observation {
        let mut pause = FIRST_PAUSE;
        loop {
            let seen = self.look(case, action, directory).await;
            if !matches!(seen, Observation::NotAsIntended { .. }) || *patience < pause {
                return seen;
            }
            tokio::time::sleep(pause).await;
            *patience -= pause;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Until when tokens issued before may live on, for an action that ends sessions.
    pub(super) fn residual(&self, case: &Case, action: &Action) -> Option<Timestamp> {
        let seconds = case.opened.capabilities.residual_seconds;
        (*action == Action::EndSessions && seconds > 0).then(|| self.now().plus(Span::seconds(i64::from(seconds))))
    }
}

fn judge(case: &Case, action: &Action, inventory: &Inventory) -> Observation {
    let seen = |as_intended: bool, otherwise: &str| {
        if as_intended { Observation::AsIntended } else { Observation::NotAsIntended { found: otherwise.to_owned() } }
    };
    match action {
        Action::BlockSignIn => seen(inventory.sign_in_blocked == Some(true), "not_blocked"),
        Action::UnblockSignIn => seen(inventory.sign_in_blocked == Some(false), "still_blocked"),
        Action::EndSessions => seen(inventory.sessions == Some(0), "sessions_open"),
        Action::SuspendCredential { credential } => {
            let active =
                inventory.credentials.iter().any(|c| c.id == *credential && c.state == CredentialState::Active);
            seen(!active, "still_active")
        }
        Action::RevokeCredential { credential } => seen(inventory.is_gone(credential), "still_listed"),
        Action::SubmitCredential => seen(case.listed(inventory).is_some(), "not_listed"),
        Action::SendNotice { .. } | Action::SendCode { .. } => Observation::Unknown { why: "notice".to_owned() },
    }
}
