//! What a signature covers: the exact bytes that the signer's screen is rendered from.

use super::account::{Capabilities, Contact};
use super::event::Target;
use super::evidence::{Evidence, EvidenceKind, Outcome, Pathway, Reference, Strength};
use super::exception::Exception;
use super::incident::Finding;
use super::risk::RiskSignal;
use super::{Case, Channel, Disposition, Facts, Gate, Method, Reason, Refusal, Sponsor, Tier, Violation};
use crate::canonical::{self, Digest, NotCanonical};
use crate::ids::{
    AccountId, CaseId, ConsoleId, CredentialId, DirectoryId, EvidenceId, KeyCredentialId, LedgerId, PersonId,
};
use crate::policy::Policy;
use crate::staff::{Profile, Purpose, Roster};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What a signer decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decide", rename_all = "snake_case")]
pub enum Decision {
    /// Revoke the old credentials and make a new one.
    Approve,
    /// Let a privileged account sign in again.
    Release,
    /// A judgement of an ended case.
    Review {
        /// What was found.
        disposition: Disposition,
        /// In the reviewer's words.
        note: String,
    },
    /// What an incident was.
    Dispose {
        /// What was found.
        finding: Finding,
        /// In the reviewer's words.
        note: String,
    },
}

/// The bytes' content. Fields are those of DESIGN "What is signed".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Format version: 1.
    pub version: u32,
    /// What is decided.
    pub decision: Decision,
    /// The history it belongs to.
    pub ledger: LedgerId,
    /// Practice or real.
    pub profile: Profile,
    /// 32 random bytes, hexadecimal: consumed once.
    pub nonce: String,
    /// The case.
    pub case: CaseId,
    /// The case's record number when it was offered.
    pub seq: u64,
    /// Everything a change to which voids a signature.
    pub basis: Basis,
    /// The signer.
    pub signer: PersonId,
    /// The signer's credential.
    pub signer_credential: KeyCredentialId,
    /// The console it was shown on.
    pub console: ConsoleId,
    /// When it was offered.
    pub issued: Timestamp,
    /// Until when the signature holds.
    pub expires: Timestamp,
    /// Hash of the words and layout in which it was shown.
    pub template: Digest,
    /// The new credential that a release is about.
    pub new_credential: Option<KeyCredentialId>,
    /// In whose session it is signed, where that is the agent's: over the shoulder, at the agent's console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over_shoulder_of: Option<PersonId>,
}

/// The parts of a case that were signed: a change to any of them voids every signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The directory.
    pub directory: DirectoryId,
    /// Its tenant.
    pub tenant: String,
    /// The subject's immutable identifier.
    pub account: AccountId,
    /// The subject's sign-in name.
    pub login: String,
    /// The subject's display name.
    pub name: String,
    /// How much is at stake.
    pub tier: Tier,
    /// Signs of risk.
    pub signals: Vec<RiskSignal>,
    /// Why.
    pub reason: Reason,
    /// By which channel.
    pub channel: Channel,
    /// The ticket.
    pub ticket: String,
    /// The policy.
    pub policy: Digest,
    /// Evidence that stands.
    pub evidence: Vec<SignedEvidence>,
    /// Evidence that was taken back.
    pub withdrawn: Vec<SignedEvidence>,
    /// Codes typed that were not the one.
    pub wrong_codes: u32,
    /// How often a supervisor refused.
    pub refusals: u32,
    /// Cues seen at once.
    pub cues_seen: u32,
    /// Cues drawn.
    pub cues_drawn: u32,
    /// Consent for video was recorded.
    pub consent: bool,
    /// In which way the subject is verified; `None` while they are not.
    pub method: Option<Method>,
    /// The exception that is asked for.
    pub exception: Option<Exception>,
    /// The sponsor of a machine identity.
    pub sponsor: Option<Sponsor>,
    /// What uses a machine identity.
    pub consumers: Vec<String>,
    /// For how many minutes its old credential may live beside the new one.
    pub overlap_minutes: i64,
    /// What goes.
    pub revoke: Vec<SignedCredential>,
    /// What stays, having signed in for this case.
    pub keep: Vec<SignedCredential>,
    /// Sign-in can be blocked, sessions can be ended, and how long tokens live on.
    pub capabilities: Capabilities,
    /// Addresses on record.
    pub contacts: Vec<Contact>,
    /// The relying party of the new key.
    pub rp_id: String,
    /// Models the new key may be; empty: every model with trusted attestation.
    pub models: Vec<String>,
    /// Number of new keys.
    pub new_keys: u32,
    /// How the key reaches the subject.
    pub handover: String,
    /// The agent.
    pub agent: PersonId,
    /// What the subject is to sign in with.
    #[serde(default, skip_serializing_if = "Target::is_key")]
    pub target: Target,
    /// Whether the account administers anything, as the agent says where the directory does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_privileged: Option<bool>,
    /// Whom the new key of a machine identity is sealed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
}

/// A piece of evidence, as signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedEvidence {
    /// Identifier.
    pub id: EvidenceId,
    /// What.
    pub kind: EvidenceKind,
    /// How it was checked.
    pub pathway: Pathway,
    /// What that showed.
    pub outcome: Outcome,
    /// How strong it counts.
    pub strength: Strength,
    /// Who vouches.
    pub reference: Option<Reference>,
    /// The credential that signed in.
    pub credential: Option<CredentialId>,
}

/// A credential and what happens to it, as signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedCredential {
    /// The directory's identifier.
    pub id: CredentialId,
    /// Its label.
    pub label: String,
}

impl Case {
    /// The parts of the case that are signed now.
    pub fn basis(&self, policy: &Policy) -> Basis {
        let piece = |e: &Evidence| SignedEvidence {
            id: e.id,
            kind: e.kind,
            pathway: e.pathway,
            outcome: e.outcome,
            strength: e.kind.strength(e.pathway),
            reference: e.reference.clone(),
            credential: e.credential.clone(),
        };
        let evidence = self.standing_evidence().map(piece);
        let withdrawn = self.evidence.iter().filter(|e| self.withdrawn.contains(&e.id)).map(piece);
        let signed = |keep: bool| {
            let planned = self.planned.iter().filter(move |c| self.kept.contains(&c.id) == keep);
            planned.map(|c| SignedCredential { id: c.id.clone(), label: c.label.clone() }).collect()
        };
        Basis {
            directory: self.account.directory.clone(),
            tenant: self.opened.tenant.clone(),
            account: self.account.id.clone(),
            login: self.account.login.clone(),
            name: self.account.name.clone(),
            tier: self.tier(),
            signals: self.signals.iter().copied().collect(),
            reason: self.opened.reason,
            channel: self.opened.channel,
            ticket: self.opened.ticket.clone(),
            policy: self.opened.policy,
            evidence: evidence.collect(),
            withdrawn: withdrawn.collect(),
            wrong_codes: self.wrong_codes,
            refusals: self.refusals,
            cues_drawn: u32::try_from(self.cues.len()).unwrap_or(u32::MAX),
            cues_seen: self.cues_seen(),
            consent: self.consent.is_some(),
            method: self.method(policy),
            exception: self.exception.clone(),
            sponsor: self.sponsor.clone(),
            consumers: self.consumers.as_ref().map(|(all, _)| all.clone()).unwrap_or_default(),
            overlap_minutes: self.overlap_minutes(),
            revoke: signed(false),
            keep: signed(true),
            capabilities: self.opened.capabilities,
            contacts: self.account.contacts.clone(),
            rp_id: self.opened.rp_id.clone(),
            models: policy.allowed_models.clone(),
            new_keys: policy.new_keys,
            handover: "attended".to_owned(),
            agent: self.agent,
            target: self.target,
            said_privileged: self.opened.said_privileged,
            recipient: self.recipient.clone(),
        }
    }

    /// Hash of [`Case::basis`]; a signature holds while this stays.
    pub fn basis_digest(&self, policy: &Policy) -> Result<Digest, NotCanonical> {
        self.basis(policy).digest()
    }
}

impl Basis {
    /// Its hash, which a signature's record carries.
    pub fn digest(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::separated("postern/basis/v1", &canonical::bytes(self)?))
    }
}

impl Statement {
    /// A statement for the actor of `facts` to sign, offered now.
    pub fn offer(case: &Case, decision: Decision, nonce: [u8; 32], facts: &Facts<'_>) -> Result<Self, Violation> {
        let person = facts.roster.person(facts.actor.person()).ok_or(Violation::of(Gate::KnownStaffKey))?;
        let key = facts.roster.approving(facts.actor).ok_or(Violation::of(Gate::KnownStaffKey))?;
        let (Some(ledger), Some(profile)) = (facts.roster.ledger(), facts.roster.profile()) else {
            return Err(Violation::of(Gate::TwoAdministrators));
        };
        Ok(Self {
            version: 1,
            ledger,
            profile,
            nonce: Digest(nonce).hex(),
            case: case.id,
            seq: case.seq,
            basis: case.basis(facts.policy),
            signer: person.id,
            signer_credential: key.credential.clone(),
            console: facts.actor.console(),
            issued: facts.now,
            expires: facts.now.plus(facts.policy.approval_span(case.tier())),
            new_credential: match decision {
                Decision::Release => case.released_credential(),
                Decision::Approve | Decision::Review { .. } | Decision::Dispose { .. } => None,
            },
            decision,
            template: facts.template,
            over_shoulder_of: facts.actor.guest_of(),
        })
    }

    /// The bytes that are shown and signed.
    pub fn bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::bytes(self)
    }

    /// Reads the bytes back; `None` unless they are exactly the canonical form of a statement.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let statement: Self = serde_json::from_slice(bytes).ok()?;
        (statement.bytes().ok()?.as_slice() == bytes).then_some(statement)
    }

    /// What the key signs: SHA-256("postern/approval/v1" || 0x00 || statement).
    pub fn challenge(bytes: &[u8]) -> Digest {
        Digest::separated("postern/approval/v1", bytes)
    }
}

/// Whether the credential that the statement names is one of its signer's.
fn is_theirs(roster: &Roster, signed: &Statement) -> bool {
    let person = roster.person(signed.signer);
    person.is_some_and(|p| p.keys_for(Purpose::Approve).any(|k| k.credential == signed.signer_credential))
}

/// Checks that `bytes` are this case's statement for this signer, now; returns it.
pub(super) fn judge(case: &Case, decision: &Decision, bytes: &[u8], facts: &Facts<'_>) -> Result<Statement, Refusal> {
    let mismatch = |what: &str| Violation::of(Gate::StatementMatches).with("part", what);
    let signed = Statement::parse(bytes).ok_or_else(|| Refusal::one(mismatch("form")))?;
    let nonce_used = case
        .approvals
        .iter()
        .chain(case.release.iter())
        .chain(case.review.iter().map(|(_, _, signed)| signed))
        .chain(case.incidents.iter().filter_map(|i| i.disposed.as_ref()).map(|(_, _, signed)| signed))
        .any(|earlier| earlier.nonce == signed.nonce);
    let unless =
        |met: bool, gate: Gate| Refusal::unless_empty(if met { Vec::new() } else { vec![Violation::of(gate)] });
    unless(!nonce_used, Gate::NonceIsNew)?;
    let expected = Statement::offer(case, decision.clone(), [0; 32], facts).map_err(Refusal::one)?;
    let parts = [
        ("decision", signed.decision == expected.decision),
        ("ledger", signed.ledger == expected.ledger && signed.profile == expected.profile),
        ("case", signed.case == expected.case && signed.seq <= expected.seq),
        (
            "account",
            signed.basis.account == expected.basis.account && signed.basis.directory == expected.basis.directory,
        ),
        ("signer", signed.signer == expected.signer && is_theirs(facts.roster, &signed)),
        ("console", signed.console == expected.console),
        ("over_shoulder", signed.over_shoulder_of == expected.over_shoulder_of),
        ("new_credential", signed.new_credential == expected.new_credential),
        ("template", signed.template == expected.template && signed.version == expected.version),
        (
            "time",
            signed.issued <= facts.now && signed.expires == signed.issued.plus(facts.policy.approval_span(case.tier())),
        ),
    ];
    Refusal::unless_empty(parts.iter().filter(|(_, same)| !same).map(|(part, _)| mismatch(part)).collect())?;
    unless(signed.basis == expected.basis, Gate::ApprovalCurrent)?;
    unless(signed.expires > facts.now, Gate::ApprovalInTime)?;
    Ok(signed)
}
