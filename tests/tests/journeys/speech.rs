//! The window in other languages: German, one that is longer than any, and one that runs from right to left.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, SUPERVISOR};
use postern_practice::people::SUBJECT;

impl Window {
    /// Chooses a language in the settings, and comes back.
    async fn speak(&self, language: &str) {
        self.press("nav-settings").await;
        self.choose_on_this_computer("language", language).await;
        self.press("nav-work").await;
    }

    /// Makes a choice of this computer.
    pub async fn choose_on_this_computer(&self, what: &str, value: &str) {
        self.press("section-computer").await;
        self.choose(what, value).await;
    }

    /// Nothing on the page is without its sentence, and nothing is cut off sideways.
    async fn says_all(&self, name: &str) {
        let words = self.words().await;
        let missing: Vec<_> = words.split_whitespace().filter(|w| w.starts_with('[') && w.ends_with(']')).collect();
        assert!(missing.is_empty(), "{name}: {missing:?}");
        let script = "return [...document.querySelectorAll('button, h1, h2, h3, label, .tag')] \
            .filter((e) => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 \
                && getComputedStyle(e).overflowX !== 'visible' && !e.closest('.vh')) \
            .map((e) => e.innerText).join(' | ');";
        let cut = self.script(script).await;
        assert!(cut.is_empty(), "{name}: cut off: {cut}");
    }
}

async fn walk(language: &str, name: &str) {
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.speak(language).await;
    window.find("new-case-login").await;
    window.says_all("work").await;
    window.look_up(SUBJECT).await;
    window.says_all("new case").await;
    window.picture(&format!("{name}-new-case")).await;
    window.start_case().await;
    window.at_stage("proofing").await;
    window.evidence("passport").await;
    window.says_all("proofing").await;
    window.picture(&format!("{name}-proofing")).await;
    window.narrow(&format!("{name}-proofing")).await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
    window.press("do-seek_approval").await;
    window.until("asked", async |w| w.shows("signed").await).await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.says_all("co-sign").await;
    window.picture(&format!("{name}-cosign")).await;
    window.press("nav-history").await;
    window.find("history-row").await;
    window.says_all("history").await;
    window.picture(&format!("{name}-history")).await;
    window.press("nav-settings").await;
    window.says_all("settings").await;
    window.picture(&format!("{name}-settings")).await;
    window.close().await;
}

#[tokio::test]
async fn the_window_speaks_german() {
    needs_a_window!();
    walk("de", "german").await;
}

#[tokio::test]
async fn the_window_bears_a_language_that_is_longer_than_any() {
    needs_a_window!();
    walk("en-XA", "longer").await;
}

#[tokio::test]
async fn the_window_runs_from_right_to_left() {
    needs_a_window!();
    walk("ar-XB", "right-to-left").await;
}
