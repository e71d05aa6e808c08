//! A stand-in for Microsoft Entra ID that keeps state, and verifies what it is handed. It is checked against the
//! published contract, request by request and answer by answer; nobody has compared it with the real thing.

mod certificates;
mod lists;
mod machines;
mod people;
mod tenant;

use super::contract::Contract;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State as Shared;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use certificates::Certificate;
use postern_directory::{EntraSettings, Reach};
use postern_domain::time::Timestamp;
use reqwest::Url;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, MutexGuard, Once};
use tenant::{Answer, CLIENT, GRAPH, ORIGIN, RP, SECRET, TENANT, Tenant, no};
use tokio::sync::oneshot;

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

impl EntraFake {
    /// People whom it lists beside those that there are: `crowd00000@corp.test` and so on.
    pub const CROWD: usize = lists::CROWD;
    /// Applications: one that maya answers for, with a key and two secrets, of which one is over; one that no person
    /// answers for and that may give itself any role; and one that holds a role through a group.
    pub const BACKUPS: &str = machines::BACKUPS;
    pub const PROVISIONING: &str = machines::PROVISIONING;
    pub const REPORTS: &str = machines::REPORTS;

    /// Starts it with `maya@corp.test`, who has a key, a code generator and a password, `dora@corp.test`, who
    /// administers, `ezra@corp.test`, who may, and `gita@corp.test`, who does through a group.
    pub async fn start() -> Self {
        static NOTE: Once = Once::new();
        let contract = Contract::load("graph.yaml");
        if contract.is_none() {
            NOTE.call_once(|| eprintln!("no contracts here: what is sent to Entra is not checked against Graph's"));
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
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
            delegated: false,
        }
    }

    /// The application's secret.
    pub fn secret() -> SecretString {
        SecretString::from(SECRET.to_owned())
    }

    /// The application's certificate and its key, PEM.
    pub fn certificate() -> SecretString {
        SecretString::from(Certificate::console().pem.clone())
    }

    /// The key of the application `BACKUPS`, with its certificate, PEM.
    pub fn key_of_application() -> SecretString {
        SecretString::from(Certificate::application().pem.clone())
    }

    /// The secret of the application `BACKUPS`.
    pub fn secret_of_application() -> SecretString {
        SecretString::from(machines::BACKUPS_SECRET.to_owned())
    }

    /// Adds a certificate to an application, as another administrator would.
    pub fn give_key(&self, app_id: &str, certificate: &[u8], label: &str) {
        self.server.tenant().machines.give(app_id, certificate, label);
    }

    /// Removes an application's keys of this name, as another administrator would.
    pub fn take_key(&self, app_id: &str, label: &str) {
        self.server.tenant().machines.take(app_id, label);
    }

    /// Switches an application's service principal off, or on.
    pub fn enable_application(&self, app_id: &str, enabled: bool) {
        self.server.tenant().machines.enable(app_id, enabled);
    }

    /// Hides groups from whoever asks from now on, as Graph does from those who may not see them.
    pub fn hide_groups(&self) {
        self.server.tenant().hides_groups = true;
    }

    /// Writes into the log that this was done to somebody's credential, by dora.
    pub fn note(&self, activity: &str, upn: &str, at: Timestamp, result: &str) {
        self.server.tenant().note(activity, upn, at, result);
    }

    /// Issues a temporary pass, as another administrator would.
    pub fn issue_pass(&self, upn: &str) {
        self.server.tenant().issue_pass(upn);
    }

    /// Uses somebody's temporary pass.
    pub fn use_pass(&self, upn: &str) {
        self.server.tenant().use_pass(upn);
    }

    /// An access token of a person who signed in, who may do this.
    pub fn signed_in(&self, scopes: &str) -> SecretString {
        SecretString::from(self.server.tenant().admit(json!({"scp": scopes})))
    }

    /// Names new methods by their credential from now on, as Graph's examples do.
    pub fn spell_credentials(&self) {
        self.server.tenant().spelled = true;
    }

    /// A new person with this many methods, and none that cannot be deleted: the sign-in name.
    pub fn newcomer(&self, methods: usize) -> String {
        self.server.tenant().newcomer(methods)
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
            return tenant.token(body);
        }
        let Some(path) = url.path().strip_prefix(GRAPH) else { return no(StatusCode::NOT_FOUND, "no path") };
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let read = (!body.is_empty()).then(|| serde_json::from_slice::<Value>(body).unwrap_or(Value::Null));
        let beyond = is_beyond(method, &segments);
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

/// Whether a call is in no contract that is here: blocking, roles to activate, groups, the log, and applications.
fn is_beyond(method: &Method, segments: &[&str]) -> bool {
    match segments {
        ["users", _] => *method == Method::PATCH,
        ["users", .., last] => *last == "microsoft.graph.group",
        ["roleManagement", .., last] => *last == "roleEligibilityScheduleInstances",
        [first, ..] => ["auditLogs", "applications", "servicePrincipals"].iter().any(|kind| first.starts_with(kind)),
        [] => false,
    }
}
