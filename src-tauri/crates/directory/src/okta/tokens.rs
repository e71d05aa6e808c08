//! Refresh tokens, which the user let applications have.

use super::Okta;
use postern_domain::ids::AccountId;
use postern_ports::directory::DirectoryFault;
use reqwest::Method;
use serde::Deserialize;

/// An application that the user let in.
#[derive(Debug, Deserialize)]
struct ClientRow {
    client_id: String,
}

/// A refresh token of one application's.
#[derive(Debug, Deserialize)]
struct TokenRow {
    status: Option<String>,
}

impl TokenRow {
    /// Whether it may still be used: whatever its state is called, unless it is revoked.
    fn lives(&self) -> bool {
        self.status.as_deref() != Some("REVOKED")
    }
}

impl Okta {
    /// Applications that hold refresh tokens of `user`'s, and how many each.
    pub(super) async fn tokens(&self, user: &AccountId) -> Result<Vec<(String, u32)>, DirectoryFault> {
        let clients: Vec<ClientRow> = self.list(&["api", "v1", "users", user.as_str(), "clients"], "").await?;
        let mut held = Vec::new();
        for ClientRow { client_id } in clients {
            let rows: Vec<TokenRow> = self.list(&of(user, &client_id), "limit=200").await?;
            let live = rows.iter().filter(|row| row.lives()).count();
            if live > 0 {
                held.push((client_id, u32::try_from(live).unwrap_or(u32::MAX)));
            }
        }
        Ok(held)
    }

    /// Revokes what [`Okta::tokens`] still tells of.
    pub(super) async fn revoke_tokens(&self, user: &AccountId) -> Result<(), DirectoryFault> {
        for (client, _) in self.tokens(user).await? {
            self.change(Method::DELETE, &of(user, &client), "", None).await?;
        }
        Ok(())
    }
}

/// The place of one application's tokens.
fn of<'a>(user: &'a AccountId, client: &'a str) -> [&'a str; 7] {
    ["api", "v1", "users", user.as_str(), "clients", client, "tokens"]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_one_that_is_revoked_is_not_counted() {
        let lives = |row: serde_json::Value| serde_json::from_value::<TokenRow>(row).unwrap().lives();
        assert!(lives(json!({"status": "ACTIVE"})) && lives(json!({"status": "SOMETHING"})) && lives(json!({})));
        assert!(!lives(json!({"status": "REVOKED"})));
    }
}
