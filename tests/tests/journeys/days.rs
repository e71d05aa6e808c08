//! A day of each role, from sign-in to lock, with what goes wrong on such a day.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR, WRONG_PIN};
use postern_practice::people::{LOST_PIN, MACHINE, SPONSOR, STAFF_PIN, SUBJECT};

const ADMINISTRATOR: &str = "administrator-1";
const PRIVILEGED: &str = "dom.admin";

impl Window {
    /// The directory stops answering, or answers again.
    async fn silence(&self, silent: bool) {
        self.press("tray-teach").await;
        self.press("tray-down").await;
        self.until("the directory is as it is wanted", async |w| w.shows("tray-silent").await == silent).await;
        self.press("dialog-close").await;
    }

    /// Somebody enrols another credential at the directory, past the console.
    async fn sneak(&self) {
        self.press("tray-teach").await;
        self.press("tray-sneak").await;
        self.find("tray-sneaked").await;
        self.press("dialog-close").await;
    }

    /// The console locks, and `key` opens it again.
    async fn lock_and_unlock(&self, key: &str) {
        let locked = self.invoke("lock", serde_json::json!({})).await;
        assert!(locked["refused"].is_null(), "{locked}");
        self.find("lockscreen").await;
        self.press("unlock-go").await;
        self.pin(STAFF_PIN).await;
        self.touch_until(key, "unlocked", async |w| w.phase().await == "open").await;
    }

    /// The day ends: the console is locked, and nothing of a case is left to be read.
    async fn end_of_day(&self, unseen: &str) {
        self.press("lock").await;
        self.find("lockscreen").await;
        assert!(!self.words().await.contains(unseen), "a locked console shows {unseen}");
    }
}

#[tokio::test]
async fn a_day_of_an_agent() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    // Half asleep: the PIN is wrong once.
    window.insert(AGENT).await;
    window.choose_key(AGENT).await;
    window.press("signin-go").await;
    window.pin(WRONG_PIN).await;
    window.find("signin-pin-wrong").await;
    window.sign_in(AGENT).await;

    // The directory is down as the first caller is there: it is said, and what was typed stays.
    window.silence(true).await;
    window.write("new-case-login", SUBJECT).await;
    window.press("new-case").await;
    window.find("refusal").await;
    assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("DIR-down"));
    window.picture("look-up-directory-down").await;
    assert_eq!(window.value("lookup-login").await, SUBJECT);
    window.silence(false).await;
    window.press("lookup-go").await;
    window.find("account").await;
    let maya = window.start_case().await;
    window.at_stage("proofing").await;

    // The console locks in the middle of a note.
    window.press("do-add_note").await;
    window.write("dialog-text", "She asked for a call on Monday.").await;
    window.lock_and_unlock(AGENT).await;
    assert_eq!(window.value("dialog-text").await, "She asked for a call on Monday.");
    window.press("dialog-go").await;
    window.until("the note is kept", async |w| !w.shows("dialog-add_note").await).await;
    window.evidence("passport").await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
    window.ask_for_approval().await;

    // A second caller while the first waits for a supervisor; and this one cannot be verified.
    window.press("nav-work").await;
    window.open_case("lena.fischer").await;
    window.at_stage("proofing").await;
    window.press("do-cannot_verify").await;
    window.picture("cannot-verify").await;
    window.write("dialog-text", "Did not know the colour of her own badge.").await;
    window.press("dialog-go").await;
    window.until("refused", async |w| w.attribute("case", "data-lifecycle").await.as_deref() == Some("refused")).await;
    window.picture("refused").await;
    window.narrow("refused").await;

    window.press("nav-work").await;
    window.until("both are listed", async |w| w.shows("work-row").await).await;
    window.picture("work-list-agent").await;
    window.narrow("work-list-agent").await;
    window.back_to_case(&maya).await;
    window.end_of_day("Maya Okafor").await;
    window.close().await;
}

#[tokio::test]
async fn a_day_of_a_supervisor() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.proofed_case().await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    let before = window.text("phrase").await;

    // While the page is looked at, the account changes: what was read is not what is signed.
    window.sneak().await;
    window.press("do-co_sign").await;
    window
        .sign_until(&[(SUPERVISOR, STAFF_PIN)], "refused, with what changed", async |w| {
            w.shows("refusal").await || w.shows("changed").await
        })
        .await;
    assert!(!window.shows("cosigned").await, "what nobody read was signed");
    window.picture("cosign-changed").await;
    window.narrow("cosign-changed").await;
    window.press("cosign-reread").await;
    window.until("what would be signed is another", async |w| w.text_now("phrase").await != before).await;

    window.lock_and_unlock(SUPERVISOR).await;
    window.find("statement").await;
    window.press("do-refuse_approval").await;
    window.write("refuse-reason", "A key appeared while I read.").await;
    window.press("refuse-go").await;
    window.find("approvals-empty").await;
    window.picture("approvals-empty").await;
    window.end_of_day("Maya Okafor").await;
    window.close().await;
}

#[tokio::test]
async fn a_day_of_a_reviewer() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.approved_case().await;
    window.revoke().await;
    window.accept_key().await;
    window.provision().await;
    window.hand_over().await;
    window.close_case().await;
    window.change_to(AGENT, REVIEWER).await;
    window.press("nav-history").await;
    // Nothing is found, and that is said with a way back.
    window.write("history-query", "nobody of this name").await;
    window.until("nothing is found", async |w| !w.shows("history-row").await).await;
    window.picture("history-nothing-found").await;
    window.write("history-query", "maya").await;
    window.press("history-row").await;
    window.press("verify").await;
    window.find("verified").await;
    window.press("review-start").await;
    window.press("disposition-in_order").await;
    window.write("review-note", "Checked against the ticket.").await;
    window.lock_and_unlock(REVIEWER).await;
    assert_eq!(window.value("review-note").await, "Checked against the ticket.");
    // The key is pulled instead of touched: nothing is signed, and nothing is lost.
    window.press("do-review").await;
    window.pin(STAFF_PIN).await;
    window.until("the key waits", async |w| w.shows("tray-touch-reviewer").await).await;
    window.pull(REVIEWER).await;
    window.find("refusal").await;
    window.insert(REVIEWER).await;
    window.close_tray().await;
    assert!(!window.shows("reviewed").await);
    window.press("do-review").await;
    let keys = [(REVIEWER, STAFF_PIN)];
    window.sign_until(&keys, "reviewed", async |w| w.shows("reviewed").await).await;
    window.end_of_day("Maya Okafor").await;
    window.close().await;
}

#[tokio::test]
async fn a_day_of_an_administrator() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(ADMINISTRATOR).await;
    // An administrator looks after the desk, and opens no case.
    assert!(!window.shows("new-case-login").await);
    window.press("nav-settings").await;
    window.press("section-health").await;
    window.find("health-at").await;
    window.silence(true).await;
    window.press("health-again").await;
    window.until("a silent directory is found", async |w| w.text_now("settings").await.contains("not answer")).await;
    window.silence(false).await;
    window.press("section-backups").await;
    window.lock_and_unlock(ADMINISTRATOR).await;
    assert_eq!(window.attribute("settings", "data-section").await.as_deref(), Some("backups"));
    window.end_of_day("Backups").await;
    window.close().await;
}

#[tokio::test]
async fn a_privileged_case_is_not_approved_on_the_agents_console() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.open_case(PRIVILEGED).await;
    window.at_stage("proofing").await;
    window.evidence("passport").await;
    window.evidence("company_badge").await;
    window.picture("proofing-privileged").await;
    window.evidence("national_id").await;
    window.until("enough for its tier", async |w| w.stage().await == "approval").await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.find("cosign-stopped").await;
    window.picture("cosign-privileged").await;
    window.press_anyway("do-co_sign").await;
    window.find("refusal").await;
    assert!(!window.pin_window_open(), "no PIN is asked for what cannot be signed");
    window.end_of_day("Domain administrator").await;
    window.close().await;
}

#[tokio::test]
async fn a_machine_identity_is_rotated_and_its_old_credential_tried() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.look_up(MACHINE).await;
    let case = window.start_case().await;
    window.at_stage("proofing").await;
    window.insert(SPONSOR).await;
    window.choose_key(SPONSOR).await;
    window.press("do-prove_sponsor").await;
    window.pin(LOST_PIN).await;
    window.touch_until(SPONSOR, "the sponsor signed in", async |w| !w.shows("do-prove_sponsor").await).await;
    window.pull(SPONSOR).await;
    window.close_tray().await;
    window.paste("consumers-list", "release pipeline\ndriver builds").await;
    window.press("do-list_consumers").await;
    window.at_stage("approval").await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.picture("cosign-machine").await;
    window.co_sign().await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    window.at_stage("revocation").await;
    window.press("do-revoke").await;
    window.find("trial-refused-1").await;
    window.picture("machine-trial").await;
    window.narrow("machine-trial").await;
    window.end_of_day("svc.signing").await;
    window.close().await;
}
