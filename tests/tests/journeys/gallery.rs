//! The gallery of components, as the web view of the console draws it: in each theme, in both densities, with more contrast,
//! right to left and on a narrow window, without an accessibility fault. A development build has it alone.

use crate::driver::Window;
use crate::needs_a_window;

#[tokio::test]
async fn the_gallery_shows_every_component_in_every_state() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.find("signin").await;
    window.script("location.hash = '#gallery'; return '';").await;
    window.find("gallery").await;
    let groups = "return [...document.querySelectorAll('[id^=group-]')].map((group) => group.id).join(' ');";
    window.until("its groups are drawn", async |w| !w.script(groups).await.is_empty()).await;
    window.looks_at_parts(true);
    window.picture("gallery").await;
    window.narrow("gallery").await;
    window.choose("gallery-density", "comfortable").await;
    for group in window.script(groups).await.split_whitespace() {
        let show = format!("document.getElementById('{group}').scrollIntoView(); return '';");
        window.script(&show).await;
        window.see(&format!("gallery-{}", group.trim_start_matches("group-"))).await;
    }
    for (choice, value) in [("gallery-contrast", "more"), ("gallery-language", "de"), ("gallery-direction", "rtl")] {
        window.choose(choice, value).await;
        window.see(&format!("{choice}-{value}")).await;
    }
    window.press("gallery-leave").await;
    window.find("signin").await;
    window.close().await;
}
