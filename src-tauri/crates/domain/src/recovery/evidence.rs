//! Evidence of identity: what it is, how strong, how it was checked (SP 800-63A-4 §2.4, §4.2).

use super::Channel;
use crate::canonical::Digest;
use crate::ids::{CodeId, ContactId, CredentialId, CueId, EvidenceId, PersonId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One recorded piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Identifier within the case.
    pub id: EvidenceId,
    /// What was presented.
    pub kind: EvidenceKind,
    /// How it was checked (SP 800-63A-4 §4.2.6: the pathway is recorded).
    pub pathway: Pathway,
    /// What the check showed.
    pub outcome: Outcome,
    /// The directory contact used, for a call-back or a code.
    pub contact: Option<ContactId>,
    /// Who vouches, for an applicant reference.
    pub reference: Option<Reference>,
    /// The credential that signed in, for possession of another authenticator.
    pub credential: Option<CredentialId>,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Salted commitment to an attachment, where there is one.
    pub commitment: Option<Digest>,
}

/// Somebody who knows the subject and vouches for them (applicant reference, SP 800-63A-4 §3.15.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Who.
    pub name: String,
    /// What they are to the subject: manager, colleague.
    pub relationship: String,
    /// The identity assurance level at which they were proofed.
    pub ial: u32,
}

/// What was presented (SP 800-63A-4 Appendix A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A passport whose chip was not read.
    Passport,
    /// A passport whose chip signature was validated.
    PassportChip,
    /// A national or state identity card.
    NationalId,
    /// A physical driving licence.
    DrivingLicence,
    /// A company badge.
    CompanyBadge,
    /// A call or code to an address that the directory held before the case.
    CallBack,
    /// The manager knows the subject and says so (applicant reference, §3.15.3).
    ManagerVouched,
    /// A saved recovery code, confirmed by the directory (SP 800-63B-4 §4.2.1.1).
    SavedCode,
    /// A code sent to an address of the account, and read back (§4.2.1.2).
    IssuedCode,
    /// A code sent to a recovery contact, and read back (§4.2.1.3).
    RecoveryContact,
    /// Another authenticator of the account signed in for this case.
    OtherAuthenticator,
    /// The face or fingerprint, compared with the sample kept from the first proofing (§4.2.2.3).
    RetainedBiometric,
    /// Answers to personal questions: never count (§2.5.1).
    KnowledgeAnswers,
    /// A voice somebody knows: never counts (SP 800-63B-4 §3.2.3).
    VoiceRecognised,
}

/// How strong a kind of evidence is (SP 800-63A-4 §2.4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Counts for nothing; can only contradict.
    None,
    /// FAIR.
    Fair,
    /// STRONG.
    Strong,
    /// SUPERIOR.
    Superior,
}

/// How a piece was verified (SP 800-63A-4 §4.2.6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pathway {
    /// The face was compared with the portrait, live.
    VisualMatch,
    /// The chip's signature was validated and the face compared with its portrait.
    ChipSignature,
    /// A code or call went to an address that the directory held.
    CodeToContact,
    /// The directory said that the code is right.
    DirectoryCheck,
    /// The directory let the credential in.
    LiveSignIn,
    /// The sample of the first proofing was compared on site.
    BiometricComparison,
    /// No verification.
    None,
}

/// What a check showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds.
    Confirmed,
    /// It does not: the case cannot pass while this stands.
    Rejected,
}

impl EvidenceKind {
    /// Every kind, the strongest first.
    pub const ALL: [Self; 14] = [
        Self::PassportChip,
        Self::Passport,
        Self::NationalId,
        Self::DrivingLicence,
        Self::CompanyBadge,
        Self::CallBack,
        Self::SavedCode,
        Self::IssuedCode,
        Self::RecoveryContact,
        Self::OtherAuthenticator,
        Self::RetainedBiometric,
        Self::ManagerVouched,
        Self::KnowledgeAnswers,
        Self::VoiceRecognised,
    ];

    /// What a person records; the rest is recorded by the console when it has seen it.
    pub const fn by_hand(self) -> bool {
        match self {
            Self::PassportChip
            | Self::Passport
            | Self::NationalId
            | Self::DrivingLicence
            | Self::CompanyBadge
            | Self::CallBack
            | Self::RetainedBiometric
            | Self::ManagerVouched
            | Self::KnowledgeAnswers
            | Self::VoiceRecognised => true,
            Self::SavedCode | Self::IssuedCode | Self::RecoveryContact | Self::OtherAuthenticator => false,
        }
    }

    /// Knowledge and a known voice can speak against a subject, never for them (§2.5.1, SP 800-63B-4 §3.2.3).
    pub const fn never_counts(self) -> bool {
        matches!(self, Self::KnowledgeAnswers | Self::VoiceRecognised)
    }

    /// The pathways that make it count on `channel`, each with the strength it then has; none where it never counts.
    pub fn counts_on(self, channel: Channel) -> impl Iterator<Item = (Pathway, Strength)> {
        let counts = move |pathway: &Pathway| self.verified_by(*pathway) && pathway.possible_on(channel);
        Pathway::ALL.into_iter().filter(counts).map(move |pathway| (pathway, self.strength(pathway)))
    }

    /// How strong it is once verified by `pathway`. SUPERIOR needs the chip's signature, else it counts as STRONG (§4.2.4).
    pub const fn strength(self, pathway: Pathway) -> Strength {
        match (self, pathway) {
            (Self::PassportChip, Pathway::ChipSignature) => Strength::Superior,
            (Self::Passport | Self::PassportChip | Self::NationalId | Self::DrivingLicence, _) => Strength::Strong,
            (Self::CompanyBadge | Self::CallBack, _) => Strength::Fair,
            // Recovery codes and authenticators are no evidence of an identity: they count by SP 800-63B-4 §4.2.2.2.
            (
                Self::SavedCode
                | Self::IssuedCode
                | Self::RecoveryContact
                | Self::OtherAuthenticator
                | Self::RetainedBiometric
                | Self::ManagerVouched
                | Self::KnowledgeAnswers
                | Self::VoiceRecognised,
                _,
            ) => Strength::None,
        }
    }

    /// Whether `pathway` verifies this kind (§4.2.6.1).
    pub const fn verified_by(self, pathway: Pathway) -> bool {
        match (self, pathway) {
            (Self::Passport | Self::NationalId | Self::DrivingLicence | Self::CompanyBadge, Pathway::VisualMatch)
            | (Self::PassportChip, Pathway::VisualMatch | Pathway::ChipSignature)
            | (Self::CallBack | Self::IssuedCode | Self::RecoveryContact, Pathway::CodeToContact)
            | (Self::SavedCode, Pathway::DirectoryCheck)
            | (Self::OtherAuthenticator, Pathway::LiveSignIn)
            | (Self::RetainedBiometric, Pathway::BiometricComparison)
            | (Self::ManagerVouched, Pathway::VisualMatch | Pathway::CodeToContact) => true,
            (Self::Passport | Self::NationalId | Self::DrivingLicence | Self::CompanyBadge | Self::PassportChip, _)
            | (Self::CallBack | Self::IssuedCode | Self::RecoveryContact | Self::SavedCode, _)
            | (Self::OtherAuthenticator | Self::RetainedBiometric | Self::ManagerVouched, _)
            | (Self::KnowledgeAnswers | Self::VoiceRecognised, _) => false,
        }
    }
}

impl Pathway {
    /// Every pathway.
    pub const ALL: [Self; 7] = [
        Self::ChipSignature,
        Self::VisualMatch,
        Self::BiometricComparison,
        Self::CodeToContact,
        Self::DirectoryCheck,
        Self::LiveSignIn,
        Self::None,
    ];

    /// Whether it can be done on `channel`: nobody compares a face on the telephone, or reads a chip over video.
    pub const fn possible_on(self, channel: Channel) -> bool {
        match (self, channel) {
            (Self::ChipSignature | Self::BiometricComparison, Channel::Video | Channel::Phone)
            | (Self::VisualMatch, Channel::Phone) => false,
            (Self::ChipSignature | Self::BiometricComparison, Channel::InPerson)
            | (Self::VisualMatch, Channel::InPerson | Channel::Video)
            | (
                Self::CodeToContact | Self::DirectoryCheck | Self::LiveSignIn | Self::None,
                Channel::InPerson | Channel::Video | Channel::Phone,
            ) => true,
        }
    }
}

/// One random cue for a video check (SP 800-63A-4 §3.14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Identifier within the case.
    pub id: CueId,
    /// What to ask for: a code with words of its own.
    pub cue: String,
    /// When the console drew it.
    pub drawn_at: Timestamp,
    /// What was seen, and when.
    pub answer: Option<(CueAnswer, Timestamp)>,
}

/// What was seen on the video. No answer is preset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueAnswer {
    /// Done at once.
    AtOnce,
    /// Late or unclear.
    Late,
    /// Not done.
    NotDone,
}

/// One code that was issued in a case. The code itself is kept nowhere: only a commitment under a key of the console's
/// keyring, so that a copy of the history does not tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Identifier within the case.
    pub id: CodeId,
    /// [`EvidenceKind::IssuedCode`] or [`EvidenceKind::RecoveryContact`].
    pub kind: EvidenceKind,
    /// Where it went.
    pub contact: ContactId,
    /// HMAC-SHA-256 over case, identifier and code.
    pub commitment: Digest,
    /// Until when it can be confirmed.
    pub expires: Timestamp,
    /// It was confirmed, or replaced by a newer one: it counts no more.
    pub spent: bool,
}

/// The cues that may be drawn.
pub const CUES: [&str; 6] = [
    "turn_left_three_fingers",
    "touch_right_ear",
    "look_up_open_hand",
    "cover_mouth_two_fingers",
    "nod_hold_pen",
    "tilt_right_thumb_up",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_depends_on_the_channel() {
        let on = |kind: EvidenceKind, channel| kind.counts_on(channel).collect::<Vec<_>>();
        let chip = EvidenceKind::PassportChip;
        let (read, seen) = ((Pathway::ChipSignature, Strength::Superior), (Pathway::VisualMatch, Strength::Strong));
        assert_eq!(on(chip, Channel::InPerson), [read, seen]);
        assert_eq!(on(chip, Channel::Video), [seen], "nobody reads a chip over video");
        assert_eq!(on(chip, Channel::Phone), [], "nobody sees a face on the telephone");
        assert_eq!(on(EvidenceKind::CallBack, Channel::Phone), [(Pathway::CodeToContact, Strength::Fair)]);
        for never in [EvidenceKind::KnowledgeAnswers, EvidenceKind::VoiceRecognised] {
            assert_eq!(on(never, Channel::InPerson), []);
        }
    }
}
