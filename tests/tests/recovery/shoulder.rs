//! A supervisor co-signs at the agent's console, while the agent's session stays.

use crate::desk::{Desk, codes, key, pin};
use crate::models::Judged;
use postern_application::history::verify_history;
use postern_domain::ids::CaseId;
use postern_domain::policy::Policy;
use postern_domain::recovery::Command;
use postern_practice::people::STAFF_PIN;

impl Desk {
    /// A desk whose policy lets supervisors sign at the agent's console.
    async fn open_for_shoulders() -> Self {
        let policy = Policy { over_shoulder: true, ..Policy::standard() };
        Self::open_judging(|tray| Judged { policy, ..Judged::usual(tray) }).await
    }

    /// A case that waits for a signature; its agent is signed in.
    async fn sought(&self) -> CaseId {
        self.sign_in("agent").await;
        let id = self.open_case().await;
        self.prove(id).await;
        self.act(id, Command::SeekApproval).await.unwrap();
        id
    }

    /// What the supervisor is offered beside the agent.
    async fn offered_here(&self, id: CaseId) -> String {
        self.console.offer_here(id, &key("supervisor"), pin(STAFF_PIN)).await.unwrap().statement.nonce
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supervisor_signs_at_the_agents_console_and_the_record_says_so() {
    let desk = Desk::open_for_shoulders().await;
    let id = desk.sought().await;
    let agent = desk.console.actor().unwrap();
    desk.tray.insert("supervisor").unwrap();
    let offer = desk.console.offer_here(id, &key("supervisor"), pin(STAFF_PIN)).await.unwrap();
    let roster = desk.console.roster().await.unwrap();
    let signer = roster.people().find(|p| p.name == "Samir Haddad").unwrap().id;
    assert_eq!((offer.statement.signer, offer.statement.over_shoulder_of), (signer, Some(agent.person())));
    assert_eq!(offer.violations, []);
    let nonce = offer.statement.nonce.clone();
    // The agent does not sign what was offered to somebody else, and nobody else's key does.
    let own = codes(desk.console.co_sign(id, &nonce, &key("agent"), pin(STAFF_PIN)).await);
    assert!(own.contains(&"APR-02"), "{own:?}");
    desk.console.co_sign_here(id, &nonce, &key("supervisor"), pin(STAFF_PIN)).await.unwrap();
    let case = desk.case(id).await;
    assert_eq!(case.approvals.iter().map(|a| a.by).collect::<Vec<_>>(), [signer]);
    assert_eq!(case.approvals[0].over_shoulder_of, Some(agent.person()));
    // The session is the agent's, who goes on.
    assert_eq!(desk.console.actor().unwrap(), agent);
    desk.revoke(id).await.unwrap();
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_signed_once_by_its_owner_in_the_same_session() {
    let desk = Desk::open_for_shoulders().await;
    let id = desk.sought().await;
    desk.tray.insert("supervisor").unwrap();
    desk.tray.insert("second-supervisor").unwrap();
    // Another supervisor's key holds no such credential.
    let lent = desk.offered_here(id).await;
    let other = desk.console.co_sign_here(id, &lent, &key("second-supervisor"), pin(STAFF_PIN)).await;
    assert_eq!(codes(other), ["SES-03"]);
    // Whoever stood there may have gone while the console was locked.
    let left = desk.offered_here(id).await;
    desk.console.lock();
    desk.console.unlock(&key("agent"), pin(STAFF_PIN)).await.unwrap();
    let late = desk.console.co_sign_here(id, &left, &key("supervisor"), pin(STAFF_PIN)).await;
    assert_eq!(codes(late), ["APR-09"]);
    let once = desk.offered_here(id).await;
    desk.console.co_sign_here(id, &once, &key("supervisor"), pin(STAFF_PIN)).await.unwrap();
    let twice = desk.console.co_sign_here(id, &once, &key("supervisor"), pin(STAFF_PIN)).await;
    assert_eq!(codes(twice), ["APR-09"]);
    assert_eq!(desk.case(id).await.approvals.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_agents_own_key_signs_nothing_and_the_attempt_is_kept() {
    let desk = Desk::open_for_shoulders().await;
    let id = desk.sought().await;
    let before = desk.case(id).await.seq;
    let own = codes(desk.console.offer_here(id, &key("agent"), pin(STAFF_PIN)).await.map(|_| ()));
    assert!(own.contains(&"APR-02"), "{own:?}");
    assert_eq!(desk.case(id).await.seq, before + 1);
    let kept = desk.console.records(id).await.unwrap();
    assert!(kept.last().is_some_and(|r| format!("{:?}", r.happening).contains("AttemptRefused")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_standard_policy_and_a_privileged_case_refuse_it_before_any_key_is_asked() {
    let desk = Desk::open().await;
    let id = desk.sought().await;
    // The key is not even there.
    let refused = codes(desk.console.offer_here(id, &key("supervisor"), pin(STAFF_PIN)).await.map(|_| ()));
    assert_eq!(refused, ["APR-15"]);

    let desk = Desk::open_for_shoulders().await;
    desk.sign_in("agent").await;
    let id = desk.open_case_of("dom.admin").await.unwrap();
    desk.prove_strongly(id).await;
    desk.act(id, Command::SeekApproval).await.unwrap();
    let refused = codes(desk.console.offer_here(id, &key("supervisor"), pin(STAFF_PIN)).await.map(|_| ()));
    assert_eq!(refused, ["APR-15"]);
}
