//! A real Glewlwyd: its schemes and scopes are made once, and an account for each case.

use super::rig::{Call, Rig};
use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey as _;
use postern_directory::{Glewlwyd, GlewlwydSettings, Reach};
use postern_os::{OsEntropy, SystemClock};
use postern_ports::machine::{MachineKey, MachinePublicKey};
use postern_ports::secrets::reveal;
use postern_ports::{Clock as _, Directory};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{Mutex, OnceCell};

const RP: &str = "login.corp.test";
const ORIGIN: &str = "https://login.corp.test";
/// A scheme of one-time codes holds one of each user.
const OTP: [&str; 4] = ["otp0", "otp1", "otp2", "otp3"];
/// What a user has beside what is asked for here.
pub const PICTURE: &str = "data:image/png;base64,AAAA";
static READY: OnceCell<()> = OnceCell::const_new();
/// Whoever changes something at the server.
static ALONE: Mutex<()> = Mutex::const_new(());

/// The server that `cargo xtask test` starts.
pub struct Server {
    url: String,
    admin: String,
    password: String,
    cookie: String,
    client: reqwest::Client,
}

impl Server {
    /// None where there is none.
    pub async fn there() -> Option<Self> {
        let env = |name: &str| std::env::var(name).ok();
        let (url, admin) = (env("POSTERN_GLEWLWYD_URL")?, env("POSTERN_GLEWLWYD_ADMIN")?);
        let password = env("POSTERN_GLEWLWYD_PASSWORD")?;
        let client = reqwest::Client::new();
        let body = json!({"username": admin, "password": password});
        let answer = client.post(format!("{url}/api/auth/")).json(&body).send().await.unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let server = Self { url, admin, password, cookie, client };
        READY.get_or_init(|| server.set_up()).await;
        Some(server)
    }

    async fn set_up(&self) {
        let webauthn = json!({
            "session-mandatory": false, "seed": "for tests", "challenge-length": 64, "rp-origin": ORIGIN,
            "credential-expiration": 600, "credential-assertion": 600, "pubKey-cred-params": [-7],
            "ctsProfileMatch": -1, "basicIntegrity": -1, "force-fmt-none": false,
            "fmt": {"packed": true, "none": true, "fido-u2f": true},
        });
        let otp = json!({
            "issuer": "corp", "secret-minimum-size": 16, "otp-length": 6, "user-allow-totp": true,
            "totp-time-step-size": 30, "totp-start-offset": 0, "user-allow-hotp": true, "hotp-window": 4,
        });
        let all = std::iter::once(("webauthn", "webauthn", webauthn)).chain(OTP.map(|name| ("otp", name, otp.clone())));
        for (module, name, parameters) in all {
            let scheme = json!({
                "module": module, "name": name, "display_name": name, "expiration": 600, "max_use": 0,
                "allow_user_register": true, "parameters": parameters,
            });
            self.admin("POST", "/api/mod/scheme/", scheme).await;
        }
        let mut second = vec![json!({"scheme_type": "webauthn", "scheme_name": "webauthn"})];
        second.extend(OTP.map(|name| json!({"scheme_type": "otp", "scheme_name": name})));
        let scope = |name: &str, password: bool, scheme: Value| {
            json!({"name": name, "display_name": name, "description": "for tests", "password_required": password,
                "password_max_age": 0, "scheme": scheme})
        };
        self.admin("POST", "/api/scope/", scope("corp", false, json!({"2fa": second}))).await;
        self.admin("POST", "/api/scope/", scope("plain", true, json!({}))).await;
        let oidc = json!({
            "iss": self.url, "jwt-type": "sha", "jwt-key-size": "256", "key": "for-tests-0123456789-0123456789",
            "access-token-duration": 3600, "refresh-token-duration": 1_209_600, "code-duration": 600,
            "refresh-token-rolling": true, "allow-non-oidc": true, "auth-type-code-enabled": true,
            "auth-type-token-enabled": false, "auth-type-none-enabled": false, "auth-type-id-token-enabled": true,
            "auth-type-password-enabled": true, "auth-type-client-enabled": true, "auth-type-refresh-enabled": true,
            "request-parameter-allow": true, "request-maximum-exp": 3600, "client-pubkey-parameter": "pubkey",
            "client-jwks-parameter": "jwks", "client-jwks_uri-parameter": "jwks_uri",
            "scope": [{"name": "plain", "refresh-token-rolling": true}],
        });
        let plugin = json!({"module": "oidc", "name": "oidc", "display_name": "OIDC", "parameters": oidc});
        self.admin("POST", "/api/mod/plugin/", plugin).await;
        let client = json!({
            "client_id": "app", "name": "app", "confidential": false, "enabled": true,
            "redirect_uri": ["http://127.0.0.1/cb"], "authorization_type": ["password", "refresh_token", "code"],
        });
        self.admin("POST", "/api/client/", client).await;
    }

    /// A change by an administrator. One at a time: 2.7.5 stores another password than was sent, or answers 500, where
    /// several come at one moment.
    async fn admin(&self, method: &str, path: &str, body: Value) -> Value {
        let _alone = ALONE.lock().await;
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut failed = false;
        for _ in 0..10 {
            let request = self.client.request(method.clone(), format!("{}{path}", self.url));
            let answer = request.header("Cookie", &self.cookie).json(&body).send().await.unwrap();
            let status = answer.status();
            if status.is_server_error() {
                failed = true;
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                continue;
            }
            // What is there already was made by the one that failed.
            assert!(status.is_success() || (failed && status == reqwest::StatusCode::BAD_REQUEST), "{path}: {status}");
            return serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or(Value::Null);
        }
        panic!("{path}: 500 again and again");
    }

    /// What an administrator is shown at `path`.
    pub async fn shown(&self, path: &str) -> Value {
        let request = self.client.get(format!("{}{path}", self.url)).header("Cookie", &self.cookie);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.json().await.unwrap()
    }

    /// Users who have nothing, with these names, and each with this one for people.
    pub async fn users(&self, logins: impl IntoIterator<Item = String>, name: &str) {
        for login in logins {
            let user = json!({"username": login, "name": name, "enabled": true, "scope": ["g_profile"]});
            self.admin("POST", "/api/user/", user).await;
        }
    }

    /// A confidential client with this key and a shared secret: its identifier, and the secret.
    pub async fn client(&self, key: &MachinePublicKey) -> (String, SecretString) {
        let id = format!("c{}", uuid::Uuid::new_v4().simple());
        let client = json!({
            "client_id": id, "name": "Nightly signing", "confidential": true, "enabled": true, "scope": ["plain"],
            "redirect_uri": ["https://signing.corp.test/cb"], "authorization_type": ["client_credentials"],
            "token_endpoint_auth_method": ["client_secret_post", "private_key_jwt"],
            "client_secret": format!("{id}-secret"), "jwks": {"keys": [jwk(key)]},
        });
        self.admin("POST", "/api/client/", client).await;
        let secret = SecretString::from(format!("{id}-secret"));
        (id, secret)
    }

    /// Permits a client to sign in, or not, as an administrator does.
    pub async fn switch_client(&self, id: &str, enabled: bool) {
        let path = format!("/api/client/{id}");
        let mut client = self.shown(&path).await;
        client["enabled"] = json!(enabled);
        self.admin("PUT", &path, client).await;
    }

    /// Whether a key still gets a token for the client, by an assertion that is made here.
    pub async fn signs_in(&self, client: &str, key: &MachineKey) -> bool {
        let now = SystemClock.now().0 / 1000;
        let header = json!({"alg": "ES256", "typ": "JWT", "kid": key.public.name});
        let claims = json!({
            "iss": client, "sub": client, "aud": format!("{}/api/oidc/token", self.url), "iat": now, "exp": now + 60,
            "jti": uuid::Uuid::new_v4().simple().to_string(),
        });
        let signed = [header, claims].map(|part| URL_SAFE_NO_PAD.encode(part.to_string())).join(".");
        // Exposed to sign with it, as a consumer does.
        let signer = SigningKey::from_pkcs8_pem(reveal(&key.secret)).unwrap();
        let signature: Signature = signer.sign(signed.as_bytes());
        let assertion = format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()));
        let kind = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
        let body = format!(
            "grant_type=client_credentials&scope=plain&client_assertion_type={kind}&client_assertion={assertion}"
        );
        self.token(body).await.is_some()
    }

    /// A connector that knows who answers for clients.
    pub fn connector(&self, url: &str, reach: Reach, sponsors: BTreeMap<String, String>) -> Glewlwyd {
        let settings = GlewlwydSettings {
            id: "practice".to_owned(),
            tenant: "Corp".to_owned(),
            url: url.to_owned(),
            reach,
            admin: self.admin.clone(),
            scheme: "webauthn".to_owned(),
            plugins: vec!["oidc".to_owned()],
            sponsors,
            rp_id: RP.to_owned(),
            origin: ORIGIN.to_owned(),
        };
        Glewlwyd::connect(settings, self.password(), Arc::new(SystemClock), Arc::new(OsEntropy)).unwrap()
    }

    /// The administrator's password.
    pub fn password(&self) -> SecretString {
        SecretString::from(self.password.clone())
    }

    /// A refresh token of `login`'s, for the application.
    pub async fn refresh_token(&self, login: &str) -> String {
        let body = format!("grant_type=password&username={login}&password={login}-password&scope=plain");
        let answer = match self.token(body.clone()).await {
            Some(answer) => answer,
            None => {
                // Signing in puts the password right, where it is not.
                self.session(login).await;
                self.token(body).await.unwrap()
            }
        };
        answer["refresh_token"].as_str().unwrap().to_owned()
    }

    /// Whether a refresh token still gives access.
    pub async fn refreshes(&self, token: &str) -> bool {
        self.token(format!("grant_type=refresh_token&refresh_token={token}")).await.is_some()
    }

    async fn token(&self, body: String) -> Option<Value> {
        let request = self.client.post(format!("{}/api/oidc/token/", self.url)).body(body);
        let answer = request.header("Content-Type", "application/x-www-form-urlencoded").send().await.unwrap();
        if answer.status().is_success() { Some(answer.json().await.unwrap()) } else { None }
    }

    /// Opens a session of `login`'s by its password; the cookie that it lives by.
    pub async fn session(&self, login: &str) -> String {
        let body = json!({"username": login, "password": format!("{login}-password")});
        let mut last = None;
        // Its database takes one writer at a time, and other tests write as well: it answers 500 then.
        for _ in 0..20 {
            let answer = self.client.post(format!("{}/api/auth/", self.url)).json(&body).send().await.unwrap();
            if let Some(cookie) = answer.headers().get("set-cookie") {
                return cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            }
            last = Some(answer.status());
            if answer.status() == reqwest::StatusCode::UNAUTHORIZED {
                // Where several people get a password at one moment, 2.7.5 keeps another than was sent.
                let mut user = self.shown(&format!("/api/user/{login}")).await;
                user["password"] = json!(format!("{login}-password"));
                self.admin("PUT", &format!("/api/user/{login}"), user).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("no session: {last:?}");
    }

    /// Whether a session still shows its profile.
    pub async fn session_lives(&self, cookie: &str) -> bool {
        let request = self.client.get(format!("{}/api/profile_list/", self.url)).header("Cookie", cookie);
        request.send().await.unwrap().status().is_success()
    }
}

#[async_trait]
impl Rig for Server {
    fn url(&self) -> String {
        self.url.clone()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        Arc::new(self.connector(url, reach, BTreeMap::new()))
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Call {
        match method {
            "POST" if body.contains("remove-credential") || body.contains("\"NONE\"") => Call::Revoke,
            "POST" if body.contains("register-credential") => Call::Submit,
            "PUT" if path.contains("/scheme/register") => Call::Read,
            "GET" => Call::Read,
            _ => Call::Other,
        }
    }

    fn success(&self, _: Call, _: &str) -> (u16, String) {
        (200, String::new())
    }

    async fn subject(&self, credentials: usize) -> String {
        let login = format!("u{}", uuid::Uuid::new_v4().simple());
        let user = json!({
            "username": login, "name": "Maya", "password": format!("{login}-password"),
            "email": format!("{login}@corp.test"), "enabled": true, "scope": ["g_profile", "corp", "plain", "openid"],
            "picture": PICTURE,
        });
        self.admin("POST", "/api/user/", user).await;
        for name in OTP.iter().take(credentials) {
            let otp = json!({
                "username": login, "scheme_type": "otp", "scheme_name": name,
                "value": {"type": "TOTP", "secret": "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK", "time_step_size": 30},
            });
            self.admin("POST", &format!("/api/delegate/{login}/profile/scheme/register/"), otp).await;
        }
        login
    }
}

/// The public half as a JWK: the point stands at the end of its SubjectPublicKeyInfo.
fn jwk(key: &MachinePublicKey) -> Value {
    let point = &key.spki[key.spki.len() - 65..];
    assert_eq!(point[0], 4, "an uncompressed point");
    let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
    json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": key.name, "use": "sig", "alg": "ES256"})
}
