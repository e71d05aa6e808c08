use super::text;

fn names(source: &str) -> Vec<String> {
    source.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn table() -> Vec<String> {
    let source = text("src-tauri/crates/ipc/src/command_table.rs");
    let body = &source[source.find("pub const COMMANDS").unwrap()..];
    names(body)
}

#[test]
fn every_command_has_a_handler_a_permission_and_a_caller() {
    let handlers = text("src-tauri/src/commands/mod.rs");
    let capabilities =
        text("src-tauri/capabilities/main.json") + &text("src-tauri/capabilities/practice/practice.json");
    let client = text("ui/src/ipc/client.ts");
    let table = table();
    assert!(table.len() >= 40);
    for name in &table {
        assert!(handlers.contains(&format!("::{name},")), "{name} has no handler");
        assert!(capabilities.contains(&format!("\"allow-{}\"", name.replace('_', "-"))), "{name} has no permission");
        assert!(client.contains(&format!("'{name}'")), "{name} has no caller in ui/src/ipc/client.ts");
    }
    let permitted = capabilities.matches("\"allow-").count();
    assert_eq!(permitted, table.len(), "a permission without a command");
}

#[test]
fn the_window_is_closed() {
    let config: serde_json::Value = serde_json::from_str(&text("src-tauri/tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    assert_eq!(
        security["csp"],
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src ipc: http://ipc.localhost"
    );
    assert_eq!(security["freezePrototype"], true);
    let capability: serde_json::Value = serde_json::from_str(&text("src-tauri/capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    for permission in capability["permissions"].as_array().unwrap() {
        let name = permission.as_str().unwrap();
        let listening = ["core:event:allow-listen", "core:event:allow-unlisten"].contains(&name);
        assert!(listening || name.starts_with("allow-"), "{name}");
    }
}
