//! Finding anything by the keyboard, and what was typed and comes back.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::AGENT;
use crate::starts::wait_for_the_end;
use postern_practice::people::SUBJECT;
use std::path::Path;

const CTRL: &str = "\u{e009}";
const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
/// More hits than any list has.
const MOST_HITS: usize = 40;

impl Window {
    /// Opens the search for anything by its key.
    async fn open_finder(&self) {
        self.type_keys(&format!("{CTRL}k")).await;
        self.find("find-dialog").await;
        self.until("the field has the focus", async |w| w.focused().await == "find-text").await;
    }

    /// Which hit Enter would open.
    async fn chosen_hit(&self) -> String {
        self.script("return document.querySelector('[role=option][aria-selected=true]')?.dataset.testid ?? '';").await
    }

    /// Waits until the console keeps a draft that says this.
    async fn keeps(&self, text: &str) {
        self.until(&format!("a draft is kept: {text}"), async |w| {
            w.invoke("drafts", serde_json::json!({})).await.to_string().contains(text)
        })
        .await;
    }
}

#[tokio::test]
async fn a_case_is_found_and_opened_by_the_keyboard_alone() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let lena = window.open_case("lena.fischer").await;
    window.press("nav-work").await;
    let jonas = window.open_case("jonas.lind").await;
    window.press("nav-work").await;
    window.find("new-case-login").await;

    // A part of a name is enough: here, of both.
    window.open_finder().await;
    window.type_keys("li").await;
    window.find(&format!("hit-case-{jonas}")).await;
    assert!(!window.shows(&format!("hit-case-{lena}")).await, "a part of another name");
    window.type_keys("\u{e003}").await;
    window.find(&format!("hit-case-{lena}")).await;
    window.until("both are found", async |w| w.shows(&format!("hit-case-{jonas}")).await).await;
    let first = window.chosen_hit().await;
    let wanted = if first == format!("hit-case-{lena}") { &jonas } else { &lena };
    let wanted_hit = format!("hit-case-{wanted}");
    for _ in 0..MOST_HITS {
        window.type_keys(DOWN).await;
        if window.chosen_hit().await == wanted_hit {
            break;
        }
    }
    assert_eq!(window.chosen_hit().await, wanted_hit);
    window.picture("find").await;
    window.narrow("find").await;
    window.until("the field has the focus again", async |w| w.focused().await == "find-text").await;
    window.type_keys(ENTER).await;
    window.until("the case is open", async |w| !w.shows("find-dialog").await && w.shows("case").await).await;
    assert_eq!(window.attribute("case", "data-case-id").await.as_deref(), Some(wanted.as_str()));

    // What nothing fits is said, and Esc leaves everything as it was.
    window.at_stage("proofing").await;
    window.open_finder().await;
    window.type_keys("zzz").await;
    window.find("find-none").await;
    window.type_keys(ESCAPE).await;
    window.until("closed", async |w| !w.shows("find-dialog").await).await;
    assert_eq!(window.attribute("case", "data-case-id").await.as_deref(), Some(wanted.as_str()));

    // All keys, by one of them.
    window.type_keys("?").await;
    window.find("keys-dialog").await;
    window.picture("shortcuts").await;
    window.narrow("shortcuts").await;
    window.press("dialog-close").await;
    window.until("closed again", async |w| !w.shows("keys-dialog").await).await;
    window.close().await;
}

/// Whether a file somewhere in a folder holds a text as it is.
fn lies_in(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let kind = entry.file_type().unwrap();
        let holds =
            || memchr::memmem::find(&std::fs::read(entry.path()).unwrap_or_default(), text.as_bytes()).is_some();
        kind.is_dir() && lies_in(&entry.path(), text) || kind.is_file() && holds()
    })
}

#[tokio::test]
async fn what_was_typed_comes_back_after_the_console_ended() {
    needs_a_window!();
    let window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    window.press("do-add_note").await;
    window.write("dialog-text", "She asked for a call on Monday.").await;
    window.keeps("a call on Monday").await;
    window.press("dialog-close").await;
    window.press("nav-work").await;
    window.look_up("lena.fischer").await;
    window.write("intake-ticket", "INC-4711").await;
    window.keeps("INC-4711").await;
    let home = window.close().await;
    wait_for_the_end(home.path()).await;

    for typed in ["a call on Monday", "INC-4711"] {
        assert!(!lies_in(home.path(), typed), "{typed} can be read in a file");
    }
    let mut window = Window::open_over(home, &["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.press("new-case").await;
    window.find("account").await;
    window.find("draft-restored").await;
    assert_eq!(window.value("lookup-login").await, "lena.fischer");
    assert_eq!(window.value("intake-ticket").await, "INC-4711");
    window.picture("draft-new-case").await;
    window.narrow("draft-new-case").await;

    window.back_to_case(&case).await;
    window.at_stage("proofing").await;
    window.press("do-add_note").await;
    window.find("draft-restored").await;
    assert_eq!(window.value("dialog-text").await, "She asked for a call on Monday.");
    window.picture("draft-note").await;
    window.press("dialog-go").await;
    window.until("the note is kept", async |w| !w.shows("dialog-add_note").await).await;
    // What was submitted is not offered again.
    window.press("do-add_note").await;
    assert_eq!(window.value("dialog-text").await, "");
    assert!(!window.shows("draft-restored").await);
    window.press("dialog-close").await;
    window.close().await;
}
