//! Evidence of identity: what it is, how strong, how it was checked (SP 800-63A-4 §2.4, §4.2).

use super::Channel;
use crate::canonical::Digest;
use crate::ids::{ContactId, CueId, EvidenceId, PersonId};
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
    /// The directory contact used, for a call-back.
    pub contact: Option<ContactId>,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Salted commitment to an attachment, where there is one.
    pub commitment: Option<Digest>,
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
    /// How strong it is once verified by `pathway`. SUPERIOR needs the chip's signature, else it counts as STRONG (§4.2.4).
    pub const fn strength(self, pathway: Pathway) -> Strength {
        match (self, pathway) {
            (Self::PassportChip, Pathway::ChipSignature) => Strength::Superior,
            (Self::Passport | Self::PassportChip | Self::NationalId | Self::DrivingLicence, _) => Strength::Strong,
            (Self::CompanyBadge | Self::CallBack, _) => Strength::Fair,
            (Self::ManagerVouched | Self::KnowledgeAnswers | Self::VoiceRecognised, _) => Strength::None,
        }
    }

    /// Whether `pathway` verifies this kind (§4.2.6.1).
    pub const fn verified_by(self, pathway: Pathway) -> bool {
        match (self, pathway) {
            (Self::Passport | Self::NationalId | Self::DrivingLicence | Self::CompanyBadge, Pathway::VisualMatch)
            | (Self::PassportChip, Pathway::VisualMatch | Pathway::ChipSignature)
            | (Self::CallBack, Pathway::CodeToContact) => true,
            (Self::Passport | Self::NationalId | Self::DrivingLicence | Self::CompanyBadge | Self::PassportChip, _)
            | (Self::CallBack | Self::ManagerVouched | Self::KnowledgeAnswers | Self::VoiceRecognised, _) => false,
        }
    }
}

impl Pathway {
    /// Whether it can be done on `channel`: nobody compares a face on the telephone, or reads a chip over video.
    pub const fn possible_on(self, channel: Channel) -> bool {
        match (self, channel) {
            (Self::ChipSignature, Channel::Video | Channel::Phone) | (Self::VisualMatch, Channel::Phone) => false,
            (Self::ChipSignature, Channel::InPerson)
            | (Self::VisualMatch, Channel::InPerson | Channel::Video)
            | (Self::CodeToContact | Self::None, Channel::InPerson | Channel::Video | Channel::Phone) => true,
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

/// The cues that may be drawn.
pub const CUES: [&str; 6] = [
    "turn_left_three_fingers",
    "touch_right_ear",
    "look_up_open_hand",
    "cover_mouth_two_fingers",
    "nod_hold_pen",
    "tilt_right_thumb_up",
];
