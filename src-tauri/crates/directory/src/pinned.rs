//! Pinned keys: beyond the usual verification, a directory's chain has to go through a key that the settings name.
//!
//! As in RFC 7469, the chain counts and not what the server sends along: anybody can send anybody's certificate.

use crate::decode::liberal;
use crate::http::BadUrl;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_cert_signed_by_trust_anchor};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms, aws_lc_rs};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, OtherError, RootCertStore,
    SignatureScheme,
};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest as _, Sha256};
use std::error::Error;
use std::io;
use std::sync::Arc;

/// SHA-256 of a SubjectPublicKeyInfo.
pub type Pin = [u8; 32];

/// The pin that `text` names: `sha256/` and base64.
pub fn pin(text: &str) -> Option<Pin> {
    liberal(text.trim().strip_prefix("sha256/")?).ok()?.try_into().ok()
}

/// TLS as the client sets it up by itself, and `pins` besides: it trusts `roots` and the system's, or `roots` alone.
pub fn config(roots: Vec<CertificateDer<'static>>, only: bool, pins: &[Pin]) -> Result<ClientConfig, BadUrl> {
    let provider = CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
    let pinned = Pinned {
        usual: usual(roots, only, &provider)?,
        algorithms: provider.signature_verification_algorithms,
        pins: pins.to_vec(),
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| BadUrl::Certificate)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(pinned))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// What the client verifies with by itself.
fn usual(
    roots: Vec<CertificateDer<'static>>,
    only: bool,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, BadUrl> {
    if !only {
        let system = rustls_platform_verifier::Verifier::new_with_extra_roots(roots, provider.clone());
        return Ok(Arc::new(system.map_err(|_| BadUrl::Certificate)?));
    }
    let mut store = RootCertStore::empty();
    for root in roots {
        store.add(root).map_err(|_| BadUrl::Certificate)?;
    }
    let own = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider.clone()).build();
    Ok(own.map_err(|_| BadUrl::Certificate)?)
}

/// Whether `error` says that a chain which is otherwise good goes through no pinned key.
pub fn is_refusal(error: &(dyn Error + 'static)) -> bool {
    // An error of input and output hides the one that it carries: its source is that one's source.
    let carried = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let refused = match error.downcast_ref::<rustls::Error>() {
        Some(rustls::Error::InvalidCertificate(CertificateError::Other(OtherError(why)))) => why.is::<NotPinned>(),
        _ => false,
    };
    refused || carried.is_some_and(|inner| is_refusal(inner)) || error.source().is_some_and(is_refusal)
}

/// A good chain goes through no pinned key.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the chain goes through no pinned key")]
struct NotPinned;

/// Verifies as usual, and then compares.
#[derive(Debug)]
struct Pinned {
    usual: Arc<dyn ServerCertVerifier>,
    algorithms: WebPkiSupportedAlgorithms,
    pins: Vec<Pin>,
}

impl Pinned {
    fn names(&self, certificate: &CertificateDer<'_>) -> bool {
        let Ok(read) = ParsedCertificate::try_from(certificate) else { return false };
        let key: Pin = Sha256::digest(read.subject_public_key_info()).into();
        self.pins.contains(&key)
    }

    /// Whether the leaf's own key is pinned, or it was issued by one that is: what is pinned of the certificates that
    /// came with it is taken for a root, and the leaf has to lead there.
    fn goes_through(&self, leaf: &CertificateDer<'_>, others: &[CertificateDer<'_>], now: UnixTime) -> bool {
        if self.names(leaf) {
            return true;
        }
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(others.iter().filter(|other| self.names(other)).cloned());
        ParsedCertificate::try_from(leaf).is_ok_and(|leaf| {
            verify_server_cert_signed_by_trust_anchor(&leaf, &roots, others, now, self.algorithms.all).is_ok()
        })
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let good = self.usual.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)?;
        if self.goes_through(end_entity, intermediates, now) {
            Ok(good)
        } else {
            Err(CertificateError::Other(OtherError(Arc::new(NotPinned))).into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }

    fn requires_raw_public_keys(&self) -> bool {
        self.usual.requires_raw_public_keys()
    }

    fn root_hint_subjects(&self) -> Option<&[DistinguishedName]> {
        self.usual.root_hint_subjects()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::standard;
    use crate::http::{Http, Reach};
    use postern_ports::directory::DirectoryFault;
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, PublicKeyData as _};
    use rustls::ServerConfig;
    use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
    use std::time::Duration;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    fn pin_of(key: &KeyPair) -> Pin {
        Sha256::digest(key.subject_public_key_info()).into()
    }

    fn authority(name: &str) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, name);
        params
    }

    /// A server on loopback whose certificate an authority between it and the root issued.
    struct Server {
        url: String,
        root: Vec<u8>,
        leaf: Pin,
        between: Pin,
        /// Of a certificate that the server sends along, and that issued nothing here.
        stranger: Pin,
    }

    async fn server() -> Server {
        let keys = [(); 4].map(|()| KeyPair::generate().unwrap());
        let [leaf_pin, between_pin, _, stranger_pin] = [0, 1, 2, 3].map(|n: usize| pin_of(&keys[n]));
        let [leaf_key, between_key, root_key, stranger_key] = keys;

        let stranger = authority("Stranger").self_signed(&stranger_key).unwrap();
        let root = authority("Root").self_signed(&root_key).unwrap();
        let root_issuer = Issuer::new(authority("Root"), root_key);
        let between = authority("Between").signed_by(&between_key, &root_issuer).unwrap();
        let between_issuer = Issuer::new(authority("Between"), between_key);
        let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "Leaf");
        let leaf = params.signed_by(&leaf_key, &between_issuer).unwrap();

        let chain = [&leaf, &between, &stranger].map(|one| one.der().clone()).to_vec();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        let url = serve(TlsAcceptor::from(Arc::new(config))).await;
        let root = root.der().to_vec();
        Server { url, root, leaf: leaf_pin, between: between_pin, stranger: stranger_pin }
    }

    /// Answers every request with an empty object.
    async fn serve(acceptor: TlsAcceptor) -> String {
        const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
            connection: close\r\n\r\n{}";
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else { return };
                    let mut request = Vec::new();
                    while !request.ends_with(b"\r\n\r\n") {
                        let Ok(byte) = stream.read_u8().await else { return };
                        request.push(byte);
                    }
                    let _ = stream.write_all(ANSWER).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
        url
    }

    /// The status of a request to `url`, trusting `root`.
    async fn asked(url: &str, root: &[u8], only_these_roots: bool, pins: &[Pin]) -> Result<u16, DirectoryFault> {
        let reach = Reach {
            patience: Duration::from_secs(10),
            roots: vec![root.to_vec()],
            only_these_roots,
            pins: pins.to_vec(),
            ..Reach::default()
        };
        let http = Http::new(url, &reach).unwrap();
        let url = http.at(&["x"]);
        http.change(|client| client.get(url.clone())).await.map(|answer| answer.status.as_u16())
    }

    fn not_pinned() -> Result<u16, DirectoryFault> {
        Err(DirectoryFault::Down("its certificate is not the pinned one".to_owned()))
    }

    #[tokio::test]
    async fn a_chain_through_a_pinned_key_connects() {
        let server = server().await;
        for only in [true, false] {
            for pins in [vec![], vec![server.leaf], vec![server.between], vec![[7; 32], server.between]] {
                assert_eq!(asked(&server.url, &server.root, only, &pins).await, Ok(200), "{only} {pins:?}");
            }
        }
    }

    #[tokio::test]
    async fn a_chain_through_another_key_is_refused_and_says_so() {
        let server = server().await;
        for only in [true, false] {
            assert_eq!(asked(&server.url, &server.root, only, &[[7; 32]]).await, not_pinned());
        }
    }

    #[tokio::test]
    async fn a_certificate_that_is_only_sent_along_pins_nothing() {
        let server = server().await;
        assert_eq!(asked(&server.url, &server.root, true, &[server.stranger]).await, not_pinned());
    }

    #[tokio::test]
    async fn a_pinned_key_that_nobody_vouches_for_is_refused() {
        let (server, other) = (server().await, server().await);
        let found = asked(&server.url, &other.root, true, &[server.leaf, server.between]).await;
        assert_eq!(found, Err(DirectoryFault::Down("no connection".to_owned())));
    }

    #[test]
    fn roots_that_cannot_be_read_are_told() {
        let roots = vec![b"no certificate".to_vec()];
        let reach = Reach { roots, only_these_roots: true, pins: vec![[7; 32]], ..Reach::default() };
        assert_eq!(Http::new("https://pi.example.org", &reach).err(), Some(BadUrl::Certificate));
    }

    #[test]
    fn what_is_not_encrypted_has_no_pins() {
        let reach = Reach { pins: vec![[7; 32]], ..Reach::default() };
        assert_eq!(Http::new("http://127.0.0.1:5001", &reach).err(), Some(BadUrl::Insecure));
    }

    #[test]
    fn a_pin_is_named_with_its_hash() {
        let text = format!("sha256/{}", standard(&[0xfb; 32]));
        assert_eq!(pin(&text), Some([0xfb; 32]));
        assert_eq!(pin(&format!(" {text}\n")), Some([0xfb; 32]));
        let (bare, short) = (standard(&[0xfb; 32]), format!("sha256/{}", standard(&[0xfb; 31])));
        for wrong in ["", "sha256/", "sha256/~", &bare, &short, &text.replace("256", "512"), &format!("{text}A")] {
            assert_eq!(pin(wrong), None, "{wrong}");
        }
    }
}
