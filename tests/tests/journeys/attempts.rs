//! What people try and must not get, in the window and past it: through the page as it is, and as a page that was
//! taken over could call the console.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, NEW_PIN, SUPERVISOR, WRONG_PIN};
use postern_practice::people::{BLANK, STAFF_PIN, SUBJECT};
use serde_json::{Value, json};

fn codes(answer: &Value) -> Vec<String> {
    let refused = answer.get("refused").unwrap_or_else(|| panic!("not refused: {answer}"));
    let violations = refused["violations"].as_array().unwrap();
    let mut codes: Vec<_> = violations.iter().map(|v| v["code"].as_str().unwrap().to_owned()).collect();
    if codes.is_empty() {
        codes.push(refused["code"].as_str().unwrap().to_owned());
    }
    codes
}

fn assert_refused(answer: &Value, code: &str) {
    assert!(codes(answer).iter().any(|c| c == code), "{code} is not among {:?}", codes(answer));
}

async fn version(window: &Window) -> u64 {
    window.attribute("case", "data-version").await.unwrap().parse().unwrap()
}

#[tokio::test]
async fn journey_old_key_refused() {
    needs_a_window!();
    let window = Window::practice().await;
    assert!(window.lost_key_gets_in().await, "before the recovery the lost key works");
    window.sign_in(AGENT).await;
    window.approved_case().await;
    window.revoke().await;
    assert!(!window.lost_key_gets_in().await, "revoked");
    window.accept_key().await;
    window.provision().await;
    assert!(!window.lost_key_gets_in().await, "while the new one is made");
    window.hand_over().await;
    assert!(!window.lost_key_gets_in().await, "after sign-in is open again");
    window.close_case().await;
    assert!(!window.lost_key_gets_in().await, "ever after");
    window.close().await;
}

#[tokio::test]
async fn journey_second_credential() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.approved_case().await;

    // Behind the console's back, after the approval.
    window.press("tray-teach").await;
    window.press("tray-sneak").await;
    window.find("tray-sneaked").await;
    window.press("dialog-close").await;

    window.press("do-revoke").await;
    window.find("refusal").await;
    window.at_stage("approval").await;
    window.find("approval-void").await;
    window.picture("approval-void").await;
    assert!(window.lost_key_gets_in().await, "nothing was revoked on a void approval");
    window.press("open-stage-provisioning").await;
    assert_eq!(window.attribute("provisioning", "data-at").await.as_deref(), Some("locked"));
    window.close().await;
}

#[tokio::test]
async fn an_agent_cannot_approve_their_own_case() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;
    let case = window.proofed_case().await;
    window.ask_for_approval().await;
    assert!(!window.shows("nav-approvals").await, "the page offers it to supervisors only");

    // A page that was taken over asks all the same.
    let offered = window.invoke("statement", json!({"caseId": case})).await;
    let nonce = offered["ok"]["nonce"].as_str().unwrap().to_owned();
    assert!(offered["ok"]["violations"].as_array().is_some_and(|v| !v.is_empty()), "{offered}");
    let key = offered_key(&window).await;
    let arguments = json!({"caseId": case, "nonce": nonce, "keyId": key});
    assert_refused(&window.invoke_signed("co_sign", arguments, &[(AGENT, STAFF_PIN)]).await, "APR-02");

    // The attempt is in the history.
    window.press("show-timeline").await;
    window.until("the attempt is on record", async |w| w.text("timeline").await.contains("Refused")).await;
    window.close().await;
}

/// The id of the first connected key.
async fn offered_key(window: &Window) -> String {
    let keys = window.invoke("keys", json!({})).await;
    keys["ok"][0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn nobody_completes_early_or_provisions_before_revocation() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.approved_case().await;

    // Early completion: the page lists what is open, and does not offer it.
    window.press("open-stage-close").await;
    let open: u32 = window.attribute("close-refused", "data-open").await.unwrap().parse().unwrap();
    assert!(open > 3, "{open} gates are open");
    window.picture("not-complete").await;
    assert_eq!(window.attribute("do-complete", "aria-disabled").await.as_deref(), Some("true"));
    window.press_anyway("do-complete").await;
    window.find("refusal").await;
    let at = version(&window).await;
    assert_refused(&window.invoke("complete", json!({"caseId": case, "version": at})).await, "REV-03");

    // Provisioning while the old key lives.
    window.press("open-stage-provisioning").await;
    assert_eq!(window.attribute("provisioning", "data-at").await.as_deref(), Some("locked"));
    window.insert(BLANK).await;
    window.close_tray().await;
    let blank = format!("practice-{BLANK}");
    window.invoke_later("set_key_pin", json!({"keyId": blank})).await;
    window.pin_lines(&[NEW_PIN, NEW_PIN]).await;
    window.until("an answer", async |w| w.told().await.is_some()).await;
    let pin_set = window.told().await.unwrap();
    assert!(pin_set.get("ok").is_some(), "{pin_set}");
    let view = window.invoke("case_view", json!({"caseId": case})).await;
    let at = view["ok"]["version"].as_u64().unwrap();
    let accepted =
        window.invoke("accept_key", json!({"caseId": case, "version": at, "keyId": blank, "drawn": false})).await;
    assert_refused(&accepted, "REV-03");
    let view = window.invoke("case_view", json!({"caseId": case})).await;
    let at = view["ok"]["version"].as_u64().unwrap();
    let arguments = json!({"caseId": case, "version": at, "keyId": blank});
    assert_refused(&window.invoke_signed("provision", arguments, &[(BLANK, NEW_PIN)]).await, "REV-03");
    assert_eq!(window.attribute("case", "data-lifecycle").await.as_deref(), Some("open"));
    window.close().await;
}

#[tokio::test]
async fn an_approval_cannot_be_lifted() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;
    let mayas = window.proofed_case().await;
    window.ask_for_approval().await;
    window.press("nav-work").await;
    let lena = window.open_case("lena.fischer").await;
    window.evidence("passport").await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
    window.ask_for_approval().await;

    // What is offered for Maya's case is signed over Lena's: another case and another account.
    window.change_to(AGENT, SUPERVISOR).await;
    let offered = window.invoke("statement", json!({"caseId": mayas})).await;
    let nonce = offered["ok"]["nonce"].as_str().unwrap().to_owned();
    let key = offered_key(&window).await;
    let lifted = json!({"caseId": lena, "nonce": nonce, "keyId": key});
    assert_refused(&window.invoke_signed("co_sign", lifted, &[(SUPERVISOR, STAFF_PIN)]).await, "APR-08");

    // What was offered to one supervisor is signed by another.
    let offered = window.invoke("statement", json!({"caseId": mayas})).await;
    let nonce = offered["ok"]["nonce"].as_str().unwrap().to_owned();
    window.change_to(SUPERVISOR, "second-supervisor").await;
    let key = offered_key(&window).await;
    let lifted = json!({"caseId": mayas, "nonce": nonce, "keyId": key});
    let told = window.invoke_signed("co_sign", lifted, &[("second-supervisor", STAFF_PIN)]).await;
    assert!(codes(&told).iter().any(|c| c == "APR-08" || c == "APR-09"), "{told}");

    for case in [mayas, lena] {
        let view = window.invoke("case_view", json!({"caseId": case})).await;
        assert_eq!(view["ok"]["signatures"], json!([]), "nothing was signed");
    }
    window.close().await;
}

#[tokio::test]
async fn a_wrong_pin_and_a_pulled_key_lose_nothing() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.insert(AGENT).await;
    window.choose_key(AGENT).await;
    window.press("signin-go").await;
    window.pin(WRONG_PIN).await;
    window.find("signin-pin-wrong").await;
    assert!(window.text("signin-pin-tries").await.contains('7'), "{}", window.text("signin-pin-tries").await);
    assert!(!window.pin_window_open(), "nobody is asked again unasked");
    window.picture("wrong-pin").await;

    // Whoever closes the PIN window spends no try.
    window.press("signin-go").await;
    window.pin_cancel().await;
    window.find("refusal").await;
    assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("KEY-cancelled"));
    assert_eq!(window.key(AGENT).await["pinTries"], 7);

    // The right one, and the key is pulled instead of touched.
    window.press("signin-go").await;
    window.pin(STAFF_PIN).await;
    window.find("tray-touch-agent").await;
    window.press("tray-insert-agent").await;
    window.find("refusal").await;
    assert!(!window.text("refusal-next").await.is_empty());
    assert_eq!(window.phase().await, "sign_in");
    window.sign_in(AGENT).await;

    // Locked in mid-work: what was typed is there again.
    window.write("new-case-login", SUBJECT).await;
    window.press("lock").await;
    window.find("lockscreen").await;
    window.picture("locked").await;
    window.press("unlock-go").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(AGENT, "unlocked", async |w| w.phase().await == "open").await;
    assert_eq!(window.value("new-case-login").await, SUBJECT);
    window.close().await;
}

#[tokio::test]
async fn a_lock_over_an_open_dialog_can_be_opened_and_loses_nothing() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;
    window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    window.press("do-add_note").await;
    window.write("dialog-text", "She asked for a call on Monday.").await;
    // Nobody used the console for a while: it locks by itself, whatever is open.
    let locked = window.invoke("lock", serde_json::json!({})).await;
    assert!(locked["refused"].is_null(), "{locked}");
    window.find("lockscreen").await;
    window.press("unlock-go").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(AGENT, "unlocked", async |w| w.phase().await == "open").await;
    assert_eq!(window.value("dialog-text").await, "She asked for a call on Monday.");
    window.close().await;
}

#[tokio::test]
async fn a_forged_page_leaves_the_consoles_own_window_true() {
    needs_a_window!();
    let home = tempfile::tempdir().unwrap();
    let told = home.path().join("pin-window.txt");
    let window =
        Window::open_within(home, &["--profile", "practice"], &[("POSTERN_PIN_WINDOW_TOLD", told.to_str().unwrap())])
            .await
            .without_pictures();
    window.sign_in(AGENT).await;
    window.proofed_case().await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    let name = "Maya Okafor";
    assert!(window.words().await.contains(name));
    // The page says that somebody else is let in.
    let script = "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
        while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replaceAll('Maya Okafor', 'Eve Mallory'); \
        return '';";
    window.script(script).await;
    assert!(window.words().await.contains("Eve Mallory"));

    window.press("do-co_sign").await;
    window.until("the PIN window is open", async |w| w.pin_window_open()).await;
    let lines = std::fs::read_to_string(&told).unwrap();
    for true_line in [name, "acc-", "Standard", "Approve the recovery"] {
        assert!(lines.to_lowercase().contains(&true_line.to_lowercase()), "{true_line}:\n{lines}");
    }
    assert!(!lines.contains("Mallory"), "{lines}");
    // The phrase of what the key signs is the one that an untouched page shows.
    let phrase = window.text("phrase").await;
    assert!(!phrase.is_empty() && lines.lines().any(|line| line == phrase), "{phrase}\n{lines}");
    window.pin_cancel().await;
    window.close().await;
}

#[tokio::test]
async fn a_supervisor_refuses_with_a_reason() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;
    let case = window.proofed_case().await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.press("do-refuse_approval").await;
    window.write("refuse-reason", "The badge photo is of somebody else.").await;
    window.press("refuse-go").await;
    window.find("approvals-empty").await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    assert!(window.text("approval-refused").await.contains("somebody else"));
    window.close().await;
}

#[tokio::test]
async fn a_video_call_needs_consent_and_a_cue_that_nobody_can_foresee() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.look_up(SUBJECT).await;
    window.choose("intake-channel", "video").await;
    window.write("intake-ticket", "INC-20816").await;
    window.press("intake-start").await;
    window.at_stage("proofing").await;
    window.evidence("passport").await;
    window.evidence("company_badge").await;
    assert_eq!(window.stage().await, "proofing", "evidence alone is not enough on video");

    window.press("do-record_consent").await;
    window.until("consented", async |w| w.attribute("consent", "data-given").await.as_deref() == Some("true")).await;
    window.press("do-draw_cue").await;
    window.find("cue-answer-at_once").await;
    window.picture("proofing-video").await;
    assert_eq!(window.attribute("do-answer_cue", "aria-disabled").await.as_deref(), Some("true"), "nothing is preset");
    window.press("cue-answer-at_once").await;
    window.press("do-answer_cue").await;
    window.at_stage("approval").await;
    window.close().await;
}

#[tokio::test]
async fn a_directory_that_does_not_answer_loses_nothing() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.approved_case().await;
    window.press("tray-teach").await;
    window.press("tray-down").await;
    window.find("tray-silent").await;
    window.press("dialog-close").await;

    window.press("do-revoke").await;
    window.find("refusal").await;
    assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("DIR-down"));
    assert!(!window.text("refusal-next").await.is_empty());
    window.picture("directory-down").await;

    window.press("tray-teach").await;
    window.press("tray-down").await;
    window.until("the directory answers", async |w| !w.shows("tray-silent").await).await;
    window.press("dialog-close").await;
    window.revoke().await;
    window.close().await;
}
