//! What people do in the window, in the order in which they do it.

use crate::driver::Window;
use postern_practice::people::{BLANK, STAFF_PIN, SUBJECT};
use std::cell::Cell;

/// The PIN that the subject chooses.
pub const NEW_PIN: &str = "802461";
/// A PIN that no key of the practice has.
pub const WRONG_PIN: &str = "000000";

/// Keys of the tray, by the person who uses them.
pub const AGENT: &str = "agent";
pub const SUPERVISOR: &str = "supervisor";
pub const REVIEWER: &str = "reviewer";

impl Window {
    /// The practice profile, in a folder of its own.
    pub async fn practice() -> Self {
        Self::open(&["--profile", "practice"]).await.without_pictures()
    }

    /// The page of the session: `sign_in`, `open`, …
    pub async fn phase(&self) -> String {
        self.attribute("window", "data-phase").await.unwrap_or_default()
    }

    /// Opens the tray, where it is closed.
    pub async fn open_tray(&self) {
        if self.attribute("tray", "data-open").await.as_deref() != Some("true") {
            self.press("tray-toggle").await;
        }
    }

    async fn plug(&self, key: &str, inserted: bool) {
        self.open_tray().await;
        let slot = format!("tray-key-{key}");
        let wanted = if inserted { "true" } else { "false" };
        if self.attribute(&slot, "data-inserted").await.as_deref() != Some(wanted) {
            self.press(&format!("tray-insert-{key}")).await;
            self.until(&format!("{key} inserted: {wanted}"), async |w| {
                w.attribute(&slot, "data-inserted").await.as_deref() == Some(wanted)
            })
            .await;
        }
    }

    /// Puts a key in.
    pub async fn insert(&self, key: &str) {
        self.plug(key, true).await;
    }

    /// What the console knows of a key that is in.
    pub async fn key(&self, key: &str) -> serde_json::Value {
        let keys = self.invoke("keys", serde_json::json!({})).await;
        let id = format!("practice-{key}");
        keys["ok"].as_array().into_iter().flatten().find(|one| one["id"] == id).cloned().unwrap_or_default()
    }

    /// Waits until the form shows the key, and chooses it. A form grows when a key is put in: whoever pressed a button
    /// at that moment would miss it.
    pub async fn choose_key(&self, key: &str) {
        let shown = format!("[data-key=\"practice-{key}\"]");
        self.until(&format!("{key} is shown"), async |w| w.click_css(&shown).await).await;
    }

    /// Pulls a key out.
    pub async fn pull(&self, key: &str) {
        self.plug(key, false).await;
    }

    /// Closes the tray, so that a picture shows the page.
    pub async fn close_tray(&self) {
        if self.attribute("tray", "data-open").await.as_deref() == Some("true") {
            self.press("tray-toggle").await;
        }
        // The page grows when the tray closes: whoever pressed something at that moment would miss it.
        self.settle().await;
    }

    /// Touches `key` whenever it asks, until `test` holds.
    pub async fn touch_until<F: AsyncFn(&Self) -> bool>(&self, key: &str, what: &str, test: F) {
        let button = format!("tray-touch-{key}");
        self.until(what, async |w| {
            if test(w).await {
                return true;
            }
            if w.shows(&button).await {
                w.press_anyway(&button).await;
            }
            false
        })
        .await;
    }

    /// Types the PINs of `keys` as their windows open, in this order, and touches each whenever it asks, until `test`
    /// holds.
    pub async fn sign_until<F: AsyncFn(&Self) -> bool>(&self, keys: &[(&str, &str)], what: &str, test: F) {
        let typed = Cell::new(0);
        self.until(what, async |w| {
            if test(w).await {
                return true;
            }
            if let Some((_, pin)) = keys.get(typed.get())
                && w.pin_window_open()
            {
                typed.set(typed.get() + 1);
                w.pin(pin).await;
            }
            for (key, _) in keys {
                let button = format!("tray-touch-{key}");
                if w.shows(&button).await {
                    w.press_anyway(&button).await;
                }
            }
            false
        })
        .await;
    }

    /// What a command answers that is called as a page that was taken over could: PINs are asked for all the same.
    pub async fn invoke_signed(
        &self,
        command: &str,
        arguments: serde_json::Value,
        keys: &[(&str, &str)],
    ) -> serde_json::Value {
        self.invoke_later(command, arguments).await;
        self.sign_until(keys, "an answer", async |w| w.told().await.is_some()).await;
        self.told().await.unwrap()
    }

    /// Signs in with a key of the practice staff, as the only one that is plugged in.
    pub async fn sign_in(&self, key: &str) {
        self.sign_in_with(key, STAFF_PIN).await;
    }

    /// The same with a key that has another PIN.
    pub async fn sign_in_with(&self, key: &str, pin: &str) {
        self.insert(key).await;
        self.choose_key(key).await;
        self.press("signin-go").await;
        self.pin(pin).await;
        self.touch_until(key, "signed in", async |w| w.phase().await == "open").await;
        self.close_tray().await;
    }

    /// Somebody else takes the chair.
    pub async fn change_to(&self, from: &str, to: &str) {
        self.press("sign-out").await;
        self.until("signed out", async |w| w.phase().await == "sign_in").await;
        self.pull(from).await;
        self.sign_in(to).await;
    }

    /// The stage that the case is at.
    pub async fn stage(&self) -> String {
        self.attribute("case", "data-current").await.unwrap_or_default()
    }

    /// Waits for the case to come to `stage`.
    pub async fn at_stage(&self, stage: &str) {
        self.until(&format!("at {stage}"), async |w| w.shows("case").await && w.stage().await == stage).await;
    }

    /// Looks up an account and opens a case for it. Answers the case's id.
    pub async fn open_case(&self, login: &str) -> String {
        self.look_up(login).await;
        self.start_case().await
    }

    /// Looks up an account for a new case.
    pub async fn look_up(&self, login: &str) {
        self.write("new-case-login", login).await;
        self.press("new-case").await;
        self.find("account").await;
    }

    /// Starts the case that was looked up.
    pub async fn start_case(&self) -> String {
        self.choose("intake-reason", "lost").await;
        self.choose("intake-channel", "in_person").await;
        self.write("intake-ticket", "INC-20815").await;
        self.press("intake-start").await;
        self.attribute("case", "data-case-id").await.unwrap()
    }

    /// Records one piece of evidence, seen in person.
    pub async fn evidence(&self, kind: &str) {
        self.press("do-record_evidence").await;
        self.choose("evidence-kind", kind).await;
        self.choose("evidence-pathway", "visual_match").await;
        self.press("evidence-outcome-confirmed").await;
        self.press("evidence-save").await;
        self.until("the dialog closed", async |w| !w.shows("evidence-dialog").await).await;
    }

    /// A case of Maya's with enough evidence, about to ask for approval.
    pub async fn proofed_case(&self) -> String {
        let case = self.open_case(SUBJECT).await;
        self.at_stage("proofing").await;
        self.evidence("passport").await;
        self.evidence("company_badge").await;
        self.at_stage("approval").await;
        case
    }

    /// The agent asks, the supervisor signs, the agent is back at the case.
    pub async fn approved_case(&self) -> String {
        let case = self.proofed_case().await;
        self.ask_for_approval().await;
        self.change_to(AGENT, SUPERVISOR).await;
        self.open_request().await;
        self.co_sign().await;
        self.change_to(SUPERVISOR, AGENT).await;
        self.back_to_case(&case).await;
        self.at_stage("revocation").await;
        case
    }

    /// The agent asks a supervisor.
    pub async fn ask_for_approval(&self) {
        self.press("do-seek_approval").await;
        self.until("asked", async |w| w.text("step-title").await.contains("Waiting")).await;
    }

    /// The supervisor opens the one request.
    pub async fn open_request(&self) {
        self.press("nav-approvals").await;
        self.press("request").await;
        self.find("statement").await;
    }

    /// The supervisor signs what is on the page.
    pub async fn co_sign(&self) {
        self.press("do-co_sign").await;
        self.pin(STAFF_PIN).await;
        self.touch_until(SUPERVISOR, "co-signed", async |w| w.shows("cosigned").await).await;
    }

    /// Opens a case from the work list.
    pub async fn back_to_case(&self, case: &str) {
        self.press("nav-work").await;
        self.until("on the work list", async |w| w.shows("work-row").await).await;
        self.press_in("work-row", "data-case-id", case, "button").await;
        self.find("case").await;
    }

    /// Revokes what the supervisor signed for.
    pub async fn revoke(&self) {
        self.press("do-revoke").await;
        self.at_stage("provisioning").await;
    }

    /// The subject's key: put in, given a PIN, accepted.
    pub async fn accept_key(&self) {
        self.insert(BLANK).await;
        self.close_tray().await;
        self.press("set-pin").await;
        self.pin_lines(&[NEW_PIN, NEW_PIN]).await;
        self.press("do-accept_key").await;
        self.find("key-accepted").await;
    }

    /// The new credential: made, checked, submitted, read back.
    pub async fn provision(&self) {
        self.press("do-provision").await;
        self.pin(NEW_PIN).await;
        self.touch_until(BLANK, "provisioned", async |w| w.stage().await == "handover").await;
    }

    /// The subject holds the key, and signs in with it.
    pub async fn hand_over(&self) {
        self.press("handover-holds").await;
        self.press("do-hand_over").await;
        self.press("do-unblock").await;
        self.press("do-live_sign_in").await;
        self.pin(NEW_PIN).await;
        self.touch_until(BLANK, "signed in with the new key", async |w| w.stage().await == "notification").await;
    }

    /// Notices, and the end.
    pub async fn close_case(&self) {
        self.press("do-notify").await;
        self.at_stage("close").await;
        self.press("do-complete").await;
        self.until("completed", async |w| w.attribute("case", "data-lifecycle").await.as_deref() == Some("completed"))
            .await;
    }

    /// Sends keys to whatever has the focus, as a keyboard does.
    pub async fn type_keys(&self, keys: &str) {
        self.client().active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// The test id of what has the focus.
    pub async fn focused(&self) -> String {
        self.script("return document.activeElement?.dataset.testid ?? '';").await
    }

    /// What an attribute of each of these says, in the order of the page.
    pub async fn each(&self, id: &str, attribute: &str) -> Vec<String> {
        let script = "const [id, name] = arguments; \
            return [...document.querySelectorAll(`[data-testid=\"${id}\"]`)].map((e) => e.getAttribute(name) ?? '');";
        let found = self.run(script, vec![serde_json::json!(id), serde_json::json!(attribute)]).await;
        found.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    }

    /// Tries the lost key at the directory: whether it was let in.
    pub async fn lost_key_gets_in(&self) -> bool {
        self.press("tray-teach").await;
        self.press("tray-try-lost").await;
        let answer = self.attribute("tray-tried", "data-let-in").await;
        self.press("dialog-close").await;
        answer.as_deref() == Some("true")
    }
}
