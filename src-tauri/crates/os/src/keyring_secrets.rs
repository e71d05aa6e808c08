//! The operating system's keyring.

use keyring::{Entry, Error};
use postern_ports::Secrets;
use postern_ports::secrets::{SecretsFault, reveal};
use secrecy::SecretString;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Secrets of service `postern` in the user's keyring. Calls may block while the keyring asks its user.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyringSecrets;

const SERVICE: &str = "postern";

impl KeyringSecrets {
    /// The keyring of whoever runs this.
    pub fn new() -> Self {
        Self
    }
}

impl Secrets for KeyringSecrets {
    fn read(&self, name: &str) -> Result<Option<SecretString>, SecretsFault> {
        let name = name.to_owned();
        apart(move || match Entry::new(SERVICE, &name).and_then(|e| e.get_password()) {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(other) => Err(fault(&other)),
        })
    }

    fn write(&self, name: &str, secret: &SecretString) -> Result<(), SecretsFault> {
        let (name, secret) = (name.to_owned(), secret.clone());
        // Exposed to hand it to the keyring.
        apart(move || Entry::new(SERVICE, &name).and_then(|e| e.set_password(reveal(&secret))).map_err(|e| fault(&e)))
    }
}

/// How long a keyring may take. A locked one asks its user, where it can; where it cannot, it never answers.
const PATIENCE: Duration = Duration::from_secs(20);

/// The keyring's client blocks on an executor of its own, which must not happen on an async worker.
fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SecretsFault> + Send + 'static,
) -> Result<T, SecretsFault> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // Nobody listens any more when it took too long.
        let _ = tell.send(work());
    });
    match told.recv_timeout(PATIENCE) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(SecretsFault::Locked),
        Err(RecvTimeoutError::Disconnected) => Err(SecretsFault::Failed("the keyring's client failed".to_owned())),
    }
}

fn fault(error: &Error) -> SecretsFault {
    match error {
        Error::NoStorageAccess(_) => SecretsFault::Locked,
        Error::PlatformFailure(_) | Error::NoDefaultStore => SecretsFault::Missing,
        other => SecretsFault::Failed(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_secret_is_kept_and_read_back() {
        if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none() {
            eprintln!("skipped: there is no session bus here (`cargo xtask test` starts one)");
            return;
        }
        let name = format!("test/{}", std::process::id());
        let secrets = KeyringSecrets::new();
        assert!(secrets.read(&name).unwrap().is_none());
        secrets.write(&name, &SecretString::from("a secret".to_owned())).unwrap();
        assert_eq!(secrets.read(&name).unwrap().as_ref().map(reveal), Some("a secret"));
        Entry::new(SERVICE, &name).unwrap().delete_credential().unwrap();
    }

    #[test]
    fn each_failure_is_told_apart() {
        let locked = Error::NoStorageAccess(Box::new(std::io::Error::other("locked")));
        assert_eq!(fault(&locked), SecretsFault::Locked);
        let missing = Error::PlatformFailure(Box::new(std::io::Error::other("no bus")));
        assert_eq!(fault(&missing), SecretsFault::Missing);
        assert_eq!(fault(&Error::NoDefaultStore), SecretsFault::Missing);
    }
}
