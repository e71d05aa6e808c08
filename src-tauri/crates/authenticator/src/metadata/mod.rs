//! The FIDO Metadata Service: which model a key is, what is known against it, and where its attestation may end.
//!
//! Source: FIDO Metadata Service v3.0
//! (<https://fidoalliance.org/specs/mds/fido-metadata-service-v3.0-ps-20210518.html>), read so that files of v3.1 and
//! v3.1.1 are understood too. The file is one signed JSON text; it is never believed before its signature and its
//! chain are checked.
//!
//! Invariants: time is a parameter; nothing here asks the network; a field that is not known is passed over, an entry
//! that cannot be read is left out and counted; a doubt about a model's safety counts against it; no input panics.
//!
//! Deliberately absent: fetching the file and remembering which number was seen last (whoever composes); deciding what
//! a stale file or an unknown model means (domain); the revocation lists that §3.2 step 2 wants for the signer's chain,
//! which need the network: a file from a revoked signer passes until the signer's certificate ends; U2F and UAF models.
//!
//! Not the crate `fido-mds`: it refuses unknown fields, so that each new one of the service stops it; it checks
//! certificates against the system's clock; and it checks neither `nextUpdate` nor `no`.

mod blob;
mod day;
mod entry;
mod jws;
mod model;

pub use day::Day;
pub use model::{Level, Model, Status, StatusReport};

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use std::collections::BTreeMap;
use uuid::Uuid;

/// GlobalSign Root CA - R3, PEM: the service's root until August 2026; newer files carry a cross-certificate to it.
pub const BUILT_IN_ROOT: &str = include_str!("globalsign-root-r3.pem");
/// GlobalSign Root R46, PEM: the service's root since 21 August 2026.
pub const BUILT_IN_ROOT_R46: &str = include_str!("globalsign-root-r46.pem");

/// The largest file that is read, in bytes. The service's own is about 11 MB (2026), most of it icons.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;
/// The most entries that are read. The service's own has a few hundred.
pub const MOST_ENTRIES: usize = 20_000;

/// Why a file is not believed. The variants are stable; the texts inside are for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MetadataFault {
    /// It is larger than anything the service would publish.
    #[error("the metadata has more than {limit} {unit}")]
    TooLarge {
        /// The limit.
        limit: usize,
        /// What was counted: `bytes` or `entries`.
        unit: &'static str,
    },
    /// It is not a compact JWS (RFC 7515 §7.1) of a metadata payload (§3.1.6).
    #[error("the metadata cannot be read: {0}")]
    Malformed(String),
    /// It is signed in a way that is not accepted: only ES256 and RS256 are.
    #[error("the metadata's signature algorithm {0:?} is not accepted")]
    Algorithm(String),
    /// The signer's certificate does not lead to a trusted root, is not valid now, or is not the service's.
    #[error("the metadata's signer is not trusted: {0}")]
    Chain(String),
    /// The signature is not the signer's.
    #[error("the metadata's signature is wrong")]
    Signature,
    /// A newer file was seen before.
    #[error("the metadata's number is {no}, but number {known} was seen before")]
    RolledBack {
        /// This file's number.
        no: u64,
        /// The number seen before.
        known: u64,
    },
}

/// Whether the service has promised a newer file by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Not yet.
    Fresh,
    /// It has: what was revoked since is not known here.
    Stale {
        /// The first day (UTC) on which the file was stale.
        since: Day,
    },
}

/// A checked file of the service.
#[derive(Debug, Clone)]
pub struct Metadata {
    no: u64,
    next_update: Day,
    models: BTreeMap<Uuid, Model>,
    skipped: usize,
}

impl Metadata {
    /// Checks and reads a file (§3.1.7, §3.2): a compact JWS, white space after it allowed.
    ///
    /// `trust` are roots, DER; `now_ms` is in milliseconds since 1970 (UTC). The chain in the file must lead to one of
    /// the roots for TLS servers, and its first certificate must be that of `mds.fidoalliance.org`. A root's own
    /// period of validity is not looked at: trusting it is the caller's decision.
    ///
    /// # Errors
    ///
    /// Every [`MetadataFault`] but `RolledBack`. A stale file is no fault: see [`Metadata::standing`].
    pub fn read(bytes: &[u8], trust: &[Vec<u8>], now_ms: i64) -> Result<Self, MetadataFault> {
        if bytes.len() > LARGEST_FILE {
            return Err(MetadataFault::TooLarge { limit: LARGEST_FILE, unit: "bytes" });
        }
        let payload = jws::verified(bytes, trust, now_ms)?;
        blob::read(&payload)
    }

    /// Its number (§3.1.6 `no`): each file of the service has a greater one than the file before.
    pub fn no(&self) -> u64 {
        self.no
    }

    /// The day by which the service publishes a newer file (§3.1.6 `nextUpdate`).
    pub fn next_update(&self) -> Day {
        self.next_update
    }

    /// How many entries could not be read or named a model a second time.
    pub fn skipped(&self) -> usize {
        self.skipped
    }

    /// Stale from the day after `nextUpdate`, in UTC. The caller decides what a stale file is still good for.
    pub fn standing(&self, now_ms: i64) -> Freshness {
        match self.next_update.next() {
            Some(since) if since <= Day::of(now_ms) => Freshness::Stale { since },
            _ => Freshness::Fresh,
        }
    }

    /// Passes when this file is not older than the one with number `earlier_no`; the same one may be read again, where
    /// §3.2 step 6 speaks of a new download.
    ///
    /// # Errors
    ///
    /// [`MetadataFault::RolledBack`] (§3.2 step 6).
    pub fn not_before(&self, earlier_no: u64) -> Result<(), MetadataFault> {
        if self.no < earlier_no {
            return Err(MetadataFault::RolledBack { no: self.no, known: earlier_no });
        }
        Ok(())
    }

    /// The model with this AAGUID, in any spelling of a UUID; `None` when the service does not list it.
    pub fn model(&self, aaguid: &str) -> Option<&Model> {
        self.models.get(&Uuid::parse_str(aaguid).ok()?)
    }

    /// All models, by AAGUID.
    pub fn models(&self) -> impl ExactSizeIterator<Item = &Model> {
        self.models.values()
    }
}

/// The roots that the service's own files lead to, DER.
pub fn built_in_roots() -> Vec<Vec<u8>> {
    [BUILT_IN_ROOT, BUILT_IN_ROOT_R46]
        .iter()
        .filter_map(|pem| CertificateDer::from_pem_slice(pem.as_bytes()).ok())
        .map(|root| root.to_vec())
        .collect()
}
