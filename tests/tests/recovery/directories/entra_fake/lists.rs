//! Lists of the tenant that are read page by page: its users, of whom there are many, and its log.

use super::machines::selected;
use super::tenant::{Answer, no};
use axum::http::StatusCode;
use postern_domain::time::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// People whom nobody keeps: they are made up as they are listed.
pub const CROWD: usize = 10_000;
/// Entries of the log on a page: few, so that it has pages.
const ENTRIES: usize = 2;

/// The query, and what of it a next page goes on with.
struct Listing {
    filter: String,
    top: usize,
    from: usize,
}

impl Listing {
    fn read(query: &BTreeMap<String, String>, top: usize) -> Option<Self> {
        if let Some(token) = query.get("$skiptoken") {
            let mut parts = token.split('-');
            let (from, top, filter) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
            return Some(Self { from, top, filter: String::from_utf8(hex::decode(filter).ok()?).ok()? });
        }
        let asked = query.get("$top").map_or(Some(top), |n| n.parse().ok())?;
        let filter = query.get("$filter").cloned().unwrap_or_default();
        (asked <= 999).then_some(Self { filter, top: asked.min(top), from: 0 })
    }

    /// The page of these rows, of which there is one more than belongs on it where the list goes on.
    fn page(&self, mut rows: Vec<Value>, own: &str, url: &Url, links: &mut BTreeSet<String>) -> Answer {
        let goes_on = rows.len() > self.top;
        rows.truncate(self.top);
        let mut page = json!({"value": rows});
        if goes_on {
            let token = format!("{}-{}-{}", self.from + self.top, self.top, hex::encode(&self.filter));
            let link = format!("{own}{}?$skiptoken={token}", url.path());
            page["@odata.nextLink"] = json!(link);
            links.insert(link);
        }
        (StatusCode::OK, Some(page))
    }
}

/// Users by the beginning of their sign-in name: those of the tenant (identifier and name), and then the crowd.
pub fn users<'a>(
    own: &str,
    url: &Url,
    query: &BTreeMap<String, String>,
    people: impl Iterator<Item = (&'a str, &'a str)>,
    links: &mut BTreeSet<String>,
) -> Answer {
    let bad = no(StatusCode::BAD_REQUEST, "Request_UnsupportedQuery");
    let Some(listing) = Listing::read(query, 999) else { return bad };
    let quoted = match listing.filter.as_str() {
        "" => Some(""),
        filter => filter.strip_prefix("startswith(userPrincipalName,'").and_then(|rest| rest.strip_suffix("')")),
    };
    // A quote that is not doubled ends the text.
    let Some(quoted) = quoted.filter(|quoted| !quoted.replace("''", "").contains('\'')) else { return bad };
    let beginning = quoted.replace("''", "'").to_lowercase();
    let known = people.map(|(id, upn)| (id.to_owned(), upn.to_owned()));
    let crowd = (0..CROWD).map(|n| (format!("00000000-0000-4000-9000-{n:012}"), format!("crowd{n:05}@corp.test")));
    let found = known.chain(crowd).filter(|(_, upn)| upn.to_lowercase().starts_with(&beginning));
    let row = |(id, upn): (String, String)| {
        let all = json!({"id": id, "userPrincipalName": upn, "displayName": upn, "mail": upn});
        selected(all, query.get("$select").map_or("id,userPrincipalName,displayName", String::as_str))
    };
    let rows = found.skip(listing.from).take(listing.top + 1).map(row).collect();
    listing.page(rows, own, url, links)
}

/// The log, filtered by time and by names of activities, oldest first.
pub fn log(
    own: &str,
    url: &Url,
    query: &BTreeMap<String, String>,
    entries: &[Value],
    links: &mut BTreeSet<String>,
) -> Answer {
    let bad = no(StatusCode::BAD_REQUEST, "UnknownError");
    let sorted = query.get("$orderby").map(String::as_str) == Some("activityDateTime asc");
    let Some(listing) = Listing::read(query, ENTRIES) else { return bad };
    let Some((since, names)) = asked(&listing.filter).filter(|_| sorted || listing.from > 0) else { return bad };
    let at = |entry: &Value| Timestamp::parse(entry["activityDateTime"].as_str().unwrap()).unwrap();
    let called = |entry: &Value| names.iter().any(|name| entry["activityDisplayName"] == *name);
    let mut found: Vec<_> = entries.iter().filter(|entry| at(entry) >= since && called(entry)).cloned().collect();
    found.sort_by_key(at);
    let rows = found.into_iter().skip(listing.from).take(listing.top + 1).collect();
    listing.page(rows, own, url, links)
}

/// Since when, and which activities; `None` for a filter of another form.
fn asked(filter: &str) -> Option<(Timestamp, Vec<&str>)> {
    let (since, names) = filter.strip_prefix("activityDateTime ge ")?.strip_suffix(')')?.split_once(" and (")?;
    let names = names.split(" or ").map(|one| one.strip_prefix("activityDisplayName eq '")?.strip_suffix('\''));
    let names: Option<Vec<_>> = names.collect();
    Some((Timestamp::parse(since)?, names?))
}

/// An entry of the log.
pub fn entry(number: u32, activity: &str, at: Timestamp, result: &str, subject: (&str, &str), by: &str) -> Value {
    json!({
        "id": format!("entry-{number}"),
        "category": "UserManagement",
        "loggedByService": "Authentication Methods",
        "activityDisplayName": activity,
        "activityDateTime": at.rfc3339().unwrap(),
        "result": result,
        "initiatedBy": {"user": {"id": "x", "userPrincipalName": by, "displayName": null}, "app": null},
        "targetResources": [
            {"id": subject.0, "type": "User", "userPrincipalName": subject.1, "modifiedProperties": []},
        ],
    })
}
