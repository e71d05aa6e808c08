//! The whole recovery against a real privacyIDEA.

use crate::desk::{Desk, codes};
use postern_application::history::verify_history;
use postern_directory::{PrivacyIdea, PrivacyIdeaSettings, Reach};
use postern_domain::ids::DirectoryId;
use postern_domain::recovery::account::CredentialState;
use postern_domain::recovery::{Channel, Command, Lifecycle, Reason};
use postern_ports::Directory as _;
use secrecy::SecretString;
use serde_json::{Value, json};
use std::sync::Arc;

/// The server that `cargo xtask test` starts.
pub struct Server {
    pub url: String,
    admin: String,
    password: String,
}

/// None where there is none.
pub fn server() -> Option<Server> {
    let env = |name: &str| std::env::var(name).ok();
    Some(Server {
        url: env("POSTERN_PRIVACYIDEA_URL")?,
        admin: env("POSTERN_PRIVACYIDEA_ADMIN")?,
        password: env("POSTERN_PRIVACYIDEA_PASSWORD")?,
    })
}

const RP: &str = "corp.test";
const ORIGIN: &str = "https://login.corp.test";

impl Server {
    /// Posts as the administrator.
    pub async fn admin_call(&self, path: &str, body: Value) -> Value {
        self.admin(reqwest::Method::POST, path, Some(body)).await
    }

    /// Reads as the administrator.
    pub async fn admin_get(&self, path: &str) -> Value {
        self.admin(reqwest::Method::GET, path, None).await
    }

    /// Deletes as the administrator.
    pub async fn admin_delete(&self, path: &str) {
        self.admin(reqwest::Method::DELETE, path, None).await;
    }

    async fn admin(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> Value {
        let client = reqwest::Client::new();
        let login = json!({"username": self.admin, "password": self.password});
        let auth = client.post(format!("{}/auth", self.url)).json(&login).send().await.unwrap();
        let auth: Value = auth.json().await.unwrap();
        let token = auth["result"]["value"]["token"].as_str().unwrap().to_owned();
        let mut request = client.request(method, format!("{}{path}", self.url));
        request = request.header("PI-Authorization", token).header("Origin", ORIGIN);
        if let Some(body) = &body {
            request = request.json(body);
        }
        request.send().await.unwrap().json().await.unwrap()
    }

    /// The relying party that new keys are for, and direct attestation.
    pub async fn set_up(&self) {
        let policy = format!(
            "webauthn_relying_party_id={RP},webauthn_relying_party_name=Corp,passkey_attestation_conveyance_preference=direct,\
             webauthn_authenticator_attestation_level=untrusted,webauthn_authenticator_attestation_form=direct"
        );
        self.admin_call("/policy/rp", json!({"scope": "enrollment", "action": policy, "active": true})).await;
    }

    /// A connector that reaches it at `url`.
    pub fn connector_at(&self, url: &str, reach: Reach) -> Arc<PrivacyIdea> {
        self.realm_at(url, reach, "corp")
    }

    /// A connector to one of its realms.
    pub fn realm_at(&self, url: &str, reach: Reach, realm: &str) -> Arc<PrivacyIdea> {
        let settings = PrivacyIdeaSettings {
            id: "practice".to_owned(),
            tenant: "Staff".to_owned(),
            url: url.to_owned(),
            reach,
            realm: realm.to_owned(),
            admin: self.admin.clone(),
            rp_id: RP.to_owned(),
            origin: ORIGIN.to_owned(),
            privileged_logins: vec!["dora".to_owned()],
        };
        Arc::new(PrivacyIdea::connect(settings, SecretString::from(self.password.clone())).unwrap())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_privacyidea() {
    let Some(server) = server() else {
        eprintln!("skipped: no privacyIDEA here (`cargo xtask test` starts one)");
        return;
    };
    server.set_up().await;
    // The old credential: a one-time code generator.
    let old =
        server.admin_call("/token/init", json!({"type": "hotp", "user": "alice", "realm": "corp", "genkey": 1})).await;
    assert_eq!(old["result"]["status"], true, "{old}");

    let connector = server.connector_at(&server.url, Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    desk.sign_in("agent").await;
    let directory = DirectoryId::new("practice").unwrap();
    assert!(desk.console.look_up(&directory, "al*").await.unwrap().is_none(), "a wildcard finds nobody");
    assert!(desk.console.look_up(&directory, "nobody").await.unwrap().is_none());
    let found = desk.console.look_up(&directory, "alice").await.unwrap().unwrap();
    assert!(!found.account.privileged && found.inventory.credentials.len() == 1, "{found:?}");
    assert!(desk.console.look_up(&directory, "dora").await.unwrap().unwrap().account.privileged);

    let opening = postern_application::recovery::Opening {
        directory,
        account: found.account.id.clone(),
        reason: Reason::Lost,
        channel: Channel::InPerson,
        ticket: "INC-7".to_owned(),
        said_privileged: Some(false),
        stated: None,
        language: None,
    };
    let id = desk.console.open_case(opening).await.unwrap();
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    assert!(codes(desk.accept_blank(id).await).contains(&"REV-03"));
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();

    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)));
    let inventory = connector.inventory(&found.account.id, desk.console.now()).await.unwrap();
    let active: Vec<_> = inventory.credentials.iter().filter(|c| c.state == CredentialState::Active).collect();
    assert_eq!(active.len(), 1, "{inventory:?}");
    assert_eq!(Some(&active[0].id), case.newest().and_then(|m| m.directory_credential.as_ref()));
    let checked = verify_history(desk.store.as_ref()).await.unwrap();
    assert_eq!(checked.faults, []);
}
