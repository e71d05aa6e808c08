//! What the stand-in keeps, and what it does with it.

use super::super::attested::{attested, check};
use super::lists;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use postern_os::SystemClock;
use postern_ports::Clock as _;
use reqwest::Url;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};

pub const CLIENT: &str = "0oa-postern";
pub const KEY: &str = "desk-1";
/// Its pages of factors, tokens and entries hold this many, so that every list has pages.
pub const PAGE: usize = 2;
const WHEN: &str = "2024-03-01T08:00:00.000Z";

/// A status, a body where there is one, and the address of the next page.
pub type Answer = (StatusCode, Option<Value>, Option<String>);

#[derive(Default)]
pub struct Tenant {
    people: Vec<Person>,
    /// How many users are made up.
    pub crowd: usize,
    /// The log.
    pub events: Vec<Value>,
    pub tokens: BTreeSet<String>,
    /// Names of assertions that were used.
    used: BTreeSet<String>,
    /// The factor that each challenge is for.
    challenges: BTreeMap<String, String>,
    count: u32,
    pub breaches: Vec<String>,
    pub beyond: Vec<String>,
    pub mutations: Vec<String>,
}

pub struct Person {
    pub id: String,
    pub login: String,
    role: bool,
    factors: Vec<Value>,
    pub apps: Vec<App>,
}

/// An application that somebody let in.
pub struct App {
    client: String,
    /// Its refresh tokens that may still be used; one that is revoked is listed besides.
    pub live: usize,
    /// Its tokens outlive the sessions.
    stays: bool,
}

pub fn signing() -> SigningKey {
    SigningKey::from_bytes(&[0x5a; 32].into()).unwrap()
}

fn factor(id: &str, kind: &str, provider: &str, status: &str) -> Value {
    json!({"id": id, "factorType": kind, "provider": provider, "vendorName": provider, "status": status,
        "created": WHEN, "lastUpdated": WHEN})
}

/// A refusal, as Okta words it.
pub fn no(status: StatusCode, code: &str) -> Answer {
    let body = json!({"errorCode": code, "errorSummary": format!("refused: {code}"), "errorLink": code,
        "errorId": "oae-1", "errorCauses": []});
    (status, Some(body), None)
}

impl Tenant {
    /// One with `dora@corp.test`, who administers.
    pub fn new() -> Self {
        let mut tenant = Self::default();
        tenant.people.push(Person::new("00u-dora".to_owned(), "dora@corp.test".to_owned(), true, Vec::new()));
        tenant
    }

    /// A new person with this many factors: the sign-in name.
    pub fn newcomer(&mut self, factors: usize) -> String {
        let n = self.next();
        let login = format!("person{n}@corp.test");
        let row = |f: usize| factor(&format!("f{n}-{f}"), "token:software:totp", "GOOGLE", "ACTIVE");
        let factors = (0..factors).map(row).collect();
        self.people.push(Person::new(format!("00u{n:017}"), login.clone(), false, factors));
        login
    }

    /// Lets an application in.
    pub fn let_in(&mut self, login: &str, client: &str, live: usize, stays: bool) {
        let person = self.people.iter_mut().find(|p| p.login == login).unwrap();
        person.apps.push(App { client: client.to_owned(), live, stays });
    }

    /// The person called `login`.
    pub fn person(&self, login: &str) -> &Person {
        self.people.iter().find(|p| p.login == login).unwrap()
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    /// The client credentials grant, by an assertion that the application's key signed.
    pub fn token(&mut self, body: &[u8]) -> Answer {
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

    /// Does what an authorised request asks for.
    pub fn act(
        &mut self,
        own: &str,
        method: &str,
        segments: &[&str],
        query: &BTreeMap<String, String>,
        body: Option<&Value>,
    ) -> Answer {
        match (method, segments) {
            ("GET", ["api", "v1", "users"]) => return lists::users(&self.people, self.crowd, own, query),
            ("GET", ["api", "v1", "logs"]) => return lists::entries(&self.events, own, query),
            _ => {}
        }
        let ["api", "v1", "users", name, rest @ ..] = segments else { return no(StatusCode::NOT_FOUND, "E0000022") };
        let found = self.people.iter().position(|p| p.id == *name || p.login.eq_ignore_ascii_case(name));
        let Some(at) = found else { return no(StatusCode::NOT_FOUND, "E0000007") };
        let person = &mut self.people[at];
        match (method, rest) {
            ("GET", []) => (StatusCode::OK, Some(person.row()), None),
            ("GET", ["roles"]) => (StatusCode::OK, Some(Value::Array(person.roles())), None),
            ("DELETE", ["sessions"]) => {
                let tokens = query.get("oauthTokens").is_some_and(|wish| wish == "true");
                person.apps.iter_mut().filter(|app| tokens && !app.stays).for_each(|app| app.live = 0);
                (StatusCode::NO_CONTENT, None, None)
            }
            ("GET", ["factors"]) => {
                lists::page(&person.factors, &format!("{own}/api/v1/users/{}/factors", person.id), query)
            }
            ("GET", ["clients"]) => (StatusCode::OK, Some(person.apps.iter().map(App::row).collect()), None),
            (_, ["clients", client, "tokens"]) => {
                let Some(app) = person.apps.iter_mut().find(|app| app.client == *client) else {
                    return no(StatusCode::NOT_FOUND, "E0000007");
                };
                if method == "DELETE" {
                    app.live = 0;
                    return (StatusCode::NO_CONTENT, None, None);
                }
                let place = format!("{own}/api/v1/users/{}/clients/{client}/tokens", person.id);
                lists::page(&app.tokens(), &place, query)
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
    fn new(id: String, login: String, role: bool, factors: Vec<Value>) -> Self {
        Self { id, login, role, factors, apps: Vec::new() }
    }

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

impl App {
    fn row(&self) -> Value {
        json!({"client_id": self.client, "client_name": "An application", "client_uri": null, "logo_uri": null})
    }

    fn tokens(&self) -> Vec<Value> {
        let row = |n: usize| {
            let status = if n < self.live { "ACTIVE" } else { "REVOKED" };
            json!({"id": format!("oar{n}"), "clientId": self.client, "status": status, "created": WHEN,
                "lastUpdated": WHEN, "expiresAt": WHEN, "scopes": ["offline_access"]})
        };
        (0..=self.live).map(row).collect()
    }
}
