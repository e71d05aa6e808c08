//! "That was not me": reported with the reference of a notice, closed at once, and judged by a reviewer.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};
use postern_practice::people::{STAFF_PIN, SUBJECT};

impl Window {
    /// What closes the account of the case that is open, each with how it stands.
    async fn freezes(&self) -> Vec<String> {
        let whats = self.each("incident-freeze", "data-what").await;
        let states = self.each("incident-freeze", "data-status").await;
        whats.iter().zip(&states).map(|(what, state)| format!("{what}: {state}")).collect()
    }

    /// Takes down what somebody says on the telephone.
    async fn take_down(&self) {
        self.write("incident-who", "Maya Okafor, called back on the number on record").await;
        self.press("incident-channel-phone").await;
        self.write("incident-said", "I was on a train, and I asked for no key.").await;
    }

    /// How the case that is open stands.
    async fn lifecycle(&self) -> String {
        self.attribute("case", "data-lifecycle").await.unwrap_or_default()
    }
}

/// The reference that a notice names.
fn reference_in(notice: &str) -> &str {
    let mut words = notice.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.find(|word| word.starts_with("C-")).unwrap_or_else(|| panic!("no reference: {notice}"))
}

#[tokio::test]
async fn a_recovery_that_was_not_the_subjects_closes_the_account_until_a_reviewer_says_what_it_was() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.approved_case().await;
    window.revoke().await;
    window.accept_key().await;
    window.provision().await;
    window.hand_over().await;
    window.close_case().await;
    let notice = window.newest_mail().await;
    let reference = reference_in(&notice);
    // Other work goes on meanwhile.
    window.press("nav-work").await;
    let other = window.open_case("lena.fischer").await;
    window.at_stage("proofing").await;

    // The subject reads the reference of the notice out; a part of it names nothing.
    window.press("nav-work").await;
    window.press("report-repudiation").await;
    let (part, _) = reference.rsplit_once('-').unwrap();
    window.write("incident-reference", part).await;
    window.press("incident-find").await;
    window.find("incident-refusal").await;
    assert_eq!(window.attribute("incident-refusal", "data-code").await.as_deref(), Some("INP-01"));
    window.write("incident-reference", &reference.to_lowercase()).await;
    window.press("incident-find").await;
    window.take_down().await;
    window.picture("incident-report").await;
    window.narrow("incident-report").await;
    window.press("incident-go").await;
    window.until("it is an incident", async |w| w.shows("case").await && w.lifecycle().await == "incident").await;
    assert_eq!(window.attribute("case", "data-case-id").await.as_deref(), Some(case.as_str()));
    window.find("incident-banner").await;
    assert!(window.text("incident-says").await.contains("on a train"));
    let closed = ["block_sign_in: done", "end_sessions: done", "suspend_credential: done"];
    window.until("closed and seen to be, the key of this case too", async |w| w.freezes().await == closed).await;
    window.picture("incident").await;
    window.narrow("incident").await;
    assert!(!window.lost_key_gets_in().await, "and the lost key has not come back");

    // It stands above everything else, and what the same people do is looked at twice.
    window.press("nav-work").await;
    window.find("queue-incident").await;
    window.until("both are listed", async |w| w.each("work-row", "data-lifecycle").await == ["incident", "open"]).await;
    window.picture("work-list-incident").await;
    window.narrow("work-list-incident").await;
    window.back_to_case(&other).await;
    let raised = async |w: &Window| w.each("signal", "data-value").await.contains(&"incident_open".to_owned());
    window.until("it is raised", raised).await;
    assert_eq!(window.attribute("tier", "data-value").await.as_deref(), Some("privileged"));
    window.press("nav-work").await;
    window.look_up(SUBJECT).await;
    window.find("violation-INC-03").await;
    window.picture("incident-account-held").await;

    // A reviewer who had no part says what it was, with their own key.
    window.change_to(AGENT, REVIEWER).await;
    window.press_in("work-row", "data-case-id", &case, "button").await;
    window.find("dispose").await;
    window.press("finding-confirmed").await;
    window.write("dispose-note", "The log of the telephone shows that she called from the train.").await;
    window.picture("incident-dispose").await;
    window.narrow("incident-dispose").await;
    window.press("do-dispose").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(REVIEWER, "judged", async |w| w.shows("incident-over").await).await;
    window.close_tray().await;
    assert!(window.text("incident-over").await.contains("Confirmed"));
    window.picture("incident-over").await;
    window.press("nav-work").await;
    let over = async |w: &Window| w.shows("work-row").await && !w.shows("queue-incident").await;
    window.until("none is open", over).await;
    assert!(!window.lost_key_gets_in().await, "the finding opens nothing");
    window.close().await;
}

#[tokio::test]
async fn a_case_that_runs_is_stopped_and_its_lost_key_shut_out() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    assert!(window.lost_key_gets_in().await, "nothing is frozen yet");
    window.press("do-repudiate").await;
    window.take_down().await;
    window.press("incident-go").await;
    window.until("it is an incident", async |w| w.lifecycle().await == "incident").await;
    let closed = ["block_sign_in: done", "end_sessions: done"];
    window.until("what shuts it is seen", async |w| w.freezes().await == closed).await;
    assert!(!window.lost_key_gets_in().await, "no key of this account gets in");
    let evidence = "do-record_evidence";
    let stopped =
        !window.shows(evidence).await || window.attribute(evidence, "aria-disabled").await.as_deref() == Some("true");
    assert!(stopped, "nothing goes on");
    window.picture("incident-running").await;

    // The subject needs the account back: a supervisor who had no part lets another case be opened.
    window.change_to(AGENT, SUPERVISOR).await;
    window.back_to_case(&case).await;
    window.press("do-clear_account").await;
    window.write("clear-note", "She came in with her passport.").await;
    window.picture("incident-clear").await;
    window.press("clear-go").await;
    window.find("incident-cleared").await;
    window.picture("incident-cleared").await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.look_up(SUBJECT).await;
    assert!(!window.shows("violation-INC-03").await, "the account may be recovered");
    assert_eq!(window.attribute("account-tier", "data-value").await.as_deref(), Some("privileged"));
    assert!(!window.lost_key_gets_in().await, "and is shut until it is");
    window.close().await;
}
