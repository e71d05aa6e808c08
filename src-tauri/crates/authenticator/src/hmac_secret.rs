//! The secret of a credential for a salt (extension hmac-secret, CTAP 2.1 §12.5), asked for with an assertion.

use crate::auth_data::asserted;
use crate::ctap::{bytes, int, map, named, nonsense, text};
use crate::link::Session;
use crate::pin_protocol::Shared;
use postern_ports::authenticator::KeyFault;
use postern_ports::secrets::KeySecret;
use serde_cbor_2::Value;
use std::collections::BTreeMap;

/// The extension's name.
pub const NAME: &str = "hmac-secret";

/// The fault of a key that does not have the extension, or keeps no secret for the credential.
pub fn lacking() -> KeyFault {
    KeyFault::Unsupported(NAME.to_owned())
}

/// One question for a secret: the salt goes to the key sealed, and the secret comes back so.
pub struct Exchange {
    shared: Shared,
}

impl Exchange {
    /// Agrees with the key.
    pub async fn begin(key: &mut Session, protocol: u8) -> Result<Self, KeyFault> {
        Ok(Self { shared: Shared::agree(key, protocol).await? })
    }

    /// The extensions of the request.
    pub fn extensions(&self, salt: &[u8; 32]) -> Value {
        let sealed = self.shared.encrypt(salt);
        let mut input = BTreeMap::from([
            (int(1), self.shared.platform_key.clone()),
            (int(2), bytes(&sealed)),
            (int(3), bytes(&self.shared.authenticate(&sealed))),
        ]);
        // Where it is left out it is 1: keys of CTAP 2.0 do not know the field.
        if self.shared.protocol() != 1 {
            input.insert(int(4), int(self.shared.protocol().into()));
        }
        map([(text(NAME), Value::Map(input))])
    }

    /// The secret in what the key signed.
    pub fn secret(&self, authenticator_data: &[u8]) -> Result<KeySecret, KeyFault> {
        let answered = asserted(authenticator_data).ok_or_else(|| nonsense("authenticator data"))?;
        let sealed = match named(&answered, NAME) {
            Some(Value::Bytes(sealed)) => sealed,
            Some(_) => return Err(nonsense(NAME)),
            None => return Err(lacking()),
        };
        let secret = self.shared.decrypt(sealed).ok_or_else(|| nonsense(NAME))?;
        KeySecret::from_slice(&secret).ok_or_else(|| nonsense(NAME))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pin_protocol::tests::shared;

    /// authenticatorData of an assertion with these extensions.
    fn data(extensions: &Value) -> Vec<u8> {
        [&[0u8; 32][..], &[0x85], &[0; 4], &serde_cbor_2::to_vec(extensions).unwrap()].concat()
    }

    fn answer(sealed: Value) -> Vec<u8> {
        data(&map([(text(NAME), sealed)]))
    }

    #[test]
    fn the_salt_goes_sealed_and_the_protocol_is_named_unless_it_is_1() {
        for (protocol, sealed, tag, named_as) in [(1, 32, 16, None), (2, 48, 32, Some(&int(2)))] {
            let exchange = Exchange { shared: shared(protocol) };
            let Value::Map(extensions) = exchange.extensions(&[5; 32]) else { panic!("no map") };
            let Some(Value::Map(input)) = named(&extensions, NAME) else { panic!("no input") };
            let long = |n: i128| match input.get(&int(n)) {
                Some(Value::Bytes(found)) => found.clone(),
                other => panic!("{other:?}"),
            };
            assert_eq!((long(2).len(), long(3).len(), input.get(&int(4))), (sealed, tag, named_as));
            assert_eq!(exchange.shared.decrypt(&long(2)).unwrap().as_slice(), &[5; 32]);
            assert_eq!(long(3), exchange.shared.authenticate(&long(2)));
            assert_eq!(input.get(&int(1)), Some(&exchange.shared.platform_key));
        }
    }

    #[test]
    fn what_the_key_sealed_is_the_secret() {
        for protocol in [1, 2] {
            let exchange = Exchange { shared: shared(protocol) };
            let sealed = bytes(&exchange.shared.encrypt(&[6; 32]));
            assert_eq!(exchange.secret(&answer(sealed)).unwrap().expose(), &[6; 32]);
        }
    }

    #[test]
    fn an_answer_without_a_secret_is_unsupported_and_nonsense_is_nonsense() {
        for protocol in [1, 2] {
            let exchange = Exchange { shared: shared(protocol) };
            let none = [&[0u8; 32][..], &[0x05], &[0; 4]].concat();
            for without in [none, data(&map([])), data(&map([(text("credBlob"), bytes(&[]))]))] {
                assert_eq!(exchange.secret(&without).err(), Some(lacking()));
            }
            let two = bytes(&exchange.shared.encrypt(&[6; 64]));
            for odd in [Value::Bool(true), Value::Null, bytes(&[]), bytes(&[1; 31]), bytes(&[1; 33]), two] {
                let fault = exchange.secret(&answer(odd.clone())).err();
                assert!(matches!(fault, Some(KeyFault::Device(_))), "{odd:?} {fault:?}");
            }
            let whole = answer(bytes(&exchange.shared.encrypt(&[6; 32])));
            for end in 0..whole.len() {
                assert!(exchange.secret(&whole[..end]).is_err(), "{end}");
            }
        }
    }
}
