//! Schemas made from the types themselves. It takes code of every type that is answered; who asks for the contract has it, a
//! browser does not.

use schemars::{Schema, schema_for};
use serde_json::Value;
use taizhang_client::{
    CaseLine, CaseStory, ConfigurationStatus, DirectoryListing, DueList, EntryLine, Inbox, LedgerStatus, PossiblySame,
    Quarantined, RosterLine, SupervisionLine,
};
use taizhang_model::{
    CaseView, Config, Dispute, Office, PartyView, PublicStatus, Staff, TimelineItem, config::clocks::Deadline,
    entry::EntryView,
};

use super::{super::calls, Named, answers};

/// A view: its name, what it is, and its schema.
pub(crate) type View = (&'static str, &'static str, fn() -> Schema);

/// Entities and views, by their names.
pub(crate) const VIEWS: &[View] = &[
    ("case", "案件", || schema_for!(CaseView)),
    ("entry", "台账条目", || schema_for!(EntryView)),
    ("party_details", "当事人信息", || schema_for!(PartyView)),
    ("deadline", "期限", || schema_for!(Deadline)),
    ("dispute_of_record", "待裁决", || schema_for!(Dispute)),
    ("timeline_item", "办理记录项", || schema_for!(TimelineItem)),
    ("public_status", "公开查询", || schema_for!(PublicStatus)),
    ("configuration", "配置", || schema_for!(Config)),
    ("office", "单位", || schema_for!(Office)),
    ("member_of_staff", "工作人员", || schema_for!(Staff)),
    ("directory", "通讯录", || schema_for!(DirectoryListing)),
    ("case_line", "案件列表行", || schema_for!(CaseLine)),
    ("entry_line", "条目列表行", || schema_for!(EntryLine)),
    ("possibly_same", "疑似同一事项", || schema_for!(PossiblySame)),
    ("case_story", "案件来龙去脉", || schema_for!(CaseStory)),
    ("ledger_status", "本机状态", || schema_for!(LedgerStatus)),
    ("configuration_status", "配置状态", || schema_for!(ConfigurationStatus)),
    ("due_list", "到期清单", || schema_for!(DueList)),
    ("roster_line", "包案名册行", || schema_for!(RosterLine)),
    ("supervision_line", "督办清单行", || schema_for!(SupervisionLine)),
    ("inbox", "待裁决清单", || schema_for!(Inbox)),
    ("quarantined", "隔离项", || schema_for!(Quarantined)),
];

/// Before the name of a command, its words joined by points.
pub(super) const ANSWER: &str = "answer.";
/// Likewise, of what it takes.
pub(super) const PARAMS: &str = "params.";

/// The schema of a view, an answer, or what a command takes.
pub(super) fn schema(name: &str) -> Option<Value> {
    if let Some(command) = name.strip_prefix(ANSWER) {
        return answers::of(&command.replace('.', " ")).map(Schema::to_value);
    }
    if let Some(command) = name.strip_prefix(PARAMS) {
        return calls::params(command).map(Schema::to_value);
    }
    VIEWS.iter().find(|(known, ..)| *known == name).map(|(.., schema)| schema().to_value())
}

/// All of them.
pub(super) fn names() -> Vec<Named> {
    let views = VIEWS.iter().map(|(name, label, _)| ("view", (*name).to_owned(), (*label).to_owned()));
    let command = |name: &str| format!("{ANSWER}{}", name.replace(' ', "."));
    let of_programs = calls::OF_PROGRAMS.iter().copied();
    let answers = answers::commands().chain(of_programs);
    let answers = answers.map(|name| ("answer", command(name), format!("taizhang {name} --json")));
    let params = calls::callable()
        .map(|name| ("params", format!("{PARAMS}{}", name.replace(' ', ".")), format!("taizhang {name}")));
    views.chain(answers).chain(params).collect()
}
