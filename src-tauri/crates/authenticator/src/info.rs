//! authenticatorGetInfo (CTAP 2.1 §6.4) and the tries that are left (§6.5.5.2, §6.5.5.8).

use crate::ctap::{Fields, int, named};
use crate::link::Session;
use crate::token::Authority;
use postern_ports::authenticator::{KeyFault, KeyFeatures};
use serde_cbor_2::Value;

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
    /// Credentials can be managed by the final command, or only by the preview one.
    pub credential_management: Option<u8>,
    /// Credentials can be renamed: the final command knows how.
    pub renames: bool,
    /// Settings can be changed (authenticatorConfig).
    pub configures: bool,
    /// authenticatorSelection is there.
    pub selects: bool,
    /// Credentials may be listed by number in a request; `None` when not told.
    pub list_length: Option<u32>,
    /// The longest credential id it takes in a list.
    pub id_length: Option<u32>,
    /// The rest, for people.
    pub features: KeyFeatures,
}

/// Asks the key about itself.
pub async fn get_info(key: &mut Session) -> Result<Info, KeyFault> {
    Ok(read(key.send(0x04, Vec::new()).await?))
}

fn read(mut fields: Fields) -> Info {
    let mut info = Info { min_pin_length: 4, pin_protocol: 1, ..Info::default() };
    info.versions = fields.texts(0x01);
    info.features.extensions = fields.texts(0x02);
    if let Some(Value::Bytes(aaguid)) = fields.take(0x03) {
        info.aaguid = uuid::Uuid::from_slice(&aaguid).ok().map(|u| u.to_string());
    }
    if let Some(Value::Map(options)) = fields.take(0x04) {
        let option = |name: &str| match named(&options, name) {
            Some(Value::Bool(on)) => Some(*on),
            Some(_) | None => None,
        };
        let on = |name: &str| option(name) == Some(true);
        info.client_pin = option("clientPin");
        info.token_permissions = on("pinUvAuthToken");
        info.resident_keys = on("rk");
        info.renames = on("credMgmt");
        info.credential_management = match (on("credMgmt"), on("credentialMgmtPreview")) {
            (true, _) => Some(0x0a),
            (false, true) => Some(0x41),
            (false, false) => None,
        };
        info.configures = on("authnrCfg");
        info.features.built_in_verification = option("uv");
        info.features.always_verify = option("alwaysUv");
        info.features.enterprise_attestation = option("ep");
        info.features.manages_credentials = info.credential_management.is_some();
        info.features.sets_min_pin_length = on("setMinPINLength");
    }
    info.selects = info.versions.iter().any(|v| v == "FIDO_2_1" || v == "FIDO_2_2");
    let mut protocols = Vec::new();
    if let Some(Value::Array(found)) = fields.take(0x06) {
        protocols = [1u8, 2].into_iter().filter(|n| found.contains(&int((*n).into()))).collect();
    }
    if protocols.contains(&2) {
        info.pin_protocol = 2;
    }
    info.features.pin_protocols = protocols;
    info.list_length = fields.unsigned(0x07).filter(|n| *n > 0);
    info.id_length = fields.unsigned(0x08).filter(|n| *n > 0);
    info.features.transports = fields.texts(0x09);
    if let Some(Value::Array(algorithms)) = fields.take(0x0a) {
        info.features.algorithms = algorithms.iter().filter_map(algorithm).take(64).collect();
    }
    info.force_pin_change = matches!(fields.take(0x0c), Some(Value::Bool(true)));
    info.min_pin_length = fields.unsigned(0x0d).unwrap_or(4).clamp(4, 63);
    info.firmware = fields.unsigned(0x0e);
    if let Some(Value::Map(certifications)) = fields.take(0x13) {
        let one = |(name, level): (Value, Value)| match (name, level) {
            (Value::Text(name), Value::Integer(level)) => Some((name, u32::try_from(level).ok()?)),
            _ => None,
        };
        info.features.certifications = certifications.into_iter().filter_map(one).take(16).collect();
    }
    info.features.room = fields.unsigned(0x14);
    info
}

fn algorithm(entry: &Value) -> Option<i64> {
    let Value::Map(entry) = entry else { return None };
    match named(entry, "alg") {
        Some(Value::Integer(n)) => i64::try_from(*n).ok(),
        Some(_) | None => None,
    }
}

/// PIN tries left.
pub async fn pin_tries(key: &mut Session, protocol: u8) -> Result<Option<u32>, KeyFault> {
    let mut fields = key.send(0x06, vec![(1, int(protocol.into())), (2, int(1))]).await?;
    Ok(fields.unsigned(3))
}

/// Tries of the built-in sensor left.
pub async fn sensor_tries(key: &mut Session, protocol: u8) -> Result<Option<u32>, KeyFault> {
    let mut fields = key.send(0x06, vec![(1, int(protocol.into())), (2, int(7))]).await?;
    Ok(fields.unsigned(5))
}

/// Adds the tries that are left to a wrong PIN.
pub async fn told_tries<R>(key: &mut Session, info: &Info, result: Result<R, KeyFault>) -> Result<R, KeyFault> {
    match result {
        Err(KeyFault::WrongPin { tries: None }) => {
            let tries = pin_tries(key, info.pin_protocol).await.ok().flatten();
            Err(KeyFault::WrongPin { tries })
        }
        other => other,
    }
}

/// A key that can verify its user in this way.
pub async fn ready(key: &mut Session, authority: &Authority<'_>) -> Result<Info, KeyFault> {
    let info = get_info(key).await?;
    match (authority, info.client_pin) {
        // A key that always verifies answers nobody.
        (Authority::Nobody, _) if info.features.always_verify == Some(true) => Err(KeyFault::NotNow),
        (Authority::Nobody, _) => Ok(info),
        (Authority::BuiltIn, _) if info.features.built_in_verification == Some(true) => Ok(info),
        (Authority::BuiltIn, _) => Err(KeyFault::Unsupported("built-in user verification".to_owned())),
        (Authority::Pin(_), Some(true)) if info.force_pin_change => Err(KeyFault::PinChangeRequired),
        (Authority::Pin(_), Some(true)) => Ok(info),
        (Authority::Pin(_), Some(false)) => Err(KeyFault::NoPin),
        (Authority::Pin(_), None) => Err(KeyFault::Unsupported("PIN".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ctap::{bytes, fields, text};

    #[test]
    fn types_that_do_not_fit_are_passed_over() {
        let odd = Value::Map(
            [(int(1), text("no list")), (int(3), bytes(&[1, 2])), (int(4), int(9)), (int(13), int(-5))]
                .into_iter()
                .collect(),
        );
        let info = read(fields(&serde_cbor_2::to_vec(&odd).unwrap()).unwrap());
        assert_eq!(info.versions, Vec::<String>::new());
        assert_eq!((info.aaguid, info.client_pin, info.min_pin_length), (None, None, 4));
    }
}
