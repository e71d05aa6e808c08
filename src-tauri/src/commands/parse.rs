//! What the window says, parsed once: nothing behind this sees a raw string.

use crate::shell::{Answer, Shell};
use postern_application::Fault;
use std::str::FromStr;

/// An identifier.
pub fn id<T: FromStr>(shell: &Shell, text: &str, field: &'static str) -> Answer<T> {
    text.parse().map_err(|_| shell.refuse(&Fault::field(field)))
}

/// `found`, or a refusal of the field.
pub fn some<T>(shell: &Shell, found: Option<T>, field: &'static str) -> Answer<T> {
    found.ok_or_else(|| shell.refuse(&Fault::field(field)))
}
