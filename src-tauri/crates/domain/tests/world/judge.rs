//! Judges a history by its records alone. It shares no rule with the domain: it has its own table of evidence, its own
//! idea of what a signature covers, and reads nothing but what was recorded.

use postern_domain::ids::{CredentialId, EffectId, EvidenceId, PersonId};
use postern_domain::policy::Policy;
use postern_domain::recovery::account::{ContactChannel, Inventory};
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::{Action, CaseEvent, Observation};
use postern_domain::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// What a signature covers: any of it changed, and the signature holds no more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Covered {
    evidence: BTreeSet<(EvidenceId, bool)>,
    listed: BTreeSet<CredentialId>,
    kept: BTreeSet<CredentialId>,
    exception: bool,
    contacts: BTreeSet<String>,
}

#[derive(Debug, Clone)]
struct Call {
    action: Action,
    started: bool,
    seen: Option<bool>,
}

/// What a policy asks, as numbers.
#[derive(Debug, Clone)]
pub struct Asks {
    pub signatures: usize,
    pub more_for_exceptions: usize,
    pub wrong_codes: usize,
    pub proofed_at: u32,
    pub signs_in_at: u32,
}

impl Asks {
    pub fn of(policy: &Policy, privileged: bool) -> Self {
        Self {
            signatures: if privileged { policy.approvals_privileged } else { policy.approvals_standard } as usize,
            more_for_exceptions: policy.exception_signatures as usize,
            wrong_codes: policy.code_attempts as usize,
            proofed_at: policy.account_ial,
            signs_in_at: policy.account_aal,
        }
    }
}

/// A history so far.
#[derive(Debug, Clone)]
pub struct Judge {
    asks: Asks,
    exception: bool,
    kept: BTreeSet<CredentialId>,
    possessed: BTreeSet<CredentialId>,
    wrong_codes: usize,
    saved_code: bool,
    replaced: bool,
    letter: bool,
    phones: BTreeSet<String>,
    agent: Option<PersonId>,
    pieces: BTreeMap<EvidenceId, (EvidenceKind, Pathway, bool)>,
    sought: bool,
    signed: Vec<(PersonId, Covered, Timestamp)>,
    calls: BTreeMap<EffectId, Call>,
    order: Vec<EffectId>,
    ever: BTreeSet<CredentialId>,
    now_listed: BTreeSet<CredentialId>,
    gone: BTreeSet<CredentialId>,
    contacts_now: BTreeSet<String>,
    addresses: BTreeSet<String>,
    told: BTreeSet<(String, String)>,
    accepted: bool,
    made: bool,
    handed: bool,
    live: bool,
    /// The case is completed.
    pub completed: bool,
    /// It was repudiated, and nobody said what it was.
    incident: bool,
}

/// The credential that a case makes, as the directory lists it.
const OWN: &str = "new-key";

impl Judge {
    /// Before the first record.
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            exception: false,
            kept: BTreeSet::new(),
            possessed: BTreeSet::new(),
            wrong_codes: 0,
            saved_code: false,
            replaced: false,
            letter: false,
            phones: BTreeSet::new(),
            agent: None,
            pieces: BTreeMap::new(),
            sought: false,
            signed: Vec::new(),
            calls: BTreeMap::new(),
            order: Vec::new(),
            ever: BTreeSet::new(),
            now_listed: BTreeSet::new(),
            gone: BTreeSet::new(),
            contacts_now: BTreeSet::new(),
            addresses: BTreeSet::new(),
            told: BTreeSet::new(),
            accepted: false,
            made: false,
            handed: false,
            live: false,
            completed: false,
            incident: false,
        }
    }

    /// Takes the next record; what it must not be is told.
    pub fn take(&mut self, event: &CaseEvent) -> Result<(), String> {
        if matches!(event, CaseEvent::Repudiated { .. }) {
            self.incident = true;
            return Ok(());
        }
        if self.incident {
            return self.take_in_incident(event);
        }
        if self.completed {
            // What is seen later is still a fact; nothing is done any more.
            let fact = matches!(
                event,
                CaseEvent::EffectObserved { .. }
                    | CaseEvent::AccountReread { .. }
                    | CaseEvent::NoteAdded { .. }
                    | CaseEvent::AttachmentErased { .. }
                    | CaseEvent::AttachmentExpired { .. }
                    | CaseEvent::FilesHeld { .. }
                    | CaseEvent::FilesReleased { .. }
                    | CaseEvent::CaseReviewed { .. }
                    | CaseEvent::AttemptRefused { .. }
            );
            return if fact { Ok(()) } else { Err("something was done after the completion".to_owned()) };
        }
        match event {
            CaseEvent::CaseOpened(opened) => {
                self.agent = Some(opened.agent);
                let phones = opened.account.contacts.iter().filter(|c| c.channel == ContactChannel::Phone);
                self.phones = phones.map(|c| c.address.clone()).collect();
                self.read(&opened.inventory, opened.account.contacts.iter().map(|c| c.address.clone()));
            }
            CaseEvent::AccountReread { account, inventory } => {
                self.read(inventory, account.contacts.iter().map(|c| c.address.clone()));
            }
            CaseEvent::EvidenceRecorded { evidence: e } => {
                self.pieces.insert(e.id, (e.kind, e.pathway, e.outcome == Outcome::Confirmed));
                self.possessed.extend(e.credential.clone());
                if e.kind == EvidenceKind::SavedCode {
                    (self.saved_code, self.replaced) = (true, false);
                }
                let code = [EvidenceKind::SavedCode, EvidenceKind::IssuedCode, EvidenceKind::RecoveryContact];
                if code.contains(&e.kind) && self.wrong_codes >= self.asks.wrong_codes {
                    return Err("a code counted after too many wrong ones".to_owned());
                }
            }
            CaseEvent::EvidenceWithdrawn { id, .. } => drop(self.pieces.remove(id)),
            CaseEvent::CodeChecked { matched: false, .. } => self.wrong_codes += 1,
            CaseEvent::SavedCodesReplaced { .. } => self.replaced = true,
            CaseEvent::ExceptionAsked { .. } => self.exception = true,
            CaseEvent::ExceptionDropped { .. } => self.exception = false,
            CaseEvent::CredentialKept { credential, .. } => {
                if !self.possessed.contains(credential) {
                    return Err("kept what nobody showed to have".to_owned());
                }
                self.kept.insert(credential.clone());
            }
            CaseEvent::CredentialNotKept { credential, .. } => drop(self.kept.remove(credential)),
            CaseEvent::LetterSent { .. } => self.letter = true,
            CaseEvent::ApprovalSought { .. } => self.sought = true,
            CaseEvent::ApprovalSigned(signed) => {
                if Some(signed.by) == self.agent {
                    return Err("the agent signed".to_owned());
                }
                if !self.sought {
                    return Err("signed unasked".to_owned());
                }
                self.signed.push((signed.by, self.covered(), signed.expires));
            }
            CaseEvent::EffectIntended { effect, action, .. } => {
                self.order.push(*effect);
                self.calls.insert(*effect, Call { action: action.clone(), started: false, seen: None });
            }
            CaseEvent::EffectStarted { effect, at } => self.start(*effect, *at)?,
            CaseEvent::EffectObserved { effect, observation, .. } => self.see(*effect, observation)?,
            CaseEvent::KeyAccepted { .. } => self.accepted = true,
            CaseEvent::CredentialMade { .. } => self.made = true,
            CaseEvent::HandedOver { .. } => self.handed = true,
            CaseEvent::SignedInLive { .. } => self.live = true,
            CaseEvent::CaseCompleted { at, .. } => {
                self.completed = true;
                self.complete(*at)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Of an incident, the account is closed, things are seen and said, and somebody says what it was: nothing else.
    fn take_in_incident(&mut self, event: &CaseEvent) -> Result<(), String> {
        let closes = |action: &Action| {
            matches!(action, Action::BlockSignIn | Action::EndSessions | Action::SuspendCredential { .. })
        };
        match event {
            CaseEvent::EffectIntended { effect, action, .. } if closes(action) => {
                self.order.push(*effect);
                self.calls.insert(*effect, Call { action: action.clone(), started: false, seen: None });
                Ok(())
            }
            CaseEvent::EffectStarted { effect, at } => {
                let known = self.calls.get(effect).is_some_and(|call| closes(&call.action));
                if known { self.start(*effect, *at) } else { Err("a door was opened in an incident".to_owned()) }
            }
            CaseEvent::EffectObserved { effect, observation, .. } => self.see(*effect, observation),
            CaseEvent::AccountReread { account, inventory } => {
                self.read(inventory, account.contacts.iter().map(|c| c.address.clone()));
                Ok(())
            }
            CaseEvent::IncidentDisposed { .. } => {
                self.incident = false;
                Ok(())
            }
            CaseEvent::NoteAdded { .. }
            | CaseEvent::AttachmentAdded { .. }
            | CaseEvent::AccountCleared { .. }
            | CaseEvent::RiskSeen { .. }
            | CaseEvent::AttemptRefused { .. } => Ok(()),
            _ => Err("something was done in an incident".to_owned()),
        }
    }

    fn read(&mut self, inventory: &Inventory, addresses: impl Iterator<Item = String>) {
        self.now_listed = inventory.credentials.iter().map(|c| c.id.clone()).collect();
        for id in self.now_listed.iter().filter(|id| id.as_str() != OWN) {
            self.ever.insert(id.clone());
            self.gone.remove(id);
        }
        self.contacts_now = addresses.collect();
        self.addresses.extend(self.contacts_now.iter().cloned());
    }

    fn covered(&self) -> Covered {
        Covered {
            evidence: self.pieces.iter().map(|(id, (_, _, confirmed))| (*id, *confirmed)).collect(),
            listed: self.ever.clone(),
            kept: self.kept.clone(),
            exception: self.exception,
            contacts: self.contacts_now.clone(),
        }
    }

    /// Who is known to be who they say: the table of SP 800-63A-4 §4.2.2, written down once more.
    fn proven(&self) -> bool {
        let weight = |(kind, pathway, confirmed): &(EvidenceKind, Pathway, bool)| match (kind, pathway, confirmed) {
            (_, _, false) => 0,
            (EvidenceKind::PassportChip, Pathway::ChipSignature, true) => 100,
            (
                EvidenceKind::Passport
                | EvidenceKind::PassportChip
                | EvidenceKind::NationalId
                | EvidenceKind::DrivingLicence,
                _,
                true,
            ) => 10,
            (EvidenceKind::CompanyBadge | EvidenceKind::CallBack, _, true) => 1,
            _ => 0,
        };
        let kinds: BTreeMap<EvidenceKind, u32> = self.pieces.values().fold(BTreeMap::new(), |mut all, piece| {
            let most = all.entry(piece.0).or_insert(0);
            *most = (*most).max(weight(piece));
            all
        });
        let strong = kinds.values().filter(|w| **w == 10).count();
        let fair = kinds.values().filter(|w| **w == 1).count();
        let contradicted = self.pieces.values().any(|(_, _, confirmed)| !confirmed);
        let papers = kinds.values().any(|w| *w == 100) || strong > 1 || (strong == 1 && fair > 0);
        let confirmed =
            |kind| self.pieces.values().any(|(k, pathway, yes)| *k == kind && *yes && *pathway != Pathway::None);
        let biometric = confirmed(EvidenceKind::RetainedBiometric);
        // SP 800-63B-4 §4.2.2.2 and §4.2.2.3, written down once more.
        let codes = [EvidenceKind::SavedCode, EvidenceKind::IssuedCode, EvidenceKind::RecoveryContact];
        let codes = codes.into_iter().filter(|kind| confirmed(*kind)).count();
        let by_codes = codes > 1 || (codes == 1 && confirmed(EvidenceKind::OtherAuthenticator));
        let highest = self.asks.proofed_at == 3 && self.asks.signs_in_at == 3;
        !contradicted && if highest { papers && biometric } else { papers || by_codes }
    }

    fn needed(&self) -> usize {
        let exception = if self.exception { self.asks.more_for_exceptions } else { 0 };
        self.asks.signatures + exception + usize::from(!self.kept.is_empty())
    }

    fn approved(&self, at: Timestamp) -> bool {
        let covered = self.covered();
        let people: BTreeSet<_> = self
            .signed
            .iter()
            .filter(|(_, then, until)| *then == covered && *until > at)
            .map(|(by, _, _)| *by)
            .collect();
        people.len() >= self.needed()
    }

    fn last(&self, wanted: impl Fn(&Action) -> bool) -> Option<bool> {
        let last = self.order.iter().rev().map(|id| &self.calls[id]).find(|call| wanted(&call.action))?;
        last.seen
    }

    fn old_are_gone(&self) -> bool {
        self.ever.iter().all(|id| self.gone.contains(id) || self.kept.contains(id))
    }

    fn all_known(&self) -> bool {
        let notice = |action: &Action| matches!(action, Action::SendNotice { .. });
        self.calls.values().all(|call| !call.started || call.seen.is_some() || notice(&call.action))
    }

    fn start(&mut self, effect: EffectId, at: Timestamp) -> Result<(), String> {
        let action = self.calls.get(&effect).map(|call| call.action.clone()).ok_or("started unasked")?;
        let guarded =
            matches!(action, Action::RevokeCredential { .. } | Action::SubmitCredential | Action::UnblockSignIn);
        if guarded && !(self.proven() && self.approved(at)) {
            return Err(format!("{action:?} without proof or a signature that holds"));
        }
        match action {
            Action::RevokeCredential { .. } if self.last(|a| *a == Action::BlockSignIn) != Some(true) => {
                return Err("revoked before sign-in was blocked".to_owned());
            }
            Action::SubmitCredential => {
                let ended = self.last(|a| *a == Action::EndSessions) == Some(true);
                if !self.old_are_gone() || !ended || !self.all_known() || !self.accepted {
                    return Err("submitted while the old lived, or what was done was unknown".to_owned());
                }
            }
            Action::UnblockSignIn => {
                let listed = self.last(|a| *a == Action::SubmitCredential) == Some(true);
                if !self.handed || !self.made || !listed || !self.old_are_gone() {
                    return Err("unblocked too early".to_owned());
                }
            }
            _ => {}
        }
        if let Some(call) = self.calls.get_mut(&effect) {
            call.started = true;
        }
        Ok(())
    }

    fn see(&mut self, effect: EffectId, observation: &Observation) -> Result<(), String> {
        let call = self.calls.get_mut(&effect).ok_or("seen unasked")?;
        call.seen = match observation {
            Observation::AsIntended | Observation::Attested { .. } | Observation::Delivered { .. } => Some(true),
            Observation::NotAsIntended { .. } => Some(false),
            Observation::Unknown { .. } => None,
        };
        let good = call.seen == Some(true);
        match call.action.clone() {
            Action::RevokeCredential { credential } if good => drop(self.gone.insert(credential)),
            Action::RevokeCredential { credential } => drop(self.gone.remove(&credential)),
            Action::SubmitCredential if good && !self.made => return Err("listed without having been made".to_owned()),
            Action::SendNotice { phase, address, .. } if good => {
                self.told.insert((format!("{phase:?}"), address));
            }
            _ => {}
        }
        Ok(())
    }

    fn complete(&self, at: Timestamp) -> Result<(), String> {
        let told = |phase: &str| self.addresses.iter().all(|a| self.told.contains(&(phase.to_owned(), a.clone())));
        let unexpected =
            self.now_listed.iter().any(|id| id.as_str() != OWN && !self.gone.contains(id) && !self.kept.contains(id));
        let by_phone = self.phones.iter().any(|a| self.told.contains(&("Close".to_owned(), a.clone())));
        let checks = [
            ("proof", self.proven()),
            ("signatures", self.approved(at)),
            ("old credentials", self.old_are_gone() && !unexpected),
            ("sessions", self.last(|a| *a == Action::EndSessions) == Some(true)),
            ("new credential", self.made && self.last(|a| *a == Action::SubmitCredential) == Some(true)),
            ("handover", self.handed && self.live),
            ("sign-in", self.last(|a| *a == Action::UnblockSignIn) == Some(true)),
            ("notices", told("Intake") && told("Close")),
            ("letter", self.letter || (by_phone && self.asks.signs_in_at < 3)),
            ("saved codes", !self.saved_code || self.replaced),
            ("outcomes", self.all_known()),
        ];
        match checks.iter().find(|(_, met)| !met) {
            Some((what, _)) => Err(format!("completed with open {what}")),
            None => Ok(()),
        }
    }
}
