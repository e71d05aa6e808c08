//! What the service says of one model.

use super::Day;

/// How much a model's certification says (§3.1.4.1), lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// None: not certified, or by the old scheme `FIDO_CERTIFIED`, which tested function and not security.
    L0,
    /// Level 1.
    L1,
    /// Level 1+.
    L1Plus,
    /// Level 2.
    L2,
    /// Level 2+.
    L2Plus,
    /// Level 3.
    L3,
    /// Level 3+.
    L3Plus,
}

/// What a report says (§3.1.4 AuthenticatorStatus).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// `NOT_FIDO_CERTIFIED`.
    NotFidoCertified,
    /// `FIDO_CERTIFIED` and `FIDO_CERTIFIED_L1` to `FIDO_CERTIFIED_L3plus`; the old scheme is [`Level::L0`].
    FidoCertified(Level),
    /// `SELF_ASSERTION_SUBMITTED`: the vendor sent a checklist.
    SelfAssertionSubmitted,
    /// `USER_VERIFICATION_BYPASS`: it can be used without its user.
    UserVerificationBypass,
    /// `ATTESTATION_KEY_COMPROMISE`: others can pass for it.
    AttestationKeyCompromise,
    /// `USER_KEY_REMOTE_COMPROMISE`: credentials can be taken from afar.
    UserKeyRemoteCompromise,
    /// `USER_KEY_PHYSICAL_COMPROMISE`: credentials can be taken by whoever holds it.
    UserKeyPhysicalCompromise,
    /// `UPDATE_AVAILABLE`: there is newer firmware.
    UpdateAvailable,
    /// `REVOKED`: the FIDO Alliance says it should not be trusted.
    Revoked,
    /// `RETIRED` (v3.1): its vendor says it should not be accepted any more.
    Retired,
    /// One that is not known here, as written; it counts for nothing (§3.1.4), as FIPS certifications do.
    Other(String),
}

impl std::fmt::Display for Status {
    /// As the service writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFidoCertified => "NOT_FIDO_CERTIFIED",
            Self::FidoCertified(Level::L0) => "FIDO_CERTIFIED",
            Self::FidoCertified(Level::L1) => "FIDO_CERTIFIED_L1",
            Self::FidoCertified(Level::L1Plus) => "FIDO_CERTIFIED_L1plus",
            Self::FidoCertified(Level::L2) => "FIDO_CERTIFIED_L2",
            Self::FidoCertified(Level::L2Plus) => "FIDO_CERTIFIED_L2plus",
            Self::FidoCertified(Level::L3) => "FIDO_CERTIFIED_L3",
            Self::FidoCertified(Level::L3Plus) => "FIDO_CERTIFIED_L3plus",
            Self::SelfAssertionSubmitted => "SELF_ASSERTION_SUBMITTED",
            Self::UserVerificationBypass => "USER_VERIFICATION_BYPASS",
            Self::AttestationKeyCompromise => "ATTESTATION_KEY_COMPROMISE",
            Self::UserKeyRemoteCompromise => "USER_KEY_REMOTE_COMPROMISE",
            Self::UserKeyPhysicalCompromise => "USER_KEY_PHYSICAL_COMPROMISE",
            Self::UpdateAvailable => "UPDATE_AVAILABLE",
            Self::Revoked => "REVOKED",
            Self::Retired => "RETIRED",
            Self::Other(text) => text,
        })
    }
}

/// A report on a model (§3.1.3 StatusReport).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// What it says.
    pub status: Status,
    /// Since when; `None`: for as long as it stands there.
    pub effective: Option<Day>,
    /// From this day a certification does not count any more (v3.1 `sunsetDate`).
    pub sunset: Option<Day>,
    /// The firmware that is meant, as the model counts it.
    pub firmware: Option<u64>,
    /// The attestation certificate that is meant, DER. That it limits the report to one batch is not relied on.
    pub certificate: Option<Vec<u8>>,
    /// Number of the certification's certificate.
    pub certificate_number: Option<String>,
    /// Where to read more. Text from outside.
    pub url: Option<String>,
}

/// A FIDO2 model (§3.1.1 MetadataBLOBPayloadEntry with its statement, FIDO Metadata Statement v3.0 §4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// The model, lower-case with hyphens.
    pub aaguid: String,
    /// Its name (`description`). Text from outside.
    pub name: Option<String>,
    /// A PNG of at most 64 KiB.
    pub icon: Option<Vec<u8>>,
    /// Certificates that may end its attestation, DER, not looked into here. One may be the attestation's own.
    pub roots: Vec<Vec<u8>>,
    /// The earliest firmware that the statement vouches for, as the model counts it (`authenticatorVersion`).
    pub firmware: Option<u64>,
    /// Its credentials can be copied to other devices: they are backup-eligible. `None`: not said. A hint only: what
    /// counts is the flag in the authenticator data.
    pub multi_device: Option<bool>,
    /// All reports, as listed.
    pub reports: Vec<StatusReport>,
}

impl Model {
    /// The report for which the model is refused at `now_ms`, the latest of several; `None`: there is none.
    ///
    /// §3.1.3 calls the latest report the current one and says that `UPDATE_AVAILABLE` is meant to answer the ones
    /// before it, but only in keys with the new firmware, and a later certification is not said to answer any. So a
    /// report that refuses is never taken back here, and never narrowed to one batch or firmware.
    pub fn refused(&self, now_ms: i64) -> Option<&StatusReport> {
        let today = Day::of(now_ms);
        self.reports.iter().filter(|r| r.status.refuses() && r.has_begun(today)).max_by_key(|r| r.effective)
    }

    /// The certification level in force at `now_ms`.
    ///
    /// Of the certifications in force the latest counts, so that a lapsed or lower one takes the earlier one's place.
    /// Of several with one date the highest counts: the service lists `FIDO_CERTIFIED` beside a level.
    pub fn level(&self, now_ms: i64) -> Level {
        let today = Day::of(now_ms);
        let in_force = self.reports.iter().filter(|r| r.has_begun(today) && !r.has_ended(today));
        let latest = in_force.filter_map(|r| Some((r.effective, r.status.level()?))).max();
        latest.map_or(Level::L0, |(_, level)| level)
    }
}

impl StatusReport {
    fn has_begun(&self, today: Day) -> bool {
        self.effective.is_none_or(|day| day <= today)
    }

    fn has_ended(&self, today: Day) -> bool {
        self.sunset.is_some_and(|day| day <= today)
    }
}

impl Status {
    /// The status of this name.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "NOT_FIDO_CERTIFIED" => Self::NotFidoCertified,
            "FIDO_CERTIFIED" => Self::FidoCertified(Level::L0),
            "FIDO_CERTIFIED_L1" => Self::FidoCertified(Level::L1),
            "FIDO_CERTIFIED_L1plus" => Self::FidoCertified(Level::L1Plus),
            "FIDO_CERTIFIED_L2" => Self::FidoCertified(Level::L2),
            "FIDO_CERTIFIED_L2plus" => Self::FidoCertified(Level::L2Plus),
            "FIDO_CERTIFIED_L3" => Self::FidoCertified(Level::L3),
            "FIDO_CERTIFIED_L3plus" => Self::FidoCertified(Level::L3Plus),
            "SELF_ASSERTION_SUBMITTED" => Self::SelfAssertionSubmitted,
            "USER_VERIFICATION_BYPASS" => Self::UserVerificationBypass,
            "ATTESTATION_KEY_COMPROMISE" => Self::AttestationKeyCompromise,
            "USER_KEY_REMOTE_COMPROMISE" => Self::UserKeyRemoteCompromise,
            "USER_KEY_PHYSICAL_COMPROMISE" => Self::UserKeyPhysicalCompromise,
            "UPDATE_AVAILABLE" => Self::UpdateAvailable,
            "REVOKED" => Self::Revoked,
            "RETIRED" => Self::Retired,
            other => Self::Other(other.chars().take(64).collect()),
        }
    }

    /// A model with this status is not accepted.
    pub fn refuses(&self) -> bool {
        match self {
            Self::UserVerificationBypass
            | Self::AttestationKeyCompromise
            | Self::UserKeyRemoteCompromise
            | Self::UserKeyPhysicalCompromise
            | Self::Revoked
            | Self::Retired => true,
            Self::NotFidoCertified
            | Self::FidoCertified(_)
            | Self::SelfAssertionSubmitted
            | Self::UpdateAvailable
            | Self::Other(_) => false,
        }
    }

    /// The level, where the status is about certification.
    fn level(&self) -> Option<Level> {
        match self {
            Self::NotFidoCertified => Some(Level::L0),
            Self::FidoCertified(level) => Some(*level),
            Self::SelfAssertionSubmitted
            | Self::UserVerificationBypass
            | Self::AttestationKeyCompromise
            | Self::UserKeyRemoteCompromise
            | Self::UserKeyPhysicalCompromise
            | Self::UpdateAvailable
            | Self::Revoked
            | Self::Retired
            | Self::Other(_) => None,
        }
    }
}
