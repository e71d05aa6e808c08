//! What is not done at the desk: a passkey of the subject's own telephone, and setting a directory up.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, SUPERVISOR};
use postern_practice::people::SUBJECT;

#[tokio::test]
async fn a_telephone_is_chosen_a_pass_is_shown_once_and_an_enrolment_that_failed_is_given_up() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let case = window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    window.evidence("passport").await;
    // It is signed, so it is chosen before.
    window.press("target-handset").await;
    window.press("do-choose_target").await;
    let chosen = async |w: &Window| w.attribute("target-recorded", "data-target").await.as_deref() == Some("handset");
    window.until("the telephone is chosen", chosen).await;
    window.picture("target-handset").await;
    window.narrow("target-handset").await;
    window.evidence("company_badge").await;
    window.at_stage("approval").await;
    window.ask_for_approval().await;
    window.change_to(AGENT, SUPERVISOR).await;
    window.open_request().await;
    window.picture("cosign-handset").await;
    window.co_sign().await;
    window.change_to(SUPERVISOR, AGENT).await;
    window.back_to_case(&case).await;
    window.revoke().await;
    window.at_stage("provisioning").await;
    window.picture("handset-invite").await;
    window.press("do-invite").await;
    window.until("the pass is shown", async |w| w.pin_window_open()).await;
    window.pin_read().await;
    window.find("enrol-awaits").await;
    window.picture("handset-awaits").await;
    window.narrow("handset-awaits").await;
    window.press("do-see_enrolled").await;
    window.find("refusal").await;
    window.picture("handset-not-yet").await;
    window.close().await;
}

#[tokio::test]
async fn an_administrator_is_guided_through_the_setting_up_of_a_directory() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in("administrator-1").await;
    window.press("nav-settings").await;
    window.press("section-directories").await;
    window.find("directories").await;
    window.picture("settings-directories-admin").await;
    window.press("section-health").await;
    let looked = async |w: &Window| !w.text_now("health-told").await.is_empty();
    window.until("everything was looked at", looked).await;
    assert!(window.shows("finding").await);
    window.picture("settings-health").await;
    window.narrow("settings-health").await;
    window.press("section-backups").await;
    window.find("backups-never").await;
    window.picture("settings-backups").await;
    window.narrow("settings-backups").await;
    let to = window.home().join("a backup");
    window.write("backups-folder", &to.display().to_string()).await;
    window.press("backups-go").await;
    window.find("backups-done").await;
    window.picture("settings-backup-made").await;
    assert!(to.join("history.sqlite").is_file(), "{}", to.display());
    assert_eq!(window.text("backups-where").await, to.display().to_string());
    window.press("section-directories").await;
    window.press("directory-add").await;
    window.find("part-kind").await;
    for kind in ["entra", "okta", "keycloak", "privacyidea", "glewlwyd", "manual"] {
        window.press(&format!("kind-{kind}")).await;
        window.find("guide").await;
        let guide = window.text("guide").await;
        assert!(!guide.contains("dirset-") && guide.len() > 80, "{kind}: {guide}");
    }
    window.press("kind-entra").await;
    window.picture("directory-guide").await;
    window.narrow("directory-guide").await;
    window.script("document.querySelector('[data-testid=\"part-form\"]').scrollIntoView()").await;
    window.picture("directory-form").await;
    assert!(window.shows("directory-practice").await, "nothing is set up in practice, and the page says so");
    window.close().await;
}
