//! See `targets::enrolment_link`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| taizhang_hostile::targets::enrolment_link(bytes));
