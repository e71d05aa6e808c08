//! What is done with somebody beside: a supervisor who co-signs at the agent's console, and a quorum for an administrator.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};
use postern_practice::people::{LOST_PIN, SPONSOR, STAFF_PIN};

/// A key that nobody on the staff has yet.
const SPARE: &str = SPONSOR;
const ADMINISTRATORS: [&str; 2] = ["administrator-1", "administrator-2"];
const STANDARD: &str = include_str!("../../../src-tauri/policies/standard.toml");

impl Window {
    /// Chooses a key where a form has a choice of its own.
    async fn choose_key_for(&self, what: &str, key: &str) {
        let shown = format!("[data-testid=\"{what}\"][data-key=\"practice-{key}\"] input");
        self.until(&format!("{key} is shown"), async |w| w.click_css(&shown).await).await;
    }

    /// Presses it although it is not available, and answers the code of the refusal.
    async fn refused_by(&self, button: &str, refusal: &str) -> String {
        self.press_anyway(button).await;
        self.attribute(refusal, "data-code").await.unwrap_or_default()
    }
}

#[tokio::test]
async fn a_supervisor_co_signs_at_the_agents_console_where_the_policy_lets_them() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(ADMINISTRATORS[0]).await;
    window.insert(ADMINISTRATORS[1]).await;
    window.close_tray().await;
    window.press("nav-settings").await;
    window.press("section-policy").await;
    window.choose("desk-policy-which", "file").await;
    let policy = STANDARD.replace("\"standard 2026-11\"", "\"beside 2026-11\"") + "over_shoulder = true\n";
    window.paste("desk-policy-text", &policy).await;
    window.press("desk-policy-adopt").await;
    window.find("desk-change").await;
    assert!(window.each("policy-change", "data-name").await.contains(&"over_shoulder".to_owned()), "it is said");
    window.picture("shoulder-policy").await;
    window.sign_change(&ADMINISTRATORS).await;
    window.until("adopted", async |w| w.text_now("desk-policy-name").await.starts_with("beside")).await;
    window.pull(ADMINISTRATORS[1]).await;
    window.close_tray().await;

    window.change_to(ADMINISTRATORS[0], AGENT).await;
    let agent = window.text("me").await;
    window.proofed_case().await;
    assert!(!window.shows("shoulder").await, "nothing is signed before it is asked for");
    window.ask_for_approval().await;
    window.find("shoulder").await;
    window.press("shoulder-open").await;
    window.insert(SUPERVISOR).await;
    window.choose_key(SUPERVISOR).await;
    window.close_tray().await;
    window.picture("shoulder-who").await;
    window.narrow("shoulder-who").await;
    window.press("do-statement_here").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(SUPERVISOR, "the statement is shown", async |w| w.shows("shoulder-phrase").await).await;
    window.close_tray().await;
    window.picture("shoulder-statement").await;
    window.narrow("shoulder-statement").await;
    window.choose_key(SUPERVISOR).await;
    window.press("do-co_sign_here").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(SUPERVISOR, "co-signed here", async |w| w.stage().await == "revocation").await;

    // The session is the agent's all along, and the record says where it was signed.
    assert_eq!(window.text("me").await, agent);
    window.pull(SUPERVISOR).await;
    window.close_tray().await;
    window.press("open-stage-approval").await;
    assert!(window.text("signature-here").await.contains(&agent), "{}", window.text_now("signature-here").await);
    window.picture("shoulder-signed").await;
    window.press("go-on").await;
    window.revoke().await;
    window.close().await;
}

#[tokio::test]
async fn a_quorum_begins_to_recover_an_administrator_waits_and_is_refused_by_whoever_knows_better() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    // An agent's signature does not count: the card says so before anybody touches a key.
    window.sign_in(AGENT).await;
    window.press("nav-settings").await;
    window.find("quorum").await;
    assert_eq!(window.refused_by("quorum-begin", "quorum-refusal").await, "ROL-01");
    window.picture("quorum-not-for-agents").await;

    window.change_to(AGENT, SUPERVISOR).await;
    window.press("nav-settings").await;
    window.find("quorum").await;
    window.insert(SPARE).await;
    window.close_tray().await;
    window.press("quorum-begin").await;
    let desk = window.invoke("desk", serde_json::json!({})).await;
    let people = desk["ok"]["people"].as_array().unwrap();
    let ada = people.iter().find(|one| one["person"]["name"] == "Ada Novak").unwrap();
    window.choose("quorum-person", ada["person"]["id"].as_str().unwrap()).await;
    window.write("quorum-reason", "Both keys of both administrators burned with the safe.").await;
    window.choose_key_for("quorum-new-key", SPARE).await;
    window.choose_key_for("quorum-own-key", SUPERVISOR).await;
    window.picture("quorum-begin").await;
    window.narrow("quorum-begin").await;
    window.press("do-begin_quorum").await;
    let keys = [(SPARE, LOST_PIN), (SUPERVISOR, STAFF_PIN)];
    window.sign_until(&keys, "begun", async |w| w.shows("quorum-signed").await).await;
    assert_eq!(window.attribute("quorum-signed", "data-signed").await.as_deref(), Some("1"));
    assert_eq!(window.attribute("quorum-signed", "data-needed").await.as_deref(), Some("2"));
    assert_eq!(window.refused_by("do-finish_quorum", "quorum-refusal").await, "DSK-04");
    window.pull(SPARE).await;
    window.close_tray().await;

    // Told on every page, to everybody, until it is over.
    window.change_to(SUPERVISOR, REVIEWER).await;
    window.find("quorum-alarm").await;
    window.picture("quorum-alarm").await;
    window.narrow("quorum-alarm").await;
    window.press("quorum-alarm-go").await;
    window.find("quorum-signed").await;
    window.press("do-sign_quorum").await;
    window.pin(STAFF_PIN).await;
    let both = async |w: &Window| w.attribute("quorum-signed", "data-signed").await.as_deref() == Some("2");
    window.touch_until(REVIEWER, "signed by both", both).await;
    window.close_tray().await;
    assert_eq!(window.refused_by("do-finish_quorum", "quorum-refusal").await, "DSK-05");
    window.picture("quorum-waits").await;
    window.narrow("quorum-waits").await;

    window.change_to(REVIEWER, AGENT).await;
    window.press("quorum-alarm-go").await;
    window.write("quorum-refuse-reason", "Ada has her key; I spoke to her.").await;
    window.press("do-refuse_quorum").await;
    window.until("it is over", async |w| !w.shows("quorum-alarm").await && w.shows("quorum-done").await).await;
    window.picture("quorum-refused").await;
    window.close().await;
}
