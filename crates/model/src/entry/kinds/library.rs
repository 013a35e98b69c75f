//! Rules, funds and what is learnt: documents that belong to no case and, where they are passed on, name nobody.

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    CASES, OFFICES, STAFF, TEXTS,
};
use FieldType::{Bool, Case, Choice, Date, Long, Money, Number, Office, Rows, Staff, Text};

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "policy_document",
        "政策法规",
        &["H32"],
        &[
            req("title", "标题", Text),
            opt("doc_no", "文号", Text),
            req("issued_by", "制定机关", Text),
            opt("issued_on", "公布日期", Date),
            opt("in_force_from", "施行日期", Date),
            opt("in_force_until", "失效日期", Date),
            opt("subjects", "适用类别", TEXTS),
            req("text", "内容", Long),
            opt("procedure", "办事程序", Long),
            opt("fees", "收费标准", Long),
        ],
    )
    .rules(&[Rule::Ordered("issued_on", "in_force_from"), Rule::Ordered("in_force_from", "in_force_until")]),
    EntryKind::new(
        "policy_suggestion",
        "反馈新问题建议",
        &["H31"],
        &[
            req("from_office", "提出单位", Office),
            req("to_office", "接收单位", Office),
            req("on", "日期", Date),
            req("problem", "问题", Long),
            req("suggestion", "建议", Long),
            opt("cases", "关联案件", CASES),
            opt("answer_due", "答复时限", Date),
        ],
    )
    .rules(&[Rule::Ordered("on", "answer_due")])
    .answer("answer_due", "to_office"),
    EntryKind::new(
        "policy_impact_note",
        "决策风险评估",
        &["P26"],
        &[
            req("title", "决策或项目", Text),
            req("office", "评估单位", Office),
            req("on", "评估日期", Date),
            req("affected", "影响范围", Long),
            req("concerns", "主要关切", Long),
            req(
                "conclusion",
                "结论",
                Choice(&[
                    of("proceed", "可以实施"),
                    of("proceed_in_steps", "分步实施"),
                    of("adjust", "调整后实施"),
                    of("put_off", "暂缓实施"),
                ]),
            ),
            opt("measures", "改进措施", Long),
            opt("consulted", "征求意见单位", OFFICES),
        ],
    )
    .anonymous(),
    EntryKind::new(
        "special_fund",
        "专项资金",
        &["H21"],
        &[
            req("name", "名称", Text),
            req("year", "年度", Number),
            req("office", "管理单位", Office),
            req("budget", "预算(分)", Money),
            opt(
                "spending",
                "支出",
                Rows(&[
                    req("case", "案件", Case),
                    req("amount", "金额(分)", Money),
                    req("on", "日期", Date),
                    opt("doc_no", "凭证号", Text),
                ]),
            ),
            opt("note", "说明", Long),
        ],
    ),
    EntryKind::new(
        "typical_case",
        "典型案例",
        &["F22"],
        &[
            req("kind", "类别", Choice(&[of("typical", "典型案例"), of("failed", "不成功案例")])),
            req("title", "标题", Text),
            req("office", "整理单位", Office),
            req("on", "日期", Date),
            opt("subject", "问题类别", Text),
            req("facts", "案情", Long),
            req("handling", "做法", Long),
            req("lesson", "启示", Long),
            req("anonymised", "已隐去当事人信息", Bool),
        ],
    )
    .rules(&[Rule::Needs("title", &["anonymised"])])
    .anonymous(),
    EntryKind::new(
        "experience",
        "经验做法",
        &["S18"],
        &[
            req("title", "标题", Text),
            req("office", "单位", Office),
            req("on", "日期", Date),
            req("text", "内容", Long),
            opt("figures_note", "成效", Long),
        ],
    )
    .anonymous(),
    EntryKind::new(
        "bulletin",
        "专题简报",
        &["P21"],
        &[
            req("issue_no", "期号", Text),
            req("title", "标题", Text),
            req("office", "编发单位", Office),
            req("on", "编发日期", Date),
            req("text", "内容", Long),
            opt("distribution", "发送范围", TEXTS),
        ],
    )
    .anonymous(),
    EntryKind::new(
        "training_record",
        "培训记录",
        &["S17"],
        &[
            req("title", "培训名称", Text),
            req("office", "组织单位", Office),
            req("on", "日期", Date),
            opt("until", "结束日期", Date),
            opt("place", "地点", Text),
            req("topics", "内容", Long),
            opt("trainer", "授课人", Text),
            opt("attendees", "参训人员", STAFF),
            opt("hours", "学时", Number),
        ],
    )
    .rules(&[Rule::Ordered("on", "until")]),
    EntryKind::new(
        "guidance_note",
        "业务指导",
        &["S15"],
        &[
            req("from_office", "指导单位", Office),
            req("to_office", "受指导单位", Office),
            req("on", "日期", Date),
            req("subject", "事项", Text),
            req("advice", "指导意见", Long),
            opt("cases", "案件", CASES),
            opt("by", "指导人员", Staff),
        ],
    )
    .rules(&[Rule::Differ("from_office", "to_office")]),
    EntryKind::new(
        "public_awareness",
        "知晓率和认可度调查",
        &["M12"],
        &[
            req("title", "调查名称", Text),
            req("office", "单位", Office),
            req("from", "起始日期", Date),
            req("until", "截止日期", Date),
            req(
                "results",
                "结果",
                Rows(&[
                    req("question", "问题", Text),
                    req("positive", "肯定份数", Number),
                    req("answers", "有效份数", Number),
                ]),
            ),
            opt("method", "方式", Text),
        ],
    )
    .rules(&[Rule::Ordered("from", "until"), Rule::AtMost("results", "positive", "answers")])
    .anonymous(),
];
