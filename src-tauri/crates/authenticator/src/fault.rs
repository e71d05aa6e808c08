//! What a key's status means for a person.

use postern_ports::authenticator::KeyFault;
use webauthn_authenticator_rs::error::{CtapError, WebauthnCError};

/// The fault behind a driver's error. A wrong PIN gets its tries added by whoever can read them.
pub fn key_fault(error: &WebauthnCError) -> KeyFault {
    match error {
        WebauthnCError::Ctap(status) => status_fault(status),
        WebauthnCError::Closed | WebauthnCError::NoSelectedToken => KeyFault::Removed,
        WebauthnCError::ApduTransmission => KeyFault::Silent,
        WebauthnCError::InvalidMessageLength | WebauthnCError::MessageTooShort => {
            KeyFault::Device("its reports make no message".to_owned())
        }
        WebauthnCError::Cancelled => KeyFault::Cancelled,
        WebauthnCError::NotSupported => KeyFault::Unsupported("operation".to_owned()),
        other => KeyFault::Device(other.to_string()),
    }
}

fn status_fault(status: &CtapError) -> KeyFault {
    match status {
        CtapError::Ctap2PinInvalid => KeyFault::WrongPin { tries: None },
        CtapError::Ctap2PinAuthBlocked => KeyFault::Reinsert,
        CtapError::Ctap2PinBlocked => KeyFault::Blocked,
        CtapError::Ctap2PinNotSet => KeyFault::NoPin,
        CtapError::Ctap2PinPolicyViolation => KeyFault::PinPolicy,
        CtapError::Ctap2CredentialExcluded => KeyFault::Excluded,
        CtapError::Ctap2NoCredentials | CtapError::Ctap2InvalidCredential => KeyFault::NoCredential,
        CtapError::Ctap2UserActionTimeout | CtapError::Ctap2ActionTimeout | CtapError::Ctap1Timeout => {
            KeyFault::NoTouch
        }
        CtapError::Ctap2KeepAliveCancel | CtapError::Ctap2OperationDenied => KeyFault::Cancelled,
        CtapError::Ctap2KeyStoreFull | CtapError::Ctap2LargeBlobStorageFull => KeyFault::Full,
        CtapError::Ctap1ChannelBusy => KeyFault::Busy,
        CtapError::Ctap2UserVerificationBlocked => KeyFault::SensorBlocked,
        CtapError::Ctap2UserVerificationInvalid => KeyFault::NotRecognised,
        CtapError::Ctap2NotAllowed => KeyFault::NotNow,
        CtapError::Ctap2UnsupportedAlgorithm | CtapError::Ctap2UnsupportedOption => {
            KeyFault::Unsupported(format!("{status:?}"))
        }
        other => KeyFault::Device(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_own_next_action() {
        let told = |status| key_fault(&WebauthnCError::Ctap(status));
        assert_eq!(told(CtapError::Ctap2PinInvalid), KeyFault::WrongPin { tries: None });
        assert_eq!(told(CtapError::Ctap2PinAuthBlocked), KeyFault::Reinsert);
        assert_eq!(told(CtapError::Ctap2PinBlocked), KeyFault::Blocked);
        assert_eq!(told(CtapError::Ctap2CredentialExcluded), KeyFault::Excluded);
        assert_eq!(told(CtapError::Ctap2UserActionTimeout), KeyFault::NoTouch);
        assert_eq!(told(CtapError::Ctap2KeepAliveCancel), KeyFault::Cancelled);
        assert_eq!(key_fault(&WebauthnCError::Closed), KeyFault::Removed);
    }
}
