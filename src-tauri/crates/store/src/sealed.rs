//! A profile's keys in a file that only the recovery sheets open: where the keyring is lost, not all is.
//!
//! `keys.sealed` is `postern keys v1\n`, a nonce of 24 bytes, and a JSON object of names and secrets under
//! XChaCha20-Poly1305, with the first line and the profile's name as associated data. Its key, `sheet-key/<profile>`, is
//! what the sheets split.

use crate::backup;
use crate::keys::KeyFault;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use postern_ports::event_store::StoreFault;
use postern_ports::secrets::reveal;
use postern_ports::{Entropy, Secrets};
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The file's name, beside the history.
pub const SEALED: &str = "keys.sealed";

const FIRST: &[u8] = b"postern keys v1\n";
const NONCE: usize = 24;

/// What a console needs to go on with its history.
const NAMES: [&str; 6] =
    ["store-key", "store-key-next", "store-key-before", "console-key", "console-key-next", "console-secret"];

/// The keys of one profile, to be sealed or opened.
pub struct SealedKeys {
    secrets: Arc<dyn Secrets>,
    profile: String,
}

impl SealedKeys {
    /// Those of `profile`.
    pub fn new(secrets: Arc<dyn Secrets>, profile: &str) -> Self {
        Self { secrets, profile: profile.to_owned() }
    }

    /// The key that sheets are made of, drawn anew: earlier sheets open nothing that is sealed from now on.
    pub fn draw(&self, entropy: &dyn Entropy) -> Result<SecretString, KeyFault> {
        let key = entropy.bytes32().map_err(|e| failed(&e.to_string()))?;
        let key = SecretString::from(hex::encode(key));
        self.secrets.write(&self.name("sheet-key"), &key)?;
        Ok(key)
    }

    /// Whether there are sheets.
    pub fn has_sheets(&self) -> Result<bool, KeyFault> {
        Ok(self.secrets.read(&self.name("sheet-key"))?.is_some())
    }

    /// Seals the keys as they are now into the file of `folder`, where there are sheets that open it; `true` where it was
    /// written, and not where it says the same already.
    pub fn seal(&self, folder: &Path, entropy: &dyn Entropy) -> Result<bool, KeyFault> {
        let Some(key) = self.secrets.read(&self.name("sheet-key"))? else { return Ok(false) };
        let file = folder.join(SEALED);
        let mut names = BTreeMap::new();
        for name in NAMES {
            if let Some(secret) = self.secrets.read(&self.name(name))? {
                // Exposed to be sealed.
                names.insert(name.to_owned(), reveal(&secret).to_owned());
            }
        }
        if self.read(&file, &key).is_ok_and(|there| there == names) {
            return Ok(false);
        }
        let plain = serde_json::to_vec(&names).map_err(|e| failed(&e.to_string()))?;
        let random = entropy.bytes32().map_err(|e| failed(&e.to_string()))?;
        let nonce = random.get(..NONCE).unwrap_or_default();
        let payload = Payload { msg: &plain, aad: &self.about() };
        let sealed = self.cipher(&key)?.encrypt(XNonce::from_slice(nonce), payload);
        let sealed = sealed.map_err(|_| failed("the keys cannot be sealed"))?;
        // Written beside and moved, so that a crash leaves the old one or the new one.
        let beside = folder.join("keys.sealed.new");
        let io = |e: std::io::Error| failed(&e.to_string());
        std::fs::write(&beside, [FIRST, nonce, &sealed].concat()).map_err(io)?;
        std::fs::rename(&beside, &file).map_err(io)?;
        backup::sync(&file)?;
        Ok(true)
    }

    /// Opens the file of `folder` with the key that sheets gave, and keeps what is in it among the secrets; returns the
    /// names. A secret that is there and another is not replaced, but an error.
    pub fn recover(&self, folder: &Path, key: &SecretString) -> Result<Vec<String>, KeyFault> {
        let names = self.read(&folder.join(SEALED), key)?;
        for (name, secret) in &names {
            let there = self.secrets.read(&self.name(name))?;
            if there.is_some_and(|there| reveal(&there) != secret) {
                return Err(failed(&format!("there is another {} already", self.name(name))));
            }
        }
        for (name, secret) in &names {
            self.secrets.write(&self.name(name), &SecretString::from(secret.clone()))?;
        }
        self.secrets.write(&self.name("sheet-key"), key)?;
        Ok(names.into_keys().map(|name| self.name(&name)).collect())
    }

    fn read(&self, file: &Path, key: &SecretString) -> Result<BTreeMap<String, String>, KeyFault> {
        let bytes = std::fs::read(file).map_err(|e| failed(&format!("{}: {e}", file.display())))?;
        let odd = || failed(&format!("{} is not a file of sealed keys", file.display()));
        let rest = bytes.strip_prefix(FIRST).ok_or_else(odd)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or_else(odd)?;
        let payload = Payload { msg: sealed, aad: &self.about() };
        let plain = self.cipher(key)?.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| {
            failed(&format!(
                "{} is not opened by this key: it is of another profile than {}, or was sealed for other sheets",
                file.display(),
                self.profile
            ))
        })?;
        serde_json::from_slice(&plain).map_err(|_| odd())
    }

    fn cipher(&self, key: &SecretString) -> Result<XChaCha20Poly1305, KeyFault> {
        // Exposed to seal or open with it.
        let bytes = hex::decode(reveal(key)).ok().filter(|bytes| bytes.len() == 32);
        let bytes = bytes.ok_or_else(|| KeyFault::NoKey(self.name("sheet-key")))?;
        XChaCha20Poly1305::new_from_slice(&bytes).map_err(|_| KeyFault::NoKey(self.name("sheet-key")))
    }

    fn about(&self) -> Vec<u8> {
        [FIRST, self.profile.as_bytes()].concat()
    }

    fn name(&self, what: &str) -> String {
        format!("{what}/{}", self.profile)
    }
}

fn failed(why: &str) -> KeyFault {
    KeyFault::Store(StoreFault::Failed(why.to_owned()))
}
