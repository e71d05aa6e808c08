//! What a directory says about the subject: the account, its contacts, its credentials, its sessions.

use crate::canonical::b64url;
use crate::ids::{AccountId, ContactId, CredentialId, DirectoryId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An account as its directory describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The directory it lives in.
    pub directory: DirectoryId,
    /// Its immutable identifier there.
    pub id: AccountId,
    /// The name it signs in with.
    pub login: String,
    /// The display name: outside text, never to be trusted alone.
    pub name: String,
    /// Whether it holds, or may activate, administrative rights.
    pub privileged: bool,
    /// Administrative roles that are active now, where the directory names them.
    pub active_roles: Vec<String>,
    /// A machine identity: who uses it, and on whose behalf. `None` for a person.
    pub machine: Option<Machine>,
    /// Every address on record.
    pub contacts: Vec<Contact>,
    /// People whom the subject named to receive a recovery code for them (SP 800-63B-4 §4.2.1.3).
    pub recovery_contacts: Vec<Contact>,
}

/// What a directory says of a machine identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The account of the person who answers for it, where the directory names one.
    pub sponsor: Option<AccountId>,
    /// The sign-in name of that person.
    pub sponsor_login: String,
}

/// One address on record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contact {
    /// The directory's identifier of it.
    pub id: ContactId,
    /// How it is reached.
    pub channel: ContactChannel,
    /// The address itself.
    pub address: String,
    /// Since when it is unchanged; `None` when the directory does not say. Unknown is unusable for proofing.
    pub unchanged_since: Option<Timestamp>,
}

/// How a contact is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// Electronic mail.
    Email,
    /// A telephone call or text message.
    Phone,
    /// A letter.
    Post,
}

/// The credentials and sessions of an account at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// When it was read.
    pub read_at: Timestamp,
    /// Every credential, of every kind, in any state.
    pub credentials: Vec<Credential>,
    /// Open sessions; `None` when the directory cannot say.
    pub sessions: Option<u32>,
    /// Whether sign-in is blocked; `None` when the directory cannot say.
    pub sign_in_blocked: Option<bool>,
}

/// One credential of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// The directory's identifier of it.
    pub id: CredentialId,
    /// What it is.
    pub kind: CredentialKind,
    /// The directory's label: outside text.
    pub label: String,
    /// When it was added, where the directory says.
    pub added_at: Option<Timestamp>,
    /// What it can be used for now.
    pub state: CredentialState,
    /// The WebAuthn credential id, where it is one and the directory tells it.
    pub webauthn: Option<WebauthnId>,
}

/// A WebAuthn credential id inside directory data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebauthnId(#[serde(with = "b64url")] pub Vec<u8>);

/// What a credential is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialKind {
    /// A FIDO2 security key.
    SecurityKey,
    /// A passkey that a device or password manager holds.
    Passkey,
    /// A one-time code generator.
    OneTimeCode,
    /// Saved recovery codes.
    RecoveryCodes,
    /// A password.
    Password,
    /// A one-time registration code or temporary pass.
    TemporaryPass,
    /// A key by which an application shows who it is.
    ClientKey,
    /// A secret that an application and the directory share.
    ClientSecret,
    /// Anything else the directory lists.
    Other,
}

/// Whether a credential can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CredentialState {
    /// It signs in.
    Active,
    /// It is listed, but enrolment was never finished: it cannot sign in.
    Pending,
    /// It is switched off and can be switched on again.
    Suspended,
    /// It is listed, and can never be used again.
    Revoked,
}

impl Inventory {
    /// Identifiers of the credentials that can sign in, or could again.
    pub fn usable(&self) -> BTreeSet<&CredentialId> {
        self.credentials
            .iter()
            .filter(|c| match c.state {
                CredentialState::Active | CredentialState::Suspended => true,
                CredentialState::Pending | CredentialState::Revoked => false,
            })
            .map(|c| &c.id)
            .collect()
    }

    /// Credentials that can sign in and were enrolled by somebody with a device of their own: keys and passkeys.
    pub fn enrollable(&self) -> impl Iterator<Item = &Credential> {
        let usable = self.usable();
        self.credentials.iter().filter(move |c| {
            usable.contains(&c.id) && matches!(c.kind, CredentialKind::SecurityKey | CredentialKind::Passkey)
        })
    }

    /// Whether `credential` can never sign in any more: not listed, or listed as revoked.
    pub fn is_gone(&self, credential: &CredentialId) -> bool {
        !self.usable().contains(credential)
    }
}

/// What a directory is able to do: what it cannot is shown, and recorded as part of what is signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// Sign-in of an account can be blocked and unblocked.
    pub block_sign_in: bool,
    /// Open sessions can be listed and ended.
    pub sessions: bool,
    /// One credential can be suspended at once.
    pub suspend: bool,
    /// Saved recovery codes can be checked, each once.
    pub saved_codes: bool,
    /// How long an issued access token outlives its session, in seconds.
    pub residual_seconds: u32,
    /// Nobody but the subject's own browser signs in there: that the new credential opens it is what a person saw.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sign_in_by_person: bool,
    /// What a person does there and says so, because the directory has no way to do it.
    #[serde(default, skip_serializing_if = "ByPeople::is_none")]
    pub people: ByPeople,
    /// How a new credential comes to be listed there.
    #[serde(default, skip_serializing_if = "Enrolment::is_at_desk")]
    pub enrolment: Enrolment,
    /// A temporary pass can be issued, by which the subject enrols a passkey of their own device.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub temporary_pass: bool,
    /// A machine identity gets a key that is drawn here, and handed over sealed to its sponsor.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drawn_keys: bool,
    /// Where the old device is at hand, its credential is tried after it went.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tries_old: bool,
}

/// What a person does at a directory, and says so: each is recorded as said, for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ByPeople {
    /// The account itself is what the agent says it is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub account: bool,
    /// Whether it administers anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub roles: bool,
    /// Sign-in is blocked and unblocked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub block: bool,
    /// Sessions are ended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sessions: bool,
    /// Credentials are revoked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub revoke: bool,
}

impl ByPeople {
    /// Nothing at all.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// How a new credential comes to be listed at a directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Enrolment {
    /// The console makes it on the key and hands it over.
    #[default]
    AtDesk,
    /// The subject enrols it there in their own browser, and the console sees it listed.
    BySubject,
    /// The subject enrols it there, and a person says that it is listed.
    Said,
}

impl Enrolment {
    /// The console makes it.
    pub fn is_at_desk(&self) -> bool {
        *self == Self::AtDesk
    }
}

/// Something that a recovery asks of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ability {
    /// An account by its sign-in name and by its identifier.
    LookUp,
    /// Administrative roles that are active.
    Roles,
    /// Administrative roles that the account may activate.
    EligibleRoles,
    /// Addresses on record.
    Contacts,
    /// Since when an address is unchanged.
    ContactAge,
    /// Credentials, of every kind that it has.
    Credentials,
    /// When a credential last signed in.
    LastSignIn,
    /// Open sessions are told.
    Sessions,
    /// Refresh tokens are told, for each application.
    Tokens,
    /// Sign-in is blocked and unblocked.
    Block,
    /// One credential is suspended, reversibly.
    Suspend,
    /// One credential is revoked.
    Revoke,
    /// Sessions are ended.
    EndSessions,
    /// Refresh tokens are revoked.
    RevokeTokens,
    /// Options for a new credential, on behalf of the account.
    CreationOptions,
    /// A new credential is handed over.
    Submit,
    /// A temporary pass is issued.
    TemporaryPass,
    /// Saved recovery codes are checked.
    SavedCodes,
    /// The console itself tries a sign-in.
    SignIn,
    /// The credential of a machine identity is rotated.
    Machines,
    /// Accounts are listed by the beginning of their sign-in name.
    Search,
    /// The directory's log tells which credentials were changed.
    Changes,
}

impl Ability {
    /// All, in the order in which a recovery asks for them.
    pub const ALL: [Self; 22] = [
        Self::LookUp,
        Self::Roles,
        Self::EligibleRoles,
        Self::Contacts,
        Self::ContactAge,
        Self::Credentials,
        Self::LastSignIn,
        Self::Sessions,
        Self::Tokens,
        Self::Block,
        Self::Suspend,
        Self::Revoke,
        Self::EndSessions,
        Self::RevokeTokens,
        Self::CreationOptions,
        Self::Submit,
        Self::TemporaryPass,
        Self::SavedCodes,
        Self::SignIn,
        Self::Machines,
        Self::Search,
        Self::Changes,
    ];

    /// Stable code; words are keyed by it.
    pub fn code(self) -> &'static str {
        match self {
            Self::LookUp => "look_up",
            Self::Roles => "roles",
            Self::EligibleRoles => "eligible_roles",
            Self::Contacts => "contacts",
            Self::ContactAge => "contact_age",
            Self::Credentials => "credentials",
            Self::LastSignIn => "last_sign_in",
            Self::Sessions => "sessions",
            Self::Tokens => "tokens",
            Self::Block => "block",
            Self::Suspend => "suspend",
            Self::Revoke => "revoke",
            Self::EndSessions => "end_sessions",
            Self::RevokeTokens => "revoke_tokens",
            Self::CreationOptions => "creation_options",
            Self::Submit => "submit",
            Self::TemporaryPass => "temporary_pass",
            Self::SavedCodes => "saved_codes",
            Self::SignIn => "sign_in",
            Self::Machines => "machines",
            Self::Search => "search",
            Self::Changes => "changes",
        }
    }
}

/// How far a connector has an ability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The connector does it, and reads back what it did.
    Does,
    /// The directory could, and the connector does not do it yet.
    NotYet,
    /// The directory has no way to do it: a person does, and it is marked so.
    Person,
    /// The subject does it there in their own browser, and the console sees that it is done.
    Subject,
    /// Nobody can do it there: what follows from that is signed.
    Never,
}

impl How {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Does => "does",
            Self::NotYet => "not_yet",
            Self::Person => "person",
            Self::Subject => "subject",
            Self::Never => "never",
        }
    }
}

impl Capabilities {
    /// What follows from a connector's abilities.
    pub fn of(can: impl Fn(Ability) -> How, residual_seconds: u32) -> Self {
        let does = |ability| can(ability) == How::Does;
        let person = |ability| can(ability) == How::Person;
        let people = ByPeople {
            account: person(Ability::LookUp),
            roles: person(Ability::Roles),
            block: person(Ability::Block),
            sessions: person(Ability::EndSessions),
            revoke: person(Ability::Revoke),
        };
        Self {
            block_sign_in: does(Ability::Block) || people.block,
            sessions: does(Ability::Sessions) && does(Ability::EndSessions) || people.sessions,
            suspend: does(Ability::Suspend),
            saved_codes: does(Ability::SavedCodes),
            residual_seconds,
            sign_in_by_person: !does(Ability::SignIn),
            people,
            enrolment: match can(Ability::Submit) {
                How::Subject => Enrolment::BySubject,
                How::Person => Enrolment::Said,
                How::Does | How::NotYet | How::Never => Enrolment::AtDesk,
            },
            temporary_pass: does(Ability::TemporaryPass),
            drawn_keys: false,
            tries_old: does(Ability::SignIn),
        }
    }
}
