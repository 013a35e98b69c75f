//! See `targets::feed_page`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| taizhang_hostile::targets::feed_page(bytes));
