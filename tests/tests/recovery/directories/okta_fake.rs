//! A stand-in for Okta that keeps state, and verifies what it is handed. It is checked against the published contract,
//! request by request and answer by answer; nobody has compared it with the real thing.

mod lists;
mod tenant;

use super::contract::Contract;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use p256::pkcs8::{EncodePrivateKey as _, LineEnding};
use postern_directory::{OktaSettings, Reach};
use reqwest::Url;
use secrecy::SecretString;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, Once};
use tenant::{Answer, CLIENT, KEY, Tenant, no, signing};
use tokio::sync::oneshot;

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
        let server = Arc::new(Server { url, contract, tenant: Mutex::new(Tenant::new()) });
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
        self.server.tenant().newcomer(factors)
    }

    /// Adds so many users of whom nothing is kept: each is made up when its page is asked for. They are called `crowd`
    /// and five digits, at `corp.test`.
    pub fn crowd(&self, users: usize) {
        self.server.tenant().crowd = users;
    }

    /// Has `login` let an application in, which then holds so many refresh tokens; with `stays` they outlive the
    /// sessions.
    pub fn let_in(&self, login: &str, client: &str, tokens: usize, stays: bool) {
        self.server.tenant().let_in(login, client, tokens, stays);
    }

    /// How many refresh tokens of `login`'s may still be used.
    pub fn tokens(&self, login: &str) -> usize {
        self.server.tenant().person(login).apps.iter().map(|app| app.live).sum()
    }

    /// Writes an entry into the log.
    pub fn happened(&self, entry: Value) {
        self.server.tenant().events.push(entry);
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
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        // The log and the applications' tokens are in no fragment that is here.
        let beyond = segments.last() == Some(&"logs") || segments.contains(&"clients");
        if beyond {
            tenant.beyond.push(format!("{method} {}", url.path()));
        }
        let mut breaches = Vec::new();
        let contract = self.contract.as_ref().filter(|_| !beyond);
        breaches.extend(contract.and_then(|c| c.request(method.as_str(), &at, read.as_ref()).err()));
        let bearer = headers.get("authorization").and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "));
        let (status, value, next) = if bearer.is_some_and(|token| tenant.tokens.contains(token)) {
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
