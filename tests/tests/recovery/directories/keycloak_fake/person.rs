//! One user of the stand-in's realm.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

/// The client that holds administrative roles.
pub const MANAGEMENT: &str = "realm-management";
const MANAGEMENT_ID: &str = "9f0c6a52-0000-4000-8000-000000000001";
const MAIL_ID: &str = "9f0c6a52-0000-4000-8000-000000000002";
const WHEN: i64 = 1_709_280_000_000;

/// A status, and a body where there is one.
pub type Answer = (StatusCode, Option<Value>);

/// One user, with what belongs to them.
pub struct Person {
    /// As it is represented.
    pub row: Map<String, Value>,
    pub realm_roles: Vec<&'static str>,
    pub management_roles: Vec<&'static str>,
    pub credentials: Vec<Value>,
    pub sessions: usize,
    /// Clients with an offline token.
    pub offline: Vec<&'static str>,
}

impl Person {
    pub fn new(id: &str, login: &str) -> Self {
        let row = json!({"id": id, "username": login, "firstName": "Maya", "lastName": "Okafor", "email": login,
            "emailVerified": true, "enabled": true, "createdTimestamp": WHEN, "requiredActions": [],
            "attributes": {"phoneNumber": ["+1 555 0101"], "locale": ["en"]}});
        let Value::Object(row) = row else { panic!() };
        let (realm_roles, management_roles) = (vec!["default-roles-corp"], Vec::new());
        Self { row, realm_roles, management_roles, credentials: Vec::new(), sessions: 0, offline: Vec::new() }
    }

    pub fn text(&self, name: &str) -> &str {
        self.row.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub fn is_service_account(&self) -> bool {
        self.text("username").starts_with("service-account-")
    }

    /// A change as Keycloak takes it: fields of the profile that are left out are cleared where attributes are sent,
    /// all others stay as they are.
    pub fn update(&mut self, sent: &Value) -> Answer {
        for name in ["email", "firstName", "lastName", "username"] {
            match sent.get(name) {
                Some(value) => drop(self.row.insert(name.to_owned(), value.clone())),
                None if sent.get("attributes").is_some() => drop(self.row.remove(name)),
                None => {}
            }
        }
        for name in ["attributes", "emailVerified", "enabled", "requiredActions"] {
            if let Some(value) = sent.get(name) {
                self.row.insert(name.to_owned(), value.clone());
            }
        }
        if self.text("username").is_empty() {
            return no(StatusCode::BAD_REQUEST, "User name is missing");
        }
        done()
    }

    /// What is told of somebody.
    pub fn told(&self, what: &[&str]) -> Answer {
        match what {
            [] => yes(Value::Object(self.row.clone())),
            ["credentials"] => yes(self.credentials.clone()),
            ["sessions"] => yes((0..self.sessions).map(|n| json!({"id": format!("s{n}")})).collect::<Value>()),
            ["consents"] => yes(self.consents()),
            ["role-mappings"] if self.management_roles.is_empty() => yes(json!({})),
            ["role-mappings"] => {
                let held = roles(&self.management_roles);
                let mapped = json!({"id": MANAGEMENT_ID, "client": MANAGEMENT, "mappings": held});
                yes(json!({"clientMappings": {MANAGEMENT: mapped}}))
            }
            ["role-mappings", "realm", "composite"] => yes(roles(&self.realm_roles)),
            ["role-mappings", "clients", MANAGEMENT_ID, "composite"] => yes(roles(&self.management_roles)),
            _ => no(StatusCode::NOT_FOUND, "HTTP 404 Not Found"),
        }
    }

    /// One that was granted, and those that hold an offline token.
    fn consents(&self) -> Value {
        let granted = json!({"clientId": "wiki", "grantedClientScopes": ["email"], "additionalGrants": []});
        let offline = self.offline.iter().map(|client| {
            json!({"clientId": client, "grantedClientScopes": [],
                "additionalGrants": [{"client": MAIL_ID, "key": "Offline Token"}]})
        });
        std::iter::once(granted).chain(offline).collect()
    }
}

/// A refusal, as Keycloak words it.
pub fn no(status: StatusCode, why: &str) -> Answer {
    (status, Some(json!({"error": why})))
}

/// It was done, and there is nothing to tell.
pub fn done() -> Answer {
    (StatusCode::NO_CONTENT, None)
}

/// An answer.
pub fn yes(value: impl Into<Value>) -> Answer {
    (StatusCode::OK, Some(value.into()))
}

/// A credential as it is represented.
pub fn credential(id: &str, kind: &str, data: &str, label: Option<&str>) -> Value {
    let mut row = json!({"id": id, "type": kind, "createdDate": WHEN, "credentialData": data});
    if let Some(label) = label {
        row["userLabel"] = json!(label);
    }
    row
}

/// Roles as they are represented.
fn roles(names: &[&str]) -> Value {
    names.iter().map(|name| json!({"id": format!("role-{name}"), "name": name, "composite": false})).collect()
}
