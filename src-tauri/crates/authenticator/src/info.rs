//! authenticatorGetInfo (CTAP 2.1 §6.4) and the PIN's tries (§6.5.5.2).

use crate::ctap::{Fields, GetInfo, int, send};
use crate::fault::key_fault;
use postern_ports::authenticator::KeyFault;
use serde_cbor_2::Value;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;

/// What a key says about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// FIDO versions.
    pub versions: Vec<String>,
    /// The model, lower-case with hyphens.
    pub aaguid: Option<String>,
    /// Firmware version.
    pub firmware: Option<u32>,
    /// A PIN is set; `None` when the key has no PIN at all.
    pub client_pin: Option<bool>,
    /// PIN tokens can be asked for with permissions.
    pub token_permissions: bool,
    /// Discoverable credentials can be kept.
    pub resident_keys: bool,
    /// The shortest PIN.
    pub min_pin_length: u32,
    /// The PIN must be changed first.
    pub force_pin_change: bool,
    /// The PIN protocol to use: 2 where the key has it, else 1.
    pub pin_protocol: u8,
}

/// Asks the key about itself.
pub async fn get_info<T: Token, U: UiCallback>(token: &mut T, ui: &U) -> Result<Info, KeyFault> {
    let fields = token.transmit(GetInfo, ui).await.map_err(|e| key_fault(&e))?;
    Ok(read(fields))
}

fn read(mut fields: Fields) -> Info {
    let mut info = Info { min_pin_length: 4, pin_protocol: 1, ..Info::default() };
    if let Some(Value::Array(versions)) = fields.take(0x01) {
        info.versions =
            versions.into_iter().filter_map(|v| if let Value::Text(t) = v { Some(t) } else { None }).collect();
    }
    if let Some(Value::Bytes(aaguid)) = fields.take(0x03) {
        info.aaguid = uuid::Uuid::from_slice(&aaguid).ok().map(|u| u.to_string());
    }
    if let Some(Value::Map(options)) = fields.take(0x04) {
        let option = |name: &str| match options.get(&Value::Text(name.to_owned())) {
            Some(Value::Bool(on)) => Some(*on),
            Some(_) | None => None,
        };
        info.client_pin = option("clientPin");
        info.token_permissions = option("pinUvAuthToken") == Some(true);
        info.resident_keys = option("rk") == Some(true);
    }
    if let Some(Value::Array(protocols)) = fields.take(0x06)
        && protocols.contains(&int(2))
    {
        info.pin_protocol = 2;
    }
    info.force_pin_change = matches!(fields.take(0x0c), Some(Value::Bool(true)));
    info.min_pin_length = fields.unsigned(0x0d).unwrap_or(4).clamp(4, 63);
    info.firmware = fields.unsigned(0x0e);
    info
}

/// PIN tries left.
pub async fn pin_tries<T: Token, U: UiCallback>(token: &mut T, ui: &U, protocol: u8) -> Result<Option<u32>, KeyFault> {
    let mut fields = send::<0x06, _, _>(token, ui, vec![(1, int(protocol.into())), (2, int(1))]).await?;
    Ok(fields.unsigned(3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ctap::{bytes, text};
    use webauthn_authenticator_rs::ctap2::CBORResponse;

    #[test]
    fn types_that_do_not_fit_are_passed_over() {
        let odd = Value::Map(
            [(int(1), text("no list")), (int(3), bytes(&[1, 2])), (int(4), int(9)), (int(13), int(-5))]
                .into_iter()
                .collect(),
        );
        let fields: Fields = CBORResponse::try_from(&serde_cbor_2::to_vec(&odd).unwrap()).unwrap();
        let info = read(fields);
        assert_eq!(info.versions, Vec::<String>::new());
        assert_eq!((info.aaguid, info.client_pin, info.min_pin_length), (None, None, 4));
    }

    #[test]
    fn garbage_is_an_error_and_no_panic() {
        for garbage in
            [&[0xff][..], &[0x9f, 0x9f, 0x9f], &[0xbf, 0x01], &[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]]
        {
            assert!(<Fields as CBORResponse>::try_from(garbage).is_err());
        }
    }
}
