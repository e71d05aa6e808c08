//! The letter of a notice: as it goes out, and that it went out.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::AGENT;

/// An account whose only address is one of mail: proofed again, its owner is told by a letter, too.
const BY_MAIL_ALONE: &str = "dom.admin";

#[tokio::test]
async fn a_letter_is_read_as_it_goes_out_and_recorded_once_it_is_posted() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.open_case(BY_MAIL_ALONE).await;
    window.at_stage("proofing").await;
    for kind in ["passport", "company_badge", "national_id"] {
        window.evidence(kind).await;
    }
    window.at_stage("approval").await;
    window.press("open-stage-notification").await;
    window.find("letters").await;
    window.picture("letters").await;
    window.narrow("letters").await;
    window.press("letter-show").await;
    let letter = window.text("letter-text").await;
    assert!(letter.contains(BY_MAIL_ALONE) && letter.contains("C-"), "{letter}");
    assert!(!letter.contains('['), "a sentence is missing: {letter}");
    assert!(window.shows("letter-no-address").await, "no postal address is on record, and that is said");
    window.picture("letter").await;
    window.narrow("letter").await;
    window.press("dialog-close").await;
    window.write("letter-reference", "RR 123456785 DE").await;
    window.press("do-record_letter").await;
    window.until("it is recorded", async |w| w.text_now("letter").await.contains("RR 123456785 DE")).await;
    window.picture("letter-recorded").await;
    window.close().await;
}
