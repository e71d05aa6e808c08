//! What not every recovery needs: codes, machine identities, changes of the desk, a note that means more.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};
use postern_practice::people::{LOST_PIN, MACHINE, SAVED_CODE, SPONSOR, STAFF_PIN, SUBJECT};

/// A key that nobody on the staff has yet.
const SPARE: &str = SPONSOR;
const ADMINISTRATORS: [&str; 2] = ["administrator-1", "administrator-2"];

impl Window {
    /// The newest message in the practice mailbox.
    pub async fn newest_mail(&self) -> String {
        self.press("tray-mail").await;
        self.find("mail-item").await;
        let script = "return [...document.querySelectorAll('[data-testid=\"mail-item\"]')].pop().innerText;";
        let text = self.script(script).await;
        self.press("dialog-close").await;
        text
    }

    /// Types a recovery code where the code with this id goes.
    async fn type_code(&self, which: &str, text: &str) {
        let id = format!("[data-testid=\"code-typed\"]{which}");
        self.write_css(&id, text).await;
        let script = format!("document.querySelector('{id}').form.requestSubmit();");
        self.script(&script).await;
    }

    /// Signs a change of the desk with these keys, which are put in.
    pub async fn sign_change(&self, keys: &[&str]) {
        self.choose_signers(keys).await;
        self.press("desk-sign").await;
        let keys: Vec<_> = keys.iter().map(|key| (*key, STAFF_PIN)).collect();
        self.sign_until(&keys, "the change is signed", async |w| !w.shows("desk-change").await).await;
    }

    /// Says whose keys sign.
    pub async fn choose_signers(&self, keys: &[&str]) {
        for (n, key) in keys.iter().enumerate() {
            self.choose(&format!("desk-key-{}", n + 1), &format!("practice-{key}")).await;
        }
    }
}

#[tokio::test]
async fn two_codes_verify_a_caller_and_a_wrong_one_is_told() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    window.press("do-issue_code-2").await;
    window.find("code-waiting").await;
    window.picture("codes").await;
    window.narrow("codes").await;
    let mail = window.newest_mail().await;
    let code = mail.split_once("Your code is ").unwrap().1.split_once('.').unwrap().0.to_owned();
    assert_eq!(code.len(), 8, "{mail}");

    window.type_code(":not([data-code=\"saved\"])", "00000000").await;
    window.find("refusal").await;
    assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("COD-wrong"));
    window.picture("code-wrong").await;
    assert!(!window.words().await.contains(&code), "the window shows a code that it sent");
    window.type_code(":not([data-code=\"saved\"])", &code).await;
    window.until("the code matched", async |w| !w.shows("code-waiting").await).await;
    window.type_code("[data-code=\"saved\"]", SAVED_CODE).await;
    window.at_stage("approval").await;
    window.close().await;
}

#[tokio::test]
async fn a_machine_identity_is_proven_by_its_sponsor() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.look_up(MACHINE).await;
    window.picture("machine-account").await;
    window.start_case().await;
    window.at_stage("proofing").await;
    window.insert(SPONSOR).await;
    window.choose_key(SPONSOR).await;
    window.close_tray().await;
    window.picture("machine").await;
    window.press("do-prove_sponsor").await;
    window.pin(LOST_PIN).await;
    window.touch_until(SPONSOR, "the sponsor signed in", async |w| !w.shows("do-prove_sponsor").await).await;
    window.paste("consumers-list", "release pipeline\ndriver builds").await;
    window.press("do-list_consumers").await;
    window.at_stage("approval").await;
    window.narrow("machine").await;
    // Each page stays to be looked at, and the identity is in the list of all.
    window.press("open-page-consumers").await;
    window.find("consumer-2").await;
    window.picture("machine-consumers").await;
    window.narrow("machine-consumers").await;
    window.press("open-page-negative_test").await;
    window.find("trials-table").await;
    window.press("nav-machines").await;
    assert_eq!(window.attribute("machine-row", "data-login").await.as_deref(), Some(MACHINE));
    window.picture("machines").await;
    window.narrow("machines").await;
    window.press("machine-case").await;
    window.at_stage("approval").await;
    window.close().await;
}

#[tokio::test]
async fn two_administrators_adopt_a_policy_and_remove_an_agent() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.open_case(SUBJECT).await;
    window.change_to(AGENT, ADMINISTRATORS[0]).await;
    window.insert(ADMINISTRATORS[1]).await;
    window.close_tray().await;
    window.press("nav-settings").await;
    window.press("section-policy").await;
    window.find("desk-policy").await;
    window.picture("desk").await;
    window.narrow("desk").await;

    window.choose("desk-policy-which", "high-assurance").await;
    window.press("desk-policy-adopt").await;
    window.find("desk-change").await;
    window.picture("desk-change").await;
    window.sign_change(&ADMINISTRATORS).await;
    assert!(window.text("desk-policy-name").await.starts_with("high-assurance"));

    // A policy that loosens a rule is refused, with the line and the rule.
    window.choose("desk-policy-which", "file").await;
    let loose = include_str!("../../../src-tauri/policies/standard.toml")
        .lines()
        .map(|line| if line.starts_with("approvals_standard") { "approvals_standard = 0" } else { line })
        .collect::<Vec<_>>()
        .join("\n");
    window.paste("desk-policy-text", &loose).await;
    window.press("desk-policy-adopt").await;
    window.press("desk-sign").await;
    let both = ADMINISTRATORS.map(|key| (key, STAFF_PIN));
    window.sign_until(&both, "the policy is refused", async |w| w.shows("desk-refusal").await).await;
    assert_eq!(window.attribute("desk-refusal", "data-code").await.as_deref(), Some("DSK-policy"));
    let told = window.text("desk-refusal").await;
    assert!(told.contains("approvals_standard") && told.contains("Local P-04"), "{told}");
    window.picture("desk-policy-refused").await;
    window.press("desk-cancel").await;

    // The agent leaves: the case freezes.
    window.press("section-people").await;
    window.press_in("staff-row", "data-name", "Agnes Holm", "[data-testid=\"desk-remove\"]").await;
    window.write("desk-reason", "Phished on the telephone.").await;
    window.picture("desk-remove").await;
    window.press("desk-remove-next").await;
    window.sign_change(&ADMINISTRATORS[1..]).await;
    window.find("desk-touched").await;
    window.picture("desk-left").await;
    // Somebody new takes the seat, with a key of their own.
    window.press("desk-enrol").await;
    window.pull(ADMINISTRATORS[0]).await;
    window.insert(SPARE).await;
    window.close_tray().await;
    window.write("enrol-name", "Noor Haddad").await;
    window.write("enrol-number", "P-007").await;
    window.click_css(&format!("[data-testid=\"enrol-key\"][data-key=\"practice-{SPARE}\"] input")).await;
    window.picture("desk-enrol").await;
    window.press("enrol-go").await;
    let keys = [(SPARE, LOST_PIN), (ADMINISTRATORS[1], STAFF_PIN)];
    window.sign_until(&keys, "enrolled", async |w| !w.shows("desk-enrol-form").await).await;
    window.press("nav-work").await;
    window.change_to(ADMINISTRATORS[1], SUPERVISOR).await;
    window.back_to_case(&case).await;
    window.find("frozen").await;
    window.picture("frozen").await;
    window.close().await;
}

#[tokio::test]
async fn a_lost_staff_key_is_replaced_by_two_administrators() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(ADMINISTRATORS[0]).await;
    window.insert(ADMINISTRATORS[1]).await;
    window.insert(SPARE).await;
    window.close_tray().await;
    window.press("nav-settings").await;
    window.press("section-people").await;
    window.find("staff-row").await;
    let desk = window.invoke("desk", serde_json::json!({})).await;
    let people = desk["ok"]["people"].as_array().unwrap();
    let agent = people.iter().find(|one| one["person"]["name"] == "Agnes Holm").unwrap();
    window.press(&format!("staffkey-{}", agent["person"]["id"].as_str().unwrap())).await;
    window.press("staffkey-lost-yes").await;
    window.write("staffkey-reason", "Left on the train.").await;
    window.click_css(&format!("[data-testid=\"staffkey-key\"][data-key=\"practice-{SPARE}\"] input")).await;
    window.choose_signers(&ADMINISTRATORS).await;
    window.picture("staff-key").await;
    window.narrow("staff-key").await;
    window.press("staffkey-go").await;
    let keys = [(SPARE, LOST_PIN), (ADMINISTRATORS[0], STAFF_PIN), (ADMINISTRATORS[1], STAFF_PIN)];
    window.sign_until(&keys, "replaced", async |w| !w.shows("staffkey-go").await).await;
    window.find("desk-done").await;
    window.picture("staff-key-replaced").await;

    // The key that was lost opens nothing any more.
    window.press("sign-out").await;
    window.until("signed out", async |w| w.phase().await == "sign_in").await;
    for key in [ADMINISTRATORS[0], ADMINISTRATORS[1], SPARE] {
        window.pull(key).await;
    }
    window.insert(AGENT).await;
    window.choose_key(AGENT).await;
    window.press("signin-go").await;
    window.sign_until(&[(AGENT, STAFF_PIN)], "the lost key is refused", async |w| w.shows("refusal").await).await;
    assert_eq!(window.phase().await, "sign_in");
    window.pull(AGENT).await;

    // And the new one is hers.
    window.sign_in_with(SPARE, LOST_PIN).await;
    assert_eq!(window.text("me").await, "Agnes Holm");
    window.close().await;
}

#[tokio::test]
async fn a_note_filed_elsewhere_holds_the_case_until_a_reviewer_looks() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.proofed_case().await;
    window.press("do-add_note").await;
    window.write("dialog-text", "The subject is calm.").await;
    window.choose("dialog-filed", "other_desk").await;
    window.picture("note").await;
    window.press("dialog-go").await;
    window.until("the note is kept", async |w| !w.shows("dialog-add_note").await).await;
    assert!(!window.shows("held").await, "the window tells");
    // It goes on as far as before, and stalls on a sentence that says nothing.
    window.press_anyway("do-seek_approval").await;
    window.find("refusal").await;
    assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("SYS-01"));
    window.picture("stalled").await;
    window.change_to(AGENT, REVIEWER).await;
    let script = "return [...document.querySelectorAll('[data-testid=\"work-row\"]')].map((r) => r.dataset.caseId)[0];";
    let case = window.script(script).await;
    window.back_to_case(&case).await;
    window.find("held").await;
    window.picture("held").await;
    window.press("do-clear_hold").await;
    window.write("dialog-text", "Spoke to the agent alone.").await;
    window.press("dialog-go").await;
    window.until("the hold is cleared", async |w| !w.shows("held").await).await;
    window.close().await;
}
