//! Whole recoveries that are not done at the desk: by words, by the subject, of machine identities; write access that a
//! supervisor releases; and what a directory's log tells that no case explains.

use super::rig::{self, Rig as _};
use super::{entra, glewlwyd, keycloak};
use crate::desk::{Desk, NEW_PIN, codes, key, pin};
use async_trait::async_trait;
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::recovery::Opening;
use postern_application::staff::Confirmer;
use postern_directory::{Manual, ManualSettings, Practice, Reach, Released};
use postern_domain::ids::{CaseId, CredentialId, DirectoryId};
use postern_domain::recovery::account::CredentialKind;
use postern_domain::recovery::evidence::EvidenceKind;
use postern_domain::recovery::{Action, Channel, Command, Gate, Lifecycle, Observation, Reason, Stated, Target, Tier};
use postern_domain::time::{Span, Timestamp};
use postern_os::SystemClock;
use postern_ports::directory::DirectoryFault;
use postern_ports::openid::{BrowserVisit, OpenId, Visited};
use postern_ports::{Clock as _, Directory};
use postern_practice::people::{BLANK, LOST, LOST_PIN, STAFF_PIN, SUBJECT};
use secrecy::SecretString;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

fn practice() -> DirectoryId {
    DirectoryId::new("practice").unwrap()
}

async fn co_signed(desk: &Desk, id: CaseId) {
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
}

async fn sound(desk: &Desk, id: CaseId) {
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_that_nobody_reaches_is_recovered_by_words_that_stay_marked() {
    let settings = ManualSettings {
        id: "practice".to_owned(),
        tenant: "Old mainframe".to_owned(),
        rp_id: "old.corp.test".to_owned(),
        origin: "https://old.corp.test".to_owned(),
    };
    let manual: Arc<dyn Directory> = Arc::new(Manual::new(settings).unwrap());
    let desk = Desk::open_with(|_| manual).await;
    desk.sign_in("agent").await;
    let found = desk.console.look_up(&practice(), "maya").await.unwrap().unwrap();
    assert!(found.people.account && found.people.roles);
    let opening = |said_privileged, credentials: &[&str]| Opening {
        directory: practice(),
        account: found.account.id.clone(),
        reason: Reason::Lost,
        channel: Channel::InPerson,
        ticket: String::new(),
        said_privileged,
        stated: Some(Stated {
            name: "Maya Okafor".to_owned(),
            credentials: credentials.iter().map(|c| (*c).to_owned()).collect(),
            mail: vec!["maya@corp.test".to_owned()],
        }),
        language: None,
    };
    let unsaid = desk.console.open_case(opening(None, &["smart card"])).await.map(|_| ());
    assert_eq!(codes(unsaid), ["INT-04"]);
    let nothing = desk.console.open_case(opening(Some(false), &[" "])).await.map(|_| ());
    assert_eq!(codes(nothing), ["INP-01"], "what is to go is stated");
    let id = desk.console.open_case(opening(Some(false), &["smart card", "password"])).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!((case.planned.len(), case.account.name.as_str()), (2, "Maya Okafor"));
    desk.prove(id).await;
    co_signed(&desk, id).await;
    let seen = desk.case(id).await.seq;
    desk.console.revoke(id, seen).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.not_gone().count(), 2, "nothing is gone by itself");
    assert!(codes(desk.accept_blank(id).await).contains(&"REV-03"));
    desk.attest_all(id).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.not_gone().count(), 0);
    for effect in case.effects.iter().filter(|e| case.by_people(&e.action)) {
        assert!(matches!(effect.last(), Some((Observation::Attested { .. }, _))), "{:?}", effect.action);
    }
    desk.accept_blank(id).await.unwrap();
    let seen = desk.case(id).await.seq;
    assert!(
        desk.console.invite(id, seen).await.unwrap().is_none(),
        "the door is opened by a person, who says so first"
    );
    desk.attest_all(id).await.unwrap();
    let seen = desk.case(id).await.seq;
    assert!(desk.console.invite(id, seen).await.unwrap().is_none());
    desk.attest_all(id).await.unwrap();
    assert!(desk.case(id).await.enrolled.as_ref().is_some_and(|(e, _)| e.said_by.is_some()));
    desk.act(id, Command::RecordLetter { reference: "RR 9".to_owned() }).await.unwrap();
    desk.finish(id).await.unwrap();
    sound(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wiped_telephone_gets_a_passkey_by_a_pass_that_works_once() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    let seen = desk.case(id).await.seq;
    desk.console.choose_target(id, seen, Target::Handset).await.unwrap();
    co_signed(&desk, id).await;
    let seen = desk.case(id).await.seq;
    assert!(codes(desk.console.invite(id, seen).await.map(|_| ())).contains(&"REV-03"), "old ones first");
    desk.revoke(id).await.unwrap();
    let seen = desk.case(id).await.seq;
    let invited = desk.console.invite(id, seen).await.unwrap().unwrap();
    let pass = invited.pass.unwrap();
    // Nobody has enrolled yet, and the pass is no stranger's credential.
    let seen = desk.case(id).await.seq;
    assert_eq!(codes(desk.console.see_enrolled(id, seen, None).await), ["PRV-05"]);
    desk.connector.enrol_with_pass(SUBJECT, &pass).await.unwrap();
    assert!(desk.connector.enrol_with_pass(SUBJECT, &pass).await.is_err(), "it works once");
    let seen = desk.case(id).await.seq;
    desk.console.see_enrolled(id, seen, None).await.unwrap();
    let case = desk.case(id).await;
    assert!(case.confirmed(&Action::SubmitCredential).is_some() && case.made.is_empty());
    // The console cannot sign in with somebody else's telephone; nobody's word does here either.
    let said = desk.console.say_live_sign_in(id, case.seq).await;
    assert_eq!(codes(said), ["HND-03"]);
    // An OpenID provider that says that they signed in with it.
    let visits = Visits(case.account.id.as_str().to_owned(), "fido");
    desk.console.replace_directories(desk.console.directories(), providers(visits));
    let seen = desk.case(id).await.seq;
    desk.console.live_sign_in_in_browser(id, seen).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.notify(id, seen).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.complete(id, seen).await.unwrap();
    sound(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_that_turns_up_beside_the_new_passkey_stops_the_case() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    let seen = desk.case(id).await.seq;
    desk.console.choose_target(id, seen, Target::Handset).await.unwrap();
    co_signed(&desk, id).await;
    desk.revoke(id).await.unwrap();
    let seen = desk.case(id).await.seq;
    let invited = desk.console.invite(id, seen).await.unwrap().unwrap();
    desk.connector.enrol_with_pass(SUBJECT, &invited.pass.unwrap()).await.unwrap();
    desk.connector.sneak(SUBJECT).await.unwrap();
    let seen = desk.case(id).await.seq;
    assert_eq!(codes(desk.console.see_enrolled(id, seen, None).await), ["REV-04"]);
    assert!(desk.case(id).await.enrolled.is_none());
    assert!(codes(desk.act(id, Command::Complete).await).contains(&"REV-04"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_device_was_replaced_the_old_key_is_tried_and_refused() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let found = desk.console.look_up(&practice(), SUBJECT).await.unwrap().unwrap();
    let opening = Opening {
        directory: practice(),
        account: found.account.id,
        reason: Reason::Migrated,
        channel: Channel::InPerson,
        ticket: String::new(),
        said_privileged: None,
        stated: None,
        language: None,
    };
    let id = desk.console.open_case(opening).await.unwrap();
    desk.prove(id).await;
    co_signed(&desk, id).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    assert_eq!(codes(desk.finish(id).await), ["MCH-03"], "it was not tried");
    let case = desk.case(id).await;
    desk.tray.insert(LOST).unwrap();
    for old in case.planned.iter().filter(|c| c.webauthn.is_some()) {
        let seen = desk.case(id).await.seq;
        let tried = desk.console.try_old_credential(id, seen, old.id.clone(), &key(LOST), pin(LOST_PIN)).await;
        if matches!(tried, Err(Fault::Key(_))) {
            // That one is on another device, which is not at hand: somebody says what they saw.
            let said = Command::TryOldCredential { credential: old.id.clone(), refused: true, observed: false };
            desk.act(id, said).await.unwrap();
        }
    }
    let case = desk.case(id).await;
    assert!(case.tried.values().any(|t| t.observed && t.refused), "the console saw one refused");
    desk.console.complete(id, case.seq).await.unwrap();
    sound(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_recovery_on_the_stand_in_for_keycloak() {
    let server = keycloak::Server::start().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    let login = server.subject(3).await;
    let id = rig::approved(&desk, &login).await;
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    desk.accept_blank(id).await.unwrap();
    rig::provision(&desk, &server, id).await.unwrap();
    let case = desk.case(id).await;
    assert!(case.newest().is_some_and(|made| made.by_subject && !made.attested_by.is_empty()));
    rig::finish(&desk, id).await.unwrap();
    rig::ended_well(&desk, connector.as_ref(), id).await;
    assert!(desk.case(id).await.live_said_by.is_some(), "nobody but a browser signs in there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_somebody_else_enrolled_by_the_mail_is_not_the_desks() {
    let server = keycloak::Server::start().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    let login = server.subject(1).await;
    let id = rig::approved(&desk, &login).await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.invite(id, seen).await.unwrap();
    // Whoever read the mail enrols a key of their own.
    let stranger =
        super::keycloak_fake::credential_data(&[9; 32], &strange_point(), "00000000-0000-0000-0000-000000000000");
    server.0.enrol(&login, &stranger, "Mine").unwrap();
    let seen = desk.case(id).await.seq;
    let seen_enrolled = desk.console.see_enrolled(id, seen, Some((key(BLANK), pin(NEW_PIN)))).await;
    assert!(matches!(seen_enrolled, Err(Fault::Key(_) | Fault::Refused(_))), "{seen_enrolled:?}");
    let case = desk.case(id).await;
    assert!(case.made.is_empty() && case.confirmed(&Action::SubmitCredential).is_none());
    assert!(codes(desk.act(id, Command::Complete).await).contains(&"PRV-05"));
}

/// The public key of nobody at the desk.
fn strange_point() -> Vec<u8> {
    let key = p256::SecretKey::from_slice(&[7; 32]).unwrap();
    use p256::elliptic_curve::sec1::ToEncodedPoint as _;
    key.public_key().to_encoded_point(false).as_bytes().to_vec()
}

/// An OpenID provider that says who signed in, and by what: a stand-in in these tests alone.
struct Visits(String, &'static str);

struct Visit(Visited);

#[async_trait]
impl OpenId for Visits {
    async fn begin(&self, hint: &str, now: Timestamp) -> Result<Box<dyn BrowserVisit>, DirectoryFault> {
        let methods = if self.1.is_empty() { Vec::new() } else { vec![self.1.to_owned()] };
        Ok(Box::new(Visit(Visited { account: self.0.clone(), login: hint.to_owned(), at: now, methods })))
    }
}

#[async_trait]
impl BrowserVisit for Visit {
    fn address(&self) -> &str {
        "https://login.corp.test/authorize"
    }
    async fn finish(self: Box<Self>) -> Result<Visited, DirectoryFault> {
        Ok(self.0)
    }
}

fn providers(visits: Visits) -> HashMap<DirectoryId, Arc<dyn OpenId>> {
    HashMap::from([(practice(), Arc::new(visits) as Arc<dyn OpenId>)])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_in_a_browser_counts_for_the_account_that_is_meant_and_by_what_is_held() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let case = desk.case(id).await;
    let old = case.planned.iter().find(|c| c.webauthn.is_some()).unwrap().id.clone();
    let mine = case.account.id.as_str().to_owned();
    for (account, by, why) in [
        ("somebody-else", "fido", "another_account"),
        (mine.as_str(), "pwd", "method_not_told"),
        (mine.as_str(), "", "method_not_told"),
    ] {
        desk.console.replace_directories(desk.console.directories(), providers(Visits(account.to_owned(), by)));
        let seen = desk.case(id).await.seq;
        let tried = desk.console.prove_possession_in_browser(id, seen, old.clone()).await;
        assert_eq!(tried, Err(Fault::Directory(DirectoryFault::Refused(why.to_owned()))), "{by}");
    }
    assert_eq!(desk.case(id).await.standing_evidence().count(), 0);
    desk.console.replace_directories(desk.console.directories(), providers(Visits(mine, "hwk")));
    let seen = desk.case(id).await.seq;
    desk.console.prove_possession_in_browser(id, seen, old).await.unwrap();
    let case = desk.case(id).await;
    let kinds: Vec<_> = case.standing_evidence().map(|e| e.kind).collect();
    assert_eq!(kinds, [EvidenceKind::OtherAuthenticator]);
}

/// A recipient that nobody else can read for.
fn recipient() -> (age::x25519::Identity, String) {
    let identity = age::x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    (identity, recipient)
}

fn opened(identity: &age::x25519::Identity, file: &std::path::Path) -> SecretString {
    use std::io::Read as _;
    let sealed = std::fs::read(file).unwrap();
    let reader = age::armor::ArmoredReader::new(sealed.as_slice());
    let decryptor = age::Decryptor::new(reader).unwrap();
    let mut text = String::new();
    let keys: [&dyn age::Identity; 1] = [identity];
    decryptor.decrypt(keys.into_iter()).unwrap().read_to_string(&mut text).unwrap();
    SecretString::from(text)
}

/// From the opened case of a machine identity, whose sponsor is proven, to its end: the old keys are tried by `olds`.
async fn rotated(
    desk: &Desk,
    connector: &dyn Directory,
    id: CaseId,
    olds: &[(CredentialId, SecretString)],
) -> SecretString {
    let consumers = vec!["nightly backups".to_owned()];
    desk.act(id, Command::ListConsumers { consumers, overlap_minutes: 0 }).await.unwrap();
    assert_eq!(codes(desk.act(id, Command::SeekApproval).await), ["MCH-05"]);
    let (identity, recipient) = recipient();
    let seen = desk.case(id).await.seq;
    let wrong = desk.console.name_recipient(id, seen, "age1notarecipient".to_owned()).await;
    assert_eq!(codes(wrong), ["INP-01"]);
    desk.console.name_recipient(id, seen, recipient).await.unwrap();
    co_signed(desk, id).await;
    for (_, old) in olds {
        let account = desk.case(id).await.account.id;
        assert_eq!(connector.try_machine_secret(&account, old).await, Ok(true), "it signs in until it goes");
    }
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    let seen = desk.case(id).await.seq;
    let sealed = desk.console.rotate_machine_key(id, seen).await.unwrap();
    let case = desk.case(id).await;
    assert!(case.confirmed(&Action::SubmitCredential).is_some());
    let secret = opened(&identity, std::path::Path::new(&sealed.place));
    desk.act(id, Command::HandOver).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.unblock(id, seen).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.try_new_machine_key(id, seen).await.unwrap();
    for (credential, old) in olds {
        let seen = desk.case(id).await.seq;
        desk.console.try_old_secret(id, seen, credential.clone(), old.clone()).await.unwrap();
    }
    let case = desk.case(id).await;
    for tried in case.tried.values() {
        assert!(tried.refused && tried.observed);
    }
    if case.letters.is_empty() {
        desk.act(id, Command::RecordLetter { reference: "RR 1".to_owned() }).await.unwrap();
    }
    let seen = desk.case(id).await.seq;
    desk.console.notify(id, seen).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.complete(id, seen).await.unwrap();
    sound(desk, id).await;
    assert_eq!(
        connector.try_machine_secret(&case.account.id, &secret).await,
        Ok(true),
        "what the sponsor opened signs in"
    );
    let again = desk.console.try_new_machine_key(id, desk.case(id).await.seq).await;
    assert!(again.is_err(), "the console keeps no key");
    nowhere(desk, &secret);
    secret
}

/// The private key is in no file of the desk: neither in the history nor beside it.
fn nowhere(desk: &Desk, secret: &SecretString) {
    let text = postern_ports::secrets::reveal(secret);
    let line = text.lines().find(|l| l.len() > 50 && !l.starts_with('-')).unwrap();
    let mut folders = vec![desk.folder.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let bytes = std::fs::read(&path).unwrap();
            assert!(memchr::memmem::find(&bytes, line.as_bytes()).is_none(), "{}", path.display());
        }
    }
    assert!(files > 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_of_a_real_glewlwyd_gets_a_key_that_only_its_sponsor_opens() {
    let Some(server) = glewlwyd::Server::there().await else {
        eprintln!("skipped: no Glewlwyd here (`cargo xtask test` starts one)");
        return;
    };
    // Its sponsor is somebody with a key: from a recovery of their own.
    let sponsor = server.subject(0).await;
    let plain = server.connector(&server.url(), Reach::default(), BTreeMap::new());
    let old = plain.draw_machine_key("old", SystemClock.now()).unwrap();
    let (client, shared) = server.client(&old.public).await;
    let sponsors = BTreeMap::from([(client.clone(), sponsor.clone())]);
    let connector: Arc<dyn Directory> = Arc::new(server.connector(&server.url(), Reach::default(), sponsors));
    let desk = Desk::open_with(|_| connector.clone()).await;
    let first = rig::approved(&desk, &sponsor).await;
    desk.revoke(first).await.unwrap();
    desk.accept_blank(first).await.unwrap();
    desk.provision(first).await.unwrap();
    rig::finish(&desk, first).await.unwrap();
    let id = rig::open(&desk, &format!("client:{client}")).await;
    assert_eq!(desk.case(id).await.tier(), Tier::Machine);
    let seen = desk.case(id).await.seq;
    desk.console.prove_sponsor(id, seen, &key(BLANK), pin(NEW_PIN)).await.unwrap();
    let named = |text: String| CredentialId::new(text).unwrap();
    let olds = [(named(format!("key:{}", old.public.name)), old.secret), (named("secret".to_owned()), shared)];
    rotated(&desk, connector.as_ref(), id, &olds).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_of_the_stand_in_for_entra_gets_a_key_that_only_its_sponsor_opens() {
    let server = entra::Server::start().await;
    let connector = server.connect(&server.url(), Reach::default());
    let desk = Desk::open_with(|_| connector.clone()).await;
    let id = rig::open(&desk, &format!("app:{}", super::entra_fake::EntraFake::BACKUPS)).await;
    let case = desk.case(id).await;
    assert_eq!(case.tier(), Tier::Machine);
    let sponsor = case.account.machine.clone().unwrap().sponsor.unwrap();
    // The sponsor signs in with a browser there.
    desk.console
        .replace_directories(desk.console.directories(), providers(Visits(sponsor.as_str().to_owned(), "fido")));
    desk.console.prove_sponsor_in_browser(id, case.seq).await.unwrap();
    let of = |kind| case.planned.iter().find(|c| c.kind == kind).unwrap().id.clone();
    let olds = [
        (of(CredentialKind::ClientKey), super::entra_fake::EntraFake::key_of_application()),
        (of(CredentialKind::ClientSecret), super::entra_fake::EntraFake::secret_of_application()),
    ];
    rotated(&desk, connector.as_ref(), id, &olds).await;
    assert_eq!(server.0.breaches(), Vec::<String>::new());
}

/// A desk whose own token only reads: what writes comes from a release.
async fn protected() -> (Desk, Arc<dyn Directory>) {
    let desk = Desk::open().await;
    let (url, reading) = (desk.server.url().to_owned(), desk.server.reading_token().to_owned());
    let reads: Arc<dyn Directory> = Arc::new(Practice::connect(practice(), &url, &reading).unwrap());
    let writer = move |secret: SecretString| {
        let token = postern_ports::secrets::reveal(&secret).to_owned();
        let made = Practice::connect(practice(), &url, &token).map_err(|e| DirectoryFault::Refused(e.to_string()))?;
        Ok(Arc::new(made) as Arc<dyn Directory>)
    };
    let released: Arc<dyn Directory> = Arc::new(Released::new(reads, Arc::new(writer), Arc::new(SystemClock)));
    desk.console.replace_directories(vec![released.clone()], HashMap::new());
    (desk, released)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyring_of_the_desk_alone_changes_nothing_and_a_co_signature_opens_one_case() {
    let (desk, released) = protected().await;
    desk.tray.insert("administrator-1").unwrap();
    desk.sign_in("administrator-1").await;
    desk.tray.insert("supervisor").unwrap();
    desk.tray.insert("second-supervisor").unwrap();
    let token = SecretString::from(desk.server.token().to_owned());
    let signer = |name: &str| Confirmer { key: key(name), pin: pin(STAFF_PIN) };
    let alone = desk.console.protect_writes(&practice(), token.clone(), vec![signer("supervisor")]).await;
    assert!(matches!(&alone, Err(Fault::Refused(r)) if r.names(Gate::CoSignersExist)), "a lost key would lock all out");
    let both = vec![signer("supervisor"), signer("second-supervisor")];
    desk.console.protect_writes(&practice(), token, both).await.unwrap();
    assert_eq!(desk.console.write_holders(&practice()).unwrap(), 2);
    // Whatever the desk keeps: the token is in none of it.
    for entry in std::fs::read_dir(desk.folder.path().join("secrets")).unwrap().filter_map(Result::ok) {
        let bytes = std::fs::read(entry.path()).unwrap();
        assert!(memchr::memmem::find(&bytes, desk.server.token().as_bytes()).is_none());
    }
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    // Doors are closed without anybody.
    let case = desk.case(id).await;
    let first = case.planned.first().unwrap().id.clone();
    desk.console.contain(id, case.seq, vec![first]).await.unwrap();
    assert!(desk.case(id).await.confirmed(&Action::EndSessions).is_some());
    assert!(!released.is_released(id, desk.console.now()));
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    assert!(released.is_released(id, desk.console.now()), "the same gesture");
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    assert_eq!(desk.case(id).await.not_gone().count(), 0);
    // Another case is not opened by it: what the desk holds is refused, and nothing is taken for done.
    let other = desk.open_case_of("lena.fischer").await.unwrap();
    assert!(!released.is_released(other, desk.console.now()));
    // After a restart nothing is released any more, and whoever signed opens it again.
    released.end_release(id);
    desk.accept_blank(id).await.unwrap();
    let refused = desk.provision(id).await;
    assert_eq!(refused, Err(Fault::Directory(DirectoryFault::NotReleased)));
    desk.sign_in("second-supervisor").await;
    let stranger = desk.console.release_write(id, &key("second-supervisor"), pin(STAFF_PIN)).await;
    assert!(matches!(stranger, Err(Fault::Refused(_))), "whoever did not sign releases nothing: {stranger:?}");
    desk.sign_in("supervisor").await;
    desk.console.release_write(id, &key("supervisor"), pin(STAFF_PIN)).await.unwrap();
    desk.sign_in("agent").await;
    desk.provision(id).await.unwrap();
    assert!(released.is_released(id, desk.console.now()));
    desk.finish(id).await.unwrap();
    assert!(!released.is_released(id, desk.console.now()), "nothing stays open after the case");
    sound(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_no_case_explains_is_raised_once_and_judged_by_a_person() {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    desk.clock.forward(Span::minutes(5));
    assert_eq!(desk.console.watch_directories().await, Ok(0), "what a case did is explained");
    desk.connector.sneak("lena.fischer").await.unwrap();
    assert_eq!(desk.console.watch_directories().await, Ok(0), "its record may still be written");
    desk.clock.forward(Span::minutes(5));
    assert_eq!(desk.console.watch_directories().await, Ok(1));
    assert_eq!(desk.console.watch_directories().await, Ok(0), "once");
    let roster = desk.console.roster().await.unwrap();
    let alarm = roster.alarms().first().unwrap().clone();
    assert_eq!((alarm.stray.login.as_str(), alarm.judged.is_none()), ("lena.fischer", true));
    desk.sign_in("agent").await;
    let entry = alarm.stray.entry.as_str();
    assert_eq!(codes(desk.console.judge_stray(&practice(), entry, "mine").await), ["ROL-01"]);
    desk.sign_in("reviewer").await;
    assert_eq!(codes(desk.console.judge_stray(&practice(), entry, " ").await), ["INP-01"]);
    desk.console.judge_stray(&practice(), entry, "An administrator did it by hand, INC-4.").await.unwrap();
    assert_eq!(codes(desk.console.judge_stray(&practice(), entry, "again").await), ["CAS-02"]);
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_types_a_name_is_helped_and_nobody_else_is_told() {
    let desk = Desk::open().await;
    assert!(desk.console.search(&practice(), "ma").await.is_err(), "nobody is signed in");
    desk.sign_in("agent").await;
    let found = desk.console.search(&practice(), "maya").await.unwrap();
    assert_eq!(found.iter().map(|a| a.login.as_str()).collect::<Vec<_>>(), [SUBJECT]);
    for short in ["", "m", " "] {
        assert_eq!(desk.console.search(&practice(), short).await.unwrap(), Vec::new(), "{short:?}");
    }
}
