//! The practice directory of a desk: by the rig; its listings, its log, its temporary passes.

use super::rig::{self, Call, Rig};
use crate::desk::Desk;
use async_trait::async_trait;
use postern_directory::{Practice, Reach};
use postern_domain::assertion::Assertion;
use postern_domain::ids::{AccountId, CredentialId, DirectoryId};
use postern_domain::recovery::Warrant;
use postern_domain::recovery::account::{Ability, Account, CredentialKind, CredentialState, How, Inventory};
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::{
    ChangeKind, CreationOptions, CredentialChange, DirectoryFault, FoundAccount, Invitation, SignInOptions,
    SubmittedCredential,
};
use postern_ports::machine::MachinePublicKey;
use postern_ports::{Clock as _, Directory};
use postern_practice::people::SUBJECT;
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// The server of one desk.
pub struct Server {
    url: String,
    token: String,
    straight: Arc<Practice>,
}

impl Server {
    /// That of `desk`.
    pub fn of(desk: &Desk) -> Self {
        let (url, token) = (desk.server.url().to_owned(), desk.server.token().to_owned());
        Self { url, token, straight: desk.connector.clone() }
    }
}

#[async_trait]
impl Rig for Server {
    fn url(&self) -> String {
        self.url.clone()
    }

    fn connect(&self, url: &str, reach: Reach) -> Arc<dyn Directory> {
        let id = DirectoryId::new("practice").unwrap();
        Arc::new(Practice::reached(id, url, &self.token, &reach).unwrap())
    }

    async fn subject(&self, credentials: usize) -> String {
        // Three are hers from the beginning.
        for _ in 3..credentials {
            self.straight.sneak(SUBJECT).await.unwrap();
        }
        SUBJECT.to_owned()
    }

    fn call(&self, method: &str, path: &str, body: &str) -> Call {
        match method {
            "GET" => Call::Read,
            "DELETE" if path.contains("/credentials/") => Call::Revoke,
            "POST" if path.ends_with("/credentials") && body.contains("attestationObject") => Call::Submit,
            _ => Call::Other,
        }
    }

    fn success(&self, call: Call, _: &str) -> (u16, String) {
        if call == Call::Submit { (201, "{}".to_owned()) } else { (204, String::new()) }
    }
}

/// What is done with the warrant for a new credential.
pub enum Deed {
    /// A pass is asked for.
    Invite,
    /// A machine identity gets this key.
    Hand(MachinePublicKey),
}

/// A directory that does something else with the warrant for a new credential than offering options, and describes
/// every account as a person's: a real case leads to every call that needs a warrant.
pub struct Instead {
    inner: Arc<dyn Directory>,
    deed: Deed,
    done: Mutex<Option<Result<Option<Invitation>, DirectoryFault>>>,
}

impl Instead {
    /// Over `inner`.
    pub fn of(inner: Arc<dyn Directory>, deed: Deed) -> Arc<Self> {
        Arc::new(Self { inner, deed, done: Mutex::new(None) })
    }

    /// What came of it last.
    pub fn done(&self) -> Result<Option<Invitation>, DirectoryFault> {
        self.done.lock().unwrap().take().expect("nothing was done")
    }
}

#[async_trait]
impl Directory for Instead {
    fn id(&self) -> &DirectoryId {
        self.inner.id()
    }
    fn tenant(&self) -> &str {
        self.inner.tenant()
    }
    fn can(&self, ability: Ability) -> How {
        self.inner.can(ability)
    }
    fn residual_seconds(&self) -> u32 {
        self.inner.residual_seconds()
    }
    fn rp_id(&self) -> &str {
        self.inner.rp_id()
    }
    fn origin(&self) -> &str {
        self.inner.origin()
    }
    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.inner.ping().await
    }
    async fn find(&self, login: &str) -> Result<Option<Account>, DirectoryFault> {
        Ok(self.inner.find(login).await?.map(|account| Account { machine: None, ..account }))
    }
    async fn account(&self, id: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        Ok(self.inner.account(id).await?.map(|account| Account { machine: None, ..account }))
    }
    async fn inventory(&self, id: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        self.inner.inventory(id, now).await
    }
    async fn block_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.inner.block_sign_in(warrant).await
    }
    async fn unblock_sign_in(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.inner.unblock_sign_in(warrant).await
    }
    async fn end_sessions(&self, warrant: &Warrant) -> Result<(), DirectoryFault> {
        self.inner.end_sessions(warrant).await
    }
    async fn suspend(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.inner.suspend(warrant, credential).await
    }
    async fn revoke(&self, warrant: &Warrant, credential: &CredentialId) -> Result<(), DirectoryFault> {
        self.inner.revoke(warrant, credential).await
    }
    async fn creation_options(&self, warrant: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        let done = match &self.deed {
            Deed::Invite => self.inner.invite(warrant).await.map(Some),
            Deed::Hand(key) => self.inner.submit_machine_key(warrant, key).await.map(|()| None),
        };
        *self.done.lock().unwrap() = Some(done);
        Err(DirectoryFault::Refused("something else was done".to_owned()))
    }
    async fn submit(&self, _: &Warrant, _: &CreationOptions, _: &SubmittedCredential) -> Result<(), DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn begin_sign_in(&self, login: &str) -> Result<SignInOptions, DirectoryFault> {
        self.inner.begin_sign_in(login).await
    }
    async fn finish_sign_in(
        &self,
        options: &SignInOptions,
        assertion: &Assertion,
        user_handle: &[u8],
    ) -> Result<bool, DirectoryFault> {
        self.inner.finish_sign_in(options, assertion, user_handle).await
    }
}

/// Every account whose name begins so, over all pages; none is larger than it may be, and none comes twice.
pub async fn all_found(directory: &dyn Directory, beginning: &str) -> Vec<FoundAccount> {
    let (mut all, mut seen, mut from) = (Vec::new(), BTreeSet::new(), None);
    loop {
        let page = directory.search(beginning, from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100, "{} on a page", page.rows.len());
        for row in page.rows {
            assert!(seen.insert(row.id.clone()), "twice: {row:?}");
            all.push(row);
        }
        from = page.next;
        if from.is_none() {
            return all;
        }
    }
}

async fn all_changes(directory: &dyn Directory, since: Timestamp) -> Vec<CredentialChange> {
    let (mut all, mut from): (Vec<CredentialChange>, _) = (Vec::new(), None);
    loop {
        let page = directory.changes(since, from.as_ref()).await.unwrap();
        assert!(page.rows.len() <= 100, "{} on a page", page.rows.len());
        all.extend(page.rows);
        from = page.next;
        if from.is_none() {
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_practice_directory_lists_a_crowd_by_pages() {
    let desk = Desk::open().await;
    desk.server.crowd(10_000).await.unwrap();
    let directory = desk.connector.as_ref();
    let crowd = all_found(directory, "crowd.").await;
    assert_eq!(crowd.len(), 10_000);
    assert!(crowd.iter().all(|row| row.login.starts_with("crowd.")));
    assert_eq!(all_found(directory, "crowd.0012").await.len(), 10);
    // What begins so, in capitals or not; what only holds it, or is like it, does not.
    let maya: Vec<_> = all_found(directory, "MAYA").await.into_iter().map(|row| row.login).collect();
    assert_eq!(maya, [SUBJECT]);
    for none in ["okafor", "%", "_aya", "crowd 0"] {
        assert!(all_found(directory, none).await.is_empty(), "{none:?}");
    }
    let found = &crowd[0];
    assert_eq!(directory.find(&found.login).await.unwrap().unwrap().id, found.id);
    // The people of the practice are all there, and are as they were.
    assert_eq!(all_found(directory, "").await.len(), 10_000 + 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_practice_directory_logs_who_changed_credentials() {
    let desk = Desk::open().await;
    let directory = desk.connector.as_ref();
    let begun = desk.clock.now();
    assert!(all_changes(directory, Timestamp(0)).await.is_empty(), "seeding is no change");
    let id = desk.approved_case().await;
    let old = desk.case(id).await.planned.len();
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.clock.forward(Span::minutes(10));
    let later = desk.clock.now();
    directory.sneak(SUBJECT).await.unwrap();
    let all = all_changes(directory, begun).await;
    let kinds: Vec<_> = all.iter().map(|change| (change.what, change.by.as_str())).collect();
    let mut told = vec![(ChangeKind::Removed, "console"); old];
    told.extend([(ChangeKind::Added, "console"), (ChangeKind::Added, "outside")]);
    assert_eq!(kinds, told);
    let account = desk.case(id).await.account;
    assert!(all.iter().all(|change| change.account == account.id && change.login == SUBJECT));
    assert!(all.is_sorted_by_key(|change| change.at));
    assert_eq!(all_changes(directory, later).await, all[all.len() - 1..], "from then on");
    // More than a page of them; an entry is called the same whenever it is read.
    for _ in 0..250 {
        directory.sneak("agnes.holm").await.unwrap();
    }
    let more = all_changes(directory, begun).await;
    assert_eq!((more.len(), &more[..all.len()]), (all.len() + 250, all.as_slice()));
    let entries: BTreeSet<_> = more.iter().map(|change| &change.entry).collect();
    assert_eq!(entries.len(), more.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_temporary_pass_of_the_practice_directory_enrols_one_passkey() {
    let desk = Desk::open().await;
    let instead = Instead::of(desk.connector.clone(), Deed::Invite);
    let desk = desk.reopen_with(|_| instead.clone()).await;
    let id = rig::approved(&desk, SUBJECT).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    let _ = desk.provision(id).await;
    let invitation = instead.done().unwrap().unwrap();
    let (pass, until) = (invitation.pass.unwrap(), invitation.until.unwrap());
    assert!(until > desk.clock.now() && until <= desk.clock.now().plus(Span::hours(1)));
    let account = desk.case(id).await.account.id;
    let held = async |kind: CredentialKind| {
        let read = desk.connector.inventory(&account, desk.clock.now()).await.unwrap();
        read.credentials.into_iter().filter(|c| c.kind == kind).collect::<Vec<_>>()
    };
    assert_eq!(held(CredentialKind::TemporaryPass).await.len(), 1, "it is a way in, and listed");
    let enrol = async |login: &str, pass: &SecretString| desk.connector.enrol_with_pass(login, pass).await;
    // Sign-in is blocked still: the door is shut, and the pass is not used up by it.
    assert!(enrol(SUBJECT, &pass).await.unwrap_err().is_refusal());
    let unblocked = format!("{}/accounts/{}/unblock", desk.server.url(), account.as_str());
    let unblocked = reqwest::Client::new().post(unblocked).bearer_auth(desk.server.token()).send().await.unwrap();
    assert!(unblocked.status().is_success());
    let wrong = SecretString::from("0000-0000-0000".to_owned());
    assert!(enrol(SUBJECT, &wrong).await.unwrap_err().is_refusal(), "a wrong one");
    assert!(enrol("agnes.holm", &pass).await.unwrap_err().is_refusal(), "another's");
    assert_eq!(held(CredentialKind::Passkey).await.len(), 0);
    enrol(SUBJECT, &pass).await.unwrap();
    let passkeys = held(CredentialKind::Passkey).await;
    assert_eq!(passkeys.len(), 1);
    assert_eq!(passkeys[0].state, CredentialState::Active);
    assert!(passkeys[0].webauthn.as_ref().is_some_and(|id| id.0.len() == 32));
    assert_eq!(held(CredentialKind::TemporaryPass).await.len(), 0);
    assert!(enrol(SUBJECT, &pass).await.unwrap_err().is_refusal(), "a used one");
    let last: Vec<_> = all_changes(desk.connector.as_ref(), Timestamp(0)).await.into_iter().rev().take(2).collect();
    let told: Vec<_> = last.iter().map(|change| (change.what, change.by.as_str())).collect();
    assert_eq!(told, [(ChangeKind::Added, "outside"), (ChangeKind::Altered, "console")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_temporary_pass_holds_an_hour_and_the_newest_alone() {
    let desk = Desk::open().await;
    let account = desk.connector.find(SUBJECT).await.unwrap().unwrap().id;
    let issue = async || {
        let at = format!("{}/accounts/{}/pass", desk.server.url(), account.as_str());
        let answer = reqwest::Client::new().post(at).bearer_auth(desk.server.token()).send().await.unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        SecretString::from(answer["pass"].as_str().unwrap().to_owned())
    };
    let (first, second) = (issue().await, issue().await);
    assert!(desk.connector.enrol_with_pass(SUBJECT, &first).await.unwrap_err().is_refusal(), "another was issued");
    desk.clock.forward(Span::hours(1));
    assert!(desk.connector.enrol_with_pass(SUBJECT, &second).await.unwrap_err().is_refusal(), "its hour is over");
    let third = issue().await;
    desk.connector.enrol_with_pass(SUBJECT, &third).await.unwrap();
    // Nobody without the administration's token issues one.
    let at = format!("{}/accounts/{}/pass", desk.server.url(), account.as_str());
    assert_eq!(reqwest::Client::new().post(at).send().await.unwrap().status().as_u16(), 401);
}
