//! What the practice directory answers, read into the console's own terms.

use crate::decode::liberal;
use postern_domain::ids::{AccountId, ContactId, CredentialId, DirectoryId, KeyCredentialId};
use postern_domain::recovery::account::{
    Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, Inventory, Machine, WebauthnId,
};
use postern_domain::time::Timestamp;
use postern_ports::directory::{
    AccountPage, ChangeKind, ChangePage, CreationOptions, CredentialChange, DirectoryFault, FoundAccount, Invitation,
    PageMark, SignInOptions,
};
use secrecy::SecretString;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Deserialize)]
pub struct AccountRow {
    id: String,
    login: String,
    name: String,
    privileged: bool,
    #[serde(default)]
    active_roles: Vec<String>,
    /// Sign-in name of whoever answers for a machine identity.
    #[serde(default)]
    sponsor: Option<String>,
    contacts: Vec<ContactRow>,
    #[serde(default)]
    recovery_contacts: Vec<ContactRow>,
}

impl AccountRow {
    /// The account.
    pub fn account(self, directory: &DirectoryId) -> Result<Account, DirectoryFault> {
        let contacts: Result<Vec<_>, _> = self.contacts.into_iter().map(ContactRow::contact).collect();
        let others: Result<Vec<_>, _> = self.recovery_contacts.into_iter().map(ContactRow::contact).collect();
        Ok(Account {
            directory: directory.clone(),
            id: AccountId::new(self.id).map_err(nonsense)?,
            login: self.login,
            name: self.name,
            privileged: self.privileged,
            active_roles: self.active_roles,
            machine: self.sponsor.map(|sponsor_login| Machine { sponsor: None, sponsor_login }),
            contacts: contacts?,
            recovery_contacts: others?,
        })
    }
}

#[derive(Deserialize)]
struct ContactRow {
    id: String,
    channel: ContactChannel,
    address: String,
    unchanged_since: Option<i64>,
}

impl ContactRow {
    fn contact(self) -> Result<Contact, DirectoryFault> {
        Ok(Contact {
            id: ContactId::new(self.id).map_err(nonsense)?,
            channel: self.channel,
            address: self.address,
            unchanged_since: self.unchanged_since.map(Timestamp),
        })
    }
}

/// One page of a search.
#[derive(Deserialize)]
pub struct AccountsRow {
    rows: Vec<FoundRow>,
    next: Option<String>,
}

#[derive(Deserialize)]
struct FoundRow {
    id: String,
    login: String,
    name: String,
}

impl AccountsRow {
    /// The page.
    pub fn page(self) -> Result<AccountPage, DirectoryFault> {
        let found = |row: FoundRow| {
            let id = AccountId::new(row.id).map_err(nonsense)?;
            Ok(FoundAccount { id, login: row.login, name: row.name })
        };
        let rows: Result<Vec<_>, DirectoryFault> = self.rows.into_iter().map(found).collect();
        Ok(AccountPage { rows: rows?, next: self.next.map(PageMark) })
    }
}

/// One page of the log.
#[derive(Deserialize)]
pub struct ChangesRow {
    rows: Vec<ChangeRow>,
    next: Option<String>,
}

#[derive(Deserialize)]
struct ChangeRow {
    entry: String,
    at: i64,
    account: String,
    login: String,
    what: ChangeKind,
    by: String,
}

impl ChangesRow {
    /// The page.
    pub fn page(self) -> Result<ChangePage, DirectoryFault> {
        let change = |row: ChangeRow| {
            Ok(CredentialChange {
                entry: row.entry,
                at: Timestamp(row.at),
                account: AccountId::new(row.account).map_err(nonsense)?,
                login: row.login,
                what: row.what,
                by: row.by,
            })
        };
        let rows: Result<Vec<_>, DirectoryFault> = self.rows.into_iter().map(change).collect();
        Ok(ChangePage { rows: rows?, next: self.next.map(PageMark) })
    }
}

#[derive(Deserialize)]
pub struct InventoryRow {
    credentials: Vec<CredentialRow>,
    sessions: u32,
    blocked: bool,
}

impl InventoryRow {
    /// The inventory, read at `now`.
    pub fn inventory(self, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let credentials: Result<Vec<_>, _> = self.credentials.into_iter().map(CredentialRow::credential).collect();
        Ok(Inventory {
            read_at: now,
            credentials: credentials?,
            sessions: Some(self.sessions),
            sign_in_blocked: Some(self.blocked),
        })
    }
}

#[derive(Deserialize)]
struct CredentialRow {
    id: String,
    kind: CredentialKind,
    label: String,
    added_at: i64,
    state: CredentialState,
    webauthn_id: Option<String>,
}

impl CredentialRow {
    fn credential(self) -> Result<Credential, DirectoryFault> {
        Ok(Credential {
            id: CredentialId::new(self.id).map_err(nonsense)?,
            kind: self.kind,
            label: self.label,
            added_at: Some(Timestamp(self.added_at)),
            state: self.state,
            webauthn: self.webauthn_id.as_deref().map(liberal).transpose()?.map(WebauthnId),
        })
    }
}

/// A temporary pass: text that is kept nowhere.
#[derive(Deserialize)]
pub struct PassRow {
    pass: String,
    until: i64,
}

impl PassRow {
    /// What the subject gets in with.
    pub fn invitation(self) -> Invitation {
        Invitation { pass: Some(SecretString::from(self.pass)), until: Some(Timestamp(self.until)) }
    }
}

#[derive(Deserialize)]
pub struct OptionsRow {
    transaction: String,
    #[serde(rename = "publicKey")]
    public_key: PublicKeyRow,
    exclude: Vec<String>,
}

#[derive(Deserialize)]
struct PublicKeyRow {
    challenge: String,
    rp: RpRow,
    user: UserRow,
}

#[derive(Deserialize)]
struct RpRow {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UserRow {
    id: String,
    name: String,
    display_name: String,
}

impl OptionsRow {
    /// The options, where they are for the relying party `rp_id`.
    pub fn options(self, rp_id: &str) -> Result<CreationOptions, DirectoryFault> {
        let key = self.public_key;
        if key.rp.id != rp_id {
            return Err(DirectoryFault::WrongRelyingParty(key.rp.id));
        }
        let exclude: Result<Vec<_>, _> = self.exclude.iter().map(|id| liberal(id).map(KeyCredentialId)).collect();
        Ok(CreationOptions {
            challenge: liberal(&key.challenge)?,
            rp_id: key.rp.id,
            rp_name: key.rp.name,
            user_id: liberal(&key.user.id)?,
            user_name: key.user.name,
            user_display_name: key.user.display_name,
            algorithms: vec![-7],
            enterprise: false,
            exclude: exclude?,
            handle: vec![("transaction".to_owned(), self.transaction)],
        })
    }
}

#[derive(Deserialize)]
pub struct SavedCodeRow {
    pub matched: bool,
}

#[derive(Deserialize)]
pub struct SignInRow {
    transaction: String,
    #[serde(rename = "publicKey")]
    public_key: RequestRow,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RequestRow {
    challenge: String,
    rp_id: String,
    allow_credentials: Vec<AllowRow>,
}

#[derive(Deserialize)]
struct AllowRow {
    id: String,
}

impl SignInRow {
    /// The options, where they are for the relying party `rp_id`.
    pub fn options(self, rp_id: &str) -> Result<SignInOptions, DirectoryFault> {
        let key = self.public_key;
        if key.rp_id != rp_id {
            return Err(DirectoryFault::WrongRelyingParty(key.rp_id));
        }
        let allow = key.allow_credentials.iter().map(|allowed| liberal(&allowed.id).map(KeyCredentialId));
        let allow: Result<Vec<_>, _> = allow.collect();
        Ok(SignInOptions {
            challenge: liberal(&key.challenge)?,
            rp_id: key.rp_id,
            allow: allow?,
            handle: vec![("transaction".to_owned(), self.transaction)],
        })
    }
}

/// Reads a value.
pub fn parse<T: DeserializeOwned>(value: Value) -> Result<T, DirectoryFault> {
    serde_json::from_value(value).map_err(nonsense)
}

/// The directory's own code of a refusal.
pub fn code(value: &Value) -> Option<String> {
    value.get("code").and_then(Value::as_str).map(str::to_owned)
}

fn nonsense(error: impl std::fmt::Display) -> DirectoryFault {
    DirectoryFault::Nonsense(error.to_string())
}
