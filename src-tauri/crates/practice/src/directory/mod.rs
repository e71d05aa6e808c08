//! The practice directory: an identity provider on loopback with a WebAuthn relying party of its own.
//!
//! It is reached over HTTP like any other. Old credentials really fail there and new ones really work.
//!
//! Administration, with `Authorization: Bearer <token>`:
//! `GET /accounts?login=`, `GET /accounts/{id}`, `GET /accounts/{id}/inventory`, `POST /accounts/{id}/block`,
//! `POST /accounts/{id}/unblock`, `POST /accounts/{id}/sessions/end`, `POST /accounts/{id}/credentials/{cid}/suspend`,
//! `POST /accounts/{id}/pass`, `GET /search?beginning=&from=`, `GET /changes?since=&from=`,
//! `POST /accounts/{id}/saved-codes/use`, `DELETE /accounts/{id}/credentials/{cid}`, `POST /accounts/{id}/credentials/options`, `POST /accounts/{id}/credentials`,
//! and for practising `POST /accounts/{id}/sneak`, `POST /faults`.
//! For anybody: `GET /health`, `POST /enrol`, `POST /sign-in/options`, `POST /sign-in`.

mod admin;
mod changes;
mod database;
mod enrolment;
mod passes;
mod search;
mod seed;
mod sign_in;

pub use seed::seed;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use database::Database;
use postern_ports::{Clock, Entropy};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use url::Url;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{AuthenticationState, RegistrationState};

/// Relying-party id of the practice directory.
pub const RP_ID: &str = "id.practice.postern.invalid";
/// Its origin.
pub const ORIGIN: &str = "https://id.practice.postern.invalid";
/// How long a challenge may be answered, in milliseconds.
const CHALLENGE_MS: i64 = 300_000;

/// Why the practice directory did not start or seed.
#[derive(Debug, thiserror::Error)]
pub enum PracticeFault {
    /// Its database failed.
    #[error("the practice directory's database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// It found no port, or a file failed.
    #[error("the practice directory did not start: {0}")]
    Io(#[from] std::io::Error),
    /// No randomness, or a key failed while seeding.
    #[error("the practice profile could not be prepared: {0}")]
    Seed(String),
}

/// A running practice directory. Dropping it stops it.
pub struct PracticeDirectory {
    url: String,
    token: String,
    reading: String,
    shared: Arc<Shared>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    served: tokio::sync::Mutex<Option<tokio::task::JoinHandle<()>>>,
}

/// What requests share.
pub(crate) struct Shared {
    database: Database,
    token: String,
    /// Reads, and closes doors.
    reading: String,
    core: WebauthnCore,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    enrolments: Mutex<HashMap<String, (String, i64, RegistrationState)>>,
    sign_ins: Mutex<HashMap<String, (String, i64, AuthenticationState)>>,
    faults: Faults,
}

/// Misbehaviour to practise on.
#[derive(Default)]
struct Faults {
    zombie: AtomicBool,
    ghost: AtomicBool,
    down: AtomicBool,
    slow_ms: AtomicU64,
}

/// What `POST /faults` sets; what is left out is switched off.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FaultSettings {
    /// A deletion answers 204, and the credential stays.
    pub zombie: bool,
    /// A creation answers 201, and nothing is stored.
    pub ghost: bool,
    /// Everything but this answers 503.
    pub down: bool,
    /// Every answer waits this long.
    pub slow_ms: u64,
}

impl PracticeDirectory {
    /// Starts it over the database in `folder`, on a free port of 127.0.0.1.
    pub async fn start(folder: &Path, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Result<Self, PracticeFault> {
        std::fs::create_dir_all(folder)?;
        let database = Database::open(&folder.join("directory.sqlite")).await?;
        let random = entropy.bytes32().map_err(|e| PracticeFault::Seed(e.to_string()))?;
        let token: String = random.iter().map(|b| format!("{b:02x}")).collect();
        let drawn = entropy.bytes32().map_err(|e| PracticeFault::Seed(e.to_string()))?;
        let reading: String = drawn.iter().map(|b| format!("{b:02x}")).collect();
        let origin = Url::parse(ORIGIN).map_err(|e| PracticeFault::Seed(e.to_string()))?;
        let core = WebauthnCore::new_unsafe_experts_only(
            "Practice directory",
            RP_ID,
            vec![origin],
            Duration::from_secs(300),
            None,
            None,
        );
        let shared = Arc::new(Shared {
            database,
            token: token.clone(),
            reading: reading.clone(),
            core,
            clock,
            entropy,
            enrolments: Mutex::default(),
            sign_ins: Mutex::default(),
            faults: Faults::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let (stop, stopped) = oneshot::channel::<()>();
        let answering = router(shared.clone());
        let served = tokio::spawn(async move {
            let served = axum::serve(listener, answering).with_graceful_shutdown(async {
                // Dropped or sent: both mean stop.
                let _ = stopped.await;
            });
            if let Err(error) = served.await {
                tracing::error!(%error, "the practice directory stopped");
            }
        });
        let (stop, served) = (Mutex::new(Some(stop)), tokio::sync::Mutex::new(Some(served)));
        Ok(Self { url, token, reading, shared, stop, served })
    }

    /// Where it answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The administration's token.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// A token that reads, closes doors and signs in as anybody does: it changes nothing else.
    pub fn reading_token(&self) -> &str {
        &self.reading
    }

    /// Stops it, and waits until it has.
    pub async fn stop(&self) {
        let stop = self.stop.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        drop(stop);
        if let Some(served) = self.served.lock().await.take() {
            // Connections that are kept alive are not waited for.
            let _ = tokio::time::timeout(Duration::from_secs(1), served).await;
        }
    }
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/health", get(admin::health))
        .route("/accounts", get(admin::find))
        .route("/accounts/{id}", get(admin::account))
        .route("/accounts/{id}/inventory", get(admin::inventory))
        .route("/accounts/{id}/block", post(admin::block))
        .route("/accounts/{id}/unblock", post(admin::unblock))
        .route("/accounts/{id}/sessions/end", post(admin::end_sessions))
        .route("/accounts/{id}/saved-codes/use", post(admin::use_saved_code))
        .route("/accounts/{id}/sneak", post(admin::sneak))
        .route("/accounts/{id}/pass", post(passes::issue))
        .route("/accounts/{id}/credentials", post(enrolment::submit))
        .route("/accounts/{id}/credentials/options", post(enrolment::options))
        .route("/accounts/{id}/credentials/{cid}", delete(admin::revoke))
        .route("/accounts/{id}/credentials/{cid}/suspend", post(admin::suspend))
        .route("/search", get(search::search))
        .route("/changes", get(changes::list))
        .route("/enrol", post(passes::enrol))
        .route("/sign-in/options", post(sign_in::options))
        .route("/sign-in", post(sign_in::finish))
        .route("/faults", post(admin::set_faults))
        .layer(middleware::from_fn_with_state(shared.clone(), reads_only))
        .with_state(shared)
}

/// Refuses the reading token what it may not do.
async fn reads_only(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let closes = ["/block", "/sessions/end", "/suspend", "/saved-codes/use", "/sign-in", "/sign-in/options"]
        .iter()
        .any(|end| request.uri().path().ends_with(end));
    let reads = request.method() == Method::GET || closes;
    if !reads && bearer(request.headers()) == Some(shared.reading.as_str()) {
        return Problem(StatusCode::FORBIDDEN, "reads_only").into_response();
    }
    next.run(request).await
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "))
}

/// A refusal as the directory speaks it: `{"code": ...}`.
pub(crate) struct Problem(StatusCode, &'static str);

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.0, axum::Json(serde_json::json!({"code": self.1}))).into_response()
    }
}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the practice directory's database failed");
        Self(StatusCode::INTERNAL_SERVER_ERROR, "database")
    }
}

impl Shared {
    /// Misbehaves as it was told to, then checks the administration's token.
    async fn admit(&self, headers: &HeaderMap) -> Result<(), Problem> {
        self.misbehave().await?;
        let known = [self.token.as_str(), self.reading.as_str()];
        if bearer(headers).is_some_and(|given| known.contains(&given)) {
            Ok(())
        } else {
            Err(Problem(StatusCode::UNAUTHORIZED, "token"))
        }
    }

    async fn misbehave(&self) -> Result<(), Problem> {
        let slow = self.faults.slow_ms.load(Ordering::Relaxed);
        if slow > 0 {
            tokio::time::sleep(Duration::from_millis(slow)).await;
        }
        if self.faults.down.load(Ordering::Relaxed) {
            return Err(Problem(StatusCode::SERVICE_UNAVAILABLE, "down"));
        }
        Ok(())
    }

    fn now(&self) -> i64 {
        self.clock.now().0
    }

    fn fresh_id(&self, prefix: &str) -> Result<String, Problem> {
        let tail: String = self.drawn32()?[..8].iter().map(|b| format!("{b:02x}")).collect();
        Ok(format!("{prefix}-{tail}"))
    }

    fn drawn32(&self) -> Result<[u8; 32], Problem> {
        self.entropy.bytes32().map_err(|_| Problem(StatusCode::INTERNAL_SERVER_ERROR, "entropy"))
    }
}

/// Takes an open challenge of `map` that is young enough; it can be answered once.
fn take<S>(map: &Mutex<HashMap<String, (String, i64, S)>>, transaction: &str, now: i64) -> Option<(String, S)> {
    let mut open = map.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    open.retain(|_, (_, at, _)| now - *at < CHALLENGE_MS);
    open.remove(transaction).map(|(account, _, state)| (account, state))
}

fn keep<S>(map: &Mutex<HashMap<String, (String, i64, S)>>, transaction: &str, account: String, now: i64, state: S) {
    map.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(transaction.to_owned(), (account, now, state));
}
