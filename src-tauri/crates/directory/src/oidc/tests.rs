//! Whole visits, with a small provider on loopback that says what each test wants.

use super::signed::{Signer, shown, token};
use super::*;
use postern_ports::clock::NoEntropy;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

struct Stopped;

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// Never twice the same.
#[derive(Default)]
struct Counted(AtomicU8);

impl Entropy for Counted {
    fn bytes32(&self) -> Result<[u8; 32], NoEntropy> {
        Ok([self.0.fetch_add(1, Ordering::Relaxed); 32])
    }

    fn uuid7(&self, _: Timestamp) -> Result<[u8; 16], NoEntropy> {
        Err(NoEntropy)
    }

    fn seal(&self, _: &[u8; 32], _: &[u8]) -> Result<Vec<u8>, NoEntropy> {
        Err(NoEntropy)
    }
}

/// What the provider says, and what it was asked.
#[derive(Default)]
struct Said {
    /// Put into its document.
    document: BTreeMap<&'static str, Value>,
    /// The status and body with which the token endpoint answers.
    tokens: (u16, Value),
    /// Heads and bodies of requests to the token endpoint.
    asked: Vec<(String, BTreeMap<String, String>)>,
}

struct Stand {
    issuer: String,
    said: Arc<Mutex<Said>>,
    serving: JoinHandle<()>,
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Stand {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/realm", listener.local_addr().unwrap());
        let said = Arc::new(Mutex::new(Said::default()));
        let (served, own) = (said.clone(), issuer.clone());
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serve(stream, &own, &served).await;
            }
        });
        Self { issuer, said, serving }
    }

    fn oidc(&self, change: impl FnOnce(&mut OidcSettings)) -> Oidc {
        let mut settings = settings(&self.issuer);
        change(&mut settings);
        Oidc::connect(settings, Arc::new(Stopped), Arc::new(Counted::default())).unwrap()
    }

    fn says(&self, status: u16, tokens: Value) {
        self.said.lock().unwrap().tokens = (status, tokens);
    }

    /// Answers the visit's nonce with a token in which `change` is changed.
    fn lets_in(&self, visit: &TokenVisit, change: impl FnOnce(&mut Value)) {
        let seconds = NOW.0 / 1000;
        let mut claims = json!({
            "iss": self.issuer, "aud": "desk", "sub": "maya-1", "nonce": query(visit.address())["nonce"],
            "exp": seconds + 600, "iat": seconds, "auth_time": seconds, "email": "maya@corp.test",
        });
        change(&mut claims);
        let id_token = token(Signer::Es256, &claims);
        self.says(200, json!({"access_token": "a", "refresh_token": "r", "expires_in": 60, "id_token": id_token}));
    }

    fn asked(&self) -> Vec<(String, BTreeMap<String, String>)> {
        self.said.lock().unwrap().asked.clone()
    }
}

fn settings(issuer: &str) -> OidcSettings {
    OidcSettings {
        issuer: issuer.to_owned(),
        client_id: "desk".to_owned(),
        client_secret: None,
        scopes: vec!["profile".to_owned(), "openid".to_owned()],
        account_claim: "sub".to_owned(),
        ports: Vec::new(),
        reach: Reach::default(),
    }
}

async fn serve(mut stream: TcpStream, issuer: &str, said: &Mutex<Said>) {
    let mut request = String::new();
    let (head, body) = loop {
        let mut piece = [0; 4096];
        let length = stream.read(&mut piece).await.unwrap();
        request.push_str(std::str::from_utf8(&piece[..length]).unwrap());
        let Some((head, body)) = request.split_once("\r\n\r\n") else { continue };
        let head = head.to_ascii_lowercase();
        let wanted = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
        if body.len() >= wanted.parse::<usize>().unwrap() {
            break (head, body.to_owned());
        }
    };
    let path = head.split(' ').nth(1).unwrap().to_owned();
    let (status, value) = {
        let mut said = said.lock().unwrap();
        match path.as_str() {
            "/realm/.well-known/openid-configuration" => {
                let mut document = json!({
                    "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize?tenant=1"),
                    "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
                });
                for (name, value) in &said.document {
                    document[*name] = value.clone();
                }
                (200, document)
            }
            "/realm/keys" => (200, shown()),
            "/realm/token" => {
                let body = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
                said.asked.push((head, body));
                said.tokens.clone()
            }
            _ => (404, json!({})),
        }
    };
    let body = value.to_string();
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {length}");
    let answer = format!("{head}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
}

fn query(address: &str) -> BTreeMap<String, String> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

/// Comes back from the provider, as a browser that was sent to `address`.
async fn come_back(address: String, with: String) {
    let asked = query(&address);
    let back = format!("{}?{with}&state={}", asked["redirect_uri"], asked["state"]);
    let page = reqwest::Client::builder().no_proxy().build().unwrap().get(back).send().await.unwrap();
    assert!(page.status().is_success() && page.headers().contains_key("content-security-policy"));
}

async fn finished(visit: TokenVisit, with: &str) -> Result<(Visited, Tokens), DirectoryFault> {
    let back = come_back(visit.address().to_owned(), with.to_owned());
    tokio::join!(visit.finish(), back).0
}

#[test]
fn settings_that_cannot_be_used_are_told() {
    let connect = |change: fn(&mut OidcSettings)| {
        let mut settings = settings("https://id.corp.test");
        change(&mut settings);
        Oidc::connect(settings, Arc::new(Stopped), Arc::new(Counted::default())).err()
    };
    assert_eq!(connect(|_| {}), None);
    let insecure = connect(|s| s.issuer = "http://id.corp.test".to_owned());
    assert_eq!(insecure, Some(BadOidc::Issuer(BadUrl::Insecure)));
    assert_eq!(connect(|s| s.issuer.push_str("/?x=1")), Some(BadOidc::Query));
    assert_eq!(connect(|s| s.client_id.clear()), Some(BadOidc::Client));
    assert_eq!(connect(|s| s.account_claim.clear()), Some(BadOidc::Claim));
}

#[tokio::test]
async fn the_browser_is_sent_with_all_that_makes_a_sign_in_fresh() {
    let stand = Stand::open().await;
    let oidc = stand.oidc(|_| {});
    let visit = oidc.begin_for_tokens("maya@corp.test", NOW).await.unwrap();
    assert!(visit.address().starts_with(&format!("{}/authorize?tenant=1&", stand.issuer)));
    let first = query(visit.address());
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "desk"),
        ("scope", "openid profile"),
        ("prompt", "login"),
        ("max_age", "0"),
        ("login_hint", "maya@corp.test"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(first[name], value, "{name}");
    }
    let second = query(oidc.begin_for_tokens("", NOW).await.unwrap().address());
    assert!(!second.contains_key("login_hint"));
    for name in ["state", "nonce", "code_challenge"] {
        assert!(first[name] != second[name] && first[name].len() == 43, "{name}");
    }
}

#[tokio::test]
async fn who_signed_in_is_told_and_the_code_is_shown_with_its_verifier() {
    let stand = Stand::open().await;
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    let sent = query(visit.address());
    let (visited, tokens) = finished(visit, "code=c%2F1").await.unwrap();
    assert_eq!((visited.account.as_str(), visited.login.as_str()), ("maya-1", "maya@corp.test"));
    assert_eq!((visited.at, visited.methods), (NOW, Vec::new()));
    assert_eq!((reveal(&tokens.access), tokens.refresh.as_ref().map(reveal)), ("a", Some("r")));
    assert_eq!(tokens.lifetime, Some(Duration::from_secs(60)));
    let asked = stand.asked();
    let [(head, body)] = asked.as_slice() else { panic!("{asked:?}") };
    assert!(!head.contains("authorization:"));
    assert_eq!((body["code"].as_str(), body["grant_type"].as_str()), ("c/1", "authorization_code"));
    assert_eq!((&body["redirect_uri"], body["client_id"].as_str()), (&sent["redirect_uri"], "desk"));
    assert_eq!(url_safe(&Sha256::digest(&body["code_verifier"])), sent["code_challenge"]);
}

#[tokio::test]
async fn a_client_with_a_secret_shows_it_where_the_provider_takes_it() {
    let stand = Stand::open().await;
    let secret = |settings: &mut OidcSettings| settings.client_secret = Some(SecretString::from("s&1".to_owned()));
    let visit = stand.oidc(secret).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    finished(visit, "code=c").await.unwrap();
    let methods = ("token_endpoint_auth_methods_supported", json!(["client_secret_post"]));
    stand.said.lock().unwrap().document.extend([methods]);
    let visit = stand.oidc(secret).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    finished(visit, "code=c").await.unwrap();
    let asked = stand.asked();
    let [(head, body), (other_head, other_body)] = asked.as_slice() else { panic!("{asked:?}") };
    // `desk:s%261`; heads are in small letters here.
    let basic = crate::decode::standard(b"desk:s%261").to_ascii_lowercase();
    assert!(head.contains(&format!("authorization: basic {basic}")) && !body.contains_key("client_secret"), "{head}");
    assert!(!other_head.contains("authorization:") && other_body["client_secret"] == "s&1", "{other_head}");
}

#[tokio::test]
async fn a_provider_that_lets_nobody_in_is_a_refusal_by_its_code() {
    let stand = Stand::open().await;
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    let refused = finished(visit, "error=access_denied&error_description=Maya%20said%20no").await.err();
    assert_eq!(refused, Some(DirectoryFault::Refused("access_denied".to_owned())));
    assert!(stand.asked().is_empty());
    // The same, of the code.
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.says(400, json!({"error": "invalid_grant", "error_description": "used"}));
    let refused = finished(visit, "code=c").await.err();
    assert_eq!(refused, Some(DirectoryFault::Refused("invalid_grant".to_owned())));
}

#[tokio::test]
async fn a_token_that_is_not_of_this_visit_is_not_believed() {
    let stand = Stand::open().await;
    let changes: [fn(&mut Value); 4] = [
        |claims| claims["nonce"] = json!("other"),
        |claims| claims["iss"] = json!("https://id.corp.test"),
        |claims| claims["auth_time"] = json!(NOW.0 / 1000 - 3600),
        |claims| claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"),
    ];
    for change in changes {
        let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
        stand.lets_in(&visit, change);
        let refused = finished(visit, "code=c").await.err();
        assert!(matches!(refused, Some(DirectoryFault::Nonsense(_))), "{refused:?}");
    }
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.says(200, json!({"access_token": "a"}));
    assert!(matches!(finished(visit, "code=c").await.err(), Some(DirectoryFault::Nonsense(_))), "no ID token");
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_not_exchanged() {
    let stand = Stand::open().await;
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    assert!(finished(visit, "code=c&iss=https%3A%2F%2Fid.corp.test").await.is_err());
    stand.said.lock().unwrap().document.insert("authorization_response_iss_parameter_supported", json!(true));
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    assert!(finished(visit, "code=c").await.is_err(), "it says that it always names itself");
    assert!(stand.asked().is_empty());
    let visit = stand.oidc(|_| {}).begin_for_tokens("", NOW).await.unwrap();
    stand.lets_in(&visit, |_| {});
    let own: String = byte_serialize(stand.issuer.as_bytes()).collect();
    assert!(finished(visit, &format!("code=c&iss={own}")).await.is_ok());
}

#[tokio::test]
async fn the_document_of_another_issuer_begins_nothing() {
    let stand = Stand::open().await;
    stand.said.lock().unwrap().document.insert("issuer", json!("https://id.corp.test"));
    let begun = stand.oidc(|_| {}).begin("", NOW).await.err();
    assert!(matches!(begun, Some(DirectoryFault::Nonsense(_))), "{begun:?}");
}

#[tokio::test]
async fn a_refresh_token_is_kept_until_another_comes() {
    let stand = Stand::open().await;
    let oidc = stand.oidc(|_| {});
    let old = SecretString::from("old".to_owned());
    stand.says(200, json!({"access_token": "a", "expires_in": "60"}));
    let tokens = oidc.refresh(&old).await.unwrap();
    assert_eq!((reveal(&tokens.access), tokens.refresh.as_ref().map(reveal)), ("a", Some("old")));
    stand.says(200, json!({"access_token": "b", "refresh_token": "new"}));
    assert_eq!(oidc.refresh(&old).await.unwrap().refresh.as_ref().map(reveal), Some("new"));
    stand.says(400, json!({"error": "invalid_grant"}));
    assert_eq!(oidc.refresh(&old).await.err(), Some(DirectoryFault::SignInNeeded));
    stand.says(400, json!({"error": "invalid_scope"}));
    assert_eq!(oidc.refresh(&old).await.err(), Some(DirectoryFault::Refused("invalid_scope".to_owned())));
    let asked = stand.asked();
    assert!(asked.iter().all(|(_, body)| body["refresh_token"] == "old" && body["client_id"] == "desk"), "{asked:?}");
}
