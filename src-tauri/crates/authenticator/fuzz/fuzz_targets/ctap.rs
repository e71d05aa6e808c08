//! A hostile key takes part in every operation; see `postern_authenticator::hostile`.

#![no_main]

use std::sync::atomic::{AtomicU64, Ordering};

/// Reports that hostile keys sent so far, and how many runs sent them.
static FRAMES: AtomicU64 = AtomicU64::new(0);
static RUNS: AtomicU64 = AtomicU64::new(0);
/// Told this often: the fuzzer ends without a last word to its target.
const EVERY: u64 = 50_000;

libfuzzer_sys::fuzz_target!(|script: &[u8]| {
    let sent = postern_authenticator::hostile::exercise(script);
    let frames = FRAMES.fetch_add(sent as u64, Ordering::Relaxed) + sent as u64;
    let runs = RUNS.fetch_add(1, Ordering::Relaxed) + 1;
    if runs % EVERY == 0 {
        eprintln!("frames: {frames} in {runs} runs");
    }
});
