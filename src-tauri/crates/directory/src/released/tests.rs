//! Who is asked, with and without a release: the warrants are the domain's own.

use super::*;
use postern_domain::canonical::Digest;
use postern_domain::ids::{EffectId, KeyCredentialId};
use postern_domain::policy::Policy;
use postern_domain::recovery::risk::Velocity;
use postern_domain::recovery::{Case, CaseEvent, Facts, claim};
use postern_domain::staff::{DeskEvent, Roster, replayed};
use postern_ports::secrets::reveal;
use serde_json::json;
use std::sync::Weak;
use std::sync::atomic::{AtomicI64, Ordering};

const NOW: i64 = 1_800_000_000_000;
const MINUTE: i64 = 60_000;
const CASE: u128 = 1;
const OTHER_CASE: u128 = 2;

type Log = Arc<Mutex<Vec<String>>>;

/// Notes who is asked for what.
struct Fake {
    name: String,
    id: DirectoryId,
    log: Log,
}

impl Fake {
    fn new(name: &str, log: &Log) -> Arc<Self> {
        Arc::new(Self { name: name.to_owned(), id: DirectoryId::new("dir").unwrap(), log: log.clone() })
    }

    fn note(&self, what: &str) -> Result<(), DirectoryFault> {
        self.log.lock().unwrap().push(format!("{} {what}", self.name));
        Ok(())
    }
}

#[async_trait]
impl Directory for Fake {
    fn id(&self) -> &DirectoryId {
        &self.id
    }
    fn tenant(&self) -> &str {
        "Corp"
    }
    fn can(&self, _: Ability) -> How {
        How::Does
    }
    fn residual_seconds(&self) -> u32 {
        0
    }
    fn rp_id(&self) -> &str {
        "id.test.invalid"
    }
    fn origin(&self) -> &str {
        "https://id.test.invalid"
    }
    async fn ping(&self) -> Result<(), DirectoryFault> {
        self.note("ping")
    }
    async fn find(&self, _: &str) -> Result<Option<Account>, DirectoryFault> {
        self.note("find").map(|()| None)
    }
    async fn account(&self, _: &AccountId) -> Result<Option<Account>, DirectoryFault> {
        self.note("account").map(|()| None)
    }
    async fn inventory(&self, _: &AccountId, now: Timestamp) -> Result<Inventory, DirectoryFault> {
        self.note("inventory")?;
        Ok(Inventory { read_at: now, credentials: Vec::new(), sessions: None, sign_in_blocked: None })
    }
    async fn block_sign_in(&self, _: &Warrant) -> Result<(), DirectoryFault> {
        self.note("block_sign_in")
    }
    async fn unblock_sign_in(&self, _: &Warrant) -> Result<(), DirectoryFault> {
        self.note("unblock_sign_in")
    }
    async fn end_sessions(&self, _: &Warrant) -> Result<(), DirectoryFault> {
        self.note("end_sessions")
    }
    async fn suspend(&self, _: &Warrant, _: &CredentialId) -> Result<(), DirectoryFault> {
        self.note("suspend")
    }
    async fn revoke(&self, _: &Warrant, _: &CredentialId) -> Result<(), DirectoryFault> {
        self.note("revoke")
    }
    async fn creation_options(&self, _: &Warrant) -> Result<CreationOptions, DirectoryFault> {
        self.note("creation_options").map(|()| options())
    }
    async fn submit(&self, _: &Warrant, _: &CreationOptions, _: &SubmittedCredential) -> Result<(), DirectoryFault> {
        self.note("submit")
    }
    async fn invite(&self, _: &Warrant) -> Result<Invitation, DirectoryFault> {
        self.note("invite").map(|()| Invitation { pass: None, until: None })
    }
    async fn enrolled(&self, _: &AccountId, _: &CredentialId) -> Result<Option<Enrolled>, DirectoryFault> {
        self.note("enrolled").map(|()| None)
    }
    async fn submit_machine_key(&self, _: &Warrant, _: &MachinePublicKey) -> Result<(), DirectoryFault> {
        self.note("submit_machine_key")
    }
    async fn begin_sign_in(&self, _: &str) -> Result<SignInOptions, DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
    async fn finish_sign_in(&self, _: &SignInOptions, _: &Assertion, _: &[u8]) -> Result<bool, DirectoryFault> {
        Err(DirectoryFault::Unsupported)
    }
}

fn options() -> CreationOptions {
    CreationOptions {
        challenge: Vec::new(),
        rp_id: String::new(),
        rp_name: String::new(),
        user_id: Vec::new(),
        user_name: String::new(),
        user_display_name: String::new(),
        algorithms: Vec::new(),
        enterprise: false,
        exclude: Vec::new(),
        handle: Vec::new(),
    }
}

/// A clock that stands where it is set.
struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

struct World {
    log: Log,
    made: Arc<Mutex<Vec<Weak<Fake>>>>,
    clock: Arc<Hand>,
    desk: Released,
}

impl World {
    fn new() -> Self {
        let log = Log::default();
        let made: Arc<Mutex<Vec<Weak<Fake>>>> = Arc::default();
        let clock = Arc::new(Hand(AtomicI64::new(NOW)));
        let (writers_log, writers) = (log.clone(), made.clone());
        let make = move |secret: SecretString| -> Result<Arc<dyn Directory>, DirectoryFault> {
            let name = reveal(&secret);
            if name == "wrong" {
                return Err(DirectoryFault::AccessRefused);
            }
            let writer = Fake::new(name, &writers_log);
            writers.lock().unwrap().push(Arc::downgrade(&writer));
            Ok(writer)
        };
        let desk = Released::new(Fake::new("reader", &log), Arc::new(make), clock.clone());
        Self { log, made, clock, desk }
    }

    async fn release(&self, n: u128, account_id: &str, secret: &str, until: i64) -> Result<(), DirectoryFault> {
        let secret = SecretString::from(secret.to_owned());
        let release = Release { case: case(n), account: account(account_id), secret, until: Timestamp(until) };
        self.desk.release(release).await
    }

    /// Who was asked for what since the last time.
    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }

    /// How many writers are held: each holds its secret.
    fn held(&self) -> usize {
        self.made.lock().unwrap().iter().filter(|writer| writer.strong_count() > 0).count()
    }
}

fn case(n: u128) -> CaseId {
    format!("{n:032x}").parse().unwrap()
}

fn account(id: &str) -> AccountId {
    AccountId::new(id).unwrap()
}

fn credential() -> CredentialId {
    CredentialId::new("old-key").unwrap()
}

/// A warrant of this case for this account, claimed then: for a door that closes, which needs no signature.
fn warrant(n: u128, account_id: &str, at: i64) -> Warrant {
    let [agent, console, effect] = [101, 102, 103].map(|n: u128| format!("{n:032x}"));
    let account = json!({
        "directory": "dir", "id": account_id, "login": account_id, "name": account_id, "privileged": false,
        "active_roles": [], "machine": null, "contacts": [], "recovery_contacts": [],
    });
    let opened = json!({
        "kind": "case_opened", "agent": agent, "console": console, "account": account, "tenant": "t",
        "rp_id": "id.test.invalid", "reason": "lost", "channel": "in_person", "ticket": "T-1", "tier": "standard",
        "signals": [], "repeats": 0, "policy": Digest::of(b"policy").hex(), "at": at,
        "capabilities": {"block_sign_in": true, "residual_seconds": 0, "saved_codes": true, "sessions": true,
            "suspend": true},
        "inventory": {"credentials": [], "read_at": at, "sessions": 0, "sign_in_blocked": false},
    });
    let intended = json!({
        "kind": "effect_intended", "action": {"do": "block_sign_in"}, "at": at, "by": agent, "effect": effect,
    });
    let enrolled = json!({
        "kind": "staff_enrolled", "person": agent, "name": "A", "staff_number": "1", "role": "agent",
        "training_until": at, "organisation": "", "account": null, "keys": [], "confirmed": [],
    });
    let events = [opened, intended].map(|event| serde_json::from_value::<CaseEvent>(event).unwrap());
    let case = Case::fold(case(n), &events).unwrap();
    let roster = Roster::fold([&serde_json::from_value::<DeskEvent>(enrolled).unwrap()]);
    let actor = replayed(&roster, agent.parse().unwrap(), console.parse().unwrap()).unwrap();
    let facts = Facts {
        now: Timestamp(at),
        actor: &actor,
        roster: &roster,
        policy: &Policy::standard(),
        template: Digest::of(b"template"),
        other_case_open: false,
        velocity: Velocity::default(),
        raised: &postern_domain::recovery::incident::NOTHING_RAISED,
        held: false,
    };
    let effect: EffectId = effect.parse().unwrap();
    claim(&case, effect, &facts).unwrap().1
}

type Answers = Vec<Result<(), DirectoryFault>>;

/// What each call that changes something answers: those that need a release, and those that close a door.
async fn all(desk: &Released, warrant: &Warrant) -> (Answers, Answers) {
    let made = SubmittedCredential {
        id: KeyCredentialId(Vec::new()),
        attestation_object: Vec::new(),
        client_data_json: Vec::new(),
        label: String::new(),
    };
    let key = MachinePublicKey { name: String::new(), label: String::new(), spki: Vec::new(), certificate: None };
    let opening = vec![
        desk.unblock_sign_in(warrant).await,
        desk.revoke(warrant, &credential()).await,
        desk.creation_options(warrant).await.map(|_| ()),
        desk.submit(warrant, &options(), &made).await,
        desk.invite(warrant).await.map(|_| ()),
        desk.submit_machine_key(warrant, &key).await,
    ];
    let closing = vec![
        desk.block_sign_in(warrant).await,
        desk.end_sessions(warrant).await,
        desk.suspend(warrant, &credential()).await,
    ];
    (opening, closing)
}

const OPENING: [&str; 6] = ["unblock_sign_in", "revoke", "creation_options", "submit", "invite", "submit_machine_key"];
const CLOSING: [&str; 3] = ["block_sign_in", "end_sessions", "suspend"];

/// With this warrant doors are closed with what the desk holds, and nothing else is done.
async fn nothing_is_released(world: &World, warrant: &Warrant) {
    world.asked();
    let (opening, closing) = all(&world.desk, warrant).await;
    assert!(opening.iter().all(|answer| *answer == Err(DirectoryFault::NotReleased)), "{opening:?}");
    assert!(closing.iter().all(Result::is_ok), "{closing:?}");
    assert_eq!(world.asked(), CLOSING.map(|call| format!("reader {call}")));
}

#[tokio::test]
async fn without_a_release_doors_are_closed_and_nothing_else() {
    let world = World::new();
    assert!(world.desk.needs_release());
    assert!(!world.desk.is_released(case(CASE), Timestamp(NOW)));
    nothing_is_released(&world, &warrant(CASE, "maya", NOW)).await;
}

#[tokio::test]
async fn what_is_released_serves_its_case_and_account_alone() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    assert!(world.desk.is_released(case(CASE), Timestamp(NOW)));
    assert!(!world.desk.is_released(case(OTHER_CASE), Timestamp(NOW)));

    let (opening, closing) = all(&world.desk, &warrant(CASE, "maya", NOW)).await;
    assert!(opening.iter().chain(&closing).all(Result::is_ok), "{opening:?} {closing:?}");
    let calls: Vec<_> = OPENING.iter().chain(&CLOSING).map(|call| format!("writer {call}")).collect();
    assert_eq!(world.asked(), calls);

    nothing_is_released(&world, &warrant(OTHER_CASE, "maya", NOW)).await;
    nothing_is_released(&world, &warrant(CASE, "omar", NOW)).await;
}

#[tokio::test]
async fn an_account_is_read_with_what_was_released_for_it() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    for (id, who) in [("maya", "writer"), ("omar", "reader")] {
        world.desk.account(&account(id)).await.unwrap();
        world.desk.inventory(&account(id), Timestamp(NOW)).await.unwrap();
        world.desk.enrolled(&account(id), &credential()).await.unwrap();
        assert_eq!(world.asked(), ["account", "inventory", "enrolled"].map(|call| format!("{who} {call}")));
    }
    world.desk.ping().await.unwrap();
    world.desk.find("maya").await.unwrap();
    assert_eq!(world.asked(), ["reader ping", "reader find"]);

    world.desk.end_release(case(CASE));
    world.desk.account(&account("maya")).await.unwrap();
    assert_eq!(world.asked(), ["reader account"]);
}

#[tokio::test]
async fn a_release_ends_when_its_time_is_over() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    world.clock.0.store(NOW + MINUTE - 1, Ordering::SeqCst);
    assert_eq!(world.desk.revoke(&warrant(CASE, "maya", NOW), &credential()).await, Ok(()));
    assert_eq!(world.held(), 1);

    // The gates were met while it held, and its secret is gone all the same.
    world.clock.0.store(NOW + MINUTE, Ordering::SeqCst);
    nothing_is_released(&world, &warrant(CASE, "maya", NOW)).await;
    assert!(!world.desk.is_released(case(CASE), Timestamp(NOW)));
    assert_eq!(world.held(), 0);
}

#[tokio::test]
async fn a_warrant_after_its_end_is_not_served_though_the_clock_stands() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    nothing_is_released(&world, &warrant(CASE, "maya", NOW + MINUTE)).await;
    assert_eq!(world.held(), 0);
}

#[tokio::test]
async fn asking_after_its_end_drops_it() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    assert!(world.desk.is_released(case(CASE), Timestamp(NOW + MINUTE - 1)));
    assert!(!world.desk.is_released(case(CASE), Timestamp(NOW + MINUTE)));
    assert_eq!(world.held(), 0);
}

#[tokio::test]
async fn the_secret_goes_though_nobody_asks() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + 20).await.unwrap();
    world.release(OTHER_CASE, "omar", "lasting", NOW + 10 * MINUTE).await.unwrap();
    assert_eq!(world.held(), 2);
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if world.held() == 1 {
            break;
        }
    }
    assert_eq!(world.held(), 1);
    assert!(world.desk.is_released(case(OTHER_CASE), Timestamp(NOW)));
}

#[tokio::test]
async fn the_end_of_its_case_ends_it_and_no_other() {
    let world = World::new();
    world.release(CASE, "maya", "writer", NOW + MINUTE).await.unwrap();
    world.release(OTHER_CASE, "omar", "other", NOW + MINUTE).await.unwrap();
    world.desk.end_release(case(CASE));
    assert_eq!(world.held(), 1);
    nothing_is_released(&world, &warrant(CASE, "maya", NOW)).await;
    assert_eq!(world.desk.revoke(&warrant(OTHER_CASE, "omar", NOW), &credential()).await, Ok(()));
    assert_eq!(world.asked(), ["other revoke"]);
}

#[tokio::test]
async fn another_release_takes_its_place() {
    let world = World::new();
    world.release(CASE, "maya", "first", NOW + MINUTE).await.unwrap();
    world.release(CASE, "maya", "second", NOW + 2 * MINUTE).await.unwrap();
    assert_eq!(world.held(), 1);
    world.desk.revoke(&warrant(CASE, "maya", NOW), &credential()).await.unwrap();
    assert_eq!(world.asked(), ["second revoke"]);
}

#[tokio::test]
async fn what_cannot_be_used_is_not_released() {
    let world = World::new();
    assert_eq!(world.release(CASE, "maya", "writer", NOW).await, Err(DirectoryFault::NotReleased));
    assert_eq!(world.release(CASE, "maya", "wrong", NOW + MINUTE).await, Err(DirectoryFault::AccessRefused));
    assert!(!world.desk.is_released(case(CASE), Timestamp(NOW)));
    assert_eq!(world.held(), 0);
}

#[test]
fn a_release_shows_no_secret() {
    let secret = SecretString::from("hunter2".to_owned());
    let release = Release { case: case(CASE), account: account("maya"), secret, until: Timestamp(NOW) };
    let shown = format!("{release:?}");
    assert!(shown.contains("maya") && !shown.contains("hunter2"), "{shown}");
}
