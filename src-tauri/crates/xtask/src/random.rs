//! Unguessable names and passwords for one run.

use std::fs::File;
use std::io::Read;

use crate::stop::Stop;

/// `bytes` random bytes from the operating system, in hexadecimal.
pub fn hex(bytes: usize) -> Result<String, Stop> {
    let mut drawn = vec![0_u8; bytes];
    File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut drawn))
        .map_err(|e| Stop::failed("draw random bytes", e))?;
    Ok(drawn.iter().map(|byte| format!("{byte:02x}")).collect())
}
