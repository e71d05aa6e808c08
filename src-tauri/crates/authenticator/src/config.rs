//! authenticatorConfig (CTAP 2.1 §6.11), authenticatorReset (§6.6) and authenticatorSelection (§6.9).

use crate::ctap::{bytes, int, map, text};
use crate::info::{Info, get_info};
use crate::link::Session;
use crate::token::{Authority, Permission, PinToken};
use postern_ports::authenticator::{KeyFault, KeySetting};
use serde_cbor_2::Value;

const CONFIG: u8 = 0x0d;

/// Changes a setting.
pub async fn configure(
    key: &mut Session,
    info: &Info,
    setting: &KeySetting,
    authority: &Authority<'_>,
) -> Result<(), KeyFault> {
    if !info.configures {
        return Err(KeyFault::Unsupported("authenticatorConfig".to_owned()));
    }
    let (subcommand, parameters) = subcommand(info, setting)?;
    let permit = PinToken::get(key, info, authority, Permission::Configure, None).await?;
    let mut message = vec![0xff; 32];
    message.extend([CONFIG, subcommand]);
    let mut fields = vec![(1, int(subcommand.into()))];
    if let Some(parameters) = parameters {
        message.extend(serde_cbor_2::to_vec(&parameters).map_err(|e| KeyFault::Device(e.to_string()))?);
        fields.push((2, parameters));
    }
    fields.push((3, int(permit.protocol().into())));
    fields.push((4, bytes(&permit.authenticate(&message))));
    key.send(CONFIG, fields).await.map(|_| ())
}

fn subcommand(info: &Info, setting: &KeySetting) -> Result<(u8, Option<Value>), KeyFault> {
    let missing = |what: &str| Err(KeyFault::Unsupported(what.to_owned()));
    Ok(match setting {
        KeySetting::EnterpriseAttestation if info.features.enterprise_attestation.is_none() => {
            return missing("enterprise attestation");
        }
        KeySetting::EnterpriseAttestation => (0x01, None),
        KeySetting::ToggleAlwaysVerify if info.features.always_verify.is_none() => return missing("alwaysUv"),
        KeySetting::ToggleAlwaysVerify => (0x02, None),
        KeySetting::MinPinLength { .. } | KeySetting::ForcePinChange if !info.features.sets_min_pin_length => {
            return missing("setMinPINLength");
        }
        KeySetting::MinPinLength { length, .. } if !(info.min_pin_length..=63).contains(length) => {
            // A key never takes a shorter one (§6.11.4).
            return Err(KeyFault::PinPolicy);
        }
        KeySetting::MinPinLength { length, tell } => {
            let length = (int(1), int((*length).into()));
            let tell = (int(2), Value::Array(tell.iter().map(|rp| text(rp)).collect()));
            (0x03, Some(if tell.1 == Value::Array(Vec::new()) { map([length]) } else { map([length, tell]) }))
        }
        KeySetting::ForcePinChange => (0x03, Some(map([(int(3), Value::Bool(true))]))),
    })
}

/// Erases the key.
pub async fn reset(key: &mut Session) -> Result<(), KeyFault> {
    match key.send(0x07, Vec::new()).await {
        // §6.6: later than ten seconds after power-up.
        Err(KeyFault::NotNow) => Err(KeyFault::TooLate),
        other => other.map(|_| ()),
    }
}

/// Waits for a touch, and does nothing else.
pub async fn touched(key: &mut Session) -> Result<(), KeyFault> {
    let info = get_info(key).await?;
    if info.selects {
        return key.send(0x0b, Vec::new()).await.map(|_| ());
    }
    // Older keys: an empty proof makes them ask for a touch and then refuse (§6.1.2 step 1).
    let parameters = vec![
        (1, bytes(&[0; 32])),
        (2, map([(text("id"), text("identify.postern.invalid")), (text("name"), text("Postern"))])),
        (3, map([(text("id"), bytes(&[0])), (text("name"), text("-")), (text("displayName"), text("-"))])),
        (4, Value::Array(vec![map([(text("alg"), int(-7)), (text("type"), text("public-key"))])])),
        (8, bytes(&[])),
        (9, int(info.pin_protocol.into())),
    ];
    match key.send(0x01, parameters).await {
        Ok(_) | Err(KeyFault::NoPin | KeyFault::WrongPin { .. }) => Ok(()),
        Err(fault) => Err(fault),
    }
}
