//! Secrets that change something at directories, sealed under what supervisors' keys compute (hmac-secret, CTAP 2.1 §12.5).
//!
//! Kept in the keyring, as everything secret is: one entry for each directory, `directory/<id>/write`. Each holder's copy is
//! sealed by XChaCha20-Poly1305 under a key that SHA-256 derives from what the holder's security key computed; directory and
//! holder are bound in, so that no copy opens as another. What the desk keeps opens nothing without one of those keys.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use postern_domain::canonical::Digest;
use postern_domain::ids::{DirectoryId, KeyCredentialId};
use postern_ports::secrets::{KeySecret, SecretsFault, reveal};
use postern_ports::{Entropy, Secrets, WriteSecrets};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Sealed copies in the keyring.
pub struct KeptWriteSecrets {
    secrets: Arc<dyn Secrets>,
    entropy: Arc<dyn Entropy>,
}

/// One holder's copy; bytes in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Copy {
    holder: String,
    nonce: String,
    sealed: String,
}

impl KeptWriteSecrets {
    /// Those that `secrets` keeps.
    pub fn new(secrets: Arc<dyn Secrets>, entropy: Arc<dyn Entropy>) -> Self {
        Self { secrets, entropy }
    }

    fn copies(&self, directory: &DirectoryId) -> Result<Vec<Copy>, SecretsFault> {
        match self.secrets.read(&name(directory))? {
            // Exposed to be read; what it holds is sealed.
            Some(kept) => serde_json::from_str(reveal(&kept)).map_err(|_| damaged()),
            None => Ok(Vec::new()),
        }
    }
}

fn name(directory: &DirectoryId) -> String {
    format!("directory/{directory}/write")
}

fn damaged() -> SecretsFault {
    SecretsFault::Failed("a sealed secret is damaged".to_owned())
}

fn cipher(by: &KeySecret) -> XChaCha20Poly1305 {
    // Exposed to derive a key from it.
    let key = Digest::separated("postern/write-key/v1", by.expose());
    XChaCha20Poly1305::new(&key.0.into())
}

fn bound(directory: &DirectoryId, holder: &str) -> Vec<u8> {
    Digest::separated("postern/write-copy/v1", format!("{directory}/{holder}").as_bytes()).0.to_vec()
}

impl WriteSecrets for KeptWriteSecrets {
    fn holders(&self, directory: &DirectoryId) -> Result<Vec<KeyCredentialId>, SecretsFault> {
        let id = |copy: Copy| hex::decode(copy.holder).map(KeyCredentialId).map_err(|_| damaged());
        self.copies(directory)?.into_iter().map(id).collect()
    }

    fn seal(
        &self,
        directory: &DirectoryId,
        secret: &SecretString,
        holders: &[(KeyCredentialId, KeySecret)],
    ) -> Result<(), SecretsFault> {
        let mut copies = Vec::new();
        for (holder, by) in holders {
            let holder = hex::encode(&holder.0);
            let drawn = self.entropy.bytes32().map_err(|e| SecretsFault::Failed(e.to_string()))?;
            let nonce = XNonce::from_slice(&drawn[..24]);
            // Exposed to be sealed.
            let payload = Payload { msg: reveal(secret).as_bytes(), aad: &bound(directory, &holder) };
            let sealed = cipher(by).encrypt(nonce, payload).map_err(|_| SecretsFault::Failed("sealing".to_owned()))?;
            copies.push(Copy { holder, nonce: hex::encode(nonce), sealed: hex::encode(sealed) });
        }
        let text = serde_json::to_string(&copies).map_err(|_| damaged())?;
        self.secrets.write(&name(directory), &SecretString::from(text))
    }

    fn open(
        &self,
        directory: &DirectoryId,
        holder: &KeyCredentialId,
        by: &KeySecret,
    ) -> Result<Option<SecretString>, SecretsFault> {
        let holder = hex::encode(&holder.0);
        let Some(copy) = self.copies(directory)?.into_iter().find(|copy| copy.holder == holder) else {
            return Ok(None);
        };
        let (nonce, sealed) = (hex::decode(copy.nonce), hex::decode(copy.sealed));
        let (Ok(nonce), Ok(sealed)) = (nonce, sealed) else { return Err(damaged()) };
        if nonce.len() != 24 {
            return Err(damaged());
        }
        let payload = Payload { msg: &sealed, aad: &bound(directory, &holder) };
        let Ok(opened) = cipher(by).decrypt(XNonce::from_slice(&nonce), payload) else { return Ok(None) };
        String::from_utf8(opened).map(|text| Some(SecretString::from(text))).map_err(|_| damaged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FolderSecrets, OsEntropy};

    fn kept() -> (tempfile::TempDir, Arc<FolderSecrets>, KeptWriteSecrets) {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(FolderSecrets::new(folder.path().to_owned()));
        let kept = KeptWriteSecrets::new(secrets.clone(), Arc::new(OsEntropy));
        (folder, secrets, kept)
    }

    fn key(n: u8) -> (KeyCredentialId, KeySecret) {
        (KeyCredentialId(vec![n; 16]), KeySecret::from_slice(&[n; 32]).unwrap())
    }

    #[test]
    fn each_holder_opens_it_and_nobody_else() {
        let (_folder, secrets, kept) = kept();
        let corp = DirectoryId::new("corp").unwrap();
        assert_eq!(kept.holders(&corp).unwrap(), []);
        let secret = SecretString::from("writes everything".to_owned());
        kept.seal(&corp, &secret, &[key(1), key(2)]).unwrap();
        assert_eq!(kept.holders(&corp).unwrap(), [key(1).0, key(2).0]);
        for n in [1, 2] {
            let opened = kept.open(&corp, &key(n).0, &key(n).1).unwrap().unwrap();
            assert_eq!(reveal(&opened), "writes everything");
        }
        // Another key, another's copy, another directory: nothing opens.
        assert!(kept.open(&corp, &key(3).0, &key(3).1).unwrap().is_none());
        assert!(kept.open(&corp, &key(1).0, &key(2).1).unwrap().is_none());
        // What the desk keeps says nothing of it.
        let text = secrets.read("directory/corp/write").unwrap().unwrap();
        assert!(!reveal(&text).contains("writes") && !reveal(&text).contains(&hex::encode("writes everything")));
        let elsewhere = DirectoryId::new("other").unwrap();
        secrets.write("directory/other/write", &text).unwrap();
        assert!(kept.open(&elsewhere, &key(1).0, &key(1).1).unwrap().is_none(), "moved to another directory");
    }

    #[test]
    fn whoever_is_left_out_opens_it_no_more_and_damage_is_told() {
        let (_folder, secrets, kept) = kept();
        let corp = DirectoryId::new("corp").unwrap();
        let secret = SecretString::from("s".to_owned());
        kept.seal(&corp, &secret, &[key(1), key(2)]).unwrap();
        kept.seal(&corp, &secret, &[key(2), key(3)]).unwrap();
        assert!(kept.open(&corp, &key(1).0, &key(1).1).unwrap().is_none());
        secrets.write("directory/corp/write", &SecretString::from("[{".to_owned())).unwrap();
        assert!(kept.holders(&corp).is_err());
    }
}
