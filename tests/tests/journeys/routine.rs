//! A routine recovery, as it is most days: how much it asks of an agent, and that it needs neither mouse nor eyes.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, SUPERVISOR};
use postern_practice::people::SUBJECT;

/// No more deliberate inputs (clicks and fields) beyond what the subject types.
const MOST_INPUTS: u32 = 25;

impl Window {
    /// A piece of evidence, where what is chosen already is right.
    async fn usual_evidence(&self, kind: &str) {
        self.press("do-record_evidence").await;
        self.choose("evidence-kind", kind).await;
        if self.value("evidence-pathway").await.is_empty() {
            self.choose("evidence-pathway", "visual_match").await;
        }
        assert_eq!(self.value("evidence-pathway").await, "visual_match");
        self.press("evidence-outcome-confirmed").await;
        self.press("evidence-save").await;
        self.until("the dialog closed", async |w| !w.shows("evidence-dialog").await).await;
    }
}

#[tokio::test]
async fn a_routine_recovery_asks_little_of_an_agent() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;

    // A lost key, and its owner at the desk: that is what is chosen already.
    window.count_from(0);
    window.look_up(SUBJECT).await;
    window.write("intake-ticket", "INC-20815").await;
    window.press("intake-start").await;
    window.at_stage("proofing").await;
    let case = window.attribute("case", "data-case-id").await.unwrap();
    window.usual_evidence("passport").await;
    window.usual_evidence("company_badge").await;
    window.at_stage("approval").await;
    window.ask_for_approval().await;
    let asked = window.inputs();

    // The supervisor's part is not the agent's; on a console of their own nobody would change chairs.
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.co_sign().await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    window.at_stage("revocation").await;

    window.count_from(asked);
    window.revoke().await;
    window.accept_key().await;
    window.provision().await;
    window.hand_over().await;
    window.close_case().await;
    window.tell_inputs();
    assert!(window.inputs() <= MOST_INPUTS, "{} inputs", window.inputs());
    window.close().await;
}
