//! Whether a new credential's attestation ends at a root that is trusted here.

use crate::auth_data::AuthData;
use crate::model_book::ModelBook;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use postern_ports::Clock;
use postern_ports::authenticator::{AttestationVerdict, MakeCredential};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use std::time::Duration;
use url::Url;
use uuid::Uuid;
use webauthn_attestation_ca::{AttestationCaList, AttestationCaListBuilder};
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::RegistrationState;
use webauthn_rs_core::proto::{COSEAlgorithm, UserVerificationPolicy};
use webauthn_rs_proto::{
    AttestationConveyancePreference, AuthenticatorAttestationResponseRaw, RegisterPublicKeyCredential,
};

/// A certificate that may end an attestation chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// The certificate, DER.
    pub der: Vec<u8>,
}

impl Root {
    /// The certificates of a file: of PEM all that are in it, anything else is taken for one in DER.
    pub fn all_in(file: &[u8]) -> Vec<Self> {
        let mut pem = CertificateDer::pem_slice_iter(file).filter_map(Result::ok).peekable();
        if pem.peek().is_none() {
            return vec![Self { der: file.to_vec() }];
        }
        pem.map(|certificate| Self { der: certificate.to_vec() }).collect()
    }
}

/// The roots that are trusted here. None: no attestation is trusted.
#[derive(Clone, Default)]
pub struct TrustedRoots {
    roots: Vec<Root>,
    metadata: Option<(Arc<ModelBook>, Arc<dyn Clock>)>,
}

impl TrustedRoots {
    /// Trusts these roots.
    pub fn new(roots: Vec<Root>) -> Self {
        Self { roots, metadata: None }
    }

    /// Trusts besides, for each model, the roots that the metadata name for it.
    #[must_use]
    pub fn with_metadata(self, book: Arc<ModelBook>, clock: Arc<dyn Clock>) -> Self {
        Self { metadata: Some((book, clock)), ..self }
    }

    /// Checks packed attestation: chain, AAGUID extension, signature, and that the response is the answer to `ask`.
    pub(crate) fn judge(
        &self,
        ask: &MakeCredential,
        data: &AuthData,
        object: &[u8],
        client_data: &[u8],
    ) -> AttestationVerdict {
        let mut why = "no root is trusted here".to_owned();
        let named = self.metadata.as_ref().map(|(book, clock)| book.roots(&data.aaguid, clock.now()));
        for root in self.roots.iter().chain(named.iter().flatten()) {
            match verify(root, ask, data, object, client_data) {
                Ok(()) => return AttestationVerdict::Trusted { root: fingerprint(root) },
                Err(reason) => why = reason,
            }
        }
        AttestationVerdict::Untrusted { why }
    }
}

fn fingerprint(root: &Root) -> String {
    Sha256::digest(&root.der).iter().map(|b| format!("{b:02x}")).collect()
}

fn verify(root: &Root, ask: &MakeCredential, data: &AuthData, object: &[u8], client_data: &[u8]) -> Result<(), String> {
    let aaguid = Uuid::parse_str(&data.aaguid).map_err(|e| e.to_string())?;
    let roots = only(root, aaguid)?;
    let origin = Url::parse(&ask.origin).map_err(|e| e.to_string())?;
    let core = WebauthnCore::new_unsafe_experts_only(
        &ask.rp_name,
        &ask.rp_id,
        vec![origin],
        Duration::from_secs(300),
        None,
        None,
    );
    let state = state(&core, ask)?;
    let response = RegisterPublicKeyCredential {
        id: URL_SAFE_NO_PAD.encode(&data.credential.0),
        raw_id: data.credential.0.clone(),
        response: AuthenticatorAttestationResponseRaw {
            attestation_object: object.to_vec(),
            client_data_json: client_data.to_vec(),
            transports: None,
        },
        type_: "public-key".to_owned(),
        extensions: Default::default(),
    };
    core.register_credential(&response, &state, Some(&roots)).map(|_| ()).map_err(|e| format!("{e:?}"))
}

fn only(root: &Root, aaguid: Uuid) -> Result<AttestationCaList, String> {
    let mut list = AttestationCaListBuilder::new();
    list.insert_device_der(&root.der, aaguid, String::new(), Default::default()).map_err(|e| format!("{e:?}"))?;
    Ok(list.build())
}

/// The library makes random challenges only; the directory made this one. Its state is public JSON, so the
/// challenge is put there.
fn state(core: &WebauthnCore, ask: &MakeCredential) -> Result<RegistrationState, String> {
    let builder = core
        .new_challenge_register_builder(&ask.user_id, &ask.user_name, &ask.user_display_name)
        .map_err(|e| format!("{e:?}"))?
        .attestation(AttestationConveyancePreference::Direct)
        .user_verification_policy(UserVerificationPolicy::Required)
        .require_resident_key(true)
        .credential_algorithms(vec![COSEAlgorithm::ES256]);
    let (_, state) = core.generate_challenge_register(builder).map_err(|e| format!("{e:?}"))?;
    let mut json = serde_json::to_value(&state).map_err(|e| e.to_string())?;
    let Some(challenge) = json.get_mut("challenge") else { return Err("the state has no challenge".to_owned()) };
    *challenge = serde_json::Value::from(URL_SAFE_NO_PAD.encode(&ask.challenge));
    serde_json::from_value(json).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::Root;
    use crate::metadata::{BUILT_IN_ROOT, BUILT_IN_ROOT_R46, built_in_roots};

    #[test]
    fn roots_are_read_from_der_and_from_pem() {
        let both = format!("The service's:\n{BUILT_IN_ROOT}\n{BUILT_IN_ROOT_R46}");
        let read: Vec<Vec<u8>> = Root::all_in(both.as_bytes()).into_iter().map(|root| root.der).collect();
        assert_eq!(read, built_in_roots());
        assert_eq!(Root::all_in(&read[0]), [Root { der: read[0].clone() }]);
    }
}
