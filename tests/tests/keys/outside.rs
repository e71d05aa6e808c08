//! What keys made, judged by an implementation that was not written here: PyPI fido2.

use crate::rig::{Firmware, ORIGIN, RP};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_domain::assertion::Assertion;
use postern_ports::authenticator::{MadeCredential, MakeCredential};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Lines for the checker.
#[derive(Default)]
pub struct Lines(Vec<Value>);

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Lines {
    /// A credential as it was asked for and made; with the root where the firmware attests to one.
    pub fn made(&mut self, firmware: Firmware, ask: &MakeCredential, made: &MadeCredential, root: Option<&[u8]>) {
        self.0.push(json!({
            "kind": "made", "firmware": firmware.name(), "operation": "make",
            "rp_id": RP, "origin": ORIGIN, "challenge": text(&ask.challenge), "root": root.map(text),
            "client_data_json": text(&made.client_data_json), "attestation_object": text(&made.attestation_object),
        }));
    }

    /// An assertion by a credential that was made before.
    pub fn signed(&mut self, firmware: Firmware, made: &MadeCredential, assertion: &Assertion, challenge: &[u8]) {
        self.0.push(json!({
            "kind": "signed", "firmware": firmware.name(), "operation": "assertion",
            "rp_id": RP, "origin": ORIGIN, "challenge": text(challenge),
            "auth_data": text(&assertion.authenticator_data), "client_data_json": text(&assertion.client_data_json),
            "signature": text(&assertion.signature), "attestation_object": text(&made.attestation_object),
        }));
    }

    /// How many there are, what the checker says last, and all that it says; `None` where there is none here.
    pub fn judged(&self) -> Option<(usize, String, String)> {
        let python = std::env::var_os("POSTERN_OUTSIDE_PYTHON")?;
        let file = tempfile::NamedTempFile::new().unwrap();
        let lines: Vec<String> = self.0.iter().map(Value::to_string).collect();
        std::fs::write(file.path(), lines.join("\n")).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys/fido2_check.py");
        let said = Command::new(python).arg(script).arg(file.path()).output().unwrap();
        let (told, warned) = (String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
        let last = told.trim().lines().last().unwrap_or_default().to_owned();
        Some((self.0.len(), last, format!("{told}{warned}")))
    }
}
