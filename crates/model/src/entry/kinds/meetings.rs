//! Meetings, reception days and visits that belong to no single case. What they decide for a case is recorded with
//! the case; here stand the day, the place, who took part, the agenda and the tasks with their limits.

use super::{
    super::spec::{Advice, Derived, EntryKind, FieldType, Plan, Rule, of, opt, req},
    CASES, OFFICES, STAFF, TASKS, TEXTS,
};
use FieldType::{Bool, Case, Choice, Date, Entry, List, Long, Number, Office, Rows, Staff, Text};
use jiff::civil::Weekday;

/// A visit to those below (下访), in the field `mode`.
const VISIT_DOWN: (&str, &str) = ("mode", "visit_down");

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "meeting",
        "会议",
        &["H03", "H09", "H12", "V16", "P14", "P15", "P17"],
        &[
            req(
                "kind",
                "类别",
                Choice(&[
                    of("case_conference", "集体会商会"),
                    of("joint_monthly", "每月一议联席会议"),
                    of("quarterly_review", "季度形势分析会"),
                    of("periodic_analysis", "定期研判"),
                    of("meeting_the_parties", "见面会"),
                    of("coordination", "协调会"),
                    of("leader_invited", "领导约访"),
                    of("symposium", "座谈会"),
                    of("deployment", "部署会"),
                ]),
            ),
            req("title", "会议名称", Text),
            req("on", "日期", Date),
            opt("place", "地点", Text),
            req("office", "召集单位", Office),
            req("chair", "主持人", Staff),
            opt("attendees", "参会人员", STAFF),
            opt("offices", "参会单位", OFFICES),
            opt("experts", "参会专家", TEXTS),
            opt("agenda", "议题案件", CASES),
            opt(
                "opinions",
                "会商意见",
                Rows(&[
                    req("case", "案件", Case),
                    req("opinion", "意见", Long),
                    opt("dissent", "不同意见", Long),
                    opt("cause", "成因分析", Long),
                ]),
            ),
            TASKS,
            opt("minutes_no", "纪要文号", Text),
            opt("minutes", "会议纪要", Long),
        ],
    )
    .rules(&[Rule::When("kind", "joint_monthly", &["agenda"]), Rule::When("kind", "case_conference", &["agenda"])]),
    EntryKind::new(
        "reception",
        "接访安排",
        &["V01", "V02", "V03", "V04", "V05", "V06", "V07", "V08", "V09", "V10", "V12", "V13", "V14"],
        &[
            req(
                "mode",
                "方式",
                Choice(&[
                    of("on_site", "定点接访"),
                    of("leader", "领导接访"),
                    of("invited", "重点约访"),
                    of("visit_down", "带案下访"),
                    of("joint_hall", "联合接访大厅"),
                    of("letter_reading", "批阅来信"),
                ]),
            ),
            req("on", "日期", Date),
            req("office", "承办单位", Office),
            req("place", "地点", Text),
            req("leader", "接访领导", Staff),
            opt("team", "随同人员", STAFF),
            opt("co_located", "入驻单位", OFFICES),
            opt("local_team", "当地参加人员", STAFF),
            opt(
                "focus",
                "接访重点",
                List(&Choice(&[
                    of("unresolved_after_procedure", "依法按程序仍未解决"),
                    of("concentrated", "集中反映"),
                    of("emerging", "苗头性问题"),
                ])),
            ),
            opt("requirements", "有关要求", Long),
            opt("contacted_on", "联系日期", Date),
            opt("notice_on", "公示日期", Date),
            opt("materials_on", "材料送达日期", Date),
            opt("reported_on", "书面报送日期", Date),
            opt("cases", "登记案件", CASES),
            opt("batches", "批次", Number),
            opt("persons", "人次", Number),
            opt("settled_on_the_spot", "当场解决件数", Number),
            opt("letters_read", "批阅来信件数", Number),
            opt("outcome", "处理情况", Long),
            TASKS,
        ],
    )
    .rules(&[Rule::Ordered("contacted_on", "on"), Rule::Ordered("notice_on", "on")])
    .derived(&[
        Derived { carries: "V03", from: "on", plan: Plan::DaysBefore(10), met_on: "contacted_on" },
        Derived { carries: "V04", from: "on", plan: Plan::DaysBefore(5), met_on: "notice_on" },
        Derived { carries: "V09", from: "on", plan: Plan::FirstWeek(Weekday::Thursday), met_on: "materials_on" },
        Derived { carries: "V10", from: "on", plan: Plan::FirstWeek(Weekday::Friday), met_on: "reported_on" },
    ])
    .advice(&[
        Advice { carries: "V06", when: VISIT_DOWN, staff: "team", at_least: 4, offices: true },
        Advice { carries: "V06", when: VISIT_DOWN, staff: "local_team", at_least: 3, offices: false },
    ]),
    EntryKind::new(
        "reception_year_roster",
        "全年接待日公示",
        &["V11", "V12"],
        &[
            req("year", "年度", Number),
            req("office", "单位", Office),
            req(
                "days",
                "安排",
                Rows(&[req("on", "日期", Date), req("leader", "接访领导", Staff), opt("place", "地点", Text)]),
            ),
        ],
    ),
    EntryKind::new(
        "visit_month",
        "走访月",
        &["V15"],
        &[
            req("name", "名称", Text),
            req("office", "单位", Office),
            req("from", "起始日期", Date),
            req("until", "截止日期", Date),
            opt("requirements", "要求", Long),
            opt("receptions", "接访安排", List(&Entry)),
            opt("summary", "小结", Long),
        ],
    )
    .rules(&[Rule::Ordered("from", "until")]),
    EntryKind::new(
        "courtesy_visit",
        "结对帮亲走访",
        &["H25", "V18"],
        &[
            req("quarter", "季度", Text),
            req("on", "走访日期", Date),
            req("office", "单位", Office),
            req("area", "走访区域", Text),
            req("staff", "走访人员", STAFF),
            opt("households", "走访户数", Number),
            opt(
                "five_ones",
                "五个一",
                List(&Choice(&[
                    of("greeting", "一声问候"),
                    of("talk", "一次谈心"),
                    of("help", "一次帮助"),
                    of("policy", "一次政策宣讲"),
                    of("feedback", "一次反馈"),
                ])),
            ),
            opt("needs", "收集的意见和需求", Long),
            opt("done", "已办实事", Long),
            opt("whole_community", "面向全体居民", Bool),
        ],
    ),
];
