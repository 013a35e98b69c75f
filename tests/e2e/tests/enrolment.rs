//! One-time codes: handed over as a link, mistyped, guessed at, used twice, and taken up too late.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use taizhang_e2e::programs::{Device, Offices, text};
use taizhang_wire::{EnrolmentCode, EnrolmentLink, limits};

/// A device that nobody let in yet.
fn new_device(offices: &Offices, name: &str) -> Device {
    Device::in_folder(offices.folder.path(), name)
}

/// The same code with another secret.
fn guessed(offices: &Offices, code: &str, guess: u8) -> String {
    let code: EnrolmentCode = code.parse().unwrap();
    let authority = serde_json::from_value(offices.county.ok(&["county", "key"])["authority"].clone()).unwrap();
    let mut seed = [guess; 14];
    seed[..4].copy_from_slice(code.id().as_bytes());
    EnrolmentCode::new(seed, &authority).to_string()
}

#[test]
fn a_link_lets_one_device_in_and_both_sides_see_the_same_digits() {
    let offices = Offices::new();
    let invited = offices.county.ok(&["enrol", "invite", "--staff", "王芳", "--valid", "2h"]);
    offices.sync(&offices.county);
    let link: EnrolmentLink = text(&invited["link"]).parse().unwrap();
    assert_eq!((link.code.to_string(), &link.relay), (text(&invited["code"]), &offices.relay.url));

    let device = new_device(&offices, "tablet");
    let taken = device.ok(&["enrol", "take", &link.to_string(), "--device-name", "镇办平板"]);
    offices.sync(&offices.county);
    let devices = offices.county.ok(&["device", "list"]);
    let lines = devices["devices"].as_array().unwrap();
    let line = lines.iter().find(|line| line["device"] == taken["device"]).unwrap();
    assert!(taken["check_code"].is_string() && line["check_code"] == taken["check_code"], "{line}");
    let status = device.ok(&["status"]);
    let days_left = |status: &serde_json::Value| {
        let left_ms = status["let_in_until_ms"].as_i64().unwrap() - invited["until_ms"].as_i64().unwrap();
        left_ms / (24 * 60 * 60 * 1_000)
    };
    assert_eq!(days_left(&status), 89, "ninety days from the sync: {status}");

    let again = new_device(&offices, "another").fails(&["enrol", "take", &link.to_string()]);
    assert_eq!((again.exit, again.code()), (1, "code_used"), "{again:?}");
    let refused = offices.county.fails(&["enrol", "invite", "--staff", "王芳", "--valid", "32d"]);
    assert_eq!((refused.exit, refused.code()), (2, "usage"));
}

#[test]
fn a_slip_of_the_pen_is_found_before_anybody_is_asked() {
    let offices = Offices::new();
    let code = offices.invite("王芳");
    let (first, rest) = code.split_at(1);
    let slip = format!("{}{rest}", if first == "A" { "B" } else { "A" });
    let device = new_device(&offices, "tablet");
    // Nobody listens there, and nobody needs to.
    let failed = device.fails(&["enrol", "take", &slip, "--relay", "http://127.0.0.1:1"]);
    assert_eq!(failed.code(), "malformed", "{failed:?}");
    assert_eq!(device.fails(&["enrol", "take", &code]).code(), "no_relay");
    offices.sync(&offices.county);
    let _ = device.ok(&["enrol", "take", &code.to_lowercase().replace('-', " "), "--relay", &offices.relay.url]);
}

#[test]
fn a_code_that_was_guessed_at_is_burnt_and_the_administrator_makes_another() {
    let offices = Offices::new();
    let code = offices.invite("王芳");
    offices.sync(&offices.county);
    let device = new_device(&offices, "tablet");
    let take = |code: &str| device.call(&["enrol", "take", code, "--relay", &offices.relay.url]);
    for guess in 0..limits::CODE_TRIES_MAX {
        let failed = take(&guessed(&offices, &code, u8::try_from(guess).unwrap())).unwrap_err();
        assert_eq!((failed.exit, failed.code()), (1, "code_unknown"), "{failed:?}");
    }
    let failed = take(&code).unwrap_err();
    assert_eq!((failed.exit, failed.code()), (1, "code_burnt"), "{failed:?}");
    let fresh = offices.invite("王芳");
    offices.sync(&offices.county);
    take(&fresh).unwrap();
    assert_eq!(device.ok(&["status"])["staff_name"], "王芳");
}

#[test]
fn a_code_that_was_not_taken_up_in_time_is_of_no_use() {
    let offices = Offices::new();
    // Made for a day, a month ago.
    let until_ms = offices.county.ok(&["enrol", "invite", "--staff", "王芳"])["until_ms"].as_i64().unwrap();
    let month_ago = jiff::Timestamp::from_millisecond(until_ms - 30 * 24 * 60 * 60 * 1_000).unwrap().to_string();
    let invited = offices.county.ok(&["--now", &month_ago, "enrol", "invite", "--staff", "王芳"]);
    offices.sync(&offices.county);
    let device = new_device(&offices, "tablet");
    let failed = device.fails(&["enrol", "take", &text(&invited["code"]), "--relay", &offices.relay.url]);
    assert_eq!((failed.exit, failed.code()), (1, "code_expired"), "{failed:?}");
    let codes = offices.county.ok(&["enrol", "list"]);
    let codes = codes["codes"].as_array().unwrap();
    assert!(codes.iter().any(|line| line["state"] == "expired"), "{codes:?}");
}
