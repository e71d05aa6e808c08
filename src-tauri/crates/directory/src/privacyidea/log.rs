//! The server's audit log, one page at a time.
//!
//! It grows at its end, writes the server's own time without its zone, and takes no range of times. So the page that a
//! time begins on is found by counting, after which pages stay where they are; and the zone by when it says that it was
//! read, which this console did a moment before. Entries from before a change of summer time are an hour off.

use super::access::Server;
use super::answers::{nonsense, parse, take};
use postern_domain::ids::AccountId;
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::{ChangeKind, ChangePage, CredentialChange, DirectoryFault, PageMark};
use serde::Deserialize;
use serde_json::Value;

/// Entries of a page.
const PAGE: u64 = 100;
/// What may change a token. There is no way to leave the readings out.
const TOKENS: (&str, &str) = ("action", "*/token/*");
/// What a reading of the log is called in it.
const READING: (&str, &str) = ("action", "GET /audit/");
/// Columns that are read: an administrator can be kept from seeing some.
const COLUMNS: [&str; 6] = ["number", "date", "action", "success", "user", "administrator"];
/// What is counted beyond the time that was asked for, in seconds: answers take time, and clocks differ.
const SPARE: i64 = 120;
/// A hundred years in seconds: nothing is older.
const EVER: i64 = 100 * 365 * 24 * 60 * 60;
/// Zones differ by quarters of an hour, in milliseconds.
const QUARTER: i64 = 15 * 60 * 1000;

/// The log of one realm.
pub struct Log<'a> {
    pub server: &'a Server,
    /// As it is written there: in lower case.
    pub realm: &'a str,
}

/// Where the log goes on: a page, and by how much its times are ahead of UTC, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    page: u64,
    ahead: i64,
}

/// A page as it is shown.
#[derive(Debug)]
struct Shown {
    rows: Vec<Entry>,
    /// How many entries there are, over all pages.
    count: u64,
    more: bool,
    /// The server's own time when it answered.
    now: Timestamp,
}

#[derive(Debug, Deserialize)]
struct Entry {
    number: u64,
    date: String,
    action: Option<String>,
    success: Option<i64>,
    user: Option<String>,
    administrator: Option<String>,
}

impl Log<'_> {
    /// One page of what it tells of tokens since `since`.
    pub async fn changes(&self, since: Timestamp, from: Option<&PageMark>) -> Result<ChangePage, DirectoryFault> {
        let place = match from {
            Some(mark) => Place::of(mark)?,
            None => self.beginning(since).await?,
        };
        let (page, size) = (place.page.to_string(), PAGE.to_string());
        let (page, size) = (("page", page.as_str()), ("page_size", size.as_str()));
        let query = [TOKENS, ("success", "1"), ("sortorder", "asc"), page, size];
        let shown = self.read(&query).await?;
        let rows: Result<Vec<_>, _> =
            shown.rows.into_iter().filter_map(|entry| entry.change(place.ahead).transpose()).collect();
        // An hour more: that far a time may be off.
        let recent = |change: &CredentialChange| change.at.plus(Span::hours(1)) >= since;
        let next = shown.more.then(|| Place { page: place.page.saturating_add(1), ..place }.mark());
        Ok(ChangePage { rows: rows?.into_iter().filter(recent).collect(), next })
    }

    /// The page that `since` is on, or one before.
    async fn beginning(&self, since: Timestamp) -> Result<Place, DirectoryFault> {
        let (success, one) = (("success", "1"), ("page_size", "1"));
        // All of them first: what is written meanwhile makes the beginning earlier, and leaves nothing out.
        let all = self.read(&[TOKENS, success, one]).await?;
        let ago = (all.now.since(since).0 / 1000).saturating_add(SPARE).clamp(SPARE, EVER);
        let limit = format!("{ago}s");
        let recent = self.read(&[TOKENS, success, one, ("timelimit", limit.as_str())]).await?;
        let ahead = self.read(&[READING, ("sortorder", "desc"), one]).await?.ahead()?;
        Ok(Place { page: all.count.saturating_sub(recent.count) / PAGE + 1, ahead })
    }

    async fn read(&self, query: &[(&str, &str)]) -> Result<Shown, DirectoryFault> {
        let query = [query, &[("realm", self.realm)]].concat();
        Shown::of(self.server.read(&["audit", ""], &query).await?)
    }
}

impl Place {
    fn mark(self) -> PageMark {
        PageMark(format!("{}:{}", self.page, self.ahead))
    }

    fn of(mark: &PageMark) -> Result<Self, DirectoryFault> {
        let parts = mark.0.split_once(':');
        let place = parts.and_then(|(page, ahead)| Some(Self { page: page.parse().ok()?, ahead: ahead.parse().ok()? }));
        place.ok_or_else(|| nonsense("a mark that is none"))
    }
}

impl Shown {
    fn of(mut value: Value) -> Result<Self, DirectoryFault> {
        let at = |name: &str| value.pointer(&format!("/result/value/{name}"));
        let seen: Vec<_> = at("auditcolumns").and_then(Value::as_array).into_iter().flatten().collect();
        if let Some(hidden) = COLUMNS.iter().find(|name| !seen.iter().any(|column| *column == **name)) {
            return Err(DirectoryFault::NotPermitted(format!("the log's column {hidden}")));
        }
        let count = at("count").and_then(Value::as_u64).ok_or_else(|| nonsense("no count"))?;
        let more = at("next").is_some_and(|next| !next.is_null());
        let now = value.get("time").and_then(Value::as_f64).ok_or_else(|| nonsense("no time"))?;
        let rows: Vec<Entry> = parse(take(&mut value, "/result/value/auditdata")?)?;
        if rows.len() as u64 > PAGE {
            return Err(nonsense("a page longer than was asked for"));
        }
        Ok(Self { rows, count, more, now: Timestamp((now * 1000.0) as i64) })
    }

    /// By how much the log's times are ahead of UTC, as an entry tells that was written just now.
    fn ahead(&self) -> Result<i64, DirectoryFault> {
        let written = self.rows.first().and_then(|entry| local(&entry.date));
        let written = written.ok_or_else(|| nonsense("the log does not show that it was read just now"))?;
        let apart = written.since(self.now).0;
        let ahead = apart.saturating_add(QUARTER / 2).div_euclid(QUARTER).saturating_mul(QUARTER);
        if apart.abs_diff(ahead) > Span::seconds(SPARE).0.unsigned_abs() {
            return Err(nonsense("the log does not show when it was read just now"));
        }
        Ok(ahead)
    }
}

impl Entry {
    /// What changed; `None` where nothing did, or nobody's.
    fn change(self, ahead: i64) -> Result<Option<CredentialChange>, DirectoryFault> {
        let what = self.action.as_deref().and_then(what_is_done);
        let login = self.user.filter(|user| !user.is_empty());
        let (Some(what), Some(login), Some(1)) = (what, login, self.success) else { return Ok(None) };
        let at = local(&self.date).ok_or_else(|| nonsense("an entry without a time"))?;
        let by = self.administrator.filter(|name| !name.is_empty());
        Ok(Some(CredentialChange {
            entry: self.number.to_string(),
            at: Timestamp(at.0.saturating_sub(ahead)),
            account: AccountId::new(login.clone()).map_err(nonsense)?,
            // Whom no administrator acted for, acted themselves.
            by: by.unwrap_or_else(|| login.clone()),
            login,
            what,
        }))
    }
}

/// A time as the log writes it, taken for UTC.
fn local(date: &str) -> Option<Timestamp> {
    Timestamp::parse(&format!("{date}Z"))
}

/// What an action does to a token; `None` where it only reads, or is about a challenge.
fn what_is_done(action: &str) -> Option<ChangeKind> {
    let (method, path) = action.split_once(' ')?;
    let verb = path.strip_prefix("/token/")?.split('/').next()?;
    match (method, verb) {
        ("POST", "init" | "assign") => Some(ChangeKind::Added),
        ("POST", "disable" | "revoke" | "unassign") => Some(ChangeKind::Removed),
        ("POST", _) => Some(ChangeKind::Altered),
        // One token, or all of a user's.
        ("DELETE", "<serial>" | "") => Some(ChangeKind::Removed),
        ("DELETE", "challenges") => None,
        ("DELETE", _) => Some(ChangeKind::Altered),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(date: &str, time: f64, columns: &[&str]) -> Result<Shown, DirectoryFault> {
        let row = json!({"number": 7, "date": date, "action": "POST /token/init", "success": 1, "user": "alice",
            "administrator": null, "serial": "OATH1"});
        let value = json!({"auditdata": [row], "auditcolumns": columns, "count": 1, "next": null});
        Shown::of(json!({"result": {"status": true, "value": value}, "time": time}))
    }

    #[test]
    fn actions_are_told_apart() {
        for (action, what) in [
            ("POST /token/init", Some(ChangeKind::Added)),
            ("POST /token/disable", Some(ChangeKind::Removed)),
            ("POST /token/revoke/<serial>", Some(ChangeKind::Removed)),
            ("POST /token/lost/<serial>", Some(ChangeKind::Altered)),
            ("DELETE /token/<serial>", Some(ChangeKind::Removed)),
            ("DELETE /token/", Some(ChangeKind::Removed)),
            ("DELETE /token/info/<serial>/<key>", Some(ChangeKind::Altered)),
            ("DELETE /token/challenges/expired", None),
            ("GET /token/", None),
            ("POST /validate/check", None),
        ] {
            assert_eq!(what_is_done(action), what, "{action}");
        }
    }

    #[test]
    fn the_zone_is_read_from_what_was_written_just_now() {
        // 2024-03-01T08:00:02Z, a second after the entry was written.
        let now = 1_709_280_002.0;
        for (date, minutes) in
            [("2024-03-01T08:00:01.5", 0), ("2024-03-01T13:30:01", 330), ("2024-02-29T22:30:01", -570)]
        {
            assert_eq!(shown(date, now, &COLUMNS).unwrap().ahead(), Ok(minutes * 60_000), "{date}");
        }
        // Five minutes are no difference of zones.
        assert!(shown("2024-03-01T07:55:02", now, &COLUMNS).unwrap().ahead().is_err());
    }

    #[test]
    fn an_entry_is_placed_in_utc() {
        let entry = shown("2024-03-01T09:00:01", 0.0, &COLUMNS).unwrap().rows.remove(0);
        let change = entry.change(3_600_000).unwrap().unwrap();
        assert_eq!((change.at, change.what), (Timestamp(1_709_280_001_000), ChangeKind::Added));
        assert_eq!((change.entry.as_str(), change.login.as_str(), change.by.as_str()), ("7", "alice", "alice"));
    }

    #[test]
    fn a_hidden_column_is_told() {
        let hidden = shown("2024-03-01T09:00:01", 0.0, &["number", "date", "action", "success", "administrator"]);
        assert!(matches!(hidden, Err(DirectoryFault::NotPermitted(why)) if why.contains("user")));
    }

    #[test]
    fn a_mark_leads_on() {
        let place = Place { page: 3, ahead: -3_600_000 };
        assert_eq!(Place::of(&place.mark()), Ok(place));
        for odd in ["", "3", "x:1", "-1:0"] {
            assert!(Place::of(&PageMark(odd.to_owned())).is_err(), "{odd}");
        }
    }
}
