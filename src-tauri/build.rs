//! Hands the one command table to Tauri's ACL: a command that is not named in a capability cannot be called.

include!("crates/ipc/src/command_table.rs");

fn main() {
    println!("cargo:rerun-if-changed=crates/ipc/src/command_table.rs");
    println!("cargo:rerun-if-changed=capabilities");
    // The pages are embedded: a changed page is a changed binary.
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=tauri.conf.json");
    let practice = std::env::var_os("CARGO_FEATURE_PRACTICE").is_some();
    let mut commands = COMMANDS.to_vec();
    if practice {
        commands.extend(PRACTICE_COMMANDS);
    }
    let commands: &'static [&'static str] = Box::leak(commands.into_boxed_slice());
    let pattern = if practice { "./capabilities/**/*.json" } else { "./capabilities/*.json" };
    let attributes = tauri_build::Attributes::new()
        .app_manifest(tauri_build::AppManifest::new().commands(commands))
        .capabilities_path_pattern(pattern);
    if let Err(error) = tauri_build::try_build(attributes) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}
