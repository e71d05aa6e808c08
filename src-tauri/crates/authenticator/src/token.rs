//! PIN/UV tokens: one permission, one relying party (CTAP 2.1 §6.5.5).

use crate::ctap::{bytes, int, nonsense, text};
use crate::info::Info;
use crate::link::Session;
use crate::pin_protocol::{Shared, authenticate};
use postern_ports::authenticator::KeyFault;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// What a token may be used for. One at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// One authenticatorMakeCredential.
    MakeCredential,
    /// One authenticatorGetAssertion.
    GetAssertion,
    /// authenticatorCredentialManagement.
    ManageCredentials,
    /// authenticatorConfig.
    Configure,
}

impl Permission {
    const fn bit(self) -> i128 {
        match self {
            Self::MakeCredential => 0x01,
            Self::GetAssertion => 0x02,
            Self::ManageCredentials => 0x04,
            Self::Configure => 0x20,
        }
    }
}

/// What a token is got with.
pub enum Authority<'a> {
    /// The PIN's bytes.
    Pin(&'a [u8]),
    /// The key's own sensor.
    BuiltIn,
    /// Nothing: no token is got.
    Nobody,
}

/// A PIN/UV token, erased when dropped.
pub struct PinToken {
    protocol: u8,
    token: Zeroizing<Vec<u8>>,
}

impl PinToken {
    /// Asks for a token. A PIN is tried once. `rp_id` binds it, where the permission knows one.
    pub async fn get(
        key: &mut Session,
        info: &Info,
        authority: &Authority<'_>,
        permission: Permission,
        rp_id: Option<&str>,
    ) -> Result<Self, KeyFault> {
        let shared = Shared::agree(key, info.pin_protocol).await?;
        let mut parameters = vec![(1, int(info.pin_protocol.into())), (3, shared.platform_key.clone())];
        match authority {
            Authority::Pin(pin) => {
                let hash = Zeroizing::new(Sha256::digest(pin).to_vec());
                parameters.push((2, int(if info.token_permissions { 9 } else { 5 })));
                parameters.push((6, bytes(&shared.encrypt(&hash[..16]))));
            }
            Authority::BuiltIn if info.token_permissions => parameters.push((2, int(6))),
            Authority::BuiltIn => return Err(KeyFault::Unsupported("tokens by built-in verification".to_owned())),
            Authority::Nobody => return Err(KeyFault::Unsupported("this without verification".to_owned())),
        }
        if info.token_permissions {
            parameters.push((9, int(permission.bit())));
            if let Some(rp_id) = rp_id {
                parameters.push((0x0a, text(rp_id)));
            }
        }
        let mut fields = key.send(0x06, parameters).await?;
        let token = shared.decrypt(&fields.bytes(2)?).filter(|t| t.len() == 16 || t.len() == 32);
        Ok(Self { protocol: info.pin_protocol, token: token.ok_or_else(|| nonsense("PIN token"))? })
    }

    /// pinUvAuthParam over `message`.
    pub fn authenticate(&self, message: &[u8]) -> Vec<u8> {
        authenticate(self.protocol, &self.token, message)
    }

    /// The protocol's number.
    pub fn protocol(&self) -> u8 {
        self.protocol
    }
}
