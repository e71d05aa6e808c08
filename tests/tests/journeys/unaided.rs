//! A whole recovery by somebody who does not see the page, and by somebody who has no mouse: everything is found by what
//! it is called to a screen reader, and in the second journey reached with the Tab key alone.
//!
//! Keys are put in and touched by hand, and PINs are typed into the console's own window, which no page can reach.

use crate::driver::{PATIENCE, Window};
use crate::needs_a_window;
use crate::people::{AGENT, NEW_PIN, SUPERVISOR};
use fantoccini::Locator;
use fantoccini::elements::Element;
use postern_delivery::Words;
use postern_practice::people::{BLANK, STAFF_PIN, SUBJECT};
use std::time::{Duration, Instant};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
/// More stops than any page has.
const MOST_STOPS: usize = 160;

/// The accessible name of an element, by the rules that browsers go by (accname 1.2), as axe computes it.
const NAME_OF: &str = "const nameOf = (e) => { axe.setup(document.documentElement); \
    try { return axe.commons.text.accessibleText(e).replace(/\\s+/g, ' ').trim(); } finally { axe.teardown(); } };";

/// How somebody gets at things.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// By name, with whatever points.
    Names,
    /// By name, with the Tab key.
    Keyboard,
}

struct Unaided<'a> {
    window: &'a Window,
    words: Words,
    way: Way,
}

impl Unaided<'_> {
    fn word(&self, id: &str) -> String {
        self.words.say(id, &[])
    }

    /// What has this name, or one that begins so: a shortcut may follow.
    async fn named(&self, name: &str) -> Element {
        let started = Instant::now();
        loop {
            let found = match self.way {
                Way::Names => self.pointed_at(name).await,
                Way::Keyboard => self.tabbed_to(name).await,
            };
            if let Some(element) = found {
                return element;
            }
            if started.elapsed() > PATIENCE {
                self.window.fail(&format!("nothing is called “{name}”")).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn pointed_at(&self, name: &str) -> Option<Element> {
        self.window.axe().await;
        let script = format!(
            "{NAME_OF} const [name] = arguments; \
             document.querySelectorAll('[data-named]').forEach((e) => e.removeAttribute('data-named')); \
             const within = [...document.querySelectorAll('dialog[open]')].pop() ?? document; \
             const all = [...within.querySelectorAll('button, a[href], input, select, textarea, summary')] \
                 .filter((e) => e.getClientRects().length && !e.closest('[inert], .tray') \
                     && e.getAttribute('aria-disabled') !== 'true'); \
             const named = all.map((e) => [e, nameOf(e)]); \
             const found = named.find(([, own]) => own === name) ?? named.find(([, own]) => own.startsWith(name)); \
             found?.[0].setAttribute('data-named', ''); return Boolean(found);"
        );
        let found = self.window.run(&script, vec![serde_json::json!(name)]).await;
        if found != serde_json::json!(true) {
            return None;
        }
        self.window.client().find(Locator::Css("[data-named]")).await.ok()
    }

    /// Goes on with Tab until what has the focus is called so.
    async fn tabbed_to(&self, name: &str) -> Option<Element> {
        for _ in 0..MOST_STOPS {
            self.window.axe().await;
            let script = format!(
                "{NAME_OF} const [name] = arguments; const own = document.activeElement; \
                 if (!own || own === document.body || own.getAttribute('aria-disabled') === 'true') return false; \
                 if (!own.matches('button, a[href], input, select, textarea, summary')) return false; \
                 return nameOf(own).startsWith(name);"
            );
            let there = self.window.run(&script, vec![serde_json::json!(name)]).await;
            let active = self.window.client().active_element().await.ok()?;
            if there == serde_json::json!(true) {
                return Some(active);
            }
            active.send_keys(TAB).await.ok()?;
        }
        None
    }

    /// Presses a button, or ticks a box.
    async fn press(&self, id: &str) {
        self.press_named(&self.word(id)).await;
    }

    async fn press_named(&self, name: &str) {
        let started = Instant::now();
        loop {
            let element = self.named(name).await;
            let pressed = match self.way {
                Way::Names => element.click().await,
                Way::Keyboard => {
                    let box_or_radio = element.attr("type").await.ok().flatten();
                    let ticks = matches!(box_or_radio.as_deref(), Some("checkbox" | "radio"));
                    element.send_keys(if ticks { SPACE } else { ENTER }).await
                }
            };
            if pressed.is_ok() {
                return;
            }
            if started.elapsed() > PATIENCE {
                self.window.fail(&format!("“{name}” cannot be pressed")).await;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn fill(&self, id: &str, text: &str) {
        self.named(&self.word(id)).await.send_keys(text).await.unwrap();
    }

    async fn choose(&self, id: &str, option: &str) {
        let field = self.named(&self.word(id)).await;
        match self.way {
            Way::Names => field.select_by_label(option).await.unwrap(),
            Way::Keyboard => {
                // A letter chooses what begins with it; once more, the next of those.
                let chosen = "return document.activeElement.selectedOptions?.[0]?.text ?? '';";
                let letter: String = option.chars().take(1).collect();
                for _ in 0..12 {
                    field.send_keys(&letter).await.unwrap();
                    if self.window.script(chosen).await == option {
                        return;
                    }
                    tokio::time::sleep(Duration::from_millis(1200)).await;
                }
                self.window.fail(&format!("“{option}” cannot be chosen with letters")).await;
            }
        }
    }

    async fn evidence(&self, kind: &str) {
        self.press("proof-evidence-add").await;
        self.window.find("evidence-dialog").await;
        self.choose("evidence-kind", &self.word(&format!("evidence-{kind}"))).await;
        if self.window.value("evidence-pathway").await.is_empty() {
            let pathway = self.window.script(
                "return [...document.querySelectorAll('#evidence-pathway option')].find((o) => o.value === 'visual_match').text;",
            );
            let pathway = pathway.await;
            self.choose("evidence-pathway", &pathway).await;
        }
        assert_eq!(self.window.value("evidence-pathway").await, "visual_match");
        assert_eq!(self.window.value("evidence-kind").await, kind);
        self.press("evidence-outcome-confirmed").await;
        self.press("evidence-save").await;
        self.window.until("the dialog closed", async |w| !w.shows("evidence-dialog").await).await;
    }

    async fn sign_in(&self, key: &str) {
        self.window.insert(key).await;
        self.window.close_tray().await;
        self.press("signin-go").await;
        self.window.pin(STAFF_PIN).await;
        self.window.touch_until(key, "signed in", async |w| w.phase().await == "open").await;
        self.window.close_tray().await;
    }

    async fn change_to(&self, from: &str, to: &str) {
        self.press("bar-sign-out").await;
        self.window.until("signed out", async |w| w.phase().await == "sign_in").await;
        self.window.pull(from).await;
        self.sign_in(to).await;
    }

    async fn recover(&self) {
        let window = self.window;
        self.sign_in(AGENT).await;
        self.fill("work-new", SUBJECT).await;
        self.press("work-new-start").await;
        window.find("account").await;
        self.press("new-start").await;
        window.at_stage("proofing").await;
        window.until("the step's heading has the focus", async |w| w.focused_heading().await).await;
        self.evidence("passport").await;
        self.evidence("company_badge").await;
        window.at_stage("approval").await;
        self.press("approval-ask").await;
        window.until("asked", async |w| w.text("step-title").await.contains("Waiting")).await;

        self.change_to(AGENT, SUPERVISOR).await;
        self.press("nav-approvals").await;
        if !window.shows("statement").await {
            self.press_named("Maya Okafor").await;
        }
        window.find("statement").await;
        self.press("cosign-go").await;
        window.pin(STAFF_PIN).await;
        window.touch_until(SUPERVISOR, "co-signed", async |w| w.shows("cosigned").await).await;
        window.close_tray().await;
        self.change_to(SUPERVISOR, AGENT).await;
        self.press_named("Maya Okafor").await;
        window.at_stage("revocation").await;

        self.press("revoke-go").await;
        window.at_stage("provisioning").await;
        window.insert(BLANK).await;
        window.close_tray().await;
        self.press("pin-set").await;
        window.pin_lines(&[NEW_PIN, NEW_PIN]).await;
        self.press("prov-accept").await;
        window.find("key-accepted").await;
        self.press("prov-go").await;
        window.pin(NEW_PIN).await;
        window.touch_until(BLANK, "provisioned", async |w| w.stage().await == "handover").await;
        window.close_tray().await;
        self.press("hand-over-check").await;
        self.press("hand-over").await;
        self.press("hand-unblock").await;
        self.press("hand-live").await;
        window.pin(NEW_PIN).await;
        window.touch_until(BLANK, "signed in", async |w| w.stage().await == "notification").await;
        window.close_tray().await;
        self.press("notify-go").await;
        window.at_stage("close").await;
        self.press("close-go").await;
        let completed = async |w: &Window| w.attribute("case", "data-lifecycle").await.as_deref() == Some("completed");
        window.until("completed", completed).await;
    }
}

async fn whole(way: Way) {
    let window = Window::practice().await;
    Unaided { window: &window, words: Words::english(), way }.recover().await;
    window.close().await;
}

#[tokio::test]
async fn a_whole_recovery_by_accessible_names_alone() {
    needs_a_window!();
    whole(Way::Names).await;
}

#[tokio::test]
async fn a_whole_recovery_by_the_keyboard_alone() {
    needs_a_window!();
    whole(Way::Keyboard).await;
}
