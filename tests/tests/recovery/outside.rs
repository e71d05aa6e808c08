//! A history and an export of it, judged by verifiers that were not written here.

use crate::desk::{Desk, signer};
use postern_ports::EventStore as _;
use postern_store::{Source, StoreKey, consistency, export, leaves};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

/// Lines that a verifier printed: its name and how much it checked.
fn told(command: &mut Command) -> Vec<String> {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    text.lines().map(str::to_owned).collect()
}

fn tool(name: &str) -> Option<OsString> {
    let found = std::env::var_os(name);
    if found.is_none() {
        eprintln!("skipped: {name} is not set (`cargo xtask test` sets it)");
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verifiers_not_written_here_agree() {
    let (Some(go), Some(python)) = (tool("POSTERN_GO"), tool("POSTERN_OUTSIDE_PYTHON")) else { return };
    let desk = Desk::open().await;
    let case = desk.approved_case().await;
    desk.revoke(case).await.unwrap();
    desk.accept_blank(case).await.unwrap();
    desk.provision(case).await.unwrap();
    desk.finish(case).await.unwrap();
    desk.review(case).await.unwrap();

    let source = Source::new(&desk.folder.path().join("history.sqlite"), &StoreKey::Plain);
    let own = signer(desk.folder.path());
    let folder = desk.folder.path().join("export");
    for (name, bytes) in export(&source, case, Some(own.as_ref())).unwrap() {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let size = desk.store.size().await.unwrap();
    let at = |name: &str| desk.folder.path().join(name);
    // The whole tree's leaves, its root at every size, and the way from each to the last.
    let lines: String =
        leaves(&source).unwrap().iter().fold(String::new(), |text, leaf| text + &hex::encode(leaf) + "\n");
    std::fs::write(at("leaves"), lines).unwrap();
    let (mut roots, mut ways) = (String::new(), String::new());
    for n in 1..=size {
        let root = desk.store.root(n).await.unwrap().unwrap();
        writeln!(roots, "{n} {}", hex::encode(root)).unwrap();
        let way: Vec<String> = consistency(&source, n, size).unwrap().iter().map(|h| base64(h)).collect();
        writeln!(ways, "{n} {} {}", base64(&root), way.join(" ")).unwrap();
    }
    std::fs::write(at("roots"), roots).unwrap();
    std::fs::write(at("ways"), ways).unwrap();

    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recovery/outside");
    let mut all = told(
        Command::new(go)
            .args(["run", "verify.go"])
            .arg(&folder)
            .arg(at("ways"))
            .current_dir(&here)
            // Debian's packages of Go are sources without modules.
            .env("GO111MODULE", "off")
            .env("GOPATH", "/usr/share/gocode")
            .env("GOFLAGS", "")
            .env("GOCACHE", at("go-cache")),
    );
    all.extend(told(Command::new(python).arg(here.join("verify.py")).arg(&folder).arg(at("leaves")).arg(at("roots"))));
    let names: Vec<&str> = all.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(
        names,
        [
            "go-note",
            "go-tlog-inclusion",
            "go-tlog-consistency",
            "pymerkle-roots",
            "sha256-manifest",
            "fido2-cosignatures"
        ]
    );
    for line in &all {
        println!("{line}");
    }
    println!("{} verifiers, 0 disagreements", names.len());
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}
