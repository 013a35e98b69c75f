//! The lists of an office, renewed case by case: what is due, who leads, what was demanded, and the inbox with what lies
//! within a case and between documents.

use jiff::civil::date;
use serde_json::json;
use taizhang_model::{
    ActBody, CaseId, DeadlineState, DisputeRule, OfficeId,
    act::{Link, Party},
    config::{Clock, Config},
    entry::EntryData,
    fields,
    matching::PersonKey,
    metrics::{FrozenList, figures},
};

use super::office::{County, at, body, new_case};
use crate::{CaseEdit, Inbox, Ledger, ListFilter, NewEntry, Page, Reach};

/// A case that was registered, accepted and made clear enough to be assigned, on all three devices.
fn accepted(county: &mut County) -> CaseId {
    let case = county.register("围墙占道");
    county.exchange();
    county.town.act(at(20), case, body("accept", json!({})), None).expect("accepted");
    county.exchange();
    case
}

fn assign(county: &County, lead: usize) -> ActBody {
    let due = "2026-10-20";
    let (unit, lead) = (county.offices[lead], county.staff[lead]);
    let policy = "村庄规划";
    body(
        "assign",
        json!({"lead": lead, "unit": unit, "handler": lead, "measures": "现场核实", "due": due, "policy": policy, "feedback_by": due}),
    )
}

/// The inbox of this office on its own device, with nothing left to compare.
fn inbox(ledger: &mut Ledger) -> Inbox {
    while ledger.catch_up(2).expect("caught up").cases() > 0 {}
    ledger.inbox(None, Page::default()).expect("read")
}

fn rules(inbox: &Inbox, here: bool) -> Vec<DisputeRule> {
    let mut rules: Vec<_> =
        inbox.items.iter().filter(|item| item.here == here).map(|item| item.decision.dispute.rule).collect();
    rules.sort_unstable();
    rules
}

#[test]
fn what_is_due_is_listed_for_an_office_for_those_below_and_for_ones_own_work() {
    let mut county = County::new();
    let case = accepted(&mut county);
    let task = assign(&county, 1);
    county.county.act(at(30), case, task, None).expect("assigned");
    county.exchange();

    let filter = |reach| ListFilter { reach, ..ListFilter::default() };
    let today = date(2026, 10, 20);
    let list = county.town.due_list(today, None, &filter(Reach::Office)).expect("listed");
    let of =
        |rule: &str| list.lines.iter().find(|line| line.item.rule == rule).map(|line| (line.state, line.item.clock));
    assert_eq!(of("assigned-due"), Some((DeadlineState::DueToday, Clock::Legal)));
    assert_eq!(of("hold-10wd").map(|(_, clock)| clock), Some(Clock::Holding));
    let days: Vec<_> = list.lines.iter().map(|line| line.item.due.or(line.item.at_earliest)).collect();
    assert!(days.is_sorted(), "the earliest day first: {days:?}");
    let counts = list.counts;
    let all = counts.late + counts.due_today + counts.soon + counts.on_time + counts.paused + counts.unknown;
    assert_eq!((all, counts.due_today), (list.lines.len() as u64, 2));
    for line in &list.lines {
        let some = county.town.due_list(today, Some(line.state), &filter(Reach::Office)).expect("listed");
        assert!(some.lines.contains(line), "the state that is asked for is the one that is shown: {line:?}");
    }

    let lines = |ledger: &mut Ledger, reach| ledger.due_list(today, None, &filter(reach)).expect("listed").lines;
    let below = lines(&mut county.county, Reach::Below);
    assert!(below.iter().any(|line| line.item.rule == "assigned-due"), "the county follows the days of the township");
    let own = lines(&mut county.county, Reach::Office);
    assert!(own.iter().all(|line| line.item.office == county.offices[0]), "and sees its own apart");
    assert_eq!(lines(&mut county.village, Reach::Own), [], "whoever neither leads nor handles it has none of it to do");
    assert!(!lines(&mut county.town, Reach::Own).is_empty());

    let roster = county.county.roster(&filter(Reach::Below)).expect("listed");
    assert_eq!(
        roster.iter().map(|line| (line.case.id, line.charge.lead)).collect::<Vec<_>>(),
        [(case, county.staff[1])]
    );
    assert!(county.village.roster(&filter(Reach::Office)).expect("listed").is_empty());

    let one = ListFilter { page: Page { limit: 1, offset: 1 }, ..ListFilter::default() };
    assert_eq!(county.town.due_list(today, None, &one).expect("listed").lines, list.lines[1..2]);
}

#[test]
fn two_leads_stand_in_the_inbox_of_who_settles_and_of_whom_it_concerns_until_it_is_settled() {
    let mut county = County::new();
    let case = accepted(&mut county);
    let (ours, theirs) = (assign(&county, 1), assign(&county, 2));
    county.county.act(at(30), case, ours, None).expect("assigned");
    county.town.act(at(31), case, theirs, None).expect("assigned");
    county.exchange();

    let settles = inbox(&mut county.county);
    assert_eq!(rules(&settles, true), [DisputeRule::K1]);
    let item = &settles.items[0];
    assert_eq!(item.case.id, case);
    assert_eq!(item.decision.sides.len(), 2);
    assert!(item.decision.sides.iter().all(|side| side.seen.iter().any(|seen| seen.kind == "accept")));
    assert_eq!((settles.counts.here, settles.counts.elsewhere), (1, 0));
    assert_eq!(rules(&inbox(&mut county.town), false), [DisputeRule::K1]);
    assert_eq!(rules(&inbox(&mut county.village), false), [DisputeRule::K1], "one of the leads is of the village");

    let dispute = &item.decision.dispute;
    let settle = json!({"dispute": dispute.id, "choose": dispute.acts[0], "reason": "以县局交办为准"});
    county.county.act(at(40), case, body("settle", settle), None).expect("settled");
    county.exchange();
    for ledger in [&mut county.county, &mut county.town, &mut county.village] {
        assert_eq!(inbox(ledger).items, []);
    }
}

#[test]
fn the_same_matter_and_the_same_number_are_found_between_cases() {
    let mut county = County::new();
    let keys = PersonKey::of_phones(&[7; 32], "19922140838").iter().map(PersonKey::to_string).collect();
    let party = ActBody::Party(Party { name: "陈玉兰".into(), keys, ..Party::default() });
    let mut new = new_case("围墙占道");
    new.acts = vec![(party, new.register.received_on)];
    let first = county.village.register(at(10), new.clone()).expect("registered").case;
    let again = county.town.register(at(11), new).expect("registered").case;
    let number = || body("number", json!({"scheme": "official", "number": "清信〔2026〕3号"}));
    county.village.act(at(12), first, number(), None).expect("numbered");
    county.town.act(at(13), again, number(), None).expect("numbered");
    county.exchange();

    let found = inbox(&mut county.town);
    assert_eq!(rules(&found, true), [DisputeRule::K3, DisputeRule::K11], "the township stands above the village");
    let pair = found.items.iter().find(|item| item.decision.dispute.rule == DisputeRule::K3).expect("found");
    let cases = [Some(pair.case.id), pair.other.as_ref().map(|other| other.id)];
    assert!(cases.contains(&Some(first)) && cases.contains(&Some(again)));
    assert!(!pair.reasons.is_empty() && pair.decision.sides.len() == 2);
    let numbers = found.items.iter().find(|item| item.decision.dispute.rule == DisputeRule::K11).expect("found");
    assert_eq!(numbers.decision.sides.len(), 2);
    assert!(inbox(&mut county.village).items.is_empty(), "the village does not hold the township's case");

    let link = Link { other: again, reason: "同一围墙".into(), ..Link::default() };
    county.town.act(at(20), first, ActBody::Link(link), None).expect("linked");
    assert_eq!(rules(&inbox(&mut county.town), true), [DisputeRule::K11]);
    let given = county.town.view(again).expect("held").answer.numbers;
    let old = given.iter().find(|number| number.scheme == "official").expect("it has one").act;
    let anew = json!({"scheme": "official", "number": "清信〔2026〕4号", "replaces": old});
    county.town.act(at(21), again, body("number", anew), None).expect("numbered anew");
    assert_eq!(inbox(&mut county.town).items, []);
}

fn report(county: &mut Ledger, office: OfficeId, cases: &[CaseId]) -> EntryData {
    let views: Vec<_> = cases.iter().map(|case| county.view(*case).expect("held")).collect();
    let facts: Vec<_> = views.iter().filter_map(taizhang_model::metrics::CaseFacts::of).collect();
    let mut values = FrozenList::freeze(&views).values(&figures(&facts));
    let rest = json!({
        "kind": "monthly", "from": "2026-09-01", "until": "2026-09-30", "office": office, "to_offices": [office], "revision": 1,
    });
    values.extend(serde_json::from_value::<taizhang_model::entry::Values>(rest).expect("values"));
    EntryData { kind: "period_report".to_owned(), values }
}

#[test]
fn an_act_that_comes_after_the_report_of_its_days_proposes_a_revision() {
    let mut county = County::new();
    let case = accepted(&mut county);
    let data = report(&mut county.county, county.offices[0], &[case]);
    let new = NewEntry { home: None, readers: vec![], data, on: None };
    let issued = county.county.enter(at(30), new).expect("reported");
    assert_eq!(inbox(&mut county.county).items, [], "it counted all there is");

    let note = body("note", json!({"text": "九月已上门"}));
    county.village.act(at(40), case, note, Some(date(2026, 9, 20))).expect("noted");
    county.exchange();
    let found = inbox(&mut county.county);
    assert_eq!(rules(&found, true), [DisputeRule::K17]);
    assert_eq!((found.items[0].entry, found.items[0].case.id), (Some(issued), case));

    let data = report(&mut county.county, county.offices[0], &[case]);
    let mut values = serde_json::to_value(&data.values).expect("plain data");
    values["revision"] = 2.into();
    let revise = body("revise", json!({"values": values}));
    county.county.entry_act(at(50), issued, revise, None).expect("revised");
    assert_eq!(inbox(&mut county.county).items, [], "the next revision counted it");
}

/// A revision may be an entry of its own: of the one before it nothing is asked any more.
#[test]
fn of_the_revisions_of_a_report_the_last_is_asked_about() {
    let mut county = County::new();
    let case = accepted(&mut county);
    let issue = |county: &mut County, minutes, revision: i64| {
        let mut data = report(&mut county.county, county.offices[0], &[case]);
        data.values.insert("revision".to_owned(), taizhang_model::entry::Value::Number(revision));
        let new = NewEntry { home: None, readers: vec![], data, on: None };
        county.county.enter(at(minutes), new).expect("reported")
    };
    let asked = |county: &mut County| {
        let found = inbox(&mut county.county);
        found.items.iter().map(|item| item.entry).collect::<Vec<_>>()
    };
    let first = issue(&mut county, 30, 1);
    let note = |county: &mut County, minutes| {
        let note = body("note", json!({"text": "九月已上门"}));
        county.county.act(at(minutes), case, note, Some(date(2026, 9, 20))).expect("noted");
    };
    note(&mut county, 40);
    assert_eq!(asked(&mut county), [Some(first)]);
    let second = issue(&mut county, 50, 2);
    assert_eq!(asked(&mut county), [], "it counted all there is");
    note(&mut county, 60);
    assert_eq!(asked(&mut county), [Some(second)]);
}

/// Where likeness is weighed otherwise, the open cases are compared anew: some at each call, and in no reading.
#[test]
fn other_weights_find_other_pairs_among_the_open_cases() {
    let mut county = County::new();
    let keys = PersonKey::of_phones(&[7; 32], "19922140838").iter().map(PersonKey::to_string).collect();
    let party = ActBody::Party(Party { name: "陈玉兰".into(), keys, ..Party::default() });
    let mut new = new_case("围墙占道");
    new.acts = vec![(party, new.register.received_on)];
    let pair =
        [10, 11].map(|minutes| Some(county.village.register(at(minutes), new.clone()).expect("registered").case));
    county.register("路灯不亮");
    let pairs = |ledger: &mut Ledger| {
        let found = inbox(ledger);
        assert_eq!(found.lag.cases(), 0);
        let of = |item: &crate::InboxItem| [Some(item.case.id), item.other.as_ref().map(|other| other.id)];
        found.items.iter().map(of).collect::<Vec<_>>()
    };
    let found = pairs(&mut county.village);
    assert!(found.iter().any(|two| pair.iter().all(|case| two.contains(case))), "{found:?}");

    let weigh = |county: &mut County, minutes, weights: serde_json::Value| {
        let mut config: serde_json::Value = serde_json::from_str(&Config::builtin().canonical_json()).expect("JSON");
        config["matching"].as_object_mut().expect("weights by name").extend(weights.as_object().expect("some").clone());
        county.county.configure(at(minutes), &config.to_string(), "调整比对").expect("in force");
        county.exchange();
        let before = county.village.inbox(None, Page::default()).expect("read");
        assert_eq!(before.lag.to_compare, 3, "the inbox says that it lags");
        let left: Vec<u64> = (0..4).map(|_| county.village.catch_up(1).expect("caught up").to_compare).collect();
        assert_eq!(left, [2, 1, 0, 0], "one at each call, from where the last one stopped");
        pairs(&mut county.village)
    };
    let little = json!({"threshold": 1000, "identity": 0, "phone": 0, "second_key": 0, "text": 0});
    assert!(weigh(&mut county, 20, little).is_empty(), "nothing is as likely as that");
    assert_eq!(weigh(&mut county, 30, json!({"threshold": 599})), found);
}

/// Between two steps somebody may write: what is kept at hand of a case for the comparing is not older than the case.
#[test]
fn a_case_that_changes_between_two_steps_is_compared_as_it_is() {
    let mut county = County::new();
    let [first, second, third] = ["围墙占道"; 3].map(|title| county.register(title));
    let other = |of: &mut Ledger, case: CaseId| {
        let found = of.inbox(None, Page::default()).expect("read");
        found
            .items
            .iter()
            .filter(|item| item.case.id == case || item.other.as_ref().is_some_and(|it| it.id == case))
            .count()
    };
    assert_eq!(county.village.catch_up(1).expect("one").to_compare, 2);
    assert_eq!(other(&mut county.village, first), 2, "with both");

    let field = |name: &str, value: &str| CaseEdit::Field { name: name.into(), value: value.into() };
    let words = [field(fields::TITLE, "路灯不亮"), field(fields::PETITIONER, "周海"), field(fields::AREA, "北沟村")];
    let edits = words.into_iter().chain([CaseEdit::Narrative("反映路灯不亮，请求维修。".into())]).collect();
    county.village.edit(at(20), second, edits).expect("edited");
    assert_eq!(county.village.catch_up(1).expect("one").to_compare, 1);
    assert_eq!(county.village.catch_up(1).expect("one").to_compare, 0);
    let with = [first, second, third].map(|case| other(&mut county.village, case));
    assert_eq!(with, [1, 0, 1], "the first and the third");
}

/// What a case is compared by may be damaged: the others are compared all the same.
#[test]
fn a_case_that_cannot_be_compared_harms_no_other() {
    let mut county = County::new();
    let (damaged, sound) = (accepted(&mut county), county.register("路灯不亮"));
    county.village.write(|_, tx| Ok(tx.execute("UPDATE matters SET facts = x'00'", [])?)).expect("damaged");
    let found = inbox(&mut county.village);
    assert_eq!((found.items.len(), found.lag.cases()), (0, 0));
    let roster = county.village.due_list(date(2026, 10, 1), None, &ListFilter::default()).expect("listed");
    assert!(roster.lines.iter().any(|line| line.case.id == sound) && damaged != sound);
}

#[test]
fn what_was_demanded_stands_with_both_offices_until_it_is_answered() {
    let mut county = County::new();
    let case = accepted(&mut county);
    let demand = json!({"kind": "letter", "to": county.offices[1], "demand": "说明进展", "due": "2026-10-01"});
    let demand = county.county.act(at(30), case, body("supervise", demand), None).expect("demanded");
    county.exchange();
    let today = date(2026, 10, 2);
    let list = |ledger: &mut Ledger, sent, answered| {
        let lines = ledger.supervision_list(today, sent, answered, &ListFilter::default()).expect("listed");
        lines.into_iter().map(|line| (line.item.act, line.late)).collect::<Vec<_>>()
    };
    assert_eq!(list(&mut county.town, false, false), [(demand, true)]);
    assert_eq!(list(&mut county.county, true, false), [(demand, true)]);
    assert_eq!(list(&mut county.county, false, false), []);
    let answer = json!({"supervision": demand, "text": "已约谈双方"});
    county.town.act(at(40), case, body("answer_supervision", answer), None).expect("answered");
    assert_eq!(list(&mut county.town, false, false), []);
    assert_eq!(list(&mut county.town, false, true), [(demand, false)]);
}

#[test]
fn the_calendar_shows_receptions_and_what_is_due_around_them() {
    let mut county = County::new();
    let values = json!({
        "on": "2026-10-15", "leader": county.staff[1], "place": "镇信访接待室", "mode": "on_site",
        "office": county.offices[1],
    });
    let data = EntryData { kind: "reception".to_owned(), values: serde_json::from_value(values).expect("values") };
    let id = county.town.enter(at(20), NewEntry { home: None, readers: vec![], data, on: None }).expect("entered");
    let days = county.town.calendar(date(2026, 10, 1), date(2026, 10, 31)).expect("read");
    assert!(days.iter().any(|(day, view)| day.on == date(2026, 10, 15) && day.entry == id && view.id == id));
    let before = county.town.calendar(date(2026, 9, 20), date(2026, 10, 14)).expect("read");
    assert!(before.iter().all(|(day, _)| day.on < date(2026, 10, 15)), "only what is due lies before it: {before:?}");
}
