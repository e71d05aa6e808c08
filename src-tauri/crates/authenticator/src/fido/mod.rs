//! Keys: workers, their operations, the CTAP commands under them.

mod assertion;
pub mod attestation;
mod auth_data;
mod client_data;
mod credential;
mod ctap;
pub mod desk;
mod fault;
mod info;
mod operation;
mod pin;
mod pin_protocol;
mod token;
pub mod usb;
pub mod worker;
