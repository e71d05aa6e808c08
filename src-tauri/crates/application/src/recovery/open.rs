//! Opening a case.

use crate::{Console, Fault};
use postern_domain::ids::{AccountId, CaseId, ContactId, CredentialId, DirectoryId};
use postern_domain::recovery::account::{
    Account, Capabilities, Contact, ContactChannel, Credential, CredentialKind, CredentialState, Inventory,
};
use postern_domain::recovery::{Channel, Command, OpenCase, Reason, open};
use postern_domain::text::shown;
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
}

/// An account of a directory that this console cannot read, as the agent states it.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The display name.
    pub name: String,
    /// What signs in there today, each in a line: all of it is to go.
    pub credentials: Vec<String>,
    /// Mail addresses on record, to be told.
    pub mail: Vec<String>,
}

/// What is stated is as long as this at most: an account does not have more.
const MOST_STATED: usize = 30;

impl Stated {
    /// Writes what is stated into an account that nobody could read.
    fn fill(self, account: &mut Account, inventory: &mut Inventory) -> Result<(), Fault> {
        let fits = |text: &str| (1..=200).contains(&text.trim().chars().count()) && shown(text) == text;
        let credentials: Vec<_> = self.credentials.iter().filter(|c| !c.trim().is_empty()).collect();
        if credentials.is_empty() || credentials.len() > MOST_STATED || !credentials.iter().all(|c| fits(c)) {
            return Err(Fault::field("credentials"));
        }
        if !fits(&self.name) {
            return Err(Fault::field("name"));
        }
        let mail: Vec<_> = self.mail.iter().map(|m| m.trim()).filter(|m| !m.is_empty()).collect();
        if mail.len() > MOST_STATED || !mail.iter().all(|m| fits(m) && m.contains('@')) {
            return Err(Fault::field("mail"));
        }
        account.name = self.name.trim().to_owned();
        for (n, label) in credentials.into_iter().enumerate() {
            inventory.credentials.push(Credential {
                id: CredentialId::new(format!("stated/{}", n + 1)).map_err(|_| Fault::field("credentials"))?,
                kind: CredentialKind::Other,
                label: label.trim().to_owned(),
                added_at: None,
                state: CredentialState::Active,
                webauthn: None,
            });
        }
        for (n, address) in mail.into_iter().enumerate() {
            account.contacts.push(Contact {
                id: ContactId::new(format!("stated/{}", n + 1)).map_err(|_| Fault::field("mail"))?,
                channel: ContactChannel::Email,
                address: address.to_owned(),
                unchanged_since: None,
            });
        }
        Ok(())
    }
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
        let seq = self.append_case(id, 0, vec![event]).await?;
        // The case is open whatever happens to the notices: they are owed, and the Notification gate holds them.
        if let Err(fault) = self.tell(id, seq, &actor).await {
            tracing::warn!(%fault, "an intake notice is still owed");
        }
        Ok(id)
    }

    async fn tell(&self, id: CaseId, seq: u64, actor: &postern_domain::staff::Actor) -> Result<(), Fault> {
        let case = self.case_as_seen(id, seq).await?;
        if case.unsent(postern_domain::recovery::effect::NoticePhase::Intake).is_empty() {
            return Ok(());
        }
        self.decide_and_append(&case, Command::Notify, actor).await?;
        self.run_effects(id, actor).await
    }
}
