//! Notices of whole recoveries, through the console to a real mail server: never none, and never two for one event unless
//! the first may have arrived, and a person said so.

use crate::desk::{Desk, codes};
use crate::smtp_server::{Mode, Setup, SmtpServer, Taken};
use crate::wayward::{Astray, MOVED, Wayward};
use async_trait::async_trait;
use postern_application::history::verify_history;
use postern_delivery::{Channels, Journal, Mailbox, Smtp, SmtpSettings, Tls};
use postern_domain::ids::{CaseId, ConsoleId, EffectId};
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_domain::recovery::effect::NoticePhase;
use postern_domain::recovery::{Action, Case, CaseEvent, Command, Lifecycle, Undelivered};
use postern_domain::time::Span;
use postern_os::SystemClock;
use postern_ports::event_store::{Happening, Stream};
use postern_ports::notifier::{CodeNotice, Notice, NotifierFault};
use postern_ports::secrets::RecoveryCode;
use postern_ports::{EventStore as _, Notifier};
use postern_practice::people::SUBJECT;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// The addresses of mail that the subject has.
const MAILS: [&str; 2] = ["maya.okafor@corp.example", "maya@home.example"];

/// The channels of a desk in `folder`: mail to `server`, and telephones that always answer.
pub fn channels(folder: &Path, port: u16) -> Arc<dyn Notifier> {
    let journal = Journal::open(&folder.join("deliveries.jsonl"), Arc::new(SystemClock)).unwrap();
    let settings = SmtpSettings {
        port: Some(port),
        tls: Tls::NoneOnLoopback,
        patience: Duration::from_secs(5),
        after_data: Duration::from_millis(400),
        tries: 1,
        ..SmtpSettings::of("localhost", "desk@example.test")
    };
    let mail = Smtp::new(&settings, None, Arc::new(journal)).unwrap();
    let texts = Mailbox::open(&folder.join("texts")).unwrap();
    Arc::new(Channels::new(Some(Arc::new(mail)), Some(Arc::new(texts))))
}

/// A desk that mails to `server`.
async fn mailing(server: &SmtpServer) -> Desk {
    let desk = Desk::open().await;
    let channels = channels(desk.folder.path(), server.port());
    desk.reopen_telling(|practice| practice, channels).await
}

/// Closed and opened again, as after a crash.
async fn again(desk: Desk, server: &SmtpServer) -> Desk {
    let channels = channels(desk.folder.path(), server.port());
    desk.reopen_telling(|practice| practice, channels).await
}

/// The mails of a phase: to whom each went.
fn told(server: &SmtpServer, subject: &str) -> Vec<String> {
    let of = |mail: &Taken| mail.headers("Subject").first().is_some_and(|line| line.contains(subject));
    let mut to: Vec<_> = server.taken().iter().filter(|mail| of(mail)).flat_map(|mail| mail.to.clone()).collect();
    to.sort();
    to
}

/// The last sending of the intake's notice to `address`.
fn last(case: &Case, address: &str) -> EffectId {
    let to = |action: &Action| matches!(action, Action::SendNotice { phase: NoticePhase::Intake, address: known, .. } if known == address);
    case.effects.iter().rfind(|e| to(&e.action)).unwrap().id
}

fn undelivered(case: &Case, address: &str) -> Option<Undelivered> {
    let id = last(case, address);
    case.effects.iter().find(|e| e.id == id).unwrap().undelivered()
}

impl Desk {
    async fn notify(&self, id: CaseId) -> Result<(), postern_application::Fault> {
        let seen = self.case(id).await.seq;
        self.console.notify(id, seen).await
    }

    /// Goes on with what waits, a minute and a second later, until nothing is due any more.
    async fn wait_out(&self) {
        for _ in 0..8 {
            self.clock.forward(Span::seconds(61));
            self.console.retry_notices().await.unwrap();
        }
    }

    async fn sound(&self) {
        assert_eq!(verify_history(self.store.as_ref()).await.unwrap().faults, []);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_address_of_before_and_now_is_told_at_intake_and_close_once() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let desk = Desk::open().await;
    let channels = channels(desk.folder.path(), server.port());
    let mut wayward = None;
    let wrap = |practice| {
        let made = Wayward::new(practice, Astray::Nothing);
        wayward = Some(made.clone());
        made as Arc<dyn postern_ports::Directory>
    };
    let desk = desk.reopen_telling(wrap, channels).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    assert_eq!(told(&server, "Somebody asked"), MAILS);
    wayward.unwrap().moved.store(true, Ordering::Relaxed);
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    desk.co_sign(id, "supervisor").await.unwrap();
    desk.sign_in("agent").await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Completed(_)));
    let mut all: Vec<_> = MAILS.into_iter().chain([MOVED]).collect();
    all.sort_unstable();
    assert_eq!(told(&server, "Somebody asked"), all);
    assert_eq!(told(&server, "new security key"), all);
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subject_is_told_in_their_language() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let directory = postern_domain::ids::DirectoryId::new("practice").unwrap();
    let found = desk.console.look_up(&directory, SUBJECT).await.unwrap().unwrap();
    let opening = postern_application::recovery::Opening {
        directory,
        account: found.account.id,
        reason: postern_domain::recovery::Reason::Lost,
        channel: postern_domain::recovery::Channel::InPerson,
        ticket: String::new(),
        said_privileged: None,
        stated: None,
        language: Some("de".to_owned()),
    };
    desk.console.open_case(opening).await.unwrap();
    let mail = server.taken().pop().unwrap();
    assert!(mail.part("text/html").contains("<html lang=\"de\">"), "{mail:?}");
    assert!(mail.part("text/plain").contains("Rufen Sie sofort Ihr Sicherheitsteam an"), "{mail:?}");
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_holds_the_case_and_a_letter_lets_it_go_on() {
    let server = SmtpServer::start(Setup::of(Mode::Refuse)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    for address in MAILS {
        assert_eq!(undelivered(&desk.case(id).await, address), Some(Undelivered::Refused));
    }
    desk.wait_out().await;
    assert_eq!(server.heard("RCPT"), MAILS.len(), "a refusal is not tried again by itself");
    assert!(codes(desk.act(id, Command::Complete).await).contains(&"NTF-01"));
    let letter = desk.console.letter(id).await.unwrap();
    assert_eq!((letter.notice.case.clone(), letter.to.0.as_str()), (id.reference(), "Maya Okafor"));
    desk.act(id, Command::RecordLetter { reference: "RR 123456785 DE".to_owned() }).await.unwrap();
    let case = desk.case(id).await;
    assert!(case.unsent(NoticePhase::Intake).is_empty());
    assert!(!codes(desk.act(id, Command::Complete).await).contains(&"NTF-01"));
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_settled_by_the_telephone_that_was_told() {
    let server = SmtpServer::start(Setup::of(Mode::Refuse)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let phone = |c: &&Contact| c.channel == ContactChannel::Phone;
    for address in MAILS {
        let case = desk.case(id).await;
        let contact = case.account.contacts.iter().find(phone).unwrap().id.clone();
        desk.console.settle_notice(id, case.seq, last(&case, address), contact).await.unwrap();
    }
    assert!(desk.case(id).await.unsent(NoticePhase::Intake).is_empty());
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_that_was_settled_by_an_address_that_nobody_told_is_found() {
    let server = SmtpServer::start(Setup::of(Mode::Refuse)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let case = desk.case(id).await;
    // By somebody with the store's key and the console's: the other address of mail refused it, too.
    let mail = |c: &&Contact| c.channel == ContactChannel::Email && c.address == MAILS[1];
    let contact = case.account.contacts.iter().find(mail).unwrap().id.clone();
    let (effect, by, at) = (last(&case, MAILS[0]), case.agent, desk.console.now());
    let settled = Happening::Case(CaseEvent::NoticeSettled { effect, contact, by, at });
    let console = ConsoleId(uuid::Uuid::from_u128(0x00c0_5013));
    desk.store.append(Stream::Case(id), case.seq, at, console, vec![settled]).await.unwrap();
    let found = verify_history(desk.store.as_ref()).await.unwrap().faults;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].kind == "legality" && found[0].detail.contains("not what was decided"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_put_off_is_tried_again_by_itself_with_nobody_signed_in() {
    let server = SmtpServer::start(Setup::of(Mode::Greylist)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    assert_eq!((server.heard("RCPT"), server.taken().len()), (2, 1));
    assert_eq!(undelivered(&desk.case(id).await, MAILS[0]), Some(Undelivered::Later));
    desk.console.retry_notices().await.unwrap();
    assert_eq!(server.heard("RCPT"), 2, "not before its time");
    desk.console.sign_out().await.unwrap();
    desk.clock.forward(Span::seconds(61));
    assert_eq!(desk.console.retry_notices().await, Ok(1));
    assert_eq!(told(&server, "Somebody asked"), MAILS);
    let case = desk.case(id).await;
    assert!(case.unsent(NoticePhase::Intake).is_empty());
    let tried = case.effects.iter().find(|e| e.id == last(&case, MAILS[0])).unwrap();
    assert_eq!((tried.starts, tried.observations.len()), (2, 2), "each try is recorded");
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_have_arrived_is_not_sent_twice_until_a_person_says_so() {
    let server = SmtpServer::start(Setup::of(Mode::SilentAfterData)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    assert_eq!(server.taken().len(), MAILS.len());
    server.set(Mode::Accept);
    desk.wait_out().await;
    let desk = again(desk, &server).await;
    desk.wait_out().await;
    assert_eq!(server.taken().len(), MAILS.len(), "neither by this console nor by the next");
    desk.sign_in("agent").await;
    assert_eq!(codes(desk.notify(id).await), ["NTF-01"]);
    for address in MAILS {
        let case = desk.case(id).await;
        desk.console.send_again(id, case.seq, last(&case, address)).await.unwrap();
    }
    let case = desk.case(id).await;
    assert!(case.unsent(NoticePhase::Intake).is_empty());
    assert!(MAILS.iter().all(|address| case.is_second(last(&case, address))));
    let second = |mail: &Taken| mail.part("text/plain").contains("twice");
    assert_eq!(server.taken().iter().map(second).collect::<Vec<_>>(), [false, false, true, true]);
    let records = desk.console.records(id).await.unwrap();
    let marked = |h: &Happening| matches!(h, Happening::Case(CaseEvent::NoticeSentAgain { .. }));
    assert_eq!(records.iter().filter(|r| marked(&r.happening)).count(), 2);
    desk.sound().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_channel_the_case_says_so() {
    let desk = Desk::open().await;
    let desk = desk.reopen_telling(|practice| practice, Arc::new(Channels::new(None, None))).await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    let case = desk.case(id).await;
    assert_eq!(case.kept_back(NoticePhase::Intake), Some(Undelivered::NoChannel));
    assert_eq!(case.unsent(NoticePhase::Intake).len(), 3);
    desk.sound().await;
}

/// Where a console dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    /// The call is recorded to begin, and nothing is handed over.
    Before,
    /// It was taken, and the console does not record it any more.
    After,
}

/// Channels at which a console dies.
struct Dying {
    inner: Arc<dyn Notifier>,
    point: Point,
    reached: Arc<tokio::sync::Notify>,
}

#[async_trait]
impl Notifier for Dying {
    async fn deliver(&self, to: &Contact, notice: Notice, reference: &str) -> Result<String, NotifierFault> {
        if self.point == Point::After {
            self.inner.deliver(to, notice, reference).await.unwrap();
        }
        self.reached.notify_one();
        std::future::pending().await
    }

    async fn deliver_code(
        &self,
        _: &Contact,
        _: CodeNotice,
        _: &RecoveryCode,
        _: &str,
    ) -> Result<String, NotifierFault> {
        Err(NotifierFault::NoChannel)
    }

    async fn delivered(&self, reference: &str) -> Result<Option<String>, NotifierFault> {
        self.inner.delivered(reference).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_at_any_point_tells_everybody_once_when_it_is_back() {
    for point in [Point::Before, Point::After] {
        let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
        let desk = Desk::open().await;
        let reached = Arc::new(tokio::sync::Notify::new());
        let inner = channels(desk.folder.path(), server.port());
        let dying = Arc::new(Dying { inner, point, reached: reached.clone() });
        let desk = desk.reopen_telling(|practice| practice, dying).await;
        desk.sign_in("agent").await;
        tokio::select! {
            opened = desk.open_case_of(SUBJECT) => panic!("{point:?}: it did not die: {opened:?}"),
            () = reached.notified() => {}
        }
        let desk = again(desk, &server).await;
        desk.wait_out().await;
        assert_eq!(told(&server, "Somebody asked"), MAILS, "{point:?}");
        let open = desk.console.open_cases().await.unwrap();
        assert!(open.iter().all(|case| case.unsent(NoticePhase::Intake).is_empty()), "{point:?}");
        desk.sound().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_while_it_waits_for_an_answer_leaves_it_to_a_person() {
    let server = SmtpServer::start(Setup::of(Mode::SilentAfterData)).await;
    let desk = mailing(&server).await;
    desk.sign_in("agent").await;
    tokio::select! {
        opened = desk.open_case_of(SUBJECT) => panic!("it did not die: {opened:?}"),
        () = server.takes(1) => {}
    }
    server.set(Mode::Accept);
    let desk = again(desk, &server).await;
    desk.wait_out().await;
    let case = desk.console.open_cases().await.unwrap().remove(0);
    assert_eq!(undelivered(&case, MAILS[0]), Some(Undelivered::Unknown));
    assert_eq!(told(&server, "Somebody asked"), MAILS, "each once: the other was not begun when it died");
}
