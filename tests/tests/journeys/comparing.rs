//! What a reviewer takes along: two cases side by side, a list as a file, and the report of a case.

use crate::driver::Window;
use crate::needs_a_window;
use crate::people::{AGENT, REVIEWER};
use postern_practice::people::SUBJECT;
use std::path::{Path, PathBuf};
use std::process::Command;

impl Window {
    /// Saves the list that is shown; the file.
    async fn save_list(&self, form: &str) -> PathBuf {
        self.press(&format!("export-{form}")).await;
        let ending = format!(".{form}");
        self.until(&format!("saved as {form}"), async |w| w.text_now("export-place").await.ends_with(&ending)).await;
        self.left(&self.text("export-place").await)
    }

    /// A file that the console says to have left: it is there, and in its own folder.
    fn left(&self, place: &str) -> PathBuf {
        let file = PathBuf::from(place);
        assert!(file.is_file() && file.starts_with(self.home()), "{place}");
        file
    }
}

/// The command line reads a report, and finds nothing wrong with it.
fn holds(report: &Path) {
    let binary = std::env::var_os("POSTERN_AUDIT_BIN").map(PathBuf::from);
    let Some(binary) = binary.filter(|binary| binary.is_file()) else {
        eprintln!("skipped: POSTERN_AUDIT_BIN names no command line (`cargo xtask journeys` builds it)");
        return;
    };
    let read = Command::new(binary).args(["verify", "--report"]).arg(report).output().unwrap();
    let told = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    assert_eq!(read.status.code(), Some(0), "{}: {told}", report.display());
    assert!(told.contains("0 faults"), "{told}");
}

#[tokio::test]
async fn a_reviewer_compares_two_cases_and_takes_a_list_and_a_report_along() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice"]).await;
    window.sign_in(AGENT).await;
    let lena = window.open_case("lena.fischer").await;
    window.at_stage("proofing").await;
    window.press("nav-work").await;
    let maya = window.proofed_case().await;
    window.change_to(AGENT, REVIEWER).await;
    window.press("nav-history").await;
    window.until("both are listed", async |w| w.each("history-row", "data-case-id").await.len() == 2).await;

    // One alone is compared with nothing, and that is said.
    window.press(&format!("pick-{lena}")).await;
    assert_eq!(window.attribute("compare-go", "aria-disabled").await.as_deref(), Some("true"));
    window.press(&format!("pick-{maya}")).await;
    window.picture("history-picked").await;
    window.narrow("history-picked").await;
    window.press("compare-go").await;
    window.find("compare-differing").await;
    assert_eq!(window.each("compare-case", "data-case-id").await, [lena.clone(), maya.clone()]);
    let all = window.each("compare-row", "data-differs").await;
    let differing = all.iter().filter(|differs| *differs == "true").count();
    assert!(differing > 0 && differing < all.len(), "{all:?}");
    let told = window.attribute("compare-differing", "data-count").await;
    assert_eq!(told.as_deref(), Some(differing.to_string().as_str()));
    window.picture("compare").await;
    window.narrow("compare").await;
    window.press("compare-only").await;
    window
        .until("what is the same is left out", async |w| w.each("compare-row", "data-differs").await.len() == differing)
        .await;
    assert!(window.each("compare-row", "data-differs").await.iter().all(|differs| differs == "true"));
    window.picture("compare-only").await;

    // Whoever comes back finds the choice as it was; the list is saved as it is shown.
    window.press("compare-back").await;
    assert_eq!(window.attribute("picked", "data-count").await.as_deref(), Some("2"));
    window.until("both are listed", async |w| w.each("history-row", "data-case-id").await.len() == 2).await;
    let shown = window.each("history-row", "data-case-id").await;
    let csv = std::fs::read_to_string(window.save_list("csv").await).unwrap();
    assert_eq!(window.attribute("export-saved", "data-rows").await.as_deref(), Some("2"));
    window.picture("list-saved").await;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 3, "a header, and a line for each: {csv}");
    assert!(shown.iter().zip(&lines[1..]).all(|(id, line)| line.contains(id.as_str())), "{shown:?}\n{csv}");
    let json = std::fs::read(window.save_list("json").await).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.iter().map(|row| row["id"].as_str().unwrap()).collect::<Vec<_>>(), shown);
    // Narrowed, the file holds no more than what is seen.
    window.write("history-query", "maya").await;
    window.until("one is left", async |w| w.each("history-row", "data-case-id").await.len() == 1).await;
    let narrowed = std::fs::read_to_string(window.save_list("csv").await).unwrap();
    assert!(narrowed.contains(&maya) && !narrowed.contains(&lena) && narrowed.contains(SUBJECT), "{narrowed}");

    window.press("history-row").await;
    window.press("report-case").await;
    let page = window.left(&window.text("reported-page").await);
    let paper = window.left(&window.text("reported-paper").await);
    window.picture("report-saved").await;
    window.narrow("report-saved").await;
    assert!(std::fs::read(&paper).unwrap().starts_with(b"%PDF"));
    assert!(std::fs::read_to_string(&page).unwrap().contains(SUBJECT));
    for report in [&page, &paper] {
        holds(report);
    }
    window.close().await;
}
