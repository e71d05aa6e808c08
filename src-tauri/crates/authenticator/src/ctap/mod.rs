//! CTAP 2.1 commands, platform side, over any `Token`.
//!
//! Our own, because the library's high-level calls send no extensions and no `rk`, take the first PIN protocol listed and
//! check the wrong PIN on a change; and because they log decrypted PIN tokens at trace level. Bytes go through
//! `Token::transmit_raw`, never through `Token::transmit`, which logs them. Every answer is read as hostile: types and
//! lengths are checked, nothing is indexed.

pub(crate) mod auth_data;
pub(crate) mod client_pin;
pub(crate) mod cose;
pub(crate) mod get_assertion;
pub(crate) mod info;
pub(crate) mod known;
pub(crate) mod make_credential;
pub(crate) mod pin_protocol;
pub(crate) mod wire;
