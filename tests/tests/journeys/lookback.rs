//! What reviewers and administrators look at beyond one case: a sample, patterns, health, backups, the policy; and a question
//! from a supervisor to an agent.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};

const ADMINISTRATOR: &str = "administrator-1";

#[tokio::test]
async fn a_supervisor_asks_and_the_agent_answers() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.proofed_case().await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.press("do-ask_question").await;
    window.write("ask-text", "Which entrance did she come in by?").await;
    window.picture("question-ask").await;
    window.press("ask-go").await;
    window.until("asked", async |w| !w.shows("ask-dialog").await).await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    assert!(window.text("question-text").await.contains("entrance"));
    window.write("answer-text", "The north gate, with her badge.").await;
    window.picture("question-answer").await;
    window.press("do-answer_question").await;
    window.until("answered", async |w| w.text_now("question-answer").await.contains("north gate")).await;
    window.narrow("question").await;
    window.close().await;
}

#[tokio::test]
async fn a_reviewer_draws_a_sample_and_sees_patterns() {
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
    window.press("history-tab-sample").await;
    // A desk that was founded today has no history of last week, and is told so.
    window.press("sample-draw").await;
    window.until("that is told", async |w| w.words().await.contains("no history of this period")).await;
    let last = "return [...document.querySelectorAll('[data-testid=sample-to] option')].pop().value;";
    let last = window.script(last).await;
    window.choose("sample-to", &last).await;
    window.press("sample-draw").await;
    window.find("sample-drawn").await;
    window.picture("sample").await;
    window.narrow("sample").await;
    window.press("history-tab-patterns").await;
    window.find("patterns-pairs").await;
    window.until("charts are drawn", async |w| w.shows("chart").await || w.shows("chart-failed").await).await;
    assert!(!window.shows("chart-failed").await, "charts are drawn under the page's policy");
    window.picture("patterns").await;
    window.narrow("patterns").await;
    window.close().await;
}

#[tokio::test]
async fn an_administrator_looks_after_the_desk() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(ADMINISTRATOR).await;
    window.press("nav-settings").await;
    let sections = ["people", "policy", "directories", "desk", "notices", "feeds", "backups", "health", "computer"];
    for section in sections {
        window.press(&format!("section-{section}")).await;
        window
            .until(section, async |w| w.attribute("settings", "data-section").await.as_deref() == Some(section))
            .await;
        let shows = match section {
            "people" => "quorum",
            "notices" => "late",
            "feeds" => "feeds",
            "health" => "health-at",
            _ => "settings",
        };
        window.find(shows).await;
        window.picture(&format!("settings-{section}")).await;
        window.narrow(&format!("settings-{section}")).await;
    }
    window.close().await;
}
