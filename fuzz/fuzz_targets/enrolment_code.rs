//! See `targets::enrolment_code`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| taizhang_hostile::targets::enrolment_code(bytes));
