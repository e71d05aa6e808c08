//! FIDO2 security keys over webauthn-authenticator-rs, with a thin CTAP command layer of our own for what it lacks.
//!
//! Invariants: one thread owns a key, so a slow, hung or panicking key stalls nothing else; every
//! operation has a deadline and a cancel; the program never tries a PIN by itself; a PIN token is asked
//! for one permission and one relying party; what a key answers is untrusted input. Deliberately absent:
//! which keys are allowed (domain), which roots are trusted (whoever composes).
//!
//! The library prints decrypted PIN tokens at trace level: whoever logs must keep its targets above that.

mod assertion;
mod attestation;
mod auth_data;
mod client_data;
mod config;
mod credential;
mod ctap;
mod desk;
mod fault;
pub mod hid;
mod hmac_secret;
#[cfg(any(test, feature = "hostile"))]
pub mod hostile;
mod info;
mod link;
pub mod metadata;
mod model_book;
mod operation;
mod pin;
mod pin_protocol;
mod pins;
mod stored;
mod token;
mod worker;

pub use attestation::{Root, TrustedRoots};
pub use desk::{Desk, KeySource};
pub use hid::UsbKeys;
pub use model_book::ModelBook;
pub use worker::Worker;
