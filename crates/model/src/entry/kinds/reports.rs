//! Returns and reports of a period. A return freezes its figures and the list of its cases; an act that arrives later
//! leaves it as it is and lets the office issue the next revision (DOMAIN K17).

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    CASES, FIGURES, OFFICES,
};
use FieldType::{Act, Bool, Choice, Date, List, Long, Number, Office, Staff, Text};

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "period_report",
        "报表报送",
        &[
            "A15", "A17", "P04", "P05", "P06", "P07", "P09", "P10", "P11", "P12", "P13", "P16", "P18", "P19", "P23",
            "V08",
        ],
        &[
            req(
                "kind",
                "类别",
                Choice(&[
                    of("four_reports", "四次报送"),
                    of("monthly", "月报"),
                    of("half_monthly", "半月报"),
                    of("village_monthly", "村居月报"),
                    of("immediate", "随报"),
                    of("month_summary", "月汇总"),
                    of("half_year", "半年小结"),
                    of("year", "年终总结"),
                    of("progress", "进度报告"),
                    of("stage_progress", "阶段进度"),
                    of("drive_statistics", "专项行动统计表"),
                    of("reception_monthly", "接访月报"),
                    of("one_case", "一案一报"),
                ]),
            ),
            opt("schedule", "报送周期", Text),
            opt(
                "part",
                "报送内容",
                Choice(&[
                    of("plan_and_leads", "方案、台账、包案名单"),
                    of("screening_and_measures", "排查、包案、化解、措施及表格"),
                    of("progress_and_problems", "进展、问题及书面材料"),
                    of("final_summary", "工作总结"),
                ]),
            ),
            req("from", "统计起始", Date),
            req("until", "统计截止", Date),
            req("office", "报送单位", Office),
            req("to_offices", "接收单位", OFFICES),
            opt("due", "报送时限", Date),
            opt("reported_on", "报送日期", Date),
            req("revision", "版次", Number),
            opt("zero", "零报告", Bool),
            FIGURES,
            opt("cases", "案件清单", CASES),
            opt("seen", "统计时所见最新记录", List(&Act)),
            opt("case_list_hash", "案件清单校验值", Text),
            opt("disputed_cases", "待裁决案件数(按未化解计)", Number),
            opt("signed_by", "签发人", Staff),
            opt("text", "文字说明", Long),
        ],
    )
    .rules(&[
        Rule::Ordered("from", "until"),
        Rule::Empty("zero", &["cases", "case_list_hash"]),
        Rule::OneOf(&["zero", "figures", "text"]),
        Rule::Needs("figures", &["case_list_hash"]),
        Rule::Needs("cases", &["case_list_hash"]),
        Rule::When("kind", "one_case", &["cases", "text"]),
        Rule::When("kind", "immediate", &["text"]),
    ]),
    EntryKind::new(
        "circular",
        "通报",
        &["P20"],
        &[
            req("title", "标题", Text),
            req("office", "发文单位", Office),
            req("on", "日期", Date),
            opt("stage", "阶段", Text),
            opt("doc_no", "文号", Text),
            req("text", "内容", Long),
            opt("offices", "涉及单位", OFFICES),
            FIGURES,
        ],
    )
    .anonymous(),
    EntryKind::new(
        "campaign_summary",
        "活动总结",
        &["P08", "P22"],
        &[
            req("campaign", "专项行动", Text),
            req("office", "单位", Office),
            req("to_offices", "接收单位", OFFICES),
            req("on", "日期", Date),
            req("text", "总结", Long),
            opt("problems", "存在问题", Long),
            opt("next_steps", "下步打算", Long),
            FIGURES,
            opt("case_list_hash", "案件清单校验值", Text),
            opt("signed_by", "签发人", Staff),
        ],
    ),
    EntryKind::new(
        "analysis",
        "信访形势分析",
        &["P14", "P15", "P25"],
        &[
            req("title", "标题", Text),
            req("office", "单位", Office),
            req("from", "起始日期", Date),
            req("until", "截止日期", Date),
            FIGURES,
            req("by_category", "分类分析", Long),
            opt("by_area", "区域分析", Long),
            opt("trend", "走势分析", Long),
            opt("suggestions", "建议", Long),
            opt("case_list_hash", "案件清单校验值", Text),
        ],
    )
    .rules(&[Rule::Ordered("from", "until")])
    .anonymous(),
];
