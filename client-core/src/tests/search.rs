//! Search in Chinese and by pinyin, and the same matter entered twice, on a ledger.

use std::collections::BTreeSet;

use taizhang_model::{
    ActBody, CaseId,
    act::{Link, NotSameMatter, Party, Unlink},
    fields,
    matching::{MatterFacts, PersonKey, ReasonKind},
};

use super::office::{County, at, entropy, new_case};
use crate::{CaseEdit, CaseFilter, Error, KeysInMemory, Ledger, NewCase, StoreOptions};

fn case(petitioner: &str, title: &str, text: &str) -> NewCase {
    let mut case = new_case(title);
    case.fields.retain(|(name, _)| name != fields::PETITIONER);
    case.fields.push((fields::PETITIONER.into(), petitioner.into()));
    case.fields.push((fields::SUBJECT.into(), "邻里".into()));
    case.narrative = text.into();
    case.claims = vec![];
    case.register.summary = String::new();
    case
}

fn found(ledger: &mut Ledger, words: &str) -> BTreeSet<String> {
    let filter = CaseFilter { search: Some(words.into()), ..CaseFilter::default() };
    ledger.list(&filter).expect("listed").into_iter().map(|line| line.petitioner).collect()
}

#[test]
fn names_are_found_in_chinese_and_by_every_reading() {
    let mut village = County::new().village;
    for name in ["单志强", "曾海燕", "区永福", "解秀兰", "仇大军", "查文", "尉迟恭"] {
        village
            .register(at(10), case(name, "关于排水沟堵塞", "与邻居因排水沟堵塞 Dispute 发生纠纷"))
            .expect("registered");
    }
    for (words, name) in [
        ("单志强", "单志强"),
        ("szq", "单志强"),
        ("dzq", "单志强"),
        ("shanzhiqiang", "单志强"),
        ("zenghaiyan", "曾海燕"),
        ("zhy", "曾海燕"),
        ("oyf", "区永福"),
        ("OuYongFu", "区永福"),
        ("xiexiulan", "解秀兰"),
        ("qiudajun", "仇大军"),
        ("zhaw", "查文"),
        ("yuchi", "尉迟恭"),
        ("yuchi gong", "尉迟恭"),
        ("纠纷 ycg", "尉迟恭"),
    ] {
        assert_eq!(found(&mut village, words), BTreeSet::from([name.to_owned()]), "{words}");
    }
    assert_eq!(found(&mut village, "psg").len(), 7, "the initials of the title");
    assert_eq!(found(&mut village, "dispute").len(), 7, "a word of Latin letters in the text");
    assert_eq!(found(&mut village, "disp").len(), 7, "its beginning");
    assert_eq!(found(&mut village, "spute"), BTreeSet::new());
    assert_eq!(found(&mut village, "disputes ycg"), BTreeSet::new());
    assert_eq!(found(&mut village, "拆迁 ycg"), BTreeSet::new());
    assert_eq!(found(&mut village, "， ！"), BTreeSet::new());
}

#[test]
fn what_was_changed_is_found_and_what_it_was_is_not() {
    let mut village = County::new().village;
    let id = village.register(at(10), case("单志强", "围墙", "围墙占道")).expect("registered").case;
    let edit = CaseEdit::Field { name: fields::PETITIONER.into(), value: "曾海燕".into() };
    village.edit(at(11), id, vec![edit]).expect("changed");
    assert_eq!(found(&mut village, "szq"), BTreeSet::new());
    assert_eq!(found(&mut village, "chy"), BTreeSet::from(["曾海燕".to_owned()]));
}

fn candidates(ledger: &mut Ledger, case: CaseId) -> Vec<CaseId> {
    let found = ledger.candidates(case).expect("found");
    assert!(found.iter().all(|found| found.reasons.iter().any(|reason| reason.kind == ReasonKind::Text)));
    found.into_iter().map(|found| found.case.id).collect()
}

#[test]
fn the_same_matter_is_pointed_out_until_a_person_decides() {
    let mut county = County::new();
    let keys = PersonKey::of_phones(&[7; 32], "19922140838").iter().map(PersonKey::to_string).collect();
    let party = ActBody::Party(Party { name: "陈玉兰".into(), keys, ..Party::default() });
    let with_key = |mut case: NewCase| {
        case.acts = vec![(party.clone(), case.register.received_on)];
        case
    };
    let wall = "反映邻居王某砌围墙占用村道三米,要求拆除。";
    let village = &mut county.village;
    let first = village.register(at(10), with_key(case("陈玉兰", "围墙占道", wall))).expect("registered").case;
    let again = with_key(case("陈玉莲", "围墙挡路", "邻居砌的围墙占了三米村道,请求有关部门责令拆除"));
    let again = county.town.register(at(11), again).expect("registered").case;
    let other = with_key(case("陈玉兰", "低保", "反映低保评定不公"));
    let other = county.town.register(at(12), other).expect("registered").case;
    let neighbour = county.town.register(at(13), case("赵强", "围墙占道", wall)).expect("registered").case;
    county.exchange();

    let ledger = &mut county.county;
    let ActBody::Party(party) = &party else { unreachable!("made above") };
    for key in &party.keys {
        assert_eq!(found(ledger, key), BTreeSet::new(), "nobody searches by person");
    }
    assert_eq!(candidates(ledger, first), [again]);
    assert_eq!(candidates(ledger, again), [first]);
    assert_eq!(candidates(ledger, other), []);
    assert_eq!(candidates(ledger, neighbour), []);
    assert!(matches!(ledger.candidates(CaseId([9; 16])), Err(Error::UnknownCase { .. })));

    // Decided on one side, it is pointed out on neither; undone, on both again.
    let link = ActBody::Link(Link { other: again, reason: "同一围墙".into(), ..Link::default() });
    let link = ledger.act(at(20), first, link, None).expect("linked");
    assert_eq!((candidates(ledger, first), candidates(ledger, again)), (vec![], vec![]));
    let unlink = ActBody::Unlink(Unlink { link, reason: "看错".into() });
    ledger.act(at(21), first, unlink, None).expect("unlinked");
    assert_eq!((candidates(ledger, first), candidates(ledger, again)), (vec![again], vec![first]));
    let another = ActBody::NotSameMatter(NotSameMatter { other: first, reason: "两处围墙".into() });
    ledger.act(at(22), again, another, None).expect("told apart");
    assert_eq!((candidates(ledger, first), candidates(ledger, again)), (vec![], vec![]));
}

#[test]
fn what_is_being_written_down_is_compared_by_its_matter_and_never_by_numbers() {
    let mut village = County::new().village;
    let wall = "反映邻居王某砌围墙占用村道三米,要求拆除。";
    let keys = PersonKey::of_phones(&[7; 32], "19922140838");
    let mut first = case("陈玉兰", "围墙占道", wall);
    let party = Party { keys: keys.iter().map(PersonKey::to_string).collect(), ..Party::default() };
    first.acts = vec![(ActBody::Party(party), first.register.received_on)];
    let area = first.fields.iter().find(|(name, _)| name == fields::AREA).expect("it has one").1.clone();
    let first = village.register(at(10), first).expect("registered").case;
    let typed = |petitioner: &str, text: &str| MatterFacts {
        keys: keys.iter().copied().collect(),
        petitioner: petitioner.into(),
        area: area.clone(),
        subject: "邻里".into(),
        text: text.into(),
        ..MatterFacts::default()
    };
    let mut alike = |draft| {
        let found = village.alike(draft).expect("asked");
        assert!(found.iter().all(|found| found.reasons.iter().any(|reason| reason.kind == ReasonKind::Text)));
        assert!(found.iter().flat_map(|found| &found.reasons).all(|reason| reason.kind != ReasonKind::SamePhone));
        found.into_iter().map(|found| found.case.id).collect::<Vec<_>>()
    };
    assert_eq!(alike(typed("陈玉兰", "围墙占用村道")), [first], "while it is half written");
    assert_eq!(alike(typed("陈玉兰", wall)), [first]);
    assert_eq!(alike(typed("赵强", wall)), [], "somebody else of the same place");
    assert_eq!(alike(typed("陈玉兰", "低保评定不公")), [], "another matter");
    assert_eq!(alike(typed("陈玉兰", "  ")), [], "nobody is looked up");
}

#[test]
fn a_ledger_of_an_older_program_is_indexed_when_it_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let (options, keys) = (StoreOptions::clear(folder.path().join("ledger.db")), KeysInMemory::default());
    let open = || Ledger::open(&options, Box::new(keys.clone()), entropy(5)).expect("opened");
    let mut ledger = open();
    ledger.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").expect("founded");
    let mut register = || ledger.register(at(10), case("单志强", "围墙", "围墙占道")).expect("registered").case;
    let (one, other) = (register(), register());
    let view = ledger.view(one).expect("there");
    drop(ledger);

    // As the first migration left it; and as another version of the index would.
    let first = left_by_the_first_migration(&options.path);
    let another = "UPDATE matters SET facts = x'', spoken = ''; UPDATE meta SET value = x'00' WHERE key = 'index'";
    for older in [first.as_str(), another] {
        rusqlite::Connection::open(&options.path).and_then(|db| db.execute_batch(older)).expect("made older");
        let mut ledger = open();
        assert_eq!(ledger.view(one).expect("it came along"), view);
        assert_eq!(found(&mut ledger, "szq").len(), 1);
        let candidates = ledger.candidates(one).expect("found");
        assert_eq!(candidates.iter().map(|found| found.case.id).collect::<Vec<_>>(), [other]);
    }
}

/// What makes a ledger of today one that the first program wrote: all that came later is gone.
fn left_by_the_first_migration(path: &std::path::Path) -> String {
    let named = |db: &rusqlite::Connection| -> rusqlite::Result<Vec<(String, String)>> {
        // Virtual tables first: they take those behind them along.
        let mut all = db.prepare(
            "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger') ORDER BY sql NOT LIKE '%VIRTUAL%'",
        )?;
        all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    };
    let then = rusqlite::Connection::open_in_memory().expect("opened");
    then.execute_batch(include_str!("../store/migrations/0001_ledger.sql")).expect("the first migration");
    let then = named(&then).expect("read");
    let now = rusqlite::Connection::open(path).and_then(|db| named(&db)).expect("read");
    let gone: String = now
        .iter()
        .filter(|thing| !then.contains(thing))
        .map(|(kind, name)| format!("DROP {kind} IF EXISTS \"{name}\"; "))
        .collect();
    let columns =
        "DROP INDEX cases_to_compare; ALTER TABLE cases DROP COLUMN compared; ALTER TABLE docs DROP COLUMN sealed;
        ALTER TABLE changes DROP COLUMN position; ALTER TABLE tips DROP COLUMN position;
        DROP INDEX waiting_of_doc; ALTER TABLE waiting DROP COLUMN doc; ALTER TABLE waiting DROP COLUMN position;";
    let views = "UPDATE cases SET view = (SELECT view FROM views WHERE views.id = cases.id);";
    format!("{views} {gone} {columns} DELETE FROM meta WHERE key = 'index'; PRAGMA user_version = 1")
}
