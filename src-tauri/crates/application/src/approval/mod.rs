//! Signatures: approvals, releases, dispositions. What is signed is what was shown.

mod offer;
mod release_write;
mod shoulder;
mod sign;

pub use offer::Offer;
