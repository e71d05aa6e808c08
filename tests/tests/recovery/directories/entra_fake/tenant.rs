//! The tenant's people and what is done with them.

use crate::directories::attested::{attested, check};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use postern_domain::time::Timestamp;
use postern_os::SystemClock;
use postern_ports::Clock as _;
use reqwest::Url;
use rustls_pki_types::PrivatePkcs8KeyDer;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
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

/// The application's certificate, as its owner and as the authority know it.
pub struct Certificate {
    pub pem: String,
    thumbprint: String,
    public: Vec<u8>,
}

/// Made once for a run of the tests.
pub fn certificate() -> &'static Certificate {
    static MADE: LazyLock<Certificate> = LazyLock::new(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let pkcs8 = PrivatePkcs8KeyDer::from(der.as_ref().to_vec());
        let signer = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &rcgen::PKCS_RSA_SHA256).unwrap();
        let certificate = rcgen::CertificateParams::default().self_signed(&signer).unwrap();
        Certificate {
            pem: format!("{}{}", certificate.pem(), signer.serialize_pem()),
            thumbprint: URL_SAFE_NO_PAD.encode(Sha256::digest(certificate.der())),
            public: pair.public_key().as_ref().to_vec(),
        }
    });
    &MADE
}

struct Person {
    id: String,
    upn: String,
    enabled: bool,
    valid_from: i64,
    role: Option<&'static str>,
    methods: Vec<Held>,
}

struct Held {
    segment: &'static str,
    row: Value,
    webauthn: Option<Vec<u8>>,
}

fn maya() -> Person {
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
        ..person("6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0", "maya@corp.test", None)
    }
}

fn dora() -> Person {
    person("4562bcc8-c436-4f95-b7c0-4f8ce89dca5e", "dora@corp.test", Some("62e90394-69f5-4237-9190-012177145e10"))
}

fn person(id: &str, upn: &str, role: Option<&'static str>) -> Person {
    let (id, upn) = (id.to_owned(), upn.to_owned());
    Person { id, upn, enabled: true, valid_from: 1_704_067_200_000, role, methods: Vec::new() }
}

/// A refusal, as Graph words it.
pub fn no(status: StatusCode, code: &str) -> Answer {
    (status, Some(json!({"error": {"code": code, "message": format!("refused: {code}"), "innerError": {}}})))
}

fn list(values: Vec<Value>) -> Answer {
    (StatusCode::OK, Some(json!({"value": values})))
}

impl Tenant {
    /// A tenant with its two people.
    pub fn new() -> Self {
        let ezra = person("4562bcc8-c436-4f95-b7c0-4f8ce89dca5f", "ezra@corp.test", None);
        Self { people: vec![maya(), dora(), ezra], ..Self::default() }
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
        let shown = match form.get("client_assertion") {
            Some(assertion) => self.judge(assertion).is_ok(),
            None => form.get("client_secret").map(String::as_str) == Some(SECRET),
        };
        let wanted = [("grant_type", "client_credentials"), ("client_id", CLIENT)];
        if !scoped || !shown || wanted.iter().any(|(name, value)| form.get(*name).map(String::as_str) != Some(*value)) {
            return (StatusCode::UNAUTHORIZED, Some(json!({"error": "invalid_client", "error_description": "no"})));
        }
        let claims = json!({"roles": ["User.Read.All", "Directory.ReadWrite.All"], "n": self.next()});
        let token = format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string()));
        self.tokens.insert(token.clone());
        (StatusCode::OK, Some(json!({"token_type": "Bearer", "expires_in": 3599, "access_token": token})))
    }

    /// Whether an assertion is by the application's certificate, for this authority, and new.
    fn judge(&mut self, assertion: &str) -> Result<(), String> {
        let known = certificate();
        let (signed, signature) = assertion.rsplit_once('.').ok_or("no JWT")?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|e| e.to_string())?;
        let key = UnparsedPublicKey::new(&RSA_PSS_2048_8192_SHA256, &known.public);
        key.verify(signed.as_bytes(), &signature).map_err(|_| "signature")?;
        let part = |n: usize| -> Value {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(signed.split('.').nth(n).unwrap()).unwrap()).unwrap()
        };
        let (header, claims) = (part(0), part(1));
        check(header["alg"] == "PS256" && header["x5t#S256"] == known.thumbprint.as_str(), "header")?;
        check(claims["iss"] == CLIENT && claims["sub"] == CLIENT, "client")?;
        check(claims["aud"].as_str().is_some_and(|a| a.ends_with(&format!("/{TENANT}/oauth2/v2.0/token"))), "aud")?;
        let seconds = now() / 1000;
        check(claims["exp"].as_i64().is_some_and(|until| until > seconds && until <= seconds + 600), "exp")?;
        check(self.used.insert(claims["jti"].as_str().unwrap_or("").to_owned()), "jti")
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    /// What is asked of Graph, by somebody who may.
    pub fn act(&mut self, own: &str, method: &str, segments: &[&str], url: &Url, body: Option<&Value>) -> Answer {
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
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
        let person = &mut self.people[at];
        match (method, rest) {
            ("GET", []) => (StatusCode::OK, Some(person.selected(query.get("$select").map_or("", String::as_str)))),
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

impl Person {
    /// Its role, as an assignment.
    fn assignment(&self) -> Option<Value> {
        let role = self.role?;
        Some(json!({"id": "a1", "principalId": self.id, "roleDefinitionId": role, "directoryScopeId": "/"}))
    }

    /// Its role, as one that it holds.
    fn held_role(&self) -> Option<Value> {
        let kind = "#microsoft.graph.directoryRole";
        let role = self.role?;
        Some(json!({"@odata.type": kind, "id": "r1", "displayName": "Global Administrator", "roleTemplateId": role}))
    }

    /// What was asked for, of the user.
    fn selected(&self, fields: &str) -> Value {
        let all = json!({
            "id": self.id,
            "userPrincipalName": self.upn,
            "displayName": self.upn,
            "accountEnabled": self.enabled,
            "mail": self.upn,
            "signInSessionsValidFromDateTime": written(self.valid_from),
        });
        let asked = |name: &String| fields.split(',').any(|field| field == name);
        Value::Object(all.as_object().unwrap().clone().into_iter().filter(|(name, _)| asked(name)).collect())
    }
}

fn text<'a>(value: &'a Value, path: &str) -> Result<&'a str, String> {
    value.pointer(path).and_then(Value::as_str).ok_or_else(|| path.to_owned())
}

fn bytes(value: &Value, path: &str) -> Result<Vec<u8>, String> {
    URL_SAFE_NO_PAD.decode(text(value, path)?).map_err(|_| format!("{path}: not base64url without padding"))
}

/// Base64url that ends in the number of signs that would pad it.
fn counted(bytes: &[u8]) -> String {
    let plain = URL_SAFE_NO_PAD.encode(bytes);
    format!("{plain}{}", (4 - plain.len() % 4) % 4)
}

fn now() -> i64 {
    SystemClock.now().0
}

fn written(at: i64) -> String {
    Timestamp(at).rfc3339().unwrap()
}
