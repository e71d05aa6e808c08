//! A stand-in for Okta that keeps state, and verifies what it is handed. It is checked against the published contract,
//! request by request and answer by answer; nobody has compared it with the real thing.

use super::attested::{attested, check};
use super::contract::Contract;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};
use postern_directory::{OktaSettings, Reach};
use postern_os::SystemClock;
use postern_ports::Clock as _;
use reqwest::Url;
use secrecy::SecretString;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, Once};
use tokio::sync::oneshot;

const CLIENT: &str = "0oa-postern";
const KEY: &str = "desk-1";
/// Its pages hold this many, so that every list has pages.
const PAGE: usize = 2;
const WHEN: &str = "2024-03-01T08:00:00.000Z";

/// A status, a body where there is one, and the address of the next page.
type Answer = (StatusCode, Option<Value>, Option<String>);

/// One tenant, on loopback; it stops when it is dropped.
pub struct OktaFake {
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
    /// Names of assertions that were used.
    used: BTreeSet<String>,
    /// The factor that each challenge is for.
    challenges: BTreeMap<String, String>,
    count: u32,
    breaches: Vec<String>,
    mutations: Vec<String>,
}

struct Person {
    id: String,
    login: String,
    role: bool,
    factors: Vec<Value>,
}

impl OktaFake {
    /// Starts it with `dora@corp.test`, who administers.
    pub async fn start() -> Self {
        static NOTE: Once = Once::new();
        let contract = Contract::load("okta-recovery.yaml");
        if contract.is_none() {
            NOTE.call_once(|| eprintln!("no contracts here: what is sent to Okta is not checked against Okta's"));
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let mut tenant = Tenant::default();
        tenant.people.push(Person {
            id: "00u-dora".into(),
            login: "dora@corp.test".into(),
            role: true,
            factors: vec![],
        });
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
    pub fn settings(&self) -> OktaSettings {
        OktaSettings {
            id: "okta".to_owned(),
            tenant: "Corp".to_owned(),
            url: self.server.url.clone(),
            reach: Reach::default(),
            client_id: CLIENT.to_owned(),
            key_id: KEY.to_owned(),
            rp_id: "localhost".to_owned(),
            origin: self.server.url.clone(),
        }
    }

    /// The application's key, PEM.
    pub fn key() -> SecretString {
        let secret = p256::SecretKey::from(signing());
        SecretString::from(secret.to_pkcs8_pem(LineEnding::LF).unwrap().to_string())
    }

    /// A new person with this many factors: the sign-in name.
    pub fn newcomer(&self, factors: usize) -> String {
        let mut tenant = self.server.tenant();
        let n = tenant.next();
        let login = format!("person{n}@corp.test");
        let row = |f: usize| factor(&format!("f{n}-{f}"), "token:software:totp", "GOOGLE", "ACTIVE");
        let person = Person {
            id: format!("00u{n:017}"),
            login: login.clone(),
            role: false,
            factors: (0..factors).map(row).collect(),
        };
        tenant.people.push(person);
        login
    }

    /// Forgets every token: the next call of each is answered 401.
    pub fn expire_tokens(&self) {
        self.server.tenant().tokens.clear();
    }

    /// Where a request or an answer left the contract.
    pub fn breaches(&self) -> Vec<String> {
        self.server.tenant().breaches.clone()
    }

    /// "METHOD path" of every call that changed something.
    pub fn mutations(&self) -> Vec<String> {
        self.server.tenant().mutations.clone()
    }
}

fn signing() -> SigningKey {
    SigningKey::from_bytes(&[0x5a; 32].into()).unwrap()
}

fn factor(id: &str, kind: &str, provider: &str, status: &str) -> Value {
    json!({"id": id, "factorType": kind, "provider": provider, "vendorName": provider, "status": status,
        "created": WHEN, "lastUpdated": WHEN})
}

/// A refusal, as Okta words it.
fn no(status: StatusCode, code: &str) -> Answer {
    let body = json!({"errorCode": code, "errorSummary": format!("refused: {code}"), "errorLink": code,
        "errorId": "oae-1", "errorCauses": []});
    (status, Some(body), None)
}

async fn serve(
    Shared(server): Shared<Arc<Server>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let (status, value, next) = server.answer(&method, &uri, &headers, &body);
    let mut response = match value {
        Some(value) => (status, axum::Json(value)).into_response(),
        None => status.into_response(),
    };
    if let Some(next) = next {
        response.headers_mut().append("link", format!("<{next}>; rel=\"next\"").parse().unwrap());
    }
    response
}

impl Server {
    fn tenant(&self) -> MutexGuard<'_, Tenant> {
        self.tenant.lock().unwrap()
    }

    fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Answer {
        let url = Url::parse(&format!("{}{uri}", self.url)).unwrap();
        let mut tenant = self.tenant();
        if url.path() == "/oauth2/v1/token" {
            return tenant.token(body);
        }
        let read = (!body.is_empty()).then(|| serde_json::from_slice::<Value>(body).unwrap_or(Value::Null));
        let query: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        // The address of a next page is this server's own affair.
        let at = if query.contains_key("after") { url.path().to_owned() } else { uri.to_string() };
        let mut breaches = Vec::new();
        let contract = self.contract.as_ref();
        breaches.extend(contract.and_then(|c| c.request(method.as_str(), &at, read.as_ref()).err()));
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "));
        let (status, value, next) = if bearer.is_some_and(|token| tenant.tokens.contains(token)) {
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            tenant.act(&self.url, method.as_str(), &segments, &query, read.as_ref())
        } else {
            no(StatusCode::UNAUTHORIZED, "E0000011")
        };
        // That it wants a token the contract does not say.
        let said = contract.filter(|_| status != StatusCode::UNAUTHORIZED);
        let answered =
            said.and_then(|c| c.response(method.as_str(), url.path(), status.as_u16(), value.as_ref()).err());
        breaches.extend(answered);
        tenant.breaches.extend(breaches);
        if status.is_success() && *method != Method::GET {
            tenant.mutations.push(format!("{method} {}", url.path()));
        }
        (status, value, next)
    }
}

impl Tenant {
    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    /// The client credentials grant, by an assertion that the application's key signed.
    fn token(&mut self, body: &[u8]) -> Answer {
        let form = Url::parse(&format!("http://form?{}", String::from_utf8_lossy(body))).unwrap();
        let form: BTreeMap<_, _> = form.query_pairs().into_owned().collect();
        let assertion = form.get("client_assertion").map_or("", String::as_str);
        let granted = form.get("grant_type").is_some_and(|g| g == "client_credentials")
            && form.get("client_assertion_type").is_some_and(|k| k.ends_with("jwt-bearer"));
        let judged = if granted { self.judge(assertion) } else { Err("grant".to_owned()) };
        if let Err(why) = judged {
            return (
                StatusCode::UNAUTHORIZED,
                Some(json!({"error": "invalid_client", "error_description": why})),
                None,
            );
        }
        let scopes: Vec<_> = form.get("scope").map_or("", String::as_str).split(' ').collect();
        let claims = json!({"scp": scopes, "n": self.next()}).to_string();
        let token = format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims));
        self.tokens.insert(token.clone());
        (StatusCode::OK, Some(json!({"token_type": "Bearer", "expires_in": 3600, "access_token": token})), None)
    }

    fn judge(&mut self, assertion: &str) -> Result<(), String> {
        let (signed, signature) = assertion.rsplit_once('.').ok_or("no JWT")?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|e| e.to_string())?;
        let signature = Signature::from_slice(&signature).map_err(|e| e.to_string())?;
        let key = *VerifyingKey::from(&signing()).as_affine();
        VerifyingKey::from_affine(key).unwrap().verify(signed.as_bytes(), &signature).map_err(|_| "signature")?;
        let part = |n: usize| -> Value {
            let text = URL_SAFE_NO_PAD.decode(signed.split('.').nth(n).unwrap()).unwrap();
            serde_json::from_slice(&text).unwrap()
        };
        let (header, claims) = (part(0), part(1));
        check(header["alg"] == "ES256" && header["kid"] == KEY, "header")?;
        check(claims["iss"] == CLIENT && claims["sub"] == CLIENT, "client")?;
        check(claims["aud"].as_str().is_some_and(|aud| aud.ends_with("/oauth2/v1/token")), "aud")?;
        let (now, until) = (SystemClock.now().0 / 1000, claims["exp"].as_i64().unwrap_or(0));
        check(until > now && until <= now + 3600, "exp")?;
        check(self.used.insert(claims["jti"].as_str().unwrap_or("").to_owned()), "jti")
    }

    fn act(
        &mut self,
        own: &str,
        method: &str,
        segments: &[&str],
        query: &BTreeMap<String, String>,
        body: Option<&Value>,
    ) -> Answer {
        let ["api", "v1", "users", name, rest @ ..] = segments else { return no(StatusCode::NOT_FOUND, "E0000022") };
        let found = self.people.iter().position(|p| p.id == *name || p.login.eq_ignore_ascii_case(name));
        let Some(at) = found else { return no(StatusCode::NOT_FOUND, "E0000007") };
        let person = &mut self.people[at];
        match (method, rest) {
            ("GET", []) => (StatusCode::OK, Some(person.row()), None),
            ("GET", ["roles"]) => (StatusCode::OK, Some(Value::Array(person.roles())), None),
            ("DELETE", ["sessions"]) => (StatusCode::NO_CONTENT, None, None),
            ("GET", ["factors"]) => {
                let from: usize = query.get("after").map_or(0, |n| n.parse().unwrap());
                let rows: Vec<_> = person.factors.iter().skip(from).take(PAGE).cloned().collect();
                let more = from + PAGE < person.factors.len();
                let next = more.then(|| format!("{own}/api/v1/users/{}/factors?after={}", person.id, from + PAGE));
                (StatusCode::OK, Some(Value::Array(rows)), next)
            }
            ("DELETE", ["factors", id]) => {
                let before = person.factors.len();
                person.factors.retain(|f| f["id"] != *id);
                let gone = person.factors.len() < before;
                if gone { (StatusCode::NO_CONTENT, None, None) } else { no(StatusCode::NOT_FOUND, "E0000007") }
            }
            ("POST", ["factors"]) => self.offer(at, body.unwrap_or(&Value::Null)),
            ("POST", ["factors", id, "lifecycle", "activate"]) => {
                match self.enrol(at, id, body.unwrap_or(&Value::Null)) {
                    Ok(row) => (StatusCode::OK, Some(row), None),
                    Err(why) => no(StatusCode::FORBIDDEN, &why),
                }
            }
            _ => no(StatusCode::NOT_FOUND, "E0000022"),
        }
    }

    /// A factor that waits for its key, and what is asked of it.
    fn offer(&mut self, at: usize, body: &Value) -> Answer {
        if body["factorType"] != "webauthn" || body["provider"] != "FIDO" {
            return no(StatusCode::BAD_REQUEST, "E0000001");
        }
        let n = self.next();
        let id = format!("fwf{n}");
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{} {n}", SystemClock.now().0)));
        self.challenges.insert(challenge.clone(), id.clone());
        let person = &mut self.people[at];
        let known = person.factors.iter().filter_map(|f| f["profile"]["credentialId"].as_str());
        let exclude: Vec<_> = known.map(|id| json!({"type": "public-key", "id": id})).collect();
        let row = factor(&id, "webauthn", "FIDO", "PENDING_ACTIVATION");
        person.factors.push(row.clone());
        let mut told = row;
        told["_embedded"] = json!({"activation": {
            "attestation": "direct",
            "authenticatorSelection": {"userVerification": "required", "requireResidentKey": true},
            "challenge": challenge,
            "excludeCredentials": exclude,
            "pubKeyCredParams": [{"type": "public-key", "alg": -7}, {"type": "public-key", "alg": -257}],
            "rp": {"name": "Corp"},
            "user": {"id": person.id, "name": person.login, "displayName": "Maya"},
        }});
        (StatusCode::OK, Some(told), None)
    }

    /// Verifies a new key, and keeps it.
    fn enrol(&mut self, at: usize, factor: &str, body: &Value) -> Result<Value, String> {
        let bytes = |name: &str| -> Result<Vec<u8>, String> {
            STANDARD.decode(body[name].as_str().unwrap_or("")).map_err(|_| format!("{name}: not base64"))
        };
        let (client_data, object) = (bytes("clientData")?, bytes("attestation")?);
        let told: Value = serde_json::from_slice(&client_data).map_err(|e| e.to_string())?;
        check(told["type"] == "webauthn.create", "type")?;
        check(told["origin"].as_str().is_some_and(|o| o.starts_with("http://localhost:")), "origin")?;
        let offered = self.challenges.remove(told["challenge"].as_str().unwrap_or(""));
        check(offered.as_deref() == Some(factor), "challenge")?;
        let (id, _) = attested(&object, &Sha256::digest(&client_data), "localhost")?;
        let id = URL_SAFE_NO_PAD.encode(id);
        let twice = self.people.iter().flat_map(|p| &p.factors).any(|f| f["profile"]["credentialId"] == id.as_str());
        check(!twice, "this credential is registered")?;
        let row = self.people[at].factors.iter_mut().find(|f| f["id"] == factor).ok_or("factor")?;
        row["status"] = json!("ACTIVE");
        row["profile"] =
            json!({"credentialId": id, "authenticatorName": "Security key", "appId": null, "version": null});
        Ok(row.clone())
    }
}

impl Person {
    fn row(&self) -> Value {
        json!({
            "id": self.id, "status": "ACTIVE", "created": WHEN, "activated": WHEN, "statusChanged": WHEN,
            "lastLogin": WHEN, "lastUpdated": WHEN, "passwordChanged": WHEN, "type": {"id": "oty1"},
            "profile": {"login": self.login, "firstName": "Maya", "lastName": "Okafor", "email": self.login,
                "secondEmail": "maya@home.test", "mobilePhone": "+1 555 0101"},
        })
    }

    fn roles(&self) -> Vec<Value> {
        let role = json!({"id": "ra1", "label": "Super Administrator", "type": "SUPER_ADMIN", "status": "ACTIVE",
            "created": WHEN, "lastUpdated": WHEN, "assignmentType": "USER"});
        self.role.then_some(role).into_iter().collect()
    }
}
