//! Base64, read liberally and written exactly.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD};
use postern_ports::directory::DirectoryFault;

/// Reads base64 in either alphabet, padded or not.
pub fn liberal(text: &str) -> Result<Vec<u8>, DirectoryFault> {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&alphabet::URL_SAFE, config);
    let plain = text.trim().replace('+', "-").replace('/', "_");
    engine.decode(plain).map_err(|_| DirectoryFault::Nonsense("not base64".to_owned()))
}

/// Writes base64 with padding.
pub fn standard(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Writes base64url without padding.
pub fn url_safe(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_read() {
        for text in ["-_8", "-_8=", "+/8", "+/8=", " +/8=\n"] {
            assert_eq!(liberal(text).unwrap(), [0xfb, 0xff], "{text}");
        }
        assert!(liberal("no base64!").is_err());
    }
}
