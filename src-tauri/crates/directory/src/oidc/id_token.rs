//! What an ID token says (OpenID Connect Core 1.0 §3.1.3.7), and whether it is believed.
//!
//! The library checks the signature. What the claims mean for this visit is checked here, by our clock: it would read
//! its own.

use super::nonsense;
use crate::decode::liberal;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use postern_domain::time::{Span, Timestamp};
use postern_ports::directory::DirectoryFault;
use postern_ports::openid::Visited;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::iter::repeat_n;

/// What may sign: never nothing, and never a secret that two share.
const ALGORITHMS: [Algorithm; 3] = [Algorithm::RS256, Algorithm::ES256, Algorithm::PS256];
/// How far the provider's clock may be from ours.
const APART: Span = Span::minutes(1);
/// A token may be dated back by a few minutes, as some providers do; that it is of this visit, the nonce says.
const DATED_BACK: Span = Span::minutes(10);
/// No name is longer, and no way to sign in.
const LONGEST: usize = 256;
/// Nobody signs in by more ways.
const WAYS: usize = 16;
/// Where providers write the name that somebody signed in with.
const NAMES: [&str; 3] = ["preferred_username", "upn", "email"];
/// Bytes of a coordinate on P-256.
const COORDINATE: usize = 32;

/// What a token has to say to be of this visit.
pub struct Expected<'a> {
    /// Who it is from.
    pub issuer: &'a str,
    /// Whom it is for.
    pub client_id: &'a str,
    /// The claim that holds the account's identifier.
    pub account_claim: &'a str,
    /// What it answers.
    pub nonce: &'a str,
    /// The access token that came with it.
    pub access: &'a str,
    /// When the visit began.
    pub begun: Timestamp,
    /// Now.
    pub now: Timestamp,
}

/// Who signed in, when, and by what, where one of `keys` signed `token` and it says what is expected.
pub fn believed(token: &str, keys: &[Jwk], expected: &Expected<'_>) -> Result<Visited, DirectoryFault> {
    let claims = Claims(signed(token, keys)?);
    if claims.text("iss") != Some(expected.issuer) {
        return Err(nonsense("an ID token of another issuer"));
    }
    if !claims.is_for(expected.client_id) {
        return Err(nonsense("an ID token for another client"));
    }
    if claims.text("nonce") != Some(expected.nonce) {
        return Err(nonsense("an ID token of another visit"));
    }
    let (soonest, latest) = (minus(expected.begun, APART), expected.now.plus(APART));
    if claims.time("exp").is_none_or(|until| until <= minus(expected.now, APART)) {
        return Err(nonsense("an ID token that is over"));
    }
    if claims.time("iat").is_none_or(|at| !(minus(expected.begun, DATED_BACK)..=latest).contains(&at)) {
        return Err(nonsense("an ID token that was not issued now"));
    }
    if claims.0.get("nbf").is_some() && claims.time("nbf").is_none_or(|from| from > latest) {
        return Err(nonsense("an ID token that does not hold yet"));
    }
    if !claims.goes_with(expected.access) {
        return Err(nonsense("an ID token of another access token"));
    }
    // `max_age=0` asked for it; whether it was heeded is not left to the provider.
    let at = claims.time("auth_time").filter(|at| (soonest..=latest).contains(at));
    let at = at.ok_or_else(|| nonsense("an ID token that tells of no fresh sign-in"))?;
    if claims.text("sub").is_none_or(str::is_empty) {
        return Err(nonsense("an ID token of nobody"));
    }
    let account = claims.text(expected.account_claim).filter(|id| !id.is_empty() && id.len() <= LONGEST);
    let account = account.ok_or_else(|| nonsense("an ID token without the claim of the account"))?.to_owned();
    Ok(Visited { account, login: claims.login(), at, methods: claims.methods() })
}

/// The claims, where one of `keys` signed them.
fn signed(token: &str, keys: &[Jwk]) -> Result<Value, DirectoryFault> {
    let header = decode_header(token).map_err(|_| nonsense("an ID token that is not signed"))?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err(nonsense("an ID token that is signed in a way that is not taken"));
    }
    // Something that has to be understood, and is not (RFC 7515 §4.1.11).
    if header.crit.is_some() {
        return Err(nonsense("an ID token that wants more than is understood"));
    }
    let mut only_the_signature = Validation::new(header.alg);
    only_the_signature.required_spec_claims.clear();
    only_the_signature.validate_exp = false;
    only_the_signature.validate_aud = false;
    let mut meant = keys.iter().filter(|key| signs(key, header.alg, header.kid.as_deref()));
    meant
        .find_map(|key| decode::<Value>(token, &decoding(key)?, &only_the_signature).ok())
        .map(|read| read.claims)
        .ok_or_else(|| nonsense("an ID token that no key of the issuer's signed"))
}

/// Whether a key may be the one that is called `kid`, and is there to sign by `algorithm`.
fn signs(key: &Jwk, algorithm: Algorithm, kid: Option<&str>) -> bool {
    let common = &key.common;
    kid.is_none_or(|kid| common.key_id.as_deref() == Some(kid))
        && common.public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
        && common.key_operations.as_ref().is_none_or(|all| all.contains(&KeyOperations::Verify))
        && common.key_algorithm.is_none_or(|only| only == KeyAlgorithm::from(algorithm))
}

/// The key itself. Its numbers may have zeros before them, as some servers write them.
fn decoding(key: &Jwk) -> Option<DecodingKey> {
    match &key.algorithm {
        AlgorithmParameters::RSA(rsa) => {
            let (modulus, exponent) = (number(&rsa.n)?, number(&rsa.e)?);
            Some(DecodingKey::from_rsa_raw_components(&modulus, &exponent))
        }
        AlgorithmParameters::EllipticCurve(point) if point.curve == EllipticCurve::P256 => {
            let mut uncompressed = vec![4];
            for coordinate in [number(&point.x)?, number(&point.y)?] {
                uncompressed.extend(repeat_n(0, COORDINATE.checked_sub(coordinate.len())?));
                uncompressed.extend(coordinate);
            }
            Some(DecodingKey::from_ec_der(&uncompressed))
        }
        _ => None,
    }
}

/// A number's bytes, without zeros before them.
fn number(text: &str) -> Option<Vec<u8>> {
    let mut bytes = liberal(text).ok()?;
    let start = bytes.iter().position(|b| *b != 0)?;
    Some(bytes.split_off(start))
}

fn minus(time: Timestamp, span: Span) -> Timestamp {
    Timestamp(time.0.saturating_sub(span.0))
}

/// What a key of the issuer's signed.
struct Claims(Value);

impl Claims {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// A point in time: seconds, which may have a fraction.
    fn time(&self, name: &str) -> Option<Timestamp> {
        let told = self.0.get(name)?;
        let seconds = told.as_i64().or_else(|| told.as_f64().map(|seconds| seconds as i64))?;
        Some(Timestamp(seconds.saturating_mul(1000)))
    }

    /// Whether it is for this client, and was asked for by no other.
    fn is_for(&self, client: &str) -> bool {
        let (ours, alone) = match self.0.get("aud") {
            Some(Value::String(one)) => (one == client, true),
            Some(Value::Array(all)) => (all.iter().any(|one| one.as_str() == Some(client)), all.len() == 1),
            _ => (false, false),
        };
        let by = self.0.get("azp");
        ours && by.map_or(alone, |by| by.as_str() == Some(client))
    }

    /// Whether it names this access token, where it names one.
    fn goes_with(&self, access: &str) -> bool {
        let digest = Sha256::digest(access.as_bytes());
        let half = digest.get(..16);
        let named = |hash: &Value| hash.as_str().and_then(|hash| liberal(hash).ok());
        self.0.get("at_hash").is_none_or(|hash| named(hash).is_some_and(|hash| half == Some(hash.as_slice())))
    }

    fn login(&self) -> String {
        let name = NAMES.iter().find_map(|name| self.text(name)).unwrap_or_default();
        name.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
    }

    fn methods(&self) -> Vec<String> {
        let all = self.0.get("amr").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let short = all.iter().filter_map(Value::as_str).filter(|way| !way.is_empty() && way.len() <= LONGEST);
        short.take(WAYS).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oidc::signed::{Signer, keys, rsa, token};
    use serde_json::json;

    const BEGUN: i64 = 1_800_000_000;
    const ACCESS: &str = "access";

    fn expected() -> Expected<'static> {
        Expected {
            issuer: "https://id.corp.test",
            client_id: "desk",
            account_claim: "oid",
            nonce: "n",
            access: ACCESS,
            begun: Timestamp(BEGUN * 1000),
            now: Timestamp((BEGUN + 120) * 1000),
        }
    }

    fn claims() -> Value {
        json!({
            "iss": "https://id.corp.test", "aud": "desk", "sub": "pairwise", "oid": "maya-1", "nonce": "n",
            "exp": BEGUN + 3600, "iat": BEGUN + 119, "auth_time": BEGUN + 110, "amr": ["pwd", "hwk"],
            "preferred_username": "maya@corp.test",
        })
    }

    fn believe(claims: &Value) -> Result<Visited, DirectoryFault> {
        believed(&token(Signer::Es256, claims), &keys(), &expected())
    }

    fn with(name: &str, value: Value) -> Result<Visited, DirectoryFault> {
        let mut claims = claims();
        claims[name] = value;
        believe(&claims)
    }

    fn without(name: &str) -> Result<Visited, DirectoryFault> {
        let mut claims = claims();
        claims.as_object_mut().unwrap().remove(name);
        believe(&claims)
    }

    #[test]
    fn a_fresh_sign_in_is_believed_whatever_the_key() {
        for signer in [Signer::Es256, Signer::Rs256, Signer::Ps256] {
            let visited = believed(&token(signer, &claims()), &keys(), &expected()).unwrap();
            assert_eq!(visited.account, "maya-1");
            assert_eq!(visited.login, "maya@corp.test");
            assert_eq!(visited.at, Timestamp((BEGUN + 110) * 1000));
            assert_eq!(visited.methods, ["pwd", "hwk"]);
        }
    }

    #[test]
    fn a_claim_that_is_wrong_or_lacks_is_refused() {
        for (name, wrong) in [
            ("iss", json!("https://id.corp.test/")),
            ("iss", json!(["https://id.corp.test"])),
            ("aud", json!("another")),
            ("aud", json!(["another"])),
            ("aud", json!(["desk", "another"])),
            ("aud", json!([])),
            ("azp", json!("another")),
            ("azp", Value::Null),
            ("nonce", json!("N")),
            ("nonce", json!("")),
            ("exp", json!(BEGUN + 60)),
            ("exp", json!("soon")),
            ("iat", json!(BEGUN - 601)),
            ("iat", json!(BEGUN + 181)),
            ("nbf", json!(BEGUN + 181)),
            ("nbf", json!("now")),
            ("auth_time", json!(BEGUN - 61)),
            ("auth_time", json!(BEGUN + 181)),
            ("auth_time", json!(0)),
            ("auth_time", json!((BEGUN + 110).to_string())),
            ("sub", json!("")),
            ("oid", json!("")),
            ("oid", json!(7)),
            ("oid", json!("x".repeat(LONGEST + 1))),
            ("at_hash", json!("d3Jvbmc")),
            ("at_hash", json!(1)),
        ] {
            assert!(matches!(with(name, wrong.clone()), Err(DirectoryFault::Nonsense(_))), "{name}: {wrong}");
        }
        for name in ["iss", "aud", "nonce", "exp", "iat", "auth_time", "sub", "oid"] {
            assert!(matches!(without(name), Err(DirectoryFault::Nonsense(_))), "{name}");
        }
    }

    #[test]
    fn what_a_provider_may_say_otherwise_is_taken() {
        let hash = crate::decode::url_safe(&Sha256::digest(ACCESS)[..16]);
        for (name, value) in [
            ("aud", json!(["desk"])),
            ("azp", json!("desk")),
            ("exp", json!(BEGUN + 61)),
            ("iat", json!(BEGUN - 300)),
            ("auth_time", json!(BEGUN - 60)),
            ("auth_time", json!(1_800_000_110.5)),
            ("nbf", json!(BEGUN + 180)),
            ("at_hash", json!(hash)),
        ] {
            assert!(with(name, value.clone()).is_ok(), "{name}: {value}");
        }
        let mut shared = claims();
        (shared["aud"], shared["azp"]) = (json!(["desk", "another"]), json!("desk"));
        assert!(believe(&shared).is_ok());
        // Names and ways are told, and nothing is decided by them.
        assert_eq!(without("preferred_username").unwrap().login, "");
        assert_eq!(with("preferred_username", json!("may\u{1b}a\n")).unwrap().login, "maya");
        assert_eq!(without("amr").unwrap().methods, Vec::<String>::new());
        assert_eq!(with("amr", json!(["pwd", 7, ""])).unwrap().methods, ["pwd"]);
    }

    #[test]
    fn only_a_key_of_the_issuers_signs_and_never_a_shared_secret() {
        for signer in [Signer::None, Signer::Hs256, Signer::Stranger, Signer::OtherKid, Signer::Critical] {
            let refused = believed(&token(signer, &claims()), &keys(), &expected());
            assert!(matches!(refused, Err(DirectoryFault::Nonsense(_))), "{signer:?}");
        }
        let good = token(Signer::Es256, &claims());
        assert!(believed(&good, &[], &expected()).is_err(), "no key");
        for bad in [&good[1..], &good[..good.len() - 4], "", "a.b.c", ".."] {
            assert!(believed(bad, &keys(), &expected()).is_err(), "{bad}");
        }
        let (head, rest) = good.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let mut other = claims();
        other["oid"] = json!("dora-1");
        let other = crate::decode::url_safe(other.to_string().as_bytes());
        assert!(believed(&format!("{head}.{other}.{signature}"), &keys(), &expected()).is_err(), "other claims");
    }

    #[test]
    fn a_key_serves_for_what_it_is_there_for() {
        let rs256 = token(Signer::Rs256, &claims());
        let serves = |name: &str, value: Value| {
            let mut key = rsa();
            key[name] = value;
            let key: Jwk = serde_json::from_value(key).unwrap();
            believed(&rs256, &[key], &expected()).is_ok()
        };
        assert!(serves("use", json!("sig")) && !serves("use", json!("enc")));
        assert!(serves("alg", json!("RS256")) && !serves("alg", json!("PS256")) && !serves("alg", json!("RSA-OAEP")));
        assert!(serves("key_ops", json!(["verify"])) && !serves("key_ops", json!(["encrypt"])));
        assert!(serves("kid", json!("rsa")) && !serves("kid", json!("other")) && !serves("kid", Value::Null));
        // Without a name in the token, each key is tried.
        let nameless = token(Signer::Nameless, &claims());
        assert!(believed(&nameless, &keys(), &expected()).is_ok());
    }
}
