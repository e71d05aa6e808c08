//! What a PIN must be before it goes to a key (CTAP 2.1 §6.5.1).

use postern_ports::authenticator::KeyFault;
use postern_ports::secrets::Pin;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// A PIN has at least 4 code points, and so at least 4 bytes.
pub(crate) const SHORTEST: usize = 4;
/// A PIN has at most 63 bytes of UTF-8.
pub(crate) const LONGEST_BYTES: usize = 63;

/// A PIN in normal form C, 4 to 63 bytes long. Erased when dropped.
pub(crate) struct NormalPin(Zeroizing<String>);

impl NormalPin {
    /// Normalises what was typed; `None` when it cannot be the PIN of any key.
    pub(crate) fn parse(typed: &Pin) -> Option<Self> {
        // Exposed to be normalised; the result is erased like its source.
        let normal = Zeroizing::new(typed.expose().nfc().collect::<String>());
        let fits = normal.len() <= LONGEST_BYTES && normal.chars().count() >= SHORTEST && !normal.contains('\0');
        fits.then_some(Self(normal))
    }

    /// A new PIN for a key that wants at least `min_code_points`.
    ///
    /// # Errors
    /// [`KeyFault::PinPolicy`].
    pub(crate) fn new_for(typed: &Pin, min_code_points: u32) -> Result<Self, KeyFault> {
        let pin = Self::parse(typed).ok_or(KeyFault::PinPolicy)?;
        let enough = u32::try_from(pin.0.chars().count()).is_ok_and(|count| count >= min_code_points);
        if enough { Ok(pin) } else { Err(KeyFault::PinPolicy) }
    }

    /// LEFT(SHA-256(pin), 16): how a PIN is proved to a key.
    pub(crate) fn hash(&self) -> Zeroizing<[u8; 16]> {
        let full = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(self.0.as_bytes())));
        let mut left = Zeroizing::new([0; 16]);
        for (to, from) in left.iter_mut().zip(full.iter()) {
            *to = *from;
        }
        left
    }

    /// The PIN padded on the right with zero bytes to 64: how a new PIN is sent.
    pub(crate) fn padded(&self) -> Zeroizing<[u8; 64]> {
        let mut block = Zeroizing::new([0; 64]);
        for (to, from) in block.iter_mut().zip(self.0.as_bytes()) {
            *to = *from;
        }
        block
    }
}

impl std::fmt::Debug for NormalPin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NormalPin(redacted)")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pin(text: &str) -> Pin {
        Pin::new(text.to_owned())
    }

    #[test]
    fn composed_and_decomposed_spellings_are_one_pin() {
        let composed = NormalPin::parse(&pin("caf\u{e9}12")).unwrap();
        let decomposed = NormalPin::parse(&pin("cafe\u{301}12")).unwrap();
        assert_eq!(*composed.hash(), *decomposed.hash());
    }

    #[test]
    fn length_is_counted_in_code_points_below_and_bytes_above() {
        assert!(NormalPin::parse(&pin("123")).is_none());
        assert!(NormalPin::parse(&pin("\u{e9}\u{e9}")).is_none(), "four bytes, two code points");
        assert!(NormalPin::parse(&pin("1234")).is_some());
        assert!(NormalPin::parse(&pin(&"x".repeat(63))).is_some());
        assert!(NormalPin::parse(&pin(&"x".repeat(64))).is_none());
        assert!(NormalPin::parse(&pin(&"\u{e9}".repeat(32))).is_none(), "64 bytes");
        assert!(NormalPin::parse(&pin("12\u{0}45")).is_none(), "the padding byte");
    }

    #[test]
    fn a_new_pin_meets_the_keys_own_minimum() {
        assert_eq!(NormalPin::new_for(&pin("123456"), 8).unwrap_err(), KeyFault::PinPolicy);
        assert!(NormalPin::new_for(&pin("12345678"), 8).is_ok());
    }

    #[test]
    fn the_pin_is_padded_and_never_printed() {
        let pin = NormalPin::parse(&pin("123456")).unwrap();
        assert_eq!(pin.padded().get(..8).unwrap(), b"123456\0\0");
        assert_eq!(pin.padded().len(), 64);
        assert_eq!(format!("{pin:?}"), "NormalPin(redacted)");
    }
}
