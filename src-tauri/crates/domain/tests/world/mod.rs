//! A small world for domain tests: people with software keys, an account, and effects that are carried out.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "each test binary uses its own part")]

mod freeze;
pub mod judge;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use postern_domain::assertion::{Assertion, Expected, PublicKey, VerifiedAssertion, verify};
use postern_domain::canonical::Digest;
use postern_domain::ids::*;
use postern_domain::policy::Policy;
use postern_domain::recovery::account::*;
use postern_domain::recovery::evidence::{EvidenceKind, Outcome, Pathway};
use postern_domain::recovery::statement::{Decision, Statement};
use postern_domain::recovery::*;
use postern_domain::staff::*;
use postern_domain::time::{Span, Timestamp};
use std::sync::LazyLock;
use uuid::Uuid;

pub const LEDGER: LedgerId = LedgerId(Uuid::from_u128(1));
pub const CONSOLE: ConsoleId = ConsoleId(Uuid::from_u128(2));
pub const CONSOLE_KEY: ConsoleKey = ConsoleKey([2; 32]);
pub const OTHER_CONSOLE: ConsoleId = ConsoleId(Uuid::from_u128(3));
pub const RP: &str = "id.test.invalid";
pub const START: Timestamp = Timestamp(1_800_000_000_000);

/// A software key with both staff credentials.
pub struct Key {
    sign_in: (SigningKey, KeyCredentialId),
    approve: (SigningKey, KeyCredentialId),
}

fn signing_key(n: u8) -> SigningKey {
    SigningKey::from_slice(&[n; 32]).unwrap()
}

fn public(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_encoded_point(false).as_bytes().to_vec())
}

impl Key {
    fn new(n: u8) -> Self {
        let one = |n: u8| (signing_key(n), KeyCredentialId(vec![n; 16]));
        Self { sign_in: one(2 * n + 1), approve: one(2 * n + 2) }
    }

    pub fn enrolled(&self) -> Vec<EnrolledKey> {
        [(Purpose::SignIn, &self.sign_in), (Purpose::Approve, &self.approve)]
            .map(|(purpose, (key, id))| EnrolledKey {
                purpose,
                credential: id.clone(),
                public_key: public(key),
                aaguid: "staff".to_owned(),
                attested_by: Some("root".to_owned()),
                attestation_object: vec![],
                model: None,
            })
            .to_vec()
    }

    /// A true assertion for `purpose` over `challenge`.
    pub fn sign(&self, purpose: Purpose, challenge: &[u8], counter: u32) -> VerifiedAssertion {
        let (key, id) = match purpose {
            Purpose::SignIn => &self.sign_in,
            Purpose::Approve => &self.approve,
        };
        assertion(key, id, &purpose.rp_id(LEDGER), &purpose.origin(LEDGER), challenge, counter)
    }
}

/// A true assertion of any credential.
pub fn assertion(
    key: &SigningKey,
    id: &KeyCredentialId,
    rp: &str,
    origin: &str,
    challenge: &[u8],
    counter: u32,
) -> VerifiedAssertion {
    let client = format!(
        "{{\"type\":\"webauthn.get\",\"challenge\":\"{}\",\"origin\":\"{origin}\",\"crossOrigin\":false}}",
        URL_SAFE_NO_PAD.encode(challenge)
    );
    let mut data = Digest::of(rp.as_bytes()).0.to_vec();
    data.push(0x05);
    data.extend(counter.to_be_bytes());
    let mut signed = data.clone();
    signed.extend(Digest::of(client.as_bytes()).0);
    let signature: Signature = key.sign(&signed);
    let raw = Assertion {
        credential: id.clone(),
        authenticator_data: data,
        client_data_json: client.into_bytes(),
        signature: signature.to_der().as_bytes().to_vec(),
    };
    let public_key = public(key);
    let expected = Expected { challenge, origin, rp_id: rp, credential: id, public_key: &public_key };
    verify(&raw, &expected).map_err(|f| f.into_vec()).unwrap()
}

/// People of the world, by their place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Admin1,
    Admin2,
    Agent,
    OtherAgent,
    Supervisor,
    SecondSupervisor,
    Reviewer,
}

pub const PEOPLE: [(Who, Role); 7] = [
    (Who::Admin1, Role::Administrator),
    (Who::Admin2, Role::Administrator),
    (Who::Agent, Role::Agent),
    (Who::OtherAgent, Role::Agent),
    (Who::Supervisor, Role::Supervisor),
    (Who::SecondSupervisor, Role::Supervisor),
    (Who::Reviewer, Role::Reviewer),
];

/// The world: a roster, a case, its records, and the time.
#[derive(Clone)]
pub struct World {
    pub roster: Roster,
    pub policy: Policy,
    pub now: Timestamp,
    pub events: Vec<CaseEvent>,
    pub console: ConsoleId,
    /// What the directory lists now.
    pub listed: Vec<Credential>,
    pub account: Account,
    pub nonce: u8,
    /// Whose session carries effects out.
    pub carrier: Who,
    /// Another case of the account is open.
    pub other_case_open: bool,
    /// What the directory can do.
    pub capabilities: Capabilities,
    /// Why the subject comes.
    pub reason: Reason,
    /// What the agent says of the account's rights.
    pub said_privileged: Option<bool>,
    /// Who and what takes part in open incidents.
    pub raised: Raised,
}

pub const CASE: CaseId = CaseId(Uuid::from_u128(99));

pub fn person(who: Who) -> PersonId {
    PersonId(Uuid::from_u128(100 + who as u128))
}

/// A key of nobody in the world.
pub fn key_numbered(n: u8) -> Key {
    Key::new(n)
}

pub fn key_of(who: Who) -> Key {
    Key::new(10 + who as u8)
}

fn candidate(who: Who, role: Role) -> Candidate {
    Candidate {
        person: person(who),
        name: format!("{who:?}"),
        staff_number: format!("{}", who as u8),
        role,
        training_until: START.plus(Span::days(365)),
        organisation: String::new(),
        account: (who == Who::SecondSupervisor).then(|| (directory(), AccountId::new("boss").unwrap())),
        keys: key_of(who).enrolled(),
    }
}

pub fn directory() -> DirectoryId {
    DirectoryId::new("dir").unwrap()
}

/// The staff, enrolled by the real rules.
pub fn roster() -> Roster {
    let mut roster = Roster::fold([&DeskEvent::Founded {
        ledger: LEDGER,
        profile: Profile::Real,
        console: CONSOLE,
        console_key: CONSOLE_KEY,
        policy: Box::new(Policy::standard()),
    }]);
    for (n, (who, role)) in PEOPLE.into_iter().enumerate() {
        let candidate = candidate(who, role);
        let challenge = enrolment_challenge(&enrolment_statement(&candidate, LEDGER).unwrap());
        let confirmed: Vec<_> =
            (n > 0).then(|| key_of(Who::Admin1).sign(Purpose::Approve, &challenge.0, 1)).into_iter().collect();
        let event = enrol(&roster, candidate, &confirmed).unwrap();
        roster.apply(&event);
    }
    roster
}

pub fn contact(id: &str, channel: ContactChannel, days: Option<i64>) -> Contact {
    Contact {
        id: ContactId::new(id).unwrap(),
        channel,
        address: format!("{id}@test"),
        unchanged_since: days.map(|d| Timestamp(START.0 - Span::days(d).0)),
    }
}

pub fn credential(id: &str) -> Credential {
    Credential {
        id: CredentialId::new(id).unwrap(),
        kind: CredentialKind::SecurityKey,
        label: id.to_owned(),
        added_at: None,
        state: CredentialState::Active,
        webauthn: None,
    }
}

pub fn account(login: &str) -> Account {
    Account {
        directory: directory(),
        id: AccountId::new(login).unwrap(),
        login: login.to_owned(),
        name: login.to_owned(),
        privileged: login == "boss",
        active_roles: Vec::new(),
        machine: (login == "robot").then(|| Machine {
            sponsor: Some(AccountId::new("sponsor").unwrap()),
            sponsor_login: "sponsor".to_owned(),
        }),
        contacts: vec![
            contact("mail", ContactChannel::Email, Some(400)),
            contact("phone", ContactChannel::Phone, Some(400)),
            contact("unknown", ContactChannel::Phone, None),
        ],
        recovery_contacts: vec![contact("friend", ContactChannel::Phone, Some(400))],
    }
}

/// The key that the subject gets.
pub fn new_key() -> (SigningKey, KeyCredentialId) {
    (signing_key(77), KeyCredentialId(vec![77; 16]))
}

/// A key that nothing speaks against.
pub fn offer() -> KeyOffer {
    KeyOffer {
        label: "k".to_owned(),
        aaguid: Some("model".to_owned()),
        firmware: None,
        pin_set: true,
        min_pin_length: 6,
        other_cases: None,
        identity: None,
        model: None,
        drawn_pin: false,
    }
}

impl World {
    /// A case of `login`, just opened by the agent.
    pub fn opened(login: &str, channel: Channel) -> Self {
        Self::opened_as(account(login), channel)
    }

    /// A case of `account`, just opened by the agent.
    pub fn opened_as(account: Account, channel: Channel) -> Self {
        Self::try_open(Self { account, ..Self::empty("maya") }, channel).unwrap()
    }

    /// Opens a case in a world that is set up otherwise.
    pub fn try_open(mut world: Self, channel: Channel) -> Result<Self, Refusal> {
        let actor = world.actor(Who::Agent);
        let ask = OpenCase {
            account: world.account.clone(),
            inventory: world.inventory(),
            tenant: "t".to_owned(),
            rp_id: RP.to_owned(),
            capabilities: world.capabilities,
            reason: world.reason,
            channel,
            ticket: "T-1".to_owned(),
            said_privileged: world.said_privileged,
        };
        let opened = open(ask, &world.facts(&actor))?;
        freeze::note(std::slice::from_ref(&opened));
        world.events.push(opened);
        Ok(world)
    }

    pub fn empty(login: &str) -> Self {
        static ROSTER: LazyLock<Roster> = LazyLock::new(roster);
        Self {
            roster: ROSTER.clone(),
            policy: Policy::standard(),
            now: START,
            events: Vec::new(),
            console: CONSOLE,
            listed: vec![credential("old-key"), credential("old-app")],
            account: account(login),
            nonce: 0,
            carrier: Who::Agent,
            other_case_open: false,
            capabilities: Capabilities {
                block_sign_in: true,
                sessions: true,
                suspend: true,
                saved_codes: true,
                ..Capabilities::default()
            },
            reason: Reason::Lost,
            said_privileged: None,
            raised: Raised::default(),
        }
    }

    pub fn inventory(&self) -> Inventory {
        Inventory {
            read_at: self.now,
            credentials: self.listed.clone(),
            sessions: Some(0),
            sign_in_blocked: Some(self.is_blocked()),
        }
    }

    /// Whether the directory blocks sign-in: the newest of block and unblock that took effect.
    fn is_blocked(&self) -> bool {
        let Some(case) = Case::fold(CASE, &self.events) else { return false };
        let mut done = case.effects.iter().filter(|e| e.confirmed_at().is_some());
        let last = done.rfind(|e| matches!(e.action, Action::BlockSignIn | Action::UnblockSignIn));
        last.is_some_and(|e| e.action == Action::BlockSignIn)
    }

    pub fn case(&self) -> Case {
        Case::fold(CASE, &self.events).unwrap()
    }

    pub fn actor(&self, who: Who) -> Actor {
        // Signing in is slow in a test build, and the same every time.
        static SIGNED_IN: LazyLock<Vec<(Who, Actor)>> = LazyLock::new(|| {
            let world = World { events: Vec::new(), ..World::empty("maya") };
            PEOPLE.iter().map(|(who, _)| (*who, world.sign_in(*who))).collect()
        });
        if self.console != CONSOLE {
            return self.sign_in(who);
        }
        SIGNED_IN.iter().find(|(w, _)| *w == who).map(|(_, actor)| actor.clone()).unwrap()
    }

    fn sign_in(&self, who: Who) -> Actor {
        let assertion = key_of(who).sign(Purpose::SignIn, b"challenge", 0);
        let facts = SignInFacts { roster: &self.roster, console: self.console, session: SessionId(Uuid::from_u128(5)) };
        sign_in(&assertion, &facts).unwrap().1
    }

    pub fn facts<'a>(&'a self, actor: &'a Actor) -> Facts<'a> {
        Facts {
            now: self.now,
            actor,
            roster: &self.roster,
            policy: &self.policy,
            template: Digest::of(b"words"),
            other_case_open: self.other_case_open,
            velocity: risk::Velocity::default(),
            held: false,
            raised: &self.raised,
        }
    }

    /// Asks, and keeps what follows.
    pub fn ask(&mut self, who: Who, command: Command) -> Result<(), Refusal> {
        let actor = self.actor(who);
        let events = decide(&self.case(), command, &self.facts(&actor))?.into_vec();
        freeze::note(&events);
        self.events.extend(events);
        self.now = self.now.plus(Span::seconds(1));
        Ok(())
    }

    pub fn codes(&mut self, who: Who, command: Command) -> Vec<&'static str> {
        let before = self.events.len();
        let codes = self.ask(who, command).map_err(|r| r.codes()).expect_err("not refused");
        assert_eq!(self.events.len(), before);
        codes
    }

    /// The gates that refuse, if any; what follows is kept.
    pub fn codes_of(&mut self, who: Who, command: Command) -> Vec<&'static str> {
        self.ask(who, command).err().map(|r| r.codes()).unwrap_or_default()
    }

    pub fn evidence(&mut self, kind: EvidenceKind, pathway: Pathway) -> Result<(), Refusal> {
        self.ask(
            Who::Agent,
            Command::RecordEvidence { kind, pathway, outcome: Outcome::Confirmed, contact: None, reference: None },
        )
    }

    pub fn prove(&mut self) {
        self.evidence(EvidenceKind::Passport, Pathway::VisualMatch).unwrap();
        self.evidence(EvidenceKind::CompanyBadge, Pathway::VisualMatch).unwrap();
    }

    /// A statement offered to `who` now.
    pub fn offer(&mut self, who: Who, decision: Decision) -> Vec<u8> {
        self.nonce += 1;
        let actor = self.actor(who);
        let statement = Statement::offer(&self.case(), decision, [self.nonce; 32], &self.facts(&actor)).unwrap();
        statement.bytes().unwrap()
    }

    pub fn signature(&self, who: Who, statement: &[u8]) -> VerifiedAssertion {
        key_of(who).sign(Purpose::Approve, &Statement::challenge(statement).0, 7)
    }

    pub fn co_sign(&mut self, who: Who) -> Result<(), Refusal> {
        let statement = self.offer(who, Decision::Approve);
        let assertion = self.signature(who, &statement);
        self.ask(who, Command::CoSign { statement, assertion })
    }

    pub fn approve(&mut self) {
        self.ask(Who::Agent, Command::SeekApproval).unwrap();
        self.co_sign(Who::Supervisor).unwrap();
    }

    /// Claims and carries out every waiting effect but a submission.
    pub fn carry_out(&mut self) -> Result<(), Refusal> {
        while let Some(effect) =
            self.case().effects.iter().find(|e| e.waits() && e.action != Action::SubmitCredential).cloned()
        {
            self.start(effect.id)?;
            if let Action::RevokeCredential { credential } = &effect.action {
                self.listed.retain(|c| c.id != *credential);
            }
            self.see(effect.id, Observation::AsIntended)?;
        }
        Ok(())
    }

    pub fn start(&mut self, effect: EffectId) -> Result<(), Refusal> {
        let actor = self.actor(self.carrier);
        let (event, _warrant) = claim(&self.case(), effect, &self.facts(&actor))?;
        freeze::note(std::slice::from_ref(&event));
        self.events.push(event);
        self.now = self.now.plus(Span::seconds(1));
        Ok(())
    }

    pub fn see(&mut self, effect: EffectId, observation: Observation) -> Result<(), Refusal> {
        self.ask(self.carrier, Command::Observe { effect, observation, residual_until: None })
    }

    pub fn reread(&mut self) {
        let (account, inventory) = (self.account.clone(), self.inventory());
        self.ask(Who::Agent, Command::Reread { account, inventory }).unwrap();
    }

    pub fn revoke(&mut self) {
        self.ask(Who::Agent, Command::Revoke).unwrap();
        self.carry_out().unwrap();
    }

    pub fn accept_key(&mut self) -> Result<(), Refusal> {
        self.ask(Who::Agent, Command::AcceptKey { key: offer() })
    }

    /// What the key made, as it should be.
    pub fn made(&self, effect: EffectId) -> NewCredential {
        let (key, id) = new_key();
        let local_test = assertion(&key, &id, RP, LOCAL_TEST_ORIGIN, &local_test_challenge(effect).0, 1);
        NewCredential {
            effect,
            credential: id,
            public_key: public(&key),
            aaguid: "model".to_owned(),
            attested_by: Some("root".to_owned()),
            attestation_object: vec![],
            client_data_json: vec![],
            backup_eligible: false,
            user_verified: true,
            directory_credential: Some(CredentialId::new("new-key").unwrap()),
            user_handle: vec![],
            local_test,
            model: None,
            attested_as: None,
            identity: None,
            other_cases: None,
            by_subject: false,
        }
    }

    /// The submission that waits, begun.
    pub fn begin_submission(&mut self) -> EffectId {
        self.ask(Who::Agent, Command::Provision).unwrap();
        let effect = self.case().effects.iter().find(|e| e.waits()).unwrap().id;
        self.start(effect).unwrap();
        effect
    }

    pub fn provision(&mut self) {
        self.accept_key().unwrap();
        let effect = self.begin_submission();
        let made = Box::new(self.made(effect));
        self.ask(Who::Agent, Command::CredentialMade { made }).unwrap();
        self.listed.push(credential("new-key"));
        self.see(effect, Observation::AsIntended).unwrap();
    }

    pub fn finish(&mut self) -> Result<(), Refusal> {
        self.ask(Who::Agent, Command::HandOver)?;
        self.ask(Who::Agent, Command::Unblock)?;
        self.carry_out()?;
        self.ask(Who::Agent, Command::LiveSignIn { credential: new_key().1, observed: true })?;
        self.ask(Who::Agent, Command::Notify)?;
        self.carry_out()?;
        self.reread();
        self.ask(Who::Agent, Command::Complete)
    }

    /// The subject says that it was not them, to the agent.
    pub fn repudiate(&mut self, who: Who) -> Result<(), Refusal> {
        let (name, said) = ("Maya Okafor".to_owned(), "I was on a train.".to_owned());
        self.ask(who, Command::Repudiate { who: name, channel: ReportChannel::Phone, said })
    }

    /// `who` signs what the incident was.
    pub fn dispose(&mut self, who: Who, finding: Finding) -> Result<(), Refusal> {
        let note = "The telephone's log shows it.".to_owned();
        let statement = self.offer(who, Decision::Dispose { finding, note: note.clone() });
        let assertion = self.signature(who, &statement);
        self.ask(who, Command::Dispose { finding, note, statement, assertion })
    }

    /// A case with everything done up to the new key.
    pub fn provisioned() -> Self {
        let mut world = Self::opened("maya", Channel::InPerson);
        world.prove();
        world.approve();
        world.revoke();
        world.provision();
        world
    }
}
