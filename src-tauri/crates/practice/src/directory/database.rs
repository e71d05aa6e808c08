//! The practice directory's own SQLite file.

use serde::Serialize;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use sqlx::{FromRow, Row as _};
use std::path::Path;

/// The database.
pub struct Database {
    pub(super) pool: SqlitePool,
}

const SCHEMA: &[&str] = &[
    "CREATE TABLE IF NOT EXISTS accounts (id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        privileged INTEGER NOT NULL, blocked INTEGER NOT NULL DEFAULT 0, sponsor TEXT) STRICT",
    "CREATE TABLE IF NOT EXISTS contacts (id TEXT PRIMARY KEY, account TEXT NOT NULL, channel TEXT NOT NULL,
        address TEXT NOT NULL, unchanged_since INTEGER, recovery INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS credentials (id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
        added_at INTEGER NOT NULL, state TEXT NOT NULL, webauthn_id TEXT, json TEXT) STRICT",
    "CREATE TABLE IF NOT EXISTS saved_codes (account TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (account, hash)) STRICT",
    "CREATE TABLE IF NOT EXISTS passes (credential TEXT PRIMARY KEY, hash BLOB NOT NULL, until INTEGER NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, account TEXT NOT NULL,
        what TEXT NOT NULL, who TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, account TEXT NOT NULL, opened_at INTEGER NOT NULL) STRICT",
];

/// An account's row.
#[derive(Debug, Clone, FromRow)]
pub struct AccountRow {
    pub id: String,
    pub login: String,
    pub name: String,
    pub privileged: bool,
    pub blocked: bool,
    /// Sign-in name of whoever answers for a machine identity.
    pub sponsor: Option<String>,
}

/// A contact's row.
#[derive(Debug, Clone, FromRow, Serialize)]
pub struct ContactRow {
    pub id: String,
    pub channel: String,
    pub address: String,
    pub unchanged_since: Option<i64>,
    /// Somebody whom the account named to receive a code for it.
    #[serde(skip)]
    pub recovery: bool,
}

/// A credential's row.
#[derive(Debug, Clone, FromRow, Serialize)]
pub struct CredentialRow {
    pub id: String,
    pub kind: String,
    pub label: String,
    pub added_at: i64,
    pub state: String,
    pub webauthn_id: Option<String>,
    #[serde(skip)]
    pub json: Option<String>,
}

impl Database {
    /// Opens the file, making it when it is not there.
    pub async fn open(file: &Path) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
        let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
        for statement in SCHEMA {
            sqlx::query(*statement).execute(&pool).await?;
        }
        Ok(Self { pool })
    }

    pub async fn is_empty(&self) -> sqlx::Result<bool> {
        let n: i64 = sqlx::query_scalar("SELECT count(*) FROM accounts").fetch_one(&self.pool).await?;
        Ok(n == 0)
    }

    pub async fn add_account(&self, row: &AccountRow) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO accounts (id, login, name, privileged, sponsor) VALUES (?, ?, ?, ?, ?)")
            .bind(&row.id)
            .bind(&row.login)
            .bind(&row.name)
            .bind(row.privileged)
            .bind(&row.sponsor)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    pub async fn add_contact(&self, account: &str, row: &ContactRow) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO contacts (id, account, channel, address, unchanged_since, recovery) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&row.id)
        .bind(account)
        .bind(&row.channel)
        .bind(&row.address)
        .bind(row.unchanged_since)
        .bind(row.recovery)
        .execute(&self.pool)
        .await
        .map(|_| ())
    }

    pub async fn by_login(&self, login: &str) -> sqlx::Result<Option<AccountRow>> {
        sqlx::query_as("SELECT id, login, name, privileged, blocked, sponsor FROM accounts WHERE login = ?")
            .bind(login)
            .fetch_optional(&self.pool)
            .await
    }

    pub async fn account(&self, id: &str) -> sqlx::Result<Option<AccountRow>> {
        sqlx::query_as("SELECT id, login, name, privileged, blocked, sponsor FROM accounts WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
    }

    pub async fn contacts(&self, account: &str) -> sqlx::Result<Vec<ContactRow>> {
        sqlx::query_as(
            "SELECT id, channel, address, unchanged_since, recovery FROM contacts WHERE account = ? ORDER BY id",
        )
        .bind(account)
        .fetch_all(&self.pool)
        .await
    }

    pub async fn add_saved_code(&self, account: &str, hash: &[u8]) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO saved_codes (account, hash) VALUES (?, ?)")
            .bind(account)
            .bind(hash)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    /// Whether there was such a code; it serves once.
    pub async fn use_saved_code(&self, account: &str, hash: &[u8]) -> sqlx::Result<bool> {
        let done = sqlx::query("DELETE FROM saved_codes WHERE account = ? AND hash = ?")
            .bind(account)
            .bind(hash)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    pub async fn credentials(&self, account: &str) -> sqlx::Result<Vec<CredentialRow>> {
        sqlx::query_as(
            "SELECT id, kind, label, added_at, state, webauthn_id, json FROM credentials WHERE account = ? ORDER BY added_at, id",
        )
        .bind(account)
        .fetch_all(&self.pool)
        .await
    }

    pub async fn add_credential(&self, account: &str, row: &CredentialRow) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO credentials (id, account, kind, label, added_at, state, webauthn_id, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&row.id)
        .bind(account)
        .bind(&row.kind)
        .bind(&row.label)
        .bind(row.added_at)
        .bind(&row.state)
        .bind(&row.webauthn_id)
        .bind(&row.json)
        .execute(&self.pool)
        .await
        .map(|_| ())
    }

    /// Whether there was one.
    pub async fn remove_credential(&self, account: &str, id: &str) -> sqlx::Result<bool> {
        let done = sqlx::query("DELETE FROM credentials WHERE account = ? AND id = ?")
            .bind(account)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether there was one.
    pub async fn suspend_credential(&self, account: &str, id: &str) -> sqlx::Result<bool> {
        let done = sqlx::query("UPDATE credentials SET state = 'suspended' WHERE account = ? AND id = ?")
            .bind(account)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    pub async fn update_credential_json(&self, id: &str, json: &str) -> sqlx::Result<()> {
        sqlx::query("UPDATE credentials SET json = ? WHERE id = ?")
            .bind(json)
            .bind(id)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    pub async fn set_blocked(&self, account: &str, blocked: bool) -> sqlx::Result<bool> {
        let done = sqlx::query("UPDATE accounts SET blocked = ? WHERE id = ?")
            .bind(blocked)
            .bind(account)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    pub async fn open_session(&self, id: &str, account: &str, at: i64) -> sqlx::Result<()> {
        sqlx::query("INSERT INTO sessions (id, account, opened_at) VALUES (?, ?, ?)")
            .bind(id)
            .bind(account)
            .bind(at)
            .execute(&self.pool)
            .await
            .map(|_| ())
    }

    pub async fn sessions(&self, account: &str) -> sqlx::Result<i64> {
        let row =
            sqlx::query("SELECT count(*) FROM sessions WHERE account = ?").bind(account).fetch_one(&self.pool).await?;
        row.try_get(0)
    }

    pub async fn end_sessions(&self, account: &str) -> sqlx::Result<()> {
        sqlx::query("DELETE FROM sessions WHERE account = ?").bind(account).execute(&self.pool).await.map(|_| ())
    }
}
