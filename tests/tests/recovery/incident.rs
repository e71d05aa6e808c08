//! "That was not me": a whole recovery that is repudiated, against a real directory.

use crate::desk::{Desk, codes, key, pin};
use postern_application::Fault;
use postern_application::history::verify_history;
use postern_application::recovery::Report;
use postern_domain::ids::{CaseId, ConsoleId};
use postern_domain::recovery::account::{CredentialState, Inventory};
use postern_domain::recovery::incident::{Ended, EndedAs};
use postern_domain::recovery::risk::RiskSignal;
use postern_domain::recovery::{CaseEvent, Command, Finding, Lifecycle, ReportChannel, Repudiation, Tier};
use postern_ports::directory::DirectoryFault;
use postern_ports::event_store::{Happening, Stream};
use postern_ports::{Directory as _, EventStore as _};
use postern_practice::people::{STAFF_PIN, SUBJECT};
use serde_json::json;
use std::time::Duration;

fn report() -> Report {
    let (who, said) = ("Maya Okafor, from her own number".to_owned(), "I was on a train.".to_owned());
    Report { who, channel: ReportChannel::Phone, said }
}

/// A desk with a recovery that was completed.
async fn recovered() -> (Desk, CaseId) {
    let desk = Desk::open().await;
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    desk.accept_blank(id).await.unwrap();
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    (desk, id)
}

async fn inventory(desk: &Desk, id: CaseId) -> Inventory {
    let account = desk.case(id).await.account.id;
    desk.connector.inventory(&account, desk.console.now()).await.unwrap()
}

/// Nobody gets in with anything that the directory knows.
async fn is_closed(desk: &Desk, id: CaseId) -> bool {
    let seen = inventory(desk, id).await;
    let blocked = seen.sign_in_blocked == Some(true) && seen.sessions == Some(0);
    let usable = seen.credentials.iter().any(|c| c.state == CredentialState::Active && c.webauthn.is_some());
    let refused = matches!(desk.connector.begin_sign_in(SUBJECT).await, Err(DirectoryFault::Refused(_)));
    blocked && refused && !usable
}

async fn dispose(desk: &Desk, id: CaseId, finding: Finding) -> Result<(), Fault> {
    let seen = desk.case(id).await.seq;
    let note = "The telephone's log shows it.".to_owned();
    let offer = desk.console.offer_disposal(id, seen, finding, note).await?;
    desk.console.dispose(id, &offer.statement.nonce, &key("reviewer"), pin(STAFF_PIN)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recovery_that_is_repudiated_is_an_incident_and_its_account_is_closed() {
    let (desk, id) = recovered().await;
    assert!(!is_closed(&desk, id).await, "the new key gets in");
    // The notice names the case so that a slip of the tongue is noticed.
    let reference = id.reference();
    assert!(desk.mailbox.list().unwrap().iter().all(|message| message.body.contains(&reference)));
    let lena = desk.open_case_of("lena.fischer").await.unwrap();

    desk.sign_in("administrator-1").await;
    let found = desk.console.cases_of_reference(&reference.to_lowercase()).await.unwrap();
    assert_eq!(found.iter().map(|case| case.id).collect::<Vec<_>>(), [id]);
    assert_eq!(codes(desk.console.cases_of_reference(&id.short()).await.map(|_| ())), ["INP-01"]);
    desk.console.repudiate(id, report()).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Incident(_)));
    assert!(is_closed(&desk, id).await);
    assert!(desk.case(id).await.is_closed(), "and it was seen");
    assert_eq!(codes(desk.console.repudiate(id, report()).await), ["INC-02"]);

    // Security is told, and nobody is named.
    let entry = desk.folder.path().join("exports").join(format!("incident-{reference}-1.json"));
    let entry = std::fs::read_to_string(entry).unwrap();
    assert!(entry.contains(&reference) && entry.contains("incident_opened"), "{entry}");
    assert!(!entry.to_lowercase().contains("maya") && !entry.contains("train"), "{entry}");

    // What the same agent works on is looked at twice.
    let case = desk.case(lena).await;
    assert_eq!((case.tier(), case.signals.contains(&RiskSignal::IncidentOpen)), (Tier::Privileged, true));

    // Nobody opens anything, and the agent does not say what it was.
    desk.sign_in("agent").await;
    let seen = desk.case(id).await.seq;
    assert!(codes(desk.console.unblock(id, seen).await).contains(&"INC-02"));
    let seen = desk.case(id).await.seq;
    assert!(codes(desk.console.complete(id, seen).await).contains(&"INC-02"));
    assert!(codes(desk.open_case_of(SUBJECT).await.map(|_| ())).contains(&"INC-03"));
    assert_eq!(codes(dispose(&desk, id, Finding::Unfounded).await), ["ROL-01", "RVW-01"]);

    // A supervisor who had no part lets the account be recovered: with every care.
    let clear = || Command::ClearAccount { note: "She came in with her passport.".to_owned() };
    desk.sign_in("supervisor").await;
    assert_eq!(codes(desk.act(id, clear()).await), ["RVW-01"]);
    desk.sign_in("second-supervisor").await;
    desk.act(id, clear()).await.unwrap();
    desk.sign_in("agent").await;
    let again = desk.open_case_of(SUBJECT).await.unwrap();
    assert_eq!(desk.case(again).await.tier(), Tier::Privileged);

    desk.sign_in("reviewer").await;
    dispose(&desk, id, Finding::Confirmed).await.unwrap();
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)) && case.incident().is_none());
    assert!(is_closed(&desk, id).await, "the door stays shut: another recovery opens it");
    assert!(desk.console.incidents().await.unwrap().is_empty());
    desk.review(id).await.unwrap();
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

/// Appends what no console would have, with right hashes and seals.
async fn forge(desk: &Desk, id: CaseId, event: CaseEvent) {
    let (seq, at) = (desk.case(id).await.seq, desk.console.now());
    let console = ConsoleId(uuid::Uuid::from_u128(0x00c0_5013));
    desk.store.append(Stream::Case(id), seq, at, console, vec![Happening::Case(event)]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_is_not_completed_by_the_end_of_its_incident() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.sign_in("administrator-1").await;
    desk.console.repudiate(id, report()).await.unwrap();
    desk.sign_in("reviewer").await;
    dispose(&desk, id, Finding::OurError).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Cancelled(_)));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    // Reported once more, and somebody with the store's key and the console's ends it as if all gates had been met.
    desk.console.repudiate(id, report()).await.unwrap();
    let (finding, note, signed) = desk.case(id).await.incidents[0].disposed.clone().unwrap();
    let then = Ended { how: EndedAs::Completed, at: signed.at };
    forge(&desk, id, CaseEvent::IncidentDisposed { finding, note, then, signed: Box::new(signed) }).await;
    let found = verify_history(desk.store.as_ref()).await.unwrap().faults;
    assert!(found.iter().any(|f| f.kind == "legality" && f.detail.contains("as its case had not")), "{found:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_incident_raises_is_written_down_after_a_crash_too() {
    let (desk, id) = recovered().await;
    let lena = desk.open_case_of("lena.fischer").await.unwrap();
    let raised = async || desk.case(lena).await.signals.contains(&RiskSignal::IncidentOpen);
    // The report is on the disk, and the console died right after it.
    let (Report { who, channel, said }, by, at) = (report(), desk.case(id).await.agent, desk.console.now());
    let report = Box::new(Repudiation { who, channel, said, by, at });
    forge(&desk, id, CaseEvent::Repudiated { report }).await;
    assert!(!raised().await);
    desk.sign_in("supervisor").await;
    desk.console.resume_incidents().await.unwrap();
    assert!(raised().await);
    let seen = desk.case(lena).await.seq;
    desk.console.resume_incidents().await.unwrap();
    assert_eq!(desk.case(lena).await.seq, seen, "once");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_that_is_down_is_closed_when_it_is_back() {
    let (desk, id) = recovered().await;
    desk.misbehave(json!({"down": true})).await;
    desk.console.repudiate(id, report()).await.unwrap();
    assert!(matches!(desk.case(id).await.lifecycle, Lifecycle::Incident(_)), "the report is not lost for that");
    assert!(!desk.case(id).await.is_closed());
    desk.misbehave(json!({})).await;
    // The console goes on by itself, for whoever is signed in.
    let desk = desk.reopen_with(|practice| practice).await;
    assert_eq!(desk.console.resume_incidents().await.unwrap(), 0, "nobody is there to answer for it");
    assert!(!is_closed(&desk, id).await);
    desk.sign_in("supervisor").await;
    assert_eq!(desk.console.resume_incidents().await.unwrap(), 1);
    assert!(is_closed(&desk, id).await && desk.case(id).await.is_closed());
    assert_eq!(desk.console.resume_incidents().await.unwrap(), 0, "what is closed is left alone");
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

/// The console dies at any moment of taking the report down and closing the account; what it left is finished by the next
/// one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_dies_while_it_closes_an_account_goes_on_with_it() {
    for after in [5, 40, 110] {
        let (desk, id) = recovered().await;
        let cut = desk.console.repudiate(id, report());
        let _ = tokio::time::timeout(Duration::from_millis(after), cut).await;
        let desk = desk.reopen_with(|practice| practice).await;
        desk.sign_in("supervisor").await;
        if desk.case(id).await.incident().is_none() {
            // It died before anything was recorded: whoever took the report down sees that, and reports again.
            desk.console.repudiate(id, report()).await.unwrap();
        }
        desk.console.resume_incidents().await.unwrap();
        let case = desk.case(id).await;
        assert!(case.is_closed() && is_closed(&desk, id).await, "after {after} ms");
        assert_eq!(case.incidents.len(), 1);
        desk.sign_in("reviewer").await;
        dispose(&desk, id, Finding::Confirmed).await.unwrap();
        assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
    }
}
