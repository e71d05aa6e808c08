//! The console's Ed25519 key, in the keyring.

use ed25519_dalek::{Signer as _, SigningKey};
use postern_domain::ids::ConsoleKey;
use postern_ports::secrets::{SecretsFault, reveal};
use postern_ports::{Entropy, Secrets, Signer};
use secrecy::SecretString;
use std::sync::{Arc, PoisonError, RwLock};

/// Signs with the key `console-key/<profile>`; the one that comes next is `console-key-next/<profile>`.
pub struct ConsoleKeys {
    secrets: Arc<dyn Secrets>,
    entropy: Arc<dyn Entropy>,
    profile: String,
    // Erased when dropped.
    current: RwLock<SigningKey>,
}

impl ConsoleKeys {
    /// The key of `profile`, drawn where there is none.
    pub fn open(secrets: Arc<dyn Secrets>, entropy: Arc<dyn Entropy>, profile: &str) -> Result<Self, SecretsFault> {
        let name = current(profile);
        let key = match read(secrets.as_ref(), &name)? {
            Some(key) => key,
            None => draw(secrets.as_ref(), entropy.as_ref(), &name)?,
        };
        Ok(Self { secrets, entropy, profile: profile.to_owned(), current: RwLock::new(key) })
    }
}

impl Signer for ConsoleKeys {
    fn key(&self) -> ConsoleKey {
        public(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.current.read().unwrap_or_else(PoisonError::into_inner).sign(message).to_bytes()
    }

    fn draw_next(&self) -> Result<ConsoleKey, SecretsFault> {
        draw(self.secrets.as_ref(), self.entropy.as_ref(), &next(&self.profile)).map(|key| public(&key))
    }

    fn settle(&self, known: ConsoleKey) -> Result<(), SecretsFault> {
        if self.key() == known {
            return Ok(());
        }
        let Some(key) = read(self.secrets.as_ref(), &next(&self.profile))?.filter(|key| public(key) == known) else {
            return Ok(());
        };
        keep(self.secrets.as_ref(), &current(&self.profile), &key)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = key;
        Ok(())
    }
}

fn current(profile: &str) -> String {
    format!("console-key/{profile}")
}

fn next(profile: &str) -> String {
    format!("console-key-next/{profile}")
}

fn public(key: &SigningKey) -> ConsoleKey {
    ConsoleKey(key.verifying_key().to_bytes())
}

fn read(secrets: &dyn Secrets, name: &str) -> Result<Option<SigningKey>, SecretsFault> {
    let Some(kept) = secrets.read(name)? else { return Ok(None) };
    // Exposed to sign with it.
    let seed = hex::decode(reveal(&kept)).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let seed = seed.ok_or_else(|| SecretsFault::Failed(format!("{name} is not a key")))?;
    Ok(Some(SigningKey::from_bytes(&seed)))
}

fn draw(secrets: &dyn Secrets, entropy: &dyn Entropy, name: &str) -> Result<SigningKey, SecretsFault> {
    let seed = entropy.bytes32().map_err(|e| SecretsFault::Failed(e.to_string()))?;
    let key = SigningKey::from_bytes(&seed);
    keep(secrets, name, &key)?;
    Ok(key)
}

fn keep(secrets: &dyn Secrets, name: &str, key: &SigningKey) -> Result<(), SecretsFault> {
    secrets.write(name, &SecretString::from(hex::encode(key.to_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OsEntropy;
    use ed25519_dalek::Verifier as _;
    use std::collections::HashMap;
    use std::sync::Mutex;

    /// A keyring that outlives a console.
    #[derive(Default)]
    struct Kept(Mutex<HashMap<String, SecretString>>);

    impl Secrets for Kept {
        fn read(&self, name: &str) -> Result<Option<SecretString>, SecretsFault> {
            Ok(self.0.lock().unwrap().get(name).cloned())
        }
        fn write(&self, name: &str, secret: &SecretString) -> Result<(), SecretsFault> {
            self.0.lock().unwrap().insert(name.to_owned(), secret.clone());
            Ok(())
        }
    }

    fn open(kept: &Arc<Kept>) -> ConsoleKeys {
        ConsoleKeys::open(kept.clone(), Arc::new(OsEntropy), "desk").unwrap()
    }

    #[test]
    fn a_key_is_drawn_once_and_signs() {
        let kept = Arc::new(Kept::default());
        let keys = open(&kept);
        let again = open(&kept);
        assert_eq!(keys.key(), again.key());
        let signature = ed25519_dalek::Signature::from_bytes(&keys.sign(b"root"));
        let public = ed25519_dalek::VerifyingKey::from_bytes(&again.key().0).unwrap();
        assert!(public.verify(b"root", &signature).is_ok());
    }

    #[test]
    fn what_is_no_key_is_not_replaced() {
        let kept = Arc::new(Kept::default());
        kept.write("console-key/desk", &SecretString::from("zz")).unwrap();
        let refused = ConsoleKeys::open(kept.clone(), Arc::new(OsEntropy), "desk").map(|k| k.key());
        assert!(matches!(refused, Err(SecretsFault::Failed(_))));
    }

    #[test]
    fn the_next_key_is_used_once_the_history_knows_it() {
        let kept = Arc::new(Kept::default());
        let keys = open(&kept);
        let first = keys.key();
        let next = keys.draw_next().unwrap();
        assert_ne!(first, next);
        keys.settle(first).unwrap();
        assert_eq!(keys.key(), first);
        // A crash after the rotation was recorded: the next start settles.
        let restarted = open(&kept);
        assert_eq!(restarted.key(), first);
        restarted.settle(next).unwrap();
        assert_eq!(restarted.key(), next);
        assert_eq!(open(&kept).key(), next);
        // What the history knows and the keyring does not changes nothing here.
        restarted.settle(ConsoleKey([9; 32])).unwrap();
        assert_eq!(restarted.key(), next);
    }
}
