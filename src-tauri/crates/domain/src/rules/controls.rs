//! Which controls of other frameworks each gate and each invariant serves: for auditors who ask by those.
//!
//! NIST CSF 2.0, SP 800-53 rev. 5, ISO/IEC 27001:2022 Annex A, OWASP Non-Human Identities Top 10 (2025). A row says that
//! a control is served, never that it is fulfilled: that is for whoever runs the desk to judge.

use crate::recovery::Gate;

/// What serves a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBy {
    /// A gate.
    Gate(Gate),
    /// An invariant of the console, by its number in the architecture.
    Invariant(u8),
}

/// The controls that something serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frames {
    /// NIST Cybersecurity Framework 2.0.
    pub csf: &'static [&'static str],
    /// NIST SP 800-53 revision 5.
    pub sp_800_53: &'static [&'static str],
    /// ISO/IEC 27001:2022, Annex A.
    pub iso_27001: &'static [&'static str],
    /// OWASP Non-Human Identities Top 10, 2025: where a machine identity can be what is recovered.
    pub nhi: &'static [&'static str],
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// What serves them.
    pub held_by: HeldBy,
    /// The controls.
    pub frames: Frames,
}

/// How many invariants there are.
pub const INVARIANTS: u8 = 9;

const fn gate(gate: Gate, frames: Frames) -> Control {
    Control { held_by: HeldBy::Gate(gate), frames }
}

const fn invariant(
    number: u8,
    csf: &'static [&'static str],
    sp_800_53: &'static [&'static str],
    iso_27001: &'static [&'static str],
    nhi: &'static [&'static str],
) -> Control {
    Control { held_by: HeldBy::Invariant(number), frames: Frames { csf, sp_800_53, iso_27001, nhi } }
}

/// Nobody decides alone, or for themselves.
const DUTIES: Frames = Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3(2)", "AC-5"], iso_27001: &["A.5.3"], nhi: &[] };
/// Whoever does it was taught to.
const TRAINED: Frames =
    Frames { csf: &["PR.AA-05", "PR.AT-02"], sp_800_53: &["AT-3"], iso_27001: &["A.6.3"], nhi: &[] };
/// A case is one at a time, and in order.
const ORDER: Frames = Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3"], iso_27001: &["A.5.15"], nhi: &[] };
/// What an account may do is known before it is opened again.
const PRIVILEGE: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-2", "AC-6"], iso_27001: &["A.5.18", "A.8.2"], nhi: &["NHI5:2025"] };
/// Who works here, with which key, is decided by several.
const STAFF: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-05"],
    sp_800_53: &["AC-2", "IA-4", "IA-5"],
    iso_27001: &["A.5.16", "A.5.18"],
    nhi: &[],
};
/// A role does what it is for.
const ROLES: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3", "AC-6"], iso_27001: &["A.5.15", "A.5.18"], nhi: &[] };
/// What happens too often is stopped.
const OFTEN: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-2(12)", "IA-10"], iso_27001: &["A.5.16", "A.8.16"], nhi: &[] };
/// Work can be held without a word.
const DURESS: Frames = Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-2(13)"], iso_27001: &["A.5.24"], nhi: &[] };
/// Rules are adopted by several, and are no looser than the standards.
const RULES: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-1", "IA-1", "AC-3(2)"], iso_27001: &["A.5.3", "A.5.15"], nhi: &[] };
/// Identity is shown by evidence that is checked.
const PROOFING: Frames = Frames {
    csf: &["PR.AA-02"],
    sp_800_53: &["IA-12", "IA-12(2)", "IA-12(3)"],
    iso_27001: &["A.5.16", "A.5.17"],
    nhi: &[],
};
/// Identity is shown in somebody's presence.
const ATTENDED: Frames =
    Frames { csf: &["PR.AA-02"], sp_800_53: &["IA-12(3)", "IA-12(4)"], iso_27001: &["A.5.16", "A.5.17"], nhi: &[] };
/// People agree to being seen.
const CONSENT: Frames = Frames { csf: &["PR.AA-02"], sp_800_53: &["IA-12"], iso_27001: &["A.5.34"], nhi: &[] };
/// An address is confirmed before it counts.
const CONTACT: Frames = Frames { csf: &["PR.AA-02"], sp_800_53: &["IA-12(5)"], iso_27001: &["A.5.16"], nhi: &[] };
/// Codes hold for a short time, and few tries.
const CODES: Frames =
    Frames { csf: &["PR.AA-01", "PR.AA-03"], sp_800_53: &["IA-5", "AC-7"], iso_27001: &["A.5.17", "A.8.5"], nhi: &[] };
/// An exception is signed by more people, and said why.
const EXCEPTION: Frames = Frames {
    csf: &["PR.AA-02", "PR.AA-05"],
    sp_800_53: &["IA-12(1)", "AC-3(2)"],
    iso_27001: &["A.5.15", "A.5.16"],
    nhi: &[],
};
/// What is kept was shown to be theirs.
const KEPT: Frames = Frames { csf: &["PR.AA-03"], sp_800_53: &["IA-2", "IA-5"], iso_27001: &["A.5.17"], nhi: &[] };
/// Somebody answers for a machine identity.
const SPONSOR: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-02"],
    sp_800_53: &["AC-2", "IA-9"],
    iso_27001: &["A.5.16"],
    nhi: &["NHI1:2025", "NHI10:2025"],
};
/// What uses a machine identity is known.
const CONSUMERS: Frames =
    Frames { csf: &["PR.AA-01"], sp_800_53: &["AC-2", "IA-9"], iso_27001: &["A.5.16", "A.5.18"], nhi: &["NHI9:2025"] };
/// An old secret of a machine identity is seen refused.
const OLDSECRET: Frames = Frames {
    csf: &["PR.AA-01"],
    sp_800_53: &["IA-5", "IA-9"],
    iso_27001: &["A.5.17"],
    nhi: &["NHI1:2025", "NHI7:2025"],
};
/// A new secret reaches one recipient, and nobody else.
const SEALED: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-04"],
    sp_800_53: &["IA-5(6)", "IA-9"],
    iso_27001: &["A.5.17", "A.8.24"],
    nhi: &["NHI2:2025"],
};
/// A signature covers what was seen, and holds as long as that is so.
const APPROVAL: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3(2)", "AU-10"], iso_27001: &["A.5.3", "A.8.24"], nhi: &[] };
/// Whose account it is co-signs for it.
const SUPPLIER: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3(2)", "AC-5"], iso_27001: &["A.5.3", "A.5.19"], nhi: &[] };
/// Nobody signs in while it is not known who it is.
const BLOCKED: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-05"],
    sp_800_53: &["AC-2(3)", "AC-2(13)"],
    iso_27001: &["A.5.18"],
    nhi: &["NHI1:2025"],
};
/// Sessions end with the credentials that began them.
const SESSIONS: Frames =
    Frames { csf: &["PR.AA-03"], sp_800_53: &["AC-12", "IA-11"], iso_27001: &["A.8.5"], nhi: &["NHI1:2025"] };
/// What was lost is seen gone.
const REVOKED: Frames = Frames {
    csf: &["PR.AA-01"],
    sp_800_53: &["IA-5", "AC-2(3)"],
    iso_27001: &["A.5.17", "A.5.18"],
    nhi: &["NHI1:2025", "NHI7:2025"],
};
/// Nothing is taken to be so that was not seen.
const SEEN: Frames = Frames { csf: &["PR.AA-01"], sp_800_53: &["AC-2(12)", "AU-6"], iso_27001: &["A.8.16"], nhi: &[] };
/// A new key is of a kind that cannot be copied or guessed.
const KEYS: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-03"],
    sp_800_53: &["IA-2(1)", "IA-5"],
    iso_27001: &["A.5.17", "A.8.5"],
    nhi: &[],
};
/// What a key is, its maker signed.
const ATTESTED: Frames =
    Frames { csf: &["PR.AA-01", "PR.AA-04"], sp_800_53: &["IA-3", "IA-5"], iso_27001: &["A.5.17", "A.8.24"], nhi: &[] };
/// A new key is bound to whoever was verified.
const BOUND: Frames = Frames { csf: &["PR.AA-02"], sp_800_53: &["IA-5", "IA-12"], iso_27001: &["A.5.17"], nhi: &[] };
/// A key's content is erased by whoever may, and told.
const CARE: Frames = Frames { csf: &["PR.AA-01"], sp_800_53: &["IA-5", "AU-12"], iso_27001: &["A.5.17"], nhi: &[] };
/// An administrator's account is let in by somebody who took no part.
const RELEASED: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-3(2)", "AC-5", "AC-6"], iso_27001: &["A.5.3", "A.8.2"], nhi: &[] };
/// Whose account it is hears of it, and can object.
const NOTICES: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-02"],
    sp_800_53: &["IA-5", "IA-12(5)"],
    iso_27001: &["A.5.16", "A.5.17"],
    nhi: &[],
};
/// Somebody who took no part looks at it afterwards.
const REVIEW: Frames =
    Frames { csf: &["PR.AA-05"], sp_800_53: &["AC-5", "AU-6"], iso_27001: &["A.5.3", "A.5.35"], nhi: &[] };
/// What its subject disowns stays closed until somebody without part in it says what it was.
const INCIDENT: Frames = Frames {
    csf: &["PR.AA-01", "PR.AA-05"],
    sp_800_53: &["AC-2(13)", "AU-6"],
    iso_27001: &["A.5.24", "A.5.26"],
    nhi: &[],
};
/// Files are kept as long as they are needed, and no longer.
const KEPT_FILES: Frames = Frames {
    csf: &["PR.AA-05"],
    sp_800_53: &["AC-5", "AU-11", "SI-12"],
    iso_27001: &["A.5.33", "A.5.34", "A.8.10"],
    nhi: &[],
};
/// A signature of a key is checked whole.
const ASSERTION: Frames = Frames {
    csf: &["PR.AA-03", "PR.AA-04"],
    sp_800_53: &["IA-2(1)", "IA-2(8)", "IA-7"],
    iso_27001: &["A.8.5", "A.8.24"],
    nhi: &[],
};
/// Whoever works at the console signed in with a key.
const SESSION: Frames =
    Frames { csf: &["PR.AA-03"], sp_800_53: &["IA-2", "IA-11", "AC-11"], iso_27001: &["A.8.5"], nhi: &[] };
/// What is typed is checked before it is recorded.
const INPUT: Frames = Frames { csf: &["PR.AA-05"], sp_800_53: &["AU-3", "SI-10"], iso_27001: &["A.8.15"], nhi: &[] };

/// The invariants, then the gates in the order of the path.
pub const CONTROLS: &[Control] = &[
    invariant(1, &["PR.AA-05"], &["AC-3", "AC-6"], &["A.5.15"], &[]),
    invariant(2, &["PR.AA-05"], &["AC-3(2)", "AC-5"], &["A.5.3"], &[]),
    invariant(3, &["PR.AA-01", "PR.AA-02"], &["IA-5", "AC-2(3)"], &["A.5.17"], &["NHI1:2025", "NHI7:2025"]),
    invariant(4, &["PR.AA-01"], &["AC-2(12)", "AU-6"], &["A.8.16"], &[]),
    invariant(5, &["PR.AA-04", "PR.AA-05"], &["AU-10", "AU-10(1)"], &["A.8.24"], &[]),
    invariant(6, &["PR.AA-04"], &["AU-9", "AU-9(3)", "AU-10"], &["A.5.28", "A.5.33", "A.8.15"], &[]),
    invariant(7, &["PR.AA-01"], &["IA-5(6)", "AU-9"], &["A.5.17", "A.8.24"], &["NHI2:2025"]),
    invariant(8, &["PR.AA-03", "PR.AA-05"], &["IA-2", "AC-3"], &["A.8.3", "A.8.5"], &[]),
    invariant(9, &["PR.AA-01"], &["AU-12", "AU-3"], &["A.8.15"], &[]),
    gate(Gate::SubjectIsNotAgent, DUTIES),
    gate(Gate::AgentTrained, TRAINED),
    gate(Gate::NoOtherOpenCase, ORDER),
    gate(Gate::RolesSaid, PRIVILEGE),
    gate(Gate::TwoAdministrators, STAFF),
    gate(Gate::CoSignersExist, DUTIES),
    gate(Gate::AdministratorConfirms, STAFF),
    gate(Gate::PersonIsNew, STAFF),
    gate(Gate::StaffKeyIsNew, STAFF),
    gate(Gate::RoleAllows, ROLES),
    gate(Gate::CaseAgentActs, ROLES),
    gate(Gate::CaseIsOpen, ORDER),
    gate(Gate::ItemExists, ORDER),
    gate(Gate::CaseNotFrozen, STAFF),
    gate(Gate::NotNow, DURESS),
    gate(Gate::SubjectNotTooOften, OFTEN),
    gate(Gate::AgentNotTooOften, OFTEN),
    gate(Gate::SignerNotTooOften, OFTEN),
    gate(Gate::KeyNotElsewhere, OFTEN),
    gate(Gate::FreezesNotTooMany, OFTEN),
    gate(Gate::AdministratorsSign, RULES),
    gate(Gate::AdministratorsRemain, STAFF),
    gate(Gate::PolicyFits, RULES),
    gate(Gate::QuorumSigns, STAFF),
    gate(Gate::QuorumWaits, STAFF),
    gate(Gate::NoAdministratorSigns, STAFF),
    gate(Gate::OneQuorum, STAFF),
    gate(Gate::EvidenceSufficient, PROOFING),
    gate(Gate::EvidenceVerified, PROOFING),
    gate(Gate::ConsentRecorded, CONSENT),
    gate(Gate::NothingContradicts, PROOFING),
    gate(Gate::CueSeen, ATTENDED),
    gate(Gate::PathwayPossible, PROOFING),
    gate(Gate::EvidenceCounts, PROOFING),
    gate(Gate::ContactUsable, CONTACT),
    gate(Gate::OnSite, ATTENDED),
    gate(Gate::BiometricCompared, ATTENDED),
    gate(Gate::StrongerEvidence, PROOFING),
    gate(Gate::MethodFits, PROOFING),
    gate(Gate::CodeInTime, CODES),
    gate(Gate::CodeTriesLeft, CODES),
    gate(Gate::SavedCodesReplaced, CODES),
    gate(Gate::ReferenceProofed, EXCEPTION),
    gate(Gate::ExceptionComplete, EXCEPTION),
    gate(Gate::EmergencyAllowed, EXCEPTION),
    gate(Gate::PossessionProven, KEPT),
    gate(Gate::SponsorProven, SPONSOR),
    gate(Gate::ConsumersListed, CONSUMERS),
    gate(Gate::OldCredentialRefused, OLDSECRET),
    gate(Gate::OverlapOver, OLDSECRET),
    gate(Gate::RecipientNamed, SEALED),
    gate(Gate::CoSigned, APPROVAL),
    gate(Gate::ApproverIsNotAgent, DUTIES),
    gate(Gate::ApproverIsNotSubject, DUTIES),
    gate(Gate::ApproversDiffer, DUTIES),
    gate(Gate::ApprovalCurrent, APPROVAL),
    gate(Gate::ApprovalInTime, APPROVAL),
    gate(Gate::OtherConsole, DUTIES),
    gate(Gate::StatementMatches, APPROVAL),
    gate(Gate::NonceIsNew, APPROVAL),
    gate(Gate::ApprovalSought, APPROVAL),
    gate(Gate::ApproverKeysDiffer, DUTIES),
    gate(Gate::ApproverOfOrganisation, SUPPLIER),
    gate(Gate::ApproverIsNotSponsor, DUTIES),
    gate(Gate::SignerTrained, TRAINED),
    gate(Gate::ShoulderAllowed, APPROVAL),
    gate(Gate::SignInBlocked, BLOCKED),
    gate(Gate::SessionsEnded, SESSIONS),
    gate(Gate::OldCredentialsGone, REVOKED),
    gate(Gate::NoUnexpectedCredential, SEEN),
    gate(Gate::OutcomesKnown, SEEN),
    gate(Gate::KeyModelAllowed, KEYS),
    gate(Gate::KeyPinLongEnough, KEYS),
    gate(Gate::KeyNotCopyable, KEYS),
    gate(Gate::LocalAssertion, KEYS),
    gate(Gate::NewCredentialListed, SEEN),
    gate(Gate::AttestationTrusted, ATTESTED),
    gate(Gate::KeyAccepted, KEYS),
    gate(Gate::OneKeyPerCase, BOUND),
    gate(Gate::KeyModelNotReported, ATTESTED),
    gate(Gate::KeyModelCertified, ATTESTED),
    gate(Gate::MetadataCurrent, ATTESTED),
    gate(Gate::HandsetFits, KEYS),
    gate(Gate::KeyIsNobodys, CARE),
    gate(Gate::ErasureTyped, CARE),
    gate(Gate::KeyOfNoOpenCase, CARE),
    gate(Gate::HandedOver, BOUND),
    gate(Gate::SignInUnblocked, BLOCKED),
    gate(Gate::LiveSignIn, BOUND),
    gate(Gate::Released, RELEASED),
    gate(Gate::RepudiationTime, NOTICES),
    gate(Gate::RolesStayInactive, PRIVILEGE),
    gate(Gate::IntakeNotices, NOTICES),
    gate(Gate::ClosingNotices, NOTICES),
    gate(Gate::AddressOnRecord, NOTICES),
    gate(Gate::LetterSent, NOTICES),
    gate(Gate::ProofingNotice, NOTICES),
    gate(Gate::ReviewerTookNoPart, REVIEW),
    gate(Gate::CaseHasEnded, REVIEW),
    gate(Gate::NotYetReviewed, REVIEW),
    gate(Gate::ReleasedByAnother, KEPT_FILES),
    gate(Gate::FilesNotHeld, KEPT_FILES),
    gate(Gate::IncidentIsOpen, INCIDENT),
    gate(Gate::NoOpenIncident, INCIDENT),
    gate(Gate::AccountNotInIncident, INCIDENT),
    gate(Gate::IncidentWeighed, INCIDENT),
    gate(Gate::AssertionCredential, ASSERTION),
    gate(Gate::AssertionClientData, ASSERTION),
    gate(Gate::AssertionType, ASSERTION),
    gate(Gate::AssertionChallenge, ASSERTION),
    gate(Gate::AssertionOrigin, ASSERTION),
    gate(Gate::AssertionAuthenticatorData, ASSERTION),
    gate(Gate::AssertionRelyingParty, ASSERTION),
    gate(Gate::AssertionUserPresent, ASSERTION),
    gate(Gate::AssertionUserVerified, ASSERTION),
    gate(Gate::AssertionNotBackedUp, ASSERTION),
    gate(Gate::AssertionSignature, ASSERTION),
    gate(Gate::AssertionCounter, ASSERTION),
    gate(Gate::SignedIn, SESSION),
    gate(Gate::NotLocked, SESSION),
    gate(Gate::KnownStaffKey, SESSION),
    gate(Gate::SamePersonUnlocks, SESSION),
    gate(Gate::FieldValid, INPUT),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gate_and_every_invariant_has_its_row_once_and_in_order() {
        let invariants = (1..=INVARIANTS).map(HeldBy::Invariant);
        let expected: Vec<HeldBy> = invariants.chain(Gate::all().map(HeldBy::Gate)).collect();
        let rows: Vec<HeldBy> = CONTROLS.iter().map(|row| row.held_by).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn every_row_names_controls_as_their_frameworks_write_them() {
        let family = |all: &[&str], starts: &[&str]| all.iter().all(|one| starts.iter().any(|s| one.starts_with(s)));
        for row in CONTROLS {
            let frames = row.frames;
            assert!(!frames.csf.is_empty() && family(frames.csf, &["PR.AA-0", "PR.AT-0"]), "{row:?}");
            let families = ["AC-", "AT-", "AU-", "IA-", "SI-"];
            assert!(!frames.sp_800_53.is_empty() && family(frames.sp_800_53, &families), "{row:?}");
            assert!(!frames.iso_27001.is_empty() && family(frames.iso_27001, &["A.5.", "A.6.", "A.8."]), "{row:?}");
            let risk = |one: &&str| {
                let number = one.strip_prefix("NHI").and_then(|rest| rest.strip_suffix(":2025"));
                number.and_then(|n| n.parse::<u8>().ok()).is_some_and(|n| (1..=10).contains(&n))
            };
            assert!(frames.nhi.iter().all(risk), "{row:?}");
        }
    }
}
