//! A restricted case on the devices that hold it: every query shows its number, office, stage and dates, and nothing else,
//! to whoever may not read it.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use taizhang_model::{CaseId, Reading, act::Secrecy, lists::STEP};

use super::office::{County, at, body, new_case};
use crate::{CaseEdit, CaseFilter, Error, Ledger, ListFilter, NewParty, Page, PartyLink};

/// Words of the case that a reader may not see: its title, petitioner, text, plan, demand and reason.
const WORDS: &[&str] =
    &["围墙占道", "陈玉兰", "反映邻居", "拆除围墙", "来访反映", "上门丈量", "限期反馈", "涉及未成年人", "邻居家"];

/// A case of the village with a plan, a demand, a field written twice and a party, restricted by its head.
fn restricted() -> (County, CaseId) {
    let mut all = County::new();
    let case = all.register("围墙占道");
    let steps = json!([{"text": "上门丈量", "office": all.offices[1], "due": "2026-10-01"}]);
    let restrict = body("restrict", json!({"reason": "涉及未成年人"}));
    all.exchange();
    all.county
        .act(
            at(11),
            case,
            body(
                "supervise",
                json!({"kind": "letter", "to": all.offices[1], "trigger": "late", "demand": "限期反馈",
                       "due": "2026-10-01"}),
            ),
            None,
        )
        .expect("supervised");
    let title = |title: &str| CaseEdit::Field { name: "area".into(), value: title.into() };
    all.county.edit(at(12), case, vec![title("邻居家东")]).expect("edited");
    all.village.edit(at(12), case, vec![title("邻居家西")]).expect("edited");
    all.exchange();
    all.village.act(at(13), case, body("accept", json!({})), None).expect("accepted");
    all.exchange();
    let assign = json!({"lead": all.staff[2], "unit": all.offices[2], "measures": "上门丈量", "policy": "邻居家",
                        "due": "2026-11-01", "feedback_by": "2026-11-01"});
    all.town.act(at(14), case, body("assign", assign), None).expect("assigned");
    all.exchange();
    let plan = body("plan", json!({"text": "上门丈量", "steps": steps, "problem": "邻居家", "team": []}));
    all.village.act(at(14), case, plan, None).expect("planned");
    let party = NewParty { name: "陈玉兰".into(), ..NewParty::default() };
    let party = all.village.add_party(at(14), party).expect("added");
    let link = PartyLink {
        party,
        role: taizhang_model::act::PartyRole::Petitioner,
        name: "陈玉兰".into(),
        chosen_by_group: false,
    };
    all.village.link_party(at(15), case, link).expect("linked");
    all.village.act(at(16), case, restrict, None).expect("restricted");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        while ledger.catch_up(10).expect("caught up").cases() > 0 {}
        ledger.tell_time(at(20));
    }
    (all, case)
}

/// Every answer that a device gives about a case, with its name.
fn answers(ledger: &mut Ledger, case: CaseId) -> Vec<(&'static str, String)> {
    let today = jiff::civil::date(2026, 9, 30);
    let whole = Page::default();
    let own = ListFilter::default();
    let town = ledger.listing().unwrap().offices.iter().find(|office| office.name == "石桥镇").unwrap().id;
    let of_town = ListFilter { office: Some(town), ..own };
    vec![
        ("view", json!(ledger.view(case).unwrap()).to_string()),
        ("record", format!("{:?}", ledger.record(case).unwrap())),
        ("story", json!(ledger.story(case).unwrap()).to_string()),
        ("list", json!(ledger.list(&CaseFilter::default()).unwrap()).to_string()),
        ("due", json!(ledger.due_list(today, None, &of_town).unwrap()).to_string()),
        ("roster", json!(ledger.roster(&of_town).unwrap()).to_string()),
        ("demands", json!(ledger.supervision_list(today, false, true, &of_town).unwrap()).to_string()),
        ("sent", json!(ledger.supervision_list(today, true, true, &own).unwrap()).to_string()),
        ("inbox", json!(ledger.inbox(None, whole).unwrap()).to_string()),
        ("candidates", json!(ledger.candidates(case).unwrap()).to_string()),
        ("audit", ledger.audit_case(case).map_or_else(|error| error.to_string(), |audit| format!("{audit:?}"))),
    ]
}

fn found(ledger: &mut Ledger, words: &str) -> usize {
    ledger.list(&CaseFilter { search: Some(words.into()), ..CaseFilter::default() }).unwrap().len()
}

#[test]
fn every_query_withholds_the_words_of_a_restricted_case() {
    let (mut all, case) = restricted();
    for ledger in [&mut all.county, &mut all.town] {
        for (query, answer) in answers(ledger, case) {
            for word in WORDS {
                assert!(!answer.contains(word), "{query} shows {word}: {answer}");
            }
        }
        for word in ["围墙占道", "陈玉兰", "weiqiang", "邻居家"] {
            assert_eq!(found(ledger, word), 0, "{word} is found");
        }
        assert!(matches!(ledger.find_case("围墙占道"), Err(Error::UnknownCase { .. })));
    }
    let (view, line) = (all.county.view(case).unwrap(), all.county.list(&CaseFilter::default()).unwrap().remove(0));
    let whole = all.village.view(case).unwrap();
    assert_eq!((view.reading.state, line.reading), (Reading::Withheld, Reading::Withheld));
    assert_eq!((&view.number, view.home, view.stage), (&whole.number, whole.home, whole.stage));
    assert_eq!((view.next_due(), view.received_on), (whole.next_due(), whole.received_on));
    assert_eq!((&line.number, line.due.is_some()), (&whole.number, true));
    assert_eq!(all.county.find_case(&line.number).unwrap(), case);
    let due = all.town.due_list(at(0).to_zoned(jiff::tz::TimeZone::UTC).date(), None, &ListFilter::default()).unwrap();
    assert!(due.lines.iter().any(|line| line.item.rule == STEP), "what is due by when is told");
}

#[test]
fn who_may_read_it_reads_all_of_it() {
    let (mut all, case) = restricted();
    let told: Vec<_> = answers(&mut all.village, case);
    for query in ["view", "record", "story", "list", "audit"] {
        let answer = &told.iter().find(|(name, _)| *name == query).unwrap().1;
        assert!(answer.contains("围墙占道"), "{query}: {answer}");
    }
    assert_eq!((found(&mut all.village, "围墙占道"), found(&mut all.village, "weiqiang")), (1, 1));
    let line = all.village.list(&CaseFilter::default()).unwrap().remove(0);
    assert_eq!((line.reading, line.title.as_str()), (Reading::Restricted, "围墙占道"));
}

#[test]
fn broken_glass_shows_everything_until_its_time_is_over_and_all_see_that_it_was() {
    let (mut all, case) = restricted();
    let opened: Timestamp = at(30);
    let act = body("break_glass", json!({"reason": "来访人在场", "hours": 2}));
    all.county.act(opened, case, act, None).expect("whoever does not stand aside may");
    let hours = |hours| opened + SignedDuration::from_hours(hours);
    for (now, shown) in [(opened, true), (hours(1), true), (hours(2), false), (at(29), false)] {
        all.county.tell_time(now);
        assert_eq!(all.county.view(case).unwrap().title == "围墙占道", shown, "at {now}");
        assert_eq!(found(&mut all.county, "围墙占道") == 1, shown, "at {now}");
        assert_eq!(all.county.audit_case(case).is_ok(), shown, "at {now}");
    }
    all.exchange();
    all.town.tell_time(opened);
    assert_eq!(all.town.view(case).unwrap().reading.state, Reading::Withheld, "it is open to who opened it alone");
    for (ledger, office) in [(&mut all.village, all.offices[2]), (&mut all.town, all.offices[1])] {
        let inbox = ledger.inbox(None, Page::default()).unwrap();
        let [line] = &inbox.openings[..] else { panic!("{:?}", inbox.openings) };
        assert_eq!((inbox.office, line.case.id, line.opening.reason.as_str()), (office, case, "来访人在场"));
        assert_eq!((line.opening.by, line.opening.until), (all.staff[0], hours(2)));
    }
    let kinds: Vec<_> = all.village.view(case).unwrap().timeline.into_iter().map(|item| item.kind).collect();
    assert!(kinds.contains(&"break_glass".to_owned()), "it stays in the case");
}

#[test]
fn who_may_not_read_it_records_what_the_petitioner_says_and_nothing_that_asks_what_it_is() {
    let (mut all, case) = restricted();
    let contact = body(
        "contact",
        json!({"channel": "phone", "received_on": "2026-09-20", "summary": "又来电",
                                         "persons": 1, "receipt_code": ""}),
    );
    all.town.act(at(21), case, contact, None).expect("a contact is registered, always");
    let restricted = |error: Error| assert_eq!(error.code(), "case_restricted");
    restricted(all.town.act(at(22), case, body("note", json!({"text": "看看"})), None).unwrap_err());
    let title = CaseEdit::Field { name: "title".into(), value: "别的".into() };
    restricted(all.town.edit(at(22), case, vec![title]).unwrap_err());
    restricted(all.town.choose(at(22), case, "area", 0).unwrap_err());
    let lift = body("lift_restriction", json!({"reason": "调查已结束"}));
    all.town.act(at(23), case, lift, None).expect("the head above decides");
    assert_eq!(all.town.view(case).unwrap().title, "围墙占道");
}

#[test]
fn a_case_is_registered_as_restricted() {
    let mut all = County::new();
    let mut new = new_case("围墙占道");
    new.register.secrecy = Secrecy::Restricted;
    let case = all.village.register(at(10), new).unwrap().case;
    all.exchange();
    assert_eq!(all.village.view(case).unwrap().title, "围墙占道", "whoever registered it reads it");
    assert_eq!(all.county.view(case).unwrap().reading.state, Reading::Withheld);
    assert_eq!(found(&mut all.county, "围墙占道"), 0);
}

/// No query forgets the gate: these files alone open a case past it, to write, to compare or to count.
#[test]
fn only_the_gate_opens_cases_for_queries() {
    const PAST_IT: &[&str] = &[
        "commands.rs",
        "compare.rs",
        "delivery.rs",
        "figures.rs",
        "queries.rs",
        "reading.rs",
        "receipts.rs",
        "sharing.rs",
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ledger");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let (name, text) = (path.file_name().unwrap().to_str().unwrap(), std::fs::read_to_string(&path).unwrap());
        let opens = [".opened(tx", ".view(tx", "Reader::PROGRAM", "cases::view("].iter().any(|way| text.contains(way));
        assert!(!opens || PAST_IT.contains(&name), "{name} opens cases past the gate");
        seen += usize::from(opens);
    }
    assert_eq!(seen, PAST_IT.len(), "each of them does");
}
