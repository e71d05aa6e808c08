//! The tenant's applications: their owners, their keys and secrets, and what they may do.

use super::certificates::{Certificate, Known};
use super::people::{MAYA, now};
use super::tenant::{Answer, list, no};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use postern_domain::time::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An application that maya answers for, with a key and two secrets, one of which is over.
pub const BACKUPS: &str = "a1a1a1a1-0000-4000-8000-000000000001";
/// One that no person answers for, and that may give itself any role.
pub const PROVISIONING: &str = "a1a1a1a1-0000-4000-8000-000000000002";
/// One that holds a role through a group.
pub const REPORTS: &str = "a1a1a1a1-0000-4000-8000-000000000003";
/// The secret of the first.
pub const BACKUPS_SECRET: &str = "what backups and the authority know";

/// Applications, with their service principals.
#[derive(Default)]
pub struct Machines {
    all: Vec<Machine>,
    count: u32,
}

struct Machine {
    app_id: String,
    object: String,
    principal: String,
    name: String,
    enabled: bool,
    owners: Vec<Value>,
    /// As Graph tells them.
    keys: Vec<Value>,
    secrets: Vec<(Value, String)>,
    groups: Vec<Value>,
    granted: Vec<Value>,
}

impl Machine {
    fn new(app_id: &str, name: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            object: app_id.replace("a1a1a1a1", "b2b2b2b2"),
            principal: app_id.replace("a1a1a1a1", "c3c3c3c3"),
            name: name.to_owned(),
            enabled: true,
            owners: Vec::new(),
            keys: Vec::new(),
            secrets: Vec::new(),
            groups: Vec::new(),
            granted: Vec::new(),
        }
    }

    /// What was asked for, of the application. Keys come with their certificates, since one object is asked for.
    fn selected(&self, fields: &str) -> Value {
        let secrets: Vec<_> = self.secrets.iter().map(|(row, _)| row).collect();
        let all = json!({
            "id": self.object,
            "appId": self.app_id,
            "displayName": self.name,
            "keyCredentials": self.keys,
            "passwordCredentials": secrets,
        });
        selected(all, fields)
    }

    /// Writes the list of keys: what comes with its identifier stays, and may not be changed; what comes without one is
    /// new; what does not come is gone.
    fn write(&mut self, body: &Value, number: u32) -> Result<(), &'static str> {
        let asked = body.get("keyCredentials").and_then(Value::as_array).ok_or("no list")?;
        let mut written = Vec::new();
        for entry in asked {
            match entry.get("keyId").and_then(Value::as_str) {
                Some(id) => {
                    let stays = self.keys.iter().find(|key| key["keyId"] == id).ok_or("no such key")?;
                    if !entry["key"].is_null() {
                        return Err("KeyNotUpdatable");
                    }
                    written.push(stays.clone());
                }
                None => written.push(taken(entry, number)?),
            }
        }
        self.keys = written;
        Ok(())
    }
}

/// A new key, as it is listed from now on.
fn taken(entry: &Value, number: u32) -> Result<Value, &'static str> {
    if entry["type"] != "AsymmetricX509Cert" || entry["usage"] != "Verify" {
        return Err("type or usage");
    }
    let der = STANDARD.decode(entry["key"].as_str().ok_or("no key")?).map_err(|_| "not base64")?;
    Known::read(&der).ok_or("no certificate of an RSA key")?;
    Ok(json!({
        "keyId": format!("d4d4d4d4-0000-4000-8000-{number:012}"),
        "displayName": entry["displayName"],
        "type": entry["type"],
        "usage": entry["usage"],
        "customKeyIdentifier": null,
        "startDateTime": "2026-01-01T00:00:00Z",
        "endDateTime": "2099-01-01T00:00:00Z",
        "key": STANDARD.encode(der),
    }))
}

fn secret(id: &str, name: &str, ends: &str) -> Value {
    json!({
        "keyId": id, "displayName": name, "hint": "wha", "secretText": null,
        "startDateTime": "2024-01-01T00:00:00Z", "endDateTime": ends,
    })
}

/// What was asked for, of all that there is.
pub fn selected(all: Value, fields: &str) -> Value {
    let asked = |name: &String| fields.split(',').any(|field| field == name);
    Value::Object(all.as_object().unwrap().clone().into_iter().filter(|(name, _)| asked(name)).collect())
}

impl Machines {
    /// Three of them.
    pub fn new() -> Self {
        let mut backups = Machine::new(BACKUPS, "Backups");
        let user = |id: &str, upn: &str| json!({"@odata.type": "#microsoft.graph.user", "id": id, "userPrincipalName": upn, "mail": upn});
        let principal = json!({"@odata.type": "#microsoft.graph.servicePrincipal", "id": "c0", "displayName": "x"});
        let eve = user("4562bcc8-c436-4f95-b7c0-4f8ce89dca50", "eve@corp.test");
        backups.owners = vec![principal.clone(), user(MAYA, "maya@corp.test"), eve];
        let (old, older) = ("5ec00000-0000-4000-8000-000000000001", "5ec00000-0000-4000-8000-000000000002");
        backups.secrets = vec![
            (secret(old, "Old secret", "2099-01-01T00:00:00Z"), BACKUPS_SECRET.to_owned()),
            (secret(older, "Older", "2020-01-01T00:00:00Z"), "over".to_owned()),
        ];
        let mut provisioning = Machine::new(PROVISIONING, "Provisioning");
        provisioning.owners = vec![principal];
        // To read users, and to give roles.
        let granted = ["df021288-bdef-4463-88db-98f22de89214", "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"];
        provisioning.granted = granted.map(|role| json!({"id": "g", "appRoleId": role})).to_vec();
        let mut reports = Machine::new(REPORTS, "Reports");
        reports.groups = vec![json!({"id": "77770000", "displayName": "Readers", "isAssignableToRole": true})];
        let mut new = Self { all: vec![backups, provisioning, reports], count: 0 };
        new.give(BACKUPS, &Certificate::application().der, "Old key");
        new
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn called(&mut self, app_id: &str) -> &mut Machine {
        self.all.iter_mut().find(|machine| machine.app_id == app_id).unwrap()
    }

    /// Adds a key, as another administrator would.
    pub fn give(&mut self, app_id: &str, certificate: &[u8], label: &str) {
        let new = json!({
            "type": "AsymmetricX509Cert", "usage": "Verify", "key": STANDARD.encode(certificate), "displayName": label,
        });
        self.write(app_id, |_| true, Some(new));
    }

    /// Removes the keys of this name, as another administrator would.
    pub fn take(&mut self, app_id: &str, label: &str) {
        self.write(app_id, |key| key["displayName"] != label, None);
    }

    fn write(&mut self, app_id: &str, stays: impl Fn(&Value) -> bool, new: Option<Value>) {
        let number = self.next();
        let machine = self.called(app_id);
        let kept = machine.keys.iter().filter(|key| stays(key)).map(|key| json!({"keyId": key["keyId"], "key": null}));
        let keys: Vec<_> = kept.chain(new).collect();
        machine.write(&json!({"keyCredentials": keys}), number).unwrap();
    }

    /// Switches an application's service principal off, or on.
    pub fn enable(&mut self, app_id: &str, enabled: bool) {
        self.called(app_id).enabled = enabled;
    }

    /// Whether an application shows who it is: by a key or a secret that is listed and not over.
    pub fn lets_in(
        &self,
        app_id: &str,
        assertion: Option<&str>,
        secret: Option<&str>,
        used: &mut BTreeSet<String>,
    ) -> bool {
        let Some(machine) = self.all.iter().find(|machine| machine.app_id == app_id && machine.enabled) else {
            return false;
        };
        let holds = |row: &Value| Timestamp::parse(row["endDateTime"].as_str().unwrap()).unwrap().0 > now();
        match assertion {
            Some(assertion) => machine.keys.iter().filter(|key| holds(key)).any(|key| {
                let known = Known::read(&STANDARD.decode(key["key"].as_str().unwrap()).unwrap()).unwrap();
                known.judge(assertion, app_id, used).is_ok()
            }),
            None => machine.secrets.iter().any(|(row, text)| holds(row) && secret == Some(text.as_str())),
        }
    }

    /// What is asked of an application or a service principal; `None` where it is of neither.
    pub fn act(&mut self, method: &str, segments: &[&str], fields: &str, body: Option<&Value>) -> Option<Answer> {
        let (first, rest) = segments.split_first()?;
        let (kind, by_app_id) = match first.split_once("(appId='") {
            Some((kind, id)) => (kind, Some(id.strip_suffix("')")?)),
            None => (*first, None),
        };
        let is_principal = match kind {
            "applications" => false,
            "servicePrincipals" => true,
            _ => return None,
        };
        let (id, rest) = match by_app_id {
            Some(id) => (id, rest),
            None => (*rest.first()?, &rest[1..]),
        };
        let own = |machine: &&mut Machine| match (by_app_id, is_principal) {
            (Some(_), _) => machine.app_id == id,
            (None, false) => machine.object == id,
            (None, true) => machine.principal == id,
        };
        let number = self.next();
        let Some(machine) = self.all.iter_mut().find(own) else {
            return Some(no(StatusCode::NOT_FOUND, "Request_ResourceNotFound"));
        };
        let body = body.unwrap_or(&Value::Null);
        let done = (StatusCode::NO_CONTENT, None);
        Some(match (method, is_principal, rest) {
            ("GET", false, []) => (StatusCode::OK, Some(machine.selected(fields))),
            ("GET", false, ["owners"]) => list(machine.owners.clone()),
            ("PATCH", false, []) => match machine.write(body, number) {
                Ok(()) => done,
                Err(why) => no(StatusCode::BAD_REQUEST, why),
            },
            ("POST", false, ["removePassword"]) => {
                let before = machine.secrets.len();
                machine.secrets.retain(|(row, _)| row["keyId"] != body["keyId"]);
                if machine.secrets.len() < before { done } else { no(StatusCode::BAD_REQUEST, "no such secret") }
            }
            ("GET", true, []) => {
                let all = json!({"id": machine.principal, "accountEnabled": machine.enabled});
                (StatusCode::OK, Some(selected(all, fields)))
            }
            ("PATCH", true, []) => match body["accountEnabled"].as_bool() {
                Some(enabled) => {
                    machine.enabled = enabled;
                    done
                }
                None => no(StatusCode::BAD_REQUEST, "Request_BadRequest"),
            },
            ("GET", true, ["transitiveMemberOf", "microsoft.graph.directoryRole"]) => list(Vec::new()),
            ("GET", true, ["transitiveMemberOf", "microsoft.graph.group"]) => list(machine.groups.clone()),
            ("GET", true, ["appRoleAssignments"]) => list(machine.granted.clone()),
            _ => no(StatusCode::NOT_FOUND, "Request_ResourceNotFound"),
        })
    }
}
