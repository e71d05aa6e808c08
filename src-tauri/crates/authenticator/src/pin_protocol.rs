//! PIN/UV auth protocols 1 and 2, platform side (CTAP 2.1 §6.5.6, §6.5.7).

use crate::ctap::{Fields, bytes, int, map, nonsense};
use crate::link::Session;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockDecryptMut as _, BlockEncryptMut as _, KeyIvInit as _};
use hmac::{Hmac, Mac as _};
use p256::ecdh::EphemeralSecret;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::{EncodedPoint, PublicKey};
use postern_ports::authenticator::KeyFault;
use serde_cbor_2::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// A shared secret with one key, for one exchange.
pub struct Shared {
    protocol: u8,
    /// The platform's key agreement key, COSE.
    pub platform_key: Value,
    hmac_key: Zeroizing<[u8; 32]>,
    aes_key: Zeroizing<[u8; 32]>,
}

impl Shared {
    /// Agrees with the key (subcommand getKeyAgreement).
    pub async fn agree(key: &mut Session, protocol: u8) -> Result<Self, KeyFault> {
        let mut fields = key.send(0x06, vec![(1, int(protocol.into())), (2, int(2))]).await?;
        let peer = peer_key(&mut fields).ok_or_else(|| nonsense("key agreement"))?;
        let secret = EphemeralSecret::random(&mut rand08::rngs::OsRng);
        let own = secret.public_key().to_encoded_point(false);
        let z = secret.diffie_hellman(&peer);
        Self::derive(protocol, z.raw_secret_bytes(), &own).ok_or_else(|| nonsense("key agreement"))
    }

    fn derive(protocol: u8, z: &[u8], own: &EncodedPoint) -> Option<Self> {
        let (mut hmac_key, mut aes_key) = (Zeroizing::new([0u8; 32]), Zeroizing::new([0u8; 32]));
        if protocol == 2 {
            let hkdf = hkdf::Hkdf::<Sha256>::new(Some(&[0; 32]), z);
            hkdf.expand(b"CTAP2 HMAC key", hmac_key.as_mut()).ok()?;
            hkdf.expand(b"CTAP2 AES key", aes_key.as_mut()).ok()?;
        } else {
            hmac_key.copy_from_slice(&Sha256::digest(z));
            aes_key.copy_from_slice(hmac_key.as_ref());
        }
        let platform_key = map([
            (int(1), int(2)),
            (int(3), int(-25)),
            (int(-1), int(1)),
            (int(-2), bytes(own.x()?)),
            (int(-3), bytes(own.y()?)),
        ]);
        Some(Self { protocol, platform_key, hmac_key, aes_key })
    }

    /// The protocol's number.
    pub fn protocol(&self) -> u8 {
        self.protocol
    }

    /// Encrypts a multiple of 16 bytes.
    pub fn encrypt(&self, plain: &[u8]) -> Vec<u8> {
        let mut iv = [0u8; 16];
        if self.protocol == 2 {
            rand08::RngCore::fill_bytes(&mut rand08::rngs::OsRng, &mut iv);
        }
        let cipher = cbc::Encryptor::<aes::Aes256>::new((&*self.aes_key).into(), &iv.into());
        let sealed = cipher.encrypt_padded_vec_mut::<NoPadding>(plain);
        if self.protocol == 2 { [&iv[..], &sealed].concat() } else { sealed }
    }

    /// Decrypts what the key encrypted.
    pub fn decrypt(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (iv, body) =
            if self.protocol == 2 { (sealed.get(..16)?, sealed.get(16..)?) } else { (&[0u8; 16][..], sealed) };
        let iv: [u8; 16] = iv.try_into().ok()?;
        let cipher = cbc::Decryptor::<aes::Aes256>::new((&*self.aes_key).into(), &iv.into());
        cipher.decrypt_padded_vec_mut::<NoPadding>(body).ok().map(Zeroizing::new)
    }

    /// Authenticates with the shared secret.
    pub fn authenticate(&self, message: &[u8]) -> Vec<u8> {
        authenticate(self.protocol, self.hmac_key.as_ref(), message)
    }
}

/// HMAC-SHA-256 under a PIN token or shared secret; protocol 1 keeps 16 bytes.
pub fn authenticate(protocol: u8, key: &[u8], message: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(message);
    let mut tag = mac.finalize().into_bytes().to_vec();
    if protocol == 1 {
        tag.truncate(16);
    }
    tag
}

fn peer_key(fields: &mut Fields) -> Option<PublicKey> {
    let Some(Value::Map(key)) = fields.take(1) else { return None };
    let coordinate = |n: i128| match key.get(&int(n)) {
        Some(Value::Bytes(b)) => <[u8; 32]>::try_from(b.as_slice()).ok(),
        Some(_) | None => None,
    };
    let (x, y) = (coordinate(-2)?, coordinate(-3)?);
    let point = EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
    PublicKey::from_sec1_bytes(point.as_bytes()).ok()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A secret that is shared with nobody.
    pub fn shared(protocol: u8) -> Shared {
        let own = p256::SecretKey::from_slice(&[3; 32]).unwrap().public_key().to_encoded_point(false);
        Shared::derive(protocol, &[9; 32], &own).unwrap()
    }

    #[test]
    fn what_is_encrypted_is_decrypted() {
        for protocol in [1, 2] {
            let shared = shared(protocol);
            let sealed = shared.encrypt(&[5; 64]);
            assert_eq!(sealed.len(), if protocol == 2 { 80 } else { 64 });
            assert_eq!(shared.decrypt(&sealed).unwrap().as_slice(), &[5; 64]);
        }
    }

    #[test]
    fn broken_ciphertext_is_no_panic() {
        for protocol in [1, 2] {
            for length in [0, 1, 15, 17, 31] {
                assert!(shared(protocol).decrypt(&vec![0; length]).is_none_or(|p| p.is_empty()));
            }
        }
    }

    #[test]
    fn protocol_1_keeps_16_bytes_and_2_keeps_32() {
        assert_eq!(shared(1).authenticate(b"x").len(), 16);
        assert_eq!(shared(2).authenticate(b"x").len(), 32);
    }
}
