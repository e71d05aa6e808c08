//! Users of Glewlwyd's: looked up and listed, their schemes, sessions and tokens, on their behalf.

use super::answers::{ListedUser, OpenRow, SchemeRow, UserRow, WebauthnRow, nonsense, parse, single};
use super::client::{ListedClient, PREFIX, client_of};
use super::{Glewlwyd, said};
use crate::http::Answer;
use postern_domain::ids::AccountId;
use postern_domain::recovery::account::{Account, Inventory};
use postern_domain::time::Timestamp;
use postern_ports::directory::{AccountPage, DirectoryFault, FoundAccount, PageMark};
use reqwest::Method;
use serde_json::{Value, json};

/// Rows on a page, as asked for and as counted.
const LIMIT: &str = "100";
const PAGE: usize = 100;
/// No user's list is longer.
const PAGES: usize = 100;

impl Glewlwyd {
    pub(super) async fn get(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Value>, DirectoryFault> {
        let url = self.access.http().at(segments);
        self.access.read(url, |request| request.query(query)).await?.body_if_there(|_| None)
    }

    pub(super) async fn put(&self, segments: &[&str], whole: &Value) -> Result<(), DirectoryFault> {
        let url = self.access.http().at(segments);
        self.access.change(Method::PUT, url, Some(whole)).await?.body(said).map(|_| ())
    }

    /// The user with exactly this name.
    pub(super) async fn person(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        if login.is_empty() {
            return Ok(None);
        }
        let Some((row, _)) = self.user(login).await? else { return Ok(None) };
        row.account(&self.id).map(Some)
    }

    /// One page of users whose name begins with `beginning`, or of clients where that is what it asks for. The server
    /// looks for the text anywhere in a name.
    pub(super) async fn listed(&self, beginning: &str, offset: usize) -> Result<AccountPage, DirectoryFault> {
        let clients = beginning.strip_prefix(PREFIX);
        let (list, pattern) = clients.map_or(("user", beginning), |rest| ("client", rest));
        let asked = offset.to_string();
        let query = [("pattern", pattern), ("offset", asked.as_str()), ("limit", LIMIT)];
        let told = self.get(&["api", list, ""], &query).await?;
        let told: Vec<Value> = parse(told.ok_or_else(|| DirectoryFault::NotThere(list.to_owned()))?)?;
        let next = (told.len() >= PAGE).then(|| PageMark(offset.saturating_add(PAGE).to_string()));
        let mut rows: Vec<FoundAccount> = Vec::new();
        for row in told.into_iter().take(PAGE) {
            if clients.is_some() {
                rows.extend(parse::<ListedClient>(row)?.found()?);
            } else {
                rows.push(parse::<ListedUser>(row)?.found()?);
            }
        }
        rows.retain(|row| begins(&row.login, beginning));
        Ok(AccountPage { rows, next })
    }

    pub(super) async fn user_inventory(&self, user: &str, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        let there = || DirectoryFault::NotThere(user.to_owned());
        let (row, _) = self.user(user).await?.ok_or_else(there)?;
        let schemes = self.get(&["api", "delegate", user, "profile", "scheme"], &[]).await?.ok_or_else(there)?;
        let mut credentials = Vec::new();
        for scheme in parse::<Vec<SchemeRow>>(schemes)? {
            let held = self.scheme(user, (&scheme.module, &scheme.name), None).await?.body(|_| None)?;
            if scheme.module == "webauthn" {
                for row in parse::<Vec<WebauthnRow>>(held)? {
                    credentials.push(row.credential(&scheme.name)?);
                }
            } else {
                credentials.extend(single(&scheme, &held)?);
            }
        }
        let sessions = u32::try_from(self.open(user).await?.len()).unwrap_or(u32::MAX);
        Ok(Inventory { read_at: now, credentials, sessions: Some(sessions), sign_in_blocked: Some(!row.enabled) })
    }

    /// Permits sign-in of an account, or not. The server forgets every property of a user that is not sent with a
    /// change, so that all are sent.
    pub(super) async fn set_enabled(&self, account: &AccountId, enabled: bool) -> Result<(), DirectoryFault> {
        if let Some(id) = client_of(account.as_str()) {
            return self.alter(id, |row| Ok(row.switched(enabled))).await;
        }
        let user = account.as_str();
        let (_, mut whole) = self.user(user).await?.ok_or_else(|| DirectoryFault::NotThere(user.to_owned()))?;
        let fields = whole.as_object_mut().ok_or_else(|| nonsense("a user that is none"))?;
        // Where a user may have several, it is told how many there are: sent back, they would be changed.
        fields.remove("password");
        fields.insert("enabled".to_owned(), Value::Bool(enabled));
        self.put(&["api", "user", user], &whole).await
    }

    /// What one scheme of a user answers to `value`; without one, what it holds.
    pub(super) async fn scheme(
        &self,
        user: &str,
        (module, name): (&str, &str),
        value: Option<Value>,
    ) -> Result<Answer, DirectoryFault> {
        let url = self.access.http().at(&["api", "delegate", user, "profile", "scheme", "register", ""]);
        let mut body = json!({"username": user, "scheme_type": module, "scheme_name": name});
        let method = if let Some(value) = value {
            body["value"] = value;
            Method::POST
        } else {
            Method::PUT
        };
        self.access.change(method, url, Some(&body)).await
    }

    /// Sessions and refresh tokens that are open: where each is, below the server.
    pub(super) async fn open(&self, user: &str) -> Result<Vec<Vec<String>>, DirectoryFault> {
        let mut all = Vec::new();
        let own = |all: &[&str]| all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let sessions = self.rows(&["api", "delegate", user, "profile", "session"], &[]).await?;
        // A list that is not there is not an empty one.
        let sessions = sessions.ok_or_else(|| DirectoryFault::NotThere(user.to_owned()))?;
        for row in sessions.into_iter().filter(|r| r.enabled) {
            all.push(own(&["api", "delegate", user, "profile", "session", &row.hash]));
        }
        for plugin in &self.settings.plugins {
            let tokens = self.rows(&["api", plugin, "token", ""], &[("impersonate", user)]).await?;
            // One that is not there keeps no tokens; but then the settings are wrong, and nothing may be taken for gone.
            let tokens = tokens.ok_or_else(|| DirectoryFault::NotThere(plugin.clone()))?;
            for row in tokens.into_iter().filter(|r| r.enabled) {
                all.push(own(&["api", plugin, "token", &row.hash]));
            }
        }
        Ok(all)
    }

    /// The user with exactly this name: what is read of it, and all of it.
    async fn user(&self, login: &str) -> Result<Option<(UserRow, Value)>, DirectoryFault> {
        let Some(whole) = self.get(&["api", "user", login], &[]).await? else { return Ok(None) };
        let row: UserRow = parse(whole.clone())?;
        Ok((row.username == login).then_some((row, whole)))
    }

    /// Rows of sessions or tokens, over all pages: what was ended stays listed, so that the open ones may be on later
    /// pages.
    async fn rows(&self, segments: &[&str], query: &[(&str, &str)]) -> Result<Option<Vec<OpenRow>>, DirectoryFault> {
        let mut all: Vec<OpenRow> = Vec::new();
        for page in 0..PAGES {
            let offset = (page * PAGE).to_string();
            let paged = [query, &[("offset", offset.as_str()), ("limit", LIMIT)]].concat();
            let Some(value) = self.get(segments, &paged).await? else { return Ok(None) };
            let rows: Vec<OpenRow> = parse(value)?;
            let (full, known) = (rows.len() >= PAGE, all.len());
            // Something that was added between two readings moves the last rows to the next page.
            for row in rows {
                if !all.contains(&row) {
                    all.push(row);
                }
            }
            if !full || all.len() == known {
                return Ok(Some(all));
            }
        }
        Err(DirectoryFault::Nonsense("sessions without end".to_owned()))
    }
}

/// Whether a name begins so, in capitals or not.
fn begins(login: &str, beginning: &str) -> bool {
    login.to_lowercase().starts_with(&beginning.to_lowercase())
}
