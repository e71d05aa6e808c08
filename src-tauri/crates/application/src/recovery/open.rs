//! Opening a case.

use crate::{Console, Fault, Moment};
use postern_domain::ids::{AccountId, CaseId, DirectoryId};
use postern_domain::recovery::account::Capabilities;
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Case, CaseEvent, Channel, Command, OpenCase, Reason, Stated, decide, open};
use uuid::Uuid;

/// What the agent says when opening.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The directory.
    pub directory: DirectoryId,
    /// The account, from a look-up.
    pub account: AccountId,
    /// Why.
    pub reason: Reason,
    /// By which channel.
    pub channel: Channel,
    /// The help desk's ticket; may be empty.
    pub ticket: String,
    /// Whether the account administers anything, where the directory does not tell.
    pub said_privileged: Option<bool>,
    /// What the account is, where there is nobody to ask but the agent.
    pub stated: Option<Stated>,
    /// What the subject speaks, a code of BCP 47; where nobody knows, none.
    pub language: Option<String>,
}

impl Console {
    /// Opens a case for the account as it is now, and tells every address on record.
    pub async fn open_case(&self, opening: Opening) -> Result<CaseId, Fault> {
        let actor = self.actor()?;
        let connector = self.directory(&opening.directory)?;
        let mut account = connector.account(&opening.account).await?.ok_or(Fault::Unknown("account"))?;
        let mut inventory = connector.inventory(&account.id, self.now()).await?;
        let machine = account.machine.is_some() && connector.draws_machine_keys();
        let capabilities = Capabilities { drawn_keys: machine, ..connector.capabilities() };
        if capabilities.people.account {
            opening.stated.unwrap_or_default().fill(&mut account, &mut inventory)?;
        }
        let moment = self.moment_before(&account, &actor).await?;
        let event = open(
            OpenCase {
                account,
                inventory,
                tenant: connector.tenant().to_owned(),
                rp_id: connector.rp_id().to_owned(),
                capabilities,
                reason: opening.reason,
                channel: opening.channel,
                ticket: opening.ticket.trim().to_owned(),
                said_privileged: opening.said_privileged.filter(|_| capabilities.people.roles),
            },
            &moment.facts(),
        )?;
        let id = CaseId(Uuid::from_bytes(self.parts().entropy.uuid7(self.now())?));
        // One append: a console that dies here leaves no case whose notices nobody is to send.
        let mut events = vec![event];
        if let Some(language) = opening.language {
            events.extend(follow(id, &events, Command::SayLanguage { language }, &moment)?);
        }
        let opened = Case::fold(id, &events).ok_or(Fault::Internal("a case without its opening"))?;
        if !opened.unsent(NoticePhase::Intake).is_empty() {
            events.extend(follow(id, &events, Command::Notify, &moment)?);
        }
        self.append_case(id, 0, events).await?;
        // The case is open whatever happens to the notices: they are owed, and the Notification gate holds them.
        if let Err(fault) = self.run_effects(id, &actor).await {
            tracing::warn!(fault = fault.logged(), "an intake notice is still owed");
        }
        Ok(id)
    }
}

/// What follows from `command` in a case of which nothing but `events` is recorded.
fn follow(id: CaseId, events: &[CaseEvent], command: Command, moment: &Moment) -> Result<Vec<CaseEvent>, Fault> {
    let case = Case::fold(id, events).ok_or(Fault::Internal("a case without its opening"))?;
    Ok(decide(&case, command, &moment.facts())?.into_vec())
}
