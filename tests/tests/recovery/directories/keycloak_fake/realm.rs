//! The stand-in's realm: who is in it, what is logged, and what it answers.

use super::super::attested::check;
use super::person::{Answer, MANAGEMENT, Person, credential, done, no, yes};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use postern_domain::time::Timestamp;
use postern_os::SystemClock;
use postern_ports::Clock as _;
use reqwest::Url;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

pub const REALM: &str = "corp";
pub const CLIENT: &str = "postern";
pub const SECRET: &str = "a~long~secret";
pub const ACTION: &str = "webauthn-register-passwordless";
/// What the service account holds, with what comes with it; one of these it does not need.
const HELD: [&str; 6] = ["manage-users", "query-groups", "query-users", "view-events", "view-realm", "view-users"];
/// How long a token lives.
const LIFETIME: Duration = Duration::from_secs(60);

type Query = [(String, String)];

/// Users of one realm, and what was logged.
pub struct Realm {
    people: Vec<Person>,
    pub tokens: BTreeMap<String, Instant>,
    /// Names of assertions that were used.
    used: BTreeSet<String>,
    count: u32,
    last: i64,
    pub saves: bool,
    events: Vec<Value>,
    admin_events: Vec<Value>,
    pub mutations: Vec<String>,
}

/// The client's own key.
pub fn signing() -> SigningKey {
    SigningKey::from_bytes(&[0x5b; 32].into()).unwrap()
}

fn asked<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
}

/// From where a list is asked for, and how many of it.
fn paged(query: &Query) -> (usize, usize) {
    let number = |name: &str, or: usize| asked(query, name).map_or(or, |n| n.parse().unwrap());
    (number("first", 0), number("max", 100))
}

impl Realm {
    pub fn new() -> Self {
        let mut maya = Person::new("u-maya", "maya@corp.test");
        let key = |transports: &[&str]| {
            json!({"aaguid": "2fc0579f-8113-47ea-b116-bb5a8db9202a", "credentialId": "+/8=", "counter": 3,
                "transports": transports})
            .to_string()
        };
        maya.credentials = vec![
            credential("c-password", "password", "{\"hashIterations\":5,\"algorithm\":\"argon2\"}", None),
            credential("c-otp", "otp", "{\"subType\":\"totp\",\"digits\":6}", Some("Phone")),
            credential("c-key", "webauthn-passwordless", &key(&["usb", "nfc"]), Some("Red key")),
            credential("c-phone", "webauthn", &key(&["internal", "hybrid"]), Some("Telephone")),
            credential("c-codes", "recovery-authn-codes", "{\"remainingCodes\":9,\"totalCodes\":12}", None),
        ];
        (maya.sessions, maya.offline) = (2, vec!["mail"]);
        let linked = json!([{"identityProvider": "google", "userId": "7", "userName": "maya@home.test"}]);
        maya.row.insert("federatedIdentities".to_owned(), linked);
        let (mut dora, mut ezra) = (Person::new("u-dora", "dora"), Person::new("u-ezra", "ezra"));
        dora.management_roles = vec!["manage-users", "view-users"];
        ezra.realm_roles.push("admin");
        let mut own = Person::new("u-postern", "service-account-postern");
        own.management_roles = HELD.to_vec();
        Self {
            people: vec![maya, dora, ezra, own],
            tokens: BTreeMap::new(),
            used: BTreeSet::new(),
            count: 0,
            last: 0,
            saves: true,
            events: Vec::new(),
            admin_events: Vec::new(),
            mutations: Vec::new(),
        }
    }

    fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    pub fn person(&mut self, login: &str) -> &mut Person {
        self.people.iter_mut().find(|p| p.text("username") == login).unwrap()
    }

    pub fn newcomer(&mut self, credentials: usize) -> String {
        let n = self.next();
        let login = format!("person{n}@corp.test");
        let mut person = Person::new(&format!("u-{n}"), &login);
        let otp = |c: usize| credential(&format!("c-{n}-{c}"), "otp", "{\"subType\":\"totp\"}", None);
        person.credentials = (0..credentials).map(otp).collect();
        (person.sessions, person.offline) = (1, vec!["mail"]);
        self.people.push(person);
        login
    }

    pub fn crowd(&mut self, people: usize) {
        self.people.extend((0..people).map(|n| Person::new(&format!("u-crowd-{n}"), &format!("crowd{n:05}"))));
        let mut other = Person::new("u-other", "bert");
        other.row.insert("lastName".to_owned(), json!("Crowdson"));
        self.people.push(other);
        self.people.sort_by(|a, b| a.text("username").cmp(b.text("username")));
    }

    pub fn enrol(&mut self, login: &str, data: &str, label: &str) -> Result<String, String> {
        let id = format!("c-enrolled-{}", self.next());
        let person = self.person(login);
        check(person.row["enabled"] == true, "the user is blocked")?;
        let actions = person.row["requiredActions"].as_array_mut().ok_or("required actions")?;
        check(actions.iter().any(|action| action == ACTION), "nobody asks for a key")?;
        actions.retain(|action| action != ACTION);
        person.credentials.push(credential(&id, "webauthn-passwordless", data, Some(label)));
        let user = person.text("id").to_owned();
        self.tell("UPDATE_CREDENTIAL", &user, json!({"credential_type": "webauthn-passwordless", "username": login}));
        Ok(id)
    }

    fn tick(&mut self) -> i64 {
        self.last = SystemClock.now().0.max(self.last + 1);
        self.last
    }

    fn tell(&mut self, kind: &str, user: &str, details: Value) {
        let (time, n) = (self.tick(), self.next());
        let row = json!({"id": format!("e{n}"), "time": time, "type": kind, "realmId": REALM, "userId": user,
            "clientId": "account", "details": details});
        self.events.push(row);
    }

    fn tell_of_admin(&mut self, operation: &str, path: &str) {
        let (time, n) = (self.tick(), self.next());
        let row = json!({"id": format!("a{n}"), "time": time, "realmId": REALM, "operationType": operation,
            "resourceType": "USER", "resourcePath": path,
            "authDetails": {"realmId": REALM, "clientId": "c-console", "userId": "u-dora", "ipAddress": "::1"}});
        self.admin_events.push(row);
    }

    pub fn busy(&mut self, entries: usize) -> Timestamp {
        let since = Timestamp(self.tick() + 1);
        for n in 0..entries {
            let details = json!({"credential_type": "otp", "username": "maya@corp.test"});
            match n % 4 {
                0 => self.tell("UPDATE_CREDENTIAL", "u-maya", details),
                1 => self.tell_of_admin("ACTION", &format!("users/u-maya/credentials/c{n}")),
                2 => self.tell("LOGIN", "u-maya", details),
                _ => self.tell_of_admin("UPDATE", "users/u-maya"),
            }
        }
        since
    }

    /// The client credentials grant, by the client's secret or by an assertion that its key signed.
    pub fn token(&mut self, body: &[u8]) -> Answer {
        let form = Url::parse(&format!("http://form?{}", String::from_utf8_lossy(body))).unwrap();
        let form: BTreeMap<_, _> = form.query_pairs().into_owned().collect();
        let field = |name: &str| form.get(name).map_or("", String::as_str);
        let judged = match (field("grant_type"), field("client_id"), field("client_assertion_type")) {
            ("client_credentials", CLIENT, "") => check(field("client_secret") == SECRET, "client secret"),
            ("client_credentials", CLIENT, kind) if kind.ends_with("jwt-bearer") => {
                self.judge(field("client_assertion"))
            }
            _ => Err("grant".to_owned()),
        };
        if let Err(why) = judged {
            let refused = json!({"error": "invalid_client", "error_description": why});
            return (StatusCode::UNAUTHORIZED, Some(refused));
        }
        let claims = json!({"sub": "u-postern", "azp": CLIENT, "n": self.next(),
            "resource_access": {MANAGEMENT: {"roles": HELD}, "account": {"roles": ["manage-account"]}}});
        let token = format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string()));
        self.tokens.insert(token.clone(), Instant::now() + LIFETIME);
        yes(json!({"access_token": token, "expires_in": LIFETIME.as_secs(), "token_type": "Bearer", "scope": "email"}))
    }

    fn judge(&mut self, assertion: &str) -> Result<(), String> {
        let (signed, signature) = assertion.rsplit_once('.').ok_or("no JWT")?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|e| e.to_string())?;
        let signature = Signature::from_slice(&signature).map_err(|e| e.to_string())?;
        VerifyingKey::from(&signing()).verify(signed.as_bytes(), &signature).map_err(|_| "signature")?;
        let part = |n: usize| -> Value {
            let text = URL_SAFE_NO_PAD.decode(signed.split('.').nth(n).unwrap()).unwrap();
            serde_json::from_slice(&text).unwrap()
        };
        let (header, claims) = (part(0), part(1));
        check(header["alg"] == "ES256" && header.get("kid").is_none(), "header")?;
        check(claims["iss"] == CLIENT && claims["sub"] == CLIENT, "client")?;
        check(claims["aud"].as_str().is_some_and(|aud| aud.ends_with("/realms/corp")), "aud")?;
        let now = SystemClock.now().0 / 1000;
        check(claims["exp"].as_i64().is_some_and(|until| until > now), "exp")?;
        check(claims["iat"].as_i64().is_some_and(|at| at <= now + 15 && now <= at + 60), "iat")?;
        check(self.used.insert(claims["jti"].as_str().unwrap_or("").to_owned()), "jti")
    }

    pub fn lets_in(&self, token: &str) -> bool {
        self.tokens.get(token).is_some_and(|until| Instant::now() < *until)
    }

    pub fn act(&mut self, method: &str, place: &[&str], query: &Query, body: &Value) -> Answer {
        let (id, rest) = match (method, place) {
            ("GET", ["users"]) => return yes(self.listed(query)),
            ("GET", ["events", "config"]) => {
                return yes(json!({"eventsEnabled": self.saves, "adminEventsEnabled": true, "eventsListeners": [],
                    "enabledEventTypes": ["FEDERATED_IDENTITY_LINK", "LOGIN", "REMOVE_CREDENTIAL",
                        "REMOVE_FEDERATED_IDENTITY", "UPDATE_CREDENTIAL"]}));
            }
            ("GET", ["events"]) => {
                let kinds: Vec<_> = query.iter().filter(|(n, _)| n == "type").map(|(_, kind)| kind.as_str()).collect();
                return yes(logged(&self.events, query, |row| kinds.iter().any(|kind| row["type"] == *kind)));
            }
            ("GET", ["admin-events"]) => {
                let path = asked(query, "resourcePath").unwrap_or("*").trim_end_matches('*');
                let wanted = |row: &Value| row["resourcePath"].as_str().is_some_and(|at| at.starts_with(path));
                return yes(logged(&self.admin_events, query, wanted));
            }
            (_, ["users", id, rest @ ..]) => (*id, rest),
            _ => return no(StatusCode::NOT_FOUND, "HTTP 404 Not Found"),
        };
        let found = self.people.iter_mut().find(|person| person.text("id") == id);
        let Some(person) = found else { return no(StatusCode::NOT_FOUND, "User not found") };
        let gone = |gone: bool| if gone { done() } else { no(StatusCode::NOT_FOUND, "Not found") };
        let (answer, told) = match (method, rest) {
            ("GET", rest) => return person.told(rest),
            ("PUT", []) => (person.update(body), "UPDATE"),
            ("PUT", ["execute-actions-email"]) if person.text("email").is_empty() => {
                return no(StatusCode::BAD_REQUEST, "User email missing");
            }
            ("PUT", ["execute-actions-email"]) if person.row["enabled"] == false => {
                return no(StatusCode::BAD_REQUEST, "User is disabled");
            }
            // Whoever follows the link in the mail is asked for these, and for nothing before.
            ("PUT", ["execute-actions-email"]) => (person.update(&json!({"requiredActions": body})), "ACTION"),
            ("POST", ["logout"]) => {
                person.sessions = 0;
                (done(), "ACTION")
            }
            ("DELETE", ["credentials", id]) => {
                (gone(removed(&mut person.credentials, |row| row["id"] == *id)), "ACTION")
            }
            ("DELETE", ["consents", id]) => (gone(removed(&mut person.offline, |client| client == id)), "ACTION"),
            ("DELETE", ["federated-identity", alias]) => {
                let linked = person.row.get_mut("federatedIdentities").and_then(Value::as_array_mut);
                (gone(linked.is_some_and(|all| removed(all, |row| row["identityProvider"] == *alias))), "DELETE")
            }
            _ => return no(StatusCode::NOT_FOUND, "HTTP 404 Not Found"),
        };
        if answer.0.is_success() {
            self.tell_of_admin(told, &place.join("/"));
        }
        answer
    }

    /// Users that are looked for: exactly by the sign-in name, by the beginning of any name, or all.
    fn listed(&self, query: &Query) -> Value {
        let lower = |person: &Person, name: &str| person.text(name).to_lowercase();
        let wanted = |person: &&Person| match (asked(query, "search"), asked(query, "username")) {
            (Some(search), _) => {
                let beginning = search.trim_end_matches('*').to_lowercase();
                let fields = ["username", "email", "firstName", "lastName"];
                !person.is_service_account() && fields.iter().any(|name| lower(person, name).starts_with(&beginning))
            }
            (None, Some(name)) if asked(query, "exact") == Some("true") => {
                lower(person, "username") == name.to_lowercase()
            }
            (None, Some(name)) => lower(person, "username").contains(&name.to_lowercase()),
            (None, None) => !person.is_service_account(),
        };
        let (first, most) = paged(query);
        let page = self.people.iter().filter(wanted).skip(first).take(most);
        page.map(|person| {
            let mut row = person.row.clone();
            if asked(query, "briefRepresentation") == Some("true") {
                for name in ["attributes", "federatedIdentities", "requiredActions"] {
                    row.remove(name);
                }
            }
            Value::Object(row)
        })
        .collect()
    }
}

/// Takes out what is so; whether there was any.
fn removed<T>(all: &mut Vec<T>, so: impl Fn(&T) -> bool) -> bool {
    let before = all.len();
    all.retain(|one| !so(one));
    all.len() < before
}

/// A page of a log, in the direction that is asked for.
fn logged(log: &[Value], query: &Query, wanted: impl Fn(&Value) -> bool) -> Value {
    let since: i64 = asked(query, "dateFrom").map_or(0, |at| at.parse().unwrap());
    let mut rows: Vec<_> = log.iter().filter(|row| row["time"].as_i64() >= Some(since) && wanted(row)).collect();
    if asked(query, "direction") != Some("asc") {
        rows.reverse();
    }
    let (first, most) = paged(query);
    rows.into_iter().skip(first).take(most).cloned().collect()
}
