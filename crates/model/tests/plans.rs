//! Plans as counties, bureaus and townships write them, entered as configuration: they contradict each other, and each of
//! them has to be sayable without a change of software.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use taizhang_model::{
    Config,
    config::{Campaign, Metric, RouteTarget},
    metrics::Ratio,
};

/// The built-in configuration with one campaign of these stages and reports.
fn plan(stages: Value, reports: Value) -> Campaign {
    let mut config = serde_json::to_value(Config::builtin()).expect("a configuration is plain data");
    config["campaigns"] = json!([{
        "id": "plan", "name": "专项行动", "stages": stages, "reports": reports,
        "lead_rules": {"co_leads": true, "superior_assigned_needs_team_member": true, "major_needs_head": true},
    }]);
    let config = Config::from_json(&config.to_string()).expect("the plan is a configuration");
    config.campaigns.into_iter().next().expect("there is one")
}

fn report(id: &str, schedule: Value, contents: &[&str]) -> Value {
    json!({"id": id, "name": id, "schedule": schedule, "contents": contents,
           "from_office": "township", "to_office": "joint_meeting"})
}

/// Every day on which the report of this id is due.
fn due(plan: &Campaign, id: &str) -> Vec<Date> {
    let report = plan.reports.iter().find(|report| report.id == id).expect("the plan asks for it");
    plan.due_dates(&report.schedule)
}

fn five_stages() -> Value {
    json!([
        {"name": "动员部署", "from": "2026-05-01", "to": "2026-05-31"},
        {"name": "排查摸底", "from": "2026-06-01", "to": "2026-07-10"},
        {"name": "集中化解", "from": "2026-07-11", "to": "2026-08-31",
         "targets": [{"metric": "led_resolution", "percent": 60}]},
        {"name": "攻坚", "from": "2026-09-01", "to": "2026-10-31",
         "targets": [{"metric": "resolution", "percent": 80}, {"metric": "early_issue_resolution", "percent": 100}]},
        {"name": "总结评估", "from": "2026-11-01", "to": "2026-11-30"},
    ])
}

/// P01 to P03: five stages, a bureau's three, a township's three over six months.
#[test]
fn stages_are_as_many_as_a_plan_has() {
    let five = plan(five_stages(), json!([]));
    assert_eq!(five.stages.len(), 5);
    assert_eq!(five.stage_on(date(2026, 9, 1)).map(|stage| stage.name.as_str()), Some("攻坚"));
    assert_eq!(five.span(), Some((date(2026, 5, 1), date(2026, 11, 30))));
    let stage = |name: &str, from: &str, to: &str| json!({"name": name, "from": from, "to": to});
    let bureau = json!([
        stage("交办", "2026-03-01", "2026-03-15"),
        stage("化解", "2026-03-16", "2026-05-31"),
        stage("办结", "2026-06-01", "2026-06-30"),
    ]);
    let town = json!([
        stage("动员", "2026-01-01", "2026-01-31"),
        stage("排查", "2026-02-01", "2026-03-31"),
        stage("化解", "2026-04-01", "2026-06-30"),
    ]);
    assert_eq!(plan(bureau, json!([])).stages.len(), 3);
    assert_eq!(plan(town, json!([])).span(), Some((date(2026, 1, 1), date(2026, 6, 30))));
}

/// P04 to P08: four reports, each on its day and with its own contents.
#[test]
fn four_reports_have_their_days_and_contents() {
    let plan = plan(
        five_stages(),
        json!([
            report("report-1", json!({"on": ["2026-06-10"]}), &["方案", "台账", "包案领导名单"]),
            report("report-2", json!({"on": ["2026-07-10"]}), &["排查", "包案", "化解", "措施", "表格"]),
            report("report-3", json!({"on": ["2026-08-20"]}), &["进展", "问题", "书面材料"]),
            report("report-4", json!({"on": ["2026-11-01"]}), &["总结"]),
        ]),
    );
    let days = ["report-1", "report-2", "report-3", "report-4"].map(|id| due(&plan, id));
    assert_eq!(days.concat(), [date(2026, 6, 10), date(2026, 7, 10), date(2026, 8, 20), date(2026, 11, 1)]);
    assert_eq!(plan.reports[2].contents, ["进展", "问题", "书面材料"]);
}

/// P09 to P13, P15, P16, P19, P20: monthly, half-monthly, quarterly, half-yearly, by stage, at once.
#[test]
fn returns_come_round_as_a_plan_says() {
    let year = json!([{"name": "全年", "from": "2026-01-01", "to": "2026-12-31"}]);
    let months = |every: u8, days: &[u8]| json!({"months": {"every": every, "days": days}});
    let plan_of_year = plan(
        year,
        json!([
            report("monthly", months(1, &[20]), &["统计表"]),
            report("half-monthly", months(1, &[14, 30]), &["台账"]),
            report("quarterly", months(3, &[31]), &["形势分析"]),
            report("half-year", months(6, &[31]), &["小结"]),
            report("year", months(12, &[31]), &["总结"]),
            report("weekly", json!({"weekly": {"weekday": 5}}), &["研判"]),
            report("prompt", json!("at_once"), &["突发事项"]),
        ]),
    );
    let count = |id: &str| due(&plan_of_year, id).len();
    assert_eq!(
        ["monthly", "half-monthly", "quarterly", "half-year", "year", "weekly", "prompt"].map(count),
        [12, 24, 4, 2, 1, 52, 0]
    );
    assert_eq!(due(&plan_of_year, "half-monthly")[2..4], [date(2026, 2, 14), date(2026, 2, 28)]);
    assert_eq!(due(&plan_of_year, "half-year"), [date(2026, 6, 30), date(2026, 12, 31)]);
    let by_stage = plan(five_stages(), json!([report("stage", json!("stage_ends"), &["通报"])]));
    assert_eq!(due(&by_stage, "stage").len(), 5);
    assert_eq!(due(&by_stage, "stage")[0], date(2026, 5, 31));
}

/// M04 to M06: thresholds stand with the stage, per rate.
#[test]
fn targets_differ_by_stage_and_rate() {
    let plan = plan(five_stages(), json!([]));
    let last = plan.stage_on(date(2026, 10, 1)).expect("a stage");
    let percent = |metric| last.targets.iter().find(|target| target.metric == metric).map(|target| target.percent);
    assert_eq!((percent(Metric::Resolution), percent(Metric::EarlyIssueResolution)), (Some(80), Some(100)));
    assert_eq!(plan.stages[2].targets[0].metric, Metric::LedResolution);
    let reached = |numerator| Ratio { numerator, denominator: 5 }.reaches(last.targets[0].percent);
    assert_eq!((reached(4), reached(3)), (Some(true), Some(false)));
}

/// C04: ten domains of matters, as a tree that a county can grow.
#[test]
fn the_ten_domains_are_there() {
    let config = Config::builtin();
    for id in [
        "land",
        "demolition",
        "enterprise-reform",
        "law-related",
        "labour",
        "environment",
        "education-health",
        "veterans",
        "property",
        "rural",
    ] {
        let domain = config.categories.iter().find(|category| category.id == id).expect(id);
        assert_eq!(domain.parent, None, "{id} is a domain");
    }
}

/// C05 to C13: who leads by category, until a county says otherwise.
#[test]
fn categories_are_routed_to_their_departments() {
    let config = Config::builtin();
    for (category, department) in [
        ("education", "教管中心"),
        ("health-elderly", "民社办"),
        ("land-requisition", "规建办"),
        ("demolition", "规建办"),
        ("property", "规建办"),
        ("finance", "经发办"),
        ("neighbours", "司法所"),
        ("transport", "应急办"),
        ("family", "妇联"),
    ] {
        let proposed = config.propose(None, category, "石桥镇").lead;
        assert_eq!(proposed, Some(&RouteTarget::Name(department.to_owned())), "{category}");
    }
    assert_eq!(config.propose(None, "enterprise", "石桥镇").lead, Some(&RouteTarget::Industry));
}
