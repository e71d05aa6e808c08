//! Sealing to a recipient with age (X25519): text that may be sent on any way, and that its recipient alone opens.

use age::x25519::Recipient;
use postern_ports::Sealer;
use postern_ports::machine::SealFault;
use postern_ports::secrets::reveal;
use secrecy::SecretString;
use x25519_dalek::x25519;

/// Seals with age, to recipients `age1...`.
#[derive(Debug, Clone, Copy, Default)]
pub struct AgeSealer;

impl Sealer for AgeSealer {
    fn knows(&self, recipient: &str) -> bool {
        read(recipient).is_some()
    }

    fn seal(&self, recipient: &str, secret: &SecretString) -> Result<String, SealFault> {
        let recipient = read(recipient).ok_or(SealFault::Recipient)?;
        // Exposed to be sealed: nothing else leaves this function.
        age::encrypt_and_armor(&recipient, reveal(secret).as_bytes()).map_err(|_| SealFault::Failed)
    }
}

/// The recipient, where it is one that a secret can be agreed with.
fn read(text: &str) -> Option<Recipient> {
    let text = text.trim();
    let recipient = text.parse().ok()?;
    let (_, point) = bech32::decode(text).ok()?;
    let agreed = x25519([1; 32], point.try_into().ok()?);
    // A point of low order agrees on nothing with anybody: everybody could open it, and the library panics.
    (agreed != [0; 32]).then_some(recipient)
}

#[cfg(test)]
mod tests {
    use super::*;
    use age::x25519::Identity;
    use bech32::{Bech32, Hrp};

    fn secret() -> SecretString {
        SecretString::from("-----BEGIN PRIVATE KEY-----\nnot one\n-----END PRIVATE KEY-----\n".to_owned())
    }

    #[test]
    fn its_recipient_alone_opens_it() {
        let (own, other) = (Identity::generate(), Identity::generate());
        let recipient = own.to_public().to_string();
        assert!(AgeSealer.knows(&recipient));
        assert!(AgeSealer.knows(&format!(" {recipient}\n")));
        let sealed = AgeSealer.seal(&recipient, &secret()).unwrap();
        assert!(sealed.starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
        assert!(!sealed.contains("PRIVATE KEY"));
        assert_eq!(age::decrypt(&own, sealed.as_bytes()).unwrap(), reveal(&secret()).as_bytes());
        assert!(age::decrypt(&other, sealed.as_bytes()).is_err());
    }

    #[test]
    fn the_same_secret_is_never_sealed_alike() {
        let recipient = Identity::generate().to_public().to_string();
        let sealed = |_: u8| AgeSealer.seal(&recipient, &secret()).unwrap();
        assert_ne!(sealed(1), sealed(2));
    }

    #[test]
    fn what_is_no_recipient_is_refused() {
        let own = Identity::generate();
        let recipient = own.to_public().to_string();
        let last = if recipient.ends_with('q') { "p" } else { "q" };
        let mistyped = format!("{}{last}", &recipient[..recipient.len() - 1]);
        let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN";
        let identity = own.to_string();
        for text in ["", "age1", &mistyped, &recipient[..40], ssh, "alice@example.org", reveal(&identity)] {
            assert!(!AgeSealer.knows(text), "{text}");
            assert_eq!(AgeSealer.seal(text, &secret()), Err(SealFault::Recipient), "{text}");
        }
    }

    #[test]
    fn a_point_that_agrees_on_nothing_is_refused() {
        let mut one = [0; 32];
        one[0] = 1;
        for point in [[0; 32], one] {
            let text = bech32::encode::<Bech32>(Hrp::parse("age").unwrap(), &point).unwrap();
            // It is spelled well: what speaks against it is the point alone.
            assert!(text.parse::<Recipient>().is_ok());
            assert!(!AgeSealer.knows(&text));
            assert_eq!(AgeSealer.seal(&text, &secret()), Err(SealFault::Recipient));
        }
    }
}
