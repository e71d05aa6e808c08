//! The realm's two logs: what users did with their own credentials, and what administrators did with those of others.
//! They are read page by page, oldest first, and told as one.

use super::answers::nonsense;
use postern_domain::ids::AccountId;
use postern_domain::time::Timestamp;
use postern_ports::directory::{ChangeKind, ChangePage, CredentialChange, DirectoryFault, PageMark};
use serde::Deserialize;
use serde_json::Value;

/// What is asked of the users' log. Events of the old types (`UPDATE_PASSWORD`, `UPDATE_TOTP`) come beside these, and
/// are left out: each change is told once.
pub const EVENTS: &[(&str, &str)] = &[
    ("type", "FEDERATED_IDENTITY_LINK"),
    ("type", "REMOVE_CREDENTIAL"),
    ("type", "REMOVE_FEDERATED_IDENTITY"),
    ("type", "UPDATE_CREDENTIAL"),
];
/// What is asked of the administrators' log.
pub const ADMIN_EVENTS: &[(&str, &str)] = &[("resourceTypes", "USER"), ("resourcePath", "users/*")];

/// What the realm stores of events.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredRow {
    #[serde(default)]
    events_enabled: bool,
    #[serde(default)]
    admin_events_enabled: bool,
    enabled_event_types: Option<Vec<String>>,
}

impl StoredRow {
    /// Whether what was changed is there to be read: an empty log of a realm that keeps none says nothing.
    pub fn is_enough(&self) -> Result<(), DirectoryFault> {
        let types = self.enabled_event_types.as_deref().unwrap_or_default();
        let stored = |kind: &&str| types.is_empty() || types.iter().any(|stored| stored == kind);
        let lacks = |what: String| Err(DirectoryFault::Refused(what));
        if !self.events_enabled {
            return lacks("the realm does not save user events".to_owned());
        }
        if !self.admin_events_enabled {
            return lacks("the realm does not save admin events".to_owned());
        }
        match EVENTS.iter().map(|(_, kind)| *kind).find(|kind| !stored(kind)) {
            Some(kind) => lacks(format!("the realm does not save user events of type {kind}")),
            None => Ok(()),
        }
    }
}

/// How far each log was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    pub own: usize,
    pub admin: usize,
}

impl Mark {
    /// Reads what [`Mark::written`] wrote.
    pub fn read(mark: &PageMark) -> Result<Self, DirectoryFault> {
        let read = mark.0.split_once('/').and_then(|(own, admin)| {
            let number = |text: &str| text.parse::<usize>().ok();
            Some(Self { own: number(own)?, admin: number(admin)? })
        });
        read.ok_or_else(|| nonsense("the mark of another listing"))
    }

    fn written(self) -> PageMark {
        PageMark(format!("{}/{}", self.own, self.admin))
    }
}

/// An entry of the users' log.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventRow {
    id: Option<String>,
    time: i64,
    #[serde(rename = "type")]
    kind: Option<String>,
    user_id: Option<String>,
    #[serde(default)]
    details: Value,
}

impl EventRow {
    /// What was changed; `None` where that is no credential, or nobody's.
    fn change(self) -> Option<CredentialChange> {
        let detail = |name: &str| self.details.get(name).and_then(Value::as_str);
        let kind = self.kind.as_deref().unwrap_or_default();
        let what = match kind {
            "UPDATE_CREDENTIAL" if detail("credential_type") == Some("password") => ChangeKind::Altered,
            "UPDATE_CREDENTIAL" | "FEDERATED_IDENTITY_LINK" => ChangeKind::Added,
            "REMOVE_CREDENTIAL" | "REMOVE_FEDERATED_IDENTITY" => ChangeKind::Removed,
            _ => return None,
        };
        let user = self.user_id.as_deref()?;
        let login = detail("username").unwrap_or_default().to_owned();
        Some(CredentialChange {
            entry: format!("event/{}", entry(self.id.as_deref(), self.time, user)),
            at: Timestamp(self.time),
            account: AccountId::new(user).ok()?,
            // Whoever was signed in as the user.
            by: if login.is_empty() { user.to_owned() } else { login.clone() },
            login,
            what,
        })
    }
}

/// An entry of the administrators' log.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AdminRow {
    id: Option<String>,
    time: i64,
    auth_details: Option<ActorRow>,
    operation_type: Option<String>,
    resource_path: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ActorRow {
    client_id: Option<String>,
    user_id: Option<String>,
}

impl AdminRow {
    /// What was changed; `None` where that is no credential.
    fn change(self) -> Option<CredentialChange> {
        let path = self.resource_path.as_deref().unwrap_or_default();
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let (user, what) = match (self.operation_type.as_deref(), segments.as_slice()) {
            (Some("ACTION"), ["users", user, "credentials", _]) => (user, ChangeKind::Removed),
            (Some("ACTION"), ["users", user, "execute-actions-email" | "reset-password"]) => {
                (user, ChangeKind::Altered)
            }
            (Some("CREATE"), ["users", user, "federated-identity", _]) => (user, ChangeKind::Added),
            (Some("DELETE"), ["users", user, "federated-identity", _]) => (user, ChangeKind::Removed),
            _ => return None,
        };
        let actor = self.auth_details.as_ref();
        let by = actor.and_then(|actor| actor.user_id.as_deref().or(actor.client_id.as_deref()));
        Some(CredentialChange {
            entry: format!("admin-event/{}", entry(self.id.as_deref(), self.time, path)),
            at: Timestamp(self.time),
            account: AccountId::new(*user).ok()?,
            // It names nobody by a sign-in name.
            login: String::new(),
            what,
            by: by.unwrap_or_default().to_owned(),
        })
    }
}

/// The log's own name for an entry, or what else tells it from others.
fn entry(id: Option<&str>, time: i64, whose: &str) -> String {
    id.map_or_else(|| format!("{time}/{whose}"), str::to_owned)
}

/// One page of both logs, each of which was read for `most` entries from where `mark` says. No more than that many are
/// taken, so that neither ends before the page does: nothing is told before what was earlier.
pub fn merged(mark: Mark, own: Vec<EventRow>, admin: Vec<AdminRow>, most: usize) -> ChangePage {
    let goes_on = own.len() >= most || admin.len() >= most;
    let (mut own, mut admin) = (own.into_iter().peekable(), admin.into_iter().peekable());
    let (mut rows, mut mark) = (Vec::new(), mark);
    for _ in 0..most {
        let own_is_next = match (own.peek(), admin.peek()) {
            (Some(event), Some(other)) => event.time <= other.time,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        if own_is_next {
            rows.extend(own.next().and_then(EventRow::change));
            mark.own = mark.own.saturating_add(1);
        } else {
            rows.extend(admin.next().and_then(AdminRow::change));
            mark.admin = mark.admin.saturating_add(1);
        }
    }
    let more = goes_on || own.peek().is_some() || admin.peek().is_some();
    ChangePage { rows, next: more.then(|| mark.written()) }
}

#[cfg(test)]
mod tests {
    use super::super::answers::parse;
    use super::*;
    use serde_json::json;

    fn event(id: &str, time: i64, kind: &str, credential: &str) -> EventRow {
        parse(json!({"id": id, "time": time, "type": kind, "userId": "u1",
            "details": {"username": "maya", "credential_type": credential}}))
        .unwrap()
    }

    fn admin(id: &str, time: i64, operation: &str, path: &str) -> AdminRow {
        parse(json!({"id": id, "time": time, "operationType": operation, "resourcePath": path,
            "authDetails": {"clientId": "c1", "userId": "dora"}}))
        .unwrap()
    }

    #[test]
    fn an_entry_tells_whose_credential_changed_and_by_whom() {
        let what = |kind: &str, credential: &str| event("e1", 5, kind, credential).change().map(|c| c.what);
        assert_eq!(what("UPDATE_CREDENTIAL", "webauthn-passwordless"), Some(ChangeKind::Added));
        assert_eq!(what("UPDATE_CREDENTIAL", "password"), Some(ChangeKind::Altered));
        assert_eq!(what("REMOVE_CREDENTIAL", "otp"), Some(ChangeKind::Removed));
        assert_eq!(what("LOGIN", ""), None);
        let gone = admin("a1", 7, "ACTION", "users/u1/credentials/c9").change().unwrap();
        assert_eq!((gone.entry.as_str(), gone.at, gone.by.as_str()), ("admin-event/a1", Timestamp(7), "dora"));
        assert_eq!((gone.account.as_str(), gone.what), ("u1", ChangeKind::Removed));
        for (operation, path) in [("UPDATE", "users/u1"), ("ACTION", "users/u1/logout"), ("ACTION", "clients/c1/x")] {
            assert_eq!(admin("a2", 7, operation, path).change(), None, "{path}");
        }
    }

    #[test]
    fn nothing_is_told_before_what_was_earlier() {
        let own = |times: &[i64]| -> Vec<EventRow> {
            times.iter().map(|t| event(&t.to_string(), *t, "REMOVE_CREDENTIAL", "otp")).collect()
        };
        let other = |times: &[i64]| -> Vec<AdminRow> {
            times.iter().map(|t| admin(&t.to_string(), *t, "ACTION", "users/u1/reset-password")).collect()
        };
        // The users' log goes on after 3, and after 4: the 9 of the other waits.
        let page = merged(Mark::default(), own(&[1, 3]), other(&[2, 9]), 2);
        assert_eq!(page.rows.iter().map(|r| r.at.0).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(page.next, Some(PageMark("1/1".to_owned())));
        let page = merged(Mark { own: 1, admin: 1 }, own(&[3, 4]), other(&[9]), 2);
        assert_eq!(page.rows.iter().map(|r| r.at.0).collect::<Vec<_>>(), [3, 4]);
        assert_eq!(page.next, Some(PageMark("3/1".to_owned())));
        let page = merged(Mark { own: 3, admin: 1 }, own(&[]), other(&[9]), 2);
        assert_eq!((page.rows.len(), page.next), (1, None));
    }

    #[test]
    fn a_mark_is_read_back_and_no_other_is() {
        let mark = Mark { own: 100, admin: 7 };
        assert_eq!(Mark::read(&mark.written()), Ok(mark));
        for odd in ["", "1", "1/x", "-1/2"] {
            assert!(Mark::read(&PageMark(odd.to_owned())).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_log_that_is_not_kept_is_not_an_empty_one() {
        let of = |value: Value| parse::<StoredRow>(value).unwrap().is_enough();
        let all: Vec<_> = EVENTS.iter().map(|(_, kind)| *kind).collect();
        assert!(of(json!({"eventsEnabled": true, "adminEventsEnabled": true, "enabledEventTypes": all})).is_ok());
        assert!(of(json!({"eventsEnabled": true, "adminEventsEnabled": true})).is_ok());
        assert!(of(json!({"eventsEnabled": false, "adminEventsEnabled": true})).is_err());
        assert!(of(json!({"eventsEnabled": true})).is_err());
        let login = json!({"eventsEnabled": true, "adminEventsEnabled": true, "enabledEventTypes": ["LOGIN"]});
        assert!(of(login).is_err());
    }
}
