mod registers;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    Act, ActBody, ActId, CaseId, CaseRecord, DeviceId, Directory, EntryId, Office, OfficeId, OfficeKind, Refusal,
    Staff, StaffId,
};

const TOWN: OfficeId = OfficeId([1; 16]);
const COUNTY: OfficeId = OfficeId([2; 16]);
const LI: StaffId = StaffId([3; 16]);

fn directory() -> Directory {
    let office = |id, name: &str, kind| Office { id, kind, parent: None, name: name.to_owned(), code: "X".to_owned() };
    let li = Staff {
        id: LI,
        office: TOWN,
        name: "李某".to_owned(),
        title: "镇长".to_owned(),
        is_head: true,
        is_team_member: true,
        roles: Default::default(),
        active: true,
        revision: 1,
        since: Timestamp::UNIX_EPOCH,
    };
    Directory {
        offices: [
            (TOWN, office(TOWN, "石桥镇", OfficeKind::Township)),
            (COUNTY, office(COUNTY, "县联席办", OfficeKind::JointMeeting)),
        ]
        .into(),
        staff: [(LI, li)].into(),
        ..Directory::default()
    }
}

/// An entry and the acts on it, one minute after the other.
struct Book {
    record: CaseRecord,
}

impl Book {
    fn new() -> Self {
        Self {
            record: CaseRecord {
                id: CaseId([9; 16]),
                home: TOWN,
                fields: BTreeMap::new(),
                narrative: String::new(),
                claims: BTreeMap::new(),
                acts: Vec::new(),
            },
        }
    }

    fn add(&mut self, based_on: &[ActId], kind: &str, payload: serde_json::Value) -> ActId {
        let count = u8::try_from(self.record.acts.len() + 1).unwrap();
        let id = ActId([count; 16]);
        self.record.acts.push(Act {
            id,
            by: LI,
            office: TOWN,
            device: DeviceId([count; 16]),
            made_at: "2026-06-01T08:00:00Z".parse::<Timestamp>().unwrap()
                + jiff::SignedDuration::from_mins(count.into()),
            effective_on: date(2026, 6, 1),
            based_on: based_on.to_vec(),
            config: crate::Configs::default().current_version(),
            staff_revision: 1,
            body: ActBody::read(kind, payload),
        });
        id
    }

    fn enter(&mut self, kind: &str, values: &Values) -> ActId {
        self.add(&[], "enter", json!({"kind": kind, "values": values}))
    }

    fn view(&self) -> EntryView {
        fold_entry(&self.record, &directory())
    }
}

fn check(body: &ActBody, view: Option<&EntryView>) -> Result<(), Refusal> {
    check_entry(body, view, &directory())
}

/// A value that fits the type; two texts or numbers of one entry are alike, two offices differ by `at`.
fn sample(ty: &FieldType, at: usize) -> Value {
    let text = |id: &dyn std::fmt::Display| Value::Text(id.to_string());
    match ty {
        FieldType::Text => "样例".into(),
        FieldType::Long => "第一行\n第二行".into(),
        FieldType::Date => "2026-06-08".into(),
        FieldType::Number => Value::Number(2026),
        FieldType::Money => Value::Number(600_000),
        FieldType::Bool => Value::Bool(true),
        FieldType::Choice(choices) => choices[0].name.into(),
        FieldType::Staff => text(&LI),
        FieldType::Office => text(if at.is_multiple_of(2) { &TOWN } else { &COUNTY }),
        FieldType::Case | FieldType::Act | FieldType::Entry => text(&EntryId([7; 16])),
        FieldType::List(item) => Value::List(vec![sample(item, at)]),
        FieldType::Rows(fields) => Value::List(vec![Value::Row(samples(fields))]),
    }
}

fn samples(fields: &[FieldSpec]) -> Values {
    let mut offices = 0;
    let mut values = Values::new();
    for field in fields {
        values.insert(field.name.to_owned(), sample(&field.ty, offices));
        offices += usize::from(matches!(field.ty, FieldType::Office));
    }
    values
}

/// Every field of the kind filled in, as its rules allow.
fn filled(kind: &EntryKind) -> Values {
    let mut values = samples(kind.fields);
    for rule in kind.rules {
        if let Rule::Empty(field, _) = rule {
            values.insert((*field).to_owned(), Value::Bool(false));
        }
    }
    values
}

fn refused(kind: &str, values: Values) -> Vec<String> {
    let refusal = EntryData { kind: kind.to_owned(), values }.check(&directory()).unwrap_err();
    assert_eq!(refusal.code, "entry_fields");
    refusal.missing
}

/// The tables name only what is there.
#[test]
fn the_tables_are_sound() {
    let unique = |names: Vec<&str>, of: &str| {
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a name stands twice in {of}");
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{of}: {name}");
        }
    };
    unique(ALL.iter().map(|kind| kind.name).collect(), "the kinds");
    for kind in ALL {
        unique(kind.fields.iter().map(|field| field.name).collect(), kind.name);
        assert!(!kind.carries.is_empty(), "{} carries no requirement", kind.name);
        let has = |field: &str| assert!(kind.field(field).is_some(), "{}: no field {field}", kind.name);
        let is_date = |field: &str| {
            assert!(matches!(kind.field(field).unwrap().ty, FieldType::Date), "{}: {field} is no date", kind.name);
        };
        if let Some(answer) = kind.answer {
            is_date(answer.due);
            has(answer.from);
        }
        for derived in kind.derived {
            is_date(derived.from);
            is_date(derived.met_on);
            assert!(kind.carries.contains(&derived.carries));
        }
        for rule in kind.rules {
            match *rule {
                Rule::Ordered(first, second) => [first, second].iter().for_each(|field| is_date(field)),
                Rule::Needs(first, others) | Rule::Empty(first, others) | Rule::When(first, _, others) => {
                    has(first);
                    others.iter().for_each(|field| has(field));
                }
                Rule::OneOf(fields) => fields.iter().for_each(|field| has(field)),
                Rule::Differ(first, second) => [first, second].iter().for_each(|field| has(field)),
                Rule::AtMost(rows, part, whole) => {
                    let FieldType::Rows(fields) = kind.field(rows).unwrap().ty else { panic!("{rows} is no table") };
                    assert!([part, whole].iter().all(|name| fields.iter().any(|field| field.name == *name)));
                }
            }
            if let Rule::When(field, value, _) = *rule {
                let FieldType::Choice(choices) = kind.field(field).unwrap().ty else { panic!("{field} is no choice") };
                assert!(choices.iter().any(|choice| choice.name == value), "{}: {field} is never {value}", kind.name);
            }
        }
    }
}

/// What is passed on outside the office names no case and no member of staff.
#[test]
fn anonymous_kinds_name_nobody() {
    fn names(ty: &FieldType) -> bool {
        match ty {
            FieldType::Staff | FieldType::Case | FieldType::Act => true,
            FieldType::List(item) => names(item),
            FieldType::Rows(fields) => fields.iter().any(|field| names(&field.ty)),
            _ => false,
        }
    }
    for kind in ALL.iter().filter(|kind| kind.anonymous) {
        assert!(kind.fields.iter().all(|field| !names(&field.ty)), "{} names somebody", kind.name);
    }
}

/// The columns of every kind, so that a change of a table is seen by who makes it.
#[test]
fn the_catalogue_is_pinned() {
    fn ty(field: &FieldType) -> String {
        match field {
            FieldType::Choice(choices) => choices.iter().map(|choice| choice.name).collect::<Vec<_>>().join("|"),
            FieldType::List(item) => format!("[{}]", ty(item)),
            FieldType::Rows(fields) => format!("[{{{}}}]", list(fields)),
            other => format!("{other:?}").to_lowercase(),
        }
    }
    fn list(fields: &[FieldSpec]) -> String {
        let field =
            |field: &FieldSpec| format!("{}{}: {}", field.name, if field.required { "" } else { "?" }, ty(&field.ty));
        fields.iter().map(field).collect::<Vec<_>>().join(", ")
    }
    let lines = ALL.iter().map(|kind| format!("{} {} {{{}}}", kind.name, kind.label_zh, list(kind.fields)));
    insta::assert_snapshot!("catalogue", lines.collect::<Vec<_>>().join("\n"));
}

/// One pass through the life of an entry, for every kind there is.
#[test]
fn every_kind_is_entered_revised_found_and_exported() {
    for kind in ALL {
        let mut book = Book::new();
        let values = filled(kind);
        let enter = ActBody::Enter(EntryData { kind: kind.name.to_owned(), values: values.clone() });
        assert_eq!(check(&enter, None), Ok(()), "{}", kind.name);
        let entered = book.enter(kind.name, &values);
        let view = book.view();
        assert_eq!((&view.values, view.missing.len(), view.conflicts.len()), (&values, 0, 0), "{}", kind.name);
        assert!(view.stands());
        assert_eq!(view.answer_due.is_some(), kind.answer.is_some());

        let texts = |field: &&FieldSpec| matches!(field.ty, FieldType::Text | FieldType::Long);
        let (field, new): (_, Value) = match kind.fields.iter().find(texts) {
            Some(field) => (field.name, "改后".into()),
            None => (kind.fields[0].name, values[kind.fields[0].name].clone()),
        };
        let revise = Revise { values: [(field.to_owned(), new.clone())].into() };
        assert_eq!(check(&ActBody::Revise(revise.clone()), Some(&view)), Ok(()), "{}", kind.name);
        book.add(&[entered], "revise", json!(revise));
        let view = book.view();
        assert_eq!(view.values[field], new);

        let word = new.as_text().unwrap_or_default();
        assert!(EntryQuery { kind: Some(kind.name), words: word, ..EntryQuery::default() }.finds(&view));
        assert!(!EntryQuery { words: "不在其中", ..EntryQuery::default() }.finds(&view));
        let cells = row(&view, &directory());
        assert_eq!(cells.len(), columns(kind).len());
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{}: {cells:?}", kind.name);
        let exported = export(&view);
        assert_eq!(exported["entry"]["kind"], kind.name);
        assert_eq!(exported["labels_zh"].as_object().unwrap().len(), kind.fields.len());
        assert_eq!(serde_json::from_value::<EntryView>(exported["entry"].clone()).unwrap(), view);
    }
}

/// The required fields alone are enough wherever no rule asks for more, and each of them is asked for by name.
#[test]
fn every_missing_field_is_named() {
    for kind in ALL {
        let missing = refused(kind.name, Values::new());
        for field in kind.fields.iter().filter(|field| field.required) {
            assert!(missing.contains(&format!("{}: missing", field.name)), "{}: {missing:?}", kind.name);
        }
    }
    let unknown = EntryData { kind: "mood".to_owned(), values: Values::new() };
    assert_eq!(unknown.check(&directory()).unwrap_err().code, "unknown_entry_kind");
}

#[test]
fn every_bad_value_is_named() {
    let mut values = filled(kind("meeting").unwrap());
    let bad: [(&str, Value); 7] = [
        ("kind", "party".into()),
        ("title", Value::Text("字".repeat(201))),
        ("on", "2026-02-30".into()),
        ("chair", Value::Text(StaffId([8; 16]).to_string())),
        ("agenda", Value::List(vec!["x".into()])),
        ("place", "a\u{1b}[2J".into()),
        ("minutes", Value::Number(1)),
    ];
    values.extend(bad.map(|(field, value)| (field.to_owned(), value)));
    let task = json!({"no": "1", "what": "x", "due": "soon", "mood": true});
    values.insert("tasks".to_owned(), serde_json::from_value(json!([task, task, "x"])).unwrap());
    values.insert("tone".to_owned(), Value::Bool(true));
    assert_eq!(
        refused("meeting", values),
        [
            "kind: one of case_conference|joint_monthly|quarterly_review|periodic_analysis|meeting_the_parties|coordination|\
         leader_invited|symposium|deployment",
            "title: too long",
            "on: not a date like 2026-07-10",
            "place: holds characters that cannot be shown",
            "chair: not a member of staff in the directory",
            "agenda[1]: not a case",
            "tasks[1].due: not a date like 2026-07-10",
            "tasks[1].mood: no such field",
            "tasks[2].due: not a date like 2026-07-10",
            "tasks[2].mood: no such field",
            "tasks[2].no: named twice",
            "tasks[3]: a row of fields is expected",
            "minutes: a text is expected",
            "tone: no such field",
        ]
    );
    let large = "字".repeat(limits::TEXT_CHARS);
    let mut values = filled(kind("policy_document").unwrap());
    values.extend(["text", "procedure", "fees"].map(|field| (field.to_owned(), Value::Text(large.clone()))));
    let refusal = EntryData { kind: "policy_document".to_owned(), values }.check(&directory()).unwrap_err();
    assert_eq!(refusal.code, "entry_too_large");
}

/// A change to a complete entry, and what is then named.
fn changed(name: &str, changes: serde_json::Value) -> Vec<String> {
    let mut values = filled(kind(name).unwrap());
    values.extend(serde_json::from_value::<Values>(changes).unwrap());
    refused(name, values)
}

#[test]
fn rules_between_fields_hold() {
    assert_eq!(changed("duty_roster", json!({"from": "2026-07-01"})), ["until: before from"]);
    assert_eq!(changed("supervision_letter", json!({"to_office": TOWN})), ["to_office: the same as from_office"]);
    assert_eq!(changed("supervision_letter", json!({"doc_no": ""})), ["doc_no: needed when channel is letter"]);
    assert_eq!(changed("typical_case", json!({"anonymised": false})), ["anonymised: needed by title"]);
    assert_eq!(
        changed("commendation", json!({"to_offices": [], "to_staff": []})),
        ["to_offices|to_staff: one of these is needed"]
    );
    let results = json!({"results": [{"question": "q", "positive": 5, "answers": 4}]});
    assert_eq!(changed("public_awareness", results), ["results[1].positive: above answers"]);
}

#[test]
fn a_reward_is_paid_only_after_audit_and_without_repeat() {
    assert_eq!(
        changed("resolution_reward", json!({"audit": "", "no_repeat_until": ""})),
        ["audit: needed by paid_on", "no_repeat_until: needed by paid_on"]
    );
    let mut values = filled(kind("resolution_reward").unwrap());
    ["audit", "no_repeat_until", "approved_by", "paid_on"].iter().for_each(|field| {
        values.remove(*field);
    });
    assert_eq!(EntryData { kind: "resolution_reward".to_owned(), values }.check(&directory()), Ok(()), "recorded only");
}

#[test]
fn nothing_new_is_a_report() {
    assert_eq!(
        changed("period_report", json!({"zero": true})),
        ["cases: must be empty when zero says yes", "case_list_hash: must be empty when zero says yes"]
    );
    let mut values = filled(kind("period_report").unwrap());
    values.insert("zero".to_owned(), Value::Bool(true));
    ["cases", "case_list_hash", "figures", "seen", "text"].iter().for_each(|field| {
        values.remove(*field);
    });
    assert_eq!(EntryData { kind: "period_report".to_owned(), values: values.clone() }.check(&directory()), Ok(()));
    values.remove("zero");
    assert_eq!(refused("period_report", values), ["zero|figures|text: one of these is needed"]);
    assert_eq!(
        changed("period_report", json!({"case_list_hash": ""})),
        ["case_list_hash: needed by figures", "case_list_hash: needed by cases"]
    );
}

#[test]
fn shared_documents_hold_no_personal_number() {
    for text in ["联系人13912345678", "证号11010519491231002X。", "110105194912310021"] {
        assert_eq!(changed("typical_case", json!({"facts": text})), ["facts: holds a personal number"], "{text}");
    }
    for text in ["2026年6月8日", "金额139123456789元", "〔2026〕第12345678901号", "0371-65900000"] {
        let mut values = filled(kind("typical_case").unwrap());
        values.insert("facts".to_owned(), text.into());
        assert_eq!(EntryData { kind: "typical_case".to_owned(), values }.check(&directory()), Ok(()), "{text}");
    }
}

#[test]
fn concurrent_revisions_stand_side_by_side_until_somebody_chooses() {
    let mut book = Book::new();
    let entered = book.enter("bulletin", &filled(kind("bulletin").unwrap()));
    let one = book.add(&[entered], "revise", json!({"values": {"title": "甲", "text": "同一内容"}}));
    let two =
        book.add(&[entered], "revise", json!({"values": {"title": "乙", "text": "同一内容", "issue_no": "第3期"}}));
    let view = book.view();
    assert_eq!(view.heads, [one, two]);
    assert_eq!(view.values["title"], "乙".into());
    assert_eq!(view.values["issue_no"], "第3期".into());
    let value = |act, text: &str| EntryValue { value: Some(text.into()), act, by: LI };
    assert_eq!(
        view.conflicts,
        [EntryConflict { field: "title".to_owned(), values: vec![value(one, "甲"), value(two, "乙")] }]
    );
    let publish = ActBody::Publish(Publish { on: date(2026, 6, 2), place: "公示栏".to_owned() });
    assert_eq!(check(&publish, Some(&view)).unwrap_err().code, "entry_in_conflict");

    book.add(&[one, two], "revise", json!({"values": {"title": "甲"}}));
    let view = book.view();
    assert_eq!((view.values["title"].clone(), view.conflicts.len(), view.revisions), ("甲".into(), 0, 3));
    assert_eq!(check(&publish, Some(&view)), Ok(()));
}

#[test]
fn a_revision_may_clear_a_field_that_need_not_stand() {
    let mut book = Book::new();
    let entered = book.enter("bulletin", &filled(kind("bulletin").unwrap()));
    let clear = |field: &str| ActBody::Revise(Revise { values: [(field.to_owned(), "".into())].into() });
    let view = book.view();
    assert_eq!(check(&clear("distribution"), Some(&view)), Ok(()));
    assert_eq!(check(&clear("title"), Some(&view)).unwrap_err().missing, ["title: missing"]);
    assert_eq!(check(&clear("mood"), Some(&view)).unwrap_err().missing, ["mood: no such field"]);
    book.add(&[entered], "revise", json!({"values": {"title": "", "distribution": []}}));
    let view = book.view();
    assert!(!view.values.contains_key("distribution"));
    assert_eq!(view.missing, ["title: missing"], "another device may have left it out: it is shown, not refused");
}

#[test]
fn an_entry_is_published_and_says_when_it_changed_since() {
    let mut book = Book::new();
    let entered = book.enter("reception_year_roster", &filled(kind("reception_year_roster").unwrap()));
    let published = book.add(&[entered], "publish", json!({"on": "2026-01-05", "place": "政务公开栏"}));
    let view = book.view();
    assert_eq!(view.published.len(), 1);
    assert!(!view.changed_since_published);
    let revised = book.add(&[published], "revise", json!({"values": {"year": 2027}}));
    assert!(book.view().changed_since_published);
    book.add(&[revised], "publish", json!({"on": "2026-01-06", "place": "政务公开栏"}));
    assert!(!book.view().changed_since_published);
}

#[test]
fn a_struck_entry_stays_readable_and_a_later_revision_restores_it() {
    let mut book = Book::new();
    let entered = book.enter("bulletin", &filled(kind("bulletin").unwrap()));
    let strike = ActBody::Strike(Strike { reason: " ".to_owned() });
    assert_eq!(check(&strike, Some(&book.view())).unwrap_err().code, "text_missing");
    let struck = book.add(&[entered], "strike", json!({"reason": "重复录入"}));
    book.add(&[entered], "revise", json!({"values": {"title": "同时修订"}}));
    let view = book.view();
    assert_eq!((view.struck_by, view.struck_because.as_deref()), (Some(struck), Some("重复录入")));
    assert_eq!(view.values["title"], "同时修订".into());
    assert!(!view.stands() && !EntryQuery::default().finds(&view));
    assert!(EntryQuery { struck: true, ..EntryQuery::default() }.finds(&view));
    let respond = ActBody::Respond(Respond { text: "x".to_owned(), on: date(2026, 6, 2), task: None, done: false });
    assert_eq!(check(&respond, Some(&view)).unwrap_err().code, "entry_struck");
    book.add(&[struck], "revise", json!({"values": {"title": "恢复"}}));
    assert!(book.view().stands());
}

#[test]
fn a_letter_waits_for_its_answer() {
    let mut book = Book::new();
    let mut values = filled(kind("supervision_letter").unwrap());
    values.insert("due".to_owned(), "2026-06-20".into());
    let entered = book.enter("supervision_letter", &values);
    let view = book.view();
    assert_eq!(view.answer_due, Some(date(2026, 6, 20)));
    assert!(view.awaits_answer());
    assert_eq!(view.open_dates(), [date(2026, 6, 20)]);
    let first = book.add(&[entered], "respond", json!({"text": "正在核查", "on": "2026-06-10"}));
    assert!(book.view().awaits_answer(), "an interim answer is none");
    let answer = book.add(&[first], "respond", json!({"text": "已整改", "on": "2026-06-18", "done": true}));
    let view = book.view();
    assert_eq!((view.responses.clone(), view.answered_by), (vec![first, answer], Some(answer)));
    assert!(!view.awaits_answer() && view.open_dates().is_empty());
}

#[test]
fn tasks_of_a_meeting_have_their_limits_and_answers() {
    let mut book = Book::new();
    let mut values = filled(kind("meeting").unwrap());
    let tasks = json!([
        {"no": "1", "what": "复核补偿面积", "office": TOWN, "due": "2026-06-20"},
        {"no": "2", "what": "约见信访人", "staff": LI, "due": "2026-06-15"},
    ]);
    values.insert("tasks".to_owned(), serde_json::from_value(tasks).unwrap());
    let entered = book.enter("meeting", &values);
    let view = book.view();
    assert_eq!(view.open_dates(), [date(2026, 6, 15), date(2026, 6, 20)]);
    let respond = |task: &str| {
        ActBody::Respond(Respond {
            text: "已办".to_owned(),
            on: date(2026, 6, 14),
            task: Some(task.to_owned()),
            done: true,
        })
    };
    assert_eq!(check(&respond("2"), Some(&view)), Ok(()));
    let refusal = check(&respond("3"), Some(&view)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("no_such_task", vec!["1|2".to_owned()]));
    let done =
        book.add(&[entered], "respond", json!({"text": "已约见", "on": "2026-06-14", "task": "2", "done": true}));
    let view = book.view();
    assert_eq!((view.tasks[1].done_by, view.tasks[0].done_by), (Some(done), None));
    assert_eq!(view.open_dates(), [date(2026, 6, 20)]);
}

#[test]
fn a_reception_day_has_its_notice_and_material_dates() {
    let mut book = Book::new();
    let mut values = filled(kind("reception").unwrap());
    values.insert("on".to_owned(), "2026-07-06".into());
    for field in ["notice_on", "materials_on", "reported_on", "tasks"] {
        values.remove(field);
    }
    book.enter("reception", &values);
    let view = book.view();
    let date_of = |rule: &str, due, met_on| DerivedDate { rule: rule.to_owned(), due, met_on };
    assert_eq!(
        view.dates,
        [
            date_of("V03", date(2026, 6, 26), Some(date(2026, 6, 8))),
            date_of("V04", date(2026, 7, 1), None),
            date_of("V09", date(2026, 7, 9), None),
            date_of("V10", date(2026, 7, 10), None),
        ]
    );
    assert_eq!(view.open_dates().first(), Some(&date(2026, 7, 1)));
}

#[test]
fn acts_out_of_place_are_refused_and_kept_where_another_device_made_them() {
    let mut book = Book::new();
    let data = EntryData { kind: "bulletin".to_owned(), values: filled(kind("bulletin").unwrap()) };
    let revise = ActBody::Revise(Revise { values: data.values.clone() });
    assert_eq!(check(&revise, None).unwrap_err().code, "not_entered");
    let early = book.add(&[], "revise", json!({"values": {"title": "先到"}}));
    let note = book.add(&[], "note", json!({"text": "不属于条目"}));
    let newer = book.add(&[], "enter", json!({"kind": "bulletin", "values": {}, "mood": 1}));
    assert_eq!(check(&revise, Some(&book.view())).unwrap_err().code, "not_entered");
    book.add(&[early], "enter", json!(data));
    let view = book.view();
    assert_eq!(view.not_understood, [note, newer]);
    assert_eq!(check(&ActBody::Enter(data), Some(&view)).unwrap_err().code, "already_entered");
    let empty = ActBody::Revise(Revise { values: Values::new() });
    assert_eq!(check(&empty, Some(&view)).unwrap_err().code, "text_missing");
}

#[test]
fn an_entry_is_found_by_case_and_by_date() {
    let mut book = Book::new();
    book.enter("meeting", &filled(kind("meeting").unwrap()));
    let view = book.view();
    let finds = |query: EntryQuery<'_>| query.finds(&view);
    assert!(finds(EntryQuery { case: Some(CaseId([7; 16])), ..EntryQuery::default() }));
    assert!(!finds(EntryQuery { case: Some(CaseId([6; 16])), ..EntryQuery::default() }));
    let from_until = |from, until| EntryQuery { from: Some(from), until: Some(until), ..EntryQuery::default() };
    assert!(finds(from_until(date(2026, 6, 1), date(2026, 6, 30))));
    assert!(!finds(from_until(date(2026, 7, 1), date(2026, 7, 31))));
}

#[test]
fn a_sheet_shows_names_and_amounts() {
    let mut book = Book::new();
    book.enter("special_fund", &filled(kind("special_fund").unwrap()));
    let cells = row(&book.view(), &directory());
    assert_eq!(cells[2], "石桥镇");
    assert_eq!(cells[3], "6000.00");
    assert!(cells[4].ends_with("6000.00 2026-06-08 样例"));
    let mut book = Book::new();
    book.enter("commendation", &filled(kind("commendation").unwrap()));
    assert_eq!(row(&book.view(), &directory())[3], "李某");
}

proptest! {
    /// Any order, and any act twice, gives the same view.
    #[test]
    fn order_and_repetition_do_not_matter(
        seen in prop::collection::vec(any::<prop::sample::Index>(), 1..12),
        what in prop::collection::vec(0..6_u8, 12),
        keys in prop::collection::vec(any::<u32>(), 26),
    ) {
        let mut book = Book::new();
        let mut ids = vec![book.enter("meeting", &filled(kind("meeting").unwrap()))];
        for (seen, what) in seen.iter().zip(what) {
            let based_on = [ids[seen.index(ids.len())]];
            ids.push(match what {
                0 => book.add(&based_on, "strike", json!({"reason": "作废"})),
                1 => book.add(&based_on, "publish", json!({"on": "2026-06-03", "place": "公示栏"})),
                2 => book.add(&based_on, "respond", json!({"text": "x", "on": "2026-06-03", "task": "样例", "done": true})),
                n => book.add(&based_on, "revise", json!({"values": {"title": format!("第{n}稿")}})),
            });
        }
        let view = book.view();
        let mut acts: Vec<Act> = book.record.acts.iter().chain(&book.record.acts).cloned().collect();
        acts.sort_by_cached_key(|act| keys[usize::from(act.id.0[0]) % keys.len()]);
        let shuffled = CaseRecord { acts, ..book.record };
        prop_assert_eq!(fold_entry(&shuffled, &directory()), view);
    }
}
