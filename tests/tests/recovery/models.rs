//! Keys are judged by what is known about their models, whenever it becomes known.

use crate::desk::{Desk, NEW_PIN, codes, key, pin};
use postern_application::history::verify_history;
use postern_authenticator::metadata::Metadata;
use postern_authenticator::{ModelBook, Root, TrustedRoots};
use postern_domain::canonical::Digest;
use postern_domain::ids::CaseId;
use postern_domain::policy::Policy;
use postern_domain::recovery::{Lifecycle, ModelReport};
use postern_os::SystemClock;
use postern_ports::models::NoModels;
use postern_ports::{Clock as _, Models};
use postern_practice::people::BLANK;
use postern_practice::{KeyTray, PracticeModel, SUBJECT_MODEL, metadata, practice_models};
use std::sync::Arc;

/// What a console knows about models of keys, what it asks of them, and whose attestation it trusts.
pub struct Judged {
    pub policy: Policy,
    pub models: Arc<dyn Models>,
    pub roots: TrustedRoots,
}

impl Judged {
    /// As every other desk here: nothing is known or asked, and the practice root is trusted.
    pub fn usual(tray: &KeyTray) -> Self {
        let roots = TrustedRoots::new(vec![Root { der: tray.root() }]);
        Self { policy: Policy::standard(), models: Arc::new(NoModels), roots }
    }

    /// Of that book, and under that policy.
    fn by(book: &Arc<ModelBook>, policy: Policy, tray: &KeyTray) -> Self {
        Self { policy, models: book.clone(), ..Self::usual(tray) }
    }
}

/// Signed and checked, with what `change` makes of the model of keys for subjects.
fn read(tray: &KeyTray, no: u64, next_update: &str, change: impl FnOnce(&mut PracticeModel)) -> Metadata {
    let mut models = practice_models(&tray.root());
    change(models.iter_mut().find(|model| model.aaguid == SUBJECT_MODEL).unwrap());
    let now = SystemClock.now();
    let made = metadata(&models, no, next_update, now).unwrap();
    Metadata::read(&made.jws, &[made.root], now.0).unwrap()
}

fn sound(tray: &KeyTray, no: u64) -> Metadata {
    read(tray, no, "2999-12-31", |_| {})
}

fn reported(tray: &KeyTray, no: u64, status: &'static str) -> Metadata {
    read(tray, no, "2999-12-31", |model| model.statuses.push((status, "2025-01-01")))
}

/// A case that waits for its key.
async fn ready(desk: &Desk) -> CaseId {
    let id = desk.approved_case().await;
    desk.revoke(id).await.unwrap();
    id
}

/// Neither the case nor the key has anything new.
async fn nothing_made(desk: &Desk, id: CaseId) {
    assert!(desk.case(id).await.made.is_empty());
    let held = desk.console.parts().keys.credentials(&key(BLANK), pin(NEW_PIN).into()).await.unwrap();
    assert_eq!(held.all, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_model_is_not_accepted() {
    let desk = Desk::open_judging(|tray| {
        let book = Arc::new(ModelBook::of(reported(tray, 7, "REVOKED")));
        Judged::by(&book, Policy::standard(), tray)
    });
    let desk = desk.await;
    let id = ready(&desk).await;
    assert_eq!(codes(desk.accept_blank(id).await), ["PRV-09"]);
    assert!(desk.case(id).await.key.is_none());
    nothing_made(&desk, id).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_metadata_are_required_they_are_current_and_list_the_model() {
    let book = Arc::new(ModelBook::default());
    let policy = Policy { metadata_required: true, ..Policy::standard() };
    let desk = Desk::open_judging(|tray| Judged::by(&book, policy, tray)).await;
    let id = ready(&desk).await;
    assert_eq!(codes(desk.accept_blank(id).await), ["PRV-11"], "none were read");
    book.take(read(&desk.tray, 7, "2026-01-31", |_| {}));
    assert_eq!(codes(desk.accept_blank(id).await), ["PRV-11"], "newer ones were promised");
    book.take(read(&desk.tray, 8, "2999-12-31", |model| model.aaguid = uuid::Uuid::from_u128(1)));
    assert_eq!(codes(desk.accept_blank(id).await), ["PRV-11"], "they do not list it");
    assert!(desk.case(id).await.key.is_none());
    nothing_made(&desk, id).await;
    book.take(sound(&desk.tray, 9));
    desk.accept_blank(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_model_is_certified_as_high_as_the_policy_asks() {
    let book = Arc::new(ModelBook::default());
    let policy = Policy { model_level: 2, ..Policy::standard() };
    let desk = Desk::open_judging(|tray| {
        book.take(sound(tray, 7));
        Judged::by(&book, policy, tray)
    });
    let desk = desk.await;
    let id = ready(&desk).await;
    assert_eq!(codes(desk.accept_blank(id).await), ["PRV-10"]);
    nothing_made(&desk, id).await;
    book.take(reported(&desk.tray, 8, "FIDO_CERTIFIED_L2"));
    desk.accept_blank(id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_model_that_is_revoked_after_it_was_accepted_gets_no_credential() {
    let book = Arc::new(ModelBook::default());
    let desk = Desk::open_judging(|tray| {
        book.take(sound(tray, 7));
        Judged::by(&book, Policy::standard(), tray)
    });
    let desk = desk.await;
    let id = ready(&desk).await;
    desk.accept_blank(id).await.unwrap();
    book.take(reported(&desk.tray, 8, "USER_KEY_PHYSICAL_COMPROMISE"));
    assert_eq!(codes(desk.provision(id).await), ["PRV-09"]);
    nothing_made(&desk, id).await;
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_known_of_a_model_attests_it_and_stays_with_the_case() {
    // No root is configured: metadata alone say where the attestation of a model may end.
    let book = Arc::new(ModelBook::default());
    let roots = TrustedRoots::default().with_metadata(book.clone(), Arc::new(SystemClock));
    let desk = Desk::open_judging(|tray| Judged { roots, ..Judged::by(&book, Policy::standard(), tray) }).await;
    let id = ready(&desk).await;
    desk.accept_blank(id).await.unwrap();
    assert_eq!(codes(desk.provision(id).await), ["PRV-06"], "nobody vouches for it");
    nothing_made(&desk, id).await;

    book.take(sound(&desk.tray, 7));
    desk.accept_blank(id).await.unwrap();
    book.take(sound(&desk.tray, 8));
    desk.provision(id).await.unwrap();
    desk.finish(id).await.unwrap();
    let case = desk.case(id).await;
    assert!(matches!(case.lifecycle, Lifecycle::Completed(_)));
    let report = |no| ModelReport {
        metadata: no,
        stale: false,
        name: Some("Postern practice key (subject)".to_owned()),
        level: 1,
        refused: None,
    };
    let made = case.newest().unwrap();
    assert_eq!(case.key.as_ref().and_then(|(accepted, _)| accepted.model.clone()), Some(report(7)));
    assert_eq!((&made.model, &made.attested_by), (&Some(report(8)), &Digest::of(&desk.tray.root()).hex()));
    assert_eq!(verify_history(desk.store.as_ref()).await.unwrap().faults, []);
}
