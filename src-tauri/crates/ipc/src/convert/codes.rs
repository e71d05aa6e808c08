//! Closed codes, both ways.

use crate::dto;
use postern_domain::recovery::account::{Contact, ContactChannel, CredentialKind};
use postern_domain::recovery::evidence::{CueAnswer, EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::exception::ExceptionKind;
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::{Channel, Disposition, Lifecycle, Method, Reason, Stage, Tier};
use postern_domain::staff::Role;
use postern_domain::text::shown;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// A closed code as it is written on the way to the window, and in words' ids.
pub fn written(code: impl Serialize) -> String {
    struct Code<T>(T);
    impl<T: Serialize> fmt::Display for Code<T> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.serialize(f)
        }
    }
    Code(code).to_string()
}

pub fn stage(stage: Stage) -> dto::StageCode {
    match stage {
        Stage::Intake => dto::StageCode::Intake,
        Stage::Contain => dto::StageCode::Contain,
        Stage::Proofing => dto::StageCode::Proofing,
        Stage::Approval => dto::StageCode::Approval,
        Stage::Revocation => dto::StageCode::Revocation,
        Stage::Provisioning => dto::StageCode::Provisioning,
        Stage::Handover => dto::StageCode::Handover,
        Stage::Notification => dto::StageCode::Notification,
        Stage::Release => dto::StageCode::Release,
        Stage::Close => dto::StageCode::Close,
        Stage::Review => dto::StageCode::Review,
    }
}

pub fn role(role: Role) -> dto::RoleCode {
    match role {
        Role::Agent => dto::RoleCode::Agent,
        Role::Supervisor => dto::RoleCode::Supervisor,
        Role::Reviewer => dto::RoleCode::Reviewer,
        Role::Administrator => dto::RoleCode::Administrator,
    }
}

/// The role a window names.
pub fn role_of(code: dto::RoleCode) -> Role {
    match code {
        dto::RoleCode::Agent => Role::Agent,
        dto::RoleCode::Supervisor => Role::Supervisor,
        dto::RoleCode::Reviewer => Role::Reviewer,
        dto::RoleCode::Administrator => Role::Administrator,
    }
}

pub fn tier(tier: Tier) -> dto::TierCode {
    match tier {
        Tier::Standard => dto::TierCode::Standard,
        Tier::Machine => dto::TierCode::Machine,
        Tier::Privileged => dto::TierCode::Privileged,
    }
}

/// The tier a window names.
pub fn tier_of(code: dto::TierCode) -> Tier {
    match code {
        dto::TierCode::Standard => Tier::Standard,
        dto::TierCode::Machine => Tier::Machine,
        dto::TierCode::Privileged => Tier::Privileged,
    }
}

pub fn channel(channel: Channel) -> dto::ChannelCode {
    match channel {
        Channel::InPerson => dto::ChannelCode::InPerson,
        Channel::Video => dto::ChannelCode::Video,
        Channel::Phone => dto::ChannelCode::Phone,
    }
}

/// The channel a window names.
pub fn channel_of(code: dto::ChannelCode) -> Channel {
    match code {
        dto::ChannelCode::InPerson => Channel::InPerson,
        dto::ChannelCode::Video => Channel::Video,
        dto::ChannelCode::Phone => Channel::Phone,
    }
}

pub fn reason(reason: Reason) -> dto::ReasonCode {
    match reason {
        Reason::Lost => dto::ReasonCode::Lost,
        Reason::Stolen => dto::ReasonCode::Stolen,
        Reason::Damaged => dto::ReasonCode::Damaged,
        Reason::Wiped => dto::ReasonCode::Wiped,
        Reason::Migrated => dto::ReasonCode::Migrated,
        Reason::FailedEnrolment => dto::ReasonCode::FailedEnrolment,
    }
}

/// The reason a window names.
pub fn reason_of(code: dto::ReasonCode) -> Reason {
    match code {
        dto::ReasonCode::Lost => Reason::Lost,
        dto::ReasonCode::Stolen => Reason::Stolen,
        dto::ReasonCode::Damaged => Reason::Damaged,
        dto::ReasonCode::Wiped => Reason::Wiped,
        dto::ReasonCode::Migrated => Reason::Migrated,
        dto::ReasonCode::FailedEnrolment => Reason::FailedEnrolment,
    }
}

pub fn lifecycle(lifecycle: &Lifecycle) -> dto::LifecycleCode {
    match lifecycle {
        Lifecycle::Open => dto::LifecycleCode::Open,
        Lifecycle::Completed(_) => dto::LifecycleCode::Completed,
        Lifecycle::Refused(_) => dto::LifecycleCode::Refused,
        Lifecycle::Cancelled(_) => dto::LifecycleCode::Cancelled,
        Lifecycle::Incident(_) => dto::LifecycleCode::Incident,
    }
}

pub fn disposition(disposition: Disposition) -> dto::DispositionCode {
    match disposition {
        Disposition::InOrder => dto::DispositionCode::InOrder,
        Disposition::Concerns => dto::DispositionCode::Concerns,
        Disposition::Incident => dto::DispositionCode::Incident,
    }
}

/// The disposition a window names.
pub fn disposition_of(code: dto::DispositionCode) -> Disposition {
    match code {
        dto::DispositionCode::InOrder => Disposition::InOrder,
        dto::DispositionCode::Concerns => Disposition::Concerns,
        dto::DispositionCode::Incident => Disposition::Incident,
    }
}

/// The kind of evidence a window names, by its stored name; `None` when there is none.
pub fn kind_of(code: &str) -> Option<EvidenceKind> {
    by_name(code)
}

/// The pathway a window names.
pub fn pathway_of(code: &str) -> Option<Pathway> {
    by_name(code)
}

/// The outcome a window names.
pub fn outcome_of(code: &str) -> Option<Outcome> {
    by_name(code)
}

/// The cue answer a window names.
pub fn cue_answer_of(code: &str) -> Option<CueAnswer> {
    by_name(code)
}

fn by_name<T: DeserializeOwned>(code: &str) -> Option<T> {
    use serde::de::value::{Error, StrDeserializer};
    T::deserialize(StrDeserializer::<Error>::new(code)).ok()
}

pub fn evidence_kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Passport => "passport",
        EvidenceKind::PassportChip => "passport_chip",
        EvidenceKind::NationalId => "national_id",
        EvidenceKind::DrivingLicence => "driving_licence",
        EvidenceKind::CompanyBadge => "company_badge",
        EvidenceKind::CallBack => "call_back",
        EvidenceKind::ManagerVouched => "manager_vouched",
        EvidenceKind::SavedCode => "saved_code",
        EvidenceKind::IssuedCode => "issued_code",
        EvidenceKind::RecoveryContact => "recovery_contact",
        EvidenceKind::OtherAuthenticator => "other_authenticator",
        EvidenceKind::RetainedBiometric => "retained_biometric",
        EvidenceKind::KnowledgeAnswers => "knowledge_answers",
        EvidenceKind::VoiceRecognised => "voice_recognised",
    }
}

pub fn pathway(pathway: Pathway) -> &'static str {
    match pathway {
        Pathway::VisualMatch => "visual_match",
        Pathway::ChipSignature => "chip_signature",
        Pathway::CodeToContact => "code_to_contact",
        Pathway::DirectoryCheck => "directory_check",
        Pathway::LiveSignIn => "live_sign_in",
        Pathway::BiometricComparison => "biometric_comparison",
        Pathway::None => "none",
    }
}

pub fn method(method: Method) -> &'static str {
    match method {
        Method::RepeatedProofing => "repeated_proofing",
        Method::TwoCodes => "two_codes",
        Method::CodeAndAuthenticator => "code_and_authenticator",
        Method::TrustedReferee => "trusted_referee",
        Method::Sponsor => "sponsor",
    }
}

pub fn signal(signal: RiskSignal) -> &'static str {
    match signal {
        RiskSignal::RepeatedRequests => "repeated_requests",
        RiskSignal::ContactChanged => "contact_changed",
        RiskSignal::ThreatRaised => "threat_raised",
        RiskSignal::KeyOfAnother => "key_of_another",
        RiskSignal::HigherBefore => "higher_before",
        RiskSignal::IncidentOpen => "incident_open",
    }
}

pub fn exception(kind: ExceptionKind) -> &'static str {
    match kind {
        ExceptionKind::TrustedReferee => "trusted_referee",
        ExceptionKind::Emergency => "emergency",
    }
}

/// The exception a window names.
pub fn exception_of(code: &str) -> Option<ExceptionKind> {
    by_name(code)
}

pub fn credential_kind(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::SecurityKey => "security_key",
        CredentialKind::Passkey => "passkey",
        CredentialKind::OneTimeCode => "one_time_code",
        CredentialKind::RecoveryCodes => "recovery_codes",
        CredentialKind::Password => "password",
        CredentialKind::TemporaryPass => "temporary_pass",
        CredentialKind::ClientKey => "client_key",
        CredentialKind::ClientSecret => "client_secret",
        CredentialKind::Other => "other",
    }
}

pub fn contact_channel(channel: ContactChannel) -> dto::ContactChannelCode {
    match channel {
        ContactChannel::Email => dto::ContactChannelCode::Email,
        ContactChannel::Phone => dto::ContactChannelCode::Phone,
        ContactChannel::Post => dto::ContactChannelCode::Post,
    }
}

/// An address with all but enough to recognise it hidden.
pub fn masked(contact: &Contact) -> String {
    let address = shown(&contact.address);
    match contact.channel {
        ContactChannel::Email => match address.split_once('@') {
            Some((name, host)) => format!("{}…@{host}", name.chars().take(2).collect::<String>()),
            None => "…".to_owned(),
        },
        ContactChannel::Phone => {
            let digits: Vec<char> = address.chars().collect();
            format!("… {}", digits[digits.len().saturating_sub(4)..].iter().collect::<String>())
        }
        ContactChannel::Post => address,
    }
}
