//! Opening the console: the first set-up, and everything that can be wrong before there is a console.

use crate::driver::Window;
use crate::keyring::Keyring;
use crate::needs_a_window;
use crate::people::AGENT;
use postern_practice::people::{STAFF, STAFF_PIN, SUBJECT};
use sqlx::Connection as _;
use std::path::Path;

async fn enrol(window: &Window, n: usize, confirmer: Option<&str>) {
    let person = &STAFF[n];
    window.insert(person.key).await;
    if let Some(key) = confirmer {
        window.insert(key).await;
    }
    window.write("setup-name", person.name).await;
    window.write("setup-number", person.staff_number).await;
    if n > 1 {
        let role = format!("{:?}", person.role).to_lowercase();
        window.choose("setup-role", &role).await;
    }
    window.press_in("setup-key", "data-key", &format!("practice-{}", person.key), "").await;
    if let Some(key) = confirmer {
        window.press_in("confirm-key", "data-key", &format!("practice-{key}"), "").await;
    }
    window.press("setup-go").await;
    let name = person.name;
    let keys: Vec<_> = [Some(person.key), confirmer].into_iter().flatten().map(|key| (key, STAFF_PIN)).collect();
    window
        .sign_until(&keys, "enrolled", async |w| {
            w.phase().await != "setup" || w.text_now("setup-added").await.contains(name)
        })
        .await;
    window.pull(person.key).await;
}

#[tokio::test]
async fn a_first_run_enrols_two_administrators_before_anything_else() {
    needs_a_window!();
    let mut window = Window::open(&["--profile", "practice", "--unseeded"]).await;
    window.find("setup").await;
    window.close_tray().await;
    window.picture("first-run").await;
    assert_eq!(window.phase().await, "setup");
    enrol(&window, 0, None).await;
    assert_eq!(window.attribute("setup", "data-step").await.as_deref(), Some("second_administrator"));

    // One administrator alone opens nothing.
    let opened = window.invoke("look_up", serde_json::json!({"directory": "practice", "login": "maya.okafor"})).await;
    assert!(opened.get("refused").is_some(), "{opened}");

    enrol(&window, 1, Some(STAFF[0].key)).await;
    window.close_tray().await;
    window.picture("first-run-staff").await;
    assert_eq!(window.attribute("setup", "data-step").await.as_deref(), Some("staff"));
    enrol(&window, 2, Some(STAFF[0].key)).await;
    enrol(&window, 3, Some(STAFF[0].key)).await;
    window.until("the desk is staffed", async |w| w.phase().await == "sign_in").await;
    window.pull(STAFF[0].key).await;
    window.sign_in(AGENT).await;
    window.close().await;
}

/// The window says what is wrong, with its code, and what to do next.
async fn says(window: &Window, code: &str) {
    window.find("trouble").await;
    assert_eq!(window.attribute("trouble", "data-code").await.as_deref(), Some(code));
    assert!(!window.text("refusal-next").await.is_empty(), "no next action for {code}");
    assert!(!window.words().await.contains('['), "a sentence is missing for {code}:\n{}", window.words().await);
}

#[tokio::test]
async fn bad_settings_are_named_and_can_be_mended() {
    needs_a_window!();
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("desk/config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("postern.toml"), "[log]\nlevel = \"info\"\ncolour = true\n").unwrap();
    let mut window = Window::open_over(home, &["--profile", "desk"]).await;
    says(&window, "CFG-settings").await;
    window.picture("bad-settings").await;
    assert!(window.text("trouble").await.contains("line 3"), "{}", window.text("trouble").await);
    assert!(!window.home().join("desk/data/history.sqlite").exists(), "nothing was opened");

    std::fs::write(config.join("postern.toml"), "[log]\nlevel = \"info\"\n").unwrap();
    window.press("start-again").await;
    window.find("setup").await;
    window.close().await;
}

#[tokio::test]
async fn without_a_keyring_nothing_is_opened() {
    needs_a_window!();
    let nowhere = [("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")];
    let home = tempfile::tempdir().unwrap();
    let window = Window::open_within(home, &["--profile", "desk"], &nowhere).await.without_pictures();
    says(&window, "KRG-missing").await;
    assert!(!window.home().join("desk/data/history.sqlite").exists(), "never a plain file instead");
    window.close().await;
}

#[tokio::test]
async fn without_a_keyring_keys_are_files_only_where_the_settings_say_so_and_the_history_is_encrypted() {
    needs_a_window!();
    let nowhere = [("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")];
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("desk/config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("postern.toml"), "[secrets]\nkeep = \"files\"\n").unwrap();
    let window = Window::open_within(home, &["--profile", "desk"], &nowhere).await.without_pictures();
    window.find("setup").await;
    let data = window.home().join("desk/data");
    let begins = std::fs::read(data.join("history.sqlite")).unwrap();
    assert!(!begins.starts_with(b"SQLite format 3"), "the history is a plain file");
    let key = data.join("secrets/store-key-desk");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&key).unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "others can read the key");
    let status = window.invoke("console_status", serde_json::json!({})).await;
    assert!(status.to_string().contains("note-secrets-in-files"), "{status}");
    window.close().await;
}

/// A practice home whose console was opened once.
async fn opened_once() -> tempfile::TempDir {
    let window = Window::practice().await;
    window.find("signin").await;
    let home = window.close().await;
    wait_for_the_end(home.path()).await;
    home
}

/// The window is gone before its process: waits until the profile is free.
pub async fn wait_for_the_end(home: &Path) {
    let lock = home.join("practice/data/lock");
    for _ in 0..200 {
        let file = std::fs::File::options().write(true).open(&lock).unwrap();
        if file.try_lock().is_ok() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the console did not end");
}

#[tokio::test]
async fn a_damaged_history_opens_read_only_and_names_the_record() {
    needs_a_window!();
    let home = opened_once().await;
    let file = home.path().join("practice/data/history.sqlite");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file);
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    // Whoever can write the file can drop what guards it.
    let guards: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut database)
        .await
        .unwrap();
    for guard in guards {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("DROP TRIGGER {guard}"))).execute(&mut database).await.unwrap();
    }
    let edited = sqlx::query("UPDATE records SET at = at + 1 WHERE position = 3").execute(&mut database).await.unwrap();
    assert_eq!(edited.rows_affected(), 1);
    database.close().await.unwrap();

    let mut window = Window::open_over(home, &["--profile", "practice"]).await;
    window.find("rescue-page").await;
    window.find("rescue-position").await;
    window.close_tray().await;
    window.picture("damaged-history").await;
    assert_eq!(window.text("rescue-position").await, "3");
    let agent = [(AGENT, STAFF_PIN)];
    let refused = window.invoke_signed("sign_in", serde_json::json!({"keyId": "practice-agent"}), &agent).await;
    assert_eq!(refused["refused"]["code"], "STO-damaged");
    window.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_history_is_left_alone() {
    needs_a_window!();
    let home = opened_once().await;
    let file = home.path().join("practice/data/history.sqlite");
    for beside in ["history.sqlite-wal", "history.sqlite-shm"] {
        let _ = std::fs::remove_file(home.path().join("practice/data").join(beside));
    }
    std::fs::write(&file, b"a letter that was saved over the history").unwrap();
    let window = Window::open_over(home, &["--profile", "practice"]).await.without_pictures();
    says(&window, "STO-not_a_store").await;
    let kept = std::fs::read(window.home().join("practice/data/history.sqlite")).unwrap();
    assert_eq!(kept, b"a letter that was saved over the history");
    window.close().await;
}

#[tokio::test]
async fn a_profile_is_open_once() {
    needs_a_window!();
    let first = Window::practice().await;
    first.find("signin").await;
    let second_home = tempfile::tempdir().unwrap();
    std::fs::remove_dir(second_home.path()).unwrap();
    // The same folder under another name.
    #[cfg(unix)]
    std::os::unix::fs::symlink(first.home(), second_home.path()).unwrap();
    let second = Window::open_over(second_home, &["--profile", "practice"]).await.without_pictures();
    says(&second, "APP-taken").await;
    second.close().await;
    first.close().await;
}

#[tokio::test]
async fn a_real_profile_is_encrypted_with_a_key_of_the_keyring() {
    needs_a_window!();
    let secrets = tempfile::tempdir().unwrap();
    let real = ["--profile", "desk"];
    let keyring = Keyring::start(secrets.path(), true).await;
    let bus = [("DBUS_SESSION_BUS_ADDRESS", keyring.address.as_str())];
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("desk/config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("postern.toml"), DOWN).unwrap();

    let window = Window::open_within(home, &real, &bus).await.without_pictures();
    window.find("setup").await;
    assert!(!window.shows("tray").await, "no virtual key in a real profile");
    let keys = window.invoke("practice_keys", serde_json::json!({})).await;
    assert!(keys.get("refused").is_some(), "{keys}");
    let status = window.invoke("console_status", serde_json::json!({})).await;
    let notes = status["ok"]["notes"].to_string();
    assert!(notes.contains("note-no-roots") && notes.contains("note-no-password"), "{notes}");
    let file = window.home().join("desk/data/history.sqlite");
    let begins = std::fs::read(&file).unwrap();
    assert!(!begins.starts_with(b"SQLite format 3"), "the history is a plain file");
    let home = window.close().await;

    // The same keyring, locked as after a reboot.
    drop(keyring);
    let keyring = Keyring::start(secrets.path(), false).await;
    let bus = [("DBUS_SESSION_BUS_ADDRESS", keyring.address.as_str())];
    let window = Window::open_within(home, &real, &bus).await.without_pictures();
    says(&window, "KRG-locked").await;
    let home = window.close().await;

    // Another keyring, which does not hold the key.
    drop(keyring);
    let empty = tempfile::tempdir().unwrap();
    let keyring = Keyring::start(empty.path(), true).await;
    let bus = [("DBUS_SESSION_BUS_ADDRESS", keyring.address.as_str())];
    let window = Window::open_within(home, &real, &bus).await.without_pictures();
    says(&window, "KRG-no_key").await;
    let home = window.close().await;

    // And the right one again: nothing was lost.
    drop(keyring);
    let keyring = Keyring::start(secrets.path(), true).await;
    let bus = [("DBUS_SESSION_BUS_ADDRESS", keyring.address.as_str())];
    let window = Window::open_within(home, &real, &bus).await.without_pictures();
    window.find("setup").await;
    window.close().await;
}

/// A directory at a port that nobody listens on.
const DOWN: &str = r#"
[[directory]]
kind = "privacyidea"
id = "staff"
tenant = "Staff"
url = "http://127.0.0.1:9"
realm = "corp"
admin = "postern"
rp_id = "corp.test"
origin = "https://login.corp.test"
"#;

#[tokio::test]
async fn a_console_that_ended_is_at_the_same_case_when_its_agent_comes_back() {
    needs_a_window!();
    let window = Window::practice().await;
    window.sign_in(AGENT).await;
    let case = window.open_case(SUBJECT).await;
    window.at_stage("proofing").await;
    window.evidence("passport").await;
    let home = window.close().await;
    let window = Window::open_over(home, &["--profile", "practice"]).await.without_pictures();
    window.sign_in(AGENT).await;
    window.at_stage("proofing").await;
    assert_eq!(window.attribute("case", "data-case-id").await, Some(case));
    window.until("the evidence is there", async |w| w.words().await.contains("Passport")).await;
    // Who signs out on purpose starts at the work list.
    window.press("sign-out").await;
    window.until("signed out", async |w| w.phase().await == "sign_in").await;
    window.sign_in(AGENT).await;
    window.find("new-case-login").await;
    window.close().await;
}
