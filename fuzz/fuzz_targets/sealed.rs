//! See `targets::sealed`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| taizhang_hostile::targets::sealed(bytes));
