//! What entries come to together: what is owed, the calendar, proposals of leads, returns made and missing.

use super::*;
use crate::Config;

/// An entry of this kind, complete, with some values changed; `null` takes one out.
fn entry(id: u8, kind_name: &str, changes: serde_json::Value) -> EntryView {
    let mut values = filled(kind(kind_name).unwrap());
    for (field, value) in changes.as_object().unwrap() {
        if value.is_null() {
            values.remove(field);
        } else {
            values.insert(field.clone(), serde_json::from_value(value.clone()).unwrap());
        }
    }
    let mut book = Book::new();
    book.record.id = CaseId([id; 16]);
    book.enter(kind_name, &values);
    book.view()
}

fn struck(mut view: EntryView) -> EntryView {
    view.struck_by = Some(ActId([1; 16]));
    view
}

#[test]
fn an_office_sees_what_it_owes() {
    let task = json!([
        {"no": "1", "what": "复核面积", "office": TOWN, "due": "2026-06-12"},
        {"no": "2", "what": "别处", "office": COUNTY, "due": "2026-06-11"},
        {"no": "3", "what": "不限期", "office": TOWN},
    ]);
    let entries = [
        entry(1, "supervision_letter", json!({"due": "2026-06-20", "from_office": COUNTY, "to_office": TOWN})),
        entry(2, "inspection", json!({"due": "2026-06-15", "targets": [TOWN, COUNTY], "tasks": null})),
        entry(3, "meeting", json!({"tasks": task})),
        struck(entry(4, "proposal", json!({"due": "2026-06-01", "from_office": COUNTY, "to_office": TOWN}))),
    ];
    let of = |office| -> Vec<_> {
        owed(&entries, office).into_iter().map(|owed| (owed.due.day(), owed.entry.0[0], owed.task)).collect()
    };
    assert_eq!(of(TOWN), [(12, 3, Some("1".to_owned())), (15, 2, None), (20, 1, None)]);
    assert_eq!(of(COUNTY), [(11, 3, Some("2".to_owned())), (15, 2, None)]);
}

#[test]
fn the_calendar_shows_receptions_and_what_is_due_before_them() {
    let entries = [
        entry(
            1,
            "reception",
            json!({"on": "2026-07-06", "notice_on": null, "materials_on": null, "reported_on": null}),
        ),
        entry(2, "meeting", json!({"on": "2026-07-01"})),
        entry(3, "bulletin", json!({"on": "2026-07-02"})),
        struck(entry(4, "reception", json!({"on": "2026-07-07"}))),
    ];
    let days = calendar(&entries, date(2026, 7, 1), date(2026, 7, 9));
    let shown: Vec<_> = days.iter().map(|day| (day.on.day(), day.kind, day.rule.as_str(), day.done)).collect();
    assert_eq!(
        shown,
        [
            (1, DayKind::Meeting, "", false),
            (1, DayKind::Due, "V04", false),
            (6, DayKind::Reception, "", false),
            (9, DayKind::Due, "V09", false),
        ]
    );
}

/// V01: one reception or visit down in a month is owed, and letters read are none.
#[test]
fn a_leaders_receptions_of_the_month_are_counted() {
    let entries = [
        entry(1, "reception", json!({"on": "2026-07-06"})),
        entry(2, "reception", json!({"on": "2026-07-31", "mode": "visit_down"})),
        entry(3, "reception", json!({"on": "2026-07-20", "mode": "letter_reading"})),
        entry(4, "reception", json!({"on": "2026-08-01"})),
        struck(entry(5, "reception", json!({"on": "2026-07-08"}))),
    ];
    assert_eq!(receptions_held(&entries, LI, date(2026, 7, 15)), 2);
    assert_eq!(receptions_held(&entries, StaffId([4; 16]), date(2026, 7, 15)), 0);
    assert_eq!(receptions_held(&entries, LI, date(2026, 9, 1)), 0);
}

/// V06: a visit down is made with somebody of four units and three of the place; what lacks is shown, and refuses nothing.
#[test]
fn a_visit_down_says_who_is_missing() {
    let alone = json!({"mode": "visit_down", "team": [LI], "local_team": null});
    let lacks = |view: &EntryView| -> Vec<_> {
        view.lacks.iter().map(|lack| (lack.rule.clone(), lack.field.clone(), lack.has, lack.at_least)).collect()
    };
    let row = |field: &str, has, at_least| ("V06".to_owned(), field.to_owned(), has, at_least);
    let view = entry(1, "reception", alone);
    assert_eq!(lacks(&view), [row("team", 1, 4), row("local_team", 0, 3)]);
    assert!(view.missing.is_empty() && view.stands());
    let three = [LI, StaffId([4; 16]), StaffId([5; 16])];
    let local = entry(2, "reception", json!({"mode": "visit_down", "team": [LI], "local_team": three}));
    assert_eq!(lacks(&local), [row("team", 1, 4)]);
    assert_eq!(lacks(&entry(3, "reception", json!({"mode": "on_site", "team": null}))), []);
}

/// R12, R16, R18, R28: the registers propose, with their reason; a person assigns.
#[test]
fn leads_are_proposed_by_link_field_and_order() {
    let wang = StaffId([5; 16]);
    let entries = [
        entry(1, "post", json!({"post": "deputy_in_charge", "staff": LI, "areas_of_duty": ["land"], "until": null})),
        entry(2, "leader_township_link", json!({"leader": LI, "township": TOWN, "until": null})),
        entry(3, "leader_township_link", json!({"leader": wang, "township": TOWN, "until": "2026-06-30"})),
        entry(
            4,
            "village_responsibility_order",
            json!({"village": TOWN, "until": null, "order": [
                {"position": 2, "staff": LI}, {"position": 1, "staff": wang},
            ]}),
        ),
        entry(5, "leader_township_link", json!({"leader": wang, "township": COUNTY})),
        entry(6, "post", json!({"post": "grid_worker", "staff": wang, "areas_of_duty": ["land"]})),
    ];
    let proposed = |category, on| -> Vec<_> {
        let leads = propose_leads(&entries, TOWN, category, on);
        leads.into_iter().map(|lead| (lead.reason, lead.position, lead.staff)).collect()
    };
    let order = [(LeadReason::VillageOrder, 1, wang), (LeadReason::VillageOrder, 2, LI)];
    let link = (LeadReason::TownshipLink, 0, LI);
    let after = date(2026, 7, 1);
    assert_eq!(proposed("labour", after), [order[0], order[1], link]);
    assert_eq!(proposed("land", after), [order[0], order[1], link, (LeadReason::FieldOfDuty, 0, LI)]);
    assert!(proposed("land", date(2026, 6, 30)).contains(&(LeadReason::TownshipLink, 0, wang)), "its last day counts");
    assert_eq!(proposed("land", date(2026, 6, 1)), [], "none is in force yet");
}

/// P04, P09, P12, P18, P19: the campaign says when, the office's own returns say whether.
#[test]
fn returns_are_owed_on_the_campaigns_days() {
    let mut config: serde_json::Value = serde_json::from_str(&Config::builtin().canonical_json()).unwrap();
    config["campaigns"] = json!([{
        "id": "backlog", "name": "积案化解",
        "stages": [{"name": "化解", "from": "2026-05-01", "to": "2026-12-31"}],
        "reports": [
            {"id": "four", "name": "四次报送", "schedule": {"on": ["2026-06-10", "2026-07-10", "2026-08-20", "2026-11-01"]},
             "contents": ["台账"], "from_office": "township", "to_office": "joint_meeting"},
            {"id": "month", "name": "月报", "schedule": {"months": {"every": 1, "days": [20]}},
             "contents": ["统计表"], "from_office": "township", "to_office": "joint_meeting", "zero_report": true},
            {"id": "village", "name": "村月报", "schedule": {"months": {"every": 1, "days": [5]}},
             "contents": ["统计表"], "from_office": "village", "to_office": "township"},
        ],
        "lead_rules": {"co_leads": false, "superior_assigned_needs_team_member": true, "major_needs_head": true},
    }]);
    let config = Config::from_json(&config.to_string()).unwrap();
    let made = |id, schedule: &str, due: &str, on: &str, revision: i64| {
        let changes =
            json!({"office": TOWN, "schedule": schedule, "due": due, "reported_on": on, "revision": revision});
        entry(id, "period_report", changes)
    };
    let entries = [
        made(1, "backlog/four", "2026-06-10", "2026-06-09", 1),
        made(2, "backlog/month", "2026-06-20", "2026-06-20", 1),
        made(3, "backlog/month", "2026-06-20", "2026-06-22", 2),
        struck(made(4, "backlog/four", "2026-07-10", "2026-07-01", 1)),
    ];
    let returns = returns_due(&config, TOWN, OfficeKind::Township, &entries, date(2026, 6, 1), date(2026, 7, 15));
    let shown: Vec<_> = returns.iter().map(|due| (due.due, due.report.as_str(), due.made.map(|id| id.0[0]))).collect();
    assert_eq!(
        shown,
        [
            (date(2026, 6, 10), "four", Some(1)),
            (date(2026, 6, 20), "month", Some(3)),
            (date(2026, 7, 10), "four", None),
        ]
    );
    let late: Vec<bool> = returns.iter().map(|due| due.is_late(date(2026, 7, 10))).collect();
    assert_eq!(late, [false, true, false], "due today is not late");
    assert!(returns[2].is_late(date(2026, 7, 11)));
    assert_eq!(returns_due(&config, COUNTY, OfficeKind::County, &entries, date(2026, 6, 1), date(2026, 12, 31)), []);
}
