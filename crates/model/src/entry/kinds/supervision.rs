//! Supervision, proposals and consequences. Their subject is an office's or an official's duty, never the people who
//! brought a matter; a reward is recorded and paid only after audit.

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    CASES, FIGURES, OFFICES, STAFF, TASKS,
};
use FieldType::{Act, Case, Choice, Date, Entry, List, Long, Money, Number, Office, Rows, Staff, Text};

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "inspection",
        "督查",
        &["S01", "S03", "S04", "S14", "V17"],
        &[
            req(
                "kind",
                "方式",
                Choice(&[
                    of("special", "专项督查"),
                    of("with_cases", "带案督查"),
                    of("joint", "联合督查"),
                    of("reception_spot_check", "接访抽查"),
                    of("dispatch_review", "调度检查"),
                ]),
            ),
            req("title", "名称", Text),
            req("office", "督查单位", Office),
            opt("team", "督查人员", STAFF),
            req("on", "日期", Date),
            req("targets", "被督查单位", OFFICES),
            opt(
                "scope",
                "重点范围",
                List(&Choice(&[
                    of("long_undecided", "久拖不决"),
                    of("wide", "涉及面广"),
                    of("strongly_felt", "反映强烈"),
                ])),
            ),
            opt("cases", "案件", CASES),
            opt("roster", "对照接待日安排", Entry),
            opt("findings", "督查情况", Long),
            opt("due", "整改时限", Date),
            TASKS,
        ],
    )
    .rules(&[Rule::Ordered("on", "due"), Rule::When("kind", "with_cases", &["cases"])])
    .answer("due", "targets"),
    EntryKind::new(
        "supervision_letter",
        "督办",
        &["A13", "S02"],
        &[
            req(
                "channel",
                "方式",
                Choice(&[
                    of("letter", "发函督办"),
                    of("phone", "电话督办"),
                    of("message", "微信督办"),
                    of("listed", "挂牌督办"),
                ]),
            ),
            opt("doc_no", "文号", Text),
            req("on", "日期", Date),
            req("from_office", "督办单位", Office),
            req("to_office", "被督办单位", Office),
            req("cases", "案件", CASES),
            req(
                "trigger",
                "事由",
                Choice(&[
                    of("late", "超期未办"),
                    of("no_feedback", "未按时反馈"),
                    of("procedure", "未按程序办理"),
                    of("passing_on", "推诿敷衍"),
                    of("not_executed", "未执行处理意见"),
                    of("other", "其他"),
                ]),
            ),
            req("demand", "督办要求", Long),
            req("due", "反馈时限", Date),
        ],
    )
    .rules(&[
        Rule::Ordered("on", "due"),
        Rule::When("channel", "letter", &["doc_no"]),
        Rule::Differ("from_office", "to_office"),
    ])
    .answer("due", "to_office"),
    EntryKind::new(
        "proposal",
        "三项建议",
        &["S05", "S06"],
        &[
            req(
                "kind",
                "类别",
                Choice(&[
                    of("improve_work", "改进工作建议"),
                    of("improve_policy", "完善政策建议"),
                    of("accountability", "追究责任建议"),
                    of("correction", "整改建议"),
                ]),
            ),
            opt("doc_no", "文号", Text),
            req("on", "日期", Date),
            req("from_office", "提出单位", Office),
            req("to_office", "接收单位", Office),
            req("grounds", "事实和依据", Long),
            req("proposal", "建议内容", Long),
            opt("cases", "案件", CASES),
            req("due", "书面反馈时限", Date),
        ],
    )
    .rules(&[Rule::Ordered("on", "due"), Rule::Differ("from_office", "to_office")])
    .answer("due", "to_office"),
    EntryKind::new(
        "criticism",
        "通报批评",
        &["S07"],
        &[
            req("office", "通报单位", Office),
            req("target", "被通报单位", Office),
            req("on", "日期", Date),
            req(
                "grade",
                "程度",
                Choice(&[of("reminder", "提醒"), of("internal", "内部通报"), of("public", "通报批评")]),
            ),
            req("facts", "事实", Long),
            opt("cases", "案件", CASES),
            opt("doc_no", "文号", Text),
        ],
    ),
    EntryKind::new(
        "accountability_record",
        "责任追究",
        &["S08", "S09"],
        &[
            req(
                "trigger",
                "情形",
                Choice(&[
                    of("passing_on", "推诿扯皮"),
                    of("promise_broken", "承诺未落实"),
                    of("review_defects", "评查发现问题"),
                ]),
            ),
            req("decided_by", "决定机关", Text),
            req("on", "日期", Date),
            req("target", "责任单位", Office),
            opt("official", "责任人", Staff),
            req("facts", "事实", Long),
            req(
                "consequence",
                "处理",
                Choice(&[of("circular", "通报"), of("talk", "约谈"), of("warning", "诫勉或警告"), of("other", "其他")]),
            ),
            opt("cases", "案件", CASES),
            opt("grounds", "依据的评查或回头看", Entry),
            opt("doc_no", "文号", Text),
        ],
    ),
    EntryKind::new(
        "veto_note",
        "一票否决备注",
        &["S10"],
        &[
            req("decided_by", "决定机关", Text),
            req("office", "涉及单位", Office),
            req("on", "日期", Date),
            req("doc_no", "文号", Text),
            opt("note", "说明", Long),
        ],
    ),
    EntryKind::new(
        "assessment",
        "年度考核",
        &["S11", "S16"],
        &[
            req("year", "年度", Number),
            req("office", "考核单位", Office),
            req("target", "被考核单位", Office),
            req(
                "items",
                "项目",
                Rows(&[
                    req("item", "项目", Text),
                    req("points", "得分", Number),
                    req("of", "满分", Number),
                    opt("basis", "依据", Text),
                ]),
            ),
            FIGURES,
            opt("year_end_link", "年终考核衔接", Long),
            opt("case_list_hash", "案件清单校验值", Text),
        ],
    )
    .rules(&[Rule::AtMost("items", "points", "of"), Rule::Differ("office", "target")]),
    EntryKind::new(
        "commendation",
        "表扬",
        &["S12"],
        &[
            req("office", "表扬单位", Office),
            req("on", "日期", Date),
            opt("to_offices", "先进单位", OFFICES),
            opt("to_staff", "先进个人", STAFF),
            req("reason", "事迹", Long),
            opt("doc_no", "文号", Text),
        ],
    )
    .rules(&[Rule::OneOf(&["to_offices", "to_staff"])]),
    EntryKind::new(
        "resolution_reward",
        "化解奖励",
        &["S13"],
        &[
            req("case", "案件", Case),
            req("office", "受奖单位", Office),
            req("amount", "金额(分)", Money),
            req("on", "登记日期", Date),
            opt("audit", "化解审核", Act),
            opt("no_repeat_until", "确认未重复信访至", Date),
            opt("approved_by", "批准人", Staff),
            opt("paid_on", "发放日期", Date),
        ],
    )
    .rules(&[
        Rule::Needs("paid_on", &["audit", "no_repeat_until", "approved_by"]),
        Rule::Ordered("on", "paid_on"),
        Rule::Ordered("no_repeat_until", "paid_on"),
    ]),
];
