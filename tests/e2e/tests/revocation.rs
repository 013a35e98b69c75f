//! A phone is lost: it is shut out, it is signed how far what it wrote counts, and what it writes afterwards waits for
//! somebody's word, wherever it comes in.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use serde_json::Value;
use taizhang_e2e::programs::{Device, Offices, text};

fn notes(device: &Device, case: &str) -> Vec<String> {
    let history = device.ok(&["case", "history", case]).to_string();
    ["已到现场", "丢失之后", "镇里看过"].into_iter().filter(|note| history.contains(note)).map(str::to_owned).collect()
}

fn line_of(county: &Device, device: &str) -> Value {
    let devices = county.ok(&["device", "list"]);
    devices["devices"].as_array().unwrap().iter().find(|line| line["device"] == device).unwrap().clone()
}

fn carry(from: &Device, to: &Device) {
    let name = to.data.file_name().unwrap().to_str().unwrap();
    let file = from.data.with_extension(format!("to-{name}.bundle"));
    let file = file.to_str().unwrap();
    let _ = from.ok(&["bundle", "export", file]);
    let _ = to.ok(&["bundle", "import", file]);
}

#[test]
fn a_lost_phone_is_shut_out_and_what_it_writes_afterwards_waits_for_a_word() {
    let offices = Offices::new();
    let (county, town, phone) = (&offices.county, &offices.town, &offices.village);
    let device = text(&phone.ok(&["status"])["device"]);
    let case = text(&phone.ok(&["case", "register", "--title", "围墙占道"])["case"]);
    let _ = phone.ok(&["act", "note", &case, "--text", "已到现场"]);
    offices.sync_all();
    let line = line_of(county, &device);
    assert!(line["seen_at_ms"].is_i64() && line["until_ms"].is_i64(), "the relay tells: {line}");

    let _ = county.ok(&["device", "revoke", &device, "--reason", "遗失"]);
    offices.sync(county);
    let line = line_of(county, &device);
    assert_eq!((&line["revoked"], &line["list_complete"]), (&Value::Bool(true), &Value::Bool(true)), "{line}");
    let refused = phone.fails(&["sync", "--relay", &offices.relay.url]);
    assert_eq!((refused.exit, refused.code()), (4, "revoked"), "{refused:?}");
    assert_eq!(phone.ok(&["status"])["not_let_in"], "revoked");

    // Whoever has it now writes on, and somebody carries that to the town, which has not heard of it and builds on it.
    let _ = phone.ok(&["act", "note", &case, "--text", "丢失之后"]);
    carry(phone, town);
    let _ = town.ok(&["act", "note", &case, "--text", "镇里看过"]);
    assert_eq!(notes(town, &case), ["已到现场", "丢失之后", "镇里看过"]);
    offices.sync(town);
    offices.sync(town);
    offices.sync(county);
    for device in [town, county] {
        assert_eq!(notes(device, &case), ["已到现场", "镇里看过"], "the town's own is written anew");
        assert_eq!(device.ok(&["status"])["quarantined"], 0);
    }
    assert_eq!(town.ok(&["status"])["unsent"], 0, "{}", town.ok(&["status"]));
    let waiting = town.ok(&["device", "waiting"]);
    assert_eq!(
        (&waiting["waiting"][0]["device"], &waiting["waiting"][0]["changes"]),
        (&Value::from(&*device), &Value::from(1))
    );
    assert_eq!(town.fails(&["device", "confirm", &device]).code(), "not_authority");

    // The relay takes it from nobody else either, so it is carried to who may confirm it.
    carry(phone, county);
    offices.sync(county);
    assert_eq!(notes(county, &case), ["已到现场", "镇里看过"]);
    assert_eq!(county.ok(&["device", "confirm", &device, &case])["documents"], 1);
    offices.sync(county);
    offices.sync(town);
    for device in [county, town] {
        assert_eq!(notes(device, &case), ["已到现场", "丢失之后", "镇里看过"]);
        assert_eq!(device.ok(&["device", "waiting"])["waiting"], Value::Array(Vec::new()));
    }

    // The office is told, on its next device.
    let next = Device::in_folder(offices.folder.path(), "next");
    let code = offices.invite("赵强");
    offices.sync(county);
    let _ = next.ok(&["enrol", "take", &code, "--relay", &offices.relay.url]);
    let shut_out = &next.ok(&["status"])["shut_out"];
    assert_eq!((&shut_out[0]["device"], &shut_out[0]["why"]), (&Value::from(&*device), &Value::from("遗失")));
    assert_eq!(notes(&next, &case).len(), 3);
}
