//! FIDO2 security keys over webauthn-authenticator-rs, with a thin CTAP command layer of our own for what it lacks.
//!
//! Invariants: one thread owns a key, so a slow, hung or panicking key stalls nothing else; every
//! operation has a deadline and a cancel; the program never tries a PIN by itself; a PIN token is asked
//! for one permission and one relying party; what a key answers is untrusted input. Deliberately absent:
//! which keys are allowed (domain), which roots are trusted (whoever composes).
//!
//! The library prints decrypted PIN tokens at trace level: whoever logs must keep its targets above that.

mod fido;

pub use fido::attestation::{Root, TrustedRoots};
pub use fido::desk::{Desk, KeySource};
pub use fido::usb::UsbKeys;
pub use fido::worker::Worker;
