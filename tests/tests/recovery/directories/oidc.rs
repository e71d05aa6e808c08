//! Signing in with a browser at a real Glewlwyd: a stand-in plays the person at its pages.
//!
//! Glewlwyd 2.7 departs from OpenID Connect in two ways. It refuses `max_age=0`, so that the stand-in asks for less.
//! And it reads the time of a sign-in (`auth_time`) from the cookie of whoever exchanges the code, which is nobody's
//! browser: it says 1970, which is not believed. Where the tests want to go on, a proxy carries the browser's cookie.

use super::glewlwyd::Server;
use super::rig::Rig as _;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::SigningKey;
use postern_directory::{Oidc, OidcSettings, Reach};
use postern_os::{OsEntropy, SystemClock};
use postern_ports::directory::DirectoryFault;
use postern_ports::secrets::reveal;
use postern_ports::{Clock as _, OpenId as _};
use reqwest::Url;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::sync::OnceCell;
use tokio::task::JoinHandle;

/// Glewlwyd takes a redirect address only as it is written: more of them than there are visits at a time.
const PORTS: [u16; 8] = [47_811, 47_812, 47_813, 47_814, 47_815, 47_816, 47_817, 47_818];
const CLIENT: &str = "postern-desk";
/// One signs by elliptic curve (ES256), one by RSA (RS256).
const PLUGINS: [&str; 2] = ["signin-es", "signin-rs"];
static READY: OnceCell<()> = OnceCell::const_new();

/// The server with what these tests need of it; none where there is none.
async fn server() -> Option<Server> {
    let Some(server) = Server::there().await else {
        eprintln!("skipped: no Glewlwyd here (`cargo xtask test` starts one)");
        return None;
    };
    READY.get_or_init(|| set_up(&server)).await;
    Some(server)
}

async fn set_up(server: &Server) {
    let env = |name: &str| std::env::var(name).unwrap();
    let body = json!({"username": env("POSTERN_GLEWLWYD_ADMIN"), "password": env("POSTERN_GLEWLWYD_PASSWORD")});
    let answer = plain().post(format!("{}/api/auth/", server.url())).json(&body).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    for (name, key) in PLUGINS.into_iter().zip([by_curve(), by_rsa()]) {
        let mut parameters = json!({
            "iss": format!("{}/api/{name}", server.url()), "jwks-show": true,
            "access-token-duration": 3600, "refresh-token-duration": 1_209_600, "code-duration": 600,
            "refresh-token-rolling": true, "allow-non-oidc": false, "auth-type-code-enabled": true,
            "auth-type-token-enabled": false, "auth-type-none-enabled": false, "auth-type-id-token-enabled": true,
            "auth-type-password-enabled": false, "auth-type-client-enabled": false, "auth-type-refresh-enabled": true,
            "pkce-allowed": true, "pkce-method-plain-allowed": false, "pkce-required": true,
            "claims": [{"name": "login", "user-property": "username", "type": "string", "mandatory": true}],
        });
        parameters.as_object_mut().unwrap().extend(key);
        let plugin = json!({"module": "oidc", "name": name, "display_name": name, "parameters": parameters});
        post(server, &cookie, "/api/mod/plugin/", plugin).await;
    }
    let redirects: Vec<String> = PORTS.iter().map(|port| format!("http://127.0.0.1:{port}/callback")).collect();
    let client = json!({
        "client_id": CLIENT, "name": CLIENT, "confidential": false, "enabled": true, "redirect_uri": redirects,
        "authorization_type": ["code", "refresh_token"],
    });
    post(server, &cookie, "/api/client/", client).await;
}

async fn post(server: &Server, cookie: &str, path: &str, body: Value) {
    let request = plain().post(format!("{}{path}", server.url())).header("Cookie", cookie).json(&body);
    let answer = request.send().await.unwrap();
    let status = answer.status();
    assert!(status.is_success(), "{path}: {status} {}", answer.text().await.unwrap());
}

/// Parameters with a key on P-256, for these tests alone.
fn by_curve() -> serde_json::Map<String, Value> {
    let secret = [7; 32];
    let point = SigningKey::from_slice(&secret).unwrap().verifying_key().to_encoded_point(false);
    // 0x04, then both coordinates.
    let (x, y) = point.as_bytes()[1..].split_at(32);
    let [x, y, d] = [x, y, &secret].map(|part| URL_SAFE_NO_PAD.encode(part));
    let key = json!({"kty": "EC", "crv": "P-256", "kid": "desk", "alg": "ES256", "x": x, "y": y, "d": d});
    let keys = json!({"keys": [key]}).to_string();
    serde_json::Map::from_iter([("jwks-private".to_owned(), json!(keys))])
}

/// Parameters with a new RSA key.
fn by_rsa() -> serde_json::Map<String, Value> {
    use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
    use aws_lc_rs::rsa::{KeyPair, KeySize};
    let der: Pkcs8V1Der<'_> = KeyPair::generate(KeySize::Rsa2048).unwrap().as_der().unwrap();
    let pkcs8 = rustls_pki_types::PrivatePkcs8KeyDer::from(der.as_ref().to_vec());
    let pair = rcgen::KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8, &rcgen::PKCS_RSA_SHA256).unwrap();
    let parameters = json!({
        "jwt-type": "rsa", "jwt-key-size": "256", "key": pair.serialize_pem(), "cert": pair.public_key_pem(),
    });
    let Value::Object(parameters) = parameters else { unreachable!() };
    parameters
}

fn plain() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A proxy that adds the browser's cookie to what the console sends.
struct Carrier {
    url: String,
    cookie: Arc<Mutex<String>>,
    serving: JoinHandle<()>,
}

impl Carrier {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let cookie = Arc::new(Mutex::new(String::new()));
        let router = axum::Router::new().fallback(carry).with_state(cookie.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, cookie, serving }
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn carry(State(cookie): State<Arc<Mutex<String>>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let cookie = cookie.lock().unwrap().clone();
    // A proxy is asked for the whole address.
    let mut onward = plain().request(head.method, head.uri.to_string()).header("Cookie", cookie).body(body);
    if let Some(kind) = head.headers.get("content-type") {
        onward = onward.header("Content-Type", kind);
    }
    let answer = onward.send().await.unwrap();
    let mut response = Response::builder().status(answer.status());
    if let Some(kind) = answer.headers().get("content-type") {
        response = response.header("Content-Type", kind);
    }
    response.body(Body::from(answer.bytes().await.unwrap())).unwrap()
}

fn connect(server: &Server, plugin: &str, proxy: Option<&Carrier>) -> Oidc {
    let settings = OidcSettings {
        issuer: format!("{}/api/{plugin}", server.url()),
        client_id: CLIENT.to_owned(),
        client_secret: None,
        scopes: vec!["plain".to_owned()],
        account_claim: "login".to_owned(),
        ports: PORTS.to_vec(),
        reach: Reach { proxy: proxy.map(|carrier| carrier.url.clone()), ..Reach::default() },
    };
    Oidc::connect(settings, Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap()
}

fn query(address: &str) -> BTreeMap<String, String> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

/// Where a browser with this cookie is sent from `address`.
async fn sent_on(address: &str, cookie: &str) -> String {
    let answer = plain().get(address).header("Cookie", cookie).send().await.unwrap();
    assert_eq!(answer.status(), 302, "{address}");
    answer.headers()["location"].to_str().unwrap().to_owned()
}

/// The person: is asked to sign in, does, agrees to what the client wants, and is sent back.
async fn sign_in(server: &Server, login: &str, address: &str, carrier: Option<&Carrier>) {
    let asked = query(address);
    let page = sent_on(address, "").await;
    assert!(page.starts_with(&server.url()) && page.contains("login.html?"), "{page}");
    let shown = query(&page);
    assert_eq!((shown["prompt"].as_str(), shown["login_hint"].as_str()), ("login", login));
    let cookie = server.session(login).await;
    if let Some(carrier) = carrier {
        *carrier.cookie.lock().unwrap() = cookie.clone();
    }
    let grant = plain().put(format!("{}/api/auth/grant/{CLIENT}", server.url())).header("Cookie", &cookie);
    let granted = grant.json(&json!({"scope": "openid plain"})).send().await.unwrap();
    assert!(granted.status().is_success(), "{}", granted.status());
    // The page goes on to this address once somebody has signed in there.
    let back = sent_on(&format!("{address}&g_continue"), &cookie).await;
    assert!(back.starts_with(&format!("{}?", asked["redirect_uri"])) && back.contains(&asked["state"]), "{back}");
    let page = plain().get(back).send().await.unwrap();
    assert!(page.status().is_success());
    assert!(page.text().await.unwrap().contains("You can close this tab"));
}

/// What Glewlwyd takes in place of `max_age=0`.
fn not_zero(address: &str) -> String {
    assert!(address.contains("max_age=0"));
    address.replace("max_age=0", "max_age=300")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_signs_in_at_glewlwyd_with_a_browser() {
    let Some(server) = server().await else { return };
    for plugin in PLUGINS {
        let login = server.subject(0).await;
        let carrier = Carrier::start().await;
        let oidc = connect(&server, plugin, Some(&carrier));
        let begun = SystemClock.now();
        let visit = oidc.begin_for_tokens(&login, begun).await.unwrap();
        let address = not_zero(visit.address());
        let (found, ()) = tokio::join!(visit.finish(), sign_in(&server, &login, &address, Some(&carrier)));
        let (visited, tokens) = found.unwrap();
        assert_eq!(visited.account, login, "{plugin}");
        // It tells whole seconds.
        assert!(visited.at.0 > begun.0 - 1000 && visited.at <= SystemClock.now(), "{:?} {:?}", visited.at, begun);
        let renewed = oidc.refresh(tokens.refresh.as_ref().unwrap()).await.unwrap();
        assert!(renewed.lifetime.is_some_and(|lifetime| lifetime.as_secs() == 3600));
        assert!(!reveal(&renewed.access).is_empty() && renewed.refresh.is_some());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_whose_time_glewlwyd_does_not_tell_is_not_believed() {
    let Some(server) = server().await else { return };
    let login = server.subject(0).await;
    let visit = connect(&server, PLUGINS[0], None).begin(&login, SystemClock.now()).await.unwrap();
    let address = not_zero(visit.address());
    let (found, ()) = tokio::join!(visit.finish(), sign_in(&server, &login, &address, None));
    let told = matches!(&found, Err(DirectoryFault::Nonsense(why)) if why.contains("no fresh sign-in"));
    assert!(told, "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_glewlwyd_refuses_is_told_by_its_code() {
    let Some(server) = server().await else { return };
    let login = server.subject(0).await;
    let visit = connect(&server, PLUGINS[0], None).begin(&login, SystemClock.now()).await.unwrap();
    // It takes no `max_age=0`, and says so through the browser.
    let address = visit.address().to_owned();
    let (found, ()) = tokio::join!(visit.finish(), sign_in(&server, &login, &address, None));
    assert_eq!(found.err(), Some(DirectoryFault::Refused("invalid_request".to_owned())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_issuer_that_calls_itself_otherwise_is_not_asked_anything() {
    let Some(server) = server().await else { return };
    // The other tests' plugin calls itself by the server's address; and a slash more is another name.
    for plugin in ["oidc", "signin-es/"] {
        let begun = connect(&server, plugin, None).begin("maya", SystemClock.now()).await.err();
        assert!(matches!(begun, Some(DirectoryFault::Nonsense(_))), "{plugin}: {begun:?}");
    }
}
