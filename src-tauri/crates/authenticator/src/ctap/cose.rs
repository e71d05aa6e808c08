//! COSE keys on P-256 (RFC 9053 §7.1), the only kind this crate agrees secrets with or hands on.

use super::wire::map;
use p256::PublicKey;
use p256::elliptic_curve::sec1::{FromEncodedPoint as _, ToEncodedPoint as _};
use p256::{EncodedPoint, FieldBytes};
use serde_cbor_2::Value;

const KEY_TYPE: i128 = 1;
const ALGORITHM: i128 = 3;
const CURVE: i128 = -1;
const X: i128 = -2;
const Y: i128 = -3;
const EC2: i128 = 2;
const P256: i128 = 1;
/// ECDH-ES + HKDF-256, which a key agreement key is labelled with.
const ECDH_ES_HKDF_256: i128 = -25;

/// The algorithm a COSE key is for, such as -7 for ES256.
pub(crate) fn algorithm(key: &Value) -> Option<i64> {
    integer(key, ALGORITHM).and_then(|number| i64::try_from(number).ok())
}

/// The point of a P-256 key; `None` for other kinds and for points that are not on the curve.
pub(crate) fn p256_point(key: &Value) -> Option<PublicKey> {
    if integer(key, KEY_TYPE)? != EC2 || integer(key, CURVE)? != P256 {
        return None;
    }
    let point = EncodedPoint::from_affine_coordinates(&coordinate(key, X)?, &coordinate(key, Y)?, false);
    Option::from(PublicKey::from_encoded_point(&point))
}

/// Our key agreement key in COSE form.
pub(crate) fn key_agreement(public: &PublicKey) -> Option<Value> {
    let point = public.to_encoded_point(false);
    let number = Value::Integer;
    Some(map([
        (number(KEY_TYPE), number(EC2)),
        (number(ALGORITHM), number(ECDH_ES_HKDF_256)),
        (number(CURVE), number(P256)),
        (number(X), Value::Bytes(point.x()?.to_vec())),
        (number(Y), Value::Bytes(point.y()?.to_vec())),
    ]))
}

/// SEC1 uncompressed form: 0x04, x, y.
pub(crate) fn uncompressed(public: &PublicKey) -> Vec<u8> {
    public.to_encoded_point(false).as_bytes().to_vec()
}

fn member(key: &Value, label: i128) -> Option<&Value> {
    match key {
        Value::Map(members) => members.get(&Value::Integer(label)),
        _ => None,
    }
}

fn integer(key: &Value, label: i128) -> Option<i128> {
    match member(key, label)? {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn coordinate(key: &Value, label: i128) -> Option<FieldBytes> {
    match member(key, label)? {
        Value::Bytes(bytes) => <[u8; 32]>::try_from(bytes.as_slice()).ok().map(FieldBytes::from),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn public() -> PublicKey {
        p256::SecretKey::from_slice(&[9; 32]).unwrap().public_key()
    }

    #[test]
    fn a_key_survives_the_round_trip() {
        let cose = key_agreement(&public()).unwrap();
        assert_eq!(p256_point(&cose).unwrap(), public());
        assert_eq!(algorithm(&cose), Some(-25));
        let sec1 = uncompressed(&public());
        assert_eq!((sec1.len(), sec1.first()), (65, Some(&4)));
    }

    #[test]
    fn a_point_off_the_curve_or_of_another_shape_is_none() {
        let Value::Map(good) = key_agreement(&public()).unwrap() else { return };
        for (label, bad) in [
            (Y, Value::Bytes(vec![1; 32])),
            (X, Value::Bytes(vec![1; 31])),
            (X, Value::Text("x".to_owned())),
            (CURVE, Value::Integer(2)),
            (KEY_TYPE, Value::Integer(1)),
        ] {
            let mut key = good.clone();
            key.insert(Value::Integer(label), bad);
            assert!(p256_point(&Value::Map(key)).is_none());
        }
        assert!(p256_point(&Value::Null).is_none());
    }
}
