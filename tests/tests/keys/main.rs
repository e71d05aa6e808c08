//! Every operation with a security key, against two firmwares: `cargo xtask keys` prints the table.
//!
//! A cell passes, or is a stated blank: what a firmware lacks, shown by the fault it gives.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod cells;
mod outside;
mod rig;

use rig::Firmware;
use std::io::Write as _;

/// How a cell ended that did not fail.
pub enum Outcome {
    /// It was done.
    Passed,
    /// The firmware cannot, and said so.
    Blank(&'static str),
}

/// Notes a cell for the table, where one is asked for.
fn note(firmware: Firmware, operation: &str, outcome: &Outcome) {
    let Some(file) = std::env::var_os("POSTERN_KEYS_TABLE") else { return };
    let (state, why) = match outcome {
        Outcome::Passed => ("passed", ""),
        Outcome::Blank(why) => ("blank", *why),
    };
    let line = format!("{operation}\t{}\t{state}\t{why}\n", firmware.name());
    let mut file = std::fs::OpenOptions::new().append(true).create(true).open(file).unwrap();
    file.write_all(line.as_bytes()).unwrap();
}

macro_rules! table {
    ($($operation:ident)*) => {
        mod fido_authenticator {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $operation() {
                let outcome = super::cells::$operation(super::Firmware::FidoAuthenticator).await;
                super::note(super::Firmware::FidoAuthenticator, stringify!($operation), &outcome);
            })*
        }
        mod opensk {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $operation() {
                let outcome = super::cells::$operation(super::Firmware::OpenSk).await;
                super::note(super::Firmware::OpenSk, stringify!($operation), &outcome);
            })*
        }
    };
}

table! {
    describe identify set_pin weak_pins change_pin wrong_pin_to_lock_out min_pin_length force_pin_change always_verify
    enterprise_attestation reset make_with_extensions excluded excluded_from_a_long_list direct_attestation algorithms
    assertion every_assertion list_credentials rename_credential delete_credential holds pin_protocol_1 pin_protocol_2
    built_in_verification no_space cancelled_touch no_touch pulled_while_it_waits checked_by_fido2
}
