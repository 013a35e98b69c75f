//! How matters are found and handed over: screening rounds, batches and letters of assignment, notices from above.

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    CASES, OFFICES,
};
use FieldType::{Act, Bool, Case, Choice, Date, Entry, Long, Number, Office, Staff, Text};

const LEVELS: FieldType = Choice(&[of("central", "中央"), of("province", "省"), of("city", "市"), of("county", "县")]);

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "screening_round",
        "矛盾纠纷排查",
        &["I03", "I04", "I05", "I06"],
        &[
            req(
                "kind",
                "类别",
                Choice(&[
                    of("full", "全面排查"),
                    of("focused", "重点排查"),
                    of("rolling", "滚动排查"),
                    of("five_year", "五年自查"),
                    of("legacy", "历年积案摸排"),
                ]),
            ),
            req("office", "单位", Office),
            req("from", "起始日期", Date),
            req("until", "截止日期", Date),
            req("scope", "范围", Long),
            opt("matters_found", "排查事项数", Number),
            opt("cases", "案件", CASES),
            opt("zero", "零报告", Bool),
            opt("next_on", "下次排查", Date),
        ],
    )
    .rules(&[
        Rule::Ordered("from", "until"),
        Rule::Ordered("until", "next_on"),
        Rule::When("kind", "rolling", &["next_on"]),
        Rule::Empty("zero", &["cases", "matters_found"]),
    ]),
    EntryKind::new(
        "screening_form",
        "排查登记表",
        &["I10", "I12", "I25"],
        &[
            opt("round", "排查批次", Entry),
            req("office", "登记单位", Office),
            req("on", "登记日期", Date),
            req("matter", "基本情况", Long),
            req("area", "事发地", Text),
            opt("category", "问题类别", Text),
            opt("claims", "诉求", Long),
            opt("urgency", "紧急程度", Text),
            opt("trend", "事态走向", Text),
            opt("limit", "化解时限", Date),
            opt("unit", "责任单位", Office),
            opt("lead", "责任领导", Staff),
            opt("registrar", "登记人", Staff),
            opt("case", "案件", Case),
        ],
    ),
    EntryKind::new(
        "assignment_batch",
        "限期交办案件",
        &["I21"],
        &[
            req("doc_no", "文号", Text),
            req("level", "交办级别", LEVELS),
            opt("from_office", "交办单位", Text),
            req("on", "交办日期", Date),
            req("cases", "案件", CASES),
            opt("to_offices", "承办单位", OFFICES),
            req("due", "办结时限", Date),
            opt("note", "说明", Long),
        ],
    )
    .rules(&[Rule::Ordered("on", "due")])
    .answer("due", "to_offices"),
    EntryKind::new(
        "assignment_letter",
        "交办函",
        &["I20", "F02"],
        &[
            req("doc_no", "文号", Text),
            req("on", "成文日期", Date),
            req("from_office", "交办单位", Office),
            req("to_office", "承办单位", Office),
            opt("copy_to", "抄送", OFFICES),
            req("cases", "案件", CASES),
            req("demand", "交办要求", Long),
            opt("due", "办结时限", Date),
            req("feedback_on", "反馈时限", Date),
            opt("assign", "交办行为", Act),
        ],
    )
    .rules(&[Rule::Ordered("on", "feedback_on"), Rule::Ordered("on", "due"), Rule::Differ("from_office", "to_office")])
    .answer("feedback_on", "to_office"),
    EntryKind::new(
        "upper_level_notice",
        "上级转来信息",
        &["I02", "I26"],
        &[
            req("level", "来源级别", LEVELS),
            req("from_office", "来文单位", Text),
            req("office", "收文单位", Office),
            opt("doc_no", "文号", Text),
            req("received_on", "收到日期", Date),
            req("matter", "事项", Long),
            opt("cases", "关联案件", CASES),
            opt("linked_on", "立案或关联日期", Date),
        ],
    )
    .rules(&[Rule::Ordered("received_on", "linked_on")])
    .answer("received_on", "office"),
    EntryKind::new(
        "external_flag",
        "国家系统标识",
        &["I23", "I24"],
        &[
            req("system", "系统", Text),
            req("case", "案件", Case),
            opt("external_no", "系统编号", Text),
            req(
                "flag",
                "标识",
                Choice(&[
                    of("filed", "已录入"),
                    of("accepted", "已受理"),
                    of("closed", "已办结"),
                    of("resolved", "已化解"),
                    of("returned", "已退回"),
                ]),
            ),
            req("on", "标识日期", Date),
            opt("audited_by", "审核单位", Text),
            opt("note", "说明", Text),
        ],
    )
    .rules(&[Rule::When("flag", "resolved", &["audited_by"])]),
    EntryKind::new(
        "higher_screening",
        "上级甄别认定",
        &["A12", "A16"],
        &[
            req("cases", "案件", CASES),
            req("level", "甄别级别", LEVELS),
            req("submitted_by", "报送单位", Office),
            req("submitted_on", "报送日期", Date),
            opt(
                "decision",
                "认定结果",
                Choice(&[of("accepted", "接收"), of("declined", "不予接收"), of("returned", "退回补正")]),
            ),
            opt("decided_on", "认定日期", Date),
            opt("reason", "理由", Long),
            opt("coordination", "集中协调安排", Long),
        ],
    )
    .rules(&[
        Rule::Ordered("submitted_on", "decided_on"),
        Rule::Needs("decision", &["decided_on"]),
        Rule::When("decision", "declined", &["reason"]),
    ]),
    EntryKind::new(
        "lead_roster_report",
        "包案情况上报",
        &["A07"],
        &[
            req("office", "报送单位", Office),
            req("to_office", "接收单位", Office),
            req("on", "报送日期", Date),
            req("cases", "案件", CASES),
            opt("leads", "包案领导", super::STAFF),
            opt("note", "说明", Long),
        ],
    ),
];
