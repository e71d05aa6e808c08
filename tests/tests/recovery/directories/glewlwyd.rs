//! A real Glewlwyd: its schemes and scopes are made once, and an account for each case.

use super::rig::{Call, Rig};
use async_trait::async_trait;
use postern_directory::{Glewlwyd, GlewlwydSettings, Reach};
use postern_ports::Directory;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::OnceCell;

const RP: &str = "login.corp.test";
const ORIGIN: &str = "https://login.corp.test";
/// A scheme of one-time codes holds one of each user.
const OTP: [&str; 4] = ["otp0", "otp1", "otp2", "otp3"];
static READY: OnceCell<()> = OnceCell::const_new();

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
            "auth-type-password-enabled": true, "auth-type-client-enabled": false, "auth-type-refresh-enabled": true,
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

    async fn admin(&self, method: &str, path: &str, body: Value) -> Value {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.client.request(method, format!("{}{path}", self.url)).header("Cookie", &self.cookie);
        let answer = request.json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or(Value::Null)
    }

    /// A refresh token of `login`'s, for the application.
    pub async fn refresh_token(&self, login: &str) -> String {
        let body = format!("grant_type=password&username={login}&password={login}-password&scope=plain");
        let answer = self.token(body).await.unwrap();
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
        let answer = self.client.post(format!("{}/api/auth/", self.url)).json(&body).send().await.unwrap();
        answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
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
        let settings = GlewlwydSettings {
            id: "practice".to_owned(),
            tenant: "Corp".to_owned(),
            url: url.to_owned(),
            reach,
            admin: self.admin.clone(),
            scheme: "webauthn".to_owned(),
            plugins: vec!["oidc".to_owned()],
            rp_id: RP.to_owned(),
            origin: ORIGIN.to_owned(),
        };
        Arc::new(Glewlwyd::connect(settings, SecretString::from(self.password.clone())).unwrap())
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
