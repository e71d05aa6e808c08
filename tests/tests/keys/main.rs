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

use postern_ports::Authenticators as _;
use postern_ports::authenticator::{Again, KeyFault, KeyStep, Progress, Wishes};
use rig::{Firmware, Rig, first, pin};
use std::io::Write as _;
use std::sync::{Arc, Mutex};

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
    assertion every_assertion hmac_secret_at_assertion hmac_secret_refused list_credentials rename_credential
    delete_credential holds pin_protocol_1 pin_protocol_2 built_in_verification no_space cancelled_touch no_touch
    pulled_while_it_waits checked_by_fido2
}

/// A key without a serial number is taken out, and another one of its model put back: it is looked at before it is erased.
#[tokio::test(flavor = "multi_thread")]
async fn another_key_that_is_put_back_is_looked_at_first() {
    // Other commands have ended its readiness for a reset.
    let (mine, theirs) = (Rig::with_pin(Firmware::OpenSk).await, Rig::with_pin(Firmware::OpenSk).await);
    theirs.make(1, Wishes::default()).await.unwrap();
    let (tell, step) = tokio::sync::oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let progress: Progress = Arc::new(move |step| {
        if step == KeyStep::Insert
            && let Some(tell) = tell.lock().unwrap().take()
        {
            tell.send(()).unwrap();
        }
    });
    let asked = Arc::new(Mutex::new(Vec::new()));
    let again: Again<'_> = Box::new(|key| {
        asked.lock().unwrap().push(key);
        Box::pin(async { Err(KeyFault::NotNow) })
    });
    let id = first();
    let (done, ()) = tokio::join!(mine.desk.reset(&id, again, progress), async {
        step.await.unwrap();
        mine.pull();
        mine.put_in(&theirs);
    });
    assert_eq!((done, asked.lock().unwrap().clone()), (Err(KeyFault::NotNow), vec![first()]));
    assert_eq!(theirs.desk.credentials(&first(), pin()).await.unwrap().all.len(), 1, "nothing of it was erased");
}
