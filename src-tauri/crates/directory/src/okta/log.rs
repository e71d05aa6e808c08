//! The System Log: what it tells of credentials.
//!
//! A query that has no end in time is answered with a next page for ever: the log ends here at an empty one.

use super::Okta;
use super::answers::nonsense;
use super::listing::LIMIT;
use postern_domain::ids::AccountId;
use postern_domain::time::Timestamp;
use postern_ports::directory::{ChangeKind, ChangePage, CredentialChange, DirectoryFault, PageMark};
use serde::Deserialize;

/// Events that tell of a credential, or of an address by which one is recovered.
const EVENTS: &[(&str, ChangeKind)] = &[
    ("user.mfa.factor.activate", ChangeKind::Added),
    ("user.mfa.factor.deactivate", ChangeKind::Removed),
    ("user.mfa.factor.reset_all", ChangeKind::Removed),
    ("user.mfa.factor.suspend", ChangeKind::Removed),
    ("user.mfa.factor.unsuspend", ChangeKind::Altered),
    ("user.mfa.factor.update", ChangeKind::Altered),
    ("user.account.reset_password", ChangeKind::Altered),
    ("user.account.update_password", ChangeKind::Altered),
    ("user.account.update_primary_email", ChangeKind::Altered),
    ("user.account.update_secondary_email", ChangeKind::Altered),
];

/// One entry.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    uuid: String,
    published: String,
    event_type: String,
    outcome: Option<Outcome>,
    actor: Option<Party>,
    target: Option<Vec<Party>>,
}

#[derive(Debug, Deserialize)]
struct Outcome {
    result: Option<String>,
}

/// Who did something, or what it was done to.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Party {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    alternate_id: Option<String>,
    display_name: Option<String>,
}

impl Event {
    /// What changed; `None` where nothing did, or no user's.
    fn change(self) -> Result<Option<CredentialChange>, DirectoryFault> {
        let what = EVENTS.iter().find(|(name, _)| *name == self.event_type).map(|(_, what)| *what);
        let result = self.outcome.and_then(|outcome| outcome.result);
        let refused = matches!(result.as_deref(), Some("FAILURE" | "DENY" | "SKIPPED"));
        let user = self.target.into_iter().flatten().find(|party| party.kind.as_deref() == Some("User"));
        let (Some(what), Some(user), false) = (what, user, refused) else { return Ok(None) };
        let Some(id) = user.id else { return Err(nonsense("a user without an id")) };
        let at = Timestamp::parse(&self.published).ok_or_else(|| nonsense("an entry without a time"))?;
        let by = self.actor.and_then(|actor| actor.alternate_id.or(actor.display_name).or(actor.id));
        Ok(Some(CredentialChange {
            entry: self.uuid,
            at,
            account: AccountId::new(id).map_err(nonsense)?,
            login: user.alternate_id.unwrap_or_default(),
            what,
            by: by.unwrap_or_default(),
        }))
    }
}

impl Okta {
    /// One page of what the log tells of credentials since `since`.
    pub(super) async fn logged(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let since = since.rfc3339().ok_or_else(|| nonsense("a time outside the calendar"))?;
        let filter = EVENTS.iter().map(|(name, _)| format!("eventType eq \"{name}\"")).collect::<Vec<_>>().join(" or ");
        let query = [LIMIT, ("since", since.as_str()), ("sortOrder", "ASCENDING"), ("filter", filter.as_str())];
        let (events, next) = self.page::<Event>(&["api", "v1", "logs"], &query, from).await?;
        let next = next.filter(|_| !events.is_empty());
        let rows: Result<Vec<_>, _> = events.into_iter().filter_map(|event| event.change().transpose()).collect();
        Ok(ChangePage { rows: rows?, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn read(change: Value) -> Result<Option<CredentialChange>, DirectoryFault> {
        let mut event = json!({
            "uuid": "e1", "published": "2024-03-01T08:00:00.123Z", "eventType": "user.mfa.factor.activate",
            "outcome": {"result": "SUCCESS"}, "actor": {"id": "00u1", "type": "User", "alternateId": "dora@corp.test"},
            "target": [{"id": "f1", "type": "AuthenticatorEnrollment"},
                {"id": "00u2", "type": "User", "alternateId": "maya@corp.test"}],
        });
        for (name, value) in change.as_object().unwrap() {
            event[name] = value.clone();
        }
        serde_json::from_value::<Event>(event).unwrap().change()
    }

    #[test]
    fn an_entry_tells_whose_credential_was_changed_and_by_whom() {
        let change = read(json!({})).unwrap().unwrap();
        assert_eq!((change.entry.as_str(), change.what), ("e1", ChangeKind::Added));
        assert_eq!((change.account.as_str(), change.login.as_str()), ("00u2", "maya@corp.test"));
        assert_eq!((change.by.as_str(), change.at), ("dora@corp.test", Timestamp(1_709_280_000_123)));
        let reset = read(json!({"eventType": "user.mfa.factor.reset_all", "actor": null, "outcome": null}));
        assert_eq!(reset.unwrap().map(|change| (change.what, change.by)), Some((ChangeKind::Removed, String::new())));
    }

    #[test]
    fn what_did_not_happen_to_a_user_is_no_change() {
        for other in [
            json!({"outcome": {"result": "FAILURE"}}),
            json!({"eventType": "user.session.start"}),
            json!({"target": null}),
            json!({"target": [{"id": "0oa1", "type": "AppInstance"}]}),
        ] {
            assert_eq!(read(other.clone()), Ok(None), "{other}");
        }
        assert!(read(json!({"published": "yesterday"})).is_err());
        assert!(read(json!({"target": [{"type": "User"}]})).is_err());
    }
}
