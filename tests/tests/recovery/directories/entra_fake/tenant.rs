//! The tenant, and what is done in it.

use super::certificates::{Certificate, Known};
use super::lists;
use super::machines::{Machines, selected};
use super::people::{Held, PASSES, Person, counted, dora, gita, maya, now, person, written};
use crate::directories::attested::{attested, check};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use postern_domain::time::Timestamp;
use reqwest::Url;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

pub const TENANT: &str = "8e6ab6ce-0000-4000-8000-000000000001";
pub const CLIENT: &str = "8e6ab6ce-0000-4000-8000-000000000002";
pub const SECRET: &str = "the application's secret, & more";
pub const RP: &str = "login.microsoft.com";
pub const ORIGIN: &str = "https://login.microsoft.com";
pub const GRAPH: &str = "/v1.0";
/// Methods on a page: few, so that every list has pages.
const PAGE: usize = 2;
/// A status, and a body where there is one.
pub type Answer = (StatusCode, Option<Value>);

/// What the tenant holds, and what was seen of its callers.
#[derive(Default)]
pub struct Tenant {
    people: Vec<Person>,
    pub machines: Machines,
    log: Vec<Value>,
    /// Whoever asks may not see groups, only that there are some.
    pub hides_groups: bool,
    pub tokens: BTreeSet<String>,
    /// Names of assertions that were used.
    used: BTreeSet<String>,
    /// Whose each challenge is, and since when.
    challenges: BTreeMap<String, (String, Instant)>,
    /// Addresses of next pages that were handed out: opaque, so the contract has no say in their queries.
    pub links: BTreeSet<String>,
    /// New methods are named by their credential, as in Graph's examples, else by a number.
    pub spelled: bool,
    count: u32,
    pub breaches: Vec<String>,
    pub beyond: Vec<String>,
    pub mutations: Vec<String>,
}

/// A refusal, as Graph words it.
pub fn no(status: StatusCode, code: &str) -> Answer {
    (status, Some(json!({"error": {"code": code, "message": format!("refused: {code}"), "innerError": {}}})))
}

pub fn list(values: Vec<Value>) -> Answer {
    (StatusCode::OK, Some(json!({"value": values})))
}

impl Tenant {
    /// A tenant with its people and applications.
    pub fn new() -> Self {
        let ezra = person("4562bcc8-c436-4f95-b7c0-4f8ce89dca5f", "ezra@corp.test", None);
        Self { people: vec![maya(), dora(), ezra, gita()], machines: Machines::new(), ..Self::default() }
    }

    /// A new person with this many methods, and none that cannot be deleted: the sign-in name.
    pub fn newcomer(&mut self, methods: usize) -> String {
        let n = self.next();
        let upn = format!("person{n}@corp.test");
        let mut person = person(&format!("00000000-0000-4000-8000-{n:012}"), &upn, None);
        let row = |m: usize| json!({"@odata.type": "#microsoft.graph.softwareOathAuthenticationMethod", "id": format!("b172893e-{n}-{m}")});
        let held = |m| Held { segment: "softwareOathMethods", row: row(m), webauthn: None };
        person.methods = (0..methods).map(held).collect();
        self.people.push(person);
        upn
    }

    /// The client credentials grant.
    pub fn token(&mut self, body: &[u8]) -> Answer {
        let form = Url::parse(&format!("http://form?{}", String::from_utf8_lossy(body))).unwrap();
        let form: BTreeMap<_, _> = form.query_pairs().into_owned().collect();
        // Whose scope it is depends on how it is reached.
        let scoped = form.get("scope").is_some_and(|scope| scope.ends_with("/.default"));
        let asked = form.get("grant_type").map(String::as_str) == Some("client_credentials");
        let id = form.get("client_id").map_or("", String::as_str);
        let assertion = form.get("client_assertion").map(String::as_str);
        let secret = form.get("client_secret").map(String::as_str);
        let shown = match (id, assertion) {
            (CLIENT, Some(assertion)) => {
                let known = Known::read(&Certificate::console().der).unwrap();
                known.judge(assertion, CLIENT, &mut self.used).is_ok()
            }
            (CLIENT, None) => secret == Some(SECRET),
            _ => self.machines.lets_in(id, assertion, secret, &mut self.used),
        };
        if !scoped || !asked || !shown {
            return (StatusCode::UNAUTHORIZED, Some(json!({"error": "invalid_client", "error_description": "no"})));
        }
        // Only the console's own token lets anybody do something here.
        let token = match id {
            CLIENT => self.admit(json!({"roles": ["User.Read.All", "Directory.ReadWrite.All"]})),
            _ => "nothing is allowed by it".to_owned(),
        };
        (StatusCode::OK, Some(json!({"token_type": "Bearer", "expires_in": 3599, "access_token": token})))
    }

    /// A new token that holds, and says this of itself.
    pub fn admit(&mut self, mut claims: Value) -> String {
        claims["n"] = json!(self.next());
        let token = format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string()));
        self.tokens.insert(token.clone());
        token
    }

    fn named(&mut self, upn: &str) -> &mut Person {
        self.people.iter_mut().find(|person| person.upn == upn).unwrap()
    }

    /// Writes into the log that this was done to somebody's credential, by dora.
    pub fn note(&mut self, activity: &str, upn: &str, at: Timestamp, result: &str) {
        let (number, id) = (self.next(), self.named(upn).id.clone());
        self.log.push(lists::entry(number, activity, at, result, (id.as_str(), upn), "dora@corp.test"));
    }

    /// Issues a temporary pass, as another administrator would.
    pub fn issue_pass(&mut self, upn: &str) {
        let number = self.next();
        self.named(upn).issue_pass(number, &json!({"lifetimeInMinutes": 60, "isUsableOnce": true})).unwrap();
    }

    /// Uses it.
    pub fn use_pass(&mut self, upn: &str) {
        for pass in self.named(upn).methods.iter_mut().filter(|method| method.segment == PASSES) {
            pass.row["isUsable"] = json!(false);
            pass.row["methodUsabilityReason"] = json!("OneTimeUsed");
        }
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    /// What is asked of Graph, by somebody who may.
    pub fn act(&mut self, own: &str, method: &str, segments: &[&str], url: &Url, body: Option<&Value>) -> Answer {
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let fields = query.get("$select").map_or("", String::as_str);
        if let Some(answer) = self.machines.act(method, segments, fields, body) {
            return answer;
        }
        if let ("GET", ["users"]) = (method, segments) {
            let people = self.people.iter().map(|person| (person.id.as_str(), person.upn.as_str()));
            return lists::users(own, url, &query, people, &mut self.links);
        }
        if let ("GET", ["auditLogs", "directoryAudits"]) = (method, segments) {
            return lists::log(own, url, &query, &self.log, &mut self.links);
        }
        if let ("GET", ["roleManagement", "directory", "roleEligibilityScheduleInstances"]) = (method, segments) {
            let of = |p: &Person| query.get("$filter").is_some_and(|f| *f == format!("principalId eq '{}'", p.id));
            let eligible = self.people.iter().any(|p| of(p) && p.upn.starts_with("ezra"));
            return list(eligible.then(|| json!({"id": "e1", "roleDefinitionId": "r"})).into_iter().collect());
        }
        if let ("GET", ["roleManagement", "directory", "roleAssignments"]) = (method, segments) {
            let of = |p: &&Person| query.get("$filter").is_some_and(|f| *f == format!("principalId eq '{}'", p.id));
            return list(self.people.iter().find(of).and_then(Person::assignment).into_iter().collect());
        }
        let ["users", name, rest @ ..] = segments else { return no(StatusCode::NOT_FOUND, "Request_ResourceNotFound") };
        let found = self.people.iter().position(|p| p.id == *name || p.upn.eq_ignore_ascii_case(name));
        let Some(at) = found else { return no(StatusCode::NOT_FOUND, "Request_ResourceNotFound") };
        let number = self.next();
        let person = &mut self.people[at];
        match (method, rest) {
            ("GET", []) => (StatusCode::OK, Some(person.selected(fields))),
            ("PATCH", []) => match body.and_then(|b| b.get("accountEnabled")?.as_bool()) {
                Some(enabled) => {
                    person.enabled = enabled;
                    (StatusCode::NO_CONTENT, None)
                }
                None => no(StatusCode::BAD_REQUEST, "Request_BadRequest"),
            },
            ("GET", ["transitiveMemberOf", "microsoft.graph.directoryRole"]) => {
                list(person.held_role().into_iter().collect())
            }
            ("GET", ["transitiveMemberOf", "microsoft.graph.group"]) if self.hides_groups => {
                let hidden = json!({"id": "77770000-0", "displayName": null, "isAssignableToRole": null});
                list(person.groups.iter().map(|_| hidden.clone()).collect())
            }
            ("GET", ["transitiveMemberOf", "microsoft.graph.group"]) => {
                list(person.groups.iter().map(|group| selected(group.clone(), fields)).collect())
            }
            ("POST", ["authentication", PASSES]) => match person.issue_pass(number, body.unwrap_or(&Value::Null)) {
                Ok(row) => (StatusCode::CREATED, Some(row)),
                Err(why) => no(StatusCode::BAD_REQUEST, &why),
            },
            ("POST", ["revokeSignInSessions"]) => {
                person.valid_from = now().max(person.valid_from + 1000);
                (StatusCode::OK, Some(json!({"value": true})))
            }
            ("GET", ["authentication", "methods"]) => {
                let from: usize = query.get("$skiptoken").map_or(0, |n| n.parse().unwrap());
                let rows: Vec<_> = person.methods.iter().skip(from).take(PAGE).map(|m| m.row.clone()).collect();
                let mut page = json!({"value": rows});
                if from + PAGE < person.methods.len() {
                    let link = format!("{own}{}?$skiptoken={}", url.path(), from + PAGE);
                    page["@odata.nextLink"] = json!(link);
                    self.links.insert(link);
                }
                (StatusCode::OK, Some(page))
            }
            ("GET", ["authentication", "fido2Methods", "creationOptions"]) => self.offer(at),
            ("POST", ["authentication", "fido2Methods"]) => match self.enrol(at, body.unwrap_or(&Value::Null)) {
                Ok(row) => (StatusCode::CREATED, Some(row)),
                Err(why) => no(StatusCode::BAD_REQUEST, &why),
            },
            ("DELETE", ["authentication", segment, id]) => {
                let before = person.methods.len();
                person.methods.retain(|m| m.segment != *segment || m.row["id"] != *id || *segment == "passwordMethods");
                let gone = person.methods.len() < before;
                if gone { (StatusCode::NO_CONTENT, None) } else { no(StatusCode::NOT_FOUND, "resourceNotFound") }
            }
            _ => no(StatusCode::NOT_FOUND, "Request_ResourceNotFound"),
        }
    }

    /// Options for a new key: a challenge of kilobytes, and ids in both of Graph's spellings.
    fn offer(&mut self, at: usize) -> Answer {
        let seed = format!("{} {}", now(), self.next());
        let challenge: Vec<u8> = (0..64u8).flat_map(|n| Sha256::digest(format!("{seed} {n}"))).collect();
        let challenge = URL_SAFE_NO_PAD.encode(challenge);
        let person = &self.people[at];
        let known = person.methods.iter().filter_map(|m| m.webauthn.as_ref()).enumerate();
        let exclude: Vec<_> = known
            .map(|(n, id)| if n % 2 == 0 { counted(id) } else { STANDARD.encode(id) })
            .map(|id| json!({"id": id, "type": "public-key", "transports": []}))
            .collect();
        let value = json!({
            "challengeTimeoutDateTime": written(now() + 300_000),
            "publicKey": {
                "rp": {"id": RP, "name": "Microsoft"},
                "user": {"id": URL_SAFE_NO_PAD.encode(&person.id), "name": person.upn, "displayName": person.upn},
                "challenge": challenge,
                "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -257}],
                "timeout": 0,
                "excludeCredentials": exclude,
                "attestation": "direct",
                "authenticatorSelection": {
                    "authenticatorAttachment": "cross-platform",
                    "requireResidentKey": true,
                    "userVerification": "required",
                },
                "extensions": {
                    "hmacCreateSecret": true,
                    "enforceCredentialProtectionPolicy": true,
                    "credentialProtectionPolicy": "userVerificationOptional",
                },
            },
        });
        self.challenges.insert(challenge, (person.id.clone(), Instant::now()));
        (StatusCode::OK, Some(value))
    }

    /// Verifies a new key, and keeps it.
    fn enrol(&mut self, at: usize, body: &Value) -> Result<Value, String> {
        let name = text(body, "/displayName")?;
        check((1..=30).contains(&name.chars().count()), "displayName")?;
        let client_data = bytes(body, "/publicKeyCredential/response/clientDataJSON")?;
        let object = bytes(body, "/publicKeyCredential/response/attestationObject")?;
        let told: Value = serde_json::from_slice(&client_data).map_err(|e| e.to_string())?;
        check(text(&told, "/type")? == "webauthn.create", "type")?;
        check(text(&told, "/origin")? == ORIGIN, "origin")?;
        check(told.get("crossOrigin") != Some(&json!(true)), "crossOrigin")?;
        let offered = self.challenges.remove(text(&told, "/challenge")?);
        let (owner, since) = offered.ok_or("challenge")?;
        check(owner == self.people[at].id && since.elapsed().as_secs() < 300, "challenge")?;
        let (id, aaguid) = attested(&object, &Sha256::digest(&client_data), RP)?;
        check(bytes(body, "/publicKeyCredential/id")? == id, "id")?;
        let twice = self.people.iter().flat_map(|p| &p.methods).any(|m| m.webauthn.as_ref() == Some(&id));
        check(!twice, "this credential is registered")?;
        let number = self.next();
        let method = if self.spelled { counted(&id) } else { format!("method-{number}") };
        let row = json!({
            "@odata.type": "#microsoft.graph.fido2AuthenticationMethod",
            "id": method,
            "displayName": name,
            "createdDateTime": written(now()),
            "aaGuid": aaguid,
            "attestationLevel": "attested",
        });
        self.people[at].methods.push(Held { segment: "fido2Methods", row: row.clone(), webauthn: Some(id) });
        Ok(row)
    }
}

fn text<'a>(value: &'a Value, path: &str) -> Result<&'a str, String> {
    value.pointer(path).and_then(Value::as_str).ok_or_else(|| path.to_owned())
}

fn bytes(value: &Value, path: &str) -> Result<Vec<u8>, String> {
    URL_SAFE_NO_PAD.decode(text(value, path)?).map_err(|_| format!("{path}: not base64url without padding"))
}
