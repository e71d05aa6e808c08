//! Notices by mail, to a real mail server on this machine: never none, and never two for one event.

use crate::smtp_server::{Mode, Setup, SmtpServer, certificate};
use postern_delivery::{Journal, Known, Smtp, SmtpSettings, Tls};
use postern_domain::ids::ContactId;
use postern_domain::recovery::account::{Contact, ContactChannel};
use postern_domain::time::Timestamp;
use postern_os::SystemClock;
use postern_ports::Notifier as _;
use postern_ports::notifier::{CodeNotice, Gained, Notice, NoticeKind, NotifierFault};
use postern_ports::secrets::RecoveryCode;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const EVENT: &str = "0199c0de-recovered-01";

/// How this desk mails to `server`, with patience for a test.
fn settings(server: &SmtpServer) -> SmtpSettings {
    SmtpSettings {
        port: Some(server.port()),
        tls: Tls::NoneOnLoopback,
        patience: Duration::from_secs(5),
        after_data: Duration::from_millis(400),
        pause: Duration::from_millis(50),
        ..SmtpSettings::of("localhost", "desk@example.test")
    }
}

/// The same by STARTTLS, with a sign-in.
fn protected(server: &SmtpServer, root: &[u8]) -> SmtpSettings {
    SmtpSettings { tls: Tls::Starttls, user: Some("desk".to_owned()), roots: vec![root.to_vec()], ..settings(server) }
}

fn journal(folder: &Path) -> Arc<Journal> {
    Arc::new(Journal::open(&folder.join("journal.jsonl"), Arc::new(SystemClock)).unwrap())
}

/// A console that was just started: what it knows is what stands in its profile.
fn console(folder: &TempDir, settings: &SmtpSettings) -> Smtp {
    Smtp::new(settings, Some("a secret".into()), journal(folder.path())).unwrap()
}

fn contact(address: &str) -> Contact {
    let (id, address) = (ContactId::new("c").unwrap(), address.to_owned());
    Contact { id, channel: ContactChannel::Email, address, unchanged_since: None }
}

fn maya() -> Contact {
    contact("maya@example.test")
}

fn notice() -> Notice {
    of_login("maya")
}

fn of_login(login: &str) -> Notice {
    let (case, language) = ("C-123456".to_owned(), String::new());
    let kind = NoticeKind::Recovered { gained: Gained::Key, kept: false };
    Notice { kind, case, login: login.to_owned(), at: Timestamp(1_795_428_000_000), language, second: false }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_goes_out_once_in_text_and_as_a_page() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &SmtpSettings { user: None, ..settings(&server) });
    assert_eq!(smtp.delivered(EVENT).await, Ok(None));
    let receipt = smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
    assert!(receipt.contains(EVENT) && receipt.contains("queued as 4B7F"), "{receipt}");
    assert_eq!(smtp.deliver(&maya(), notice(), EVENT).await, Ok(receipt.clone()));
    assert_eq!(smtp.delivered(EVENT).await, Ok(Some(receipt)));
    let all = server.taken();
    assert_eq!(all.len(), 1, "{all:?}");
    let mail = &all[0];
    assert_eq!((mail.from.as_str(), mail.to.as_slice()), ("desk@example.test", &["maya@example.test".to_owned()][..]));
    assert_eq!(mail.headers("Message-ID"), [format!("<{EVENT}@example.test>")]);
    assert_eq!(mail.headers("To"), ["maya@example.test"]);
    assert_eq!(mail.headers("Auto-Submitted"), ["auto-generated"]);
    assert!(mail.headers("Subject")[0].contains("maya"), "{mail:?}");
    for kind in ["text/plain", "text/html"] {
        let part = mail.part(kind);
        assert!(part.contains("C-123456") && part.contains("not you") && part.contains("security team"), "{part}");
    }
    let page = mail.part("text/html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("<p>"), "{page}");
    for fetched in ["http", "src", "<script", "<style", "<link"] {
        assert!(!page.contains(fetched), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_said_before_the_line_is_protected() {
    for mechanisms in ["PLAIN LOGIN", "LOGIN"] {
        let (root, key) = certificate();
        let setup = Setup {
            certificate: Some((root.clone(), key)),
            account: Some(("desk", "a secret")),
            mechanisms,
            ..Setup::of(Mode::Accept)
        };
        let server = SmtpServer::start(setup).await;
        let folder = tempfile::tempdir().unwrap();
        console(&folder, &protected(&server, &root)).deliver(&maya(), notice(), EVENT).await.unwrap();
        let mail = server.taken().pop().unwrap();
        assert!(mail.encrypted, "{mechanisms}");
        assert_eq!(mail.user.as_deref(), Some("desk"), "{mechanisms}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_starttls_or_with_another_certificate_nothing_is_said_at_all() {
    let (root, key) = certificate();
    let account = Some(("desk", "a secret"));
    let open = Setup { account, ..Setup::of(Mode::Accept) };
    let strange = Setup { account, certificate: Some((root, key)), ..Setup::of(Mode::Accept) };
    for setup in [open, strange] {
        let server = SmtpServer::start(setup).await;
        let folder = tempfile::tempdir().unwrap();
        // The certificate of another server.
        let smtp = console(&folder, &protected(&server, &certificate().0));
        let found = smtp.deliver(&maya(), notice(), EVENT).await;
        assert!(matches!(found, Err(NotifierFault::Failed(_))), "{found:?}");
        assert_eq!((server.heard("AUTH"), server.heard("MAIL"), server.taken().len()), (0, 0, 0));
        assert_eq!(server.heard("EHLO"), 1, "it is not tried again: it will not be better in a minute");
        assert_eq!(smtp.delivered(EVENT).await, Ok(None));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_before_the_line_is_protected_is_no_answer() {
    let (root, key) = certificate();
    let server = SmtpServer::start(Setup { certificate: Some((root.clone(), key)), ..Setup::of(Mode::SaysMore) }).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &SmtpSettings { user: None, ..protected(&server, &root) });
    let found = smtp.deliver(&maya(), notice(), EVENT).await;
    assert!(matches!(found, Err(NotifierFault::Failed(_))), "{found:?}");
    assert_eq!((smtp.delivered(EVENT).await, server.taken().len()), (Ok(None), 0));
    server.set(Mode::Accept);
    smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
    assert!(server.taken()[0].encrypted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_no_refusal_of_the_address() {
    let (root, key) = certificate();
    let account = Some(("desk", "another secret"));
    let setup = Setup { account, certificate: Some((root.clone(), key)), ..Setup::of(Mode::Accept) };
    let server = SmtpServer::start(setup).await;
    let folder = tempfile::tempdir().unwrap();
    let found = console(&folder, &protected(&server, &root)).deliver(&maya(), notice(), EVENT).await;
    let Err(NotifierFault::Failed(why)) = found else { panic!("{found:?}") };
    assert!(why.contains("535") && !why.contains("a secret"), "{why}");
    assert_eq!((server.heard("AUTH"), server.heard("MAIL")), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_for_good_is_said_and_not_tried_again() {
    let server = SmtpServer::start(Setup::of(Mode::Refuse)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &settings(&server));
    let found = smtp.deliver(&maya(), notice(), EVENT).await;
    let Err(NotifierFault::Refused(why)) = found else { panic!("{found:?}") };
    assert!(why.contains("550") && why.contains("nobody of that name"), "{why}");
    assert_eq!((server.heard("RCPT"), server.heard("DATA")), (1, 0));
    assert_eq!(smtp.delivered(EVENT).await, Ok(None));
    // Once the address is put right there, the same event goes out.
    server.set(Mode::Accept);
    smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_that_is_put_off_is_tried_again_and_arrives_once() {
    for mode in [Mode::Greylist, Mode::PutOffAfterData] {
        let server = SmtpServer::start(Setup::of(mode)).await;
        let folder = tempfile::tempdir().unwrap();
        let smtp = console(&folder, &settings(&server));
        smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
        assert_eq!((server.heard("RCPT"), server.taken().len()), (2, 1), "{mode:?}");
        assert_eq!(server.taken()[0].headers("Message-ID"), [format!("<{EVENT}@example.test>")]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn patience_with_a_server_ends_and_later_it_arrives() {
    let server = SmtpServer::start(Setup::of(Mode::Greylist)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &SmtpSettings { tries: 1, ..settings(&server) });
    let found = smtp.deliver(&maya(), notice(), EVENT).await;
    let Err(NotifierFault::Later(why)) = found else { panic!("{found:?}") };
    assert!(why.contains("451"), "{why}");
    assert_eq!((server.taken().len(), smtp.delivered(EVENT).await), (0, Ok(None)));
    smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_not_there_has_taken_nothing() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = Some(nobody.local_addr().unwrap().port());
    drop(nobody);
    let folder = tempfile::tempdir().unwrap();
    let found = console(&folder, &SmtpSettings { port, ..settings(&server) }).deliver(&maya(), notice(), EVENT).await;
    assert!(matches!(found, Err(NotifierFault::Later(_))), "{found:?}");
    console(&folder, &settings(&server)).deliver(&maya(), notice(), EVENT).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_talks_nonsense_brings_nothing_down() {
    let server = SmtpServer::start(Setup::of(Mode::BlankOffer)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &settings(&server));
    let found = smtp.deliver(&maya(), notice(), EVENT).await;
    assert!(matches!(found, Ok(_) | Err(NotifierFault::Failed(_))), "{found:?}");
    server.set(Mode::Accept);
    smtp.deliver(&maya(), notice(), EVENT).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_after_a_mail_is_unknown_and_it_is_not_sent_again() {
    for (mode, arrived) in [(Mode::SilentAfterData, 1), (Mode::DropInData, 0)] {
        let server = SmtpServer::start(Setup::of(mode)).await;
        let folder = tempfile::tempdir().unwrap();
        let smtp = console(&folder, &settings(&server));
        assert_eq!(smtp.deliver(&maya(), notice(), EVENT).await, Err(NotifierFault::Unknown), "{mode:?}");
        assert_eq!(smtp.delivered(EVENT).await, Err(NotifierFault::Unknown));
        server.set(Mode::Accept);
        // Neither by this console nor by the next one.
        for smtp in [smtp, console(&folder, &settings(&server))] {
            assert_eq!(smtp.deliver(&maya(), notice(), EVENT).await, Err(NotifierFault::Unknown));
            assert_eq!(smtp.delivered(EVENT).await, Err(NotifierFault::Unknown));
        }
        assert_eq!((server.heard("DATA"), server.taken().len()), (1, arrived), "{mode:?}");
        assert_eq!(journal(folder.path()).known(EVENT), Some(Known::Unknown));
        // Whoever decides to tell them again does so as another event, and both are recognised.
        let again = console(&folder, &settings(&server));
        again.deliver(&maya(), notice(), "0199c0de-recovered-02").await.unwrap();
        assert_eq!(server.taken().len(), arrived + 1);
        assert_eq!(again.delivered(EVENT).await, Err(NotifierFault::Unknown));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_before_it_records_the_answer_finds_it_again() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let folder = tempfile::tempdir().unwrap();
    let receipt = console(&folder, &settings(&server)).deliver(&maya(), notice(), EVENT).await.unwrap();
    let next = console(&folder, &settings(&server));
    assert_eq!(next.delivered(EVENT).await, Ok(Some(receipt.clone())));
    assert_eq!(next.deliver(&maya(), notice(), EVENT).await, Ok(receipt));
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_while_it_waits_for_the_answer_knows_that_it_does_not_know() {
    let server = SmtpServer::start(Setup::of(Mode::SilentAfterData)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &SmtpSettings { after_data: Duration::from_secs(60), ..settings(&server) });
    let sending = tokio::spawn(async move { smtp.deliver(&maya(), notice(), EVENT).await });
    server.takes(1).await;
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    server.set(Mode::Accept);
    let next = console(&folder, &settings(&server));
    assert_eq!(next.delivered(EVENT).await, Err(NotifierFault::Unknown));
    assert_eq!(next.deliver(&maya(), notice(), EVENT).await, Err(NotifierFault::Unknown));
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_between_two_tries_sends_it_when_it_is_back() {
    for mode in [Mode::Greylist, Mode::PutOffAfterData] {
        let server = SmtpServer::start(Setup::of(mode)).await;
        let folder = tempfile::tempdir().unwrap();
        let smtp = console(&folder, &SmtpSettings { pause: Duration::from_secs(60), ..settings(&server) });
        let sending = tokio::spawn(async move { smtp.deliver(&maya(), notice(), EVENT).await });
        // What is said in farewell comes after what is written of the attempt.
        server.hears("QUIT", 1).await;
        sending.abort();
        assert!(sending.await.unwrap_err().is_cancelled());
        let next = console(&folder, &settings(&server));
        assert_eq!(next.delivered(EVENT).await, Ok(None), "{mode:?}");
        next.deliver(&maya(), notice(), EVENT).await.unwrap();
        assert_eq!(server.taken().len(), 1, "{mode:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_are_one_mail() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = Arc::new(console(&folder, &settings(&server)));
    let attempts: Vec<_> = (0..8)
        .map(|_| {
            let smtp = smtp.clone();
            tokio::spawn(async move { smtp.deliver(&maya(), notice(), EVENT).await })
        })
        .collect();
    for attempt in attempts {
        let found = attempt.await.unwrap();
        assert!(matches!(found, Ok(_) | Err(NotifierFault::Later(_))), "{found:?}");
    }
    assert!(smtp.delivered(EVENT).await.unwrap().is_some());
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_from_outside_makes_a_header_or_a_recipient() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &settings(&server));
    let login = "maya\r\nBcc: eve@evil.test\r\n\r\n<img src=\"https://evil.test/x\">\r\n.\r\nQUIT";
    smtp.deliver(&maya(), of_login(login), EVENT).await.unwrap();
    let mail = server.taken().pop().unwrap();
    assert_eq!((mail.headers("Bcc").len(), mail.headers("Subject").len(), mail.to.len()), (0, 1, 1), "{mail:?}");
    assert!(!mail.part("text/html").contains("<img"), "{mail:?}");
    assert!(mail.part("text/plain").contains("⟨U+000D⟩⟨U+000A⟩Bcc"), "{mail:?}");
    for address in ["maya@example.test\r\nRCPT TO:<eve@evil.test>", "a@b.test>,<eve@evil.test", "eve", ""] {
        let found = smtp.deliver(&contact(address), notice(), "another-event").await;
        assert!(matches!(found, Err(NotifierFault::Refused(_))), "{address:?}");
    }
    assert_eq!((server.heard("RCPT"), server.taken().len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_goes_by_mail_and_stays_out_of_the_journal() {
    let server = SmtpServer::start(Setup::of(Mode::Accept)).await;
    let folder = tempfile::tempdir().unwrap();
    let smtp = console(&folder, &settings(&server));
    let (case, login, language) = ("C-123456".to_owned(), "maya".to_owned(), String::new());
    let expires = Timestamp(1_795_428_600_000);
    let told = CodeNotice { case, login, expires, to_contact: false, language };
    let code = RecoveryCode::typed("4821 9037");
    smtp.deliver_code(&maya(), told.clone(), &code, "0199c0de-code-01").await.unwrap();
    assert!(server.taken()[0].part("text/plain").contains("48219037"));
    let kept = std::fs::read_to_string(folder.path().join("journal.jsonl")).unwrap();
    assert!(kept.contains("0199c0de-code-01"), "{kept}");
    for secret in ["48219037", "maya", "a secret"] {
        assert!(!kept.contains(secret), "{kept}");
    }
    for channel in [ContactChannel::Phone, ContactChannel::Post] {
        let elsewhere = Contact { channel, ..maya() };
        let found = smtp.deliver_code(&elsewhere, told.clone(), &code, "0199c0de-code-02").await;
        assert_eq!(found, Err(NotifierFault::NoChannel));
    }
}
