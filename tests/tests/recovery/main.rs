//! Whole recoveries through the application, on real parts: key firmware, a real directory server, a real store.
//! Faults are injected around the real parts, never in place of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test may fail by panicking"
)]

mod attachments;
mod deliveries;
mod desk;
mod directories;
mod faults;
mod feed;
mod feed_receivers;
mod gates;
mod history;
mod incident;
mod interrupted;
mod keep;
mod lists;
mod looking_back;
mod mail;
mod memory;
mod models;
mod notices;
mod outside;
mod path;
mod people;
mod privacy;
mod privacyidea;
mod quorum;
mod report;
mod repudiated;
mod retention;
mod saved_lists;
mod shoulder;
mod smtp_server;
mod subject;
mod tamper;
mod tended;
mod wayward;
mod whole;
mod witness;
