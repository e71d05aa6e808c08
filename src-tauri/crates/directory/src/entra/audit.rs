//! What the tenant's log tells of credentials: who registered, deleted or changed them, and whose password was reset.

use super::Entra;
use super::answers::{Page, nonsense};
use super::search::escaped;
use postern_domain::ids::AccountId;
use postern_domain::time::Timestamp;
use postern_ports::directory::{ChangeKind, ChangePage, CredentialChange, DirectoryFault, PageMark};
use serde::Deserialize;

/// The activities that are asked for, by the names that the log has for them, and what each did to a credential. What
/// was only begun, reviewed or offered is none of them.
const ACTIVITIES: &[(&str, ChangeKind)] = &[
    ("User registered security info", ChangeKind::Added),
    ("Admin registered security info", ChangeKind::Added),
    ("User deleted security info", ChangeKind::Removed),
    ("Admin deleted security info", ChangeKind::Removed),
    ("User updated security info", ChangeKind::Altered),
    ("Admin updated security info", ChangeKind::Altered),
    ("User changed default security info", ChangeKind::Altered),
    ("Reset user password", ChangeKind::Altered),
    ("Reset password (by admin)", ChangeKind::Altered),
    ("Reset password (self-service)", ChangeKind::Altered),
    ("Change user password", ChangeKind::Altered),
    ("Change password (self-service)", ChangeKind::Altered),
];

/// An entry of the log.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct EntryRow {
    id: String,
    activity_date_time: String,
    activity_display_name: Option<String>,
    result: Option<String>,
    initiated_by: Option<InitiatorRow>,
    target_resources: Option<Vec<TargetRow>>,
}

#[derive(Debug, Deserialize)]
struct InitiatorRow {
    user: Option<NamedRow>,
    app: Option<NamedRow>,
}

/// A user or an application, as far as the log names it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct NamedRow {
    user_principal_name: Option<String>,
    display_name: Option<String>,
    id: Option<String>,
    app_id: Option<String>,
    service_principal_id: Option<String>,
}

impl NamedRow {
    fn name(self) -> Option<String> {
        let all = [self.user_principal_name, self.display_name, self.id, self.app_id, self.service_principal_id];
        all.into_iter().flatten().find(|name| !name.is_empty())
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct TargetRow {
    id: Option<String>,
    #[serde(rename = "type", alias = "Type")]
    kind: Option<String>,
    user_principal_name: Option<String>,
}

impl EntryRow {
    /// What it tells of a user's credential; `None` where it tells of nothing that was done, or of no user.
    fn change(self) -> Result<Option<CredentialChange>, DirectoryFault> {
        let name = self.activity_display_name.unwrap_or_default();
        let known = ACTIVITIES.iter().find(|(activity, _)| activity.eq_ignore_ascii_case(&name));
        let done = self.result.as_deref().is_none_or(|result| result.eq_ignore_ascii_case("success"));
        let is_user = |target: &TargetRow| target.kind.as_deref().is_some_and(|k| k.eq_ignore_ascii_case("user"));
        let subject = self.target_resources.into_iter().flatten().find(is_user);
        let subject = subject.and_then(|user| Some((user.id.filter(|id| !id.is_empty())?, user.user_principal_name)));
        let (Some((_, what)), true, Some((account, login))) = (known, done, subject) else { return Ok(None) };
        let by = self.initiated_by.and_then(|by| by.user.and_then(NamedRow::name).or(by.app.and_then(NamedRow::name)));
        Ok(Some(CredentialChange {
            entry: self.id,
            at: Timestamp::parse(&self.activity_date_time).ok_or_else(|| nonsense("the time of an entry"))?,
            account: AccountId::new(account).map_err(nonsense)?,
            login: login.unwrap_or_default(),
            what: *what,
            by: by.unwrap_or_default(),
        }))
    }
}

impl Entra {
    /// Changes of credentials since then.
    pub(super) async fn changed(
        &self,
        since: Timestamp,
        from: Option<&PageMark>,
    ) -> Result<ChangePage, DirectoryFault> {
        let query = query(since).ok_or_else(|| nonsense("a time outside the calendar"))?;
        let page: Page<EntryRow> = self.page(&["auditLogs", "directoryAudits"], &query, from).await?;
        let rows: Result<Vec<_>, _> =
            page.value.into_iter().map(EntryRow::change).filter_map(Result::transpose).collect();
        Ok(ChangePage { rows: rows?, next: page.next.map(PageMark) })
    }
}

/// What asks for the first page: the log filters by time and name, and sorts by time.
fn query(since: Timestamp) -> Option<String> {
    let named: Vec<_> = ACTIVITIES.iter().map(|(name, _)| format!("activityDisplayName eq '{name}'")).collect();
    let filter = format!("activityDateTime ge {} and ({})", since.rfc3339()?, named.join(" or "));
    Some(format!("$filter={}&$orderby={}&$top=100", escaped(&filter), escaped("activityDateTime asc")))
}

#[cfg(test)]
mod tests {
    use super::super::answers::parse;
    use super::*;
    use serde_json::{Value, json};

    fn entry(more: Value) -> Option<CredentialChange> {
        let mut row = json!({
            "id": "e1",
            "activityDateTime": "2026-01-09T21:20:02.7215374Z",
            "activityDisplayName": "Admin deleted security info",
            "result": "success",
            "initiatedBy": {"user": {"id": "u2", "userPrincipalName": "dora@corp.test"}, "app": null},
            "targetResources": [{"id": "g1", "type": "Group"}, {"id": "u1", "type": "User", "userPrincipalName": null}],
        });
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        parse::<EntryRow>(row).unwrap().change().unwrap()
    }

    #[test]
    fn an_entry_tells_whose_credential_and_by_whom() {
        let change = entry(json!({})).unwrap();
        assert_eq!((change.entry.as_str(), change.what), ("e1", ChangeKind::Removed));
        assert_eq!(change.by, "dora@corp.test");
        assert_eq!((change.account.as_str(), change.login.as_str()), ("u1", ""));
        assert_eq!(change.at, Timestamp::parse("2026-01-09T21:20:02.721Z").unwrap());
        let by_app = json!({"initiatedBy": {"user": {"id": ""}, "app": {"appId": "a1", "displayName": null}}});
        assert_eq!(entry(by_app).unwrap().by, "a1");
    }

    #[test]
    fn what_was_not_done_or_is_no_users_is_no_change() {
        assert_eq!(entry(json!({"result": "failure"})), None);
        assert_eq!(entry(json!({"activityDisplayName": "User reviewed security info"})), None);
        assert_eq!(entry(json!({"targetResources": [{"id": "p1", "type": "Policy"}]})), None);
        assert_eq!(entry(json!({"targetResources": []})), None);
    }

    #[test]
    fn the_log_is_asked_by_time_and_name() {
        let query = query(Timestamp(1_700_000_000_000)).unwrap();
        assert!(query.starts_with("$filter=activityDateTime%20ge%202023-11-14T22%3A13%3A20Z%20and%20%28"), "{query}");
        assert!(query.ends_with("%29&$orderby=activityDateTime%20asc&$top=100"), "{query}");
    }
}
