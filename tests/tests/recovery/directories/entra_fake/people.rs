//! The tenant's people: their roles, their groups and their methods of authentication.

use super::machines::selected;
use crate::directories::attested::check;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use postern_domain::time::Timestamp;
use postern_os::SystemClock;
use postern_ports::Clock as _;
use serde_json::{Value, json};

/// The identifier of `maya@corp.test`.
pub const MAYA: &str = "6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0";
/// Where temporary passes are.
pub const PASSES: &str = "temporaryAccessPassMethods";

/// Somebody, and what they have.
pub struct Person {
    pub id: String,
    pub upn: String,
    pub enabled: bool,
    pub valid_from: i64,
    pub role: Option<&'static str>,
    pub groups: Vec<Value>,
    pub methods: Vec<Held>,
}

/// A method of authentication.
pub struct Held {
    pub segment: &'static str,
    pub row: Value,
    pub webauthn: Option<Vec<u8>>,
}

/// Who has a key, a code generator and a password.
pub fn maya() -> Person {
    let key = vec![0xfb; 16];
    let row = |kind: &str, id: &str| {
        let kind = format!("#microsoft.graph.{kind}AuthenticationMethod");
        json!({"@odata.type": kind, "id": id, "createdDateTime": "2024-03-01T08:00:00Z"})
    };
    let mut fido2 = row("fido2", &counted(&key));
    fido2["displayName"] = json!("Old key");
    Person {
        methods: vec![
            Held { segment: "fido2Methods", row: fido2, webauthn: Some(key) },
            Held { segment: "softwareOathMethods", row: row("softwareOath", "b172893e-0001"), webauthn: None },
            Held { segment: "passwordMethods", row: row("password", "28c10230-0001"), webauthn: None },
        ],
        groups: vec![json!({"id": "77770000-1", "displayName": "Staff", "isAssignableToRole": null})],
        ..person(MAYA, "maya@corp.test", None)
    }
}

/// Who administers.
pub fn dora() -> Person {
    person("4562bcc8-c436-4f95-b7c0-4f8ce89dca5e", "dora@corp.test", Some("62e90394-69f5-4237-9190-012177145e10"))
}

/// In a group that holds a role for a part of the tenant, through another group.
pub fn gita() -> Person {
    let group = |id: &str, name: &str, holds: bool| json!({"id": id, "displayName": name, "isAssignableToRole": holds});
    Person {
        groups: vec![group("77770000-2", "Help desk", false), group("77770000-3", "Helpers of Berlin", true)],
        ..person("4562bcc8-c436-4f95-b7c0-4f8ce89dca60", "gita@corp.test", None)
    }
}

/// Somebody without anything.
pub fn person(id: &str, upn: &str, role: Option<&'static str>) -> Person {
    let (id, upn) = (id.to_owned(), upn.to_owned());
    Person { id, upn, enabled: true, valid_from: 1_704_067_200_000, role, groups: Vec::new(), methods: Vec::new() }
}

impl Person {
    /// Its role, as an assignment.
    pub fn assignment(&self) -> Option<Value> {
        let role = self.role?;
        Some(json!({"id": "a1", "principalId": self.id, "roleDefinitionId": role, "directoryScopeId": "/"}))
    }

    /// Its role, as one that it holds.
    pub fn held_role(&self) -> Option<Value> {
        let kind = "#microsoft.graph.directoryRole";
        let role = self.role?;
        Some(json!({"@odata.type": kind, "id": "r1", "displayName": "Global Administrator", "roleTemplateId": role}))
    }

    /// What was asked for, of the user.
    pub fn selected(&self, fields: &str) -> Value {
        let all = json!({
            "id": self.id,
            "userPrincipalName": self.upn,
            "displayName": self.upn,
            "accountEnabled": self.enabled,
            "mail": self.upn,
            "signInSessionsValidFromDateTime": written(self.valid_from),
        });
        selected(all, fields)
    }

    /// A temporary pass in place of one that there may be; what is listed of it does not show it.
    pub fn issue_pass(&mut self, number: u32, asked: &Value) -> Result<Value, String> {
        let minutes = asked["lifetimeInMinutes"].as_i64().ok_or("lifetimeInMinutes")?;
        check((10..=43_200).contains(&minutes), "lifetimeInMinutes")?;
        self.methods.retain(|method| method.segment != PASSES);
        let row = json!({
            "@odata.type": "#microsoft.graph.temporaryAccessPassAuthenticationMethod",
            "id": format!("pass-{number}"),
            "createdDateTime": written(now()),
            "startDateTime": written(now()),
            "lifetimeInMinutes": minutes,
            "isUsableOnce": asked["isUsableOnce"],
            "isUsable": true,
            "methodUsabilityReason": "EnabledByPolicy",
        });
        let mut shown = row.clone();
        shown["temporaryAccessPass"] = json!(format!("pass+{number}"));
        self.methods.push(Held { segment: PASSES, row, webauthn: None });
        Ok(shown)
    }
}

/// Base64url that ends in the number of signs that would pad it.
pub fn counted(bytes: &[u8]) -> String {
    let plain = URL_SAFE_NO_PAD.encode(bytes);
    format!("{plain}{}", (4 - plain.len() % 4) % 4)
}

pub fn now() -> i64 {
    SystemClock.now().0
}

pub fn written(at: i64) -> String {
    Timestamp(at).rfc3339().unwrap()
}
