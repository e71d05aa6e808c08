//! A stand-in for Microsoft Entra ID that keeps state, and verifies what it is handed. It is checked against the
//! published contract, request by request and answer by answer; nobody has compared it with the real thing.

use crate::contract::Contract;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use postern_directory::{EntraSettings, Reach};
use postern_domain::time::Timestamp;
use reqwest::Url;
use secrecy::SecretString;
use serde_cbor_2::Value as Cbor;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, Once};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::oneshot;

const TENANT: &str = "8e6ab6ce-0000-4000-8000-000000000001";
const CLIENT: &str = "8e6ab6ce-0000-4000-8000-000000000002";
const SECRET: &str = "the application's secret, & more";
const RP: &str = "login.microsoft.com";
const ORIGIN: &str = "https://login.microsoft.com";
const GRAPH: &str = "/v1.0";
/// Methods on a page: few, so that every list has pages.
const PAGE: usize = 2;
/// How an uncompressed P-256 key begins in a certificate, up to its sign 4.
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce,
    0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// A status, and a body where there is one.
type Answer = (StatusCode, Option<Value>);

/// One tenant and its authority, on loopback; it stops when it is dropped.
pub struct EntraFake {
    server: Arc<Server>,
    _stop: oneshot::Sender<()>,
}

struct Server {
    url: String,
    contract: Option<Contract>,
    tenant: Mutex<Tenant>,
}

#[derive(Default)]
struct Tenant {
    people: Vec<Person>,
    tokens: BTreeSet<String>,
    /// Whose each challenge is, and since when.
    challenges: BTreeMap<String, (String, Instant)>,
    /// Addresses of next pages that were handed out: opaque, so the contract has no say in their queries.
    links: BTreeSet<String>,
    /// New methods are named by their credential, as in Graph's examples, else by a number.
    spelled: bool,
    count: u32,
    breaches: Vec<String>,
    beyond: Vec<String>,
    mutations: Vec<String>,
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

impl EntraFake {
    /// Starts it with `maya@corp.test`, who has a key, a code generator and a password, and `dora@corp.test`, who
    /// administers.
    pub async fn start() -> Self {
        static NOTE: Once = Once::new();
        let contract = Contract::load("graph.yaml");
        if contract.is_none() {
            NOTE.call_once(|| eprintln!("no contracts here: what is sent to Entra is not checked against Graph's"));
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let tenant = Tenant { people: vec![maya(), dora()], ..Tenant::default() };
        let server = Arc::new(Server { url, contract, tenant: Mutex::new(tenant) });
        let (stop, stopped) = oneshot::channel::<()>();
        let app = Router::new().fallback(serve).with_state(server.clone());
        tokio::spawn(async move {
            let until = async move { drop(stopped.await) };
            axum::serve(listener, app).with_graceful_shutdown(until).await.unwrap();
        });
        Self { server, _stop: stop }
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// Settings of a connector to it.
    pub fn settings(&self) -> EntraSettings {
        EntraSettings {
            id: "entra".to_owned(),
            tenant: "Corp".to_owned(),
            tenant_id: TENANT.to_owned(),
            client_id: CLIENT.to_owned(),
            graph: format!("{}{GRAPH}", self.server.url),
            authority: self.server.url.clone(),
            reach: Reach::default(),
            rp_id: RP.to_owned(),
            origin: ORIGIN.to_owned(),
        }
    }

    /// The application's secret.
    pub fn secret() -> SecretString {
        SecretString::from(SECRET.to_owned())
    }

    /// Names new methods by their credential from now on, as Graph's examples do.
    pub fn spell_credentials(&self) {
        self.server.tenant().spelled = true;
    }

    /// Forgets every token: the next call of each is answered 401.
    pub fn expire_tokens(&self) {
        self.server.tenant().tokens.clear();
    }

    /// Where a request or an answer left the contract.
    pub fn breaches(&self) -> Vec<String> {
        self.server.tenant().breaches.clone()
    }

    /// Calls that the contract does not describe, and that were therefore not checked against it.
    pub fn beyond(&self) -> Vec<String> {
        self.server.tenant().beyond.clone()
    }

    /// "METHOD path" of every call that changed something.
    pub fn mutations(&self) -> Vec<String> {
        self.server.tenant().mutations.clone()
    }
}

fn maya() -> Person {
    let key = vec![0xfb; 16];
    let row = |kind: &str, id: &str| json!({"@odata.type": format!("#microsoft.graph.{kind}AuthenticationMethod"), "id": id, "createdDateTime": "2024-03-01T08:00:00Z"});
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

async fn serve(
    Shared(server): Shared<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (status, value) = server.answer(&method, &uri, &headers, &body);
    match value {
        Some(value) => (status, axum::Json(value)).into_response(),
        None => status.into_response(),
    }
}

impl Server {
    fn tenant(&self) -> MutexGuard<'_, Tenant> {
        self.tenant.lock().unwrap()
    }

    fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Answer {
        let url = Url::parse(&format!("{}{uri}", self.url)).unwrap();
        let mut tenant = self.tenant();
        if url.path() == format!("/{TENANT}/oauth2/v2.0/token") {
            return tenant.token(&self.url, body);
        }
        let Some(path) = url.path().strip_prefix(GRAPH) else { return no(StatusCode::NOT_FOUND, "no path") };
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let read = (!body.is_empty()).then(|| serde_json::from_slice::<Value>(body).unwrap_or(Value::Null));
        let beyond = *method == Method::PATCH && matches!(segments.as_slice(), ["users", _]);
        if beyond {
            tenant.beyond.push(format!("{method} {path}"));
        }
        // The address as it came, or without the query that this server made up itself.
        let opaque = tenant.links.contains(url.as_str());
        let at = if opaque {
            path
        } else {
            url.as_str().strip_prefix(&self.url).and_then(|at| at.strip_prefix(GRAPH)).unwrap()
        };
        let contract = self.contract.as_ref().filter(|_| !beyond);
        let mut breaches = Vec::new();
        breaches.extend(contract.and_then(|c| c.request(method.as_str(), at, read.as_ref()).err()));
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "));
        let (status, value) = if bearer.is_some_and(|token| tenant.tokens.contains(token)) {
            tenant.act(&self.url, method.as_str(), &segments, &url, read.as_ref())
        } else {
            no(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken")
        };
        breaches
            .extend(contract.and_then(|c| c.response(method.as_str(), path, status.as_u16(), value.as_ref()).err()));
        tenant.breaches.extend(breaches);
        if status.is_success() && *method != Method::GET {
            tenant.mutations.push(format!("{method} {path}"));
        }
        (status, value)
    }
}

/// A refusal, as Graph words it.
fn no(status: StatusCode, code: &str) -> Answer {
    (status, Some(json!({"error": {"code": code, "message": format!("refused: {code}"), "innerError": {}}})))
}

fn list(values: Vec<Value>) -> Answer {
    (StatusCode::OK, Some(json!({"value": values})))
}

impl Tenant {
    /// The client credentials grant.
    fn token(&mut self, url: &str, body: &[u8]) -> Answer {
        let form = Url::parse(&format!("http://form?{}", String::from_utf8_lossy(body))).unwrap();
        let form: BTreeMap<_, _> = form.query_pairs().into_owned().collect();
        let scope = format!("{url}/.default");
        let wanted = [
            ("grant_type", "client_credentials"),
            ("client_id", CLIENT),
            ("client_secret", SECRET),
            ("scope", scope.as_str()),
        ];
        if wanted.iter().any(|(name, value)| form.get(*name).map(String::as_str) != Some(*value)) {
            return (StatusCode::UNAUTHORIZED, Some(json!({"error": "invalid_client", "error_description": "no"})));
        }
        let token = format!("token-{}", self.next());
        self.tokens.insert(token.clone());
        (StatusCode::OK, Some(json!({"token_type": "Bearer", "expires_in": 3599, "access_token": token})))
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn act(&mut self, own: &str, method: &str, segments: &[&str], url: &Url, body: Option<&Value>) -> Answer {
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        if let ("GET", ["roleManagement", "directory", "roleAssignments"]) = (method, segments) {
            let of = |p: &&Person| query.get("$filter").is_some_and(|f| *f == format!("principalId eq '{}'", p.id));
            let found = self.people.iter().find(of).and_then(|p| Some((p.id.clone(), p.role?)));
            return list(found.iter().map(|(id, role)| json!({"id": "a1", "principalId": id, "roleDefinitionId": role, "directoryScopeId": "/"})).collect());
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
            ("GET", ["transitiveMemberOf", "microsoft.graph.directoryRole"]) => list(
                person.role.iter().map(|role| json!({"@odata.type": "#microsoft.graph.directoryRole", "id": "r1", "displayName": "Global Administrator", "roleTemplateId": role})).collect(),
            ),
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
                if person.methods.len() < before { (StatusCode::NO_CONTENT, None) } else { no(StatusCode::NOT_FOUND, "resourceNotFound") }
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
                "authenticatorSelection": {"authenticatorAttachment": "cross-platform", "requireResidentKey": true, "userVerification": "required"},
                "extensions": {"hmacCreateSecret": true, "enforceCredentialProtectionPolicy": true, "credentialProtectionPolicy": "userVerificationOptional"},
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
        let (id, aaguid) = attested(&object, &Sha256::digest(&client_data))?;
        check(bytes(body, "/publicKeyCredential/id")? == id, "id")?;
        let twice = self.people.iter().flat_map(|p| &p.methods).any(|m| m.webauthn.as_ref() == Some(&id));
        check(!twice, "this credential is registered")?;
        let number = self.next();
        let method = if self.spelled { counted(&id) } else { format!("method-{number}") };
        let row = json!({"@odata.type": "#microsoft.graph.fido2AuthenticationMethod", "id": method, "displayName": name, "createdDateTime": written(now()), "aaGuid": aaguid, "attestationLevel": "attested"});
        self.people[at].methods.push(Held { segment: "fido2Methods", row: row.clone(), webauthn: Some(id) });
        Ok(row)
    }
}

impl Person {
    /// What was asked for, of the user.
    fn selected(&self, fields: &str) -> Value {
        let all = json!({"id": self.id, "userPrincipalName": self.upn, "displayName": self.upn, "accountEnabled": self.enabled, "mail": self.upn, "signInSessionsValidFromDateTime": written(self.valid_from)});
        let asked = |name: &String| fields.split(',').any(|field| field == name);
        Value::Object(all.as_object().unwrap().clone().into_iter().filter(|(name, _)| asked(name)).collect())
    }
}

/// The credential id and the model of an attestation object that holds: for this relying party, with the person present
/// and verified, signed by the key of its first certificate, or by itself.
fn attested(object: &[u8], client_data_hash: &[u8]) -> Result<(Vec<u8>, String), String> {
    let Ok(Cbor::Map(object)) = serde_cbor_2::from_slice(object) else { return Err("attestationObject".to_owned()) };
    let field = |map: &BTreeMap<Cbor, Cbor>, name: &str| map.get(&Cbor::Text(name.to_owned())).cloned();
    check(field(&object, "fmt") == Some(Cbor::Text("packed".to_owned())), "fmt")?;
    let Some(Cbor::Bytes(data)) = field(&object, "authData") else { return Err("authData".to_owned()) };
    let Some(Cbor::Map(statement)) = field(&object, "attStmt") else { return Err("attStmt".to_owned()) };
    check(data.len() > 55 && data[..32] == Sha256::digest(RP)[..], "rpIdHash")?;
    check(data[32] & 0b0100_0101 == 0b0100_0101, "flags: present, verified, attested")?;
    let end = 55 + usize::from(u16::from_be_bytes([data[53], data[54]]));
    let (id, rest) = (data.get(55..end).ok_or("credential id")?, &data[end..]);
    let key = serde_cbor_2::Deserializer::from_slice(rest).into_iter::<Cbor>().next();
    let Some(Ok(Cbor::Map(key))) = key else { return Err("public key".to_owned()) };
    check(key.get(&Cbor::Integer(3)) == Some(&Cbor::Integer(-7)), "alg")?;
    let (Some(Cbor::Bytes(x)), Some(Cbor::Bytes(y))) = (key.get(&Cbor::Integer(-2)), key.get(&Cbor::Integer(-3)))
    else {
        return Err("public key".to_owned());
    };
    let own = [&[4], x.as_slice(), y.as_slice()].concat();
    let signer = match field(&statement, "x5c") {
        Some(Cbor::Array(chain)) => match chain.first() {
            Some(Cbor::Bytes(leaf)) => certified(leaf).ok_or("x5c: no P-256 key")?.to_vec(),
            _ => return Err("x5c".to_owned()),
        },
        _ => own.clone(),
    };
    VerifyingKey::from_sec1_bytes(&own).map_err(|_| "public key")?;
    let signer = VerifyingKey::from_sec1_bytes(&signer).map_err(|_| "x5c: the key")?;
    let Some(Cbor::Bytes(signature)) = field(&statement, "sig") else { return Err("sig".to_owned()) };
    let signature = Signature::from_der(&signature).map_err(|_| "sig")?;
    signer.verify(&[&data, client_data_hash].concat(), &signature).map_err(|_| "sig: not by that key")?;
    let hex = hex::encode(&data[37..53]);
    Ok((id.to_vec(), [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")))
}

/// The key of a certificate: the one P-256 key in it is its subject's.
fn certified(certificate: &[u8]) -> Option<&[u8]> {
    let at = certificate.windows(P256.len()).position(|window| window == P256)? + P256.len();
    certificate.get(at..at + 65)
}

fn check(holds: bool, what: &str) -> Result<(), String> {
    holds.then_some(()).ok_or_else(|| what.to_owned())
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
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

fn written(at: i64) -> String {
    Timestamp(at).rfc3339().unwrap()
}
