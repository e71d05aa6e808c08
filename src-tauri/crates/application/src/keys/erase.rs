//! Erasing a key, or a credential on it: told in the history before and after.

use crate::{Console, Fault};
use postern_domain::ids::KeyCredentialId;
use postern_domain::recovery::{Case, Lifecycle};
use postern_domain::staff::{DeskEvent, Erasure, NamedKey, OnKey, Purpose, Roster, WorkStep, begin_erasure};
use postern_ports::authenticator::{Again, KeyDescription, KeyFault, KeyId, StoredCredentials, Verification};
use postern_ports::secrets::Pin;
use std::sync::{Mutex, PoisonError};

/// Cases of one model that are looked at for what was made on a key; where there are more, it is not told.
const CASES: u32 = 1024;

impl Console {
    /// Erases everything on a key, and its PIN. `typed` is what the person typed to confirm it.
    pub async fn reset_key(&self, key: &KeyId, typed: &str) -> Result<(), Fault> {
        let (actor, found) = (self.actor()?, self.described(key).await?);
        if let Some(fault) = found.fault {
            return Err(Fault::Key(fault));
        }
        let on_key = self.on_key(&found).await?;
        let progress = self.progress(key);
        let refused = Mutex::new(None);
        let named = name_of(&found);
        // Another key may be put back in its place: it is looked at like the first.
        let again: Again<'_> = Box::new(|back| {
            let (refused, actor, named) = (&refused, &actor, named.clone());
            Box::pin(async move {
                let judged = async {
                    let found = self.described(&back).await?;
                    // The history names the first: one that is known to be another is not erased under its name.
                    if super::identity::of(&found) != named.identity {
                        return Err(Fault::Key(KeyFault::Removed));
                    }
                    let on_key = self.on_key(&found).await?;
                    let roster = self.roster().await?;
                    begin_erasure(&roster, actor, (named, on_key), Erasure::Everything, typed, self.now())?;
                    Ok::<_, Fault>(())
                };
                judged.await.map_err(|fault| {
                    *refused.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault);
                    KeyFault::NotNow
                })
            })
        });
        let done = self
            .erase_on(found, on_key, Erasure::Everything, typed, async {
                let done = self.parts().keys.reset(key, again, progress).await;
                self.key_done(key);
                done
            })
            .await;
        if let Some(fault) = refused.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(fault);
        }
        done?;
        self.drawn_pins().remove(key);
        Ok(())
    }

    /// Deletes one credential from a key.
    pub async fn delete_stored(&self, key: &KeyId, id: &KeyCredentialId, pin: Pin) -> Result<StoredCredentials, Fault> {
        let found = self.described(key).await?;
        let stored = self.stored(key, id, &pin).await?;
        let roster = self.roster().await?;
        let live = staff_credentials(&roster);
        let open = self.made_in_open_cases(&found).await?;
        let on_key = OnKey {
            blocked: false,
            staff: Some(live.iter().any(|(_, credential)| credential == id)),
            open_case: open.map(|all| all.iter().any(|(_, credential)| credential == id)),
        };
        let what = Erasure::Credential { rp_id: stored.rp_id, credential: id.clone() };
        let by = pin.clone().into();
        self.erase_on(found, on_key, what, "", self.parts().keys.delete_credential(key, id, by)).await?;
        self.stored_credentials(key, pin).await
    }

    async fn erase_on(
        &self,
        found: KeyDescription,
        on_key: OnKey,
        what: Erasure,
        typed: &str,
        doing: impl Future<Output = Result<(), KeyFault>>,
    ) -> Result<(), Fault> {
        let (actor, roster) = (self.actor()?, self.roster().await?);
        let begun = begin_erasure(&roster, &actor, (name_of(&found), on_key), what, typed, self.now())?;
        self.told(begun, doing).await
    }

    /// Works on a key: the history tells that it begins, and what became of it.
    pub(super) async fn told<T>(
        &self,
        begun: DeskEvent,
        doing: impl Future<Output = Result<T, KeyFault>>,
    ) -> Result<T, Fault> {
        self.append_desk(begun.clone()).await?;
        let done = doing.await;
        let step = match &done {
            Ok(_) => WorkStep::Done,
            Err(fault) => WorkStep::Failed { code: fault.code().to_owned() },
        };
        if let Some(became) = begun.became(step, self.now()) {
            self.append_desk(became).await?;
        }
        Ok(done?)
    }

    /// What a key says it holds, asked without a PIN: one that is blocked must be erasable.
    async fn on_key(&self, found: &KeyDescription) -> Result<OnKey, Fault> {
        let roster = self.roster().await?;
        let staff = self.any_held(&found.id, &staff_credentials(&roster)).await?;
        let open_case = match self.made_in_open_cases(found).await? {
            Some(all) => self.any_held(&found.id, &all).await?,
            None => None,
        };
        Ok(OnKey { blocked: found.pin_tries == Some(0), staff, open_case })
    }

    /// Whether the key holds any of these; `None` where it does not tell without a PIN.
    async fn any_held(&self, key: &KeyId, all: &[(String, KeyCredentialId)]) -> Result<Option<bool>, Fault> {
        let mut parties: Vec<&str> = all.iter().map(|(party, _)| party.as_str()).collect();
        parties.sort_unstable();
        parties.dedup();
        for party in parties {
            let ids: Vec<_> = all.iter().filter(|(of, _)| of == party).map(|(_, id)| id.clone()).collect();
            match self.parts().keys.holds(key, party, &ids, Verification::Nobody).await {
                Ok(held) if held.is_empty() => {}
                Ok(_) => return Ok(Some(true)),
                Err(KeyFault::NotNow) => return Ok(None),
                Err(fault) => return Err(Fault::Key(fault)),
            }
        }
        Ok(Some(false))
    }

    /// Credentials that were made on keys of this model in cases that are open; `None` where there are too many to look.
    async fn made_in_open_cases(
        &self,
        found: &KeyDescription,
    ) -> Result<Option<Vec<(String, KeyCredentialId)>>, Fault> {
        let cases = self.cases_of_model(found.aaguid.as_deref(), CASES).await?;
        if cases.len() as u64 >= u64::from(CASES) {
            return Ok(None);
        }
        // What was made in an incident may be evidence of it.
        let open = cases.into_iter().filter(|c| matches!(c.lifecycle, Lifecycle::Open | Lifecycle::Incident(_)));
        Ok(Some(open.flat_map(|case| made_in(&case)).collect()))
    }

    /// The newest cases in which a credential was made on a key of this model.
    pub(super) async fn cases_of_model(&self, aaguid: Option<&str>, most: u32) -> Result<Vec<Case>, Fault> {
        let Some(aaguid) = aaguid else { return Ok(Vec::new()) };
        let mut cases = Vec::new();
        for row in self.parts().store.cases_with_model(aaguid, most).await? {
            cases.push(self.case(row.case).await?);
        }
        Ok(cases)
    }
}

pub(super) fn name_of(found: &KeyDescription) -> NamedKey {
    NamedKey { identity: super::identity::of(found), label: found.label.clone(), aaguid: found.aaguid.clone() }
}

/// Relying party and id of every credential that was made in a case.
pub(super) fn made_in(case: &Case) -> Vec<(String, KeyCredentialId)> {
    case.made.iter().map(|(made, _)| (case.opened.rp_id.clone(), made.credential.clone())).collect()
}

fn staff_credentials(roster: &Roster) -> Vec<(String, KeyCredentialId)> {
    let Some(ledger) = roster.ledger() else { return Vec::new() };
    let of = |purpose: Purpose| {
        let keys = roster.people().flat_map(move |p| p.keys_for(purpose));
        keys.map(move |k| (purpose.rp_id(ledger), k.credential.clone()))
    };
    of(Purpose::SignIn).chain(of(Purpose::Approve)).collect()
}
