//! A hostile key takes part in every operation; see `postern_authenticator::hostile`.

#![no_main]

libfuzzer_sys::fuzz_target!(|script: &[u8]| {
    postern_authenticator::hostile::exercise(script);
});
