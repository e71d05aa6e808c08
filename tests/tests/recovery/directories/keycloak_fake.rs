//! A stand-in for Keycloak 26 that keeps state. It is made from Keycloak's documentation and from what is known of its
//! source; there is no published contract that it is checked against, and nobody has compared it with the real thing.

mod person;
mod realm;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};
use person::{Answer, no};
use postern_directory::{KeycloakSettings, Reach};
use postern_domain::time::Timestamp;
use realm::{ACTION, CLIENT, REALM, Realm, SECRET, signing};
use reqwest::Url;
use secrecy::SecretString;
use serde_cbor_2::Value as Cbor;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::oneshot;

/// One realm, on loopback; it stops when it is dropped.
pub struct KeycloakFake {
    server: Arc<Server>,
    _stop: oneshot::Sender<()>,
}

struct Server {
    url: String,
    realm: Mutex<Realm>,
}

impl KeycloakFake {
    /// Starts it with `maya@corp.test`, who has a credential of every type, and `dora` and `ezra`, who administer.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let server = Arc::new(Server { url, realm: Mutex::new(Realm::new()) });
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
    pub fn settings(&self) -> KeycloakSettings {
        KeycloakSettings {
            id: "keycloak".to_owned(),
            tenant: "Corp".to_owned(),
            url: self.server.url.clone(),
            realm: REALM.to_owned(),
            reach: Reach::default(),
            client_id: CLIENT.to_owned(),
            action: ACTION.to_owned(),
            rp_id: "localhost".to_owned(),
            origin: self.server.url.clone(),
        }
    }

    /// The client's secret.
    pub fn secret() -> SecretString {
        SecretString::from(SECRET.to_owned())
    }

    /// The client's key, PEM.
    pub fn key() -> SecretString {
        let secret = p256::SecretKey::from(signing());
        SecretString::from(secret.to_pkcs8_pem(LineEnding::LF).unwrap().to_string())
    }

    /// A new person with this many code generators, a session and an offline token: the sign-in name.
    pub fn newcomer(&self, credentials: usize) -> String {
        self.server.realm().newcomer(credentials)
    }

    /// This many further people, whose sign-in names begin with `crowd`, and one whose name only does.
    pub fn crowd(&self, people: usize) {
        self.server.realm().crowd(people);
    }

    /// Forgets every token: the next call of each is answered 401.
    pub fn expire_tokens(&self) {
        self.server.realm().tokens.clear();
    }

    /// Asks somebody for a key at the next sign-in, as an administrator in the server's own window would.
    pub fn ask(&self, login: &str) {
        let actions = json!([ACTION]);
        self.server.realm().person(login).row.insert("requiredActions".to_owned(), actions);
    }

    /// What somebody's browser does when they are asked for a key: the credential's identifier. Nothing of the key is
    /// verified; whoever is not asked, or is blocked, does not get so far.
    pub fn enrol(&self, login: &str, data: &str, label: &str) -> Result<String, String> {
        self.server.realm().enrol(login, data, label)
    }

    /// The representation of somebody as it is now.
    pub fn user(&self, login: &str) -> Value {
        Value::Object(self.server.realm().person(login).row.clone())
    }

    /// Writes this many entries into both logs, half of which tell of credentials: when it began.
    pub fn busy(&self, entries: usize) -> Timestamp {
        self.server.realm().busy(entries)
    }

    /// Saves no events from now on.
    pub fn forget_events(&self) {
        self.server.realm().saves = false;
    }

    /// "METHOD path" of every call that changed something.
    pub fn mutations(&self) -> Vec<String> {
        self.server.realm().mutations.clone()
    }
}

/// The field `credentialData` of a key: its credential id, its public key (SEC1, uncompressed) and its model.
pub fn credential_data(id: &[u8], public_key: &[u8], aaguid: &str) -> String {
    let numbers = [(1, 2), (3, -7), (-1, 1)].map(|(name, n)| (Cbor::Integer(name), Cbor::Integer(n)));
    let points = [(-2, &public_key[1..33]), (-3, &public_key[33..])];
    let points = points.map(|(name, point)| (Cbor::Integer(name), Cbor::Bytes(point.to_vec())));
    let cose = Cbor::Map(numbers.into_iter().chain(points).collect());
    let cose = serde_cbor_2::to_vec(&cose).unwrap();
    json!({"aaguid": aaguid, "credentialId": STANDARD.encode(id), "counter": 0,
        "credentialPublicKey": URL_SAFE_NO_PAD.encode(cose), "attestationStatementFormat": "packed",
        "transports": ["usb"]})
    .to_string()
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
    fn realm(&self) -> MutexGuard<'_, Realm> {
        self.realm.lock().unwrap()
    }

    fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Answer {
        let url = Url::parse(&format!("{}{uri}", self.url)).unwrap();
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        let mut realm = self.realm();
        let place = match segments.as_slice() {
            ["realms", REALM, "protocol", "openid-connect", "token"] => return realm.token(body),
            ["admin", "realms", REALM, place @ ..] => place,
            _ => return no(StatusCode::NOT_FOUND, "Realm not found."),
        };
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "));
        if !bearer.is_some_and(|token| realm.lets_in(token)) {
            return no(StatusCode::UNAUTHORIZED, "HTTP 401 Unauthorized");
        }
        let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let read = serde_json::from_slice(body).unwrap_or(Value::Null);
        let (status, value) = realm.act(method.as_str(), place, &query, &read);
        if status.is_success() && *method != Method::GET {
            realm.mutations.push(format!("{method} /{}", place.join("/")));
        }
        (status, value)
    }
}
