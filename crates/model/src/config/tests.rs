use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::OfficeKind;

/// The built-in configuration with one value put at a JSON pointer; at `/list/-` it is added.
fn with(pointer: &str, value: Value) -> Result<Config, Error> {
    let mut config = serde_json::to_value(Config::builtin()).unwrap();
    if let Some(list) = pointer.strip_suffix("/-") {
        config.pointer_mut(list).unwrap().as_array_mut().unwrap().push(value);
    } else {
        *config.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
    }
    Config::from_json(&config.to_string())
}

fn campaign() -> Value {
    json!({
        "id": "backlog-2026", "name": "积案化解专项行动",
        "stages": [
            { "name": "动员部署", "from": "2026-03-01", "to": "2026-03-31" },
            { "name": "集中化解", "from": "2026-04-01", "to": "2026-08-31",
              "targets": [{ "metric": "resolution", "percent": 80 }, { "metric": "early_issue_resolution", "percent": 100 }] },
        ],
        "reports": [
            { "id": "report-1", "name": "第一次报送", "schedule": { "on": ["2026-06-10"] }, "contents": ["方案", "台账"],
              "from_office": "township", "to_office": "joint_meeting" },
        ],
        "lead_rules": { "co_leads": true, "superior_assigned_needs_team_member": true, "major_needs_head": true },
        "routes": [{ "category": "land", "lead": { "kind": "county" } }],
    })
}

#[test]
fn the_built_in_one_is_pinned() {
    let builtin = Config::builtin();
    assert_eq!(Config::from_json(&builtin.canonical_json()).as_ref().ok(), Some(builtin), "text and back");
    let pinned = "zwgileurvv2gd42gsnv33dclzm";
    assert_eq!(builtin.version().to_string(), pinned, "a new built-in configuration: pin it, and tell the counties");
    assert_eq!(Configs::default().current_version(), builtin.version());
    for id in ["accept-15d", "handle-60d"] {
        assert!(builtin.deadline_rule(id).is_some(), "{id}");
    }
}

#[test]
fn what_cannot_be_is_refused_by_its_path() {
    let rule = |field: &str, value: Value| {
        let mut rule = serde_json::to_value(&Config::builtin().deadlines[0]).unwrap();
        rule["id"] = json!("new");
        rule[field] = value;
        rule
    };
    let staged = |stages: Value| {
        let mut campaign = campaign();
        campaign["stages"] = stages;
        campaign
    };
    let reported = |schedule: Value| {
        let mut campaign = campaign();
        campaign["reports"][0]["schedule"] = schedule;
        campaign
    };
    let rules = Config::builtin().deadlines.len();
    let new_rule = |field: &str| format!("deadlines[{rules}].{field}");
    for (pointer, value, path) in [
        ("/name", json!(""), "name".to_owned()),
        ("/name", json!("一\u{202}行\n"), "name".to_owned()),
        ("/calendar/years/2026/workdays", json!(["2026-01-05"]), "calendar.years.2026.workdays".to_owned()),
        ("/calendar/years/2026/workdays", json!(["2026-01-03"]), "calendar.years.2026.workdays".to_owned()),
        ("/calendar/years/2026/holidays", json!(["2027-01-01"]), "calendar.years.2026.holidays".to_owned()),
        ("/calendar/years/2026/holidays", json!([]), "calendar.years.2026.holidays".to_owned()),
        ("/deadlines/0/unit", json!("fortnight"), "deadlines[0].unit".to_owned()),
        ("/deadlines/0/id", json!("handle-60d"), "deadlines[4].id".to_owned()),
        ("/deadlines/0/warn_at_percent", json!(0), "deadlines[0].warn_at_percent".to_owned()),
        ("/deadlines/-", rule("length", json!(0)), new_rule("length")),
        ("/deadlines/-", rule("length", json!(9_999)), new_rule("length")),
        ("/deadlines/-", rule("met_by", json!([])), new_rule("met_by")),
        ("/deadlines/-", rule("met_by", json!(["registered"])), new_rule("met_by")),
        ("/deadlines/-", rule("clock", json!("holding")), new_rule("trigger")),
        ("/deadlines/-", rule("weight", json!(1)), new_rule("weight")),
        ("/categories/0/parent", json!("land-contract"), "categories[0].parent".to_owned()),
        ("/categories/1/parent", json!("nothing"), "categories[1].parent".to_owned()),
        ("/routes/by_category/0/category", json!("nothing"), "routes.by_category[0].category".to_owned()),
        ("/routes/by_category/0/lead", json!({ "kind": "ministry" }), "routes.by_category[0].lead.kind".to_owned()),
        ("/routes/by_category/0/lead", json!({ "person": "x" }), "routes.by_category[0].lead".to_owned()),
        ("/campaigns/-", staged(json!([])), "campaigns[0].stages".to_owned()),
        (
            "/campaigns/-",
            staged(json!([{ "name": "一", "from": "2026-03-01", "to": "2026-02-01" }])),
            "campaigns[0].stages[0].to".to_owned(),
        ),
        (
            "/campaigns/-",
            staged(json!([
                { "name": "一", "from": "2026-03-01", "to": "2026-04-01" },
                { "name": "二", "from": "2026-04-01", "to": "2026-05-01" },
            ])),
            "campaigns[0].stages[1].from".to_owned(),
        ),
        (
            "/campaigns/-",
            reported(json!({ "months": { "every": 5, "days": [1] } })),
            "campaigns[0].reports[0].schedule.months.every".to_owned(),
        ),
        (
            "/campaigns/-",
            reported(json!({ "months": { "every": 1, "days": [32] } })),
            "campaigns[0].reports[0].schedule.months.days".to_owned(),
        ),
        ("/numbering/office", json!("{year}-{n}"), "numbering.office".to_owned()),
        ("/rounding/decimals", json!(5), "rounding.decimals".to_owned()),
        ("/closing/signatures", json!(["lead", "lead"]), "closing.signatures".to_owned()),
        ("/group/representatives_most", json!(0), "group.representatives_most".to_owned()),
        ("/matching/threshold", json!(0), "matching.threshold".to_owned()),
        ("/matching/text", json!(1_001), "matching.text".to_owned()),
        ("/matching/text_full", json!(400), "matching.text_full".to_owned()),
        ("/match_key", json!("00"), "match_key".to_owned()),
    ] {
        let error = with(pointer, value.clone()).expect_err(&format!("{pointer} {value}"));
        let (Error::ConfigMalformed { path: named, .. } | Error::ConfigInvalid { path: named, .. }) = &error else {
            panic!("{error}")
        };
        assert!(named.starts_with(&path), "{error}: {path} is expected");
    }
}

#[test]
fn text_is_bounded() {
    let error = Config::from_json(&" ".repeat(limits::TEXT_BYTES + 1)).unwrap_err();
    assert_eq!(error.code(), "config_too_large");
    let error = Config::from_json(&format!("{} x", Config::builtin().canonical_json())).unwrap_err();
    assert_eq!(error.code(), "config_malformed");
}

#[test]
fn campaigns_and_their_reports() {
    let config = with("/campaigns/-", campaign()).unwrap();
    assert_ne!(config.version(), Config::builtin().version());
    let campaign = config.campaign("backlog-2026").unwrap();
    assert_eq!(campaign.stage_on(date(2026, 4, 1)).map(|stage| stage.name.as_str()), Some("集中化解"));
    assert_eq!(campaign.stage_on(date(2026, 9, 1)), None);
    assert!(config.lead_rules(Some("backlog-2026")).co_leads && !config.lead_rules(None).co_leads);
    assert_eq!(config.checklist(Some("backlog-2026")), config.checklist(None), "an empty list means the county's");

    let on = |month, day| date(2026, month, day);
    assert_eq!(campaign.due_dates(&Schedule::On(vec![on(7, 10), on(6, 10)])), [on(6, 10), on(7, 10)]);
    assert_eq!(campaign.due_dates(&Schedule::StageEnds), [on(3, 31), on(8, 31)]);
    assert_eq!(campaign.due_dates(&Schedule::AtOnce), []);
    let monthly = campaign.due_dates(&Schedule::Months { every: 1, days: vec![20] });
    assert_eq!((monthly.len(), monthly[0]), (6, on(3, 20)));
    let quarterly = campaign.due_dates(&Schedule::Months { every: 3, days: vec![31] });
    assert_eq!(quarterly, [on(3, 31), on(6, 30)]);
    let weekly = campaign.due_dates(&Schedule::Weekly { weekday: 1 });
    assert_eq!((weekly.len(), weekly[0]), (27, on(3, 2)));
}

#[test]
fn february_has_no_30th() {
    let mut february = with("/campaigns/-", campaign()).unwrap().campaigns.remove(0);
    february.stages[0].from = date(2026, 2, 1);
    let dates = february.due_dates(&Schedule::Months { every: 1, days: vec![14, 30] });
    assert_eq!(dates[..3], [date(2026, 2, 14), date(2026, 2, 28), date(2026, 3, 14)]);
}

#[test]
fn routes_propose() {
    let config = with("/campaigns/-", campaign()).unwrap();
    let lead = |campaign, category| config.propose(campaign, category, "青山镇东村").lead.cloned();
    assert_eq!(lead(None, "education"), Some(RouteTarget::Name("教管中心".to_owned())));
    assert_eq!(lead(None, "enterprise"), Some(RouteTarget::Industry));
    assert_eq!(lead(None, "land-contract"), None);
    let county = Some(RouteTarget::Kind(OfficeKind::County));
    assert_eq!(lead(Some("backlog-2026"), "land-contract"), county, "that of the category above it");
    assert_eq!(config.category_line("land-contract").collect::<Vec<_>>(), ["land-contract", "land"]);

    let area = json!([
        { "area": "青山镇", "lead": { "name": "青山镇政府" } },
        { "area": "青山镇东村", "lead": { "name": "东村村委会" } },
    ]);
    let mut config = with("/routes/by_area", area).unwrap();
    let village = RouteTarget::Name("东村村委会".to_owned());
    assert_eq!(config.propose(None, "education", "青山镇东村三组").lead, Some(&village), "territory comes first");
    config.routes.tie_break = vec![Principle::Function, Principle::Territory];
    let proposal = config.propose(None, "education", "青山镇东村三组");
    assert_eq!(proposal.lead, Some(&RouteTarget::Name("教管中心".to_owned())));
    assert_eq!(proposal.by_area, Some(("青山镇东村", &village)));
}

#[test]
fn versions_are_kept() {
    let mut configs = Configs::default();
    let before = configs.current_version();
    let config = with("/group/representatives_most", json!(3)).unwrap();
    let version = configs.learn(config.clone());
    assert_eq!((configs.current_version(), configs.get(version)), (before, Some(&config)));
    assert!(configs.make_current(version) && !configs.make_current(ConfigVersion([0; 16])));
    assert_eq!((configs.current(), configs.get(before)), (&config, Some(Config::builtin())));
    assert_eq!(configs.versions().count(), 2);
}

#[test]
fn the_key_is_not_shown() {
    let config = with("/match_key", json!("0F".repeat(32))).unwrap();
    assert_eq!(config.match_key, Some(MatchKey::new([0x0f; 32])));
    assert!(format!("{config:?}").contains("MatchKey(..)"));
    assert!(config.canonical_json().contains(&"0f".repeat(32)));
}

#[test]
fn the_schema_names_every_part() {
    let schema = schemars::schema_for!(Config);
    let properties = schema.as_value()["properties"].as_object().unwrap();
    let fields = serde_json::to_value(Config::builtin()).unwrap();
    assert!(fields.as_object().unwrap().keys().all(|field| properties.contains_key(field)));
}

/// Every pointer into a JSON value that leads to a leaf.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| leaves(value, &format!("{at}/{name}"), found)),
        Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| leaves(value, &format!("{at}/{n}"), found)),
        _ => found.push(at.to_owned()),
    }
}

proptest! {
    /// Whatever is written is refused, or read and written the same; its campaigns' dates can then be laid out.
    #[test]
    fn read_or_refused(nth in any::<proptest::sample::Index>(), leaf in 0_usize..8) {
        let values = [
            json!(0), json!(-1), json!(70_000), json!(null), json!(""), json!("9999-12-31"), json!("{n}"), json!([]),
        ];
        let mut config = serde_json::to_value(with("/campaigns/-", campaign()).unwrap()).unwrap();
        let mut found = Vec::new();
        leaves(&config, "", &mut found);
        *config.pointer_mut(&found[nth.index(found.len())]).unwrap() = values[leaf].clone();
        if let Ok(read) = Config::from_json(&config.to_string()) {
            prop_assert_eq!(Config::from_json(&read.canonical_json()).unwrap().version(), read.version());
            let daily = Schedule::Months { every: 1, days: (1..=31).collect() };
            prop_assert!(read.campaigns.iter().all(|campaign| campaign.due_dates(&daily).len() <= 3_660));
        }
    }
}
