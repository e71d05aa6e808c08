//! PINs: normal form, length, padding (CTAP 2.1 §6.5.1).

use postern_ports::authenticator::KeyFault;
use postern_ports::secrets::Pin;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// The PIN's UTF-8 bytes in NFC, 4 to 63 of them.
pub fn bytes(pin: &Pin) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    // Exposed to be encrypted for the key; the copy is erased when dropped.
    let text: Zeroizing<String> = Zeroizing::new(pin.expose().nfc().collect());
    let bytes = Zeroizing::new(text.as_bytes().to_vec());
    if (4..=63).contains(&bytes.len()) && !bytes.contains(&0) { Ok(bytes) } else { Err(KeyFault::PinPolicy) }
}

/// A new PIN, padded to 64 bytes: long enough for the key, and not one of the first that are tried.
pub fn padded_new(pin: &Pin, min_length: u32) -> Result<Zeroizing<[u8; 64]>, KeyFault> {
    let bytes = bytes(pin)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| KeyFault::PinPolicy)?;
    if text.chars().count() < min_length as usize || is_weak(text) {
        return Err(KeyFault::PinPolicy);
    }
    let mut padded = Zeroizing::new([0u8; 64]);
    padded[..bytes.len()].copy_from_slice(&bytes);
    Ok(padded)
}

/// One character repeated, or a run up or down.
fn is_weak(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps: Vec<i64> = codes.windows(2).map(|w| w[1] - w[0]).collect();
    [0, 1, -1].iter().any(|step| steps.iter().all(|s| s == step))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str) -> Pin {
        Pin::new(text.to_owned())
    }

    #[test]
    fn composed_and_decomposed_are_one_pin() {
        assert_eq!(bytes(&pin("p\u{e4}ss")).unwrap(), bytes(&pin("pa\u{308}ss")).unwrap());
    }

    #[test]
    fn lengths_are_in_bytes_at_the_key_and_in_characters_for_people() {
        assert_eq!(bytes(&pin("123")).err(), Some(KeyFault::PinPolicy));
        assert_eq!(bytes(&pin(&"x".repeat(64))).err(), Some(KeyFault::PinPolicy));
        assert_eq!(padded_new(&pin("13579"), 6).err(), Some(KeyFault::PinPolicy));
        assert_eq!(&padded_new(&pin("135790"), 6).unwrap()[..8], b"135790\0\0");
    }

    #[test]
    fn the_first_guesses_are_refused() {
        for weak in ["000000", "123456", "987654", "abcdef"] {
            assert_eq!(padded_new(&pin(weak), 6).err(), Some(KeyFault::PinPolicy), "{weak}");
        }
    }

    #[test]
    fn a_pin_is_never_printed() {
        assert_eq!(format!("{:?}", pin("135790")), "Pin(redacted)");
    }
}
