//! The operations of one key, as its thread runs them.

use crate::assertion::get_assertion;
use crate::attestation::TrustedRoots;
use crate::auth_data::AuthData;
use crate::client_data::client_data;
use crate::credential::make_credential;
use crate::info::{Info, get_info, pin_tries};
use crate::{pin, token};
use postern_domain::assertion::Assertion;
use postern_ports::authenticator::{
    AskAssertion, KeyDescription, KeyFault, KeyId, KeyStep, MadeCredential, MakeCredential, Progress,
};
use postern_ports::secrets::Pin;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::types::{CableRequestType, CableState, EnrollSampleStatus};
use webauthn_authenticator_rs::ui::UiCallback;

/// Passes the key's wish for a touch on.
pub struct Asking(pub Option<Progress>);

impl std::fmt::Debug for Asking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asking")
    }
}

impl UiCallback for Asking {
    fn request_pin(&self) -> Option<String> {
        // PINs are never asked for from here: they come with the request.
        None
    }
    fn request_touch(&self) {
        if let Some(tell) = &self.0 {
            tell(KeyStep::Touch);
        }
    }
    fn processing(&self) {
        if let Some(tell) = &self.0 {
            tell(KeyStep::Working);
        }
    }
    fn fingerprint_enrollment_feedback(&self, _: u32, _: Option<EnrollSampleStatus>) {}
    fn cable_qr_code(&self, _: CableRequestType, _: String) {}
    fn dismiss_qr_code(&self) {}
    fn cable_status_update(&self, _: CableState) {}
}

/// What the key says about itself.
pub async fn describe<T: Token>(token: &mut T, id: KeyId, label: String) -> KeyDescription {
    let ui = Asking(None);
    let mut description = undescribed(id, label, None);
    match get_info(token, &ui).await {
        Ok(info) => {
            if info.client_pin == Some(true) {
                description.pin_tries = pin_tries(token, &ui, info.pin_protocol).await.ok().flatten();
            }
            description.aaguid = info.aaguid;
            description.firmware = info.firmware;
            description.pin_set = info.client_pin == Some(true);
            description.min_pin_length = info.min_pin_length;
            description.force_pin_change = info.force_pin_change;
            description.versions = info.versions;
            description.resident_keys = info.resident_keys;
        }
        Err(fault) => description.fault = Some(fault),
    }
    description
}

/// A key of which nothing is known yet.
pub fn undescribed(id: KeyId, label: String, fault: Option<KeyFault>) -> KeyDescription {
    KeyDescription {
        id,
        label,
        aaguid: None,
        firmware: None,
        pin_set: false,
        min_pin_length: 4,
        force_pin_change: false,
        pin_tries: None,
        versions: Vec::new(),
        resident_keys: false,
        fault,
    }
}

/// Sets the first PIN.
pub async fn set_pin<T: Token>(token: &mut T, pin: &Pin) -> Result<(), KeyFault> {
    let ui = Asking(None);
    let info = get_info(token, &ui).await?;
    match info.client_pin {
        Some(false) => token::set_pin(token, &ui, &info, &*pin::padded_new(pin, info.min_pin_length)?).await,
        Some(true) => Err(KeyFault::PinAlreadySet),
        None => Err(KeyFault::Unsupported("PIN".to_owned())),
    }
}

/// Makes a credential and checks its attestation.
pub async fn make<T: Token>(
    token: &mut T,
    ask: &MakeCredential,
    pin: &Pin,
    roots: &TrustedRoots,
    progress: Progress,
) -> Result<MadeCredential, KeyFault> {
    let ui = Asking(Some(progress));
    let info = ready(token, &ui).await?;
    let secret = pin::bytes(pin)?;
    let (client_data_json, hash) = client_data("webauthn.create", &ask.challenge, &ask.origin);
    let made = make_credential(token, &ui, &info, ask, &hash, &secret).await;
    let (attestation_object, auth_data) = told_tries(token, &ui, &info, made).await?;
    let data = AuthData::parse(&auth_data).ok_or_else(|| KeyFault::Device("authenticator data".to_owned()))?;
    let attestation = roots.judge(ask, &data, &attestation_object, &client_data_json);
    Ok(MadeCredential {
        id: data.credential,
        public_key: data.public_key,
        attestation_object,
        client_data_json,
        attestation,
        aaguid: data.aaguid,
        user_verified: data.user_verified,
        backup_eligible: data.backup_eligible,
    })
}

/// Signs a challenge.
pub async fn assert<T: Token>(
    token: &mut T,
    ask: &AskAssertion,
    pin: &Pin,
    progress: Progress,
) -> Result<Assertion, KeyFault> {
    let ui = Asking(Some(progress));
    let info = ready(token, &ui).await?;
    let secret = pin::bytes(pin)?;
    let client_data = client_data("webauthn.get", &ask.challenge, &ask.origin);
    let answer = get_assertion(token, &ui, &info, ask, client_data, &secret).await;
    told_tries(token, &ui, &info, answer).await
}

/// A key that can verify its user by PIN.
async fn ready<T: Token>(token: &mut T, ui: &Asking) -> Result<Info, KeyFault> {
    let info = get_info(token, ui).await?;
    match info.client_pin {
        Some(true) if info.force_pin_change => Err(KeyFault::PinChangeRequired),
        Some(true) => Ok(info),
        Some(false) => Err(KeyFault::NoPin),
        None => Err(KeyFault::Unsupported("PIN".to_owned())),
    }
}

/// Adds the tries that are left to a wrong PIN.
async fn told_tries<T: Token, R>(
    token: &mut T,
    ui: &Asking,
    info: &Info,
    result: Result<R, KeyFault>,
) -> Result<R, KeyFault> {
    match result {
        Err(KeyFault::WrongPin { tries: None }) => {
            let tries = pin_tries(token, ui, info.pin_protocol).await.ok().flatten();
            Err(KeyFault::WrongPin { tries })
        }
        other => other,
    }
}
