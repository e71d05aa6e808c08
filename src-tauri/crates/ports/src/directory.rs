//! Directories (identity providers): where accounts really live.
//!
//! Gone or active is decided by reading [`Directory::inventory`] back, never by what a mutating call
//! returns: its `Ok` only says that the directory answered.

use crate::machine::{MachineKey, MachinePublicKey};
use crate::secrets::RecoveryCode;
use async_trait::async_trait;
use postern_domain::assertion::{Assertion, PublicKey};
use postern_domain::ids::{AccountId, CaseId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::Warrant;
use postern_domain::recovery::account::{Ability, Account, Capabilities, How, Inventory};
pub use postern_domain::recovery::watch::ChangeKind;
use postern_domain::time::Timestamp;
use secrecy::SecretString;

/// One configured directory.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Its name in this console.
    fn id(&self) -> &DirectoryId;
    /// Its name for people, and its tenant: realm, host or instance.
    fn tenant(&self) -> &str;
    /// What it can do, of everything that a recovery asks for.
    fn can(&self, ability: Ability) -> How;
    /// How long an access token that was issued outlives its session, in seconds.
    fn residual_seconds(&self) -> u32;
    /// What it can do, as it is recorded and signed.
    fn capabilities(&self) -> Capabilities {
        Capabilities::of(|ability| self.can(ability), self.residual_seconds())
    }
    /// The relying-party id that new credentials are made for. Pinned in the settings.
    fn rp_id(&self) -> &str;
    /// The origin that new credentials are made for. Pinned in the settings.
    fn origin(&self) -> &str;

    /// Whether it answers: cheap, changes nothing.
    async fn ping(&self) -> Result<(), DirectoryFault>;
    /// What this console may do there, beside what it needs; `None` where the directory does not tell.
    async fn rights(&self) -> Result<Option<Rights>, DirectoryFault> {
        Ok(None)
    }
    /// The account with exactly this sign-in name. A wildcard is no name.
    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault>;
    /// The account by its immutable identifier.
    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault>;
    /// Accounts whose sign-in name begins with `beginning`: one page of them, in the directory's own order. Nothing is
    /// decided by it; a case is opened by [`Directory::find`].
    async fn search(&self, beginning: &str, from: Option<&PageMark>) -> Result<AccountPage, DirectoryFault> {
        let _ = (beginning, from);
        Err(DirectoryFault::Unsupported)
    }
    /// What the directory's own log tells of credentials since `since`: one page, oldest first.
    async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let _ = (since, from);
        Err(DirectoryFault::Unsupported)
    }
    /// Credentials and sessions, read now.
    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault>;

    /// Blocks sign-in of the warrant's account.
    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault>;
    /// Unblocks sign-in of the warrant's account.
    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault>;
    /// Ends all sessions and refresh tokens of the warrant's account.
    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault>;
    /// Switches one credential off, reversibly.
    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault>;
    /// Removes one credential for good.
    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault>;
    /// Options for a new credential of the warrant's account.
    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault>;
    /// Hands the new credential over.
    async fn submit(
        &self,
        warrant: &Warrant,
        options: &CreationOptions,
        made: &SubmittedCredential,
    ) -> Result<(), DirectoryFault>;

    /// Lets the subject enrol a credential themselves: a temporary pass is issued, or the directory asks for it at their next
    /// sign-in. Covered by a warrant for submitting a credential.
    async fn invite(&self, warrant: &Warrant) -> Result<Invitation, DirectoryFault> {
        let _ = warrant;
        Err(DirectoryFault::Unsupported)
    }
    /// What the directory tells of a credential that the subject enrolled; `None` where it tells no public key.
    async fn enrolled(&self, id: &AccountId, credential: &CredentialId) -> Result<Option<Enrolled>, DirectoryFault> {
        let _ = (id, credential);
        Ok(None)
    }

    /// Whether a machine identity gets a key that is drawn here.
    fn draws_machine_keys(&self) -> bool {
        false
    }
    /// Draws a key for a machine identity, of the kind that this directory takes. It lives in memory only.
    fn draw_machine_key(&self, label: &str, now: Timestamp) -> Result<MachineKey, DirectoryFault> {
        let _ = (label, now);
        Err(DirectoryFault::Unsupported)
    }
    /// Hands over the public half of a machine identity's new key. Covered by a warrant for submitting a credential.
    async fn submit_machine_key(&self, warrant: &Warrant, key: &MachinePublicKey) -> Result<(), DirectoryFault> {
        let _ = (warrant, key);
        Err(DirectoryFault::Unsupported)
    }
    /// Signs in as a machine identity, as its consumers do, with a key (PEM, as [`MachineKey::secret`]) or a shared secret.
    /// `Ok(true)` only when the directory let it in, `Ok(false)` only when it refused what was shown.
    async fn try_machine_secret(&self, id: &AccountId, secret: &SecretString) -> Result<bool, DirectoryFault> {
        let _ = (id, secret);
        Err(DirectoryFault::Unsupported)
    }

    /// Whether `code` is an unused saved recovery code of the account; it is used up by asking.
    async fn check_saved_code(&self, id: &AccountId, code: &RecoveryCode) -> Result<bool, DirectoryFault> {
        let _ = (id, code);
        Err(DirectoryFault::Unsupported)
    }

    /// Starts a real sign-in of `login`, as anybody could.
    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault>;
    /// Finishes it. `Ok(true)` only when the directory let the user in.
    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault>;

    /// Whether what changes something is released for each case: what this desk holds only reads.
    fn needs_release(&self) -> bool {
        false
    }
    /// Whether what changes something may be called for `case` at `now`.
    fn is_released(&self, case: CaseId, now: Timestamp) -> bool {
        let _ = (case, now);
        true
    }
    /// Takes the access that changes something, for one account in one case, in place of what was released for it.
    async fn release(&self, release: Release) -> Result<(), DirectoryFault> {
        let _ = release;
        Ok(())
    }
    /// Drops what was released for `case`.
    fn end_release(&self, case: CaseId) {
        let _ = case;
    }
}

/// Access that changes something, released for one case. No `Clone`: it is handed over once, and erased.
pub struct Release {
    /// For which case.
    pub case: CaseId,
    /// For which account: the case's own.
    pub account: AccountId,
    /// What signs in there.
    pub secret: SecretString,
    /// When it ends.
    pub until: Timestamp,
}

impl std::fmt::Debug for Release {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { case, account, secret: _, until } = self;
        let mut shown = f.debug_struct("Release");
        shown.field("case", case).field("account", account).field("until", until).finish_non_exhaustive()
    }
}

/// Where a listing goes on: opaque, and of use to the directory that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMark(pub String);

/// One page of accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountPage {
    /// The accounts; a page holds 100 at most.
    pub rows: Vec<FoundAccount>,
    /// Where the listing goes on; `None` at its end.
    pub next: Option<PageMark>,
}

/// An account in a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAccount {
    /// Its immutable identifier.
    pub id: AccountId,
    /// The name it signs in with.
    pub login: String,
    /// The display name: outside text.
    pub name: String,
}

/// One page of a directory's log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangePage {
    /// What changed, oldest first.
    pub rows: Vec<CredentialChange>,
    /// Where the log goes on; `None` at its end.
    pub next: Option<PageMark>,
}

/// A change of an account's credentials, as the directory's log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialChange {
    /// The log's own name for the entry: the same whenever it is read.
    pub entry: String,
    /// When.
    pub at: Timestamp,
    /// Whose credential.
    pub account: AccountId,
    /// Their sign-in name, where it is told: outside text.
    pub login: String,
    /// What happened to it.
    pub what: ChangeKind,
    /// Who did it, as the log says: outside text.
    pub by: String,
}

/// How the subject gets in to enrol a credential themselves.
#[derive(Debug)]
pub struct Invitation {
    /// A temporary pass, shown once and kept nowhere; `None` where the directory asks at the next sign-in.
    pub pass: Option<SecretString>,
    /// Until when it holds, where that is known.
    pub until: Option<Timestamp>,
}

/// A credential that the subject enrolled, as the directory tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Its WebAuthn id.
    pub credential: KeyCredentialId,
    /// Its public key.
    pub public_key: PublicKey,
    /// The model that the directory noted, lower-case with hyphens.
    pub aaguid: String,
    /// The user handle.
    pub user_handle: Vec<u8>,
}

/// Rights of this console's access, by the directory's own names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    /// What the connector needs, and nothing that it does not.
    pub needed: Vec<String>,
    /// What the access has.
    pub held: Vec<String>,
}

impl Rights {
    /// Of these names: those that are needed, and those that are held.
    pub fn of<N: AsRef<str>>(needed: &[N], held: impl IntoIterator<Item = String>) -> Self {
        let sorted = |mut all: Vec<String>| {
            all.sort_unstable();
            all.dedup();
            all
        };
        let needed = sorted(needed.iter().map(|name| name.as_ref().to_owned()).collect());
        Self { needed, held: sorted(held.into_iter().collect()) }
    }

    /// What is needed and not held: some step will be refused.
    pub fn lacking(&self) -> Vec<&str> {
        self.needed.iter().filter(|right| !self.held.contains(right)).map(String::as_str).collect()
    }

    /// What is held and not needed: whoever steals the access can do that, too.
    pub fn too_many(&self) -> Vec<&str> {
        self.held.iter().filter(|right| !self.needed.contains(right)).map(String::as_str).collect()
    }
}

/// What a directory asks of a new credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreationOptions {
    /// The challenge, as the bytes that go into clientDataJSON.
    pub challenge: Vec<u8>,
    /// The relying-party id it named; must equal the pinned one.
    pub rp_id: String,
    /// The relying party's name.
    pub rp_name: String,
    /// The user handle.
    pub user_id: Vec<u8>,
    /// The user's name.
    pub user_name: String,
    /// The user's display name.
    pub user_display_name: String,
    /// COSE algorithm numbers it accepts.
    pub algorithms: Vec<i64>,
    /// It asks which very key attests (attestation conveyance `enterprise`).
    pub enterprise: bool,
    /// Credentials it already has.
    pub exclude: Vec<KeyCredentialId>,
    /// The connector's own handle: transaction, serial.
    pub handle: Vec<(String, String)>,
}

/// A credential on its way to a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmittedCredential {
    /// Its id.
    pub id: KeyCredentialId,
    /// The attestation object, CBOR.
    pub attestation_object: Vec<u8>,
    /// clientDataJSON.
    pub client_data_json: Vec<u8>,
    /// The label it shall carry.
    pub label: String,
}

/// What a directory asks of somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInOptions {
    /// The challenge, as the bytes that go into clientDataJSON.
    pub challenge: Vec<u8>,
    /// The relying-party id it named; must equal the pinned one.
    pub rp_id: String,
    /// Credentials that may sign; may hold decoys.
    pub allow: Vec<KeyCredentialId>,
    /// The connector's own handle: transaction.
    pub handle: Vec<(String, String)>,
}

/// Why a directory did not serve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryFault {
    /// It does not answer at all.
    #[error("the directory does not answer: {0}")]
    Down(String),
    /// It did not answer in time: whether it acted is unknown.
    #[error("the directory did not answer in time")]
    TimedOut,
    /// Its access credentials were refused.
    #[error("the directory refused this console's access")]
    AccessRefused,
    /// This console's access lacks a right.
    #[error("the directory does not permit this console that: {0}")]
    NotPermitted(String),
    /// It has no such account, credential or session.
    #[error("the directory has no such thing: {0}")]
    NotThere(String),
    /// It asks for patience, for longer than is waited for here; nothing was done.
    #[error("the directory asks for patience")]
    Throttled {
        /// For how long, where it says.
        seconds: Option<u64>,
    },
    /// It refused what was asked.
    #[error("the directory refused: {0}")]
    Refused(String),
    /// It answered something that is not its protocol.
    #[error("the directory's answer is not understood: {0}")]
    Nonsense(String),
    /// It named another relying party or origin than the settings pin.
    #[error("the directory named relying party {0}, which is not the pinned one")]
    WrongRelyingParty(String),
    /// It cannot do this.
    #[error("the directory cannot do this")]
    Unsupported,
    /// What this desk holds does not write: a supervisor releases that for one case.
    #[error("the access that changes something is not released for this case")]
    NotReleased,
    /// A person has to sign in at the directory first.
    #[error("somebody has to sign in at the directory first")]
    SignInNeeded,
    /// The warrant is for another account or action.
    #[error("the warrant does not cover this call")]
    NotWarranted,
}

impl DirectoryFault {
    /// Stable code; words are keyed by it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Down(_) => "down",
            Self::TimedOut => "timed_out",
            Self::AccessRefused => "access_refused",
            Self::NotPermitted(_) => "not_permitted",
            Self::NotThere(_) => "not_there",
            Self::Throttled { .. } => "throttled",
            Self::Refused(_) => "refused",
            Self::Nonsense(_) => "nonsense",
            Self::WrongRelyingParty(_) => "wrong_relying_party",
            Self::Unsupported => "unsupported",
            Self::NotReleased => "not_released",
            Self::SignInNeeded => "sign_in_needed",
            Self::NotWarranted => "not_warranted",
        }
    }

    /// Whether it understood what was asked, and said no.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::NotPermitted(_) | Self::NotThere(_))
    }
}
