//! What a key or its driver answers, as what a person does next.
//!
//! Broken data, a failed driver and a bad request stay three things: a bad request is caught before anything is sent
//! ([`KeyFault::Unsupported`], [`KeyFault::PinPolicy`]), a status byte of the key has its own fault, and nonsense is
//! [`KeyFault::Device`].

use postern_ports::authenticator::KeyFault;
use webauthn_authenticator_rs::error::{CtapError, WebauthnCError};

/// An answer that is not what CTAP says it must be.
pub(crate) fn nonsense(what: &str) -> KeyFault {
    KeyFault::Device(format!("it answered with {what}"))
}

/// Names the fault of a failed exchange. A wrong PIN comes without the tries that are left: only the caller can ask the
/// key for them (see `ctap::client_pin`).
pub(crate) fn from_exchange(error: WebauthnCError) -> KeyFault {
    match error {
        WebauthnCError::Ctap(status) => from_status(&status),
        WebauthnCError::Closed | WebauthnCError::NoHidDevices | WebauthnCError::NoSelectedToken => KeyFault::Removed,
        WebauthnCError::Cancelled => KeyFault::Cancelled,
        // Our own tokens say so when they have lost step with the key and only a new connection helps.
        WebauthnCError::UnexpectedState => KeyFault::Reinsert,
        WebauthnCError::PermissionDenied => KeyFault::Device(
            "this account may not open it; on Linux the udev rules for FIDO keys (systemd 252 or libu2f-udev) give access"
                .to_owned(),
        ),
        WebauthnCError::NotSupported => KeyFault::Unsupported("CTAP 2".to_owned()),
        // The driver library's list is long and grows: what is not named above is the driver's failure, in its words.
        other => KeyFault::Device(other.to_string()),
    }
}

/// Names the fault of a CTAP status (CTAP 2.1 §8.2).
pub(crate) fn from_status(status: &CtapError) -> KeyFault {
    use CtapError as S;
    match status {
        S::Ctap2CredentialExcluded => KeyFault::Excluded,
        S::Ctap2NoCredentials | S::Ctap2InvalidCredential => KeyFault::NoCredential,
        S::Ctap2UserActionTimeout | S::Ctap2ActionTimeout | S::Ctap2UserPresenceRequired => KeyFault::NoTouch,
        S::Ctap2KeepAliveCancel | S::Ctap2OperationDenied => KeyFault::Cancelled,
        S::Ctap2PinInvalid => KeyFault::WrongPin { tries: None },
        S::Ctap2PinBlocked | S::Ctap2UserVerificationBlocked => KeyFault::Blocked,
        S::Ctap2PinAuthBlocked => KeyFault::Reinsert,
        S::Ctap2PinNotSet => KeyFault::NoPin,
        S::Ctap2PinPolicyViolation => KeyFault::PinPolicy,
        S::Ctap2KeyStoreFull | S::Ctap2LargeBlobStorageFull | S::Ctap2FingerprintDatabaseFull => KeyFault::Full,
        S::Ctap1ChannelBusy | S::Ctap2OperationPending | S::Ctap2UserActionPending | S::Ctap2Processing => {
            KeyFault::Busy
        }
        S::Ctap2UnsupportedAlgorithm => KeyFault::Unsupported("none of the algorithms asked for".to_owned()),
        S::Ctap2UnsupportedOption | S::Ctap2InvalidOption => KeyFault::Unsupported("an option asked for".to_owned()),
        S::Ctap1InvalidCommand | S::Ctap2InvalidSubcommand => KeyFault::Unsupported("the command".to_owned()),
        S::Ctap2RequestTooLarge | S::Ctap2LimitExceeded => {
            KeyFault::Unsupported("a request of this size".to_owned())
        }
        S::Ok
        | S::Ctap1InvalidParameter
        | S::Ctap1InvalidLength
        | S::Ctap1InvalidSeq
        | S::Ctap1Timeout
        | S::Ctap1LockRequired
        | S::Ctap1InvalidChannel
        | S::Ctap2CborUnexpectedType
        | S::Ctap2InvalidCBOR
        | S::Ctap2MissingParameter
        | S::Ctap2NoOperations
        | S::Ctap2NotAllowed
        | S::Ctap2PinAuthInvalid
        | S::Ctap2PUATRequired
        | S::Ctap2IntegrityFailure
        | S::Ctap2UserVerificationInvalid
        | S::Ctap2UnauthorizedPermission
        | S::Ctap1Unspecified
        | S::Ctap2LastError
        | S::Unknown(_) => KeyFault::Device(format!("CTAP status {status:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_a_person_can_act_on_has_its_fault() {
        let table = [
            (0x19, KeyFault::Excluded),
            (0x28, KeyFault::Full),
            (0x2d, KeyFault::Cancelled),
            (0x2e, KeyFault::NoCredential),
            (0x2f, KeyFault::NoTouch),
            (0x31, KeyFault::WrongPin { tries: None }),
            (0x32, KeyFault::Blocked),
            (0x34, KeyFault::Reinsert),
            (0x35, KeyFault::NoPin),
            (0x37, KeyFault::PinPolicy),
            (0x3a, KeyFault::NoTouch),
        ];
        for (byte, fault) in table {
            assert_eq!(from_status(&CtapError::from(byte)), fault, "{byte:#04x}");
        }
    }

    #[test]
    fn every_status_byte_has_a_fault() {
        for byte in 0..=u8::MAX {
            assert!(!from_status(&CtapError::from(byte)).to_string().is_empty());
        }
    }

    #[test]
    fn a_closed_connection_is_a_removed_key_and_a_refused_one_says_what_helps() {
        assert_eq!(from_exchange(WebauthnCError::Closed), KeyFault::Removed);
        assert!(from_exchange(WebauthnCError::PermissionDenied).to_string().contains("udev"));
    }
}
