//! The list of machine identities: empty, searched, and the way from it to a new case.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, SUPERVISOR};
use postern_practice::people::MACHINE;

#[tokio::test]
async fn a_machine_identity_is_found_in_the_list_of_all_and_recovered_again_from_there() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    window.press("nav-machines").await;
    window.find("machines-empty").await;
    window.picture("machines-empty").await;
    window.press("nav-work").await;
    window.open_case(MACHINE).await;
    window.at_stage("proofing").await;

    window.press("nav-machines").await;
    window.find("machine-row").await;
    assert!(!window.shows("machine-recover").await, "its case is open already");
    window.write("machines-filter", "nobody of this name").await;
    window.find("machines-unfound").await;
    window.picture("machines-not-found").await;
    window.narrow("machines-not-found").await;
    window.press("machines-clear").await;
    window.until("listed again", async |w| w.each("machine-row", "data-login").await == [MACHINE]).await;
    assert_eq!(window.focused().await, "machines-filter");
    window.press("machine-case").await;
    window.at_stage("proofing").await;
    window.press("do-cancel").await;
    window.write("dialog-text", "The key was found in the rack.").await;
    window.press("dialog-go").await;
    let cancelled = async |w: &Window| w.attribute("case", "data-lifecycle").await.as_deref() == Some("cancelled");
    window.until("cancelled", cancelled).await;

    // The next one begins from here, with its name filled in.
    window.press("nav-machines").await;
    window.press("machine-recover").await;
    window.find("account").await;
    assert_eq!(window.value("lookup-login").await, MACHINE);
    window.change_to(AGENT, SUPERVISOR).await;
    window.press("nav-machines").await;
    window.find("machine-row").await;
    assert!(!window.shows("machine-recover").await, "a supervisor opens no case");
    window.press("machine-history").await;
    window.until("its cases are listed", async |w| w.shows("history-row").await).await;
    assert_eq!(window.value("history-query").await, MACHINE);
    window.close().await;
}
