use crate::desk::{Desk, codes, key, pin};
use postern_domain::recovery::{Channel, Command, Reason};
use postern_domain::time::Span;
use postern_practice::people::STAFF_PIN;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agent_cannot_open_their_own_case() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    assert!(codes(desk.open_case_of("agnes.holm").await.map(|_| ())).contains(&"INT-01"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agent_cannot_approve_complete_early_or_provision_before_revocation() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case().await;
    desk.prove(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();

    let own = desk.console.co_sign(id, "nonce", &key("agent"), pin(STAFF_PIN)).await;
    let own = codes(own);
    assert!(own.contains(&"APR-02") && own.contains(&"ROL-01"), "{own:?}");

    let seen = desk.case(id).await.seq;
    let early = codes(desk.console.complete(id, seen).await);
    for code in ["APR-01", "REV-03", "PRV-05", "HND-03", "NTF-02"] {
        assert!(early.contains(&code), "{code} in {early:?}");
    }
    let before = codes(desk.accept_blank(id).await);
    assert!(before.contains(&"REV-03") && before.contains(&"APR-01"), "{before:?}");

    // Each attempt stands in the history.
    let kept = desk.console.records(id).await.unwrap();
    let kept: Vec<_> = kept.iter().filter(|r| format!("{:?}", r.happening).contains("AttemptRefused")).collect();
    assert_eq!(kept.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lifted_approval_is_refused() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let maya = desk.open_case().await;
    desk.prove(maya).await;
    desk.act(maya, Command::SeekApproval).await.unwrap();
    let lena = desk.open_case_of("lena.fischer").await.unwrap();
    desk.prove(lena).await;
    desk.act(lena, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;

    // To another case and account.
    let offer = desk.console.offer_approval(maya).await.unwrap();
    let lifted = desk.console.co_sign(lena, &offer.statement.nonce, &key("supervisor"), pin(STAFF_PIN)).await;
    assert!(codes(lifted).contains(&"APR-08"));

    // To another approver.
    let offer = desk.console.offer_approval(maya).await.unwrap();
    let nonce = offer.statement.nonce.clone();
    desk.tray.insert("second-supervisor").unwrap();
    let other_key = desk.console.co_sign(maya, &nonce, &key("second-supervisor"), pin(STAFF_PIN)).await;
    assert!(codes(other_key).contains(&"SES-03"), "another person's key holds no such credential");

    // Twice.
    let offer = desk.console.offer_approval(maya).await.unwrap();
    let nonce = offer.statement.nonce.clone();
    desk.console.co_sign(maya, &nonce, &key("supervisor"), pin(STAFF_PIN)).await.unwrap();
    desk.sign_in("second-supervisor").await;
    let again = desk.console.co_sign(maya, &nonce, &key("second-supervisor"), pin(STAFF_PIN)).await;
    assert!(codes(again).contains(&"APR-09"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_is_no_approval() {
    let desk = Desk::open().await;
    desk.sign_in("supervisor").await;
    let roster = desk.console.roster().await.unwrap();
    let person = roster.people().find(|p| p.name == "Samir Haddad").unwrap();
    let purposes = [postern_domain::staff::Purpose::SignIn, postern_domain::staff::Purpose::Approve];
    let [sign_in, approve] = purposes.map(|p| person.key(p).unwrap());
    assert_ne!(sign_in.credential, approve.credential);
    let ledger = roster.ledger().unwrap();
    let names = purposes.map(|p| p.rp_id(ledger));
    assert!(names.iter().all(|n| n.ends_with(".postern.invalid")) && names[0] != names[1], "{names:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_locks_and_ends() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    desk.clock.forward(Span::minutes(14));
    desk.console.actor().unwrap();
    desk.clock.forward(Span::minutes(15));
    assert_eq!(codes(desk.console.actor().map(|_| ())), ["SES-02"]);
    // Another person's key does not open it; the owner's does.
    desk.tray.insert("supervisor").unwrap();
    assert_eq!(codes(desk.console.unlock(&key("supervisor"), pin(STAFF_PIN)).await.map(|_| ())), ["SES-04"]);
    desk.console.unlock(&key("agent"), pin(STAFF_PIN)).await.unwrap();
    desk.console.actor().unwrap();
    desk.clock.forward(Span::hours(12));
    assert_eq!(codes(desk.console.actor().map(|_| ())), ["SES-01"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_privileged_case_needs_another_console_and_two_people() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let id = desk.open_case_of("dom.admin").await.unwrap();
    desk.prove_strongly(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    desk.sign_in("supervisor").await;
    let refused = codes(desk.co_sign(id, "supervisor").await);
    assert!(refused.contains(&"APR-07"), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_video_case_needs_consent_and_a_cue() {
    let desk = Desk::open().await;
    desk.sign_in("agent").await;
    let directory = postern_domain::ids::DirectoryId::new("practice").unwrap();
    let found = desk.console.look_up(&directory, "maya.okafor").await.unwrap().unwrap();
    let opening = postern_application::recovery::Opening {
        directory,
        account: found.account.id,
        reason: Reason::Stolen,
        channel: Channel::Video,
        ticket: String::new(),
        said_privileged: None,
        stated: None,
        language: None,
    };
    let id = desk.console.open_case(opening).await.unwrap();
    desk.prove(id).await;
    let refused = codes(desk.act(id, Command::SeekApproval).await);
    assert_eq!(refused, ["PRF-03", "PRF-05"]);
    desk.act(id, Command::RecordConsent).await.unwrap();
    let seen = desk.case(id).await.seq;
    desk.console.draw_cue(id, seen).await.unwrap();
    let cue = desk.case(id).await.cues[0].id;
    let answer = postern_domain::recovery::evidence::CueAnswer::AtOnce;
    desk.act(id, Command::AnswerCue { cue, answer }).await.unwrap();
    desk.act(id, Command::SeekApproval).await.unwrap();
}
