//! Lists of the stand-in, page by page. Users of a crowd are made up as their page is asked for.

use super::tenant::{Answer, PAGE, Person, no};
use axum::http::StatusCode;
use postern_domain::time::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What a request asks for, by name.
type Query = BTreeMap<String, String>;

/// One page of `rows`, which are listed at `place`.
pub fn page(rows: &[Value], place: &str, query: &Query) -> Answer {
    let from = after(query);
    let shown: Vec<_> = rows.iter().skip(from).take(PAGE).cloned().collect();
    let next = (from + PAGE < rows.len()).then(|| format!("{place}?after={}", from + PAGE));
    (StatusCode::OK, Some(Value::Array(shown)), next)
}

/// Users whose sign-in name begins as `search` says: first the people, then the crowd.
pub fn users(people: &[Person], crowd: usize, own: &str, query: &Query) -> Answer {
    let beginning = query.get("search").map_or(Some(String::new()), |search| beginning(search));
    let limit = query.get("limit").and_then(|limit| limit.parse::<usize>().ok()).filter(|limit| *limit <= 200);
    let fields = query.get("fields").map(String::as_str);
    let (Some(beginning), Some(limit), Some("id,profile:(login,firstName,lastName)")) = (beginning, limit, fields)
    else {
        return no(StatusCode::BAD_REQUEST, "E0000031");
    };
    let user = |n: usize| match people.get(n) {
        Some(person) => (n, person.id.clone(), person.login.clone()),
        None => (n, format!("00ucrowd{n}"), format!("crowd{:05}@corp.test", n - people.len())),
    };
    let mut fitting = (after(query)..people.len() + crowd).map(user).filter(|(_, _, l)| l.starts_with(&beginning));
    let row = |(_, id, login): (usize, String, String)| {
        let profile = json!({"login": login, "firstName": "Maya", "lastName": "Okafor"});
        json!({"id": id, "profile": profile})
    };
    let rows: Vec<_> = fitting.by_ref().take(limit).map(row).collect();
    let next = fitting.next().map(|(n, _, _)| following(&format!("{own}/api/v1/users"), query, n));
    (StatusCode::OK, Some(Value::Array(rows)), next)
}

/// Entries of the log since `since`, of the types that are asked for. There is always a next page.
pub fn entries(events: &[Value], own: &str, query: &Query) -> Answer {
    let text = |name: &str| query.get(name).map(String::as_str);
    let types: Option<Vec<_>> = text("filter")
        .and_then(|all| all.split(" or ").map(|one| one.strip_prefix("eventType eq \"")?.strip_suffix('"')).collect());
    let (Some(types), Some("ASCENDING"), Some(since)) = (types, text("sortOrder"), text("since").and_then(time)) else {
        return no(StatusCode::BAD_REQUEST, "E0000001");
    };
    let fits = |event: &Value| {
        event["published"].as_str().and_then(time).is_some_and(|at| at >= since)
            && event["eventType"].as_str().is_some_and(|kind| types.contains(&kind))
    };
    let fitting = events.iter().enumerate().skip(after(query)).filter(|(_, event)| fits(event));
    let shown: Vec<_> = fitting.take(PAGE).collect();
    let end = shown.last().map_or(after(query), |(n, _)| n + 1);
    let rows = shown.into_iter().map(|(_, event)| event.clone()).collect();
    (StatusCode::OK, Some(Value::Array(rows)), Some(following(&format!("{own}/api/v1/logs"), query, end)))
}

fn after(query: &Query) -> usize {
    query.get("after").map_or(0, |n| n.parse().unwrap())
}

fn time(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text)
}

/// The same listing from `after` on.
fn following(place: &str, query: &Query, after: usize) -> String {
    let mut url = Url::parse(place).unwrap();
    let same = query.iter().filter(|(name, _)| *name != "after");
    url.query_pairs_mut().extend_pairs(same).append_pair("after", &after.to_string());
    url.into()
}

/// The text of `profile.login sw "..."`; `None` where it is anything else.
fn beginning(search: &str) -> Option<String> {
    let mut inner = search.strip_prefix("profile.login sw \"")?.strip_suffix('"')?.chars();
    let mut text = String::new();
    while let Some(c) = inner.next() {
        match c {
            '"' => return None,
            '\\' => text.push(inner.next()?),
            _ => text.push(c),
        }
    }
    Some(text)
}
