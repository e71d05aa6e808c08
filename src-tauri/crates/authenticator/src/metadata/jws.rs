//! The signature around the payload: a compact JWS (RFC 7515 §7.1) whose header carries its chain (§4.1.6).

use super::MetadataFault;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use rustls_pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::time::Duration;
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};

/// Who signs: the service's certificate is that of a TLS server.
const SIGNER: &str = "mds.fidoalliance.org";
/// The longest header, base64url. The service's own has about 9,000 characters.
const LONGEST_HEADER: usize = 256 * 1024;
/// The most certificates in a chain.
const LONGEST_CHAIN: usize = 16;

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    x5c: Vec<String>,
    #[serde(default)]
    crit: Option<IgnoredAny>,
}

enum Algorithm {
    Es256,
    Rs256,
}

/// The payload, once it is known who signed it.
pub(super) fn verified(blob: &[u8], trust: &[Vec<u8>], now_ms: i64) -> Result<Vec<u8>, MetadataFault> {
    let blob = std::str::from_utf8(blob).map_err(|_| malformed("it is no text"))?.trim_end();
    let (signed, signature) = blob.rsplit_once('.').ok_or_else(|| malformed("it has not three parts"))?;
    let (header, payload) = signed.split_once('.').ok_or_else(|| malformed("it has not three parts"))?;
    let header = read_header(header)?;
    let algorithm = algorithm(&header)?;
    let signature = decoded(signature).ok_or_else(|| malformed("its signature is no base64url"))?;

    let chain = certificates(&header.x5c)?;
    let Some((leaf, above)) = chain.split_first() else {
        return Err(MetadataFault::Chain("it carries no certificate".to_owned()));
    };
    let leaf = EndEntityCert::try_from(leaf).map_err(untrusted)?;
    check_chain(&leaf, above, trust, now_ms)?;
    check_signature(&leaf, &algorithm, signed.as_bytes(), &signature)?;
    decoded(payload).ok_or_else(|| malformed("its payload is no base64url"))
}

fn read_header(text: &str) -> Result<Header, MetadataFault> {
    if text.len() > LONGEST_HEADER {
        return Err(malformed("its header is too long"));
    }
    let bytes = decoded(text).ok_or_else(|| malformed("its header is no base64url"))?;
    // Whoever wrote this is not known yet: the fault repeats nothing of it.
    serde_json::from_slice(&bytes).map_err(|_| malformed("its header is not one of a signed text"))
}

/// RFC 7515 §4.1.11: what is marked critical must be understood, and nothing is.
fn algorithm(header: &Header) -> Result<Algorithm, MetadataFault> {
    if header.crit.is_some() {
        return Err(malformed("its header has a critical extension"));
    }
    match header.alg.as_str() {
        "ES256" => Ok(Algorithm::Es256),
        "RS256" => Ok(Algorithm::Rs256),
        other => Err(MetadataFault::Algorithm(other.chars().take(32).collect())),
    }
}

fn certificates(x5c: &[String]) -> Result<Vec<CertificateDer<'static>>, MetadataFault> {
    if x5c.len() > LONGEST_CHAIN {
        return Err(MetadataFault::Chain("it carries too many certificates".to_owned()));
    }
    x5c.iter()
        .map(|text| {
            STANDARD.decode(text).map(CertificateDer::from).map_err(|_| malformed("a certificate is no base64"))
        })
        .collect()
}

fn check_chain(
    leaf: &EndEntityCert<'_>,
    above: &[CertificateDer<'_>],
    trust: &[Vec<u8>],
    now_ms: i64,
) -> Result<(), MetadataFault> {
    let roots: Vec<CertificateDer<'_>> = trust.iter().map(|der| CertificateDer::from(der.as_slice())).collect();
    let anchors: Vec<TrustAnchor<'_>> = roots
        .iter()
        .map(anchor_from_trusted_cert)
        .collect::<Result<_, _>>()
        .map_err(|e| MetadataFault::Chain(format!("a root cannot be read: {e}")))?;
    let now = UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(now_ms).unwrap_or(0)));
    leaf.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, above, now, KeyUsage::server_auth(), None, None)
        .map_err(untrusted)?;
    let signer = ServerName::try_from(SIGNER).map_err(|e| MetadataFault::Chain(e.to_string()))?;
    leaf.verify_is_valid_for_subject_name(&signer).map_err(untrusted)
}

/// The header's algorithm must fit the key: webpki compares it with the certificate's.
fn check_signature(
    leaf: &EndEntityCert<'_>,
    algorithm: &Algorithm,
    signed: &[u8],
    signature: &[u8],
) -> Result<(), MetadataFault> {
    let wrong = |_| MetadataFault::Signature;
    match algorithm {
        Algorithm::Rs256 => {
            leaf.verify_signature(webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256, signed, signature).map_err(wrong)
        }
        Algorithm::Es256 => {
            // RFC 7518 §3.4: two numbers side by side; X.509 wants them as DER.
            let pair = p256::ecdsa::Signature::from_slice(signature).map_err(|_| MetadataFault::Signature)?;
            let der = pair.to_der();
            leaf.verify_signature(webpki::aws_lc_rs::ECDSA_P256_SHA256, signed, der.as_bytes()).map_err(wrong)
        }
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

fn malformed(what: &str) -> MetadataFault {
    MetadataFault::Malformed(what.to_owned())
}

fn untrusted(error: webpki::Error) -> MetadataFault {
    MetadataFault::Chain(error.to_string())
}
