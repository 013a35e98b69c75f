//! Bodies, posts and standing duties: who leads, who is on duty, who signed for what. Offices and staff themselves stand
//! in the directory.

use super::{
    super::spec::{EntryKind, FieldType, Rule, of, opt, req},
    OFFICES, STAFF, TEXTS,
};
use FieldType::{Bool, Case, Choice, Date, Entry, List, Long, Number, Office, Rows, Staff, Text};

const IN_FORCE: &[Rule] = &[Rule::Ordered("from", "until")];

pub(super) const KINDS: &[EntryKind] = &[
    EntryKind::new(
        "leading_group",
        "领导小组",
        &["R01", "R10"],
        &[
            req("name", "名称", Text),
            opt("campaign", "专项行动", Text),
            req("unit", "单位", Office),
            req("head", "组长", Staff),
            opt("deputies", "副组长", STAFF),
            opt("members", "成员", STAFF),
            opt("member_offices", "成员单位", OFFICES),
            req("from", "成立日期", Date),
            opt("until", "撤销日期", Date),
            opt("doc_no", "文号", Text),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "group_office",
        "领导小组办公室",
        &["R02"],
        &[
            req("group", "领导小组", Entry),
            req("office", "设在单位", Office),
            req("director", "办公室主任", Staff),
            opt("staff", "工作人员", STAFF),
            req(
                "duties",
                "职责",
                List(&Choice(&[
                    of("materials", "材料报送"),
                    of("publicity", "宣传"),
                    of("summary", "总结"),
                    of("coordination", "协调"),
                    of("statistics", "统计"),
                ])),
            ),
            req("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "post",
        "岗位分工",
        &["R12", "R17", "R21"],
        &[
            req(
                "post",
                "岗位",
                Choice(&[
                    of("deputy_in_charge", "分管领导"),
                    of("reception_officer", "专职接待人员"),
                    of("policy_counter", "政策咨询人员"),
                    of("grid_worker", "网格员"),
                    of("liaison", "联络员"),
                ]),
            ),
            req("staff", "人员", Staff),
            req("office", "单位", Office),
            opt("areas_of_duty", "分管领域", TEXTS),
            opt("area", "责任区域", Text),
            req("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "task_force",
        "工作专班",
        &["R23"],
        &[
            req("name", "名称", Text),
            req("problem", "问题", Long),
            opt("plan", "方案", Long),
            req("head", "负责人", Staff),
            opt("members", "成员", STAFF),
            opt("cases", "案件", List(&Case)),
            req("from", "成立日期", Date),
            opt("until", "撤销日期", Date),
            super::TASKS,
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "visit_duty_allocation",
        "下访分工",
        &["R24"],
        &[
            req("on", "下访日期", Date),
            req("office", "单位", Office),
            opt("reception", "接访安排", Entry),
            req(
                "duties",
                "分工",
                Rows(&[
                    req(
                        "duty",
                        "职能",
                        Choice(&[
                            of("general_office", "办公室"),
                            of("legal", "法规"),
                            of("enforcement", "执法"),
                            of("supervision", "督查"),
                            of("squad", "中队"),
                        ]),
                    ),
                    req("staff", "人员", Staff),
                    opt("task", "任务", Text),
                ]),
            ),
        ],
    ),
    EntryKind::new(
        "three_tier_network",
        "三级责任网络",
        &["R25"],
        &[
            req("name", "名称", Text),
            req(
                "levels",
                "层级",
                Rows(&[
                    req(
                        "level",
                        "级别",
                        Choice(&[of("county", "市县"), of("township", "乡镇"), of("village", "村居")]),
                    ),
                    req("office", "单位", Office),
                    req("staff", "责任人", Staff),
                    opt("duty", "职责", Text),
                ]),
            ),
            req("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "responsibility_letter",
        "目标责任书",
        &["R26"],
        &[
            req("year", "年度", Number),
            req("issued_by", "签发单位", Office),
            req("bound", "责任单位", Office),
            req("targets", "目标", Rows(&[req("target", "目标", Text), opt("figure", "指标", Text)])),
            opt("signed_by", "签字人", Staff),
            opt("signed_on", "签订日期", Date),
            opt("doc_no", "文号", Text),
        ],
    )
    .rules(&[Rule::Needs("signed_on", &["signed_by"]), Rule::Differ("issued_by", "bound")]),
    EntryKind::new(
        "leader_township_link",
        "包乡联点",
        &["R28"],
        &[
            req("leader", "领导", Staff),
            req("township", "乡镇", Office),
            req("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "village_responsibility_order",
        "村级责任序",
        &["R16", "R18"],
        &[
            req("village", "村居", Office),
            req(
                "order",
                "责任顺序",
                Rows(&[req("position", "顺位", Number), req("staff", "责任人", Staff), opt("duty", "职责", Text)]),
            ),
            req("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "duty_roster",
        "值班表",
        &["R20"],
        &[
            req("office", "单位", Office),
            req("from", "起始日期", Date),
            req("until", "终止日期", Date),
            req(
                "days",
                "值班安排",
                Rows(&[req("on", "日期", Date), req("leader", "值班领导", Staff), opt("staff", "值班人员", STAFF)]),
            ),
        ],
    )
    .rules(IN_FORCE),
    EntryKind::new(
        "mediator",
        "调解力量",
        &["R22", "H14"],
        &[
            req(
                "kind",
                "类别",
                Choice(&[
                    of("mediation_room", "调解室"),
                    of("mediation_committee", "人民调解委员会"),
                    of("mediator", "人民调解员"),
                    of("local_worthy", "乡贤"),
                    of("social_worker", "社工"),
                    of("lawyer", "律师"),
                    of("expert", "行业专家"),
                ]),
            ),
            req("name", "名称", Text),
            req("office", "所属或联系单位", Office),
            req("skills", "专长", TEXTS),
            opt("areas", "服务区域", TEXTS),
            opt("available", "可用", Bool),
            opt("from", "起始日期", Date),
            opt("until", "终止日期", Date),
        ],
    )
    .rules(IN_FORCE),
];
