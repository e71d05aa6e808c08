//! PIN tokens: one permission, one relying party (CTAP 2.1 §6.5.5).

use crate::ctap::{bytes, int, nonsense, send, text};
use crate::info::Info;
use crate::pin_protocol::{Shared, authenticate};
use postern_ports::authenticator::KeyFault;
use sha2::{Digest as _, Sha256};
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::ui::UiCallback;
use zeroize::Zeroizing;

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// One authenticatorMakeCredential.
    MakeCredential,
    /// One authenticatorGetAssertion.
    GetAssertion,
}

impl Permission {
    const fn bit(self) -> i128 {
        match self {
            Self::MakeCredential => 0x01,
            Self::GetAssertion => 0x02,
        }
    }
}

/// A PIN token, erased when dropped.
pub struct PinToken {
    protocol: u8,
    token: Zeroizing<Vec<u8>>,
}

impl PinToken {
    /// Asks for a token with the PIN. The PIN is tried once.
    pub async fn with_pin<T: Token, U: UiCallback>(
        token: &mut T,
        ui: &U,
        info: &Info,
        pin: &[u8],
        permission: Permission,
        rp_id: &str,
    ) -> Result<Self, KeyFault> {
        let shared = Shared::agree(token, ui, info.pin_protocol).await?;
        let hash = Zeroizing::new(Sha256::digest(pin).to_vec());
        let sealed = shared.encrypt(&hash[..16]);
        let subcommand = if info.token_permissions { 9 } else { 5 };
        let mut parameters = vec![
            (1, int(info.pin_protocol.into())),
            (2, int(subcommand)),
            (3, shared.platform_key.clone()),
            (6, bytes(&sealed)),
        ];
        if info.token_permissions {
            parameters.push((9, int(permission.bit())));
            parameters.push((0x0a, text(rp_id)));
        }
        let mut fields = send::<0x06, _, _>(token, ui, parameters).await?;
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

/// Sets the first PIN (subcommand setPIN).
pub async fn set_pin<T: Token, U: UiCallback>(
    token: &mut T,
    ui: &U,
    info: &Info,
    padded: &[u8; 64],
) -> Result<(), KeyFault> {
    let shared = Shared::agree(token, ui, info.pin_protocol).await?;
    let sealed = shared.encrypt(padded);
    let proof = shared.authenticate(&sealed);
    let parameters = vec![
        (1, int(info.pin_protocol.into())),
        (2, int(3)),
        (3, shared.platform_key.clone()),
        (4, bytes(&proof)),
        (5, bytes(&sealed)),
    ];
    send::<0x06, _, _>(token, ui, parameters).await.map(|_| ())
}
