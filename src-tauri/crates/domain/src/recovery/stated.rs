//! An account that no console can read, as the agent states it: at a directory that is not connected there is nobody else to
//! ask.

use super::account::{Account, Contact, ContactChannel, Credential, CredentialKind, CredentialState, Inventory};
use super::{Gate, Refusal, Violation};
use crate::ids::{ContactId, CredentialId};
use crate::text::shown;

/// What is stated has no more entries of a kind: an account does not have more.
const MOST: usize = 30;
/// The longest entry, in characters.
const LONGEST: usize = 200;

/// What the agent states.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// The display name.
    pub name: String,
    /// What signs in there today, each on its own: all of it is to go, and there is something at least.
    pub credentials: Vec<String>,
    /// Mail addresses on record, to be told.
    pub mail: Vec<String>,
}

impl Stated {
    /// Writes what is stated into an account that nobody could read, or tells which field cannot be recorded.
    pub fn fill(&self, account: &mut Account, inventory: &mut Inventory) -> Result<(), Refusal> {
        let credentials =
            entries(&self.credentials).filter(|all| !all.is_empty()).ok_or_else(|| field("credentials"))?;
        let name = entry(&self.name).ok_or_else(|| field("name"))?;
        let mail =
            entries(&self.mail).filter(|all| all.iter().all(|m| m.contains('@'))).ok_or_else(|| field("mail"))?;
        name.clone_into(&mut account.name);
        for (n, label) in credentials.into_iter().enumerate() {
            inventory.credentials.push(Credential {
                id: CredentialId::new(format!("stated/{}", n + 1)).map_err(|_| field("credentials"))?,
                kind: CredentialKind::Other,
                label: label.to_owned(),
                added_at: None,
                state: CredentialState::Active,
                webauthn: None,
            });
        }
        for (n, address) in mail.into_iter().enumerate() {
            account.contacts.push(Contact {
                id: ContactId::new(format!("stated/{}", n + 1)).map_err(|_| field("mail"))?,
                channel: ContactChannel::Email,
                address: address.to_owned(),
                unchanged_since: None,
            });
        }
        Ok(())
    }
}

/// The entry without blanks around it, where it can be shown as it is.
fn entry(text: &str) -> Option<&str> {
    let text = text.trim();
    ((1..=LONGEST).contains(&text.chars().count()) && shown(text) == text).then_some(text)
}

/// The entries, without the empty ones; `None` where one cannot be recorded or there are too many.
fn entries(all: &[String]) -> Option<Vec<&str>> {
    let there = all.iter().filter(|text| !text.trim().is_empty());
    let all: Vec<_> = there.map(|text| entry(text)).collect::<Option<_>>()?;
    (all.len() <= MOST).then_some(all)
}

fn field(name: &'static str) -> Refusal {
    Refusal::one(Violation::of(Gate::FieldValid).with("field", name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AccountId, DirectoryId};
    use crate::time::Timestamp;

    fn unread() -> (Account, Inventory) {
        let account = Account {
            directory: DirectoryId::new("elsewhere").unwrap(),
            id: AccountId::new("maya").unwrap(),
            login: "maya".to_owned(),
            name: "maya".to_owned(),
            privileged: false,
            active_roles: Vec::new(),
            machine: None,
            contacts: Vec::new(),
            recovery_contacts: Vec::new(),
        };
        let read_at = Timestamp(0);
        (account, Inventory { read_at, credentials: Vec::new(), sessions: None, sign_in_blocked: None })
    }

    fn stated(name: &str, credentials: &[&str], mail: &[&str]) -> Result<(Account, Inventory), Vec<String>> {
        let all = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let (mut account, mut inventory) = unread();
        let stated = Stated { name: name.to_owned(), credentials: all(credentials), mail: all(mail) };
        match stated.fill(&mut account, &mut inventory) {
            Ok(()) => Ok((account, inventory)),
            Err(refusal) => Err(refusal.violations.iter().map(|v| v.args["field"].clone()).collect()),
        }
    }

    #[test]
    fn what_is_stated_is_the_account() {
        let (account, inventory) =
            stated(" Maya Okafor ", &["her phone", " ", " a code card "], &["m@x.test"]).unwrap();
        assert_eq!(account.name, "Maya Okafor");
        let labels: Vec<_> = inventory.credentials.iter().map(|c| (c.id.as_str(), c.label.as_str())).collect();
        assert_eq!(labels, [("stated/1", "her phone"), ("stated/2", "a code card")]);
        assert_eq!((account.contacts.len(), account.contacts[0].address.as_str()), (1, "m@x.test"));
    }

    #[test]
    fn nothing_that_signs_in_is_no_statement() {
        let many = vec!["x"; MOST + 1];
        for none in [&[] as &[&str], &["", "  "], &["a\u{202e}b"], &[&"x".repeat(LONGEST + 1)], &many] {
            assert_eq!(stated("Maya", none, &[]).unwrap_err(), ["credentials"], "{none:?}");
        }
    }

    #[test]
    fn a_name_and_addresses_are_what_they_say() {
        assert_eq!(stated(" ", &["phone"], &[]).unwrap_err(), ["name"]);
        assert_eq!(stated("Maya", &["phone"], &["nowhere"]).unwrap_err(), ["mail"]);
    }
}
