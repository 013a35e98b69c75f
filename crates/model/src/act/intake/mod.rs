//! 登记与受理: contacts, who answers for them, what the matter is, and whose it is.

mod accept;
mod contact;
mod register;

pub use accept::Accept;
pub use contact::RepeatContact;
pub use register::{CaseKind, Channel, Register, Secrecy, Source, SourceLevel};

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, OfficeId, Refusal, check::Situation};

/// The first receiver hands a contact over (首问负责; DOMAIN R19). They own it until it is taken over.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The registration or contact that is handed over.
    pub contact: ActId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What that office should know.
    #[serde(default)]
    pub text: String,
}

impl ActKind for HandOver {
    const KIND: &'static str = "hand_over";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The office takes over a contact that was handed to it (首问接收; DOMAIN R19).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// The handing over.
    pub hand_over: ActId,
}

impl ActKind for TakeOver {
    const KIND: &'static str = "take_over";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What has to be clear before a matter is assigned (五个明确; DOMAIN I08). Petitioner and claim stand in the case itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clarify {
    /// The policy that applies (政策界定).
    pub policy: String,
    /// The handling that is proposed (办理意见).
    pub opinion: String,
    /// The unit that should be in charge (牵头单位).
    pub lead_unit: OfficeId,
}

impl ActKind for Clarify {
    const KIND: &'static str = "clarify";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Order of work (化解顺序; DOMAIN C02, C03).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatterClass {
    /// 组织人事.
    #[default]
    Personnel,
    /// 民生.
    Livelihood,
    /// 其他遗留.
    Legacy,
}

/// How hard the matter is (DOMAIN C01).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// 普通问题.
    #[default]
    Ordinary,
    /// 重大难题.
    Major,
    /// 特殊困难.
    Hardship,
}

/// Which way the matter is handled (四类化解路径; DOMAIN C15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandlingPath {
    /// 共性问题.
    #[default]
    Common,
    /// 群体问题.
    Group,
    /// 行业问题.
    Sector,
    /// 突出信访问题.
    Prominent,
}

/// Where the matter can be settled (研判三分; DOMAIN C16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Triage {
    /// 就地解决.
    #[default]
    Here,
    /// 集中攻坚.
    Concentrated,
    /// 提请上级.
    HigherLevel,
}

/// Why the matter comes first (重点问题; DOMAIN C18).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriorityIssue {
    /// 历史遗留.
    #[default]
    Legacy,
    /// 政策未落实.
    PolicyNotCarriedOut,
    /// 诉求合理而政策缺位.
    PolicyGap,
    /// 生活困难.
    Hardship,
    /// 上级交办、超期或程序不到位.
    SuperiorAssignedOrOverdue,
}

/// Where a matter crosses borders, or people live apart from it (三跨三分离; DOMAIN I17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// 跨地区.
    #[default]
    Region,
    /// 跨部门.
    Department,
    /// 跨行业.
    Industry,
    /// 人户分离.
    PersonFromHousehold,
    /// 人事分离.
    PersonFromMatter,
    /// 人事户分离.
    PersonHouseholdMatter,
}

/// What went wrong in the handling (DOMAIN C19).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcessDefect {
    /// 解决不到位.
    #[default]
    NotResolvedInFull,
    /// 超期.
    Overdue,
    /// 未按程序.
    ProcedureNotKept,
}

/// What kind of matter it is (分类; DOMAIN C01 to C04, C15, C16, C18 to C20, I17). Takes the place of every classification its author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classify {
    /// The category, a key of the category tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The order of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter_class: Option<MatterClass>,
    /// How hard it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Which way it is handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<HandlingPath>,
    /// Where it can be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<Triage>,
    /// Why it comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<PriorityIssue>,
    /// Borders it crosses.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub crossings: BTreeSet<Crossing>,
    /// What went wrong in its handling.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub defects: BTreeSet<ProcessDefect>,
    /// Free words for the matter, such as 无头案.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
    /// Funds that settling it would take, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funds_needed: Option<u64>,
}

impl ActKind for Classify {
    const KIND: &'static str = "classify";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How urgent the case is (四色; DOMAIN C14): of a case, with a reason, for a time; never of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Urgency {
    /// A colour of the configuration.
    pub colour: String,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
}

impl ActKind for Urgency {
    const KIND: &'static str = "urgency";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Why the office does not take a matter on (DOMAIN I14, F12).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// 不予受理.
    #[default]
    NotAccepted,
    /// 不再受理: concluded after re-examination, the same facts and reasons.
    NoLongerAccepted,
}

/// The office does not accept the matter, and says why in writing (不予受理; DOMAIN I14; Art. 23, 36). Further contacts are still registered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Which of the two.
    pub kind: Refused,
    /// Why, and where the petitioner may turn to.
    pub reason: String,
    /// Number of the written notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
}

impl ActKind for Decline {
    const KIND: &'static str = "decline";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How a matter is passed on (DOMAIN I15, I16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TransferKind {
    /// 转送: to the unit that is competent.
    #[default]
    Transfer,
    /// 转办: to another department.
    Refer,
}

/// The matter is passed on to the unit that is competent (转送; DOMAIN I15, I16; Art. 22).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The office of this ledger it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OfficeId>,
    /// The unit it goes to, where that is not an office of this ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// How.
    #[serde(default)]
    pub kind: TransferKind,
    /// Why.
    pub reason: String,
    /// Number of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
    /// By when an answer is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_by: Option<Date>,
}

impl ActKind for Transfer {
    const KIND: &'static str = "transfer";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The office that got a matter says that it is not its own (管辖异议; Art. 23): within five working days, with a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Object {
    /// The transfer or assignment.
    pub transfer: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Object {
    const KIND: &'static str = "object";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The sender agrees to take a matter back, or does not (同意退回; Art. 23).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerObjection {
    /// The objection.
    pub objection: ActId,
    /// Whether the matter goes back.
    #[serde(default)]
    pub agreed: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for AnswerObjection {
    const KIND: &'static str = "answer_objection";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The petitioner withdraws the matter (撤回; DOMAIN 3.2, K16): their own act, written down by an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Their own words.
    pub words: String,
    /// The day they said so.
    pub received_on: Date,
    /// Whether they signed it.
    #[serde(default)]
    pub in_writing: bool,
}

impl ActKind for Withdraw {
    const KIND: &'static str = "withdraw";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
