//! One whole recovery, as people do it, with a picture of each step.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER, SUPERVISOR};
use postern_practice::people::{STAFF_PIN, SUBJECT};

#[tokio::test]
async fn tour() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.find("signin").await;
    window.picture("sign-in").await;
    assert!(window.lost_key_gets_in().await, "before the recovery the lost key works");

    window.sign_in(AGENT).await;
    window.picture("work-list-empty").await;
    window.look_up(SUBJECT).await;
    window.picture("new-case").await;
    window.narrow("new-case").await;
    let case = window.start_case().await;
    window.at_stage("proofing").await;

    // What was lost is frozen before anything else.
    window.press("freeze").await;
    window.press("contain-1").await;
    window.picture("contain").await;
    window.press("do-contain").await;
    window.find("contained").await;
    window.press("go-on").await;

    // A letter that came with the caller goes into the case, not onto somebody's desktop.
    let letter = window.home().join("letter from her manager.txt");
    std::fs::write(&letter, "Dear desk, please let Maya in again.").unwrap();
    window.press("show-timeline").await;
    window.find("attachments").await;
    window.write_css("[data-testid=attach-file]", letter.to_str().unwrap()).await;
    window.find("attachment").await;
    window.picture("case-timeline").await;
    window.press("show-timeline").await;

    window.evidence("passport").await;
    window.picture("proofing").await;
    window.narrow("proofing").await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
    window.picture("approval-ask").await;
    window.press("do-seek_approval").await;
    window.until("asked", async |w| w.shows("signed").await).await;

    window.change_to(AGENT, SUPERVISOR).await;
    window.picture("work-list-supervisor").await;
    window.narrow("work-list-supervisor").await;
    window.open_request().await;
    window.picture("cosign").await;
    window.narrow("cosign").await;
    window.press("do-co_sign").await;
    window.pin(STAFF_PIN).await;
    window.until("the key waits", async |w| w.shows("tray-touch-supervisor").await).await;
    window.picture("cosign-touch").await;
    window.touch_until(SUPERVISOR, "co-signed", async |w| w.shows("cosigned").await).await;

    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    window.at_stage("revocation").await;
    window.picture("revocation").await;
    window.revoke().await;
    window.press("open-stage-revocation").await;
    window.picture("revocation-read-back").await;
    window.narrow("revocation-read-back").await;
    assert!(!window.lost_key_gets_in().await, "after the revocation the lost key is refused");

    window.press("go-on").await;
    window.accept_key().await;
    window.picture("provisioning").await;
    window.narrow("provisioning").await;
    window.provision().await;
    window.picture("handover").await;
    window.hand_over().await;
    window.press("do-notify").await;
    window.at_stage("close").await;
    window.picture("close").await;
    window.narrow("close").await;
    window.press("do-complete").await;
    window.find("completed").await;
    window.picture("completed").await;
    // What the subject takes home, in the subject's language.
    window.press("handout-open").await;
    window.choose("subject-language", "de").await;
    window.until("the hand-out is in German", async |w| w.text("handout").await.contains("Schlüssel")).await;
    window.picture("handout").await;
    window.narrow("handout").await;
    window.press("dialog-close").await;
    assert!(!window.lost_key_gets_in().await, "and never again");
    window.press("tray-mail").await;
    window.find("mail-item").await;
    window.picture("mailbox").await;
    window.press("dialog-close").await;

    window.change_to(AGENT, REVIEWER).await;
    window.press("nav-history").await;
    window.press("history-row").await;
    window.press("verify").await;
    window.find("verified").await;
    window.press("review-start").await;
    window.press("disposition-in_order").await;
    window.write("review-note", "Checked against the ticket.").await;
    window.picture("review").await;
    window.press("do-review").await;
    window.pin(STAFF_PIN).await;
    window.touch_until(REVIEWER, "reviewed", async |w| w.shows("reviewed").await).await;
    window.picture("history").await;
    window.narrow("history").await;
    window.press("attach-save").await;
    let saved = window.text("attach-saved").await;
    let saved = saved.trim_start_matches(|c| c != '/').to_owned();
    assert_eq!(std::fs::read(&saved).unwrap(), b"Dear desk, please let Maya in again.", "{saved}");
    window.press("attach-erase").await;
    window.write("attach-reason", "Its owner asked for it.").await;
    window.picture("attachments").await;
    window.press("attach-do-erase").await;
    window
        .until("the file is erased", async |w| {
            w.attribute("attachment", "data-erased").await.as_deref() == Some("true")
        })
        .await;
    window.press("checkpoint-open").await;
    window.find("checkpoint-text-qr").await;
    window.picture("checkpoint").await;
    window.press("checkpoint-sign").await;
    window.press("checkpoint-do-sign").await;
    window.pin(STAFF_PIN).await;
    let signed = async |w: &Window| w.value("checkpoint-text").await.lines().count() == 6;
    window.touch_until(REVIEWER, "the checkpoint is signed by the reviewer", signed).await;
    let note = window.value("checkpoint-text").await;
    window.paste("checkpoint-pasted", &note).await;
    window.press("checkpoint-compare").await;
    assert!(window.text("held").await.contains("unchanged"), "{}", window.text_now("held").await);
    assert!(window.text("held-signers").await.contains("Witnessed by "), "the reviewer's signature is checked");
    window.picture("checkpoint-held").await;
    window.narrow("checkpoint").await;
    window.paste("checkpoint-pasted", &note.replace("\n\n", "\nx\n")).await;
    window.press("checkpoint-compare").await;
    window.until("the broken note is told", async |w| w.text_now("held").await.contains("not a whole")).await;
    window.press("checkpoint-close").await;
    window.press("export-case").await;
    let folder = std::path::PathBuf::from(window.text("exported-folder").await);
    assert!(folder.join("README.txt").is_file(), "{}", folder.display());
    window.picture("exported").await;
    window.press("nav-settings").await;
    window.press("section-people").await;
    window.find("staff-row").await;
    window.picture("settings").await;
    window.narrow("settings").await;
    window.press("section-desk").await;
    window.find("desk-console-key").await;
    window.picture("settings-desk").await;
    // What the directory's connector can do, by whom, is one click away.
    window.press("section-directories").await;
    window.press("directory-abilities-open").await;
    window.find("directory-ability").await;
    window.picture("settings-directories").await;
    window.press("section-computer").await;
    window.choose("contrast", "more").await;
    window.picture("settings-contrast").await;
    window.choose("contrast", "system").await;
    window.choose("theme", "dark").await;
    window.picture("settings-dark").await;
    window.close().await;
}
