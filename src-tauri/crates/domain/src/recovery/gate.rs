//! Every gate, with its stable code, its stage, and where it comes from. The one place they are listed.

use super::Stage;
use serde::{Deserialize, Serialize};

/// How binding the source of a gate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The standard says SHALL.
    Shall,
    /// The standard says SHOULD; held as binding here.
    Should,
    /// Local policy: NIST does not ask for it.
    Local,
}

/// One gate. Each violation carries one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gate {
    /// The subject is not the agent.
    SubjectIsNotAgent,
    /// The agent's training is current.
    AgentTrained,
    /// No other case of this subject is open.
    NoOtherOpenCase,
    /// Whether the account administers anything is said, where the directory does not tell.
    RolesSaid,
    /// Two administrators are enrolled.
    TwoAdministrators,
    /// Enough supervisors other than the agent are enrolled.
    CoSignersExist,
    /// An administrator confirmed the enrolment with their own key.
    AdministratorConfirms,
    /// Nobody with this staff number is enrolled.
    PersonIsNew,
    /// The key belongs to nobody else on the staff.
    StaffKeyIsNew,
    /// The role allows this step.
    RoleAllows,
    /// The agent of the case acts.
    CaseAgentActs,
    /// The case has not ended.
    CaseIsOpen,
    /// What is named exists in this case.
    ItemExists,
    /// The agent of the case still works here.
    CaseNotFrozen,
    /// Nothing holds the queue.
    NotNow,
    /// The subject was not recovered too often.
    SubjectNotTooOften,
    /// The agent did not open too many cases.
    AgentNotTooOften,
    /// The supervisor did not sign too often.
    SignerNotTooOften,
    /// The key was not handed out in another case.
    KeyNotElsewhere,
    /// The agent did not freeze too many accounts.
    FreezesNotTooMany,
    /// Enough administrators signed a change of the desk.
    AdministratorsSign,
    /// Two administrators remain.
    AdministratorsRemain,
    /// The policy loosens nothing.
    PolicyFits,
    /// Enough supervisors and reviewers signed that an administrator is recovered.
    QuorumSigns,
    /// It has waited, so that whoever knows better could refuse it.
    QuorumWaits,
    /// No administrator can sign.
    NoAdministratorSigns,
    /// No other recovery of an administrator runs.
    OneQuorum,
    /// Fair and Strong, or two Strong, or one Superior piece.
    EvidenceSufficient,
    /// Every piece is verified by an allowed pathway.
    EvidenceVerified,
    /// Consent for the video session is recorded.
    ConsentRecorded,
    /// No piece was rejected.
    NothingContradicts,
    /// A random cue was done at once.
    CueSeen,
    /// The pathway is possible on this channel.
    PathwayPossible,
    /// This kind of evidence counts at all.
    EvidenceCounts,
    /// The contact is known to be unchanged for long enough.
    ContactUsable,
    /// The subject is at the desk, where the policy asks for it.
    OnSite,
    /// The face or fingerprint was compared with the sample kept from the first proofing, at IAL3.
    BiometricCompared,
    /// A privileged account has two Strong pieces or a Superior one.
    StrongerEvidence,
    /// The way in which the subject is verified is one that the account allows.
    MethodFits,
    /// The code was confirmed within its time.
    CodeInTime,
    /// Wrong codes stay below the limit.
    CodeTriesLeft,
    /// Used saved codes are replaced.
    SavedCodesReplaced,
    /// Who vouches for the subject was proofed at least as well.
    ReferenceProofed,
    /// The exception says why, by whom, and on what grounds.
    ExceptionComplete,
    /// The policy allows emergencies.
    EmergencyAllowed,
    /// A credential that is kept signed in, for this case.
    PossessionProven,
    /// The sponsor of a machine identity signed in with their own key.
    SponsorProven,
    /// What uses the machine identity is listed.
    ConsumersListed,
    /// The old credential of a machine identity was tried and refused.
    OldCredentialRefused,
    /// The overlap of a machine identity is over.
    OverlapOver,
    /// Whom the new key of a machine identity is sealed to is named.
    RecipientNamed,
    /// Enough supervisors co-signed.
    CoSigned,
    /// The approver is not the agent.
    ApproverIsNotAgent,
    /// The approver is not the subject.
    ApproverIsNotSubject,
    /// Each co-signature is another person's.
    ApproversDiffer,
    /// Nothing that was signed has changed.
    ApprovalCurrent,
    /// The co-signature has not expired.
    ApprovalInTime,
    /// A privileged case is approved on another console.
    OtherConsole,
    /// The signed statement is this case's.
    StatementMatches,
    /// The statement's nonce was not used before.
    NonceIsNew,
    /// The agent asked for approval.
    ApprovalSought,
    /// Each co-signature is another key's.
    ApproverKeysDiffer,
    /// The approver of a privileged case belongs to the client.
    ApproverOfOrganisation,
    /// The approver is not the sponsor.
    ApproverIsNotSponsor,
    /// Whoever signs is trained.
    SignerTrained,
    /// Signing at the agent's own console is allowed for this case.
    ShoulderAllowed,
    /// Sign-in was seen blocked before the first revocation.
    SignInBlocked,
    /// Sessions were seen ended.
    SessionsEnded,
    /// Every old credential was seen gone.
    OldCredentialsGone,
    /// The directory lists no credential that nobody planned.
    NoUnexpectedCredential,
    /// The outcome of every outside call is known.
    OutcomesKnown,
    /// The key's model is on the list.
    KeyModelAllowed,
    /// The key has a PIN, and asks for enough characters.
    KeyPinLongEnough,
    /// The new credential cannot be copied to other devices.
    KeyNotCopyable,
    /// The new key signed a test on this console.
    LocalAssertion,
    /// The directory was seen to list the new credential.
    NewCredentialListed,
    /// The key's attestation ends at a trusted root.
    AttestationTrusted,
    /// A key was checked and accepted.
    KeyAccepted,
    /// No more keys than the policy grants are made in one case.
    OneKeyPerCase,
    /// The metadata service reports nothing against the key's model.
    KeyModelNotReported,
    /// The key's model is certified as high as the policy asks.
    KeyModelCertified,
    /// Current metadata lists the key's model.
    MetadataCurrent,
    /// A passkey of the subject's own device does for this account.
    HandsetFits,
    /// The key that is erased belongs to nobody on the staff.
    KeyIsNobodys,
    /// Whoever erases a key typed the word.
    ErasureTyped,
    /// The key that is erased was not made in a case that is open.
    KeyOfNoOpenCase,
    /// The subject has the key and alone knows its PIN.
    HandedOver,
    /// Sign-in was seen unblocked, last of all.
    SignInUnblocked,
    /// The subject signed in at the directory with the new key.
    LiveSignIn,
    /// A reviewer released the privileged account.
    Released,
    /// The subject had time to object.
    RepudiationTime,
    /// No eligible role was activated while the case ran.
    RolesStayInactive,
    /// Every address on record was told of the request.
    IntakeNotices,
    /// Every address on record was told of the recovery.
    ClosingNotices,
    /// The account has an address that a notice reaches.
    AddressOnRecord,
    /// A letter went out, where one is owed.
    LetterSent,
    /// A notice of the proofing went by post or telephone.
    ProofingNotice,
    /// The reviewer took no part in the case.
    ReviewerTookNoPart,
    /// The case has ended.
    CaseHasEnded,
    /// No disposition was signed before.
    NotYetReviewed,
    /// Whoever holds files does not release them.
    ReleasedByAnother,
    /// Nobody holds the files.
    FilesNotHeld,
    /// An incident of the case is open.
    IncidentIsOpen,
    /// No incident of the case is open.
    NoOpenIncident,
    /// The account is in no open incident, or a supervisor let it be recovered.
    AccountNotInIncident,
    /// That an open incident concerns the case is written down in it.
    IncidentWeighed,
    /// The expected credential signed.
    AssertionCredential,
    /// The client data is that of an assertion.
    AssertionClientData,
    /// The type is webauthn.get.
    AssertionType,
    /// The challenge is the expected one.
    AssertionChallenge,
    /// The origin is the expected one.
    AssertionOrigin,
    /// The authenticator data is complete.
    AssertionAuthenticatorData,
    /// The relying party is the expected one.
    AssertionRelyingParty,
    /// Somebody touched the key.
    AssertionUserPresent,
    /// The key verified its user.
    AssertionUserVerified,
    /// The credential cannot be copied.
    AssertionNotBackedUp,
    /// The signature verifies.
    AssertionSignature,
    /// The key's counter went forward.
    AssertionCounter,
    /// Somebody is signed in.
    SignedIn,
    /// The session is not locked.
    NotLocked,
    /// The key belongs to somebody on the staff.
    KnownStaffKey,
    /// The person who locked unlocks.
    SamePersonUnlocks,
    /// What was typed can be recorded.
    FieldValid,
}

struct Entry {
    gate: Gate,
    code: &'static str,
    stage: Stage,
    level: Level,
    citation: &'static str,
}

const fn entry(gate: Gate, code: &'static str, stage: Stage, level: Level, citation: &'static str) -> Entry {
    Entry { gate, code, stage, level, citation }
}

/// In the order of [`Gate`]'s variants: `gate as usize` is the index (a test holds this).
const TABLE: &[Entry] = &[
    entry(Gate::SubjectIsNotAgent, "INT-01", Stage::Intake, Level::Local, "Local P-01"),
    entry(Gate::AgentTrained, "INT-02", Stage::Intake, Level::Shall, "SP 800-63A-4 §3.12"),
    entry(Gate::NoOtherOpenCase, "INT-03", Stage::Intake, Level::Local, "Local P-02"),
    entry(Gate::RolesSaid, "INT-04", Stage::Intake, Level::Local, "Local P-33"),
    entry(Gate::TwoAdministrators, "SET-01", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::CoSignersExist, "SET-02", Stage::Intake, Level::Local, "Local P-04"),
    entry(Gate::AdministratorConfirms, "SET-03", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::PersonIsNew, "SET-04", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::StaffKeyIsNew, "SET-05", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::RoleAllows, "ROL-01", Stage::Intake, Level::Shall, "SP 800-63A-4 §2.1.2"),
    entry(Gate::CaseAgentActs, "ROL-02", Stage::Intake, Level::Local, "Local P-07"),
    entry(Gate::CaseIsOpen, "CAS-01", Stage::Intake, Level::Local, "Local P-07"),
    entry(Gate::ItemExists, "CAS-02", Stage::Intake, Level::Local, "Local P-07"),
    entry(Gate::CaseNotFrozen, "CAS-03", Stage::Intake, Level::Local, "Local P-23"),
    entry(Gate::NotNow, "SYS-01", Stage::Intake, Level::Local, "Local P-29"),
    entry(Gate::SubjectNotTooOften, "VEL-01", Stage::Intake, Level::Local, "Local P-22"),
    entry(Gate::AgentNotTooOften, "VEL-02", Stage::Intake, Level::Local, "Local P-22"),
    entry(Gate::SignerNotTooOften, "VEL-03", Stage::Approval, Level::Local, "Local P-22"),
    entry(Gate::KeyNotElsewhere, "VEL-04", Stage::Provisioning, Level::Local, "Local P-22"),
    entry(Gate::FreezesNotTooMany, "VEL-05", Stage::Contain, Level::Local, "Local P-22"),
    entry(Gate::AdministratorsSign, "DSK-01", Stage::Intake, Level::Local, "Local P-20"),
    entry(Gate::AdministratorsRemain, "DSK-02", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::PolicyFits, "DSK-03", Stage::Intake, Level::Local, "Local P-20"),
    entry(Gate::QuorumSigns, "DSK-04", Stage::Intake, Level::Local, "Local P-35"),
    entry(Gate::QuorumWaits, "DSK-05", Stage::Intake, Level::Local, "Local P-35"),
    entry(Gate::NoAdministratorSigns, "DSK-06", Stage::Intake, Level::Local, "Local P-35"),
    entry(Gate::OneQuorum, "DSK-07", Stage::Intake, Level::Local, "Local P-35"),
    entry(Gate::EvidenceSufficient, "PRF-01", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.2.2"),
    entry(Gate::EvidenceVerified, "PRF-02", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.2.6.1"),
    entry(Gate::ConsentRecorded, "PRF-03", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.2.8"),
    entry(Gate::NothingContradicts, "PRF-04", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.2.6"),
    entry(Gate::CueSeen, "PRF-05", Stage::Proofing, Level::Shall, "SP 800-63A-4 §3.14"),
    entry(Gate::PathwayPossible, "PRF-06", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.2.6.1"),
    entry(Gate::EvidenceCounts, "PRF-07", Stage::Proofing, Level::Shall, "SP 800-63A-4 §2.5.1"),
    entry(Gate::ContactUsable, "PRF-08", Stage::Proofing, Level::Local, "Local P-08"),
    entry(Gate::OnSite, "PRF-09", Stage::Proofing, Level::Shall, "SP 800-63A-4 §4.3.1"),
    entry(Gate::BiometricCompared, "PRF-10", Stage::Proofing, Level::Shall, "SP 800-63B-4 §4.2.2.3"),
    entry(Gate::StrongerEvidence, "PRF-11", Stage::Proofing, Level::Local, "Local P-21"),
    entry(Gate::MethodFits, "PRF-12", Stage::Proofing, Level::Shall, "SP 800-63B-4 §4.2.2.1"),
    entry(Gate::CodeInTime, "COD-01", Stage::Proofing, Level::Shall, "SP 800-63B-4 §4.2.1.2"),
    entry(Gate::CodeTriesLeft, "COD-02", Stage::Proofing, Level::Shall, "SP 800-63B-4 §3.2.2"),
    entry(Gate::SavedCodesReplaced, "COD-03", Stage::Notification, Level::Shall, "SP 800-63B-4 §4.2.1.1"),
    entry(Gate::ReferenceProofed, "EXC-01", Stage::Proofing, Level::Shall, "SP 800-63A-4 §3.15.3"),
    entry(Gate::ExceptionComplete, "EXC-02", Stage::Proofing, Level::Shall, "SP 800-63A-4 §3.15.1"),
    entry(Gate::EmergencyAllowed, "EXC-03", Stage::Proofing, Level::Local, "Local P-27"),
    entry(Gate::PossessionProven, "KEP-01", Stage::Proofing, Level::Local, "Local P-28"),
    entry(Gate::SponsorProven, "MCH-01", Stage::Proofing, Level::Local, "Local P-26"),
    entry(Gate::ConsumersListed, "MCH-02", Stage::Proofing, Level::Local, "Local P-26"),
    entry(Gate::OldCredentialRefused, "MCH-03", Stage::Revocation, Level::Local, "Local P-26"),
    entry(Gate::OverlapOver, "MCH-04", Stage::Revocation, Level::Local, "Local P-26"),
    entry(Gate::RecipientNamed, "MCH-05", Stage::Proofing, Level::Local, "Local P-26"),
    entry(Gate::CoSigned, "APR-01", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApproverIsNotAgent, "APR-02", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApproverIsNotSubject, "APR-03", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApproversDiffer, "APR-04", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApprovalCurrent, "APR-05", Stage::Approval, Level::Local, "Local P-05"),
    entry(Gate::ApprovalInTime, "APR-06", Stage::Approval, Level::Local, "Local P-05"),
    entry(Gate::OtherConsole, "APR-07", Stage::Approval, Level::Local, "Local P-06"),
    entry(Gate::StatementMatches, "APR-08", Stage::Approval, Level::Local, "Local P-05"),
    entry(Gate::NonceIsNew, "APR-09", Stage::Approval, Level::Local, "Local P-05"),
    entry(Gate::ApprovalSought, "APR-10", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApproverKeysDiffer, "APR-11", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::ApproverOfOrganisation, "APR-12", Stage::Approval, Level::Local, "Local P-24"),
    entry(Gate::ApproverIsNotSponsor, "APR-13", Stage::Approval, Level::Local, "Local P-04"),
    entry(Gate::SignerTrained, "APR-14", Stage::Approval, Level::Shall, "SP 800-63A-4 §3.12"),
    entry(Gate::ShoulderAllowed, "APR-15", Stage::Approval, Level::Local, "Local P-34"),
    entry(Gate::SignInBlocked, "REV-01", Stage::Revocation, Level::Local, "Local P-09"),
    entry(Gate::SessionsEnded, "REV-02", Stage::Revocation, Level::Shall, "SP 800-63B-4 §5.1"),
    entry(Gate::OldCredentialsGone, "REV-03", Stage::Revocation, Level::Shall, "SP 800-63B-4 §4.5"),
    entry(Gate::NoUnexpectedCredential, "REV-04", Stage::Revocation, Level::Local, "Local P-11"),
    entry(Gate::OutcomesKnown, "REV-05", Stage::Revocation, Level::Local, "Local P-12"),
    entry(Gate::KeyModelAllowed, "PRV-01", Stage::Provisioning, Level::Local, "Local P-13"),
    entry(Gate::KeyPinLongEnough, "PRV-02", Stage::Provisioning, Level::Should, "SP 800-63B-4 §3.2.10"),
    entry(Gate::KeyNotCopyable, "PRV-03", Stage::Provisioning, Level::Shall, "SP 800-63B-4 §2.3.2"),
    entry(Gate::LocalAssertion, "PRV-04", Stage::Provisioning, Level::Should, "SP 800-63B-4 §4.1.2.2"),
    entry(Gate::NewCredentialListed, "PRV-05", Stage::Provisioning, Level::Local, "Local P-11"),
    entry(Gate::AttestationTrusted, "PRV-06", Stage::Provisioning, Level::Shall, "SP 800-63B-4 §3.2.4"),
    entry(Gate::KeyAccepted, "PRV-07", Stage::Provisioning, Level::Local, "Local P-13"),
    entry(Gate::OneKeyPerCase, "PRV-08", Stage::Provisioning, Level::Local, "Local P-18"),
    entry(Gate::KeyModelNotReported, "PRV-09", Stage::Provisioning, Level::Local, "Local P-31"),
    entry(Gate::KeyModelCertified, "PRV-10", Stage::Provisioning, Level::Local, "Local P-31"),
    entry(Gate::MetadataCurrent, "PRV-11", Stage::Provisioning, Level::Local, "Local P-31"),
    entry(Gate::HandsetFits, "PRV-12", Stage::Provisioning, Level::Local, "Local P-30"),
    entry(Gate::KeyIsNobodys, "KSL-01", Stage::Provisioning, Level::Local, "Local P-32"),
    entry(Gate::ErasureTyped, "KSL-02", Stage::Provisioning, Level::Local, "Local P-32"),
    entry(Gate::KeyOfNoOpenCase, "KSL-03", Stage::Provisioning, Level::Local, "Local P-32"),
    entry(Gate::HandedOver, "HND-01", Stage::Handover, Level::Local, "Local P-14"),
    entry(Gate::SignInUnblocked, "HND-02", Stage::Handover, Level::Local, "Local P-09"),
    entry(Gate::LiveSignIn, "HND-03", Stage::Handover, Level::Should, "SP 800-63B-4 §4.1.2.2"),
    entry(Gate::Released, "REL-01", Stage::Release, Level::Local, "Local P-15"),
    entry(Gate::RepudiationTime, "REL-02", Stage::Release, Level::Local, "Local P-19"),
    entry(Gate::RolesStayInactive, "REL-03", Stage::Release, Level::Local, "Local P-25"),
    entry(Gate::IntakeNotices, "NTF-01", Stage::Notification, Level::Shall, "SP 800-63B-4 §4.6"),
    entry(Gate::ClosingNotices, "NTF-02", Stage::Notification, Level::Shall, "SP 800-63B-4 §4.2.3"),
    entry(Gate::AddressOnRecord, "NTF-03", Stage::Notification, Level::Shall, "SP 800-63B-4 §4.6"),
    entry(Gate::LetterSent, "NTF-04", Stage::Notification, Level::Shall, "SP 800-63B-4 §4.6"),
    entry(Gate::ProofingNotice, "NTF-05", Stage::Notification, Level::Shall, "SP 800-63A-4 §3.10"),
    entry(Gate::ReviewerTookNoPart, "RVW-01", Stage::Review, Level::Local, "Local P-16"),
    entry(Gate::CaseHasEnded, "RVW-02", Stage::Review, Level::Local, "Local P-16"),
    entry(Gate::NotYetReviewed, "RVW-03", Stage::Review, Level::Local, "Local P-16"),
    entry(Gate::ReleasedByAnother, "RTN-01", Stage::Review, Level::Local, "Local P-37"),
    entry(Gate::FilesNotHeld, "RTN-02", Stage::Review, Level::Local, "Local P-37"),
    entry(Gate::IncidentIsOpen, "INC-01", Stage::Review, Level::Local, "Local P-36"),
    entry(Gate::NoOpenIncident, "INC-02", Stage::Review, Level::Local, "Local P-36"),
    entry(Gate::AccountNotInIncident, "INC-03", Stage::Intake, Level::Local, "Local P-36"),
    entry(Gate::IncidentWeighed, "INC-04", Stage::Approval, Level::Local, "Local P-36"),
    entry(Gate::AssertionCredential, "AST-01", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionClientData, "AST-02", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionType, "AST-03", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionChallenge, "AST-04", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionOrigin, "AST-05", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.2.5"),
    entry(Gate::AssertionAuthenticatorData, "AST-06", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionRelyingParty, "AST-07", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.2.5"),
    entry(Gate::AssertionUserPresent, "AST-08", Stage::Approval, Level::Shall, "SP 800-63B-4 §2.3.2"),
    entry(Gate::AssertionUserVerified, "AST-09", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7.2"),
    entry(Gate::AssertionNotBackedUp, "AST-10", Stage::Approval, Level::Shall, "SP 800-63B-4 §2.3.2"),
    entry(Gate::AssertionSignature, "AST-11", Stage::Approval, Level::Shall, "SP 800-63B-4 §3.1.7"),
    entry(Gate::AssertionCounter, "AST-12", Stage::Approval, Level::Local, "Local P-17"),
    entry(Gate::SignedIn, "SES-01", Stage::Intake, Level::Shall, "SP 800-63B-4 §2.3.3"),
    entry(Gate::NotLocked, "SES-02", Stage::Intake, Level::Shall, "SP 800-63B-4 §2.3.3"),
    entry(Gate::KnownStaffKey, "SES-03", Stage::Intake, Level::Local, "Local P-10"),
    entry(Gate::SamePersonUnlocks, "SES-04", Stage::Intake, Level::Shall, "SP 800-63B-4 §2.3.3"),
    entry(Gate::FieldValid, "INP-01", Stage::Intake, Level::Local, "Local P-07"),
];

impl Gate {
    /// All gates, in the order of the path.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|e| e.gate)
    }

    /// Stable code; words and tests are keyed by it.
    pub fn code(self) -> &'static str {
        TABLE[self as usize].code
    }

    /// The stage it belongs to.
    pub fn stage(self) -> Stage {
        TABLE[self as usize].stage
    }

    /// How binding its source is.
    pub fn level(self) -> Level {
        TABLE[self as usize].level
    }

    /// Its source, as cited on every screen.
    pub fn citation(self) -> &'static str {
        TABLE[self as usize].citation
    }

    /// The gate with this code.
    pub fn by_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|e| e.code == code).map(|e| e.gate)
    }
}

impl From<crate::assertion::Fault> for Gate {
    fn from(fault: crate::assertion::Fault) -> Self {
        use crate::assertion::Fault;
        match fault {
            Fault::Credential => Self::AssertionCredential,
            Fault::ClientData => Self::AssertionClientData,
            Fault::Type => Self::AssertionType,
            Fault::Challenge => Self::AssertionChallenge,
            Fault::Origin => Self::AssertionOrigin,
            Fault::AuthenticatorData => Self::AssertionAuthenticatorData,
            Fault::RpId => Self::AssertionRelyingParty,
            Fault::UserPresent => Self::AssertionUserPresent,
            Fault::UserVerified => Self::AssertionUserVerified,
            Fault::BackedUp => Self::AssertionNotBackedUp,
            Fault::Signature => Self::AssertionSignature,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_in_order_and_codes_are_unique() {
        for (index, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.gate as usize, index, "{}", entry.code);
        }
        let codes: BTreeSet<_> = TABLE.iter().map(|e| e.code).collect();
        assert_eq!(codes.len(), TABLE.len());
    }

    #[test]
    fn local_rules_and_standards_are_told_apart() {
        for entry in TABLE {
            assert_eq!(entry.level == Level::Local, entry.citation.starts_with("Local "), "{}", entry.code);
        }
    }
}
