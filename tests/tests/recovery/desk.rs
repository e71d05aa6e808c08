//! A desk in a folder of its own: the practice parts, touched by themselves, and a clock that is told the time.

use crate::models::Judged;
use postern_application::staff::{Confirmer, Newcomer};
use postern_application::{Console, Fault, Parts};
use postern_authenticator::Desk as Keys;
use postern_delivery::{AgeSealer, Mailbox};
use postern_directory::Practice;
use postern_domain::canonical::Digest;
use postern_domain::ids::{AttachmentId, CaseId, ConsoleId, DirectoryId};
use postern_domain::recovery::event::Seal;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::retention::FileClass;
use postern_domain::recovery::{Case, Channel, Command, Disposition, Reason};
use postern_domain::staff::Profile;
use postern_domain::time::{Span, Timestamp};
use postern_os::{ConsoleKeys, FolderOutbox, FolderSecrets, KeptCheckpoint, KeptWriteSecrets, OsEntropy, SystemClock};
use postern_ports::authenticator::KeyId;
use postern_ports::openid::NoBrowser;
use postern_ports::secrets::{ConsoleSecret, Pin};
use postern_ports::{Browser, Clock, Directory, Notifier};
use postern_practice::people::{self, BLANK, STAFF, STAFF_PIN, SUBJECT};
use postern_practice::{KeyTray, PracticeDirectory};
use postern_store::{SqliteStore, StoreKey, StoreKeys};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The PIN that subjects choose here.
pub const NEW_PIN: &str = "802461";

/// How long a directory is given to show a change.
pub const SETTLING: std::time::Duration = std::time::Duration::from_millis(1800);

/// A clock that can be moved.
pub struct TestClock {
    ahead: AtomicI64,
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        SystemClock.now().plus(Span(self.ahead.load(Ordering::Relaxed)))
    }
}

impl TestClock {
    /// One that is ahead of this machine's.
    pub fn ahead(span: Span) -> Self {
        Self { ahead: AtomicI64::new(span.0) }
    }

    /// Moves it.
    pub fn forward(&self, span: Span) {
        self.ahead.fetch_add(span.0, Ordering::Relaxed);
    }
}

/// A browser that takes every address: whoever waits for what it brings is answered by the test.
struct NoPages;

impl Browser for NoPages {
    fn open(&self, _: &str) -> Result<(), NoBrowser> {
        Ok(())
    }
}

/// A desk.
pub struct Desk {
    pub console: Console,
    pub tray: Arc<KeyTray>,
    pub server: PracticeDirectory,
    pub connector: Arc<Practice>,
    pub mailbox: Arc<Mailbox>,
    pub store: Arc<SqliteStore>,
    pub clock: Arc<TestClock>,
    pub folder: tempfile::TempDir,
}

impl Desk {
    /// A desk with its staff enrolled, over the practice directory.
    pub async fn open() -> Self {
        Self::open_with(|practice| practice).await
    }

    /// A desk whose directory is wrapped.
    pub async fn open_with(wrap: impl FnOnce(Arc<Practice>) -> Arc<dyn Directory>) -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), wrap, Judged::usual).await
    }

    /// A desk that judges keys in its own way.
    pub async fn open_judging(judged: impl FnOnce(&KeyTray) -> Judged) -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), |practice| practice, judged).await
    }

    /// A desk whose history is encrypted, with its key among the secrets.
    pub async fn open_encrypted() -> Self {
        Self::open_encrypted_judging(Judged::usual).await
    }

    /// The same, judging keys in its own way.
    pub async fn open_encrypted_judging(judged: impl FnOnce(&KeyTray) -> Judged) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = StoreKeys::new(secrets(folder.path()), "practice");
        keys.keep(&secrecy::SecretString::from("5a".repeat(32))).unwrap();
        Self::open_in(folder, |practice| practice, judged).await
    }

    async fn open_in(
        folder: tempfile::TempDir,
        wrap: impl FnOnce(Arc<Practice>) -> Arc<dyn Directory>,
        judged: impl FnOnce(&KeyTray) -> Judged,
    ) -> Self {
        let clock = Arc::new(TestClock { ahead: AtomicI64::new(0) });
        let tray = Arc::new(KeyTray::open(&folder.path().join("keys"), people::tray(), true).unwrap());
        let place = folder.path().join("directory");
        postern_practice::directory::seed(&place, tray.clone(), &OsEntropy, clock.now()).await.unwrap();
        let server = PracticeDirectory::start(&place, clock.clone(), Arc::new(OsEntropy)).await.unwrap();
        let id = DirectoryId::new("practice").unwrap();
        let connector = Arc::new(Practice::connect(id, server.url(), server.token()).unwrap());
        let directory = wrap(connector.clone());
        let judged = judged(&tray);
        let (store, mailbox, console) = console(folder.path(), &tray, directory, clock.clone(), judged).await;
        let desk = Self { console, tray, server, connector, mailbox, store, clock, folder };
        desk.enrol_staff().await.unwrap();
        desk
    }

    /// The same desk after its console was closed and opened again, over another wrapping of the directory.
    pub async fn reopen_with(mut self, wrap: impl FnOnce(Arc<Practice>) -> Arc<dyn Directory>) -> Self {
        self.store.close().await;
        let (directory, judged) = (wrap(self.connector.clone()), Judged::usual(&self.tray));
        let (store, mailbox, console) =
            console(self.folder.path(), &self.tray, directory, self.clock.clone(), judged).await;
        (self.store, self.mailbox, self.console) = (store, mailbox, console);
        self
    }

    /// The same desk after its console was closed and opened again, telling people by `notifier`.
    pub async fn reopen_telling(
        mut self,
        wrap: impl FnOnce(Arc<Practice>) -> Arc<dyn Directory>,
        notifier: Arc<dyn Notifier>,
    ) -> Self {
        self.store.close().await;
        let (folder, directory, clock) = (self.folder.path(), wrap(self.connector.clone()), self.clock.clone());
        let (store, console) = telling(folder, &self.tray, directory, clock, notifier).await;
        (self.store, self.console) = (store, console);
        self
    }

    /// A console over what is left of this desk, before it looked whether there is a history.
    pub async fn unfounded(&self) -> (Arc<SqliteStore>, Console) {
        let path = self.folder.path().join("history.sqlite");
        let store = SqliteStore::open(&path, &store_key(self.folder.path()), signer(self.folder.path())).await.unwrap();
        let (folder, directory, clock) = (self.folder.path(), self.connector.clone(), self.clock.clone());
        let (store, _, console) = composed(store, folder, &self.tray, directory, clock, Judged::usual(&self.tray));
        (store, console)
    }

    /// The same desk after its console was closed and opened again, on a disk with no more room than `spare` pages.
    pub async fn reopen_on_a_small_disk(mut self, spare: u32) -> Self {
        self.store.close().await;
        let path = self.folder.path().join("history.sqlite");
        let pages = u32::try_from(std::fs::metadata(&path).unwrap().len() / 4096).unwrap();
        let store =
            SqliteStore::open_with_page_limit(&path, &StoreKey::Plain, signer(self.folder.path()), pages + spare);
        let store = store.await.unwrap();
        let (folder, directory, judged) = (self.folder.path(), self.connector.clone(), Judged::usual(&self.tray));
        let (store, mailbox, console) =
            console_over(store, folder, &self.tray, directory, self.clock.clone(), judged).await;
        (self.store, self.mailbox, self.console) = (store, mailbox, console);
        self
    }

    async fn enrol_staff(&self) -> Result<(), Fault> {
        for (n, person) in STAFF.iter().enumerate() {
            let account = match person.login {
                Some(login) => self.connector.find(login).await?.map(|a| (a.directory, a.id)),
                None => None,
            };
            let newcomer = Newcomer {
                name: person.name.to_owned(),
                staff_number: person.staff_number.to_owned(),
                role: person.role,
                organisation: String::new(),
                account,
            };
            self.tray.insert(person.key).unwrap();
            self.tray.insert(STAFF[0].key).unwrap();
            let confirmer = (n > 0).then(|| Confirmer { key: key(STAFF[0].key), pin: pin(STAFF_PIN) });
            let confirmers = confirmer.into_iter().collect();
            self.console.enrol_staff(newcomer, &key(person.key), pin(STAFF_PIN), confirmers).await?;
        }
        for person in &STAFF {
            self.tray.pull(person.key);
        }
        Ok(())
    }

    /// Signs in with a key of the tray, as its owner.
    pub async fn sign_in(&self, name: &str) {
        self.tray.insert(name).unwrap();
        self.console.sign_in(&key(name), pin(STAFF_PIN)).await.unwrap();
    }

    /// The case now.
    pub async fn case(&self, id: CaseId) -> Case {
        self.console.case(id).await.unwrap()
    }

    /// Opens a case of Maya's, at the desk.
    pub async fn open_case(&self) -> CaseId {
        self.open_case_of(SUBJECT).await.unwrap()
    }

    /// Opens a case at the desk.
    pub async fn open_case_of(&self, login: &str) -> Result<CaseId, Fault> {
        let directory = DirectoryId::new("practice").unwrap();
        let found = self.console.look_up(&directory, login).await?.unwrap();
        let opening = postern_application::recovery::Opening {
            directory,
            account: found.account.id,
            reason: Reason::Lost,
            channel: Channel::InPerson,
            ticket: "INC-1".to_owned(),
            said_privileged: Some(false),
            stated: None,
            language: None,
        };
        self.console.open_case(opening).await
    }

    /// Does a step as the signed-in person.
    pub async fn act(&self, id: CaseId, command: Command) -> Result<(), Fault> {
        let seen = self.case(id).await.seq;
        self.console.act(id, seen, command).await
    }

    /// Records two pieces of evidence that suffice.
    pub async fn prove(&self, id: CaseId) {
        self.show(id, [EvidenceKind::Passport, EvidenceKind::CompanyBadge]).await;
    }

    /// Records two Strong pieces, as a privileged case asks.
    pub async fn prove_strongly(&self, id: CaseId) {
        self.show(id, [EvidenceKind::Passport, EvidenceKind::NationalId]).await;
    }

    async fn show(&self, id: CaseId, kinds: [EvidenceKind; 2]) {
        for kind in kinds {
            let command = Command::RecordEvidence {
                kind,
                pathway: Pathway::VisualMatch,
                outcome: Outcome::Confirmed,
                contact: None,
                reference: None,
            };
            self.act(id, command).await.unwrap();
        }
    }

    /// The supervisor reads and co-signs.
    pub async fn co_sign(&self, id: CaseId, name: &str) -> Result<(), Fault> {
        let offer = self.console.offer_approval(id).await?;
        self.console.co_sign(id, &offer.statement.nonce, &key(name), pin(STAFF_PIN)).await
    }

    /// Everything up to a valid approval; the agent is signed in again afterwards.
    pub async fn approved_case(&self) -> CaseId {
        self.sign_in("agent").await;
        let id = self.open_case().await;
        self.prove(id).await;
        self.act(id, Command::SeekApproval).await.unwrap();
        self.sign_in("supervisor").await;
        self.co_sign(id, "supervisor").await.unwrap();
        self.sign_in("agent").await;
        id
    }

    /// Attaches a file to a case.
    pub async fn attach(&self, id: CaseId, name: &str, content: &[u8]) -> AttachmentId {
        self.attach_as(id, name, FileClass::Correspondence, content).await
    }

    /// Attaches a file of a class to a case.
    pub async fn attach_as(&self, id: CaseId, name: &str, class: FileClass, content: &[u8]) -> AttachmentId {
        let seen = self.case(id).await.seq;
        self.console.attach(id, seen, name.to_owned(), class, content.to_vec()).await.unwrap();
        self.case(id).await.attachments.last().unwrap().attached.id
    }

    /// Revokes what is planned.
    pub async fn revoke(&self, id: CaseId) -> Result<(), Fault> {
        let seen = self.case(id).await.seq;
        self.console.revoke(id, seen).await?;
        self.attest_all(id).await
    }

    /// The agent does, and says, whatever people do at the directory.
    pub async fn attest_all(&self, id: CaseId) -> Result<(), Fault> {
        while let Some(effect) = self.case(id).await.to_attest().map(|e| e.id).next() {
            let seen = self.case(id).await.seq;
            self.console.attest(id, seen, effect, true, "done there, log line 12".to_owned()).await?;
        }
        Ok(())
    }

    /// Inserts the blank key, sets its PIN, and has it accepted.
    pub async fn accept_blank(&self, id: CaseId) -> Result<(), Fault> {
        self.tray.insert(BLANK).unwrap();
        match self.console.set_key_pin(&key(BLANK), pin(NEW_PIN)).await {
            Ok(()) | Err(Fault::Key(postern_ports::authenticator::KeyFault::PinAlreadySet)) => {}
            Err(other) => return Err(other),
        }
        let seen = self.case(id).await.seq;
        self.console.accept_key(id, seen, &key(BLANK), false).await
    }

    /// Makes the new credential.
    pub async fn provision(&self, id: CaseId) -> Result<(), Fault> {
        let seen = self.case(id).await.seq;
        self.console.provision(id, seen, &key(BLANK), pin(NEW_PIN)).await
    }

    /// From the listed credential to the completed case.
    pub async fn finish(&self, id: CaseId) -> Result<(), Fault> {
        self.act(id, Command::HandOver).await?;
        if self.case(id).await.blocked_at().is_some() {
            let seen = self.case(id).await.seq;
            self.console.unblock(id, seen).await?;
            self.attest_all(id).await?;
        }
        let seen = self.case(id).await.seq;
        if self.case(id).await.opened.capabilities.sign_in_by_person {
            self.console.say_live_sign_in(id, seen).await?;
        } else {
            self.console.live_sign_in(id, seen, &key(BLANK), pin(NEW_PIN)).await?;
        }
        let seen = self.case(id).await.seq;
        self.console.notify(id, seen).await?;
        let seen = self.case(id).await.seq;
        self.console.complete(id, seen).await
    }

    /// The reviewer judges.
    pub async fn review(&self, id: CaseId) -> Result<(), Fault> {
        self.sign_in("reviewer").await;
        let seen = self.case(id).await.seq;
        let note = "Checked against the ticket.".to_owned();
        let offer = self.console.offer_review(id, seen, Disposition::InOrder, note).await?;
        self.console.review(id, &offer.statement.nonce, &key("reviewer"), pin(STAFF_PIN)).await
    }

    /// Makes the practice directory misbehave.
    pub async fn misbehave(&self, settings: serde_json::Value) {
        let answer = reqwest::Client::new()
            .post(format!("{}/faults", self.server.url()))
            .bearer_auth(self.server.token())
            .json(&settings)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success());
    }
}

/// The console's signing key, kept in the desk's folder.
pub fn signer(folder: &Path) -> Arc<ConsoleKeys> {
    Arc::new(ConsoleKeys::open(secrets(folder), Arc::new(OsEntropy), "practice").unwrap())
}

/// How the history there is opened: with the key among its secrets, plain where there is none.
fn store_key(folder: &Path) -> StoreKey {
    let current = StoreKeys::new(secrets(folder), "practice").current().unwrap();
    current.map_or(StoreKey::Plain, |hex| StoreKey::raw(postern_ports::secrets::reveal(&hex)).unwrap())
}

fn secrets(folder: &Path) -> Arc<FolderSecrets> {
    Arc::new(FolderSecrets::new(folder.join("secrets")))
}

async fn console(
    folder: &Path,
    tray: &Arc<KeyTray>,
    directory: Arc<dyn Directory>,
    clock: Arc<TestClock>,
    judged: Judged,
) -> (Arc<SqliteStore>, Arc<Mailbox>, Console) {
    let path = folder.join("history.sqlite");
    let store = SqliteStore::open(&path, &store_key(folder), signer(folder)).await.unwrap();
    console_over(store, folder, tray, directory, clock, judged).await
}

async fn console_over(
    store: SqliteStore,
    folder: &Path,
    tray: &Arc<KeyTray>,
    directory: Arc<dyn Directory>,
    clock: Arc<TestClock>,
    judged: Judged,
) -> (Arc<SqliteStore>, Arc<Mailbox>, Console) {
    let (store, mailbox, console) = composed(store, folder, tray, directory, clock, judged);
    console.found(Profile::Practice).await.unwrap();
    (store, mailbox, console)
}

/// A console over what stands in `folder`, telling people by `notifier`.
pub async fn telling(
    folder: &Path,
    tray: &Arc<KeyTray>,
    directory: Arc<dyn Directory>,
    clock: Arc<dyn Clock>,
    notifier: Arc<dyn Notifier>,
) -> (Arc<SqliteStore>, Console) {
    let path = folder.join("history.sqlite");
    let store = Arc::new(SqliteStore::open(&path, &store_key(folder), signer(folder)).await.unwrap());
    let console = Console::new(parts(store.clone(), folder, tray, directory, clock, Judged::usual(tray), notifier));
    console.found(Profile::Practice).await.unwrap();
    (store, console)
}

fn composed(
    store: SqliteStore,
    folder: &Path,
    tray: &Arc<KeyTray>,
    directory: Arc<dyn Directory>,
    clock: Arc<TestClock>,
    judged: Judged,
) -> (Arc<SqliteStore>, Arc<Mailbox>, Console) {
    let store = Arc::new(store);
    let mailbox = Arc::new(Mailbox::open(&folder.join("mailbox")).unwrap().with_codes());
    let console = Console::new(parts(store.clone(), folder, tray, directory, clock, judged, mailbox.clone()));
    (store, mailbox, console)
}

fn parts(
    store: Arc<SqliteStore>,
    folder: &Path,
    tray: &Arc<KeyTray>,
    directory: Arc<dyn Directory>,
    clock: Arc<dyn Clock>,
    judged: Judged,
    notifier: Arc<dyn Notifier>,
) -> Parts {
    Parts {
        store,
        keys: Arc::new(Keys::new(vec![tray.clone()], judged.roots)),
        directories: vec![directory],
        notifier,
        clock,
        entropy: Arc::new(OsEntropy),
        policy: judged.policy,
        signer: signer(folder),
        memory: Arc::new(KeptCheckpoint::new(secrets(folder), "practice")),
        secret: ConsoleSecret::from_hex("5e".repeat(32).into()).unwrap(),
        console: ConsoleId(uuid::Uuid::from_u128(0x00c0_5013)),
        template: Digest::of(b"words"),
        models: judged.models,
        openid: HashMap::new(),
        browser: Arc::new(NoPages),
        sealer: Arc::new(AgeSealer),
        write_secrets: Arc::new(KeptWriteSecrets::new(secrets(folder), Arc::new(OsEntropy))),
        outbox: Arc::new(FolderOutbox::new(folder.join("exports"))),
        settling: SETTLING,
        signals: Arc::new(|_| {}),
    }
}

/// A note.
pub fn note(text: impl Into<String>) -> Command {
    let seal = Seal { sealed: vec![0; 49], mark: Digest([0; 32]) };
    Command::AddNote { text: text.into(), seal }
}

/// A key of the tray, for calls.
pub fn key(name: &str) -> KeyId {
    KeyId(format!("practice-{name}"))
}

/// A PIN.
pub fn pin(text: &str) -> Pin {
    Pin::new(text.to_owned())
}

/// The codes of a refusal.
pub fn codes(result: Result<(), Fault>) -> Vec<&'static str> {
    match result {
        Err(Fault::Refused(refusal)) => refusal.codes(),
        other => panic!("not refused: {other:?}"),
    }
}
