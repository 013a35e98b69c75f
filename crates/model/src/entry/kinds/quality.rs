//! Looking again at work that was done: quality reviews, root causes, look-back rounds. Their subject is the office's
//! work; what they find on a case is recorded with the case.

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    CASES, STAFF, TASKS,
};
use FieldType::{Act, Bool, Case, Choice, Date, Long, Office, Rows, Text};

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "quality_review",
        "案件评查",
        &["F20", "C19"],
        &[
            req("title", "评查名称", Text),
            req("office", "评查单位", Office),
            req("on", "日期", Date),
            req(
                "scope",
                "范围",
                Choice(&[of("resolved", "已化解"), of("backlog", "积案"), of("failed", "不成功"), of("spot", "抽查")]),
            ),
            opt("reviewers", "评查人员", STAFF),
            req("cases", "案件", CASES),
            opt(
                "defects",
                "问题",
                Rows(&[
                    req("case", "案件", Case),
                    req(
                        "kind",
                        "类别",
                        Choice(&[of("incomplete", "解决不到位"), of("late", "超期"), of("procedure", "未按程序")]),
                    ),
                    req("defect", "问题", Long),
                    opt("fixed_at_once", "即改", Bool),
                ]),
            ),
            TASKS,
        ],
    ),
    EntryKind::new(
        "root_cause_review",
        "复盘倒查",
        &["F21"],
        &[
            req("title", "名称", Text),
            req("office", "组织单位", Office),
            req("on", "日期", Date),
            req("cases", "案件", CASES),
            req("what_happened", "经过", Long),
            req("causes", "原因", Long),
            req("lessons", "教训", Long),
            TASKS,
        ],
    ),
    EntryKind::new(
        "lookback_round",
        "回头看",
        &["F17"],
        &[
            req("title", "名称", Text),
            req("office", "组织单位", Office),
            req("from", "起始日期", Date),
            req("until", "截止日期", Date),
            req("cases", "案件", CASES),
            opt(
                "results",
                "结果",
                Rows(&[
                    req("case", "案件", Case),
                    req("holds", "化解成果保持", Bool),
                    opt("lead_duty_done", "包案责任落实", Bool),
                    opt("act", "回头看记录", Act),
                    opt("note", "说明", Text),
                ]),
            ),
            TASKS,
        ],
    )
    .rules(&[Rule::Ordered("from", "until")]),
];
