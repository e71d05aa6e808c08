//! Keys on their own page, the tries that they have, and PINs, which never come into the processes that draw the pages.

use crate::driver::Window;
use crate::memory;
use crate::needs_a_window;
use crate::people::{AGENT, NEW_PIN, WRONG_PIN};
use postern_practice::people::{BLANK, LOST, LOST_PIN, STAFF_PIN};

/// PINs that stand nowhere else: the first, the next, and one that is wrong.
const PLANTED: [&str; 3] = ["Teal4713Quokka9", "Plum8265Walrus3", "Rust5940Ibex7"];
/// The same for a text that is typed into a page.
const MARKER: &str = "lark5190gannet";
/// The processes of WebKit, by as much of their names as the kernel keeps.
const WEB: [&str; 2] = ["WebKitWebProces", "WebKitNetworkPr"];
/// A PIN of as many digits as the page asks for in the end.
const LONG_PIN: &str = "73910584";

impl Window {
    /// Puts a key in and opens it on the page of keys.
    async fn show_key(&self, key: &str) {
        self.insert(key).await;
        self.close_tray().await;
        let id = format!("practice-{key}");
        self.press_in("keys-row", "data-key", &id, "").await;
        self.until("the key is shown", async |w| w.attribute("keys-page", "data-chosen").await == Some(id.clone()))
            .await;
    }
}

#[tokio::test]
async fn a_pin_never_reaches_the_web_process() {
    needs_a_window!();
    let window = Window::practice().await;
    let [first, next, wrong] = PLANTED;
    window.sign_in(AGENT).await;
    window.press("nav-keys").await;
    window.show_key(BLANK).await;
    window.press("keys-set-pin").await;
    window.pin_lines(&[first, first]).await;
    window.until("the PIN is set", async |w| w.key(BLANK).await["pinSet"] == true).await;
    window.press("keys-change-pin").await;
    window.pin_lines(&[wrong, next, next]).await;
    window.find("keys-pin-refusal").await;
    // The tries come in above the button, which moves down.
    window.find("keys-pin-tries").await;
    window.press("keys-change-pin").await;
    window.pin_lines(&[first, next, next]).await;
    window.find("keys-pin-done").await;
    window.press("nav-work").await;
    window.write("new-case-login", MARKER).await;

    let web = memory::processes(window.group(), &WEB);
    let mut typed = 0;
    for (process, name) in &web {
        match memory::count(*process, [MARKER, first, next, wrong]) {
            Ok([marker, pins @ ..]) => {
                assert_eq!(pins, [0; 3], "PINs in the memory of {name}");
                typed += marker;
            }
            Err(why) => {
                eprintln!("skipped: the memory of {name} cannot be read: {why}");
                return;
            }
        }
    }
    assert!(typed > 0, "what was typed into the page is not found in {web:?}: this finds no PIN either");
    window.close().await;
}

#[tokio::test]
async fn a_key_is_looked_after_on_its_own_page() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.insert(LOST).await;
    window.close_tray().await;
    window.press("nav-keys").await;
    window.find("keys-page").await;

    // Which of these is it? The one that is touched.
    window.press("keys-identify").await;
    for key in [AGENT, LOST] {
        window.find(&format!("tray-touch-{key}")).await;
    }
    window.press(&format!("tray-touch-{LOST}")).await;
    let lost = format!("practice-{LOST}");
    window.until("identified", async |w| w.attribute("keys-page", "data-chosen").await == Some(lost.clone())).await;
    window.until("no key waits", async |w| !w.shows(&format!("tray-touch-{AGENT}")).await).await;
    window.find("keys-facts").await;
    // What it looks like, from the metadata; drawn, so that the page loads no picture from outside.
    window.find("model-picture").await;
    window.until("the model is shown", async |w| w.shows("model-picture").await).await;
    window.picture("keys").await;
    window.narrow("keys").await;

    window.press("keys-list-credentials").await;
    window.pin(LOST_PIN).await;
    window.find("keys-credential").await;
    assert_eq!(window.attribute("keys-credential", "data-postern").await.as_deref(), Some("false"));
    window.press("keys-rename").await;
    // A key keeps 64 bytes of a name, and these letters take two each.
    window.write("keys-rename-name", &"ä".repeat(33)).await;
    assert_eq!(window.attribute("keys-rename-go", "aria-disabled").await.as_deref(), Some("true"));
    window.write("keys-rename-name", "maya at home").await;
    window.picture("keys-rename").await;
    window.press("keys-rename-go").await;
    window.pin(LOST_PIN).await;
    window.until("renamed", async |w| w.text_now("keys-credential").await.contains("maya at home")).await;
    window.until("the dialog closed", async |w| !w.shows("keys-rename-go").await).await;
    window.picture("keys-credentials").await;
    window.press("keys-delete").await;
    window.picture("keys-delete").await;
    window.press("keys-delete-go").await;
    window.pin(LOST_PIN).await;
    window.until("deleted", async |w| !w.shows("keys-credential").await && !w.shows("keys-delete-go").await).await;

    window.press("keys-change-pin").await;
    window.pin_lines(&[LOST_PIN, NEW_PIN, NEW_PIN]).await;
    window.find("keys-pin-done").await;

    // More digits are asked for than the PIN has: it has to be changed before anything else.
    window.write("keys-min-pin", "8").await;
    window.press("keys-min-pin-go").await;
    window.pin(NEW_PIN).await;
    window.until("8 digits are asked for", async |w| w.key(LOST).await["minPinLength"] == 8).await;
    assert_eq!(window.key(LOST).await["forcePinChange"], true);
    window.press("keys-change-pin").await;
    window.pin_lines(&[NEW_PIN, LONG_PIN, LONG_PIN]).await;
    window.until("changed", async |w| w.key(LOST).await["forcePinChange"] == false).await;

    // A setting that can be taken back, and one that this firmware lacks; and a staff key does not end here.
    window.press("keys-always-verify").await;
    window.pin(LONG_PIN).await;
    window.until("it always verifies", async |w| w.key(LOST).await["alwaysVerify"] == true).await;
    window.press("keys-always-verify").await;
    window.pin(LONG_PIN).await;
    window.until("it verifies when asked", async |w| w.key(LOST).await["alwaysVerify"] == false).await;
    assert_eq!(window.key(LOST).await["enterpriseAttestation"], serde_json::Value::Null);
    assert_eq!(window.attribute("keys-enterprise", "aria-disabled").await.as_deref(), Some("true"));
    window.show_key(AGENT).await;
    assert_eq!(window.attribute("keys-reset", "aria-disabled").await.as_deref(), Some("true"), "a staff key");
    let key = format!("practice-{AGENT}");
    let erased = window.invoke("reset_key", serde_json::json!({"keyId": key, "typed": "RESET"})).await;
    assert!(erased["refused"].to_string().contains("KSL-01"), "{erased}");

    // A key lets itself be erased in its first seconds after it was put in, and by nothing but the word.
    window.show_key(LOST).await;
    window.press("keys-reset").await;
    window.write("keys-reset-typed", "reset").await;
    window.picture("keys-reset").await;
    assert_eq!(window.attribute("keys-reset-go", "aria-disabled").await.as_deref(), Some("true"));
    window.press("keys-reset-cancel").await;
    window.press("keys-reset").await;
    window.write("keys-reset-typed", "RESET").await;
    window.press("keys-reset-go").await;
    let step = async |w: &Window| match w.shows("keys-reset-progress").await {
        true => w.attribute("keys-reset-progress", "data-step").await,
        false => None,
    };
    window.until("it waits", async |w| matches!(step(w).await.as_deref(), Some("insert" | "touch"))).await;
    // Its first seconds are over, or not: it is told either way.
    if step(&window).await.as_deref() == Some("insert") {
        window.picture("keys-put-back").await;
        window.pull(LOST).await;
        window.insert(LOST).await;
    }
    window.touch_until(LOST, "erased", async |w| w.key(LOST).await["pinSet"] == false).await;
    window.close().await;
}

#[tokio::test]
async fn few_tries_are_confirmed_before_one_of_them_is_spent() {
    needs_a_window!();
    let window = Window::practice().await;
    let mut left = 8;
    // After three in a row, the key wants to be taken out.
    for _ in 0..2 {
        window.pull(AGENT).await;
        window.insert(AGENT).await;
        window.choose_key(AGENT).await;
        for _ in 0..3 {
            window.press("signin-go").await;
            window.pin(WRONG_PIN).await;
            left -= 1;
            window.until("told", async |w| w.key(AGENT).await["pinTries"] == left).await;
        }
        window.find("refusal").await;
        assert_eq!(window.attribute("refusal", "data-code").await.as_deref(), Some("KEY-reinsert"));
    }
    window.pull(AGENT).await;
    window.insert(AGENT).await;
    window.choose_key(AGENT).await;
    assert!(window.text("signin-pin-tries").await.contains('2'), "{}", window.text("signin-pin-tries").await);
    window.press("signin-go").await;
    window.tick_and_pin(STAFF_PIN).await;
    window.touch_until(AGENT, "signed in", async |w| w.phase().await == "open").await;
    assert_eq!(window.key(AGENT).await["pinTries"], 8, "the right one gives all of them back");
    window.close().await;
}

#[tokio::test]
async fn a_drawn_pin_is_shown_once_and_the_key_asks_for_another() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.approved_case().await;
    window.revoke().await;
    window.insert(BLANK).await;
    window.close_tray().await;
    window.press("draw-pin").await;
    window.find("key-accepted").await;
    assert_eq!(window.key(BLANK).await["pinSet"], false, "drawn when it is needed, and not before");
    window.picture("pin-to-be-drawn").await;
    window.press("do-provision").await;
    window.touch_until(BLANK, "the PIN is shown", async |w| w.pin_window_open()).await;
    window.pin_read().await;
    window.until("handover", async |w| w.stage().await == "handover").await;
    assert_eq!(window.key(BLANK).await["forcePinChange"], true);
    window.find("change-pin").await;
    window.picture("new-pin-first").await;
    window.close().await;
}
