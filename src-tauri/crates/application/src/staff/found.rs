//! The first record of a history.

use crate::{Console, Fault};
use postern_domain::ids::LedgerId;
use postern_domain::staff::{DeskEvent, Profile};
use postern_ports::event_store::{StoreFault, Stream};
use uuid::Uuid;

impl Console {
    /// Founds the history when it is empty; otherwise checks that it is of this kind of profile.
    pub async fn found(&self, profile: Profile) -> Result<LedgerId, Fault> {
        let roster = self.roster().await?;
        if let (Some(ledger), Some(found)) = (roster.ledger(), roster.profile()) {
            self.settle_key(&roster)?;
            if found != profile {
                return Err(Fault::Unknown("history of this profile"));
            }
            self.tell_restored().await?;
            self.end_erasures().await?;
            return Ok(ledger);
        }
        if !self.parts().store.read(Stream::Desk).await?.is_empty() {
            return Err(Fault::Internal("a history does not begin with its founding"));
        }
        if self.remembered().await? {
            let detail = "this console saw a history before, and there is none".to_owned();
            return Err(Fault::Store(StoreFault::Damaged { position: 0, detail }));
        }
        let ledger = LedgerId(Uuid::from_bytes(self.parts().entropy.uuid7(self.now())?));
        let policy = Box::new(self.parts().policy.clone());
        let (console, console_key) = (self.parts().console, self.parts().signer.key());
        self.append_desk(DeskEvent::Founded { ledger, profile, console, console_key, policy }).await?;
        Ok(ledger)
    }
}
