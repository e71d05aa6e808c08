#![allow(clippy::unwrap_used)]
//! Vectors: Yubico python-fido2 `tests/test_ctap2.py` and Mozilla authenticator-rs `src/crypto/mod.rs`.

use super::*;
use super::super::wire::map;

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2).unwrap(), 16).unwrap()).collect()
}

/// The device's key agreement key of both vector sets.
fn theirs() -> Value {
    let x = unhex("0501d5bc78da9252560a26cb08fcc60cbe0b6d3b8e1d1fcee514fac0af675168");
    let y = unhex("d551b3ed46f665731f95b4532939c25d91db7eb844bd96d4abd4083785f8df47");
    map([
        (Value::Integer(1), Value::Integer(2)),
        (Value::Integer(3), Value::Integer(-25)),
        (Value::Integer(-1), Value::Integer(1)),
        (Value::Integer(-2), Value::Bytes(x)),
        (Value::Integer(-3), Value::Bytes(y)),
    ])
}

fn agreed(protocol: PinProtocol) -> Shared {
    let ours = unhex("7452e599fee739d8a653f6a507343d12d382249108a651402520b72f24fe7684");
    Shared::agree_as(protocol, &theirs(), &SecretKey::from_slice(&ours).unwrap()).unwrap()
}

#[test]
fn protocol_1_agrees_the_published_secret() {
    let shared = agreed(PinProtocol::One);
    let expected = unhex("c42a039d548100dfba521e487debcbbb8b66bb7496f8b1862a7a395ed83e1a1c");
    assert_eq!(*shared.aes_key, *expected);
    assert_eq!(*shared.hmac_key, *expected);
}

#[test]
fn protocol_2_agrees_the_published_secret() {
    let shared = agreed(PinProtocol::Two);
    let expected = unhex(concat!(
        "65ef955dd8cfcacab489ad582d64b87229 9cec1970aeffb10c90b9d9f4b4f1a7",
        "46cc0396482 5ccbaf159fde1958b2063 87 1bd5b66ecf2897aac583214a22d8"
    )
    .replace(' ', "")
    .as_str());
    assert_eq!(*shared.hmac_key, *expected.get(..32).unwrap());
    let tag = shared.authenticate(&[0xff; 64]).unwrap();
    assert_eq!(tag, unhex("5f a8 1a f3 3e 37 2c 49 a0 54 a0 6b db 18 e9 25 c9 ef 08 41 27 17 67 b3 48 44 d1 27 0b 40 b3 9c".replace(' ', "").as_str()));
}

#[test]
fn protocol_1_encrypts_and_authenticates_as_published() {
    let mut shared = agreed(PinProtocol::One);
    let secret: [u8; 32] =
        unhex("82e3d841e25c5c13462c123cc3d3987865ba3d20467 4fb5ed".replace(' ', "").as_str()).try_into().unwrap_or([0; 32]);
    let _ = secret;
    let secret: [u8; 32] = [
        0x82, 0xe3, 0xd8, 0x41, 0xe2, 0x5c, 0x5c, 0x13, 0x46, 0x2c, 0x12, 0x3c, 0xc3, 0xd3, 0x98, 0x78, 0x65, 0xba, 0x3d,
        0x20, 0x46, 0x74, 0xfb, 0xed, 0xd4, 0x7e, 0xf5, 0xab, 0xab, 0x8d, 0x13, 0x72,
    ];
    shared.aes_key = Zeroizing::new(secret);
    shared.hmac_key = Zeroizing::new(secret);
    let mut block = [0; 64];
    block.get_mut(..4).unwrap().copy_from_slice(b"1234");
    let sealed = shared.encrypt(&block);
    assert_eq!(
        sealed,
        unhex(concat!(
            "70664bb581e257451a3ab91bf1aad8e45f6ce9b5c3b0f32b5ecd62d0ba3b605f",
            "d9183166f6c5faf3e4da2481502cd0cee0158b351fc39208a77cb2744bd43cf9"
        ))
    );
    assert_eq!(shared.authenticate(&sealed).unwrap(), unhex("8e7f016997f3b0a27ba4347a0e49fdf5"));
    assert_eq!(*shared.decrypt(&sealed).unwrap(), block);
}

#[test]
fn protocol_2_opens_what_it_sealed_and_never_seals_alike() {
    let shared = agreed(PinProtocol::Two);
    let sealed = shared.encrypt(&[7; 32]);
    assert_eq!(sealed.len(), 48);
    assert_ne!(sealed, shared.encrypt(&[7; 32]), "a fresh initialisation vector each time");
    assert_eq!(*shared.decrypt(&sealed).unwrap(), [7; 32]);
    assert_eq!(PinToken::open(&shared, &sealed).unwrap().authenticate(b"hash").unwrap().len(), 32);
}

#[test]
fn broken_ciphertexts_are_faults() {
    for protocol in [PinProtocol::One, PinProtocol::Two] {
        let shared = agreed(protocol);
        for length in [0, 1, 15, 17, 33, 47, 500] {
            assert!(PinToken::open(&shared, &vec![0; length]).is_err(), "{protocol:?} {length}");
        }
    }
    assert!(Shared::agree(PinProtocol::Two, &Value::Null).is_err());
}

#[test]
fn the_stronger_protocol_is_chosen_whatever_the_order() {
    assert_eq!(PinProtocol::choose(Some(&[1, 2])), Some(PinProtocol::Two));
    assert_eq!(PinProtocol::choose(Some(&[1])), Some(PinProtocol::One));
    assert_eq!(PinProtocol::choose(Some(&[9])), None);
    assert_eq!(PinProtocol::choose(None), Some(PinProtocol::One));
}
