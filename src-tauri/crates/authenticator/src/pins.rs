//! Setting and changing the PIN (CTAP 2.1 §6.5.5.5, §6.5.5.6).

use crate::ctap::{bytes, int};
use crate::info::{get_info, told_tries};
use crate::link::Session;
use crate::pin;
use crate::pin_protocol::Shared;
use postern_ports::authenticator::KeyFault;
use postern_ports::secrets::Pin;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Sets the first PIN.
pub async fn set_pin(key: &mut Session, pin: &Pin) -> Result<(), KeyFault> {
    let info = get_info(key).await?;
    match info.client_pin {
        Some(false) => {}
        Some(true) => return Err(KeyFault::PinAlreadySet),
        None => return Err(KeyFault::Unsupported("PIN".to_owned())),
    }
    let padded = pin::padded_new(pin, info.min_pin_length)?;
    let shared = Shared::agree(key, info.pin_protocol).await?;
    let sealed = shared.encrypt(padded.as_ref());
    let parameters = vec![
        (1, int(info.pin_protocol.into())),
        (2, int(3)),
        (3, shared.platform_key.clone()),
        (4, bytes(&shared.authenticate(&sealed))),
        (5, bytes(&sealed)),
    ];
    key.send(0x06, parameters).await.map(|_| ())
}

/// Changes the PIN. The new one is judged before the old one is tried; the old one may be shorter than is allowed now.
pub async fn change_pin(key: &mut Session, old: &Pin, new: &Pin) -> Result<(), KeyFault> {
    let info = get_info(key).await?;
    match info.client_pin {
        Some(true) => {}
        Some(false) => return Err(KeyFault::NoPin),
        None => return Err(KeyFault::Unsupported("PIN".to_owned())),
    }
    let (old, padded) = (pin::bytes(old)?, pin::padded_new(new, info.min_pin_length)?);
    let shared = Shared::agree(key, info.pin_protocol).await?;
    let hash = Zeroizing::new(Sha256::digest(&*old).to_vec());
    let (sealed_new, sealed_old) = (shared.encrypt(padded.as_ref()), shared.encrypt(&hash[..16]));
    let parameters = vec![
        (1, int(info.pin_protocol.into())),
        (2, int(4)),
        (3, shared.platform_key.clone()),
        (4, bytes(&shared.authenticate(&[&sealed_new[..], &sealed_old].concat()))),
        (5, bytes(&sealed_new)),
        (6, bytes(&sealed_old)),
    ];
    let changed = key.send(0x06, parameters).await.map(|_| ());
    told_tries(key, &info, changed).await
}
