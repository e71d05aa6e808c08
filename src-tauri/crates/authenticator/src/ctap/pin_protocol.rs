//! PIN/UV auth protocols 2 and 1, platform side (CTAP 2.1 §6.5.6 and §6.5.7).

use super::cose;
use crate::fault::nonsense;
use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use p256::ecdh::{SharedSecret, diffie_hellman};
use p256::{NonZeroScalar, PublicKey, SecretKey};
use postern_ports::authenticator::KeyFault;
use rand08::RngCore as _;
use rand08::rngs::OsRng;
use serde_cbor_2::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

const BLOCK: usize = 16;

/// Which protocol is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PinProtocol {
    One,
    Two,
}

impl PinProtocol {
    /// The strongest protocol among those a key lists; a key of CTAP 2.0 lists none and speaks the first.
    pub(crate) fn choose(listed: Option<&[u32]>) -> Option<Self> {
        let Some(listed) = listed else { return Some(Self::One) };
        [Self::Two, Self::One].into_iter().find(|protocol| listed.contains(&protocol.number()))
    }

    /// The number that names it on the wire.
    pub(crate) const fn number(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }

    /// pinUvAuthParam: proves that `key` (a shared secret's, or a PIN token) authorised `message`.
    fn tag(self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        let mut hmac = <Hmac<Sha256>>::new_from_slice(key).map_err(|_| nonsense("a PIN token of no use"))?;
        hmac.update(message);
        let mut tag = hmac.finalize().into_bytes().to_vec();
        match self {
            Self::One => tag.truncate(BLOCK),
            Self::Two => {}
        }
        Ok(tag)
    }
}

/// A secret shared with one key for one exchange, and our half of the agreement. Erased when dropped.
pub(crate) struct Shared {
    protocol: PinProtocol,
    /// Our key agreement key, to be sent along.
    pub(crate) key_agreement: Value,
    aes_key: Zeroizing<[u8; 32]>,
    hmac_key: Zeroizing<[u8; 32]>,
}

impl Shared {
    /// Agrees a secret with the key whose COSE key agreement key is `theirs`.
    ///
    /// The ephemeral key is drawn here and not taken as a parameter: it decides nothing that is recorded, and one that
    /// could be handed in could be handed in twice.
    pub(crate) fn agree(protocol: PinProtocol, theirs: &Value) -> Result<Self, KeyFault> {
        Self::agree_as(protocol, theirs, &SecretKey::random(&mut OsRng))
    }

    fn agree_as(protocol: PinProtocol, theirs: &Value, ours: &SecretKey) -> Result<Self, KeyFault> {
        let theirs = cose::p256_point(theirs).ok_or_else(|| nonsense("a key agreement key that is not on P-256"))?;
        let key_agreement = cose::key_agreement(&ours.public_key()).ok_or_else(|| no_secret("our key has no form"))?;
        let (aes_key, hmac_key) = derive(protocol, &agree_point(ours.to_nonzero_scalar(), &theirs))?;
        Ok(Self { protocol, key_agreement, aes_key, hmac_key })
    }

    /// The protocol this secret belongs to.
    pub(crate) fn protocol(&self) -> PinProtocol {
        self.protocol
    }

    /// Encrypts whole blocks. Protocol 2 puts a fresh initialisation vector in front; protocol 1's is zero.
    pub(crate) fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let mut iv = [0; BLOCK];
        let mut out = Vec::with_capacity(BLOCK + plain.len());
        match self.protocol {
            PinProtocol::One => {}
            PinProtocol::Two => {
                OsRng.fill_bytes(&mut iv);
                out.extend_from_slice(&iv);
            }
        }
        let cipher = cbc::Encryptor::<Aes256>::new((&*self.aes_key).into(), (&iv).into());
        out.extend(cipher.encrypt_padded_vec_mut::<NoPadding>(plain));
        out
    }

    /// Opens what the key encrypted.
    pub(crate) fn decrypt(&self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        let (iv, sealed) = match self.protocol {
            PinProtocol::One => ([0; BLOCK], sealed),
            PinProtocol::Two => {
                let (iv, rest) = sealed.split_first_chunk::<BLOCK>().ok_or_else(|| nonsense("a short ciphertext"))?;
                (*iv, rest)
            }
        };
        let cipher = cbc::Decryptor::<Aes256>::new((&*self.aes_key).into(), (&iv).into());
        let plain = cipher.decrypt_padded_vec_mut::<NoPadding>(sealed);
        plain.map(Zeroizing::new).map_err(|_| nonsense("a ciphertext of broken length"))
    }

    /// Authenticates a message with the shared secret.
    pub(crate) fn authenticate(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        self.protocol.tag(&*self.hmac_key, message)
    }
}

/// A pinUvAuthToken: what a right PIN earns, for the permissions it was asked with. Erased when dropped.
pub(crate) struct PinToken {
    protocol: PinProtocol,
    token: Zeroizing<Vec<u8>>,
}

impl PinToken {
    /// Opens the token that a key sent.
    pub(crate) fn open(shared: &Shared, sealed: &[u8]) -> Result<Self, KeyFault> {
        let token = shared.decrypt(sealed)?;
        let length_holds = match shared.protocol() {
            PinProtocol::One => matches!(token.len(), 16 | 32),
            PinProtocol::Two => token.len() == 32,
        };
        if !length_holds {
            return Err(nonsense("a PIN token of the wrong length"));
        }
        Ok(Self { protocol: shared.protocol(), token })
    }

    /// The protocol the token belongs to.
    pub(crate) fn protocol(&self) -> PinProtocol {
        self.protocol
    }

    /// Authorises `message`, such as a client data hash.
    pub(crate) fn authenticate(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        self.protocol.tag(&self.token, message)
    }
}

fn agree_point(ours: NonZeroScalar, theirs: &PublicKey) -> SharedSecret {
    diffie_hellman(ours, theirs.as_affine())
}

type Keys = (Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>);

/// The AES key and the HMAC key: one hash for protocol 1, two labelled expansions for protocol 2.
fn derive(protocol: PinProtocol, agreed: &SharedSecret) -> Result<Keys, KeyFault> {
    match protocol {
        PinProtocol::One => {
            let both = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(agreed.raw_secret_bytes())));
            Ok((both.clone(), both))
        }
        PinProtocol::Two => {
            let hkdf = Hkdf::<Sha256>::new(Some(&[0; 32]), agreed.raw_secret_bytes());
            let mut aes_key = Zeroizing::new([0; 32]);
            let mut hmac_key = Zeroizing::new([0; 32]);
            hkdf.expand(b"CTAP2 AES key", &mut *aes_key).map_err(|_| no_secret("HKDF"))?;
            hkdf.expand(b"CTAP2 HMAC key", &mut *hmac_key).map_err(|_| no_secret("HKDF"))?;
            Ok((aes_key, hmac_key))
        }
    }
}

fn no_secret(why: &str) -> KeyFault {
    KeyFault::Device(format!("no secret could be agreed: {why}"))
}

#[cfg(test)]
#[path = "pin_protocol_tests.rs"]
mod tests;
