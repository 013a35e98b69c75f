//! Documents that are no case, between offices: the register and the configuration.

use serde_json::json;
use taizhang_model::{ActBody, Config, OfficeId, entry::EntryData};

use super::office::{County, at, new_case};
use crate::{EntryFilter, NewEntry};

fn training(office: OfficeId) -> EntryData {
    let values = json!({
        "title": "信访工作条例学习",
        "office": office,
        "on": "2026-09-21",
        "topics": "条例与网上办理",
    });
    EntryData { kind: "training_record".to_owned(), values: serde_json::from_value(values).expect("values") }
}

fn edition(name: &str) -> String {
    let mut config = Config::builtin().clone();
    config.name = name.to_owned();
    config.canonical_json()
}

#[test]
fn an_entry_is_written_found_revised_and_read_by_the_offices_above() {
    let mut county = County::new();
    let new = NewEntry { home: None, readers: vec![], data: training(county.offices[1]), on: None };
    let id = county.town.enter(at(20), new).unwrap();
    county.exchange();
    let filter = EntryFilter { kind: Some("training_record".into()), ..EntryFilter::default() };
    let mut found = |words: &str| {
        let filter = EntryFilter { search: Some(words.into()), ..EntryFilter::default() };
        let cases = crate::CaseFilter { search: Some(words.into()), ..crate::CaseFilter::default() };
        assert_eq!(county.county.list(&cases).unwrap(), [], "an entry is no case");
        county.county.entries(&filter).unwrap().len()
    };
    assert_eq!((found("培训"), found("pxjl"), found("peixun"), found("拆迁"), found("pxcq")), (1, 1, 1, 0, 0));
    assert_eq!(county.county.entries(&filter).unwrap().len(), 1);
    assert_eq!(county.village.entries(&filter).unwrap().len(), 0, "a village does not read the township's register");
    assert_eq!(county.county.find_entry("信访工作条例学习").unwrap(), id);
    assert!(county.county.list(&Default::default()).unwrap().is_empty(), "an entry is no case");
    let strike = ActBody::from_kind("strike", json!({"reason": "重复录入"})).unwrap();
    county.county.entry_act(at(21), id, strike.clone(), None).unwrap();
    county.exchange();
    assert!(county.town.entry(id).unwrap().struck_by.is_some());
    assert!(county.town.entries(&filter).unwrap().is_empty());
    let again = county.town.entry_act(at(22), id, strike, None).unwrap_err();
    assert_eq!(again.code(), "entry_struck");
    let empty = EntryData { kind: "training_record".to_owned(), values: Default::default() };
    let refused = county.town.enter(at(23), NewEntry { home: None, readers: vec![], data: empty, on: None });
    assert!(!refused.unwrap_err().code().is_empty());
}

#[test]
fn a_configuration_reaches_every_office_and_acts_name_its_version() {
    let mut county = County::new();
    assert!(county.village.configuration().unwrap().built_in);
    let refused = county.town.configure(at(20), &edition("镇里的"), "试行").unwrap_err();
    assert_eq!(refused.code(), "not_the_top");
    let unread = county.county.configure(at(20), "{}", "试行").unwrap_err();
    assert!(unread.code().starts_with("config_"), "{unread}");
    let first = county.county.configure(at(20), &edition("第一版"), "启用").unwrap();
    county.exchange();
    let case = county.village.register(at(30), new_case("围墙占道")).unwrap().case;
    assert_eq!(county.village.record(case).unwrap().acts[0].config, first);
    let second = county.county.configure(at(40), &edition("第二版"), "调整").unwrap();
    county.exchange();
    let status = county.village.configuration().unwrap();
    assert_eq!((status.current, status.apart.len(), status.editions.len()), (second, 0, 2));
    assert_eq!(status.edition(first).unwrap().name, "第一版");
    assert!(
        county.village.config_version(first).unwrap().is_some(),
        "earlier versions are kept for the acts that name them"
    );
}

/// A case may arrive before the version that its acts name: it is folded again when that comes.
#[test]
fn a_version_that_comes_late_is_caught_up_with() {
    let mut county = County::new();
    let version = county.county.configure(at(20), &edition("第一版"), "启用").unwrap();
    let bundle = county.county.export_bundle(Some(county.offices[2])).unwrap();
    county.village.import_bundle(0, &bundle, |_, _| {}).unwrap();
    let case = county.village.register(at(30), new_case("围墙占道")).unwrap().case;
    let bundle = county.village.export_bundle(Some(county.offices[1])).unwrap();
    county.town.import_bundle(0, &bundle, |_, _| {}).unwrap();
    county.exchange();
    assert_eq!(county.town.configuration().unwrap().current, version);
    assert_eq!(county.town.view(case).unwrap(), county.village.view(case).unwrap());
}
