//! The key pair of security: staff seal covert flags to its public half, and only its private half opens them.

use postern_ports::Entropy;
use postern_ports::clock::NoEntropy;
use secrecy::{ExposeSecret as _, SecretString};
use std::io::Write as _;
use std::path::Path;

/// The private half, which never comes to a desk.
pub struct SecurityKey(crypto_box::SecretKey);

impl SecurityKey {
    /// A new one.
    pub fn fresh(entropy: &dyn Entropy) -> Result<Self, NoEntropy> {
        Ok(Self(crypto_box::SecretKey::from(entropy.bytes32()?)))
    }

    /// From 64 hexadecimal digits; `None` when it is not that.
    pub fn from_hex(hex: &SecretString) -> Option<Self> {
        let text = hex.expose_secret().trim();
        let bytes: Option<Vec<u8>> =
            (0..32).map(|n| u8::from_str_radix(text.get(2 * n..2 * n + 2)?, 16).ok()).collect();
        let bytes: [u8; 32] = bytes.filter(|_| text.len() == 64)?.try_into().ok()?;
        Some(Self(crypto_box::SecretKey::from(bytes)))
    }

    /// Reads it from the file that [`Self::keep`] wrote; `None` when the file holds no key.
    pub fn read(file: &Path) -> std::io::Result<Option<Self>> {
        Ok(Self::from_hex(&SecretString::from(std::fs::read_to_string(file)?)))
    }

    /// Writes it into a file of its own, which only its owner can read; never over one that is there.
    pub fn keep(&self, file: &Path) -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(file)?;
        writeln!(file, "{}", hex(&self.0.to_bytes()))?;
        file.sync_all()
    }

    /// The public half, as a desk takes it: 64 hexadecimal digits.
    pub fn public_hex(&self) -> String {
        hex(self.0.public_key().as_bytes())
    }

    /// Opens what was sealed to it; `None` when it was sealed to another, or changed since.
    pub fn unseal(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        self.0.unseal(sealed).ok()
    }
}

impl std::fmt::Debug for SecurityKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecurityKey(redacted)")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;

    #[test]
    fn it_is_kept_for_its_owner_alone_and_opens_what_was_sealed_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("security.key");
        let key = SecurityKey::fresh(&OsEntropy).unwrap();
        key.keep(&file).unwrap();
        assert!(key.keep(&file).is_err(), "a key that is there is never written over");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let again = SecurityKey::read(&file).unwrap().unwrap();
        assert_eq!(again.public_hex(), key.public_hex());
        let public: Vec<u8> =
            (0..32).map(|n| u8::from_str_radix(&key.public_hex()[2 * n..2 * n + 2], 16).unwrap()).collect();
        let sealed = OsEntropy.seal(&public.try_into().unwrap(), &[1]).unwrap();
        assert_eq!(again.unseal(&sealed), Some(vec![1]));
        assert_eq!(SecurityKey::fresh(&OsEntropy).unwrap().unseal(&sealed), None);
        assert!(SecurityKey::from_hex(&SecretString::from("12".to_owned())).is_none());
        assert!(!format!("{key:?}").contains(&key.public_hex()));
    }
}
