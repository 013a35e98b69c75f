//! The details of parties between offices: who reads them, what the case says of them, and what was corrected twice (K14).

use rusqlite::types::ValueRef;
use serde_json::json;
use taizhang_model::{
    CaseId, Config, PartyId,
    act::{AccessKind, PartyRole},
    fields,
};

use super::office::{County, at, new_case};
use crate::{AccessFilter, Asking, CaseFilter, EntryFilter, Ledger, NewContact, NewParty, PartyLink, Touched};

const IDENTITY: &str = "11010519491231002X";
const PHONE: &str = "13812345678";

fn details(county: &County) -> NewParty {
    NewParty {
        readers: vec![county.offices[1]],
        name: "陈玉兰".into(),
        id_type: "resident".into(),
        id_number: IDENTITY.into(),
        phone: PHONE.into(),
        address: "三合村六组".into(),
        ..NewParty::default()
    }
}

/// Why the tests look.
fn asking() -> Asking {
    Asking { now: at(25), case: None, why: "电话回访".into() }
}

fn link(party: PartyId) -> PartyLink {
    PartyLink { party, role: PartyRole::Petitioner, name: "陈某".into(), chosen_by_group: false }
}

/// A county with a key for hashes, a case of the village and a party that village and town read.
fn county() -> (County, CaseId, PartyId) {
    let mut county = County::new();
    let mut config: serde_json::Value = serde_json::from_str(&Config::builtin().canonical_json()).unwrap();
    config["match_key"] = json!("0f".repeat(32));
    county.county.configure(at(2), &config.to_string(), "启用比对").unwrap();
    county.exchange();
    let case = county.register("围墙占道");
    let new = details(&county);
    let party = county.village.add_party(at(11), new).unwrap();
    county.exchange();
    (county, case, party)
}

#[test]
fn who_reads_the_case_but_not_the_details_gets_the_name_to_show_only() {
    let (mut county, case, party) = county();
    county.village.link_party(at(12), case, link(party)).unwrap();
    county.exchange();
    let (village, town) = (county.offices[2], county.offices[1]);
    let mut readers = vec![town, village];
    readers.sort_unstable();
    assert_eq!(
        county.village.party_readers(party).unwrap(),
        readers,
        "the county stands above, and does not read them"
    );
    let parties = county.county.view(case).unwrap().links.parties;
    let keys = county.village.party_keys(party).unwrap();
    assert_eq!((parties.len(), parties[0].name.as_str(), parties[0].party), (1, "陈某", Some(party)));
    assert!(parties[0].keys.iter().cloned().eq(keys.iter().map(ToString::to_string)) && keys.len() == 2);

    let nobody = PartyId([9; 16]);
    let says = |ledger: &mut Ledger, id: PartyId| {
        let error = ledger.party(id, &asking()).unwrap_err();
        (error.code(), error.to_string().replace(&id.to_string(), "[id]"))
    };
    assert_eq!(says(&mut county.county, party), says(&mut county.county, nobody), "whether there is one is not told");
    for refused in [
        county.county.party_history(party, &asking()).map(drop),
        county.county.edit_party(at(13), party, vec![(fields::ADDRESS.into(), "x".into())]).map(drop),
        county.county.share_party(party, county.offices[0]),
        county.county.link_party(at(13), case, link(party)).map(drop),
    ] {
        assert_eq!(refused.unwrap_err().code(), "unknown_party");
    }

    county.village.share_party(party, county.offices[0]).unwrap();
    county.exchange();
    assert_eq!(county.county.party(party, &asking()).unwrap().phone, PHONE);
    county.village.withdraw_party(party, county.offices[0]).unwrap();
    county.exchange();
    assert_eq!(says(&mut county.county, party), says(&mut county.county, nobody), "withdrawn, and gone from here");
    assert_eq!(county.county.view(case).unwrap().links.parties, parties, "the case does not change with it");
}

#[test]
fn k14_two_offices_correct_a_detail_apart_and_one_chooses() {
    let (mut county, _, party) = county();
    let phone = |value: &str| vec![(fields::PHONE.to_owned(), value.to_owned())];
    assert!(county.village.edit_party(at(20), party, phone("13911112222")).unwrap());
    assert!(county.town.edit_party(at(21), party, phone("13933334444")).unwrap());
    county.exchange();
    let values = |ledger: &mut Ledger| {
        let view = ledger.party(party, &asking()).unwrap();
        assert_eq!(view.disputes.len(), view.conflicts.len());
        let mut values: Vec<_> = view.conflicts.iter().flat_map(|of| &of.values).map(|of| of.value.clone()).collect();
        values.sort_unstable();
        values
    };
    for ledger in [&mut county.village, &mut county.town] {
        assert_eq!(values(ledger), ["13911112222", "13933334444"]);
        let view = ledger.party(party, &asking()).unwrap();
        let waiting = ledger.party_disputes(Some(county.offices[2])).unwrap();
        assert_eq!((waiting.len(), waiting[0].party, waiting[0].field.as_str()), (1, party, fields::PHONE));
        assert_eq!((&waiting[0].dispute, waiting[0].home), (&view.disputes[0], county.offices[2]));
        assert_eq!(ledger.party_disputes(Some(county.offices[1])).unwrap(), [], "the town keeps none");
        assert_eq!(ledger.party_keys(party).unwrap().len(), 3, "both numbers are compared until then");
    }
    assert_eq!(county.county.party_disputes(None).unwrap(), []);

    let view = county.village.party(party, &asking()).unwrap();
    let place = view.conflicts[0].values.iter().position(|of| of.value == "13933334444").unwrap();
    assert_eq!(county.village.choose_party(at(22), party, "phone", 7).unwrap_err().code(), "unknown_conflict");
    county.village.choose_party(at(22), party, fields::PHONE, place).unwrap();
    county.exchange();
    for ledger in [&mut county.village, &mut county.town] {
        assert_eq!((values(ledger), ledger.party(party, &asking()).unwrap().phone), (vec![], "13933334444".to_owned()));
        assert_eq!(ledger.party_disputes(None).unwrap(), []);
        let story = ledger.party_history(party, &asking()).unwrap();
        let phone = |touched: &Touched| match touched {
            Touched::Field { name, value, replaced } if name == fields::PHONE => Some((value.clone(), *replaced)),
            _ => None,
        };
        let phones: Vec<_> = story.entries.iter().flat_map(|entry| &entry.touched).filter_map(phone).collect();
        let phones: Vec<_> = phones.iter().map(|(value, over)| (value.as_str(), *over)).collect();
        assert_eq!(phones, [(PHONE, 0), ("13911112222", 1), ("13933334444", 1), ("13933334444", 2)]);
        assert_eq!(format!("{story:?}{:?}", ledger.party(party, &asking()).unwrap()).matches("139").count(), 0);
    }
}

#[test]
fn a_wrong_number_is_named_and_nothing_is_written() {
    let (mut county, case, party) = county();
    let before = (county.village.heads().unwrap(), county.village.status().unwrap());
    let add = |county: &mut County, change: fn(&mut NewParty)| {
        let mut new = details(county);
        change(&mut new);
        let error = county.village.add_party(at(30), new).unwrap_err();
        assert!(!error.to_string().contains("1949"), "{error}");
        error.code()
    };
    assert_eq!(add(&mut county, |new| new.id_number = "110105194912310021".into()), "bad_identity_number");
    assert_eq!(add(&mut county, |new| new.phone = "23812345678".into()), "bad_phone");
    assert_eq!(add(&mut county, |new| new.name.clear()), "text_missing");
    assert_eq!(add(&mut county, |new| new.preferred_contact = "fax".into()), "field_value");
    assert_eq!(add(&mut county, |new| new.readers.push(taizhang_model::OfficeId([9; 16]))), "unknown_office");
    let edit = |county: &mut County, name: &str, value: &str| {
        let edits = vec![(fields::ADDRESS.to_owned(), "别处".to_owned()), (name.to_owned(), value.to_owned())];
        county.village.edit_party(at(31), party, edits).unwrap_err().code()
    };
    assert_eq!(edit(&mut county, fields::ID_NUMBER, "E12345678"), "bad_identity_number");
    assert_eq!(edit(&mut county, fields::PHONE, "无"), "bad_phone");
    assert_eq!(edit(&mut county, fields::TITLE, "x"), "unknown_field");
    let name = PartyLink { name: format!("陈{PHONE}"), ..link(party) };
    assert_eq!(county.village.link_party(at(32), case, name).unwrap_err().code(), "name_holds_a_number");
    let field = crate::CaseEdit::Field { name: fields::PETITIONER.into(), value: format!("陈 {PHONE}") };
    assert_eq!(county.village.edit(at(33), case, vec![field]).unwrap_err().code(), "name_holds_a_number");
    assert_eq!((county.village.heads().unwrap(), county.village.status().unwrap()), before);

    let passport = [(fields::ID_TYPE, "passport"), (fields::ID_NUMBER, "E12345678")];
    let passport = passport.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    assert!(county.village.edit_party(at(34), party, passport).unwrap());
    assert_eq!(county.village.party_keys(party).unwrap().len(), 1, "only residents' numbers are compared");
}

#[test]
fn no_query_leads_to_a_person() {
    let (mut county, case, party) = county();
    county.village.link_party(at(12), case, link(party)).unwrap();
    let village = &mut county.village;
    for words in ["陈玉兰", "cyl", "陈某", PHONE, IDENTITY, "三合村六组", &party.to_string()] {
        let filter = CaseFilter { search: Some(words.into()), ..CaseFilter::default() };
        let found: Vec<_> = village.list(&filter).unwrap().into_iter().map(|line| line.id).collect();
        assert!(found.iter().all(|found| *found == case), "{words}: cases alone");
        let filter = EntryFilter { search: Some(words.into()), ..EntryFilter::default() };
        assert_eq!(village.entries(&filter).unwrap(), [], "{words}");
    }
    assert_eq!(village.list(&CaseFilter::default()).unwrap().len(), 1, "a party is no case");
    assert_eq!(village.status().unwrap().cases, 1);
    let as_case = CaseId(party.0);
    assert_eq!(village.find_case(&party.to_string()).unwrap_err().code(), "unknown_case");
    assert_eq!(village.view(as_case).unwrap_err().code(), "unknown_case");
    assert_eq!(village.record(as_case).unwrap_err().code(), "unknown_case");
    assert_eq!(village.story(as_case).unwrap_err().code(), "unknown_case");
    let title = crate::CaseEdit::Field { name: fields::TITLE.into(), value: "x".into() };
    assert_eq!(village.edit(at(40), as_case, vec![title]).unwrap_err().code(), "unknown_case");
    assert_eq!(village.entry(taizhang_model::EntryId(party.0)).unwrap_err().code(), "unknown_entry");
    assert_eq!(village.party(PartyId(case.0), &asking()).unwrap_err().code(), "unknown_party", "a case is no party");
    let other = village.register(at(41), new_case("水渠堵塞")).unwrap().case;
    village.link_party(at(42), other, link(party)).unwrap();
    let candidates = village.candidates(case).unwrap();
    assert!(!serde_json::to_string(&candidates).unwrap().contains(&party.to_string()));
}

/// Tables and columns of a database in which these bytes stand, and the documents whose rows they are.
fn where_it_stands(ledger: &mut Ledger, bytes: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let look = |tx: &rusqlite::Connection| -> rusqlite::Result<_> {
        let tables: Vec<String> = tx
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::new();
        for table in tables {
            let mut all = tx.prepare(&format!("SELECT * FROM \"{table}\""))?;
            let names: Vec<String> = all.column_names().map(str::to_owned).collect();
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                for (at, name) in names.iter().enumerate() {
                    let (ValueRef::Text(cell) | ValueRef::Blob(cell)) = row.get_ref(at)? else { continue };
                    if cell.windows(bytes.len()).any(|window| window == bytes) {
                        let doc = names.iter().position(|name| name == "doc").map(|doc| row.get(doc)).transpose()?;
                        found.push((format!("{table}.{name}"), doc));
                    }
                }
            }
        }
        Ok(found)
    };
    ledger.read(|_, tx| Ok(look(tx)?)).unwrap()
}

#[test]
fn numbers_stand_in_the_partys_own_document_and_in_no_other_table() {
    let (mut county, case, party) = county();
    county.village.link_party(at(12), case, link(party)).unwrap();
    let other = vec![(fields::PHONE.to_owned(), "13911112222".to_owned())];
    county.village.edit_party(at(20), party, other).unwrap();
    county.town.edit_party(at(21), party, vec![(fields::PHONE.to_owned(), "13933334444".to_owned())]).unwrap();
    county.exchange();
    assert_eq!(county.village.party_disputes(None).unwrap().len(), 1, "a conflict is kept, without its values");
    let own = |place: &str| (place.to_owned(), Some(party.0.to_vec()));
    for number in [IDENTITY, PHONE, "13911112222", "13933334444"] {
        for ledger in [&mut county.village, &mut county.town] {
            let mut places = where_it_stands(ledger, number.as_bytes());
            places.dedup();
            assert!(
                places.iter().all(|place| [own("changes.payload"), own("docs.base")].contains(place)),
                "{places:?}"
            );
            assert!(!places.is_empty(), "{number}: the test looks where it stands");
        }
        assert_eq!(where_it_stands(&mut county.county, number.as_bytes()), []);
    }
    let everything = county.village.export_bundle(None).unwrap();
    county.county.import_bundle(0, &everything, |_, _| {}).unwrap();
    assert_eq!(where_it_stands(&mut county.county, PHONE.as_bytes()), [], "a bundle that holds more is no way around");
    county.village.share_party(party, county.offices[0]).unwrap();
    county.exchange();
    assert_ne!(where_it_stands(&mut county.county, PHONE.as_bytes()), []);
    county.village.withdraw_party(party, county.offices[0]).unwrap();
    county.exchange();
    assert_eq!(
        where_it_stands(&mut county.county, PHONE.as_bytes()),
        [],
        "what was withdrawn is gone from every table"
    );
}

#[test]
fn no_details_are_shown_before_who_asked_and_why_is_in_the_log() {
    let (mut county, case, party) = county();
    county.village.link_party(at(12), case, link(party)).unwrap();
    county.exchange();
    let silent = Asking { why: " ".into(), ..asking() };
    assert_eq!(county.town.party(party, &silent).unwrap_err().code(), "text_missing");
    let all = AccessFilter::default();
    assert_eq!(county.town.accesses(&all).unwrap(), []);
    let asked = Asking { case: Some(case), ..asking() };
    county.town.party(party, &asked).unwrap();
    county.town.party_history(party, &Asking { now: at(26), ..asked.clone() }).unwrap();
    let code = county.town.view(case).unwrap().receipt_code;
    county.village.public_status(at(27), &code).unwrap();
    county.exchange();
    // The county stands above both; the village reads its own log and no other.
    let kinds = |ledger: &mut Ledger, filter: &AccessFilter| {
        let lines = ledger.accesses(filter).unwrap();
        lines.into_iter().map(|line| (line.access.office, line.access.what.shown)).collect::<Vec<_>>()
    };
    let [_, town, village] = county.offices;
    let (details, history) = ((town, AccessKind::Details), (town, AccessKind::DetailHistory));
    let status = (village, AccessKind::StatusOnBehalf);
    assert_eq!(kinds(&mut county.county, &all), [status, history, details], "the latest first");
    assert_eq!(kinds(&mut county.village, &all), [status]);
    let of_town = AccessFilter { office: Some(town), ..all };
    assert_eq!(kinds(&mut county.county, &of_town), [history, details]);
    assert_eq!(kinds(&mut county.county, &AccessFilter { case: Some(case), ..all }).len(), 3);
    assert_eq!(kinds(&mut county.county, &AccessFilter { case: Some(CaseId([1; 16])), ..all }), []);
    let day = taizhang_model::date_in_china(at(25));
    assert_eq!(kinds(&mut county.county, &AccessFilter { day: Some(day), ..all }).len(), 3);
    assert_eq!(kinds(&mut county.county, &AccessFilter { day: day.tomorrow().ok(), ..all }), []);
    let line = county.county.accesses(&of_town).unwrap().pop().unwrap().access;
    assert_eq!((line.by, line.at, line.what.why.as_str()), (county.staff[1], at(25), "电话回访"));
    assert_eq!((line.what.case, line.what.parties), (Some(case), vec![party]));
    // No search leads from a party to who looked.
    let filter = EntryFilter { search: Some(party.to_string()), ..EntryFilter::default() };
    assert_eq!(county.county.entries(&filter).unwrap().len(), 0);
}

#[test]
fn a_months_views_are_one_log_and_the_next_month_begins_another() {
    let (mut county, _, party) = county();
    for minute in 0..20 {
        county.village.party(party, &Asking { now: at(30 + minute), ..asking() }).unwrap();
    }
    let logs = |ledger: &mut Ledger| {
        let logs = ledger.accesses(&AccessFilter::default()).unwrap().into_iter().map(|line| line.log);
        logs.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(logs(&mut county.village), 1);
    county.village.party(party, &Asking { now: at(60 * 24 * 31), ..asking() }).unwrap();
    assert_eq!(logs(&mut county.village), 2);
}

#[test]
fn the_details_of_a_restricted_case_are_for_its_readers() {
    let (mut county, case, party) = county();
    county.village.link_party(at(12), case, link(party)).unwrap();
    let restrict = super::office::body("restrict", json!({"reason": "涉及未成年人"}));
    county.village.act(at(13), case, restrict, None).unwrap();
    county.exchange();
    for asked in [asking(), Asking { case: Some(case), ..asking() }] {
        assert_eq!(county.town.party(party, &asked).unwrap_err().code(), "case_restricted");
        assert_eq!(county.town.party_history(party, &asked).unwrap_err().code(), "case_restricted");
    }
    assert_eq!(county.village.party(party, &asking()).unwrap().phone, PHONE);
    assert_eq!(county.town.accesses(&AccessFilter::default()).unwrap(), [], "nothing was shown");
}

#[test]
fn a_contact_is_registered_with_its_details_and_without_its_draft_or_not_at_all() {
    let (mut county, ..) = county();
    let cases = |ledger: &mut Ledger| ledger.list(&CaseFilter::default()).unwrap().len();
    let before = cases(&mut county.village);
    county.village.keep_draft("register", Some("路灯"), 1).unwrap();
    let contact = |id_number: &str| {
        let details = NewParty { readers: Vec::new(), id_number: id_number.into(), ..details(&county) };
        NewContact { case: new_case("路灯不亮"), details: Some(details), draft: Some("register".into()) }
    };
    let (wrong, right) = (contact("110105194912310021"), contact(IDENTITY));

    assert_eq!(county.village.register_contact(at(13), wrong).unwrap_err().code(), "bad_identity_number");
    assert_eq!(cases(&mut county.village), before);
    assert_eq!(county.village.draft("register").unwrap().expect("kept").body, "路灯");

    let registered = county.village.register_contact(at(14), right).unwrap();
    assert_eq!(cases(&mut county.village), before + 1);
    let view = county.village.view(registered.registered.case).unwrap();
    assert_eq!(view.links.parties[0].party, registered.party);
    assert_eq!(county.village.party(registered.party.unwrap(), &asking()).unwrap().phone, PHONE);
    assert_eq!(county.village.draft("register").unwrap(), None);
    let kept = county.village.draft("register/done").unwrap().expect("the answer").body;
    assert_eq!(kept, serde_json::to_string(&registered).unwrap());
}
