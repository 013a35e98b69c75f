//! See `targets::request_head`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| taizhang_hostile::targets::request_head(bytes));
