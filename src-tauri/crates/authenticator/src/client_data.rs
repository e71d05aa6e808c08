//! clientDataJSON (Web Authentication Level 3 §5.8.1), as this console writes it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// The bytes, and their SHA-256: what a key signs over.
pub fn client_data(kind: &str, challenge: &[u8], origin: &str) -> (Vec<u8>, [u8; 32]) {
    // Written by hand in the order that limited verifiers expect (§5.8.1.1); the strings are JSON-escaped.
    let text = format!(
        "{{\"type\":{},\"challenge\":{},\"origin\":{},\"crossOrigin\":false}}",
        serde_json::Value::from(kind),
        serde_json::Value::from(URL_SAFE_NO_PAD.encode(challenge)),
        serde_json::Value::from(origin),
    );
    let hash = Sha256::digest(text.as_bytes()).into();
    (text.into_bytes(), hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_cannot_break_out() {
        let (bytes, _) = client_data("webauthn.get", b"\x01\x02", "https://a\",\"origin\":\"https://b");
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(value["origin"], "https://a\",\"origin\":\"https://b");
        assert_eq!(value["challenge"], "AQI");
    }
}
