//! The form of an event: OCSF 1.5, <https://schema.ocsf.io/1.5.0>. What it says is in the neighbours.

use super::lookback::{Known, Subject};
use super::{of_case, of_desk};
use postern_domain::canonical::Digest;
use postern_domain::ids::{AccountId, DirectoryId, PersonId};
use postern_domain::recovery::Tier;
use postern_domain::time::Timestamp;
use postern_ports::event_store::{Happening, Recorded, Stream};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The version of the schema that events are written in.
pub const OCSF: &str = "1.5.0";

/// How much is told of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Content {
    /// Sign-in names, beside the directory's immutable identifiers.
    pub logins: bool,
}

/// An event for security.
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityEvent {
    /// The record that it tells of.
    pub position: u64,
    /// When that was appended.
    pub at: Timestamp,
    /// What happened: a stable code.
    pub code: &'static str,
    /// OCSF's `severity_id`.
    pub severity: u8,
    /// The same each time that it is sent: history, position and the beginning of the record's hash.
    pub uid: String,
    /// The console that appended it.
    pub console: String,
    /// The event, whole.
    pub json: Value,
}

/// What a record tells security; `None` where it is nothing for them.
pub fn security_event(record: &Recorded, known: &Known, content: Content) -> Option<SecurityEvent> {
    let told = match &record.happening {
        Happening::Case(event) => of_case::told(event, known.action.as_ref())?,
        Happening::Desk(event) => of_desk::told(event, known.person)?,
    };
    let uid = uid(record, known);
    let json = written(&told, record, known, content, &uid);
    let (position, at, console) = (record.position, record.at, record.console.to_string());
    Some(SecurityEvent { position, at, code: told.code, severity: told.severity.id(), uid, console, json })
}

/// Ledger and position name a record; its hash tells it from one that stood there before a backup was put back.
fn uid(record: &Recorded, known: &Known) -> String {
    format!("{}/{}/{}", known.ledger, record.position, record.hash.get(..8).unwrap_or(&record.hash))
}

/// What a record tells, before it has its form.
#[derive(Debug)]
pub(super) struct Told {
    pub did: Did,
    pub code: &'static str,
    pub severity: Severity,
    pub outcome: Outcome,
    pub by: Option<PersonId>,
    pub about: About,
    /// Codes and identifiers that the schema has no place for.
    pub more: Map<String, Value>,
}

impl Told {
    /// Something in order that the case's record tells.
    pub fn of(did: Did, code: &'static str, by: Option<PersonId>) -> Self {
        let (severity, outcome) = (Severity::Informational, Outcome::Success);
        Self { did, code, severity, outcome, by, about: About::Case, more: Map::new() }
    }

    /// A finding.
    pub fn finding(code: &'static str, severity: Severity, by: Option<PersonId>) -> Self {
        Self { severity, outcome: Outcome::Success, ..Self::of(Did::Found, code, by) }
    }

    pub fn about(self, about: About) -> Self {
        Self { about, ..self }
    }

    pub fn weighs(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    pub fn ended(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.more.insert(name.to_owned(), value.into());
        self
    }
}

/// Whom or what it is about.
#[derive(Debug, Clone)]
pub(super) enum About {
    /// The case.
    Case,
    /// The account that the case recovers.
    Subject,
    /// One credential of it, by the directory's identifier.
    Credential(String),
    /// Another account of the case's directory, with its sign-in name.
    Account(AccountId, String),
    /// An account of a directory, with its sign-in name, and what tells this finding from others.
    Elsewhere(DirectoryId, AccountId, String, String),
    /// A member of staff.
    Staff(PersonId),
    /// Something that the desk manages: its kind and identifier.
    Thing(&'static str, String),
    /// The desk itself.
    Desk,
}

/// How much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    Informational,
    Low,
    Medium,
    High,
    Critical,
}

impl Severity {
    pub const fn id(self) -> u8 {
        match self {
            Self::Informational => 1,
            Self::Low => 2,
            Self::Medium => 3,
            Self::High => 4,
            Self::Critical => 5,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Informational => "Informational",
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Unknown,
    Success,
    Failure,
}

/// A class of the schema with an activity of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    LogOn,
    LogOff,
    /// A code or another key was shown.
    Shown,
    AccountCreated,
    AccountEnabled,
    AccountDisabled,
    AccountDeleted,
    FactorEnabled,
    FactorDisabled,
    AccountOther(&'static str),
    Created,
    Updated,
    Deleted,
    Found,
    Closed,
}

impl Did {
    /// Class, its name, activity, its name.
    const fn row(self) -> (u32, &'static str, u32, &'static str) {
        match self {
            Self::LogOn => (3002, "Authentication", 1, "Logon"),
            Self::LogOff => (3002, "Authentication", 2, "Logoff"),
            Self::Shown => (3002, "Authentication", 99, "Authenticator Shown"),
            Self::AccountCreated => (3001, "Account Change", 1, "Create"),
            Self::AccountEnabled => (3001, "Account Change", 2, "Enable"),
            Self::AccountDisabled => (3001, "Account Change", 5, "Disable"),
            Self::AccountDeleted => (3001, "Account Change", 6, "Delete"),
            Self::FactorEnabled => (3001, "Account Change", 10, "MFA Factor Enable"),
            Self::FactorDisabled => (3001, "Account Change", 11, "MFA Factor Disable"),
            Self::AccountOther(name) => (3001, "Account Change", 99, name),
            Self::Created => (3004, "Entity Management", 1, "Create"),
            Self::Updated => (3004, "Entity Management", 3, "Update"),
            Self::Deleted => (3004, "Entity Management", 4, "Delete"),
            Self::Found => (2004, "Detection Finding", 1, "Create"),
            Self::Closed => (2004, "Detection Finding", 3, "Close"),
        }
    }

    const fn category(self) -> (u32, &'static str) {
        match self {
            Self::Found | Self::Closed => (2, "Findings"),
            Self::LogOn | Self::LogOff | Self::Shown => (3, "Identity & Access Management"),
            Self::AccountCreated | Self::AccountEnabled | Self::AccountDisabled | Self::AccountDeleted => {
                (3, "Identity & Access Management")
            }
            Self::FactorEnabled | Self::FactorDisabled | Self::AccountOther(_) => (3, "Identity & Access Management"),
            Self::Created | Self::Updated | Self::Deleted => (3, "Identity & Access Management"),
        }
    }

    /// `status_id` and its name. A finding's says how far it is, any other's what came of it.
    const fn status(self, outcome: Outcome) -> (u32, &'static str) {
        match (self, outcome) {
            (Self::Found, _) => (1, "New"),
            (Self::Closed, _) => (4, "Resolved"),
            (_, Outcome::Unknown) => (0, "Unknown"),
            (_, Outcome::Success) => (1, "Success"),
            (_, Outcome::Failure) => (2, "Failure"),
        }
    }
}

fn written(told: &Told, record: &Recorded, known: &Known, content: Content, uid: &str) -> Value {
    let (class, class_name, activity, activity_name) = told.did.row();
    let (category, category_name) = told.did.category();
    let (status, status_name) = told.did.status(told.outcome);
    let mut event = json!({
        "category_uid": category, "category_name": category_name,
        "class_uid": class, "class_name": class_name,
        "activity_id": activity, "activity_name": activity_name,
        "type_uid": class * 100 + activity, "type_name": format!("{class_name}: {activity_name}"),
        "severity_id": told.severity.id(), "severity": told.severity.name(),
        "status_id": status, "status": status_name,
        "time": record.at.0,
        "message": told.code.replace('_', " "),
        "metadata": metadata(told, record, known, uid),
        "actor": actor(told.by),
        "device": { "type_id": 2, "type": "Desktop", "uid": record.console.to_string() },
        "unmapped": unmapped(told, record),
    });
    let parts = match told.did.category().0 {
        2 => finding(told, record, known, content),
        _ if class == 3004 => entity(told, record, known, content),
        _ => account(told, known, content),
    };
    if let Value::Object(event) = &mut event {
        event.extend(parts);
    }
    event
}

fn metadata(told: &Told, record: &Recorded, known: &Known, uid: &str) -> Value {
    let mut metadata = json!({
        "version": OCSF,
        "product": { "name": "Postern", "vendor_name": "Postern", "version": env!("CARGO_PKG_VERSION") },
        "uid": uid,
        "event_code": told.code,
        "sequence": record.position,
        "log_name": known.ledger.to_string(),
        "profiles": ["host"],
    });
    if let (Stream::Case(case), Value::Object(fields)) = (record.stream, &mut metadata) {
        fields.insert("correlation_uid".to_owned(), json!(case.to_string()));
    }
    metadata
}

/// Who did it: by the desk's own identifier, never by name. What the console did by itself has no person.
fn actor(by: Option<PersonId>) -> Value {
    match by {
        Some(person) => json!({ "user": staff(person) }),
        None => json!({ "app_name": "Postern" }),
    }
}

fn staff(person: PersonId) -> Value {
    json!({ "uid": person.to_string(), "type_id": 1, "type": "User", "domain": "postern-staff" })
}

fn unmapped(told: &Told, record: &Recorded) -> Value {
    let mut more = told.more.clone();
    more.insert("record_hash".to_owned(), json!(record.hash));
    if let Stream::Case(case) = record.stream {
        more.insert("case".to_owned(), json!(case.short()));
    }
    Value::Object(more)
}

/// The account that a case recovers.
fn subject(subject: Option<&Subject>, content: Content) -> Value {
    let Some(subject) = subject else { return json!({ "uid": "unknown", "type_id": 0, "type": "Unknown" }) };
    let (id, kind) = match subject.tier {
        Tier::Standard => (1, "User"),
        Tier::Privileged => (2, "Admin"),
        Tier::Machine => (3, "System"),
    };
    let user = json!({
        "uid": subject.account.as_str(), "domain": subject.directory.as_str(), "type_id": id, "type": kind,
    });
    named(user, &subject.login, content)
}

fn named(mut user: Value, login: &str, content: Content) -> Value {
    if content.logins
        && !login.is_empty()
        && let Value::Object(fields) = &mut user
    {
        fields.insert("name".to_owned(), json!(login));
    }
    user
}

/// `user`, and where it signed in, of the classes about accounts.
fn account(told: &Told, known: &Known, content: Content) -> Map<String, Value> {
    let user = user(told, known, content);
    let mut parts = Map::new();
    if matches!(told.did, Did::LogOn | Did::LogOff | Did::Shown) {
        let there = user.get("domain").cloned().unwrap_or_default();
        parts.insert("service".to_owned(), json!({ "name": there, "uid": known.ledger.to_string() }));
        parts.insert("is_mfa".to_owned(), json!(true));
    }
    parts.insert("user".to_owned(), user);
    parts
}

fn user(told: &Told, known: &Known, content: Content) -> Value {
    let of_case = known.subject.as_ref();
    match &told.about {
        About::Staff(person) => staff(*person),
        About::Credential(credential) => {
            let mut user = subject(of_case, content);
            if let Value::Object(fields) = &mut user {
                fields.insert("credential_uid".to_owned(), json!(credential));
            }
            user
        }
        About::Account(account, login) => {
            let domain = of_case.map(|s| s.directory.as_str()).unwrap_or_default();
            let user = json!({ "uid": account.as_str(), "domain": domain, "type_id": 1, "type": "User" });
            named(user, login, content)
        }
        About::Elsewhere(directory, account, login, _) => {
            let user =
                json!({ "uid": account.as_str(), "domain": directory.as_str(), "type_id": 0, "type": "Unknown" });
            named(user, login, content)
        }
        About::Case | About::Subject | About::Thing(..) | About::Desk => subject(of_case, content),
    }
}

/// `entity` of Entity Management.
fn entity(told: &Told, record: &Recorded, known: &Known, content: Content) -> Map<String, Value> {
    let entity = match (&told.about, record.stream) {
        (About::Thing(kind, uid), _) => json!({ "type": kind, "uid": uid }),
        (_, Stream::Case(case)) => json!({
            "type": "recovery_case", "uid": case.to_string(), "name": case.short(),
            "data": { "account": subject(known.subject.as_ref(), content) },
        }),
        (_, Stream::Desk) => json!({ "type": "desk", "uid": known.ledger.to_string() }),
    };
    Map::from_iter([("entity".to_owned(), entity)])
}

/// `finding_info` and `resources` of a finding.
fn finding(told: &Told, record: &Recorded, known: &Known, content: Content) -> Map<String, Value> {
    let place = match (&told.about, record.stream) {
        (About::Elsewhere(directory, _, _, entry), _) => {
            // The log's own name for the entry is outside text: told by its digest.
            let entry = Digest::of(format!("{directory}\n{entry}").as_bytes()).hex();
            format!("stray-{}", entry.get(..16).unwrap_or_default())
        }
        // Opened when the threat level is raised, and closed when it is lowered.
        (About::Desk, _) if told.code.starts_with("threat_") => "threat".to_owned(),
        (_, Stream::Case(case)) => format!("{case}/{}/{}", record.position, told.code),
        (_, Stream::Desk) => format!("{}/{}", record.position, told.code),
    };
    let info = json!({
        "uid": format!("{}/{place}", known.ledger),
        "title": told.code.replace('_', " "),
        "types": [told.code],
        "created_time": record.at.0,
    });
    let resource = match &told.about {
        About::Thing(kind, uid) => json!({ "type": kind, "uid": uid }),
        About::Desk => json!({ "type": "desk", "uid": known.ledger.to_string() }),
        About::Case | About::Subject | About::Credential(_) | About::Account(..) => {
            of_account(subject(known.subject.as_ref(), content))
        }
        About::Staff(_) | About::Elsewhere(..) => of_account(user(told, known, content)),
    };
    Map::from_iter([("finding_info".to_owned(), info), ("resources".to_owned(), json!([resource]))])
}

fn of_account(user: Value) -> Value {
    let mut resource = json!({ "type": "account", "uid": user.get("uid"), "namespace": user.get("domain") });
    if let (Some(name), Value::Object(fields)) = (user.get("name"), &mut resource) {
        fields.insert("name".to_owned(), name.clone());
    }
    resource
}

/// The stable name of a code, as records have it.
pub(super) fn word(code: &impl Serialize) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// A code, and nothing that could be a sentence: of anything else nobody is told.
pub(super) fn code(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    let fits = !text.is_empty() && text.len() <= 64 && text.bytes().all(plain);
    if fits { text.to_owned() } else { "other".to_owned() }
}
